//! Probabilities in log space.
//!
//! Log-likelihood ratios of corpora give p-values far below the smallest floating-point number, and
//! factorials of token counts lose all their digits when they are subtracted from each other. So tails
//! are computed as logarithms, and binomial and hypergeometric probabilities by the saddle-point
//! expansion of Loader (2000, "Fast and accurate computation of binomial probabilities"), which R uses
//! too: no large terms that cancel.
//!
//! `erfc` comes from the `libm` crate; everything else is here.

use std::f64::consts::{LN_2, LN_10, PI, SQRT_2};

/// ½ ln 2π.
const HALF_LN_2PI: f64 = 0.918_938_533_204_672_8;

/// `ln n! − (n + ½) ln n + n − ½ ln 2π` of 1 to 15.
const STIRLING_ERROR: [f64; 15] = [
    0.081_061_466_795_327_26,
    0.041_340_695_955_409_29,
    0.027_677_925_684_998_34,
    0.020_790_672_103_765_093,
    0.016_644_691_189_821_193,
    0.013_876_128_823_070_748,
    0.011_896_709_945_891_77,
    0.010_411_265_261_972_096,
    0.009_255_462_182_712_733,
    0.008_330_563_433_362_87,
    0.007_573_675_487_951_841,
    0.006_942_840_107_209_53,
    0.006_408_994_188_004_207,
    0.005_951_370_112_758_848,
    0.005_554_733_551_962_801,
];

/// The error of Stirling's formula for a whole number `n`: `ln n! − (n + ½) ln n + n − ½ ln 2π`.
fn stirling_error(n: f64) -> f64 {
    if n < 1.0 {
        return 0.0;
    }
    if n <= 15.0 {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "1 to 15"
        )]
        return STIRLING_ERROR.get(n as usize - 1).copied().unwrap_or(0.0);
    }
    let square = n * n;
    (1.0 / 12.0
        - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / 1188.0 / square) / square) / square)
            / square)
        / n
}

/// The deviance part `x ln(x / m) + m − x`, without loss of digits where `x` is near `m`.
///
/// It is 0 where `x = m` and positive elsewhere; `m` at `x = 0`.
#[must_use]
pub fn deviance_part(x: f64, m: f64) -> f64 {
    if x == 0.0 {
        return m;
    }
    if (x - m).abs() >= 0.1 * (x + m) {
        return x * (x / m).ln() + m - x;
    }
    // (x − m) v + 2 x v (v²/3 + v⁴/5 + …); v² is below 0.01, so that the ninth term is below any digit.
    let v = (x - m) / (x + m);
    let square = v * v;
    let series = square
        * (1.0 / 3.0
            + square
                * (1.0 / 5.0
                    + square
                        * (1.0 / 7.0
                            + square
                                * (1.0 / 9.0
                                    + square
                                        * (1.0 / 11.0
                                            + square
                                                * (1.0 / 13.0
                                                    + square * (1.0 / 15.0 + square / 17.0)))))));
    v * ((x - m) + 2.0 * x * series)
}

/// ln of n!, for a whole number `n`.
#[must_use]
pub fn ln_factorial(n: u64) -> f64 {
    if n == 0 {
        return 0.0;
    }
    let n = n as f64;
    stirling_error(n) + (n + 0.5) * n.ln() - n + HALF_LN_2PI
}

/// ln of the number of ways to choose `k` of `n`; −∞ where `k > n`.
#[must_use]
pub fn ln_choose(n: u64, k: u64) -> f64 {
    if k > n {
        return f64::NEG_INFINITY;
    }
    if k == 0 || k == n {
        return 0.0;
    }
    let (n, k) = (n as f64, k as f64);
    let rest = n - k;
    stirling_error(n)
        - stirling_error(k)
        - stirling_error(rest)
        - k * (k / n).ln()
        - rest * (-k / n).ln_1p()
        + 0.5 * (n / (k * rest)).ln()
        - HALF_LN_2PI
}

