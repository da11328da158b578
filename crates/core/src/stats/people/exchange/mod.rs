//! People, posts, memberships and events in the forms that other tools read: Popolo, `FollowTheMoney`, GEXF.
//!
//! What a report says is not when something began: no start of a membership is ever made up of the day
//! on which it was first reported. That day stands with its source.

mod ftm;
mod gexf;
mod popolo;

use std::collections::{BTreeMap, BTreeSet};

pub use self::{ftm::follow_the_money, gexf::gexf, popolo::popolo};
use super::actors::{Actors, Happened};
use crate::{facts::rosters::Role, pack::Pack};

/// What the forms have in common.
struct Graph<'a> {
    people: Vec<Node<'a>>,
    organs: BTreeMap<String, String>,
    posts: BTreeMap<(String, Option<String>), String>,
    held: Vec<Link<'a>>,
    events: BTreeMap<String, Gathering<'a>>,
}

/// A person with a stable id.
struct Node<'a> {
    id: &'a str,
    name: &'a str,
    /// Other spellings that the pack knows.
    others: Vec<&'a str>,
    /// The entity of Wikidata, where the pack has it.
    wikidata: Option<&'a str>,
}

/// A person in a post, as some reports say.
struct Link<'a> {
    person: &'a str,
    post: (String, Option<String>),
    /// The address and the day of each report.
    sources: BTreeSet<(&'a str, Option<&'a str>)>,
}

/// An event with those who were there.
struct Gathering<'a> {
    name: &'a str,
    series: Option<&'a str>,
    start: Option<&'a str>,
    end: Option<&'a str>,
    venue: Option<&'a str>,
    people: BTreeSet<(&'a str, Role)>,
    sources: BTreeSet<&'a str>,
}

/// A key of an entry from its words: letters, figures and hyphens.
fn slug(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

impl<'a> Graph<'a> {
    fn new(actors: &'a Actors, pack: &'a Pack) -> Self {
        let mut graph = Graph {
            people: people(actors, pack),
            organs: BTreeMap::new(),
            posts: BTreeMap::new(),
            held: Vec::new(),
            events: BTreeMap::new(),
        };
        graph.posts(actors, pack);
        graph.events(actors);
        graph
    }

    fn posts(&mut self, actors: &'a Actors, pack: &Pack) {
        let name = |id: &str| -> Option<String> {
            let organ = pack.organs().iter().find(|o| o.id == id)?;
            let english = organ.english.first().unwrap_or(&organ.hangul);
            Some(english.clone())
        };
        let mut held: BTreeMap<(&str, (String, Option<String>)), Link<'a>> = BTreeMap::new();
        for title in &actors.titles {
            let Some(person) = actors.person(title.person).and_then(|p| p.id.as_deref()) else {
                continue;
            };
            let organ = title.organ.as_ref().map(|o| {
                let id = if name(o).is_some() {
                    o.clone()
                } else {
                    format!("organ:{}", slug(o))
                };
                let shown = name(o).unwrap_or_else(|| o.clone());
                self.organs.entry(id.clone()).or_insert(shown);
                id
            });
            let post = (slug(&title.text), organ);
            self.posts
                .entry(post.clone())
                .or_insert_with(|| title.text.clone());
            let link = held.entry((person, post.clone())).or_insert_with(|| Link {
                person,
                post,
                sources: BTreeSet::new(),
            });
            if let Some(source) = actors.source(title.document) {
                link.sources.insert((&source.path, source.day.as_deref()));
            }
        }
        self.held = held.into_values().collect();
    }

    fn events(&mut self, actors: &'a Actors) {
        let id = |e: &Happened| match (&e.id, &e.start) {
            (Some(id), _) => id.clone(),
            (None, start) => {
                format!("event:{}:{}", start.as_deref().unwrap_or(""), slug(&e.text))
            }
        };
        for e in &actors.events {
            let entry = self.events.entry(id(e));
            let gathering = entry.or_insert_with(|| Gathering {
                name: &e.text,
                series: e.series.as_deref(),
                start: e.start.as_deref(),
                end: e.end.as_deref(),
                venue: e.venue.as_deref(),
                people: BTreeSet::new(),
                sources: BTreeSet::new(),
            });
            if let Some(source) = actors.source(e.document) {
                gathering.sources.insert(&source.path);
            }
        }
        for list in &actors.lists {
            let event = list.event.as_deref();
            let of = actors.events_of(list.document).iter();
            let found = of
                .filter(|e| e.id.as_deref() == event || Some(e.text.as_str()) == event)
                .map(id)
                .next();
            if let Some(gathering) = found.and_then(|id| self.events.get_mut(&id)) {
                let people = list.members.iter();
                let ids = people.filter_map(|m| actors.person(m.person)?.id.as_deref());
                gathering.people.extend(ids.map(|id| (id, list.role)));
            }
        }
    }
}

/// People with an id, in the order of their ids.
fn people<'a>(actors: &'a Actors, pack: &'a Pack) -> Vec<Node<'a>> {
    let known: BTreeMap<&str, &crate::pack::Person> =
        pack.people().iter().map(|p| (p.id.as_str(), p)).collect();
    let mut out: Vec<Node<'a>> = actors
        .named
        .iter()
        .filter_map(|p| {
            let id = p.id.as_deref()?;
            let person = known.get(id);
            let others = person.into_iter().flat_map(|k| k.names());
            let mut others: Vec<&str> = others.filter(|o| *o != p.name).collect();
            others.sort_unstable();
            others.dedup();
            Some(Node {
                id,
                name: &p.name,
                others,
                wikidata: person.and_then(|k| k.wikidata.as_deref()),
            })
        })
        .collect();
    out.sort_by_key(|n| n.id);
    out
}
