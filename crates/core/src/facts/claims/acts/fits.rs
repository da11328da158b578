//! Which use of a verb fits what follows it.

use std::ops::Range;

use super::{
    super::lexicon::{self, Does, Frame, Use},
    Stands,
    stands::is_finite,
};
use crate::facts::{
    people::lexicon::{Class, class},
    words::Word,
};

/// The use of a verb that fits what follows it, and where that begins.
pub(super) fn choose(
    words: &[Word],
    sentence: &Range<usize>,
    verb: usize,
    all: &'static [Use],
    stands: Stands,
) -> Option<(&'static Use, usize)> {
    let follows = |used: &Use| -> Option<usize> {
        let mut at = verb + 1;
        for rest in &used.rest {
            // An adverb may stand between: `called again for`.
            if words
                .get(at)
                .is_some_and(|w| w.tag == 'r' && w.lower != *rest)
            {
                at += 1;
            }
            if at >= sentence.end || words.get(at).is_none_or(|w| w.lower != *rest) {
                return None;
            }
            at += 1;
        }
        Some(at)
    };
    let longest = all
        .iter()
        .filter_map(|u| follows(u).map(|_| u.rest.len()))
        .max()?;
    let fitting = all.iter().filter(|u| u.rest.len() == longest);
    let mut best: Option<(u8, &'static Use, usize)> = None;
    for used in fitting {
        let Some(body) = follows(used) else { continue };
        let fit = fit(words, sentence, body, used, stands);
        if let Some(fit) = fit.filter(|f| best.as_ref().is_none_or(|b| *f > b.0)) {
            best = Some((fit, used, body));
        }
    }
    // A verb whose particle means nothing here may still be used without it.
    best.map(|(_, used, body)| (used, body))
}

/// How well what follows a verb fits a use of it.
fn fit(
    words: &[Word],
    sentence: &Range<usize>,
    body: usize,
    used: &Use,
    stands: Stands,
) -> Option<u8> {
    let next = words.get(body).filter(|_| body < sentence.end);
    let ends = next.is_none_or(|w| matches!(w.lower.as_str(), "." | "," | "!" | "?" | ";"));
    if matches!(stands, Stands::Passive | Stands::Inverted) {
        let person = used.frame == Frame::Person && asked(words, sentence, body).is_some();
        return match used.frame {
            Frame::Person => person.then_some(5),
            Frame::About => Some(4),
            Frame::Clause if next.is_some_and(|w| w.lower == "that") => Some(4),
            Frame::Clause => Some(2),
            Frame::Matter => Some(3),
            Frame::Given => Some(1),
        };
    }
    match used.frame {
        // `called to correct`, not `called him to ask`.
        Frame::Person if calls(words, body) => next.filter(|w| w.tag == 't').map(|_| 6),
        Frame::Person => asked(words, sentence, body).map(|_| 6),
        Frame::Clause => {
            // `pledged to open`, not `said to open`
            let verb = words.get(body + 1).is_some_and(|w| {
                matches!(w.tag, 'v' | 'p' | 'B' | 'H' | 'O' | '?' | 'r')
                    || w.tag == 'n' && !w.capital
                    || w.lower == "not"
            });
            let to =
                next.is_some_and(|w| w.tag == 't') && verb && matches!(used.does, Does::Makes(_));
            // `denied being unfair`, `rejected the charge`
            let denies = used.does == Does::Denies
                && next.is_some_and(|w| {
                    matches!(w.tag, 'g' | 'D' | 'n' | 's' | 'j' | 'N' | 'Q' | '?')
                        || w.capital
                        || w.lower.ends_with("ing")
                });
            // `pointed out mistakes that …`: the fault is brought up.
            let matter = super::super::target::is_matter(words, body, sentence.end)
                && next.is_some_and(|w| w.inside.is_none() && w.lower != "that");
            // `…, said Orel, the minister.`
            let before = body
                .checked_sub(2)
                .filter(|n| *n > sentence.start && used.rest.is_empty())
                .and_then(|n| words.get(n));
            let inverted = before.is_some_and(|w| w.lower == "," || w.inside.is_some())
                && next.is_some_and(|w| w.capital || w.tag == 'D' && w.lower != "that");
            // `held a rally`, not `held that …`
            let holds = body
                .checked_sub(1)
                .and_then(|n| words.get(n))
                .is_some_and(|w| matches!(w.lower.as_str(), "hold" | "holds" | "held" | "holding"));
            if holds && !ends && next.is_some_and(|w| w.lower != "that") {
                return None;
            }
            // `offered the example` promises nothing.
            let offers = body
                .checked_sub(1)
                .and_then(|n| words.get(n))
                .is_some_and(|w| w.lower.starts_with("offer") || w.lower.starts_with("volunteer"));
            if offers && !to {
                return None;
            }
            let clause = ends || to || denies || inverted || starts_clause(words, sentence, body);
            clause.then_some(if matter { 1 } else { 4 })
        }
        Frame::About | Frame::Matter | Frame::Given if ends => None,
        // Something must follow that it can be about.
        Frame::About => next
            .filter(|w| !matches!(w.tag, 'S' | 't' | '0') && !is_day(w))
            .map(|_| 3),
        Frame::Matter => next
            .filter(|w| w.tag != 'S' && (w.tag != 'i' || !used.rest.is_empty()))
            .map(|_| 2),
        Frame::Given => next
            .filter(|w| !matches!(w.tag, 'S' | 'i' | 't'))
            .map(|_| 1),
    }
}

fn calls(words: &[Word], body: usize) -> bool {
    let verb = body.checked_sub(1).and_then(|n| words.get(n));
    verb.is_some_and(|w| w.lower.starts_with("call"))
}

fn is_day(word: &Word) -> bool {
    class(&word.lower).is(Class::DAY)
}

/// Words of somebody who is asked at most.
pub(super) const ASKED: usize = 34;

/// Where `to` stands behind somebody who is asked: `the mills [to] open`.
pub(in super::super) fn asked(
    words: &[Word],
    sentence: &Range<usize>,
    body: usize,
) -> Option<usize> {
    let end = (body + ASKED).min(sentence.end);
    let first = words.get(body)?;
    if matches!(first.tag, 'S' | 't') && first.lower != "all" || first.lower == "," {
        return (first.tag == 't').then_some(body);
    }
    for n in body + 1..end {
        let word = words.get(n)?;
        let verb = words.get(n + 1).is_some_and(|w| {
            matches!(w.tag, 'v' | 'p' | 'B' | 'H' | 'r' | 'O' | '?')
                || w.lower == "not"
                || w.tag == 'n' && !w.capital
                || lexicon::uses(w).len() > 1
                // `to open the schools`, `to clean them`: an adjective that is a verb before an object.
                || w.tag == 'j'
                    && words.get(n + 2).is_some_and(|o| {
                        o.capital || matches!(o.tag, 'D' | 'P' | 'n' | 's' | 'Q' | 'N' | '.')
                    })
        });
        if word.tag == 't' && verb {
            // `not to` belongs to what is to be done.
            let not = words
                .get(n - 1)
                .is_some_and(|w| w.lower == "not" || w.lower == "never");
            return Some(if not { n - 1 } else { n });
        }
        let stops = word.tag == 'S' && word.lower != "so" || is_finite(word) || word.lower == ";";
        if stops {
            return None;
        }
    }
    None
}

/// Words of a subject at most, where a clause begins without `that`.
const CLAUSE: usize = 24;

/// Whether a clause begins here: `that …`, `it is …`, `the mills have …`, or what is said stands behind a
/// colon or in marks.
pub(super) fn starts_clause(words: &[Word], sentence: &Range<usize>, body: usize) -> bool {
    let end = (body + CLAUSE).min(sentence.end);
    let part = words.get(body..end).unwrap_or(&[]);
    let Some(first) = part.first() else {
        return true;
    };
    if matches!(first.tag, 'S' | 'W') || first.inside.is_some() || first.lower == ":" {
        return true;
    }
    // `told reporters that`, `said to the mills that`, `said on Friday that`
    for (n, word) in part.iter().enumerate() {
        if word.lower == "that" && n > 0 || word.inside.is_some() || word.lower == ":" {
            return true;
        }
        // `reported to the office`: only `that` or marks make a clause of what follows.
        if matches!(first.lower.as_str(), "to" | "by" | "through") {
            if matches!(word.lower.as_str(), ";" | ",") {
                return false;
            }
            continue;
        }
        if is_finite(word)
            || matches!(word.tag, 'x' | 'p' | 'v')
                && n > 0
                && part.get(n - 1).is_some_and(|w| w.tag == 'P')
        {
            return n > 0;
        }
        if matches!(word.lower.as_str(), ";" | ",")
            || matches!(word.tag, 'W' | 't')
            || n == 0 && word.tag == 'i' && !AT.contains(&word.lower.as_str())
        {
            return false;
        }
    }
    false
}

/// What an aside between a verb and what is said begins with (`said on Friday that`).
const AT: [&str; 8] = ["on", "at", "in", "to", "after", "during", "by", "through"];
