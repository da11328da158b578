//! `variorum stats series`.

use anyhow::Result;
use variorum::stats::{self, SeriesOptions};

use super::counting::CommonArgs;
use crate::{output::Status, plan};

const EXAMPLES: &str = "\
A row for each term and period, periods without documents among them. Columns: period, start, term,
count, tokens, per_million, low, high, documents, documents_total. Documents that do not say when they
were published, or not exactly enough, are left out and counted.

--changes gives the stretches of time in which a term keeps one rate: term, stretch, start, end,
periods, count, tokens, per_million, low, high, ratio, documents, documents_total.

--lifespans gives a row for each term: count, documents, first, first_document, last, last_document,
periods, peak, peak_per_million, half_life (periods after the peak until half of all later occurrences
have come), decay_half_life (of an exponential decay from the peak on).

Examples:
  variorum stats series archive.jsonl.gz --term 'nuclear*' --period week
  variorum stats series archive.jsonl.gz --term 'two hostile states' --by outlet --interval bootstrap
  variorum stats series archive.jsonl.gz --top 200 --changes --limit 100
  variorum stats series archive.jsonl.gz --min-count 20 --lifespans -o lives.csv";

/// Rates over time
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    common: CommonArgs,

    /// A word or phrase, with * and ?, letter case aside; several may be given; all words if none is
    #[arg(long, value_name = "WORDS", help_heading = "Counting")]
    term: Vec<String>,

    /// How long a period is: day, week (from Monday), month or year
    #[arg(
        long,
        value_name = "PERIOD",
        default_value = "month",
        help_heading = "Counting"
    )]
    period: String,

    /// One part for each value: outlet, agency, language, year, month, date, path, id, title,
    /// byline, place, or a column of the archive
    #[arg(long, value_name = "FACET", help_heading = "Counting")]
    by: Option<String>,

    /// Only documents of this date or later: 2022, 2022-02 or 2022-02-27
    #[arg(long, value_name = "DATE", help_heading = "Counting")]
    since: Option<String>,

    /// Only documents of this date or before
    #[arg(long, value_name = "DATE", help_heading = "Counting")]
    until: Option<String>,

    /// If no term is given: leaves out what occurs less often
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = plan::between::<0, { u64::MAX }>, allow_negative_numbers = true, help_heading = "Counting")]
    min_count: u64,

    /// If no term is given: only the N most frequent, 0 for all
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    top: usize,

    /// What low and high are: wilson, or bootstrap over the documents of the period
    #[arg(
        long,
        value_name = "NAME",
        default_value = "wilson",
        help_heading = "Intervals"
    )]
    interval: String,

    /// The level of the intervals
    #[arg(
        long,
        value_name = "SHARE",
        default_value_t = 0.95,
        help_heading = "Intervals"
    )]
    level: f64,

    /// Resamples of the bootstrap
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Intervals")]
    replicates: usize,

    /// The seed of the bootstrap
    #[arg(
        long,
        value_name = "N",
        default_value_t = 1,
        help_heading = "Intervals"
    )]
    seed: u64,

    /// Gives the stretches of time in which a term keeps one rate
    #[arg(long, conflicts_with = "lifespans", help_heading = "Changes")]
    changes: bool,

    /// What changes: poisson (occurrences among tokens) or binomial (documents that have the term)
    #[arg(
        long,
        value_name = "NAME",
        default_value = "poisson",
        help_heading = "Changes"
    )]
    model: String,

    /// What one more change costs [default: 2 ln of the number of periods]
    #[arg(
        long,
        value_name = "X",
        allow_negative_numbers = true,
        help_heading = "Changes"
    )]
    penalty: Option<f64>,

    /// Gives first and last use, peak and half-life of each term
    #[arg(long, help_heading = "Counting")]
    lifespans: bool,
}

/// Runs the measure.
pub(super) fn run(args: &Args) -> Result<Status> {
    let mut options = SeriesOptions::default();
    options.counting = args.common.counting.counting()?;
    options.terms.clone_from(&args.term);
    options.period = args.period.parse()?;
    options.since.clone_from(&args.since);
    options.until.clone_from(&args.until);
    options.min_count = args.min_count;
    options.top = args.top;
    options.interval = args.interval.parse()?;
    options.level = args.level;
    options.replicates = args.replicates;
    options.seed = args.seed;
    options.model = args.model.parse()?;
    options.penalty = args.penalty;
    options.limit = args.common.limit();
    let measure = if args.changes {
        stats::changes
    } else if args.lifespans {
        stats::lifespans
    } else {
        stats::series
    };
    // What is wrong is told before a long reading, not after it.
    plan::checked(|empty| measure(empty, &options))?;
    args.common.measure(|corpus| {
        let by = args.by.as_deref().map(|name| plan::facet(name, corpus));
        options.by = by.transpose()?;
        Ok(measure(corpus, &options)?)
    })
}
