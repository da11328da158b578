//! People, rosters, events and agreement: what the documents say, each line linked to its evidence.

use std::collections::BTreeMap;

use serde::Serialize;
use variorum::{
    Corpus,
    corpus::facts::Read,
    facts::people::Form,
    sources::{
        agree::{self, Agreement, KINDS, Verdict},
        trace::{Held, disagreements},
    },
};

use crate::{model::Row, statements::Named};

/// Documents that are read for facts at most: the page is for reading, and tables are for archives.
const DOCUMENTS: usize = 2000;
/// People that are listed at most.
const PEOPLE: usize = 40;
/// Rosters that are listed at most.
const ROSTERS: usize = 30;
/// Members of a roster that are listed at most.
const MEMBERS: usize = 40;
/// Events that are listed at most.
const EVENTS: usize = 60;
/// Comparisons that are listed at most.
const AGREEMENTS: usize = 60;

/// What the documents say.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Facts {
    pub(crate) people: Vec<Person>,
    /// How many people are named.
    pub(crate) named: usize,
    pub(crate) rosters: Vec<Roster>,
    /// How many rosters there are.
    pub(crate) lists: usize,
    pub(crate) events: Vec<Event>,
    /// How many events are named.
    pub(crate) held: usize,
    pub(crate) agreement: Vec<Compared>,
    /// How many comparisons there are, and how many of them are contradictions.
    pub(crate) compared: usize,
    pub(crate) contradictions: usize,
    /// How many documents were read for facts, if not all.
    pub(crate) read: Option<usize>,
}

/// A place in a document.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Spot {
    pub(crate) document: Named,
    pub(crate) zone: usize,
    pub(crate) text: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) id: Option<String>,
    pub(crate) titles: Vec<String>,
    pub(crate) documents: usize,
    pub(crate) mentions: usize,
    pub(crate) first: Spot,
}

#[derive(Debug, Serialize)]
pub(crate) struct Roster {
    pub(crate) role: variorum::facts::rosters::Role,
    pub(crate) event: Option<String>,
    pub(crate) spot: Spot,
    pub(crate) size: usize,
    pub(crate) members: Vec<Member>,
    pub(crate) open_ended: Option<String>,
    pub(crate) categories: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) note: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Event {
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
    pub(crate) venue: Option<String>,
    pub(crate) id: Option<String>,
    /// Names of it, each with the first place that has it.
    pub(crate) names: Vec<Spot>,
    pub(crate) documents: usize,
}

#[derive(Debug, Serialize)]
pub(crate) struct Compared {
    pub(crate) event: Option<String>,
    pub(crate) aspect: &'static str,
    pub(crate) about: Option<String>,
    pub(crate) verdict: &'static str,
    pub(crate) basis: String,
    pub(crate) values: Vec<Given>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Given {
    pub(crate) value: String,
    pub(crate) text: String,
    pub(crate) documents: Vec<Named>,
}

struct Reader<'a> {
    rows: &'a [Row],
    read: &'a [Read],
    /// A name of each event, by its id.
    events: BTreeMap<&'a str, &'a str>,
}

/// Code points of an event's name at most.
const NAME: usize = 70;

/// The fullest name that the documents give each event: one line of words tells more than an id.
fn names(read: &[Read]) -> BTreeMap<&str, &str> {
    let mut out: BTreeMap<&str, &str> = BTreeMap::new();
    for e in read.iter().flat_map(|r| &r.facts.events) {
        let Some(id) = e.id.as_deref() else { continue };
        let length = e.text.chars().count();
        if length > NAME || e.basis.contains_key("form") {
            continue;
        }
        let name = out.entry(id).or_default();
        if length > name.chars().count() {
            *name = &e.text;
        }
    }
    out
}

