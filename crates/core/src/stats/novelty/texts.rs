//! The terms of some documents in a row, in the order of time.

use std::ops::Range;

use rayon::prelude::*;

use crate::{
    Error, Result,
    corpus::ZoneTokens,
    stats::{NO_TERM, View},
};

/// The terms of documents, zone after zone; [`NO_TERM`] between zones and where a token is not
/// counted. Takes 4 bytes a token.
pub(super) struct Texts {
    pub(super) terms: Vec<u32>,
    zones: Vec<Zone>,
}

/// Where a zone begins.
#[derive(Clone, Copy)]
struct Zone {
    start: usize,
    document: usize,
    /// The number of the zone among the counted ones of its document.
    number: usize,
}

impl Texts {
    /// The terms of documents in the given order, on all threads of the current pool.
    pub(super) fn new(view: &View<'_>, documents: &[usize]) -> Result<Self> {
        let portions: Vec<Texts> = view
            .portions(documents)
            .map(|portion| {
                let mut texts = Texts {
                    terms: Vec::new(),
                    zones: Vec::new(),
                };
                let mut buffer = Vec::new();
                for &document in portion {
                    let mut number = 0;
                    view.each_zone(document, &mut buffer, &mut |terms, _| {
                        texts.zones.push(Zone {
                            start: texts.terms.len(),
                            document,
                            number,
                        });
                        number += 1;
                        texts.terms.extend_from_slice(terms);
                        texts.terms.push(NO_TERM);
                    });
                }
                texts
            })
            .collect();
        let mut all = Texts {
            terms: Vec::with_capacity(portions.iter().map(|p| p.terms.len()).sum()),
            zones: Vec::with_capacity(portions.iter().map(|p| p.zones.len()).sum()),
        };
        for portion in portions {
            let start = all.terms.len();
            all.terms.extend_from_slice(&portion.terms);
            let zones = portion.zones.iter().map(|zone| Zone {
                start: zone.start + start,
                ..*zone
            });
            all.zones.extend(zones);
        }
        if u32::try_from(all.terms.len()).is_err() {
            return Err(Error::limit("more than 4,294,967,295 tokens to compare"));
        }
        Ok(all)
    }

    /// The term at a place; [`NO_TERM`] beyond the last.
    pub(super) fn at(&self, place: usize) -> u32 {
        self.terms.get(place).copied().unwrap_or(NO_TERM)
    }

    /// The terms of a range of places.
    pub(super) fn gram(&self, range: Range<usize>) -> &[u32] {
        self.terms.get(range).unwrap_or(&[])
    }

    /// How often each term occurs, and all of them.
    pub(super) fn counts(&self, terms: usize) -> (Vec<u64>, u64) {
        let mut counts = vec![0; terms];
        let mut tokens = 0;
        for &term in &self.terms {
            if let Some(slot) = counts.get_mut(term as usize) {
                *slot += 1;
                tokens += 1;
            }
        }
        (counts, tokens)
    }

    fn zone(&self, place: usize) -> Option<Zone> {
        let after = self.zones.partition_point(|z| z.start <= place);
        self.zones.get(after.checked_sub(1)?).copied()
    }

    /// The document of a place, by its position in the corpus.
    pub(super) fn document(&self, place: usize) -> Option<usize> {
        Some(self.zone(place)?.document)
    }

    /// How many documents ascending places are in.
    pub(super) fn documents(&self, places: impl Iterator<Item = usize>) -> u64 {
        let (mut count, mut last) = (0, None);
        for place in places {
            let document = self.document(place);
            count += u64::from(document != last);
            last = document;
        }
        count
    }

    /// Calls `see` with the zone of a range of places and its range in the zone.
    pub(super) fn look<T>(
        &self,
        view: &View<'_>,
        range: Range<usize>,
        see: impl FnOnce(usize, ZoneTokens<'_>, Range<usize>) -> T,
    ) -> Option<T> {
        let zone = self.zone(range.start)?;
        let (mut see, mut seen, mut number) = (Some(see), None, 0);
        view.each_zone(zone.document, &mut Vec::new(), &mut |_, tokens| {
            if number == zone.number
                && let Some(see) = see.take()
            {
                let range = range.start - zone.start..range.end.saturating_sub(zone.start);
                seen = Some(see(zone.document, tokens, range));
            }
            number += 1;
        });
        seen
    }
}
