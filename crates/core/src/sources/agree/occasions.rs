//! Events with the documents that carry them.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::{
    corpus::facts::Read,
    facts::events::{
        Event,
        same::{self, DAY},
    },
};

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

/// Whether a mention tells which event it is: by an id, a number, or what it is of and an exact day.
fn tells(event: &Event) -> bool {
    event
        .id
        .as_deref()
        .is_some_and(|id| !same::is_provisional(id))
        || event.ordinal.is_some()
        || event.of.is_some() && event.start.as_deref().is_some_and(|d| d.len() == DAY)
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

/// What two copies of one text have in common: the letters that are read.
fn text_hash(read: &Read) -> u64 {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    let zones = read.document.zones.iter();
    for zone in zones.filter(|z| crate::facts::is_read(z.kind)) {
        for word in zone.text().split_whitespace() {
            hasher.update(word.as_bytes());
            hasher.update(b" ");
        }
    }
    hasher.digest()
}

/// The events that at least two documents name, those with most carriers first. A document reports the
/// event that most of it is about, if that is of its days; others it recalls.
pub(super) fn occasions(read: &[Read]) -> Vec<Occasion<'_>> {
    let mut texts = HashSet::new();
    let all = read.iter().enumerate();
    // A copy bears no witness of its own.
    let all = all.filter(|(_, one)| texts.insert(text_hash(one)));
    let told = all.flat_map(|(n, one)| one.facts.events.iter().map(move |e| (n, e)));
    let mut events = same::same(told.filter(|(_, e)| tells(e)));
    // A number and a day without a name could be any event's.
    events.retain(|m| m.iter().any(|(_, e)| e.id.is_some() || e.of.is_some()));
    // The event that most of a document is about.
    let mut main: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (which, mentions) in events.iter().enumerate() {
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
            let known = main.entry(document).or_insert((weight, which));
            if weight > known.0 {
                *known = (weight, which);
            }
        }
    }
    let mut out: Vec<Occasion<'_>> = events
        .into_iter()
        .enumerate()
        .filter_map(|(which, mentions)| {
            let all: BTreeSet<usize> = mentions.iter().map(|(d, _)| *d).collect();
            if all.len() < 2 {
                return None;
            }
            let reports = |document: &usize| main.get(document).is_some_and(|m| m.1 == which);
            let reporting: BTreeMap<usize, bool> =
                all.into_iter().map(|d| (d, reports(&d))).collect();
            let ids = mentions.iter().filter_map(|(_, e)| e.id.as_deref());
            let pack = ids.into_iter().find(|id| !same::is_provisional(id));
            let fullest = mentions
                .iter()
                .max_by_key(|(d, e)| (e.text.len(), std::cmp::Reverse((*d, e.place.hull()))))?;
            let name = pack.unwrap_or(&fullest.1.text).to_owned();
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
