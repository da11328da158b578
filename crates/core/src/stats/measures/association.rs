//! How strongly two words attract each other, from the 2×2 table of their co-occurrence.
//!
//! O is the joint count o11, E the one expected under independence, r1 and c1 the margins of the two words.
//! Definitions follow Evert (2004, 2008) where not said otherwise.

use super::{
    LogBase, Measured, Undefined,
    contingency::Contingency,
    finite,
    keyness::{ZeroRule, odds_ratio},
    significance::{Alternative, chi2, chi2_yates, fisher_log10_p, g2},
    special::deviance_part,
};

const NEVER: Undefined =
    Undefined::because("the joint count is zero, and its logarithm has no value");
const NO_MARGIN: &str = "one of the words does not occur";

names! {
    /// An association measure of one table, with the variant that its name says.
    pub enum Association("association measure") {
        /// [`pmi`], log2; also called MI.
        Pmi = "pmi",
        /// [`npmi`].
        Npmi = "npmi",
        /// [`mi_power`] with the power 2.
        Mi2 = "mi2",
        /// [`mi_power`] with the power 3.
        Mi3 = "mi3",
        /// [`local_mi`].
        LocalMi = "local_mi",
        /// [`mi_log_f`].
        MiLogF = "mi_log_f",
        /// [`mutual_information`] over four cells, in bits.
        MutualInformation = "mutual_information",
        /// [`t_score`] with the variance O.
        T = "t",
        /// [`t_score`] with the variance O (1 − O/n).
        TBernoulli = "t_bernoulli",
        /// [`z_score`] with the variance E.
        Z = "z",
        /// [`g2`], four terms.
        G2 = "g2",
        /// [`simple_ll`].
        SimpleLl = "simple_ll",
        /// [`chi2`], no correction.
        Chi2 = "chi2",
        /// [`chi2_yates`].
        Chi2Yates = "chi2_yates",
        /// [`dice`].
        Dice = "dice",
        /// [`log_dice`].
        LogDice = "log_dice",
        /// [`jaccard`].
        Jaccard = "jaccard",
        /// [`delta_p_21`]: the second word given the first.
        DeltaP21 = "delta_p_21",
        /// [`delta_p_12`]: the first word given the second.
        DeltaP12 = "delta_p_12",
        /// [`minimum_sensitivity`].
        MinimumSensitivity = "minimum_sensitivity",
        /// [`phi_squared`].
        PhiSquared = "phi_squared",
        /// [`odds_ratio`] with 0.5 added to all cells.
        OddsRatioHalf = "odds_ratio_half",
        /// [`fisher_log10_p`] of attraction (one-sided): a log10 p.
        FisherLog10P = "fisher_log10_p",
    }
}

impl Association {
    /// The measure of a table.
    pub fn score(self, t: &Contingency) -> Measured {
        match self {
            Association::Pmi => pmi(t, LogBase::Two),
            Association::Npmi => npmi(t),
            Association::Mi2 => mi_power(t, 2),
            Association::Mi3 => mi_power(t, 3),
            Association::LocalMi => local_mi(t),
            Association::MiLogF => mi_log_f(t),
            Association::MutualInformation => mutual_information(t, LogBase::Two),
            Association::T => t_score(t, TVariance::Observed),
            Association::TBernoulli => t_score(t, TVariance::Bernoulli),
            Association::Z => z_score(t, ZVariance::Expected),
            Association::G2 => g2(t),
            Association::SimpleLl => simple_ll(t),
            Association::Chi2 => chi2(t),
            Association::Chi2Yates => chi2_yates(t),
            Association::Dice => dice(t),
            Association::LogDice => log_dice(t),
            Association::Jaccard => jaccard(t),
            Association::DeltaP21 => delta_p_21(t),
            Association::DeltaP12 => delta_p_12(t),
            Association::MinimumSensitivity => minimum_sensitivity(t),
            Association::PhiSquared => phi_squared(t),
            Association::OddsRatioHalf => odds_ratio(t, ZeroRule::AddHalf),
            Association::FisherLog10P => Ok(fisher_log10_p(t, Alternative::Greater)),
        }
    }
}

/// Pointwise mutual information, log(O / E) (Church and Hanks 1990, base 2).
pub fn pmi(t: &Contingency, base: LogBase) -> Measured {
    if t.o11 == 0.0 {
        return Err(NEVER);
    }
    Ok(base.log(t.o11 / t.e11()))
}

