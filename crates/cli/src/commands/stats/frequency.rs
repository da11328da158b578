//! `variorum stats frequency`.

use anyhow::Result;
use variorum::stats::{self, FrequencyOptions};

use super::counting::CommonArgs;
use crate::{output::Status, plan};

const EXAMPLES: &str = "\
Counted are the words and numbers (Unicode word boundaries, UAX #29, unless --tokens says otherwise)
of titles, subtitles, headings and paragraphs; furniture never. Columns: term, count, per_million,
documents, document_share.

Examples:
  variorum stats frequency saved-pages/ --case fold --limit 30
  variorum stats frequency archive.jsonl.gz --by year --min-count 5 -o words.csv
  variorum stats frequency saved-pages/ --where outlet=kcna --voice own --format json";

/// Counts words
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    common: CommonArgs,

    /// One part for each value: outlet, agency, language, year, month, date, path, id, title,
    /// byline, place, or a column of the archive
    #[arg(long, value_name = "FACET", help_heading = "Counting")]
    by: Option<String>,

    /// Leaves out what occurs less often
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = plan::between::<0, { u64::MAX }>, allow_negative_numbers = true, help_heading = "Counting")]
    min_count: u64,
}

/// Runs the measure.
pub(super) fn run(args: &Args) -> Result<Status> {
    let mut options = FrequencyOptions::default();
    options.counting = args.common.counting.counting()?;
    options.limit = args.common.limit();
    options.min_count = args.min_count;
    args.common.measure(|corpus| {
        let by = args.by.as_deref().map(|name| plan::facet(name, corpus));
        options.by = by.transpose()?;
        Ok(stats::frequency(corpus, &options)?)
    })
}
