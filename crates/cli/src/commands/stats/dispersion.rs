//! `variorum stats dispersion`.
#![allow(
    clippy::doc_markdown,
    reason = "help is printed as it stands, names of measures without backticks"
)]

use anyhow::Result;
use variorum::stats::{self, DispersionMeasure, DispersionOptions, Over, chosen};

use super::counting::CommonArgs;
use crate::{output::Status, plan};

const EXAMPLES: &str = "\
Measures over parts: range, relative_range, standard_deviation, standard_deviation_sample,
variation_coefficient, variation_coefficient_sample, juilland_d, juilland_d_equal,
juilland_d_weighted, carroll_d2, rosengren_s, lyne_d3, dp, dp_norm, dp_norm_egbert, kld, dkl,
dkl_base_e, dkl_base_2, da, juilland_u, carroll_um, rosengren_kf, idf, residual_idf, burstiness;
along the corpus, whatever the parts: arf, ald, f_ald, awt, f_awt, goh_barabasi; all.

Examples:
  variorum stats dispersion saved-pages/ --case fold --min-count 20
  variorum stats dispersion archive.jsonl.gz --over month --term party --term congress --measures all
  variorum stats dispersion saved-pages/ --over 100 --measures dp_norm,awt -o spread.csv";

/// Measures how evenly words are spread
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    common: CommonArgs,

    /// The parts: documents, the values of a facet (outlet, month …), or a number of equal parts
    #[arg(
        long,
        value_name = "documents|FACET|N",
        default_value = "documents",
        help_heading = "Dispersion"
    )]
    over: String,

    /// The measures, one column each; `all` for all [default: range, juilland_d, carroll_d2,
    /// rosengren_s, dp, dp_norm, da, arf]
    #[arg(
        long,
        value_name = "NAME,…",
        value_delimiter = ',',
        help_heading = "Dispersion"
    )]
    measures: Vec<String>,

    /// Only this word; several may be given
    #[arg(long, value_name = "WORD", help_heading = "Dispersion")]
    term: Vec<String>,

    /// Leaves out what occurs less often
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = plan::between::<0, { u64::MAX }>, allow_negative_numbers = true, help_heading = "Dispersion")]
    min_count: u64,
}

/// Runs the measure.
pub(super) fn run(args: &Args) -> Result<Status> {
    let mut options = DispersionOptions::default();
    options.counting = args.common.counting.counting()?;
    options.over = args.over.parse::<Over>()?;
    if !args.measures.is_empty() {
        let names = args.measures.iter().map(String::as_str);
        options.measures = chosen(names, &DispersionMeasure::all())?;
    }
    options.terms.clone_from(&args.term);
    options.min_count = args.min_count;
    options.limit = args.common.limit();
    args.common
        .measure(|corpus| Ok(stats::dispersion(corpus, &options)?))
}
