//! `variorum stats`: one file a measure, arguments and all.

mod collocations;
mod counting;
mod frequency;
mod matrix;
mod ngrams;
mod similarity;

use anyhow::Result;
use clap::Subcommand;

use crate::output::Status;

/// What can be measured.
#[derive(Debug, Subcommand)]
pub(crate) enum Measure {
    /// How often each word occurs, and in how many documents
    Frequency(frequency::Args),
    /// How often each run of words occurs, and in how many documents
    Ngrams(ngrams::Args),
    /// Which words are together more often than chance
    Collocations(collocations::Args),
    /// How alike documents or groups are, pair by pair
    Similarity(similarity::Args),
    /// Counts or weights of each feature in each document
    Matrix(matrix::Args),
}

/// Runs the measure.
pub(crate) fn run(measure: &Measure) -> Result<Status> {
    match measure {
        Measure::Frequency(args) => frequency::run(args),
        Measure::Ngrams(args) => ngrams::run(args),
        Measure::Collocations(args) => collocations::run(args),
        Measure::Similarity(args) => similarity::run(args),
        Measure::Matrix(args) => matrix::run(args),
    }
}
