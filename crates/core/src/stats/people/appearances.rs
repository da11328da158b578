//! Appearances by person, period and kind of occasion; companions; who is with whom; who is not seen.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    actors::Actors,
    presence::{Presence, presences},
};
use crate::{
    Error, Result,
    stats::{
        Period,
        periods::{day, window},
    },
    table::{Cells, Provenance, Table},
};

/// Which appearances are counted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AppearancesOptions {
    /// Only these people, by name or id; all where none is given.
    pub people: Vec<String>,
    /// How long a period is; none for one row over all time.
    pub period: Option<Period>,
    /// A row for each kind of occasion.
    pub kinds: bool,
    /// Only reports of this date or later: `2022`, `2022-02` or `2022-02-27`.
    pub since: Option<String>,
    /// Only reports of this date or before.
    pub until: Option<String>,
    /// Leaves out people who appear less often.
    pub min_count: usize,
    /// The most rows; 0 for all.
    pub limit: usize,
}

impl Default for AppearancesOptions {
    fn default() -> Self {
        AppearancesOptions {
            people: Vec::new(),
            period: Some(Period::Month),
            kinds: false,
            since: None,
            until: None,
            min_count: 1,
            limit: 0,
        }
    }
}

/// The appearances of the window, and how many have no day.
struct Counted {
    all: Vec<Presence>,
    undated: usize,
}

fn counted(actors: &Actors, since: Option<&str>, until: Option<&str>) -> Result<Counted> {
    let (from, to) = window(since, until)?;
    let asked = since.is_some() || until.is_some();
    let found = presences(actors);
    let undated = found.iter().filter(|p| p.day.is_none()).count();
    let inside = |p: &Presence| p.day.map_or(!asked, |d| (from..=to).contains(&d));
    let all = found.into_iter().filter(inside).collect();
    Ok(Counted { all, undated })
}

fn people(actors: &Actors, asked: &[String]) -> Result<BTreeSet<u32>> {
    asked
        .iter()
        .map(|name| {
            let found = actors.find(name);
            found.ok_or_else(|| Error::usage(format!("nobody named '{name}' was found")))
        })
        .collect()
}

fn provenance(actors: &Actors, measure: &str, counted: &Counted) -> Provenance {
    let rule = "present in a roster, or acting in person in the headline; reprints once";
    Provenance::new(measure)
        .option("rule", rule)
        .count("documents", actors.len())
        .count("appearances", counted.all.len())
        .count("appearances_without_day", counted.undated)
}

fn int(numbers: impl IntoIterator<Item = usize>) -> Cells {
    Cells::ints(numbers.into_iter().map(|n| i64::try_from(n).ok()))
}

