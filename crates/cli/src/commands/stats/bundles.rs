//! `variorum stats bundles`.

use anyhow::Result;
use variorum::stats::{self, BundlesOptions};

use super::counting::CommonArgs;
use crate::{
    output::Status,
    plan::{self, NRange},
};

const EXAMPLES: &str = "\
Runs of words that occur at least 10 times in a million words and in at least 5 documents (Biber et al.
1999). Columns: n, ngram, count, per_million, documents.

Examples:
  variorum stats bundles archive.jsonl.gz --case fold
  variorum stats bundles archive.jsonl.gz -n 4 --per-million 40 --by outlet";

/// Lexical bundles
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    common: CommonArgs,

    /// How many words in a row: `4`, or `3-6` for three to six; 8 at most
    #[arg(
        short,
        value_name = "N|N-M",
        default_value = "3-6",
        allow_negative_numbers = true,
        help_heading = "Counting"
    )]
    n: NRange,

    /// One part for each value: outlet, agency, language, year, month, date, path, id, title,
    /// byline, place, or a column of the archive
    #[arg(long, value_name = "FACET", help_heading = "Counting")]
    by: Option<String>,

    /// Leaves out what has a lower rate
    #[arg(
        long,
        value_name = "X",
        default_value_t = 10.0,
        allow_negative_numbers = true,
        help_heading = "Counting"
    )]
    per_million: f64,

    /// Leaves out what fewer documents have
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = plan::between::<0, { u64::MAX }>, allow_negative_numbers = true, help_heading = "Counting")]
    min_documents: u64,
}

/// Runs the measure.
pub(super) fn run(args: &Args) -> Result<Status> {
    let mut options = BundlesOptions::default();
    options.counting = args.common.counting.counting()?;
    options.min_n = args.n.min;
    options.max_n = args.n.max;
    options.per_million = args.per_million;
    options.min_documents = args.min_documents;
    options.limit = args.common.limit();
    // What is wrong is told before a long reading, not after it.
    plan::checked(|empty| stats::bundles(empty, &options))?;
    args.common.measure(|corpus| {
        let by = args.by.as_deref().map(|name| plan::facet(name, corpus));
        options.by = by.transpose()?;
        Ok(stats::bundles(corpus, &options)?)
    })
}