/// ln of the binomial probability of `x` successes in `n` trials; `p + q` must be 1.
#[must_use]
pub fn ln_binomial(x: f64, n: f64, p: f64, q: f64) -> f64 {
    if x < 0.0 || x > n {
        return f64::NEG_INFINITY;
    }
    let certain = |yes: bool| if yes { 0.0 } else { f64::NEG_INFINITY };
    if p <= 0.0 {
        return certain(x == 0.0);
    }
    if q <= 0.0 {
        return certain(x == n);
    }
    if n == 0.0 {
        return 0.0;
    }
    if x == 0.0 {
        return if p < 0.1 {
            -deviance_part(n, n * q) - n * p
        } else {
            n * q.ln()
        };
    }
    if x == n {
        return if q < 0.1 {
            -deviance_part(n, n * p) - n * q
        } else {
            n * p.ln()
        };
    }
    let core = stirling_error(n)
        - stirling_error(x)
        - stirling_error(n - x)
        - deviance_part(x, n * p)
        - deviance_part(n - x, n * q);
    core - 0.5 * ((2.0 * PI).ln() + x.ln() + (-x / n).ln_1p())
}

/// ln of the hypergeometric probability of `x` marked in `drawn` from `marked + unmarked`.
#[must_use]
pub fn ln_hypergeometric(x: f64, marked: f64, unmarked: f64, drawn: f64) -> f64 {
    let all = marked + unmarked;
    if x < 0.0 || x > marked || x > drawn || drawn - x > unmarked {
        return f64::NEG_INFINITY;
    }
    if drawn == 0.0 || drawn == all {
        return 0.0;
    }
    let p = drawn / all;
    let q = (all - drawn) / all;
    ln_binomial(x, marked, p, q) + ln_binomial(drawn - x, unmarked, p, q)
        - ln_binomial(drawn, all, p, q)
}

/// ln of erfc(x).
#[must_use]
pub fn ln_erfc(x: f64) -> f64 {
    if x < 25.0 {
        return libm::erfc(x).ln();
    }
    // Abramowitz and Stegun 7.1.23; at x = 25 the first term left out is below 1e-15.
    let u = 1.0 / (2.0 * x * x);
    let series = 1.0 - u * (1.0 - 3.0 * u * (1.0 - 5.0 * u * (1.0 - 7.0 * u)));
    -x * x - x.ln() - 0.5 * PI.ln() + series.ln()
}

/// ln of the upper tail of the standard normal distribution, P(Z > z).
#[must_use]
pub fn ln_normal_tail(z: f64) -> f64 {
    ln_erfc(z / SQRT_2) - LN_2
}

/// log10 of the two-sided p of a standard normal `z`: P(|Z| > |z|).
///
/// ```
/// let p = variorum::stats::measures::special::log10_p_normal(1.959964);
/// assert!((p - 0.05_f64.log10()).abs() < 1e-6);
/// ```
#[must_use]
pub fn log10_p_normal(z: f64) -> f64 {
    ln_erfc(z.abs() / SQRT_2) / LN_10
}

/// The z that a standard normal variable exceeds with probability `tail` (0 < `tail` < 1).
///
/// Newton's method on the logarithm of the tail, which is concave, from Abramowitz and Stegun 26.2.23.
#[must_use]
pub fn normal_quantile(tail: f64) -> f64 {
    if tail > 0.5 {
        return -normal_quantile(1.0 - tail);
    }
    let t = (-2.0 * tail.ln()).sqrt();
    let mut z = t
        - (2.515_517 + t * (0.802_853 + t * 0.010_328))
            / (1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308)));
    for _ in 0..4 {
        let ln_tail = ln_normal_tail(z);
        let ln_density = -0.5 * z * z - HALF_LN_2PI;
        z += (ln_tail - tail.ln()) * (ln_tail - ln_density).exp();
    }
    z
}

/// ln(eᵃ + eᵇ).
#[must_use]
pub fn ln_add(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY {
        return high;
    }
    high + (low - high).exp().ln_1p()
}

/// ln(1 − eᵃ) of a logarithm `a` of a probability.
#[must_use]
pub fn ln_complement(a: f64) -> f64 {
    if a >= 0.0 {
        f64::NEG_INFINITY
    } else if a > -LN_2 {
        (-a.exp_m1()).ln()
    } else {
        (-a.exp()).ln_1p()
    }
}

