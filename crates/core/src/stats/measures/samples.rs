//! Tests that take documents, not tokens, as their sample.
//!
//! Five reprints multiply every count and G² by five with no new evidence; a test over documents knows
//! how many independent texts there are.

use super::{
    Undefined,
    random::Random,
    significance::Alternative,
    special::{ln_choose, ln_normal_tail, log10_p_normal},
};
use std::f64::consts::LN_10;

/// The rank-sum test of Mann and Whitney (1947).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannWhitney {
    /// The sum of the ranks of the first sample; ties share their mean rank.
    pub rank_sum: f64,
    /// U of the first sample, `rank_sum − n1 (n1 + 1) / 2`.
    pub u: f64,
    /// The share of pairs in which the first sample is larger, ties counting half: U / (n1 n2).
    pub effect: f64,
    /// U in standard deviations from its mean, with the variance corrected for ties.
    pub z: f64,
    /// log10 p by the normal approximation.
    pub log10_p: f64,
}

/// Mann and Whitney's test of two samples, such as a word's relative frequency in the documents of
/// two corpora.
///
/// `continuity` moves U by ½ towards its mean before it is compared, as R and `SciPy` do by default.
/// Undefined where a sample is empty or all values are equal.
///
/// ```
/// use variorum::stats::measures::{samples::mann_whitney, significance::Alternative};
///
/// let test = mann_whitney(&[12., 15., 18., 24., 88.], &[3., 3., 13., 27., 33.], Alternative::TwoSided, true)?;
/// assert_eq!(test.rank_sum, 31.0);
/// # Ok::<(), variorum::stats::measures::Undefined>(())
/// ```
pub fn mann_whitney(
    x: &[f64],
    y: &[f64],
    alternative: Alternative,
    continuity: bool,
) -> Result<MannWhitney, Undefined> {
    ranked([x, y], [0, 0], alternative, continuity)
}

/// The same where most values are 0: `x` and `y` have the values above 0 only, of samples of `n1` and
/// `n2` documents.
///
/// ```
/// use variorum::stats::measures::{samples::{mann_whitney, mann_whitney_sparse}, significance::Alternative};
///
/// let sparse = mann_whitney_sparse([&[2.0, 0.5], &[0.5]], [4, 3], Alternative::TwoSided, true)?;
/// let dense = mann_whitney(&[2.0, 0.0, 0.0, 0.5], &[0.0, 0.5, 0.0], Alternative::TwoSided, true)?;
/// assert_eq!(sparse, dense);
/// # Ok::<(), variorum::stats::measures::Undefined>(())
/// ```
pub fn mann_whitney_sparse(
    values: [&[f64]; 2],
    sizes: [usize; 2],
    alternative: Alternative,
    continuity: bool,
) -> Result<MannWhitney, Undefined> {
    let [x, y] = values;
    let [n1, n2] = sizes;
    if x.iter().chain(y).any(|&v| v <= 0.0) {
        return Err(Undefined::because("a value is not above 0"));
    }
    let (Some(zeros1), Some(zeros2)) = (n1.checked_sub(x.len()), n2.checked_sub(y.len())) else {
        return Err(Undefined::because("there are more values than documents"));
    };
    ranked(values, [zeros1, zeros2], alternative, continuity)
}

