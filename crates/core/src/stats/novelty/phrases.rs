//! From places that are new to the phrases that a reader wants to see.

use std::ops::Range;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use super::{LONGEST, texts::Texts};
use crate::stats::{NO_TERM, View};

/// A phrase that is new.
pub(super) struct Phrase {
    /// Where it stands, ascending.
    pub(super) places: Vec<usize>,
    /// How many tokens.
    pub(super) len: usize,
    pub(super) documents: u64,
    /// The shortest new run in it, counted from its start.
    pub(super) core: Range<usize>,
    /// How often the core occurs.
    pub(super) core_count: u64,
    pub(super) score: f64,
}

impl Phrase {
    pub(super) fn count(&self) -> u64 {
        self.places.len() as u64
    }

    /// Its terms.
    pub(super) fn gram<'t>(&self, texts: &'t Texts) -> &'t [u32] {
        let first = self.places.first().copied().unwrap_or(0);
        texts.gram(first..first + self.len)
    }

    /// The first place of the core.
    fn core_places(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let core = self.core.clone();
        self.places
            .iter()
            .map(move |p| p + core.start..p + core.end)
    }
}

/// What a phrase must have.
#[derive(Clone, Copy)]
pub(super) struct Least {
    pub(super) longest: usize,
    pub(super) shortest: usize,
    pub(super) count: u64,
    pub(super) documents: u64,
}

/// How telling a term is: log2 of how rare it is in the reference.
pub(super) struct Weights {
    counts: Vec<u64>,
    tokens: u64,
}

impl Weights {
    pub(super) fn new(reference: &Texts, terms: usize) -> Self {
        let (counts, tokens) = reference.counts(terms);
        Weights { counts, tokens }
    }

    /// All tokens of the reference.
    pub(super) fn tokens(&self) -> u64 {
        self.tokens
    }

    /// How often a term occurs in the reference.
    pub(super) fn count(&self, term: u32) -> u64 {
        self.counts.get(term as usize).copied().unwrap_or(0)
    }

    /// `log2((T + 1) / (f + 1))` for f of T tokens.
    pub(super) fn of(&self, term: u32) -> f64 {
        ((self.tokens + 1) as f64 / (self.count(term) + 1) as f64).log2()
    }

    fn sum(&self, gram: &[u32]) -> f64 {
        gram.iter().map(|&t| self.of(t)).sum()
    }

    fn mean(&self, gram: &[u32]) -> f64 {
        self.sum(gram) / gram.len().max(1) as f64
    }
}

/// A shortest new run: no run inside it is new.
#[derive(Clone, Copy)]
struct Core {
    start: usize,
    len: usize,
}

impl Core {
    fn end(self) -> usize {
        self.start + self.len
    }
}

/// The shortest new runs, in order. `known` is the length of the longest known run from each place.
fn cores(texts: &Texts, known: &[u8], longest: usize) -> Vec<Core> {
    let shortest = |place: usize| {
        let known = usize::from(known.get(place).copied()?);
        let all_there = known < longest && texts.at(place + known) != NO_TERM;
        all_there.then_some(Core {
            start: place,
            len: known + 1,
        })
    };
    (0..texts.terms.len())
        .into_par_iter()
        .with_min_len(4096)
        .filter_map(|place| {
            let core = shortest(place)?;
            // Ends ascend with starts: only the next place can hold a shorter one inside.
            let inner = shortest(place + 1).filter(|_| core.len > 1);
            inner.is_none_or(|i| i.end() > core.end()).then_some(core)
        })
        .collect()
}

/// The new phrases of a text, best first.
pub(super) fn phrases(
    view: &View<'_>,
    texts: &Texts,
    known: &[u8],
    least: Least,
    weights: &Weights,
) -> Vec<Phrase> {
    let cores = cores(texts, known, least.longest);
    let mut numbers: HashMap<&[u32], u32> = HashMap::new();
    let mut members: Vec<Vec<u32>> = Vec::new();
    for (core, at) in cores.iter().zip(0u32..) {
        let gram = texts.gram(core.start..core.end());
        let next = u32::try_from(members.len()).unwrap_or(u32::MAX);
        let number = *numbers.entry(gram).or_insert(next);
        match members.get_mut(number as usize) {
            Some(list) => list.push(at),
            None => members.push(vec![at]),
        }
    }
    let core = |at: u32| cores.get(at as usize).copied();
    let mut found: Vec<Phrase> = members
        .par_iter()
        .filter(|list| list.len() > 1 && list.len() as u64 >= least.count)
        .filter_map(|list| {
            let places: Vec<usize> = list
                .iter()
                .filter_map(|&at| Some(core(at)?.start))
                .collect();
            let len = core(*list.first()?)?.len;
            (texts.documents(places.iter().copied()) >= least.documents)
                .then(|| extend(view, texts, places, len, least))
        })
        .collect();
    if least.count <= 1 && least.documents <= 1 {
        let single = members.iter().filter(|list| list.len() == 1);
        let mut singles: Vec<Core> = single.filter_map(|list| core(*list.first()?)).collect();
        singles.sort_unstable_by_key(|c| c.start);
        found.extend(stretches(texts, &singles, least.longest, weights));
    }
    found.retain(|p| p.len >= least.shortest && p.documents >= least.documents);
    found.par_iter_mut().for_each(|phrase| {
        let spread = (phrase.count() as f64 * phrase.documents as f64).sqrt();
        phrase.score = spread * weights.sum(phrase.gram(texts));
    });
    best(view, texts, weights, found)
}

