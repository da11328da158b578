//! Collocations of two to five words: λ of Blaheta and Johnson, and complete independence.
//!
//! Both start from the 2ᴷ table of a K-gram: for each subset of its places, how many K-grams of the text have the
//! target's words in just these places and others elsewhere. The first place is the lowest bit of
//! the index; the last index, all bits set, counts the target itself.

use super::{Measured, Undefined, contingency::Contingency};
use crate::{Error, Result};

/// The most words of a collocation.
pub const LARGEST: usize = 5;

/// The 2ᴷ table of a sequence of K words, K from 2 to 5.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pattern {
    cells: [u64; 1 << LARGEST],
    words: usize,
}

/// The number of words whose table has so many cells.
fn words_of(cells: usize) -> Result<usize> {
    (2..=LARGEST)
        .find(|k| 1 << k == cells)
        .ok_or_else(|| Error::usage(format!("a table of {cells} cells: known are 4, 8, 16, 32")))
}

impl Pattern {
    /// The table of its 4, 8, 16 or 32 cells.
    pub fn from_cells(cells: &[u64]) -> Result<Self> {
        let words = words_of(cells.len())?;
        let mut out = [0; 1 << LARGEST];
        out.iter_mut().zip(cells).for_each(|(to, from)| *to = *from);
        Ok(Pattern { cells: out, words })
    }

    /// The table from its margins: `at_least[s]` counts the K-grams that have the target's words in the places of
    /// `s`, whatever stands elsewhere; `at_least[0]` counts all.
    ///
    /// Margins come from one pass over a table of n-grams, so that no n-gram is compared with every
    /// other. An error where they contradict each other.
    pub fn from_margins(at_least: &[u64]) -> Result<Self> {
        let mut pattern = Self::from_cells(at_least)?;
        // The inverse of the sum over supersets, one place at a time.
        for place in 0..pattern.words {
            for s in 0..1usize << pattern.words {
                if s & (1 << place) != 0 {
                    continue;
                }
                let with = pattern.cells.get(s | (1 << place)).copied().unwrap_or(0);
                if let Some(cell) = pattern.cells.get_mut(s) {
                    *cell = cell.checked_sub(with).ok_or_else(|| {
                        Error::usage("the margins of a sequence contradict each other: a cell would be below 0")
                    })?;
                }
            }
        }
        Ok(pattern)
    }

    /// The table of `target` in a text, counted inside each segment.
    pub fn count(segments: &[&[u32]], target: &[u32]) -> Result<Self> {
        let mut cells = vec![0u64; 1 << target.len().min(LARGEST + 1)];
        words_of(cells.len())?;
        for window in segments.iter().flat_map(|s| s.windows(target.len())) {
            let index = window
                .iter()
                .zip(target)
                .enumerate()
                .fold(0, |bits, (place, (a, b))| {
                    bits | usize::from(a == b) << place
                });
            if let Some(cell) = cells.get_mut(index) {
                *cell += 1;
            }
        }
        Self::from_cells(&cells)
    }

    /// The 2×2 table of a sequence of two words, with its margins counted in their places: the bigrams that
    /// begin with the first word, and those that end with the second. An error for longer ones.
    pub fn contingency(&self) -> Result<Contingency> {
        match self.cells() {
            &[neither, first, second, both] => {
                Contingency::from_cells(both, first, second, neither)
            }
            _ => Err(Error::usage("only a sequence of two words has a 2×2 table")),
        }
    }

    /// The cells.
    pub fn cells(&self) -> &[u64] {
        self.cells.get(..1 << self.words).unwrap_or_default()
    }

    /// The number of words.
    pub fn words(&self) -> usize {
        self.words
    }
}

/// λ of a sequence and its standard score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lambda {
    /// The highest interaction of the saturated log-linear model, natural logarithm.
    pub lambda: f64,
    /// `lambda` divided by its standard error (Wald).
    pub z: f64,
}

/// λ: the interaction of all words of the sequence that its shorter parts do not explain.
///
/// Blaheta and Johnson (2001): `λ = Σ (−1)^(K − b) ln n_i`, where b is the number of places that match in
/// cell i, and `z = λ / √(Σ 1/n_i)`. `smoothing` is added to each cell, 0.5 in quanteda; without it a cell of zero
/// has no logarithm. For two words λ is the log odds ratio.
///
/// ```
/// use variorum::stats::measures::lambda::{Pattern, lambda};
///
/// let odds = lambda(&Pattern::from_cells(&[30, 3, 2, 5])?, 0.0)?;
/// assert!((odds.lambda - (30.0 * 5.0 / (3.0 * 2.0f64)).ln()).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn lambda(pattern: &Pattern, smoothing: f64) -> std::result::Result<Lambda, Undefined> {
    let (mut lambda, mut variance) = (0.0, 0.0);
    for (index, &count) in pattern.cells().iter().enumerate() {
        let n = count as f64 + smoothing;
        if n <= 0.0 {
            return Err(Undefined::because(
                "a cell is zero, and without smoothing it has no logarithm",
            ));
        }
        let missing = pattern.words - index.count_ones() as usize;
        lambda += if missing.is_multiple_of(2) {
            n.ln()
        } else {
            -n.ln()
        };
        variance += 1.0 / n;
    }
    Ok(Lambda {
        lambda,
        z: lambda / variance.sqrt(),
    })
}

