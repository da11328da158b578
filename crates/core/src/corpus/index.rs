//! The tokens of a corpus as columns: a type number and a place for each.

use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::{
    Document,
    layout::{ZoneKind, without_end_mark},
    text::{self, Span},
};

/// Which zones are counted. By default the article's own words: title, subtitle, headings and
/// paragraphs. A summary often repeats the first paragraph, a caption or credit is the agency's.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// One token of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Number of its type: an index into [`Index::types`].
    pub id: u32,
    /// Number of its zone in the document.
    pub zone: u32,
    /// Where it stands in the zone's clean text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
}

impl Token {
    /// Where it stands in the zone's clean text.
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// The tokens of all documents, in order, words and numbers only (punctuation is not a token).
#[derive(Clone, Debug, Default)]
pub struct Index {
    types: Vec<Arc<str>>,
    folded: Vec<u32>,
    tokens: Vec<Token>,
    documents: Vec<Span>,
}

/// Words and numbers of a text with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text::tokens(text)
        .filter(|t| t.kind.is_word())
        .map(|t| (t.span.start, t.span.of(text)))
}

/// Cuts a query word as the corpus is cut, with some characters taken for letters.
pub(super) fn split_keeping(word: &str, keep: &[char]) -> Vec<String> {
    // A private-use character is not a word character: a letter stands in for each wildcard.
    const STAND_INS: [char; 2] = ['\u{a4d0}', '\u{a4d1}'];
    let mut shielded = word.to_owned();
    for (c, stand_in) in keep.iter().zip(STAND_INS) {
        shielded = shielded.replace(*c, stand_in.encode_utf8(&mut [0; 4]));
    }
    words(&shielded)
        .map(|(_, w)| {
            let mut w = w.to_owned();
            for (c, stand_in) in keep.iter().zip(STAND_INS) {
                w = w.replace(stand_in, c.encode_utf8(&mut [0; 4]));
            }
            w
        })
        .collect()
}

/// The rule that cuts text into tokens, as a provenance names it.
pub(crate) const TOKEN_RULE: &str = "uax29-words";

struct Local<'a> {
    types: Vec<&'a str>,
    tokens: Vec<Token>,
}

fn tokenize<'a>(document: &'a Document, counted: &Counted) -> Local<'a> {
    let mut ids: HashMap<&str, u32> = HashMap::new();
    let mut local = Local {
        types: Vec::new(),
        tokens: Vec::new(),
    };
    for (zone, z) in document.zones.iter().enumerate() {
        if !counted.kinds().contains(&z.kind) {
            continue;
        }
        for (start, word) in words(without_end_mark(z.text())) {
            let next = u32::try_from(local.types.len()).unwrap_or(u32::MAX);
            let id = *ids.entry(word).or_insert_with(|| {
                local.types.push(word);
                next
            });
            local.tokens.push(Token {
                id,
                zone: u32::try_from(zone).unwrap_or(u32::MAX),
                start: u32::try_from(start).unwrap_or(u32::MAX),
                end: u32::try_from(start + word.len()).unwrap_or(u32::MAX),
            });
        }
    }
    local
}

impl Index {
    /// Cuts the counted zones of documents into tokens, on all threads of the current pool. Type
    /// numbers depend on the documents and their order only.
    pub fn new(documents: &[Arc<Document>], counted: &Counted) -> Self {
        let locals: Vec<Local<'_>> = documents.par_iter().map(|d| tokenize(d, counted)).collect();
        let mut index = Index::default();
        let mut ids: HashMap<&str, u32> = HashMap::new();
        for local in locals {
            let map: Vec<u32> = local
                .types
                .iter()
                .map(|&word| {
                    let next = u32::try_from(index.types.len()).unwrap_or(u32::MAX);
                    *ids.entry(word).or_insert_with(|| {
                        index.types.push(Arc::from(word));
                        next
                    })
                })
                .collect();
            let start = index.tokens.len();
            index.tokens.extend(local.tokens.into_iter().map(|t| Token {
                id: map.get(t.id as usize).copied().unwrap_or(u32::MAX),
                ..t
            }));
            index.documents.push(Span::new(start, index.tokens.len()));
        }
        drop(ids);
        index.fold();
        index
    }

    /// Adds the lower-cased form of every type, and which type it is.
    fn fold(&mut self) {
        let mut ids: HashMap<Arc<str>, u32> = self
            .types
            .iter()
            .zip(0u32..)
            .map(|(t, id)| (Arc::clone(t), id))
            .collect();
        let mut at = 0;
        while let Some(word) = self.types.get(at).map(Arc::clone) {
            let lower = word.to_lowercase();
            let next = u32::try_from(self.types.len()).unwrap_or(u32::MAX);
            let id = *ids.entry(Arc::from(lower.as_str())).or_insert_with(|| {
                self.types.push(Arc::from(lower.as_str()));
                next
            });
            self.folded.push(id);
            at += 1;
        }
    }

    /// The distinct forms; some, that no text has, are only the lower-cased form of another.
    pub fn types(&self) -> &[Arc<str>] {
        &self.types
    }

    /// A form by its number; empty for a number that is none.
    pub fn form(&self, id: u32) -> &str {
        self.types.get(id as usize).map_or("", |t| t)
    }

    /// The number of the lower-cased form.
    pub fn folded(&self, id: u32) -> u32 {
        self.folded.get(id as usize).copied().unwrap_or(id)
    }

    /// All tokens, document after document.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The tokens of one document.
    pub fn document(&self, number: usize) -> &[Token] {
        self.documents
            .get(number)
            .and_then(|s| self.tokens.get(s.range()))
            .unwrap_or(&[])
    }

    /// How many documents.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there are no documents.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }
}
