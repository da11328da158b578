//! Titles in Korean.

pub(in crate::facts) mod posts;

use super::Title;
use crate::facts::{
    organs::Organ,
    page::{Line, Page},
    people::Person,
};

/// The titles in a line, in its order; people who bear them get them, and a title that stands for a
/// person becomes a mention.
pub(super) fn find(
    _page: &Page<'_>,
    _line: &Line<'_>,
    _people: &mut Vec<Person>,
    _organs: &[Organ],
    _titles: &mut Vec<Title>,
) {
}
