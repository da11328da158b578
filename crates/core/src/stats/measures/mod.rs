//! The formulas of corpus statistics as functions on plain numbers.
//!
//! Nothing here knows a corpus, a document or a word: counts go in, numbers come out. The tables of
//! [`stats`](crate::stats) call these functions, and so can any other program.
//!
//! | family | what it measures |
//! | --- | --- |
//! | [`contingency`] | the checked 2×2 table that keyness and association share |
//! | [`significance`] | G², χ², Fisher's exact test, as statistics and as log10 p |
//! | [`keyness`], [`estimates`], [`samples`], [`adjust`] | how two corpora differ in a word: effect sizes, tests over documents, many tests at once |
//! | [`association`], [`lambda`] | how words attract each other |
//! | [`dispersion`], [`usage`], [`positions`] | how evenly a word is spread over parts, or along a text |
//! | [`diversity`]; [`sequence`] with [`segments`], [`mtld`], [`draws`] | how rich a vocabulary is |
//! | [`growth`] | power laws: Heaps, Zipf |
//! | [`readability`], [`syllables`] | how hard English prose is to read |
//! | [`similarity`] | how alike two vectors, sets or corpora are |
//! | [`series`], [`changes`], [`bursts`] | rates over time |
//! | [`ngrams`] | n-grams, skip-grams, tf-idf weights |
//! | [`special`], [`random`] | log-space probabilities and the documented random numbers below them |
//!
//! # A number says what it is
//!
//! Where tools give different numbers under one name, each variant has a name here, and an unknown
//! name is an error that lists the known ones. What cannot be computed is an [`Undefined`] with its
//! reason, never 0 or NaN.
//!
//! ```
//! use variorum::stats::measures::{association::Association, contingency::Contingency};
//!
//! // "of course" in the BNC (Gries 2013).
//! let table = Contingency::from_cells(5_610, 168_938, 2_257, 10_233_063)?;
//! let measure: Association = "delta_p_21".parse()?;
//! assert!((measure.score(&table)? - 0.032).abs() < 0.0005);
//!
//! let never = Contingency::from_cells(0, 10, 10, 80)?;
//! let absent = Association::Pmi.score(&never).unwrap_err();
//! assert_eq!(absent.reason(), "the joint count is zero, and its logarithm has no value");
//!
//! let unknown = "pointwise".parse::<Association>().unwrap_err();
//! assert!(unknown.detail().starts_with("'pointwise' is no association measure: known are pmi, npmi"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! p-values are log10 p, computed in log space: at G² = 10,000 a p-value is 10^−2173.57, which no
//! floating-point number holds.
#![allow(
    clippy::doc_markdown,
    clippy::float_cmp,
    clippy::manual_midpoint,
    clippy::many_single_char_names,
    reason = "formulas keep the letters of their papers, zero and one are exact cases in them, \
              half of a sum is no midpoint, and McCarthy is no code"
)]

pub mod adjust;
pub mod association;
pub mod bursts;
pub mod changes;
pub mod contingency;
pub mod dispersion;
pub mod diversity;
pub mod draws;
pub mod estimates;
pub mod growth;
pub mod keyness;
pub mod lambda;
pub mod mtld;
pub mod ngrams;
mod parts;
pub mod positions;
pub mod random;
pub mod readability;
pub mod samples;
pub mod segments;
pub mod sequence;
pub mod series;
pub mod significance;
pub mod similarity;
pub mod special;
pub mod syllables;
pub mod usage;

/// Why a number cannot be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Undefined(&'static str);

impl Undefined {
    pub(crate) const fn because(reason: &'static str) -> Self {
        Undefined(reason)
    }

    /// The reason, half a sentence in plain words.
    pub const fn reason(self) -> &'static str {
        self.0
    }
}

impl std::fmt::Display for Undefined {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.0)
    }
}

impl std::error::Error for Undefined {}

/// A finite number, or the reason why there is none.
pub type Measured = std::result::Result<f64, Undefined>;

/// Lets no infinity and no NaN out.
fn finite(value: f64, otherwise: &'static str) -> Measured {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(Undefined::because(otherwise))
    }
}

names! {
    /// The base of a logarithm.
    pub enum LogBase("base of a logarithm") {
        /// log2; entropies are in bits.
        Two = "2",
        /// ln; entropies are in nats.
        E = "e",
        /// log10.
        Ten = "10",
    }
}

impl LogBase {
    /// The logarithm of `x`.
    pub fn log(self, x: f64) -> f64 {
        match self {
            LogBase::Two => x.log2(),
            LogBase::E => x.ln(),
            LogBase::Ten => x.log10(),
        }
    }
}

/// An interval around an estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_names_list_the_known() {
        let error = "12".parse::<LogBase>().unwrap_err();
        assert_eq!(
            error.detail(),
            "'12' is no base of a logarithm: known are 2, e, 10"
        );
        assert_eq!("e".parse::<LogBase>().unwrap(), LogBase::E);
    }

    #[test]
    fn names_are_distinct_and_parse_back() {
        fn check<T: Copy + PartialEq + std::fmt::Debug + std::str::FromStr>(
            all: &[T],
            name: fn(T) -> &'static str,
        ) where
            T::Err: std::fmt::Debug,
        {
            assert!(!all.is_empty());
            for &member in all {
                assert_eq!(name(member).parse::<T>().unwrap(), member);
                assert!(
                    name(member)
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'),
                    "{member:?}"
                );
            }
        }
        check(keyness::Keyness::ALL, keyness::Keyness::name);
        check(
            association::Association::ALL,
            association::Association::name,
        );
        check(dispersion::Dispersion::ALL, dispersion::Dispersion::name);
        check(positions::Spread::ALL, positions::Spread::name);
        check(diversity::Diversity::ALL, diversity::Diversity::name);
        check(
            readability::Readability::ALL,
            readability::Readability::name,
        );
        check(
            sequence::SequenceDiversity::ALL,
            sequence::SequenceDiversity::name,
        );
        check(similarity::Similarity::ALL, similarity::Similarity::name);
        check(adjust::Adjustment::ALL, adjust::Adjustment::name);
    }

    #[test]
    fn no_measure_of_a_table_lets_nan_out() {
        let mut random = random::Random::seeded(2);
        let mut values = 0;
        for _ in 0..3_000 {
            // Cells of all magnitudes, many of them 0.
            let mut cell = || match random.below(6) {
                0 => 0,
                magnitude => random.below(60u64.pow(u32::try_from(magnitude).unwrap())),
            };
            let Ok(table) = contingency::Contingency::from_cells(cell(), cell(), cell(), cell())
            else {
                continue;
            };
            let scores = association::Association::ALL
                .iter()
                .map(|m| (m.name(), m.score(&table)))
                .chain(
                    keyness::Keyness::ALL
                        .iter()
                        .map(|m| (m.name(), m.score(&table))),
                );
            for (name, score) in scores {
                if let Ok(value) = score {
                    assert!(value.is_finite(), "{name} {value} {table:?}");
                    values += 1;
                }
            }
            for &alternative in significance::Alternative::ALL {
                assert!(significance::fisher_log10_p(&table, alternative) <= 0.0);
            }
        }
        assert!(values > 80_000, "{values}");
    }
}
