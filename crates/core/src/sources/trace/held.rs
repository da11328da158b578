//! The statements held: the words of a corpus, asked for wherever they stand.

use std::{
    borrow::Cow,
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

use hashbrown::HashMap;
use rayon::prelude::*;

use super::coverage::phrase;
use crate::{
    Corpus, Document,
    corpus::{Index, Origin, Part, ZoneTokens},
    facts::quotes::is_read,
    text::{PartialDate, Span, lower},
};

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

/// The length of the word n-grams that seed passages and tell versions apart.
pub(super) const GRAM: usize = 5;

/// Statements that are kept as they were asked for at most.
const KEPT: usize = 4096;

/// A statement with its words. They are counted among those of all statements, from `first` on.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) document: Arc<Document>,
    pub(super) words: Words,
    pub(super) first: usize,
}

impl Statement {
    pub(super) fn place(&self, word: usize) -> Option<Place> {
        let at = word.checked_sub(self.first)?;
        self.words.places.get(at).copied()
    }

    pub(super) fn id(&self, word: usize) -> Option<u32> {
        let at = word.checked_sub(self.first)?;
        self.words.ids.get(at).copied()
    }

    pub(super) fn zone_text(&self, place: Place) -> &str {
        let zone = self.document.zones.get(place.zone as usize);
        zone.map_or("", |z| z.text())
    }

    /// A word as it is written.
    pub(super) fn form(&self, word: usize) -> String {
        self.place(word).map_or(String::new(), |place| {
            place.span().of(self.zone_text(place)).to_owned()
        })
    }

    /// Words as one stretch of the capture.
    pub(super) fn phrase(&self, from: usize, to: usize) -> Option<(String, Span)> {
        let (from, to) = (from.checked_sub(self.first)?, to.checked_sub(self.first)?);
        phrase(&self.document, &self.words, from, to)
    }
}

/// Statements held: the tokens of a corpus, in memory or compiled.
///
/// A compiled corpus brings the places of its words along; of one in memory they are put in order here
/// (4 bytes a token).
#[derive(Debug)]
pub struct Held {
    corpus: Corpus,
    /// Where each part of the index begins: its first document and its first token among all.
    parts: Vec<(usize, usize)>,
    /// The word of each type: forms that differ in letter case or in the shape of an apostrophe are one.
    words: Vec<u32>,
    /// The types of each word, as a list of lists.
    types: Lists,
    /// The places of each word, likewise, where the corpus does not bring them along.
    places: Option<Lists>,
    /// The documents that are meant, if not all.
    members: Option<Vec<bool>>,
    /// Those that were asked for.
    statements: Mutex<HashMap<usize, Arc<Statement>>>,
}

/// Lists of numbers one behind another.
#[derive(Debug)]
struct Lists {
    firsts: Vec<u32>,
    values: Vec<u32>,
}

