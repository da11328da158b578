//! Rates over time with their uncertainty, and how fast a rate decays.

use super::{Interval, Measured, Undefined, finite, random::Random, special::normal_quantile};

fn checked(level: f64) -> Result<f64, Undefined> {
    let alpha = 1.0 - level;
    if alpha > 0.0 && alpha < 1.0 {
        Ok(alpha)
    } else {
        Err(Undefined::because(
            "a confidence level lies between 0 and 1",
        ))
    }
}

/// Wilson's interval (1927) of a share, `successes` of `trials`, at a level such as 0.95; without continuity correction.
///
/// Holds its level at 0 and at small counts, where the usual normal interval fails.
///
/// ```
/// use variorum::stats::measures::series::wilson;
///
/// let interval = wilson(0, 20, 0.95)?;
/// assert_eq!(interval.low, 0.0);
/// assert!((interval.high - 0.161_125).abs() < 1e-6);
/// # Ok::<(), variorum::stats::measures::Undefined>(())
/// ```
pub fn wilson(successes: u64, trials: u64, level: f64) -> Result<Interval, Undefined> {
    let alpha = checked(level)?;
    if trials == 0 {
        return Err(Undefined::because("there are no trials"));
    }
    if successes > trials {
        return Err(Undefined::because("there are more successes than trials"));
    }
    let n = trials as f64;
    let p = successes as f64 / n;
    let z = normal_quantile(alpha / 2.0);
    let square = z * z / n;
    let middle = (p + square / 2.0) / (1.0 + square);
    let half = z / (1.0 + square) * (p * (1.0 - p) / n + square / (4.0 * n)).sqrt();
    Ok(Interval {
        low: if successes == 0 {
            0.0
        } else {
            (middle - half).max(0.0)
        },
        high: if successes == trials {
            1.0
        } else {
            (middle + half).min(1.0)
        },
    })
}

/// The percentile bootstrap over documents (Efron 1979): the statistic of `replicates` resamples of the
/// documents with replacement, and the quantiles that enclose `level` of them.
///
/// `statistic` gets the numbers of the documents, from 0 to `documents − 1`, each as often as it was drawn; it may
/// return `None` where it is undefined, and such a resample does not count. Quantiles are
/// interpolated (type 7 of Hyndman and Fan). Undefined for fewer than two documents.
///
/// ```
/// use variorum::stats::measures::series::bootstrap;
///
/// let (counts, sizes) = ([3., 0., 1., 9., 2.], [400., 350., 500., 800., 420.]);
/// let rate = |drawn: &[usize]| {
///     let sum = |of: &[f64]| drawn.iter().map(|&d| of[d]).sum::<f64>();
///     Some(sum(&counts) / sum(&sizes))
/// };
/// let interval = bootstrap(5, 1000, 0.95, 7, rate)?;
/// assert!(interval.low < 15.0 / 2470.0 && 15.0 / 2470.0 < interval.high);
/// # Ok::<(), variorum::stats::measures::Undefined>(())
/// ```
pub fn bootstrap(
    documents: usize,
    replicates: usize,
    level: f64,
    seed: u64,
    mut statistic: impl FnMut(&[usize]) -> Option<f64>,
) -> Result<Interval, Undefined> {
    let alpha = checked(level)?;
    if documents < 2 {
        return Err(Undefined::because("fewer than two documents to draw from"));
    }
    let mut random = Random::seeded(seed);
    let mut drawn = vec![0; documents];
    let mut values = Vec::with_capacity(replicates);
    for _ in 0..replicates {
        drawn.fill_with(|| random.place(documents));
        values.extend(statistic(&drawn).filter(|v| v.is_finite()));
    }
    if values.is_empty() {
        return Err(Undefined::because(
            "the statistic is undefined in every resample",
        ));
    }
    values.sort_unstable_by(f64::total_cmp);
    Ok(Interval {
        low: quantile(&values, alpha / 2.0),
        high: quantile(&values, 1.0 - alpha / 2.0),
    })
}

