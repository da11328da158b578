//! How alike two sets, two vectors or two corpora are.
//!
//! Vectors have one number for each term, both in the same order. Where a measure speaks of distributions it
//! divides each vector by its sum itself.

use super::{LogBase, Measured, Undefined, finite};

const LENGTHS: Undefined = Undefined::because("the vectors have different lengths");
const ZERO: &str = "a vector is zero";

names! {
    /// A similarity or distance of two vectors, with the variant that its name says.
    pub enum Similarity("similarity or distance") {
        /// [`cosine`], a similarity.
        Cosine = "cosine",
        /// [`weighted_jaccard`], a similarity.
        WeightedJaccard = "weighted_jaccard",
        /// [`spearman`], a correlation.
        Spearman = "spearman",
        /// [`kl`] in bits, a divergence.
        Kl = "kl",
        /// [`jsd`] in bits, a divergence.
        Jsd = "jsd",
        /// [`hellinger`], a distance.
        Hellinger = "hellinger",
        /// [`bray_curtis`], a distance.
        BrayCurtis = "bray_curtis",
        /// [`burrows_delta`] of z-scores, a distance.
        BurrowsDelta = "burrows_delta",
        /// [`cosine_delta`] of z-scores, a distance.
        CosineDelta = "cosine_delta",
    }
}

impl Similarity {
    /// The measure of two vectors.
    pub fn score(self, a: &[f64], b: &[f64]) -> Measured {
        match self {
            Similarity::Cosine => cosine(a, b),
            Similarity::WeightedJaccard => weighted_jaccard(a, b),
            Similarity::Spearman => spearman(a, b),
            Similarity::Kl => kl(a, b, LogBase::Two),
            Similarity::Jsd => jsd(a, b, LogBase::Two),
            Similarity::Hellinger => hellinger(a, b),
            Similarity::BrayCurtis => bray_curtis(a, b),
            Similarity::BurrowsDelta => burrows_delta(a, b),
            Similarity::CosineDelta => cosine_delta(a, b),
        }
    }
}

/// The sizes of two sets and of what they share.
///
/// ```
/// use variorum::stats::measures::similarity::Overlap;
///
/// let overlap = Overlap::of_sorted(&[1, 3, 5, 8], &[3, 4, 8]);
/// assert_eq!(overlap.jaccard()?, 0.4);
/// # Ok::<(), variorum::stats::measures::Undefined>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// Members of both.
    pub shared: u64,
    /// Members of the first.
    pub first: u64,
    /// Members of the second.
    pub second: u64,
}

impl Overlap {
    /// Of two sets, each ascending without repetition.
    pub fn of_sorted(a: &[u32], b: &[u32]) -> Self {
        let mut shared = 0;
        let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
        while let (Some(x), Some(y)) = (left.peek(), right.peek()) {
            let order = x.cmp(y);
            shared += u64::from(order.is_eq());
            if order.is_le() {
                left.next();
            }
            if order.is_ge() {
                right.next();
            }
        }
        Overlap {
            shared,
            first: a.len() as u64,
            second: b.len() as u64,
        }
    }

    fn share(self, of: f64) -> Measured {
        finite(self.shared as f64 / of, "a set is empty")
    }

    /// Jaccard's coefficient, shared / members of either.
    pub fn jaccard(self) -> Measured {
        self.share(self.first as f64 + self.second as f64 - self.shared as f64)
    }

    /// Dice's coefficient, 2 shared / (first + second).
    pub fn dice(self) -> Measured {
        self.share((self.first as f64 + self.second as f64) / 2.0)
    }

    /// Containment of the first set in the second, shared / first (Broder 1997).
    pub fn containment(self) -> Measured {
        self.share(self.first as f64)
    }

    /// The same two sets in the other order.
    #[must_use]
    pub fn reversed(self) -> Self {
        Overlap {
            first: self.second,
            second: self.first,
            ..self
        }
    }

    /// The overlap coefficient, shared / the smaller set (Szymkiewicz 1934, Simpson 1943).
    pub fn overlap(self) -> Measured {
        self.share(self.first.min(self.second) as f64)
    }
}

fn pairs<'a>(
    a: &'a [f64],
    b: &'a [f64],
) -> Result<impl Iterator<Item = (f64, f64)> + Clone + 'a, Undefined> {
    if a.len() != b.len() {
        return Err(LENGTHS);
    }
    Ok(a.iter().copied().zip(b.iter().copied()))
}

