//! What may stand between a name and its post: ages, degrees, places, adverbs, a clause with `who`.

use super::holders::Reader;
use crate::facts::people::{lexicon::Class, tokens::Token};

/// Asides between a name and its post at most.
const ASIDES: usize = 4;

/// Words of what else somebody is, before the post, at most.
const KIN: usize = 9;

/// Words of a remark in brackets behind a name at most.
const REMARK: usize = 6;

/// A party and a region behind a name: `D-Tarsk`.
fn is_party(token: &Token<'_>) -> bool {
    token.capital
        && ["r-", "d-", "i-"]
            .iter()
            .any(|p| token.lower.starts_with(p))
}

/// A degree behind a name: `MD`, `Ph.D.`
pub(super) fn is_degree(token: &Token<'_>) -> bool {
    let dotted = token.lower.matches('.').count() > 1;
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
            | "facs"
            | "frs"
            | "rd"
            | "rdn"
            | "np"
            | "dvm"
            | "psyd"
            | "pharmd"
            | "mpp"
            | "llb"
            | "llm"
    ) && token.capital
        || dotted
            && token.initials
            && token.lower.len() < 9
            && !token.is(Class::POST.or(Class::NATION).or(Class::PLACE))
}

impl Reader<'_, '_, '_> {
    /// The word behind what may stand between a name and its post: an age, degrees, where somebody is from,
    /// and where in a picture (`Jan Orel, 45, of Tarsk, left, minister`).
    pub(super) fn over_asides(&self, n: usize) -> usize {
        let mut next = n;
        for _ in 0..ASIDES {
            let Some(token) = self.words.get(next) else {
                break;
            };
            let origin = self.over_origin(next);
            let place = origin > next;
            let end = if place {
                origin
            } else if self.words.is(next, &["second", "third"])
                && self.words.is(next + 1, &["from"])
            {
                next + 3
            } else {
                next + 1
            };
            let aside = token.lower.parse::<u8>().is_ok()
                || is_degree(token)
                || is_party(token)
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

    /// The word behind where somebody is from, where a comma follows: `Jan Orel of Tarsk | , chairman`.
    pub(super) fn over_origin(&self, n: usize) -> usize {
        if !self.words.is(n, &["of", "from"]) {
            return n;
        }
        let capital = |k: &usize| {
            self.words
                .get(*k)
                .is_some_and(|t| t.capital || t.lower == "the")
        };
        (n + 2..n + REMARK)
            .find(|k| !capital(k))
            .filter(|k| self.words.is(*k, &[","]) && (n + 1..*k).all(|k| capital(&k)))
            .unwrap_or(n)
    }

    /// The word behind the verb of a clause that says what somebody is: `who is now`, `who has served as`.
    pub(super) fn over_clause(&self, n: usize) -> usize {
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
    pub(super) fn over_kin(&self, n: usize, free: &[bool]) -> usize {
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
        let next = and.map(|k| k + 1);
        next.filter(|k| self.at(*k, free).is_some()).unwrap_or(n)
    }

    /// The word behind a short remark in brackets: `Jan Orel (R-Tarsk), chairman`.
    pub(super) fn over_remark(&self, n: usize) -> usize {
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
    pub(super) fn over_adverb(&self, n: usize) -> usize {
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

    /// The word behind `at the time`.
    pub(super) fn over_then(&self, n: usize) -> usize {
        let time = self.words.is(n, &["at"])
            && self.words.is(n + 1, &["the"])
            && self.words.is(n + 2, &["time"]);
        n + 3 * usize::from(time)
    }
}
