//! What was typed, checked and made ready for the engine.

use std::{path::PathBuf, str::FromStr, sync::Arc};

use anyhow::{Context, Result, bail};
use variorum::{
    Corpus, ReadOptions,
    corpus::{Facet, Filter},
    pack::Pack,
};

use crate::{
    args::{CountArgs, Format, OutputArgs, ReadArgs},
    output::{self, Status},
    progress::Bar,
};

/// A number of bytes: `500`, `64K`, `10M`, `2G`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bytes(pub(crate) u64);

impl FromStr for Bytes {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let lower = text.trim().to_ascii_lowercase();
        let number = lower.trim_end_matches(['i', 'b']);
        let (digits, shift) = match number.char_indices().next_back() {
            Some((at, 'k')) => (&number[..at], 10),
            Some((at, 'm')) => (&number[..at], 20),
            Some((at, 'g')) => (&number[..at], 30),
            _ => (number, 0),
        };
        digits
            .parse::<u64>()
            .ok()
            .and_then(|n| n.checked_mul(1 << shift))
            .filter(|&n| n > 0)
            .map(Bytes)
            .ok_or_else(|| "write a number of bytes, like 500000, 64K, 10M or 2G".to_owned())
    }
}

/// Lengths of n-grams: `2`, `1-3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NRange {
    /// Shortest.
    pub(crate) min: usize,
    /// Longest.
    pub(crate) max: usize,
}

impl FromStr for NRange {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (min, max) = text.split_once('-').unwrap_or((text, text));
        match (min.trim().parse(), max.trim().parse()) {
            (Ok(min), Ok(max)) => Ok(NRange { min, max }),
            _ => Err("write one number or two, like 2 or 1-3".to_owned()),
        }
    }
}

/// What to read and how.
pub(crate) struct Reading {
    inputs: Vec<String>,
    options: ReadOptions,
    filters: Vec<Filter>,
    output: Option<PathBuf>,
    quiet: bool,
    /// The options that have a bearing on the result, as typed.
    pub(crate) record: Vec<(String, String)>,
}

