//! Titles of people over time: first and last use, and what happened around it.

use std::collections::BTreeMap;

use super::actors::Actors;
use crate::{
    Result,
    stats::periods::{bounds, window},
    table::{Cells, Provenance, Table},
};

/// Days before the first use of a title in which an event is told beside it: those who are elected or
/// appointed are named with their new title from then on.
const NEAR: i64 = 7;

/// A title of a person over time.
#[derive(Debug, Default)]
struct Use {
    /// As it was first written.
    text: String,
    count: usize,
    first: Option<(i64, u32)>,
    last: Option<i64>,
    dates: Option<(String, String)>,
}

/// The words of a title without articles, letter case, dots and hyphens: one title in several habits.
fn key(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric());
    let words = words.map(str::to_lowercase);
    let words: Vec<String> = words
        .filter(|w| !w.is_empty() && !matches!(w.as_str(), "the" | "of" | "a" | "an"))
        .collect();
    words.join(" ")
}

/// Each title of each person with its first and last use.
///
/// Columns: `name`, `id`, `title`, `first`, `last` (days of the reports), `count`, `documents`,
/// `previous` (the title of the person that was in use last before this one began), `event` (of the
/// events named in the reports of the week before the first use, the nearest), `path` (of the first use).
/// Rows by name, then first use. Titles said of the past (`former`) are left out; so are reports without
/// a day, which the provenance counts.
///
/// # Errors
///
/// If a person is not found or a date is not possible.
pub fn careers(
    actors: &Actors,
    people: &[String],
    since: Option<&str>,
    until: Option<&str>,
    min_count: usize,
) -> Result<Table> {
    let (from, to) = window(since, until)?;
    let mut uses: BTreeMap<(u32, String), Use> = BTreeMap::new();
    let mut undated = 0usize;
    let asked: Vec<u32> = people
        .iter()
        .map(|p| {
            let found = actors.find(p);
            found.ok_or_else(|| crate::Error::usage(format!("nobody named '{p}' was found")))
        })
        .collect::<Result<_>>()?;
    for t in &actors.titles {
        let past = t.when.as_deref().is_some_and(|w| w.starts_with("former"));
        if past || (!asked.is_empty() && !asked.contains(&t.person)) {
            continue;
        }
        let source = actors.source(t.document);
        if source.is_some_and(|s| s.original != t.document as usize) {
            continue;
        }
        let day = source.and_then(|s| bounds(s.day.as_deref()?));
        let Some(day) = day.filter(|(a, b)| a == b).map(|d| d.0) else {
            undated += 1;
            continue;
        };
        if !(from..=to).contains(&day) {
            continue;
        }
        let found = uses.entry((t.person, key(&t.text))).or_default();
        found.count += 1;
        if found.first.is_none_or(|f| day < f.0) {
            found.first = Some((day, t.document));
            found.text.clone_from(&t.text);
        }
        found.last = Some(found.last.map_or(day, |l| l.max(day)));
    }
    for found in uses.values_mut() {
        let name = |day: Option<i64>| day.and_then(crate::stats::periods::day);
        let first = name(found.first.map(|f| f.0)).unwrap_or_default();
        found.dates = Some((first, name(found.last).unwrap_or_default()));
    }
    let mut rows: Vec<(u32, &Use)> = uses
        .iter()
        .filter(|(_, u)| u.count >= min_count)
        .map(|((person, _), u)| (*person, u))
        .collect();
    rows.sort_by(|a, b| {
        let order = |r: &(u32, &Use)| (r.0, r.1.first, r.1.last);
        actors
            .name(a.0)
            .cmp(actors.name(b.0))
            .then(order(a).cmp(&order(b)))
            .then_with(|| a.1.text.cmp(&b.1.text))
    });
    let nearest = Nearest::new(actors);
    let previous = previous(&rows);
    let text = |f: &dyn Fn(&(u32, &Use)) -> Option<String>| Cells::texts(rows.iter().map(f));
    Table::new(
        Provenance::new("careers")
            .option("min_count", min_count)
            .option("event_within_days", NEAR)
            .count("documents", actors.len())
            .count("titles_without_day", undated),
    )
    .with("name", text(&|r| Some(actors.name(r.0).to_owned())))?
    .with("id", text(&|r| actors.person(r.0)?.id.clone()))?
    .with("title", text(&|r| Some(r.1.text.clone())))?
    .with("first", text(&|r| Some(r.1.dates.as_ref()?.0.clone())))?
    .with("last", text(&|r| Some(r.1.dates.as_ref()?.1.clone())))?
    .with(
        "count",
        Cells::ints(rows.iter().map(|r| i64::try_from(r.1.count).ok())),
    )?
    .with("previous", Cells::texts(previous))?
    .with("event", text(&|r| nearest.event(r.1.first?.0)))?
    .with(
        "path",
        text(&|r| Some(actors.source(r.1.first?.1)?.path.clone())),
    )
}

/// For each row the title of the same person whose last use before the row's first is the latest.
fn previous(rows: &[(u32, &Use)]) -> Vec<Option<String>> {
    let mut out = Vec::with_capacity(rows.len());
    for person in rows.chunk_by(|a, b| a.0 == b.0) {
        for (_, this) in person {
            let began = this.first.map(|f| f.0);
            let before = person
                .iter()
                .filter(|(_, u)| u.last < began)
                .max_by_key(|(_, u)| (u.last, std::cmp::Reverse(&u.text)));
            out.push(before.map(|(_, u)| u.text.clone()));
        }
    }
    out
}

/// Events of the corpus by day.
struct Nearest {
    events: Vec<(i64, String)>,
}

impl Nearest {
    fn new(actors: &Actors) -> Self {
        let mut events: Vec<(i64, String)> = actors
            .events
            .iter()
            .filter_map(|e| {
                let day = bounds(e.start.as_deref()?).filter(|(a, b)| a == b)?.0;
                Some((day, e.id.clone().unwrap_or_else(|| e.text.clone())))
            })
            .collect();
        events.sort();
        events.dedup();
        Nearest { events }
    }

    /// The last event on a day or in the week before it.
    fn event(&self, day: i64) -> Option<String> {
        let end = self.events.partition_point(|e| e.0 <= day);
        let (when, name) = self.events.get(end.checked_sub(1)?)?;
        (day - when <= NEAR).then(|| name.clone())
    }
}
