//! `variorum stats`: one file a measure, arguments and all.

mod bundles;
mod bursts;
mod collocations;
mod counting;
mod dispersion;
mod diversity;
mod frequency;
mod growth;
mod keyness;
mod matrix;
mod ngrams;
mod novelty;
mod people;
mod readability;
mod series;
mod similarity;
mod zipf;

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
    /// Runs of words so frequent and widespread that they are building blocks: lexical bundles
    Bundles(bundles::Args),
    /// Rates of words and phrases by day, week, month or year
    Series(series::Args),
    /// When words and phrases were much more frequent than usual
    Bursts(bursts::Args),
    /// Wording that a document or a period has and the archive before it had not
    Novelty(novelty::Args),
    /// How often people appear, by period and kind of occasion
    Appearances(people::AppearancesArgs),
    /// Who appears with a person, ranked by frequency and by the order of naming
    Companions(people::CompanionsArgs),
    /// Who appears with whom: the edges of a network
    Coappearances(people::CoappearancesArgs),
    /// Who has not been seen, for how long, and how unusual that is
    Absences(people::AbsencesArgs),
    /// First and last use of each title of each person
    Careers(people::CareersArgs),
    /// How the vocabulary grows with the text
    Growth(growth::Args),
    /// Frequency by rank, beside Zipf's law
    Zipf(zipf::Args),
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
        Measure::Bundles(args) => bundles::run(args),
        Measure::Series(args) => series::run(args),
        Measure::Bursts(args) => bursts::run(args),
        Measure::Novelty(args) => novelty::run(args),
        Measure::Appearances(args) => people::appearances(args),
        Measure::Companions(args) => people::companions(args),
        Measure::Coappearances(args) => people::coappearances(args),
        Measure::Absences(args) => people::absences(args),
        Measure::Careers(args) => people::careers(args),
        Measure::Growth(args) => growth::run(args),
        Measure::Zipf(args) => zipf::run(args),
    }
}
