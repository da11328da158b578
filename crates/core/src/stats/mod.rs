//! Measures over a corpus: one file a family, every result a [`Table`](crate::table::Table).

#[macro_use]
pub mod measures;

mod bundles;
mod bursts;
mod frequency;
mod growth;
mod matching;
mod ngrams;
mod novelty;
mod periods;
mod series;
mod terms;
mod view;
mod zipf;

pub use self::{
    bundles::{BundlesOptions, bundles},
    bursts::{BurstUnit, BurstsOptions, bursts},
    frequency::{FrequencyOptions, frequency},
    growth::{GrowthOptions, growth},
    ngrams::{NgramOptions, ngrams},
    novelty::{NoveltyMode, NoveltyOptions, Wording, novelty},
    periods::{Period, day_range},
    series::{RateInterval, SeriesOptions, changes, lifespans, series},
    terms::{NO_TERM, TermOptions, Terms, word_list},
    view::{Counting, Group, Tally, TermCount, View, Voice},
    zipf::{ZipfFit, ZipfOptions, zipf},
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
