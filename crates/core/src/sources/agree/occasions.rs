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

/// Whether a document reports an event and does not only recall it.
fn is_current(read: &Read, event: &Event) -> bool {
    let day = |text: &str| {
        crate::text::date::parse_date(text).and_then(crate::text::date::PartialDate::to_days)
    };
    let published = read
        .document
        .published
        .and_then(|d| d.date_only().to_days());
    match (published, event.start.as_deref().and_then(day)) {
        (Some(published), Some(start)) => (published - start).abs() <= CURRENT,
        _ => true,
    }
}

/// Read zones in which a report names what it is about.
const LEAD: usize = 3;

/// Whether a document is about an event: its head or first paragraphs name it, or nothing is named more
/// often.
fn reports(read: &Read, own: &[&Event], most: usize) -> bool {
    let zones = read.document.zones.iter().enumerate();
    let read_zones = zones.filter(|(_, z)| crate::facts::is_read(z.kind));
    let last = read_zones.take(LEAD).last().map_or(0, |(n, _)| n);
    let named = |e: &&&Event| e.basis.get("form").is_none_or(|f| f != "anaphor");
    own.iter().filter(named).any(|e| e.place.at.zone <= last) || own.len() >= most
}

/// The events that at least two documents name and at least one reports, those with most carriers first.
pub(super) fn occasions(read: &[Read]) -> Vec<Occasion<'_>> {
    let mut by_key: BTreeMap<String, Vec<(usize, &Event)>> = BTreeMap::new();
    for (document, one) in read.iter().enumerate() {
        for event in &one.facts.events {
            if let Some(key) = key(event) {
                by_key.entry(key).or_default().push((document, event));
            }
        }
    }
    // How often a document names the event that it names most.
    let mut most: BTreeMap<usize, usize> = BTreeMap::new();
    for mentions in by_key.values() {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for (document, _) in mentions {
            *counts.entry(*document).or_default() += 1;
        }
        for (document, count) in counts {
            let known = most.entry(document).or_default();
            *known = count.max(*known);
        }
    }
    let mut out: Vec<Occasion<'_>> = by_key
        .into_iter()
        .filter_map(|(key, mentions)| {
            let all: BTreeSet<usize> = mentions.iter().map(|(d, _)| *d).collect();
            let mut reporting: BTreeMap<usize, bool> = BTreeMap::new();
            for document in all {
                let one = read.get(document)?;
                let own: Vec<&Event> = mentions
                    .iter()
                    .filter(|(d, _)| *d == document)
                    .map(|(_, e)| *e)
                    .collect();
                let most = most.get(&document).copied().unwrap_or(0);
                let about = reports(one, &own, most);
                let current = own.iter().any(|e| is_current(one, e));
                // A document without a day of its own reports what it is about.
                let dated = one.document.published.is_some();
                if current && (dated || about) {
                    reporting.insert(document, about);
                }
            }
            if reporting.len() < 2 || !reporting.values().any(|r| *r) {
                return None;
            }
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
        b.carriers
            .len()
            .cmp(&a.carriers.len())
            .then_with(|| a.name.cmp(&b.name))
    });
    out
}
