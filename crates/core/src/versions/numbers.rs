//! Numbers and ordinals, in words and in digits.

use crate::text::number::{cardinal, ordinal, scale};

/// A number word or numeral by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part {
    /// A count below hundred in words, or any in digits.
    Count(f64),
    /// `hundred`, `million`.
    Scale(f64),
    /// A place in a series.
    Ordinal(f64),
}

/// What a word in lower case says as a number.
pub(super) fn part(word: &str) -> Option<Part> {
    let first = word.chars().next()?;
    if first.is_ascii_digit() {
        let digits: String = word.chars().filter(|c| *c != ',').collect();
        if let Ok(value) = digits.parse::<f64>() {
            return Some(Part::Count(value));
        }
        let number = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|e| digits.strip_suffix(e))?;
        return number.parse().ok().map(Part::Ordinal);
    }
    // `two dozen` is left as it is written.
    let scale = || scale(word).filter(|s| *s >= 100.0);
    cardinal(word)
        .map(Part::Count)
        .or_else(|| scale().map(Part::Scale))
        .or_else(|| ordinal(word).map(|n| Part::Ordinal(f64::from(n))))
}

/// A single word of number or ordinal in digits: `five` is `5`, `Second` is `2nd`, `21st` is `21st`.
pub(super) fn digits(word: &str) -> Option<String> {
    match part(word)? {
        Part::Count(value) => Some(format!("{value}")),
        Part::Ordinal(value) => Some(format!("{value}th")),
        Part::Scale(_) => None,
    }
}
