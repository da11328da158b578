//! Measures over a corpus: one file a family, every result a [`Table`](crate::table::Table).

mod collocations;
pub mod count;
mod frequency;
mod matrix;
pub mod measures;
mod ngrams;
mod similarity;
mod terms;
mod view;

pub use self::{
    collocations::{
        CollocationMeasure, CollocationOptions, Context, ScoreColumn, collocations, score_pairs,
    },
    frequency::{FrequencyOptions, frequency},
    matrix::{Cut, Matrix, MatrixOptions, matrix},
    ngrams::{NgramOptions, ngrams},
    similarity::{SimilarityMeasure, SimilarityOptions, similarity},
    terms::{NO_TERM, Stem, TermOptions, Terms, word_list},
    view::{Counting, Group, Tally, TermCount, View, Voice},
};

use crate::{Error, Result};

/// Whether letter case counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Case {
    /// `Party` and `party` are two terms.
    #[default]
    Keep,
    /// They are one, printed lower-cased.
    Fold,
}

impl Case {
    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            Case::Fold => "fold",
            Case::Keep => "keep",
        }
    }
}

impl std::str::FromStr for Case {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "fold" => Ok(Case::Fold),
            "keep" => Ok(Case::Keep),
            other => Err(Error::usage(format!(
                "'{other}' is no case rule: known are fold, keep"
            ))),
        }
    }
}
