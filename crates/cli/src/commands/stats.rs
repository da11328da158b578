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
    if let Some(min) = args.count.min_count {
        options.min_count = min;
    }
    let read = read(&args.read, &args.output)?;
    options.by = plan::facet(&args.count, &read.corpus)?;
    let table = stats::frequency(&read.corpus, &options)?;
    write(&table, &args.count, &args.output)?;
    Ok(read.status)
}

fn ngrams(args: &NgramsArgs) -> Result<Status> {
    let mut options = NgramOptions::default();
    options.min_n = args.n.min;
    options.max_n = args.n.max;
    options.case = args.count.case.parse()?;
    options.min_documents = args.min_documents;
    options.limit = args.count.limit.unwrap_or(0);
    if let Some(min) = args.count.min_count {
        options.min_count = min;
    }
    let reading = Reading::new(&args.read, args.output.output.as_ref())?;
    // Wrong lengths are told before a long reading, not after it.
    stats::ngrams(&variorum::Corpus::default(), &options)?;
    let read = reading.corpus()?;
    options.by = plan::facet(&args.count, &read.corpus)?;
    let table = stats::ngrams(&read.corpus, &options)?;
    write(&table, &args.count, &args.output)?;
    Ok(read.status)
}

fn read(read: &ReadArgs, output: &OutputArgs) -> Result<Read> {
    Reading::new(read, output.output.as_ref())?.corpus()
}

fn write(table: &variorum::table::Table, count: &CountArgs, output: &OutputArgs) -> Result<()> {
    let mut output = Output::open(output, Format::Json)?;
    if count.limit.is_none() {
        output.shorten();
    }
    output.table(table)?;
    output.finish()
}
