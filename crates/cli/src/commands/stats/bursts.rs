//! `variorum stats bursts`.

use anyhow::Result;
use variorum::stats::{self, BurstsOptions};

use super::counting::CommonArgs;
use crate::{output::Status, plan};

const EXAMPLES: &str = "\
Kleinberg's automaton with two states over the documents (or tokens) of each period. Columns: term,
level, start, end, periods, weight (how much better the higher rate explains these periods), count,
documents.

Examples:
  variorum stats bursts archive.jsonl.gz --period week --min-count 20 --limit 50
  variorum stats bursts archive.jsonl.gz --term flood --term 'flood damage' --period day";

/// When words and phrases were much more frequent than usual
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

    /// What is counted: documents or tokens
    #[arg(
        long,
        value_name = "UNIT",
        default_value = "documents",
        help_heading = "Bursts"
    )]
    unit: String,

    /// s: how many times the usual rate a burst has
    #[arg(
        long,
        value_name = "S",
        default_value_t = 2.0,
        allow_negative_numbers = true,
        help_heading = "Bursts"
    )]
    scale: f64,

    /// How hard it is to go up: γ ln n for n periods
    #[arg(
        long,
        value_name = "GAMMA",
        default_value_t = 1.0,
        allow_negative_numbers = true,
        help_heading = "Bursts"
    )]
    gamma: f64,
}

/// Runs the measure.
pub(super) fn run(args: &Args) -> Result<Status> {
    let mut options = BurstsOptions::default();
    options.counting = args.common.counting.counting()?;
    options.terms.clone_from(&args.term);
    options.period = args.period.parse()?;
    options.since.clone_from(&args.since);
    options.until.clone_from(&args.until);
    options.min_count = args.min_count;
    options.unit = args.unit.parse()?;
    options.scale = args.scale;
    options.gamma = args.gamma;
    options.limit = args.common.limit();
    // What is wrong is told before a long reading, not after it.
    plan::checked(|empty| stats::bursts(empty, &options))?;
    args.common.measure(|corpus| {
        let by = args.by.as_deref().map(|name| plan::facet(name, corpus));
        options.by = by.transpose()?;
        Ok(stats::bursts(corpus, &options)?)
    })
}
