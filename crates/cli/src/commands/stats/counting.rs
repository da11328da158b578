//! What every measure is asked: what is read, what is counted, where the result goes.

use std::path::PathBuf;

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

    /// Counts reprints once: of documents with the same words only the first
    #[arg(long, help_heading = "Counting")]
    pub(crate) independent: bool,

    /// Only zones of this kind (title, subtitle, heading, paragraph); several may be given
    #[arg(long, value_name = "KIND", help_heading = "Counting")]
    pub(crate) zone: Vec<String>,

    /// Leaves out the words of this list (one a line; `#` begins a remark); several may be given
    #[arg(long, value_name = "FILE", help_heading = "Counting")]
    pub(crate) stop: Vec<PathBuf>,

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
        let format = plan::format(&self.output, Format::Json)?;
        let read = Reading::new(&self.read, self.output.output.as_ref())?.corpus()?;
        let table = measure(&read.corpus)?;
        let mut output = Output::open(self.output.output.as_deref(), format)?;
        if self.limit.is_none() {
            output.shorten();
        }
        output.table(&table)?;
        output.finish()?;
        Ok(read.status)
    }
}
