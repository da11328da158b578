//! Corpora: documents with their tokens, facets to filter and group by, concordances.
//!
//! ```
//! use variorum::{Corpus, ReadOptions};
//! let text = "Conference Opens in Tarsk\n\n\
//!     TARSK, March 3 (VPS) -- The conference of district secretaries opened here on Friday.\n";
//! let corpus = Corpus::from_text(text, &ReadOptions::default());
//! assert_eq!(corpus.documents().len(), 1);
//! let lines = corpus.concordance("district secretar*", &Default::default())?;
//! assert_eq!(lines.len(), 1);
//! # Ok::<(), variorum::Error>(())
//! ```

pub mod cql;
mod facet;
mod index;
mod kwic;
mod problem;
mod query;
mod read;

use std::sync::{Arc, OnceLock};

use crate::{
    Document, Result,
    capture::{Capture, MediaType},
    document::Ids,
    layout::ZoneKind,
    table::{Cells, Provenance, Table},
};

pub(crate) use self::index::TOKEN_RULE;
pub use self::{
    facet::{Facet, Filter},
    index::{Counted, Index, Token},
    kwic::{KwicOptions, KwicSort, Line},
    query::Query,
    read::{Found, Problem, ReadOptions, Severity, read_each},
};

/// Documents in the order of their captures, what went wrong in reading them, and, made on first
/// use, their tokens.
///
/// Cloning is cheap: documents are shared.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    documents: Vec<Arc<Document>>,
    problems: Vec<Problem>,
    index: OnceLock<Arc<Index>>,
}

impl Corpus {
    /// A corpus of documents in memory.
    pub fn new(documents: Vec<Arc<Document>>, problems: Vec<Problem>) -> Self {
        Corpus {
            documents,
            problems,
            index: OnceLock::new(),
        }
    }

    /// The documents of one text in memory; told to be HTML or plain by its content.
    pub fn from_text(text: &str, options: &ReadOptions) -> Self {
        let media = if crate::capture::looks_like_html(text) {
            MediaType::Html
        } else {
            MediaType::Plain
        };
        Corpus::from_captures([Capture::from_text("-", media, text)], options)
    }

    /// The documents of captures in memory.
    pub fn from_captures(
        captures: impl IntoIterator<Item = Capture>,
        options: &ReadOptions,
    ) -> Self {
        let mut documents = Vec::new();
        let mut problems = Vec::new();
        let mut ids = Ids::default();
        for found in captures
            .into_iter()
            .flat_map(|capture| read::documents_of(capture, options, None))
        {
            match found {
                Found::Document(mut document) => {
                    ids.make_unique(&mut document);
                    documents.push(Arc::from(document));
                }
                Found::Problem(problem) => problems.push(problem),
            }
        }
        Corpus::new(documents, problems)
    }

    /// The documents.
    pub fn documents(&self) -> &[Arc<Document>] {
        &self.documents
    }

    /// What went wrong or was doubtful in reading.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// A document by its id or its address `PATH#N` (`PATH` alone is its first article).
    pub fn document(&self, id_or_address: &str) -> Option<&Arc<Document>> {
        self.documents.iter().find(|d| {
            d.id == id_or_address
                || d.address() == id_or_address
                || (d.article == 0 && d.capture.path == id_or_address)
        })
    }

    /// The documents that pass every filter, in the same order, without their problems.
    #[must_use]
    pub fn filter(&self, filters: &[Filter]) -> Corpus {
        let documents = self
            .documents
            .iter()
            .filter(|d| filters.iter().all(|f| f.passes(d)))
            .cloned()
            .collect();
        Corpus::new(documents, Vec::new())
    }

    /// The documents of a range of positions; a range that does not fit is cut to what there is.
    #[must_use]
    pub fn slice(&self, range: std::ops::Range<usize>) -> Corpus {
        let end = range.end.min(self.documents.len());
        let start = range.start.min(end);
        let documents = self.documents.get(start..end).unwrap_or(&[]).to_vec();
        Corpus::new(documents, Vec::new())
    }

    /// One row a document: `id date outlet agency language title paragraphs tokens path`; `tokens`
    /// are those of the counted zones.
    pub fn table(&self) -> Result<Table> {
        type Value<'a> = &'a dyn Fn(&Document) -> Option<String>;
        let text =
            |value: Value<'_>| Cells::Text(self.documents.iter().map(|d| value(d)).collect());
        let count = |values: Vec<usize>| {
            Cells::Int(values.into_iter().map(|n| i64::try_from(n).ok()).collect())
        };
        let index = self.index();
        let paragraphs = self.documents.iter();
        let paragraphs = paragraphs.map(|d| d.zones_of(ZoneKind::Paragraph).count());
        let tokens = (0..index.len()).map(|n| index.document(n).len());
        Table::new(
            Provenance::new("parse")
                .option("token_rule", TOKEN_RULE)
                .count("documents", self.documents.len())
                .count("problems", self.problems.len()),
        )
        .with("id", text(&|d| Some(d.id.clone())))?
        .with("date", text(&|d| d.published.map(|p| p.to_string())))?
        .with(
            "outlet",
            text(&|d| d.outlet.as_ref().map(|o| o.name.clone())),
        )?
        .with("agency", text(&|d| d.agency.clone()))?
        .with("language", text(&|d| d.language.map(str::to_owned)))?
        .with("title", text(&|d| d.title.clone()))?
        .with("paragraphs", count(paragraphs.collect()))?
        .with("tokens", count(tokens.collect()))?
        .with("path", text(&|d| Some(d.address())))
    }

    /// The tokens of the zones that are counted by default; made once, on all threads of the
    /// current pool.
    pub fn index(&self) -> &Index {
        self.index
            .get_or_init(|| Arc::new(Index::new(&self.documents, &Counted::default())))
    }
}
