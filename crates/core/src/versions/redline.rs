//! Both versions of a bead in one line.

use serde::Serialize;

use super::{
    compare::{Judged, Row},
    units::Unit,
};

/// A stretch of a bead: the same on both sides, or what one side has of a variant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The words of the first version; empty for what only the second has.
    pub a: String,
    /// The words of the second version; empty for what only the first has.
    pub b: String,
    /// Whether white space stands before it.
    pub is_spaced: bool,
    /// The number of the variant that it belongs to; none for what is the same.
    pub variant: Option<usize>,
}

/// The variant that each unit belongs to.
fn owners(len: usize, ranges: impl Iterator<Item = std::ops::Range<usize>>) -> Vec<Option<usize>> {
    let mut out = vec![None; len];
    for (number, range) in ranges.enumerate() {
        if let Some(part) = out.get_mut(range) {
            part.fill(Some(number));
        }
    }
    out
}

/// The length of the run of equal entries at a place.
fn run(owners: &[Option<usize>], at: usize) -> usize {
    let rest = owners.get(at..).unwrap_or(&[]);
    rest.first()
        .map_or(0, |first| rest.iter().take_while(|o| *o == first).count())
}

/// A bead as one line: what was left out before what was put in. `numbers` has the number of
/// each of its variants, if it is told.
pub(super) fn redline(
    a: &Row<'_>,
    b: &Row<'_>,
    judged: &[Judged],
    numbers: &[Option<usize>],
) -> Vec<Part> {
    let x = owners(a.units.len(), judged.iter().map(|j| j.a.clone()));
    let y = owners(b.units.len(), judged.iter().map(|j| j.b.clone()));
    let owner = |owners: &[Option<usize>], at: usize| owners.get(at).copied().flatten();
    let number = |owner: usize| numbers.get(owner).copied().flatten();
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < x.len() || j < y.len() {
        if let Some(change) = owner(&x, i) {
            let end = i + run(&x, i);
            let (words, _) = a.words(&(i..end));
            out.push(Part {
                a: words,
                is_spaced: a.is_spaced(i),
                variant: number(change),
                ..Part::default()
            });
            i = end;
        } else if let Some(change) = owner(&y, j) {
            let end = j + run(&y, j);
            let (words, _) = b.words(&(j..end));
            out.push(Part {
                b: words,
                is_spaced: b.is_spaced(j),
                variant: number(change),
                ..Part::default()
            });
            j = end;
        } else {
            let len = run(&x, i).min(run(&y, j));
            if len == 0 {
                // What is not changed is the same on both sides.
                break;
            }
            let (p, q) = (a.words(&(i..i + len)).0, b.words(&(j..j + len)).0);
            out.push(Part {
                a: p,
                b: q,
                is_spaced: b.is_spaced(j),
                variant: None,
            });
            i += len;
            j += len;
        }
    }
    out
}

impl Row<'_> {
    /// Whether white space, or nothing at all, stands before a unit.
    fn is_spaced(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        match (self.place(before), self.place(at)) {
            (Some((zone, _, end)), Some((other, start, _))) => zone != other || end < start,
            _ => true,
        }
    }

    /// The zone of a unit, and where it starts and ends in its clean text.
    fn place(&self, at: usize) -> Option<(usize, usize, usize)> {
        let unit: &Unit = self.units.get(at)?;
        let (zone, start) = self.piece(at)?;
        Some((zone, unit.span.start + start, unit.span.end + start))
    }
}