/// The test of two samples, each with some values of 0 that are not listed; if there are any, all
/// others are above 0.
fn ranked(
    [x, y]: [&[f64]; 2],
    [zeros1, zeros2]: [usize; 2],
    alternative: Alternative,
    continuity: bool,
) -> Result<MannWhitney, Undefined> {
    let (n1, n2) = ((x.len() + zeros1) as f64, (y.len() + zeros2) as f64);
    if n1 == 0.0 || n2 == 0.0 {
        return Err(Undefined::because("a sample has no documents"));
    }
    if x.iter().chain(y).any(|v| v.is_nan()) {
        return Err(Undefined::because("a value is missing"));
    }
    let mut all: Vec<(f64, bool)> = x
        .iter()
        .map(|&v| (v, true))
        .chain(y.iter().map(|&v| (v, false)))
        .collect();
    all.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let zeros = (zeros1 + zeros2) as f64;
    let mut rank_sum = zeros1 as f64 * (zeros + 1.0) / 2.0;
    let mut ties = zeros * zeros * zeros - zeros;
    let mut before = zeros;
    for group in all.chunk_by(|a, b| a.0 == b.0) {
        let t = group.len() as f64;
        let mine = group.iter().filter(|(_, first)| *first).count() as f64;
        rank_sum += mine * (before + (t + 1.0) / 2.0);
        ties += t * t * t - t;
        before += t;
    }
    let n = n1 + n2;
    let u = rank_sum - n1 * (n1 + 1.0) / 2.0;
    let variance = n1 * n2 / 12.0 * (n + 1.0 - ties / (n * (n - 1.0)));
    if variance <= 0.0 {
        return Err(Undefined::because("all documents have the same value"));
    }
    let away = u - n1 * n2 / 2.0;
    let half = if continuity { 0.5 } else { 0.0 };
    let shifted = match alternative {
        Alternative::Greater => away - half,
        Alternative::Less => away + half,
        Alternative::TwoSided => (away.abs() - half).max(0.0).copysign(away),
    };
    let z = shifted / variance.sqrt();
    let log10_p = match alternative {
        Alternative::TwoSided => log10_p_normal(z),
        Alternative::Greater => ln_normal_tail(z) / LN_10,
        Alternative::Less => ln_normal_tail(-z) / LN_10,
    };
    Ok(MannWhitney {
        rank_sum,
        u,
        effect: u / (n1 * n2),
        z,
        log10_p,
    })
}

/// One document of a permutation test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DocumentCount {
    /// Occurrences of the word.
    pub count: f64,
    /// Tokens of the document. With 1 for every document the test compares mean counts per document.
    pub size: f64,
}

/// The result of a permutation test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Permutation {
    /// The difference of the two relative frequencies, Σ count / Σ size of each sample.
    pub observed: f64,
    /// The p-value.
    pub p: f64,
    /// How many relabellings were looked at.
    pub relabellings: u64,
    /// Whether these were all there are; otherwise they were drawn at random.
    pub exact: bool,
}

/// The permutation test over documents (Lijffijt et al. 2016; Koplenig 2019).
///
/// If both corpora speak alike, any other split of the same documents is as likely as the observed one. The
/// statistic is the difference of relative frequencies. Exact over all relabellings where they
/// are no more than `resamples`, p = share that is at least as extreme; otherwise from `resamples` random
/// ones by `seed`, p = (1 + extreme) / (1 + resamples) (Phipson and Smyth 2010). Differences within 1e-9
/// of the observed one count as equal. Two-sided: by absolute value.
pub fn permutation_test(
    x: &[DocumentCount],
    y: &[DocumentCount],
    alternative: Alternative,
    resamples: u64,
    seed: u64,
) -> Result<Permutation, Undefined> {
    if x.is_empty() || y.is_empty() {
        return Err(Undefined::because("a sample has no documents"));
    }
    let mut all: Vec<DocumentCount> = x.iter().chain(y).copied().collect();
    if !all.iter().all(|d| d.size > 0.0 && d.count >= 0.0) {
        return Err(Undefined::because("a document has no tokens"));
    }
    let (count, size) = sums(&all);
    let difference = |f: f64, n: f64| f / n - (count - f) / (size - n);
    let (f, n) = sums(x);
    let observed = difference(f, n);
    let tolerance = 1e-9 * (f / n).max((count - f) / (size - n));
    let extreme = |value: f64| match alternative {
        Alternative::TwoSided => value.abs() >= observed.abs() - tolerance,
        Alternative::Greater => value >= observed - tolerance,
        Alternative::Less => value <= observed + tolerance,
    };
    // The smaller sample is the one that is drawn.
    let (drawn, swapped) = if x.len() <= y.len() {
        (x.len(), false)
    } else {
        (y.len(), true)
    };
    let hit = |chosen: (f64, f64)| {
        let (f, n) = if swapped {
            (count - chosen.0, size - chosen.1)
        } else {
            chosen
        };
        extreme(difference(f, n))
    };
    let ways = ln_choose(all.len() as u64, drawn as u64);
    if ways <= ((resamples as f64) + 0.5).ln() {
        let (mut hits, mut ways) = (0u64, 0u64);
        let mut places: Vec<usize> = (0..drawn).collect();
        loop {
            let chosen = places
                .iter()
                .filter_map(|&p| all.get(p))
                .fold((0.0, 0.0), add);
            ways += 1;
            hits += u64::from(hit(chosen));
            if !next_combination(&mut places, all.len()) {
                break;
            }
        }
        return Ok(Permutation {
            observed,
            p: hits as f64 / ways as f64,
            relabellings: ways,
            exact: true,
        });
    }
    if resamples == 0 {
        return Err(Undefined::because("no relabellings were asked for"));
    }
    let mut random = Random::seeded(seed);
    let mut hits = 0u64;
    for _ in 0..resamples {
        random.choose(&mut all, drawn);
        hits += u64::from(hit(all.iter().take(drawn).copied().fold_sum()));
    }
    Ok(Permutation {
        observed,
        p: (hits + 1) as f64 / (resamples + 1) as f64,
        relabellings: resamples,
        exact: false,
    })
}

