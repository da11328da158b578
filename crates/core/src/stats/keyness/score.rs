//! From the counts of two corpora to a table.

use std::cmp::Ordering;

use rayon::prelude::*;
use serde_json::Value;

use super::{
    KeynessDirection, KeynessOptions,
    counts::{KeynessCounts, Word},
};
use crate::{
    Error, Result,
    stats::{
        ints,
        measures::{
            Measured, Undefined,
            adjust::Adjustment,
            contingency::Contingency,
            dispersion::{Dispersion, Parts, Sizes},
            estimates::log_ratio_conservative,
            keyness::{Keyness, LogOdds, Prior, log_odds_dirichlet, log_ratio, simple_maths},
            samples::{MannWhitney, Relabellings, mann_whitney_sparse},
            significance::Alternative,
            special::log10_p_chi2,
        },
        reasons::Reasons,
    },
    table::{Cells, Table},
};

/// Everything about one pair of counts. Most words share theirs with many others, so it is computed
/// once a pair.
struct Pair {
    /// Whether the target has the word relatively more often (greater) or less.
    sign: Ordering,
    statistics: Vec<Measured>,
    log10_p: Measured,
    effect: Measured,
    ends: [Measured; 2],
    log_odds: std::result::Result<LogOdds, Undefined>,
}

/// A word that is shown.
struct Row<'a> {
    word: &'a Word,
    pair: &'a Pair,
    log10_q: Measured,
}

/// Relabellings take a bit for each document.
const LARGEST: u128 = 1 << 34;

