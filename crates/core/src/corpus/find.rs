//! Every place of a query.

use std::{borrow::Cow, ops::Range};

use rayon::prelude::*;

use super::{
    Index, Mentions, Query, ZoneTokens, cql,
    search::{Anchor, candidates},
};
use crate::{Corpus, Result, layout::ZoneKind, text::lower};

/// Tokens found: a part of the index, the first token and one past the last, counted in the part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The part.
    pub part: usize,
    /// The first token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
}

/// How many elements of a query are looked up in a positional index to find the rarest.
const LOOKED_UP: usize = 8;

/// The types of an index and the names that the pack finds in it, as queries ask for them.
struct Types<'a> {
    index: &'a Index,
    /// Its names are found only if a query asks for them.
    corpus: &'a Corpus,
}

impl cql::Vocabulary for Types<'_> {
    fn len(&self) -> usize {
        self.index.vocabulary().len()
    }

    fn form(&self, id: u32) -> &str {
        self.index.form(id)
    }

    // Where types are not in order yet, one look at all of them costs less than to put them so.
    fn exact(&self, form: &str) -> Option<u32> {
        if self.index.is_sorted() {
            return self.index.number(form);
        }
        let ids = 0..u32::try_from(self.len()).unwrap_or(u32::MAX);
        ids.into_par_iter().find_any(|&id| self.form(id) == form)
    }

    fn folded(&self, folded: &str) -> Vec<u32> {
        if self.index.is_sorted() {
            return self.index.folded(folded).to_vec();
        }
        let ids = 0..u32::try_from(self.len()).unwrap_or(u32::MAX);
        let same = |id: &u32| lower(self.form(*id)) == folded;
        ids.into_par_iter().filter(same).collect()
    }

    fn prefixed(&self, prefix: &str) -> Option<Vec<u32>> {
        if !self.index.is_sorted() {
            return None;
        }
        let folded = self.index.folded_prefix(&lower(prefix)).iter().copied();
        Some(
            folded
                .filter(|&id| self.index.form(id).starts_with(prefix))
                .collect(),
        )
    }

    fn folded_prefixed(&self, prefix: &str) -> Option<Vec<u32>> {
        let sorted = self.index.is_sorted();
        sorted.then(|| self.index.folded_prefix(prefix).to_vec())
    }

    fn mentions(&self) -> usize {
        self.corpus.mentions().values().len()
    }

    fn mention(&self, id: u32) -> &str {
        self.corpus.mentions().values().form(id)
    }
}

/// A zone with the layers that a query needs.
struct Zone<'a> {
    tokens: ZoneTokens<'a>,
    sentences: Vec<bool>,
    quoted: Vec<bool>,
    mentions: Vec<Option<u32>>,
}

impl<'a> Zone<'a> {
    fn new(
        zone: ZoneTokens<'a>,
        needs: cql::Needs,
        mentions: Option<(&'a Mentions, usize)>,
    ) -> Self {
        let len = zone.words().len();
        let mut seen = Zone {
            tokens: zone,
            sentences: Vec::new(),
            quoted: Vec::new(),
            mentions: Vec::new(),
        };
        if needs.sentences {
            seen.sentences = vec![false; len];
            for at in zone.sentences() {
                seen.sentences
                    .get_mut(at)
                    .into_iter()
                    .for_each(|s| *s = true);
            }
        }
        if needs.voice {
            seen.quoted = vec![false; len];
            for range in zone.quoted() {
                seen.quoted
                    .get_mut(range)
                    .into_iter()
                    .flatten()
                    .for_each(|q| *q = true);
            }
        }
        if let Some(runs) = mentions.and_then(|(m, part)| m.part(part)) {
            seen.mentions = vec![None; len];
            for (range, value) in zone.mentions(runs) {
                let covered = seen.mentions.get_mut(range).into_iter().flatten();
                covered.for_each(|m| *m = Some(value));
            }
        }
        seen
    }
}

impl cql::Tokens for Zone<'_> {
    fn kind(&self) -> ZoneKind {
        self.tokens.kind()
    }

    fn len(&self) -> usize {
        self.tokens.words().len()
    }

    fn word(&self, at: usize) -> u32 {
        self.tokens.words().get(at).copied().unwrap_or(u32::MAX)
    }

    fn sentence_starts(&self, at: usize) -> bool {
        self.sentences.get(at).copied().unwrap_or(false)
    }

    fn quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or(false)
    }

    fn mention(&self, at: usize) -> Option<u32> {
        self.mentions.get(at).copied().flatten()
    }
}

