//! Events: congresses, conferences, meetings, visits, tests, ceremonies and elections.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Place, dates::Date, organs::Organ, page::Page, people::Person};
use crate::pack::Pack;

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
    pub basis: BTreeMap<&'static str, String>,
    /// Where the words stand.
    #[serde(flatten)]
    pub place: Place,
}

/// Finds events. It holds the names of a pack.
#[derive(Debug, Default)]
pub(super) struct Finder {}

impl Finder {
    pub(super) fn new(_pack: &Pack) -> Self {
        Finder {}
    }

    /// The events of a page, in its order.
    pub(super) fn find(
        &self,
        _page: &Page<'_>,
        _organs: &[Organ],
        _dates: &[Date],
        _people: &[Person],
    ) -> Vec<Event> {
        Vec::new()
    }
}
