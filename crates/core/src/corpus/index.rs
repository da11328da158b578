//! The tokens of a corpus: its types and its parts.

use std::{ops::Range, sync::Arc, sync::OnceLock};

use rayon::prelude::*;

use super::{Column, Interner, Part, TokenRules, Vocabulary, ZoneTokens, merge, part::Local};
use crate::{Document, layout::ZoneKind, text::lower};

/// Which zones are counted. By default the article's own words: title, subtitle, headings and
/// paragraphs. A summary often repeats the first paragraph, a caption or credit is the agency's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Counted(Vec<ZoneKind>);

impl Default for Counted {
    fn default() -> Self {
        Counted(vec![
            ZoneKind::Title,
            ZoneKind::Subtitle,
            ZoneKind::Heading,
            ZoneKind::Paragraph,
        ])
    }
}

impl Counted {
    /// Exactly these kinds. Furniture and page marks are never counted, whatever is asked.
    pub fn only(kinds: impl IntoIterator<Item = ZoneKind>) -> Self {
        let mut kinds: Vec<_> = kinds
            .into_iter()
            .filter(|k| !matches!(k, ZoneKind::Furniture | ZoneKind::PageMark))
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        Counted(kinds)
    }

    /// The kinds.
    pub fn kinds(&self) -> &[ZoneKind] {
        &self.0
    }
}

/// The tokens of all documents, in order: types numbered by their first place, and the parts that
/// hold the tokens as columns.
#[derive(Clone, Debug, Default)]
pub struct Index {
    vocabulary: Arc<Vocabulary>,
    parts: Vec<Arc<Part>>,
    /// The number of the first document of each part, and of all documents.
    firsts: Vec<usize>,
    tokens: usize,
    rules: TokenRules,
    counted: Counted,
    sorted: OnceLock<Column<u32>>,
}

/// About how many bytes of clean text one part in memory has: parts enough for many threads, and as long as may be,
/// since each begins with an empty vocabulary and all of them are merged.
const PART: Range<usize> = 256 << 10..4 << 20;
const PARTS: usize = 16;

/// Documents in portions of about a part's size.
fn portions(documents: &[Arc<Document>]) -> Vec<Range<usize>> {
    let bytes = |document: &Arc<Document>| {
        64 + document.zones.iter().map(|z| z.text().len()).sum::<usize>()
    };
    let all: usize = documents.iter().map(bytes).sum();
    let part = (all / PARTS).clamp(PART.start, PART.end);
    let mut portions = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, document) in documents.iter().enumerate() {
        size += bytes(document);
        if size >= part {
            portions.push(start..at + 1);
            (start, size) = (at + 1, 0);
        }
    }
    if start < documents.len() {
        portions.push(start..documents.len());
    }
    portions
}

fn locals(documents: &[Arc<Document>], counted: &Counted, rules: &TokenRules) -> Vec<Local> {
    portions(documents)
        .into_par_iter()
        .map(|range| {
            let documents = documents.get(range).unwrap_or(&[]);
            Local::new(&Arc::from(documents), counted, rules)
        })
        .collect()
}

impl Part {
    /// Parts of documents, with types numbered on from those that were met before, on all threads of
    /// the current pool. What comes out depends on the documents and their order only.
    ///
    /// ```
    /// use variorum::{Corpus, ReadOptions, corpus::{Counted, Index, Interner, Part, TokenRules}};
    /// let corpus = Corpus::from_text("The party met.\n", &ReadOptions::default());
    /// let (counted, rules) = (Counted::default(), TokenRules::default());
    /// let mut types = Interner::default();
    /// types.intern("party");
    /// let parts = Part::cut(corpus.documents(), &counted, &rules, &mut types);
    /// assert_eq!(parts[0].words(0), [1, 0, 2]);
    /// let parts = parts.into_iter().map(Into::into).collect();
    /// let index = Index::of_parts(types.finish(), parts, counted, rules);
    /// assert_eq!(index.tokens(), 3);
    /// ```
    pub fn cut(
        documents: &[Arc<Document>],
        counted: &Counted,
        rules: &TokenRules,
        types: &mut Interner,
    ) -> Vec<Part> {
        let locals = locals(documents, counted, rules);
        let maps: Vec<Vec<u32>> = locals
            .iter()
            .map(|local| local.types.forms().map(|form| types.intern(form)).collect())
            .collect();
        locals
            .into_par_iter()
            .zip(maps)
            .map(|(local, map)| local.numbered(&map))
            .collect()
    }
}

