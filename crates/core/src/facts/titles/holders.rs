//! Which post belongs to which name: an ordered table of rules over the phrases and names of a line.
//!
//! Behind the name in apposition, before it, in apposition before it, after `as`, after `who is`.

use super::phrase::{Phrase, Words};
use crate::facts::people::{lexicon::Class, tokens::Token};

/// A name in a line: its number among the people of the page, and its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) person: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A phrase with its holders.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) phrase: usize,
    pub(super) holders: Vec<usize>,
    pub(super) when: Option<&'static str>,
}

/// The rules of a line.
pub(super) struct Reader<'a, 't, 'p> {
    pub(super) words: &'a Words<'t, 'p>,
    pub(super) phrases: &'a [Phrase],
    pub(super) names: &'a [Named],
}

/// Plural nouns that name a class of people and no post of each.
const CLASSES: [&str; 10] = [
    "officials",
    "officers",
    "leaders",
    "heads",
    "representatives",
    "delegates",
    "experts",
    "executives",
    "aides",
    "diplomats",
];

impl Reader<'_, '_, '_> {
    /// The phrases that a rule gives away, with their holders.
    pub(super) fn held(&self) -> Vec<Held> {
        let mut free = vec![true; self.phrases.len()];
        let mut out = Vec::new();
        for rule in [
            Self::appositions,
            Self::prefixes,
            Self::apposed,
            Self::roles,
        ] {
            rule(self, &mut free, &mut out);
        }
        out
    }

    fn person(&self, n: usize) -> Option<usize> {
        self.names.get(n).map(|n| n.person)
    }

    /// The phrase that starts at a word, with all that stands before its title.
    fn at(&self, word: usize, free: &[bool]) -> Option<usize> {
        let n = self.phrases.partition_point(|p| p.start < word);
        let found = self
            .phrases
            .get(n.saturating_sub(1)..=n.min(self.phrases.len().saturating_sub(1)))?;
        let n = n.saturating_sub(1)
            + found
                .iter()
                .position(|p| p.from <= word && word <= p.start)?;
        free.get(n).copied().unwrap_or(false).then_some(n)
    }

    /// The number of the name that starts at a word, honorifics and praise before it left out.
    fn name_at(&self, word: usize) -> Option<usize> {
        let mut from = word;
        while from < word + 5
            && self.words.get(from).is_some_and(|t| {
                t.is(Class::HONORIFIC.or(Class::PRAISE)) || t.lower == "the" && from > word
            })
        {
            from += 1;
        }
        self.names.binary_search_by_key(&from, |n| n.from).ok()
    }

    /// Whether a phrase stands right before a name, and so belongs to it.
    fn precedes(&self, phrase: usize) -> Option<usize> {
        self.phrases.get(phrase).and_then(|p| self.name_at(p.end))
    }

    /// `Jan Orel, minister of agriculture and member of the council`
    fn appositions(&self, free: &mut [bool], out: &mut Vec<Held>) {
        for (n, name) in self.names.iter().enumerate() {
            let mut next = self.over_remark(name.to);
            let open = self.words.is(next, &["(", "-", "–", "—"]);
            if !open && !self.words.is(next, &[","]) {
                continue;
            }
            next += 1;
            // `Jan Orel, 45, minister`
            if self
                .words
                .get(next)
                .is_some_and(|t| t.lower.parse::<u8>().is_ok())
                && self.words.is(next + 1, &[","])
            {
                next += 2;
            }
            // `Jan Orel, MD, director`
            while self.words.get(next).is_some_and(is_degree) && self.words.is(next + 1, &[","]) {
                next += 2;
            }
            if self.words.is(next, &["and"]) {
                continue;
            }
            next = self.over_adverb(next);
            let mut whole = true;
            if self.words.is(next, &["who"])
                && self.words.is(next + 1, &["is", "was", "are", "were"])
            {
                next = self.over_adverb(next + 2);
                whole = false;
            }
            if self.words.is(next, &["both", "all", "respectively"]) {
                next += 1;
            }
            self.chain(n, next, open, whole, free, out);
        }
    }

    /// The phrases that follow one another behind a name.
    fn chain(
        &self,
        n: usize,
        word: usize,
        open: bool,
        whole: bool,
        free: &mut [bool],
        out: &mut Vec<Held>,
    ) {
        let mut next = word;
        let mut first = true;
        while let Some(phrase) = self.at(next, free) {
            let Some(p) = self.phrases.get(phrase) else {
                break;
            };
            // `Ida Vesk, the minister's secretary` is no minister.
            if self.precedes(phrase).is_some() || self.words.is(p.end, &["'s", "'"]) {
                break;
            }
            let holders = if p.plural {
                let list = self.list_before(n);
                if list.len() < 2 || !first {
                    break;
                }
                list
            } else {
                // In apposition a bare noun must end there: `Jan Orel, leader and …`, `…, chairman,`.
                let any = (p.from..p.start).any(|w| self.words.is(w, &["a", "an"]));
                let acts = self
                    .words
                    .get(p.end)
                    .is_some_and(|t| t.is_verb() || t.cue == 's' && t.tag != 'n');
                // `when asked about Orel, a spokesman for the council said …`
                if !open && first && whole && (!self.ends(p.end) || any && acts) {
                    break;
                }
                self.person(n).into_iter().collect()
            };
            if let Some(slot) = free.get_mut(phrase) {
                *slot = false;
            }
            out.push(Held {
                phrase,
                holders,
                when: None,
            });
            first = false;
            let mut after = p.end;
            let comma = self.words.is(after, &[",", ";"]);
            after += usize::from(comma);
            let and =
                self.words.is(after, &["and", "&"]) || self.words.is(after, &["concurrently"]);
            after += usize::from(and);
            if self.words.is(after, &["concurrently", "also"]) {
                after += 1;
            }
            if !(comma || and) {
                break;
            }
            // `…, minister of agriculture, Ida Vesk, …`
            next = after;
        }
    }

    /// The word behind a short remark in brackets: `Jan Orel (R-Tarsk), chairman`.
    fn over_remark(&self, n: usize) -> usize {
        if !self.words.is(n, &["("]) {
            return n;
        }
        let close = (n + 2..=n + REMARK).find(|k| self.words.is(*k, &[")"]));
        let post = close.is_some_and(|c| self.phrases.iter().any(|p| n < p.head && p.head < c));
        match close {
            Some(close) if !post && self.words.is(close + 1, &[","]) => close + 1,
            _ => n,
        }
    }

    /// The word behind an adverb of time: `Jan Orel, now chairman of …`.
    fn over_adverb(&self, n: usize) -> usize {
        let adverb = self.words.is(
            n,
            &[
                "now",
                "then",
                "currently",
                "also",
                "once",
                "formerly",
                "previously",
                "himself",
                "herself",
            ],
        );
        n + usize::from(adverb)
    }

    /// Whether an apposition can end at a word.
    fn ends(&self, n: usize) -> bool {
        self.words.get(n).is_none_or(|t| {
            t.tag == '.'
                || matches!(
                    t.tag,
                    'C' | 'W'
                        | 'P'
                        | 'i'
                        | 'S'
                        | 'o'
                        | 't'
                        | 'r'
                        | 'D'
                        | 'd'
                        | 'z'
                        | 'B'
                        | 'H'
                        | 'M'
                )
                || n > 0
                    && self
                        .words
                        .get(n - 1)
                        .is_some_and(|b| b.sentence != t.sentence)
                || t.is(Class::DAY)
        })
    }

    /// The people of a list that ends with a name; one if it is no closed list.
    fn list_before(&self, n: usize) -> Vec<usize> {
        let mut out: Vec<usize> = self.person(n).into_iter().collect();
        let mut and = false;
        let mut k = n;
        while let (Some(b), Some(a)) = (
            k.checked_sub(1).and_then(|b| self.names.get(b)),
            self.names.get(k),
        ) {
            let gap: Vec<&str> = self
                .words
                .tokens
                .get(b.to..a.from)
                .unwrap_or_default()
                .iter()
                .map(|t| &*t.lower)
                .collect();
            match gap.as_slice() {
                ["and" | "&"] | [",", "and"] => and = true,
                [","] if and => {}
                _ => break,
            }
            out.push(b.person);
            k -= 1;
            if out.len() >= LIST {
                break;
            }
        }
        out.reverse();
        out
    }

    /// The people of a list that starts with a name.
    fn list_from(&self, n: usize) -> Vec<usize> {
        let mut out: Vec<usize> = self.person(n).into_iter().collect();
        let mut k = n;
        while let (Some(a), Some(b)) = (self.names.get(k), self.names.get(k + 1)) {
            let gap: Vec<&str> = self
                .words
                .tokens
                .get(a.to..b.from)
                .unwrap_or_default()
                .iter()
                .map(|t| &*t.lower)
                .collect();
            let more = matches!(gap.as_slice(), ["," | "and" | "&"] | [",", "and"]);
            if !more {
                break;
            }
            out.push(b.person);
            k += 1;
            if gap.contains(&"and") || out.len() >= LIST {
                // `Generals A, B and C and …`: the last of the list.
                break;
            }
        }
        out
    }

    /// `Minister of Agriculture Jan Orel`, `members of the council Jan Orel and Ida Vesk`
    fn prefixes(&self, free: &mut [bool], out: &mut Vec<Held>) {
        for phrase in 0..self.phrases.len() {
            let Some(name) = self
                .precedes(phrase)
                .filter(|_| free.get(phrase) == Some(&true))
            else {
                continue;
            };
            let Some(p) = self.phrases.get(phrase) else {
                continue;
            };
            let head = self.words.get(p.head).map_or("", |t| &*t.lower);
            let holders = if p.plural {
                self.list_from(name)
            } else {
                self.person(name).into_iter().collect()
            };
            if p.plural && (CLASSES.contains(&head) || holders.len() < 2) {
                continue;
            }
            self.take(phrase, &holders, free, out);
            // `Chairman and Chief Executive Jan Orel`
            let mut this = phrase;
            while let (Some(before), Some(p)) = (this.checked_sub(1), self.phrases.get(this)) {
                let Some(other) = self
                    .phrases
                    .get(before)
                    .filter(|_| free.get(before) == Some(&true))
                else {
                    break;
                };
                let gap: Vec<&str> = self
                    .words
                    .tokens
                    .get(other.end..p.from)
                    .unwrap_or_default()
                    .iter()
                    .map(|t| &*t.lower)
                    .collect();
                // `founder and legendary chief executive`
                let praise = |n: usize| {
                    self.words
                        .get(n)
                        .is_some_and(|t| !t.capital && (t.tag == 'j' || t.is(Class::PRAISE)))
                };
                let praised = matches!(gap.as_slice(), ["and" | "&", _])
                    && p.from.checked_sub(1).is_some_and(praise);
                let joins = praised
                    || matches!(gap.as_slice(), [] | ["and" | "&"] | [",", "and"])
                    || this != phrase && matches!(gap.as_slice(), [","]);
                if !joins || other.plural != p.plural {
                    break;
                }
                self.take(before, &holders, free, out);
                this = before;
            }
        }
    }

    fn take(&self, phrase: usize, holders: &[usize], free: &mut [bool], out: &mut Vec<Held>) {
        if let Some(slot) = free.get_mut(phrase) {
            *slot = false;
        }
        out.push(Held {
            phrase,
            holders: holders.to_vec(),
            when: None,
        });
    }

    /// `The minister of agriculture, Jan Orel, said …`
    fn apposed(&self, free: &mut [bool], out: &mut Vec<Held>) {
        for (n, p) in self.phrases.iter().enumerate() {
            let Some(name) =
                (free.get(n) == Some(&true) && !p.plural && self.words.is(p.end, &[",", ":", "("]))
                    .then(|| self.name_at(p.end + 1))
                    .flatten()
            else {
                continue;
            };
            let ends = self.names.get(name).is_some_and(|x| {
                self.words
                    .get(x.to)
                    .is_none_or(|t| matches!(&*t.lower, "," | "." | ";" | ")"))
            });
            let article = p.from < p.start || p.from > 0 && self.words.is(p.from - 1, &["'s"]);
            if ends && article {
                self.take(
                    n,
                    &self.person(name).into_iter().collect::<Vec<_>>(),
                    free,
                    out,
                );
            }
        }
    }

    /// `elected Jan Orel as chairman`, `Jan Orel was appointed minister`, `Jan Orel is the chairman of …`
    fn roles(&self, free: &mut [bool], out: &mut Vec<Held>) {
        for (n, p) in self.phrases.iter().enumerate() {
            if free.get(n) != Some(&true) {
                continue;
            }
            let before = self.names.partition_point(|x| x.to <= p.from);
            let Some(name) = before.checked_sub(1) else {
                continue;
            };
            let Some(x) = self.names.get(name) else {
                continue;
            };
            let Some(gap) = self
                .words
                .tokens
                .get(x.to..p.from)
                .filter(|g| g.len() <= GAP)
            else {
                continue;
            };
            let same = gap.iter().all(|t| {
                self.words
                    .get(x.from)
                    .is_some_and(|f| f.sentence == t.sentence)
            });
            let gap: Vec<&str> = gap.iter().map(|t| &*t.lower).collect();
            let Some(when) = self.role(x, &gap, p).filter(|_| same) else {
                continue;
            };
            let holders = if p.plural {
                self.list_before(name)
            } else {
                self.person(name).into_iter().collect()
            };
            if p.plural && holders.len() < 2 {
                continue;
            }
            if let Some(slot) = free.get_mut(n) {
                *slot = false;
            }
            out.push(Held {
                phrase: n,
                holders,
                when,
            });
        }
    }

    /// Whether the words between a name and a phrase make the one the holder of the other, and since when.
    fn role(&self, name: &Named, gap: &[&str], phrase: &Phrase) -> Option<Option<&'static str>> {
        let organ = phrase.end > phrase.head + 1
            || self
                .words
                .get(phrase.start)
                .is_some_and(|t| t.is(Class::NATION) || t.initials);
        let made = |word: &&str| MADE.contains(word);
        match gap {
            ["as"] | ["to", "be"] | [] => {
                let from = name.from.saturating_sub(GAP);
                let before = self.words.tokens.get(from..name.from)?;
                let sentence = self.words.get(name.from)?.sentence;
                let found = before
                    .iter()
                    .rev()
                    .take_while(|t| t.sentence == sentence)
                    .find(|t| made(&&*t.lower));
                let found = found.map(|t| made_when(&t.lower));
                found.or((gap == ["as"]).then_some(None).filter(|_| organ))
            }
            ["is" | "was" | "are" | "were" | "remains" | "became" | "becomes"] => {
                organ.then_some(None)
            }
            [",", "who", "is" | "was" | "are" | "were"]
            | ["who", "is" | "was" | "are" | "were"] => Some(None),
            [.., "as" | "be" | "to"] if gap.iter().any(made) => {
                gap.iter().find(|w| made(w)).map(|w| made_when(w))
            }
            [.., last]
                if made(last)
                    && gap
                        .iter()
                        .any(|w| matches!(*w, "was" | "were" | "been" | "is" | "being" | "be")) =>
            {
                Some(made_when(last))
            }
            [.., "as"] if gap.iter().any(|w| SERVES.contains(w)) => Some(None),
            [
                ..,
                "election" | "re-election" | "appointment" | "inauguration",
                "as",
            ] => Some(
                gap.get(gap.len().wrapping_sub(2))
                    .and_then(|w| made_when(w)),
            ),
            _ => None,
        }
    }
}

