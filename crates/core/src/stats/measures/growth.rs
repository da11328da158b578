//! Power laws of vocabulary: how types grow with tokens, how counts fall with rank.

use super::{Measured, Undefined, finite};

/// A power law `y = coefficient · x^exponent`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PowerLaw {
    /// Heaps' K; the count that Zipf's law expects of the first rank.
    pub coefficient: f64,
    /// Heaps' β; minus Zipf's a.
    pub exponent: f64,
    /// The share of the variance of ln y that it explains; 1 where ln y does not vary.
    pub r_squared: f64,
}

impl PowerLaw {
    /// What it expects at `x`.
    pub fn at(&self, x: f64) -> f64 {
        self.coefficient * x.powf(self.exponent)
    }
}

/// The power law with the least squares of ln y on ln x, each point with the same weight.
///
/// Heaps' law (Herdan 1964, Heaps 1978) is this for types by tokens read, Zipf's law (1949) for
/// counts by rank. It is a description of the points that are given; as an estimate of an exponent
/// least squares are biased (Clauset, Shalizi and Newman 2009). Undefined for fewer than two distinct x,
/// or a number that is not above 0.
///
/// ```
/// use variorum::stats::measures::growth::power_law;
/// let law = power_law(&[(1.0, 10.0), (100.0, 100.0), (10_000.0, 1000.0)])?;
/// assert!((law.coefficient - 10.0).abs() < 1e-9 && (law.exponent - 0.5).abs() < 1e-12);
/// # Ok::<(), variorum::stats::measures::Undefined>(())
/// ```
pub fn power_law(points: &[(f64, f64)]) -> Result<PowerLaw, Undefined> {
    let usable = |v: f64| v > 0.0 && v.is_finite();
    if !points.iter().all(|&(x, y)| usable(x) && usable(y)) {
        return Err(Undefined::because("a number is not above 0"));
    }
    let n = points.len() as f64;
    let logs = || points.iter().map(|&(x, y)| (x.ln(), y.ln()));
    let mean_x = logs().map(|(x, _)| x).sum::<f64>() / n;
    let mean_y = logs().map(|(_, y)| y).sum::<f64>() / n;
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in logs() {
        xx += (x - mean_x) * (x - mean_x);
        xy += (x - mean_x) * (y - mean_y);
        yy += (y - mean_y) * (y - mean_y);
    }
    if points.len() < 2 || xx <= 0.0 {
        return Err(Undefined::because("a line needs two distinct points"));
    }
    let exponent = xy / xx;
    Ok(PowerLaw {
        coefficient: finite(
            (mean_y - exponent * mean_x).exp(),
            "the coefficient is not finite",
        )?,
        exponent,
        r_squared: if yy > 0.0 { xy * xy / (xx * yy) } else { 1.0 },
    })
}

/// Zipf's exponent a of counts by rank (the largest first), by maximum likelihood: each token is drawn
/// from the ranks 1 to V with the probability `r^(−a) / Σ s^(−a)`.
///
/// Unlike a line through logarithms it is not ruled by the many ranks of words that occur once. The
/// likelihood has one maximum, where the mean ln rank of the tokens is the expected one. Undefined for fewer than
/// two ranks with occurrences, or where all tokens are of the first rank.
///
/// ```
/// use variorum::stats::measures::growth::zipf_exponent;
/// let counts: Vec<u64> = (1..=50).map(|rank| 1_000_000 / rank).collect();
/// assert!((zipf_exponent(&counts)? - 1.0).abs() < 1e-4);
/// # Ok::<(), variorum::stats::measures::Undefined>(())
/// ```
pub fn zipf_exponent(counts: &[u64]) -> Measured {
    let total: f64 = counts.iter().map(|&c| c as f64).sum();
    let logs: Vec<f64> = (1u32..)
        .take(counts.len())
        .map(|r| f64::from(r).ln())
        .collect();
    let observed = logs
        .iter()
        .zip(counts)
        .map(|(l, &c)| l * c as f64)
        .sum::<f64>()
        / total;
    let all: f64 = logs.iter().sum();
    if counts.len() < 2 || observed.is_nan() || observed <= 0.0 {
        return Err(Undefined::because("fewer than two ranks have occurrences"));
    }
    // At a = 0 the mean is that of all ranks; a falls below 0 only if counts rise with the rank.
    if observed >= all / logs.len() as f64 {
        return Ok(0.0);
    }
    let moments = |a: f64| {
        let mut sums = (0.0, 0.0, 0.0);
        for &l in &logs {
            let weight = (-a * l).exp();
            sums = (
                sums.0 + weight,
                sums.1 + weight * l,
                sums.2 + weight * l * l,
            );
        }
        let mean = sums.1 / sums.0;
        (mean, sums.2 / sums.0 - mean * mean)
    };
    let (mut low, mut high, mut a) = (0.0f64, f64::INFINITY, 1.0f64);
    for _ in 0..200 {
        let (mean, variance) = moments(a);
        if mean > observed {
            low = a;
        } else {
            high = a;
        }
        // Newton's step; halving where it leaves the interval that holds the maximum.
        let step = a + (mean - observed) / variance;
        let next = if step > low && step < high {
            step
        } else if high.is_finite() {
            f64::midpoint(low, high)
        } else {
            2.0 * a
        };
        let done = (next - a).abs() <= 1e-13 * a;
        a = next;
        if done {
            break;
        }
    }
    finite(a, "the exponent is not finite")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn against_python() {
        // Python 3 statistics: linear_regression and correlation of the logarithms.
        let law = power_law(&[(1.0, 12.0), (2.0, 5.0), (3.0, 4.0), (4.0, 2.0)]).unwrap();
        assert!(
            (law.exponent + 1.204_264_637_507_897).abs() < 1e-12,
            "{law:?}"
        );
        assert!(
            (law.coefficient - 12.185_551_991_716_393).abs() < 1e-10,
            "{law:?}"
        );
        assert!(
            (law.r_squared - 0.959_697_278_254_858).abs() < 1e-12,
            "{law:?}"
        );
    }

    #[test]
    fn the_likelihood_has_its_maximum_there() {
        let counts = [60u64, 22, 9, 9, 4, 1, 1];
        let likelihood = |a: f64| {
            let all: f64 = (1..=7).map(|r| f64::from(r).powf(-a)).sum();
            let ranks = counts.iter().zip(1..);
            ranks
                .map(|(&c, r)| c as f64 * (f64::from(r).powf(-a) / all).ln())
                .sum::<f64>()
        };
        let a = zipf_exponent(&counts).unwrap();
        for near in [a - 1e-3, a + 1e-3, a - 0.1, a + 0.1] {
            assert!(likelihood(a) > likelihood(near), "{a} {near}");
        }
        assert_eq!(zipf_exponent(&[3, 3, 3]), Ok(0.0));
        assert!(zipf_exponent(&[3]).is_err() && zipf_exponent(&[]).is_err());
        assert!(zipf_exponent(&[3, 0]).is_err());
    }

    #[test]
    fn what_cannot_be() {
        assert!(power_law(&[]).is_err() && power_law(&[(1.0, 1.0)]).is_err());
        assert!(power_law(&[(2.0, 1.0), (2.0, 3.0)]).is_err());
        assert!(power_law(&[(1.0, 0.0), (2.0, 3.0)]).is_err());
        let flat = power_law(&[(1.0, 3.0), (2.0, 3.0)]).unwrap();
        assert_eq!((flat.exponent, flat.r_squared), (0.0, 1.0));
    }
}
