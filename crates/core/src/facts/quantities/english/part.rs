//! Fractions in words: `two-thirds of the members`, `half the votes`, `fell by a third`.

use super::super::scan::{Amount, Found, Reader};
use super::{
    found,
    noun::any_head,
    phrase::{ends_with_any, spaced},
};
use crate::{facts::words::Word, text::Span};

/// Words before `half` that make a stretch of a game, a year or a place of it.
const NAMED: [&str; 23] = [
    "first", "second", "third", "fourth", "last", "latter", "former", "other", "top", "bottom",
    "upper", "lower", "northern", "southern", "eastern", "western", "final", "opening", "closing",
    "front", "back", "better", "early",
];

/// Words before a fraction that stands alone.
const LEADS: [&str; 16] = [
    "by",
    "than",
    "nearly",
    "almost",
    "about",
    "around",
    "roughly",
    "over",
    "under",
    "least",
    "only",
    "just",
    "to",
    "approximately",
    "some",
    "most",
];

/// Words behind a fraction that stands alone.
const AFTER: [&str; 26] = [
    "in", "to", "from", "since", "on", "at", "over", "this", "last", "compared", "during",
    "between", "within", "after", "as", "and", "but", "by", "while", "when", "for", "before",
    "into", "than", "with", "of",
];

/// Verbs behind a fraction of people.
const ACTS: [&str; 17] = [
    "were", "are", "is", "was", "have", "had", "has", "said", "say", "live", "come", "came",
    "went", "go", "do", "did", "think",
];

/// A fraction and what it is a part of.
pub(super) fn part(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let written = amount.span.of(r.text);
    let half = written.to_ascii_lowercase().ends_with("half");
    let before = r.before(amount.span.start).trim_end();
    (!half || !ends_with_any(before, &NAMED)).then_some(())?;
    let words = &(r.words)().words;
    let at = words.partition_point(|w| w.span.start < amount.span.end);
    let first = words.get(at);
    let of = first.is_some_and(|w| w.lower == "of");
    let mut out = found(amount.span, amount, None, None);
    if of || half && first.is_some_and(is_determiner) {
        let from = at + usize::from(of);
        let from = from + usize::from(words.get(from).is_some_and(is_determiner));
        // `half of 2023` is a stretch of time.
        let year = |w: &Word| w.lower.len() == 4 && w.lower.bytes().all(|b| b.is_ascii_digit());
        words.get(from).filter(|w| !year(w))?;
        out.of = any_head(words, from).and_then(|head| {
            let span = Span::new(words.get(from)?.span.start, words.get(head)?.span.end);
            Some(spaced(span.of(r.text)))
        });
        return Some(out);
    }
    let alone = first.is_none_or(|w| w.tag == '.' || AFTER.contains(&w.lower.as_str()) || acts(w));
    let in_words = written.starts_with(|c: char| c.is_ascii_alphabetic());
    // `; a third disagreed`
    let opens = before.is_empty()
        || before.ends_with([';', ',', '.'])
        || ends_with_any(before, &["and", "but", "while"]);
    let alone = alone && ends_with_any(before, &LEADS) || opens && first.is_some_and(acts);
    (alone && in_words).then_some(out)
}

/// Whether a word is a verb that a fraction of people can be the subject of.
fn acts(word: &Word) -> bool {
    word.tag == 'd' || ACTS.contains(&word.lower.as_str())
}

/// Whether a fraction in words may as well be an ordinal: `a third day of talks`.
pub(super) fn may_be_ordinal(r: &Reader<'_, '_>, amount: Amount) -> bool {
    let written = amount.span.of(r.text);
    amount.high < 0.5
        && written.starts_with(['a', 'A'])
        && !written.to_ascii_lowercase().ends_with("quarter")
}

/// Words before a noun phrase that name no part of it.
fn is_determiner(word: &Word) -> bool {
    matches!(
        word.lower.as_str(),
        "the" | "these" | "those" | "their" | "its" | "our" | "his" | "her" | "all" | "this"
    )
}
