//! `variorum stats similarity`.

use anyhow::Result;
use variorum::stats::{self, SimilarityMeasure, SimilarityOptions};

use super::counting::CommonArgs;
use crate::{output::Status, plan};

const EXAMPLES: &str = "\
Every document (or group, --by) is compared with every other. Columns: a, b, each measure.

Similarities: jaccard dice overlap containment_a containment_b (sets of terms; shared terms over those of
a, of b), cosine cosine_tf_idf weighted_jaccard (counts). Distances: jsd hellinger (shares), bray_curtis,
burrows_delta cosine_delta (z-scores of the --words most frequent words).

Examples:
  variorum stats similarity saved-pages/ --min-similarity 0.5
  variorum stats similarity archive.jsonl.gz --by outlet --measure burrows_delta --words 300
  variorum stats similarity saved-pages/ -n 5 --measure containment_a --measure containment_b";

/// Compares documents or groups of documents, pair by pair
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    common: CommonArgs,

    /// Compares groups: outlet, agency, language, year, month, date, path, id, title, byline, place, or a
    /// column of the archive
    #[arg(long, value_name = "FACET", help_heading = "Counting")]
    by: Option<String>,

    /// Terms are runs of so many words, 8 at most
    #[arg(short, value_name = "N", default_value_t = 1, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    n: usize,

    /// A measure; several may be given, rows come by the first; jaccard, cosine and cosine_tf_idf if
    /// none is
    #[arg(long, value_name = "MEASURE", help_heading = "Counting")]
    measure: Vec<String>,

    /// How many of the most frequent words a Delta compares
    #[arg(long, value_name = "N", default_value_t = 150, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    words: usize,

    /// Leaves out pairs that are less alike by the first measure, a similarity
    #[arg(
        long,
        value_name = "X",
        allow_negative_numbers = true,
        help_heading = "Counting"
    )]
    min_similarity: Option<f64>,

    /// Leaves out pairs that are further apart by the first measure, a distance
    #[arg(
        long,
        value_name = "X",
        allow_negative_numbers = true,
        help_heading = "Counting"
    )]
    max_distance: Option<f64>,

    /// Refuses to compare more documents (or groups): pairs grow with the square
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    max_documents: usize,
}

/// Runs the measure.
pub(super) fn run(args: &Args) -> Result<Status> {
    let mut options = SimilarityOptions::default();
    options.counting = args.common.counting.counting()?;
    options.n = args.n;
    if !args.measure.is_empty() {
        let measures = args.measure.iter().map(String::as_str);
        options.measures = stats::chosen(measures, &SimilarityMeasure::ALL)?;
    }
    options.words = args.words;
    options.min_similarity = args.min_similarity;
    options.max_distance = args.max_distance;
    options.max_documents = args.max_documents;
    options.limit = args.common.limit();
    // What is impossible is told before a long reading, not after it.
    plan::checked(|empty| stats::similarity(empty, &options))?;
    args.common.measure(|corpus| {
        let by = args.by.as_deref().map(|name| plan::facet(name, corpus));
        options.by = by.transpose()?;
        Ok(stats::similarity(corpus, &options)?)
    })
}
