//! What the documents of a corpus say of people, in a form that measures can hold of a whole archive.

use std::collections::HashMap;

use super::presence::act_of;
use crate::{
    Corpus, Document, Progress, Result,
    corpus::facts::Read,
    facts::{
        Kind,
        people::Form,
        rosters::{Role, Roster},
    },
    layout::ZoneKind,
    sources::cluster::{ClusterOptions, Label, cluster},
    text::Span,
};

/// People of a corpus: who is named where, with which titles, in which lists, at which events.
///
/// ```
/// use variorum::{Corpus, ReadOptions, stats::people::Actors};
/// let actors = Actors::read(&Corpus::default(), &())?;
/// assert_eq!(actors.people(), 0);
/// # Ok::<(), variorum::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Actors {
    pub(super) documents: Vec<Source>,
    pub(super) named: Vec<Named>,
    pub(super) seen: Vec<Seen>,
    pub(super) titles: Vec<Held>,
    pub(super) lists: Vec<List>,
    pub(super) events: Vec<Happened>,
    numbers: HashMap<String, u32>,
}

/// A document.
#[derive(Clone, Debug, Default)]
pub(super) struct Source {
    pub(super) id: String,
    pub(super) path: String,
    pub(super) title: Option<String>,
    /// The day of publication, else of the dateline, as exact as it is known.
    pub(super) day: Option<String>,
    /// The position of the document that this one reprints, in the corpus; its own if it is none.
    pub(super) original: usize,
}

/// A person.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) id: Option<String>,
}

/// A person in a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) document: u32,
    pub(super) person: u32,
    /// What the title of the document says that the person did there, if it says so.
    pub(super) act: Option<&'static str>,
}

/// A title of a person in a document.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) document: u32,
    pub(super) person: u32,
    pub(super) text: String,
    /// The organ that it belongs to: its id, else its words.
    pub(super) organ: Option<String>,
    pub(super) when: Option<String>,
}

/// A roster.
#[derive(Clone, Debug)]
pub(super) struct List {
    pub(super) document: u32,
    pub(super) role: Role,
    pub(super) event: Option<String>,
    pub(super) members: Vec<Entry>,
    pub(super) open: Option<String>,
    pub(super) span: Span,
}

/// A place in a roster.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) person: u32,
    pub(super) titles: Vec<String>,
}

/// An event that a document names.
#[derive(Clone, Debug)]
pub(super) struct Happened {
    pub(super) document: u32,
    pub(super) id: Option<String>,
    pub(super) series: Option<String>,
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    pub(super) venue: Option<String>,
    pub(super) headline: bool,
    pub(super) text: String,
}

impl Actors {
    /// Reads a corpus for people.
    ///
    /// # Errors
    ///
    /// Only if the work was cancelled.
    pub fn read(corpus: &Corpus, progress: &dyn Progress) -> Result<Self> {
        let mut actors = Actors::default();
        corpus.each_facts(Self::KINDS, progress, &mut |read| {
            actors.push(&read);
            Ok(())
        })?;
        Ok(actors)
    }

    /// The kinds of facts that it rests on.
    pub const KINDS: &'static [Kind] = &[Kind::People, Kind::Titles, Kind::Rosters, Kind::Events];

    /// How many people are told apart.
    pub fn people(&self) -> usize {
        self.named.len()
    }

    /// How many documents were read.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether no document was read.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Whether the document at a position has a roster.
    pub fn has_roster(&self, position: usize) -> bool {
        self.lists.iter().any(|l| l.document as usize == position)
    }