/// Pairs of shares, each vector divided by its sum.
fn shares<'a>(
    a: &'a [f64],
    b: &'a [f64],
) -> Result<impl Iterator<Item = (f64, f64)> + Clone + 'a, Undefined> {
    if a.iter().chain(b).any(|&x| x < 0.0 || x.is_nan()) {
        return Err(Undefined::because("a share is negative"));
    }
    let (p, q): (f64, f64) = (a.iter().sum(), b.iter().sum());
    if !(p > 0.0 && q > 0.0) {
        return Err(Undefined::because(ZERO));
    }
    Ok(pairs(a, b)?.map(move |(x, y)| (x / p, y / q)))
}

/// The cosine of the angle between two vectors, Σ ab / √(Σ a² Σ b²).
pub fn cosine(a: &[f64], b: &[f64]) -> Measured {
    let (dot, x, y) = pairs(a, b)?.fold((0.0, 0.0, 0.0), |(dot, x, y), (a, b)| {
        (dot + a * b, x + a * a, y + b * b)
    });
    finite(dot / x.sqrt() / y.sqrt(), ZERO)
}

/// The weighted Jaccard similarity, Σ min / Σ max (Ruzicka 1958).
pub fn weighted_jaccard(a: &[f64], b: &[f64]) -> Measured {
    let (low, high) = pairs(a, b)?.fold((0.0, 0.0), |(low, high), (a, b)| {
        (low + a.min(b), high + a.max(b))
    });
    finite(low / high, ZERO)
}

/// The dissimilarity of Bray and Curtis (1957), Σ |a − b| / Σ (a + b), from 0 to 1.
pub fn bray_curtis(a: &[f64], b: &[f64]) -> Measured {
    let (apart, all) = pairs(a, b)?.fold((0.0, 0.0), |(apart, all), (a, b)| {
        (apart + (a - b).abs(), all + a + b)
    });
    finite(apart / all, ZERO)
}

/// The divergence of Kullback and Leibler (1951), Σ p log(p / q), of the first from the second.
///
/// Undefined where the first has a term that the second has not.
pub fn kl(a: &[f64], b: &[f64], base: LogBase) -> Measured {
    let sum: f64 = shares(a, b)?
        .filter(|&(p, _)| p > 0.0)
        .map(|(p, q)| p * base.log(p / q))
        .sum();
    finite(sum, "a term of the first vector is missing in the second")
}

/// The Jensen–Shannon divergence (Lin 1991): the mean of both [`kl`] from the mean distribution.
///
/// From 0 to 1 in bits. It is the divergence, not its square root, which some tools call distance.
pub fn jsd(a: &[f64], b: &[f64], base: LogBase) -> Measured {
    let part = |p: f64, m: f64| if p > 0.0 { p * base.log(p / m) } else { 0.0 };
    Ok(shares(a, b)?
        .map(|(p, q)| {
            let m = f64::midpoint(p, q);
            (part(p, m) + part(q, m)) / 2.0
        })
        .sum::<f64>()
        .max(0.0))
}

/// Hellinger's distance (1909), √(½ Σ (√p − √q)²), from 0 to 1.
pub fn hellinger(a: &[f64], b: &[f64]) -> Measured {
    let sum: f64 = shares(a, b)?
        .map(|(p, q)| (p.sqrt() - q.sqrt()).powi(2))
        .sum();
    Ok((sum / 2.0).sqrt())
}

/// The ranks of values, from 1; equal values share their mean rank.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = values.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut ranked: Vec<(usize, f64)> = Vec::with_capacity(values.len());
    for group in order.chunk_by(|a, b| a.1 == b.1) {
        let rank = ranked.len() as f64 + (group.len() as f64 + 1.0) / 2.0;
        ranked.extend(group.iter().map(|&(place, _)| (place, rank)));
    }
    ranked.sort_unstable_by_key(|&(place, _)| place);
    ranked.into_iter().map(|(_, rank)| rank).collect()
}

/// Spearman's ρ (1904): Pearson's correlation of the ranks, ties at their mean rank.
pub fn spearman(a: &[f64], b: &[f64]) -> Measured {
    if a.len() != b.len() {
        return Err(LENGTHS);
    }
    let middle = (a.len() as f64 + 1.0) / 2.0;
    let centred = |v: &[f64]| {
        ranks(v)
            .into_iter()
            .map(|r| r - middle)
            .collect::<Vec<f64>>()
    };
    cosine(&centred(a), &centred(b))
        .map_err(|_| Undefined::because("all values of a vector are equal"))
}

