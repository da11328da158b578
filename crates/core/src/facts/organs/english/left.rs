//! Where the name of a body begins.

use super::{
    Scan,
    lists::{HEADLINE_VERBS, is_common, is_no_part},
};
use crate::facts::organs::lexicon::Role;

/// Words before a head at most: longer stretches of capitals are no names.
const MODIFIERS: usize = 9;

impl Scan<'_, '_> {
    /// Where the modifiers of a head begin.
    pub(super) fn left(&self, start: usize, from: usize, head: usize) -> usize {
        let mut left = from;
        let office = matches!(self.lower(head), "office" | "offices");
        while left > start && head - left < MODIFIERS {
            let n = left - 1;
            let title = self.role(n) == Some(Role::Title);
            // `Office of the President's`, `Workers' Party`.
            let owns = matches!(self.lower(n + 1), "'s" | "'") && (office || self.owns(n + 1));
            // `General Staff`, `Joint Chiefs`: posts that are adjectives here.
            let justice = self.lower(n) == "justice" && self.names_bodies(n + 1);
            let adjective =
                justice || matches!(self.lower(n), "general" | "major" | "special" | "executive");
            if title && !owns && !adjective {
                break;
            }
            let tag = self.word(n).map_or('.', |w| w.tag);
            if tag == 'u' && !self.names_number(n + 1) {
                break;
            }
            let verb =
                matches!(tag, 'v' | 'z' | 'd' | 'p') || HEADLINE_VERBS.contains(&self.lower(n));
            if self.headline && verb {
                break;
            }
            left = n;
        }
        while left < from && is_no_part(self.lower(left)) {
            left += 1;
        }
        // A possessive mark opens no name.
        while left < from && matches!(self.lower(left), "'s" | "'" | "&" | ".") {
            left += 1;
        }
        left
    }

    /// A listed name takes the state and the body that stand before it (`DPRK Cabinet`).
    pub(super) fn left_of_listed(&self, start: usize, from: usize) -> usize {
        // `European NATO members`: letters stand for themselves.
        let letters = self.word(from).is_some_and(|w| w.initials);
        if letters && self.atom_from(from).is_some_and(|a| !a.pack) {
            return from;
        }
        let mut left = from;
        while left > start {
            let n = left - 1;
            if let Some(atom) = self.atom_over(n).filter(|a| a.pack && a.start >= start) {
                left = atom.start;
            } else if self.is_state(n) {
                left = self.whole_state(n);
            } else {
                break;
            }
        }
        left
    }

    /// What stands before a name of the pack and belongs to it: the other classes of a list (`provincial,
    /// city and county committees`); the article of a name without its noun (`the State Affairs`), which
    /// alone tells it from common words.
    pub(super) fn listed_left(&self, left: usize, from: usize, until: usize) -> usize {
        if left != from {
            return left;
        }
        let letters = self.word(from).is_some_and(|w| w.initials);
        let named = (from..until).any(|n| self.names_bodies(n));
        if until - from > 1 && !letters && !named {
            return self
                .before(from)
                .filter(|n| self.lower(*n) == "the")
                .unwrap_or(from);
        }
        let mut left = from;
        while let Some(joint) = self.before(left) {
            let first = self
                .before(joint)
                .filter(|n| self.is_class(*n, from, until));
            match first {
                Some(first) if matches!(self.lower(joint), "," | "and" | "or") => left = first,
                _ => break,
            }
        }
        left
    }

    /// Whether a word, in any letters and number, heads names of bodies.
    pub(super) fn names_bodies(&self, n: usize) -> bool {
        let lower = self.lower(n);
        let one = || self.lexicon.role(lower.strip_suffix('s')?);
        let role = self.lexicon.role(lower).or_else(one);
        role.is_some_and(|r| !matches!(r, Role::Title | Role::Thing | Role::Place))
    }

    /// Whether a word in place of the first one of a name makes another name of it.
    fn is_class(&self, n: usize, from: usize, until: usize) -> bool {
        let keys = self.line.keys();
        let rest = (from + 1..until).filter_map(|n| Some((self.words.get(n)?, (*keys.get(n)?)?)));
        let Some(first) = self.word(n).zip(keys.get(n).copied().flatten()) else {
            return false;
        };
        let words: Vec<_> = std::iter::once(first).chain(rest).collect();
        until - from > 1 && !self.index.exact(&words, false).is_empty()
    }

    /// `Food and Drug Administration`: the noun before `and` belongs to the name.
    pub(super) fn joined_left(&self, left: usize) -> usize {
        let joined = |left: usize| -> Option<usize> {
            let and = self.before(left)?;
            let noun = self.before(and)?;
            let is_noun = |n: usize| {
                let word = self.word(n)?;
                let fits =
                    word.capital && is_common(word) && !self.is_sure_head(n) && !self.is_state(n);
                (fits && self.role(n) != Some(Role::Title) && self.atom_over(n).is_none())
                    .then_some(())
            };
            is_noun(left)?;
            is_noun(noun)?;
            (matches!(self.lower(and), "and" | "&") && !self.headline).then_some(noun)
        };
        let name = left;
        let Some(mut left) = joined(left) else {
            return left;
        };
        // What stands before that noun goes with it (`Kim Chaek Iron and Steel Complex`).
        let mut taken = 0;
        while let Some(n) = self.before(left) {
            let title = self.role(n) == Some(Role::Title) || self.is_head(n);
            if !self.is_capital(n) || title || taken >= MODIFIERS {
                break;
            }
            left = n;
            taken += 1;
        }
        // `Department of Home Security and Social Administration`: of the body before.
        if self.before(left).is_some_and(|n| self.lower(n) == "of") {
            return name;
        }
        left
    }
}
