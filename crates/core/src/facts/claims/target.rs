//! Whom or what a claim is about, in the words of the text.

use std::ops::Range;

use super::lexicon::{self, Tone};
use crate::facts::{
    people::lexicon::{Class, class},
    words::Word,
};

/// Words of a noun phrase at most.
const LONGEST: usize = 16;

/// A quotation mark: it interrupts no noun phrase.
fn is_mark(word: &Word) -> bool {
    matches!(
        word.lower.as_str(),
        "\"" | "“" | "”" | "‘" | "’" | "``" | "''"
    )
}

/// The head of the noun phrase that begins here: its last noun before a preposition or a clause.
pub(super) fn head(words: &[Word], start: usize, end: usize) -> Option<usize> {
    let end = end.min(start + LONGEST);
    let mut head = None;
    for n in start..end {
        let word = words.get(n)?;
        if is_mark(word) {
            continue;
        }
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
        if is_mark(word) {
            continue;
        }
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

/// The noun of a fault or a merit that a phrase is about: its head, or what that is a number of (`a series
/// of mistakes`).
fn matter(words: &[Word], start: usize, end: usize) -> Option<usize> {
    let head = head(words, start, end)?;
    let of = words.get(head + 1).is_some_and(|w| w.tag == 'o');
    let tone = |n: usize| words.get(n).map(lexicon::tone).unwrap_or_default();
    let noun = Tone::FAULT_NOUN.or(Tone::MERIT_NOUN);
    if of && head + 2 < end && !tone(head).is(noun) {
        let inner = self::head(words, head + 2, end).filter(|n| tone(*n).is(noun));
        return Some(inner.unwrap_or(head));
    }
    Some(head)
}

/// Whether a phrase is about a fault or a merit.
pub(super) fn is_matter(words: &[Word], start: usize, end: usize) -> bool {
    matter(words, start, end)
        .and_then(|n| words.get(n))
        .is_some_and(|w| lexicon::tone(w).is(Tone::FAULT.or(Tone::MERIT)))
}

/// Whose a fault is: `the defects of the mills`, `the mills' defects`, `defects in the mills`, `defects some
/// mills showed`, `their defects`.
pub(super) fn owner(words: &[Word], start: usize, end: usize) -> Option<Range<usize>> {
    let head = matter(words, start, end)?;
    let possessive = words
        .get(start..head)?
        .iter()
        .rposition(|w| matches!(w.lower.as_str(), "'s" | "'"));
    if let Some(at) = possessive {
        return Some(start..start + at);
    }
    let own = |w: &Word| {
        matches!(
            w.lower.as_str(),
            "their" | "our" | "my" | "his" | "her" | "its"
        )
    };
    if let Some(at) = words.get(start..head)?.iter().position(own) {
        return Some(start + at..start + at + 1);
    }
    let mut n = head + 1;
    while n < end.min(head + LONGEST) {
        let word = words.get(n)?;
        if is_mark(word) {
            n += 1;
            continue;
        }
        let ties = matches!(
            word.lower.as_str(),
            "of" | "by" | "in" | "among" | "within" | "from" | "committed" | "at"
        );
        if n == head + 1 && matches!(word.tag, 'D' | 'Q' | 'P' | 's' | 'N') {
            // `the mistakes some mills made`
            let subject = phrase(words, n, end)?;
            let verb = words.get(subject.end).filter(|_| subject.end < end)?;
            return matches!(verb.tag, 'd' | 'x' | 'H' | 'z' | 'B').then_some(subject);
        }
        if !ties && !is_tied(word) {
            return concessive(words, n, end);
        }
        let gerund = words
            .get(n + 1)
            .is_some_and(|w| w.tag == 'g' || w.lower == "not" || w.lower.ends_with("ing"));
        if ties && !gerund {
            return phrase(words, n + 1, end).filter(|r| !is_fault(words, r));
        }
        if ties && gerund {
            return concessive(words, n, end);
        }
        if matches!(word.tag, 'S' | 'W' | '.') {
            return concessive(words, n, end);
        }
        n += 1;
    }
    None
}

/// Words that are looked at for a clause that concedes something.
const CONCEDES: usize = 40;

/// `defects, though the mills grew`, `defects despite the growth of the mills`: of whom good is conceded, he
/// has the defects.
fn concessive(words: &[Word], from: usize, end: usize) -> Option<Range<usize>> {
    let end = end.min(from + CONCEDES);
    let at = (from..end).find(|n| {
        words
            .get(*n)
            .is_some_and(|w| matches!(w.lower.as_str(), "though" | "although" | "despite"))
    })?;
    let granted = phrase(words, at + 1, end)?;
    if words.get(at)?.lower != "despite" {
        return Some(granted);
    }
    let of = granted
        .clone()
        .find(|n| words.get(*n).is_some_and(|w| w.tag == 'o'))?;
    phrase(words, of + 1, granted.end)
}

/// What may stand between a fault and whose it is: `defects revealed last year in the mills`.
fn is_tied(word: &Word) -> bool {
    matches!(word.tag, 'x' | 'r' | 'D' | 'd' | '0' | 'j')
        || class(&word.lower).is(Class::DAY)
        || matches!(
            word.lower.as_str(),
            "found"
                | "year"
                | "month"
                | "week"
                | "period"
                | "past"
                | "last"
                | "to"
                | "light"
                | "so"
                | "far"
                | "that"
                | "which"
                | "were"
                | "are"
                | "have"
                | "been"
                | "during"
        )
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
