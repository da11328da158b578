//! Events: congresses, conferences, meetings, visits, tests, ceremonies and elections.
//!
//! A mention is a noun of events (`heads.txt`) with what belongs to it, or a clause whose verb says the same
//! (`visited the plant`). What makes it name one event is a number, a name, a day, or a verb that says that
//! it took place; what only could be an event (`a conference every five years`) is none. Whose meeting it is
//! comes from the pack (`series`), from the text, or from another mention of the document (`link`).

mod clauses;
mod dating;
mod english;
mod heads;
mod korean;
mod link;
mod parties;
mod phrase;
pub(crate) mod same;
mod series;
mod tails;
pub mod timeline;
mod whose;

use std::collections::BTreeMap;

use serde::Serialize;

use self::{
    heads::Class,
    series::{Index, Name},
};
use super::{
    At, Place,
    dates::Date,
    field::Field,
    organs::Organ,
    page::{Page, Tongue},
};
use crate::{pack::Pack, text::Span};

/// A mention of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Event {
    /// The pack's id; `event:…` for one that no pack knows and that the document names again.
    pub id: Option<String>,
    /// Ids that may be meant, where the text does not decide.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
    /// The words.
    pub text: String,
    /// What kind of event it is, or the numbered series that it belongs to.
    pub series: Option<String>,
    /// Its number in the series.
    pub ordinal: Option<u16>,
    /// The term of the body that its number counts in (`8` in `4th plenary meeting of the 8th committee`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<u16>,
    /// Whose event it is, or what it is about.
    pub of: Option<String>,
    /// The first day, as exact as known (ISO 8601).
    pub start: Option<String>,
    /// The last day.
    pub end: Option<String>,
    /// Where it took place.
    #[serde(rename = "place")]
    pub venue: Option<String>,
    /// What each field rests on, where it is not in the words: `pack`, `dateline`, `published` and so on.
    /// `form` says how the event is named where that is not by its name (`short`, `descriptive`, `clause`,
    /// `anaphor`); `start_in_text` is the day that the text itself gives, where `start` is the pack's.
    pub basis: BTreeMap<&'static str, String>,
    /// Where the words stand.
    #[serde(flatten)]
    pub place: Place,
}

/// How an event is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    /// By a name or a number.
    #[default]
    Name,
    /// By a part of its name.
    Short,
    /// By a description.
    Descriptive,
    /// By a clause.
    Clause,
    /// By a noun that stands for it (`the conference`).
    Anaphor,
}

impl Form {
    fn name(self) -> &'static str {
        match self {
            Form::Name => "name",
            Form::Short => "short",
            Form::Descriptive => "descriptive",
            Form::Clause => "clause",
            Form::Anaphor => "anaphor",
        }
    }
}

/// How much of an event the words alone make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// An event only if another mention of the document is meant.
    #[default]
    Bare,
    /// An event if a day or a verb says that it took place.
    Weak,
    /// An event.
    Strong,
}

/// A mention before it is known which event it is.
#[derive(Clone, Debug)]
struct Draft {
    at: At,
    /// The bytes of the sentence in the clean text of the zone.
    sentence: Span,
    class: Class,
    kind: &'static str,
    name: Name,
    form: Form,
    strength: Strength,
    ordinal: Option<u16>,
    term: Option<u16>,
    of: Option<String>,
    /// Series of the pack.
    series: Option<usize>,
    /// Event of the pack that has no number.
    named: Option<usize>,
    /// Whether the words give one of many (`a`, `another`).
    indefinite: bool,
    /// Whether it stands in a headline.
    headline: bool,
    /// Whether the event is a mere attribute of something else (`decisions of the congress`).
    attribute: bool,
    /// Whether the text dates several events with it.
    several: bool,
    /// Whether it stands inside another mention.
    nested: bool,
    /// Whether a verb says that it took place, is taking place or will.
    phase: Option<dating::Phase>,
    dates: dating::Days,
    venue: Option<(String, &'static str)>,
}

/// Finds events. It holds the names of a pack.
#[derive(Debug, Default)]
pub(super) struct Finder {
    index: Index,
}

impl Finder {
    pub(super) fn new(pack: &Pack) -> Self {
        Finder {
            index: Index::new(pack),
        }
    }

    /// The events of a page, in its order.
    pub(super) fn find(
        &self,
        page: &Page<'_>,
        organs: &[Organ],
        dates: &[Date],
        field: &Field,
    ) -> Vec<Event> {
        let mut drafts = Vec::new();
        for line in &page.lines {
            match line.tongue {
                Tongue::English => english::find(line, &self.index, &mut drafts),
                Tongue::Korean => korean::find(line, &self.index, organs, &mut drafts),
                Tongue::Other => {}
            }
        }
        mark_nested(&mut drafts);
        dating::date(page, dates, &mut drafts);
        let whose = whose::Whose {
            page,
            field,
            organs,
        };
        link::link(page, &self.index, &whose, drafts)
    }
}

/// Sorts mentions and marks those that stand inside others.
fn mark_nested(drafts: &mut Vec<Draft>) {
    drafts.sort_by_key(|d| (d.at.zone, d.at.span.start, std::cmp::Reverse(d.at.span.end)));
    drafts.dedup_by(|b, a| a.at == b.at);
    let mut outer: Option<At> = None;
    for draft in drafts {
        match outer {
            Some(o) if o.contains(draft.at) => draft.nested = true,
            _ => outer = Some(draft.at),
        }
    }
}
