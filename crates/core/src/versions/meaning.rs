//! Whether two wordings say the same: one amount in other units or figures, one day written otherwise, a
//! body by its initials.

use std::ops::Range;

use crate::{
    facts::{dates, quantities},
    text::{PartialDate, Span},
};

use super::{
    compare::Row,
    units::{Class, plain},
};

/// An amount or a day that a side of a bead tells.
enum Told {
    Amount(quantities::Counted),
    Day(String),
}

impl Told {
    fn equals(&self, other: &Told) -> bool {
        match (self, other) {
            (Told::Amount(a), Told::Amount(b)) => a.equals(b),
            (Told::Day(a), Told::Day(b)) => a == b,
            _ => false,
        }
    }
}

/// The amounts and days of a side of a bead, and which of its units each takes.
pub(super) struct Meaning<'r> {
    row: &'r Row<'r>,
    told: Vec<Told>,
    /// For each unit, which amount or day it belongs to.
    of: Vec<Option<usize>>,
}

/// A part of a stretch: an amount or a day, or a word by itself.
enum Part<'m> {
    Told(&'m Told),
    Word(String),
}

impl<'r> Meaning<'r> {
    pub(super) fn new(row: &'r Row<'r>, published: Option<PartialDate>) -> Self {
        let (text, places) = row.line();
        let mut out = Meaning {
            row,
            told: Vec::new(),
            of: vec![None; places.len()],
        };
        for day in dates::in_text(&text, published) {
            if let Some(value) = day.resolved {
                out.add(Told::Day(value), day.span, &places);
            }
        }
        for amount in quantities::in_text(&text) {
            let span = amount.span;
            out.add(Told::Amount(amount), span, &places);
        }
        out
    }

    fn add(&mut self, told: Told, span: Span, places: &[Span]) {
        let from = places.partition_point(|p| p.end <= span.start);
        let to = places.partition_point(|p| p.start < span.end);
        let Some(units) = self.of.get_mut(from..to) else {
            return;
        };
        if units.is_empty() || units.iter().any(Option::is_some) {
            return;
        }
        units.fill(Some(self.told.len()));
        self.told.push(told);
    }

    /// A range of units with the whole of each amount and day that it meets.
    fn whole(&self, range: &Range<usize>) -> Range<usize> {
        let of = |n: usize| self.of.get(n).copied().flatten();
        let (mut from, mut to) = (range.start, range.end);
        while from > 0 && from < range.end && of(from).is_some() && of(from - 1) == of(from) {
            from -= 1;
        }
        while to > range.start && of(to - 1).is_some() && of(to) == of(to - 1) {
            to += 1;
        }
        from..to
    }

    fn parts(&self, range: Range<usize>) -> Vec<Part<'_>> {
        let mut out = Vec::new();
        let mut last = None;
        for n in range {
            let of = self.of.get(n).copied().flatten();
            match of {
                Some(_) if last == of => {}
                Some(told) => out.extend(self.told.get(told).map(Part::Told)),
                None if self
                    .row
                    .units
                    .get(n)
                    .is_some_and(|u| u.class != Class::Mark) =>
                {
                    out.push(Part::Word(plain(self.row.text(n))));
                }
                None => {}
            }
            last = of;
        }
        out
    }

    /// Whether two stretches tell the same amounts and days, and say the same in every other word.
    pub(super) fn says(&self, a: &Range<usize>, other: &Meaning<'_>, b: &Range<usize>) -> bool {
        let (x, y) = (self.parts(self.whole(a)), other.parts(other.whole(b)));
        let tells = |parts: &[Part<'_>]| parts.iter().any(|p| matches!(p, Part::Told(_)));
        let same = |(x, y): (&Part<'_>, &Part<'_>)| match (x, y) {
            (Part::Told(x), Part::Told(y)) => x.equals(y),
            (Part::Word(x), Part::Word(y)) => x == y,
            _ => false,
        };
        x.len() == y.len() && tells(&x) && x.iter().zip(&y).all(same)
    }
}

/// Whether one stretch is the initials of the other (`C.C.`, `Central Committee of the`).
pub(super) fn abbreviates(short: &str, long: &str) -> bool {
    let is_mark = |c: char| !c.is_alphanumeric();
    let short = short.trim_matches(|c: char| is_mark(c) && c != '.');
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).collect();
    let initials = letters.len() > 1
        && letters.iter().all(|c| c.is_uppercase())
        && short.chars().all(|c| c.is_uppercase() || c == '.');
    let capital = |word: &str| word.chars().next().filter(|c| c.is_uppercase());
    let words = long.split(is_mark).filter(|w| !w.is_empty());
    let small = |w: &str| w.chars().count() <= 3 && w.chars().all(char::is_lowercase);
    initials
        && words.clone().all(|w| capital(w).is_some() || small(w))
        && words.filter_map(capital).eq(letters)
}

#[cfg(test)]
mod tests {
    use super::abbreviates;

    #[test]
    fn initials_and_what_they_stand_for() {
        assert!(abbreviates("C.C.,", "Central Committee of the"));
        assert!(abbreviates("VUP", "Vendrian Unity Party"));
        assert!(!abbreviates("C.C.", "Central Council Meeting"));
        assert!(!abbreviates("A", "Assembly"));
        assert!(!abbreviates("C.C.", "Central Committee opened the"));
    }
}