impl Reading {
    /// Checks the arguments; `output` is the file that the result goes to, which is never an input.
    pub(crate) fn new(args: &ReadArgs, output: Option<&PathBuf>) -> Result<Self> {
        if let Some(threads) = args.threads {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads.get())
                .build_global()
                .context("no threads could be started")?;
        }
        let mut options = ReadOptions::default();
        options.pack = Arc::new(Pack::load(&args.pack)?);
        options.captures.text_column.clone_from(&args.text_column);
        if let Some(Bytes(bytes)) = args.max_bytes {
            options.captures.limits.max_bytes = bytes;
        }
        if let Some(ratio) = args.max_ratio {
            options.captures.limits.max_ratio = ratio;
        }
        if let Some(seconds) = args.max_seconds {
            options.captures.limits.max_millis = seconds * 1000;
        }
        let filters = args
            .filters
            .iter()
            .map(|f| f.parse())
            .collect::<variorum::Result<Vec<Filter>>>()?;
        let mut record = vec![("pack".to_owned(), args.pack.clone())];
        record.extend(args.filters.iter().map(|f| ("where".to_owned(), f.clone())));
        record.extend([
            (
                "max_bytes".to_owned(),
                options.captures.limits.max_bytes.to_string(),
            ),
            (
                "max_ratio".to_owned(),
                options.captures.limits.max_ratio.to_string(),
            ),
            (
                "max_seconds".to_owned(),
                (options.captures.limits.max_millis / 1000).to_string(),
            ),
        ]);
        if let Some(column) = &args.text_column {
            record.push(("text_column".to_owned(), column.clone()));
        }
        Ok(Reading {
            inputs: args.captures.clone(),
            options,
            filters,
            output: output.cloned(),
            quiet: args.quiet,
            record,
        })
    }

    /// Other inputs than were typed.
    pub(crate) fn with_inputs(mut self, inputs: Vec<String>) -> Self {
        self.inputs = inputs;
        self
    }

    /// Reads, tells what went wrong, and keeps what passes the filters. An error if nothing could
    /// be read.
    pub(crate) fn corpus(&self) -> Result<Read> {
        let bar = Bar::new(self.quiet);
        let corpus = Corpus::read(&self.inputs, &self.options, &bar);
        bar.finish();
        let corpus = self.without_output(corpus?);
        let failed = output::problems(corpus.problems(), self.quiet);
        if corpus.documents().is_empty() {
            bail!("no document was found in {}", self.inputs.join(", "));
        }
        let status = if failed {
            Status::SomeFailed
        } else {
            Status::Well
        };
        let mut kept = corpus.clone();
        if !self.filters.is_empty() {
            for filter in &self.filters {
                filter.facet().check(&corpus)?;
            }
            kept = Corpus::new(
                corpus.filter(&self.filters).documents().to_vec(),
                corpus.problems().to_vec(),
            );
            if kept.documents().is_empty() && !self.quiet {
                output::warning("no document passes the filters");
            }
        }
        Ok(Read {
            corpus: kept,
            before: corpus.documents().len(),
            status,
        })
    }

    /// A result written into the folder that is read, by an earlier run, is not a capture.
    fn without_output(&self, corpus: Corpus) -> Corpus {
        let Some(output) = self.output.as_ref().and_then(|p| p.canonicalize().ok()) else {
            return corpus;
        };
        let name = output.file_name();
        let is_output = |path: &str| {
            let path = std::path::Path::new(path);
            path.file_name() == name && path.canonicalize().is_ok_and(|p| p == output)
        };
        if !corpus
            .documents()
            .iter()
            .any(|d| is_output(&d.capture.path))
        {
            return corpus;
        }
        let documents = corpus.documents().iter();
        let documents = documents.filter(|d| !is_output(&d.capture.path));
        let problems = corpus.problems().iter().filter(|p| !is_output(&p.path));
        Corpus::new(documents.cloned().collect(), problems.cloned().collect())
    }
}

/// What was read.
pub(crate) struct Read {
    /// The documents that pass the filters, and all problems.
    pub(crate) corpus: Corpus,
    /// How many documents there were before the filters.
    pub(crate) before: usize,
    /// Whether some inputs failed.
    pub(crate) status: Status,
}

/// The facet to group by, if one was named and exists.
pub(crate) fn facet(args: &CountArgs, corpus: &Corpus) -> Result<Option<Facet>> {
    let Some(name) = &args.by else {
        return Ok(None);
    };
    let facet: Facet = name.parse()?;
    facet.check(corpus)?;
    Ok(Some(facet))
}

/// The form of the result: as asked, by the name of the file, or what fits the place it goes to.
pub(crate) fn format(args: &OutputArgs, natural: Format) -> Format {
    if let Some(format) = args.format {
        return format;
    }
    let Some(path) = &args.output else {
        return if output::stdout_is_terminal() {
            Format::Table
        } else {
            natural
        };
    };
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
    match extension.to_ascii_lowercase().as_str() {
        "json" => Format::Json,
        "jsonl" | "ndjson" => Format::Jsonl,
        "csv" => Format::Csv,
        "parquet" => Format::Parquet,
        _ => natural,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (text, bytes) in [
            ("500", Some(500)),
            ("64K", Some(65_536)),
            ("64KiB", Some(65_536)),
            ("10m", Some(10 << 20)),
            ("2G", Some(2 << 30)),
            ("0", None),
            ("", None),
            ("G", None),
            ("-1", None),
            ("99999999999999G", None),
        ] {
            assert_eq!(text.parse().ok(), bytes.map(Bytes), "{text}");
        }
    }

    #[test]
    fn lengths() {
        for (text, range) in [
            ("2", Some((2, 2))),
            ("1-3", Some((1, 3))),
            ("x", None),
            ("1-", None),
            ("-3", None),
        ] {
            let parsed = text.parse::<NRange>().ok().map(|r| (r.min, r.max));
            assert_eq!(parsed, range, "{text}");
        }
    }
}
