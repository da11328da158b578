//! Passages that a story has in common with statements, marks or none.

use std::collections::BTreeMap;

use super::{
    align::{Mark, Step, align},
    held::{GRAM, Held, Words},
};

/// A stretch of a story and the stretch of a statement that it has the words of; words by number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub(super) document: usize,
    pub(super) story: (usize, usize),
    /// Words of the index.
    pub(super) source: (usize, usize),
    /// Words that are the same, in order.
    pub(super) same: usize,
}

/// 5-grams that stand in more places are stock phrases.
const STOCK: usize = 100;

/// Words between two runs, on both sides, over which they are one passage.
const GAP: usize = 8;

/// The fewest words of a passage.
const FEWEST: usize = 6;

/// Words that differ in a row at an end at most.
const IMPERFECT: usize = 2;

/// The least share of words that are the same, of the mean of both stretches.
const SAME: f64 = 0.8;

/// Every passage, each occurrence: seeds of five words are joined and extended (Schleimer 2003 for the
/// seeds; at least six words, two differing in a row, four fifths the same: the rule of `WCopyfind`).
/// `grams` has the places of the story's 5-grams.
pub(super) fn passages(held: &Held, story: &Words, grams: &[Vec<usize>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    // Runs that still grow, by the document and the diagonal that they lie on: the distance of the places, which may
    // be less than none.
    let mut open: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (at, places) in grams.iter().enumerate() {
        if places.len() > STOCK {
            continue;
        }
        for &place in places {
            let document = held.document_of(place);
            let diagonal = place.wrapping_sub(at);
            let last = open
                .get(&(document, diagonal))
                .and_then(|n| runs.get_mut(*n));
            match last {
                Some(run) if run.story.1 + 1 >= at + GRAM => {
                    run.story.1 = at + GRAM;
                    run.source.1 = place + GRAM;
                    run.same = run.story.1 - run.story.0;
                }
                _ => {
                    open.insert((document, diagonal), runs.len());
                    runs.push(Run {
                        document,
                        story: (at, at + GRAM),
                        source: (place, place + GRAM),
                        same: GRAM,
                    });
                }
            }
        }
    }
    let mut joined = join(held, story, runs);
    for run in &mut joined {
        extend(held, story, run);
    }
    joined.retain(|r| {
        let both = (r.story.1 - r.story.0) + (r.source.1 - r.source.0);
        r.same >= FEWEST && 2.0 * r.same as f64 >= SAME * both as f64
    });
    without_inner(joined)
}

/// Runs of one statement with small gaps on both sides are one passage.
fn join(held: &Held, story: &Words, mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_by_key(|r| (r.document, r.story, r.source));
    let mut out: Vec<Run> = Vec::new();
    for run in runs {
        let recent = out.len().saturating_sub(12);
        let before = out.iter_mut().skip(recent).rev().find(|b| {
            b.document == run.document
                && run.story.0 >= b.story.1
                && run.story.0 - b.story.1 <= GAP
                && run.source.0 >= b.source.1
                && run.source.0 - b.source.1 <= GAP
        });
        match before {
            Some(before) => {
                let gap = story.ids.get(before.story.1..run.story.0).unwrap_or(&[]);
                let other = held.ids(before.source.1..run.source.0);
                before.same += run.same + same(gap, &other);
                before.story.1 = run.story.1;
                before.source.1 = run.source.1;
            }
            None => out.push(run),
        }
    }
    out
}

/// Words that two short stretches have in common, in order.
fn same(a: &[u32], b: &[u32]) -> usize {
    let marks = vec![Mark::default(); a.len()];
    let steps = align(a, &marks, b).map(|x| x.steps).unwrap_or_default();
    let equal = |s: &&Step| matches!(s, Step::Pair(i, j) if a.get(*i) == b.get(*j));
    steps.iter().filter(equal).count()
}

/// Extends a passage at both ends over single words that differ.
fn extend(held: &Held, story: &Words, run: &mut Run) {
    let range = held.range(run.document);
    let same = |a: usize, b: usize| story.ids.get(a).copied() == held.id(b);
    let mut pending = 0;
    let (mut a, mut b) = (run.story.1, run.source.1);
    while b < range.end && a < story.ids.len() && pending < IMPERFECT {
        if same(a, b) {
            run.same += 1;
            pending = 0;
            (run.story.1, run.source.1) = (a + 1, b + 1);
        } else {
            pending += 1;
        }
        (a, b) = (a + 1, b + 1);
    }
    pending = 0;
    let (mut a, mut b) = (run.story.0, run.source.0);
    while a > 0 && b > range.start && pending < IMPERFECT {
        (a, b) = (a - 1, b - 1);
        if same(a, b) {
            run.same += 1;
            pending = 0;
            (run.story.0, run.source.0) = (a, b);
        } else {
            pending += 1;
        }
    }
}

/// Of what one statement has, a passage is left out that lies, in the story, inside one of twice its words:
/// that one tells where the words are from, this one that some of them are common.
fn without_inner(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_by_key(|r| {
        (
            r.document,
            r.story.0,
            std::cmp::Reverse(r.story.1),
            r.source,
        )
    });
    let mut out: Vec<Run> = Vec::new();
    let mut far: Option<(usize, usize, usize)> = None;
    for run in runs {
        let inner = far.is_some_and(|(document, end, same)| {
            document == run.document && end >= run.story.1 && same >= 2 * run.same
        });
        if inner {
            continue;
        }
        if far.is_none_or(|(document, end, _)| document != run.document || run.story.1 > end) {
            far = Some((run.document, run.story.1, run.same));
        }
        out.push(run);
    }
    out.sort_by_key(|r| (r.story, r.document, r.source));
    out
}
