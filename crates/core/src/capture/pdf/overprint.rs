//! Letters that a page draws twice at one place, for boldness or a shadow.

use std::collections::HashMap;

use super::content::Glyph;

/// Two drawings of one letter lie nearer than this share of its size; no two letters of a word do.
const NEAR: f64 = 0.12;
/// Cells of the grid in which a glyph is looked for, as a share of its size.
const CELL: f64 = 0.25;

/// Glyphs without those that stand where the same one was drawn before, at the same size.
pub(super) fn once(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut grid: HashMap<(u8, u64, i64, i64), Vec<usize>> = HashMap::new();
    for glyph in glyphs {
        let size = glyph.size.max(0.1);
        let cell = |at: f64| whole(at / (CELL * size));
        let (column, line) = (cell(glyph.x0), cell(glyph.y));
        let key = |right: i64, up: i64| {
            let place = (column.saturating_add(right), line.saturating_add(up));
            (glyph.turn, size.to_bits(), place.0, place.1)
        };
        let again = (-1..=1).any(|right| {
            (-1..=1).any(|up| {
                let here = grid.get(&key(right, up)).into_iter().flatten();
                here.filter_map(|n| kept.get(*n)).any(|other| {
                    other.letters == glyph.letters
                        && (other.x0 - glyph.x0).abs() < NEAR * size
                        && (other.y - glyph.y).abs() < NEAR * size
                })
            })
        });
        if !again {
            grid.entry(key(0, 0)).or_default().push(kept.len());
            kept.push(glyph);
        }
    }
    kept
}

/// The number of a cell; places lie within a million units, sizes above a tenth.
#[allow(clippy::cast_possible_truncation, reason = "bounded by the page")]
fn whole(n: f64) -> i64 {
    n.floor() as i64
}
