//! What stands before a Korean verb of a claim: marked words, a clause, an object.

use super::{Act, lexicon::Does};
use crate::{
    facts::{marks::Marked, quotes::korean::is_joined},
    text::Span,
};

/// What a complement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Marked words, by the number of their marks.
    Marked(usize),
    /// `…다고`, `…할데 대하여`, `…할것을`
    Clause,
    /// `…를`, `…에 대하여`
    Object,
    /// `…가` before a passive.
    Subject,
}

/// A complement of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Complement {
    pub(super) form: Form,
    /// Its last noun without the particle; of a clause its last word.
    pub(super) noun: Span,
    /// Where its words end.
    pub(super) end: usize,
}

/// Words of marked words that are only a term at most, less one.
pub(super) const TERM: usize = 2;

/// Words between a complement and its verb at most: adverbs, places, somebody who is addressed.
const REACH: usize = 8;

/// Complements of one verb at most.
const MARKS: usize = 6;

/// Endings of a clause that is said.
const SAID: [&str; 13] = [
    "다고",
    "라고",
    "자고",
    "냐고",
    "다며",
    "라며",
    "자며",
    "다면서",
    "라면서",
    "자면서",
    "라는것을",
    "다는것을",
    "다고도",
];

/// Nouns that a clause hangs on.
const HOLDERS: [&str; 8] = [
    "점을",
    "점도",
    "사실을",
    "데",
    "점에",
    "점이",
    "것을",
    "것이",
];

/// The complements before a verb, the nearest first: one clause and one object at most.
pub(super) fn before(text: &str, words: &[Span], inside: &[&Marked], act: &Act) -> Vec<Complement> {
    let mut out: Vec<Complement> = Vec::new();
    for (steps, at) in (act.from..act.at).rev().enumerate() {
        let marked = out.iter().any(|c| matches!(c.form, Form::Marked(_)));
        if steps >= REACH && !marked {
            break;
        }
        let Some(found) = of_passive(text, words, inside, at, act.verb.passive) else {
            continue;
        };
        let object = matches!(found.form, Form::Object | Form::Subject);
        if marked && !object && !matches!(found.form, Form::Marked(_)) {
            break;
        }
        if marked && object && steps >= REACH {
            continue;
        }
        if object && !out.is_empty() {
            // `계획을 “…”라고 비난했다`: what is called so stands before.
            let second = match out.first().map(|c| c.form) {
                Some(Form::Marked(n)) if out.len() == 1 => {
                    let close = words.get(at).map_or(0, |w| w.end);
                    let open = inside.get(n).map_or(0, |m| m.outer.start);
                    let between = text.get(close..open).unwrap_or("-");
                    between.trim().is_empty() || act.verb.does != Does::Says
                }
                _ => false,
            };
            if second {
                out.push(found);
            }
            break;
        }
        out.push(found);
        if matches!(found.form, Form::Clause) || object && out.len() > 1 || out.len() >= MARKS {
            break;
        }
    }
    out
}

fn of_passive(
    text: &str,
    words: &[Span],
    inside: &[&Marked],
    at: usize,
    passive: bool,
) -> Option<Complement> {
    let found = of(text, words, inside, at);
    if found.is_some() || !passive {
        return found;
    }
    let word = words.get(at)?;
    let form = word.of(text);
    let noun = form
        .strip_suffix('이')
        .or_else(|| form.strip_suffix('가'))?;
    (noun.chars().nth(1).is_some()).then(|| {
        let noun = Span::new(word.start, word.start + noun.len());
        Complement {
            form: Form::Subject,
            noun,
            end: noun.end,
        }
    })
}

