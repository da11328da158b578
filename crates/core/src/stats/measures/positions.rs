//! How evenly a word is spread along a text, by the places where it stands.
//!
//! The text of N tokens is taken as a ring: d₁ … d_f are the distances from each occurrence to the next,
//! the last one's going round to the first, so that they sum to N. v = N / f is their mean.

use super::{Measured, Undefined, finite};
use crate::{Error, Result};

/// The places of a word in a text.
///
/// ```
/// use variorum::stats::measures::positions::{Occurrences, Spread};
///
/// let word = Occurrences::new(&[0, 3, 9], 12)?;
/// // Distances 3, 6, 3; v = 4.
/// assert_eq!(Spread::Arf.score(&word)?, (3.0 + 4.0 + 3.0) / 4.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Occurrences<'a> {
    places: &'a [u64],
    tokens: u64,
}

impl<'a> Occurrences<'a> {
    /// Ascending places, counted from 0, in a text of `tokens`. An error where they do not ascend or lie outside.
    pub fn new(places: &'a [u64], tokens: u64) -> Result<Self> {
        if !places.is_sorted_by(|a, b| a < b) {
            return Err(Error::usage("the places of a word do not ascend"));
        }
        if let Some(last) = places.last().filter(|&&p| p >= tokens) {
            return Err(Error::usage(format!(
                "place {last} lies outside a text of {tokens} tokens"
            )));
        }
        Ok(Occurrences { places, tokens })
    }

    /// The distances from each occurrence to the next, round the end for the last.
    pub fn distances(&self) -> impl Iterator<Item = f64> + '_ {
        let round = self
            .places
            .first()
            .map(|first| first.saturating_add(self.tokens));
        self.places
            .iter()
            .zip(self.places.iter().copied().skip(1).chain(round))
            .map(|(from, to)| (to - from) as f64)
    }

    fn sum(&self, of: impl Fn(f64) -> f64) -> Measured {
        if self.places.is_empty() {
            return Err(Undefined::because("the word does not occur"));
        }
        Ok(self.distances().map(of).sum())
    }
}

names! {
    /// A measure of spread along a text.
    pub enum Spread("measure of spread") {
        /// [`arf`].
        Arf = "arf",
        /// [`ald`].
        Ald = "ald",
        /// [`f_ald`].
        FAld = "f_ald",
        /// [`awt`].
        Awt = "awt",
        /// [`f_awt`].
        FAwt = "f_awt",
        /// [`goh_barabasi`] of the distances round the ring.
        GohBarabasi = "goh_barabasi",
    }
}

impl Spread {
    /// The measure of a word's places.
    pub fn score(self, word: &Occurrences<'_>) -> Measured {
        match self {
            Spread::Arf => arf(word),
            Spread::Ald => ald(word),
            Spread::FAld => f_ald(word),
            Spread::Awt => awt(word),
            Spread::FAwt => f_awt(word),
            Spread::GohBarabasi => goh_barabasi(word.distances()),
        }
    }
}

/// Average reduced frequency, Σ min(dᵢ, v) / v: f where evenly spread, near 1 in one clump.
///
/// Savický and Hlaváčová (2002).
pub fn arf(word: &Occurrences<'_>) -> Measured {
    let v = word.tokens as f64 / word.places.len() as f64;
    Ok(word.sum(|d| d.min(v))? / v)
}

/// Average logarithmic distance, Σ dᵢ log10 dᵢ / N (Savický and Hlaváčová 2002). Small is frequent and even.
pub fn ald(word: &Occurrences<'_>) -> Measured {
    Ok(word.sum(|d| d * d.log10())? / word.tokens as f64)
}

/// The frequency that an evenly spread word of the same ALD would have, N · 10^−ALD.
pub fn f_ald(word: &Occurrences<'_>) -> Measured {
    Ok(word.tokens as f64 * 10f64.powf(-ald(word)?))
}