impl Facts {
    pub(crate) fn new(corpus: &Corpus, rows: &[Row]) -> Self {
        let most = corpus.len().min(DOCUMENTS);
        let slice = corpus.slice(0..most);
        // Without a hook nothing stops it.
        let read = slice.facts(KINDS, &()).unwrap_or_default();
        let shared = disagreements(&Held::new(&slice));
        let found = agree::agree(&read, &shared);
        let reader = Reader {
            rows,
            read: &read,
            events: names(&read),
        };
        let mut facts = Facts {
            read: (most < corpus.len()).then_some(most),
            ..Facts::default()
        };
        reader.people(&mut facts);
        reader.rosters(&mut facts);
        reader.events(&mut facts);
        reader.agreement(&mut facts, &found);
        facts
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.people.is_empty()
            && self.rosters.is_empty()
            && self.events.is_empty()
            && self.agreement.is_empty()
    }
}

impl Reader<'_> {
    /// The name of an event, else its id.
    fn event(&self, id: Option<&String>) -> Option<String> {
        let id = id?;
        let name = self.events.get(id.as_str()).filter(|n| !n.is_empty());
        Some(name.map_or_else(|| id.clone(), |n| (*n).to_owned()))
    }

    fn named(&self, document: usize) -> Option<Named> {
        self.rows.get(document).map(Named::of)
    }

    fn spot(&self, document: usize, place: &variorum::facts::Place, text: &str) -> Option<Spot> {
        Some(Spot {
            document: self.named(document)?,
            zone: place.at.zone,
            text: text.to_owned(),
        })
    }

    fn people(&self, facts: &mut Facts) {
        #[derive(Default)]
        struct Seen {
            name: String,
            id: Option<String>,
            titles: BTreeMap<String, usize>,
            documents: Vec<usize>,
            mentions: usize,
            first: Option<Spot>,
        }
        let mut people: BTreeMap<String, Seen> = BTreeMap::new();
        for (document, read) in self.read.iter().enumerate() {
            for p in &read.facts.people {
                let key = p.id.clone().unwrap_or_else(|| p.name.clone());
                let seen = people.entry(key).or_default();
                seen.mentions += 1;
                if seen.documents.last() != Some(&document) {
                    seen.documents.push(document);
                }
                for title in &p.titles {
                    *seen.titles.entry(title.text.clone()).or_default() += 1;
                }
                let better = seen.first.is_none() && p.form == Form::Name;
                if better {
                    seen.first = self.spot(document, &p.place, &p.text);
                }
                if seen.name.is_empty() {
                    seen.name.clone_from(&p.name);
                    seen.id.clone_from(&p.id);
                }
            }
        }
        facts.named = people.len();
        let mut listed: Vec<Person> = people
            .into_values()
            .filter_map(|s| {
                let mut titles: Vec<(String, usize)> = s.titles.into_iter().collect();
                titles.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
                Some(Person {
                    first: s.first?,
                    name: s.name,
                    id: s.id,
                    titles: titles.into_iter().map(|t| t.0).take(3).collect(),
                    documents: s.documents.len(),
                    mentions: s.mentions,
                })
            })
            .collect();
        listed.sort_by(|a, b| {
            let order = |p: &Person| {
                (
                    std::cmp::Reverse(p.documents),
                    std::cmp::Reverse(p.mentions),
                )
            };
            order(a).cmp(&order(b)).then_with(|| a.name.cmp(&b.name))
        });
        listed.truncate(PEOPLE);
        facts.people = listed;
    }

    fn rosters(&self, facts: &mut Facts) {
        let mut listed = Vec::new();
        for (document, read) in self.read.iter().enumerate() {
            for roster in &read.facts.rosters {
                let Some(spot) = self.spot(document, &roster.place, "") else {
                    continue;
                };
                let members = roster.members.iter().take(MEMBERS).map(|m| {
                    let mut note = m.titles.clone();
                    note.extend(m.institution.clone());
                    Member {
                        name: m.name.clone(),
                        note: (!note.is_empty()).then(|| note.join("; ")),
                    }
                });
                listed.push(Roster {
                    role: roster.role,
                    event: self.event(roster.event.as_ref()),
                    spot,
                    size: roster.members.len(),
                    members: members.collect(),
                    open_ended: roster.open_ended.clone(),
                    categories: roster.categories.clone(),
                });
            }
        }
        facts.lists = listed.len();
        listed.sort_by_key(|r| std::cmp::Reverse(r.size));
        listed.truncate(ROSTERS);
        facts.rosters = listed;
    }

    fn events(&self, facts: &mut Facts) {
        let mut events: BTreeMap<String, (Event, Vec<usize>)> = BTreeMap::new();
        for (document, read) in self.read.iter().enumerate() {
            for e in &read.facts.events {
                let start = e.start.as_deref().unwrap_or("");
                let key = e.id.clone().or_else(|| {
                    let series = e.series.as_deref()?;
                    let of = e.of.as_deref().unwrap_or("").to_lowercase();
                    (!start.is_empty()).then(|| format!("{series}/{of}/{start}"))
                });
                let Some(key) = key else { continue };
                let (event, documents) = events.entry(key).or_insert_with(|| {
                    let event = Event {
                        start: e.start.clone(),
                        end: e.end.clone(),
                        venue: e.venue.clone(),
                        id: e.id.clone(),
                        names: Vec::new(),
                        documents: 0,
                    };
                    (event, Vec::new())
                });
                if event.start.is_none() {
                    event.start.clone_from(&e.start);
                    event.end.clone_from(&e.end);
                }
                if event.venue.is_none() {
                    event.venue.clone_from(&e.venue);
                }
                if documents.last() != Some(&document) {
                    documents.push(document);
                }
                let known = event
                    .names
                    .iter()
                    .any(|n| n.text.eq_ignore_ascii_case(&e.text));
                if !known && event.names.len() < 12 {
                    event.names.extend(self.spot(document, &e.place, &e.text));
                }
            }
        }
        facts.held = events.len();
        let mut listed: Vec<Event> = events
            .into_values()
            .map(|(event, documents)| Event {
                documents: documents.len(),
                ..event
            })
            .collect();
        listed.sort_by_key(|e| std::cmp::Reverse(e.documents));
        listed.truncate(EVENTS);
        listed.sort_by(|a, b| {
            let undated = |e: &Event| e.start.is_none();
            (undated(a), &a.start, &a.id).cmp(&(undated(b), &b.start, &b.id))
        });
        facts.events = listed;
    }

    fn agreement(&self, facts: &mut Facts, found: &[Agreement]) {
        let by_address: BTreeMap<String, usize> = self
            .read
            .iter()
            .enumerate()
            .map(|(n, r)| (r.document.address(), n))
            .collect();
        facts.compared = found.len();
        let contradicts = |a: &&Agreement| a.verdict == Verdict::Contradicts;
        facts.contradictions = found.iter().filter(contradicts).count();
        // What one carrier adds is many things; what differs comes first.
        let mut ordered: Vec<&Agreement> = found
            .iter()
            .filter(|a| a.verdict != Verdict::Adds || a.values.len() > 1)
            .collect();
        ordered.sort_by_key(|a| a.verdict);
        facts.agreement = ordered
            .into_iter()
            .take(AGREEMENTS)
            .map(|a| Compared {
                event: self.event(a.event.as_ref()),
                aspect: a.aspect.name(),
                about: a.about.clone(),
                verdict: a.verdict.name(),
                basis: a.basis.clone(),
                values: a
                    .values
                    .iter()
                    .map(|v| Given {
                        value: v.value.clone(),
                        text: v.evidence.first().map_or("", |e| &e.text).to_owned(),
                        documents: v
                            .evidence
                            .iter()
                            .filter_map(|e| self.named(*by_address.get(&e.document)?))
                            .collect(),
                    })
                    .collect(),
            })
            .collect();
    }
}
