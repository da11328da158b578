//! Agreement: for one event, what all carriers say of it, what one adds, what completes and what
//! contradicts another.
//!
//! Documents that name one event (by the pack's id, or by series, number and day) are its carriers. What
//! they say is compared aspect by aspect: under which *name* the event goes, on which *date* and at which
//! *place*, who was *present* or absent on which day, which *numbers* are given of one thing, and who is
//! the *speaker* of one statement, within a language by its words and across languages by the terms of the
//! pack. Where two carriers share a sentence, [`trace::disagreements`](super::trace::disagreements) adds
//! what differs inside it.

mod aspects;
mod occasions;
mod presence;
mod speakers;
mod table;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use self::occasions::Occasion;
pub use self::table::table;
use super::trace::{Disagreement, Matter, Side};
use crate::{
    corpus::facts::Read,
    facts::{Kind, Place},
    text::Span,
};

names! {
    /// What is compared.
    pub enum Aspect("aspect") {
        /// The names of the event.
        Name = "name",
        /// Its days.
        Date = "date",
        /// Where it takes place.
        Place = "place",
        /// Who is there, and who is not.
        Presence = "presence",
        /// Numbers of one thing.
        Number = "number",
        /// Who says one statement.
        Speaker = "speaker",
    }
}

names! {
    /// How the values of carriers stand to one another.
    pub enum Verdict("verdict") {
        /// They cannot all be true.
        Contradicts = "contradicts",
        /// One says more exactly what another says.
        Completes = "completes",
        /// Several say the same.
        Agrees = "agrees",
        /// They say different things that can all be true, or one alone says it.
        Adds = "adds",
    }
}

/// A carrier's words for a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The address of the document.
    pub document: String,
    /// Bytes of its capture.
    pub span: Span,
    /// The words.
    pub text: String,
}

/// What some carriers say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The value: a name, a day, a number with its unit, `present`, a speaker.
    pub value: String,
    /// Who says so, and in which words, in the order of the corpus.
    pub evidence: Vec<Evidence>,
}

/// One aspect of one event, with what each carrier says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// The event: the pack's id, else its fullest name. `null` for documents that share words and no
    /// event.
    pub event: Option<String>,
    /// How many documents carry it.
    pub carriers: usize,
    /// What is compared.
    pub aspect: Aspect,
    /// What it is about: the person, the thing counted, the statement.
    pub about: Option<String>,
    /// How the values stand to one another.
    pub verdict: Verdict,
    /// What the verdict rests on.
    pub basis: String,
    /// The values.
    pub values: Vec<Said>,
}

/// The kinds of facts that agreement rests on.
pub const KINDS: &[Kind] = &[
    Kind::People,
    Kind::Titles,
    Kind::Rosters,
    Kind::Events,
    Kind::Dates,
    Kind::Quantities,
    Kind::Quotes,
    Kind::Terms,
];

/// What documents agree and disagree on, event by event, the events that most documents carry first; within
/// one contradictions first. `shared` are disagreements inside sentences that two documents share.
///
/// ```
/// use variorum::{Corpus, sources::agree};
/// let read = Corpus::default().facts(agree::KINDS, &())?;
/// assert!(agree::agree(&read, &[]).is_empty());
/// # Ok::<(), variorum::Error>(())
/// ```
pub fn agree(read: &[Read], shared: &[Disagreement]) -> Vec<Agreement> {
    let mut out = Vec::new();
    for occasion in occasions::occasions(read) {
        let mut found = Vec::new();
        aspects::names(&occasion, &mut found);
        aspects::dates(&occasion, &mut found);
        aspects::places(&occasion, &mut found);
        presence::presence(&occasion, &mut found);
        aspects::numbers(&occasion, &mut found);
        speakers::speakers(&occasion, &mut found);
        found.sort_by_key(|a: &Agreement| (a.verdict, a.aspect));
        out.extend(found);
    }
    let shown = Shown::new(read);
    out.extend(shared.iter().filter_map(|s| of_shared(s, &shown)));
    out
}

/// What documents say beside their shared sentences.
struct Shown<'r> {
    /// Names of people by id.
    names: BTreeMap<&'r str, &'r str>,
    /// Names of people without an id.
    unknown: BTreeSet<&'r str>,
    /// Where documents name events.
    events: BTreeMap<String, Vec<Span>>,
}

impl<'r> Shown<'r> {
    fn new(read: &'r [Read]) -> Self {
        let people = || read.iter().flat_map(|r| &r.facts.people);
        let named = people().filter_map(|p| Some((p.id.as_deref()?, p.name.as_str())));
        let unknown = people().filter(|p| p.id.is_none());
        let events = read.iter().map(|r| {
            let places = r.facts.events.iter().map(|e| e.place.hull());
            (r.document.address(), places.collect())
        });
        Shown {
            names: named.collect(),
            unknown: unknown.map(|p| p.name.as_str()).collect(),
            events: events.collect(),
        }
    }

