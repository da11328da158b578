//! A part of a corpus: the tokens of some documents in a row, as columns.

use std::{borrow::Cow, fmt, ops::Range, sync::Arc, sync::OnceLock};

use super::{
    Column, Counted, TokenRules, Vocabulary,
    intern::Interner,
    layers::{Layers, Runs},
};
use crate::{
    Document,
    layout::{ZoneKind, without_end_mark},
    text::Span,
};

/// What is kept of the documents of a part when their captures are not at hand.
pub trait Stored: fmt::Debug + Send + Sync {
    /// The names of the columns that documents have: `id`, `path`, `outlet` and so on, and those of
    /// their archives.
    fn columns(&self) -> Vec<String>;

    /// The value of a column for a document, counted in the part.
    fn value(&self, document: usize, column: &str) -> Option<Cow<'_, str>>;

    /// The clean text of a counted zone, counted in the part.
    fn zone_text(&self, zone: usize) -> Cow<'_, str>;

    /// Where a token, counted in the part, stands in its capture's text; `None` if it stands for
    /// nothing of it.
    fn source(&self, token: usize) -> Option<Span>;

    /// The same in code points.
    fn code_points(&self, token: usize) -> Option<Span>;

    /// The places of a type in the part, ascending; `None` if there is no positional index.
    fn places(&self, _word: u32) -> Option<&[u32]> {
        None
    }
}

/// Where the words of a part come from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// Documents in memory, with their captures.
    Documents(Arc<[Arc<Document>]>),
    /// A compiled corpus.
    Stored(Arc<dyn Stored>),
}

/// The columns of a part. Zones are the counted ones only.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// The type of each token.
    pub words: Column<u32>,
    /// Where each token starts in its zone's clean text, in bytes.
    pub starts: Column<u32>,
    /// One past the last token of each zone.
    pub zone_ends: Column<u32>,
    /// What each zone is: a place in [`ZoneKind::ALL`].
    pub zone_kinds: Column<u8>,
    /// The number of each zone in its document.
    pub zone_numbers: Column<u32>,
    /// One past the last zone of each document.
    pub document_ends: Column<u32>,
}

/// Some documents in a row: their tokens as columns, and where the words come from.
#[derive(Clone, Debug)]
pub struct Part {
    columns: Columns,
    origin: Origin,
    layers: OnceLock<Layers>,
}

/// A stretch of tokens that belong together: a zone.
#[derive(Clone, Copy, Debug)]
pub struct ZoneTokens<'a> {
    part: &'a Part,
    /// The zone, counted in the part.
    zone: usize,
    /// The first token, counted in the part.
    first: usize,
    words: &'a [u32],
}

impl<'a> ZoneTokens<'a> {
    /// The types of its tokens.
    pub fn words(self) -> &'a [u32] {
        self.words
    }

    /// Where each token starts in the zone's clean text.
    pub fn starts(self) -> &'a [u32] {
        let range = self.first..self.first + self.words.len();
        self.part.columns.starts.get(range).unwrap_or(&[])
    }

    /// The first token, counted in the part.
    pub fn first(self) -> usize {
        self.first
    }

    /// What the zone is.
    pub fn kind(self) -> ZoneKind {
        self.part.kind(self.zone)
    }

    /// The number of the zone in its document.
    pub fn number(self) -> usize {
        let number = self.part.columns.zone_numbers.get(self.zone);
        number.map_or(0, |&n| n as usize)
    }

    /// Its clean text.
    pub fn text(self) -> Cow<'a, str> {
        self.part.zone_text(self.zone)
    }

    /// Where tokens, counted in the zone, stand in the capture, from the first to the last byte.
    pub fn source(self, tokens: Range<usize>, vocabulary: &Vocabulary) -> Option<Span> {
        let last = tokens.end.checked_sub(1).filter(|&l| l >= tokens.start)?;
        match &self.part.origin {
            Origin::Stored(stored) => {
                let mut places = tokens.filter_map(|at| stored.source(self.first + at));
                let first = places.next()?;
                let last = places.next_back().unwrap_or(first);
                Some(Span::new(first.start, last.end))
            }
            Origin::Documents(_) => {
                let start = *self.starts().get(tokens.start)?;
                let end = self.end(last, vocabulary)?;
                let zone = self.part.document_zone(self.zone)?;
                zone.clean
                    .to_source_hull(Span::new(start as usize, end as usize))
            }
        }
    }

    /// The same in code points, of a zone whose capture is not at hand.
    pub(super) fn stored_points(self, tokens: Range<usize>) -> Option<Span> {
        let Origin::Stored(stored) = &self.part.origin else {
            return None;
        };
        let mut places = tokens.filter_map(|at| stored.code_points(self.first + at));
        let first = places.next()?;
        let last = places.next_back().unwrap_or(first);
        Some(Span::new(first.start, last.end))
    }

    /// One past the last byte of a token in the zone's clean text.
    pub fn end(self, token: usize, vocabulary: &Vocabulary) -> Option<u32> {
        let start = *self.starts().get(token)?;
        let len = vocabulary.form(*self.words.get(token)?).len();
        start.checked_add(u32::try_from(len).ok()?)
    }

    /// The tokens, counted in the zone, with which sentences begin; the first is one of them.
    pub fn sentences(self) -> impl Iterator<Item = usize> + 'a {
        let first = self.first;
        let layer = &self.part.layers().sentences;
        between(layer, first, first + self.words.len()).map(move |t| t as usize - first)
    }

    /// The stretches of tokens, counted in the zone, that stand inside quotation marks.
    pub fn quoted(self) -> impl Iterator<Item = Range<usize>> + 'a {
        self.part
            .layers()
            .quoted
            .within(self.first, self.first + self.words.len())
            .map(|(range, _)| range)
    }

    /// The stretches of tokens, counted in the zone, that name something the pack knows, with the
    /// number of what they name.
    pub fn mentions(self, mentions: &'a Runs) -> impl Iterator<Item = (Range<usize>, u32)> + 'a {
        mentions.within(self.first, self.first + self.words.len())
    }
}

