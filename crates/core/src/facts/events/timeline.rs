//! Events over many documents: one entry an event, in the order of time.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Event,
    link::bounds,
    same::{self, is_provisional},
};
use crate::Document;

/// An event with everything that documents say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The pack's id.
    pub id: Option<String>,
    /// What kind of event it is, or its series.
    pub series: String,
    /// Its number.
    pub ordinal: Option<u16>,
    /// The term that the number counts in.
    pub term: Option<u16>,
    /// The fullest words for what it is of.
    pub of: Option<String>,
    /// The first day: the most exact one, of those the one that most documents give.
    pub start: Option<String>,
    /// The last day, in the same way.
    pub end: Option<String>,
    /// The place that most documents give.
    pub place: Option<String>,
    /// The names that it goes by, those of most mentions first.
    pub names: Vec<Named>,
    /// The documents that name it, in the order given, each with the first day that its own text tells.
    pub documents: Vec<Carrier>,
    /// First days that cannot be the same day, earliest first; empty where all agree.
    pub differing: Vec<String>,
}

/// A name of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The words.
    pub text: String,
    /// How many mentions have them.
    pub mentions: usize,
}

/// A document that names an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Carrier {
    /// The address of the document.
    pub document: String,
    /// Its mentions.
    pub mentions: usize,
    /// The first day that its text tells, not the pack.
    pub start: Option<String>,
}

/// The first day that the text itself tells.
fn told(event: &Event) -> Option<&str> {
    match event.basis.get("dates").map(String::as_str) {
        Some("pack") => event.basis.get("start_in_text").map(String::as_str),
        _ => event.start.as_deref(),
    }
}

/// The events of documents, joined and sorted by their first day, those without a day last. A mention that
/// has neither id nor number nor day is left out: it could be any event of its kind.
///
/// ```
/// use variorum::{Corpus, ReadOptions, facts::{Extractor, Kind, events::timeline}, pack::Pack};
/// let text = "Conference Opens\n\nThe 3rd Conference of District Secretaries of the Vendrian Farmers' Union \
///     opened in Tarsk on March 3, 2023.\n";
/// let corpus = Corpus::from_text(text, &ReadOptions::default());
/// let document = &corpus.documents()[0];
/// let facts = Extractor::new(&Pack::none()).facts(document, &[Kind::Events]);
/// let entries = timeline::timeline(&[(document, &facts.events)]);
/// assert_eq!(entries[0].ordinal, Some(3));
/// ```
pub fn timeline(documents: &[(&Document, &[Event])]) -> Vec<Entry> {
    let mentions = documents.iter().enumerate();
    let mentions = mentions.flat_map(|(n, (_, events))| events.iter().map(move |e| (n, e)));
    let joined = same::same(mentions);
    let mut out: Vec<Entry> = joined.iter().map(|m| entry(documents, m)).collect();
    out.sort_by(|a, b| order(a).cmp(&order(b)));
    out
}

/// Entries without a day come last; ties by series, number and name.
fn order(entry: &Entry) -> (bool, Option<(i64, i64)>, &str, Option<u16>, Option<&str>) {
    let day = entry.start.as_deref().or(entry.end.as_deref());
    let name = entry.names.first().map(|n| n.text.as_str());
    (
        day.is_none(),
        day.and_then(bounds),
        &entry.series,
        entry.ordinal,
        name,
    )
}

fn entry(documents: &[(&Document, &[Event])], mentions: &[(usize, &Event)]) -> Entry {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    let mut carriers: BTreeMap<usize, (usize, Option<&str>)> = BTreeMap::new();
    for (n, event) in mentions {
        if !event.basis.get("form").is_some_and(|f| f == "anaphor") {
            *names.entry(&event.text).or_default() += 1;
        }
        let carrier = carriers.entry(*n).or_default();
        carrier.0 += 1;
        carrier.1 = exact(carrier.1, told(event));
    }
    let mut names: Vec<Named> = names
        .into_iter()
        .map(|(text, mentions)| Named {
            text: text.to_owned(),
            mentions,
        })
        .collect();
    names.sort_by(|a, b| {
        b.mentions
            .cmp(&a.mentions)
            .then_with(|| a.text.cmp(&b.text))
    });
    let events = || mentions.iter().map(|(_, e)| *e);
    let of = events()
        .filter_map(|e| e.of.as_deref())
        .max_by_key(|of| of.chars().count());
    let first = mentions.first().map(|(_, e)| *e);
    Entry {
        id: first
            .and_then(|e| e.id.clone())
            .filter(|id| !is_provisional(id)),
        series: first.and_then(|e| e.series.clone()).unwrap_or_default(),
        ordinal: events().find_map(|e| e.ordinal),
        term: events().find_map(|e| e.term),
        of: of.map(str::to_owned),
        start: most(events().filter_map(|e| e.start.as_deref())),
        end: most(events().filter_map(|e| e.end.as_deref())),
        place: common(events().filter_map(|e| e.venue.as_deref())),
        differing: differing(carriers.values().filter_map(|c| c.1)),
        documents: carriers
            .into_iter()
            .filter_map(|(n, (mentions, start))| {
                Some(Carrier {
                    document: documents.get(n)?.0.address(),
                    mentions,
                    start: start.map(str::to_owned),
                })
            })
            .collect(),
        names,
    }
}

/// The more exact of two dates, the first of two as exact.
fn exact<'e>(a: Option<&'e str>, b: Option<&'e str>) -> Option<&'e str> {
    let length = |d: Option<&str>| d.map_or(0, str::len);
    if length(b) > length(a) { b } else { a }
}

/// The most exact date, of those the most frequent, then the earliest.
fn most<'e>(dates: impl Iterator<Item = &'e str>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for date in dates {
        *counts.entry(date).or_default() += 1;
    }
    let best = counts
        .into_iter()
        .max_by_key(|(d, n)| (d.len(), *n, std::cmp::Reverse(*d)));
    best.map(|(d, _)| d.to_owned())
}

fn common<'e>(places: impl Iterator<Item = &'e str>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for place in places {
        *counts.entry(place).or_default() += 1;
    }
    let best = counts
        .into_iter()
        .max_by_key(|(p, n)| (*n, std::cmp::Reverse(*p)));
    best.map(|(p, _)| p.to_owned())
}

/// Dates of which two exclude each other, sorted.
fn differing<'e>(dates: impl Iterator<Item = &'e str>) -> Vec<String> {
    let mut all: Vec<&str> = dates.collect();
    all.sort_unstable();
    all.dedup();
    let excludes = |a: &str, b: &str| {
        bounds(a)
            .zip(bounds(b))
            .is_some_and(|((a, b), (c, d))| b < c || d < a)
    };
    // Sorted, so that dates that differ at all differ from a neighbour or from the last.
    let differ = all
        .windows(2)
        .any(|w| matches!(w, [a, b] if excludes(a, b)))
        || matches!((all.first(), all.last()), (Some(a), Some(b)) if excludes(a, b));
    if differ {
        all.into_iter().map(str::to_owned).collect()
    } else {
        Vec::new()
    }
}