impl Lists {
    /// For each key where it stands among `keys`.
    fn of(keys: impl Iterator<Item = u32> + Clone, count: usize) -> Self {
        let mut firsts = vec![0_u32; count + 1];
        for key in keys.clone() {
            if let Some(count) = firsts.get_mut(key as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for first in &mut firsts {
            sum += *first;
            *first = sum;
        }
        let mut next = firsts.clone();
        let mut values = vec![0; sum as usize];
        for (at, key) in keys.enumerate() {
            if let Some(next) = next.get_mut(key as usize) {
                if let Some(slot) = values.get_mut(*next as usize) {
                    *slot = small(at);
                }
                *next += 1;
            }
        }
        Lists { firsts, values }
    }

    fn get(&self, key: u32) -> &[u32] {
        let at = key as usize;
        match (self.firsts.get(at), self.firsts.get(at.saturating_add(1))) {
            (Some(&from), Some(&to)) => self.values.get(from as usize..to as usize).unwrap_or(&[]),
            _ => &[],
        }
    }
}

/// A word as it is compared: small, apostrophes straight; a possessive is a part of its word.
fn normal(word: &str) -> Cow<'_, str> {
    let small = lower(word);
    if small.contains(CURLY) {
        Cow::Owned(small.replace(CURLY, "'"))
    } else {
        small
    }
}

const CURLY: [char; 3] = ['’', '‘', 'ʼ'];

pub(super) fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The word of each type, and how many words there are.
fn words_of_types(index: &Index) -> (Vec<u32>, usize) {
    /// Types that are looked at in one go.
    const PORTION: usize = 4096;
    let sorted: &[u32] = index.sorted();
    // In this order neighbours with the same small form are one word; second, whether an apostrophe is curly.
    let portions = sorted.par_chunks(PORTION).enumerate();
    let seen: Vec<Vec<(bool, bool)>> = portions
        .map(|(portion, ids)| {
            let before = (portion * PORTION).checked_sub(1);
            let before = before.and_then(|at| sorted.get(at));
            let mut last = before.map(|&id| lower(index.form(id)));
            ids.iter()
                .map(|&id| {
                    let form = lower(index.form(id));
                    let is_curly = !form.is_ascii() && form.contains(CURLY);
                    let is_same = last.as_ref() == Some(&form);
                    last = Some(form);
                    (is_same, is_curly)
                })
                .collect()
        })
        .collect();
    let mut words = vec![0; sorted.len()];
    let mut count = 0;
    let mut curly: Vec<u32> = Vec::new();
    for (&id, (is_same, is_curly)) in sorted.iter().zip(seen.into_iter().flatten()) {
        count += usize::from(!is_same);
        if let Some(word) = words.get_mut(id as usize) {
            *word = small(count - 1);
        }
        if is_curly {
            curly.push(id);
        }
    }
    let mut met: HashMap<String, u32> = HashMap::new();
    for id in curly {
        let normal = normal(index.form(id)).into_owned();
        let straight = index.folded(&normal).first();
        let straight = straight.and_then(|&id| words.get(id as usize)).copied();
        let own = words.get(id as usize).copied().unwrap_or_default();
        let word = straight.unwrap_or_else(|| *met.entry(normal).or_insert(own));
        if let Some(slot) = words.get_mut(id as usize) {
            *slot = word;
        }
    }
    (words, count)
}

impl Held {
    /// Holds the documents of a corpus.
    pub fn new(corpus: &Corpus) -> Self {
        let index = corpus.index();
        let mut parts = Vec::with_capacity(index.parts().len());
        let (mut documents, mut tokens) = (0, 0);
        for part in index.parts() {
            parts.push((documents, tokens));
            documents += part.len();
            tokens += part.columns().words.len();
        }
        let (words, count) = words_of_types(index);
        let types = Lists::of(words.iter().copied(), count);
        let places = (!corpus.is_compiled()).then(|| {
            let all = index.parts().iter().flat_map(|p| p.columns().words.iter());
            let word = |id: &u32| words.get(*id as usize).copied().unwrap_or(u32::MAX - 1);
            Lists::of(all.map(word), count)
        });
        let members = (corpus.len() != index.len()).then(|| {
            let mut is_member = vec![false; index.len()];
            for position in 0..corpus.len() {
                if let Some(slot) = is_member.get_mut(corpus.number(position)) {
                    *slot = true;
                }
            }
            is_member
        });
        Held {
            corpus: corpus.clone(),
            parts,
            words,
            types,
            places,
            members,
            statements: Mutex::default(),
        }
    }

    /// The corpus of the statements.
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// How many statements are held.
    pub fn len(&self) -> usize {
        self.corpus.len()
    }

    /// Whether nothing is held.
    pub fn is_empty(&self) -> bool {
        self.corpus.is_empty()
    }

    /// The numbers of the statements.
    pub(super) fn numbers(&self) -> impl Iterator<Item = usize> {
        (0..self.corpus.len()).map(|position| self.corpus.number(position))
    }

