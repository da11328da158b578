//! Rosters: people in the order in which a text names them.

mod acts;
mod english;
mod institution;
mod korean;
mod roles;

use serde::Serialize;

use crate::layout::ZoneKind;

use super::{
    At, Place,
    events::Event,
    page::Page,
    people::{Person, tokens::Cut},
};

/// What the people of a roster did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// They sat on the platform.
    Platform,
    /// They took part.
    #[default]
    Attendance,
    /// They went with somebody.
    Accompanied,
    /// They spoke.
    Speakers,
    /// They were elected or appointed.
    Elected,
    /// They make up a committee.
    Committee,
    /// They voted.
    Voting,
    /// They are named together; the words do not say that they were there.
    Named,
}

/// A person of a roster.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Member {
    /// The name, as in [`Person::name`].
    pub name: String,
    /// The id, as in [`Person::id`].
    pub id: Option<String>,
    /// Titles given here, one post each.
    pub titles: Vec<String>,
    /// Where the person works, the inner before the outer (a shop, its complex).
    pub institution: Vec<String>,
    /// Where the name stands.
    #[serde(flatten)]
    pub place: Place,
}

/// People in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Roster {
    /// What they did.
    pub role: Role,
    /// The event: its id, else its words.
    pub event: Option<String>,
    /// The people.
    pub members: Vec<Member>,
    /// The words that leave the list open (`and others`).
    pub open_ended: Option<String>,
    /// Groups without names (`senior officials of the provincial Party committees`).
    pub categories: Vec<String>,
    /// From the first to the last member.
    #[serde(flatten)]
    pub place: Place,
}

/// A list of people as it is found, before it is known of which event it is.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    /// What they did.
    pub(super) role: Role,
    /// The people: their numbers among the people of the page.
    pub(super) members: Vec<usize>,
    /// As in [`Roster::open_ended`].
    pub(super) open_ended: Option<String>,
    /// As in [`Roster::categories`].
    pub(super) categories: Vec<String>,
}

/// The rosters of a page, in its order.
pub(super) fn find(
    page: &Page<'_>,
    cut: &Cut<'_, '_>,
    people: &[Person],
    events: &[Event],
) -> Vec<Roster> {
    let mut lists = english::find(page, cut, people);
    lists.extend(korean::find(page, people));
    lists.sort_by_key(|l| l.members.first().copied());
    let rosters = lists
        .into_iter()
        .filter_map(|l| roster(page, l, people, events));
    rosters.collect()
}

/// A list with what is said of its members, and its event.
fn roster(page: &Page<'_>, list: List, people: &[Person], events: &[Event]) -> Option<Roster> {
    let members: Vec<Member> = list
        .members
        .iter()
        .filter_map(|m| people.get(*m))
        .map(|p| Member {
            name: p.name.clone(),
            id: p.id.clone(),
            titles: p.titles.iter().map(|t| t.text.clone()).collect(),
            institution: institution::of(&p.titles),
            place: p.place.clone(),
        })
        .collect();
    let (first, last) = (
        members.first()?.place.clone(),
        members.last()?.place.clone(),
    );
    let event = event_of(page, &first, events);
    let place = span(page, &first, &last);
    Some(Roster {
        role: list.role,
        event,
        members,
        open_ended: list.open_ended,
        categories: list.categories,
        place,
    })
}

/// The event that the sentence of a list names before it, else that of the title, else the one that the
/// document names most: what else a report recalls has lists of its own.
fn event_of(page: &Page<'_>, first: &Place, events: &[Event]) -> Option<String> {
    let behind = events.partition_point(|e| e.place.at < first.at);
    let before = behind.checked_sub(1).and_then(|n| events.get(n));
    let sentence = |at: At| {
        let line = page.line(at.zone)?;
        Some((at.zone, line.sentence_of(at.span.start)))
    };
    let near = before.filter(|e| sentence(e.place.at) == sentence(first.at));
    let title = || {
        let in_title = |e: &&Event| {
            let line = page.line(e.place.at.zone);
            line.is_some_and(|l| l.kind == ZoneKind::Title)
        };
        events.iter().find(in_title)
    };
    let named = |e: &Event| events.iter().filter(|o| o.id == e.id).count();
    let most = || {
        let known = events.iter().take(MOST).filter(|e| e.id.is_some());
        // Of equals the first.
        known.rev().max_by_key(|e| named(e))
    };
    let event = near
        .or_else(title)
        .or_else(most)
        .or(before)
        .or(events.get(behind))?;
    event.id.clone().or_else(|| Some(event.text.clone()))
}

/// Events of a document that are asked how often they are named.
const MOST: usize = 50;

/// From the first to the last member, over all zones between.
fn span(page: &Page<'_>, first: &Place, last: &Place) -> Place {
    if first.at.zone == last.at.zone {
        let at = super::At {
            zone: first.at.zone,
            span: crate::text::Span::new(first.at.span.start, last.at.span.end),
        };
        return page.place(at).unwrap_or_else(|| first.clone());
    }
    let mut spans = first.spans.clone();
    spans.extend(&last.spans);
    Place {
        spans,
        at: first.at,
    }
}
