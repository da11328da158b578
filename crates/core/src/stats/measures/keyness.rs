//! How a word's frequency differs between two corpora.
//!
//! In every table of this file the first row is the target corpus and the second the reference:
//! [`Contingency::from_corpora`]. `p1` and `p2` are the relative frequencies o11/r1 and o21/r2.

use super::{
    Interval, Measured, Undefined,
    contingency::Contingency,
    finite,
    significance::{
        Alternative, chi2, chi2_williams, chi2_yates, fisher_log10_p, g2, g2_two_term, g2_williams,
    },
    special::{ln_binomial, normal_quantile},
};

const NOT_IN_REFERENCE: &str = "the word does not occur in the reference";
const NOT_IN_BOTH: &str = "the word does not occur in one of the corpora";
const EMPTY_CORPUS: Undefined = Undefined::because("one of the corpora is empty");

names! {
    /// What is done where a frequency of zero would make a ratio zero or infinite.
    pub enum ZeroRule("zero rule") {
        /// Nothing: the ratio is undefined.
        None = "none",
        /// A frequency of 0, and only that, counts as 0.5 (Hardie 2014).
        Hardie = "hardie",
        /// 0.5 is added to all four cells (Haldane 1956, Anscombe 1956).
        AddHalf = "add_half",
    }
}

impl ZeroRule {
    /// o11, r1, o21, r2 by the rule.
    fn apply(self, t: &Contingency) -> [f64; 4] {
        let half = |x: f64| if x == 0.0 { 0.5 } else { x };
        match self {
            ZeroRule::None => [t.o11, t.r1, t.o21, t.r2],
            ZeroRule::Hardie => [half(t.o11), t.r1, half(t.o21), t.r2],
            ZeroRule::AddHalf => [t.o11 + 0.5, t.r1 + 1.0, t.o21 + 0.5, t.r2 + 1.0],
        }
    }
}

names! {
    /// A keyness measure of one table, with the variant that its name says.
    pub enum Keyness("keyness measure") {
        /// [`g2`], four terms.
        G2 = "g2",
        /// [`g2_two_term`], UCREL.
        G2TwoTerm = "g2_two_term",
        /// [`g2_williams`].
        G2Williams = "g2_williams",
        /// [`chi2`], no correction.
        Chi2 = "chi2",
        /// [`chi2_yates`].
        Chi2Yates = "chi2_yates",
        /// [`chi2_williams`].
        Chi2Williams = "chi2_williams",
        /// [`fisher_log10_p`], two-sided: a log10 p.
        FisherLog10P = "fisher_log10_p",
        /// [`log_ratio`] with the zero rule of Hardie.
        LogRatio = "log_ratio",
        /// [`log_ratio_conservative`] at 95 %, one test.
        LogRatioConservative = "log_ratio_conservative",
        /// [`relative_risk`] without zero rule.
        RelativeRisk = "relative_risk",
        /// [`percent_diff`].
        PercentDiff = "percent_diff",
        /// [`odds_ratio`] of the sample without zero rule.
        OddsRatio = "odds_ratio",
        /// [`odds_ratio`] with 0.5 added to all cells.
        OddsRatioHalf = "odds_ratio_half",
        /// [`odds_ratio_conditional`].
        OddsRatioConditional = "odds_ratio_conditional",
        /// [`bic`] of the two-term G².
        Bic = "bic",
        /// [`ell`].
        Ell = "ell",
        /// [`simple_maths`] per million with k = 1.
        SimpleMaths = "simple_maths",
        /// [`difference_coefficient`].
        DifferenceCoefficient = "difference_coefficient",
        /// [`pmi`], natural logarithm.
        Pmi = "pmi",
    }
}

impl Keyness {
    /// The measure of a table.
    pub fn score(self, t: &Contingency) -> Measured {
        match self {
            Keyness::G2 => g2(t),
            Keyness::G2TwoTerm => g2_two_term(t),
            Keyness::G2Williams => g2_williams(t),
            Keyness::Chi2 => chi2(t),
            Keyness::Chi2Yates => chi2_yates(t),
            Keyness::Chi2Williams => chi2_williams(t),
            Keyness::FisherLog10P => Ok(fisher_log10_p(t, Alternative::TwoSided)),
            Keyness::LogRatio => log_ratio(t, ZeroRule::Hardie),
            Keyness::LogRatioConservative => log_ratio_conservative(t, 0.95, 1),
            Keyness::RelativeRisk => relative_risk(t, ZeroRule::None),
            Keyness::PercentDiff => percent_diff(t),
            Keyness::OddsRatio => odds_ratio(t, ZeroRule::None),
            Keyness::OddsRatioHalf => odds_ratio(t, ZeroRule::AddHalf),
            Keyness::OddsRatioConditional => odds_ratio_conditional(t),
            Keyness::Bic => bic(t),
            Keyness::Ell => ell(t),
            Keyness::SimpleMaths => simple_maths(t, 1.0),
            Keyness::DifferenceCoefficient => difference_coefficient(t),
            Keyness::Pmi => pmi(t),
        }
    }
}