/// Z-scores of a term over texts: (x − mean) / standard deviation (the sample's, k − 1).
pub fn z_scores(values: &[f64]) -> Result<Vec<f64>, Undefined> {
    let k = values.len() as f64;
    let mean = values.iter().sum::<f64>() / k;
    let deviation = (values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (k - 1.0)).sqrt();
    if deviation > 0.0 {
        Ok(values.iter().map(|x| (x - mean) / deviation).collect())
    } else {
        Err(Undefined::because("the term is as frequent in all texts"))
    }
}

/// Burrows's Delta (2002): the mean |z − z′| of two texts' z-scores of the most frequent words.
pub fn burrows_delta(a: &[f64], b: &[f64]) -> Measured {
    let sum: f64 = pairs(a, b)?.map(|(a, b)| (a - b).abs()).sum();
    finite(sum / a.len() as f64, "there are no terms")
}

/// Cosine Delta (Smith and Aldridge 2011): 1 − cosine of the z-scores.
pub fn cosine_delta(a: &[f64], b: &[f64]) -> Measured {
    Ok(1.0 - cosine(a, b)?)
}

/// Chi by degrees of freedom, CBDF (Kilgarriff 2001): χ² of the words' counts in two corpora, Σ (O − E)² / E
/// over both, divided by the number of words less one. 0 for two samples that agree wholly, about 1 for
/// two random samples of one population.
///
/// Words that occur in neither corpus do not count.
pub fn cbdf(a: &[f64], b: &[f64], size_a: f64, size_b: f64) -> Measured {
    let mut words = 0.0;
    let mut sum = 0.0;
    for (f, g) in pairs(a, b)?.filter(|(f, g)| f + g > 0.0) {
        let e = (f + g) * size_a / (size_a + size_b);
        let e2 = (f + g) * size_b / (size_a + size_b);
        sum += (f - e).powi(2) / e + (g - e2).powi(2) / e2;
        words += 1.0;
    }
    if words < 2.0 {
        return Err(Undefined::because("fewer than two words to compare"));
    }
    finite(sum / (words - 1.0), "one of the corpora is empty")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_vectors_are_as_near_as_can_be() {
        let v = [0.5, 2.0, 0.0, 7.0];
        for &measure in Similarity::ALL {
            let value = measure.score(&v, &v).unwrap();
            let best = matches!(
                measure,
                Similarity::Cosine | Similarity::WeightedJaccard | Similarity::Spearman
            );
            assert!(
                (value - f64::from(u8::from(best))).abs() < 1e-12,
                "{measure} {value}"
            );
        }
    }

    #[test]
    fn nothing_to_compare() {
        for &measure in Similarity::ALL {
            assert!(measure.score(&[1.0], &[1.0, 2.0]).is_err());
            assert!(measure.score(&[], &[]).is_err(), "{measure}");
        }
        assert!(cosine(&[0.0, 0.0], &[1.0, 2.0]).is_err());
        assert!(kl(&[1.0, 1.0], &[1.0, 0.0], LogBase::E).is_err());
        assert!(jsd(&[1.0, 0.0], &[0.0, 1.0], LogBase::Two).is_ok_and(|d| d == 1.0));
        assert!(spearman(&[3.0, 3.0], &[1.0, 2.0]).is_err());
        assert!(
            z_scores(&[2.0, 2.0]).is_err() && z_scores(&[2.0]).is_err() && z_scores(&[]).is_err()
        );
        assert!(Overlap::of_sorted(&[], &[]).jaccard().is_err());
        assert!(Overlap::of_sorted(&[], &[1]).containment().is_err());
        assert!(cbdf(&[1.0], &[2.0], 9.0, 9.0).is_err());
        assert!(hellinger(&[-1.0, 2.0], &[1.0, 1.0]).is_err());
    }

    #[test]
    fn by_hand() {
        // Ranks 1, 2.5, 2.5, 4 against 4, 3, 2, 1.
        let rho = spearman(&[1.0, 5.0, 5.0, 9.0], &[8.0, 6.0, 4.0, 2.0]).unwrap();
        assert!((rho + 4.5 / 22.5f64.sqrt()).abs() < 1e-12);
        let overlap = Overlap::of_sorted(&[1, 2, 3, 4], &[2, 9]);
        assert_eq!(overlap.containment(), Ok(0.25));
        assert_eq!(overlap.reversed().containment(), Ok(0.5));
        assert_eq!(z_scores(&[1.0, 2.0, 3.0]).unwrap(), [-1.0, 0.0, 1.0]);
        assert_eq!(burrows_delta(&[1.0, -1.0], &[0.0, 2.0]), Ok(2.0));
        assert!((cosine_delta(&[1.0, 0.0], &[-2.0, 0.0]).unwrap() - 2.0).abs() < 1e-15);
    }
}
