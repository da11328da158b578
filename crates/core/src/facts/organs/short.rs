//! Letters that stand for a body in a document: explained in brackets, or the initials of its name.

use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, How};
use crate::{
    facts::{
        page::{Line, Page, Tongue},
        words::Word,
    },
    text::Span,
};

/// Letters, and the draft of the name that they stand for.
#[derive(Debug, Default)]
pub(super) struct Explained {
    by_letters: BTreeMap<String, usize>,
    /// The words of each name.
    pub(super) names: Vec<Draft>,
}

/// Words of a name that brackets explain, at most.
const NAME: usize = 12;
/// Letters of initials that no brackets explain, at least.
const UNEXPLAINED: usize = 3;

/// The letters that a page explains.
pub(super) fn explained(page: &Page<'_>, drafts: &[Draft]) -> Explained {
    let mut out = Explained::default();
    let listed: BTreeSet<&str> = drafts
        .iter()
        .filter(|d| d.words.len() == 1)
        .map(|d| page.words(d.at))
        .collect();
    // What brackets say goes before what lists say, and that before what initials say.
    for bracketed in [true, false] {
        for draft in drafts
            .iter()
            .filter(|d| d.how != How::Listed && d.words.len() > 1)
        {
            let Some(line) = page
                .line(draft.at.zone)
                .filter(|l| l.tongue == Tongue::English)
            else {
                continue;
            };
            let found = if bracketed {
                in_brackets(line, draft)
            } else {
                let named = without_state(line, &draft.words);
                let letters = initials(line, &named);
                let letters = letters.filter(|l| l.chars().count() >= UNEXPLAINED);
                letters.map(|letters| (letters, draft.words.clone()))
            };
            let Some((letters, part)) = found else {
                continue;
            };
            let listed = listed.contains(letters.as_str()) && !bracketed;
            let words = line.paragraph().words.get(part.clone()).unwrap_or(&[]);
            if let ([first, .., last], false) =
                (words, listed || out.by_letters.contains_key(&letters))
            {
                let at = line.at(Span::new(first.span.start, last.span.end));
                out.by_letters.insert(letters, out.names.len());
                out.names.push(Draft {
                    at,
                    words: part,
                    ..draft.clone()
                });
            }
        }
    }
    out
}

/// `Vendrian News Agency (VNA)`: letters in brackets inside the name, or directly after it, and the words
/// that they stand for: the last of those before whose initials they are, else all.
fn in_brackets(line: &Line<'_>, draft: &Draft) -> Option<(String, std::ops::Range<usize>)> {
    let words = &line.paragraph().words;
    let (start, end) = (draft.words.start, draft.words.end);
    let opens = (start + 1..=end).find(|n| {
        let group = words.get(*n..n + 3).unwrap_or(&[]);
        matches!(group, [open, letters, close]
            if open.lower == "(" && close.lower == ")" && is_letters(letters))
    })?;
    let letters = words.get(opens + 1)?.span.of(line.text).to_owned();
    let whole = start..opens;
    let part = (start..opens).rev().map(|from| from..opens);
    let part = part.take(NAME).find(|part| {
        initials(line, part).is_some_and(|found| found.eq_ignore_ascii_case(&letters))
    });
    Some((letters, part.unwrap_or(whole)))
}

fn is_letters(word: &Word) -> bool {
    word.initials && word.lower.len() <= 8
}

/// The words of a name without the state behind it whose first word is small (`of north Vendria`).
fn without_state(line: &Line<'_>, words: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let all = &line.paragraph().words;
    let small = |n: &usize| {
        let of = all.get(*n).is_some_and(|w| w.lower == "of");
        of && all.get(n + 1).is_some_and(|w| !w.capital && w.tag != 'D')
    };
    let cut = words.clone().rev().find(small);
    words.start..cut.unwrap_or(words.end)
}

/// The initials of the capital words of a name, small joints left out.
fn initials(line: &Line<'_>, words: &std::ops::Range<usize>) -> Option<String> {
    let words = line.paragraph().words.get(words.clone())?;
    let capital = words.iter().filter(|w| w.capital && !w.initials);
    Some(
        capital
            .filter_map(|w| w.span.of(line.text).chars().next())
            .collect(),
    )
}

/// Where the explained letters stand.
pub(super) fn find(page: &Page<'_>, explained: &Explained, drafts: &mut Vec<Draft>) {
    if explained.by_letters.is_empty() {
        return;
    }
    for line in page.lines.iter().filter(|l| l.tongue == Tongue::English) {
        for (n, word) in line.paragraph().words.iter().enumerate() {
            if !is_letters(word) {
                continue;
            }
            let letters = word.span.of(line.text);
            if let Some(name) = explained.by_letters.get(letters) {
                drafts.push(Draft {
                    at: line.at(word.span),
                    words: n..n + 1,
                    parts: Vec::new(),
                    how: How::Letters(*name),
                });
            }
        }
    }
}

impl Explained {
    /// The name that letters stand for.
    pub(super) fn name(&self, number: usize) -> Option<&Draft> {
        self.names.get(number)
    }
}