/// The quantile of sorted values, interpolated between the two nearest.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in the list"
    )]
    let below = place.floor() as usize;
    let low = sorted.get(below).copied().unwrap_or(f64::NAN);
    let high = sorted.get(below + 1).copied().unwrap_or(low);
    low + (high - low) * (place - place.floor())
}

/// The exponential decay of a rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decay {
    /// The decay per period, λ: the rate falls by the factor e^−λ. Below 0 it grows.
    pub per_period: f64,
    /// The rate in the first period.
    pub start: f64,
}

impl Decay {
    /// Periods until the rate has halved, ln 2 / λ. Undefined for a rate that does not fall.
    pub fn half_life(&self) -> Measured {
        if self.per_period > 0.0 {
            finite(
                std::f64::consts::LN_2 / self.per_period,
                "the rate does not fall",
            )
        } else {
            Err(Undefined::because("the rate does not fall"))
        }
    }
}

/// The decay of counts that are Poisson with the rate `a e^(−λ t)` times the period's size, by maximum
/// likelihood; `t` counts periods from 0.
///
/// Zeros are counts like others; nothing is taken the logarithm of. The likelihood (a Poisson regression with an
/// offset, McCullagh and Nelder 1989, ch. 6) has one maximum, where the mean period of the occurrences is the expected one.
///
/// ```
/// use variorum::stats::measures::series::decay;
///
/// let falling = decay(&[64, 32, 16, 8, 4], &[1.0; 5])?;
/// assert!((falling.half_life()? - 1.0).abs() < 1e-9);
/// # Ok::<(), variorum::stats::measures::Undefined>(())
/// ```
pub fn decay(counts: &[u64], sizes: &[f64]) -> Result<Decay, Undefined> {
    if counts.len() != sizes.len() {
        return Err(Undefined::because(
            "counts and sizes have different lengths",
        ));
    }
    if sizes.iter().any(|&s| !(s >= 0.0 && s.is_finite()))
        || counts.iter().zip(sizes).any(|(&c, &s)| c > 0 && s == 0.0)
    {
        return Err(Undefined::because(
            "a period with occurrences has no tokens",
        ));
    }
    let total: f64 = counts.iter().map(|&c| c as f64).sum();
    let periods = || (0u32..).map(f64::from);
    let observed: f64 = periods()
        .zip(counts)
        .map(|(t, &c)| t * c as f64)
        .sum::<f64>()
        / total;
    let mut open = periods()
        .zip(sizes)
        .filter(|(_, s)| **s > 0.0)
        .map(|(t, _)| t);
    let (first, last) = (open.next().unwrap_or(0.0), open.last().unwrap_or(0.0));
    if total == 0.0 {
        return Err(Undefined::because("there are no occurrences"));
    }
    if !(first < observed && observed < last) {
        return Err(Undefined::because(
            "all occurrences are in the first or in the last period",
        ));
    }
    // The mean period under λ, with exponents shifted so that none overflows.
    let moments = |lambda: f64| {
        let shift = if lambda > 0.0 { first } else { last };
        periods()
            .zip(sizes)
            .fold((0.0, 0.0), |(mass, mean), (t, s)| {
                let weight = s * (-lambda * (t - shift)).exp();
                (mass + weight, mean + weight * t)
            })
    };
    let (mut low, mut high) = (-700.0f64, 700.0f64);
    for _ in 0..120 {
        let middle = f64::midpoint(low, high);
        let (mass, mean) = moments(middle);
        // A larger λ moves the expected mean to the left.
        if mean / mass > observed {
            low = middle;
        } else {
            high = middle;
        }
    }
    let per_period = f64::midpoint(low, high);
    let mass: f64 = periods()
        .zip(sizes)
        .map(|(t, s)| s * (-per_period * t).exp())
        .sum();
    Ok(Decay {
        per_period,
        start: finite(total / mass, "the rate in the first period is not finite")?,
    })
}

