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

    pub(super) fn person(&self, n: usize) -> Option<usize> {
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
        let end = self.phrases.get(phrase)?.end;
        self.name_at(end)
            .or_else(|| self.name_at(self.over_other(end)?))
    }

    /// The word behind another noun for people that stands between a post and a name: `chairman and | author | Jan Orel`.
    fn over_other(&self, n: usize) -> Option<usize> {
        if !self.words.is(n, &["and", "&"]) {
            return None;
        }
        let noun = (n + 1..n + 4).find(|k| {
            self.words
                .get(*k)
                .is_some_and(|t| t.is(Class::PERSON) && !t.is_verb())
        })?;
        let plain = (n + 1..noun).all(|k| {
            self.words
                .get(k)
                .is_some_and(|t| t.tag == 'j' || t.is(Class::WHEN.or(Class::NATION)))
        });
        plain.then_some(noun + 1)
    }

    /// `Jan Orel, minister of agriculture and member of the council`
    fn appositions(&self, free: &mut [bool], out: &mut Vec<Held>) {
        for (n, name) in self.names.iter().enumerate() {
            let mut next = self.over_remark(name.to);
            let open = self.words.is(next, &["(", "-", "–", "—"]);
            if !open && !self.words.is(next, &[","]) {
                continue;
            }
            next = self.over_asides(next + 1);
            if self.words.is(next, &["and"]) {
                continue;
            }
            let mut whole = true;
            let clause = self.over_clause(next);
            if clause > next {
                next = clause;
                whole = false;
            } else {
                next = self.over_adverb(next);
            }
            if self.words.is(next, &["both", "all", "respectively"]) {
                next += 1;
            }
            next = self.over_kin(next, free);
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
            let clause = self.over_clause(after);
            if !(comma || and || clause > after) {
                break;
            }
            // `…, minister of agriculture, Ida Vesk, …`
            next = clause;
        }
    }

    /// The word behind what may stand between a name and its post: an age, degrees, where somebody is from,
    /// and where in a picture (`Jan Orel, 45, of Tarsk, left, minister`).
    fn over_asides(&self, n: usize) -> usize {
        let mut next = n;
        for _ in 0..ASIDES {
            let Some(token) = self.words.get(next) else {
                break;
            };
            let place = token.lower == "of" || token.lower == "from";
            let end = if place {
                let capital = |k: &usize| self.words.get(*k).is_some_and(|t| t.capital);
                (next + 1..next + REMARK)
                    .find(|k| !capital(k))
                    .unwrap_or(next)
            } else if self.words.is(next, &["second", "third"])
                && self.words.is(next + 1, &["from"])
            {
                next + 3
            } else {
                next + 1
            };
            let aside = token.lower.parse::<u8>().is_ok()
                || is_degree(token)
                || place
                || matches!(
                    &*token.lower,
                    "left"
                        | "right"
                        | "centre"
                        | "center"
                        | "pictured"
                        | "above"
                        | "below"
                        | "second"
                        | "third"
                );
            if !(aside && end > next && self.words.is(end, &[","])) {
                break;
            }
            next = end + 1;
        }
        next
    }

    /// The word behind the verb of a clause that says what somebody is: `who is now`, `who has served as`.
    fn over_clause(&self, n: usize) -> usize {
        if !self.words.is(n, &["who"]) {
            return n;
        }
        let mut next = self.over_adverb(n + 1);
        while self.words.is(
            next,
            &[
                "has", "had", "will", "would", "later", "is", "was", "are", "were", "been", "be",
            ],
        ) {
            next = self.over_adverb(next + 1);
        }
        if self.words.is(next, &["became", "becomes", "become"]) {
            return self.over_adverb(next + 1);
        }
        let serves = self
            .words
            .get(next)
            .is_some_and(|t| super::roles::is_serving(&t.lower));
        let so = (next + 1..next + 3).find(|k| self.words.is(*k, &["as"]));
        match so.filter(|_| serves) {
            Some(so) => so + 1,
            None if next > n + 1 => next,
            None => n,
        }
    }

    /// The word behind another thing that somebody is, where a post follows: `a father of three and | a judge`,
    /// `one of the authors and | a researcher`.
    fn over_kin(&self, n: usize, free: &[bool]) -> usize {
        if self.at(n, free).is_some() || !self.words.is(n, &["a", "an", "one"]) {
            return n;
        }
        let inner = |k: &usize| {
            self.words.get(*k).is_some_and(|t| {
                !t.is_verb()
                    && !self.words.is_named(*k)
                    && !matches!(&*t.lower, "," | "." | ";" | "who")
            })
        };
        let and = (n + 1..n + KIN)
            .take_while(inner)
            .find(|k| self.words.is(*k, &["and"]));
        let next = and.map(|k| k + 1).filter(|k| {
            self.words.is(*k, &["a", "an"]) || self.words.get(*k).is_some_and(|t| t.is(Class::WHEN))
        });
        next.filter(|k| self.at(*k, free).is_some()).unwrap_or(n)
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
                "later",
                "recently",
                "already",
                "still",
                "until",
                "subsequently",
                "eventually",
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
    pub(super) fn list_before(&self, n: usize) -> Vec<usize> {
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
            self.take_joined(phrase, &holders, free, out);
        }
    }

    /// The posts before a post that belong to the same holders: `Chairman and Chief Executive Jan Orel`.
    fn take_joined(
        &self,
        phrase: usize,
        holders: &[usize],
        free: &mut [bool],
        out: &mut Vec<Held>,
    ) {
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
            self.take(before, holders, free, out);
            this = before;
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

    /// `The minister of agriculture, Jan Orel, said …`, `As minister, Jan Orel said …`
    fn apposed(&self, free: &mut [bool], out: &mut Vec<Held>) {
        for (n, p) in self.phrases.iter().enumerate() {
            if free.get(n) != Some(&true) || p.plural {
                continue;
            }
            let end = self.over_then(p.end);
            let Some(name) = self
                .words
                .is(end, &[",", ":", "(", "–", "—"])
                .then(|| self.name_at(end + 1))
                .flatten()
            else {
                continue;
            };
            let ends = self.names.get(name).is_some_and(|x| {
                self.words
                    .get(x.to)
                    .is_none_or(|t| matches!(&*t.lower, "," | "." | ";" | ")" | "–" | "—"))
            });
            let article = p.from < p.start || p.from > 0 && self.words.is(p.from - 1, &["'s"]);
            let bare = self.opens(p) && self.words.get(p.head).is_some_and(|t| t.capital);
            if ends && (article || bare) || self.is_as(p) && self.words.is(end, &[","]) {
                let holders: Vec<usize> = self.person(name).into_iter().collect();
                self.take(n, &holders, free, out);
                self.take_joined(n, &holders, free, out);
            }
        }
    }

    /// Whether a phrase opens its sentence.
    fn opens(&self, p: &Phrase) -> bool {
        let sentence = |n: usize| self.words.get(n).map(|t| t.sentence);
        p.from
            .checked_sub(1)
            .is_none_or(|b| sentence(b) != sentence(p.from))
    }

    /// Whether `As` stands before a phrase and opens a sentence or a clause.
    fn is_as(&self, p: &Phrase) -> bool {
        let Some(n) = p.from.checked_sub(1).filter(|n| self.words.is(*n, &["as"])) else {
            return false;
        };
        self.words.get(n).is_some_and(|t| t.upper) || n > 0 && self.words.is(n - 1, &[","])
    }

    /// The word behind `at the time`.
    fn over_then(&self, n: usize) -> usize {
        let time = self.words.is(n, &["at"])
            && self.words.is(n + 1, &["the"])
            && self.words.is(n + 2, &["time"]);
        n + 3 * usize::from(time)
    }
}

/// Asides between a name and its post at most.
const ASIDES: usize = 4;

/// Words of what else somebody is, before the post, at most.
const KIN: usize = 9;

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
