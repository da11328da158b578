//! `variorum timeline`: events over all captures.

use anyhow::Result;
use variorum::{
    Document,
    corpus::facts::Read,
    facts::{
        Kind,
        events::{
            Event,
            timeline::{Entry, timeline},
        },
    },
    table::{Cells, Provenance, Table},
};

use crate::{
    args::{Format, TimelineArgs},
    forms,
    output::{Output, Status},
    plan::Reading,
};

/// Names of an event that a row shows.
const NAMES: usize = 6;

/// Runs the command.
pub(crate) fn run(args: &TimelineArgs) -> Result<Status> {
    let format = forms::of_table(&args.output, Format::Json)?;
    let reading = Reading::new(&args.read, args.output.output.as_ref())?;
    let mut read: Vec<Read> = Vec::new();
    let status = reading.facts(&[Kind::Events], &mut |one| {
        read.push(one);
        Ok(())
    })?;
    let documents: Vec<(&Document, &[Event])> = read
        .iter()
        .map(|r| (&*r.document, r.facts.events.as_slice()))
        .collect();
    let found = timeline(&documents);
    let mut output = Output::open(args.output.output.as_deref(), format)?;
    match format {
        Format::Json => {
            for (n, one) in found.iter().enumerate() {
                output.json_item(n, one)?;
            }
            output.json_end(found.len())?;
        }
        Format::Jsonl => found.iter().try_for_each(|one| output.json_line(one))?,
        Format::Table | Format::Csv | Format::Parquet => {
            output.table(&table(&found, documents.len())?)?;
        }
    }
    output.finish()?;
    Ok(status)
}

fn table(found: &[Entry], documents: usize) -> variorum::Result<Table> {
    let text = |f: &dyn Fn(&Entry) -> Option<String>| Cells::texts(found.iter().map(f));
    let int = |f: &dyn Fn(&Entry) -> Option<i64>| Cells::ints(found.iter().map(f));
    let names = |e: &Entry| {
        let names = e.names.iter().take(NAMES);
        let names: Vec<&str> = names.map(|n| n.text.as_str()).collect();
        Some(names.join("; "))
    };
    Table::new(Provenance::new("timeline").count("documents", documents))
        .with("first_day", text(&|e| e.start.clone()))?
        .with("last_day", text(&|e| e.end.clone()))?
        .with("id", text(&|e| e.id.clone()))?
        .with("series", text(&|e| Some(e.series.clone())))?
        .with("ordinal", int(&|e| e.ordinal.map(i64::from)))?
        .with("documents", int(&|e| i64::try_from(e.documents.len()).ok()))?
        .with("names", text(&names))
}
