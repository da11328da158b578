//! Numbers and ordinals, in words and in digits.

use std::sync::LazyLock;

use hashbrown::HashMap;

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const TENTHS: [&str; 8] = [
    "twentieth",
    "thirtieth",
    "fortieth",
    "fiftieth",
    "sixtieth",
    "seventieth",
    "eightieth",
    "ninetieth",
];
const SCALES: [(&str, f64); 5] = [
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
];

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
    WORDS.get(word).copied()
}

static WORDS: LazyLock<HashMap<&'static str, Part>> = LazyLock::new(|| {
    let ones = ONES
        .into_iter()
        .zip((0..).map(|n| Part::Count(f64::from(n))));
    let tens = TENS
        .into_iter()
        .zip((2..).map(|n| Part::Count(f64::from(10 * n))));
    let ordinals = ORDINALS
        .into_iter()
        .zip((0..).map(|n| Part::Ordinal(f64::from(n))));
    let tenths = TENTHS
        .into_iter()
        .zip((2..).map(|n| Part::Ordinal(f64::from(10 * n))));
    let scales = SCALES
        .into_iter()
        .map(|(word, scale)| (word, Part::Scale(scale)));
    ones.chain(tens)
        .chain(ordinals)
        .chain(tenths)
        .chain(scales)
        .collect()
});

/// A single word of number or ordinal in digits: `five` is `5`, `Second` is `2nd`, `21st` is `21st`.
pub(super) fn digits(word: &str) -> Option<String> {
    match part(word)? {
        Part::Count(value) => Some(format!("{value}")),
        Part::Ordinal(value) => Some(format!("{value}th")),
        Part::Scale(_) => None,
    }
}
