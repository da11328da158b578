//! People of a pack by their names.

use crate::pack::Pack;

/// People of a pack by the keys of their names.
#[derive(Debug, Default)]
pub(super) struct Index {}

impl Index {
    pub(super) fn new(_pack: &Pack) -> Self {
        Index {}
    }
}
