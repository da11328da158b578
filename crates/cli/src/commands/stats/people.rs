//! `variorum stats appearances`, `companions`, `coappearances`, `absences`, `careers`: measures of people.

use anyhow::Result;
use variorum::{
    stats::people::{self, Actors, AppearancesOptions},
    table::Table,
};

use crate::{
    args::{Format, OutputArgs, ReadArgs},
    forms,
    output::{Output, Status},
    plan::{self, Reading},
    progress::Bar,
};

/// What every measure of people is asked.
#[derive(Debug, clap::Args)]
pub(crate) struct PeopleArgs {
    #[command(flatten)]
    read: ReadArgs,

    /// Counts reprints and other translations of a report as reports of their own
    #[arg(long, help_heading = "Counting")]
    reprints: bool,

    /// Only reports of this date or later: 2022, 2022-02 or 2022-02-27
    #[arg(long, value_name = "DATE", help_heading = "Counting")]
    since: Option<String>,

    /// Only reports of this date or before
    #[arg(long, value_name = "DATE", help_heading = "Counting")]
    until: Option<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl PeopleArgs {
    /// Reads the captures for people and writes what is measured of them.
    fn run(&self, measure: impl FnOnce(&Actors) -> variorum::Result<Table>) -> Result<Status> {
        let format = forms::of_table(&self.output, Format::Json)?;
        let reading = Reading::new(&self.read, self.output.output.as_ref())?;
        let read = reading.corpus()?;
        let bar = Bar::new(self.read.quiet);
        let mut actors = Actors::read(&read.corpus, &bar)?;
        if !self.reprints {
            actors = actors.once(&read.corpus, &bar)?;
        }
        bar.finish();
        let table = measure(&actors)?;
        let mut output = Output::open(self.output.output.as_deref(), format)?;
        output.shorten();
        output.table(&table)?;
        output.finish()?;
        Ok(read.status)
    }
}

const APPEARANCES_EXAMPLES: &str = "\
A person appears in a report if a roster lists the person as present, or if the headline names the
person and says what was done there in person. A message sent is no appearance. Columns: period, kind
(with --kinds), name, id, appearances, days.

Examples:
  variorum stats appearances archive.jsonl.gz --person 'Kim Jong Un' --since 2012 --until 2012
  variorum stats appearances archive.jsonl.gz --period year --min-count 10
  variorum stats appearances archive.jsonl.gz --kinds --period none";

/// How often people appear, by period and kind of occasion
#[derive(Debug, clap::Args)]
#[command(after_help = APPEARANCES_EXAMPLES)]
pub(crate) struct AppearancesArgs {
    #[command(flatten)]
    common: PeopleArgs,

    /// Only this person, by name or id; several may be given
    #[arg(long, value_name = "NAME", help_heading = "Counting")]
    person: Vec<String>,

    /// How long a period is: day, week, month or year; none for all time in one
    #[arg(
        long,
        value_name = "PERIOD",
        default_value = "month",
        help_heading = "Counting"
    )]
    period: String,

    /// A row for each kind of occasion: inspection, visit, meeting, talks, performance, test, tribute …
    #[arg(long, help_heading = "Counting")]
    kinds: bool,

    /// Leaves out people who appear less often
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    min_count: usize,

    /// The most rows; 0 for all
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Rows")]
    limit: usize,
}

pub(super) fn appearances(args: &AppearancesArgs) -> Result<Status> {
    let mut options = AppearancesOptions::default();
    options.people.clone_from(&args.person);
    options.period = match args.period.as_str() {
        "none" => None,
        named => Some(named.parse()?),
    };
    options.kinds = args.kinds;
    options.since.clone_from(&args.common.since);
    options.until.clone_from(&args.common.until);
    options.min_count = args.min_count;
    options.limit = args.limit;
    args.common
        .run(|actors| people::appearances(actors, &options))
}

const COMPANIONS_EXAMPLES: &str = "\
Those who appear in the reports in which the person appears, ranked by how often, beside their rank by
the order of naming: who is named first need not be who comes most often. Columns: rank, name, id,
together, share, order_rank, mean_position, named_in.

