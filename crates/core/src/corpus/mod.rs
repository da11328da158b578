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

mod column;
pub mod cql;
mod facet;
pub mod facts;
mod find;
mod index;
mod intern;
mod kwic;
mod layers;
mod names;
mod part;
mod points;
mod problem;
mod query;
mod read;
mod restored;
mod rules;
mod search;

use std::{
    borrow::Cow,
    collections::BTreeSet,
    sync::{Arc, OnceLock},
};

use rayon::prelude::*;

pub use crate::document::Ids;
use crate::{
    Document, Result,
    capture::{Capture, MediaType},
    pack::Pack,
    table::{Cells, Provenance, Table},
};

pub(crate) use self::query::wildcard;
pub use self::{
    column::Column,
    facet::{Facet, Filter},
    find::Place,
    index::{Counted, Index},
    intern::{Interner, Vocabulary, merge},
    kwic::{KwicOptions, KwicSort, Line, Window},
    layers::{Layers, Runs},
    names::Mentions,
    part::{Columns, Origin, Part, Stored, ZoneTokens},
    query::Query,
    read::{Found, Problem, ReadOptions, Reading, Severity, read_each, read_on},
    rules::{Rule, TokenRules},
};

/// Documents in the order of their captures, what went wrong in reading them, and, made on first
/// use, their tokens.
///
/// Cloning is cheap, and so is a part of a corpus ([`filter`](Corpus::filter),
/// [`slice`](Corpus::slice)): documents and tokens are shared.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    base: Arc<Base>,
    /// The numbers in `base` of the documents that are meant, ascending; all if `None`.
    members: Option<Arc<[u32]>>,
    /// The documents that are meant, where `members` are.
    chosen: Arc<[Arc<Document>]>,
    problems: Arc<[Problem]>,
    known: Arc<Known>,
}

/// What the pack knows of a corpus; its sub-corpora share it.
#[derive(Debug)]
struct Known {
    pack: Arc<Pack>,
    mentions: OnceLock<Mentions>,
    /// The event that each document of the index names most often.
    events: OnceLock<Vec<Option<u32>>>,
}

impl Default for Known {
    fn default() -> Self {
        Known {
            pack: Arc::new(Pack::none()),
            mentions: OnceLock::new(),
            events: OnceLock::new(),
        }
    }
}

/// What a corpus and its sub-corpora share.
#[derive(Debug, Default)]
struct Base {
    /// Empty where the corpus was compiled.
    documents: Arc<[Arc<Document>]>,
    counted: Counted,
    rules: TokenRules,
    index: OnceLock<Index>,
    originals: OnceLock<Vec<u32>>,
}

impl Corpus {
    /// A corpus of documents in memory.
    pub fn new(documents: Vec<Arc<Document>>, problems: Vec<Problem>) -> Self {
        Corpus::cut_by(documents, problems, TokenRules::default())
    }

    /// The same, cut into tokens by other rules than the default.
    pub fn cut_by(
        documents: Vec<Arc<Document>>,
        problems: Vec<Problem>,
        rules: TokenRules,
    ) -> Self {
        Corpus {
            base: Arc::new(Base {
                documents: documents.into(),
                rules,
                ..Base::default()
            }),
            problems: problems.into(),
            ..Corpus::default()
        }
    }