fn rates(t: &Contingency) -> Result<(f64, f64), Undefined> {
    if t.r1 == 0.0 || t.r2 == 0.0 {
        return Err(EMPTY_CORPUS);
    }
    Ok((t.o11 / t.r1, t.o21 / t.r2))
}

/// The ratio of the relative frequencies, p1 / p2 (relative risk).
pub fn relative_risk(t: &Contingency, zero: ZeroRule) -> Measured {
    rates(t)?;
    let [f1, n1, f2, n2] = zero.apply(t);
    finite(f1 / n1 / (f2 / n2), NOT_IN_REFERENCE)
}

/// The binary logarithm of the ratio of relative frequencies, log2(p1 / p2): 1 is twice as frequent.
///
/// Hardie (2014), who counts a zero as 0.5.
///
/// ```
/// use variorum::stats::measures::{contingency::Contingency, keyness::{ZeroRule, log_ratio}};
///
/// let table = Contingency::from_corpora(8, 1_000_000, 0, 1_000_000)?;
/// assert_eq!(log_ratio(&table, ZeroRule::Hardie)?, 4.0);
/// assert!(log_ratio(&table, ZeroRule::None).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn log_ratio(t: &Contingency, zero: ZeroRule) -> Measured {
    finite(relative_risk(t, zero)?.log2(), NOT_IN_BOTH)
}

names! {
    /// How the interval of a log ratio is found.
    pub enum IntervalMethod("method of an interval") {
        /// Normal approximation: variance of ln(p1/p2) = 1/f1 − 1/n1 + 1/f2 − 1/n2 (Katz et al. 1978).
        Wald = "wald",
        /// Exact: given f1 + f2, f1 is binomial; its Clopper–Pearson interval (Evert 2022).
        Exact = "exact",
    }
}

/// The interval of the log ratio (log2) at a confidence level such as 0.95.
///
/// By the exact method a zero gives an end that is infinite, which is then truly unbounded; by Wald's, a zero
/// counts as 0.5.
pub fn log_ratio_interval(
    t: &Contingency,
    level: f64,
    method: IntervalMethod,
) -> Result<Interval, Undefined> {
    rates(t)?;
    let alpha = 1.0 - level;
    if !(alpha > 0.0 && alpha < 1.0) {
        return Err(Undefined::because(
            "a confidence level lies between 0 and 1",
        ));
    }
    if t.c1 == 0.0 {
        return Err(Undefined::because("the word occurs in neither corpus"));
    }
    match method {
        IntervalMethod::Wald => {
            let [f1, n1, f2, n2] = ZeroRule::Hardie.apply(t);
            let variance = 1.0 / f1 - 1.0 / n1 + 1.0 / f2 - 1.0 / n2;
            let half = normal_quantile(alpha / 2.0) * variance.max(0.0).sqrt();
            let middle = (f1 / n1 / (f2 / n2)).ln();
            let scale = std::f64::consts::LN_2;
            Ok(Interval {
                low: (middle - half) / scale,
                high: (middle + half) / scale,
            })
        }
        IntervalMethod::Exact => {
            let size = (t.r2 / t.r1).log2();
            let n = t.c1;
            // From the share of the target to the ratio of the rates.
            let ratio = |share: f64, rest: f64| (share / rest).log2() + size;
            let low = binomial_bound(t.o11, n, alpha / 2.0);
            let high = binomial_bound(t.o21, n, alpha / 2.0);
            Ok(Interval {
                low: ratio(low, 1.0 - low),
                high: ratio(1.0 - high, high),
            })
        }
    }
}

