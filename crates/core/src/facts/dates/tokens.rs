//! The words and figures of a line that dates are made of.

use super::time::Unit;
use crate::text::{PartialDate, Span};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Class {
    /// Up to four figures with nothing between them.
    Int {
        value: u16,
        figures: u8,
        /// With `st`, `nd`, `rd` or `th`.
        nth: bool,
    },
    /// Another number, in figures or words.
    Number(f64),
    /// Figures that are no number: a version, a code, a date with two figures for its year.
    Code,
    /// The name of a month.
    Month { number: u8, full: bool },
    /// The name of a weekday, 0 for Monday.
    Weekday { day: u8, full: bool, plural: bool },
    /// A unit of time in English.
    Unit { unit: Unit, plural: bool },
    /// A date or time in figures that needs no other word to be read.
    Stamp(PartialDate),
    /// A Korean word of time.
    Key,
    /// Another word.
    Word,
    /// A mark.
    Mark(char),
}

/// The longest word that is looked up, in bytes.
const LONGEST: usize = 18;

/// A word in small letters, kept in place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lower {
    bytes: [u8; LONGEST],
    len: u8,
}

impl Lower {
    pub(super) fn new(word: &str) -> Self {
        let mut out = Lower {
            bytes: [0; LONGEST],
            len: 0,
        };
        if word.len() > LONGEST {
            return out;
        }
        for (into, byte) in out.bytes.iter_mut().zip(word.bytes()) {
            *into = byte.to_ascii_lowercase();
        }
        out.len = u8::try_from(word.len()).unwrap_or(0);
        out
    }

    pub(super) fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..usize::from(self.len)).unwrap_or(&[]);
        std::str::from_utf8(bytes).unwrap_or("")
    }
}

/// A word, a mark or figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) class: Class,
    pub(super) lower: Lower,
    /// Whether it opens with a capital letter.
    pub(super) capital: bool,
    /// Figures that belong to a word or a code before them: `Orlan-17`, `B2`, `#5`.
    pub(super) bound: bool,
    /// Whether a time can begin with it.
    pub(super) opens: bool,
}

/// A line cut into tokens.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    pub(super) text: &'t str,
    pub(super) list: Vec<Token>,
}

impl Tokens<'_> {
    pub(super) fn get(&self, n: usize) -> Option<&Token> {
        self.list.get(n)
    }

    /// The class of a token; a mark that stands nowhere beyond the ends.
    pub(super) fn class(&self, n: usize) -> Class {
        self.list.get(n).map_or(Class::Mark('\n'), |t| t.class)
    }

    /// The word in small letters, empty beyond the ends.
    pub(super) fn word(&self, n: usize) -> &str {
        self.list.get(n).map_or("", |t| t.lower.as_str())
    }

    pub(super) fn is(&self, n: usize, word: &str) -> bool {
        self.word(n) == word
    }

    pub(super) fn is_any(&self, n: usize, words: &[&str]) -> bool {
        let word = self.word(n);
        !word.is_empty() && words.contains(&word)
    }

    /// The word before, empty at the start.
    pub(super) fn before(&self, n: usize) -> &str {
        n.checked_sub(1).map_or("", |b| self.word(b))
    }

    pub(super) fn mark(&self, n: usize) -> Option<char> {
        match self.class(n) {
            Class::Mark(c) if n < self.list.len() => Some(c),
            _ => None,
        }
    }

    pub(super) fn start(&self, n: usize) -> usize {
        self.list.get(n).map_or(self.text.len(), |t| t.span.start)
    }

    pub(super) fn end(&self, n: usize) -> usize {
        self.list.get(n).map_or(self.text.len(), |t| t.span.end)
    }

    /// From the first byte of one token to the last of the one before `end`.
    pub(super) fn span(&self, from: usize, end: usize) -> Span {
        let last = end.saturating_sub(1).max(from);
        Span::new(self.start(from), self.end(last))
    }

    /// Whether no white space parts a token from the next.
    pub(super) fn glued(&self, n: usize) -> bool {
        n + 1 < self.list.len() && self.end(n) == self.start(n + 1)
    }

    pub(super) fn capital(&self, n: usize) -> bool {
        self.list.get(n).is_some_and(|t| t.capital)
    }

    /// Signs that stand between the two ends of a stretch of time.
    pub(super) fn is_dash(&self, n: usize) -> bool {
        matches!(
            self.mark(n),
            Some('-' | '–' | '—' | '~' | '∼' | '〜' | '～' | '\u{2010}' | '\u{2011}' | '−')
        )
    }

    /// Signs and words that do.
    pub(super) fn is_to(&self, n: usize) -> bool {
        self.is_dash(n) || self.is_any(n, &["to", "through", "till", "until", "thru"])
    }
}
