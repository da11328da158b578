//! Titles: posts with their holders.

mod asides;
mod bare;
mod complement;
mod english;
mod holders;
pub(super) mod korean;
mod phrase;
mod roles;

use serde::Serialize;

use super::{
    Place,
    organs::Organ,
    page::{Page, Tongue},
    people::{Person, tokens::Cut},
};

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
pub(super) fn find(
    page: &Page<'_>,
    cut: &Cut<'_, '_>,
    people: &mut Vec<Person>,
    organs: &[Organ],
) -> Vec<Title> {
    let mut titles = Vec::new();
    for (number, line) in page.lines.iter().enumerate() {
        match line.tongue {
            Tongue::English => {
                english::find(page, line, cut.of(number), people, organs, &mut titles);
            }
            Tongue::Korean => korean::find(page, line, people, organs, &mut titles),
            Tongue::Other => {}
        }
    }
    korean::bare::find(page, people, organs, &mut titles);
    bare::find(page, cut, people, organs, &mut titles);
    titles
}
