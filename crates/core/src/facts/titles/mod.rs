//! Titles: posts with their holders.

use serde::Serialize;

use super::{Place, organs::Organ, page::Page, people::Person};

/// One post and one holder; a title of several people gives one for each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Title {
    /// The words of the title.
    pub text: String,
    /// The name of the holder, as in [`Person::name`].
    pub person: String,
    /// The id of the holder, as in [`Person::id`].
    pub person_id: Option<String>,
    /// The organ that the post belongs to: its id, else its words.
    pub organ: Option<String>,
    /// Whether the words name the post of several people at once.
    pub group: bool,
    /// When it was held, where the text says so (`former`, `newly elected`).
    pub when: Option<String>,
    /// Where the words stand.
    #[serde(flatten)]
    pub place: Place,
}

/// The titles of a page. They are also written at the people who bear them, and titles that stand for a
/// person become mentions of their own.
pub(super) fn find(_page: &Page<'_>, _people: &mut Vec<Person>, _organs: &[Organ]) -> Vec<Title> {
    Vec::new()
}
