//! `variorum kwic`: concordance.

use anyhow::Result;
use serde_json::Value;
use variorum::{
    corpus::{KwicOptions, Query},
    table::Table,
};

use crate::{
    args::{Format, KwicArgs},
    forms,
    output::{Output, Status, columns, cut, cut_left, visible},
    plan::Reading,
};

/// Runs the command.
pub(crate) fn run(args: &KwicArgs) -> Result<Status> {
    let mut options = KwicOptions::default();
    options.context = args.context;
    options.window = args.window.parse()?;
    options.sort = args.sort.parse()?;
    options.limit = args.limit;
    // A wrong query is told before a long reading, not after it.
    args.query.parse::<Query>()?;
    let format = forms::of_table(&args.output, Format::Json)?;
    let reading = Reading::new(&args.read, args.output.output.as_ref())?;
    let read = reading.corpus()?;
    let table = read.corpus.kwic(&args.query, &options)?;
    let mut output = Output::open(args.output.output.as_deref(), format)?;
    if format == Format::Table {
        lines(&table, &mut output)?;
        output.footer(&table, table.len(), &[])?;
    } else {
        output.table(&table)?;
    }
    output.finish()?;
    Ok(read.status)
}

/// Columns of a line where the result goes to no terminal.
const WIDTH: usize = 140;
const SOURCE: usize = 34;

/// The words found one under the other; date and outlet, and the address, around them.
fn lines(table: &Table, output: &mut Output) -> Result<()> {
    let width = output.width().unwrap_or(WIDTH);
    let (bold, dim, plain) = if output.color() {
        ("\x1b[1;31m", "\x1b[2m", "\x1b[0m")
    } else {
        ("", "", "")
    };
    let text = |row: usize, name: &str| {
        let cell = table.column(name).map(|c| c.cells.value(row));
        match cell {
            Some(Value::String(s)) => visible(&s),
            _ => String::new(),
        }
    };
    let node = (0..table.len())
        .map(|row| columns(&text(row, "node")))
        .max()
        .unwrap_or(0)
        .min(width / 3);
    let source = if width >= 100 { SOURCE } else { 0 };
    let side = width.saturating_sub(node + source + 6) / 2;
    for row in 0..table.len() {
        let left = cut_left(&text(row, "left"), side);
        let found = cut(&text(row, "node"), node);
        let right = cut(&text(row, "right"), side);
        let pad_left = " ".repeat(side.saturating_sub(columns(&left)));
        let pad_node = " ".repeat(node.saturating_sub(columns(&found)));
        write!(
            output.writer(),
            "{pad_left}{left}  {bold}{found}{plain}{pad_node}  {right}"
        )?;
        if source > 0 {
            let pad = " ".repeat(side.saturating_sub(columns(&right)));
            let date = text(row, "date");
            let day = date.get(..10).unwrap_or(&date);
            let address = cut_left(&text(row, "path"), source.saturating_sub(columns(day) + 1));
            write!(output.writer(), "{pad}  {dim}{day} {address}{plain}")?;
        }
        writeln!(output.writer())?;
    }
    Ok(())
}
