//! The wording of the reference that is nearest to a new phrase.

use std::ops::Range;

use rayon::prelude::*;

use super::{phrases::Weights, texts::Texts};
use crate::stats::NO_TERM;

/// A wording of the reference.
#[derive(Clone, Debug)]
pub(super) struct Near {
    pub(super) place: Range<usize>,
    /// The share of the phrase's words that it has, by their weights.
    pub(super) shared: f64,
}

/// How many of a phrase's words are looked up, the rarest first, and how many places of each.
const WORDS: usize = 3;
pub(super) const PLACES: usize = 1000;

const NONE: u32 = u32::MAX;

/// For each phrase the nearest wording: of all stretches of two more tokens than the phrase, around
/// the last (or first) [`PLACES`] places of each of its three rarest words that the reference has,
/// the one whose distinct words in common with the phrase weigh most; of several the one with more
/// pairs of neighbours in common, then the shortest, then the latest (or earliest). `None` where the
/// reference has no word of the phrase.
pub(super) fn nearest(
    reference: &Texts,
    weights: &Weights,
    phrases: &[&[u32]],
    latest: bool,
) -> Vec<Option<Near>> {
    let anchors: Vec<Vec<u32>> = phrases
        .iter()
        .map(|phrase| {
            let mut words: Vec<u32> = phrase.to_vec();
            words.retain(|&t| weights.count(t) > 0);
            words.sort_by_key(|&t| weights.count(t));
            let mut distinct: Vec<u32> = Vec::new();
            for word in words {
                if !distinct.contains(&word) && distinct.len() < WORDS {
                    distinct.push(word);
                }
            }
            distinct
        })
        .collect();
    let lists = Lists::new(reference, &anchors, latest);
    phrases
        .par_iter()
        .zip(&anchors)
        .map(|(phrase, anchors)| {
            let mut best: Option<Candidate> = None;
            let words: Vec<(u32, f64)> = distinct(phrase).map(|t| (t, weights.of(t))).collect();
            for &word in anchors {
                for &place in lists.of(word) {
                    if let Some(best) = &best
                        && best.weight > at_most(reference, &words, place, phrase.len())
                    {
                        continue;
                    }
                    let found = candidate(reference, weights, phrase, place);
                    if best.as_ref().is_none_or(|b| found.beats(b, latest)) {
                        best = Some(found);
                    }
                }
            }
            best.map(|b| b.near(reference, weights, phrase))
        })
        .collect()
}

/// The places of the words that are looked up.
struct Lists {
    slots: Vec<u32>,
    places: Vec<Vec<usize>>,
}

impl Lists {
    fn new(reference: &Texts, anchors: &[Vec<u32>], latest: bool) -> Self {
        let most = anchors.iter().flatten().copied().max();
        let mut slots = vec![NONE; most.map_or(0, |m| m as usize + 1)];
        let mut places: Vec<Vec<usize>> = Vec::new();
        for &word in anchors.iter().flatten() {
            if let Some(slot) = slots.get_mut(word as usize).filter(|s| **s == NONE) {
                *slot = u32::try_from(places.len()).unwrap_or(NONE);
                places.push(Vec::new());
            }
        }
        let mut lists = Lists { slots, places };
        let all = reference.terms.iter().copied().enumerate();
        if latest {
            all.rev().for_each(|(place, term)| lists.add(place, term));
        } else {
            all.for_each(|(place, term)| lists.add(place, term));
        }
        lists
    }

    fn add(&mut self, place: usize, term: u32) {
        let slot = self.slots.get(term as usize).copied().unwrap_or(NONE);
        if let Some(list) = self
            .places
            .get_mut(slot as usize)
            .filter(|l| l.len() < PLACES)
        {
            list.push(place);
        }
    }

    fn of(&self, term: u32) -> &[usize] {
        let slot = self.slots.get(term as usize).copied().unwrap_or(NONE);
        self.places.get(slot as usize).map_or(&[], Vec::as_slice)
    }
}

/// A stretch of the reference, from the first to the last word in common.
struct Candidate {
    start: usize,
    end: usize,
    weight: f64,
    pairs: usize,
}

