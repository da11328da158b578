//! `variorum trace`: where quotes and passages come from.

use anyhow::Result;
use serde_json::Value;
use variorum::{
    Corpus,
    sources::trace::{self, Held, tables, tables::Names},
    table::Table,
};

use crate::{
    args::{Format, TraceArgs},
    forms,
    output::{Output, Status},
    plan::Reading,
};

/// Runs the command.
pub(crate) fn run(args: &TraceArgs) -> Result<Status> {
    let format = forms::of_table(&args.output, Format::Json)?;
    let reading = Reading::new(&args.read, args.output.output.as_ref())?;
    let statements = (!args.held.is_empty())
        .then(|| reading.of(&args.held, &args.read))
        .transpose()?
        // What is asked of the stories is not asked of the statements.
        .map(Reading::unfiltered);
    let read = reading.corpus()?;
    let mut status = read.status;
    let held = match &statements {
        Some(statements) => {
            let held = statements.corpus()?;
            if status == Status::Well || held.status == Status::Nothing {
                status = held.status;
            }
            Some(held.corpus)
        }
        None => None,
    };
    let names = Names::new(&read.corpus, held.as_ref());
    let held = Held::new(held.as_ref().unwrap_or(&read.corpus));
    let mut output = Output::open(args.output.output.as_deref(), format)?;
    if let Some(table) = view(args, &read.corpus, &held, &names)? {
        output.table(&table)?;
        output.finish()?;
        return Ok(status);
    }
    let traces = trace::trace(&read.corpus, &held);
    match format {
        Format::Json | Format::Jsonl => {
            let mut written = 0;
            for quote in traces.iter().flat_map(|t| &t.quotes) {
                if format == Format::Json {
                    output.json_item(written, quote)?;
                } else {
                    output.json_line(quote)?;
                }
                written += 1;
            }
            if format == Format::Json {
                output.json_end(written)?;
            }
        }
        Format::Table => output.table(&short(&tables::quotes(&traces, &names)?)?)?,
        Format::Csv | Format::Parquet => output.table(&tables::quotes(&traces, &names)?)?,
    }
    output.finish()?;
    Ok(status)
}

/// The table of another view than that of quotes.
fn view(args: &TraceArgs, corpus: &Corpus, held: &Held, names: &Names) -> Result<Option<Table>> {
    if args.coverage || args.added {
        let coverage = trace::coverage(corpus, held);
        let (rows, measure) = if args.coverage {
            (&coverage.carried, "trace --coverage")
        } else {
            (&coverage.added, "trace --added")
        };
        return Ok(Some(tables::coverage(rows, measure, names)?));
    }
    if args.reuse || args.versions {
        let traces = trace::trace(corpus, held);
        let table = if args.reuse {
            tables::reuse(&traces, names)?
        } else {
            tables::versions(&traces, names)?
        };
        return Ok(Some(table));
    }
    Ok(None)
}

/// What fits a terminal: who, the words, how they stand to their source, and where that is.
fn short(full: &Table) -> variorum::Result<Table> {
    let mut table = Table::new(full.provenance().clone());
    let name = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
    for column in [
        "path",
        "text",
        "kind",
        "speaker",
        "match",
        "similarity",
        "source_path",
    ] {
        let Some(found) = full.column(column) else {
            continue;
        };
        let cells = if column.ends_with("path") {
            let of = |row| match found.cells.value(row) {
                Value::String(path) => Some(name(&path)),
                _ => None,
            };
            variorum::table::Cells::Text((0..full.len()).map(of).collect())
        } else {
            found.cells.clone()
        };
        table = table.with(column, cells)?;
    }
    Ok(table)
}