/// Normalised pointwise mutual information, ln(O / E) / −ln(O / n): −1 never together, 0 independent, 1
/// only together (Bouma 2009). −1 at O = 0 by its limit.
pub fn npmi(t: &Contingency) -> Measured {
    if t.r1 == 0.0 || t.c1 == 0.0 {
        return Err(Undefined::because(NO_MARGIN));
    }
    if t.o11 == 0.0 {
        return Ok(-1.0);
    }
    if t.o11 == t.n {
        return Err(Undefined::because("there is no other pair to compare with"));
    }
    Ok((t.o11 / t.e11()).ln() / -(t.o11 / t.n).ln())
}

/// MIᵏ, log2(Oᵏ / E): PMI for k = 1, less kind to rare pairs for 2 and 3 (Daille 1994).
pub fn mi_power(t: &Contingency, k: i32) -> Measured {
    if t.o11 == 0.0 {
        return Err(NEVER);
    }
    Ok((t.o11.powi(k) / t.e11()).log2())
}

/// Local mutual information, O log2(O / E) (Evert 2004); 0 at O = 0.
pub fn local_mi(t: &Contingency) -> Measured {
    if t.o11 == 0.0 {
        return if t.r1 == 0.0 || t.c1 == 0.0 {
            Err(Undefined::because(NO_MARGIN))
        } else {
            Ok(0.0)
        };
    }
    Ok(t.o11 * (t.o11 / t.e11()).log2())
}

/// MI.log_f, log2(O / E) · ln(O + 1), salience in the Sketch Engine (Kilgarriff and Tugwell 2001).
pub fn mi_log_f(t: &Contingency) -> Measured {
    Ok(pmi(t, LogBase::Two)? * t.o11.ln_1p())
}

/// Mutual information of the two events over all four cells, Σ O/n log(O / E) (Dunning 1998, p. 51).
///
/// G² = 2 n times this in nats.
pub fn mutual_information(t: &Contingency, base: LogBase) -> Measured {
    let nats = g2(t)? / (2.0 * t.n);
    Ok(nats * base.log(std::f64::consts::E))
}

names! {
    /// The variance of a t-score.
    pub enum TVariance("variance of a t-score") {
        /// O (Church et al. 1991); most tools.
        Observed = "observed",
        /// O (1 − O / n) (Manning and Schütze 1999, p. 164).
        Bernoulli = "bernoulli",
    }
}

/// The t-score, (O − E) / √variance.
pub fn t_score(t: &Contingency, variance: TVariance) -> Measured {
    let variance = match variance {
        TVariance::Observed => t.o11,
        TVariance::Bernoulli => t.o11 * (1.0 - t.o11 / t.n),
    };
    finite(
        (t.o11 - t.e11()) / variance.sqrt(),
        "the joint count is zero and so is its variance",
    )
}

names! {
    /// The variance of a z-score.
    pub enum ZVariance("variance of a z-score") {
        /// E (Dennis 1965).
        Expected = "expected",
        /// E (1 − E / n), the binomial variance (Berry-Rogghe 1973).
        Binomial = "binomial",
    }
}

/// The z-score, (O − E) / √variance.
pub fn z_score(t: &Contingency, variance: ZVariance) -> Measured {
    let e = t.e11();
    let variance = match variance {
        ZVariance::Expected => e,
        ZVariance::Binomial => e * (1.0 - e / t.n),
    };
    finite((t.o11 - e) / variance.sqrt(), NO_MARGIN)
}

/// Simple log-likelihood, 2 (O ln(O / E) − (O − E)): the first cell's part of a Poisson likelihood (Evert 2008).
pub fn simple_ll(t: &Contingency) -> Measured {
    let e = t.e11();
    if e == 0.0 {
        return Err(Undefined::because(NO_MARGIN));
    }
    Ok(2.0 * deviance_part(t.o11, e))
}

/// Dice's coefficient, 2 O / (r1 + c1), from 0 to 1 (Smadja, `McKeown` and Hatzivassiloglou 1996).
pub fn dice(t: &Contingency) -> Measured {
    finite(2.0 * t.o11 / (t.r1 + t.c1), NO_MARGIN)
}