/// The relabellings of a permutation test, drawn once for all words of the same documents.
///
/// [`Relabellings::test`] gives what [`permutation_test`] gives with the same seed, in time that grows with
/// the documents that have the word and not with all.
///
/// ```
/// use variorum::stats::measures::{samples::Relabellings, significance::Alternative};
///
/// // Four documents of 100 tokens, the first two are the target; a word only they have.
/// let relabellings = Relabellings::new(&[100; 4], 2, 999, 0)?;
/// let test = relabellings.test(&[(0, 3), (1, 5)], Alternative::TwoSided);
/// assert_eq!((test.p, test.exact), (2.0 / 6.0, true));
/// # Ok::<(), variorum::stats::measures::Undefined>(())
/// ```
#[derive(Clone, Debug)]
pub struct Relabellings {
    /// For each block of 64 relabellings, for each document: in which of them it is drawn.
    drawn_in: Vec<u64>,
    /// Tokens of the documents that are drawn, for each relabelling.
    drawn_sizes: Vec<f64>,
    documents: usize,
    target: usize,
    target_size: f64,
    size: f64,
    swapped: bool,
    exact: bool,
}

impl Relabellings {
    /// Draws the relabellings of documents of these sizes in tokens, of which the first `target` are
    /// the target; all that there are, if they are no more than `resamples`.
    pub fn new(sizes: &[u64], target: usize, resamples: u64, seed: u64) -> Result<Self, Undefined> {
        let documents = sizes.len();
        if target == 0 || target >= documents {
            return Err(Undefined::because("a sample has no documents"));
        }
        if sizes.contains(&0) {
            return Err(Undefined::because("a document has no tokens"));
        }
        if resamples == 0 {
            return Err(Undefined::because("no relabellings were asked for"));
        }
        let sum = |sizes: &[u64]| sizes.iter().map(|&s| s as f64).sum::<f64>();
        // The smaller sample is the one that is drawn.
        let drawn = target.min(documents - target);
        let ways = ln_choose(documents as u64, drawn as u64);
        let mut relabellings = Relabellings {
            drawn_in: Vec::new(),
            drawn_sizes: Vec::new(),
            documents,
            target,
            target_size: sum(sizes.get(..target).unwrap_or(sizes)),
            size: sum(sizes),
            swapped: target > documents - target,
            exact: ways <= ((resamples as f64) + 0.5).ln(),
        };
        if relabellings.exact {
            let mut places: Vec<usize> = (0..drawn).collect();
            loop {
                relabellings.add(&places, sizes);
                if !next_combination(&mut places, documents) {
                    break;
                }
            }
        } else {
            let mut random = Random::seeded(seed);
            let mut order: Vec<usize> = (0..documents).collect();
            for _ in 0..resamples {
                random.choose(&mut order, drawn);
                relabellings.add(order.get(..drawn).unwrap_or(&order), sizes);
            }
        }
        Ok(relabellings)
    }

    fn add(&mut self, drawn: &[usize], sizes: &[u64]) {
        let number = self.drawn_sizes.len();
        if number.is_multiple_of(64) {
            self.drawn_in.resize((number / 64 + 1) * self.documents, 0);
        }
        let first = number / 64 * self.documents;
        let mut size = 0.0;
        for &document in drawn {
            if let Some(bits) = self.drawn_in.get_mut(first + document) {
                *bits |= 1 << (number % 64);
            }
            size += sizes.get(document).map_or(0.0, |&s| s as f64);
        }
        self.drawn_sizes.push(size);
    }