impl Index {
    /// Cuts the counted zones of documents into tokens, on all threads of the current pool. Type
    /// numbers depend on the documents and their order only.
    pub fn new(documents: &[Arc<Document>], counted: &Counted, rules: &TokenRules) -> Self {
        let mut locals = locals(documents, counted, rules);
        let types: Vec<Vocabulary> = locals
            .iter_mut()
            .map(|local| std::mem::take(&mut local.types))
            .collect();
        let (types, maps) = merge(&types);
        let parts = locals
            .into_par_iter()
            .zip(maps)
            .map(|(local, map)| Arc::new(local.numbered(&map)))
            .collect();
        Index::of_parts(types, parts, counted.clone(), rules.clone())
    }

    /// An index of parts that were made before, with the vocabulary that numbers their types.
    pub fn of_parts(
        vocabulary: impl Into<Arc<Vocabulary>>,
        parts: Vec<Arc<Part>>,
        counted: Counted,
        rules: TokenRules,
    ) -> Self {
        let mut firsts = vec![0];
        let (mut documents, mut tokens) = (0, 0);
        for part in &parts {
            documents += part.len();
            tokens += part.columns().words.len();
            firsts.push(documents);
        }
        Index {
            vocabulary: vocabulary.into(),
            parts,
            firsts,
            tokens,
            rules,
            counted,
            sorted: OnceLock::new(),
        }
    }

    /// The same with the order of its types by their lower-cased form, where it was computed before.
    #[must_use]
    pub fn with_sorted(self, sorted: Column<u32>) -> Self {
        Index {
            sorted: OnceLock::from(sorted),
            ..self
        }
    }

    /// The distinct forms.
    pub fn vocabulary(&self) -> &Arc<Vocabulary> {
        &self.vocabulary
    }

    /// A form by its number; empty for a number that is none.
    pub fn form(&self, id: u32) -> &str {
        self.vocabulary.form(id)
    }

    /// The parts.
    pub fn parts(&self) -> &[Arc<Part>] {
        &self.parts
    }

    /// The number of the first document of a part.
    pub fn first_of(&self, part: usize) -> usize {
        self.firsts.get(part).copied().unwrap_or(0)
    }

    /// How many tokens.
    pub fn tokens(&self) -> usize {
        self.tokens
    }

    /// How text was cut.
    pub fn rules(&self) -> &TokenRules {
        &self.rules
    }

    /// Which zones are counted.
    pub fn counted(&self) -> &Counted {
        &self.counted
    }

    /// How many documents.
    pub fn len(&self) -> usize {
        self.firsts.last().copied().unwrap_or(0)
    }

    /// Whether there are no documents.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The part of a document, and its number there.
    pub fn part_of(&self, document: usize) -> Option<(&Arc<Part>, usize)> {
        let at = self
            .firsts
            .partition_point(|&f| f <= document)
            .checked_sub(1)?;
        let part = self.parts.get(at)?;
        Some((part, document - self.first_of(at)))
    }

    /// The types of all tokens of a document, zone after zone.
    pub fn words(&self, document: usize) -> &[u32] {
        self.part_of(document)
            .map_or(&[], |(part, n)| part.words(n))
    }

    /// The counted zones of a document.
    pub fn zones(&self, document: usize) -> impl Iterator<Item = ZoneTokens<'_>> {
        self.part_of(document)
            .into_iter()
            .flat_map(|(part, n)| part.document(n))
    }

    /// The types in the order of their lower-cased forms, then of the forms; found on first use.
    pub fn sorted(&self) -> &Column<u32> {
        self.sorted.get_or_init(|| {
            let count = u32::try_from(self.vocabulary.len()).unwrap_or(u32::MAX);
            let mut order: Vec<u32> = (0..count).collect();
            order.par_sort_by(|&a, &b| {
                let (a, b) = (self.form(a), self.form(b));
                lower(a).cmp(&lower(b)).then_with(|| a.cmp(b))
            });
            order.into()
        })
    }

    /// Whether that order is known already.
    pub fn is_sorted(&self) -> bool {
        self.sorted.get().is_some()
    }

    /// The types whose lower-cased form is this.
    pub fn folded(&self, lower_cased: &str) -> &[u32] {
        let sorted = self.sorted();
        let start = sorted.partition_point(|&id| lower(self.form(id)).as_ref() < lower_cased);
        let end = sorted.partition_point(|&id| lower(self.form(id)).as_ref() <= lower_cased);
        sorted.get(start..end).unwrap_or(&[])
    }

    /// The types whose lower-cased form begins so.
    pub fn folded_prefix(&self, prefix: &str) -> &[u32] {
        let sorted = self.sorted();
        let start = sorted.partition_point(|&id| lower(self.form(id)).as_ref() < prefix);
        let rest = sorted.get(start..).unwrap_or(&[]);
        let len = rest.partition_point(|&id| lower(self.form(id)).starts_with(prefix));
        rest.get(..len).unwrap_or(&[])
    }

    /// The number of a form.
    pub fn number(&self, form: &str) -> Option<u32> {
        self.folded(&lower(form))
            .iter()
            .copied()
            .find(|&id| self.form(id) == form)
    }
}
