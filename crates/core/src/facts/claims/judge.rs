//! What kind of claim words are by what they say.

use std::ops::Range;

use super::{
    Type,
    acts::is_finite,
    implied,
    lexicon::{self, Tone},
    target,
};
use crate::facts::{people::lexicon::Class, people::lexicon::class, quotes::subject, words::Word};

/// What a clause says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) kind: Type,
    pub(super) polarity: Option<&'static str>,
    /// The words that show it.
    pub(super) shown: Option<Range<usize>>,
    /// Whom or what the clause is about.
    pub(super) about: Option<Range<usize>>,
}

/// Words of a clause that are looked at.
pub(super) const LOOKED: usize = 120;

/// Judges a clause. `own` are words that mean the speaker (`he`, `they`, `we`).
pub(super) fn clause(words: &[Word], range: Range<usize>, own: &[&str]) -> Verdict {
    let range = range.start..range.end.min(range.start + LOOKED);
    if let Some(found) = need(words, &range) {
        return found;
    }
    let about = subject_of(words, &range);
    let blamed = blames(words, &range, about.as_ref());
    if let Some(found) = will(words, &range, own).filter(|_| blamed.is_none()) {
        return found;
    }
    let (fault, merit) = tones(words, &range);
    let polarity = match fault.cmp(&merit) {
        std::cmp::Ordering::Greater => Some("negative"),
        std::cmp::Ordering::Less => Some("positive"),
        std::cmp::Ordering::Equal => None,
    };
    if let Some(shown) = blamed {
        // Who fails in the condition is blamed; `their failure`: they are.
        let conditional = words
            .get(shown.start)
            .is_some_and(|w| matches!(w.lower.as_str(), "if" | "unless"));
        let about = if conditional {
            target::phrase(words, shown.start + 1, shown.end)
        } else {
            let part = about.clone().unwrap_or(range);
            let own = words.get(part.start).is_some_and(|w| {
                matches!(w.lower.as_str(), "their" | "our" | "my" | "his" | "her")
            });
            about.map(|a| if own { a.start..a.start + 1 } else { a })
        };
        return Verdict {
            kind: Type::Criticism,
            polarity: Some("negative"),
            shown: Some(shown),
            about,
        };
    }
    Verdict {
        kind: Type::Assessment,
        polarity,
        shown: None,
        about,
    }
}

/// How many words of a stretch find fault, and how many find good.
fn tones(words: &[Word], range: &Range<usize>) -> (usize, usize) {
    let part = words.get(range.clone()).unwrap_or(&[]);
    let count = |tone: Tone| part.iter().filter(|w| lexicon::tone(w).is(tone)).count();
    (count(Tone::FAULT), count(Tone::MERIT))
}

/// Polarity of a stretch by its words.
pub(super) fn polarity(words: &[Word], range: &Range<usize>) -> Option<&'static str> {
    let (fault, merit) = tones(words, range);
    match fault.cmp(&merit) {
        std::cmp::Ordering::Greater => Some("negative"),
        std::cmp::Ordering::Less => Some("positive"),
        std::cmp::Ordering::Equal => None,
    }
}