impl Corpus {
    /// Every place of a query, in the order of the documents: for each token that begins a match the
    /// longest match. On all threads of the current pool.
    ///
    /// ```
    /// use variorum::{Corpus, ReadOptions};
    /// let corpus = Corpus::from_text("The party met. The agency of the party spoke.", &ReadOptions::default());
    /// let places = corpus.find(&"party".parse()?)?;
    /// assert_eq!(places.iter().map(|p| p.first).collect::<Vec<_>>(), [1, 7]);
    /// # Ok::<(), variorum::Error>(())
    /// ```
    pub fn find(&self, query: &Query) -> Result<Vec<Place>> {
        let index = self.index();
        let types = Types {
            index,
            corpus: self,
        };
        let prepared = query.cql().prepare(&types)?;
        let needs = prepared.needs();
        let mentions = needs.mentions.then(|| self.mentions());
        // What a positional index can be asked for.
        let anchors: Vec<(Vec<u32>, usize, usize)> = if self.is_compiled() {
            let anchors = prepared.anchors().into_iter().take(LOOKED_UP);
            anchors
                .map(|a| (a.types.iter().collect(), a.min_offset, a.max_offset))
                .collect()
        } else {
            Vec::new()
        };
        let mut places: Vec<Place> = index
            .parts()
            .par_iter()
            .enumerate()
            .flat_map_iter(|(number, part)| {
                let mut found = Vec::new();
                let mut visit = |zone: ZoneTokens<'_>, starts: Option<&[usize]>| {
                    if !prepared.visits(zone.kind()) {
                        return;
                    }
                    let seen = Zone::new(zone, needs, mentions.map(|m| (m, number)));
                    let mut place = |range: Range<usize>| {
                        found.push(Place {
                            part: number,
                            first: zone.first() + range.start,
                            end: zone.first() + range.end,
                        });
                    };
                    match starts.filter(|_| prepared.is_local()) {
                        Some(starts) => starts
                            .iter()
                            .filter_map(|&s| prepared.find_at(&seen, s - zone.first()))
                            .for_each(place),
                        None => prepared.find(&seen, &mut place),
                    }
                };
                let anchors = anchors.iter().map(|(types, min, max)| Anchor {
                    types,
                    min: *min,
                    max: *max,
                });
                match candidates(part, anchors) {
                    None => part.zones().for_each(|zone| visit(zone, None)),
                    Some(starts) => {
                        let mut rest = starts.as_slice();
                        while let Some(&start) = rest.first() {
                            let Some(zone) = part.zone_at(start) else {
                                rest = rest.get(1..).unwrap_or(&[]);
                                continue;
                            };
                            let end = zone.first() + zone.words().len();
                            let here = rest.partition_point(|&s| s < end).max(1);
                            let (inside, after) = rest.split_at(here);
                            visit(zone, Some(inside));
                            rest = after;
                        }
                    }
                }
                found
            })
            .collect();
        if let Some(positions) = self.positions() {
            places.retain(|p| self.position(p, Some(&positions)).is_some());
        }
        Ok(places)
    }

    /// The position in this corpus of each document of the index; `None` where all are in their place.
    pub(super) fn positions(&self) -> Option<Vec<u32>> {
        let members = self.members.as_ref()?;
        let mut positions = vec![u32::MAX; self.index().len()];
        for (&number, position) in members.iter().zip(0u32..) {
            if let Some(slot) = positions.get_mut(number as usize) {
                *slot = position;
            }
        }
        Some(positions)
    }

    /// The position in this corpus of the document of a place, if it is in it.
    pub(super) fn position(&self, place: &Place, positions: Option<&Vec<u32>>) -> Option<usize> {
        let index = self.index();
        let document = index.parts().get(place.part)?.document_of(place.first);
        let number = index.first_of(place.part) + document;
        match positions {
            None => Some(number),
            Some(positions) => {
                let position = *positions.get(number)?;
                (position != u32::MAX).then_some(position as usize)
            }
        }
    }

    /// The documents of places, by their positions in this corpus, one for each place.
    pub fn documents_of(&self, places: &[Place]) -> Vec<usize> {
        let positions = self.positions();
        let of = |place| {
            self.position(place, positions.as_ref())
                .unwrap_or(usize::MAX)
        };
        places.iter().map(of).collect()
    }

    /// The words of a place, as they stand in the clean text.
    pub fn words_of(&self, place: &Place) -> Option<Cow<'_, str>> {
        let index = self.index();
        let zone = index.parts().get(place.part)?.zone_at(place.first)?;
        let (first, end) = (place.first - zone.first(), place.end - zone.first());
        let start = *zone.starts().get(first)? as usize;
        let end = zone.end(end.checked_sub(1)?, index.vocabulary())? as usize;
        Some(match zone.text() {
            Cow::Borrowed(text) => Cow::Borrowed(text.get(start..end)?),
            Cow::Owned(text) => Cow::Owned(text.get(start..end)?.to_owned()),
        })
    }
}