Examples:
  variorum stats companions archive.jsonl.gz --person 'Kim Jong Un' --since 2012 --until 2012 --limit 20";

/// Who appears with a person, ranked by frequency and by the order of naming
#[derive(Debug, clap::Args)]
#[command(after_help = COMPANIONS_EXAMPLES)]
pub(crate) struct CompanionsArgs {
    #[command(flatten)]
    common: PeopleArgs,

    /// The person, by name or id
    #[arg(long, value_name = "NAME", required = true, help_heading = "Counting")]
    person: String,

    /// The most rows; 0 for all
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Rows")]
    limit: usize,
}

pub(super) fn companions(args: &CompanionsArgs) -> Result<Status> {
    let (since, until) = (args.common.since.as_deref(), args.common.until.as_deref());
    args.common
        .run(|actors| people::companions(actors, &args.person, since, until, args.limit))
}

const COAPPEARANCES_EXAMPLES: &str = "\
The edges of a network of people: how often two appear in one report. Columns: a, b, a_id, b_id,
together, jaccard. `variorum export gexf` writes the network for Gephi.

Examples:
  variorum stats coappearances archive.jsonl.gz --min-count 5 -o edges.csv";

/// Who appears with whom
#[derive(Debug, clap::Args)]
#[command(after_help = COAPPEARANCES_EXAMPLES)]
pub(crate) struct CoappearancesArgs {
    #[command(flatten)]
    common: PeopleArgs,

    /// Leaves out pairs that appear together less often
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    min_count: usize,

    /// Reports with more people than this make no pairs
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    most: usize,
}

pub(super) fn coappearances(args: &CoappearancesArgs) -> Result<Status> {
    let (since, until) = (args.common.since.as_deref(), args.common.until.as_deref());
    args.common
        .run(|actors| people::coappearances(actors, since, until, args.min_count, args.most))
}

const ABSENCES_EXAMPLES: &str = "\
How long each person has not been seen at the end of the captures (or at --until), and how unusual that
is: p is (g + 1) / (n + 1), where g of the person's n gaps between appearances were at least as long.
Columns: name, id, appearances, first, last, unseen, longest, p.

Examples:
  variorum stats absences archive.jsonl.gz --min-count 10 --until 2012-08-01";

/// Who has not been seen, for how long, and how unusual that is
#[derive(Debug, clap::Args)]
#[command(after_help = ABSENCES_EXAMPLES)]
pub(crate) struct AbsencesArgs {
    #[command(flatten)]
    common: PeopleArgs,

    /// Leaves out people who were seen on fewer days
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    min_count: usize,
}

pub(super) fn absences(args: &AbsencesArgs) -> Result<Status> {
    let (since, until) = (args.common.since.as_deref(), args.common.until.as_deref());
    args.common
        .run(|actors| people::absences(actors, since, until, args.min_count))
}

const CAREERS_EXAMPLES: &str = "\
First and last use of each title of each person, the title before it, and the nearest event of the week
before its first use. Columns: name, id, title, first, last, count, previous, event, path.

Examples:
  variorum stats careers archive.jsonl.gz --person 'Choe Ryong Hae'
  variorum stats careers archive.jsonl.gz --min-count 3 -o careers.csv";

/// First and last use of each title of each person
#[derive(Debug, clap::Args)]
#[command(after_help = CAREERS_EXAMPLES)]
pub(crate) struct CareersArgs {
    #[command(flatten)]
    common: PeopleArgs,

    /// Only this person, by name or id; several may be given
    #[arg(long, value_name = "NAME", help_heading = "Counting")]
    person: Vec<String>,

    /// Leaves out titles that are said less often
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Counting")]
    min_count: usize,
}

pub(super) fn careers(args: &CareersArgs) -> Result<Status> {
    let (since, until) = (args.common.since.as_deref(), args.common.until.as_deref());
    args.common
        .run(|actors| people::careers(actors, &args.person, since, until, args.min_count))
}
