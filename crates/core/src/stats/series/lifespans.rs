//! When words and phrases were first and last seen, and how fast they went out of use.

use rayon::prelude::*;

use super::{Counts, Reasons, SeriesOptions};
use crate::{
    Corpus, Result,
    corpus::Facet,
    stats::{
        View,
        measures::{
            Undefined,
            series::{decay, median_age, wilson},
        },
        periods::{Scheduled, dated, day},
    },
    table::{Cells, Table},
};

/// First and last use of words and phrases, their peak and their half-life.
///
/// Columns: the facet's name if grouped, `term`, `count`, `documents`, `first` and `last` (dates),
/// `first_document` and `last_document` (ids; of one date the first and the last in the corpus),
/// `periods` (in which it occurs), `peak` (period), `peak_per_million`, `half_life`, `decay_half_life`.
///
/// The peak is the period whose rate has the largest lower end of its Wilson interval, so that a
/// period of few tokens is none by accident; of several the first. Both half-lives count periods
/// from the end and from the start of the peak:
///
/// * `half_life`: the time after the peak until half of all later occurrences have come, interpolated
///   inside a period (the median age of Burton and Kebler 1960);
/// * `decay_half_life`: `ln 2 / λ`, where the rate from the peak on is `a·e^(−λt)`, fitted by Poisson
///   maximum likelihood with the periods' tokens as sizes.
///
/// Rows by group and term; see [`series`](super::series).
///
/// # Errors
///
/// As [`series`](super::series).
pub fn lifespans(corpus: &Corpus, options: &SeriesOptions) -> Result<Table> {
    options.check(corpus)?;
    let view = View::new(corpus, &options.counting);
    let calendar = options.calendar(&view)?;
    let source = options.source(&view)?;
    let mut reasons = Reasons::default();
    let mut rows: Vec<(Option<String>, String, Life)> = Vec::new();
    let mut tokens = 0;
    for group in &calendar.groups {
        let counts = Counts::new(&source, group, None);
        tokens += counts.tokens();
        let seen = source.seen(&counts, group);
        let lives: Vec<Life> = counts
            .by_target()
            .into_par_iter()
            .map(|found| Life::new(&found, &counts, options.level))
            .collect();
        let limit = if options.limit > 0 {
            options.limit
        } else {
            usize::MAX
        };
        let all = counts.names().iter().zip(lives).zip(seen).take(limit);
        rows.extend(
            all.map(|((name, life), seen)| {
                (group.name.clone(), name.clone(), Life { seen, ..life })
            }),
        );
    }
    for (_, _, life) in &rows {
        if life.peak.is_none() {
            reasons.add("first, last, peak, half-lives", "the term does not occur");
            continue;
        }
        if let Err(reason) = life.half {
            reasons.add("half_life", reason);
        }
        if let Err(reason) = life.decay {
            reasons.add("decay_half_life", reason);
        }
    }
    let id = Facet::named("id");
    let text = |of: &dyn Fn(&Life) -> Option<String>| {
        Cells::texts(rows.iter().map(|(_, _, life)| of(life)))
    };
    let int = |of: &dyn Fn(&Life) -> u64| {
        Cells::ints(rows.iter().map(|(_, _, l)| i64::try_from(of(l)).ok()))
    };
    let float =
        |of: &dyn Fn(&Life) -> Option<f64>| Cells::floats(rows.iter().map(|(_, _, life)| of(life)));
    let date = |document: usize| day(dated(corpus, document)?.0);
    let name = |document: usize| {
        corpus
            .value(document, &id)
            .map(std::borrow::Cow::into_owned)
    };
    let mut provenance = options
        .provenance(&view, &calendar, "stats series --lifespans")
        .option("peak", "largest lower end of the Wilson interval")
        .option("level", options.level)
        .option(
            "half_life",
            "median age of occurrences after the peak, in periods",
        )
        .option(
            "decay_half_life",
            "ln 2 / lambda, Poisson maximum likelihood from the peak on, in periods",
        )
        .count("tokens", tokens);
    provenance.notes = reasons.notes();
    let mut table = Table::new(provenance);
    if let Some(facet) = options.by.as_ref().map(Facet::name) {
        let names = rows.iter().map(|(group, _, _)| group.clone());
        table = table.with(facet, Cells::texts(names))?;
    }
    table
        .with(
            "term",
            rows.iter().map(|(_, term, _)| term.as_str()).collect(),
        )?
        .with("count", int(&|l| l.count))?
        .with("documents", int(&|l| l.documents))?
        .with("first", text(&|l| date(l.seen?.0)))?
        .with("first_document", text(&|l| name(l.seen?.0)))?
        .with("last", text(&|l| date(l.seen?.1)))?
        .with("last_document", text(&|l| name(l.seen?.1)))?
        .with("periods", int(&|l| l.periods))?
        .with(
            "peak",
            text(&|l| options.period.label(calendar.number(l.peak?.0))),
        )?
        .with("peak_per_million", float(&|l| Some(l.peak?.1 * 1e6)))?
        .with("half_life", float(&|l| l.half.ok()))?
        .with("decay_half_life", float(&|l| l.decay.ok()))
}

/// A number, or why there is none.
type Told = std::result::Result<f64, &'static str>;

struct Life {
    count: u64,
    documents: u64,
    periods: u64,
    /// The first and the last document.
    seen: Option<(usize, usize)>,
    /// The place of the peak and its rate.
    peak: Option<(usize, f64)>,
    half: Told,
    decay: Told,
}

impl Life {
    /// Everything but the documents.
    fn new(found: &[(usize, u64, u64)], counts: &Counts, level: f64) -> Self {
        let mut life = Life {
            count: found.iter().map(|f| f.1).sum(),
            documents: found.iter().map(|f| f.2).sum(),
            periods: found.len() as u64,
            seen: None,
            peak: None,
            half: Err("nothing"),
            decay: Err("nothing"),
        };
        let mut best = -1.0;
        for &(place, count, _) in found {
            let tokens = counts.total(place).tokens;
            if let Ok(interval) = wilson(count.min(tokens), tokens, level)
                && interval.low > best
            {
                best = interval.low;
                life.peak = Some((place, count as f64 / tokens as f64));
            }
        }
        let Some((peak, _)) = life.peak else {
            return life;
        };
        let sizes = counts.sizes().get(peak..).unwrap_or(&[]);
        let sizes: Vec<f64> = sizes.iter().map(|s| s.tokens as f64).collect();
        let mut series = vec![0; sizes.len()];
        for &(place, count, _) in found {
            if let Some(slot) = place.checked_sub(peak).and_then(|at| series.get_mut(at)) {
                *slot = count;
            }
        }
        let later = series.get(1..).unwrap_or(&[]);
        life.half = median_age(later).map_err(|_| "there is no occurrence after the peak");
        let rate = decay(&series, &sizes).and_then(|d| d.half_life());
        life.decay = rate.map_err(Undefined::reason);
        life
    }
}

impl super::Source<'_> {
    /// For each target the first and the last document that has it, by date, then by position.
    fn seen(&self, counts: &Counts, group: &Scheduled) -> Vec<Option<(usize, usize)>> {
        let corpus = self.view.corpus();
        let mut documents: Vec<(i64, usize)> = group
            .documents
            .iter()
            .flatten()
            .map(|&d| (dated(corpus, d).map_or(i64::MAX, |(first, _)| first), d))
            .collect();
        documents.sort_unstable();
        counts.ends(self, documents.into_iter().map(|(_, d)| d))
    }
}