    /// A statement by its number in the index of the corpus.
    pub(super) fn statement(&self, number: usize) -> Option<Arc<Statement>> {
        let lock = || {
            self.statements
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(known) = lock().get(&number) {
            return Some(Arc::clone(known));
        }
        let statement = Arc::new(Statement {
            document: self.corpus.numbered(number)?,
            words: self.words_of(number),
            first: self.range(number).start,
        });
        let mut kept = lock();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(number, Arc::clone(&statement));
        Some(statement)
    }

    /// The part of a document, its number there, and the first token of the part among all.
    fn part_of(&self, number: usize) -> Option<(&Part, usize, usize)> {
        let at = self.parts.partition_point(|p| p.0 <= number);
        let at = at.checked_sub(1)?;
        let (document, token) = *self.parts.get(at)?;
        let part = self.corpus.index().parts().get(at)?;
        (number - document < part.len()).then_some((&**part, number - document, token))
    }

    /// The part of a token, and its number there; second the first document of the part.
    fn part_at(&self, token: usize) -> Option<(&Part, usize, usize)> {
        let at = self.parts.partition_point(|p| p.1 <= token);
        let at = at.checked_sub(1)?;
        let (document, first) = *self.parts.get(at)?;
        let part = self.corpus.index().parts().get(at)?;
        Some((&**part, token - first, document))
    }

    /// The address of a statement.
    pub(super) fn address(&self, number: usize) -> String {
        match self
            .part_of(number)
            .map(|(part, at, _)| (part.origin(), at))
        {
            Some((Origin::Documents(documents), at)) => {
                documents.get(at).map_or(String::new(), |d| d.address())
            }
            Some((Origin::Stored(stored), at)) => {
                stored.value(at, "address").unwrap_or_default().into_owned()
            }
            None => String::new(),
        }
    }

    /// Whether a statement is of a later day than a story.
    pub(super) fn is_later(&self, number: usize, story: &Document) -> bool {
        let day = |d: &Document| d.published.and_then(PartialDate::to_days);
        let there = || self.statement(number).and_then(|s| day(&s.document));
        day(story).is_some_and(|own| there().is_some_and(|theirs| theirs > own))
    }

    /// Whether a statement has this id.
    pub(super) fn has_id(&self, number: usize, id: &str) -> bool {
        match self
            .part_of(number)
            .map(|(part, at, _)| (part.origin(), at))
        {
            Some((Origin::Documents(documents), at)) => {
                documents.get(at).is_some_and(|d| d.id == id)
            }
            Some((Origin::Stored(stored), at)) => {
                stored.value(at, "id").is_some_and(|own| own == id)
            }
            None => false,
        }
    }

    /// The tokens of a document, counted among all.
    pub(super) fn range(&self, number: usize) -> Range<usize> {
        let Some((part, at, before)) = self.part_of(number) else {
            return 0..0;
        };
        let first = part.document(at).next().map_or(0, ZoneTokens::first);
        before + first..before + first + part.words(at).len()
    }

    /// The document that a token belongs to.
    pub(super) fn document_of(&self, token: usize) -> usize {
        self.part_at(token)
            .map_or(usize::MAX, |(part, at, first)| first + part.document_of(at))
    }

    /// The words of a stretch of tokens of one document.
    pub(super) fn ids(&self, tokens: Range<usize>) -> Vec<u32> {
        let Some((part, at, _)) = self.part_at(tokens.start) else {
            return Vec::new();
        };
        let types = part.columns().words.get(at..at + tokens.len());
        types
            .unwrap_or(&[])
            .iter()
            .map(|&id| self.word(id))
            .collect()
    }

    /// The word at a token.
    pub(super) fn id(&self, token: usize) -> Option<u32> {
        let (part, at, _) = self.part_at(token)?;
        part.columns().words.get(at).map(|&id| self.word(id))
    }

    fn word(&self, id: u32) -> u32 {
        self.words.get(id as usize).copied().unwrap_or(u32::MAX)
    }

    /// The words of a statement with their places.
    fn words_of(&self, number: usize) -> Words {
        let mut out = Words::default();
        let Some((part, at, _)) = self.part_of(number) else {
            return out;
        };
        for zone in part.document(at) {
            for (&id, &start) in zone.words().iter().zip(zone.starts()) {
                let form = self.corpus.index().form(id);
                out.ids.push(self.word(id));
                out.places.push(Place {
                    zone: small(zone.number()),
                    start,
                    end: start.saturating_add(small(form.len())),
                });
            }
        }
        out
    }

    /// The words of a document that is none of those held, numbered as theirs are.
    pub(super) fn words_of_story(&self, story: &Document) -> Words {
        let index = self.corpus.index();
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut unknown = 0;
        let mut out = Words::default();
        let zones = story.zones.iter().enumerate();
        for (number, zone) in zones.filter(|(_, z)| is_read(z.kind)) {
            let text = zone.text();
            let rule = index.rules().of(zone.language.or(story.language));
            rule.cut(text, |span| {
                let word = normal(span.of(text));
                let id = known.get(&*word).copied().unwrap_or_else(|| {
                    let id = self.find(&word).unwrap_or_else(|| {
                        unknown += 1;
                        u32::MAX - unknown
                    });
                    known.insert(word.into_owned(), id);
                    id
                });
                out.ids.push(id);
                out.places.push(Place {
                    zone: small(number),
                    start: small(span.start),
                    end: small(span.end),
                });
            });
        }
        out
    }

    /// A word by its form as it is compared.
    fn find(&self, word: &str) -> Option<u32> {
        let index = self.corpus.index();
        let of = |form: &str| Some(self.word(*index.folded(form).first()?));
        // Where no form has it straight, one may have it curly.
        of(word).or_else(|| {
            let curly = |c: char| {
                word.contains('\'')
                    .then(|| word.replace('\'', &c.to_string()))
            };
            CURLY.into_iter().find_map(|c| of(&curly(c)?))
        })
    }

    /// How many places a word has.
    pub(super) fn count(&self, word: u32) -> usize {
        if let Some(places) = &self.places {
            return places.get(word).len();
        }
        let types = self.types.get(word);
        let parts = self.corpus.index().parts().iter();
        parts
            .filter_map(|part| match part.origin() {
                Origin::Stored(stored) => Some(stored),
                Origin::Documents(_) => None,
            })
            .map(|stored| {
                let places = types.iter().filter_map(|&id| stored.places(id));
                places.map(<[u32]>::len).sum::<usize>()
            })
            .sum()
    }

    /// The places of a word, ascending.
    pub(super) fn places(&self, word: u32) -> Cow<'_, [u32]> {
        let mut all = match &self.places {
            Some(places) => Cow::Borrowed(places.get(word)),
            None => Cow::Owned(self.stored_places(word)),
        };
        if let Some(members) = &self.members {
            let is_member = |at: &u32| {
                let document = self.document_of(*at as usize);
                members.get(document).copied().unwrap_or(false)
            };
            all.to_mut().retain(is_member);
        }
        all
    }

