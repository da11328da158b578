//! What kind of change it is, and how much it weighs.
//!
//! The weight is about what is said, not how. Each content word that one side has and the other has not
//! counts 1 (a capitalised one 1.2, a name 1.5, a number 2), less the more often the texts have it:
//! times max(0.5, 1 - 0.1 ln f) for a word that stands f times in all of them. Words that replace each
//! other count 0.4 a pair and what one side has more 0.7; where nothing stands in the place of what was
//! dropped or added, all of it counts, and 0.4 more. A number for another number adds 2, another
//! translation of a term of the pack 1. A small word is 0.05, a verb of saying 0.1; what counts as equal
//! (`five` and `5`) weighs 0.1 or less, and order half of its words. A name in the place of a pronoun
//! counts a fifth: who is meant stays the same.

use std::ops::Range;

use crate::{Error, Result};

use super::{
    collate::Change,
    units::{Class, Keys, Unit},
};

/// What a variant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VariantKind {
    /// The same word spelt otherwise.
    Spelling,
    /// A number: written otherwise, or another one.
    Number,
    /// A name: written otherwise, abbreviated, or another one.
    Name,
    /// A place in a series: written otherwise, or another one.
    Ordinal,
    /// Another translation of a term that the pack knows.
    Term,
    /// Other words.
    Wording,
    /// Only the second has it.
    Insertion,
    /// Only the first has it.
    Omission,
    /// The same at another place.
    Order,
    /// Only marks.
    Punctuation,
}

impl VariantKind {
    /// All kinds, in the order of the contract.
    pub const ALL: [VariantKind; 10] = [
        VariantKind::Spelling,
        VariantKind::Number,
        VariantKind::Name,
        VariantKind::Ordinal,
        VariantKind::Term,
        VariantKind::Wording,
        VariantKind::Insertion,
        VariantKind::Omission,
        VariantKind::Order,
        VariantKind::Punctuation,
    ];

    /// Its name in JSON, on the command line and in Python.
    pub fn name(self) -> &'static str {
        match self {
            VariantKind::Spelling => "spelling",
            VariantKind::Number => "number",
            VariantKind::Name => "name",
            VariantKind::Ordinal => "ordinal",
            VariantKind::Term => "term",
            VariantKind::Wording => "wording",
            VariantKind::Insertion => "insertion",
            VariantKind::Omission => "omission",
            VariantKind::Order => "order",
            VariantKind::Punctuation => "punctuation",
        }
    }
}

impl std::str::FromStr for VariantKind {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        VariantKind::ALL
            .into_iter()
            .find(|k| k.name() == name)
            .ok_or_else(|| {
                let known = VariantKind::ALL.map(VariantKind::name).join(", ");
                Error::usage(format!("'{name}' is no kind of variant: known are {known}"))
            })
    }
}

/// What is known of the two sides of a bead.
pub(super) struct Sides<'s> {
    pub(super) units: [&'s [Unit]; 2],
    /// Where terms of the pack stand, and which.
    pub(super) terms: [Vec<(Range<usize>, u32)>; 2],
    pub(super) keys: &'s Keys,
}

