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

/// Runs whose hashes begin with the same ten bits.
#[derive(Default)]
struct Bucket {
    /// The texts of each run, ascending, one run behind another.
    texts: Vec<u32>,
    /// Where those of each run end.
    ends: Vec<usize>,
}

const BUCKETS: usize = 1024;

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
                        if let Some(bucket) = buckets.get_mut((run >> 54) as usize) {
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
    /// The postings of each run, the texts ascending, one run behind another.
    all: Vec<Posting>,
    /// The runs of each text that an earlier text has as well: where the postings of the run begin, and on how many
    /// days the outlet has it. One text behind another.
    of: Vec<(usize, u32)>,
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
fn other_days(
    group: &[u32],
    issues: &[Issue],
    seen: &mut Vec<(u32, i64)>,
    mut put: impl FnMut(Posting),
) {
    let issue = |text: u32| issues.get(text as usize).map(|i| (i.outlet, i.day));
    // Most runs are those of two texts.
    if let &[a, b] = group {
        if let (Some(x), Some(y)) = (issue(a), issue(b)) {
            let others = u32::from(x.0 == y.0 && x.1 != y.1);
            put(Posting { text: a, others });
            put(Posting { text: b, others });
        }
        return;
    }
    seen.clear();
    seen.extend(group.iter().filter_map(|&text| issue(text)));
    seen.sort_unstable();
    seen.dedup();
    for &text in group {
        let Some((outlet, _)) = issue(text) else {
            continue;
        };
        let from = seen.partition_point(|s| s.0 < outlet);
        let to = seen.partition_point(|s| s.0 <= outlet);
        let others = u32::try_from((to - from).saturating_sub(1)).unwrap_or(u32::MAX);
        put(Posting { text, others });
    }
}

impl Postings {
    /// `days` bounds how many other days of an outlet may have a run that is worth following: what it says on more
    /// is its stock phrase.
    pub(super) fn new(groups: &Groups, issues: &[Issue], days: u32) -> Self {
        // Of each bucket what is followed, where each run ends there, and what is not followed.
        type Part = (Vec<Posting>, Vec<usize>, Vec<Posting>);
        let parts: Vec<Part> = groups
            .buckets
            .par_iter()
            .map(|bucket| {
                let (mut kept, mut ends, mut stock) = (Vec::new(), Vec::new(), Vec::new());
                let mut seen = Vec::new();
                for group in bucket.groups() {
                    other_days(group, issues, &mut seen, |posting| {
                        if posting.others < days {
                            kept.push(posting);
                        } else {
                            stock.push(posting);
                        }
                    });
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
            let before = all.len();
            all.extend_from_slice(kept);
            ends.extend(ends_here.iter().map(|end| before + end));
        }
        let later = || {
            let starts = std::iter::once(0).chain(ends.iter().copied());
            starts.zip(&ends).flat_map(|(start, &end)| {
                let later = all.get(start + 1..end).unwrap_or(&[]);
                later.iter().map(move |posting| (start, posting))
            })
        };
        for (_, posting) in later() {
            if let Some(count) = firsts.get_mut(posting.text as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for first in &mut firsts {
            sum += *first;
            *first = sum;
        }
        let mut next = firsts.clone();
        let mut of = vec![(0, 0); sum];
        for (start, posting) in later() {
            let Some(at) = next.get_mut(posting.text as usize) else {
                continue;
            };
            if let Some(slot) = of.get_mut(*at) {
                *slot = (start, posting.others);
            }
            *at += 1;
        }
        Postings {
            all,
            of,
            firsts,
            weights,
        }
    }

    fn runs_of(&self, text: usize) -> &[(usize, u32)] {
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
            // Each piece has sums for every text.
            .with_min_len((texts / PIECES).max(64))
            .map_init(
                || (vec![Sums::default(); texts], Vec::new()),
                |(sums, touched), b| {
                    for &(start, others_b) in self.runs_of(b) {
                        for posting in self.all.get(start..).unwrap_or(&[]) {
                            let a = posting.text as usize;
                            let Some(sums) = sums.get_mut(a).filter(|_| a < b) else {
                                break;
                            };
                            if sums.runs == 0 {
                                touched.push(a);
                            }
                            sums.add(posting.others.max(others_b));
                        }
                    }
                    touched.sort_unstable();
                    let mut found = Vec::new();
                    for a in touched.drain(..) {
                        let Some(slot) = sums.get_mut(a) else {
                            continue;
                        };
                        let found_here = std::mem::take(slot);
                        if found_here.runs as usize >= least {
                            let sum = found_here.weight(issues, a, b);
                            let share = |t: usize| {
                                sum / self.weights.get(t).copied().unwrap_or(1.0).max(sum)
                            };
                            found.push(Shared {
                                a,
                                b,
                                runs: found_here.runs as usize,
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

/// What a text shares with another.
#[derive(Clone, Copy, Default)]
struct Sums {
    runs: u32,
    /// What the runs weigh: a run tells little if either outlet has it on many other days.
    weight: f64,
    /// The same where the other text's day is one of those days: it is not another day.
    weight_of_own: f64,
}

impl Sums {
    fn add(&mut self, others: u32) {
        self.runs += 1;
        self.weight += weight(others);
        self.weight_of_own += weight(others.saturating_sub(1));
    }

    fn weight(&self, issues: &[Issue], a: usize, b: usize) -> f64 {
        match (issues.get(a), issues.get(b)) {
            (Some(x), Some(y)) if x.outlet == y.outlet && x.day != y.day => self.weight_of_own,
            _ => self.weight,
        }
    }
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

/// How many runs two texts share, exactly.
pub(super) fn count_shared(a: &Text, b: &Text) -> usize {
    let (mut x, mut y, mut count) = (0, 0, 0);
    // Without a branch that depends on what is compared.
    while let (Some(p), Some(q)) = (a.runs.get(x), b.runs.get(y)) {
        count += usize::from(p == q);
        x += usize::from(p <= q);
        y += usize::from(q <= p);
    }
    count
}

/// The runs that two texts share.
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