/// The expected cells if all words came independently: product of the single margins / nᴷ⁻¹.
fn independent(pattern: &Pattern) -> std::result::Result<[f64; 1 << LARGEST], Undefined> {
    let n: f64 = pattern.cells().iter().map(|&cell| cell as f64).sum();
    let mut margins = [0.0; LARGEST];
    for (index, &count) in pattern.cells().iter().enumerate() {
        for (place, margin) in margins.iter_mut().take(pattern.words).enumerate() {
            if index & (1 << place) != 0 {
                *margin += count as f64;
            }
        }
    }
    if margins
        .iter()
        .take(pattern.words)
        .any(|&m| m == 0.0 || m == n)
    {
        return Err(Undefined::because(
            "one of the words occurs never or always",
        ));
    }
    let mut expected = [0.0; 1 << LARGEST];
    for (index, cell) in expected.iter_mut().enumerate() {
        *cell = margins
            .iter()
            .take(pattern.words)
            .enumerate()
            .fold(n, |e, (place, m)| {
                e * if index & (1 << place) != 0 {
                    m / n
                } else {
                    1.0 - m / n
                }
            });
    }
    Ok(expected)
}

/// G² against complete independence, `2 Σ O ln(O / E)`, with 2ᴷ − K − 1 degrees of freedom (4 for trigrams).
pub fn g2_independence(pattern: &Pattern) -> Measured {
    let expected = independent(pattern)?;
    Ok(2.0
        * pattern
            .cells()
            .iter()
            .zip(expected)
            .map(|(&o, e)| super::special::deviance_part(o as f64, e))
            .sum::<f64>())
}

/// Pearson's X² against complete independence, `Σ (O − E)² / E`, degrees of freedom as for G².
pub fn x2_independence(pattern: &Pattern) -> Measured {
    let expected = independent(pattern)?;
    Ok(pattern
        .cells()
        .iter()
        .zip(expected)
        .map(|(&o, e)| (o as f64 - e).powi(2) / e)
        .sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_give_the_counted_cells() {
        let text: Vec<u32> = (0..500u32).map(|i| (i * i + i / 7) % 5).collect();
        for target in [&[0, 1][..], &[0, 2, 1], &[1, 1, 0, 2], &[0, 1, 2, 3, 4]] {
            let counted = Pattern::count(&[&text], target).unwrap();
            let full = 1usize << target.len();
            let at_least: Vec<u64> = (0..full)
                .map(|s| {
                    (0..full)
                        .filter(|i| i & s == s)
                        .map(|i| counted.cells()[i])
                        .sum()
                })
                .collect();
            assert_eq!(Pattern::from_margins(&at_least).unwrap(), counted);
            assert_eq!(
                counted.cells().iter().sum::<u64>() as usize,
                text.len() + 1 - target.len()
            );
        }
    }

    #[test]
    fn what_cannot_be() {
        assert!(Pattern::from_cells(&[1, 2, 3]).is_err());
        assert!(Pattern::count(&[&[1, 2, 3]], &[1]).is_err());
        assert!(Pattern::count(&[&[1, 2, 3]], &[1; 6]).is_err());
        assert!(Pattern::from_margins(&[3, 4, 1, 1]).is_err());
        let empty = Pattern::from_cells(&[5, 0, 0, 0]).unwrap();
        assert!(lambda(&empty, 0.0).is_err());
        assert!(lambda(&empty, 0.5).is_ok());
        assert!(g2_independence(&empty).is_err());
        assert!(x2_independence(&empty).is_err());
    }

    #[test]
    fn two_words_are_a_table() {
        let pattern = Pattern::from_cells(&[7, 2, 3, 7]).unwrap();
        let table = super::super::contingency::Contingency::from_cells(7, 2, 3, 7).unwrap();
        let g2 = super::super::significance::g2(&table).unwrap();
        assert!((g2_independence(&pattern).unwrap() - g2).abs() < 1e-12);
        let chi2 = super::super::significance::chi2(&table).unwrap();
        assert!((x2_independence(&pattern).unwrap() - chi2).abs() < 1e-12);
    }
}
