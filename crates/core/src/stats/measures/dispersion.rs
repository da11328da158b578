//! How evenly a word is spread over the parts of a corpus.
//!
//! fᵢ is the word's count in part i, sᵢ the part's share of all tokens, F = Σ fᵢ, vᵢ = fᵢ / F, pᵢ the
//! relative frequency in part i, k the number of parts. Definitions and worked examples: Gries (2008,
//! 2020). Except for DP and KLD, where 0 is even, 1 means evenly spread and 0 all in one part.

use super::{
    LogBase, Measured, finite,
    usage::{burstiness, carroll_um, idf, juilland_u, residual_idf, rosengren_kf},
};

pub use super::parts::{Parts, Sizes};

const ONE_PART: &str = "there is only one part";

names! {
    /// A measure of dispersion over parts, with the variant that its name says.
    pub enum Dispersion("dispersion measure") {
        /// [`range`].
        Range = "range",
        /// [`relative_range`].
        RelativeRange = "relative_range",
        /// [`standard_deviation`] of the counts, population.
        StandardDeviation = "standard_deviation",
        /// [`standard_deviation`] of the counts, sample.
        StandardDeviationSample = "standard_deviation_sample",
        /// [`variation_coefficient`] of the counts, population.
        VariationCoefficient = "variation_coefficient",
        /// [`variation_coefficient`] of the counts, sample.
        VariationCoefficientSample = "variation_coefficient_sample",
        /// [`juilland_d`] of relative frequencies.
        JuillandD = "juilland_d",
        /// [`juilland_d`] of counts, for parts of equal size.
        JuillandDEqual = "juilland_d_equal",
        /// [`juilland_d`] weighted by size.
        JuillandDWeighted = "juilland_d_weighted",
        /// [`carroll_d2`].
        CarrollD2 = "carroll_d2",
        /// [`rosengren_s`].
        RosengrenS = "rosengren_s",
        /// [`lyne_d3`].
        LyneD3 = "lyne_d3",
        /// [`dp`], Gries 2008, not normalised.
        Dp = "dp",
        /// [`dp`] normalised by Lijffijt and Gries 2012.
        DpNorm = "dp_norm",
        /// [`dp`] normalised by Egbert et al. 2020.
        DpNormEgbert = "dp_norm_egbert",
        /// [`kld`] in bits.
        Kld = "kld",
        /// [`dkl`], odds to proportion.
        Dkl = "dkl",
        /// [`dkl`], e^−KLD.
        DklBaseE = "dkl_base_e",
        /// [`dkl`], 2^−KLD.
        DklBase2 = "dkl_base_2",
        /// [`distributional_consistency`], DA.
        Da = "da",
        /// [`juilland_u`].
        JuillandU = "juilland_u",
        /// [`carroll_um`].
        CarrollUm = "carroll_um",
        /// [`rosengren_kf`].
        RosengrenKf = "rosengren_kf",
        /// [`idf`], in bits.
        Idf = "idf",
        /// [`residual_idf`], in bits.
        ResidualIdf = "residual_idf",
        /// [`burstiness`].
        Burstiness = "burstiness",
    }
}

