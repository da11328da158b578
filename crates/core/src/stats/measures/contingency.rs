//! The 2×2 table that keyness and association measures share.

use crate::{Error, Result};

/// The largest total whose counts are exact as floating-point numbers.
const LARGEST: u64 = 1 << 53;

/// A checked 2×2 table of counts.
///
/// | | second word, or: the word | not |
/// | --- | --- | --- |
/// | **first word, or: target corpus** | `o11` | `o12` |
/// | **not, or: reference corpus** | `o21` | `o22` |
///
/// Rows sum to `r1`, `r2`, columns to `c1`, `c2`, all to `n` (the letters of Evert 2004). Every cell is a
/// whole number of at least 0, and `n` is at least 1: tables that cannot be are refused when they
/// are made, so that no measure has to wonder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contingency {
    pub(super) o11: f64,
    pub(super) o12: f64,
    pub(super) o21: f64,
    pub(super) o22: f64,
    pub(super) r1: f64,
    pub(super) r2: f64,
    pub(super) c1: f64,
    pub(super) c2: f64,
    pub(super) n: f64,
}

impl Contingency {
    /// The table of four cells. An error where all are 0 or the sum passes 2⁵³.
    pub fn from_cells(o11: u64, o12: u64, o21: u64, o22: u64) -> Result<Self> {
        let n = [o12, o21, o22]
            .iter()
            .try_fold(o11, |sum, &cell| sum.checked_add(cell))
            .filter(|&n| n <= LARGEST)
            .ok_or_else(|| Error::usage("a table of counts sums to more than 2^53"))?;
        if n == 0 {
            return Err(Error::usage("a table of counts is empty: all cells are 0"));
        }
        let [o11, o12, o21, o22] = [o11, o12, o21, o22].map(|cell| cell as f64);
        Ok(Contingency {
            o11,
            o12,
            o21,
            o22,
            r1: o11 + o12,
            r2: o21 + o22,
            c1: o11 + o21,
            c2: o12 + o22,
            n: n as f64,
        })
    }

    /// The table of a joint count, its two margins and the total.
    ///
    /// The margins must be counted in the same places as the joint count: for bigrams, `first` is the
    /// number of bigrams that begin with the first word, `second` of those that end with the second,
    /// `n` of all bigrams. Taking the words' token counts instead can give a cell below 0; that is an
    /// error here.
    ///
    /// ```
    /// use variorum::stats::measures::contingency::Contingency;
    ///
    /// // The bigrams of "x x x x", with margins counted as tokens: 4 + 4 - 3 passes 4.
    /// let error = Contingency::from_margins(3, 4, 4, 4).unwrap_err();
    /// assert!(error.detail().contains("below 0"));
    /// // Counted in their places.
    /// assert!(Contingency::from_margins(3, 3, 3, 3).is_ok());
    /// ```
    pub fn from_margins(joint: u64, first: u64, second: u64, n: u64) -> Result<Self> {
        let o12 = first.checked_sub(joint).ok_or_else(|| {
            Error::usage(format!(
                "a joint count of {joint} passes its margin of {first}"
            ))
        })?;
        let o21 = second.checked_sub(joint).ok_or_else(|| {
            Error::usage(format!(
                "a joint count of {joint} passes its margin of {second}"
            ))
        })?;
        let o22 = first
            .checked_add(o21)
            .and_then(|some| n.checked_sub(some))
            .ok_or_else(|| {
                Error::usage(format!(
                    "margins of {first} and {second} with a joint count of {joint} pass the total of {n}: \
                     the fourth cell would be below 0"
                ))
            })?;
        Self::from_cells(joint, o12, o21, o22)
    }

    /// The table of one word in two corpora: its count and the number of tokens in each.
    pub fn from_corpora(
        count: u64,
        size: u64,
        reference_count: u64,
        reference_size: u64,
    ) -> Result<Self> {
        let rest = |count: u64, size: u64| {
            size.checked_sub(count).ok_or_else(|| {
                Error::usage(format!(
                    "a count of {count} passes the corpus of {size} tokens"
                ))
            })
        };
        Self::from_cells(
            count,
            rest(count, size)?,
            reference_count,
            rest(reference_count, reference_size)?,
        )
    }

    /// The observed cells: o11, o12, o21, o22.
    pub fn observed(&self) -> [f64; 4] {
        [self.o11, self.o12, self.o21, self.o22]
    }

    /// The cells expected under independence, row sum · column sum / n.
    pub fn expected(&self) -> [f64; 4] {
        [
            self.r1 * self.c1 / self.n,
            self.r1 * self.c2 / self.n,
            self.r2 * self.c1 / self.n,
            self.r2 * self.c2 / self.n,
        ]
    }

    /// The first expected cell.
    pub fn e11(&self) -> f64 {
        self.r1 * self.c1 / self.n
    }

    /// The row sums and the column sums: r1, r2, c1, c2.
    pub fn margins(&self) -> [f64; 4] {
        [self.r1, self.r2, self.c1, self.c2]
    }

    /// The sum of all cells.
    pub fn total(&self) -> f64 {
        self.n
    }

    /// The table with rows and columns exchanged.
    #[must_use]
    pub fn transposed(&self) -> Self {
        Contingency {
            o12: self.o21,
            o21: self.o12,
            r1: self.c1,
            r2: self.c2,
            c1: self.r1,
            c2: self.r2,
            ..*self
        }
    }

    /// o11 · o22 − o12 · o21: above 0 for attraction (or overuse), below 0 for repulsion.
    ///
    /// Statistics such as G² are never negative; this is the sign that tables show with them.
    pub fn determinant(&self) -> f64 {
        self.o11 * self.o22 - self.o12 * self.o21
    }

    /// Whether a row or a column is empty, so that nothing can be said about dependence.
    pub fn is_degenerate(&self) -> bool {
        self.r1 == 0.0 || self.r2 == 0.0 || self.c1 == 0.0 || self.c2 == 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_margins_agree() {
        let a = Contingency::from_cells(8, 1097, 36, 14_998_859).unwrap();
        let b = Contingency::from_margins(8, 1105, 44, 15_000_000).unwrap();
        let c = Contingency::from_corpora(8, 1105, 36, 14_998_895).unwrap();
        assert_eq!(a, b);
        assert_eq!(a, c);
        assert_eq!(a.transposed().transposed(), a);
        assert_eq!(
            a.transposed().margins(),
            [44.0, 14_999_956.0, 1105.0, 14_998_895.0]
        );
        assert!((a.expected().iter().sum::<f64>() - a.total()).abs() < 1e-6);
        assert!(a.determinant() > 0.0);
    }

    #[test]
    fn impossible_tables_are_refused() {
        for (table, word) in [
            (Contingency::from_cells(0, 0, 0, 0), "empty"),
            (Contingency::from_cells(u64::MAX, 1, 0, 0), "2^53"),
            (Contingency::from_margins(5, 3, 9, 100), "margin of 3"),
            (Contingency::from_margins(5, 9, 3, 100), "margin of 3"),
            (Contingency::from_margins(1, 60, 60, 100), "below 0"),
            (
                Contingency::from_margins(1, u64::MAX, u64::MAX, 100),
                "below 0",
            ),
            (Contingency::from_corpora(11, 10, 1, 10), "corpus of 10"),
        ] {
            assert!(table.unwrap_err().detail().contains(word));
        }
    }
}
