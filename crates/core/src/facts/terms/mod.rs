//! Terms: fixed terms and slogans that the pack knows.

use serde::Serialize;

use super::{Place, page::Page};
use crate::pack::Pack;

/// A mention of a fixed term.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The pack's id.
    pub id: String,
    /// What it is: `ideology`, `slogan` and so on.
    pub category: String,
    /// The words.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub place: Place,
}

/// Finds terms. It holds the names of a pack.
#[derive(Debug, Default)]
pub(super) struct Finder {}

impl Finder {
    pub(super) fn new(_pack: &Pack) -> Self {
        Finder {}
    }

    /// The terms of a page, in its order.
    pub(super) fn find(&self, _page: &Page<'_>) -> Vec<Term> {
        Vec::new()
    }
}