impl Dispersion {
    /// The measure of a word's counts.
    pub fn score(self, parts: &Parts<'_>) -> Measured {
        match self {
            Dispersion::Range => Ok(range(parts)),
            Dispersion::RelativeRange => Ok(relative_range(parts)),
            Dispersion::StandardDeviation => standard_deviation(parts, Deviation::Population),
            Dispersion::StandardDeviationSample => standard_deviation(parts, Deviation::Sample),
            Dispersion::VariationCoefficient => variation_coefficient(parts, Deviation::Population),
            Dispersion::VariationCoefficientSample => {
                variation_coefficient(parts, Deviation::Sample)
            }
            Dispersion::JuillandD => juilland_d(parts, JuillandVariant::Relative),
            Dispersion::JuillandDEqual => juilland_d(parts, JuillandVariant::Equal),
            Dispersion::JuillandDWeighted => juilland_d(parts, JuillandVariant::Weighted),
            Dispersion::CarrollD2 => carroll_d2(parts),
            Dispersion::RosengrenS => rosengren_s(parts),
            Dispersion::LyneD3 => lyne_d3(parts),
            Dispersion::Dp => dp(parts, DpVariant::Gries2008),
            Dispersion::DpNorm => dp(parts, DpVariant::LijffijtGries2012),
            Dispersion::DpNormEgbert => dp(parts, DpVariant::Egbert2020),
            Dispersion::Kld => kld(parts),
            Dispersion::Dkl => dkl(parts, DklVariant::OddsToProportion),
            Dispersion::DklBaseE => dkl(parts, DklVariant::BaseE),
            Dispersion::DklBase2 => dkl(parts, DklVariant::Base2),
            Dispersion::Da => distributional_consistency(parts),
            Dispersion::JuillandU => juilland_u(parts, JuillandVariant::Relative),
            Dispersion::CarrollUm => carroll_um(parts),
            Dispersion::RosengrenKf => rosengren_kf(parts),
            Dispersion::Idf => idf(parts, LogBase::Two),
            Dispersion::ResidualIdf => residual_idf(parts, LogBase::Two),
            Dispersion::Burstiness => burstiness(parts),
        }
    }
}

/// The number of parts that have the word: range, or document frequency where parts are documents.
pub fn range(parts: &Parts<'_>) -> f64 {
    parts.occurring_in().count() as f64
}

/// The share of parts that have the word.
pub fn relative_range(parts: &Parts<'_>) -> f64 {
    range(parts) / parts.k()
}

names! {
    /// The divisor of a variance.
    pub enum Deviation("standard deviation") {
        /// k.
        Population = "population",
        /// k − 1.
        Sample = "sample",
    }
}

/// Mean and standard deviation of `k` numbers, given those that are not 0.
fn spread(values: impl Iterator<Item = f64> + Clone, k: f64, kind: Deviation) -> (f64, f64) {
    let mean = values.clone().sum::<f64>() / k;
    let zeros = k - values.clone().count() as f64;
    let squares = values.map(|v| (v - mean) * (v - mean)).sum::<f64>() + zeros * mean * mean;
    let divisor = match kind {
        Deviation::Population => k,
        Deviation::Sample => k - 1.0,
    };
    (mean, (squares / divisor).sqrt())
}

/// The standard deviation of the counts in the parts.
pub fn standard_deviation(parts: &Parts<'_>, kind: Deviation) -> Measured {
    let counts = parts.occurring_in().map(|(f, _)| f);
    finite(spread(counts, parts.k(), kind).1, ONE_PART)
}

/// The variation coefficient: standard deviation divided by the mean of the counts.
pub fn variation_coefficient(parts: &Parts<'_>, kind: Deviation) -> Measured {
    parts.occurring()?;
    let counts = parts.occurring_in().map(|(f, _)| f);
    let (mean, deviation) = spread(counts, parts.k(), kind);
    finite(deviation / mean, ONE_PART)
}

names! {
    /// What Juilland's D is computed from.
    pub enum JuillandVariant("variant of Juilland's D") {
        /// Counts: for parts of equal size (Juilland and Chang-Rodríguez 1964).
        Equal = "equal",
        /// Relative frequencies, each part as important (Lyne 1985; Gries 2008).
        Relative = "relative",
        /// Relative frequencies weighted by the parts' sizes, and divided by the largest variation that
        /// these sizes allow, √(1/min s − 1), in place of √(k − 1). Equals the others for equal parts.
        Weighted = "weighted",
    }
}

