//! What a quantity is one of: the noun phrases around it.

use super::super::scan::Reader;
use super::lead::ends_with_words;

use crate::text::Span;

/// Words of the phrase after `of` at most.
const OF: usize = 6;

/// The noun phrase behind `of`: of `15 tons of wastepaper`.
pub(super) fn of_phrase(r: &Reader<'_, '_>, end: usize) -> Option<String> {
    let rest = r.rest(end);
    let trimmed = rest.trim_start();
    let of = trimmed.strip_prefix("of ")?;
    phrase(r, r.text.len() - of.len())
}

/// The noun phrase that a unit stands before: of `2 percent inflation`, `five-year plan`.
pub(super) fn attribute(r: &Reader<'_, '_>, end: usize) -> Option<String> {
    let rest = r.rest(end);
    let gap = rest.len() - rest.trim_start().len();
    (1..=4).contains(&gap).then_some(())?;
    phrase(r, end)
}

pub(super) fn phrase(r: &Reader<'_, '_>, at: usize) -> Option<String> {
    let words = &(r.words)().words;
    let from = words.partition_point(|w| w.span.start < at);
    let article = words.get(from).is_some_and(|w| matches!(w.tag, 'D' | 'Q'));
    let from = from + usize::from(article);
    let first = words.get(from)?;
    let mut last = None;
    for word in words.iter().skip(from).take(OF) {
        let noun = matches!(word.tag, 'n' | 's' | 'N' | '?') && word.sentence == first.sentence;
        let part = noun || matches!(word.tag, 'j' | 'g' | 'x');
        if !part || word.sentence != first.sentence || word.tag == '0' {
            break;
        }
        if noun {
            last = Some(word);
        }
    }
    let span = Span::new(first.span.start, last?.span.end);
    Some(spaced(span.of(r.text)))
}

/// Words between what is measured and its measure.
const MEASURES: [&str; 16] = [
    "of", "at", "by", "to", "is", "was", "were", "are", "reached", "for", "from", "about", "than",
    "the", "a", "over",
];

/// The noun phrase before a measure: of `at medium range of 320 km`.
pub(super) fn noun_before(r: &Reader<'_, '_>, start: usize) -> Option<String> {
    let words = &(r.words)().words;
    let mut n = words.partition_point(|w| w.span.start < start);
    let sentence = words.get(n.checked_sub(1)?)?.sentence;
    let mut small = 0;
    loop {
        n = n.checked_sub(1)?;
        if !MEASURES.contains(&words.get(n)?.lower.as_str()) {
            break;
        }
        small += 1;
        (small <= 3).then_some(())?;
    }
    let last = words
        .get(n)
        .filter(|w| matches!(w.tag, 'n' | 's' | 'N') && w.sentence == sentence)?;
    let mut first = last;
    for back in 1..4 {
        let Some(word) = n.checked_sub(back).and_then(|b| words.get(b)) else {
            break;
        };
        if !matches!(word.tag, 'n' | 'j' | 'N') || word.sentence != sentence {
            break;
        }
        first = word;
    }
    (small > 0).then(|| spaced(Span::new(first.span.start, last.span.end).of(r.text)))
}

/// Text with white space of any kind and length as one space.
pub(super) fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text ends with one of some words in any case, as a word of its own.
pub(super) fn ends_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| ends_with_words(text, w))
}
