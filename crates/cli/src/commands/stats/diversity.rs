//! `variorum stats diversity`.
#![allow(
    clippy::doc_markdown,
    reason = "help is printed as it stands, names of measures without backticks"
)]

use anyhow::Result;
use variorum::stats::{self, DiversityMeasure, DiversityOptions, chosen};

use super::counting::CommonArgs;
use crate::{output::Status, plan};

const EXAMPLES: &str = "\
Measures of frequencies, which change with the length of a text: ttr, guiraud_r, cttr, herdan_c,
summer_s, dugast_u, maas_a2, yule_k, yule_i, simpson_d, repeat_rate, herdan_vm, honore_r, brunet_w,
fisher_alpha, shannon_h; of a sequence, which hardly do: mattr, msttr, mtld, mtld_w, hd_d, vocd_d,
vocd_d_expected; all.

Examples:
  variorum stats diversity saved-pages/ --by document --case fold
  variorum stats diversity archive.jsonl.gz --by year --measures mattr,mtld,hd_d --window 100
  variorum stats diversity saved-pages/ --measures all --seed 7 --format json";

/// Measures how rich the vocabulary is
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
        help_heading = "Diversity"
    )]
    by: String,

    /// The measures, one column each; `all` for all [default: ttr, guiraud_r, herdan_c, maas_a2,
    /// yule_k, mattr, mtld, hd_d]
    #[arg(
        long,
        value_name = "NAME,…",
        value_delimiter = ',',
        help_heading = "Diversity"
    )]
    measures: Vec<String>,

    /// The base of the logarithms of Summer's S, Dugast's U and Maas' a²: e, 2 or 10
    #[arg(
        long,
        value_name = "BASE",
        default_value = "e",
        help_heading = "Diversity"
    )]
    log_base: String,

    /// The base of the logarithm of the entropy: 2, e or 10
    #[arg(
        long,
        value_name = "BASE",
        default_value = "2",
        help_heading = "Diversity"
    )]
    entropy_base: String,

    /// What stands in Yule's I: types or tokens
    #[arg(
        long,
        value_name = "VARIANT",
        default_value = "types",
        help_heading = "Diversity"
    )]
    yule_i: String,

    /// The exponent of Brunet's W
    #[arg(long, value_name = "X", default_value_t = 0.172, value_parser = plan::real, allow_negative_numbers = true, help_heading = "Diversity")]
    brunet_a: f64,

    /// Tokens of a window of MATTR
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Diversity")]
    window: usize,

    /// Tokens of a segment of MSTTR
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Diversity")]
    segment: usize,

    /// What becomes of the last segment of MSTTR if it is shorter: discard or keep
    #[arg(
        long,
        value_name = "RULE",
        default_value = "discard",
        help_heading = "Diversity"
    )]
    remainder: String,

    /// The ratio at which a factor of MTLD ends
    #[arg(long, value_name = "X", default_value_t = 0.72, value_parser = plan::real, allow_negative_numbers = true, help_heading = "Diversity")]
    mtld_threshold: f64,

    /// When a factor of MTLD is complete: below or at_most the threshold
    #[arg(
        long,
        value_name = "RULE",
        default_value = "below",
        help_heading = "Diversity"
    )]
    mtld_comparison: String,

    /// The fewest tokens of a factor of MTLD
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = plan::number, allow_negative_numbers = true, help_heading = "Diversity")]
    mtld_least_tokens: usize,

    /// How MTLD reads: both, forward or backward
    #[arg(
        long,
        value_name = "DIRECTION",
        default_value = "both",
        help_heading = "Diversity"
    )]
    mtld_direction: String,

    /// How factors of MTLD become one number: tokens_per_factor, mean_factor or pooled_factors
    #[arg(
        long,
        value_name = "RULE",
        default_value = "tokens_per_factor",
        help_heading = "Diversity"
    )]
    mtld_aggregation: String,

    /// Tokens of a sample of HD-D
    #[arg(long, value_name = "N", default_value_t = 42, value_parser = clap::value_parser!(u32).range(1..), help_heading = "Diversity")]
    sample: u32,

    /// Tokens of the smallest sample of vocd-D
    #[arg(long, value_name = "N", default_value_t = 35, value_parser = clap::value_parser!(u32).range(1..), help_heading = "Diversity")]
    vocd_from: u32,

    /// Tokens of the largest sample of vocd-D
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..), help_heading = "Diversity")]
    vocd_to: u32,

    /// Samples of each size of vocd-D
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..), help_heading = "Diversity")]
    vocd_samples: u32,

    /// Trials of vocd-D
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..), help_heading = "Diversity")]
    vocd_trials: u32,

    /// The seed of vocd-D
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = plan::between::<0, { u64::MAX }>, allow_negative_numbers = true, help_heading = "Diversity")]
    seed: u64,
}

impl Args {
    fn options(&self) -> Result<DiversityOptions> {
        let mut options = DiversityOptions::default();
        options.counting = self.common.counting.counting()?;
        options.by = self.by.parse()?;
        if !self.measures.is_empty() {
            let names = self.measures.iter().map(String::as_str);
            options.measures = chosen(names, &DiversityMeasure::all())?;
        }
        options.spectrum.log_base = self.log_base.parse()?;
        options.spectrum.entropy_base = self.entropy_base.parse()?;
        options.spectrum.yule_i = self.yule_i.parse()?;
        options.spectrum.brunet_a = self.brunet_a;
        let sequence = &mut options.sequence;
        sequence.window = self.window;
        sequence.segment = self.segment;
        sequence.remainder = self.remainder.parse()?;
        sequence.mtld.threshold = self.mtld_threshold;
        sequence.mtld.comparison = self.mtld_comparison.parse()?;
        sequence.mtld.least_tokens = self.mtld_least_tokens;
        sequence.mtld.direction = self.mtld_direction.parse()?;
        sequence.mtld.aggregation = self.mtld_aggregation.parse()?;
        sequence.sample = self.sample;
        sequence.vocd.from = self.vocd_from;
        sequence.vocd.to = self.vocd_to;
        sequence.vocd.samples = self.vocd_samples;
        sequence.vocd.trials = self.vocd_trials;
        sequence.vocd.seed = self.seed;
        options.limit = self.common.limit();
        options.check()?;
        Ok(options)
    }
}

/// Runs the measure.
pub(super) fn run(args: &Args) -> Result<Status> {
    let options = args.options()?;
    args.common
        .measure(|corpus| Ok(stats::diversity(corpus, &options)?))
}
