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
    plan::Reading,
};

/// Runs the command.
pub(crate) fn run(args: &ParseArgs) -> Result<Status> {
    let reading = Reading::new(&args.read, args.output.output.as_ref())?;
    let read = reading.corpus()?;
    let mut output = Output::open(&args.output, Format::Jsonl)?;
    write(&read.corpus, &mut output)?;
    output.finish()?;
    Ok(read.status)
}

fn write(corpus: &Corpus, output: &mut Output) -> Result<()> {
    let documents = corpus.documents();
    match output.format() {
        Format::Jsonl => documents
            .iter()
            .try_for_each(|document| output.json_line(&**document)),
        Format::Json => output.json_array(documents.iter().map(|d| &**d)),
        Format::Table => output.table(&overview(corpus)?),
        Format::Csv | Format::Parquet => output.table(&full(corpus)?),
    }
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
