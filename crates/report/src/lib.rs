//! One self-contained HTML page from a Variorum corpus.
//!
//! ```
//! use variorum::{Corpus, ReadOptions};
//! use variorum_report::{ReportOptions, html};
//!
//! let corpus = Corpus::from_text(
//!     "Conference opens in Tarsk\n\nTARSK, March 3 (VPS) -- It opened here on Friday.\n",
//!     &ReadOptions::default(),
//! );
//! let page = html(&corpus, &ReportOptions::default());
//! assert!(page.starts_with("<!doctype html>"));
//! ```
//!
//! The page needs nothing else: no network, no other file, no font. Every text of a capture is
//! escaped, and the page forbids itself any script but its own. The same corpus gives the same
//! bytes. [`json`] has the same content for other programs. [`comparison_html`] is the page of versions
//! side by side.
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

mod calendar;
mod comparison;
mod facts;
mod model;
mod phrases;
mod reading;
mod render;
pub mod source;
mod statements;
mod stopwords;
mod terms;
mod timeline;

use serde_json::Value;
use variorum::Corpus;

pub use self::comparison::{comparison_html, redline_html};

/// How a report is made, and where a large one is cut.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReportOptions {
    /// The headline; made of what was read if not given.
    pub title: Option<String>,
    /// The most documents with a reading view; 0 for all. Reading views also end where the page would grow
    /// past [`page_bytes`](Self::page_bytes); the page says how many there are.
    pub documents: usize,
    /// The most rows of the table of documents, and of the list of problems.
    pub rows: usize,
    /// The most outlets whose words and phrases are given, those with the most documents first.
    pub outlets: usize,
    /// The most words, and the most phrases, of each outlet.
    pub terms: usize,
    /// The most concordance lines of each word or phrase.
    pub lines: usize,
    /// About how many bytes of text the reading views may take together.
    pub page_bytes: usize,
    /// The options that the corpus was read with, as names and values; printed with the method.
    pub record: Vec<(String, String)>,
    /// How many documents had been read before they were filtered, if they were.
    pub read: Option<usize>,
}

impl Default for ReportOptions {
    fn default() -> Self {
        ReportOptions {
            title: None,
            documents: 200,
            rows: 5000,
            outlets: 8,
            terms: 20,
            lines: 20,
            page_bytes: 8 << 20,
            record: Vec::new(),
            read: None,
        }
    }
}

/// The report as one HTML page.
pub fn html(corpus: &Corpus, options: &ReportOptions) -> String {
    render::page(corpus, &model::Model::new(corpus, options), options)
}

/// The same content as JSON, with the default options.
pub fn json(corpus: &Corpus) -> Value {
    json_with(corpus, &ReportOptions::default())
}

/// The same content as JSON: `schema`, `title`, `header`, `timeline`, `facts`, `statements`, `documents`, `terms`,
/// `readings` (objects of the `parse` contract), `problems`, `method`.
pub fn json_with(corpus: &Corpus, options: &ReportOptions) -> Value {
    let model = model::Model::new(corpus, options);
    let mut value = serde_json::to_value(&model).unwrap_or_default();
    let readings: Vec<Value> = corpus
        .documents()
        .iter()
        .take(model.readings)
        .map(|d| serde_json::to_value(&**d).unwrap_or_default())
        .collect();
    if let Value::Object(map) = &mut value {
        map.insert("readings".to_owned(), Value::Array(readings));
    }
    value
}
