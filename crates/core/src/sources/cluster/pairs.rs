//! Pairs of texts that share runs of words, and how much they share.

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

/// A run of words in a text.
#[derive(Clone, Copy)]
struct Posting {
    text: u32,
    /// On how many other days the outlet has it.
    others: u32,
}

/// The runs that several texts have, and which they are.
pub(super) struct Postings {
    /// The postings of each run, one behind another.
    all: Vec<Posting>,
    /// Where those of each run end.
    ends: Vec<usize>,
    /// The runs of each text, by their numbers, with the days on which the outlet has them.
    of: Vec<Vec<(u32, u32)>>,
    /// What all runs of each text weigh.
    weights: Vec<f64>,
}

/// What a run weighs that the outlet has on so many other days.
fn weight(others: u32) -> f64 {
    1.0 / (1.0 + f64::from(others))
}

impl Postings {
    /// `chosen` are the runs of each text that are looked up, sorted; `days` bounds how many days of an outlet
    /// may have a run that is worth following.
    pub(super) fn new(chosen: &[Vec<u64>], issues: &[Issue], days: u32) -> Self {
        let mut entries: Vec<(u64, u32)> = chosen
            .par_iter()
            .enumerate()
            .flat_map_iter(|(text, runs)| {
                let text = u32::try_from(text).unwrap_or(u32::MAX);
                runs.iter().map(move |&run| (run, text))
            })
            .collect();
        entries.par_sort_unstable();
        let (mut all, mut ends) = (Vec::new(), Vec::new());
        let mut of: Vec<Vec<(u32, u32)>> = vec![Vec::new(); chosen.len()];
        let mut weights: Vec<f64> = vec![0.0; chosen.len()];
        let mut seen: Vec<(u32, i64)> = Vec::new();
        for group in entries.chunk_by(|a, b| a.0 == b.0) {
            let [(_, only)] = group else {
                seen.clear();
                let issue = |text: u32| issues.get(text as usize);
                seen.extend(
                    group
                        .iter()
                        .filter_map(|&(_, t)| issue(t).map(|i| (i.outlet, i.day))),
                );
                seen.sort_unstable();
                seen.dedup();
                let number = u32::try_from(ends.len()).unwrap_or(u32::MAX);
                for &(_, text) in group {
                    let Some(issue) = issue(text) else { continue };
                    let from = seen.partition_point(|s| s.0 < issue.outlet);
                    let to = seen.partition_point(|s| s.0 <= issue.outlet);
                    let others = u32::try_from((to - from).saturating_sub(1)).unwrap_or(u32::MAX);
                    if let Some(sum) = weights.get_mut(text as usize) {
                        *sum += weight(others);
                    }
                    // What the outlet says on many days is its stock phrase.
                    if others < days {
                        all.push(Posting { text, others });
                        if let Some(list) = of.get_mut(text as usize) {
                            list.push((number, others));
                        }
                    }
                }
                ends.push(all.len());
                continue;
            };
            if let Some(sum) = weights.get_mut(*only as usize) {
                *sum += 1.0;
            }
        }
        Postings {
            all,
            ends,
            of,
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

    /// All pairs that share at least so many runs, by their numbers.
    pub(super) fn pairs(&self, issues: &[Issue], least: usize) -> Vec<Shared> {
        let texts = self.of.len();
        (0..texts)
            .into_par_iter()
            .with_min_len(64)
            .map_init(
                || (vec![(0u32, 0f64); texts], Vec::new()),
                |(sums, touched), b| {
                    for &(run, others_b) in self.of.get(b).into_iter().flatten() {
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