impl KeynessCounts<'_> {
    /// Scores the words. `options.counting` is not looked at: it is that of the counts.
    ///
    /// # Errors
    ///
    /// If an option is not possible ([`KeynessOptions::check`]).
    pub fn score(&self, options: &KeynessOptions) -> Result<Table> {
        options.check()?;
        let is_compared = |w: &&Word| {
            w.counts.iter().sum::<u64>() >= options.min_count
                && w.documents.iter().sum::<u64>() >= options.min_documents
        };
        let words: Vec<&Word> = self.words.iter().filter(is_compared).collect();
        let (pairs, pair_of) = pairs_of(&words);
        let tests = words.len();
        let pairs: Vec<Pair> = pairs
            .par_iter()
            .map(|&counts| self.pair(counts, tests, options))
            .collect::<Result<_>>()?;
        let mut rows: Vec<Row<'_>> = words
            .iter()
            .zip(&pair_of)
            .filter_map(|(&word, &pair)| {
                let pair = pairs.get(pair as usize)?;
                let log10_q = pair.log10_p;
                Some(Row {
                    word,
                    pair,
                    log10_q,
                })
            })
            .collect();
        adjust(&mut rows, options.adjustment, tests);
        let (ranks, rows) = (ranks(&pairs, options), rows);
        let mut order: Vec<(u32, u64, usize)> = rows
            .iter()
            .zip(&pair_of)
            .enumerate()
            .filter(|(_, (row, _))| match options.direction {
                KeynessDirection::Both => true,
                KeynessDirection::Over => row.pair.sign == Ordering::Greater,
                KeynessDirection::Under => row.pair.sign == Ordering::Less,
            })
            .map(|(at, (row, &pair))| {
                let rank = ranks.get(pair as usize).copied().unwrap_or(u32::MAX);
                (rank, beginning(self.form(row.word)), at)
            })
            .collect();
        let form = |at: usize| rows.get(at).map_or("", |row| self.form(row.word));
        order.par_sort_unstable_by(|a, b| {
            (a.0, a.1)
                .cmp(&(b.0, b.1))
                .then_with(|| form(a.2).cmp(form(b.2)))
        });
        if options.limit > 0 {
            order.truncate(options.limit);
        }
        let shown: Vec<&Row<'_>> = order.iter().filter_map(|o| rows.get(o.2)).collect();
        self.table(&shown, tests, options)
    }

    fn pair(&self, counts: [u64; 2], tests: usize, options: &KeynessOptions) -> Result<Pair> {
        let [f1, f2] = counts;
        let [n1, n2] = [self.sides[0].tokens, self.sides[1].tokens];
        let t = Contingency::from_corpora(f1, n1, f2, n2)?;
        let across = |f: u64, n: u64| u128::from(f) * u128::from(n);
        let tested = tested(&options.measures);
        let statistics: Vec<Measured> = options
            .measures
            .iter()
            .map(|&measure| match measure {
                Keyness::LogRatio => log_ratio(&t, options.zero),
                Keyness::LogRatioConservative => {
                    log_ratio_conservative(&t, options.level, bonferroni(tests, options))
                }
                Keyness::SimpleMaths => simple_maths(&t, options.simple_maths_k),
                other => other.score(&t),
            })
            .collect();
        let at = options.measures.iter().position(|&m| m == tested);
        let statistic = at.and_then(|at| statistics.get(at)).copied();
        let statistic = statistic.unwrap_or_else(|| tested.score(&t));
        let ends = options.effect.interval(&t, options.level, options.method);
        let prior = options.log_odds.unwrap_or(Prior::Uniform);
        let alpha = options.alpha.unwrap_or_else(|| prior.usual());
        let (alpha, all) = prior.counts(&t, alpha, self.words.len());
        Ok(Pair {
            sign: across(f1, n2).cmp(&across(f2, n1)),
            log10_p: match tested {
                Keyness::FisherLog10P => statistic,
                _ => statistic.map(|s| log10_p_chi2(s, 1)),
            },
            statistics,
            effect: options.effect.estimate(&t, options.zero),
            ends: ends.unwrap_or_else(|why| [Err(why), Err(why)]),
            log_odds: log_odds_dirichlet(&t, alpha, all),
        })
    }

    fn table(&self, rows: &[&Row<'_>], tests: usize, options: &KeynessOptions) -> Result<Table> {
        let [target, reference] = &self.sides;
        let mut reasons = Reasons::default();
        let mut columns: Vec<(&str, Source<'_>)> = Vec::new();
        for (at, measure) in options.measures.iter().enumerate() {
            let statistic = move |row: &Row<'_>| row.pair.statistics.get(at).copied();
            columns.push((
                measure.name(),
                Box::new(move |row| statistic(row).unwrap_or(Ok(0.0))),
            ));
        }
        columns.push(("log10_p", Box::new(|row| row.pair.log10_p)));
        columns.push(("log10_q", Box::new(|row| row.log10_q)));
        columns.push(("effect", Box::new(|row| row.pair.effect)));
        columns.push(("effect_low", Box::new(|row| row.pair.ends[0])));
        columns.push(("effect_high", Box::new(|row| row.pair.ends[1])));
        if options.log_odds.is_some() {
            let odds = |row: &Row<'_>| row.pair.log_odds;
            columns.push(("log_odds", Box::new(move |row| odds(row).map(|o| o.delta))));
            columns.push(("log_odds_z", Box::new(move |row| odds(row).map(|o| o.z))));
        }
        let made: Vec<(&str, Vec<Option<f64>>, Reasons)> = columns
            .into_par_iter()
            .map(|(name, source)| {
                let mut reasons = Reasons::default();
                let cells = reasons.cells(name, rows.iter().map(|row| source(row)));
                (name, cells, reasons)
            })
            .collect();
        let parts = target.parts();
        let sizes = Sizes::new(parts.sizes())?;
        let dp: Vec<Measured> = rows
            .par_iter()
            .map(|row| {
                let parts = Parts::sparse(parts.of(row.word.terms[0]), sizes)?;
                Ok(Dispersion::DpNorm.score(&parts))
            })
            .collect::<Result<_>>()?;
        let direction = rows.iter().map(|row| match row.pair.sign {
            Ordering::Greater => "over",
            Ordering::Equal => "even",
            Ordering::Less => "under",
        });
        let rates = |side: usize, tokens: u64| {
            let rate = |row: &&Row<'_>| row.word.counts.get(side).map(|&f| per_million(f, tokens));
            Cells::floats(rows.iter().map(rate))
        };
        let counted = |of: &dyn Fn(&Word) -> u64| ints(rows.iter().map(|row| of(row.word)));
        let mut table = Table::new(self.described(tests, options))
            .with("term", rows.iter().map(|row| self.form(row.word)).collect())?
            .with("direction", direction.collect())?
            .with("count", counted(&|w| w.counts[0]))?
            .with("reference_count", counted(&|w| w.counts[1]))?
            .with("per_million", rates(0, target.tokens))?
            .with("reference_per_million", rates(1, reference.tokens))?
            .with("documents", counted(&|w| w.documents[0]))?
            .with("reference_documents", counted(&|w| w.documents[1]))?
            .with(
                "dp_norm",
                Cells::floats(reasons.cells("dp_norm", dp.into_iter())),
            )?;
        for (name, cells, why) in made {
            reasons.join(why);
            table = table.with(name, Cells::floats(cells))?;
        }
        for (name, values) in self.over_documents(rows, options)? {
            let cells = reasons.cells(name, values.into_iter());
            table = table.with(name, Cells::floats(cells))?;
        }
        Ok(table.noted(|provenance| reasons.tell(provenance)))
    }

    /// The tests that take documents as their sample.
    fn over_documents(
        &self,
        rows: &[&Row<'_>],
        options: &KeynessOptions,
    ) -> Result<Vec<(&'static str, Vec<Measured>)>> {
        let mut columns = Vec::new();
        let [target, reference] = &self.sides;
        if options.mann_whitney {
            let (x, y) = (target.parts(), reference.parts());
            let rates = |cells: &[(u32, u32)], sizes: &[u64]| -> Vec<f64> {
                let size = |part: u32| sizes.get(part as usize).map_or(1.0, |&s| s as f64);
                let rate = |&(part, f): &(u32, u32)| f64::from(f) / size(part);
                cells.iter().map(rate).collect()
            };
            let tests: Vec<std::result::Result<MannWhitney, Undefined>> = rows
                .par_iter()
                .map(|row| {
                    let [own, other] = row.word.terms;
                    mann_whitney_sparse(
                        [&rates(x.of(own), x.sizes()), &rates(y.of(other), y.sizes())],
                        [x.sizes().len(), y.sizes().len()],
                        Alternative::TwoSided,
                        true,
                    )
                })
                .collect();
            let effects = tests.iter().map(|test| test.map(|t| t.effect));
            columns.push(("mann_whitney_effect", effects.collect()));
            let log10_p = tests.iter().map(|test| test.map(|t| t.log10_p));
            columns.push(("mann_whitney_log10_p", log10_p.collect()));
        }
        if options.permutations > 0 {
            let (x, y) = (target.parts(), reference.parts());
            let sizes: Vec<u64> = x.sizes().iter().chain(y.sizes()).copied().collect();
            if sizes.len() as u128 * u128::from(options.permutations) > LARGEST {
                return Err(Error::usage(format!(
                    "{} permutations of {} documents do not fit into memory: {} are possible",
                    options.permutations,
                    sizes.len(),
                    LARGEST / sizes.len() as u128
                )));
            }
            let first = u32::try_from(x.sizes().len()).unwrap_or(u32::MAX);
            let relabellings =
                Relabellings::new(&sizes, x.sizes().len(), options.permutations, options.seed);
            let p = match relabellings {
                Err(why) => vec![Err(why); rows.len()],
                Ok(relabellings) => rows
                    .par_iter()
                    .map(|row| {
                        let [own, other] = row.word.terms;
                        let other = y.of(other).iter().map(|&(part, f)| (part + first, f));
                        let cells: Vec<(u32, u32)> =
                            x.of(own).iter().copied().chain(other).collect();
                        Ok(relabellings.test(&cells, Alternative::TwoSided).p)
                    })
                    .collect(),
            };
            columns.push(("permutation_p", p));
        }
        Ok(columns)
    }

    fn described(&self, tests: usize, options: &KeynessOptions) -> crate::table::Provenance {
        let names: Vec<Value> = options.measures.iter().map(|m| m.name().into()).collect();
        let mut provenance = self
            .provenance()
            .option("measures", names)
            .option("margins", "tokens of each corpus")
            .option("dp_norm", "lijffijt_gries_2012 over documents")
            .option("log10_p_of", tested(&options.measures).name())
            .option("adjustment", options.adjustment.name())
            .option("effect", options.effect.name())
            .option("zero_rule", options.zero.name())
            .option("interval", options.method.name())
            .option("level", options.level)
            .option("direction", options.direction.name())
            .option("min_count", options.min_count)
            .option("min_documents", options.min_documents)
            .option("limit", options.limit)
            .count("compared", tests);
        if options.effect.name() == "log_ratio" {
            provenance = provenance.option("effect_log_base", "2");
        }
        if options.measures.contains(&Keyness::LogRatioConservative) {
            let tests = bonferroni(tests, options);
            provenance = provenance.option("log_ratio_conservative_tests", tests);
        }
        if options.measures.contains(&Keyness::SimpleMaths) {
            provenance = provenance.option("simple_maths_k", options.simple_maths_k);
        }
        if let Some(prior) = options.log_odds {
            provenance = provenance
                .option("log_odds", prior.name())
                .option("alpha", options.alpha.unwrap_or_else(|| prior.usual()));
        }
        if options.mann_whitney {
            provenance = provenance.option("mann_whitney", "two_sided, continuity correction");
        }
        if options.permutations > 0 {
            provenance = provenance
                .option("permutations", options.permutations)
                .option("seed", options.seed);
        }
        provenance
    }
}

/// Where the cells of a column come from.
type Source<'a> = Box<dyn Fn(&Row<'_>) -> Measured + Sync + Send + 'a>;

fn per_million(count: u64, tokens: u64) -> f64 {
    count as f64 * 1e6 / tokens as f64
}

/// The first measure that is a test, else G².
fn tested(measures: &[Keyness]) -> Keyness {
    let is_test = |m: &&Keyness| {
        matches!(
            m,
            Keyness::G2
                | Keyness::G2TwoTerm
                | Keyness::G2Williams
                | Keyness::Chi2
                | Keyness::Chi2Yates
                | Keyness::Chi2Williams
                | Keyness::FisherLog10P
        )
    };
    measures
        .iter()
        .find(is_test)
        .copied()
        .unwrap_or(Keyness::G2)
}

/// For how many tests the conservative log ratio answers.
fn bonferroni(tests: usize, options: &KeynessOptions) -> u64 {
    match options.adjustment {
        Adjustment::None => 1,
        _ => tests as u64,
    }
}

/// The distinct pairs of counts, ascending, and for each word the number of its pair.
fn pairs_of(words: &[&Word]) -> (Vec<[u64; 2]>, Vec<u32>) {
    let mut order: Vec<([u64; 2], usize)> = words
        .iter()
        .enumerate()
        .map(|(at, w)| (w.counts, at))
        .collect();
    order.par_sort_unstable();
    let mut pairs: Vec<[u64; 2]> = Vec::new();
    let mut pair_of = vec![0; words.len()];
    for (counts, at) in order {
        if pairs.last() != Some(&counts) {
            pairs.push(counts);
        }
        if let Some(pair) = pair_of.get_mut(at) {
            *pair = u32::try_from(pairs.len() - 1).unwrap_or(u32::MAX);
        }
    }
    (pairs, pair_of)
}

/// Adjusts the p-values of all words that are compared.
fn adjust(rows: &mut [Row<'_>], adjustment: Adjustment, tests: usize) {
    let p: Vec<f64> = rows.iter().filter_map(|row| row.log10_q.ok()).collect();
    let adjusted = adjustment.adjust(&p, tests);
    let known = rows.iter_mut().filter(|row| row.log10_q.is_ok());
    for (row, q) in known.zip(adjusted) {
        row.log10_q = Ok(q);
    }
}

/// The place of each pair in the order of the rows; pairs that are equal in the first statistic share
/// one.
fn ranks(pairs: &[Pair], options: &KeynessOptions) -> Vec<u32> {
    let first = options.measures.first().copied().unwrap_or(Keyness::G2);
    let under = options.direction == KeynessDirection::Under;
    let wanted = if under {
        Ordering::Less
    } else {
        Ordering::Greater
    };
    let key = |pair: &Pair| -> (u8, f64) {
        let Some(Ok(value)) = pair.statistics.first() else {
            return (3, 0.0);
        };
        // Ratios and differences have their direction in them; what measures strength only is given
        // one. A difference from 0 makes −0 and 0 one.
        let strength = match first {
            Keyness::FisherLog10P => -value,
            Keyness::G2
            | Keyness::G2TwoTerm
            | Keyness::G2Williams
            | Keyness::Chi2
            | Keyness::Chi2Yates
            | Keyness::Chi2Williams
            | Keyness::Bic
            | Keyness::Ell => *value,
            _ if under => return (0, value + 0.0),
            _ => return (0, 0.0 - value),
        };
        if pair.sign == wanted {
            (0, 0.0 - strength)
        } else if pair.sign == Ordering::Equal {
            (1, 0.0 - strength)
        } else {
            (2, strength + 0.0)
        }
    };
    let mut order: Vec<((u8, f64), usize)> = pairs
        .iter()
        .enumerate()
        .map(|(at, pair)| (key(pair), at))
        .collect();
    let compare = |a: &(u8, f64), b: &(u8, f64)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1));
    order.par_sort_unstable_by(|a, b| compare(&a.0, &b.0).then(a.1.cmp(&b.1)));
    let mut ranks = vec![0; pairs.len()];
    let mut rank = 0;
    let mut last = None;
    for (key, at) in order {
        if last.is_some_and(|last| compare(&last, &key) != Ordering::Equal) {
            rank += 1;
        }
        last = Some(key);
        if let Some(slot) = ranks.get_mut(at) {
            *slot = rank;
        }
    }
    ranks
}

/// The first bytes of a form as a number that sorts like them.
fn beginning(form: &str) -> u64 {
    let bytes = form.bytes().chain(std::iter::repeat(0)).take(8);
    bytes.fold(0, |number, byte| number << 8 | u64::from(byte))
}