/// ln of P(X > x) for χ² with `df` degrees of freedom (at least 1).
///
/// For whole degrees of freedom the tail is a finite sum of positive terms (Abramowitz and Stegun
/// 26.4.4 and 26.4.5), added as logarithms.
#[must_use]
pub fn ln_chi2_tail(x: f64, df: u32) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let y = x / 2.0;
    let ln_y = y.ln();
    let (mut sum, mut term, mut next) = if df.is_multiple_of(2) {
        (f64::NEG_INFINITY, -y, 1.0)
    } else {
        (
            ln_erfc(y.sqrt()),
            -y + 0.5 * ln_y - (PI.sqrt() / 2.0).ln(),
            1.5,
        )
    };
    for _ in 0..df / 2 {
        sum = ln_add(sum, term);
        term += ln_y - f64::ln(next);
        next += 1.0;
    }
    sum.min(0.0)
}

/// log10 of P(X > x) for χ² with `df` degrees of freedom: the p of a G² or χ² statistic.
///
/// ```
/// let p = variorum::stats::measures::special::log10_p_chi2(10_000.0, 1);
/// assert!((p - -2173.570512870).abs() < 1e-6);
/// ```
#[must_use]
pub fn log10_p_chi2(x: f64, df: u32) -> f64 {
    ln_chi2_tail(x, df) / LN_10
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64, relative: f64) {
        assert!((a - b).abs() <= relative * b.abs().max(1e-300), "{a} {b}");
    }

    #[test]
    fn factorials() {
        let mut sum = 0.0;
        for n in 1..200u64 {
            sum += (n as f64).ln();
            near(ln_factorial(n) + 1.0, sum + 1.0, 1e-13);
        }
        near(ln_choose(10, 3), 120f64.ln(), 1e-13);
        assert_eq!(ln_choose(3, 4), f64::NEG_INFINITY);
        assert_eq!(ln_choose(4, 4), 0.0);
    }

    #[test]
    fn chi2_tails_against_scipy() {
        // SciPy 1.17.1 stats.chi2.isf(0.05, df).
        near(ln_chi2_tail(3.841_458_820_694_128_5, 1).exp(), 0.05, 1e-12);
        near(ln_chi2_tail(7.814_727_903_251_178, 3).exp(), 0.05, 1e-12);
        near(ln_chi2_tail(9.487_729_036_781_158, 4).exp(), 0.05, 1e-12);
        near(ln_chi2_tail(124.342_113_404_004_08, 100).exp(), 0.05, 1e-10);
        // stats.chi2.logsf(x, df) / ln 10.
        near(log10_p_chi2(500.0, 1), -110.022_029_704_763_27, 1e-13);
        near(log10_p_chi2(500.0, 4), -106.173_946_754_331_91, 1e-13);
        near(log10_p_chi2(300.0, 7), -60.218_270_335_153_35, 1e-13);
        near(log10_p_chi2(1200.0, 2), -260.576_689_141_951_1, 1e-13);
        assert_eq!(ln_chi2_tail(0.0, 3), 0.0);
    }

    #[test]
    fn normal_tails_join_at_the_seam() {
        let below = ln_erfc(24.999_999_999);
        let above = ln_erfc(25.0);
        assert!(below > above && below - above < 1e-6);
        near(normal_quantile(0.025), 1.959_963_984_540_054, 1e-12);
        near(normal_quantile(0.975), -1.959_963_984_540_054, 1e-12);
        near(normal_quantile(1e-200), 30.205_594_179_579_64, 1e-10);
        assert!(normal_quantile(0.5).abs() < 1e-12);
    }

    #[test]
    fn deviance_parts_join_at_the_seam() {
        for (x, m) in [
            (11.0, 9.0),
            (11.0, 9.001),
            (9.0, 11.0),
            (9.001, 11.0),
            (122.2, 100.0),
            (100.1, 122.2),
        ] {
            near(deviance_part(x, m), x * f64::ln(x / m) + m - x, 1e-13);
        }
        // With 50 digits: 1000001 ln(1000001 / 1000000) − 1.
        near(
            deviance_part(1_000_001.0, 1_000_000.0),
            4.999_998_333_334_167e-7,
            1e-12,
        );
        assert_eq!(deviance_part(0.0, 3.0), 3.0);
        assert_eq!(deviance_part(3.0, 3.0), 0.0);
    }

    #[test]
    fn pmfs_sum_to_one() {
        let total: f64 = (0..=40)
            .map(|x| ln_binomial(f64::from(x), 40.0, 0.3, 0.7).exp())
            .sum();
        near(total, 1.0, 1e-13);
        let total: f64 = (0..=12)
            .map(|x| ln_hypergeometric(f64::from(x), 12.0, 30.0, 20.0).exp())
            .sum();
        near(total, 1.0, 1e-13);
    }
}
