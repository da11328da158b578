//! `variorum stats growth`.

use anyhow::Result;
use variorum::stats::{self, GrowthOptions};

use super::counting::CommonArgs;
use crate::{output::Status, plan};

const EXAMPLES: &str = "\
Documents are read in their order. Columns: tokens (read), types (so far), hapaxes (seen once so far),
expected (Heaps' law, k · tokens^beta), k, beta, r_squared.

Examples:
  variorum stats growth archive.jsonl.gz --case fold --steps 50
  variorum stats growth archive.jsonl.gz --by outlet -o growth.csv";

/// How the vocabulary grows with the text
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    common: CommonArgs,

    /// One part for each value: outlet, agency, language, year, month, date, path, id, title,
    /// byline, place, or a column of the archive
    #[arg(long, value_name = "FACET", help_heading = "Counting")]
    by: Option<String>,

    /// How many rows, at equal distances in tokens
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    steps: usize,
}

/// Runs the measure.
pub(super) fn run(args: &Args) -> Result<Status> {
    let mut options = GrowthOptions::default();
    options.counting = args.common.counting.counting()?;
    options.steps = args.steps;
    options.limit = args.common.limit();
    // What is wrong is told before a long reading, not after it.
    plan::checked(|empty| stats::growth(empty, &options))?;
    args.common.measure(|corpus| {
        let by = args.by.as_deref().map(|name| plan::facet(name, corpus));
        options.by = by.transpose()?;
        Ok(stats::growth(corpus, &options)?)
    })
}
