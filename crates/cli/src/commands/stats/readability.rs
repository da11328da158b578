//! `variorum stats readability`.
#![allow(
    clippy::doc_markdown,
    reason = "help is printed as it stands, names of measures without backticks"
)]

use std::path::PathBuf;

use anyhow::{Context, Result};
use variorum::stats::{self, ReadabilityOptions, chosen, measures::readability::Readability};

use super::counting::CommonArgs;
use crate::output::Status;

const EXAMPLES: &str = "\
For English only; documents in other languages have no numbers. Paragraphs are read, unless --zone
says otherwise. Syllables are estimated from spelling.

Formulas: flesch_reading_ease, flesch_kincaid_grade, gunning_fog, smog, ari, coleman_liau, lix, rix,
forcast, linsear_write; dale_chall_new and spache with a list of familiar words; all.

Examples:
  variorum stats readability saved-pages/ --by document
  variorum stats readability archive.jsonl.gz --by outlet --measures flesch_reading_ease,smog
  variorum stats readability saved-pages/ --familiar easy-words.txt --measures dale_chall_new";

/// Measures how hard English prose is to read
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    common: CommonArgs,

    /// One row for the corpus, for each document, or for each value of a facet
    #[arg(
        long,
        value_name = "corpus|document|FACET",
        default_value = "corpus",
        help_heading = "Readability"
    )]
    by: String,

    /// The formulas, one column each; `all` for all [default: those that need no list]
    #[arg(
        long,
        value_name = "NAME,…",
        value_delimiter = ',',
        help_heading = "Readability"
    )]
    measures: Vec<String>,

    /// Words that readers know, for dale_chall_new and spache (one a line; `#` begins a remark);
    /// several may be given
    #[arg(long, value_name = "FILE", help_heading = "Readability")]
    familiar: Vec<PathBuf>,
}

/// Runs the measure.
pub(super) fn run(args: &Args) -> Result<Status> {
    let mut options = ReadabilityOptions::default();
    options.counting = args.common.counting.counting()?;
    options.by = args.by.parse()?;
    if !args.measures.is_empty() {
        let names = args.measures.iter().map(String::as_str);
        options.measures = chosen(names, Readability::ALL)?;
    }
    for path in &args.familiar {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("{}: cannot be read", path.display()))?;
        let words = stats::word_list(&text).map_err(|e| e.with_path(path))?;
        options.familiar.extend(words);
    }
    options.limit = args.common.limit();
    args.common
        .measure(|corpus| Ok(stats::readability(corpus, &options)?))
}
