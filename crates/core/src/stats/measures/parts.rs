//! A word's counts in the parts of a corpus.

use super::Undefined;
use crate::{Error, Result};

/// A word's counts in the parts of a corpus, and the sizes of the parts.
///
/// ```
/// use variorum::stats::measures::dispersion::{Dispersion, Parts};
///
/// let (counts, sizes) = ([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]);
/// let parts = Parts::new(&counts, &sizes)?;
/// assert!((Dispersion::Dp.score(&parts)? - 0.18).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    counts: Counts<'a>,
    sizes: Sizes<'a>,
    total: f64,
}

/// The sizes of parts in tokens, none of them empty.
#[derive(Clone, Copy, Debug)]
pub struct Sizes<'a> {
    each: &'a [u64],
    sum: f64,
    least: f64,
}

impl<'a> Sizes<'a> {
    /// An error where there is no part, or where a part is empty.
    pub fn new(each: &'a [u64]) -> Result<Self> {
        if each.is_empty() {
            return Err(Error::usage("a corpus of no parts"));
        }
        if let Some(part) = each.iter().position(|&s| s == 0) {
            return Err(Error::usage(format!("part {part} is empty")));
        }
        let sum: f64 = each.iter().map(|&s| s as f64).sum();
        let least = each.iter().min().map_or(0.0, |&s| s as f64);
        Ok(Sizes {
            each,
            sum,
            least: least / sum,
        })
    }
}

/// A word's counts: in every part, or only where it occurs, with the part's number.
#[derive(Clone, Copy, Debug)]
enum Counts<'a> {
    Dense(&'a [u64]),
    Sparse(&'a [(u32, u32)]),
}

impl<'a> Parts<'a> {
    /// Counts and sizes, part by part. An error where their numbers differ, where there is no part, or where a part
    /// is empty.
    pub fn new(counts: &'a [u64], sizes: &'a [u64]) -> Result<Self> {
        if counts.len() != sizes.len() {
            return Err(Error::usage(format!(
                "{} counts for {} parts",
                counts.len(),
                sizes.len()
            )));
        }
        Ok(Parts {
            counts: Counts::Dense(counts),
            sizes: Sizes::new(sizes)?,
            total: counts.iter().map(|&f| f as f64).sum(),
        })
    }

    /// The parts in which the word occurs, ascending, each with its count: for corpora of many parts,
    /// most of which do not have the word. An error where they do not ascend or are no parts.
    ///
    /// ```
    /// use variorum::stats::measures::dispersion::{Dispersion, Parts, Sizes};
    ///
    /// let sizes = [9, 10, 10, 10, 11];
    /// let sparse = Parts::sparse(&[(1, 4), (3, 2)], Sizes::new(&sizes)?)?;
    /// let dense = Parts::new(&[0, 4, 0, 2, 0], &sizes)?;
    /// assert_eq!(Dispersion::DpNorm.score(&sparse), Dispersion::DpNorm.score(&dense));
    /// # Ok::<(), variorum::Error>(())
    /// ```
    pub fn sparse(counts: &'a [(u32, u32)], sizes: Sizes<'a>) -> Result<Self> {
        let last = counts.last().map_or(0, |&(part, _)| part as usize);
        if !counts.is_sorted_by(|a, b| a.0 < b.0) || last >= sizes.each.len() {
            return Err(Error::usage(
                "the parts of a word do not ascend, or are no parts of the corpus",
            ));
        }
        Ok(Parts {
            counts: Counts::Sparse(counts),
            sizes,
            total: counts.iter().map(|&(_, f)| f64::from(f)).sum(),
        })
    }

    /// The number of parts, k.
    pub fn number(&self) -> usize {
        self.sizes.each.len()
    }

    /// The word's count in all parts, F.
    pub fn total(&self) -> f64 {
        self.total
    }

    pub(super) fn k(&self) -> f64 {
        self.number() as f64
    }

    /// The share of the smallest part.
    pub(super) fn least(&self) -> f64 {
        self.sizes.least
    }

    /// fᵢ and the size of the parts that have the word.
    pub(super) fn occurring_in(&self) -> impl Iterator<Item = (f64, f64)> + Clone + '_ {
        let (dense, sparse): (&[u64], &[(u32, u32)]) = match self.counts {
            Counts::Dense(counts) => (counts, &[]),
            Counts::Sparse(counts) => (&[], counts),
        };
        let size = |part: usize| self.sizes.each.get(part).map_or(1.0, |&s| s as f64);
        let dense = dense.iter().zip(self.sizes.each);
        dense
            .map(|(&f, &s)| (f as f64, s as f64))
            .chain(
                sparse
                    .iter()
                    .map(move |&(part, f)| (f64::from(f), size(part as usize))),
            )
            .filter(|&(f, _)| f > 0.0)
    }

    /// fᵢ and sᵢ of the parts that have the word.
    pub(super) fn shares(&self) -> impl Iterator<Item = (f64, f64)> + Clone + '_ {
        self.occurring_in().map(|(f, s)| (f, s / self.sizes.sum))
    }

    /// The share of the parts that do not have the word.
    pub(super) fn rest(&self) -> f64 {
        let having: f64 = self.occurring_in().map(|(_, s)| s).sum();
        (self.sizes.sum - having) / self.sizes.sum
    }

    /// pᵢ of the parts that have the word.
    pub(super) fn rates(&self) -> impl Iterator<Item = f64> + Clone + '_ {
        self.occurring_in().map(|(f, s)| f / s)
    }

    pub(super) fn occurring(&self) -> std::result::Result<(), Undefined> {
        if self.total == 0.0 {
            Err(Undefined::because("the word does not occur"))
        } else {
            Ok(())
        }
    }

    pub(super) fn several(&self) -> std::result::Result<(), Undefined> {
        self.occurring()?;
        if self.number() < 2 {
            Err(Undefined::because("there is only one part"))
        } else {
            Ok(())
        }
    }
}