/// The complement that ends with a word.
pub(super) fn of(text: &str, words: &[Span], inside: &[&Marked], at: usize) -> Option<Complement> {
    let word = *words.get(at)?;
    let mark = inside.partition_point(|m| m.outer.end < word.start);
    let closes = inside.get(mark).filter(|m| m.outer.end == word.start);
    if let Some(mark_span) = closes
        && is_joined(text, word.start)
    {
        let inner = mark_span.inner.trimmed(text);
        return Some(Complement {
            form: Form::Marked(mark),
            noun: inner,
            end: inner.end,
        });
    }
    let whole = word.of(text);
    // `“…” 고 말했다`
    if ["고", "며", "라고", "라며", "이라고", "이라며"].contains(&whole) {
        let before = inside.partition_point(|m| m.outer.end <= word.start);
        let near = before
            .checked_sub(1)
            .and_then(|n| Some((n, inside.get(n)?)));
        if let Some((n, mark)) = near
            && text
                .get(mark.outer.end..word.start)
                .is_some_and(|t| t.trim().is_empty())
        {
            let inner = mark.inner.trimmed(text);
            return Some(Complement {
                form: Form::Marked(n),
                noun: inner,
                end: inner.end,
            });
        }
    }
    let form = whole.trim_end_matches([',', '，', ')', '…']);
    let end = word.start + form.len();
    let clause = |end: usize| {
        Some(Complement {
            form: Form::Clause,
            noun: Span::new(word.start, end),
            end,
        })
    };
    // `반대립장이였음을`
    if ["음을", "었음을", "임을", "함을", "됨을", "음도"]
        .iter()
        .any(|s| form.ends_with(s) && form.len() > s.len() + 3)
    {
        return clause(end - '을'.len_utf8());
    }
    if SAID.iter().any(|s| form.ends_with(s)) {
        // Without the joint: `개최한다` of `개최한다고`.
        let joint = ["면서", "고도", "고", "며"]
            .iter()
            .find(|j| form.ends_with(**j));
        return clause(end - joint.map_or(0, |j| j.len()));
    }
    let previous = at.checked_sub(1).and_then(|n| words.get(n));
    // `할데 대하여`, `개선할 데 대해`, `문제들에 대하여`
    if [
        "대하여",
        "대해",
        "대해서",
        "대하여서",
        "대한",
        "관하여",
        "관해",
    ]
    .contains(&form)
    {
        let previous = *previous?;
        let before = previous.of(text);
        if let Some(stem) = before.strip_suffix('데') {
            let noun = Span::new(previous.start, previous.start + stem.len());
            return Some(Complement {
                form: Form::Clause,
                noun,
                end: previous.end,
            });
        }
        let noun = before.strip_suffix('에')?;
        let noun = Span::new(previous.start, previous.start + noun.len());
        return (form != "대한").then_some(Complement {
            form: Form::Object,
            noun,
            end: noun.end,
        });
    }
    if HOLDERS
        .iter()
        .any(|h| form.ends_with(h) && (form.len() > h.len() || previous.is_some()))
        && !form.ends_with("데")
        && ends_in_clause(text, previous.copied(), form)
    {
        return clause(end - '을'.len_utf8());
    }
    let stem = form
        .strip_suffix('을')
        .or_else(|| form.strip_suffix('를'))?;
    if stem.is_empty() {
        return None;
    }
    let noun = Span::new(word.start, word.start + stem.len());
    Some(Complement {
        form: Form::Object,
        noun,
        end: noun.end,
    })
}

/// Whether what stands before `것을` or `점을` is a clause: an adnominal ending.
fn ends_in_clause(text: &str, previous: Option<Span>, form: &str) -> bool {
    let holder = ["점을", "점도", "점에", "점이", "사실을", "것을", "것이"]
        .iter()
        .find(|h| form.ends_with(**h));
    let glued = holder.and_then(|h| form.strip_suffix(h)).unwrap_or("");
    let before = if glued.is_empty() {
        previous.map_or("", |p| p.of(text))
    } else {
        glued
    };
    before
        .chars()
        .last()
        .is_some_and(|c| matches!(final_of(c), Some(4 | 8)) || c == '는')
}

/// The number of the final consonant of a syllable: 4 is ㄴ, 8 is ㄹ.
pub(super) fn final_of(c: char) -> Option<u32> {
    let code = u32::from(c).checked_sub(0xAC00).filter(|n| *n < 11172)?;
    Some(code % 28)
}
