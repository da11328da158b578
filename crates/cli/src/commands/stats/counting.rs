//! What every measure is asked: what is read, what is counted, where the result goes.

use std::{ffi::OsString, path::PathBuf};

use anyhow::{Context, Result};
use variorum::{
    Corpus,
    corpus::Counted,
    layout::ZoneKind,
    stats::{Case, Counting},
    table::Table,
};

use crate::{
    args::{Format, OutputArgs, ReadArgs},
    forms,
    output::{Output, Status},
    plan::{self, Reading},
};

/// What is counted.
#[derive(Debug, clap::Args)]
pub(crate) struct CountingArgs {
    /// Whether letter case counts: keep or fold [default: keep, and fold for novelty]
    #[arg(long, value_name = "RULE", help_heading = "Counting")]
    pub(crate) case: Option<String>,

    /// Whose words: own (outside quotation marks), quoted (inside) or all
    #[arg(
        long,
        value_name = "VOICE",
        default_value = "all",
        help_heading = "Counting"
    )]
    pub(crate) voice: String,

    /// Counts reprints once: of exact copies, near copies and revisions, as `variorum cluster` finds
    /// them, only the first
    #[arg(long, help_heading = "Counting")]
    pub(crate) independent: bool,

    /// Only zones of this kind (title, subtitle, heading, paragraph); several may be given
    #[arg(long, value_name = "KIND", help_heading = "Counting")]
    pub(crate) zone: Vec<String>,

    /// Leaves out the words of this list (one a line; `#` begins a remark); several may be given
    #[arg(long, value_name = "FILE", help_heading = "Counting")]
    pub(crate) stop: Vec<PathBuf>,

    /// Counts words by their stems (Snowball), lower-cased: en, fr, de, it, pt, ru or es
    #[arg(long, value_name = "LANGUAGE", help_heading = "Counting")]
    pub(crate) stem: Option<String>,

    /// Makes compatibility forms plain (NFKC): `ﬁ` is `fi`, a wide `５` is `5`
    #[arg(long, help_heading = "Counting")]
    pub(crate) compatibility: bool,

    /// Leaves marks on letters out: `café` is `cafe`
    #[arg(long, help_heading = "Counting")]
    pub(crate) no_diacritics: bool,
}

impl CountingArgs {
    /// The options of the engine.
    pub(crate) fn counting(&self) -> Result<Counting> {
        self.counting_or(Case::default())
    }

    /// The same for a measure with another rule of letter case where none is asked.
    pub(crate) fn counting_or(&self, case: Case) -> Result<Counting> {
        let mut counting = Counting::default();
        counting.terms.case = match &self.case {
            Some(rule) => rule.parse()?,
            None => case,
        };
        counting.terms.compatibility = self.compatibility;
        counting.terms.no_diacritics = self.no_diacritics;
        counting.terms.stem = self.stem.as_deref().map(str::parse).transpose()?;
        for path in &self.stop {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("{}: cannot be read", path.display()))?;
            let words = variorum::stats::word_list(&text).map_err(|e| e.with_path(path))?;
            counting.terms.stop.extend(words);
        }
        counting.voice = self.voice.parse()?;
        counting.independent = self.independent;
        if !self.zone.is_empty() {
            let kinds = self.zone.iter().map(|k| k.parse::<ZoneKind>());
            let kinds = kinds.collect::<variorum::Result<Vec<_>>>()?;
            counting.zones = Some(Counted::only(kinds));
        }
        Ok(counting)
    }
}

/// What every measure needs: captures, counting, rows, output.
#[derive(Debug, clap::Args)]
pub(crate) struct CommonArgs {
    #[command(flatten)]
    pub(crate) read: ReadArgs,
    #[command(flatten)]
    pub(crate) counting: CountingArgs,

    /// The most rows (of each part), 0 for all; if not given, a table shows 50 and files have all
    #[arg(long, value_name = "N", value_parser = plan::number, allow_negative_numbers = true, help_heading = "Output")]
    pub(crate) limit: Option<usize>,

    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

impl CommonArgs {
    /// The most rows that the engine is to give.
    pub(crate) fn limit(&self) -> usize {
        self.limit.unwrap_or(0)
    }

    /// Reads the captures, has them measured and writes the table. What can be checked without
    /// reading is checked before.
    pub(crate) fn measure(&self, measure: impl FnOnce(&Corpus) -> Result<Table>) -> Result<Status> {
        self.measure_with(&[], |corpus, _| measure(corpus))
    }

    /// The same for two corpora: the second is read from `others` as the first one is.
    pub(crate) fn measure_with(
        &self,
        others: &[OsString],
        measure: impl FnOnce(&Corpus, &Corpus) -> Result<Table>,
    ) -> Result<Status> {
        let format = forms::of_table(&self.output, Format::Json)?;
        let reading = Reading::new(&self.read, self.output.output.as_ref())?;
        let second = reading.of(others, &self.read)?;
        let read = reading.corpus()?;
        let (other, status) = if others.is_empty() {
            (Corpus::default(), read.status)
        } else {
            let other = second.corpus()?;
            let status = match other.status {
                Status::Well => read.status,
                failed => failed,
            };
            (other.corpus, status)
        };
        let table = measure(&read.corpus, &other)?;
        let mut output = Output::open(self.output.output.as_deref(), format)?;
        if self.limit.is_none() {
            output.shorten();
        }
        output.table(&table)?;
        output.finish()?;
        Ok(status)
    }
}