/// `the mills should open`, `it is necessary to open the mills`, `it is the first task to …`.
pub(super) fn need(words: &[Word], range: &Range<usize>) -> Option<Verdict> {
    for n in range.clone() {
        let word = words.get(n)?;
        let next = |by: usize| words.get(n + by).filter(|_| n + by < range.end);
        if word.inside.is_some()
            && words.get(range.start).is_some_and(|w| w.inside.is_none())
            && n > range.start + 1
            && is_term(words, n)
        {
            continue;
        }
        let modal = matches!(word.lower.as_str(), "should" | "must")
            || word.lower == "ought"
            || word.tag == 'H'
                && next(1).is_some_and(|w| w.tag == 't')
                && next(2).is_some_and(is_base)
            || matches!(word.lower.as_str(), "need" | "needs")
                && next(1).is_some_and(|w| w.tag == 't')
                && !is_noun(words, range, n)
            || word.lower == "let"
                && next(1).is_some_and(|w| matches!(w.lower.as_str(), "us" | "'s"));
        let is_to = word.tag == 'B'
            && matches!(word.lower.as_str(), "is" | "are")
            && next(1).is_some_and(|w| w.tag == 't')
            && next(2).is_some_and(is_base)
            && is_human(words, subject::before(words, n).as_ref());
        if modal || is_to {
            if is_relative(words, range, n) || is_condition(words, range, n) {
                continue;
            }
            let about = subject::before(words, n).filter(|s| s.start >= range.start);
            if word.lower == "should" && is_expected(words, n, about.as_ref()) {
                continue;
            }
            // `I must say`, `I have to ask`: nobody is told anything.
            let own = about
                .as_ref()
                .and_then(|a| words.get(a.start))
                .is_some_and(|w| w.lower == "i");
            if own {
                continue;
            }
            return Some(demand(n..n + 1, about));
        }
        if word.tag == 'B' && !is_condition(words, range, n) && !is_relative(words, range, n) {
            if let Some((end, about)) = necessary(words, range, n) {
                return Some(demand(n..end, about));
            }
        }
    }
    None
}

/// What things are expected to do, rather than told.
const EXPECTED: [&str; 24] = [
    "maintain", "help", "support", "lead", "lower", "raise", "ease", "boost", "remain", "keep",
    "reach", "rise", "fall", "decline", "improve", "allow", "bring", "result", "reduce",
    "increase", "arrive", "last", "cost", "take",
];

/// `these measures should lower the rate`, `it should be ready by May`: an expectation of a thing.
fn is_expected(words: &[Word], at: usize, about: Option<&Range<usize>>) -> bool {
    let lower = |n: usize| words.get(n).map_or("", |w| w.lower.as_str());
    let it = about.is_some_and(|a| a.len() == 1 && lower(a.start) == "it");
    if !it && (is_human(words, about) || about.is_none()) {
        return false;
    }
    let ready = lower(at + 1) == "be"
        && matches!(
            lower(at + 2),
            "ready" | "up" | "back" | "able" | "enough" | "available"
        );
    EXPECTED.contains(&lower(at + 1)) || ready
}

/// `the need to open`, `an urgent need to`, `the mills' needs`: a noun, no verb.
fn is_noun(words: &[Word], range: &Range<usize>, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|n| *n >= range.start);
    before.and_then(|n| words.get(n)).is_none_or(|w| {
        matches!(
            w.tag,
            'D' | 'Q' | 'j' | 'o' | 'i' | 'd' | 'z' | 'g' | 'B' | 'H' | '.'
        ) || matches!(
            w.lower.as_str(),
            "'s" | "'" | "our" | "their" | "its" | "his" | "her" | "my"
        )
    })
}

fn demand(shown: Range<usize>, about: Option<Range<usize>>) -> Verdict {
    Verdict {
        kind: Type::Demand,
        polarity: None,
        shown: Some(shown),
        about,
    }
}

fn is_base(word: &Word) -> bool {
    matches!(word.tag, 'v' | 'p' | 'B' | 'H' | 'O' | '?' | 'r') || word.tag == 'n' && !word.capital
}

/// Whether a word is inside a short marked stretch: a term.
fn is_term(words: &[Word], at: usize) -> bool {
    let inside = words.get(at).and_then(|w| w.inside);
    let near = words
        .get(at.saturating_sub(4)..(at + 5).min(words.len()))
        .unwrap_or(&[]);
    near.iter().filter(|w| w.inside == inside).count() < 6
}

/// Words between `is` and the adjective, and between that and `to`, at most.
const NEED: usize = 12;