    fn stored_places(&self, word: u32) -> Vec<u32> {
        let mut out = Vec::new();
        let types = self.types.get(word);
        for (part, (_, first)) in self.corpus.index().parts().iter().zip(&self.parts) {
            let Origin::Stored(stored) = part.origin() else {
                continue;
            };
            let before = out.len();
            for places in types.iter().filter_map(|&id| stored.places(id)) {
                out.extend(places.iter().map(|&at| small(first + at as usize)));
            }
            if types.len() > 1 {
                out.get_mut(before..).unwrap_or_default().sort_unstable();
            }
        }
        out
    }

    /// Where the words of each 5-gram of a story stand, for each 5-gram `most` places at most and one more
    /// if there are more.
    pub(super) fn grams(&self, ids: &[u32], most: usize) -> Vec<Vec<usize>> {
        let mut counts: HashMap<u32, usize> = HashMap::new();
        let mut places: HashMap<u32, Cow<'_, [u32]>> = HashMap::new();
        let mut met: HashMap<&[u32], Vec<usize>> = HashMap::new();
        ids.windows(GRAM)
            .map(|gram| {
                if let Some(known) = met.get(gram) {
                    return known.clone();
                }
                let mut count = |id: u32| *counts.entry(id).or_insert_with(|| self.count(id));
                // The rarest word leads, the next rarest rules most of its places out.
                let mut order: Vec<(usize, u32)> = gram.iter().copied().enumerate().collect();
                order.sort_by_cached_key(|(_, id)| count(*id));
                let found = match order.split_first() {
                    Some((&(offset, id), rest)) if count(id) > 0 => {
                        let places = places.entry(id).or_insert_with(|| self.places(id));
                        self.meet(places, offset, rest, GRAM, most)
                    }
                    _ => Vec::new(),
                };
                met.insert(gram, found.clone());
                found
            })
            .collect()
    }

    /// Of the places of a word those around which other words stand, in one document: where each stretch of
    /// `length` words begins, `most` at most and one more.
    pub(super) fn meet(
        &self,
        places: &[u32],
        offset: usize,
        others: &[(usize, u32)],
        length: usize,
        most: usize,
    ) -> Vec<usize> {
        let mut out = Vec::new();
        let mut at_part = usize::MAX;
        let (mut first, mut words): (usize, &[u32]) = (0, &[]);
        for &place in places {
            let place = place as usize;
            if place < first || place - first >= words.len() {
                let at = self.parts.partition_point(|p| p.1 <= place).wrapping_sub(1);
                if at != at_part {
                    at_part = at;
                    first = self.parts.get(at).map_or(0, |p| p.1);
                    let part = self.corpus.index().parts().get(at);
                    words = part.map_or(&[], |p| &p.columns().words);
                }
            }
            let Some(start) = (place - first).checked_sub(offset) else {
                continue;
            };
            let meets = others.iter().all(|&(offset, id)| {
                words
                    .get(start + offset)
                    .is_some_and(|&t| self.word(t) == id)
            });
            if !meets {
                continue;
            }
            let start = first + start;
            if self.document_of(start) == self.document_of(start + length - 1) {
                out.push(start);
                if out.len() > most {
                    break;
                }
            }
        }
        out
    }

    /// How much meeting a word says (in nats): words of every statement say little.
    pub(super) fn weight(&self, word: u32) -> f64 {
        let all = self.corpus.index().tokens().max(1) as f64;
        (all / self.count(word).max(1) as f64).ln()
    }
}
