//! Whose name it is: short forms inside the document, ids of the pack, provisional ids.

use super::{Draft, Person, index::Index};
use crate::facts::page::Page;

/// The mentions of a page with their people.
pub(super) fn resolve(_page: &Page<'_>, _drafts: Vec<Draft>, _index: &Index) -> Vec<Person> {
    Vec::new()
}
