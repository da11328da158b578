//! Letters that stand for a body in a document: explained in brackets, or the initials of its name.

use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, How};
use crate::facts::{
    page::{Line, Page, Tongue},
    words::Word,
};

/// Letters, and the draft of the name that they stand for.
#[derive(Debug, Default)]
pub(super) struct Explained {
    by_letters: BTreeMap<String, usize>,
    /// The words of each name.
    pub(super) names: Vec<Draft>,
}

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
        for draft in drafts.iter().filter(|d| d.how != How::Listed && d.words.len() > 1) {
            let Some(line) = page.line(draft.at.zone).filter(|l| l.tongue == Tongue::English) else {
                continue;
            };
            let letters = if bracketed {
                in_brackets(line, draft)
            } else {
                initials(line, draft)
            };
            let free = |l: &String| {
                !out.by_letters.contains_key(l) && (bracketed || !listed.contains(l.as_str()))
            };
            if let Some(letters) = letters.filter(free) {
                out.by_letters.insert(letters, out.names.len());
                out.names.push(draft.clone());
            }
        }
    }
    out
}

/// `Vendrian News Agency (VNA)`: inside the name, or directly after it.
fn in_brackets(line: &Line<'_>, draft: &Draft) -> Option<String> {
    let words = &line.paragraph().words;
    let after = draft.words.end..draft.words.end + 3;
    let inside = words.get(draft.words.clone())?.windows(3);
    let mut groups = inside.chain(words.get(after));
    groups.find_map(|group| match group {
        [open, letters, close] if open.lower == "(" && close.lower == ")" && is_letters(letters) => {
            Some(letters.span.of(line.text).to_owned())
        }
        _ => None,
    })
}

fn is_letters(word: &Word) -> bool {
    word.initials && word.lower.len() <= 8
}

/// The initials of the capital words of a name, small joints left out.
fn initials(line: &Line<'_>, draft: &Draft) -> Option<String> {
    let words = line.paragraph().words.get(draft.words.clone())?;
    let capital = words.iter().filter(|w| w.capital && !w.initials);
    let letters: String = capital
        .filter_map(|w| w.span.of(line.text).chars().next())
        .collect();
    (letters.chars().count() >= UNEXPLAINED).then_some(letters)
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
