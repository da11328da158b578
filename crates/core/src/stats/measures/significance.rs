//! Tests of a 2×2 table: G², χ², Fisher's exact test.
//!
//! Statistics are unsigned; [`Contingency::determinant`] has the direction. p-values come as log10 p
//! from [`log10_p_chi2`](super::special::log10_p_chi2) with one degree of freedom.

use std::f64::consts::LN_10;

use super::{
    Measured, Undefined,
    contingency::Contingency,
    special::{deviance_part, ln_add, ln_complement, ln_hypergeometric},
};

const EMPTY_MARGIN: Undefined = Undefined::because("a row or a column of the table is empty");

names! {
    /// The direction of a test.
    pub enum Alternative("direction of a test") {
        /// Departures in both directions count.
        TwoSided = "two_sided",
        /// The first cell (or the first sample) is larger than expected.
        Greater = "greater",
        /// It is smaller.
        Less = "less",
    }
}

/// G², the log-likelihood ratio over all four cells: `2 Σ O ln(O / E)`, where 0 ln 0 is 0.
///
/// Dunning (1993); the default of `AntConc` and quanteda. Natural logarithm. Since observed and
/// expected cells have one sum, it is computed as `2 Σ (O ln(O/E) + E − O)`, which keeps its digits near
/// independence.
///
/// ```
/// use variorum::stats::measures::{contingency::Contingency, significance::g2};
///
/// let the_swiss = Contingency::from_cells(110, 2_442, 111, 29_114)?;
/// assert!((g2(&the_swiss)? - 270.72).abs() < 0.005);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn g2(t: &Contingency) -> Measured {
    if t.is_degenerate() {
        return Err(EMPTY_MARGIN);
    }
    let [e11, e12, e21, e22] = t.expected();
    Ok(2.0
        * (deviance_part(t.o11, e11)
            + deviance_part(t.o12, e12)
            + deviance_part(t.o21, e21)
            + deviance_part(t.o22, e22)))
}

/// G² over the two cells of the word only: `2 (a ln(a / E1) + b ln(b / E2))`.
///
/// Rayson and Garside (2000), the log-likelihood wizard of UCREL, `WordSmith` for corpora. Larger or smaller than
/// [`g2`] by little for rare words and by much for frequent ones. Rows of the table are the corpora.
pub fn g2_two_term(t: &Contingency) -> Measured {
    if t.is_degenerate() {
        return Err(EMPTY_MARGIN);
    }
    let e1 = t.r1 * t.c1 / t.n;
    let e2 = t.r2 * t.c1 / t.n;
    Ok(2.0 * (deviance_part(t.o11, e1) + deviance_part(t.o21, e2)))
}

/// Williams' q (1976), by which G² and χ² are divided:
/// `1 + (n/r1 + n/r2 − 1)(n/c1 + n/c2 − 1) / 6n`.
fn williams_q(t: &Contingency) -> f64 {
    let rows = t.n / t.r1 + t.n / t.r2 - 1.0;
    let columns = t.n / t.c1 + t.n / t.c2 - 1.0;
    1.0 + rows * columns / (6.0 * t.n)
}

/// Four-term [`g2`] divided by Williams' q (Sokal and Rohlf 1995, p. 731).
pub fn g2_williams(t: &Contingency) -> Measured {
    Ok(g2(t)? / williams_q(t))
}

/// Pearson's χ² without correction: `n (o11 o22 − o12 o21)² / (r1 r2 c1 c2)`.
pub fn chi2(t: &Contingency) -> Measured {
    chi2_less(t, 0.0)
}

/// Pearson's χ² with the correction of Yates (1934): each |O − E| is made smaller by ½, or
/// by all of itself where it is less, as R's `chisq.test` does.
pub fn chi2_yates(t: &Contingency) -> Measured {
    chi2_less(t, t.n / 2.0)
}

/// χ² divided by Williams' q, which makes it smaller; some tools multiply.
pub fn chi2_williams(t: &Contingency) -> Measured {
    Ok(chi2(t)? / williams_q(t))
}

