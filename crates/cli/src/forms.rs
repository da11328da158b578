//! The form of a result: as asked, by the ending of its file, or what fits the place it goes to.

use std::path::Path;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::{
    args::{CompareFormat, Format, OutputArgs, ReportFormat},
    output,
    sink::is_direct,
};

/// Endings by which a result is known, and its form.
const ENDINGS: &[(&str, Format)] = &[
    ("json", Format::Json),
    ("jsonl", Format::Jsonl),
    ("ndjson", Format::Jsonl),
    ("csv", Format::Csv),
    ("parquet", Format::Parquet),
    ("txt", Format::Table),
];

/// The same for a report.
const REPORT_ENDINGS: &[(&str, ReportFormat)] = &[
    ("html", ReportFormat::Html),
    ("htm", ReportFormat::Html),
    ("json", ReportFormat::Json),
];

/// The same for a comparison.
const COMPARE_ENDINGS: &[(&str, CompareFormat)] = &[
    ("html", CompareFormat::Html),
    ("htm", CompareFormat::Html),
    ("json", CompareFormat::Json),
    ("jsonl", CompareFormat::Jsonl),
    ("ndjson", CompareFormat::Jsonl),
    ("csv", CompareFormat::Csv),
    ("xml", CompareFormat::Tei),
    ("txt", CompareFormat::Table),
];

/// Endings that promise something; a file of another form must not bear them.
const PROMISES: &[&str] = &[
    "json", "jsonl", "ndjson", "csv", "tsv", "parquet", "html", "htm", "xml", "pdf", "xlsx", "gz",
    "zst", "bz2", "xz", "zip",
];

/// The form that the ending of a file asks for, if it has one; `asked` must not contradict it.
fn by_ending<F: Copy + PartialEq + ValueEnum>(
    path: &Path,
    asked: Option<F>,
    known: &[(&str, F)],
) -> Result<Option<F>> {
    if path == Path::new("-") || is_direct(path) {
        return Ok(asked);
    }
    let Some(ending) = path.extension() else {
        return Ok(asked);
    };
    let ending = ending.to_string_lossy().to_ascii_lowercase();
    let named = known.iter().find(|(name, _)| *name == ending);
    let list = || {
        let names: Vec<String> = known.iter().map(|(name, _)| format!(".{name}")).collect();
        names.join(", ")
    };
    match (asked, named) {
        (None, Some((_, form))) => Ok(Some(*form)),
        (None, None) => bail!(
            "{}: no form is known by the ending '.{ending}': known are {}, or give --format",
            path.display(),
            list()
        ),
        (Some(asked), named) => {
            let fits = match named {
                Some((_, form)) => *form == asked || !PROMISES.contains(&ending.as_str()),
                None => !PROMISES.contains(&ending.as_str()),
            };
            if !fits {
                let name = asked.to_possible_value();
                bail!(
                    "{}: the ending '.{ending}' contradicts --format {}: known are {}",
                    path.display(),
                    name.as_ref().map_or("", |n| n.get_name()),
                    list()
                );
            }
            Ok(Some(asked))
        }
    }
}

/// The form of the report: as asked, by the ending of the file, or a page.
pub(crate) fn of_report(
    asked: Option<ReportFormat>,
    output: Option<&Path>,
) -> Result<ReportFormat> {
    let form = match output {
        Some(path) => by_ending(path, asked, REPORT_ENDINGS)?,
        None => asked,
    };
    Ok(form.unwrap_or(ReportFormat::Html))
}

/// The form of a comparison: as asked, by the ending of the file, or what fits the place it goes to.
pub(crate) fn of_comparison(
    asked: Option<CompareFormat>,
    output: Option<&Path>,
) -> Result<CompareFormat> {
    let form = match output {
        // A table of a collation is JSON too.
        Some(_) if asked == Some(CompareFormat::Collatex) => asked,
        Some(path) => by_ending(path, asked, COMPARE_ENDINGS)?,
        None if output::stdout_is_terminal() => asked.or(Some(CompareFormat::Table)),
        None => asked,
    };
    Ok(form.unwrap_or(CompareFormat::Json))
}

/// The form of the result: as asked, by the ending of the file, or what fits the place it goes to.
pub(crate) fn of_table(args: &OutputArgs, natural: Format) -> Result<Format> {
    let form = match &args.output {
        Some(path) => by_ending(path, args.format, ENDINGS)?,
        None if output::stdout_is_terminal() => args.format.or(Some(Format::Table)),
        None => args.format,
    };
    Ok(form.unwrap_or(natural))
}
