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

use super::whole;
use crate::{args::TimelineArgs, output::Status};

/// Names of an event that a row shows.
const NAMES: usize = 6;

/// Runs the command.
pub(crate) fn run(args: &TimelineArgs) -> Result<Status> {
    whole::run((&args.read, &args.output), Kind::Events, find, table)
}

fn find(read: &[Read]) -> Vec<Entry> {
    let events = read
        .iter()
        .map(|r| (&*r.document, r.facts.events.as_slice()));
    let documents: Vec<(&Document, &[Event])> = events.collect();
    timeline(&documents)
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
