//! Which post belongs to which name: an ordered table of rules over the phrases and names of a line.
//!
//! Behind the name in apposition, before it, in apposition before it, after `as`, after `who is`.

use super::phrase::{Phrase, Words};
use crate::facts::people::lexicon::Class;

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
    pub(super) fn at(&self, word: usize, free: &[bool]) -> Option<usize> {
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
    pub(super) fn precedes(&self, phrase: usize) -> Option<usize> {
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
                .is_some_and(|t| t.tag == 'j' || t.capital || t.is(Class::WHEN))
                && !self.words.is_named(k)
        });
        plain.then_some(noun + 1)
    }

    /// `Jan Orel, minister of agriculture and member of the council`
    fn appositions(&self, free: &mut [bool], out: &mut Vec<Held>) {
        for (n, name) in self.names.iter().enumerate() {
            let mut next = self.over_origin(self.over_remark(name.to));
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
            let others = self.precedes(phrase).is_some() || !first && self.introduces(p);
            if others || self.words.is(p.end, &["'s", "'"]) {
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
                // `in memory of Orel, the president said …`
                let plain = p.end == p.head + 1 && p.from < p.start;
                // `when asked about Orel, a spokesman for the council said …`
                if !open && first && whole && (!self.ends(p.end) || (any || plain) && acts) {
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
            if and {
                after = self.over_adverb(after);
            }
            let clause = self.over_clause(after);
            if !(comma || and || clause > after) {
                break;
            }
            // `…, minister of agriculture, Ida Vesk, …`
            next = clause;
        }
    }

    /// Whether a phrase stands before a name in apposition: `its deputy head, Ida Vesk,`.
    fn introduces(&self, p: &Phrase) -> bool {
        let article =
            (p.from..p.start).any(|k| self.words.is(k, &["the", "its", "his", "her", "their"]));
        article
            && self.words.is(p.end, &[","])
            && self
                .name_at(p.end + 1)
                .and_then(|n| self.names.get(n))
                .is_some_and(|x| self.words.is(x.to, &[",", "."]))
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
            let article = self.has_article(n);
            let bare = self.opens(p) && self.words.get(p.head).is_some_and(|t| t.capital);
            // `the chairman of the union, Jan Orel, minister of trade`: a list of posts and people.
            let other = out.iter().any(|h| {
                h.holders == [self.person(name).unwrap_or(usize::MAX)]
                    && self
                        .phrases
                        .get(h.phrase)
                        .is_some_and(|q| self.follows(name, q))
            });
            if other {
                continue;
            }
            if ends && (article || bare) || self.is_as(p) && self.words.is(end, &[","]) {
                let holders: Vec<usize> = self.person(name).into_iter().collect();
                self.take(n, &holders, free, out);
                self.take_joined(n, &holders, free, out);
            }
        }
    }

    /// Whether a phrase stands in apposition right behind a name.
    fn follows(&self, name: usize, p: &Phrase) -> bool {
        self.names.get(name).is_some_and(|x| {
            self.words.is(x.to, &[","]) && (p.from..=p.start).contains(&(x.to + 1))
        })
    }

    /// Whether an article or a possessor stands before a phrase, or before one that it is joined to.
    fn has_article(&self, phrase: usize) -> bool {
        let mut this = phrase;
        while let Some(p) = self.phrases.get(this) {
            if p.from < p.start || p.from > 0 && self.words.is(p.from - 1, &["'s"]) {
                return true;
            }
            let joined = this.checked_sub(1).and_then(|b| self.phrases.get(b));
            if !joined.is_some_and(|b| b.end + 1 == p.from && self.words.is(b.end, &["and", "&"])) {
                return false;
            }
            this -= 1;
        }
        false
    }

    /// Whether a phrase opens its sentence.
    fn opens(&self, p: &Phrase) -> bool {
        let sentence = |n: usize| self.words.get(n).map(|t| t.sentence);
        p.from
            .checked_sub(1)
            .is_none_or(|b| sentence(b) != sentence(p.from))
    }

    /// Whether `As` or `In his role as` stands before a phrase and opens a sentence or a clause.
    fn is_as(&self, p: &Phrase) -> bool {
        let Some(n) = p.from.checked_sub(1).filter(|n| self.words.is(*n, &["as"])) else {
            return false;
        };
        let upper = |n: usize| self.words.get(n).is_some_and(|t| t.upper);
        let role = n > 2
            && self.words.is(n - 1, &["role", "capacity", "position"])
            && self.words.is(n - 3, &["in"]);
        upper(n) || n > 0 && self.words.is(n - 1, &[","]) || role && upper(n - 3)
    }
}

/// People who share one title at most.
const LIST: usize = 500;