impl Sides<'_> {
    /// The kind and weight of a change; `texts` are its words.
    pub(super) fn judge(&self, change: &Change, texts: [&str; 2]) -> (VariantKind, f64) {
        let [a, b] = self.units;
        let x = a.get(change.a.clone()).unwrap_or(&[]);
        let y = b.get(change.b.clone()).unwrap_or(&[]);
        let weight = self.weight(x, y);
        if change.is_moved {
            return (VariantKind::Order, weight * 0.5);
        }
        let words = |units: &[Unit]| units.iter().filter(|u| u.class.is_word()).count();
        let kind = match (words(x), words(y)) {
            (0, 0) => return (VariantKind::Punctuation, 0.02),
            (0, _) => VariantKind::Insertion,
            (_, 0) => VariantKind::Omission,
            _ => replaced(x, y, texts),
        };
        match kind {
            VariantKind::Wording if self.is_term(change) => (VariantKind::Term, weight + 1.0),
            VariantKind::Spelling => (kind, 0.1),
            other => (other, weight),
        }
    }

    /// Whether a change is inside two translations of one term.
    fn is_term(&self, change: &Change) -> bool {
        let touches = |r: &Range<usize>, c: &Range<usize>| {
            r.start < c.end.max(c.start + 1) && c.start < r.end
        };
        let [xs, ys] = &self.terms;
        let [a, b] = self.units;
        let keys = |units: &[Unit], r: &Range<usize>| -> Vec<u32> {
            units
                .get(r.clone())
                .unwrap_or(&[])
                .iter()
                .map(|u| u.stem)
                .collect()
        };
        xs.iter()
            .filter(|(r, _)| touches(r, &change.a))
            .any(|(r, id)| {
                ys.iter().any(|(s, other)| {
                    id == other && touches(s, &change.b) && keys(a, r) != keys(b, s)
                })
            })
    }

    /// How much content of `x`, on one side, the whole of the other side lacks.
    fn lost(&self, x: &[Unit], own: &[Unit], other: &[Unit]) -> Lost {
        let count = |units: &[Unit], stem: u32| units.iter().filter(|u| u.stem == stem).count();
        let mut out = Lost::default();
        let mut seen: Vec<u32> = Vec::new();
        for unit in x {
            let worth = match unit.class {
                Class::Content if unit.is_capital => 1.2,
                Class::Content => 1.0,
                Class::Name => 1.5,
                Class::Number | Class::Ordinal => 2.0,
                Class::Saying => {
                    out.small += 0.1;
                    continue;
                }
                Class::Function => {
                    out.small += 0.05;
                    continue;
                }
                Class::Mark => {
                    out.small += 0.01;
                    continue;
                }
            };
            let times = seen.iter().filter(|s| **s == unit.stem).count();
            seen.push(unit.stem);
            if times >= count(own, unit.stem).saturating_sub(count(other, unit.stem)) {
                out.small += 0.05;
                continue;
            }
            let often = f64::from(self.keys.count(unit.stem).max(1)).ln();
            let worth = worth * (1.0 - 0.1 * often).max(0.5);
            out.words += worth;
            if unit.is_capital {
                out.capital += worth;
            }
        }
        out
    }

    fn weight(&self, x: &[Unit], y: &[Unit]) -> f64 {
        let [a, b] = self.units;
        let (mut gone, mut came) = (self.lost(x, a, b), self.lost(y, b, a));
        let pronouns = |units: &[Unit]| units.iter().filter(|u| u.is_pronoun).count();
        let (p, q) = (pronouns(a), pronouns(b));
        if q > p {
            gone.words -= gone.capital * 0.8;
        }
        if p > q {
            came.words -= came.capital * 0.8;
        }
        let small = gone.small + came.small;
        let has_words = |units: &[Unit]| units.iter().any(|u| u.class.is_word());
        if !has_words(x) || !has_words(y) {
            let all = gone.words + came.words;
            return all + small + if all >= 0.5 { 0.4 } else { 0.0 };
        }
        let pairs = gone.words.min(came.words);
        let more = gone.words.max(came.words) - pairs;
        let numbers = |units: &[Unit]| {
            units
                .iter()
                .any(|u| matches!(u.class, Class::Number | Class::Ordinal))
        };
        let other_number = if pairs > 0.0 && numbers(x) && numbers(y) {
            2.0
        } else {
            0.0
        };
        0.4 * pairs + 0.7 * more + other_number + small
    }
}

#[derive(Default)]
struct Lost {
    words: f64,
    /// The part of it that is capitalised.
    capital: f64,
    small: f64,
}

/// The kind of a replacement.
fn replaced(x: &[Unit], y: &[Unit], texts: [&str; 2]) -> VariantKind {
    let all =
        |test: &dyn Fn(&Unit) -> bool| x.iter().chain(y).filter(|u| u.class.is_word()).all(test);
    if all(&|u| u.class == Class::Number) {
        return VariantKind::Number;
    }
    if all(&|u| matches!(u.class, Class::Ordinal | Class::Number)) {
        return VariantKind::Ordinal;
    }
    let letters = texts.map(|t| {
        t.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<Vec<char>>()
    });
    let [l, m] = &letters;
    if l == m {
        return VariantKind::Spelling;
    }
    if all(&|u| u.class == Class::Name || u.class == Class::Content && u.is_capital) {
        return VariantKind::Name;
    }
    if let ([p], [q]) = (x, y)
        && p.stem != q.stem
        && l.len().min(m.len()) >= 5
        && distance(l, m) <= 1
    {
        return VariantKind::Spelling;
    }
    VariantKind::Wording
}

/// Levenshtein's distance.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let new = (corner + usize::from(x != y)).min(left + 1).min(*cell + 1);
            corner = *cell;
            *cell = new;
            left = new;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}