/// Period, kind and person of a cell.
type Key = (Option<i64>, &'static str, u32);

/// How often each person appears, by period and, if asked, kind of occasion.
///
/// Columns: `period` (if asked), `kind` (if asked), `name`, `id`, `appearances` (reports of occasions; a
/// reprint or another translation is no second one), `days` (different days among them). Rows by period,
/// the most frequent first, ties by name. Appearances without a day are counted in the provenance and
/// stand in no period.
///
/// ```
/// use variorum::stats::people::{Actors, appearances, AppearancesOptions};
/// let table = appearances(&Actors::default(), &AppearancesOptions::default())?;
/// assert!(table.is_empty());
/// # Ok::<(), variorum::Error>(())
/// ```
///
/// # Errors
///
/// If a person is not found or a date of the options is not possible.
pub fn appearances(actors: &Actors, options: &AppearancesOptions) -> Result<Table> {
    let asked = people(actors, &options.people)?;
    let counted = counted(actors, options.since.as_deref(), options.until.as_deref())?;
    let mut totals: BTreeMap<u32, usize> = BTreeMap::new();
    for p in &counted.all {
        *totals.entry(p.person).or_default() += 1;
    }
    let mut cells: BTreeMap<Key, (usize, BTreeSet<i64>)> = BTreeMap::new();
    for p in &counted.all {
        let wanted = asked.is_empty() || asked.contains(&p.person);
        let often = totals
            .get(&p.person)
            .is_some_and(|n| *n >= options.min_count);
        let period = match options.period {
            Some(period) => match p.day.and_then(|d| period.of(d)) {
                Some(number) => Some(number),
                None => continue,
            },
            None => None,
        };
        if wanted && often {
            let kind = if options.kinds { p.kind } else { "" };
            let cell = cells.entry((period, kind, p.person)).or_default();
            cell.0 += 1;
            cell.1.extend(p.day);
        }
    }
    let mut rows: Vec<(Key, usize, usize)> = cells
        .into_iter()
        .map(|(key, (count, days))| (key, count, days.len()))
        .collect();
    let name = |person: u32| actors.name(person);
    rows.sort_by(|a, b| {
        let order = |r: &(Key, usize, usize)| (r.0.0, std::cmp::Reverse(r.1));
        order(a)
            .cmp(&order(b))
            .then_with(|| name(a.0.2).cmp(name(b.0.2)))
            .then_with(|| (a.0.1, a.0.2).cmp(&(b.0.1, b.0.2)))
    });
    if options.limit > 0 {
        rows.truncate(options.limit);
    }
    let mut table = Table::new(provenance(actors, "appearances", &counted));
    if let Some(period) = options.period {
        let labels = rows.iter().map(|r| period.label(r.0.0?));
        table = table.with("period", Cells::texts(labels))?;
    }
    if options.kinds {
        table = table.with("kind", Cells::texts(rows.iter().map(|r| Some(r.0.1))))?;
    }
    table
        .with("name", Cells::texts(rows.iter().map(|r| Some(name(r.0.2)))))?
        .with(
            "id",
            Cells::texts(rows.iter().map(|r| actors.person(r.0.2)?.id.clone())),
        )?
        .with("appearances", int(rows.iter().map(|r| r.1)))?
        .with("days", int(rows.iter().map(|r| r.2)))
}

/// Names behind a name that it is compared with in a roster.
const COMPARED: usize = 50;

/// Ranks of people by the order of naming, for rows that begin with the person: each pair is decided by the
/// documents that name both, and who stands before most of the others comes first (Copeland's rule; a win
/// and a loss are added to each, so that one list proves little). `places` has the place and the person of
/// each name of a document.
fn order_ranks<T>(
    rows: &[(u32, usize, Option<f64>, T)],
    places: &BTreeMap<u32, Vec<(u32, u32)>>,
) -> Vec<Option<i64>> {
    let mut pairs: BTreeMap<(u32, u32), i64> = BTreeMap::new();
    for list in places.values() {
        let mut list = list.clone();
        list.sort_unstable();
        for (n, (_, a)) in list.iter().enumerate() {
            for (_, b) in list.iter().skip(n + 1).take(COMPARED) {
                let (key, step) = if a < b { ((*a, *b), 1) } else { ((*b, *a), -1) };
                *pairs.entry(key).or_default() += step;
            }
        }
    }
    let mut scores: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    for ((a, b), lead) in pairs {
        let won = match lead.signum() {
            1 => 1.0,
            0 => 0.5,
            _ => 0.0,
        };
        for (person, won) in [(a, won), (b, 1.0 - won)] {
            let score = scores.entry(person).or_default();
            *score = (score.0 + won, score.1 + 1.0);
        }
    }
    let share = |row: usize| {
        let (person, ..) = rows.get(row)?;
        let (won, all) = scores.get(person)?;
        Some((won + 1.0) / (all + 2.0))
    };
    let mut by_order: Vec<usize> = (0..rows.len()).filter(|n| share(*n).is_some()).collect();
    by_order.sort_by(|&a, &b| {
        let (x, y) = (share(a).unwrap_or(0.0), share(b).unwrap_or(0.0));
        y.total_cmp(&x).then(a.cmp(&b))
    });
    let mut order = vec![None; rows.len()];
    for (rank, &n) in (1i64..).zip(&by_order) {
        if let Some(slot) = order.get_mut(n) {
            *slot = Some(rank);
        }
    }
    order
}

/// Who appears with a person, ranked twice: by how often, and by the order of naming.
///
/// Columns: `rank` (by appearances together), `name`, `id`, `together` (reports in which both appear),
/// `share` (of the person's appearances), `order_rank` (by whom the rosters name before whom), `mean_position`
/// (1 is named first; each roster weighs the same), `named_in` (rosters that place the companion). Ties
/// share a rank. A companion without a place in any roster has no order.
///
/// # Errors
///
/// If the person is not found or a date is not possible.
pub fn companions(
    actors: &Actors,
    person: &str,
    since: Option<&str>,
    until: Option<&str>,
    limit: usize,
) -> Result<Table> {
    let asked = [person.to_owned()];
    let host = people(actors, &asked)?.into_iter().next();
    let counted = counted(actors, since, until)?;
    let with_host: BTreeSet<u32> = counted
        .all
        .iter()
        .filter(|p| Some(p.person) == host)
        .map(|p| p.document)
        .collect();
    let mut found: BTreeMap<u32, (usize, u64, usize)> = BTreeMap::new();
    let mut places: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
    for p in &counted.all {
        if Some(p.person) != host && with_host.contains(&p.document) {
            if let Some(position) = p.position {
                places
                    .entry(p.document)
                    .or_default()
                    .push((position, p.person));
            }
            let cell = found.entry(p.person).or_default();
            cell.0 += 1;
            if let Some(position) = p.position {
                cell.1 += u64::from(position);
                cell.2 += 1;
            }
        }
    }
    let mut rows: Vec<(u32, usize, Option<f64>, usize)> = found
        .into_iter()
        .map(|(person, (together, sum, named))| {
            let mean = (named > 0).then(|| sum as f64 / named as f64);
            (person, together, mean, named)
        })
        .collect();
    let name = |person: u32| actors.name(person);
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| name(a.0).cmp(name(b.0))));
    let ranks = ranks(&rows, |a, b| a.1 == b.1);
    let order = order_ranks(&rows, &places);
    let kept = if limit == 0 {
        rows.len()
    } else {
        limit.min(rows.len())
    };
    let rows = rows.get(..kept).unwrap_or(&[]);
    let all = with_host.len();
    Table::new(
        provenance(actors, "companions", &counted)
            .option("person", person)
            .count("appearances_of_person", all),
    )
    .with(
        "rank",
        Cells::ints(ranks.iter().take(kept).map(|r| Some(*r))),
    )?
    .with("name", Cells::texts(rows.iter().map(|r| Some(name(r.0)))))?
    .with(
        "id",
        Cells::texts(rows.iter().map(|r| actors.person(r.0)?.id.clone())),
    )?
    .with("together", int(rows.iter().map(|r| r.1)))?
    .with(
        "share",
        Cells::floats(rows.iter().map(|r| Some(r.1 as f64 / all as f64))),
    )?
    .with("order_rank", Cells::ints(order.into_iter().take(kept)))?
    .with("mean_position", Cells::floats(rows.iter().map(|r| r.2)))?
    .with("named_in", int(rows.iter().map(|r| r.3)))
}

