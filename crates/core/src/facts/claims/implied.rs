//! Blame that is not said outright: in a demand to overcome a fault, in a condition that is not met.

use std::ops::Range;

use super::{
    acts::is_finite,
    judge::{LOOKED, is_human},
    lexicon::{self, Tone},
};
use crate::facts::words::Word;

/// Words between a verb of overcoming and the fault at most.
const OVERCOME: usize = 8;

/// `overcome the laxity of the mills`, `do away with formalism`: the verb and the fault.
pub(super) fn overcomes(words: &[Word], range: &Range<usize>) -> Option<Range<usize>> {
    let tone = |n: usize| words.get(n).map(lexicon::tone).unwrap_or_default();
    let looked = range.start..range.end.min(range.start + LOOKED);
    looked.clone().find_map(|verb| {
        let led = verb == looked.start
            || words.get(verb)?.tag == 'g'
            || words.get(verb - 1).is_some_and(|w| {
                matches!(w.tag, 't' | 'M' | 'r' | 'C')
                    || matches!(w.lower.as_str(), "," | "and" | "not")
            });
        if !tone(verb).is(Tone::OVERCOME) || !led {
            return None;
        }
        let end = (verb + 1 + OVERCOME).min(looked.end);
        let stop = (verb + 1..end)
            .find(|n| {
                words
                    .get(*n)
                    .is_some_and(|w| matches!(w.lower.as_str(), ";" | ":" | "that"))
            })
            .unwrap_or(end);
        let fault =
            (verb + 1..stop).find(|n| tone(*n).is(Tone::FAULT_NOUN.or(Tone::FAULT_ADJECTIVE)))?;
        Some(verb..fault + 1)
    })
}

/// Words of a condition that are looked at.
const CONDITION: usize = 40;

/// `if the mills fail to open, the harvest will be lost`: a warning blames.
pub(super) fn warns(words: &[Word], range: &Range<usize>) -> Option<Range<usize>> {
    let end = range.end.min(range.start + CONDITION);
    let at = (range.start..end).find(|n| {
        words
            .get(*n)
            .is_some_and(|w| matches!(w.lower.as_str(), "if" | "unless"))
    })?;
    let verb = (at + 1..end).find(|n| {
        words.get(*n).is_some_and(|w| {
            lexicon::tone(w).is(Tone::FAULT_VERB) && matches!(w.tag, 'v' | 'p' | 'z' | '?')
        })
    })?;
    let subject = at + 1..verb;
    let clause = words
        .get(subject.clone())?
        .iter()
        .any(|w| is_finite(w) || w.lower == ",");
    (!clause && is_agentive(words, &subject)).then_some(at..verb + 1)
}

/// Whether words mean people or bodies, or a plural of those who do something.
fn is_agentive(words: &[Word], range: &Range<usize>) -> bool {
    is_human(words, Some(range)) || words.get(range.clone()).is_some_and(super::voice::speaks)
}
