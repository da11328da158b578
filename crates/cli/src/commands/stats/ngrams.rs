//! `variorum stats ngrams`.

use anyhow::Result;
use variorum::stats::{self, NgramOptions};

use super::counting::CommonArgs;
use crate::{
    output::Status,
    plan::{self, NRange},
};

const EXAMPLES: &str = "\
A run of words never crosses from one paragraph or title into another. Columns: n, ngram, count,
per_million, documents.

Examples:
  variorum stats ngrams saved-pages/ -n 2
  variorum stats ngrams archive.jsonl.gz -n 3-5 --min-documents 10 --by outlet --limit 20";

/// Counts runs of words
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    common: CommonArgs,

    /// How many words in a row: `2`, or `1-3` for one to three; 8 at most. Sets --min-n and --max-n
    #[arg(
        short,
        value_name = "N|N-M",
        default_value = "2",
        allow_negative_numbers = true,
        help_heading = "Counting"
    )]
    n: NRange,

    /// The fewest words in a row
    #[arg(long, value_name = "N", value_parser = plan::number, allow_negative_numbers = true, conflicts_with = "n", help_heading = "Counting")]
    min_n: Option<usize>,

    /// The most words in a row, if not --min-n
    #[arg(long, value_name = "N", value_parser = plan::number, allow_negative_numbers = true, conflicts_with = "n", help_heading = "Counting")]
    max_n: Option<usize>,

    /// One part for each value: outlet, agency, language, year, month, date, path, id, title,
    /// byline, place, or a column of the archive
    #[arg(long, value_name = "FACET", help_heading = "Counting")]
    by: Option<String>,

    /// Leaves out what occurs less often
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = plan::between::<0, { u64::MAX }>, allow_negative_numbers = true, help_heading = "Counting")]
    min_count: u64,

    /// Leaves out what occurs in fewer documents
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = plan::between::<0, { u64::MAX }>, allow_negative_numbers = true, help_heading = "Counting")]
    min_documents: u64,
}

/// Runs the measure.
pub(super) fn run(args: &Args) -> Result<Status> {
    let mut options = NgramOptions::default();
    options.counting = args.common.counting.counting()?;
    options.min_n = args.min_n.unwrap_or(args.n.min);
    options.max_n = args.max_n.or(args.min_n).unwrap_or(args.n.max);
    options.min_documents = args.min_documents;
    options.limit = args.common.limit();
    options.min_count = args.min_count;
    // Wrong lengths are told before a long reading, not after it.
    plan::checked(|empty| stats::ngrams(empty, &options))?;
    args.common.measure(|corpus| {
        let by = args.by.as_deref().map(|name| plan::facet(name, corpus));
        options.by = by.transpose()?;
        Ok(stats::ngrams(corpus, &options)?)
    })
}
