//! How a word's frequency differs between two corpora.
//!
//! In every table of this file the first row is the target corpus and the second the reference:
//! [`Contingency::from_corpora`]. `p1` and `p2` are the relative frequencies o11/r1 and o21/r2.

use super::{
    Measured, Undefined,
    contingency::Contingency,
    estimates::{log_ratio_conservative, odds_ratio_conditional},
    finite,
    significance::{
        Alternative, chi2, chi2_williams, chi2_yates, fisher_log10_p, g2, g2_two_term, g2_williams,
    },
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
    pub(super) fn apply(self, t: &Contingency) -> [f64; 4] {
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

pub(super) fn rates(t: &Contingency) -> Result<(f64, f64), Undefined> {
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

names! {
    /// What is taken for known of words before they are counted.
    pub enum Prior("prior") {
        /// Every word is as likely: `alpha` occurrences of each.
        Uniform = "uniform",
        /// Words are as frequent as in both corpora together, which count as `alpha` tokens.
        Informative = "informative",
    }
}

impl Prior {
    /// The `alpha` that is taken where none is given: 0.01 of each word, 500 tokens of both corpora.
    pub fn usual(self) -> f64 {
        match self {
            Prior::Uniform => 0.01,
            Prior::Informative => 500.0,
        }
    }

    /// The prior count of a word and the sum over all `types` words: what [`log_odds_dirichlet`] takes.
    pub fn counts(self, t: &Contingency, alpha: f64, types: usize) -> (f64, f64) {
        match self {
            Prior::Uniform => (alpha, alpha * types as f64),
            Prior::Informative => (alpha * t.c1 / t.n, alpha),
        }
    }
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
}
