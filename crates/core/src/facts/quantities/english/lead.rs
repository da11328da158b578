//! Words before a number: bounds, estimates, labels.

use super::super::scan::{Found, Reader};
use super::phrase::ends_with_any;
use crate::facts::labels::is_label;

/// Words before a number that make a bound or an estimate of it: the longest come first.
const LEADS: [(&str, Lead); 43] = [
    ("no fewer than", Lead::Bound("at least")),
    ("no less than", Lead::Bound("at least")),
    ("not less than", Lead::Bound("at least")),
    ("upwards of", Lead::Bound("at least")),
    ("at least", Lead::Bound("at least")),
    ("a minimum of", Lead::Bound("at least")),
    ("minimum of", Lead::Bound("at least")),
    ("more than", Lead::Bound("more than")),
    ("greater than", Lead::Bound("more than")),
    ("well over", Lead::Bound("more than")),
    ("just over", Lead::Bound("more than")),
    ("over", Lead::Bound("more than")),
    ("above", Lead::Bound("more than")),
    ("no more than", Lead::Bound("at most")),
    ("not more than", Lead::Bound("at most")),
    ("at most", Lead::Bound("at most")),
    ("up to", Lead::Bound("at most")),
    ("a maximum of", Lead::Bound("at most")),
    ("maximum of", Lead::Bound("at most")),
    ("fewer than", Lead::Bound("less than")),
    ("less than", Lead::Bound("less than")),
    ("just under", Lead::Approx),
    ("in excess of", Lead::Bound("more than")),
    ("upward of", Lead::Bound("at least")),
    ("exceeding", Lead::Bound("more than")),
    ("under", Lead::Bound("less than")),
    ("below", Lead::Bound("less than")),
    ("an estimated", Lead::Approx),
    ("estimated", Lead::Approx),
    ("close to", Lead::Approx),
    ("as many as", Lead::Approx),
    ("as much as", Lead::Approx),
    ("approximately", Lead::Approx),
    ("roughly", Lead::Approx),
    ("nearly", Lead::Approx),
    ("almost", Lead::Approx),
    ("around", Lead::Approx),
    ("approx.", Lead::Approx),
    ("approx", Lead::Approx),
    ("circa", Lead::Approx),
    ("about", Lead::Approx),
    ("some", Lead::Approx),
    ("between", Lead::Span),
];

/// What a word before a number says of it.
#[derive(Clone, Copy)]
enum Lead {
    Bound(&'static str),
    Approx,
    /// It only belongs to it.
    Span,
}

/// Takes in the words before a number that belong to it.
pub(super) fn lead(r: &Reader<'_, '_>, found: &mut Found, least: usize) {
    let before = r.before(found.span.start);
    let trimmed = before.trim_end();
    if trimmed.len() == before.len() || before.len() - trimmed.len() > 4 {
        return;
    }
    // `up to a 15% rise`
    let article = ["a", "an"]
        .into_iter()
        .find(|a| ends_with_words(trimmed, a))
        .map(|a| {
            trimmed
                .get(..trimmed.len() - a.len())
                .unwrap_or("")
                .trim_end()
        });
    let trimmed = article.unwrap_or(trimmed);
    // Longest of all: a phrase that ends in another is listed before it, so the first that fits counts.
    let mut fits = LEADS
        .iter()
        .filter(|(words, _)| ends_with_words(trimmed, words));
    let Some((words, lead)) = fits.by_ref().max_by_key(|(words, _)| words.len()) else {
        return;
    };
    let start = trimmed.len() - words.len();
    // `spread over five years` lasts so long, `in over five years` is more.
    const MORE: [&str; 10] = [
        "in", "for", "after", "of", "just", "little", "bit", "lasted", "took", "lasting",
    ];
    let left = trimmed.get(..start).unwrap_or("").trim_end();
    let lasts = *words == "over"
        && found.measure.is_some_and(|u| u.is_time())
        && !ends_with_any(left, &MORE);
    if start < least || lasts {
        return;
    }
    match lead {
        Lead::Bound(bound) => found.bound = Some(bound),
        Lead::Approx => found.approx = true,
        Lead::Span => {
            if !matches!(found.value, super::super::Value::Range(_)) {
                return;
            }
        }
    }
    found.span.start = start;
}

/// `30 people or more`: a bound behind what is counted.
pub(super) fn tail(r: &Reader<'_, '_>, found: &mut Found) {
    let rest = r.rest(found.span.end);
    let or = |word: &str| {
        rest.strip_prefix(" or ")
            .and_then(|t| t.strip_prefix(word))
            .is_some_and(|t| !t.starts_with(|c: char| c.is_alphanumeric()))
    };
    if found.bound.is_none() && (or("more") || or("older") || or("higher") || or("longer")) {
        found.bound = Some("at least");
    } else if found.bound.is_none() && (or("less") || or("fewer") || or("younger")) {
        found.bound = Some("at most");
    }
    found.approx |= or("so");
}

/// Whether a text ends with words in any case, as words of their own.
pub(in super::super) fn ends_with_words(text: &str, words: &str) -> bool {
    let Some(start) = text.len().checked_sub(words.len()) else {
        return false;
    };
    let free = || {
        !text
            .get(..start)
            .unwrap_or("")
            .ends_with(|c: char| c.is_alphanumeric() || c == '-')
    };
    text.get(start..)
        .is_some_and(|t| t.eq_ignore_ascii_case(words))
        && free()
}

/// Months before a day that is part of a name.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Whether a text ends with the name of a month: `April 25 Sports Team`, whose day names it.
pub(in super::super) fn ends_with_month(before: &str) -> bool {
    let trimmed = before.trim_end_matches(' ');
    trimmed.len() < before.len() && MONTHS.iter().any(|m| trimmed.ends_with(m))
}

/// Whether the word that ends a text makes a label of the figures behind it.
pub(in super::super) fn labels(before: &str) -> bool {
    let trimmed = before.trim_end_matches([' ', '.', '\u{a0}']);
    if trimmed.len() == before.len() {
        return false;
    }
    let start = trimmed
        .char_indices()
        .rev()
        .take(12)
        .find(|(_, c)| !c.is_ascii_alphabetic())
        .map_or(trimmed.len().saturating_sub(12), |(at, c)| {
            at + c.len_utf8()
        });
    let word = trimmed.get(start..).unwrap_or("");
    // `the entry-level 13-inch model`
    if trimmed.get(..start).is_some_and(|t| t.ends_with('-')) {
        return false;
    }
    let number = word.eq_ignore_ascii_case("no") && before.trim_end().len() == trimmed.len();
    // `there is no 5-year plan` has no label; `No 5` has.
    let small_no = number && word.starts_with('n');
    !small_no && is_label(word)
}
