//! Terms: fixed terms and slogans that the pack knows.

use serde::Serialize;

use super::{
    Place,
    field::Field,
    page::{Line, Page, Tongue},
    trie::{Node, Trie, letter_key, word_key},
    words::cut,
};
use crate::{
    pack::Pack,
    text::{Span, korean::PARTICLES},
};

/// A mention of a fixed term.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The pack's id.
    pub id: String,
    /// What it is: `ideology`, `slogan` and so on.
    pub category: String,
    /// The words.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub place: Place,
}

/// Finds terms. It holds the names of a pack.
#[derive(Debug, Default)]
pub(super) struct Finder {
    words: Trie<usize>,
    letters: Trie<usize>,
    /// Id and category of each term.
    terms: Vec<(String, String)>,
}

/// Letters of a form in Hangul that stands inside a longer word, at least; shorter ones stand alone.
const INSIDE: usize = 3;

impl Finder {
    pub(super) fn new(pack: &Pack) -> Self {
        let mut finder = Finder::default();
        for (number, term) in pack.terms().iter().enumerate() {
            for form in &term.english {
                let words = cut(form);
                let keys = words.iter().filter_map(|span| word_key(span.of(form)));
                finder.words.insert(keys, number);
            }
            for form in &term.hangul {
                let letters = form.chars().filter(|c| !c.is_whitespace());
                finder.letters.insert(letters.map(letter_key), number);
            }
            finder.terms.push((term.id.clone(), term.category.clone()));
        }
        finder
    }

    /// The terms of a page that shows the field, in its order; the longest at each place.
    pub(super) fn find(&self, page: &Page<'_>, field: &Field) -> Vec<Term> {
        if !field.shows() || self.terms.is_empty() {
            return Vec::new();
        }
        let mut out = Vec::new();
        for line in &page.lines {
            let found = match line.tongue {
                Tongue::Korean => self.korean(line),
                Tongue::English | Tongue::Other => self.english(line),
            };
            for (span, number) in found {
                let place = page.place(line.at(span));
                if let (Some(place), Some((id, category))) = (place, self.terms.get(number)) {
                    out.push(Term {
                        id: id.clone(),
                        category: category.clone(),
                        text: span.of(line.text).to_owned(),
                        place,
                    });
                }
            }
        }
        out
    }

    fn english(&self, line: &Line<'_>) -> Vec<(Span, usize)> {
        let words = &line.paragraph().words;
        let keys = line.keys();
        let mut out = Vec::new();
        let mut n = 0;
        while let (Some(first), Some(rest)) = (words.get(n), keys.get(n..)) {
            let mut node = Node::ROOT;
            let mut best = None;
            for (length, key) in rest.iter().enumerate() {
                let Some(key) = key else {
                    // Marks inside a term are those of the possessive.
                    let mark = words.get(n + length).map_or("", |w| w.lower.as_str());
                    if length > 0 && matches!(mark, "'" | "'s" | "the") {
                        continue;
                    } else {
                        break;
                    }
                };
                let Some(next) = self.words.step(node, *key) else {
                    break;
                };
                node = next;
                if node.is_end() {
                    best = self
                        .words
                        .values(node)
                        .next()
                        .map(|number| (length, number));
                }
            }
            if let Some((length, number)) = best {
                let end = words.get(n + length).map_or(first.span.end, |w| w.span.end);
                out.push((Span::new(first.span.start, end), number));
                n += length;
            }
            n += 1;
        }
        out
    }

    fn korean(&self, line: &Line<'_>) -> Vec<(Span, usize)> {
        let text = line.text;
        let mut out: Vec<(Span, usize)> = Vec::new();
        let mut before = ' ';
        for (at, c) in text.char_indices() {
            let opens = !is_hangul(before);
            before = c;
            let covered = out.last().is_some_and(|(span, _)| span.end > at);
            if !is_hangul(c) || covered {
                continue;
            }
            if let Some((end, letters, number)) = self.longest(text, at) {
                let whole = opens && ends_word(text.get(end..).unwrap_or(""));
                if whole || letters >= INSIDE && opens {
                    out.push((Span::new(at, end), number));
                }
            }
        }
        out
    }

    /// The longest term whose letters begin at a byte, white space left out: its end, its letters.
    fn longest(&self, text: &str, at: usize) -> Option<(usize, usize, usize)> {
        let mut node = Node::ROOT;
        let mut best = None;
        let mut letters = 0;
        for (offset, c) in text.get(at..)?.char_indices() {
            if c == ' ' && letters > 0 {
                continue;
            }
            let Some(next) = self.letters.step(node, letter_key(c)) else {
                break;
            };
            node = next;
            letters += 1;
            if node.is_end() {
                let number = self.letters.values(node).next()?;
                best = Some((at + offset + c.len_utf8(), letters, number));
            }
        }
        best
    }
}

/// Whether what follows ends the word: nothing, or a particle.
fn ends_word(rest: &str) -> bool {
    let end = rest.find(|c: char| !is_hangul(c)).unwrap_or(rest.len());
    let rest = rest.get(..end).unwrap_or("");
    rest.is_empty() || PARTICLES.contains(&rest)
}

fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}
