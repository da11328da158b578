//! Variorum reads captures of official statements and of the press that carries them — web pages
//! copied with all their menus, HTML, PDF bulletins, archives of records, in English and Korean — and
//! gives documents whose every word leads back to the bytes that it came from.
//!
//! This crate is the engine. It holds no field's knowledge of its own (that comes in a
//! [`Pack`](pack::Pack)), prints nothing, opens no network connection and starts no thread pool: it
//! works in the rayon pool that it is called in.
//!
//! # The way data flows
//!
//! | call | gives |
//! | --- | --- |
//! | [`capture::Reader`] | a file's bytes as [`Capture`](capture::Capture)s: decoded text and what the container says |
//! | [`layout::layout`] | its [`Zone`](layout::Zone)s: what every part is, which article it belongs to |
//! | [`Document::read`] | a [`Document`]: title, outlet, bylines, dateline, dates, language |
//! | [`facts`] | what documents say: [`quotes`](facts::quotes) with cue, speaker and chain of sources |
//! | [`Corpus::read`] | all of that for many inputs, on all threads, with what went wrong |
//! | [`stats`] | [`Table`](table::Table)s of counts with their provenance |
//! | [`sources`] | which documents carry one statement ([`cluster`](sources::cluster)), and where quotes and passages come from ([`trace`](sources::trace)) |
//! | [`versions`] | sentences of versions aligned, their words collated |
//!
//! # Read a folder
//!
//! ```no_run
//! use variorum::{Corpus, ReadOptions};
//!
//! let corpus = Corpus::read(&["captures/".to_owned()], &ReadOptions::default(), &())?;
//! for document in corpus.documents() {
//!     println!("{:?} {:?}", document.published, document.title);
//! }
//! for problem in corpus.problems() {
//!     eprintln!("{problem}");
//! }
//! # Ok::<(), variorum::Error>(())
//! ```
//!
//! # Every word leads back
//!
//! Clean text is a list of pieces over the capture, so an offset in it is never a dead end:
//!
//! ```
//! use variorum::{Corpus, ReadOptions, layout::ZoneKind};
//!
//! let capture = "Conference Opens in Tarsk\n\n\
//!     TARSK, March 3 (VPS) -- The first conference of district secretaries\u{a0}opened in the \
//!     capital on Friday, the agency said.\n";
//! let corpus = Corpus::from_text(capture, &ReadOptions::default());
//! let document = &corpus.documents()[0];
//! assert_eq!(document.title.as_deref(), Some("Conference Opens in Tarsk"));
//!
//! let paragraph = document.zones_of(ZoneKind::Paragraph).next().unwrap();
//! let at = paragraph.text().find("secretaries opened").unwrap();
//! let words = variorum::text::Span::new(at, at + "secretaries opened".len());
//! let hull = paragraph.clean.to_source_hull(words).unwrap();
//! assert_eq!(hull.of(capture), "secretaries\u{a0}opened");
//! ```
//!
//! # Nothing is lost
//!
//! Menus, widgets and footers are not thrown away: they are zones of the kind
//! [`Furniture`](layout::ZoneKind::Furniture). Each non-white character of a capture stands in exactly
//! one zone of exactly one document. Furniture is never counted.
//!
//! # Counts say what they are
//!
//! ```
//! use variorum::{Corpus, ReadOptions, stats};
//!
//! let corpus = Corpus::from_text("The party met in the capital. The party spoke.\n", &ReadOptions::default());
//! let mut options = stats::FrequencyOptions::default();
//! options.counting.terms.case = stats::Case::Fold;
//! let table = stats::frequency(&corpus, &options)?;
//! assert_eq!(table.row(0)[..2], ["the".into(), serde_json::Value::from(3)]);
//! assert_eq!(table.provenance().options["case"], "fold");
//! # Ok::<(), variorum::Error>(())
//! ```
//!
//! # Errors
//!
//! One opaque [`Error`] with a kind, a path and a place. What is wrong with one capture never stops the
//! others: [`Corpus::problems`] lists it.
//!
//! # Offsets
//!
//! A [`Span`](text::Span) counts bytes of the capture's decoded text (UTF-8) and always lies on
//! character boundaries.
#![forbid(unsafe_code)]
#![cfg_attr(
    test,
    allow(
        clippy::cast_possible_truncation,
        clippy::float_cmp,
        clippy::format_push_string,
        clippy::unnecessary_wraps
    )
)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

#[macro_use]
mod names;

pub mod capture;
pub mod corpus;
pub mod document;
mod error;
pub mod facts;
pub mod layout;
pub mod pack;
mod progress;
pub mod sources;
pub mod stats;
pub mod table;
pub mod text;
pub mod versions;

pub use crate::{
    corpus::{Corpus, ReadOptions},
    document::Document,
    error::{Error, ErrorKind, Location, Result},
    progress::Progress,
};

/// The code of the guides is run as documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/packs.md")]
mod guides {}
