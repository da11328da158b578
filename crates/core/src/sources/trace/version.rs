//! Which of several versions a story used, by the word sequences that tell them apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Document, text::Span};
use serde::Serialize;

use super::held::{GRAM, Held, Words};

/// The shortest word sequences that are counted.
const SHORTEST: usize = 3;

/// Evidence below which nothing is decided.
pub(super) const LEAST: usize = 5;

/// The share of the evidence that one version must have.
const SHARE: f64 = 0.8;

/// Places of a 5-gram beyond which it is a stock phrase that tells nothing of a version.
pub(super) const STOCK: usize = 1000;

/// How much of the smaller text two versions of one statement have in common at least. Unrelated items of
/// one outlet share 4 to 6 % in stock phrases, two translations of one speech half.
const KIN: f64 = 0.2;

/// A version beside the one that was used, and what tells them apart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rival {
    /// Its address.
    pub document: String,
    /// Distinct 5-grams of the story that only the version used has.
    pub only_used: usize,
    /// Distinct 5-grams of the story that only this one has.
    pub only_rival: usize,
    /// The same for 3-grams.
    pub only_used_3: usize,
    /// The same for 3-grams.
    pub only_rival_3: usize,
}

/// Words of a story that stand in one version and not in the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The address of the version that has them.
    pub document: String,
    /// The words, as the story has them.
    pub text: String,
    /// Where the story has them, in bytes of its capture.
    pub span: Span,
}

/// Which version a story used.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Version {
    /// The version that most of the evidence is for.
    pub document: String,
    /// Whether the evidence suffices: at least five 5-grams that tell the versions apart, four fifths of
    /// them for this one, against every rival. Without a rival there is nothing to decide.
    pub decided: bool,
    /// Distinct 5-grams that the story shares with it.
    pub shared: usize,
    /// Other versions of the same statement.
    pub rivals: Vec<Rival>,
    /// The words that tell them apart, in the order of the story.
    pub evidence: Vec<Evidence>,
}

/// Distinct hashed n-grams of a text, as sets by length.
fn grams(ids: &[u32], n: usize) -> BTreeSet<Vec<u32>> {
    ids.windows(n).map(<[u32]>::to_vec).collect()
}

/// How many distinct 5-grams a story shares with each statement that it shares any with.
/// `grams` has the places of each.
pub(super) fn shared(held: &Held, story: &Words, grams: &[Vec<usize>]) -> BTreeMap<usize, usize> {
    let distinct: BTreeMap<&[u32], &Vec<usize>> = story.ids.windows(GRAM).zip(grams).collect();
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for places in distinct.into_values() {
        if places.len() > STOCK {
            continue;
        }
        let documents: BTreeSet<usize> = places.iter().map(|at| held.document_of(*at)).collect();
        for document in documents {
            *counts.entry(document).or_default() += 1;
        }
    }
    counts
}

/// The version that a story used among those that it shares words with.
pub(super) fn version(
    held: &Held,
    document: &Document,
    story: &Words,
    counts: &BTreeMap<usize, usize>,
    span: &dyn Fn(usize, usize) -> Option<(String, Span)>,
) -> Option<Version> {
    let mut near: Vec<(usize, usize)> = counts.iter().map(|(d, c)| (*d, *c)).collect();
    near.retain(|(_, shared)| *shared >= LEAST);
    near.sort_by_key(|(d, c)| (std::cmp::Reverse(*c), *d));
    // A story has its words from no later one.
    let mut near = near
        .into_iter()
        .filter(|(d, _)| !held.is_later(*d, document));
    let (used, shared) = near.next()?;
    let text = |d: usize| held.ids(held.range(d));
    let own = grams(&text(used), GRAM);
    let own_3 = grams(&text(used), SHORTEST);
    let story_5 = grams(&story.ids, GRAM);
    let story_3 = grams(&story.ids, SHORTEST);
    let mut rivals = Vec::new();
    let mut evidence = Vec::new();
    let mut decided = true;
    for (other, _) in near.take(RIVALS) {
        let theirs = grams(&text(other), GRAM);
        let common = theirs.intersection(&own).count();
        let smaller = own.len().min(theirs.len()).max(1);
        if (common as f64) < KIN * smaller as f64 {
            continue;
        }
        let theirs_3 = grams(&text(other), SHORTEST);
        let only = |story: &BTreeSet<Vec<u32>>, a: &BTreeSet<Vec<u32>>, b: &BTreeSet<Vec<u32>>| {
            story
                .iter()
                .filter(|g| a.contains(*g) && !b.contains(*g))
                .count()
        };
        let (only_used, only_rival) =
            (only(&story_5, &own, &theirs), only(&story_5, &theirs, &own));
        let total = only_used + only_rival;
        decided &= total >= LEAST && only_used as f64 >= SHARE * total as f64;
        for (has, lacks, document) in [(&own, &theirs, used), (&theirs, &own, other)] {
            for (from, to) in stretches(&story.ids, has, lacks) {
                if let Some((text, span)) = span(from, to) {
                    evidence.push(Evidence {
                        document: held.address(document),
                        text,
                        span,
                    });
                }
            }
        }
        rivals.push(Rival {
            document: held.address(other),
            only_used,
            only_rival,
            only_used_3: only(&story_3, &own_3, &theirs_3),
            only_rival_3: only(&story_3, &theirs_3, &own_3),
        });
    }
    evidence.sort_by(|a, b| (a.span, &a.document).cmp(&(b.span, &b.document)));
    evidence.dedup();
    Some(Version {
        document: held.address(used),
        decided: decided && !rivals.is_empty(),
        shared,
        rivals,
        evidence,
    })
}

/// Versions that are compared with the one that was used.
const RIVALS: usize = 8;

/// Stretches of a story made of 5-grams that one text has and another lacks.
fn stretches(
    ids: &[u32],
    has: &BTreeSet<Vec<u32>>,
    lacks: &BTreeSet<Vec<u32>>,
) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (at, gram) in ids.windows(GRAM).enumerate() {
        if has.contains(gram) && !lacks.contains(gram) {
            match out.last_mut() {
                Some(last) if last.1 >= at => last.1 = at + GRAM,
                _ => out.push((at, at + GRAM)),
            }
        }
    }
    out
}
