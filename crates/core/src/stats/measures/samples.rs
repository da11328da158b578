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
    if x.is_empty() || y.is_empty() {
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
    let mut rank_sum = 0.0;
    let mut ties = 0.0;
    let mut before = 0.0;
    for group in all.chunk_by(|a, b| a.0 == b.0) {
        let t = group.len() as f64;
        let mine = group.iter().filter(|(_, first)| *first).count() as f64;
        rank_sum += mine * (before + (t + 1.0) / 2.0);
        ties += t * t * t - t;
        before += t;
    }
    let (n1, n2) = (x.len() as f64, y.len() as f64);
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
