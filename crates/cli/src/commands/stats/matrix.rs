//! `variorum stats matrix`.

use anyhow::Result;
use variorum::stats::{self, MatrixOptions, measures::ngrams::TfIdfOptions};

use super::counting::CommonArgs;
use crate::{
    output::Status,
    plan::{self, NRange},
};

const EXAMPLES: &str = "\
The matrix of documents and features in long form: document (or the facet), feature, value; cells of 0 are
left out. Options and weights are those of scikit-learn's vectorizers; letter case is kept unless
--case fold is given.

Examples:
  variorum stats matrix saved-pages/ --case fold --min-df 2 -o counts.parquet
  variorum stats matrix archive.jsonl.gz -n 1-2 --max-features 10000 --tf-idf -o weights.csv
  variorum stats matrix archive.jsonl.gz --by month --max-df 90%";

/// Counts or weighs each feature of each document
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "options of the command line")]
pub(crate) struct Args {
    #[command(flatten)]
    common: CommonArgs,

    /// One row of the matrix for each value: outlet, agency, language, year, month, date, path, id, title,
    /// byline, place, or a column of the archive
    #[arg(long, value_name = "FACET", help_heading = "Counting")]
    by: Option<String>,

    /// How many words in a row are a feature: `1`, or `1-3` for one to three; 8 at most
    #[arg(
        short,
        value_name = "N|N-M",
        default_value = "1",
        allow_negative_numbers = true,
        help_heading = "Counting"
    )]
    n: NRange,

    /// Leaves out features of fewer documents: a count (5), a share (0.01) or a percentage (1%)
    #[arg(
        long,
        value_name = "DOCUMENTS",
        default_value = "1",
        allow_negative_numbers = true,
        help_heading = "Counting"
    )]
    min_df: String,

    /// Leaves out features of more documents: a count, a share or a percentage
    #[arg(
        long,
        value_name = "DOCUMENTS",
        default_value = "100%",
        allow_negative_numbers = true,
        help_heading = "Counting"
    )]
    max_df: String,

    /// Keeps so many of the most frequent features; 0 for all
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    max_features: usize,

    /// 1 for every count above 0
    #[arg(long, help_heading = "Counting")]
    binary: bool,

    /// Weights (tf-idf) instead of counts
    #[arg(long, help_heading = "Weights")]
    tf_idf: bool,

    /// Weighs by frequency alone
    #[arg(long, requires = "tf_idf", help_heading = "Weights")]
    no_idf: bool,

    /// Takes the document frequencies as they are, not as if one more document had every feature
    #[arg(long, requires = "tf_idf", help_heading = "Weights")]
    no_smooth_idf: bool,

    /// 1 + ln count stands for the count
    #[arg(long, requires = "tf_idf", help_heading = "Weights")]
    sublinear_tf: bool,

    /// The norm of a row: l2, l1 or none
    #[arg(
        long,
        value_name = "NORM",
        default_value = "l2",
        help_heading = "Weights"
    )]
    norm: String,
}

/// Runs the measure.
pub(super) fn run(args: &Args) -> Result<Status> {
    let mut options = MatrixOptions::default();
    options.counting = args.common.counting.counting()?;
    (options.min_n, options.max_n) = (args.n.min, args.n.max);
    options.min_df = args.min_df.parse()?;
    options.max_df = args.max_df.parse()?;
    options.max_features = args.max_features;
    options.binary = args.binary;
    let weights = TfIdfOptions {
        use_idf: !args.no_idf,
        smooth_idf: !args.no_smooth_idf,
        sublinear_tf: args.sublinear_tf,
        norm: args.norm.parse()?,
    };
    options.tf_idf = args.tf_idf.then_some(weights);
    // What is impossible is told before a long reading, not after it.
    plan::checked(|empty| stats::matrix(empty, &options))?;
    let limit = args.common.limit();
    args.common.measure(|corpus| {
        let by = args.by.as_deref().map(|name| plan::facet(name, corpus));
        options.by = by.transpose()?;
        Ok(stats::matrix(corpus, &options)?.table(limit)?)
    })
}
