//! `variorum extract`: facts as mentions with their places.

use anyhow::Result;
use variorum::{
    corpus::facts::FactRows,
    facts::Kind,
    table::{Cells, Table},
};

use crate::{
    args::{ExtractArgs, Format},
    forms,
    output::{Output, Status},
    plan::Reading,
};

/// Runs the command.
pub(crate) fn run(args: &ExtractArgs) -> Result<Status> {
    let kinds = kinds(&args.kinds)?;
    let format = forms::of_table(&args.output, Format::Jsonl)?;
    let reading = Reading::new(&args.read, args.output.output.as_ref())?;
    match format {
        Format::Json | Format::Jsonl => stream(&reading, args, &kinds, format),
        Format::Csv | Format::Parquet | Format::Table => rows(&reading, args, &kinds, format),
    }
}

/// The kinds that were typed, each once, in the order of the contract.
fn kinds(typed: &str) -> variorum::Result<Vec<Kind>> {
    let mut kinds: Vec<Kind> = typed
        .split(',')
        .map(|k| k.trim().parse())
        .collect::<variorum::Result<_>>()?;
    kinds.sort_unstable();
    kinds.dedup();
    Ok(kinds)
}

/// Writes the facts of each document when it is its turn: an archive need not fit into memory.
fn stream(reading: &Reading, args: &ExtractArgs, kinds: &[Kind], format: Format) -> Result<Status> {
    // The file is opened when there is something to write: a run that reads nothing leaves an older
    // one alone.
    let mut output: Option<Output> = None;
    let open = || Output::open(args.output.output.as_deref(), format);
    let mut count = 0usize;
    let status = reading.facts(kinds, &mut |read| {
        let output = match &mut output {
            Some(output) => output,
            empty => empty.insert(open()?),
        };
        read.facts.each_line(&read.document, &mut |_, line| {
            if format == Format::Json {
                output.json_text_item(count, &line.text())?;
            } else {
                output.json_text(&line.text())?;
            }
            count += 1;
            anyhow::Ok(())
        })
    })?;
    let mut output = match output {
        Some(output) => output,
        None => open()?,
    };
    if format == Format::Json {
        output.json_end(count)?;
    }
    output.finish()?;
    Ok(status)
}

fn rows(reading: &Reading, args: &ExtractArgs, kinds: &[Kind], format: Format) -> Result<Status> {
    let mut rows = FactRows::new(kinds);
    let status = reading.facts(kinds, &mut |read| {
        rows.push(&read);
        Ok(())
    })?;
    let table = rows.finish(&reading.options().pack)?;
    let mut output = Output::open(args.output.output.as_deref(), format)?;
    if format == Format::Table {
        output.table(&short(&table, kinds)?)?;
    } else {
        output.table(&table)?;
    }
    output.finish()?;
    Ok(status)
}

/// The columns that fit a terminal, of each kind, what matters most first.
fn shown(kinds: &[Kind]) -> &'static [&'static str] {
    match kinds {
        [Kind::People] => &["text", "name", "id", "titles", "path"],
        [Kind::Titles] => &["person", "text", "organ", "when", "path"],
        [Kind::Rosters] => &["roster", "role", "position", "name", "titles", "path"],
        [Kind::Organs] => &["text", "id", "level", "parent", "path"],
        [Kind::Events] => &["text", "id", "ordinal", "first_day", "last_day", "path"],
        [Kind::Dates] => &["text", "resolved", "basis", "path"],
        [Kind::Quantities] => &["text", "value", "high", "unit", "of", "path"],
        [Kind::Quotes] => &["speaker", "text", "cue", "path"],
        [Kind::Terms] => &["text", "id", "category", "path"],
        [Kind::Claims] => &["speaker", "type", "target", "text", "path"],
        _ => &["kind", "text", "id", "value", "path"],
    }
}

fn short(full: &Table, kinds: &[Kind]) -> variorum::Result<Table> {
    let mut table = Table::new(full.provenance().clone());
    for name in shown(kinds) {
        let Some(column) = full.column(name) else {
            continue;
        };
        let cells = match &column.cells {
            // The file alone: a folder in common says nothing and takes the room.
            Cells::Text(paths) if *name == "path" => {
                let file = |p: &str| p.rsplit(['/', '\\']).next().unwrap_or(p).to_owned();
                Cells::texts(paths.iter().map(|p| p.map(file)))
            }
            other => other.clone(),
        };
        table = table.with(name, cells)?;
    }
    Ok(table)
}
