//! `variorum cluster`: the same statement in its versions, reprints and silent edits.

use anyhow::Result;
use variorum::sources::cluster::{ClusterOptions, Label, cluster};

use crate::{
    args::{ClusterArgs, Format},
    forms,
    output::{Output, Status},
    plan::Reading,
};

/// Runs the command.
pub(crate) fn run(args: &ClusterArgs) -> Result<Status> {
    let mut options = ClusterOptions::default();
    options.min_shared = args.min_shared;
    options.stock_days = u32::try_from(args.stock_days).unwrap_or(u32::MAX);
    let labels: Vec<Label> = args
        .label
        .iter()
        .map(|l| l.parse())
        .collect::<variorum::Result<_>>()?;
    let format = forms::of_table(&args.output, Format::Json)?;
    let reading = Reading::new(&args.read, args.output.output.as_ref())?;
    let read = reading.corpus()?;
    let mut found = cluster(&read.corpus, &options, &())?;
    found.keep(&labels);
    let table = if args.links {
        found.links_table(&read.corpus)?
    } else {
        found.table(&read.corpus)?
    };
    let mut output = Output::open(args.output.output.as_deref(), format)?;
    output.table(&table)?;
    output.finish()?;
    Ok(read.status)
}
