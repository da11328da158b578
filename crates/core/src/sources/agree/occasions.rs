//! Events with the documents that carry them.

use std::collections::{BTreeMap, BTreeSet};

use crate::{corpus::facts::Read, facts::events::Event};

/// A document of an event, with its mentions of it.
#[derive(Debug)]
pub(super) struct Carrier<'r> {
    pub(super) read: &'r Read,
    pub(super) events: Vec<&'r Event>,
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
        (Some(n), _) if !of.is_empty() => Some(format!("{series}/{n}/{of}")),
        (_, Some(day)) if day.len() == 10 && !of.is_empty() => Some(format!("{series}/{of}/{day}")),
        _ => None,
    }
}

/// Days between an event and a report of it at most, for the report to be of it.
const CURRENT: i64 = 21;

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
    let mut out: Vec<Occasion<'_>> = by_key
        .into_iter()
        .filter_map(|(key, mentions)| {
            let reporting: BTreeSet<usize> = mentions
                .iter()
                .filter(|(d, e)| read.get(*d).is_some_and(|r| is_current(r, e)))
                .map(|(d, _)| *d)
                .collect();
            if reporting.len() < 2 {
                return None;
            }
            let pack = mentions.iter().any(|(_, e)| e.id.as_deref() == Some(&key));
            let fullest = mentions
                .iter()
                .max_by_key(|(d, e)| (e.text.len(), std::cmp::Reverse((*d, e.place.hull()))))?;
            let name = if pack { key } else { fullest.1.text.clone() };
            let carriers = reporting.iter().filter_map(|&document| {
                let events = mentions.iter().filter(|(d, _)| *d == document);
                Some(Carrier {
                    read: read.get(document)?,
                    events: events.map(|(_, e)| *e).collect(),
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
