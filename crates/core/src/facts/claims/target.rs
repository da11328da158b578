//! Whom or what a claim is about, in the words of the text.

use std::ops::Range;

use super::lexicon::{self, Tone};
use crate::facts::{
    people::lexicon::{Class, class},
    words::Word,
};

/// Words of a noun phrase at most.
const LONGEST: usize = 16;

/// The head of the noun phrase that begins here: its last noun before a preposition or a clause.
pub(super) fn head(words: &[Word], start: usize, end: usize) -> Option<usize> {
    let end = end.min(start + LONGEST);
    let mut head = None;
    for n in start..end {
        let word = words.get(n)?;
        let joined = head.is_some() && matches!(word.tag, 'C');
        if matches!(word.tag, 'n' | 's' | 'N' | '?' | '0')
            || word.capital && word.tag.is_alphabetic()
        {
            head = Some(n);
        } else if lexicon::given(word).is_some() && !matches!(word.tag, 'd' | 'z') {
            head = Some(n);
        } else if joined || head.is_some() && word.tag != '.' && !matches!(word.tag, 'j' | 'x') {
            break;
        } else if !matches!(
            word.tag,
            'D' | 'Q' | 'j' | 'x' | 'g' | 'r' | 'c' | 'v' | 'p' | 'B'
        ) || word.tag == '.'
        {
            break;
        }
    }
    head
}

/// The noun phrase that begins here, without what a preposition other than `of` ties to it.
pub(super) fn phrase(words: &[Word], start: usize, end: usize) -> Option<Range<usize>> {
    let limit = end.min(start + LONGEST);
    let mut stop = start;
    let mut noun = false;
    for n in start..limit {
        let word = words.get(n)?;
        let nominal = matches!(
            word.tag,
            'D' | 'Q' | 'j' | 'n' | 's' | 'N' | '?' | '0' | 'x' | 'g' | 'c'
        ) || word.capital && word.tag.is_alphabetic()
            || matches!(word.lower.as_str(), "'s" | "'" | "all" | "%")
            || noun && word.tag == 'v';
        let inner = word.tag == 'o' && noun || word.tag == 'C' && noun && word.lower != "but";
        let apposed = matches!(word.lower.as_str(), "at" | "in" | "under")
            && noun
            && words.get(n + 1).is_some_and(|w| w.capital);
        if word.tag == 'P' && n == start {
            return Some(start..start + 1);
        }
        // A participle behind the noun begins a clause of its own.
        let clause = noun
            && (word.tag == 'g'
                || word.tag == 'x'
                    && !words.get(n + 1).is_some_and(|w| matches!(w.tag, 'n' | 's')));
        if !(nominal || inner || apposed) || clause {
            break;
        }
        noun |= matches!(word.tag, 'n' | 's' | 'N' | '?') || word.capital;
        stop = n + 1;
    }
    while stop > start
        && words
            .get(stop - 1)
            .is_some_and(|w| matches!(w.tag, 'C' | 'o' | 'D' | 'i' | 'j'))
    {
        stop -= 1;
    }
    (noun && stop > start).then_some(start..stop)
}

/// Whose a fault is: `the defects of the mills`, `the mills' defects`, `defects in the mills`.
pub(super) fn owner(words: &[Word], start: usize, end: usize) -> Option<Range<usize>> {
    let head = head(words, start, end)?;
    let possessive = words
        .get(start..head)?
        .iter()
        .position(|w| matches!(w.lower.as_str(), "'s" | "'"));
    if let Some(at) = possessive {
        return Some(start..start + at);
    }
    let mut n = head + 1;
    while n < end.min(head + LONGEST) {
        let word = words.get(n)?;
        let ties = matches!(
            word.lower.as_str(),
            "of" | "by" | "in" | "among" | "within" | "from" | "committed" | "at"
        );
        let gerund = words
            .get(n + 1)
            .is_some_and(|w| w.tag == 'g' || w.lower == "not");
        if !ties && !is_tied(word) {
            return None;
        }
        if ties && !gerund {
            return phrase(words, n + 1, end).filter(|r| !is_fault(words, r));
        }
        if matches!(word.tag, 'S' | 'W' | '.') {
            return None;
        }
        n += 1;
    }
    None
}

/// What may stand between a fault and whose it is: `defects revealed last year in the mills`.
fn is_tied(word: &Word) -> bool {
    matches!(word.tag, 'x' | 'r' | 'D' | 'd' | '0' | 'j')
        || class(&word.lower).is(Class::DAY)
        || matches!(word.lower.as_str(), "found" | "year" | "month" | "week" | "period" | "past" | "last" | "to" | "light" | "so" | "far" | "that" | "which" | "were" | "are" | "have" | "been" | "during")
}

fn is_fault(words: &[Word], range: &Range<usize>) -> bool {
    let head = head(words, range.start, range.end);
    head.and_then(|h| words.get(h))
        .is_some_and(|w| lexicon::tone(w).is(Tone::FAULT_NOUN))
}

/// Where `for`, `over` or `as` begins what somebody is criticised or praised for.
pub(super) fn reason(words: &[Word], from: usize, end: usize) -> Option<usize> {
    let mut n = from;
    while n < end {
        let word = words.get(n)?;
        if matches!(word.lower.as_str(), "for" | "over" | "because" | "as") {
            return Some(n);
        }
        if matches!(word.tag, 'S' | 'W') || matches!(word.lower.as_str(), ";" | ",") {
            return None;
        }
        n += 1;
    }
    None
}