/// Juilland's D, 1 − V / √(k − 1), V the variation coefficient with the population's standard deviation.
pub fn juilland_d(parts: &Parts<'_>, variant: JuillandVariant) -> Measured {
    parts.several()?;
    let k = parts.k();
    let (v, largest) = match variant {
        JuillandVariant::Equal => (
            variation_coefficient(parts, Deviation::Population)?,
            (k - 1.0).sqrt(),
        ),
        JuillandVariant::Relative => {
            let (mean, deviation) = spread(parts.rates(), k, Deviation::Population);
            (deviation / mean, (k - 1.0).sqrt())
        }
        JuillandVariant::Weighted => {
            // Σ s (p / p̄ − 1)² where p / p̄ = v / s; parts without the word add their s.
            let square: f64 = parts
                .shares()
                .map(|(f, s)| s * (f / parts.total() / s - 1.0).powi(2))
                .sum();
            let square = square + parts.rest();
            (square.sqrt(), (1.0 / parts.least() - 1.0).sqrt())
        }
    };
    Ok((1.0 - v / largest).max(0.0))
}

/// Carroll's D2 (1970): the entropy of the relative frequencies divided by the largest possible, ln k.
pub fn carroll_d2(parts: &Parts<'_>) -> Measured {
    parts.several()?;
    let sum: f64 = parts.rates().sum();
    let entropy: f64 = parts.rates().map(|p| -(p / sum) * (p / sum).ln()).sum();
    Ok(entropy / parts.k().ln())
}

/// Rosengren's S (1971), (Σ √(sᵢ fᵢ))² / F; for equal parts `(Σ √fᵢ)² / (k F)`. At least the smallest part's share.
pub fn rosengren_s(parts: &Parts<'_>) -> Measured {
    Ok(rosengren_kf(parts)? / parts.total())
}

/// Lyne's D3 (1985), 1 − χ² / 4F, where χ² compares the counts with sᵢ F.
///
/// Not bounded by 0 for more than five parts; given as it comes.
pub fn lyne_d3(parts: &Parts<'_>) -> Measured {
    parts.occurring()?;
    let chi2: f64 = parts
        .shares()
        .map(|(f, s)| (f - s * parts.total()).powi(2) / (s * parts.total()))
        .sum();
    // A part without the word adds its expected count.
    let chi2 = chi2 + parts.rest() * parts.total();
    Ok(1.0 - chi2 / (4.0 * parts.total()))
}

names! {
    /// How DP is normalised. 0 is even in all of them.
    pub enum DpVariant("variant of DP") {
        /// Not at all (Gries 2008).
        Gries2008 = "gries_2008",
        /// Divided by 1 − min sᵢ (Lijffijt and Gries 2012): `DPnorm`.
        LijffijtGries2012 = "lijffijt_gries_2012",
        /// Divided by 1 − min of the sᵢ of parts that have the word (Egbert, Burch and Biber 2020).
        Egbert2020 = "egbert_2020",
    }
}

/// The deviation of proportions, DP = Σ |vᵢ − sᵢ| / 2: 0 evenly spread, near 1 all in a small part.
pub fn dp(parts: &Parts<'_>, variant: DpVariant) -> Measured {
    parts.occurring()?;
    let having: f64 = parts
        .shares()
        .map(|(f, s)| (f / parts.total() - s).abs())
        .sum();
    let dp = f64::midpoint(having, parts.rest());
    let least = match variant {
        DpVariant::Gries2008 => return Ok(dp),
        DpVariant::LijffijtGries2012 => parts.least(),
        DpVariant::Egbert2020 => parts.shares().map(|(_, s)| s).fold(1.0, f64::min),
    };
    parts.several()?;
    Ok(dp / (1.0 - least))
}

/// The Kullback–Leibler divergence of the word's shares from the parts' sizes, Σ vᵢ log2(vᵢ / sᵢ), in bits.
///
/// 0 is even; it has no upper bound (Gries 2020).
pub fn kld(parts: &Parts<'_>) -> Measured {
    parts.occurring()?;
    Ok(parts
        .shares()
        .map(|(f, s)| f / parts.total() * (f / parts.total() / s).log2())
        .sum())
}