/// The share π at which P(X ≥ x) of a binomial variable is `tail`: the lower end of Clopper and
/// Pearson (1934). 0 at `x = 0`.
fn binomial_bound(x: f64, n: f64, tail: f64) -> f64 {
    if x == 0.0 {
        return 0.0;
    }
    let ln_target = tail.ln();
    let (mut low, mut high) = (0.0, x / n);
    let z = normal_quantile(tail);
    // Wilson's bound is near enough for Newton to converge in a few steps.
    let share = x / n;
    let wilson = (share + z * z / (2.0 * n)
        - z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt())
        / (1.0 + z * z / n);
    let mut pi = wilson.clamp(share * 1e-3, share * (1.0 - 1e-9));
    for _ in 0..60 {
        let pmf = ln_binomial(x, n, pi, 1.0 - pi);
        // P(X ≥ x) = P(x) · (1 + ratio + …), falling since π lies below x / n.
        let mut sum = 1.0;
        let mut term = 1.0;
        let mut at = x;
        let odds = pi / (1.0 - pi);
        while at < n {
            let factor = (n - at) / (at + 1.0) * odds;
            term *= factor;
            sum += term;
            if term <= f64::EPSILON * sum * (1.0 - factor) {
                break;
            }
            at += 1.0;
        }
        let error = pmf + f64::ln(sum) - ln_target;
        if error > 0.0 {
            high = pi;
        } else {
            low = pi;
        }
        // d ln P / dπ = x · P(x) / (π · P(X ≥ x)).
        let step = error * sum * pi / x;
        let next = pi - step;
        let next = if next > low && next < high {
            next
        } else {
            (low + high) / 2.0
        };
        if (next - pi).abs() <= 1e-14 * pi {
            return next;
        }
        pi = next;
    }
    pi
}

/// The end of the exact interval of the log ratio that lies nearest to 0, and 0 where the interval holds 0: LRC.
///
/// Evert (2022, "Measuring keyness"). `tests` is the number of words compared at once: the level is
/// sharpened to `1 − (1 − level) / tests` (Bonferroni), so that all bounds hold together.
pub fn log_ratio_conservative(t: &Contingency, level: f64, tests: u64) -> Measured {
    let alpha = (1.0 - level) / tests.max(1) as f64;
    let interval = log_ratio_interval(t, 1.0 - alpha, IntervalMethod::Exact)?;
    Ok(if interval.low > 0.0 {
        interval.low
    } else if interval.high < 0.0 {
        interval.high
    } else {
        0.0
    })
}

/// The difference of the relative frequencies in per cent of the reference, `100 (p1 − p2) / p2`.
///
/// Gabrielatos and Marchi (2011).
pub fn percent_diff(t: &Contingency) -> Measured {
    let (p1, p2) = rates(t)?;
    finite((p1 / p2 - 1.0) * 100.0, NOT_IN_REFERENCE)
}

/// The sample odds ratio, `o11 o22 / (o12 o21)`.
pub fn odds_ratio(t: &Contingency, zero: ZeroRule) -> Measured {
    let half = |x: f64| if x == 0.0 { 0.5 } else { x };
    let [a, b, c, d] = match zero {
        ZeroRule::None => t.observed(),
        ZeroRule::Hardie => t.observed().map(half),
        ZeroRule::AddHalf => t.observed().map(|x| x + 0.5),
    };
    finite(a / b * (d / c), "a cell of the denominator is zero")
}

/// The conditional maximum-likelihood estimate of the odds ratio, as R's `fisher.test` prints it.
///
/// The ω under which the mean of the non-central hypergeometric distribution of the margins is o11
/// (Fisher 1935; Breslow and Day 1980, p. 127).
pub fn odds_ratio_conditional(t: &Contingency) -> Measured {
    let low = (t.r1 + t.c1 - t.n).max(0.0);
    let high = t.r1.min(t.c1);
    if low == high {
        return Err(Undefined::because("the margins allow one table only"));
    }
    if t.o11 <= low {
        return Ok(0.0);
    }
    if t.o11 >= high {
        return Err(Undefined::because(
            "the estimate is infinite: a cell of the denominator is zero",
        ));
    }
    let half = t.observed().map(|x| x + 0.5);
    let mut ln_odds = (half[0] / half[1] * (half[3] / half[2])).ln();
    let (mut from, mut to) = (f64::NEG_INFINITY, f64::INFINITY);
    for _ in 0..100 {
        let (mean, variance) = noncentral(t, ln_odds.exp(), low, high);
        let error = mean - t.o11;
        if error > 0.0 {
            to = ln_odds;
        } else {
            from = ln_odds;
        }
        // The derivative of the mean by ln ω is the variance.
        let step = (error / variance.max(1e-300)).clamp(-2.0, 2.0);
        if step.abs() <= 1e-13 * ln_odds.abs().max(1.0) {
            break;
        }
        let next = ln_odds - step;
        let inside = next > from && next < to;
        ln_odds = if inside || !(to - from).is_finite() {
            next
        } else {
            f64::midpoint(from, to)
        };
    }
    finite(ln_odds.exp(), "the estimate is not finite")
}

