//! Which words a corpus uses more, or less, than another.

mod counts;
mod score;

use super::{
    Counting,
    measures::{
        adjust::Adjustment,
        estimates::{Effect, IntervalMethod},
        keyness::{Keyness, Prior, ZeroRule},
    },
};
use crate::{Corpus, Error, Result, table::Table};

pub use self::counts::KeynessCounts;

/// Which words are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum KeynessDirection {
    /// All.
    #[default]
    Both,
    /// Those that the target has relatively more often.
    Over,
    /// Those that the reference has relatively more often.
    Under,
}

impl KeynessDirection {
    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            KeynessDirection::Both => "both",
            KeynessDirection::Over => "over",
            KeynessDirection::Under => "under",
        }
    }
}

impl std::str::FromStr for KeynessDirection {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "both" => Ok(KeynessDirection::Both),
            "over" => Ok(KeynessDirection::Over),
            "under" => Ok(KeynessDirection::Under),
            other => Err(Error::usage(format!(
                "'{other}' is no direction of keyness: known are both, over, under"
            ))),
        }
    }
}

/// How keyness is measured.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct KeynessOptions {
    /// What is counted, in both corpora.
    pub counting: Counting,
    /// The statistics, one column each; rows are sorted by the first.
    pub measures: Vec<Keyness>,
    /// The effect size that is given with its interval.
    pub effect: Effect,
    /// What a frequency of zero counts in the effect size and in the log ratio.
    pub zero: ZeroRule,
    /// The level of the interval, and of the conservative log ratio.
    pub level: f64,
    /// How the interval is found.
    pub method: IntervalMethod,
    /// How p-values are adjusted for the number of words that are compared.
    pub adjustment: Adjustment,
    /// Which words are wanted.
    pub direction: KeynessDirection,
    /// Leaves out words with fewer occurrences in both corpora together.
    pub min_count: u64,
    /// Leaves out words of fewer documents in both corpora together.
    pub min_documents: u64,
    /// The prior of the log odds, if they are asked for.
    pub log_odds: Option<Prior>,
    /// What the prior counts: occurrences of each word (uniform) or tokens in all (informative);
    /// [`Prior::usual`] if not given.
    pub alpha: Option<f64>,
    /// Whether the relative frequencies in documents are compared by Mann and Whitney's test.
    pub mann_whitney: bool,
    /// Relabellings of the documents for the permutation test; 0 for no test.
    pub permutations: u64,
    /// The seed of the relabellings.
    pub seed: u64,
    /// The constant of simple maths, per million.
    pub simple_maths_k: f64,
    /// The most rows; 0 for all.
    pub limit: usize,
}

impl Default for KeynessOptions {
    /// G² of four terms, the log ratio with its exact 95 % interval, the false-discovery rate.
    fn default() -> Self {
        KeynessOptions {
            counting: Counting::default(),
            measures: vec![Keyness::G2],
            effect: Effect::LogRatio,
            zero: ZeroRule::Hardie,
            level: 0.95,
            method: IntervalMethod::Exact,
            adjustment: Adjustment::BenjaminiHochberg,
            direction: KeynessDirection::Both,
            min_count: 1,
            min_documents: 1,
            log_odds: None,
            alpha: None,
            mann_whitney: false,
            permutations: 0,
            seed: 0,
            simple_maths_k: 1.0,
            limit: 0,
        }
    }
}

impl KeynessOptions {
    /// An error if a number cannot be what it stands for. [`keyness`] asks it first.
    pub fn check(&self) -> Result<()> {
        let wrong = |text: String| Err(Error::usage(text));
        if self.measures.is_empty() {
            return wrong("no measure is named".to_owned());
        }
        if !(self.level > 0.0 && self.level < 1.0) {
            return wrong(format!(
                "a level of {} is not possible: it lies between 0 and 1, like 0.95",
                self.level
            ));
        }
        if !(self.simple_maths_k >= 0.0 && self.simple_maths_k.is_finite()) {
            return wrong(format!(
                "{} is no constant of simple maths: it is 0 or more, like 1 or 100",
                self.simple_maths_k
            ));
        }
        if let Some(alpha) = self.alpha.filter(|a| !(*a > 0.0 && a.is_finite())) {
            return wrong(format!("a prior of {alpha} is not possible: it is above 0"));
        }
        if self.alpha.is_some() && self.log_odds.is_none() {
            return wrong(
                "alpha is the size of a prior of the log odds: name the prior too".to_owned(),
            );
        }
        Ok(())
    }
}

/// How often each word occurs in a target corpus and in a reference, and how sure the difference is.
///
/// The two may be sub-corpora of one corpus or two readings; then terms are the same if their forms are.
///
/// Columns: `term`; `direction` (`over`, `under`, `even`: whether the target has it relatively more
/// often); `count`, `per_million`, `documents` of the target and with `reference_` of the reference;
/// `dp_norm` (over the target's documents that have a token, Lijffijt and Gries 2012: 0 even, 1 in one
/// document); each statistic under its name, without sign; `log10_p` of the first statistic that is
/// a test, else of `g2` (the provenance says which), `log10_q` (adjusted for all words compared,
/// whatever the direction and the limit), `effect`, `effect_low`, `effect_high`. If asked: `log_odds`
/// (natural logarithm) with `log_odds_z`; `mann_whitney_effect` (chance that a document of the target
/// has the word relatively more often than one of the reference) with `mann_whitney_log10_p`;
/// `permutation_p`. The tests over documents are two-sided.
///
/// Rows: words of the target first, from the largest value of the first statistic down, then words of
/// the reference up to the largest; with `direction` under the other way round. Ties by term.
///
/// # Errors
///
/// If one of the two has no tokens, if they were cut by different rules, or if an option is not
/// possible ([`KeynessOptions::check`]).
///
/// ```
/// use variorum::{Corpus, ReadOptions, stats::{KeynessOptions, keyness}};
/// let options = ReadOptions::default();
/// let target = Corpus::from_text("The dikes hold. The dikes are new.", &options);
/// let reference = Corpus::from_text("The harvest is in. The harvest is large.", &options);
/// let table = keyness(&target, &reference, &KeynessOptions::default())?;
/// assert_eq!(table.row(0)[..2], ["dikes", "over"]);
/// # Ok::<(), variorum::Error>(())
/// ```
pub fn keyness(target: &Corpus, reference: &Corpus, options: &KeynessOptions) -> Result<Table> {
    KeynessCounts::new(target, reference, options)?.score(options)
}
