//! `variorum stats`: one file a measure, arguments and all.

mod counting;
mod frequency;
mod ngrams;

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
}

/// Runs the measure.
pub(crate) fn run(measure: &Measure) -> Result<Status> {
    match measure {
        Measure::Frequency(args) => frequency::run(args),
        Measure::Ngrams(args) => ngrams::run(args),
    }
}
