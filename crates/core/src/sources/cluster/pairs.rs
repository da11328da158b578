//! Pairs of texts that share runs of words, and how much they share.

use std::borrow::Cow;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::texts::Text;

/// Where and when a text appeared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Issue {
    /// Number of the outlet; a text of no known outlet has one for itself.
    pub(super) outlet: u32,
    /// Day of publication, counted from some day; a text without one has one for itself.
    pub(super) day: i64,
    /// Whether the day is known.
    pub(super) is_dated: bool,
    /// A hash of the title; 0 for none.
    pub(super) title: u64,
}

/// How much two texts share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shared {
    pub(super) a: usize,
    pub(super) b: usize,
    /// Runs of words that both have.
    pub(super) runs: usize,
    /// The same, each divided by the days of the outlet that have it.
    pub(super) weight: f64,
    /// The weight as a share of all of `a`'s.
    pub(super) of_a: f64,
    pub(super) of_b: f64,
}

/// The runs that several texts have, and the texts that have each.
pub(super) struct Groups {
    buckets: Vec<Bucket>,
    /// How many runs of each text no other has.
    singles: Vec<u32>,
}

/// Runs whose hashes begin with the same byte.
#[derive(Default)]
struct Bucket {
    /// The texts of each run, ascending, one run behind another.
    texts: Vec<u32>,
    /// Where those of each run end.
    ends: Vec<usize>,
}

const BUCKETS: usize = 256;

/// Texts whose runs are put into buckets in one go.
const PORTION: usize = 512;

impl Groups {
    /// `chosen` are the runs of each text that are looked up, each once.
    pub(super) fn new(chosen: &[Cow<'_, [u64]>]) -> Self {
        let portions = chosen.par_chunks(PORTION).enumerate();
        let portions: Vec<Vec<Vec<(u64, u32)>>> = portions
            .map(|(portion, texts)| {
                let first = u32::try_from(portion * PORTION).unwrap_or(u32::MAX);
                let all: usize = texts.iter().map(|t| t.len()).sum();
                let room = || Vec::with_capacity(all / BUCKETS + all / BUCKETS / 4 + 4);
                let mut buckets: Vec<Vec<(u64, u32)>> = (0..BUCKETS).map(|_| room()).collect();
                for (runs, text) in texts.iter().zip(first..) {
                    for &run in &**runs {
                        if let Some(bucket) = buckets.get_mut((run >> 56) as usize) {
                            bucket.push((run, text));
                        }
                    }
                }
                buckets
            })
            .collect();
        let (buckets, alone): (Vec<Bucket>, Vec<Vec<u32>>) = (0..BUCKETS)
            .into_par_iter()
            .map(|n| {
                let entries: Vec<&[(u64, u32)]> = portions
                    .iter()
                    .filter_map(|buckets| buckets.get(n).map(Vec::as_slice))
                    .collect();
                Bucket::new(&entries)
            })
            .unzip();
        let mut singles = vec![0; chosen.len()];
        for text in alone.into_iter().flatten() {
            if let Some(count) = singles.get_mut(text as usize) {
                *count += 1;
            }
        }
        Groups { buckets, singles }
    }
}

impl Bucket {
    /// Groups runs with their texts, which ascend; second the texts of runs that stand alone.
    fn new(entries: &[&[(u64, u32)]]) -> (Self, Vec<u32>) {
        let count = entries.iter().map(|e| e.len()).sum();
        let mut numbers: HashMap<u64, u32> = HashMap::with_capacity(count);
        let mut counts: Vec<u32> = Vec::new();
        let mut of_entry: Vec<u32> = Vec::with_capacity(count);
        for &(run, _) in entries.iter().copied().flatten() {
            let fresh = u32::try_from(counts.len()).unwrap_or(u32::MAX);
            let number = *numbers.entry(run).or_insert(fresh);
            if number == fresh {
                counts.push(0);
            }
            if let Some(count) = counts.get_mut(number as usize) {
                *count += 1;
            }
            of_entry.push(number);
        }
        let mut bucket = Bucket::default();
        // Where the next text of each run goes; nowhere if the run stands alone.
        let mut next: Vec<usize> = Vec::with_capacity(counts.len());
        let mut end = 0;
        for &count in &counts {
            next.push(if count > 1 { end } else { usize::MAX });
            if count > 1 {
                end += count as usize;
                bucket.ends.push(end);
            }
        }
        bucket.texts = vec![0; end];
        let mut alone = Vec::new();
        for (&(_, text), number) in entries.iter().copied().flatten().zip(of_entry) {
            let Some(at) = next.get_mut(number as usize) else {
                continue;
            };
            match bucket.texts.get_mut(*at) {
                Some(slot) => {
                    *slot = text;
                    *at += 1;
                }
                None => alone.push(text),
            }
        }
        (bucket, alone)
    }