    /// Whether a speaker is a person; several stand with `; ` between.
    fn is_people(&self, speakers: &str) -> bool {
        let known = |s: &str| s.starts_with("p-") || s.starts_with("new:");
        let mut parts = speakers.split("; ");
        parts.all(|s| known(s) || self.unknown.contains(s))
    }

    /// Whether words are little more than the name of an event.
    fn is_name(&self, side: &Side) -> bool {
        let events = self.events.get(&side.document).into_iter().flatten();
        let mut shared = events.map(|e| {
            let end = e.end.min(side.span.end);
            end.saturating_sub(e.start.max(side.span.start))
        });
        shared.any(|bytes| bytes as f64 >= NAMED * side.span.len() as f64)
    }
}

/// The share of words from which on they are the name in them.
const NAMED: f64 = 0.7;

/// `Jan Orel` of `p-jan-orel`, where no document has the name beside the id.
fn spelled(id: &str) -> String {
    let Some(words) = id.strip_prefix("p-") else {
        return id.to_owned();
    };
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|c| c.to_uppercase().collect::<String>());
        first.unwrap_or_default() + letters.as_str()
    };
    words.split('-').map(capital).collect::<Vec<_>>().join(" ")
}

/// A disagreement inside a sentence that two documents share. A side that names nobody says nothing, and only
/// people contradict one another as speakers.
fn of_shared(found: &Disagreement, shown: &Shown<'_>) -> Option<Agreement> {
    let (aspect, verdict) = match found.matter {
        Matter::Attribution => (Aspect::Speaker, Verdict::Contradicts),
        Matter::Number => (Aspect::Number, Verdict::Contradicts),
        Matter::Date => (Aspect::Date, Verdict::Contradicts),
        // Who is named in one list and not in the other may have been there all the same.
        Matter::Presence => (Aspect::Presence, Verdict::Adds),
    };
    let named = |value: &str| {
        let parts = value.split("; ");
        let parts = parts.map(|p| {
            shown
                .names
                .get(p)
                .map_or_else(|| spelled(p), |n| (*n).to_owned())
        });
        parts.collect::<Vec<_>>().join("; ")
    };
    let sides = [&found.a, &found.b];
    // One may have opened on the day on which another tells that it closed.
    let names = aspect == Aspect::Date && sides.iter().any(|s| shown.is_name(s));
    let nobody = aspect == Aspect::Speaker && !sides.iter().all(|s| shown.is_people(&s.value));
    if names || nobody {
        return None;
    }
    let said = sides.iter().filter(|s| !s.value.is_empty());
    let values: Vec<Said> = said
        .map(|side| Said {
            value: named(&side.value),
            evidence: vec![Evidence {
                document: side.document.clone(),
                span: side.span,
                text: side.text.clone(),
            }],
        })
        .collect();
    if values.is_empty() || verdict == Verdict::Contradicts && values.len() < 2 {
        return None;
    }
    Some(Agreement {
        event: None,
        carriers: sides.len(),
        aspect,
        about: None,
        verdict,
        basis: "words in common".to_owned(),
        values,
    })
}

impl Occasion<'_> {
    /// The words of a fact as evidence.
    fn evidence(&self, document: usize, place: &Place, text: &str) -> Option<Evidence> {
        let read = self.carriers.get(document)?;
        Some(Evidence {
            document: read.read.document.address(),
            span: place.hull(),
            text: text.to_owned(),
        })
    }

    fn agreement(
        &self,
        aspect: Aspect,
        about: Option<String>,
        verdict: Verdict,
        basis: &str,
        values: Vec<Said>,
    ) -> Agreement {
        Agreement {
            event: Some(self.name.clone()),
            carriers: self.carriers.len(),
            aspect,
            about,
            verdict,
            basis: basis.to_owned(),
            values,
        }
    }
}

/// Values with who says them, in the order in which they are met.
#[derive(Debug, Default)]
struct Values(Vec<Said>);

impl Values {
    fn push(&mut self, value: &str, evidence: Option<Evidence>) {
        let Some(evidence) = evidence else { return };
        let place = self.0.iter().position(|s| s.value == value);
        let at = place.unwrap_or(self.0.len());
        if place.is_none() {
            self.0.push(Said {
                value: value.to_owned(),
                evidence: Vec::new(),
            });
        }
        let Some(said) = self.0.get_mut(at) else {
            return;
        };
        // The first words of a document are enough.
        if !said
            .evidence
            .iter()
            .any(|e| e.document == evidence.document)
        {
            said.evidence.push(evidence);
        }
    }
}
