//! Bodies that are written in small letters.

use super::Scan;
use crate::facts::organs::{Draft, How, lexicon::Role};

/// Words of the name of a firm that its noun alone tells, at most.
const FIRM: usize = 2;

/// Nouns that say what the name behind them is.
const FIRMS: [&str; 22] = [
    "firm",
    "company",
    "chipmaker",
    "carmaker",
    "automaker",
    "drugmaker",
    "planemaker",
    "startup",
    "start-up",
    "retailer",
    "airline",
    "airlines",
    "broadcaster",
    "consultancy",
    "brokerage",
    "conglomerate",
    "lender",
    "insurer",
    "think-tank",
    "supermarket",
    "brewer",
    "nonprofit",
];

impl Scan<'_, '_> {
    /// A body in small letters that brackets give letters of (`nuclear planning group (NPG)`).
    fn lettered(&self, open: usize) -> Option<usize> {
        let letters = self.word(open + 1).filter(|_| self.brackets(open) > 0)?;
        let head = self.before(open)?;
        self.role(head)
            .filter(|r| matches!(r, Role::Strong | Role::Weak | Role::Alone))
            .filter(|_| self.lower(head) != "initiative")?;
        let mut from = open;
        for letter in letters.lower.chars().rev() {
            from = self
                .before(from)
                .filter(|n| self.lower(*n).starts_with(letter))?;
        }
        let state = self.before(from).filter(|n| self.is_state(*n));
        Some(state.unwrap_or(from))
    }

    /// Bodies in small letters: `foreign ministry`, `Vendrian embassy`.
    pub(super) fn small(&self, n: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let lower = self.lower(n);
        if let Some(from) = (lower == "(").then(|| self.lettered(n)).flatten() {
            drafts.push(self.draft(from, n + 3, How::Form));
            return Some(n + 3);
        }
        if self.is_capital(n + 1) && FIRMS.contains(&lower) {
            return self.named_firm(n + 1, drafts);
        }
        let before = self.before(n)?;
        let state = self.is_state(before);
        let from = match lower {
            "ministry" if !self.headline => {
                let word = self.word(before)?;
                let kind = matches!(word.tag, 'j' | 'n' | 's' | '?') && word.tag != '.' || state;
                if !kind || !word.lower.starts_with(char::is_alphabetic) {
                    return None;
                }
                let over = self.before(before).filter(|b| self.is_state(*b) && !state);
                over.unwrap_or(before)
            }
            "embassy" | "consulate" | "parliament" if state => before,
            _ => return None,
        };
        let from = self.whole_state(from);
        let end = self.right_of_small(n);
        drafts.push(self.draft(from, end, How::Form));
        Some(end)
    }

    /// A firm whose name has no head of its own, behind a noun that says what it is: `the research firm Vendro`.
    fn named_firm(&self, from: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let end = self.run(from);
        let name = |n: usize| {
            let word = self.word(n)?;
            let plain = matches!(word.tag, 'N' | '?') || word.initials;
            let other = self.role(n).is_some() || self.atom_over(n).is_some() || self.is_state(n);
            (plain && !other).then_some(())
        };
        let whole = end > from && end - from <= FIRM && (from..end).all(|n| name(n).is_some());
        if self.headline || !whole {
            return None;
        }
        drafts.push(self.draft(from, end, How::Form));
        Some(end)
    }

    fn right_of_small(&self, n: usize) -> usize {
        let abroad = matches!(self.lower(n), "embassy" | "consulate") && self.lower(n + 1) == "in";
        if self.lower(n + 1) == "of" || abroad {
            let start = if self.lower(n + 2) == "the" {
                n + 3
            } else {
                n + 2
            };
            if let Some(length) = self.state_from(start) {
                return start + length;
            }
        }
        n + 1
    }

    /// The first word of the state's name that a word belongs to.
    pub(super) fn whole_state(&self, n: usize) -> usize {
        let mut from = n;
        while let Some(before) = self
            .before(from)
            .filter(|b| self.is_state(*b) && self.is_state(from))
        {
            from = before;
        }
        from
    }
}
