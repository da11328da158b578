//! Bursts: stretches of time in which a word or phrase is much more frequent than usual.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{
    Counting, View,
    measures::{
        Undefined,
        bursts::{Burst, BurstOptions, bursts as bursts_of},
    },
    periods::{Calendar, Period, window},
    series::{Counts, Source},
};
use crate::{
    Corpus, Error, Result,
    corpus::Facet,
    table::{Cells, Table},
};

names! {
    /// What a burst is a burst of.
    #[derive(Default)]
    pub enum BurstUnit("unit of bursts") {
        /// Documents that have the term, among all documents of the period (Kleinberg's batches).
        #[default]
        Documents = "documents",
        /// Occurrences among the tokens of the period. One document can make a burst.
        Tokens = "tokens",
    }
}

/// How bursts are found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BurstsOptions {
    /// What is counted.
    pub counting: Counting,
    /// Words and phrases, with `*` and `?`, letter case aside; all terms where there are none.
    pub terms: Vec<String>,
    /// How long a period is.
    pub period: Period,
    /// One part for each value of a facet.
    pub by: Option<Facet>,
    /// Only documents of this date or later: `2022`, `2022-02` or `2022-02-27`.
    pub since: Option<String>,
    /// Only documents of this date or before.
    pub until: Option<String>,
    /// Where no terms are asked: leaves out those that occur less often (in a group).
    pub min_count: u64,
    /// Documents or tokens.
    pub unit: BurstUnit,
    /// s: the rate of each level is s times that of the level below. Above 1.
    pub scale: f64,
    /// γ: going up one level costs γ ln n for n periods. At least 0.
    pub gamma: f64,
    /// The most rows (of each group); 0 for all.
    pub limit: usize,
}

impl Default for BurstsOptions {
    fn default() -> Self {
        let model = BurstOptions::default();
        BurstsOptions {
            counting: Counting::default(),
            terms: Vec::new(),
            period: Period::default(),
            by: None,
            since: None,
            until: None,
            min_count: 5,
            unit: BurstUnit::default(),
            scale: model.scale,
            gamma: model.gamma,
            limit: 0,
        }
    }
}

/// A burst of a term, in places of the calendar.
struct Row {
    target: usize,
    from: usize,
    to: usize,
    periods: usize,
    weight: f64,
    count: u64,
    documents: u64,
}