names! {
    /// How KLD becomes DKL, a number from 0 to 1 where 1 is even.
    pub enum DklVariant("variant of DKL") {
        /// 1 − KLD / (1 + KLD).
        OddsToProportion = "o2p",
        /// e^−KLD (Gries 2021).
        BaseE = "base_e",
        /// 2^−KLD (Gries 2024).
        Base2 = "base_2",
    }
}

/// DKL: [`kld`] turned round and fitted into 0 to 1.
pub fn dkl(parts: &Parts<'_>, variant: DklVariant) -> Measured {
    let kld = kld(parts)?;
    Ok(match variant {
        DklVariant::OddsToProportion => 1.0 / (1.0 + kld),
        DklVariant::BaseE => (-kld).exp(),
        DklVariant::Base2 => (-kld).exp2(),
    })
}

/// DA (Burch, Egbert and Biber 2017): 1 − mean absolute difference of the relative frequencies of all pairs of
/// parts, divided by twice their mean.
///
/// Computed from the sorted frequencies (Wilcox 1973), which is equal and needs no pairs.
pub fn distributional_consistency(parts: &Parts<'_>) -> Measured {
    parts.several()?;
    let mut rates: Vec<f64> = parts.rates().collect();
    rates.sort_unstable_by(|a, b| b.total_cmp(a));
    let sum: f64 = rates.iter().sum();
    let ranked: f64 = (1u32..)
        .zip(&rates)
        .map(|(i, p)| f64::from(i) * p / sum)
        .sum();
    Ok(2.0 * (ranked - 1.0) / (parts.k() - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The formulas over all parts, as the papers write them.
    fn naive(measure: Dispersion, counts: &[u64], sizes: &[u64]) -> Option<f64> {
        let total: f64 = counts.iter().map(|&f| f as f64).sum();
        let all: f64 = sizes.iter().map(|&s| s as f64).sum();
        let k = counts.len() as f64;
        let cells: Vec<(f64, f64)> = counts
            .iter()
            .zip(sizes)
            .map(|(&f, &s)| (f as f64, s as f64 / all))
            .collect();
        let least = cells.iter().map(|c| c.1).fold(1.0, f64::min);
        let mean_rate = cells.iter().map(|(f, s)| f / s).sum::<f64>() / k;
        Some(match measure {
            Dispersion::StandardDeviation => {
                (cells.iter().map(|c| (c.0 - total / k).powi(2)).sum::<f64>() / k).sqrt()
            }
            Dispersion::JuillandD => {
                let squares: f64 = cells.iter().map(|(f, s)| (f / s - mean_rate).powi(2)).sum();
                (1.0 - (squares / k).sqrt() / mean_rate / (k - 1.0).sqrt()).max(0.0)
            }
            Dispersion::JuillandDWeighted => {
                let square: f64 = cells
                    .iter()
                    .map(|(f, s)| s * (f / total / s - 1.0).powi(2))
                    .sum();
                (1.0 - square.sqrt() / (1.0 / least - 1.0).sqrt()).max(0.0)
            }
            Dispersion::LyneD3 => {
                let chi2: f64 = cells
                    .iter()
                    .map(|(f, s)| (f - s * total).powi(2) / (s * total))
                    .sum();
                1.0 - chi2 / 4.0 / total
            }
            Dispersion::DpNorm => {
                let dp: f64 = cells.iter().map(|(f, s)| (f / total - s).abs()).sum();
                dp / 2.0 / (1.0 - least)
            }
            Dispersion::Da => {
                let rates: Vec<f64> = cells.iter().map(|(f, s)| f / s).collect();
                let mut differences = 0.0;
                for (at, a) in rates.iter().enumerate() {
                    differences += rates[at + 1..].iter().map(|b| (a - b).abs()).sum::<f64>();
                }
                1.0 - differences / (k * (k - 1.0) / 2.0) / (2.0 * mean_rate)
            }
            _ => return None,
        })
    }

    #[test]
    fn parts_without_the_word_need_not_be_looked_at() {
        let mut random = super::super::random::Random::seeded(3);
        let mut compared = 0;
        for _ in 0..200 {
            let k = 2 + random.place(40);
            let sizes: Vec<u64> = (0..k).map(|_| 1 + random.below(500)).collect();
            let mut counts: Vec<u64> = (0..k).map(|_| random.below(9).saturating_sub(5)).collect();
            counts[0] += 1;
            let cells: Vec<(u32, u32)> = (0u32..)
                .zip(&counts)
                .filter(|&(_, &f)| f > 0)
                .map(|(part, &f)| (part, f as u32))
                .collect();
            let dense = Parts::new(&counts, &sizes).unwrap();
            let sparse = Parts::sparse(&cells, Sizes::new(&sizes).unwrap()).unwrap();
            for &measure in Dispersion::ALL {
                assert_eq!(measure.score(&dense), measure.score(&sparse), "{measure}");
                if let Some(expected) = naive(measure, &counts, &sizes) {
                    let value = measure.score(&sparse).unwrap();
                    assert!(
                        (value - expected).abs() < 1e-9,
                        "{measure} {value} {expected}"
                    );
                    compared += 1;
                }
            }
        }
        assert!(compared > 1_000);
        let sizes = [4, 5];
        let sizes = Sizes::new(&sizes).unwrap();
        assert!(Parts::sparse(&[(1, 1), (1, 1)], sizes).is_err());
        assert!(Parts::sparse(&[(2, 1)], sizes).is_err());
    }

    #[test]
    fn zeros_and_single_parts_are_said() {
        let cases = [
            (vec![0u64, 0, 0], vec![5u64, 6, 7]),
            (vec![4], vec![10]),
            (vec![0], vec![10]),
            (vec![2, 0], vec![10, 10]),
        ];
        for (counts, sizes) in &cases {
            let parts = Parts::new(counts, sizes).unwrap();
            for &measure in Dispersion::ALL {
                match measure.score(&parts) {
                    Ok(value) => assert!(value.is_finite(), "{measure} {counts:?} {value}"),
                    Err(why) => assert!(!why.reason().is_empty()),
                }
            }
        }
        let one = Parts::new(&[4], &[10]).unwrap();
        assert_eq!(
            Dispersion::JuillandD.score(&one).unwrap_err().reason(),
            ONE_PART
        );
        assert_eq!(Dispersion::Idf.score(&one).unwrap().to_bits(), 0);
        assert!(Parts::new(&[1], &[1, 2]).is_err());
        assert!(Parts::new(&[], &[]).is_err());
        assert!(Parts::new(&[1, 0], &[1, 0]).is_err());
    }

    #[test]
    fn variants_of_d_agree_on_equal_parts() {
        let parts = Parts::new(&[0, 4, 3, 2, 1], &[20; 5]).unwrap();
        let d = juilland_d(&parts, JuillandVariant::Equal).unwrap();
        for &variant in JuillandVariant::ALL {
            assert!(
                (juilland_d(&parts, variant).unwrap() - d).abs() < 1e-12,
                "{variant}"
            );
        }
    }

    #[test]
    fn weighted_d_reaches_zero_in_the_smallest_part() {
        let parts = Parts::new(&[3, 0, 0], &[10, 20, 30]).unwrap();
        assert!(juilland_d(&parts, JuillandVariant::Weighted).unwrap().abs() < 1e-12);
        let even = Parts::new(&[1, 2, 3], &[10, 20, 30]).unwrap();
        for &variant in &[JuillandVariant::Weighted, JuillandVariant::Relative] {
            assert!((juilland_d(&even, variant).unwrap() - 1.0).abs() < 1e-12);
        }
        assert!(dp(&even, DpVariant::Egbert2020).unwrap().abs() < 1e-12);
    }
}
