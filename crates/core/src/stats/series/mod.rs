//! Rates over time: of asked words and phrases, or of all terms.

mod changes;
mod counts;
mod lifespans;

pub use self::{changes::changes, lifespans::lifespans};
use counts::Reasons;
pub(super) use counts::{Counts, Source};

use super::{
    Counting, View,
    measures::{Interval, Undefined, changes::CountModel, series::wilson},
    periods::{Calendar, Period, window},
};
use crate::{
    Corpus, Error, Result,
    corpus::Facet,
    table::{Cells, Provenance, Table},
};

names! {
    /// How the uncertainty of a rate is told.
    #[derive(Default)]
    pub enum RateInterval("interval of a rate") {
        /// Wilson (1927), without continuity correction, as if each token were drawn for itself.
        #[default]
        Wilson = "wilson",
        /// The percentile bootstrap over the documents of the period (Efron 1979), which knows that a
        /// word comes in clusters.
        Bootstrap = "bootstrap",
    }
}

/// How series are made; [`changes`] and [`lifespans`] take the same.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SeriesOptions {
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
    /// Where no terms are asked: only this many, the most frequent (of each group); 0 for all.
    pub top: usize,
    /// What `low` and `high` are.
    pub interval: RateInterval,
    /// The level of the intervals.
    pub level: f64,
    /// Resamples of the bootstrap.
    pub replicates: usize,
    /// The seed of the bootstrap; each interval draws anew from it.
    pub seed: u64,
    /// For [`changes`]: how counts vary around a rate. `poisson`: occurrences among tokens;
    /// `binomial`: documents that have the term among all.
    pub model: CountModel,
    /// For [`changes`]: what one more change costs; 2 ln n of n periods if not given (Yao 1988).
    pub penalty: Option<f64>,
    /// The most rows (of each group); 0 for all.
    pub limit: usize,
}

impl Default for SeriesOptions {
    fn default() -> Self {
        SeriesOptions {
            counting: Counting::default(),
            terms: Vec::new(),
            period: Period::default(),
            by: None,
            since: None,
            until: None,
            min_count: 5,
            top: 0,
            interval: RateInterval::default(),
            level: 0.95,
            replicates: 1000,
            seed: 1,
            model: CountModel::Poisson,
            penalty: None,
            limit: 0,
        }
    }
}

/// The most rows of one table.
const MOST_ROWS: usize = 20_000_000;

impl SeriesOptions {
    fn check(&self, corpus: &Corpus) -> Result<()> {
        if !(self.level > 0.0 && self.level < 1.0) {
            return Err(Error::usage(format!(
                "level {} is not possible: a confidence level lies between 0 and 1",
                self.level
            )));
        }
        if self.interval == RateInterval::Bootstrap && self.replicates == 0 {
            return Err(Error::usage("a bootstrap needs at least one resample"));
        }
        if self.penalty.is_some_and(|p| p.is_nan() || p < 0.0) {
            return Err(Error::usage("a penalty is at least 0"));
        }
        self.by.as_ref().map_or(Ok(()), |f| corpus.check_facet(f))
    }

    fn calendar(&self, view: &View<'_>) -> Result<Calendar> {
        let window = window(self.since.as_deref(), self.until.as_deref())?;
        Calendar::new(view, self.period, self.by.as_ref(), window)
    }

    /// What is common to the provenance of all tables of this family.
    fn provenance(&self, view: &View<'_>, calendar: &Calendar, measure: &str) -> Provenance {
        let provenance = view
            .provenance(measure)
            .option("by", self.by.as_ref().map(Facet::name))
            .option("since", self.since.clone())
            .option("until", self.until.clone())
            .option("terms", self.terms.clone())
            .option("limit", self.limit);
        let provenance = if self.terms.is_empty() {
            provenance
                .option("min_count", self.min_count)
                .option("top", self.top)
        } else {
            provenance.option("terms_case", "fold")
        };
        calendar.tell(provenance)
    }

    fn source<'v>(&'v self, view: &'v View<'v>) -> Result<Source<'v>> {
        Source::new(view, &self.terms, self.min_count, self.top)
    }
}

/// A rate per million and its ends.
fn per_million(interval: Interval) -> (Option<f64>, Option<f64>) {
    (Some(interval.low * 1e6), Some(interval.high * 1e6))
}