    /// The test of a word: the documents that have it, by their numbers, and how often.
    #[must_use]
    pub fn test(&self, counts: &[(u32, u32)], alternative: Alternative) -> Permutation {
        let count: f64 = counts.iter().map(|&(_, f)| f64::from(f)).sum();
        let own = counts
            .iter()
            .filter(|&&(document, _)| (document as usize) < self.target);
        let own: f64 = own.map(|&(_, f)| f64::from(f)).sum();
        let difference = |f: f64, n: f64| f / n - (count - f) / (self.size - n);
        let n = self.target_size;
        let observed = difference(own, n);
        let tolerance = 1e-9 * (own / n).max((count - own) / (self.size - n));
        let blocks = self.drawn_in.chunks(self.documents.max(1));
        let mut hits = 0u64;
        for (drawn_in, sizes) in blocks.zip(self.drawn_sizes.chunks(64)) {
            let mut sums = [0u64; 64];
            for &(document, f) in counts {
                let mut bits = drawn_in.get(document as usize).copied().unwrap_or(0);
                while bits != 0 {
                    if let Some(sum) = sums.get_mut(bits.trailing_zeros() as usize) {
                        *sum += u64::from(f);
                    }
                    bits &= bits - 1;
                }
            }
            for (&f, &n) in sums.iter().zip(sizes) {
                let value = if self.swapped {
                    difference(count - f as f64, self.size - n)
                } else {
                    difference(f as f64, n)
                };
                hits += u64::from(match alternative {
                    Alternative::TwoSided => value.abs() >= observed.abs() - tolerance,
                    Alternative::Greater => value >= observed - tolerance,
                    Alternative::Less => value <= observed + tolerance,
                });
            }
        }
        let relabellings = self.drawn_sizes.len() as u64;
        let p = if self.exact {
            hits as f64 / relabellings as f64
        } else {
            (hits + 1) as f64 / (relabellings + 1) as f64
        };
        Permutation {
            observed,
            p,
            relabellings,
            exact: self.exact,
        }
    }
}

fn add(sum: (f64, f64), d: &DocumentCount) -> (f64, f64) {
    (sum.0 + d.count, sum.1 + d.size)
}

fn sums(documents: &[DocumentCount]) -> (f64, f64) {
    documents.iter().fold((0.0, 0.0), add)
}

trait FoldSum {
    fn fold_sum(self) -> (f64, f64);
}

impl<I: Iterator<Item = DocumentCount>> FoldSum for I {
    fn fold_sum(self) -> (f64, f64) {
        self.fold((0.0, 0.0), |sum, d| add(sum, &d))
    }
}