/// `is necessary (for the mills) to`, `is an urgent task to`: where it ends, and for whom.
fn necessary(
    words: &[Word],
    range: &Range<usize>,
    be: usize,
) -> Option<(usize, Option<Range<usize>>)> {
    let end = (be + 1 + NEED).min(range.end);
    let mut shown = None;
    for n in be + 1..end {
        let word = words.get(n)?;
        let tone = lexicon::tone(word);
        if matches!(word.lower.as_str(), "not" | "n't") || word.lower == "," {
            return None;
        }
        if tone.is(Tone::NEED_ADJECTIVE) || tone.is(Tone::NEED_NOUN) {
            shown = Some(n);
        } else if !matches!(
            word.tag,
            'r' | 'D' | 'Q' | 'j' | 'n' | 'x' | 'c' | '?' | 'o' | 'g'
        ) {
            break;
        }
    }
    let at = shown?;
    let noun = words
        .get(at)
        .is_some_and(|w| lexicon::tone(w).is(Tone::NEED_NOUN));
    let before = be.checked_sub(1).and_then(|n| words.get(n));
    let dummy = before.is_some_and(|w| {
        matches!(w.lower.as_str(), "it" | "what" | "this") || w.lower == "important"
    });
    let rest = words
        .get(at + 1..(at + 1 + NEED * 2).min(range.end))
        .unwrap_or(&[]);
    let stop = rest
        .iter()
        .position(|w| matches!(w.lower.as_str(), "." | ";" | ","))
        .unwrap_or(rest.len());
    let rest = rest.get(..stop).unwrap_or(&[]);
    let to = rest
        .iter()
        .position(|w| w.tag == 't' || w.lower == "that")?;
    let whom = rest
        .get(..to)
        .unwrap_or(&[])
        .iter()
        .position(|w| w.lower == "for" || w.lower == "facing");
    let about = whom
        .map(|f| at + 2 + f..at + 1 + to)
        .filter(|r| !r.is_empty());
    (dummy || noun && to <= NEED || before.is_some_and(|w| w.tag == '.')).then_some((at + 1, about))
}

/// `the tasks which should be done`, `the tasks that have to be done`, `the load they had to move`: no demand
/// of the clause.
fn is_relative(words: &[Word], range: &Range<usize>, at: usize) -> bool {
    let from = at.saturating_sub(6).max(range.start);
    let before = words.get(from..at).unwrap_or(&[]);
    let noun = |w: &Word| matches!(w.tag, 'n' | 's') && !w.capital;
    let bare = match before {
        [.., one, two] => {
            let has = words.get(at).is_some_and(|w| w.tag == 'H');
            let pronoun = two.tag == 'P' && !matches!(two.lower.as_str(), "it" | "there");
            noun(one) && (two.lower == "that" || has && pronoun)
        }
        _ => false,
    };
    if bare {
        return true;
    }
    let Some(back) = before.iter().rev().position(|w| {
        w.tag == 'W' && w.lower != "what"
            || matches!(
                w.lower.as_str(),
                "where" | "when" | "how" | "whether" | "why"
            )
    }) else {
        return false;
    };
    !before
        .iter()
        .rev()
        .take(back)
        .any(|w| is_finite(w) || w.lower == ",")
}

/// `if it should rain`, `as it is necessary to`.
fn is_condition(words: &[Word], range: &Range<usize>, at: usize) -> bool {
    let from = at.saturating_sub(8).max(range.start);
    let before = words.get(from..at).unwrap_or(&[]);
    before
        .iter()
        .rev()
        .take_while(|w| !is_finite(w) && w.lower != ",")
        .any(|w| {
            matches!(
                w.lower.as_str(),
                "if" | "unless" | "because" | "since" | "although" | "though"
            )
        })
}

