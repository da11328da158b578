//! Estimates of an effect with their uncertainty: intervals of the log ratio, the conditional odds ratio.
//!
//! These need iterations where the measures of [`keyness`](super::keyness) are closed formulas; each takes time
//! that grows with the standard deviation of a count, not with the size of the corpora.

use super::{
    Interval, Measured, Undefined,
    contingency::Contingency,
    finite,
    keyness::{ZeroRule, rates},
    special::{ln_binomial, normal_quantile},
};

names! {
    /// How the interval of a log ratio is found.
    pub enum IntervalMethod("method of an interval") {
        /// Normal approximation: variance of ln(p1/p2) = 1/f1 − 1/n1 + 1/f2 − 1/n2 (Katz et al. 1978).
        Wald = "wald",
        /// Exact: given f1 + f2, f1 is binomial; its Clopper–Pearson interval (Evert 2022).
        Exact = "exact",
    }
}

names! {
    /// An effect size that has an interval: all are the ratio of the relative frequencies on other scales.
    pub enum Effect("effect size") {
        /// log2(p1 / p2).
        LogRatio = "log_ratio",
        /// p1 / p2.
        RelativeRisk = "relative_risk",
        /// 100 (p1 − p2) / p2.
        PercentDiff = "percent_diff",
        /// (p1 − p2) / (p1 + p2).
        DifferenceCoefficient = "difference_coefficient",
    }
}

impl Effect {
    /// The ratio `ratio` on this scale.
    fn scaled(self, ratio: f64) -> f64 {
        match self {
            Effect::LogRatio => ratio.log2(),
            Effect::RelativeRisk => ratio,
            Effect::PercentDiff => (ratio - 1.0) * 100.0,
            // 1 − 2 / (1 + r), which has its limit where the ratio is infinite.
            Effect::DifferenceCoefficient => 1.0 - 2.0 / (1.0 + ratio),
        }
    }

    /// The estimate, zeros by the rule.
    pub fn estimate(self, t: &Contingency, zero: ZeroRule) -> Measured {
        rates(t)?;
        let [f1, n1, f2, n2] = zero.apply(t);
        let ratio = f1 / n1 / (f2 / n2);
        finite(
            self.scaled(ratio),
            "the word does not occur in one of the corpora, and no zero rule was asked for",
        )
    }

    /// The two ends of the interval of [`log_ratio_interval`] on this scale; an end that is infinite is undefined.
    ///
    /// ```
    /// use variorum::stats::measures::{contingency::Contingency, estimates::{Effect, IntervalMethod}};
    ///
    /// let table = Contingency::from_corpora(8, 1_000_000, 0, 1_000_000)?;
    /// let [low, high] = Effect::RelativeRisk.interval(&table, 0.95, IntervalMethod::Exact)?;
    /// // 2.5 % that one of eight falls on the reference: 0.025^(1/8) of the words are the target's.
    /// let share = 0.025f64.powf(1.0 / 8.0);
    /// assert!((low? - share / (1.0 - share)).abs() < 1e-6);
    /// assert!(high.is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn interval(
        self,
        t: &Contingency,
        level: f64,
        method: IntervalMethod,
    ) -> Result<[Measured; 2], Undefined> {
        let interval = log_ratio_interval(t, level, method)?;
        let end = |log_ratio: f64| match self {
            Effect::LogRatio => log_ratio,
            other => other.scaled(log_ratio.exp2()),
        };
        Ok([
            finite(end(interval.low), "the interval has no lower end"),
            finite(end(interval.high), "the interval has no upper end"),
        ])
    }
}