/// Average waiting time, ½ (1 + Σ dᵢ² / N): tokens to read from a random place until the word comes.
///
/// Savický and Hlaváčová (2002).
pub fn awt(word: &Occurrences<'_>) -> Measured {
    Ok(0.5 * (1.0 + word.sum(|d| d * d)? / word.tokens as f64))
}

/// The frequency that an evenly spread word of the same AWT would have, N² / Σ dᵢ².
pub fn f_awt(word: &Occurrences<'_>) -> Measured {
    let n = word.tokens as f64;
    Ok(n * n / word.sum(|d| d * d)?)
}

const NO_DISTANCE: &str = "there is no distance between two occurrences";

fn mean_and_deviation(distances: impl Iterator<Item = f64>) -> (f64, f64, f64) {
    let (mut n, mut mean, mut squares) = (0.0, 0.0, 0.0);
    for d in distances {
        // Welford (1962): one pass that keeps its digits.
        n += 1.0;
        let away = d - mean;
        mean += away / n;
        squares += away * (d - mean);
    }
    (n, mean, (squares / n).sqrt())
}

/// Burstiness of Goh and Barabási (2008), (σ − μ) / (σ + μ) of the distances between occurrences.
///
/// −1 regular, 0 like a Poisson process, 1 bursty. σ is the population's standard deviation. Biased
/// towards −1 for few occurrences: see [`goh_barabasi_finite`].
pub fn goh_barabasi(distances: impl Iterator<Item = f64>) -> Measured {
    let (_, mean, deviation) = mean_and_deviation(distances);
    finite((deviation - mean) / (deviation + mean), NO_DISTANCE)
}

/// Burstiness without the bias of small numbers (Kim and Jo 2016):
/// `(√(n+1) r − √(n−1)) / ((√(n+1) − 2) r + √(n−1))`, r = σ / μ, n the number of distances.
pub fn goh_barabasi_finite(distances: impl Iterator<Item = f64>) -> Measured {
    let (n, mean, deviation) = mean_and_deviation(distances);
    if n < 2.0 {
        return Err(Undefined::because("there are fewer than two distances"));
    }
    let r = deviation / mean;
    let (more, less) = ((n + 1.0).sqrt(), (n - 1.0).sqrt());
    finite((more * r - less) / ((more - 2.0) * r + less), NO_DISTANCE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_words_have_their_frequency() {
        let places: Vec<u64> = (0..10).map(|i| i * 7 + 3).collect();
        let word = Occurrences::new(&places, 70).unwrap();
        for spread in [Spread::Arf, Spread::FAld, Spread::FAwt] {
            assert!(
                (spread.score(&word).unwrap() - 10.0).abs() < 1e-12,
                "{spread}"
            );
        }
        assert_eq!(Spread::GohBarabasi.score(&word).unwrap(), -1.0);
        assert_eq!(awt(&word).unwrap(), 4.0);
    }

    #[test]
    fn what_cannot_be() {
        assert!(Occurrences::new(&[3, 3], 9).is_err());
        assert!(Occurrences::new(&[9], 9).is_err());
        let absent = Occurrences::new(&[], 9).unwrap();
        for &spread in Spread::ALL {
            assert!(!spread.score(&absent).unwrap_err().reason().is_empty());
        }
        let nothing = Occurrences::new(&[], 0).unwrap();
        assert!(arf(&nothing).is_err());
        assert!(goh_barabasi_finite([4.0].into_iter()).is_err());
    }

    #[test]
    fn finite_burstiness_has_its_ends() {
        assert_eq!(goh_barabasi_finite([5.0; 6].into_iter()).unwrap(), -1.0);
        // The most uneven distances: all of the length in one of them.
        let one = [0.0, 0.0, 0.0, 0.0, 60.0];
        assert!((goh_barabasi_finite(one.into_iter()).unwrap() - 1.0).abs() < 1e-12);
    }
}