/// Verbs of what a body binds itself to, rather than what will happen to it.
const BINDS: [&str; 44] = [
    "continue",
    "ensure",
    "maintain",
    "support",
    "act",
    "employ",
    "monitor",
    "assess",
    "pursue",
    "strive",
    "defend",
    "respond",
    "do",
    "adjust",
    "use",
    "proceed",
    "implement",
    "carry",
    "honor",
    "honour",
    "fight",
    "provide",
    "make",
    "take",
    "work",
    "keep",
    "never",
    "always",
    "fulfil",
    "fulfill",
    "protect",
    "safeguard",
    "remain",
    "devote",
    "dedicate",
    "exert",
    "surely",
    "closely",
    "not",
    "seek",
    "stand",
    "retaliate",
    "strengthen",
    "bolster",
];

/// `we will open the mills`: what the speaker binds himself to; `the mills will open` is none.
fn will(words: &[Word], range: &Range<usize>, own: &[&str]) -> Option<Verdict> {
    let at = range.clone().find(|n| {
        words.get(*n).is_some_and(|w| {
            matches!(w.lower.as_str(), "will" | "would" | "shall" | "'ll") && w.tag == 'M'
        }) || is_resolved(words, range, *n)
    })?;
    if is_relative(words, range, at) || is_condition(words, range, at) {
        return None;
    }
    let resolved = is_resolved(words, range, at);
    let about = subject::before(words, at).filter(|s| s.start >= range.start);
    let part = words.get(about.clone()?)?;
    let first = part.first()?;
    let ours = matches!(first.lower.as_str(), "our" | "my");
    let pronoun = part.len() == 1
        && (own.contains(&first.lower.as_str()) || matches!(first.lower.as_str(), "we" | "i"));
    let next = words.get(at + 1).map_or("", |w| w.lower.as_str());
    // `the Party will support`: those whom the speaker speaks for.
    let ours = ours
        || part.len() <= 3
            && part
                .last()
                .is_some_and(|w| OURS.contains(&w.lower.as_str()))
            && first.lower == "the"
            && BINDS.contains(&next);
    let done = words
        .get(at + 2)
        .is_some_and(|w| w.tag == 'x' || w.lower.ends_with("ed"));
    let passive = next == "be" && done || next == "have";
    let would =
        words.get(at).is_some_and(|w| w.lower == "would") && matches!(next, "like" | "have");
    let kind = if (pronoun || ours) && next != "be" && !passive && !would
        || resolved && (pronoun || ours)
    {
        Type::Commitment
    } else if passive && !resolved {
        Type::Announcement
    } else {
        Type::Assessment
    };
    Some(Verdict {
        kind,
        polarity: None,
        shown: Some(at..at + 1),
        about,
    })
}

/// Those whom a speaker speaks for.
const OURS: [&str; 9] = [
    "party",
    "government",
    "state",
    "country",
    "nation",
    "army",
    "committee",
    "ministry",
    "republic",
];

fn is_resolved(words: &[Word], range: &Range<usize>, at: usize) -> bool {
    let get = |n: usize| words.get(n).filter(|_| n < range.end);
    get(at).is_some_and(|w| w.tag == 'B')
        && (1..=3).any(|by| {
            get(at + by).is_some_and(|w| {
                matches!(
                    w.lower.as_str(),
                    "determined" | "resolved" | "ready" | "prepared" | "committed"
                )
            }) && get(at + by + 1).is_some_and(|w| w.tag == 't')
        })
}

/// A sentence by which a body binds itself, outside of what anybody says: `The Committee will continue to
/// …`. The words of the subject and of the verb.
pub(super) fn binds(
    words: &[Word],
    sentence: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    let at = sentence.clone().find(|n| {
        words.get(*n).is_some_and(|w| {
            matches!(w.lower.as_str(), "will" | "shall") && w.tag == 'M' && w.inside.is_none()
        })
    })?;
    let about = subject::before(words, at).filter(|s| s.start >= sentence.start)?;
    let part = words.get(about.clone())?;
    let body = part
        .iter()
        .any(|w| w.capital && class(&w.lower).is(Class::BODY.or(Class::PLACE)));
    let we = part
        .iter()
        .any(|w| matches!(w.lower.as_str(), "we" | "our" | "i"));
    let next = words.get(at + 1)?;
    let bound = BINDS.contains(&next.lower.as_str())
        || next.tag == 'r'
            && words
                .get(at + 2)
                .is_some_and(|w| BINDS.contains(&w.lower.as_str()));
    let conditional = is_relative(words, sentence, at) || is_condition(words, sentence, at);
    ((we || body) && bound && !conditional).then_some((about, at..at + 2))
}

