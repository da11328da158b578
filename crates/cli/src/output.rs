//! The one printer: results to standard output or a file in the form asked, messages to standard
//! error, one line each.
#![allow(clippy::print_stderr, reason = "this module is the printer")]

use std::{
    io::{self, IsTerminal, Write},
    path::Path,
    process::ExitCode,
};

use anyhow::{Result, bail};
use comfy_table::{CellAlignment, Table as Grid, presets};
use serde::{
    Serialize,
    ser::{SerializeMap, Serializer},
};
use serde_json::Value;
use unicode_width::UnicodeWidthChar;
use variorum::{
    corpus::{Problem, Severity},
    table::{Cells, Table},
};

use crate::{
    args::{Color, Format},
    grid,
    sink::{self, Sink},
};

/// How a run ended, the better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// All went well.
    Well,
    /// Some inputs failed, the rest was done.
    SomeFailed,
    /// Nothing could be done.
    Nothing,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(match status {
            Status::Well => 0,
            Status::SomeFailed => 1,
            Status::Nothing => 2,
        })
    }
}

/// Rows that a table for people shows if no limit was asked.
const TABLE_ROWS: usize = 50;

/// Where results go.
pub(crate) struct Output {
    writer: Sink,
    format: Format,
    width: Option<usize>,
    color: bool,
    shorten: bool,
}

impl Output {
    /// Opens the file, or locks standard output. Call it when the result is there: a run that fails
    /// before leaves an older file alone.
    pub(crate) fn open(path: Option<&Path>, format: Format) -> Result<Self> {
        Output::with_color(path, format, Color::Auto)
    }

    /// The same with a rule when to colour.
    pub(crate) fn with_color(path: Option<&Path>, format: Format, color: Color) -> Result<Self> {
        let terminal = path.is_none() && stdout_is_terminal();
        if format == Format::Parquet && terminal {
            bail!("parquet is not for a terminal: add -o FILE.parquet");
        }
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        Ok(Output {
            writer: Sink::open(path)?,
            format,
            width: terminal.then(terminal_width).flatten(),
            color: match color {
                Color::Always => true,
                Color::Never => false,
                Color::Auto => terminal && !no_color,
            },
            shorten: false,
        })
    }

    /// Tables for people show their first rows only.
    pub(crate) fn shorten(&mut self) {
        self.shorten = true;
    }

    /// Whether to colour.
    pub(crate) fn color(&self) -> bool {
        self.color
    }

    /// Columns of the terminal; none where the result does not go to one.
    pub(crate) fn width(&self) -> Option<usize> {
        self.width
    }

    /// The writer, for text that is formed elsewhere.
    pub(crate) fn writer(&mut self) -> &mut dyn Write {
        &mut self.writer
    }

    /// One JSON value on a line of its own.
    pub(crate) fn json_line(&mut self, value: &impl Serialize) -> Result<()> {
        serde_json::to_writer(&mut self.writer, value)?;
        self.writer.write_all(b"\n")?;
        Ok(())
    }

    /// A value of a JSON array, one a line.
    pub(crate) fn json_item(&mut self, n: usize, value: &impl Serialize) -> Result<()> {
        let before: &[u8] = if n == 0 { b"[\n" } else { b",\n" };
        self.writer.write_all(before)?;
        serde_json::to_writer(&mut self.writer, value)?;
        Ok(())
    }

    /// JSON text on a line of its own.
    pub(crate) fn json_text(&mut self, json: &str) -> Result<()> {
        self.writer.write_all(json.as_bytes())?;
        self.writer.write_all(b"\n")?;
        Ok(())
    }

    /// JSON text as a value of an array, one a line.
    pub(crate) fn json_text_item(&mut self, n: usize, json: &str) -> Result<()> {
        let before: &[u8] = if n == 0 { b"[\n" } else { b",\n" };
        self.writer.write_all(before)?;
        self.writer.write_all(json.as_bytes())?;
        Ok(())
    }

    /// The end of a JSON array of so many values.
    pub(crate) fn json_end(&mut self, count: usize) -> Result<()> {
        let end: &[u8] = if count == 0 { b"[]\n" } else { b"\n]\n" };
        self.writer.write_all(end)?;
        Ok(())
    }

    /// A table in the form asked.
    pub(crate) fn table(&mut self, table: &Table) -> Result<()> {
        match self.format {
            Format::Table => self.grid(table)?,
            Format::Json => self.json_line(table)?,
            Format::Jsonl => {
                for row in 0..table.len() {
                    self.json_line(&Fields(table, row))?;
                }
            }
            Format::Csv => self.writer.write_all(table.to_csv().as_bytes())?,
            Format::Parquet => self.writer.write_all(&variorum_arrow::parquet(table)?)?,
        }
        Ok(())
    }

