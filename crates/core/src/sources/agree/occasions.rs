//! Events with the documents that carry them.

use std::collections::{BTreeMap, BTreeSet};

use crate::{corpus::facts::Read, facts::events::Event};

/// A document of an event, with its mentions of it.
#[derive(Debug)]
pub(super) struct Carrier<'r> {
    pub(super) read: &'r Read,
    pub(super) events: Vec<&'r Event>,
    /// Whether the document is about the event, and does not only name it.
    pub(super) reports: bool,
}

/// An event and its carriers, in the order of the corpus.
#[derive(Debug)]
pub(super) struct Occasion<'r> {
    pub(super) name: String,
    pub(super) carriers: Vec<Carrier<'r>>,
}

/// What tells one event from another: the pack's id, or its kind, number, body and first day. A mention
/// without a number and without a day could be any of its kind.
fn key(event: &Event) -> Option<String> {
    if let Some(id) = event.id.as_deref().filter(|id| !id.starts_with("event:")) {
        return Some(id.to_owned());
    }
    let series = event.series.as_deref()?;
    let fold = |s: &str| -> String {
        let letters = s.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let of = event.of.as_deref().map(fold).unwrap_or_default();
    let day = event.start.as_deref();
    match (event.ordinal, day) {
        (Some(n), _) if !of.is_empty() => {
            let term = event.term.map(|t| format!("/{t}")).unwrap_or_default();
            Some(format!("{series}/{n}/{of}{term}"))
        }
        (_, Some(day)) if day.len() == 10 && !of.is_empty() => Some(format!("{series}/{of}/{day}")),
        _ => None,
    }
}

/// Days between an event and a report of it at most, for the report to be of it.
const CURRENT: i64 = 21;

/// The first day as the document itself gives it; what only the pack knows is nobody's word.
pub(super) fn told_start(event: &Event) -> Option<&str> {
    match event.basis.get("start_in_text") {
        Some(day) => Some(day),
        None => event
            .start
            .as_deref()
            .filter(|_| event.basis.get("dates").is_none_or(|b| !b.contains("pack"))),
    }
}

/// Days of a year, for a day without its year.
const YEAR: i64 = 365;

/// Whether an event is of the days of a document: of its publication, else of its dateline, which may have
/// no year.
fn is_current(read: &Read, event: &Event) -> bool {
    let day = |text: &str| {
        crate::text::date::parse_date(text).and_then(crate::text::date::PartialDate::to_days)
    };
    let Some(start) = event.start.as_deref().and_then(day) else {
        return true;
    };
    let published = read
        .document
        .published
        .and_then(|d| d.date_only().to_days());
    if let Some(published) = published {
        return (published - start).abs() <= CURRENT;
    }
    let dateline = read.document.dateline.as_ref().and_then(|d| d.date);
    let (Some(dateline), Some(text)) = (dateline, event.start.as_deref()) else {
        return true;
    };
    let year = text.get(..4).and_then(|y| y.parse().ok());
    let dated = crate::text::date::PartialDate {
        year: dateline.year.or(year),
        ..dateline
    };
    let Some(written) = dated.date_only().to_days() else {
        return true;
    };
    let apart = (written - start).abs();
    if dateline.year.is_some() {
        return apart <= CURRENT;
    }
    // The turn of a year lies between.
    apart.min((YEAR - apart).abs()) <= CURRENT
}

/// Read zones in which a report names what it is about.
const LEAD: usize = 3;

/// What naming the event in the head or the first paragraphs counts for.
const HEAD: usize = 2;

/// How much of a document is about an event: how often it names it, more if its head does.
fn weight(read: &Read, own: &[&Event]) -> usize {
    let zones = read.document.zones.iter().enumerate();
    let read_zones = zones.filter(|(_, z)| crate::facts::is_read(z.kind));
    let last = read_zones.take(LEAD).last().map_or(0, |(n, _)| n);
    let named = |e: &&&Event| e.basis.get("form").is_none_or(|f| f != "anaphor");
    let head = own.iter().filter(named).any(|e| e.place.at.zone <= last);
    own.len() + if head { HEAD } else { 0 }
}

/// The events that at least two documents name, those with most carriers first. A document reports the
/// event that most of it is about, if that is of its days; others it recalls.
pub(super) fn occasions(read: &[Read]) -> Vec<Occasion<'_>> {
    let mut by_key: BTreeMap<String, Vec<(usize, &Event)>> = BTreeMap::new();
    for (document, one) in read.iter().enumerate() {
        for event in &one.facts.events {
            if let Some(key) = key(event) {
                by_key.entry(key).or_default().push((document, event));
            }
        }
    }
    // The event that most of a document is about.
    let mut main: BTreeMap<usize, (usize, &str)> = BTreeMap::new();
    for (key, mentions) in &by_key {
        let mut own: BTreeMap<usize, Vec<&Event>> = BTreeMap::new();
        for (document, event) in mentions {
            own.entry(*document).or_default().push(event);
        }
        for (document, own) in own {
            let Some(one) = read.get(document) else {
                continue;
            };
            if !own.iter().any(|e| is_current(one, e)) {
                continue;
            }
            let weight = weight(one, &own);
            let known = main.entry(document).or_insert((weight, key));
            if weight > known.0 {
                *known = (weight, key);
            }
        }
    }
    let main: BTreeMap<usize, String> = main
        .into_iter()
        .map(|(document, (_, key))| (document, key.to_owned()))
        .collect();
    let mut out: Vec<Occasion<'_>> = by_key
        .into_iter()
        .filter_map(|(key, mentions)| {
            let all: BTreeSet<usize> = mentions.iter().map(|(d, _)| *d).collect();
            if all.len() < 2 {
                return None;
            }
            let reports = |document: &usize| main.get(document) == Some(&key);
            let reporting: BTreeMap<usize, bool> =
                all.into_iter().map(|d| (d, reports(&d))).collect();
            let pack = mentions.iter().any(|(_, e)| e.id.as_deref() == Some(&key));
            let fullest = mentions
                .iter()
                .max_by_key(|(d, e)| (e.text.len(), std::cmp::Reverse((*d, e.place.hull()))))?;
            let name = if pack { key } else { fullest.1.text.clone() };
            let carriers = reporting.iter().filter_map(|(&document, &reports)| {
                let events = mentions.iter().filter(|(d, _)| *d == document);
                Some(Carrier {
                    read: read.get(document)?,
                    events: events.map(|(_, e)| *e).collect(),
                    reports,
                })
            });
            Some(Occasion {
                name,
                carriers: carriers.collect(),
            })
        })
        .collect();
    out.sort_by(|a, b| {
        let reports = |o: &Occasion<'_>| o.carriers.iter().filter(|c| c.reports).count();
        reports(b)
            .cmp(&reports(a))
            .then_with(|| b.carriers.len().cmp(&a.carriers.len()))
            .then_with(|| a.name.cmp(&b.name))
    });
    out
}
