//! Rosters: people in the order in which a text names them.

use serde::Serialize;

use super::{Place, events::Event, organs::Organ, page::Page, people::Person, titles::Title};

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

/// The rosters of a page, in its order.
pub(super) fn find(
    _page: &Page<'_>,
    _people: &[Person],
    _titles: &[Title],
    _organs: &[Organ],
    _events: &[Event],
) -> Vec<Roster> {
    Vec::new()
}
