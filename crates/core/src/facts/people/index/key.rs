//! Keys of names: the same for the spellings of one name.

use super::{
    korean::{hangul_reading, readings},
    other,
};
use crate::text::romanize::{System, is_hangul, name as romanized};

/// A key of a name: the same for its spellings, so that it can be the identity of a person whom no pack
/// knows, the same over a corpus.
///
/// A Korean name in any romanisation or in Hangul has the key of the Hangul that it most likely stands
/// for (`Ri Il Hwan`, `Lee Il-hwan`, 이일환: `ri-il-hwan`). Hangul whose press spelling commonly stands for
/// other Hangul has a number (리용호: `ri-yong2-ho`), so that it never joins 리영호. In other names case,
/// accents, hyphens, apostrophes, particles, middle initials and a comma do not count
/// (`de la Cruz, José M.`: `jose-cruz`).
pub(crate) fn key(name: &str) -> String {
    let name = name.trim();
    if name.chars().any(is_hangul) {
        return hangul_key(name);
    }
    match readings(name).first() {
        Some(reading) => reading.key(),
        None => other::key(name),
    }
}

fn hangul_key(name: &str) -> String {
    if let Some(reading) = hangul_reading(name) {
        return reading.key();
    }
    // A syllable that no list has: the press spelling could be another's, so the Hangul stands beside it.
    match romanized(name, System::DprkPress) {
        Some(latin) => format!("{}-{}", other::key(&latin), name.replace(' ', "")),
        None => other::key(name),
    }
}
