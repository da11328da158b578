//! The verbs of an English sentence that make a claim, and how each stands in it.

use std::ops::Range;

use super::lexicon::{self, Does, Frame, Use};
use crate::facts::{
    people::lexicon::{Class, class},
    quotes::subject,
    words::Word,
};

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

/// The word before, adverbs and auxiliaries of the perfect aside.
fn before(words: &[Word], sentence: &Range<usize>, verb: usize) -> Option<usize> {
    (sentence.start..verb).rev().take(5).find(|n| {
        words.get(*n).is_some_and(|w| {
            !(w.tag == 'r' && !w.capital
                || w.tag == 'H'
                || matches!(w.lower.as_str(), "also" | "then" | "once" | "again"))
        })
    })
}

fn form(words: &[Word], sentence: &Range<usize>, verb: usize) -> Option<Form> {
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
fn is_negated(words: &[Word], sentence: &Range<usize>, verb: usize) -> bool {
    let from = verb.saturating_sub(3).max(sentence.start);
    words.get(from..verb).unwrap_or(&[]).iter().any(|w| {
        matches!(
            w.lower.as_str(),
            "not" | "n't" | "never" | "neither" | "nor" | "cannot"
        ) || w.lower.ends_with("n't")
    })
}

fn stands(
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
    let joined = joins(previous)
        && (last.is_some_and(|a| matches!(a.stands, Stands::Fronted | Stands::Trailing))
            || at
                .checked_sub(1)
                .and_then(|n| words.get(n))
                .is_some_and(|w| w.lower == ","));
    if comma || joined || previous.lower == "while" {
        let front = last.is_some_and(|a| a.stands == Stands::Fronted)
            && !has_matrix(words, last.map_or(sentence.start, |a| a.body)..at);
        let stands = if front {
            Stands::Fronted
        } else {
            Stands::Trailing
        };
        return Some((stands, at));
    }
    None
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

fn joins(word: &Word) -> bool {
    matches!(word.lower.as_str(), "and" | "but" | "or" | "&")
}

fn has_finite(words: &[Word], range: Range<usize>) -> bool {
    words.get(range).unwrap_or(&[]).iter().any(is_finite)
}

pub(super) fn is_finite(word: &Word) -> bool {
    matches!(word.tag, 'd' | 'z' | 'B' | 'H' | 'M' | 'O')
        && !word.capital
        && word.lower != "'s"
        && word.inside.is_none()
}

/// Whether a word is a verb of a clause, inside marks or not.
pub(super) fn is_verb(word: &Word) -> bool {
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

/// The use of a verb that fits what follows it, and where that begins.
fn choose(
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
        Frame::Person => asked(words, sentence, body).map(|_| 6),
        Frame::Clause => {
            // `pledged to open`, not `said to open`
            let to = next.is_some_and(|w| w.tag == 't') && matches!(used.does, Does::Makes(_));
            let clause = ends || to || starts_clause(words, sentence, body);
            clause.then_some(4)
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

fn is_day(word: &Word) -> bool {
    class(&word.lower).is(Class::DAY)
}

/// Words of somebody who is asked at most.
const ASKED: usize = 34;

/// Where `to` stands behind somebody who is asked: `the mills [to] open`.
pub(super) fn asked(words: &[Word], sentence: &Range<usize>, body: usize) -> Option<usize> {
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

/// Settles whose act a finite verb is, and whether what is said stands before it; none if the verb
/// belongs to a noun (`the tasks set forth at the meeting`).
fn finish(
    words: &[Word],
    sentence: &Range<usize>,
    act: &mut Act,
    before: Option<usize>,
) -> Option<()> {
    let at = bracketed(words, before?);
    let previous = words.get(at)?;
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
    }
    if joins(previous) {
        act.subject = Subject::Same;
        act.lead = comma_before(words, at);
        return Some(());
    }
    let found = subject::before(words, at + 1).filter(|r| r.start >= sentence.start);
    let Some(found) = found else {
        act.subject = Subject::Same;
        act.lead = at;
        return (previous.lower == ",").then_some(());
    };
    act.lead = found.start;
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
    } else if act.used.frame != Frame::Clause && nothing_follows(words, sentence, act.body) {
        return None;
    }
    act.subject = Subject::Words(found);
    Some(())
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
fn agent(words: &[Word], sentence: &Range<usize>, body: usize) -> Subject {
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
                act.inner = tail && own;
                matrix |= own;
            }
            Stands::Passive | Stands::Inverted => act.inner = open || tail,
        }
        open |= !act.inner && act.used.frame == Frame::Clause;
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
