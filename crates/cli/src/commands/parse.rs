//! `variorum parse`: clean documents.

use std::io::Write as _;

use anyhow::{Result, bail};
use variorum::{
    Corpus, Document,
    layout::ZoneKind,
    table::{Cells, Provenance, Table},
};
use variorum_arrow::ParquetWriter;

use crate::{
    args::{Format, ParseArgs},
    forms,
    output::{self, Output, Status},
    plan::Reading,
    sink::Sink,
};

/// Runs the command.
pub(crate) fn run(args: &ParseArgs) -> Result<Status> {
    let format = forms::of_table(&args.output, Format::Jsonl)?;
    let reading = Reading::new(&args.read, args.output.output.as_ref())?;
    reading.only_captures("parse reads captures")?;
    match format {
        Format::Json | Format::Jsonl => stream(&reading, args, format),
        Format::Csv | Format::Parquet => stream_rows(&reading, args, format),
        Format::Table => {
            let read = reading.corpus()?;
            let mut output = Output::open(args.output.output.as_deref(), format)?;
            output.table(&overview(&read.corpus)?)?;
            output.finish()?;
            Ok(read.status)
        }
    }
}

/// How many documents become rows at a time, and how many bytes of text at most.
const BATCH: (usize, usize) = (512, 8 << 20);

/// The open end of a table that is written part by part.
enum Rows {
    Csv(Sink),
    Parquet(ParquetWriter<Sink>),
}

/// Writes the rows of some documents at a time: an archive need not fit into memory.
fn stream_rows(reading: &Reading, args: &ParseArgs, format: Format) -> Result<Status> {
    let path = args.output.output.as_deref();
    if format == Format::Parquet && path.is_none() && output::stdout_is_terminal() {
        bail!("parquet is not for a terminal: add -o FILE.parquet");
    }
    let mut rows: Option<Rows> = None;
    let mut write = |documents: &[Document]| -> Result<()> {
        let table = full(documents)?;
        match &mut rows {
            None => {
                let sink = Sink::open(path)?;
                let mut first = match format {
                    Format::Parquet => Rows::Parquet(ParquetWriter::new(sink)),
                    _ => Rows::Csv(sink),
                };
                match &mut first {
                    Rows::Csv(sink) => sink.write_all(table.to_csv().as_bytes())?,
                    Rows::Parquet(writer) => writer.write(&table)?,
                }
                rows = Some(first);
            }
            Some(Rows::Csv(sink)) => {
                let csv = table.to_csv();
                let (_, lines) = csv.split_once('\n').unwrap_or_default();
                sink.write_all(lines.as_bytes())?;
            }
            Some(Rows::Parquet(writer)) => writer.write(&table)?,
        }
        Ok(())
    };
    let mut batch: Vec<Document> = Vec::new();
    let (mut bytes, mut count) = (0, 0usize);
    let told = reading.each(&mut |document| {
        bytes += document.capture.text.len();
        count += 1;
        batch.push(document);
        if batch.len() >= BATCH.0 || bytes >= BATCH.1 {
            write(&batch)?;
            batch.clear();
            bytes = 0;
        }
        Ok(())
    })?;
    if count == 0 || !batch.is_empty() {
        write(&batch)?;
    }
    match rows {
        Some(Rows::Csv(sink)) => sink.finish()?,
        Some(Rows::Parquet(writer)) => writer.finish(&provenance(count))?.finish()?,
        None => {}
    }
    Ok(told.status())
}

/// Writes each document as soon as it is its turn: an archive need not fit into memory.
fn stream(reading: &Reading, args: &ParseArgs, format: Format) -> Result<Status> {
    // The file is opened when there is something to write: a run that reads nothing leaves an older
    // one alone.
    let mut output: Option<Output> = None;
    let mut count = 0usize;
    let told = reading.each(&mut |document| {
        let output = match &mut output {
            Some(output) => output,
            empty => empty.insert(Output::open(args.output.output.as_deref(), format)?),
        };
        if format == Format::Json {
            output.json_item(count, &document)?;
        } else {
            output.json_line(&document)?;
        }
        count += 1;
        Ok(())
    })?;
    let mut output = match output {
        Some(output) => output,
        None => Output::open(args.output.output.as_deref(), format)?,
    };
    if format == Format::Json {
        output.json_end(count)?;
    }
    output.finish()?;
    Ok(told.status())
}

fn text(documents: &[Document], f: impl Fn(&Document) -> Option<String>) -> Cells {
    Cells::texts(documents.iter().map(f))
}

fn count(documents: &[Document], f: impl Fn(&Document) -> usize) -> Cells {
    Cells::ints(documents.iter().map(|d| i64::try_from(f(d)).ok()))
}

fn provenance(documents: usize) -> Provenance {
    Provenance::new("parse").count("documents", documents)
}

/// One line a document, for people: some columns of the corpus's own table.
fn overview(corpus: &Corpus) -> variorum::Result<Table> {
    let full = corpus.table()?;
    let mut table = Table::new(full.provenance().clone());
    for name in ["id", "date", "outlet", "title", "paragraphs", "path"] {
        if let Some(column) = full.column(name) {
            table = table.with(name, column.cells.clone())?;
        }
    }
    Ok(table)
}

/// One row a document with its running text, for other programs.
fn full(documents: &[Document]) -> variorum::Result<Table> {
    Table::new(provenance(documents.len()))
        .with("id", text(documents, |d| Some(d.id.clone())))?
        .with("path", text(documents, |d| Some(d.capture.path.clone())))?
        .with("article", count(documents, |d| d.article))?
        .with(
            "sha256",
            text(documents, |d| Some(d.capture.sha256.clone())),
        )?
        .with(
            "language",
            text(documents, |d| d.language.map(str::to_owned)),
        )?
        .with("title", text(documents, |d| d.title.clone()))?
        .with("subtitle", text(documents, |d| d.subtitle.clone()))?
        .with(
            "outlet_id",
            text(documents, |d| d.outlet.as_ref().and_then(|o| o.id.clone())),
        )?
        .with(
            "outlet",
            text(documents, |d| d.outlet.as_ref().map(|o| o.name.clone())),
        )?
        .with("agency", text(documents, |d| d.agency.clone()))?
        .with(
            "bylines",
            text(documents, |d| {
                (!d.bylines.is_empty()).then(|| d.bylines.join("; "))
            }),
        )?
        .with(
            "place",
            text(documents, |d| {
                d.dateline.as_ref().and_then(|l| l.place.clone())
            }),
        )?
        .with(
            "published",
            text(documents, |d| d.published.map(|p| p.to_string())),
        )?
        .with(
            "updated",
            text(documents, |d| d.updated.map(|p| p.to_string())),
        )?
        .with(
            "inferred",
            text(documents, |d| {
                (!d.inferred.is_empty()).then(|| d.inferred.join(" "))
            }),
        )?
        .with(
            "paragraphs",
            count(documents, |d| d.zones_of(ZoneKind::Paragraph).count()),
        )?
        .with("text", text(documents, |d| Some(d.body())))
}
