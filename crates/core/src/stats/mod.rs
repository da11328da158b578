//! Measures over a corpus: one file a family, every result a [`Table`](crate::table::Table).

pub mod measures;

mod bundles;
mod bursts;
mod collocations;
pub mod count;
mod dispersion;
mod diversity;
mod frequency;
mod growth;
mod keyness;
mod matching;
mod matrix;
mod names;
mod ngrams;
mod novelty;
mod parts;
pub mod people;
mod periods;
mod readability;
mod reasons;
mod series;
mod similarity;
mod terms;
mod unit;
mod view;
mod zipf;

pub use self::{
    bundles::{BundlesOptions, bundles},
    bursts::{BurstUnit, BurstsOptions, bursts},
    collocations::{
        CollocationMeasure, CollocationOptions, Context, ScoreColumn, collocations, score_pairs,
    },
    dispersion::{DispersionMeasure, DispersionOptions, Over, dispersion},
    diversity::{DiversityMeasure, DiversityOptions, diversity},
    frequency::{FrequencyOptions, frequency},
    growth::{GrowthOptions, growth},
    keyness::{KeynessCounts, KeynessDirection, KeynessOptions, keyness},
    matrix::{Cut, Matrix, MatrixOptions, matrix},
    names::chosen,
    ngrams::{NgramOptions, ngrams},
    novelty::{NoveltyMode, NoveltyOptions, Wording, novelty},
    periods::{Period, day_range},
    readability::{ReadabilityOptions, readability},
    series::{RateInterval, SeriesOptions, changes, lifespans, series},
    similarity::{SimilarityMeasure, SimilarityOptions, similarity},
    terms::{NO_TERM, Stem, TermOptions, Terms, word_list},
    unit::Unit,
    view::{Counting, Group, Tally, TermCount, View, ViewRuns, Voice},
    zipf::{ZipfFit, ZipfOptions, zipf},
};

use crate::{Error, Result, table::Cells};

/// A column of counts.
fn ints(counts: impl IntoIterator<Item = u64>) -> Cells {
    let cells = counts.into_iter().map(|n| i64::try_from(n).ok());
    Cells::ints(cells)
}

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
