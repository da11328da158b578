//! The statements held: their words and the indexes that find words in them.

use std::sync::Arc;

use crate::{
    Document,
    facts::quotes::is_read,
    text::{Span, tokens},
};
use hashbrown::HashMap;
use xxhash_rust::xxh3::xxh3_64;

/// Where a word stands: the zone of its document, bytes of the zone's clean text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) zone: u32,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Place {
    pub(super) fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// Words of a document as numbers; words that no held statement has are numbered from the top.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) ids: Vec<u32>,
    pub(super) places: Vec<Place>,
}

/// The length of the word n-grams of the index.
pub(super) const GRAM: usize = 5;

/// Statements held, indexed: made once, asked for each story.
///
/// The index has each word's places and hashed word 5-grams, some 20 bytes a word.
#[derive(Debug, Default)]
pub struct Held {
    pub(super) documents: Vec<Arc<Document>>,
    /// The documents by their ids.
    by_id: HashMap<String, usize>,
    pub(super) vocabulary: HashMap<String, u32>,
    /// All words, document after document.
    pub(super) words: Words,
    /// Where each document begins in `words`; one more at the end.
    pub(super) starts: Vec<u32>,
    /// Places of each word, those of word `w` at `firsts[w]..firsts[w + 1]`.
    firsts: Vec<u32>,
    postings: Vec<u32>,
    /// Hashes of 5-grams with their places, ascending.
    grams: Vec<(u64, u32)>,
}

/// A word as it is compared: small, apostrophes straight; a possessive is a part of its word.
fn normal(word: &str) -> String {
    word.chars()
        .map(|c| {
            if matches!(c, '’' | '‘' | 'ʼ') {
                '\''
            } else {
                c
            }
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// The words of a document, and their places.
pub(super) fn words_of(document: &Document) -> Vec<(String, Place)> {
    let mut out = Vec::new();
    for (number, zone) in document
        .zones
        .iter()
        .enumerate()
        .filter(|(_, z)| is_read(z.kind))
    {
        let text = zone.text();
        for token in tokens(text).filter(|t| t.kind.is_word()) {
            let place = Place {
                zone: small(number),
                start: small(token.span.start),
                end: small(token.span.end),
            };
            out.push((normal(token.span.of(text)), place));
        }
    }
    out
}

pub(super) fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The hash of a 5-gram of words.
pub(super) fn hash(ids: &[u32]) -> u64 {
    let mut bytes = [0_u8; GRAM * 4];
    for (slot, id) in bytes.chunks_exact_mut(4).zip(ids) {
        slot.copy_from_slice(&id.to_le_bytes());
    }
    xxh3_64(&bytes)
}

impl Held {
    /// Indexes documents.
    pub fn new(documents: &[Arc<Document>]) -> Self {
        let mut held = Held {
            documents: documents.to_vec(),
            ..Held::default()
        };
        for (number, document) in documents.iter().enumerate() {
            held.by_id.insert(document.id.clone(), number);
            held.starts.push(small(held.words.ids.len()));
            for (word, place) in words_of(document) {
                let next = small(held.vocabulary.len());
                let id = *held.vocabulary.entry(word).or_insert(next);
                held.words.ids.push(id);
                held.words.places.push(place);
            }
        }
        held.starts.push(small(held.words.ids.len()));
        held.index();
        held
    }

    fn index(&mut self) {
        let mut counts = vec![0_u32; self.vocabulary.len() + 1];
        for id in &self.words.ids {
            if let Some(count) = counts.get_mut(*id as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut counts {
            sum += *count;
            *count = sum;
        }
        self.firsts.clone_from(&counts);
        self.postings = vec![0; self.words.ids.len()];
        for (at, id) in self.words.ids.iter().enumerate() {
            if let Some(next) = counts.get_mut(*id as usize) {
                if let Some(slot) = self.postings.get_mut(*next as usize) {
                    *slot = small(at);
                }
                *next += 1;
            }
        }
        for number in 0..self.documents.len() {
            let range = self.range(number);
            let ids = self.words.ids.get(range.clone()).unwrap_or(&[]);
            let from = range.start;
            self.grams.extend(
                ids.windows(GRAM)
                    .enumerate()
                    .map(|(n, gram)| (hash(gram), small(from + n))),
            );
        }
        self.grams.sort_unstable();
    }

    /// How many statements are held.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether nothing is held.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The statements.
    pub fn documents(&self) -> &[Arc<Document>] {
        &self.documents
    }

    /// The number of the document with an id.
    pub(super) fn number_of(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The words of a document.
    pub(super) fn range(&self, document: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(document).copied().unwrap_or(0) as usize;
        let end = self.starts.get(document + 1).copied().unwrap_or(0) as usize;
        start..end.max(start)
    }

    /// The document that a word stands in.
    pub(super) fn document_of(&self, at: u32) -> usize {
        self.starts.partition_point(|s| *s <= at).saturating_sub(1)
    }

    /// The places of a word.
    pub(super) fn places(&self, id: u32) -> &[u32] {
        let at = id as usize;
        match (self.firsts.get(at), self.firsts.get(at + 1)) {
            (Some(from), Some(to)) => self
                .postings
                .get(*from as usize..*to as usize)
                .unwrap_or(&[]),
            _ => &[],
        }
    }

    /// The places of a 5-gram.
    pub(super) fn gram(&self, hash: u64) -> &[(u64, u32)] {
        let from = self.grams.partition_point(|g| g.0 < hash);
        let rest = self.grams.get(from..).unwrap_or(&[]);
        let len = rest.iter().take_while(|g| g.0 == hash).count();
        rest.get(..len).unwrap_or(&[])
    }

    /// How much meeting a word says (in nats): words of every statement say little.
    pub(super) fn weight(&self, id: u32) -> f64 {
        let all = self.words.ids.len().max(1) as f64;
        (all / self.places(id).len().max(1) as f64).ln()
    }

    /// A document's words, numbered as those of the statements are.
    pub(super) fn number(&self, words: Vec<(String, Place)>) -> Words {
        let mut unknown: HashMap<String, u32> = HashMap::new();
        let mut out = Words::default();
        for (word, place) in words {
            let id = self.vocabulary.get(&word).copied().unwrap_or_else(|| {
                let next = u32::MAX - small(unknown.len());
                *unknown.entry(word).or_insert(next)
            });
            out.ids.push(id);
            out.places.push(place);
        }
        out
    }
}

impl Held {
    /// A word of a statement as it is written.
    pub(super) fn form(&self, document: usize, at: usize) -> String {
        let place = self.words.places.get(at).copied().unwrap_or_default();
        let zone = self
            .documents
            .get(document)
            .and_then(|d| d.zones.get(place.zone as usize));
        zone.map_or(String::new(), |z| place.span().of(z.text()).to_owned())
    }
}