    /// A corpus whose tokens are there already and whose captures are not.
    pub fn compiled(index: Index) -> Self {
        Corpus {
            base: Arc::new(Base {
                counted: index.counted().clone(),
                rules: index.rules().clone(),
                index: OnceLock::from(index),
                ..Base::default()
            }),
            ..Corpus::default()
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

    /// Clean texts in memory, each one document and one paragraph; nothing is laid out. Their paths are
    /// `<texts>`, their records their places in the list.
    ///
    /// ```
    /// use variorum::{Corpus, ReadOptions};
    /// let texts = ["The party met.", "", "The party spoke."].map(str::to_owned);
    /// let corpus = Corpus::from_texts(texts, &ReadOptions::default());
    /// assert_eq!((corpus.len(), corpus.tokens()), (2, 6));
    /// ```
    pub fn from_texts(texts: impl IntoIterator<Item = String>, options: &ReadOptions) -> Self {
        let options = ReadOptions {
            layout: Reading::Whole,
            ..options.clone()
        };
        let texts: Vec<String> = texts.into_iter().collect();
        let captures = texts.into_par_iter().enumerate().map(|(n, text)| {
            let mut capture = Capture::from_text("<texts>", MediaType::Plain, text);
            capture.record = Some(n);
            capture
        });
        Corpus::of_captures(captures, &options)
    }

    /// The documents of captures in memory.
    pub fn from_captures(
        captures: impl IntoIterator<Item = Capture>,
        options: &ReadOptions,
    ) -> Self {
        let captures: Vec<Capture> = captures.into_iter().collect();
        Corpus::of_captures(captures.into_par_iter(), options)
    }

    fn of_captures(
        captures: impl IndexedParallelIterator<Item = Capture>,
        options: &ReadOptions,
    ) -> Self {
        let mut documents = Vec::new();
        let mut problems = Vec::new();
        let mut ids = Ids::default();
        let found: Vec<Vec<Found>> = captures
            .map(|capture| read::documents_of(capture, options, None))
            .collect();
        for found in found.into_iter().flatten() {
            match found {
                Found::Document(mut document) => {
                    ids.make_unique(&mut document);
                    documents.push(Arc::from(document));
                }
                Found::Problem(problem) => problems.push(problem),
            }
        }
        Corpus::cut_by(documents, problems, options.tokens.clone())
            .with_pack(Arc::clone(&options.pack))
    }

    /// The documents. Empty for a compiled corpus, which has no captures: ask
    /// [`len`](Corpus::len) how many it has and [`value`](Corpus::value) what they are.
    pub fn documents(&self) -> &[Arc<Document>] {
        match self.members {
            None => &self.base.documents,
            Some(_) => &self.chosen,
        }
    }

    /// How many documents.
    pub fn len(&self) -> usize {
        match &self.members {
            Some(members) => members.len(),
            None if self.is_compiled() => self.index().len(),
            None => self.base.documents.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether it was compiled, so that its captures are not at hand.
    pub fn is_compiled(&self) -> bool {
        self.base.documents.is_empty() && self.base.index.get().is_some_and(|i| !i.is_empty())
    }

    /// The same corpus with a pack, whose names are found in it when they are asked for.
    #[must_use]
    pub fn with_pack(self, pack: Arc<Pack>) -> Self {
        Corpus {
            known: Arc::new(Known {
                pack,
                mentions: OnceLock::new(),
                events: OnceLock::new(),
            }),
            ..self
        }
    }

    /// The pack whose names are found in it.
    pub fn pack(&self) -> &Pack {
        &self.known.pack
    }

    /// The names of the pack in the documents of the [index](Corpus::index); found on first use.
    pub fn mentions(&self) -> &Mentions {
        let known = &self.known;
        known
            .mentions
            .get_or_init(|| Mentions::find(self.index(), &known.pack))
    }

    /// What went wrong or was doubtful in reading.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The same corpus with these problems.
    #[must_use]
    pub fn with_problems(self, problems: Vec<Problem>) -> Self {
        Corpus {
            problems: problems.into(),
            ..self
        }
    }

    /// A document by its id or its address `PATH#N` (`PATH` alone is its first article).
    pub fn document(&self, id_or_address: &str) -> Option<&Arc<Document>> {
        self.documents().iter().find(|d| {
            d.id == id_or_address
                || d.address() == id_or_address
                || (d.article == 0 && d.capture.path == id_or_address)
        })
    }

    /// The number of a document in the [index](Corpus::index), which sub-corpora share.
    pub fn number(&self, document: usize) -> usize {
        match &self.members {
            None => document,
            Some(members) => members.get(document).map_or(usize::MAX, |&n| n as usize),
        }
    }

    /// The value of a facet for a document; `None` where the document does not say.
    pub fn value(&self, document: usize, facet: &Facet) -> Option<Cow<'_, str>> {
        if facet.is_found() {
            let events = self
                .known
                .events
                .get_or_init(|| self.mentions().events(self.index()));
            let event = events.get(self.number(document)).copied().flatten()?;
            let id = self.mentions().values().form(event);
            return id.strip_prefix("event:").map(Cow::Borrowed);
        }
        if !self.is_compiled() {
            let document = self.documents().get(document)?;
            return facet.value(document).map(Cow::Owned);
        }
        let (part, at) = self.index().part_of(self.number(document))?;
        match part.origin() {
            Origin::Documents(documents) => facet.value(documents.get(at)?).map(Cow::Owned),
            Origin::Stored(stored) => facet.stored(stored.as_ref(), at),
        }
    }

    /// The columns of the archives that the documents come from: facets beside [`Facet::KNOWN`].
    pub fn columns(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for document in self.documents() {
            for name in document.capture.metadata.keys() {
                if !names.contains(name) {
                    names.insert(name.clone());
                }
            }
        }
        if self.is_compiled() {
            for part in self.index().parts() {
                if let Origin::Stored(stored) = part.origin() {
                    names.extend(stored.columns());
                }
            }
        }
        names.retain(|n| !Facet::KNOWN.contains(&n.as_str()));
        names
    }

    /// The documents that pass every filter, in the same order, without their problems. Nothing is
    /// copied.
    #[must_use]
    pub fn filter(&self, filters: &[Filter]) -> Corpus {
        self.choose((0..self.len()).filter(|&n| {
            filters
                .iter()
                .all(|f| f.passes_value(self.value(n, f.facet()).as_deref()))
        }))
    }

    /// The documents of a range of positions; a range that does not fit is cut to what there is.
    #[must_use]
    pub fn slice(&self, range: std::ops::Range<usize>) -> Corpus {
        let end = range.end.min(self.len());
        self.choose(range.start.min(end)..end)
    }

    /// Some of the documents by their positions, which ascend, without their problems.
    #[must_use]
    pub fn choose(&self, positions: impl IntoIterator<Item = usize>) -> Corpus {
        let mut members = Vec::new();
        let mut chosen = Vec::new();
        for position in positions {
            if let Some(document) = self.documents().get(position) {
                chosen.push(Arc::clone(document));
            } else if !self.is_compiled() || position >= self.len() {
                continue;
            }
            members.push(u32::try_from(self.number(position)).unwrap_or(u32::MAX));
        }
        Corpus {
            base: Arc::clone(&self.base),
            members: Some(members.into()),
            chosen: chosen.into(),
            problems: Arc::default(),
            known: Arc::clone(&self.known),
        }
    }

    /// For each document the position of the first one in this corpus that it is a copy of; its own if it is the
    /// first. `find` tells, of all documents that this corpus shares, of which each is a copy, and is asked once.
    pub(crate) fn originals_by(&self, find: impl FnOnce(&Corpus) -> Vec<u32>) -> Vec<usize> {
        let all = self.base.originals.get_or_init(|| {
            find(&Corpus {
                base: Arc::clone(&self.base),
                known: Arc::clone(&self.known),
                ..Corpus::default()
            })
        });
        let mut first = hashbrown::HashMap::new();
        (0..self.len())
            .map(|n| {
                let original = all.get(self.number(n)).copied();
                original.map_or(n, |o| *first.entry(o).or_insert(n))
            })
            .collect()
    }

    /// One row a document: `id date outlet agency language title paragraphs tokens path`; `tokens`
    /// are those of the counted zones.
    pub fn table(&self) -> Result<Table> {
        let index = self.index();
        let text = |facet: &str| -> Result<Cells> {
            let facet: Facet = facet.parse()?;
            let values = (0..self.len()).map(|n| self.value(n, &facet).map(Cow::into_owned));
            Ok(Cells::texts(values))
        };
        let count = |of: &dyn Fn(usize) -> usize| {
            let numbers = (0..self.len()).map(|n| i64::try_from(of(self.number(n))).ok());
            Cells::ints(numbers)
        };
        Table::new(
            Provenance::new("parse")
                .option("token_rule", index.rules().name())
                .option("token_rule_version", index.rules().version())
                .count("documents", self.len())
                .count("problems", self.problems.len()),
        )
        .with("id", text("id")?)?
        .with("date", text("published")?)?
        .with("outlet", text("outlet_name")?)?
        .with("agency", text("agency")?)?
        .with("language", text("language")?)?
        .with("title", text("title")?)?
        .with(
            "paragraphs",
            count(&|n| {
                let zones = index.zones(n);
                zones
                    .filter(|z| z.kind() == crate::layout::ZoneKind::Paragraph)
                    .count()
            }),
        )?
        .with("tokens", count(&|n| index.words(n).len()))?
        .with("path", text("address")?)
    }

    /// The tokens of the counted zones, of this corpus and of all that share documents with it; made
    /// once, on all threads of the current pool. Documents have their [`number`](Corpus::number) in
    /// it.
    pub fn index(&self) -> &Index {
        self.base
            .index
            .get_or_init(|| Index::new(&self.base.documents, &self.base.counted, &self.base.rules))
    }

    /// How many tokens this corpus has.
    pub fn tokens(&self) -> usize {
        match &self.members {
            None => self.index().tokens(),
            Some(members) => members
                .iter()
                .map(|&n| self.index().words(n as usize).len())
                .sum(),
        }
    }

    /// An error if a facet is neither known nor a column of any document's archive. Of an empty
    /// corpus nobody can tell.
    pub fn check_facet(&self, facet: &Facet) -> Result<()> {
        if self.is_empty() || Facet::KNOWN.contains(&facet.name()) {
            return Ok(());
        }
        let columns = self.columns();
        facet.check_among(columns.iter().map(String::as_str))
    }
}