/// logDice, 14 + log2(Dice): at most 14, one less for half as strong a pair, whatever the size of the
/// corpus (Rychlý 2008). The base is 2; some printed tables use the natural logarithm.
///
/// ```
/// use variorum::stats::measures::{association::log_dice, contingency::Contingency};
///
/// let pair = Contingency::from_margins(8, 389, 230, 1_000_000)?;
/// assert!((log_dice(&pair)? - 8.726_204).abs() < 1e-6);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn log_dice(t: &Contingency) -> Measured {
    if t.o11 == 0.0 {
        return Err(NEVER);
    }
    Ok(14.0 + dice(t)?.log2())
}

/// Jaccard's coefficient, O / (o11 + o12 + o21), from 0 to 1.
pub fn jaccard(t: &Contingency) -> Measured {
    finite(t.o11 / (t.o11 + t.o12 + t.o21), NO_MARGIN)
}

/// ΔP of the second word given the first, o11/r1 − o21/r2, from −1 to 1 (Ellis 2006; Gries 2013).
pub fn delta_p_21(t: &Contingency) -> Measured {
    finite(
        t.o11 / t.r1 - t.o21 / t.r2,
        "the first word occurs never or always",
    )
}

/// ΔP of the first word given the second, o11/c1 − o12/c2, from −1 to 1 (Ellis 2006; Gries 2013).
pub fn delta_p_12(t: &Contingency) -> Measured {
    finite(
        t.o11 / t.c1 - t.o12 / t.c2,
        "the second word occurs never or always",
    )
}

/// Minimum sensitivity, the smaller of O/r1 and O/c1 (Pedersen and Bruce 1996).
pub fn minimum_sensitivity(t: &Contingency) -> Measured {
    finite(t.o11 / t.r1.max(t.c1), NO_MARGIN)
}

/// φ², χ² / n, from 0 to 1 (Church and Gale 1991).
pub fn phi_squared(t: &Contingency) -> Measured {
    Ok(chi2(t)? / t.n)
}

/// The phrase score of word2vec, (O − δ) V / (f1 f2), V the number of types (Mikolov et al. 2013).
///
/// The discount δ is gensim's `min_count`. Counts are of tokens, not of places in bigrams.
pub fn phrase_score(joint: f64, f1: f64, f2: f64, types: f64, discount: f64) -> Measured {
    finite((joint - discount) * types / (f1 * f2), NO_MARGIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_are_said() {
        let never = Contingency::from_cells(0, 10, 10, 80).unwrap();
        let absent = Contingency::from_cells(0, 0, 10, 80).unwrap();
        let only = Contingency::from_cells(5, 0, 0, 0).unwrap();
        for &measure in Association::ALL {
            for table in [&never, &absent, &only] {
                match measure.score(table) {
                    Ok(value) => assert!(value.is_finite(), "{measure} {value}"),
                    Err(why) => assert!(!why.reason().is_empty()),
                }
            }
        }
        assert_eq!(pmi(&never, LogBase::Two), Err(NEVER));
        assert_eq!(npmi(&never), Ok(-1.0));
        assert_eq!(local_mi(&never), Ok(0.0));
        assert_eq!(dice(&never), Ok(0.0));
        assert!(npmi(&only).is_err());
        assert!(phrase_score(1.0, 0.0, 3.0, 9.0, 1.0).is_err());
    }

    #[test]
    fn kin_agree() {
        let t = Contingency::from_cells(30, 70, 170, 99_730).unwrap();
        let pmi = Association::Pmi.score(&t).unwrap();
        assert!((mi_power(&t, 1).unwrap() - pmi).abs() < 1e-12);
        assert!((mi_log_f(&t).unwrap() - pmi * 31f64.ln()).abs() < 1e-12);
        let dice = dice(&t).unwrap();
        assert!((jaccard(&t).unwrap() - dice / (2.0 - dice)).abs() < 1e-12);
        assert_eq!(delta_p_12(&t), delta_p_21(&t.transposed()));
        let z = z_score(&t, ZVariance::Binomial).unwrap();
        assert!(z > z_score(&t, ZVariance::Expected).unwrap());
        let bits = mutual_information(&t, LogBase::Two).unwrap();
        let nats = mutual_information(&t, LogBase::E).unwrap();
        assert!((bits * std::f64::consts::LN_2 - nats).abs() < 1e-15);
    }
}