    fn groups(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let ranges = starts.zip(&self.ends);
        ranges.map(|(start, &end)| self.texts.get(start..end).unwrap_or(&[]))
    }
}

/// A run of words in a text.
#[derive(Clone, Copy)]
struct Posting {
    text: u32,
    /// On how many other days the outlet has it.
    others: u32,
}

/// The runs that several texts have and that are worth following.
pub(super) struct Postings {
    /// The postings of each run, one behind another.
    all: Vec<Posting>,
    /// Where those of each run end.
    ends: Vec<usize>,
    /// The runs of each text, by their numbers, with the days on which the outlet has them; one text behind another.
    of: Vec<(u32, u32)>,
    /// Where those of each text begin; one more at the end.
    firsts: Vec<usize>,
    /// What all runs of each text weigh.
    weights: Vec<f64>,
}

/// What a run weighs that the outlet has on so many other days.
fn weight(others: u32) -> f64 {
    1.0 / (1.0 + f64::from(others))
}

/// On how many other days the outlet of each text has a run that all of them have.
fn other_days<'g>(
    group: &'g [u32],
    issues: &'g [Issue],
    seen: &mut Vec<(u32, i64)>,
) -> impl Iterator<Item = Posting> + use<'g> {
    let issue = |text: u32| issues.get(text as usize).map(|i| (i.outlet, i.day));
    seen.clear();
    seen.extend(group.iter().filter_map(|&text| issue(text)));
    seen.sort_unstable();
    seen.dedup();
    // Most runs are those of two texts.
    let days: Vec<(u32, u32)> = seen
        .chunk_by(|a, b| a.0 == b.0)
        .map(|days| {
            let others = u32::try_from(days.len() - 1).unwrap_or(u32::MAX);
            (days.first().map_or(0, |d| d.0), others)
        })
        .collect();
    group.iter().filter_map(move |&text| {
        let (outlet, _) = issue(text)?;
        let at = days.binary_search_by_key(&outlet, |d| d.0).ok()?;
        let others = days.get(at)?.1;
        Some(Posting { text, others })
    })
}

impl Postings {
    /// `days` bounds how many other days of an outlet may have a run that is worth following: what it says on more
    /// is its stock phrase.
    pub(super) fn new(groups: &Groups, issues: &[Issue], days: u32) -> Self {
        // Of each bucket what is followed, where each run ends in it, and what is not followed.
        type Part = (Vec<Posting>, Vec<usize>, Vec<Posting>);
        let parts: Vec<Part> = groups
            .buckets
            .par_iter()
            .map(|bucket| {
                let (mut kept, mut ends, mut stock) = (Vec::new(), Vec::new(), Vec::new());
                let mut seen = Vec::new();
                for group in bucket.groups() {
                    for posting in other_days(group, issues, &mut seen) {
                        if posting.others < days {
                            kept.push(posting);
                        } else {
                            stock.push(posting);
                        }
                    }
                    ends.push(kept.len());
                }
                (kept, ends, stock)
            })
            .collect();
        let mut weights: Vec<f64> = groups.singles.iter().map(|&n| f64::from(n)).collect();
        let mut firsts: Vec<usize> = vec![0; weights.len() + 1];
        let kept = parts.iter().map(|p| p.0.len()).sum();
        let (mut all, mut ends) = (Vec::with_capacity(kept), Vec::new());
        for (kept, ends_here, stock) in &parts {
            for posting in kept.iter().chain(stock) {
                if let Some(sum) = weights.get_mut(posting.text as usize) {
                    *sum += weight(posting.others);
                }
            }
            for posting in kept {
                if let Some(count) = firsts.get_mut(posting.text as usize + 1) {
                    *count += 1;
                }
            }
            let before = all.len();
            all.extend_from_slice(kept);
            ends.extend(ends_here.iter().map(|end| before + end));
        }
        let mut sum = 0;
        for first in &mut firsts {
            sum += *first;
            *first = sum;
        }
        let mut next = firsts.clone();
        let mut of = vec![(0, 0); sum];
        let mut start = 0;
        for (&end, number) in ends.iter().zip(0..) {
            for posting in all.get(start..end).unwrap_or(&[]) {
                let Some(at) = next.get_mut(posting.text as usize) else {
                    continue;
                };
                if let Some(slot) = of.get_mut(*at) {
                    *slot = (number, posting.others);
                }
                *at += 1;
            }
            start = end;
        }
        Postings {
            all,
            ends,
            of,
            firsts,
            weights,
        }
    }