    /// For people: cells on one line each, numbers to the right, what was counted below.
    fn grid(&mut self, table: &Table) -> Result<()> {
        let shown = if self.shorten {
            table.len().min(TABLE_ROWS)
        } else {
            table.len()
        };
        let names: Vec<&str> = table.columns().iter().map(|c| c.name.as_str()).collect();
        let rows: Vec<Vec<String>> = (0..shown)
            .map(|row| table.row(row).iter().map(cell).collect())
            .collect();
        let layout = grid::layout(&names, &rows, self.width);
        let line = |cells: &[String]| -> Vec<String> {
            let shown = layout.shown.iter();
            let cut_to = |(n, width): &(usize, usize)| Some(cut(cells.get(*n)?, *width));
            shown.filter_map(cut_to).collect()
        };
        let mut grid = Grid::new();
        grid.load_style(presets::NOTHING);
        grid.force_no_tty();
        grid.set_header(layout.shown.iter().filter_map(|(n, _)| names.get(*n)));
        for row in &rows {
            grid.add_row(line(row));
        }
        for (at, (n, _)) in layout.shown.iter().enumerate() {
            let cells = table.columns().get(*n).map(|c| &c.cells);
            if let (Some(Cells::Int(_) | Cells::Float(_)), Some(c)) = (cells, grid.column_mut(at)) {
                c.set_cell_alignment(CellAlignment::Right);
            }
        }
        for line in grid.lines() {
            writeln!(self.writer, "{}", line.trim_end())?;
        }
        let left_out = layout.left_out.iter().filter_map(|n| names.get(*n));
        let left_out: Vec<&str> = left_out.copied().collect();
        self.footer(table, shown, &left_out)
    }

    /// What was counted and how, and which rows and columns are not shown.
    pub(crate) fn footer(&mut self, table: &Table, shown: usize, left_out: &[&str]) -> Result<()> {
        let provenance = table.provenance();
        let mut parts: Vec<String> = Vec::new();
        if !left_out.is_empty() {
            parts.push(format!(
                "without the columns {}: --format csv has all",
                left_out.join(", ")
            ));
        }
        if shown < table.len() {
            parts.push(format!(
                "{} more {}, not shown: --limit 0 for all",
                table.len() - shown,
                counted("rows", table.len() - shown == 1)
            ));
        }
        parts.extend(provenance.counts.iter().map(|(name, count)| {
            let name = name.replace('_', " ");
            format!("{} {}", cell(count), counted(&name, count == 1))
        }));
        for option in ["case", "token_rule"] {
            if let Some(value) = provenance.options.get(option) {
                parts.push(format!("{}: {}", option.replace('_', " "), cell(value)));
            }
        }
        parts.extend(provenance.notes.iter().cloned());
        if parts.is_empty() {
            return Ok(());
        }
        let (dim, plain) = if self.color {
            ("\x1b[2m", "\x1b[0m")
        } else {
            ("", "")
        };
        writeln!(self.writer, "{dim}{}{plain}", parts.join(" · "))?;
        Ok(())
    }

    /// Writes out what is still held back.
    pub(crate) fn finish(self) -> Result<()> {
        self.writer.finish()
    }
}

/// A row as an object whose keys stand in the order of the columns.
struct Fields<'a>(&'a Table, usize);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Fields(table, row) = *self;
        let mut map = serializer.serialize_map(Some(table.columns().len()))?;
        for column in table.columns() {
            map.serialize_entry(&column.name, &column.cells.value(row))?;
        }
        map.end()
    }
}

/// The name of what was counted, as it stands behind its number.
fn counted(name: &str, one: bool) -> &str {
    if one {
        name.strip_suffix('s').unwrap_or(name)
    } else {
        name
    }
}

/// A cell as people read it.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => grid::NOTHING.to_owned(),
        Value::String(s) => visible(s),
        Value::Number(n) if n.is_f64() => {
            let x = n.as_f64().unwrap_or_default();
            if x != 0.0 && x.abs() < 10.0 {
                format!("{x:.3}")
            } else {
                format!("{x:.1}")
            }
        }
        other => other.to_string(),
    }
}

/// Text of a capture made harmless for a terminal: no control character, no line break.
pub(crate) fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' => ' ',
            c if c.is_control() || is_direction_mark(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// Characters that reorder what follows them.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Columns that a text takes.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The start of a text, at most `width` columns of it, an ellipsis where it was cut.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let mut kept: String = text
        .chars()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= width
        })
        .collect();
    kept.push('…');
    kept
}

/// The end of a text, at most `width` columns of it, an ellipsis where it was cut.
pub(crate) fn cut_left(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let mut kept: Vec<char> = text
        .chars()
        .rev()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= width
        })
        .collect();
    kept.push('…');
    kept.iter().rev().collect()
}

/// Whether standard output is a terminal.
pub(crate) fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}

fn terminal_width() -> Option<usize> {
    Grid::new().width().map(usize::from).filter(|&w| w >= 20)
}

/// Whether the reader of the output went away.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    sink::reader_is_gone()
        || error.chain().any(|cause| {
            let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
            let json = cause
                .downcast_ref::<serde_json::Error>()
                .and_then(serde_json::Error::io_error_kind);
            io.or(json) == Some(io::ErrorKind::BrokenPipe)
        })
}

/// Tells a problem, on one line; warnings not if `quiet`.
pub(crate) fn problem(problem: &Problem, quiet: bool) {
    let word = match problem.severity {
        Severity::Error => "error",
        Severity::Warning if quiet => return,
        Severity::Warning => "warning",
    };
    // Where standard error is closed nobody can be told.
    drop(writeln!(
        io::stderr(),
        "{word}: {}",
        visible(&problem.to_string())
    ));
}

/// Tells an error that ends the run.
pub(crate) fn error(error: &anyhow::Error) {
    eprintln!("error: {}", visible(&format!("{error:#}")));
}

/// Tells what a reader of the result should know.
pub(crate) fn warning(text: &str) {
    eprintln!("warning: {}", visible(text));
}

/// A fault of the program on one line instead of several; the capture that it struck is told too.
pub(crate) fn short_panics() {
    std::panic::set_hook(Box::new(|info| {
        eprintln!("error: internal: {}", visible(&info.to_string()));
    }));
}

/// Tells more about an error.
pub(crate) fn note(text: &str) {
    eprintln!("{text}");
}
