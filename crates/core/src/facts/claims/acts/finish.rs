//! Whose act a verb is.

use std::ops::Range;

use super::{
    super::lexicon::{Does, Frame},
    Act, Stands, Subject,
    fits::{ASKED, starts_clause},
    stands::{is_finite, joins},
};
use crate::facts::{
    people::lexicon::{Class, class},
    quotes::subject,
    words::Word,
};

/// Settles whose act a finite verb is, and whether what is said stands before it; none if the verb
/// belongs to a noun (`the tasks set forth at the meeting`).
pub(super) fn finish(
    words: &[Word],
    sentence: &Range<usize>,
    act: &mut Act,
    before: Option<usize>,
) -> Option<()> {
    let at = bracketed(words, before?);
    let previous = words.get(at)?;
    if previous.tag == 't' && words.get(at + 1).is_some_and(|w| w.tag == 'H') {
        let subject = reported_subject(words, sentence, at)?;
        act.lead = subject.start;
        act.subject = Subject::Words(subject);
        return Some(());
    }
    if previous.tag == 'W'
        || previous.lower == "that"
            && at > sentence.start
            && words
                .get(at - 1)
                .is_some_and(|w| matches!(w.tag, 'n' | 's' | 'N'))
    {
        act.subject = Subject::Before(at);
        act.lead = at;
        return (previous.lower == "who").then_some(());
    }
    // `“…,” said Orel.`
    let behind = words
        .get(act.body)
        .filter(|w| w.capital || w.tag == 'D' || w.tag == 'P');
    let closes = previous.lower == "," && at > sentence.start || previous.inside.is_some();
    let inverted =
        closes && behind.is_some() && act.used.frame == Frame::Clause && at + 1 == act.verb;
    if inverted {
        let cue = act.verb..act.body;
        let found = subject::of(words, &cue, &(0..0))
            .into_iter()
            .find(|r| r.start >= act.body);
        if let Some(found) = found.filter(|r| ends_soon(words, sentence, r.end)) {
            act.subject = Subject::Words(found);
            act.stands = Stands::Tail;
            act.lead = at;
            return Some(());
        }
        if !starts_clause(words, sentence, act.body) {
            return None;
        }
    }
    if joins(previous) {
        act.subject = Subject::Same;
        act.lead = comma_before(words, at);
        return Some(());
    }
    let dated = before_date(words, at);
    let found = apposed(words, sentence, at)
        .or_else(|| subject::before(words, dated + 1).filter(|r| r.start >= sentence.start));
    let Some(found) = found else {
        act.lead = at;
        act.subject = Subject::Same;
        return (previous.lower == ",").then_some(());
    };
    act.lead = found.start;
    // `if the council decides to …`: nobody has decided.
    let open = found
        .start
        .checked_sub(1)
        .and_then(|n| words.get(n))
        .is_some_and(|w| {
            matches!(
                w.lower.as_str(),
                "if" | "unless" | "once" | "until" | "whether"
            )
        });
    if open && found.start > sentence.start {
        return None;
    }
    let comma = found
        .start
        .checked_sub(1)
        .filter(|n| *n > sentence.start && *n >= sentence.start);
    let comma = comma.filter(|n| {
        words
            .get(*n)
            .is_some_and(|w| w.lower == "," || w.inside.is_some())
    });
    let clause = act.used.frame == Frame::Clause || act.used.does == Does::Says;
    let says = clause && !starts_with_that(words, act.body);
    if let Some(comma) = comma.filter(|_| says && ends_soon(words, sentence, act.body)) {
        act.stands = Stands::Tail;
        act.lead = comma;
    } else if !matches!(act.used.frame, Frame::Clause | Frame::Person)
        && nothing_follows(words, sentence, act.body)
    {
        return None;
    }
    act.subject = Subject::Words(found);
    Some(())
}

/// The word before a day that stands between a subject and its verb: `The council on May 6 urged`.
fn before_date(words: &[Word], at: usize) -> usize {
    let number = |n: usize| words.get(n).is_some_and(|w| w.tag == '0');
    let named = |n: usize| {
        words
            .get(n)
            .is_some_and(|w| w.capital && class(&w.lower).is(Class::DAY) || w.lower == "may")
    };
    let first = if number(at) && at.checked_sub(1).is_some_and(named) {
        at - 1
    } else if named(at) {
        at
    } else {
        return at;
    };
    let tie = first.checked_sub(1).filter(|n| {
        words
            .get(*n)
            .is_some_and(|w| matches!(w.lower.as_str(), "on" | "in"))
    });
    tie.and_then(|n| n.checked_sub(1)).unwrap_or(at)
}

/// Words of a name between two commas at most.
const APPOSED: usize = 6;

