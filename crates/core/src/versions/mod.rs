//! Versions of one text: which sentences say the same, and how each words it.
//!
//! A statement exists as several texts: a first and a revised translation, a bulletin and the site, the
//! issue of the morning and the one of the afternoon under the same address. What differs between them
//! is the evidence.
//!
//! | call | gives |
//! | --- | --- |
//! | [`align`] | beads of sentences, for any two lists of sentences |
//! | [`compare`] | a [`Comparison`] of two documents: beads, and [`Variant`]s of words with their kind and weight |
//! | [`collate`] | a [`Collation`] of two or more against a base: a table, CSV, TEI, `CollateX` |
//!
//! What a rule can tell to be the same is the same to the alignment and is *named*: `five` and `5`, `Second`
//! and `2nd`, an abbreviation and its expansion, the spellings of a name that the [`Pack`](crate::pack::Pack) knows, British
//! and American spelling, the initial sounds of the two Koreas.
//!
//! ```
//! use variorum::{Corpus, ReadOptions, pack::Pack, versions::{CompareOptions, VariantKind, compare}};
//!
//! let read = |text: &str| Corpus::from_text(text, &ReadOptions::default());
//! let first = read("Malk sent warm militant greetings to the five crews who had built the Second Weir.\n");
//! let second = read("Malk sent warm greetings to the 5 crews who had built the 2nd Weir.\n");
//! let found = compare(&first.documents()[0], &second.documents()[0], &Pack::none(), &CompareOptions::default())?;
//! let told: Vec<_> = found.variants.iter().map(|v| (v.kind, v.a.as_str(), v.b.as_str())).collect();
//! assert_eq!(told, [
//!     (VariantKind::Omission, "militant", ""),
//!     (VariantKind::Number, "five", "5"),
//!     (VariantKind::Ordinal, "Second", "2nd"),
//! ]);
//! assert_eq!(found.summary.weightiest[0], 0);
//! # Ok::<(), variorum::Error>(())
//! ```

#![allow(
    clippy::many_single_char_names,
    reason = "two texts have two of everything: a and b, x and y, i and j"
)]

mod align;
mod collate;
mod collation;
mod compare;
mod comparison;
mod cut;
mod export;
mod grid;
mod lexicon;
mod lists;
mod meaning;
mod numbers;
mod paragraphs;
mod redline;
mod sketch;
mod tables;
mod terms;
mod units;
mod weigh;
mod words;

pub(crate) use self::units::is_function;
pub use self::{
    align::{Bead, align},
    collation::{Collation, Place, Reading, collate, siglum},
    compare::{CompareOptions, compare, has_text},
    comparison::{Comparison, Extent, Sentence, Summary, Variant, Witness},
    redline::Part,
    weigh::VariantKind,
};