/// Bursts of words and phrases (Kleinberg 2003, two states): asked ones, or the most bursty of all.
///
/// Columns: the facet's name if grouped, `term`, `level` (1: the state above the usual one), `start`
/// and `end` (first and last day), `periods`, `weight` (how much better the higher rate explains
/// them, natural logarithm), `count`, `documents` (in the burst). Rows by group, the largest weight
/// first, ties by term and time. Periods without a document are left out of the series. What else is
/// left out is told in the provenance; see [`bursts`](super::measures::bursts) for the formula.
///
/// ```
/// use variorum::{Corpus, stats::{BurstsOptions, bursts}};
/// let table = bursts(&Corpus::default(), &BurstsOptions::default())?;
/// assert!(table.is_empty());
/// # Ok::<(), variorum::Error>(())
/// ```
///
/// # Errors
///
/// If a term, date, facet or number of the options is not possible.
pub fn bursts(corpus: &Corpus, options: &BurstsOptions) -> Result<Table> {
    if !(options.scale > 1.0 && options.scale.is_finite()) {
        return Err(Error::usage("the scale of bursts is above 1"));
    }
    if !(options.gamma >= 0.0 && options.gamma.is_finite()) {
        return Err(Error::usage("the gamma of bursts is at least 0"));
    }
    if let Some(facet) = &options.by {
        corpus.check_facet(facet)?;
    }
    let view = View::new(corpus, &options.counting);
    let window = window(options.since.as_deref(), options.until.as_deref())?;
    let calendar = Calendar::new(&view, options.period, options.by.as_ref(), window)?;
    let source = Source::new(&view, &options.terms, options.min_count, 0)?;
    let mut groups = Vec::new();
    let mut all: Vec<(String, Row)> = Vec::new();
    let (mut tokens, mut without) = (0, 0usize);
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for group in &calendar.groups {
        let counts = Counts::new(&source, group, None);
        tokens += counts.tokens();
        let (mut rows, failed) = rows(&counts, options);
        without += failed.len();
        for reason in failed {
            *reasons.entry(reason).or_default() += 1;
        }
        let name = |row: &Row| counts.names().get(row.target);
        rows.sort_by(|a, b| {
            let terms = || name(a).cmp(&name(b)).then(a.from.cmp(&b.from));
            b.weight.total_cmp(&a.weight).then_with(terms)
        });
        if options.limit > 0 {
            rows.truncate(options.limit);
        }
        groups.extend(rows.iter().map(|_| group.name.clone()));
        all.extend(
            rows.into_iter()
                .map(|row| (name(&row).cloned().unwrap_or_default(), row)),
        );
    }
    let mut provenance = calendar
        .tell(view.provenance("stats bursts"))
        .option("by", options.by.as_ref().map(Facet::name))
        .option("since", options.since.clone())
        .option("until", options.until.clone())
        .option("terms", options.terms.clone())
        .option(
            "min_count",
            options.terms.is_empty().then_some(options.min_count),
        )
        .option("model", "Kleinberg 2003, section 4, two states, binomial")
        .option("unit", options.unit.name())
        .option("scale", options.scale)
        .option("gamma", options.gamma)
        .option("log_base", "e")
        .option("limit", options.limit)
        .count("tokens", tokens);
    if without > 0 {
        provenance = provenance.count("terms_without_a_model", without);
    }
    provenance.notes = reasons
        .iter()
        .map(|(reason, terms)| format!("terms without rows for this reason: {terms}: {reason}"))
        .collect();
    let int = |of: &dyn Fn(&Row) -> Option<i64>| Cells::ints(all.iter().map(|(_, r)| of(r)));
    let day =
        |of: &dyn Fn(&Row) -> Option<String>| Cells::texts(all.iter().map(|(_, row)| of(row)));
    let mut table = Table::new(provenance);
    if let Some(facet) = options.by.as_ref() {
        table = table.with(facet.name(), Cells::texts(groups))?;
    }
    table
        .with("term", all.iter().map(|(name, _)| name.as_str()).collect())?
        .with("level", int(&|_| Some(1)))?
        .with(
            "start",
            day(&|r| options.period.start(calendar.number(r.from))),
        )?
        .with("end", day(&|r| options.period.end(calendar.number(r.to))))?
        .with("periods", int(&|r| i64::try_from(r.periods).ok()))?
        .with(
            "weight",
            Cells::floats(all.iter().map(|(_, r)| Some(r.weight))),
        )?
        .with("count", int(&|r| i64::try_from(r.count).ok()))?
        .with("documents", int(&|r| i64::try_from(r.documents).ok()))
}

/// The bursts of all targets of a group, and why some targets cannot have any.
fn rows(counts: &Counts, options: &BurstsOptions) -> (Vec<Row>, Vec<&'static str>) {
    let size = |place: usize| match options.unit {
        BurstUnit::Documents => counts.total(place).documents,
        BurstUnit::Tokens => counts.total(place).tokens,
    };
    let places: Vec<usize> = (0..counts.sizes().len()).filter(|&p| size(p) > 0).collect();
    let sizes: Vec<u64> = places.iter().map(|&p| size(p)).collect();
    let model = BurstOptions {
        scale: options.scale,
        gamma: options.gamma,
    };
    let found: Vec<std::result::Result<Vec<Row>, &'static str>> = counts
        .by_target()
        .into_par_iter()
        .enumerate()
        .map(|(target, found)| {
            let mut series = vec![0; places.len()];
            for &(place, count, documents) in &found {
                let at = places.binary_search(&place).ok();
                if let Some(slot) = at.and_then(|at| series.get_mut(at)) {
                    *slot = match options.unit {
                        BurstUnit::Documents => documents,
                        BurstUnit::Tokens => count,
                    };
                }
            }
            let bursts = bursts_of(&series, &sizes, model).map_err(Undefined::reason)?;
            let row = |burst: &Burst| {
                let from = *places.get(burst.start)?;
                let to = *places.get(burst.end.checked_sub(1)?)?;
                let within = || found.iter().filter(|(p, _, _)| (from..=to).contains(p));
                Some(Row {
                    target,
                    from,
                    to,
                    periods: burst.end - burst.start,
                    weight: burst.weight,
                    count: within().map(|f| f.1).sum(),
                    documents: within().map(|f| f.2).sum(),
                })
            };
            Ok(bursts.iter().filter_map(row).collect())
        })
        .collect();
    let (mut rows, mut failed) = (Vec::new(), Vec::new());
    for found in found {
        match found {
            Ok(found) => rows.extend(found),
            Err(reason) => failed.push(reason),
        }
    }
    (rows, failed)
}
