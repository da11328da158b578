//! The scanners: one for each rule, all in one pass over the bytes.

use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

use super::{
    Token, TokenKind, TokenRule,
    class::{
        DIGIT, INNER, LETTER, LONG, MID_DIGIT, MID_LETTER, MIDDLE, SPACE, TRAIT_LONG, TRAIT_SPACE,
        UNKNOWN, WORD_CHAR, class_at, class_of, kind_of, traits_at, traits_of,
    },
};
use crate::text::Span;

/// The tokens of a text by some rule, one at a time.
///
/// ```
/// use variorum::text::{TokenRule, Tokens};
/// let text = "Malk, 61, left.";
/// let found: Vec<&str> = Tokens::new(text, TokenRule::Whitespace).map(|t| t.span.of(text)).collect();
/// assert_eq!(found, ["Malk,", "61,", "left."]);
/// ```
#[derive(Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    rule: TokenRule,
    /// How far the text was read.
    at: usize,
    /// The general algorithm over the chunk in hand, and where that chunk starts.
    general: Option<(usize, UWordBoundIndices<'t>)>,
}

/// A character: its length in bytes and what it is.
type Seen = (usize, u8);

impl<'t> Tokens<'t> {
    /// Starts at the first token of `text`.
    pub fn new(text: &'t str, rule: TokenRule) -> Self {
        Tokens {
            text,
            rule,
            at: 0,
            general: None,
        }
    }

    /// The longer character at a place, which is a character boundary.
    fn long_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    #[inline(never)]
    fn long_class(&self, at: usize) -> Seen {
        self.long_at(at)
            .map_or((0, 0), |c| (c.len_utf8(), class_of(c)))
    }

    /// The class of the character at a place, of any length.
    #[inline]
    fn class(&self, at: usize) -> Seen {
        let class = class_at(self.text.as_bytes(), at);
        if class == LONG {
            self.long_class(at)
        } else {
            (1, class)
        }
    }

    /// The traits of the character at a place, of any length; white space of no length at the end.
    #[inline]
    fn traits(&self, at: usize) -> Seen {
        let traits = traits_at(self.text.as_bytes(), at);
        if traits == TRAIT_LONG {
            self.long_at(at)
                .map_or((0, TRAIT_SPACE), |c| (c.len_utf8(), traits_of(c)))
        } else {
            (1, traits)
        }
    }

    /// The next run of characters that are `inside` by their traits.
    #[inline]
    fn run(&mut self, inside: impl Fn(u8) -> bool) -> Option<Token> {
        let mut start = self.at;
        let mut found = loop {
            if start >= self.text.len() {
                self.at = start;
                return None;
            }
            let (len, traits) = self.traits(start);
            if inside(traits) {
                break traits;
            }
            start += len;
        };
        let mut end = start;
        loop {
            let (len, traits) = self.traits(end);
            if !inside(traits) {
                break;
            }
            found |= traits;
            end += len;
        }
        self.at = end;
        Some(Token {
            span: Span::new(start, end),
            kind: kind_of(found),
        })
    }

    #[inline]
    fn uax29(&mut self) -> Option<Token> {
        if self.general.is_some()
            && let Some(token) = self.general_token()
        {
            return Some(token);
        }
        loop {
            while class_at(self.text.as_bytes(), self.at) == SPACE {
                self.at += 1;
            }
            let start = self.at;
            if start >= self.text.len() {
                return None;
            }
            match self.plain(start) {
                Plain::Token(token) => return Some(token),
                Plain::Nothing => {}
                Plain::Unknown => {
                    self.start_general();
                    if let Some(token) = self.general_token() {
                        return Some(token);
                    }
                }
            }
        }
    }

    /// The token that starts at `start`, which is a boundary, as far as the characters are known.
    ///
    /// A boundary between two known characters depends on one more known character at most (WB6, WB7,
    /// WB11, WB12), except that what extends a character (WB4) belongs to it: so nothing is decided
    /// before an unknown one.
    #[inline]
    fn plain(&mut self, start: usize) -> Plain {
        let bytes = self.text.as_bytes();
        let mut end = start;
        let mut last = 0;
        let mut seen = 0;
        let (len, class) = loop {
            let mut class = class_at(bytes, end);
            while class & INNER != 0 {
                seen |= class;
                last = class;
                end += 1;
                class = class_at(bytes, end);
            }
            if class & (MIDDLE | LONG | UNKNOWN) == 0 {
                break (1, class);
            }
            let (len, class) = self.class(end);
            if class & INNER != 0 {
                seen |= class;
                last = class;
                end += len;
                continue;
            }
            if class & UNKNOWN != 0 {
                return Plain::Unknown;
            }
            // Inside a word or a number, not at its edge.
            let joins = (last == LETTER && class & MID_LETTER != 0)
                || (last == DIGIT && class & MID_DIGIT != 0);
            if !joins {
                break (len, class);
            }
            let (after_len, after) = self.class(end + len);
            if after & UNKNOWN != 0 {
                return Plain::Unknown;
            }
            if after != last {
                break (len, class);
            }
            end += len + after_len;
        };
        if end > start {
            self.at = end;
            let kind = if seen & LETTER != 0 {
                TokenKind::Word
            } else if seen & DIGIT != 0 {
                TokenKind::Number
            } else {
                TokenKind::Punctuation
            };
            return Plain::Token(Token {
                span: Span::new(start, end),
                kind,
            });
        }
        if class & UNKNOWN != 0 {
            return Plain::Unknown;
        }
        // A mark of its own, unless what follows belongs to it.
        end += len.max(1);
        if self.class(end).1 & UNKNOWN != 0 {
            return Plain::Unknown;
        }
        self.at = end;
        let (_, traits) = self.traits(start);
        if traits & TRAIT_SPACE != 0 {
            return Plain::Nothing;
        }
        Plain::Token(Token {
            span: Span::new(start, end),
            kind: kind_of(traits),
        })
    }

    /// Gives the rest of the chunk in hand to the general algorithm. No boundary rule looks across a
    /// space, a tab or a line break: each chunk between them can go its own way.
    #[cold]
    fn start_general(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or("");
        let len = rest
            .bytes()
            .position(|b| b.is_ascii_whitespace())
            .unwrap_or(rest.len());
        let chunk = rest.get(..len).unwrap_or("");
        self.general = Some((self.at, chunk.split_word_bound_indices()));
        self.at += len;
    }

    /// The next token of the general algorithm that is not white space; it is given up at its end.
    #[cold]
    fn general_token(&mut self) -> Option<Token> {
        let (base, general) = self.general.as_mut()?;
        for (at, segment) in general {
            let start = *base + at;
            let span = Span::new(start, start + segment.len()).trimmed(self.text);
            if !span.is_empty() {
                return Some(Token {
                    span,
                    kind: TokenKind::of(span.of(self.text)),
                });
            }
        }
        self.general = None;
        None
    }
}

/// What the known characters at a place are.
enum Plain {
    Token(Token),
    /// White space that is not ASCII.
    Nothing,
    /// Not all are known.
    Unknown,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    #[inline]
    fn next(&mut self) -> Option<Token> {
        match self.rule {
            TokenRule::Uax29 => self.uax29(),
            TokenRule::Whitespace => self.run(|traits| traits & TRAIT_SPACE == 0),
            TokenRule::Word => self.run(|traits| traits & WORD_CHAR != 0),
        }
    }
}
