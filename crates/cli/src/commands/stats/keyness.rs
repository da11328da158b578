//! `variorum stats keyness`.
#![allow(
    clippy::doc_markdown,
    reason = "help is printed as it stands, names of measures without backticks"
)]

use std::ffi::OsString;

use anyhow::Result;
use variorum::{
    corpus::Filter,
    stats::{self, KeynessOptions, chosen, measures::keyness::Keyness},
};

use super::counting::CommonArgs;
use crate::{output::Status, plan};

const EXAMPLES: &str = "\
One row a word: its counts, rates and documents in both corpora, how evenly it is spread over the
target (dp_norm), the statistics that are asked for, log10 of p (log10_p) and of p adjusted for all
words compared (log10_q), an effect size with its interval.

Statistics: g2, g2_two_term, g2_williams, chi2, chi2_yates, chi2_williams, fisher_log10_p, log_ratio,
log_ratio_conservative, relative_risk, percent_diff, odds_ratio, odds_ratio_half,
odds_ratio_conditional, bic, ell, simple_maths, difference_coefficient, pmi; all.

Examples:
  variorum stats keyness archive-2012/ --reference archive-2011/ --case fold
  variorum stats keyness archive.jsonl.gz --target outlet=kcna --measures g2,log_ratio_conservative
  variorum stats keyness a/ --reference b/ --reference c/ --mann-whitney --permutations 999 -o keys.csv";

/// Compares the words of two corpora
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    common: CommonArgs,

    /// The captures to compare with, read like the others; several may be given
    #[arg(
        long,
        value_name = "CAPTURES",
        required_unless_present = "target",
        conflicts_with = "target",
        help_heading = "Comparison"
    )]
    reference: Vec<OsString>,

    /// The documents with this property are the target, all others the reference; several must all
    /// hold
    #[arg(long, value_name = "KEY=VALUE", help_heading = "Comparison")]
    target: Vec<String>,

    /// The statistics, the first of which sorts the rows; `all` for all
    #[arg(
        long,
        value_name = "NAME,…",
        value_delimiter = ',',
        default_value = "g2",
        help_heading = "Comparison"
    )]
    measures: Vec<String>,

    /// The effect size: log_ratio, relative_risk, percent_diff or difference_coefficient
    #[arg(
        long,
        value_name = "NAME",
        default_value = "log_ratio",
        help_heading = "Comparison"
    )]
    effect: String,

    /// What a frequency of zero counts in effect size and log ratio: hardie (0.5), add_half (0.5 to
    /// all cells) or none
    #[arg(
        long,
        value_name = "RULE",
        default_value = "hardie",
        help_heading = "Comparison"
    )]
    zero: String,

    /// The level of the interval
    #[arg(long, value_name = "X", default_value_t = 0.95, value_parser = plan::real, allow_negative_numbers = true, help_heading = "Comparison")]
    level: f64,

    /// How the interval is found: exact or wald
    #[arg(
        long,
        value_name = "METHOD",
        default_value = "exact",
        help_heading = "Comparison"
    )]
    method: String,

    /// How p is adjusted for the number of words: benjamini_hochberg, benjamini_yekutieli, holm,
    /// bonferroni or none
    #[arg(
        long,
        value_name = "METHOD",
        default_value = "benjamini_hochberg",
        help_heading = "Comparison"
    )]
    adjustment: String,

    /// Words that the target has more often (over), less often (under), or both
    #[arg(
        long,
        value_name = "DIRECTION",
        default_value = "both",
        help_heading = "Comparison"
    )]
    direction: String,

    /// Leaves out what occurs less often in both together
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = plan::between::<0, { u64::MAX }>, allow_negative_numbers = true, help_heading = "Comparison")]
    min_count: u64,

    /// Leaves out what occurs in fewer documents of both together
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = plan::between::<0, { u64::MAX }>, allow_negative_numbers = true, help_heading = "Comparison")]
    min_documents: u64,

    /// Adds the log odds under a Dirichlet prior: uniform or informative
    #[arg(long, value_name = "PRIOR", help_heading = "Comparison")]
    log_odds: Option<String>,

    /// What the prior counts: occurrences of each word (uniform, 0.01 if not given) or tokens of both
    /// corpora (informative, 500)
    #[arg(long, value_name = "X", value_parser = plan::real, allow_negative_numbers = true, help_heading = "Comparison")]
    alpha: Option<f64>,

    /// Adds the test of Mann and Whitney over documents
    #[arg(long, help_heading = "Comparison")]
    mann_whitney: bool,

    /// Adds the permutation test over documents, with so many relabellings
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = plan::between::<0, { u64::MAX }>, allow_negative_numbers = true, help_heading = "Comparison")]
    permutations: u64,

    /// The seed of the relabellings
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = plan::between::<0, { u64::MAX }>, allow_negative_numbers = true, help_heading = "Comparison")]
    seed: u64,

    /// The constant of simple maths, per million
    #[arg(long, value_name = "K", default_value_t = 1.0, value_parser = plan::real, allow_negative_numbers = true, help_heading = "Comparison")]
    simple_maths_k: f64,
}

impl Args {
    fn options(&self) -> Result<KeynessOptions> {
        let mut options = KeynessOptions::default();
        options.counting = self.common.counting.counting()?;
        options.measures = chosen(self.measures.iter().map(String::as_str), Keyness::ALL)?;
        options.effect = self.effect.parse()?;
        options.zero = self.zero.parse()?;
        options.level = self.level;
        options.method = self.method.parse()?;
        options.adjustment = self.adjustment.parse()?;
        options.direction = self.direction.parse()?;
        options.min_count = self.min_count;
        options.min_documents = self.min_documents;
        options.log_odds = self.log_odds.as_deref().map(str::parse).transpose()?;
        options.alpha = self.alpha;
        options.mann_whitney = self.mann_whitney;
        options.permutations = self.permutations;
        options.seed = self.seed;
        options.simple_maths_k = self.simple_maths_k;
        options.limit = self.common.limit();
        options.check()?;
        Ok(options)
    }
}

/// Runs the measure.
pub(super) fn run(args: &Args) -> Result<Status> {
    let options = args.options()?;
    let filters = args.target.iter().map(|t| t.parse());
    let filters = filters.collect::<variorum::Result<Vec<Filter>>>()?;
    args.common
        .measure_with(&args.reference, |corpus, reference| {
            if filters.is_empty() {
                return Ok(stats::keyness(corpus, reference, &options)?);
            }
            for filter in &filters {
                filter.facet().check(corpus)?;
            }
            let is_target = |n: &usize| {
                let value = |f: &Filter| f.passes_value(corpus.value(*n, f.facet()).as_deref());
                filters.iter().all(value)
            };
            let target = corpus.filter(&filters);
            let rest = corpus.choose((0..corpus.len()).filter(|n| !is_target(n)));
            Ok(stats::keyness(&target, &rest, &options)?)
        })
}