/// Ranks of sorted rows from 1; equal rows share one.
fn ranks<T>(rows: &[T], equal: impl Fn(&T, &T) -> bool) -> Vec<i64> {
    let mut out: Vec<i64> = Vec::with_capacity(rows.len());
    let mut before: Option<(&T, i64)> = None;
    for (n, row) in (1i64..).zip(rows) {
        let rank = match before {
            Some((last, rank)) if equal(last, row) => rank,
            _ => n,
        };
        out.push(rank);
        before = Some((row, rank));
    }
    out
}

/// Who appears with whom: the edges of a network.
///
/// Columns: `a`, `b` (names), `a_id`, `b_id`, `together` (reports in which both appear), `jaccard` (of all
/// reports in which one of them appears). Rows by `together`, ties by name. Documents with more than
/// `most` people (a funeral committee of hundreds) make no pairs and are counted in the provenance.
///
/// # Errors
///
/// If a date is not possible.
pub fn coappearances(
    actors: &Actors,
    since: Option<&str>,
    until: Option<&str>,
    min_count: usize,
    most: usize,
) -> Result<Table> {
    let counted = counted(actors, since, until)?;
    let mut totals: BTreeMap<u32, usize> = BTreeMap::new();
    let mut pairs: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    let mut too_large = 0usize;
    for document in counted.all.chunk_by(|a, b| a.document == b.document) {
        for p in document {
            *totals.entry(p.person).or_default() += 1;
        }
        if document.len() > most {
            too_large += 1;
            continue;
        }
        for (n, a) in document.iter().enumerate() {
            for b in document.iter().skip(n + 1) {
                let pair = (a.person.min(b.person), a.person.max(b.person));
                *pairs.entry(pair).or_default() += 1;
            }
        }
    }
    let mut rows: Vec<((u32, u32), usize)> =
        pairs.into_iter().filter(|(_, n)| *n >= min_count).collect();
    let name = |person: u32| actors.name(person);
    rows.sort_by(|x, y| {
        let names = |r: &((u32, u32), usize)| (name(r.0.0), name(r.0.1));
        y.1.cmp(&x.1).then_with(|| names(x).cmp(&names(y)))
    });
    let total = |p: u32| totals.get(&p).copied().unwrap_or(0);
    let jaccard = |r: &((u32, u32), usize)| {
        let either = total(r.0.0) + total(r.0.1) - r.1;
        Some(r.1 as f64 / either as f64)
    };
    let id = |p: u32| actors.person(p).and_then(|p| p.id.clone());
    Table::new(
        provenance(actors, "coappearances", &counted)
            .option("most", most)
            .count("documents_with_more_people", too_large),
    )
    .with("a", Cells::texts(rows.iter().map(|r| Some(name(r.0.0)))))?
    .with("b", Cells::texts(rows.iter().map(|r| Some(name(r.0.1)))))?
    .with("a_id", Cells::texts(rows.iter().map(|r| id(r.0.0))))?
    .with("b_id", Cells::texts(rows.iter().map(|r| id(r.0.1))))?
    .with("together", int(rows.iter().map(|r| r.1)))?
    .with("jaccard", Cells::floats(rows.iter().map(jaccard)))
}

