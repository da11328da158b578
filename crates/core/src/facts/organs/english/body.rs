//! Whether a noun with the words around it names a body.

use super::Scan;
use crate::facts::{ordinal, organs::lexicon::Role};

impl Scan<'_, '_> {
    /// Whether what was found by form is a body.
    pub(super) fn is_body(&self, left: usize, head: usize, end: usize, role: Option<Role>) -> bool {
        let tail = end > head + 1 && !self.is_number(head + 1);
        let opens = head == self.from;
        let modifiers = head - left;
        let named = (left..head).any(|n| self.is_state(n)) || named_by(self, left, head);
        let lower = self.lower(head);
        if lower == "congress" {
            return self.is_legislature(left, head, end);
        }
        let ordinal = |n: usize| self.is_number(n) || ordinal::english(self.lower(n)).is_some();
        // `8th Party` is of `8th Party Congress`.
        if lower == "party" && !tail && modifiers > 0 && (left..head).all(ordinal) {
            return false;
        }
        let of_paper = ["treasury", "agency", "backed", "debt", "government"];
        if lower == "securities" && modifiers > 0 && of_paper.contains(&self.lower(head - 1)) {
            return false;
        }
        // `Third Forum` is a meeting, `Vice Department Director` a post.
        let vice = modifiers == 1 && matches!(self.lower(left), "vice" | "deputy" | "sub");
        if vice || lower == "forum" && (left..head).any(ordinal) {
            return false;
        }
        if self.headline && lower.starts_with("organi") && !tail && !named_by(self, left, head) {
            return false;
        }
        if matches!(lower, "club" | "center" | "centre") && !tail && self.is_venue(left) {
            return false;
        }
        // `Women's Movement of Vendria` is what people do.
        if lower == "movement" && self.lower(head + 1) != "for" {
            return false;
        }
        match role {
            Some(Role::Strong) => modifiers > 0 || tail,
            Some(Role::Alone) => modifiers > 0 || tail || !opens,
            Some(Role::Weak) => {
                named
                    || modifiers > 1 && !self.headline && self.is_force(head)
                    || tail && !opens && self.takes_members(head)
                    || tail && modifiers > 0 && matches!(lower, "front" | "movement")
                    || modifiers > 0 && left > self.from && self.is_trade(head)
            }
            Some(Role::Company) => modifiers > 0,
            Some(Role::Press) => named && !self.headline,
            _ => false,
        }
    }

    /// Weak heads that two common words make a name of (`Internal Security Forces`).
    fn is_force(&self, head: usize) -> bool {
        matches!(
            self.lower(head),
            "force"
                | "forces"
                | "guard"
                | "guards"
                | "command"
                | "board"
                | "center"
                | "centre"
                | "office"
                | "service"
                | "unit"
                | "fund"
                | "headquarters"
                | "front"
                | "squadron"
                | "troupe"
                | "station"
                | "farm"
                | "registry"
                | "initiative"
                | "survey"
        )
    }

    /// Plural heads of firms, which one capital word before makes a name of (`Universal Pictures`).
    fn is_trade(&self, head: usize) -> bool {
        !self.headline
            && matches!(
                self.lower(head),
                "studios"
                    | "pictures"
                    | "records"
                    | "airlines"
                    | "airways"
                    | "motors"
                    | "electronics"
                    | "holdings"
                    | "technologies"
                    | "pharmaceuticals"
                    | "entertainment"
                    | "ventures"
            )
    }

    /// Whether a name is where something takes place (`at the Diplomats' Club`).
    fn is_venue(&self, left: usize) -> bool {
        let before = self.before(left);
        let article = before
            .filter(|b| self.lower(*b) == "the")
            .and_then(|b| self.before(b));
        let joint = article.or(before).map_or("", |b| self.lower(b));
        matches!(joint, "at" | "in")
    }

    /// A congress that makes laws, and not one that meets every five years.
    fn is_legislature(&self, left: usize, head: usize, end: usize) -> bool {
        let before = self.before(left).map_or("", |b| self.lower(b));
        if left == head {
            let bare = !matches!(before, "the" | "a" | "this" | "party" | "an")
                && !head.checked_sub(1).is_some_and(|n| self.is_number(n));
            return bare && end == head + 1 && head > self.from && !self.headline;
        }
        let party = (left..head).any(|n| {
            self.lower(n).starts_with("part")
                || self.is_number(n)
                || self.atom_over(n).is_some()
                || self.word(n).is_some_and(|w| w.tag == '0')
        });
        // `National Congress of Vendria`
        let national = (left..head).any(|n| self.lower(n) == "national");
        !party && (end == head + 1 || national)
    }
}

/// Whether a word between is a name: unknown, of a list, or letters.
fn named_by(scan: &Scan<'_, '_>, left: usize, head: usize) -> bool {
    (left..head).any(|n| {
        let word = scan.word(n);
        let unknown = word.is_some_and(|w| matches!(w.tag, 'N' | '?') || w.initials);
        !scan.is_state(n) && (scan.atom_over(n).is_some() || unknown)
    })
}
