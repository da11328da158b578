//! How much of each place of one text is known from another.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::texts::Texts;
use crate::stats::NO_TERM;

/// The places of a text in the order of their first terms, and for each first term where its places
/// begin and end. A place is kept with its second and third term, which decide most comparisons
/// without a look at the text.
struct Sorted<'t> {
    texts: &'t Texts,
    places: Vec<(u64, u32)>,
    starts: Vec<usize>,
}

/// Sorts longer lists than this on several threads.
const LONG: usize = 1 << 15;

impl<'t> Sorted<'t> {
    /// `other` has the terms of the other text: what begins with a term that it lacks is not sorted.
    fn new(texts: &'t Texts, longest: usize, counts: &[u64], other: &[u64]) -> Self {
        let mut starts = Vec::with_capacity(counts.len() + 1);
        let mut sum = 0;
        for &count in counts {
            starts.push(sum);
            sum += usize::try_from(count).unwrap_or(0);
        }
        starts.push(sum);
        let mut next = starts.clone();
        let mut places = vec![(0, 0); sum];
        for (place, &term) in (0u32..).zip(&texts.terms) {
            let Some(slot) = next.get_mut(term as usize) else {
                continue;
            };
            if let Some(entry) = places.get_mut(*slot) {
                let second = texts.at(place as usize + 1);
                let third = if second == NO_TERM {
                    NO_TERM
                } else {
                    texts.at(place as usize + 2)
                };
                *entry = (u64::from(second) << 32 | u64::from(third), place);
            }
            *slot += 1;
        }
        let mut lists: Vec<&mut [(u64, u32)]> = Vec::new();
        let mut rest = places.as_mut_slice();
        for (&count, &others) in counts.iter().zip(other) {
            let len = usize::try_from(count).unwrap_or(0).min(rest.len());
            let (list, after) = rest.split_at_mut(len);
            rest = after;
            if list.len() > 1 && others > 0 {
                lists.push(list);
            }
        }
        let order = |a: &(u64, u32), b: &(u64, u32)| compare(texts, *a, texts, *b, longest);
        lists.par_iter_mut().with_min_len(64).for_each(|list| {
            if list.len() > LONG {
                list.par_sort_unstable_by(order);
            } else {
                list.sort_unstable_by(order);
            }
        });
        Sorted {
            texts,
            places,
            starts,
        }
    }

    /// The places that begin with a term.
    fn of(&self, term: usize) -> &[(u64, u32)] {
        let (Some(&start), Some(&end)) = (self.starts.get(term), self.starts.get(term + 1)) else {
            return &[];
        };
        self.places.get(start..end).unwrap_or(&[])
    }
}

/// The terms from the fourth on.
fn rest(texts: &Texts, place: u32, longest: usize) -> impl Iterator<Item = u32> + '_ {
    let start = place as usize;
    let terms = texts.gram(start + 3..(start + longest).min(texts.terms.len()).max(start + 3));
    terms.iter().copied().take_while(|&t| t != NO_TERM)
}

/// The order of two places with the same first term, by the terms that follow.
fn compare(a: &Texts, at: (u64, u32), b: &Texts, other: (u64, u32), longest: usize) -> Ordering {
    at.0.cmp(&other.0).then_with(|| {
        if at.0 & u64::from(NO_TERM) == u64::from(NO_TERM) {
            return Ordering::Equal;
        }
        rest(a, at.1, longest).cmp(rest(b, other.1, longest))
    })
}

/// How many terms two places with the same first term have in common.
fn common(a: &Texts, at: (u64, u32), b: &Texts, other: (u64, u32), longest: usize) -> usize {
    let (first, second) = (at.1 as usize, other.1 as usize);
    let same = |n: &usize| a.at(first + n) == b.at(second + n) && a.at(first + n) != NO_TERM;
    1 + (1..longest).take_while(same).count()
}

/// For each place of `texts` the length of the longest run of terms from there, up to `longest`, that
/// occurs in `reference` too.
///
/// Both are sorted by what follows each place; the longest run in common is then that with a
/// neighbour. Takes time n log n in both, and 16 bytes a token.
pub(super) fn known(texts: &Texts, reference: &Texts, longest: usize, terms: usize) -> Vec<u8> {
    let (counts, _) = texts.counts(terms);
    let (others, _) = reference.counts(terms);
    let here = Sorted::new(texts, longest, &counts, &others);
    let there = Sorted::new(reference, longest, &others, &counts);
    let found: Vec<Vec<(u32, u8)>> = (0..terms)
        .into_par_iter()
        .with_min_len(64)
        .filter(|&term| !here.of(term).is_empty() && !there.of(term).is_empty())
        .map(|term| beside(&here, &there, term, longest))
        .collect();
    let mut known = vec![0; texts.terms.len()];
    for (place, len) in found.into_iter().flatten() {
        if let Some(slot) = known.get_mut(place as usize) {
            *slot = len;
        }
    }
    known
}

/// For the places of a term how much of each is in its neighbours of the other text.
fn beside(here: &Sorted<'_>, there: &Sorted<'_>, term: usize, longest: usize) -> Vec<(u32, u8)> {
    let (a, b) = (here.texts, there.texts);
    let others = there.of(term);
    let mut at = 0;
    here.of(term)
        .iter()
        .map(|&place| {
            let is_before = |other: &&(u64, u32)| compare(b, **other, a, place, longest).is_lt();
            while others.get(at).as_ref().is_some_and(is_before) {
                at += 1;
            }
            let neighbours = [at.checked_sub(1), Some(at)];
            let shared = neighbours
                .iter()
                .filter_map(|n| others.get((*n)?))
                .map(|&other| common(a, place, b, other, longest))
                .max();
            (
                place.1,
                u8::try_from(shared.unwrap_or(0)).unwrap_or(u8::MAX),
            )
        })
        .collect()
}
