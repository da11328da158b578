//! `variorum stats zipf`.

use anyhow::Result;
use variorum::stats::{self, ZipfOptions};

use super::counting::CommonArgs;
use crate::{output::Status, plan};

const EXAMPLES: &str = "\
Columns: rank, term, count, expected (Zipf's law, c / rank^a), a, c.

Examples:
  variorum stats zipf archive.jsonl.gz --case fold --limit 100
  variorum stats zipf archive.jsonl.gz --by year --min-count 5 -o zipf.csv";

/// Frequency by rank, beside Zipf's law
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    common: CommonArgs,

    /// One part for each value: outlet, agency, language, year, month, date, path, id, title,
    /// byline, place, or a column of the archive
    #[arg(long, value_name = "FACET", help_heading = "Counting")]
    by: Option<String>,

    /// Leaves out what occurs less often, from the fit too
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = plan::between::<0, { u64::MAX }>, allow_negative_numbers = true, help_heading = "Counting")]
    min_count: u64,

    /// How the law is fitted: `likelihood` or `least_squares`
    #[arg(
        long,
        value_name = "FIT",
        default_value = "likelihood",
        help_heading = "Counting"
    )]
    fit: String,
}

/// Runs the measure.
pub(super) fn run(args: &Args) -> Result<Status> {
    let mut options = ZipfOptions::default();
    options.counting = args.common.counting.counting()?;
    options.min_count = args.min_count;
    options.fit = args.fit.parse()?;
    options.limit = args.common.limit();
    args.common.measure(|corpus| {
        let by = args.by.as_deref().map(|name| plan::facet(name, corpus));
        options.by = by.transpose()?;
        Ok(stats::zipf(corpus, &options)?)
    })
}
