//! The verbs of an English sentence that make a claim, and how each stands in it.

mod finish;
mod fits;
mod stands;

use std::ops::Range;

use self::{
    finish::{agent, finish},
    fits::choose,
    stands::{before, form, is_negated, stands},
};
pub(super) use self::{
    fits::asked,
    stands::{is_finite, is_verb},
};
use super::lexicon::{self, Does, Frame, Use};
use crate::facts::words::Word;

/// How a verb stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// `Orel said that …`
    Finite,
    /// `…, Orel said.`
    Tail,
    /// `Saying that …, Orel …`
    Fronted,
    /// `Orel …, calling on the mills to …`
    Trailing,
    /// `The mills were criticised.`
    Passive,
    /// `Sharply criticised were the mills.`
    Inverted,
}

/// Whose act it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The words that name who acts.
    Words(Range<usize>),
    /// Whoever the sentence is about.
    Same,
    /// Whoever stands before `who`.
    Before(usize),
    /// Nobody is named.
    Nobody,
}

/// A verb that makes a claim.
#[derive(Clone, Debug)]
pub(super) struct Act {
    pub(super) verb: usize,
    /// The first word behind the verb and the words that belong to it.
    pub(super) body: usize,
    pub(super) used: &'static Use,
    pub(super) stands: Stands,
    pub(super) subject: Subject,
    /// Where what belongs to it begins: its subject, the comma or the conjunction before.
    pub(super) lead: usize,
    /// Whether it stands inside what somebody else says.
    pub(super) inner: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Base,
    Third,
    Past,
    Ing,
}

/// Words between a fronted participle and its auxiliary at most (`Sharply analysed and criticised were`).
const INVERTED: usize = 7;

/// The acts of a sentence, in its order.
pub(super) fn find(words: &[Word], sentence: Range<usize>) -> Vec<Act> {
    let mut acts: Vec<Act> = Vec::new();
    let mut n = sentence.start;
    while n < sentence.end {
        let act = words
            .get(n)
            .filter(|w| w.inside.is_none())
            .and_then(|_| act(words, &sentence, n, acts.last()));
        n = act.as_ref().map_or(n + 1, |a| a.body.max(n + 1));
        acts.extend(act);
    }
    let tail = spoken(words, &sentence).filter(|t| acts.iter().all(|a| a.verb < t.lead));
    acts.extend(tail);
    nest(words, &sentence, &mut acts);
    acts
}

/// `given the delay`, `the care shown to them`: a participle without `have`, whose past has another form.
fn is_bare_participle(words: &[Word], verb: usize, before: Option<usize>) -> bool {
    const PARTICIPLES: [&str; 10] = [
        "given",
        "shown",
        "taken",
        "spoken",
        "written",
        "drawn",
        "sworn",
        "gone",
        "undertaken",
        "begun",
    ];
    let perfect = || {
        let from = before.map_or(0, |b| b + 1);
        let aside = words.get(from..verb).unwrap_or(&[]);
        aside.iter().any(|w| w.tag == 'H')
            || before
                .and_then(|b| words.get(b))
                .is_some_and(|w| w.tag == 'H')
    };
    let form = words.get(verb).map_or("", |w| w.lower.as_str());
    PARTICIPLES.contains(&form) && !perfect()
}

/// A verb of no list that says something: `…, he encouraged.`
static SPEAKS: Use = Use {
    does: Does::Says,
    frame: Frame::Clause,
    rest: Vec::new(),
};

/// `…, he encouraged.` at the end of a sentence: a pronoun and any verb of the past behind a comma.
fn spoken(words: &[Word], sentence: &Range<usize>) -> Option<Act> {
    let last = sentence.end.checked_sub(1)?;
    let verb = if words.get(last)?.tag == '.' {
        last.checked_sub(1)?
    } else {
        last
    };
    let lead = verb.checked_sub(2).filter(|l| *l > sentence.start)?;
    let [comma, subject, past] = words.get(lead..=verb)? else {
        return None;
    };
    let fits = (comma.lower == "," || comma.inside.is_some())
        && matches!(subject.lower.as_str(), "he" | "she" | "they" | "it")
        && (matches!(past.tag, 'd' | 'x') || past.lower.ends_with("ed"));
    fits.then(|| Act {
        verb,
        body: verb + 1,
        used: &SPEAKS,
        stands: Stands::Tail,
        subject: Subject::Words(lead + 1..lead + 2),
        lead,
        inner: false,
    })
}

fn act(words: &[Word], sentence: &Range<usize>, verb: usize, last: Option<&Act>) -> Option<Act> {
    let word = words.get(verb)?;
    let all = lexicon::uses(word);
    if all.is_empty() {
        return None;
    }
    let form = form(words, sentence, verb)?;
    let before = before(words, sentence, verb);
    if is_negated(words, sentence, verb) {
        return None;
    }
    let (stands, lead) = stands(words, sentence, verb, form, before, last)?;
    if stands == Stands::Finite && is_bare_participle(words, verb, before) {
        return None;
    }
    let (used, body) = choose(words, sentence, verb, all, stands)?;
    let mut act = Act {
        verb,
        body,
        used,
        stands,
        subject: Subject::Same,
        lead,
        inner: false,
    };
    if stands == Stands::Finite {
        finish(words, sentence, &mut act, before)?;
    }
    if matches!(stands, Stands::Passive | Stands::Inverted) {
        act.subject = agent(words, sentence, body);
    }
    Some(act)
}

/// Marks the acts that stand inside what somebody else says.
fn nest(words: &[Word], sentence: &Range<usize>, acts: &mut [Act]) {
    let tail = acts.iter().any(|a| a.stands == Stands::Tail);
    let fronted = acts.first().is_some_and(|a| a.stands == Stands::Fronted);
    let mut matrix = false;
    let mut open = false;
    for act in acts.iter_mut() {
        let own = matches!(act.subject, Subject::Words(_));
        match act.stands {
            Stands::Tail => matrix = true,
            Stands::Fronted => open = true,
            Stands::Trailing => {}
            Stands::Finite if own && (tail || fronted || open || matrix) => {
                act.inner = if tail {
                    true
                } else if fronted && !matrix {
                    !behind_comma(words, act.lead)
                } else {
                    open && !begins_anew(words, sentence, act)
                };
                matrix |= !act.inner;
            }
            Stands::Finite => {
                act.inner = tail;
                matrix |= own;
            }
            Stands::Passive | Stands::Inverted => act.inner = open || tail,
        }
        let reported =
            act.stands == Stands::Passive && words.get(act.body).is_none_or(|w| w.lower != "that");
        open |= !act.inner && act.used.frame == Frame::Clause && !reported;
    }
}

fn behind_comma(words: &[Word], lead: usize) -> bool {
    lead.checked_sub(1)
        .and_then(|n| words.get(n))
        .is_some_and(|w| w.lower == ",")
}

/// `…, and he called on …`: a clause of the same sentence whose subject is a pronoun of a person.
fn begins_anew(words: &[Word], sentence: &Range<usize>, act: &Act) -> bool {
    let before = act
        .lead
        .checked_sub(1)
        .filter(|n| *n >= sentence.start)
        .and_then(|n| words.get(n));
    let subject = words.get(act.lead);
    let joined = before.is_some_and(|w| matches!(w.lower.as_str(), "and" | "but" | ";" | "while"));
    joined && subject.is_some_and(|w| matches!(w.lower.as_str(), "he" | "she" | "they"))
}
