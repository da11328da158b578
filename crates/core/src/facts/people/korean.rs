//! Names of people in Hangul.

use super::{Draft, index::Index};
use crate::facts::{organs::Organ, page::Line};

/// The names in a line, in its order.
pub(super) fn find(_line: &Line<'_>, _index: &Index, _organs: &[Organ], _drafts: &mut Vec<Draft>) {}
