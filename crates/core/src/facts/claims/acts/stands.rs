//! How a verb stands in its sentence.

use std::ops::Range;

use super::{
    super::{
        Type,
        lexicon::{self, Does, Frame},
    },
    Act, Form, INVERTED, Stands,
};
use crate::facts::words::Word;

/// The word before, adverbs and auxiliaries of the perfect aside.
pub(super) fn before(words: &[Word], sentence: &Range<usize>, verb: usize) -> Option<usize> {
    (sentence.start..verb).rev().take(5).find(|n| {
        words.get(*n).is_some_and(|w| {
            !(w.tag == 'r' && !w.capital
                || w.tag == 'H'
                || matches!(w.lower.as_str(), "also" | "then" | "once" | "again"))
        })
    })
}

pub(super) fn form(words: &[Word], sentence: &Range<usize>, verb: usize) -> Option<Form> {
    let word = words.get(verb)?;
    let lower = word.lower.as_str();
    let form = match word.tag {
        'd' | 'x' => Form::Past,
        'z' => Form::Third,
        'g' => Form::Ing,
        'v' | 'p' => Form::Base,
        _ if lower.ends_with("ing") => Form::Ing,
        _ if lower.ends_with("ed") => Form::Past,
        _ if lower.ends_with('s') => Form::Third,
        _ => Form::Base,
    };
    // A capital letter inside a sentence makes a name of it.
    if word.capital && verb > sentence.start && !matches!(form, Form::Ing | Form::Past) {
        return None;
    }
    let previous = verb.checked_sub(1).filter(|n| *n >= sentence.start);
    let previous = previous.and_then(|n| words.get(n));
    let nominal = previous.is_some_and(|w| {
        matches!(w.tag, 'D' | 'Q' | 'j' | 'o')
            || w.lower == "'s"
            || w.tag == 'i' && form != Form::Ing
    });
    let next = words.get(verb + 1).filter(|_| verb + 1 < sentence.end);
    // `the announced plan`, `that said shortcomings`
    let adjective = form == Form::Past
        && previous.is_some_and(|w| matches!(w.tag, 'D' | 'Q' | 'S' | 'i' | 'o' | 'j'))
        && next.is_some_and(|w| matches!(w.tag, 'n' | 's' | 'j' | 'N'));
    let noun = matches!(form, Form::Base | Form::Third | Form::Past) && nominal && word.tag != 'd';
    (!noun && !adjective).then_some(form)
}

/// `did not criticise`, `never said`: no claim.
pub(super) fn is_negated(words: &[Word], sentence: &Range<usize>, verb: usize) -> bool {
    let from = verb.saturating_sub(3).max(sentence.start);
    words.get(from..verb).unwrap_or(&[]).iter().any(|w| {
        matches!(
            w.lower.as_str(),
            "not" | "n't" | "never" | "neither" | "nor" | "cannot"
        ) || w.lower.ends_with("n't")
    })
}

pub(super) fn stands(
    words: &[Word],
    sentence: &Range<usize>,
    verb: usize,
    form: Form,
    before: Option<usize>,
    last: Option<&Act>,
) -> Option<(Stands, usize)> {
    let Some(previous) = before.and_then(|n| words.get(n)) else {
        return match form {
            Form::Ing => Some((Stands::Fronted, verb)),
            Form::Past if inverts(words, sentence, verb) => Some((Stands::Inverted, verb)),
            _ => None,
        };
    };
    let at = before.unwrap_or(verb);
    match form {
        Form::Ing => participle(words, sentence, verb, at, last),
        Form::Past if previous.tag == 'B' => Some((Stands::Passive, at)),
        // `Mills Accused of Waste`: in a headline a passive; else it belongs to the noun before.
        Form::Past if is_of_others(words, verb) => {
            let own = words.get(sentence.clone()).unwrap_or(&[]);
            let clause = own
                .iter()
                .enumerate()
                .any(|(n, w)| sentence.start + n != verb && is_finite(w));
            (!clause && !joins(previous)).then_some((Stands::Passive, verb))
        }
        Form::Past
            if joins(previous)
                && last.is_some_and(|a| {
                    a.stands == Stands::Passive
                        && verb - a.verb <= INVERTED
                        && !has_finite(words, a.verb + 1..verb)
                }) =>
        {
            Some((Stands::Passive, at))
        }
        Form::Past if at == sentence.start && joins(previous) => None,
        Form::Past if inverts(words, sentence, verb) && opens_inverted(words, sentence, verb) => {
            Some((Stands::Inverted, verb))
        }
        // `went on to stress`
        Form::Base if previous.tag == 't' => {
            let lemma = at
                .checked_sub(1)
                .and_then(|n| words.get(n))
                .map(|w| w.lower.as_str());
            let goes = matches!(
                lemma,
                Some("on" | "continued" | "proceeded" | "hastened" | "rushed")
            );
            goes.then_some((Stands::Finite, verb))
        }
        Form::Base if matches!(previous.tag, 'M' | 'O') => None,
        // `they praise`, `the mills demand`: a base form needs a subject of several, or `we`, `you`.
        Form::Base if !matches!(previous.tag, 's' | 'P') => None,
        // `the funds rate is low`: the last noun of several.
        Form::Base
            if previous.tag == 's'
                && words.get(verb + 1).is_none_or(|w| {
                    is_finite(w) || matches!(w.tag, 'B' | '.') && w.inside.is_none()
                }) =>
        {
            None
        }
        _ => Some((Stands::Finite, verb)),
    }
}

