//! Whose party the text speaks of where it only says `the party`, `the Central Committee`.

use super::{
    phrase::{self, Row},
    series::{self, Index},
};
use crate::facts::{
    At,
    page::{Line, Page, Tongue},
    words::Word,
};

/// Where a document names parties by their full names, and whether they are the field's own.
#[derive(Debug, Default)]
pub(super) struct Parties(Vec<(usize, usize, bool)>);

/// Words before `Party` at most.
const REACH: usize = 6;

/// Korean endings of names of parties.
const HANGUL: [&str; 12] = [
    "로동당",
    "노동당",
    "공산당",
    "민주당",
    "사회당",
    "혁명당",
    "인민당",
    "자유당",
    "보수당",
    "국민당",
    "공화당",
    "통합당",
];

impl Parties {
    pub(super) fn of(page: &Page<'_>, index: &Index) -> Self {
        let mut out = Vec::new();
        for line in &page.lines {
            match line.tongue {
                Tongue::English => english(line, index, &mut out),
                Tongue::Korean => korean(line, index, &mut out),
                Tongue::Other => {}
            }
        }
        Parties(out)
    }

    /// Whether the party named last before a place is the field's own, or none is named.
    pub(super) fn is_own(&self, at: At) -> bool {
        let behind = self
            .0
            .partition_point(|(zone, byte, _)| (*zone, *byte) < (at.zone, at.span.end));
        behind
            .checked_sub(1)
            .and_then(|n| self.0.get(n))
            .is_none_or(|x| x.2)
    }
}

fn english(line: &Line<'_>, index: &Index, out: &mut Vec<(usize, usize, bool)>) {
    let row = Row(&line.paragraph().words);
    for (n, word) in row.0.iter().enumerate() {
        if word.initials && index.is_own_letters(&word.lower) {
            out.push((line.zone, word.span.start, true));
        }
        if word.lower != "party" || !word.span.of(line.text).starts_with('P') {
            continue;
        }
        // `Party building` names no party.
        if row
            .get(n + 1)
            .is_some_and(|w| matches!(w.tag, 'n' | 's' | 'N') && w.sentence == word.sentence)
        {
            continue;
        }
        let is_name = |w: &Word| {
            w.span.of(line.text).starts_with(char::is_uppercase)
                || w.lower == "'"
                || w.lower == "'s"
        };
        let first = (n.saturating_sub(REACH)..n)
            .rev()
            .take_while(|&k| {
                row.get(k)
                    .is_some_and(|w| w.sentence == word.sentence && is_name(w))
            })
            .last()
            .unwrap_or(n);
        let end = (row.lower(n + 1) == "of")
            .then(|| phrase::noun_phrase(row, n + 2))
            .flatten();
        let words = (first..n)
            .chain(n + 2..end.unwrap_or(n + 2))
            .filter_map(|k| row.get(k));
        let stems: Vec<String> = words
            .filter(|w| series::counts(&w.lower, w.tag))
            .map(|w| series::stem(&w.lower))
            .collect();
        if !stems.is_empty() {
            out.push((line.zone, word.span.start, index.is_own(&stems)));
        }
    }
}

fn korean(line: &Line<'_>, index: &Index, out: &mut Vec<(usize, usize, bool)>) {
    for (at, party) in line.text.match_indices('당') {
        let end = at + party.len();
        let Some(before) = line.text.get(..end) else {
            continue;
        };
        if !HANGUL.iter().any(|h| before.ends_with(h)) {
            continue;
        }
        // Characters of the longest name.
        const LONGEST: usize = 16;
        let length: usize = before
            .chars()
            .rev()
            .take(LONGEST)
            .take_while(|c| c.is_alphanumeric())
            .map(char::len_utf8)
            .sum();
        let word = before.get(end - length..).unwrap_or("");
        out.push((line.zone, end - length, index.is_own_hangul(word)));
    }
}