/// Who has not been seen, for how long, and how unusual that is for the person.
///
/// Columns: `name`, `id`, `appearances`, `first`, `last` (days), `unseen` (days from the last appearance to
/// the last day of the corpus, or to `until`), `longest` (the longest gap between two appearances before),
/// `p` (`(g + 1) / (n + 1)`, where `g` of the person's `n` gaps were at least as long: small is unusual),
/// `namesake` (the last day of an appearance under the same name that the texts leave open: it may be
/// theirs, and after `last` there is no `p`). Rows by `p`, then the longest absence first, then name. People with fewer than `min_count` different
/// days are left out.
///
/// # Errors
///
/// If a date is not possible.
pub fn absences(
    actors: &Actors,
    since: Option<&str>,
    until: Option<&str>,
    min_count: usize,
) -> Result<Table> {
    let counted = counted(actors, since, until)?;
    let mut days: BTreeMap<u32, BTreeSet<i64>> = BTreeMap::new();
    for p in &counted.all {
        days.entry(p.person).or_default().extend(p.day);
    }
    let published = actors
        .documents
        .iter()
        .filter_map(|d| crate::stats::periods::bounds(d.day.as_deref()?));
    let last_day = published.map(|b| b.1).max().unwrap_or(0);
    let end = match until {
        Some(_) => window(None, until)?.1.min(last_day),
        None => last_day,
    };
    let open = open_days(actors, &days);
    let mut rows: Vec<Absence> = days
        .into_iter()
        .filter(|(_, d)| d.len() >= min_count.max(2))
        .filter_map(|(person, days)| {
            let namesake = open.get(&person).copied();
            Absence::new(person, &days, end, namesake)
        })
        .collect();
    let unusual = |a: &Absence| a.p.unwrap_or(f64::INFINITY);
    rows.sort_by(|a, b| {
        unusual(a)
            .total_cmp(&unusual(b))
            .then(b.unseen.cmp(&a.unseen))
            .then_with(|| actors.name(a.person).cmp(actors.name(b.person)))
    });
    let text = |f: &dyn Fn(&Absence) -> Option<String>| Cells::texts(rows.iter().map(f));
    let number = |f: &dyn Fn(&Absence) -> i64| Cells::ints(rows.iter().map(|r| Some(f(r))));
    Table::new(
        provenance(actors, "absences", &counted)
            .option("until", day(end))
            .option("min_count", min_count),
    )
    .with("name", text(&|r| Some(actors.name(r.person).to_owned())))?
    .with("id", text(&|r| actors.person(r.person)?.id.clone()))?
    .with("appearances", number(&|r| r.appearances))?
    .with("first", text(&|r| day(r.first)))?
    .with("last", text(&|r| day(r.last)))?
    .with("unseen", number(&|r| r.unseen))?
    .with("longest", number(&|r| r.longest))?
    .with("p", Cells::floats(rows.iter().map(|r| r.p)))?
    .with("namesake", text(&|r| r.namesake.and_then(day)))
}

