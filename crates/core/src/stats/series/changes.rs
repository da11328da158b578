//! Where the rate of a word or phrase changes.

use super::{Counts, Reasons, SeriesOptions, per_million};
use crate::{
    Corpus, Result,
    corpus::Facet,
    stats::{
        View,
        measures::{
            changes::{CountModel, Stretch, bic_penalty, stretches},
            series::wilson,
        },
    },
    table::{Cells, Table},
};

/// Stretches of time in which a word or phrase keeps one rate.
///
/// The periods that have tokens (documents, for the binomial model) are cut where the deviance of one
/// rate for each stretch plus the penalty of each change is smallest
/// ([`stretches`](super::super::measures::changes::stretches)).
///
/// Columns: the facet's name if grouped, `term`, `stretch` (from 1), `start` and `end` (first and last
/// day), `periods` (that have tokens), `count`, `tokens`, `per_million`, `low` and `high` (Wilson, of
/// the stretch, not of its ends), `ratio` (`per_million` divided by that of the stretch before),
/// `documents`, `documents_total`. Rows by group, term and time; see [`series`](super::series).
///
/// # Errors
///
/// As [`series`](super::series).
pub fn changes(corpus: &Corpus, options: &SeriesOptions) -> Result<Table> {
    options.check(corpus)?;
    let view = View::new(corpus, &options.counting);
    let calendar = options.calendar(&view)?;
    let source = options.source(&view)?;
    let mut reasons = Reasons::default();
    let mut groups = Vec::new();
    let (mut terms, mut numbers, mut starts, mut ends) = (vec![], vec![], vec![], vec![]);
    let (mut lengths, mut count_cells, mut token_cells, mut rates) =
        (vec![], vec![], vec![], vec![]);
    let (mut lows, mut highs, mut ratios) = (vec![], vec![], vec![]);
    let (mut documents, mut totals) = (vec![], vec![]);
    let mut tokens = 0;
    for group in &calendar.groups {
        let counts = Counts::new(&source, group, None);
        tokens += counts.tokens();
        let open = Open::new(&counts, options.model);
        let first_row = terms.len();
        for (name, found) in counts.names().iter().zip(counts.by_target()) {
            let before_term = terms.len();
            for stretch in open.cut(&found, options) {
                let number = terms.len() - before_term + 1;
                let Some(places) = open.places.get(stretch.start..stretch.end) else {
                    continue;
                };
                let (Some(&from), Some(&to)) = (places.first(), places.last()) else {
                    continue;
                };
                let within = found
                    .iter()
                    .filter(|(place, _, _)| (from..=to).contains(place));
                let (mut count, mut with) = (0, 0);
                within.for_each(|(_, c, d)| {
                    count += c;
                    with += d;
                });
                let sizes = places.iter().map(|&place| counts.total(place));
                let (mut all, mut of) = (0, 0);
                sizes.for_each(|size| {
                    all += size.tokens;
                    of += size.documents;
                });
                groups.push(group.name.clone());
                terms.push(Some(name.clone()));
                numbers.push(i64::try_from(number).ok());
                starts.push(options.period.start(calendar.number(from)));
                ends.push(options.period.end(calendar.number(to)));
                lengths.push(i64::try_from(places.len()).ok());
                count_cells.push(i64::try_from(count).ok());
                token_cells.push(i64::try_from(all).ok());
                documents.push(i64::try_from(with).ok());
                totals.push(i64::try_from(of).ok());
                let rate = (all > 0).then(|| count as f64 * 1e6 / all as f64);
                let interval = wilson(count, all, options.level);
                let (low, high) = interval.map_or((None, None), per_million);
                if rate.is_none() {
                    reasons.add("per_million, low, high", "the stretch has no tokens");
                }
                let before = rates.last().copied().flatten().filter(|_| number > 1);
                let ratio = rate
                    .zip(before)
                    .filter(|(_, b)| *b > 0.0)
                    .map(|(r, b)| r / b);
                if ratio.is_none() {
                    let reason = if number == 1 {
                        "the first stretch has none before it"
                    } else {
                        "the rate before is 0 or unknown"
                    };
                    reasons.add("ratio", reason);
                }
                rates.push(rate);
                lows.push(low);
                highs.push(high);
                ratios.push(ratio);
            }
        }
        if options.limit > 0 {
            let len = first_row.saturating_add(options.limit);
            groups.truncate(len);
            for column in [&mut terms, &mut starts, &mut ends] {
                column.truncate(len);
            }
            for column in [
                &mut numbers,
                &mut lengths,
                &mut count_cells,
                &mut token_cells,
                &mut documents,
                &mut totals,
            ] {
                column.truncate(len);
            }
            for column in [&mut rates, &mut lows, &mut highs, &mut ratios] {
                column.truncate(len);
            }
        }
    }
    let mut provenance = options
        .provenance(&view, &calendar, "stats series --changes")
        .option("model", options.model.name())
        .option("penalty", options.penalty)
        .option(
            "penalty_rule",
            if options.penalty.is_some() {
                "given"
            } else {
                "2 ln n"
            },
        )
        .option("interval", "wilson")
        .option("level", options.level)
        .count("tokens", tokens);
    provenance.notes = reasons.notes();
    let mut table = Table::new(provenance);
    if let Some(facet) = options.by.as_ref().map(Facet::name) {
        table = table.with(facet, Cells::texts(groups))?;
    }
    table
        .with("term", Cells::texts(terms))?
        .with("stretch", Cells::ints(numbers))?
        .with("start", Cells::texts(starts))?
        .with("end", Cells::texts(ends))?
        .with("periods", Cells::ints(lengths))?
        .with("count", Cells::ints(count_cells))?
        .with("tokens", Cells::ints(token_cells))?
        .with("per_million", Cells::floats(rates))?
        .with("low", Cells::floats(lows))?
        .with("high", Cells::floats(highs))?
        .with("ratio", Cells::floats(ratios))?
        .with("documents", Cells::ints(documents))?
        .with("documents_total", Cells::ints(totals))
}

/// The periods that are not empty: a rate needs a size.
struct Open {
    /// Their places among all periods.
    places: Vec<usize>,
    sizes: Vec<f64>,
}

impl Open {
    fn new(counts: &Counts, model: CountModel) -> Self {
        let size = |place: usize| match model {
            CountModel::Poisson => counts.total(place).tokens,
            CountModel::Binomial => counts.total(place).documents,
        };
        let places: Vec<usize> = (0..counts.sizes().len()).filter(|&p| size(p) > 0).collect();
        let sizes = places.iter().map(|&p| size(p) as f64).collect();
        Open { places, sizes }
    }

    /// The stretches of a term; none where no period has a size.
    fn cut(&self, found: &[(usize, u64, u64)], options: &SeriesOptions) -> Vec<Stretch> {
        let mut series = vec![0; self.places.len()];
        for &(place, count, documents) in found {
            if let Some(slot) = self
                .places
                .binary_search(&place)
                .ok()
                .and_then(|at| series.get_mut(at))
            {
                *slot = match options.model {
                    CountModel::Poisson => count,
                    CountModel::Binomial => documents,
                };
            }
        }
        let penalty = options.penalty.unwrap_or_else(|| bic_penalty(series.len()));
        stretches(&series, &self.sizes, options.model, penalty).unwrap_or_default()
    }
}