impl Candidate {
    fn beats(&self, other: &Candidate, latest: bool) -> bool {
        let key = |c: &Candidate| (c.pairs, std::cmp::Reverse(c.end - c.start));
        let order = self
            .weight
            .total_cmp(&other.weight)
            .then_with(|| key(self).cmp(&key(other)))
            .then_with(|| {
                let time = self.start.cmp(&other.start);
                if latest { time } else { time.reverse() }
            });
        order.is_gt()
    }

    /// With so many tokens beside it as the phrase has beside the words in common.
    fn near(&self, reference: &Texts, weights: &Weights, phrase: &[u32]) -> Near {
        let first = reference.at(self.start);
        let before = phrase.iter().position(|&t| t == first).unwrap_or(0);
        let (mut start, mut end) = (self.start, self.end);
        let free = |place: usize| reference.at(place) != NO_TERM;
        for _ in 0..before {
            if end - start < phrase.len() && start > 0 && free(start - 1) {
                start -= 1;
            }
        }
        while end - start < phrase.len() && free(end) {
            end += 1;
        }
        let all: f64 = distinct(phrase).map(|t| weights.of(t)).sum();
        Near {
            place: start..end,
            shared: if all > 0.0 { self.weight / all } else { 1.0 },
        }
    }
}

/// The distinct terms of a phrase, in order.
fn distinct(phrase: &[u32]) -> impl Iterator<Item = u32> + '_ {
    let first = |at: usize, term: u32| phrase.iter().position(|&t| t == term) == Some(at);
    phrase
        .iter()
        .enumerate()
        .filter(move |&(at, &t)| first(at, t))
        .map(|(_, &t)| t)
}

/// The weight of the phrase's words in all stretches around a place together: none has more.
fn at_most(reference: &Texts, words: &[(u32, f64)], place: usize, len: usize) -> f64 {
    let from = place.saturating_sub(len + 1);
    let around = reference.gram(from..(place + len + 2).min(reference.terms.len()));
    let there = words.iter().filter(|(term, _)| around.contains(term));
    there.map(|(_, weight)| weight).sum()
}

/// The best stretch around a place.
fn candidate(reference: &Texts, weights: &Weights, phrase: &[u32], place: usize) -> Candidate {
    let reach = phrase.len() + 1;
    let free = |p: &usize| reference.at(*p) != NO_TERM;
    let left = (1..=reach)
        .map_while(|n| place.checked_sub(n).filter(free))
        .last();
    let mut best = Candidate {
        start: place,
        end: place + 1,
        weight: weights.of(reference.at(place)),
        pairs: 0,
    };
    let mut consider = |from: usize| {
        let window = reference.gram(from..(from + reach + 1).min(reference.terms.len()));
        let window = window.split(|&t| t == NO_TERM).next().unwrap_or(&[]);
        let has = |t: u32| phrase.contains(&t);
        let (Some(mut first), Some(mut last)) = (
            window.iter().position(|&t| has(t)),
            window.iter().rposition(|&t| has(t)),
        ) else {
            return;
        };
        // A word in common that is there twice is not worth a longer stretch.
        let twice = |range: Range<usize>, at: usize| {
            let term = window.get(at).copied().unwrap_or(NO_TERM);
            !has(term) || window.get(range).unwrap_or(&[]).contains(&term)
        };
        while last > first && twice(first..last, last) {
            last -= 1;
        }
        while first < last && twice(first + 1..last + 1, first) {
            first += 1;
        }
        let window = window.get(first..=last).unwrap_or(&[]);
        let weight = distinct(phrase)
            .filter(|t| window.contains(t))
            .map(|t| weights.of(t))
            .sum();
        let in_phrase = |pair: &&[u32]| phrase.windows(2).any(|p| p == *pair);
        let found = Candidate {
            start: from + first,
            end: from + last + 1,
            weight,
            pairs: window.windows(2).filter(in_phrase).count(),
        };
        if found.beats(&best, true) {
            best = found;
        }
    };
    for from in left.unwrap_or(place)..=place {
        consider(from);
    }
    best
}