/// The next choice of places in `0..n`, in lexicographic order; false after the last.
pub(super) fn next_combination(places: &mut [usize], n: usize) -> bool {
    let k = places.len();
    let Some(at) = places
        .iter()
        .enumerate()
        .rposition(|(i, &p)| p + (k - i) < n)
    else {
        return false;
    };
    let Some(tail) = places.get_mut(at..) else {
        return false;
    };
    let start = tail.first().map_or(0, |p| p + 1);
    for (place, value) in tail.iter_mut().zip(start..) {
        *place = value;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(counts: &[f64]) -> Vec<DocumentCount> {
        counts
            .iter()
            .map(|&count| DocumentCount { count, size: 1.0 })
            .collect()
    }

    #[test]
    fn mann_whitney_against_scipy() {
        // SciPy 1.17.1 stats.mannwhitneyu(method="asymptotic"), with and without use_continuity.
        let (x, y) = ([1., 2., 2., 3., 9.], [4., 4., 5., 6., 2., 8.]);
        for (alternative, with, without) in [
            (
                Alternative::TwoSided,
                0.229_963_800_685_730_08,
                0.196_082_115_025_113_3,
            ),
            (
                Alternative::Less,
                0.114_981_900_342_865_04,
                0.098_041_057_512_556_65,
            ),
            (
                Alternative::Greater,
                0.916_994_717_814_533_5,
                0.901_958_942_487_443_3,
            ),
        ] {
            for (continuity, p) in [(true, with), (false, without)] {
                let test = mann_whitney(&x, &y, alternative, continuity).unwrap();
                assert_eq!(test.u, 8.0);
                assert!(
                    (10f64.powf(test.log10_p) - p).abs() < 1e-12,
                    "{alternative} {continuity}"
                );
            }
        }
        let with = mann_whitney(&x, &y, Alternative::TwoSided, true).unwrap();
        assert!((with.effect - 8.0 / 30.0).abs() < 1e-12);
    }

    #[test]
    fn no_sample_no_test() {
        assert!(mann_whitney(&[], &[1.0], Alternative::TwoSided, true).is_err());
        assert!(mann_whitney(&[2.0, 2.0], &[2.0], Alternative::TwoSided, true).is_err());
        assert!(mann_whitney(&[f64::NAN], &[2.0], Alternative::TwoSided, true).is_err());
        assert!(permutation_test(&[], &documents(&[1.0]), Alternative::TwoSided, 9, 1).is_err());
    }

    #[test]
    fn shared_relabellings_test_as_each_word_alone() {
        let mut random = Random::seeded(8);
        for (documents, target, resamples) in [(6, 2, 99), (30, 11, 130), (30, 22, 64), (9, 5, 5)] {
            let sizes: Vec<u64> = (0..documents).map(|_| 50 + random.below(400)).collect();
            let shared = Relabellings::new(&sizes, target, resamples, 4).unwrap();
            for _ in 0..20 {
                let counts: Vec<u64> = (0..documents)
                    .map(|_| random.below(8).saturating_sub(3))
                    .collect();
                let all: Vec<DocumentCount> = counts
                    .iter()
                    .zip(&sizes)
                    .map(|(&count, &size)| DocumentCount {
                        count: count as f64,
                        size: size as f64,
                    })
                    .collect();
                let sparse: Vec<(u32, u32)> = (0u32..)
                    .zip(&counts)
                    .filter(|&(_, &f)| f > 0)
                    .map(|(document, &f)| (document, f as u32))
                    .collect();
                let (x, y) = all.split_at(target);
                for &alternative in Alternative::ALL {
                    assert_eq!(
                        shared.test(&sparse, alternative),
                        permutation_test(x, y, alternative, resamples, 4).unwrap()
                    );
                    let rates = |sample: &[DocumentCount]| -> Vec<f64> {
                        sample.iter().map(|d| d.count / d.size).collect()
                    };
                    let (x, y) = (rates(x), rates(y));
                    let above = |v: &[f64]| -> Vec<f64> {
                        v.iter().copied().filter(|&v| v > 0.0).collect()
                    };
                    assert_eq!(
                        mann_whitney(&x, &y, alternative, true),
                        mann_whitney_sparse(
                            [&above(&x), &above(&y)],
                            [x.len(), y.len()],
                            alternative,
                            true
                        )
                    );
                }
            }
        }
        assert!(Relabellings::new(&[5, 5], 2, 9, 0).is_err());
        assert!(Relabellings::new(&[5, 0], 1, 9, 0).is_err());
        assert!(Relabellings::new(&[5, 5], 1, 0, 0).is_err());
    }

    #[test]
    fn combinations_are_all_there() {
        let mut places = vec![0, 1, 2];
        let mut seen = vec![places.clone()];
        while next_combination(&mut places, 6) {
            seen.push(places.clone());
        }
        assert_eq!(seen.len(), 20);
        seen.dedup();
        assert_eq!(seen.len(), 20);
        assert_eq!(seen.last().unwrap(), &[3, 4, 5]);
    }

    #[test]
    fn drawn_permutations_come_near_the_exact_and_repeat() {
        let x = documents(&[12., 15., 18., 24., 88.]);
        let y = documents(&[3., 3., 13., 27., 33.]);
        let exact = permutation_test(&x, &y, Alternative::TwoSided, 252, 0).unwrap();
        assert!(exact.exact && exact.relabellings == 252);
        assert!((exact.p - 110.0 / 252.0).abs() < 1e-12);
        let many: Vec<_> = (0..4).flat_map(|_| x.clone()).collect();
        let others: Vec<_> = (0..4).flat_map(|_| y.clone()).collect();
        let a = permutation_test(&many, &others, Alternative::Greater, 999, 5).unwrap();
        assert_eq!(
            a,
            permutation_test(&many, &others, Alternative::Greater, 999, 5).unwrap()
        );
        assert!(!a.exact && a.p < 0.1 && a.p >= 0.001);
        let b = permutation_test(&x, &y[..3], Alternative::Greater, 251, 5).unwrap();
        let c = permutation_test(&y[..3], &x, Alternative::Less, 251, 5).unwrap();
        assert!((b.p - c.p).abs() < 1e-12);
    }
}
