//! `variorum stats`: one file a measure, arguments and all.

mod counting;
mod dispersion;
mod diversity;
mod frequency;
mod keyness;
mod ngrams;
mod readability;

use anyhow::Result;
use clap::Subcommand;

use crate::output::Status;

/// What can be measured.
#[derive(Debug, Subcommand)]
pub(crate) enum Measure {
    /// How evenly words are spread over documents, outlets, months or equal parts
    Dispersion(dispersion::Args),
    /// How rich the vocabulary is
    Diversity(diversity::Args),
    /// How often each word occurs, and in how many documents
    Frequency(frequency::Args),
    /// Which words a corpus uses more, or less, than another
    Keyness(keyness::Args),
    /// How often each run of words occurs, and in how many documents
    Ngrams(ngrams::Args),
    /// How hard English prose is to read
    Readability(readability::Args),
}

/// Runs the measure.
pub(crate) fn run(measure: &Measure) -> Result<Status> {
    match measure {
        Measure::Dispersion(args) => dispersion::run(args),
        Measure::Diversity(args) => diversity::run(args),
        Measure::Frequency(args) => frequency::run(args),
        Measure::Keyness(args) => keyness::run(args),
        Measure::Ngrams(args) => ngrams::run(args),
        Measure::Readability(args) => readability::run(args),
    }
}