/// `The group that owns the mills, Tarsk Grain, says`: the name between the commas.
fn apposed(words: &[Word], sentence: &Range<usize>, comma: usize) -> Option<Range<usize>> {
    if words.get(comma)?.lower != "," {
        return None;
    }
    let from = comma.saturating_sub(APPOSED).max(sentence.start);
    let open = (from..comma)
        .rev()
        .find(|n| words.get(*n).is_some_and(|w| w.lower == ","))?;
    let name = words.get(open + 1..comma)?;
    let named = !name.is_empty()
        && name
            .iter()
            .all(|w| w.capital || matches!(w.lower.as_str(), "of" | "the"));
    // `Jan Orel, First Secretary, said`: the name stands before.
    let named = named
        && open
            .checked_sub(1)
            .and_then(|n| words.get(n))
            .is_some_and(|w| !w.capital);
    let day = name
        .iter()
        .any(|w| class(&w.lower).is(Class::DAY.or(Class::PLACE)));
    (named && !day).then_some(open + 1..comma)
}

/// `Orel was reported to have said`: who is reported to have done so.
fn reported_subject(words: &[Word], sentence: &Range<usize>, to: usize) -> Option<Range<usize>> {
    let participle = to.checked_sub(1)?;
    let be = participle.checked_sub(1).filter(|n| *n > sentence.start)?;
    let passive = words.get(be)?.tag == 'B' && matches!(words.get(participle)?.tag, 'x' | 'd');
    passive.then(|| subject::before(words, be))?
}

/// The word before an abbreviation in brackets: `the Tarsk News Agency (TNA) said`.
fn bracketed(words: &[Word], at: usize) -> usize {
    if words.get(at).is_none_or(|w| w.lower != ")") {
        return at;
    }
    let open = (at.saturating_sub(4)..at)
        .rev()
        .find(|n| words.get(*n).is_some_and(|w| w.lower == "("));
    open.and_then(|o| o.checked_sub(1)).unwrap_or(at)
}

fn starts_with_that(words: &[Word], body: usize) -> bool {
    words
        .get(body)
        .is_some_and(|w| w.lower == "that" || w.lower == ":")
}

/// The comma before a conjunction, else the conjunction.
fn comma_before(words: &[Word], at: usize) -> usize {
    at.checked_sub(1)
        .filter(|n| words.get(*n).is_some_and(|w| w.lower == ","))
        .unwrap_or(at)
}

/// Words of a day or a place behind a tail at most: `…, he said on Friday in a letter.`
const TAIL: usize = 12;

/// Whether a sentence ends here, but for days, places and a participle.
fn ends_soon(words: &[Word], sentence: &Range<usize>, from: usize) -> bool {
    let rest = words.get(from..sentence.end).unwrap_or(&[]);
    for (n, word) in rest.iter().enumerate() {
        if matches!(word.lower.as_str(), "." | "," | ";" | "!" | "?" | "—" | "–")
            || word.inside.is_some()
        {
            return true;
        }
        // `he said and went on:`
        let goes_on = word.lower == "and" && rest.get(n + 1).is_some_and(is_finite);
        if goes_on {
            return true;
        }
        let fits = matches!(
            word.tag,
            'i' | 'r' | 'D' | 'n' | 'N' | '0' | 'j' | 't' | 's' | '?' | 'Q' | 'o'
        ) || word.capital;
        if n >= TAIL
            || !fits
            || n == 0
                && !matches!(word.tag, 'i' | 'r' | 't')
                && !word.capital
                && word.lower != "today"
        {
            return false;
        }
    }
    true
}

/// `set forth at the meeting`, `announced by the mills`: the verb belongs to the noun before it.
fn nothing_follows(words: &[Word], sentence: &Range<usize>, body: usize) -> bool {
    let Some(next) = words.get(body).filter(|_| body < sentence.end) else {
        return true;
    };
    matches!(next.tag, 'i' | 't' | '.')
        && next.inside.is_none()
        && !matches!(next.lower.as_str(), "“" | "\"" | ":" | "about")
}

/// Who acts in a passive: `by Orel`.
pub(super) fn agent(words: &[Word], sentence: &Range<usize>, body: usize) -> Subject {
    let part = words
        .get(body..(body + ASKED).min(sentence.end))
        .unwrap_or(&[]);
    let stop = part
        .iter()
        .position(|w| matches!(w.tag, 'S') || is_finite(w))
        .unwrap_or(part.len());
    let by = part
        .get(..stop)
        .unwrap_or(&[])
        .iter()
        .position(|w| w.lower == "by");
    let Some(by) = by.map(|n| body + n) else {
        return Subject::Nobody;
    };
    let cue = by..by + 1;
    let found = subject::of(words, &cue, &(0..0))
        .into_iter()
        .find(|r| r.start > by);
    found.map_or(Subject::Nobody, Subject::Words)
}