/// Rates of words and phrases over time.
///
/// Columns: `period` (`2022-02-27`, `2022-W08`, `2022-02`, `2022`), `start` (its first day), the
/// facet's name if grouped, `term`, `count` (occurrences), `tokens` (counted in the period),
/// `per_million` (`count · 10⁶ / tokens`), `low` and `high` (ends of its interval), `documents`
/// (that have it), `documents_total`.
///
/// A row for each term and period, by group, by term (as asked; of all terms the most frequent
/// first) and by time. Periods without documents, from the first to the last one or from `since` to
/// `until`, are there with the count 0; their rates are null. Documents that do not say when they
/// were published, or not as exactly as the period is long, are left out and counted in the
/// provenance.
///
/// ```
/// use variorum::{Corpus, ReadOptions, stats::{SeriesOptions, series}};
/// let text = "Statement Issued\n\nTARSK, March 3, 2022 (VPS) -- The party issued a statement.\n";
/// let corpus = Corpus::from_text(text, &ReadOptions::default());
/// let mut options = SeriesOptions::default();
/// options.terms = vec!["statement".to_owned()];
/// let table = series(&corpus, &options)?;
/// assert_eq!(table.columns()[3].name, "count");
/// # Ok::<(), variorum::Error>(())
/// ```
///
/// # Errors
///
/// If a term, date, facet or number of the options is not possible, or the table had more than
/// 20 million rows.
pub fn series(corpus: &Corpus, options: &SeriesOptions) -> Result<Table> {
    options.check(corpus)?;
    let view = View::new(corpus, &options.counting);
    let calendar = options.calendar(&view)?;
    let source = options.source(&view)?;
    let mut reasons = Reasons::default();
    let mut out = Columns::default();
    let mut tokens = 0;
    for group in &calendar.groups {
        let draws = (options.interval == RateInterval::Bootstrap).then_some(options);
        let counts = Counts::new(&source, group, draws);
        tokens += counts.tokens();
        let rows = counts.names().len().saturating_mul(calendar.len);
        if out.counts.len().saturating_add(rows) > MOST_ROWS {
            return Err(Error::limit(format!(
                "a table of {} terms and {} periods has too many rows: take a longer period, a larger \
                 min_count or fewer terms",
                counts.names().len(),
                calendar.len
            )));
        }
        let mut left = if options.limit > 0 {
            options.limit
        } else {
            usize::MAX
        };
        for (target, name) in counts.names().iter().enumerate() {
            for (place, number) in calendar.numbers().enumerate() {
                if left == 0 {
                    break;
                }
                left -= 1;
                out.periods.push(options.period.label(number));
                out.starts.push(options.period.start(number));
                out.groups.push(group.name.clone());
                out.terms.push(Some(name.clone()));
                let (total, found) = (counts.total(place), counts.of(target, place));
                out.counts.push(i64::try_from(found.count).ok());
                out.tokens.push(i64::try_from(total.tokens).ok());
                out.documents.push(i64::try_from(found.documents).ok());
                out.totals.push(i64::try_from(total.documents).ok());
                let rate =
                    (total.tokens > 0).then(|| found.count as f64 * 1e6 / total.tokens as f64);
                if rate.is_none() {
                    reasons.add("per_million, low, high", "the period has no tokens");
                }
                out.rates.push(rate);
                let interval = match options.interval {
                    RateInterval::Wilson => wilson(found.count, total.tokens, options.level),
                    RateInterval::Bootstrap => found.interval,
                };
                let ends = match interval {
                    Ok(interval) => per_million(interval),
                    Err(reason) => {
                        if rate.is_some() {
                            reasons.add("low, high", reason.reason());
                        }
                        (None, None)
                    }
                };
                out.lows.push(ends.0);
                out.highs.push(ends.1);
            }
        }
    }
    let mut provenance = options
        .provenance(&view, &calendar, "stats series")
        .option("interval", options.interval.name())
        .option("level", options.level);
    if options.interval == RateInterval::Bootstrap {
        provenance = provenance
            .option("replicates", options.replicates)
            .option("seed", options.seed);
    }
    let mut provenance = provenance.count("tokens", tokens);
    provenance.notes = reasons.notes();
    let mut table = Table::new(provenance)
        .with("period", Cells::texts(out.periods))?
        .with("start", Cells::texts(out.starts))?;
    if let Some(facet) = &options.by {
        table = table.with(facet.name(), Cells::texts(out.groups))?;
    }
    table
        .with("term", Cells::texts(out.terms))?
        .with("count", Cells::ints(out.counts))?
        .with("tokens", Cells::ints(out.tokens))?
        .with("per_million", Cells::floats(out.rates))?
        .with("low", Cells::floats(out.lows))?
        .with("high", Cells::floats(out.highs))?
        .with("documents", Cells::ints(out.documents))?
        .with("documents_total", Cells::ints(out.totals))
}

#[derive(Default)]
struct Columns {
    periods: Vec<Option<String>>,
    starts: Vec<Option<String>>,
    groups: Vec<Option<String>>,
    terms: Vec<Option<String>>,
    counts: Vec<Option<i64>>,
    tokens: Vec<Option<i64>>,
    rates: Vec<Option<f64>>,
    lows: Vec<Option<f64>>,
    highs: Vec<Option<f64>>,
    documents: Vec<Option<i64>>,
    totals: Vec<Option<i64>>,
}

/// Why a cell of the bootstrap is empty where nobody has the term.
const NO_OCCURRENCE: Undefined = Undefined::because(
    "no document of the period has the term, and a bootstrap of zeros says nothing",
);