    fn postings(&self, run: u32) -> &[Posting] {
        let run = run as usize;
        let start = run
            .checked_sub(1)
            .and_then(|r| self.ends.get(r))
            .copied()
            .unwrap_or(0);
        let end = self.ends.get(run).copied().unwrap_or(start);
        self.all.get(start..end).unwrap_or(&[])
    }

    fn runs_of(&self, text: usize) -> &[(u32, u32)] {
        match (self.firsts.get(text), self.firsts.get(text + 1)) {
            (Some(&from), Some(&to)) => self.of.get(from..to).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// All pairs that share at least so many runs, by their numbers.
    pub(super) fn pairs(&self, issues: &[Issue], least: usize) -> Vec<Shared> {
        let texts = self.weights.len();
        (0..texts)
            .into_par_iter()
            // Each piece has a counter for every text.
            .with_min_len((texts / PIECES).max(64))
            .map_init(
                || (vec![(0u32, 0f64); texts], Vec::new()),
                |(sums, touched), b| {
                    for &(run, others_b) in self.runs_of(b) {
                        for posting in self.postings(run) {
                            let a = posting.text as usize;
                            if a >= b {
                                break;
                            }
                            let Some((count, sum)) = sums.get_mut(a) else {
                                continue;
                            };
                            if *count == 0 {
                                touched.push(a);
                            }
                            *count += 1;
                            *sum += shared_weight(issues, (a, posting.others), (b, others_b));
                        }
                    }
                    touched.sort_unstable();
                    let mut found = Vec::new();
                    for a in touched.drain(..) {
                        let Some(slot) = sums.get_mut(a) else {
                            continue;
                        };
                        let (count, sum) = std::mem::take(slot);
                        if count as usize >= least {
                            let share = |t: usize| {
                                sum / self.weights.get(t).copied().unwrap_or(1.0).max(sum)
                            };
                            found.push(Shared {
                                a,
                                b,
                                runs: count as usize,
                                weight: sum,
                                of_a: share(a),
                                of_b: share(b),
                            });
                        }
                    }
                    found
                },
            )
            .flatten_iter()
            .collect()
    }
}

/// Pieces in which pairs are counted at most.
const PIECES: usize = 64;

/// What a run weighs that two texts share: it tells little if either outlet has it on many other days.
fn shared_weight(issues: &[Issue], a: (usize, u32), b: (usize, u32)) -> f64 {
    let (Some(x), Some(y)) = (issues.get(a.0), issues.get(b.0)) else {
        return 0.0;
    };
    // The other text's day is not another day.
    let known = u32::from(x.outlet == y.outlet && x.day != y.day);
    weight(a.1.max(b.1).saturating_sub(known))
}

/// The least share of both texts for two texts without a date to be taken for texts of one day.
const ONE_DAY: f64 = 0.3;

/// The same with one day for those texts without a date that share so much that they are likely to be versions of
/// one item: else the versions themselves would make a stock phrase of all that they have in common.
pub(super) fn days_of_undated(pairs: &[Shared], lengths: &[usize], issues: &[Issue]) -> Vec<Issue> {
    let mut days = issues.to_vec();
    let share = |pair: &Shared| {
        let of = |text: usize| lengths.get(text).copied().unwrap_or(0).max(1);
        pair.runs as f64 / of(pair.a).max(of(pair.b)) as f64
    };
    // Pairs come in the order of their later text, so the earlier has its day already.
    for pair in pairs.iter().filter(|pair| share(pair) >= ONE_DAY) {
        let (Some(a), Some(b)) = (days.get(pair.a).copied(), days.get_mut(pair.b)) else {
            continue;
        };
        if a.outlet == b.outlet && !b.is_dated && !a.is_dated {
            b.day = a.day;
        }
    }
    days
}

/// The runs that two texts share, counted exactly.
pub(super) fn shared_runs(a: &Text, b: &Text) -> Vec<u64> {
    let (mut x, mut y) = (a.runs.as_slice(), b.runs.as_slice());
    let mut out = Vec::new();
    while let (Some((p, rest_x)), Some((q, rest_y))) = (x.split_first(), y.split_first()) {
        match p.cmp(q) {
            std::cmp::Ordering::Less => x = rest_x,
            std::cmp::Ordering::Greater => y = rest_y,
            std::cmp::Ordering::Equal => {
                out.push(*p);
                (x, y) = (rest_x, rest_y);
            }
        }
    }
    out
}
