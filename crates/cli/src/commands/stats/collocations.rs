//! `variorum stats collocations`.

use anyhow::Result;
use variorum::stats::{self, CollocationMeasure, CollocationOptions, Context};

use super::counting::CommonArgs;
use crate::{output::Status, plan};

const EXAMPLES: &str = "\
Words are together as neighbours (--context adjacent, runs of -n words), in a window (--context window,
--left and --right tokens) or in a sentence (--context sentence); never across a paragraph or title.
Columns: first, second (or ngram), count, first_count, second_count (margins, counted in the same
places as the pairs), documents, expected, each measure, log10_p of the first that has one.

Measures: pmi npmi mi2 mi3 local_mi mi_log_f mutual_information t t_bernoulli z g2 simple_ll chi2
chi2_yates dice log_dice jaccard delta_p_21 delta_p_12 minimum_sensitivity phi_squared
odds_ratio_half fisher_log10_p lambda; for runs of more than two words: lambda g2.

Examples:
  variorum stats collocations saved-pages/ --case fold --limit 30
  variorum stats collocations archive.jsonl.gz --context window --node nuclear --measure log_dice
  variorum stats collocations archive.jsonl.gz -n 3 --min-count 10
  variorum stats collocations archive.jsonl.gz --context sentence --min-documents 5 --by outlet";

/// Finds words that are together more often than chance
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    common: CommonArgs,

    /// What counts as being together: adjacent, window or sentence
    #[arg(
        long,
        value_name = "CONTEXT",
        default_value = "adjacent",
        help_heading = "Counting"
    )]
    context: String,

    /// How many words in a row (adjacent), 2 to 5
    #[arg(short, value_name = "N", default_value_t = 2, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    n: usize,

    /// How many tokens before a word belong to its window
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    left: usize,

    /// How many tokens after a word belong to its window
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    right: usize,

    /// In sentences, keeps the two orders of a pair apart
    #[arg(long, help_heading = "Counting")]
    ordered: bool,

    /// Sentences part words as paragraphs do
    #[arg(long, help_heading = "Counting")]
    within_sentence: bool,

    /// Only collocates of this word (`*` any letters, `?` one letter); several may be given
    #[arg(long, value_name = "WORD", help_heading = "Counting")]
    node: Vec<String>,

    /// A measure; several may be given, rows come by the first; g2, log_dice and pmi (lambda and g2 of
    /// longer runs) if none is
    #[arg(long, value_name = "MEASURE", help_heading = "Counting")]
    measure: Vec<String>,

    /// Added to each cell of lambda
    #[arg(
        long,
        value_name = "X",
        default_value_t = 0.5,
        allow_negative_numbers = true,
        help_heading = "Counting"
    )]
    smoothing: f64,

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
    let mut options = CollocationOptions::default();
    options.counting = args.common.counting.counting()?;
    options.context = Context::named(&args.context, args.n, args.left, args.right, args.ordered)?;
    options.within_sentence = args.within_sentence;
    options.nodes.clone_from(&args.node);
    if !args.measure.is_empty() {
        let measures = args.measure.iter().map(String::as_str);
        options.measures = stats::chosen(measures, &CollocationMeasure::all())?;
    }
    options.smoothing = args.smoothing;
    options.min_count = args.min_count;
    options.min_documents = args.min_documents;
    options.limit = args.common.limit();
    // What is impossible is told before a long reading, not after it.
    plan::checked(|empty| stats::collocations(empty, &options))?;
    args.common.measure(|corpus| {
        let by = args.by.as_deref().map(|name| plan::facet(name, corpus));
        options.by = by.transpose()?;
        Ok(stats::collocations(corpus, &options)?)
    })
}
