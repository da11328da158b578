//! English words that have a say in where the name of a body begins and ends.

use crate::facts::words::Word;

/// Words of a headline at least, and the share of capital ones (of ten).
const HEADLINE: (usize, usize) = (4, 7);

pub(super) fn is_headline(sentence: &[Word]) -> bool {
    // A stop and an article: a short sentence full of names.
    let stop = sentence.last().is_some_and(|w| w.lower == ".");
    if stop && sentence.iter().any(|w| w.tag == 'D' && w.lower != "all") {
        return false;
    }
    let long = || {
        sentence
            .iter()
            .filter(|w| w.lower.len() > 3 && w.lower.starts_with(char::is_alphabetic))
    };
    let capital = long().filter(|w| w.capital).count();
    let all = long().count();
    all >= HEADLINE.0 && capital * 10 >= all * HEADLINE.1
}

/// Words that are no part of a name but at its joints, whatever their letters.
pub(super) fn is_function(word: &Word) -> bool {
    matches!(
        word.tag,
        'o' | 't' | 'i' | 'D' | 'C' | 'S' | 'W' | 'P' | 'Q' | 'M' | 'B' | 'H' | 'O' | 'E'
    )
}

/// A common word: one that also stands in small letters.
pub(super) fn is_common(word: &Word) -> bool {
    matches!(
        word.tag,
        'n' | 's' | 'j' | 'g' | 'x' | 'v' | 'd' | 'z' | 'p' | 'r'
    )
}

/// Nouns whose possessive stands inside names (`People's`, `Attorney General's`).
pub(super) const OWNERS: [&str; 44] = [
    "people",
    "workers",
    "worker",
    "women",
    "woman",
    "men",
    "children",
    "child",
    "youth",
    "students",
    "student",
    "teachers",
    "teacher",
    "farmers",
    "peasants",
    "writers",
    "journalists",
    "veterans",
    "lawyers",
    "nurses",
    "doctors",
    "prosecutor",
    "prosecutors",
    "attorney",
    "general",
    "president",
    "premier",
    "minister",
    "governor",
    "mayor",
    "king",
    "queen",
    "consumers",
    "employers",
    "girls",
    "boys",
    "soldiers",
    "officers",
    "party",
    "citizens",
    "patients",
    "manufacturers",
    "producers",
    "labourers",
];

/// What makes a station a place.
pub(super) const STOPS: [&str; 8] = [
    "railway", "train", "metro", "subway", "bus", "space", "gas", "petrol",
];

/// Verbs of headlines that are nouns elsewhere.
pub(super) const HEADLINE_VERBS: [&str; 42] = [
    "form",
    "forms",
    "visit",
    "visits",
    "issues",
    "issue",
    "meets",
    "meet",
    "sends",
    "send",
    "receives",
    "holds",
    "hold",
    "urges",
    "urge",
    "slams",
    "backs",
    "back",
    "sees",
    "plans",
    "plan",
    "names",
    "warns",
    "votes",
    "vote",
    "launches",
    "launch",
    "marks",
    "mark",
    "tours",
    "tour",
    "attends",
    "celebrates",
    "congratulates",
    "condemns",
    "inspects",
    "leaves",
    "returns",
    "releases",
    "release",
    "greets",
    "guides",
];

/// Adjectives before a name that are no part of it, though a capital letter may open them.
const NO_PART: [&str; 19] = [
    "senior",
    "former",
    "current",
    "new",
    "outgoing",
    "incoming",
    "acting",
    "ex",
    "other",
    "local",
    "several",
    "many",
    "most",
    "some",
    "dear",
    "great",
    "glorious",
    "respected",
    "late",
];

/// Whether a word before a name is no part of it: `former`, `Songun-oriented`.
pub(super) fn is_no_part(lower: &str) -> bool {
    const ENDINGS: [&str; 8] = [
        "-member",
        "-oriented",
        "-led",
        "-based",
        "-style",
        "-backed",
        "-owned",
        "-run",
    ];
    NO_PART.contains(&lower) || ENDINGS.iter().any(|e| lower.ends_with(e))
}