/// Words of a remark in brackets behind a name at most.
const REMARK: usize = 6;

/// A degree behind a name: `MD`, `Ph.D.`
fn is_degree(token: &Token<'_>) -> bool {
    let letters: String = token.lower.chars().filter(|c| c.is_alphabetic()).collect();
    matches!(
        letters.as_str(),
        "md" | "phd"
            | "msc"
            | "bsc"
            | "mph"
            | "mba"
            | "jd"
            | "esq"
            | "jr"
            | "sr"
            | "rn"
            | "dds"
            | "obe"
            | "cbe"
            | "mbe"
            | "kc"
            | "qc"
            | "ma"
            | "ba"
            | "ms"
            | "cpa"
            | "cfa"
            | "dphil"
            | "edd"
            | "facp"
    ) && token.capital
}

/// People who share one title at most.
const LIST: usize = 500;

/// Words between a name and its role at most.
const GAP: usize = 8;

/// Verbs that give somebody a post.
const MADE: [&str; 24] = [
    "elected",
    "elect",
    "elects",
    "re-elected",
    "reelected",
    "by-elected",
    "appointed",
    "appoint",
    "appoints",
    "reappointed",
    "named",
    "names",
    "nominated",
    "nominates",
    "chosen",
    "promoted",
    "designated",
    "installed",
    "confirmed",
    "inaugurated",
    "sworn",
    "proclaimed",
    "co-opted",
    "transferred",
];

/// Verbs of holding a post, before `as`.
const SERVES: [&str; 10] = [
    "serves", "served", "serving", "serve", "works", "worked", "working", "acts", "acted", "office",
];

fn made_when(verb: &str) -> Option<&'static str> {
    Some(match verb {
        "nominated" | "nominates" => "nominated",
        "re-election" => "re-elected",
        "appointment" | "inauguration" => "newly appointed",
        "appointed" | "appoint" | "appoints" | "named" | "names" | "designated" | "installed" => {
            "newly appointed"
        }
        "promoted" | "transferred" | "confirmed" | "sworn" | "inaugurated" | "proclaimed" => {
            "newly appointed"
        }
        "reappointed" => "reappointed",
        "re-elected" | "reelected" => "re-elected",
        _ => "newly elected",
    })
}