/// Mean and variance of Fisher's non-central hypergeometric distribution.
fn noncentral(t: &Contingency, odds: f64, low: f64, high: f64) -> (f64, f64) {
    let ratio =
        |x: f64| (t.r1 - x) * (t.c1 - x) * odds / ((x + 1.0) * (t.n - t.r1 - t.c1 + x + 1.0));
    // The mode: the first x whose successor is no more likely.
    let (mut from, mut to) = (low - 1.0, high);
    while to - from > 1.0 {
        let middle = ((from + to) / 2.0).floor();
        if ratio(middle) > 1.0 {
            from = middle;
        } else {
            to = middle;
        }
    }
    let mode = to;
    let (mut mass, mut first, mut second) = (1.0, 0.0, 0.0);
    let mut add = |term: f64, d: f64| {
        mass += term;
        first += term * d;
        second += term * d * d;
        term * d * d > 1e-18 * second && term > 1e-300
    };
    let (mut term, mut at) = (1.0, mode);
    while at < high {
        term *= ratio(at);
        at += 1.0;
        if !add(term, at - mode) {
            break;
        }
    }
    (term, at) = (1.0, mode);
    while at > low {
        term /= ratio(at - 1.0);
        at -= 1.0;
        if !add(term, at - mode) {
            break;
        }
    }
    let shift = first / mass;
    (mode + shift, second / mass - shift * shift)
}

/// The Bayes factor approximated by BIC: two-term G² − ln n, one degree of freedom (Wilson 2013).
///
/// Above 10 very strong evidence of a difference, below 0 evidence for none.
pub fn bic(t: &Contingency) -> Measured {
    Ok(g2_two_term(t)? - t.n.ln())
}

/// The effect size for log-likelihood, ELL: two-term G² / (n ln E), E the smaller expected frequency.
///
/// Johnston, Berry and Mielke (2006).
pub fn ell(t: &Contingency) -> Measured {
    let g2 = g2_two_term(t)?;
    let smallest = t.r1.min(t.r2) * t.c1 / t.n;
    if smallest <= 1.0 {
        return Err(Undefined::because(
            "the smaller expected frequency is not above 1, and its logarithm divides",
        ));
    }
    Ok(g2 / (t.n * smallest.ln()))
}

/// Simple maths: `(fpm1 + k) / (fpm2 + k)` of frequencies per million (Kilgarriff 2009).
///
/// A larger constant `k` prefers more frequent words; 1 is the usual one.
pub fn simple_maths(t: &Contingency, k: f64) -> Measured {
    let (p1, p2) = rates(t)?;
    finite((p1 * 1e6 + k) / (p2 * 1e6 + k), NOT_IN_REFERENCE)
}

/// The difference coefficient, `(p1 − p2) / (p1 + p2)`, from −1 to 1 (Hofland and Johansson 1982, p. 471).
pub fn difference_coefficient(t: &Contingency) -> Measured {
    let (p1, p2) = rates(t)?;
    finite((p1 - p2) / (p1 + p2), "the word occurs in neither corpus")
}

/// Pointwise mutual information of word and target corpus, ln(O / E), as quanteda's keyness has it.
pub fn pmi(t: &Contingency) -> Measured {
    finite(
        (t.o11 / t.e11()).ln(),
        "the word does not occur in the target",
    )
}

/// A log-odds ratio under a Dirichlet prior.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogOdds {
    /// The difference of the log odds, natural logarithm.
    pub delta: f64,
    /// Its approximate variance, `1/(f1 + α) + 1/(f2 + α)`.
    pub variance: f64,
    /// `delta` in standard errors.
    pub z: f64,
}