    /// Adds a document with its facts of [`KINDS`](Self::KINDS).
    pub fn push(&mut self, read: &Read) {
        let document = u32::try_from(self.documents.len()).unwrap_or(u32::MAX);
        // The title may be a column of an archive, and then stands in no zone.
        let title = read.document.title.as_deref().unwrap_or_default();
        let headline = |zone: usize, text: &str| {
            let zone = read.document.zones.get(zone);
            zone.is_some_and(|z| z.kind == ZoneKind::Title) || title.contains(text)
        };
        self.documents
            .push(source(&read.document, self.documents.len()));
        for p in &read.facts.people {
            let person = self.number(p.id.as_deref(), &p.name);
            let named = matches!(p.form, Form::Name | Form::Short);
            self.seen.push(Seen {
                document,
                person,
                act: if named { act_of(title, &p.text) } else { None },
            });
        }
        for t in &read.facts.titles {
            let person = self.number(t.person_id.as_deref(), &t.person);
            self.titles.push(Held {
                document,
                person,
                text: t.text.clone(),
                organ: t.organ.clone(),
                when: t.when.clone(),
            });
        }
        for roster in &read.facts.rosters {
            let list = self.list(document, roster);
            self.lists.push(list);
        }
        for e in &read.facts.events {
            self.events.push(Happened {
                document,
                id: e.id.clone(),
                series: e.series.clone(),
                start: e.start.clone(),
                end: e.end.clone(),
                venue: e.venue.clone(),
                headline: headline(e.place.at.zone, &e.text),
                text: e.text.clone(),
            });
        }
    }

    /// Has reports counted once: a copy, a revision or another translation of a report that is in the
    /// corpus is no second one. The first in the order of the corpus counts.
    ///
    /// # Errors
    ///
    /// Only if the work was cancelled.
    pub fn once(mut self, corpus: &Corpus, progress: &dyn Progress) -> Result<Self> {
        let found = cluster(corpus, &ClusterOptions::default(), progress)?;
        let same = [
            Label::ExactCopy,
            Label::NearCopy,
            Label::Revision,
            Label::OtherTranslation,
        ];
        for cluster in &found.clusters {
            let of = cluster
                .members
                .iter()
                .filter(|m| m.label.is_none_or(|l| same.contains(&l)));
            let numbers: Vec<usize> = of.map(|m| m.number).collect();
            let Some(&first) = numbers.iter().min() else {
                continue;
            };
            for number in numbers {
                if let Some(source) = self.documents.get_mut(number) {
                    source.original = first;
                }
            }
        }
        Ok(self)
    }

    fn list(&mut self, document: u32, roster: &Roster) -> List {
        let members = roster.members.iter().map(|m| Entry {
            person: self.number(m.id.as_deref(), &m.name),
            titles: m.titles.clone(),
        });
        List {
            members: members.collect(),
            document,
            role: roster.role,
            event: roster.event.clone(),
            open: roster.open_ended.clone(),
            span: roster.place.hull(),
        }
    }

    /// The number of a person: by the id, or by the name where the text leaves open who it is.
    fn number(&mut self, id: Option<&str>, name: &str) -> u32 {
        let key = id.map_or_else(|| format!("?{name}"), str::to_owned);
        if let Some(&number) = self.numbers.get(&key) {
            return number;
        }
        let number = u32::try_from(self.named.len()).unwrap_or(u32::MAX);
        self.named.push(Named {
            name: name.to_owned(),
            id: id.map(str::to_owned),
        });
        self.numbers.insert(key, number);
        number
    }

    /// The events that a document names; they stand in the order of documents.
    pub(super) fn events_of(&self, document: u32) -> &[Happened] {
        let first = self.events.partition_point(|e| e.document < document);
        let end = self.events.partition_point(|e| e.document <= document);
        self.events.get(first..end).unwrap_or(&[])
    }

    pub(super) fn source(&self, document: u32) -> Option<&Source> {
        self.documents.get(document as usize)
    }

    pub(super) fn person(&self, number: u32) -> Option<&Named> {
        self.named.get(number as usize)
    }

    pub(super) fn name(&self, number: u32) -> &str {
        self.person(number).map_or("", |p| &p.name)
    }

    /// The number of the person whom words mean: an id, or a name.
    pub(super) fn find(&self, words: &str) -> Option<u32> {
        let fold = |s: &str| -> String {
            let letters = s.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        if let Some(&number) = self.numbers.get(words) {
            return Some(number);
        }
        let wanted = fold(words);
        let found = self.named.iter().position(|p| fold(&p.name) == wanted)?;
        u32::try_from(found).ok()
    }
}

fn source(document: &Document, position: usize) -> Source {
    let dateline = document.dateline.as_ref().and_then(|d| d.date);
    let day = document.published.or(dateline).filter(|d| d.year.is_some());
    Source {
        id: document.id.clone(),
        path: document.address(),
        title: document.title.clone(),
        day: day.map(|d| d.date_only().to_string()),
        original: position,
    }
}