fn participle(
    words: &[Word],
    sentence: &Range<usize>,
    verb: usize,
    at: usize,
    last: Option<&Act>,
) -> Option<(Stands, usize)> {
    let previous = words.get(at)?;
    if previous.tag == 'B' {
        return Some((Stands::Finite, verb));
    }
    // `While stressing …,`, `In criticising …,`, `And calling on`
    let leading = words.get(sentence.start..verb)?;
    let fronted = leading.len() <= 3
        && leading
            .iter()
            .all(|w| matches!(w.tag, 'i' | 'S' | 'C' | 'r') && w.lower != "for" || w.lower == ",");
    if fronted {
        return Some((Stands::Fronted, sentence.start));
    }
    let comma = previous.lower == ",";
    // `called for closing the mills, and making the figures public`
    let goes_on = last.is_some_and(|a| {
        a.stands == Stands::Finite && words.get(a.body).is_some_and(|w| w.tag == 'g')
    });
    let joined = joins(previous)
        && !goes_on
        && (last.is_some_and(|a| matches!(a.stands, Stands::Fronted | Stands::Trailing))
            || at
                .checked_sub(1)
                .and_then(|n| words.get(n))
                .is_some_and(|w| w.lower == ","));
    // `after accusing them of …`, `issued a statement condemning …`
    let led = matches!(
        previous.lower.as_str(),
        "while" | "after" | "before" | "by" | "when" | "since" | "for"
    );
    let noun = (matches!(previous.tag, 'n' | 's' | 'N' | '?' | '0') || previous.capital)
        && is_strong(words, verb);
    // `while reviewing their work` only tells when.
    let that = words.get(verb + 1).is_some_and(|w| w.lower == "that");
    let led = led && (that || is_strong(words, verb));
    if comma || joined || led || noun {
        let front = last.is_some_and(|a| a.stands == Stands::Fronted)
            && !has_matrix(words, last.map_or(sentence.start, |a| a.body)..at);
        let stands = if front {
            Stands::Fronted
        } else {
            Stands::Trailing
        };
        let lead = if comma || joined { at } else { verb };
        return Some((stands, lead));
    }
    None
}

/// `accused of`, `criticised over`: somebody else accuses.
fn is_of_others(words: &[Word], verb: usize) -> bool {
    let next = words.get(verb + 1).map_or("", |w| w.lower.as_str());
    let blames = words
        .get(verb)
        .map(lexicon::uses)
        .unwrap_or_default()
        .iter()
        .any(|u| {
            u.rest.is_empty()
                && u.frame == Frame::About
                && matches!(u.does, Does::Makes(Type::Criticism | Type::Praise))
        });
    blames && matches!(next, "of" | "by" | "for" | "over" | "in" | "as" | "at")
}

/// Whether a verb alone criticises, demands or praises: behind a noun its participle is no adjective.
fn is_strong(words: &[Word], verb: usize) -> bool {
    let word = words.get(verb);
    let lower = word.map_or("", |w| w.lower.as_str());
    let uses = word.map(lexicon::uses).unwrap_or_default();
    let strong = uses.iter().any(|u| {
        matches!(
            u.does,
            Does::Makes(Type::Criticism | Type::Demand | Type::Praise)
        ) && u
            .rest
            .iter()
            .enumerate()
            .all(|(n, r)| words.get(verb + 1 + n).is_some_and(|w| w.lower == *r))
    });
    strong
        && !matches!(
            lower,
            "asking" | "requiring" | "complaining" | "telling" | "ordering" | "welcoming"
        )
}

/// Whether a clause with a pronoun or a name as its subject stands in a stretch, behind a comma.
fn has_matrix(words: &[Word], range: Range<usize>) -> bool {
    let part = words.get(range).unwrap_or(&[]);
    part.windows(3).any(|w| {
        let [comma, subject, verb] = w else {
            return false;
        };
        comma.lower == ","
            && (subject.tag == 'P' || subject.capital)
            && matches!(verb.tag, 'd' | 'z' | 'x' | 'B' | 'H' | 'r')
    })
}

pub(super) fn joins(word: &Word) -> bool {
    matches!(word.lower.as_str(), "and" | "but" | "or" | "&")
}

fn has_finite(words: &[Word], range: Range<usize>) -> bool {
    words.get(range).unwrap_or(&[]).iter().any(is_finite)
}

pub(in super::super) fn is_finite(word: &Word) -> bool {
    matches!(word.tag, 'd' | 'z' | 'B' | 'H' | 'M' | 'O')
        && !word.capital
        && word.lower != "'s"
        && word.inside.is_none()
}

/// Whether a word is a verb of a clause, inside marks or not.
pub(in super::super) fn is_verb(word: &Word) -> bool {
    matches!(word.tag, 'd' | 'z' | 'B' | 'H' | 'M' | 'O' | 'v' | 'p') && word.lower != "'s"
}

/// `Criticised were the mills`: an auxiliary follows, with nothing but participles between.
fn inverts(words: &[Word], sentence: &Range<usize>, verb: usize) -> bool {
    let end = (verb + 1 + INVERTED).min(sentence.end);
    for word in words.get(verb + 1..end).unwrap_or(&[]) {
        if matches!(word.lower.as_str(), "was" | "were" | "is" | "are") {
            return true;
        }
        let participle =
            matches!(word.tag, 'x' | 'd' | 'r' | 'C' | '?') || word.lower.ends_with("ed");
        if !participle && word.lower != "," && !matches!(word.tag, 'i') {
            return false;
        }
    }
    false
}

fn opens_inverted(words: &[Word], sentence: &Range<usize>, verb: usize) -> bool {
    let before = words.get(sentence.start..verb).unwrap_or(&[]);
    before.iter().all(|w| {
        matches!(w.tag, 'r' | 'x' | 'd' | 'C' | 'i' | '?')
            || w.lower.ends_with("ed")
            || w.lower == ","
    })
}