fn checked(t: &Contingency, alpha: f64) -> Result<(), Undefined> {
    if !(alpha > 0.0 && alpha < 1.0) {
        return Err(Undefined::because(
            "a confidence level lies between 0 and 1",
        ));
    }
    if t.c1 == 0.0 {
        return Err(Undefined::because("the word occurs in neither corpus"));
    }
    Ok(())
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
    checked(t, alpha)?;
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
        // Newton doubles the digits of each step.
        if (next - pi).abs() <= 1e-8 * pi {
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
    rates(t)?;
    checked(t, alpha)?;
    // Only the end on the side of 0 is needed.
    let size = (t.r2 / t.r1).log2();
    Ok(if t.determinant() > 0.0 {
        let share = binomial_bound(t.o11, t.c1, alpha / 2.0);
        ((share / (1.0 - share)).log2() + size).max(0.0)
    } else {
        let share = binomial_bound(t.o21, t.c1, alpha / 2.0);
        (((1.0 - share) / share).log2() + size).min(0.0)
    })
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

#[cfg(test)]
mod tests {
    use super::{super::keyness::log_ratio, *};

    fn word(f1: u64, n1: u64, f2: u64, n2: u64) -> Contingency {
        Contingency::from_corpora(f1, n1, f2, n2).unwrap()
    }

    #[test]
    fn exact_interval_against_scipy() {
        // SciPy 1.17.1 stats.beta.ppf(0.025, 8, 3), ppf(0.975, 9, 2): Clopper–Pearson of 8 of 10.
        let low = binomial_bound(8.0, 10.0, 0.025);
        let high = 1.0 - binomial_bound(2.0, 10.0, 0.025);
        assert!((low - 0.443_904_537_692_358_5).abs() < 1e-12, "{low}");
        assert!((high - 0.974_789_273_673_166_6).abs() < 1e-12, "{high}");
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
        // SciPy 1.17.1: stats.beta.ppf of the share of the target, and relative_risk's interval.
        for (end, scipy) in [
            (exact.low, 2.568_624_572_870_912_7),
            (exact.high, 2.601_323_338_829_942),
            (wald.low, 2.568_673_942_864_322),
            (wald.high, 2.601_251_058_577_99),
        ] {
            assert!((end - scipy).abs() < 1e-9, "{end} {scipy}");
        }
        let rare = word(35, 112_289_811, 263, 1_559_717_242);
        let level = 1.0 - 0.05 / 50_000.0;
        let rare = log_ratio_interval(&rare, level, IntervalMethod::Exact).unwrap();
        assert!((rare.low + 0.575_917_417_750_977_8).abs() < 1e-9);
        assert!((rare.high - 2.056_236_754_666_063_6).abs() < 1e-9);
        let point = log_ratio(&t, ZeroRule::None).unwrap();
        assert!(exact.low < point && point < exact.high);
        let one = log_ratio_conservative(&t, 0.95, 1).unwrap();
        let many = log_ratio_conservative(&t, 0.95, 50_000).unwrap();
        assert!(0.0 < many && many < one && one < point);
        assert_eq!(
            log_ratio_conservative(&word(3, 1000, 2, 1000), 0.95, 1).unwrap(),
            0.0
        );
        for (f1, f2) in [(30, 5), (5, 30), (9, 0), (0, 9), (7, 7)] {
            let t = word(f1, 1000, f2, 1500);
            let all = log_ratio_interval(&t, 0.95, IntervalMethod::Exact).unwrap();
            let nearest = all.low.max(0.0) + all.high.min(0.0);
            assert!((log_ratio_conservative(&t, 0.95, 1).unwrap() - nearest).abs() < 1e-12);
        }
        let under = log_ratio_conservative(&word(2, 1000, 90, 1000), 0.95, 1).unwrap();
        assert!(under < -3.0);
    }

    #[test]
    fn conditional_odds_against_scipy() {
        // SciPy 1.17.1 stats.contingency.odds_ratio(kind="conditional").
        let t = Contingency::from_cells(40, 60, 11, 800).unwrap();
        assert!((odds_ratio_conditional(&t).unwrap() - 47.951_026_408_648_45).abs() < 1e-8);
        let t = Contingency::from_cells(3_000, 997_000, 2_000, 1_998_000).unwrap();
        let conditional = odds_ratio_conditional(&t).unwrap();
        assert!(
            (conditional - 3.006_016_850_207_074_3).abs() < 1e-8,
            "{conditional}"
        );
        assert_eq!(
            odds_ratio_conditional(&Contingency::from_cells(0, 5, 5, 5).unwrap()).unwrap(),
            0.0
        );
        assert!(odds_ratio_conditional(&Contingency::from_cells(5, 0, 5, 5).unwrap()).is_err());
    }
}
