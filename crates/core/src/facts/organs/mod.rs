//! Organs: parties, committees, ministries, armies, companies and other bodies, at their longest span.

use serde::Serialize;

use super::{Place, dates::Date, page::Page};
use crate::pack::Pack;

/// A mention of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Organ {
    /// The pack's id.
    pub id: Option<String>,
    /// Ids that may be meant, where the text does not decide.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
    /// The words.
    pub text: String,
    /// Its full name: the pack's, else the fullest of the document.
    pub name: String,
    /// The pack's level: 0 for the party, 10 for the cell.
    pub level: Option<u8>,
    /// The organ over it: its id, else its words.
    pub parent: Option<String>,
    /// The organs over it, the nearest first.
    pub chain: Vec<String>,
    /// Whether a class is meant and no single body (`primary Party committees`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub class: bool,
    /// Where the words stand.
    #[serde(flatten)]
    pub place: Place,
}

/// Finds organs. It holds the names of a pack.
#[derive(Debug, Default)]
pub(super) struct Finder {}

impl Finder {
    pub(super) fn new(_pack: &Pack) -> Self {
        Finder {}
    }

    /// The organs of a page, in its order; the longest at each place.
    pub(super) fn find(&self, _page: &Page<'_>, _dates: &[Date]) -> Vec<Organ> {
        Vec::new()
    }
}
