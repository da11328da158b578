//! Where a match may begin, by the positional index of a part that has one.

use super::{Origin, Part};

/// Types of which every match holds one, at a distance from its first token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor<'a> {
    /// The types, each once.
    pub(super) types: &'a [u32],
    /// The least distance.
    pub(super) min: usize,
    /// The greatest.
    pub(super) max: usize,
}

/// A scan of all tokens is faster than so many places for each token.
const DENSE: usize = 4;
/// Looking up a type costs about so many tokens of a scan.
const LOOK_UP: usize = 16;

/// The tokens of a part, ascending, with which a match may begin, by the rarest of the anchors; `None`
/// if the part has no positional index, or the anchors are so frequent that all tokens should be looked
/// at. A match is to be checked at each.
pub(super) fn candidates<'a>(
    part: &'a Part,
    anchors: impl IntoIterator<Item = Anchor<'a>>,
) -> Option<Vec<usize>> {
    let Origin::Stored(stored) = part.origin() else {
        return None;
    };
    let tokens = part.columns().words.len();
    let mut best: Option<(usize, Vec<&[u32]>, Anchor<'a>)> = None;
    for anchor in anchors {
        if anchor.types.len() > tokens / LOOK_UP + LOOK_UP {
            continue;
        }
        let mut lists = Vec::new();
        for &word in anchor.types {
            let places = stored.places(word)?;
            if !places.is_empty() {
                lists.push(places);
            }
        }
        let count: usize = lists.iter().map(|l| l.len()).sum();
        let cost = count.saturating_mul(anchor.max.saturating_sub(anchor.min) + 1);
        if best.as_ref().is_none_or(|(known, ..)| cost < *known) {
            best = Some((cost, lists, anchor));
        }
        if cost == 0 {
            return Some(Vec::new());
        }
    }
    let (cost, lists, anchor) = best?;
    if cost > tokens / DENSE {
        return None;
    }
    let mut starts = Vec::with_capacity(cost);
    for place in lists.iter().copied().flatten() {
        let place = *place as usize;
        // A place that is none comes from a damaged file.
        if place < tokens {
            starts.extend((anchor.min..=anchor.max).filter_map(|o| place.checked_sub(o)));
        }
    }
    // One list at one distance ascends already.
    if lists.len() > 1 || anchor.min < anchor.max {
        starts.sort_unstable();
        starts.dedup();
    }
    Some(starts)
}