/// The median age: the time by which half of all occurrences have come, in periods from the start of the
/// first, interpolated inside a period. The half-life of literature (Burton and Kebler 1960).
pub fn median_age(counts: &[u64]) -> Measured {
    let total: f64 = counts.iter().map(|&c| c as f64).sum();
    let mut before = 0.0;
    for (period, &count) in (0u32..).zip(counts) {
        let count = count as f64;
        if count > 0.0 && before + count >= total / 2.0 {
            return Ok(f64::from(period) + (total / 2.0 - before) / count);
        }
        before += count;
    }
    Err(Undefined::because("there are no occurrences"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_against_scipy() {
        // SciPy 1.17.1 stats.binomtest(5, 20).proportion_ci(0.95, "wilson").
        let interval = wilson(5, 20, 0.95).unwrap();
        assert!((interval.low - 0.111_861_701_407_665_71).abs() < 1e-13);
        assert!((interval.high - 0.468_700_877_618_744).abs() < 1e-13);
        assert_eq!(wilson(20, 20, 0.95).unwrap().high, 1.0);
        assert!(wilson(0, 0, 0.95).is_err() && wilson(3, 2, 0.95).is_err());
        assert!(wilson(1, 2, 1.0).is_err() && wilson(1, 2, f64::NAN).is_err());
    }

    #[test]
    fn bootstrap_repeats() {
        let mean = |drawn: &[usize]| Some(drawn.iter().sum::<usize>() as f64 / drawn.len() as f64);
        let a = bootstrap(30, 500, 0.9, 1, mean).unwrap();
        assert_eq!(a, bootstrap(30, 500, 0.9, 1, mean).unwrap());
        assert!(
            (10.0..14.5).contains(&a.low) && (14.5..19.0).contains(&a.high),
            "{a:?}"
        );
        assert!(bootstrap(1, 500, 0.9, 1, mean).is_err());
        assert!(bootstrap(9, 0, 0.9, 1, mean).is_err());
        assert!(bootstrap(9, 20, 0.9, 1, |_| None).is_err());
    }

    #[test]
    fn quantiles_as_in_numpy() {
        // NumPy 2.4 quantile([1, 2, 3, 4, 10], [0.1, 0.5, 0.9]): 1.4, 3, 7.6.
        let values = [1.0, 2.0, 3.0, 4.0, 10.0];
        for (share, expected) in [(0.1, 1.4), (0.5, 3.0), (0.9, 7.6), (1.0, 10.0)] {
            assert!((quantile(&values, share) - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn decay_knows_sizes() {
        // Twice the tokens, twice the counts: the same rate.
        let even = decay(&[64, 32, 16, 8], &[1.0; 4]).unwrap();
        let sized = decay(&[64, 64, 16, 8], &[1.0, 2.0, 1.0, 1.0]).unwrap();
        assert!((even.per_period - sized.per_period).abs() < 1e-9);
        assert!((even.start - 64.0).abs() < 1e-6);
        let growing = decay(&[1, 2, 4], &[1.0; 3]).unwrap();
        assert!(growing.half_life().is_err());
        assert!((growing.per_period + std::f64::consts::LN_2).abs() < 1e-9);
        for (counts, sizes) in [
            (&[0u64, 0][..], &[1.0, 1.0][..]),
            (&[5, 0], &[1.0, 1.0]),
            (&[], &[]),
            (&[1, 1], &[1.0]),
            (&[1, 1], &[1.0, 0.0]),
        ] {
            assert!(decay(counts, sizes).is_err());
        }
    }

    #[test]
    fn median_age_by_hand() {
        assert_eq!(median_age(&[4, 4, 2]), Ok(1.25));
        assert_eq!(median_age(&[0, 6]), Ok(1.5));
        assert!(median_age(&[0, 0]).is_err() && median_age(&[]).is_err());
    }
}