/// The values of an ascending column from `start` on and before `end`.
fn between(column: &[u32], start: usize, end: usize) -> impl Iterator<Item = u32> + '_ {
    let from = column.partition_point(|&t| (t as usize) < start);
    let rest = column.get(from..).unwrap_or(&[]);
    rest.iter()
        .copied()
        .take_while(move |&t| (t as usize) < end)
        .filter(move |&t| t as usize >= start)
}

/// A part whose types are numbered for itself, before it joins others.
pub(super) struct Local {
    pub(super) types: Vocabulary,
    words: Vec<u32>,
    starts: Vec<u32>,
    zone_ends: Vec<u32>,
    zone_kinds: Vec<u8>,
    zone_numbers: Vec<u32>,
    document_ends: Vec<u32>,
    documents: Arc<[Arc<Document>]>,
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Local {
    /// Cuts the counted zones of documents into tokens.
    pub(super) fn new(
        documents: &Arc<[Arc<Document>]>,
        counted: &Counted,
        rules: &TokenRules,
    ) -> Self {
        let mut types = Interner::default();
        // English has a token in six bytes, Korean in ten.
        let zones = documents.iter().flat_map(|d| &d.zones);
        let counted_zones = zones.filter(|z| counted.kinds().contains(&z.kind));
        let room = counted_zones.map(|z| z.text().len()).sum::<usize>() / 6 + 16;
        let mut local = Local {
            types: Vocabulary::default(),
            words: Vec::with_capacity(room),
            starts: Vec::with_capacity(room),
            zone_ends: Vec::new(),
            zone_kinds: Vec::new(),
            zone_numbers: Vec::new(),
            document_ends: Vec::new(),
            documents: Arc::clone(documents),
        };
        for document in documents.iter() {
            for (at, zone) in document.zones.iter().enumerate() {
                if !counted.kinds().contains(&zone.kind) {
                    continue;
                }
                let text = if document.is_whole {
                    zone.text()
                } else {
                    without_end_mark(zone.text())
                };
                let rule = rules.of(zone.language.or(document.language));
                rule.cut(text, |span| {
                    local.words.push(types.intern(span.of(text)));
                    local.starts.push(number(span.start));
                });
                local.zone_ends.push(number(local.words.len()));
                local.zone_kinds.push(kind_number(zone.kind));
                local.zone_numbers.push(number(at));
            }
            local.document_ends.push(number(local.zone_ends.len()));
        }
        local.types = types.finish();
        local
    }

    /// The part, its types renumbered.
    pub(super) fn numbered(mut self, map: &[u32]) -> Part {
        for word in &mut self.words {
            *word = map.get(*word as usize).copied().unwrap_or(u32::MAX);
        }
        let columns = Columns {
            words: self.words.into(),
            starts: self.starts.into(),
            zone_ends: self.zone_ends.into(),
            zone_kinds: self.zone_kinds.into(),
            zone_numbers: self.zone_numbers.into(),
            document_ends: self.document_ends.into(),
        };
        Part::new(columns, Origin::Documents(self.documents))
    }
}

fn kind_number(kind: ZoneKind) -> u8 {
    let at = ZoneKind::ALL.iter().position(|&k| k == kind);
    at.and_then(|n| u8::try_from(n).ok()).unwrap_or(u8::MAX)
}

impl Part {
    /// A part of columns that fit each other.
    pub fn new(columns: Columns, origin: Origin) -> Self {
        Part {
            columns,
            origin,
            layers: OnceLock::new(),
        }
    }