/// The subject of the first clause of a stretch.
pub(super) fn subject_of(words: &[Word], range: &Range<usize>) -> Option<Range<usize>> {
    let mut start = range.start;
    while words
        .get(start)
        .is_some_and(|w| w.lower == "that" || w.tag == '.')
        && start < range.end
    {
        start += 1;
    }
    subject::opening(words, start).filter(|s| s.end <= range.end && !s.is_empty())
}

/// Whether words can mean people, a body or what they do.
pub(super) fn is_human(words: &[Word], range: Option<&Range<usize>>) -> bool {
    let Some(part) = range.and_then(|r| words.get(r.clone())) else {
        return false;
    };
    part.iter().any(|w| {
        let class = class(&w.lower);
        w.capital && w.tag != 'S' && !class.is(Class::DAY)
            || class.is(Class::POST.or(Class::PERSON).or(Class::BODY))
            || w.tag == 'P' && !matches!(w.lower.as_str(), "it" | "there")
            || matches!(
                w.lower.as_str(),
                "people" | "countries" | "forces" | "authorities" | "masses"
            )
    })
}

/// `some mills failed to open`, `there are serious defects`: the words that blame.
fn blames(
    words: &[Word],
    range: &Range<usize>,
    about: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let end = range.end;
    let from = about.map_or(range.start, |a| a.end);
    // The predicate of the clause.
    // `their failure will disrupt the work`, `serious deviations are seen`
    let fault = about.cloned().filter(|a| {
        let part = words.get(a.clone()).unwrap_or(&[]);
        part.iter()
            .any(|w| lexicon::tone(w).is(Tone::FAULT_NOUN) && matches!(w.tag, 'n' | 's'))
    });
    let verb = (from..end.min(from + NEED))
        .find(|n| words.get(*n).is_some_and(|w| is_finite(w) || w.tag == 'x'));
    let Some(verb) = verb else { return fault };
    let predicate = words.get(verb..end.min(verb + 4))?;
    let there = words
        .get(range.start..from)
        .is_some_and(|p| p.iter().any(|w| w.lower == "there"));
    let human = is_human(words, about);
    for (n, word) in predicate.iter().enumerate() {
        let tone = lexicon::tone(word);
        let passive = n > 0 && words.get(verb).is_some_and(|w| w.tag == 'B');
        if human && tone.is(Tone::FAULT_VERB) && !matches!(word.tag, 'n' | 's') && !passive {
            return Some(verb..verb + n + 1);
        }
        // `did not meet the needs`
        let not = matches!(word.lower.as_str(), "not" | "n't") || word.lower.ends_with("n't");
        let act = words.get(verb + n + 1);
        let neutral = act.is_none_or(|w| NO_FAULT.contains(&w.lower.as_str()) || w.lower == "not");
        if human && not && !neutral && words.get(verb).is_some_and(|w| w.tag == 'O') {
            return Some(verb..verb + n + 1);
        }
        if there && tone.is(Tone::FAULT_NOUN) {
            return Some(verb..verb + n + 1);
        }
    }
    fault.or_else(|| implied::warns(words, range))
}

/// What nobody is blamed for not doing.
const NO_FAULT: [&str; 26] = [
    "need",
    "know",
    "want",
    "see",
    "say",
    "think",
    "believe",
    "have",
    "expect",
    "plan",
    "intend",
    "rule",
    "exclude",
    "wish",
    "mean",
    "like",
    "mind",
    "change",
    "differ",
    "specify",
    "comment",
    "elaborate",
    "vote",
    "exist",
    "seek",
    "give",
];