/// Takes what stands beside a core into the phrase, one term after another, as long as two of three
/// occurrences of the core agree in it.
fn extend(view: &View<'_>, texts: &Texts, places: Vec<usize>, len: usize, least: Least) -> Phrase {
    let core_count = places.len() as u64;
    let enough = |count: u64| 3 * count >= 2 * core_count && count >= 2.max(least.count);
    let (mut places, mut phrase_len, mut core_start) = (places, len, 0);
    while phrase_len < least.longest {
        let right = commonest(view, texts, places.iter().map(|p| p + phrase_len));
        let left = commonest(view, texts, places.iter().map(|p| p.wrapping_sub(1)));
        let (term, count, at_right) = match (left, right) {
            (Some((term, count)), right) if right.is_none_or(|r| r.1 < count) => {
                (term, count, false)
            }
            (_, Some((term, count))) => (term, count, true),
            _ => break,
        };
        if !enough(count) {
            break;
        }
        let beside = |p: usize| {
            if at_right {
                p + phrase_len
            } else {
                p.wrapping_sub(1)
            }
        };
        let kept: Vec<usize> = places
            .iter()
            .copied()
            .filter(|&p| texts.at(beside(p)) == term)
            .collect();
        if texts.documents(kept.iter().copied()) < least.documents {
            break;
        }
        places = kept;
        phrase_len += 1;
        if !at_right {
            for place in &mut places {
                *place -= 1;
            }
            core_start += 1;
        }
    }
    Phrase {
        documents: texts.documents(places.iter().copied()),
        places,
        len: phrase_len,
        core: core_start..core_start + len,
        core_count,
        score: 0.0,
    }
}

/// The commonest term of some places and how often it is there; of several the first by its form.
fn commonest(
    view: &View<'_>,
    texts: &Texts,
    places: impl Iterator<Item = usize>,
) -> Option<(u32, u64)> {
    let mut terms: Vec<u32> = places
        .map(|p| texts.at(p))
        .filter(|&t| t != NO_TERM)
        .collect();
    terms.sort_unstable();
    terms
        .chunk_by(|a, b| a == b)
        .filter_map(|run| Some((*run.first()?, run.len() as u64)))
        .max_by(|a, b| {
            let forms = || view.form(b.0).cmp(view.form(a.0));
            a.1.cmp(&b.1).then_with(forms)
        })
}

/// Cores that occur once and overlap or touch are one stretch of new wording; it is cut where it
/// would be too long.
fn stretches(texts: &Texts, singles: &[Core], longest: usize, weights: &Weights) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut rest = singles;
    while let Some((&first, _)) = rest.split_first() {
        let mut end = first.end();
        let mut len = 1;
        let following = rest.get(1..).unwrap_or(&[]);
        for core in following {
            if core.start > end || core.end() - first.start > longest {
                break;
            }
            end = core.end();
            len += 1;
        }
        let (inside, after) = rest.split_at(len);
        rest = after;
        // Of its cores the one with the rarest words for its length.
        let rarity = |c: &Core| weights.mean(texts.gram(c.start..c.end()));
        let core = inside
            .iter()
            .copied()
            .reduce(|a, b| if rarity(&b) > rarity(&a) { b } else { a })
            .unwrap_or(first);
        found.push(Phrase {
            places: vec![first.start],
            len: end - first.start,
            documents: 1,
            core: core.start - first.start..core.end() - first.start,
            core_count: 1,
            score: 0.0,
        });
    }
    found
}

/// The phrases by score, without those whose cores stand in better ones at every place.
fn best(view: &View<'_>, texts: &Texts, weights: &Weights, mut found: Vec<Phrase>) -> Vec<Phrase> {
    let forms = |phrase: &Phrase| -> Vec<&str> {
        phrase.gram(texts).iter().map(|&t| view.form(t)).collect()
    };
    found.par_sort_by(|a, b| {
        let core = |p: &Phrase| p.core.clone();
        // Of several cores of one phrase the one with the rarest words.
        let rarity = |p: &Phrase| {
            let gram = p.gram(texts).get(core(p)).unwrap_or(&[]);
            weights.mean(gram)
        };
        b.score
            .total_cmp(&a.score)
            .then_with(|| forms(a).cmp(&forms(b)))
            .then_with(|| rarity(b).total_cmp(&rarity(a)))
            .then_with(|| (core(a).start, core(a).end).cmp(&(core(b).start, core(b).end)))
    });
    // For each place the furthest end of a phrase taken that covers it.
    let mut covered: Vec<u32> = vec![0; texts.terms.len()];
    let mut taken: HashSet<&[u32]> = HashSet::new();
    found.retain(|phrase| {
        let is_covered = |core: Range<usize>| {
            let end = covered.get(core.start).map_or(0, |&end| end as usize);
            end >= core.end
        };
        if phrase.core_places().all(is_covered) || !taken.insert(phrase.gram(texts)) {
            return false;
        }
        for &place in &phrase.places {
            let end = u32::try_from(place + phrase.len).unwrap_or(u32::MAX);
            for slot in covered.iter_mut().skip(place).take(phrase.len) {
                *slot = end.max(*slot);
            }
        }
        true
    });
    found
}

const _: () = assert!(LONGEST <= u8::MAX as usize);