fn chi2_less(t: &Contingency, correction: f64) -> Measured {
    if t.is_degenerate() {
        return Err(EMPTY_MARGIN);
    }
    let d = (t.determinant().abs() - correction).max(0.0);
    // In this order nothing overflows, whatever the counts.
    Ok((d / t.r1 / t.c1) * (d / t.r2 / t.c2) * t.n)
}

/// log10 p of Fisher's exact test.
///
/// One-sided: the hypergeometric tail. Two-sided: the sum over all tables that are no more likely than
/// the observed one, with R's tolerance of 1e-7 for ties. Computed in log space: it does not underflow. Time
/// grows with the standard deviation of the first cell, not with the counts.
///
/// ```
/// use variorum::stats::measures::{contingency::Contingency, significance::{Alternative, fisher_log10_p}};
///
/// let table = Contingency::from_cells(1, 3, 3, 1)?;
/// let p = 10f64.powf(fisher_log10_p(&table, Alternative::TwoSided));
/// assert!((p - 0.485_714).abs() < 1e-6);
/// # Ok::<(), variorum::Error>(())
/// ```
#[must_use]
pub fn fisher_log10_p(t: &Contingency, alternative: Alternative) -> f64 {
    let low = (t.r1 + t.c1 - t.n).max(0.0);
    let high = t.r1.min(t.c1);
    if low == high {
        return 0.0;
    }
    let ln_p = match alternative {
        Alternative::Greater => upper_tail(t, t.o11),
        Alternative::Less => upper_tail(&mirrored(t), t.r1 - t.o11),
        Alternative::TwoSided => two_sided(t, low, high),
    };
    ln_p.min(0.0) / LN_10
}

/// The table with its columns exchanged, so that the lower tail becomes an upper one.
fn mirrored(t: &Contingency) -> Contingency {
    Contingency {
        o11: t.o12,
        o12: t.o11,
        o21: t.o22,
        o22: t.o21,
        c1: t.c2,
        c2: t.c1,
        ..*t
    }
}

fn ln_pmf(t: &Contingency, x: f64) -> f64 {
    ln_hypergeometric(x, t.r1, t.r2, t.c1)
}

/// P(X = x + 1) / P(X = x); falls as x grows.
fn ratio(t: &Contingency, x: f64) -> f64 {
    (t.r1 - x) * (t.c1 - x) / ((x + 1.0) * (t.n - t.r1 - t.c1 + x + 1.0))
}

/// ln P(X ≥ x).
fn upper_tail(t: &Contingency, x: f64) -> f64 {
    if x <= (t.r1 + t.c1 - t.n).max(0.0) {
        return 0.0;
    }
    if x > t.r1.min(t.c1) {
        return f64::NEG_INFINITY;
    }
    if ratio(t, x - 1.0) > 1.0 {
        // Below the mode the other tail is the short one.
        let mirror = mirrored(t);
        return ln_complement(falling_tail(&mirror, t.r1 - x + 1.0));
    }
    falling_tail(t, x)
}

/// ln P(X ≥ x) where the probabilities only fall from x on.
fn falling_tail(t: &Contingency, x: f64) -> f64 {
    let mut sum = 1.0;
    let mut term = 1.0;
    let mut at = x;
    loop {
        let factor = ratio(t, at);
        term *= factor;
        sum += term;
        // The rest is at most a geometric series.
        if term <= f64::EPSILON * sum * (1.0 - factor) {
            break;
        }
        at += 1.0;
    }
    ln_pmf(t, x) + f64::ln(sum)
}

