//! `variorum parse`: clean documents.

use anyhow::Result;
use variorum::{
    Corpus, Document,
    layout::ZoneKind,
    table::{Cells, Provenance, Table},
};

use crate::{
    args::{Format, ParseArgs},
    output::{Output, Status},
    plan::{self, Reading},
};

/// Runs the command.
pub(crate) fn run(args: &ParseArgs) -> Result<Status> {
    let reading = Reading::new(&args.read, args.output.output.as_ref())?;
    let format = plan::format(&args.output, Format::Jsonl);
    if matches!(format, Format::Json | Format::Jsonl) {
        return stream(&reading, args, format);
    }
    let read = reading.corpus()?;
    let mut output = Output::open(&args.output, Format::Jsonl)?;
    output.table(&match format {
        Format::Table => overview(&read.corpus)?,
        _ => full(&read.corpus)?,
    })?;
    output.finish()?;
    Ok(read.status)
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
            empty => empty.insert(Output::open(&args.output, Format::Jsonl)?),
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
        None => Output::open(&args.output, Format::Jsonl)?,
    };
    if format == Format::Json {
        output.json_end(count)?;
    }
    output.finish()?;
    Ok(told.status())
}

fn text(corpus: &Corpus, f: impl Fn(&Document) -> Option<String>) -> Cells {
    Cells::Text(corpus.documents().iter().map(|d| f(d)).collect())
}

fn count(corpus: &Corpus, f: impl Fn(&Document) -> usize) -> Cells {
    let documents = corpus.documents().iter();
    Cells::Int(documents.map(|d| i64::try_from(f(d)).ok()).collect())
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
fn full(corpus: &Corpus) -> variorum::Result<Table> {
    let provenance = Provenance::new("parse").count("documents", corpus.documents().len());
    Table::new(provenance)
        .with("id", text(corpus, |d| Some(d.id.clone())))?
        .with("path", text(corpus, |d| Some(d.capture.path.clone())))?
        .with("article", count(corpus, |d| d.article))?
        .with("sha256", text(corpus, |d| Some(d.capture.sha256.clone())))?
        .with("language", text(corpus, |d| d.language.map(str::to_owned)))?
        .with("title", text(corpus, |d| d.title.clone()))?
        .with("subtitle", text(corpus, |d| d.subtitle.clone()))?
        .with(
            "outlet_id",
            text(corpus, |d| d.outlet.as_ref().and_then(|o| o.id.clone())),
        )?
        .with(
            "outlet",
            text(corpus, |d| d.outlet.as_ref().map(|o| o.name.clone())),
        )?
        .with("agency", text(corpus, |d| d.agency.clone()))?
        .with(
            "bylines",
            text(corpus, |d| {
                (!d.bylines.is_empty()).then(|| d.bylines.join("; "))
            }),
        )?
        .with(
            "place",
            text(corpus, |d| {
                d.dateline.as_ref().and_then(|l| l.place.clone())
            }),
        )?
        .with(
            "published",
            text(corpus, |d| d.published.map(|p| p.to_string())),
        )?
        .with(
            "updated",
            text(corpus, |d| d.updated.map(|p| p.to_string())),
        )?
        .with(
            "inferred",
            text(corpus, |d| {
                (!d.inferred.is_empty()).then(|| d.inferred.join(" "))
            }),
        )?
        .with(
            "paragraphs",
            count(corpus, |d| d.zones_of(ZoneKind::Paragraph).count()),
        )?
        .with("text", text(corpus, |d| Some(d.body())))
}
