//! A line as the words and figures that dates are made of.
//!
//! English words are cut at what is no letter, and Korean ones where a word of time ends: of `지난달
//! 26일에는` the tokens are `지난달`, `26`, `일`, `에는`. One table serves both, since lines mix them.

use super::{
    tokens::{Class, Lower, Token, Tokens},
    vocabulary::{self, Entry},
};
use crate::text::{
    Span,
    date::{DateKind, Found, find_dates},
    number::{Reading, Separators, is_hangul, number_at},
};

/// Cuts a line into tokens.
pub(super) fn tokens(text: &str) -> Tokens<'_> {
    Lexer::new(text).run()
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    out: Vec<Token>,
    stamps: std::vec::IntoIter<Found>,
    stamp: Option<Found>,
    separators: Separators,
}

impl<'t> Lexer<'t> {
    fn new(text: &'t str) -> Self {
        let mut stamps = stamps(text).into_iter();
        let stamp = stamps.next();
        Lexer {
            text,
            at: 0,
            out: Vec::with_capacity(text.len() / 5),
            stamps,
            stamp,
            separators: Separators::of(text),
        }
    }

    fn run(mut self) -> Tokens<'t> {
        while let Some(c) = self.rest().chars().next() {
            if self.take_stamp() {
                continue;
            }
            if c.is_whitespace() {
                self.at += c.len_utf8();
            } else if c.is_ascii_digit() || ('０'..='９').contains(&c) {
                self.figures();
            } else if is_hangul(c) {
                self.hangul();
            } else if c.is_alphabetic() {
                self.letters();
            } else {
                self.push(c.len_utf8(), Class::Mark(c));
            }
        }
        Tokens {
            text: self.text,
            list: self.out,
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn push(&mut self, len: usize, class: Class) {
        let span = Span::new(self.at, self.at + len);
        let word = span.of(self.text);
        let lower = match class {
            Class::Mark(_) | Class::Code | Class::Stamp(_) | Class::Int { .. } => "",
            _ => word,
        };
        let opens = match class {
            Class::Word | Class::Code => false,
            Class::Mark(c) => matches!(c, '\'' | '’' | '‘'),
            _ => true,
        };
        self.out.push(Token {
            span,
            class,
            lower: Lower::new(lower),
            capital: word.starts_with(char::is_uppercase),
            bound: false,
            opens,
        });
        self.at += len;
    }

    /// A date in figures that begins here, or that a word that was read already reaches into.
    fn take_stamp(&mut self) -> bool {
        while let Some(found) = self.stamp {
            if found.span.start > self.at {
                return false;
            }
            self.stamp = self.stamps.next();
            if found.span.start == self.at {
                self.push(found.span.len(), Class::Stamp(found.date));
                return true;
            }
        }
        false
    }

    fn letters(&mut self) {
        let rest = self.rest();
        if rest.starts_with("http") || rest.starts_with("www.") {
            let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let address = rest.get(..len).unwrap_or("");
            if address.contains("://") || address.starts_with("www.") {
                self.push(len, Class::Code);
                return;
            }
        }
        let len = rest
            .char_indices()
            .find(|(_, c)| !c.is_alphabetic() || is_hangul(*c))
            .map_or(rest.len(), |(at, _)| at);
        let word = rest.get(..len).unwrap_or("");
        let cut = glued_name(word).unwrap_or(len);
        let word = rest.get(..cut).unwrap_or("");
        let lower = Lower::new(word);
        let known = if word.is_ascii() {
            vocabulary::vocabulary().get(lower.as_str())
        } else {
            None
        };
        let class = match known {
            None => Class::Word,
            Some(Entry::Cue) => {
                self.push(cut, Class::Word);
                if let Some(token) = self.out.last_mut() {
                    token.opens = true;
                }
                return;
            }
            Some(Entry::Class(class)) => *class,
            Some(Entry::Number) => match number_at(self.text, self.at, self.separators) {
                Reading::Number(n) if n.value().is_some() && n.span.end > self.at => {
                    // `ten-day` has its number and then its unit.
                    self.push(n.span.len(), Class::Number(n.low));
                    return;
                }
                _ => Class::Word,
            },
        };
        self.push(cut, class);
    }

    fn figures(&mut self) {
        let rest = self.rest();
        let mut value: u32 = 0;
        let (mut count, mut len) = (0_u8, 0);
        for c in rest.chars() {
            let Some(d) = (match c {
                '０'..='９' => Some(u32::from(c) - u32::from('０')),
                _ => c.to_digit(10),
            }) else {
                break;
            };
            if count < 5 {
                value = value * 10 + d;
            }
            count = count.saturating_add(1);
            len += c.len_utf8();
        }
        let bound = self.is_bound();
        let (end, class) = match number_at(self.text, self.at, self.separators) {
            Reading::Number(n) if n.span.end > self.at + len => (n.span.end, Class::Number(n.low)),
            Reading::Skip(end) => (end, Class::Code),
            _ if count > 4 => (self.at + len, Class::Code),
            _ => (
                self.at + len,
                Class::Int {
                    value: u16::try_from(value).unwrap_or(u16::MAX),
                    figures: count,
                    nth: false,
                },
            ),
        };
        let mut len = end - self.at;
        let mut class = class;
        if let Class::Int { value, figures, .. } = class
            && let Some(suffix) = ordinal_suffix(rest.get(len..).unwrap_or(""))
        {
            len += suffix;
            class = Class::Int {
                value,
                figures,
                nth: true,
            };
        }
        self.push(len, class);
        if let Some(token) = self.out.last_mut() {
            token.bound = bound;
        }
    }

    /// Whether figures that begin here belong to what stands before them.
    fn is_bound(&self) -> bool {
        let mut left = self.text.get(..self.at).unwrap_or("").chars().rev();
        match left.next() {
            Some(c) if c.is_alphabetic() && !is_hangul(c) => true,
            Some('#' | '$' | '€' | '£' | '¥' | '₩' | '@' | '_' | '№') => true,
            // `30 April-2 May`, `mid-2023`, but `Orlan-17`.
            Some('-' | '\u{2010}' | '\u{2011}' | '/' | '.' | '–') => {
                let before = self.out.len().checked_sub(2).and_then(|n| self.out.get(n));
                let joins = before.is_some_and(|t| {
                    matches!(t.class, Class::Month { .. } | Class::Weekday { .. })
                        || matches!(
                            t.lower.as_str(),
                            "mid" | "early" | "late" | "pre" | "post" | "end"
                        )
                });
                left.next()
                    .is_some_and(|c| c.is_alphabetic() && !is_hangul(c))
                    && !joins
            }
            _ => false,
        }
    }

    fn hangul(&mut self) {
        let rest = self.rest();
        let follows = self.out.last().is_some_and(|t| {
            t.span.end == self.at && !matches!(t.class, Class::Word | Class::Mark(_) | Class::Code)
        });
        let run = rest
            .char_indices()
            .find(|(_, c)| !is_hangul(*c))
            .map_or(rest.len(), |(at, _)| at);
        let word = rest.get(..run).unwrap_or("");
        if follows
            && let Some(len) = vocabulary::longest(word, vocabulary::suffixes())
            && vocabulary::ends_suffix(word, len)
        {
            self.push(len, Class::Key);
            return;
        }
        let opens = !self.out.last().is_some_and(|t| t.span.end == self.at) || {
            let before = self.text.get(..self.at).and_then(|t| t.chars().next_back());
            before.is_some_and(|c| !c.is_alphanumeric())
        };
        if opens && let Some((len, class)) = vocabulary::opening(word, rest) {
            self.push(len, class);
            return;
        }
        self.push(run, Class::Word);
    }
}

/// Dates in figures and times; those with names of months or `년` are read from their words.
fn stamps(text: &str) -> Vec<Found> {
    let mut found = find_dates(text);
    found.retain(|f| {
        let range = || {
            let words = f.span.of(text);
            f.date.time.is_none() && words.contains(['-', '–', '~'])
        };
        match f.kind {
            DateKind::Numeric | DateKind::YearLast | DateKind::Time => true,
            DateKind::Juche => true,
            DateKind::English => {
                f.date.time.is_some() && !range() || f.span.of(text).contains("Juche")
            }
            // `단기 4356(2023)년`
            DateKind::Korean => {
                f.date.time.is_some() && f.date.is_full() || f.span.of(text).contains(['(', '（'])
            }
        }
    });
    found
}

/// The length of `st`, `nd`, `rd` or `th` that opens a text as a word of its own.
fn ordinal_suffix(rest: &str) -> Option<usize> {
    let two = rest.get(..2)?;
    let known = ["st", "nd", "rd", "th"]
        .iter()
        .any(|s| s.eq_ignore_ascii_case(two));
    let ends = rest
        .get(2..)?
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric());
    (known && ends).then_some(2)
}

/// Where the name of a month or weekday begins that lost the space before it: `onMonday`.
fn glued_name(word: &str) -> Option<usize> {
    let mut last = ' ';
    for (at, c) in word.char_indices() {
        if last.is_lowercase() && c.is_ascii_uppercase() {
            let lower = Lower::new(word.get(at..)?);
            if let Some(Entry::Class(
                Class::Month { full: true, .. } | Class::Weekday { full: true, .. },
            )) = vocabulary::vocabulary().get(lower.as_str())
            {
                return Some(at);
            }
        }
        last = c;
    }
    None
}