fn two_sided(t: &Contingency, low: f64, high: f64) -> f64 {
    let x = t.o11;
    let rising = x < high && ratio(t, x) > 1.0;
    let falling = x > low && ratio(t, x - 1.0) < 1.0;
    if rising == falling {
        // At the mode every table is as unlikely.
        return 0.0;
    }
    if rising {
        return two_sided(&mirrored(t), t.r1 - high, t.r1 - low);
    }
    let own = falling_tail(t, x);
    // The other side: the largest x below the mode that is no more likely than the observed.
    let limit = ln_pmf(t, x) + 1e-7;
    let (mut from, mut to) = (low - 1.0, x);
    while to - from > 1.0 {
        let middle = ((from + to) / 2.0).floor();
        let before_mode = ratio(t, middle) > 1.0;
        if before_mode && ln_pmf(t, middle) <= limit {
            from = middle;
        } else {
            to = middle;
        }
    }
    if from < low {
        return own;
    }
    let mirror = mirrored(t);
    ln_add(own, falling_tail(&mirror, t.r1 - from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(a: u64, b: u64, c: u64, d: u64) -> Contingency {
        Contingency::from_cells(a, b, c, d).unwrap()
    }

    /// All tables of the margins, one by one.
    #[allow(clippy::cast_sign_loss, reason = "counts")]
    fn brute(t: &Contingency, alternative: Alternative) -> f64 {
        let low = (t.r1 + t.c1 - t.n).max(0.0) as u64;
        let high = t.r1.min(t.c1) as u64;
        let observed = ln_pmf(t, t.o11);
        (low..=high)
            .map(|x| (x as f64, ln_pmf(t, x as f64)))
            .filter(|&(x, p)| match alternative {
                Alternative::TwoSided => p <= observed + 1e-7,
                Alternative::Greater => x >= t.o11,
                Alternative::Less => x <= t.o11,
            })
            .map(|(_, p)| p.exp())
            .sum()
    }

    #[test]
    fn fisher_equals_the_sum_over_all_tables() {
        let mut tables = 0;
        for a in 0..9 {
            for b in 0..7 {
                for c in 0..7 {
                    for d in [0, 1, 4, 11] {
                        if a + b + c + d == 0 {
                            continue;
                        }
                        let t = table(a, b, c, d);
                        for &alternative in Alternative::ALL {
                            let p = 10f64.powf(fisher_log10_p(&t, alternative));
                            let expected = brute(&t, alternative);
                            assert!(
                                (p - expected).abs() < 1e-10,
                                "{t:?} {alternative} {p} {expected}"
                            );
                            tables += 1;
                        }
                    }
                }
            }
        }
        assert!(tables > 4_000);
    }

    #[test]
    fn fisher_of_huge_counts() {
        // SciPy 1.17.1 stats.hypergeom.logsf(299, 10**8, 20000, 50000) / ln 10.
        let t = Contingency::from_margins(300, 20_000, 50_000, 100_000_000).unwrap();
        let p = fisher_log10_p(&t, Alternative::Greater);
        assert!((p + 320.094_006_817_579).abs() < 1e-6, "{p}");
        let less = fisher_log10_p(&t, Alternative::Less);
        assert!(less.abs() < 1e-9);
    }

    #[test]
    fn fisher_against_scipy() {
        // SciPy 1.17.1 stats.fisher_exact: two-sided, greater, less.
        let t = table(12, 5, 9, 30);
        let expected = [
            0.002_006_825_540_713_732_3,
            0.001_090_515_995_245_055_9,
            0.999_883_172_628_505_5,
        ];
        for (&alternative, p) in Alternative::ALL.iter().zip(expected) {
            assert!((10f64.powf(fisher_log10_p(&t, alternative)) / p - 1.0).abs() < 1e-11);
        }
        let t = table(30, 70, 170, 99_730);
        let p = fisher_log10_p(&t, Alternative::TwoSided);
        assert!((p - 2.856_607_967_393_889e-57f64.log10()).abs() < 1e-9);
        // stats.chi2_contingency(correction=True).
        assert!((chi2_yates(&t).unwrap() - 4_305.357_461_670_087).abs() < 1e-8);
    }

    #[test]
    fn empty_margins_have_no_statistic() {
        let t = table(0, 5, 0, 7);
        for measure in [
            g2,
            g2_two_term,
            g2_williams,
            chi2,
            chi2_yates,
            chi2_williams,
        ] {
            assert_eq!(measure(&t).unwrap_err(), EMPTY_MARGIN);
        }
        assert_eq!(fisher_log10_p(&t, Alternative::TwoSided), 0.0);
    }

    #[test]
    fn independence_gives_zero() {
        let t = table(10, 90, 100, 900);
        assert!(g2(&t).unwrap().abs() < 1e-12);
        assert!(chi2(&t).unwrap().abs() < 1e-12);
        assert_eq!(chi2_yates(&t).unwrap(), 0.0);
    }
}
