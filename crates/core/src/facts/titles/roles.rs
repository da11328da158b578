//! Posts that a verb or a noun gives to a name: `elected Jan Orel as chairman`, `Jan Orel is the chairman of …`.

use super::{
    asides::is_degree,
    holders::{Held, Named, Reader},
    phrase::Phrase,
};
use crate::facts::people::lexicon::Class;

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
const SERVES: [&str; 44] = [
    "serves",
    "served",
    "serving",
    "serve",
    "works",
    "worked",
    "working",
    "acts",
    "acted",
    "office",
    "resigned",
    "resigns",
    "resign",
    "resigning",
    "stepped",
    "steps",
    "step",
    "stepping",
    "retired",
    "retires",
    "quit",
    "took",
    "takes",
    "take",
    "taking",
    "returned",
    "returns",
    "return",
    "hired",
    "joined",
    "joins",
    "join",
    "continued",
    "continues",
    "remained",
    "began",
    "started",
    "fired",
    "ousted",
    "removed",
    "dismissed",
    "sacked",
    "picked",
    "selected",
];

/// Nouns of holding a post, before `as`: `Orel's tenure as`, `in his role as`.
const TENURES: [&str; 17] = [
    "tenure", "term", "terms", "stint", "time", "role", "job", "capacity", "position", "post",
    "career", "work", "reign", "days", "years", "year", "spell",
];

/// Verbs of following somebody in a post.
const FOLLOWS: [&str; 8] = [
    "succeed",
    "succeeds",
    "succeeded",
    "succeeding",
    "replace",
    "replaces",
    "replaced",
    "replacing",
];

/// Adverbs that stand anywhere in what is said of a post.
const ADVERBS: [&str; 16] = [
    "now",
    "then",
    "currently",
    "also",
    "still",
    "previously",
    "formerly",
    "once",
    "already",
    "later",
    "recently",
    "first",
    "again",
    "eventually",
    "subsequently",
    "officially",
];

/// Whether a verb says, before `as`, that somebody holds a post.
pub(super) fn is_serving(verb: &str) -> bool {
    SERVES.contains(&verb)
}

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

impl Reader<'_, '_, '_> {
    /// `elected Jan Orel as chairman`, `Jan Orel was appointed minister`, `Jan Orel is the chairman of …`
    pub(super) fn roles(&self, free: &mut [bool], out: &mut Vec<Held>) {
        for (n, p) in self.phrases.iter().enumerate() {
            if free.get(n) != Some(&true) {
                continue;
            }
            let before = self.names.partition_point(|x| x.to <= p.from);
            let Some(near) = before.checked_sub(1) else {
                continue;
            };
            let Some(x) = self.names.get(near) else {
                continue;
            };
            let name = self.successor(near);
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
            // `Orel said his father became chairman of …`
            let says = gap.iter().any(|t| t.cue == 's' && t.is_verb())
                && gap.last().is_some_and(|t| t.lower.starts_with("bec"));
            // `Jan Orel, PhD, is chairman of …`
            let gap = match gap {
                [a, degree, b, rest @ ..]
                    if a.lower == "," && b.lower == "," && is_degree(degree) =>
                {
                    rest
                }
                gap => gap,
            };
            let gap: Vec<&str> = gap
                .iter()
                .map(|t| &*t.lower)
                .filter(|w| !ADVERBS.contains(w))
                .collect();
            let Some(when) = self.role(x, &gap, p).filter(|_| same && !says) else {
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
                holders: holders.clone(),
                when,
            });
            self.take_next(n, &holders, when, free, out);
        }
    }

    /// The posts that are joined to a post behind it: `was named head of trade and | director of the fund`.
    fn take_next(
        &self,
        phrase: usize,
        holders: &[usize],
        when: Option<&'static str>,
        free: &mut [bool],
        out: &mut Vec<Held>,
    ) {
        let mut this = phrase;
        while let (Some(p), Some(next)) = (self.phrases.get(this), self.phrases.get(this + 1)) {
            let joined = self.words.is(p.end, &["and", "&"]) && p.end + 1 == next.from;
            let bare = next.from == next.start || next.when.is_some();
            let own = self.precedes(this + 1).is_none() && next.plural == p.plural;
            if !(joined && bare && own && free.get(this + 1) == Some(&true)) {
                break;
            }
            this += 1;
            if let Some(slot) = free.get_mut(this) {
                *slot = false;
            }
            out.push(Held {
                phrase: this,
                holders: holders.to_vec(),
                when,
            });
        }
    }

    /// Who takes the post where a name is that of the one before: `Jan Orel succeeded Ida Vesk as | chairman`.
    fn successor(&self, name: usize) -> usize {
        let follows = |n: usize| self.words.is(n, &FOLLOWS);
        let after = self.names.get(name).and_then(|x| x.from.checked_sub(1));
        let first = name.checked_sub(1).and_then(|n| self.names.get(n));
        match (first, after) {
            (Some(first), Some(verb))
                if follows(verb) && verb - first.to < GAP && verb >= first.to =>
            {
                name - 1
            }
            _ => name,
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
        // `Orel appoints him as chairman`: somebody else.
        if matches!(
            gap,
            [.., "him" | "her" | "them" | "me" | "you", "as" | "to"] | [.., "him" | "her" | "them"]
        ) {
            return None;
        }
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
            ["is" | "was" | "are" | "were" | "remains" | "remained"]
            | ["has" | "had" | "have" | "having", "been"]
            | ["will" | "would" | "could", "be"]
            | [.., "became" | "becomes" | "become" | "becoming"] => organ.then_some(None),
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
            [.., noun, "as"] if TENURES.contains(noun) => Some(None),
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