/// The last day on which somebody of the same name is seen of whom one of the two has no id: the texts leave
/// open whether they are one.
fn open_days(actors: &Actors, days: &BTreeMap<u32, BTreeSet<i64>>) -> BTreeMap<u32, i64> {
    let mut by_name: BTreeMap<&str, Vec<(u32, i64)>> = BTreeMap::new();
    for (&person, seen) in days {
        if let Some(&last) = seen.last() {
            by_name
                .entry(actors.name(person))
                .or_default()
                .push((person, last));
        }
    }
    let is_open = |person: u32| actors.person(person).is_some_and(|p| p.id.is_none());
    let mut out = BTreeMap::new();
    for people in by_name.values().filter(|p| p.len() > 1) {
        for &(person, _) in people {
            let others = people
                .iter()
                .filter(|(other, _)| *other != person && (is_open(person) || is_open(*other)));
            if let Some(last) = others.map(|o| o.1).max() {
                out.insert(person, last);
            }
        }
    }
    out
}

#[derive(Debug)]
struct Absence {
    person: u32,
    appearances: i64,
    first: i64,
    last: i64,
    unseen: i64,
    longest: i64,
    p: Option<f64>,
    namesake: Option<i64>,
}

impl Absence {
    fn new(person: u32, days: &BTreeSet<i64>, end: i64, namesake: Option<i64>) -> Option<Self> {
        let (first, last) = (*days.first()?, *days.last()?);
        let unseen = (end - last).max(0);
        let gaps: Vec<i64> = days
            .iter()
            .zip(days.iter().skip(1))
            .map(|(a, b)| b - a)
            .collect();
        let as_long = gaps.iter().filter(|g| **g >= unseen).count();
        Some(Absence {
            person,
            appearances: i64::try_from(days.len()).ok()?,
            first,
            last,
            unseen,
            longest: gaps.iter().copied().max().unwrap_or(0),
            p: namesake
                .is_none_or(|day| day <= last)
                .then(|| (as_long + 1) as f64 / (gaps.len() + 1) as f64),
            namesake,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absence_is_measured_by_the_gaps_of_the_person() {
        let days: BTreeSet<i64> = [0, 7, 14, 21].into();
        let usual = Absence::new(0, &days, 25, Some(20)).unwrap();
        assert_eq!((usual.unseen, usual.longest), (4, 7));
        assert_eq!(usual.p, Some(1.0));
        let long = Absence::new(0, &days, 60, None).unwrap();
        assert_eq!(long.p, Some(0.25));
        // Somebody of the name was seen since.
        let open = Absence::new(0, &days, 60, Some(55)).unwrap();
        assert_eq!((open.p, open.namesake), (None, Some(55)));
    }

    #[test]
    fn equal_counts_share_a_rank() {
        assert_eq!(ranks(&[5, 5, 3], |a, b| a == b), [1, 1, 3]);
    }
}