    /// The same with layers that were computed before.
    #[must_use]
    pub fn with_layers(self, layers: Layers) -> Self {
        Part {
            layers: OnceLock::from(layers),
            ..self
        }
    }

    /// The columns.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// Where its words come from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// How many documents.
    pub fn len(&self) -> usize {
        self.columns.document_ends.len()
    }

    /// Whether it holds no document.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Sentences and quotations; found on first use.
    pub fn layers(&self) -> &Layers {
        self.layers.get_or_init(|| Layers::find(self))
    }

    fn kind(&self, zone: usize) -> ZoneKind {
        let kind = self
            .columns
            .zone_kinds
            .get(zone)
            .copied()
            .unwrap_or(u8::MAX);
        let kind = ZoneKind::ALL.get(usize::from(kind));
        kind.copied().unwrap_or(ZoneKind::Paragraph)
    }

    /// The counted zones of a document, counted in the part.
    fn zone_range(&self, document: usize) -> Range<usize> {
        let ends = &self.columns.document_ends;
        ends_range(ends, document)
    }

    /// All counted zones.
    pub fn zones(&self) -> impl Iterator<Item = ZoneTokens<'_>> {
        self.zones_in(0..self.columns.zone_ends.len())
    }

    fn zones_in(&self, zones: Range<usize>) -> impl Iterator<Item = ZoneTokens<'_>> {
        zones.map(|zone| {
            let tokens = ends_range(&self.columns.zone_ends, zone);
            ZoneTokens {
                part: self,
                zone,
                first: tokens.start,
                words: self.columns.words.get(tokens).unwrap_or(&[]),
            }
        })
    }

    /// The counted zones of a document, counted in the part.
    pub fn document(&self, document: usize) -> impl Iterator<Item = ZoneTokens<'_>> {
        self.zones_in(self.zone_range(document))
    }

    /// The types of all tokens of a document, zone after zone.
    pub fn words(&self, document: usize) -> &[u32] {
        let zones = self.zone_range(document);
        let ends = &self.columns.zone_ends;
        let start = ends_range(ends, zones.start).start;
        let end = zones
            .end
            .checked_sub(1)
            .and_then(|last| ends.get(last))
            .map_or(start, |&e| e as usize);
        if zones.is_empty() {
            return &[];
        }
        self.columns.words.get(start..end).unwrap_or(&[])
    }

    /// The document that a token belongs to, both counted in the part.
    pub fn document_of(&self, token: usize) -> usize {
        let zone = self.zone_of(token);
        self.columns
            .document_ends
            .partition_point(|&end| end as usize <= zone)
    }

    fn zone_of(&self, token: usize) -> usize {
        self.columns
            .zone_ends
            .partition_point(|&end| end as usize <= token)
    }

    /// The zone that a token, counted in the part, belongs to.
    pub fn zone_at(&self, token: usize) -> Option<ZoneTokens<'_>> {
        let zone = self.zone_of(token);
        self.zones_in(zone..zone + 1)
            .next()
            .filter(|z| (z.first..z.first + z.words.len()).contains(&token))
    }

    fn document_zone(&self, zone: usize) -> Option<&crate::layout::Zone> {
        let Origin::Documents(documents) = &self.origin else {
            return None;
        };
        let ends = &self.columns.document_ends;
        let document = documents.get(ends.partition_point(|&end| end as usize <= zone))?;
        let number = *self.columns.zone_numbers.get(zone)?;
        document.zones.get(number as usize)
    }

    pub(super) fn zone_text(&self, zone: usize) -> Cow<'_, str> {
        match &self.origin {
            Origin::Stored(stored) => stored.zone_text(zone),
            Origin::Documents(_) => {
                Cow::Borrowed(self.document_zone(zone).map_or("", |z| z.text()))
            }
        }
    }

    pub(super) fn zone_language(&self, zone: usize) -> Option<Cow<'_, str>> {
        let ends = &self.columns.document_ends;
        let document = ends.partition_point(|&end| end as usize <= zone);
        match &self.origin {
            Origin::Stored(stored) => stored.value(document, "language"),
            Origin::Documents(documents) => {
                let own = self.document_zone(zone).and_then(|z| z.language);
                let language = own.or_else(|| documents.get(document)?.language);
                language.map(Cow::Borrowed)
            }
        }
    }
}

fn ends_range(ends: &[u32], at: usize) -> Range<usize> {
    let start = at.checked_sub(1).and_then(|before| ends.get(before));
    let start = start.map_or(0, |&s| s as usize);
    let end = ends.get(at).map_or(start, |&e| e as usize);
    start..end.max(start)
}