/// The weighted log-odds ratio with a Dirichlet prior (Monroe, Colaresi and Quinn 2008, eqs. 15–19).
///
/// `alpha` is the prior count of this word, `alpha_total` the sum over all words. Uninformative: one
/// `alpha` such as 0.01 for every word, times the number of types of both corpora. Informative: the
/// words' shares in a background corpus times the size of the prior. With an `alpha` of 0, a count of 0 has
/// no odds.
pub fn log_odds_dirichlet(
    t: &Contingency,
    alpha: f64,
    alpha_total: f64,
) -> Result<LogOdds, Undefined> {
    const NO_ODDS: &str = "a count with its prior is zero, or all there is: no odds";
    let (a, b) = (t.o11 + alpha, t.o21 + alpha);
    let delta = (a / (t.r1 + alpha_total - a)).ln() - (b / (t.r2 + alpha_total - b)).ln();
    let variance = 1.0 / a + 1.0 / b;
    Ok(LogOdds {
        delta: finite(delta, NO_ODDS)?,
        variance: finite(variance, NO_ODDS)?,
        z: finite(delta / variance.sqrt(), NO_ODDS)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(f1: u64, n1: u64, f2: u64, n2: u64) -> Contingency {
        Contingency::from_corpora(f1, n1, f2, n2).unwrap()
    }

    #[test]
    fn zeros_are_said() {
        let absent = word(0, 1000, 0, 1000);
        let target_only = word(7, 1000, 0, 1000);
        for &measure in Keyness::ALL {
            for table in [
                &absent,
                &target_only,
                &word(0, 1000, 7, 1000),
                &word(0, 0, 7, 1000),
            ] {
                match measure.score(table) {
                    Ok(value) => assert!(value.is_finite(), "{measure} {value}"),
                    Err(why) => assert!(!why.reason().is_empty()),
                }
            }
        }
        assert_eq!(
            relative_risk(&target_only, ZeroRule::None)
                .unwrap_err()
                .reason(),
            NOT_IN_REFERENCE
        );
        assert!(percent_diff(&target_only).is_err());
        assert_eq!(percent_diff(&word(0, 1000, 7, 1000)).unwrap(), -100.0);
        assert!((log_ratio(&target_only, ZeroRule::AddHalf).unwrap() - 15f64.log2()).abs() < 1e-12);
    }

    #[test]
    fn exact_interval_against_scipy() {
        // scipy.stats.beta.ppf(0.025, 8, 3) = 0.44390453658, ppf(0.975, 9, 2) = 0.97478927378: Clopper–Pearson of 8 of 10.
        let low = binomial_bound(8.0, 10.0, 0.025);
        let high = 1.0 - binomial_bound(2.0, 10.0, 0.025);
        assert!((low - 0.443_904_537).abs() < 1e-8, "{low}");
        assert!((high - 0.974_789_274).abs() < 1e-8, "{high}");
        let interval =
            log_ratio_interval(&word(8, 1000, 2, 1000), 0.95, IntervalMethod::Exact).unwrap();
        assert!((interval.low - (low / (1.0 - low)).log2()).abs() < 1e-12);
        let open =
            log_ratio_interval(&word(8, 1000, 0, 1000), 0.95, IntervalMethod::Exact).unwrap();
        assert!(open.low > 0.0 && open.high == f64::INFINITY);
    }

    #[test]
    fn intervals_meet_for_large_counts() {
        let t = word(120_000, 10_000_000, 40_000, 20_000_000);
        let exact = log_ratio_interval(&t, 0.95, IntervalMethod::Exact).unwrap();
        let wald = log_ratio_interval(&t, 0.95, IntervalMethod::Wald).unwrap();
        assert!((exact.low - wald.low).abs() < 2e-3 && (exact.high - wald.high).abs() < 2e-3);
        let point = log_ratio(&t, ZeroRule::None).unwrap();
        assert!(exact.low < point && point < exact.high);
        let one = log_ratio_conservative(&t, 0.95, 1).unwrap();
        let many = log_ratio_conservative(&t, 0.95, 50_000).unwrap();
        assert!(0.0 < many && many < one && one < point);
        assert_eq!(
            log_ratio_conservative(&word(3, 1000, 2, 1000), 0.95, 1).unwrap(),
            0.0
        );
        let under = log_ratio_conservative(&word(2, 1000, 90, 1000), 0.95, 1).unwrap();
        assert!(under < -3.0);
    }

    #[test]
    fn conditional_odds_of_huge_counts_near_the_sample() {
        let t = Contingency::from_cells(3_000, 997_000, 2_000, 1_998_000).unwrap();
        let conditional = odds_ratio_conditional(&t).unwrap();
        let sample = odds_ratio(&t, ZeroRule::None).unwrap();
        assert!(
            (conditional / sample - 1.0).abs() < 1e-3,
            "{conditional} {sample}"
        );
        assert_eq!(
            odds_ratio_conditional(&Contingency::from_cells(0, 5, 5, 5).unwrap()).unwrap(),
            0.0
        );
        assert!(odds_ratio_conditional(&Contingency::from_cells(5, 0, 5, 5).unwrap()).is_err());
    }
}
