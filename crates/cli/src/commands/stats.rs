//! `variorum stats`: measures.

use anyhow::Result;
use variorum::stats::{self, FrequencyOptions, NgramOptions};

use crate::{
    args::{CountArgs, Format, FrequencyArgs, Measure, NgramsArgs, OutputArgs, ReadArgs},
    output::{Output, Status},
    plan::{self, Read, Reading},
};

/// Runs the measure.
pub(crate) fn run(measure: &Measure) -> Result<Status> {
    match measure {
        Measure::Frequency(args) => frequency(args),
        Measure::Ngrams(args) => ngrams(args),
    }
}

fn frequency(args: &FrequencyArgs) -> Result<Status> {
    let mut options = FrequencyOptions::default();
    options.case = args.count.case.parse()?;
    options.limit = args.count.limit.unwrap_or(0);
    options.min_count = args.min_count;
    let format = plan::format(&args.output, Format::Json)?;
    let read = read(&args.read, &args.output)?;
    options.by = plan::facet(&args.count, &read.corpus)?;
    let table = stats::frequency(&read.corpus, &options)?;
    write(&table, &args.count, &args.output, format)?;
    Ok(read.status)
}

fn ngrams(args: &NgramsArgs) -> Result<Status> {
    let mut options = NgramOptions::default();
    options.min_n = args.min_n.unwrap_or(args.n.min);
    options.max_n = args.max_n.or(args.min_n).unwrap_or(args.n.max);
    options.case = args.count.case.parse()?;
    options.min_documents = args.min_documents;
    options.limit = args.count.limit.unwrap_or(0);
    options.min_count = args.min_count;
    let format = plan::format(&args.output, Format::Json)?;
    let reading = Reading::new(&args.read, args.output.output.as_ref())?;
    // Wrong lengths are told before a long reading, not after it.
    stats::ngrams(&variorum::Corpus::default(), &options)?;
    let read = reading.corpus()?;
    options.by = plan::facet(&args.count, &read.corpus)?;
    let table = stats::ngrams(&read.corpus, &options)?;
    write(&table, &args.count, &args.output, format)?;
    Ok(read.status)
}

fn read(read: &ReadArgs, output: &OutputArgs) -> Result<Read> {
    Reading::new(read, output.output.as_ref())?.corpus()
}

fn write(
    table: &variorum::table::Table,
    count: &CountArgs,
    output: &OutputArgs,
    format: Format,
) -> Result<()> {
    let mut output = Output::open(output.output.as_deref(), format)?;
    if count.limit.is_none() {
        output.shorten();
    }
    output.table(table)?;
    output.finish()
}
