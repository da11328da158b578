//! Ordinals in English words and figures.

const WORDS: [&str; 20] = [
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

/// Tens as ordinals, and as what stands before the ones.
const TENS: [(&str, &str); 8] = [
    ("twentieth", "twenty"),
    ("thirtieth", "thirty"),
    ("fortieth", "forty"),
    ("fiftieth", "fifty"),
    ("sixtieth", "sixty"),
    ("seventieth", "seventy"),
    ("eightieth", "eighty"),
    ("ninetieth", "ninety"),
];

/// Figures of the longest ordinal that is read.
const FIGURES: usize = 4;

/// The number of an ordinal in small letters: `first`, `22nd`, `twenty-second`, `hundredth`.
pub(crate) fn ordinal(word: &str) -> Option<u16> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let end = word.bytes().position(|b| !b.is_ascii_digit())?;
        let (figures, suffix) = word.split_at_checked(end)?;
        let known = matches!(suffix, "st" | "nd" | "rd" | "th");
        return (known && figures.len() <= FIGURES).then(|| figures.parse().ok())?;
    }
    if let Some(number) = place(word) {
        return Some(number);
    }
    for ((ordinal, cardinal), tens) in TENS.into_iter().zip((20..).step_by(10)) {
        if word == ordinal {
            return Some(tens);
        }
        if let Some(rest) = word.strip_prefix(cardinal) {
            let ones = place(rest.strip_prefix('-')?).filter(|n| (1..10).contains(n));
            return ones.map(|n| tens + n);
        }
    }
    (word == "hundredth").then_some(100)
}

/// The place of a word among the first twenty.
fn place(word: &str) -> Option<u16> {
    let at = WORDS.iter().position(|w| *w == word)?;
    u16::try_from(at).ok()
}
