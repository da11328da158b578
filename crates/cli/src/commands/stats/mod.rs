//! `variorum stats`: one file a measure, arguments and all.

mod collocations;
mod counting;
mod dispersion;
mod diversity;
mod frequency;
mod keyness;
mod matrix;
mod ngrams;
mod readability;
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
    /// Which words a corpus uses more, or less, than another
    Keyness(keyness::Args),
    /// Which words are together more often than chance
    Collocations(collocations::Args),
    /// How evenly words are spread over documents, outlets, months or equal parts
    Dispersion(dispersion::Args),
    /// How rich the vocabulary is
    Diversity(diversity::Args),
    /// How hard English prose is to read
    Readability(readability::Args),
    /// How alike documents or groups are, pair by pair
    Similarity(similarity::Args),
    /// Counts or weights of each feature in each document
    Matrix(matrix::Args),
}

/// Runs the measure.
pub(crate) fn run(measure: &Measure) -> Result<Status> {
    match measure {
        Measure::Dispersion(args) => dispersion::run(args),
        Measure::Diversity(args) => diversity::run(args),
        Measure::Frequency(args) => frequency::run(args),
        Measure::Keyness(args) => keyness::run(args),
        Measure::Ngrams(args) => ngrams::run(args),
        Measure::Collocations(args) => collocations::run(args),
        Measure::Similarity(args) => similarity::run(args),
        Measure::Matrix(args) => matrix::run(args),
        Measure::Readability(args) => readability::run(args),
    }
}
