//! `variorum stats novelty`.

use anyhow::Result;
use variorum::stats::{self, Case, NoveltyOptions};

use super::counting::CommonArgs;
use crate::{output::Status, plan};

const EXAMPLES: &str = "\
The target is one document, or the documents of some dates or with some property. What is given are
phrases of 1 to 7 words around the shortest runs that the rest of the archive does not have, the most
telling first. Columns: phrase, n, core (the shortest new run), kind (word, wording, number, name), count,
documents, core_count, score, first, last; the place: document, date, left, node, right, start, end, path;
the nearest wording of the rest: nearest, nearest_shared, nearest_document, nearest_date, nearest_start,
nearest_end, nearest_path. Letter case does not count unless --case keep is given.

Examples:
  variorum stats novelty archive.jsonl.gz --since 2024-01 --until 2024-01 --min-documents 3
  variorum stats novelty archive.jsonl.gz --document d2f1 --kind word --kind wording
  variorum stats novelty archive.jsonl.gz --target outlet=yonhap --mode only
  variorum stats novelty archive.jsonl.gz --since 2024-01-16 --mode ended --min-count 20";

/// What wording is new
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    common: CommonArgs,

    /// The target begins with this date: 2022, 2022-02 or 2022-02-27
    #[arg(long, value_name = "DATE", help_heading = "Target")]
    since: Option<String>,

    /// The target ends with this date
    #[arg(long, value_name = "DATE", help_heading = "Target")]
    until: Option<String>,

    /// The target is the document of this id or address (PATH#N)
    #[arg(long, value_name = "ID", conflicts_with_all = ["since", "until", "target"], help_heading = "Target")]
    document: Option<String>,

    /// The target has this property, like outlet=kcna; several must all hold
    #[arg(long, value_name = "KEY=VALUE", help_heading = "Target")]
    target: Vec<String>,

    /// new: what nothing dated before the target has; only: what nothing else has; ended: what was
    /// there before the target and is not in it
    #[arg(
        long,
        value_name = "MODE",
        default_value = "new",
        help_heading = "Counting"
    )]
    mode: String,

    /// The fewest words in a row
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    min_n: usize,

    /// The most words in a row, 7 at most
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    max_n: usize,

    /// Leaves out what occurs less often [default: 1 for a document, 5 for ended, else 2]
    #[arg(long, value_name = "N", value_parser = plan::between::<0, { u64::MAX }>, allow_negative_numbers = true, help_heading = "Counting")]
    min_count: Option<u64>,

    /// Leaves out what fewer documents have
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = plan::between::<0, { u64::MAX }>, allow_negative_numbers = true, help_heading = "Counting")]
    min_documents: u64,

    /// Only phrases whose new part is of this kind: word, wording, number, name; several may be given
    #[arg(long, value_name = "KIND", help_heading = "Counting")]
    kind: Vec<String>,

    /// Words of context on each side
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Output")]
    context: usize,
}

/// Runs the measure.
pub(super) fn run(args: &Args) -> Result<Status> {
    let mut options = NoveltyOptions::default();
    options.counting = args.common.counting.counting_or(Case::Fold)?;
    options.since.clone_from(&args.since);
    options.until.clone_from(&args.until);
    options.document.clone_from(&args.document);
    let filters = args.target.iter().map(|filter| filter.parse());
    options.target = filters.collect::<variorum::Result<_>>()?;
    options.mode = args.mode.parse()?;
    options.min_n = args.min_n;
    options.max_n = args.max_n;
    options.min_count = args.min_count;
    options.min_documents = args.min_documents;
    let kinds = args.kind.iter().map(|kind| kind.parse());
    options.kinds = kinds.collect::<variorum::Result<_>>()?;
    options.context = args.context;
    options.limit = args.common.limit();
    // What is wrong is told before a long reading, not after it.
    options.check()?;
    args.common
        .measure(|corpus| Ok(stats::novelty(corpus, &options)?))
}
