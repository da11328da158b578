//! Words and marks of a Korean line.

use super::lexicon;
use crate::text::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::facts) enum Shape {
    /// Hangul alone: an eojeol or a part of one.
    Hangul,
    /// Letters and digits that are not all Hangul (`8기`, `제1비서`, `CEO`).
    Mixed,
    /// Chinese characters.
    Hanja,
    /// One mark.
    Mark,
}

/// A word or a mark.
#[derive(Clone, Copy, Debug)]
pub(in crate::facts) struct Token<'t> {
    pub(in crate::facts) span: Span,
    pub(in crate::facts) text: &'t str,
    pub(in crate::facts) shape: Shape,
    /// Whether white space stands before it.
    pub(in crate::facts) spaced: bool,
}

impl Token<'_> {
    pub(in crate::facts) fn is(&self, mark: &str) -> bool {
        self.shape == Shape::Mark && self.text == mark
    }

    pub(in crate::facts) fn is_word(&self) -> bool {
        self.shape != Shape::Mark
    }

    /// A single capital letter.
    pub(in crate::facts) fn is_initial(&self) -> bool {
        matches!(self.text.as_bytes(), [b'A'..=b'Z'])
    }

    /// Whether it is a mark between the members of a list.
    pub(in crate::facts) fn is_comma(&self) -> bool {
        self.shape == Shape::Mark && matches!(self.text, "," | "、" | "，" | ";" | "；")
    }

    /// Whether it is a dot between words of one rank.
    pub(in crate::facts) fn is_dot(&self) -> bool {
        self.shape == Shape::Mark
            && matches!(
                self.text,
                "·" | "ㆍ" | "・" | "‧" | "•" | "･" | "∙" | "⋅" | "/"
            )
    }

    /// Whether a sentence ends with it.
    pub(in crate::facts) fn is_stop(&self) -> bool {
        self.shape == Shape::Mark && matches!(self.text, "." | "?" | "!" | "…" | "。")
    }
}

/// The tokens of a line.
#[derive(Debug, Default)]
pub(in crate::facts) struct Text<'t> {
    pub(in crate::facts) tokens: Vec<Token<'t>>,
    /// Where the bracket that opens at a token is closed, where that is near.
    closes: Vec<Option<u32>>,
}

/// Tokens between brackets at most, for a remark that is skipped.
const REMARK: usize = 16;

impl<'t> Text<'t> {
    pub(in crate::facts) fn new(text: &'t str) -> Self {
        let mut tokens: Vec<Token<'t>> = Vec::new();
        let mut spaced = true;
        let mut chars = text.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            if c.is_whitespace() {
                spaced = true;
                continue;
            }
            let mut shape = shape(c);
            let mut end = start + c.len_utf8();
            while let Some((at, next)) = chars.peek().copied() {
                let other = self::shape(next);
                let joins = match (shape, other) {
                    (Shape::Mark, _) | (_, Shape::Mark) => false,
                    (Shape::Hanja, other) => other == Shape::Hanja,
                    (_, other) => other != Shape::Hanja,
                };
                if !joins || next.is_whitespace() {
                    break;
                }
                if other == Shape::Mixed {
                    shape = Shape::Mixed;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            let span = Span::new(start, end);
            tokens.push(Token {
                span,
                text: span.of(text),
                shape,
                spaced,
            });
            spaced = false;
        }
        join_articles(text, &mut tokens);
        let closes = closes(&tokens);
        Text { tokens, closes }
    }

    pub(in crate::facts) fn get(&self, at: usize) -> Option<&Token<'t>> {
        self.tokens.get(at)
    }

    /// The token before.
    pub(in crate::facts) fn before(&self, at: usize) -> Option<&Token<'t>> {
        at.checked_sub(1).and_then(|b| self.tokens.get(b))
    }

    /// The token behind a remark in brackets that begins here, else here: `김(金) 부장`.
    pub(in crate::facts) fn over_remark(&self, at: usize) -> usize {
        match self.closes.get(at) {
            Some(Some(close)) => *close as usize + 1,
            _ => at,
        }
    }

    /// Where the bracket that opens here closes.
    pub(in crate::facts) fn closing(&self, at: usize) -> Option<usize> {
        self.closes.get(at).copied().flatten().map(|c| c as usize)
    }

    /// The first token that ends behind a byte.
    pub(in crate::facts) fn at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|t| t.span.end <= byte)
    }
}

/// First parts of names of foreigners that a hyphen joins to the rest: `알-말리키`, `장-마르크`.
const JOINED: [&str; 6] = ["알", "엘", "앗", "앙", "장", "울"];

/// Whether a word is a name of foreigners that is widely known and no other word: `프랑크-발트`.
fn is_first_name(word: &str) -> bool {
    matches!(lexicon::lists().foreign(word), Some('n' | 'g')) && !lexicon::is_everyday(word)
}

fn join_articles<'t>(text: &'t str, tokens: &mut Vec<Token<'t>>) {
    if !text.contains('-') {
        return;
    }
    let mut out: Vec<Token<'t>> = Vec::with_capacity(tokens.len());
    for token in tokens.drain(..) {
        let glued = !token.spaced && token.shape == Shape::Hangul;
        if let ([.., article, hyphen], true) = (out.as_slice(), glued) {
            let article = *article;
            let first = || JOINED.contains(&article.text) || is_first_name(article.text);
            let doctrine = token.text.contains("주의");
            if hyphen.is("-") && !hyphen.spaced && !doctrine && first() {
                let span = Span::new(article.span.start, token.span.end);
                out.truncate(out.len() - 2);
                out.push(Token {
                    span,
                    text: span.of(text),
                    ..article
                });
                continue;
            }
        }
        out.push(token);
    }
    *tokens = out;
}

/// A vowel that is no longer in use and is written for a dot between words (`ㆍ`).
const ARAEA: char = '\u{318d}';

fn shape(c: char) -> Shape {
    if is_hangul(c) {
        Shape::Hangul
    } else if ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{f900}'..='\u{faff}').contains(&c) {
        Shape::Hanja
    } else if c.is_alphanumeric() && c != ARAEA {
        Shape::Mixed
    } else {
        Shape::Mark
    }
}

/// Whether a letter is a whole Hangul syllable.
pub(in crate::facts) fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

fn closes(tokens: &[Token<'_>]) -> Vec<Option<u32>> {
    let mut out = vec![None; tokens.len()];
    let mut open: Option<(usize, &str)> = None;
    for (n, token) in tokens.iter().enumerate() {
        let Shape::Mark = token.shape else { continue };
        let close = match token.text {
            "(" => ")",
            "（" => "）",
            "[" => "]",
            "〔" => "〕",
            _ => "",
        };
        if !close.is_empty() {
            open = Some((n, close));
        } else if let Some((from, close)) = open.filter(|o| o.1 == token.text) {
            let _ = close;
            if n - from <= REMARK {
                if let Some(slot) = out.get_mut(from) {
                    *slot = u32::try_from(n).ok();
                }
            }
            open = None;
        }
    }
    out
}

/// A syllable has a final consonant; the one that `로` follows too is told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::facts) enum Final {
    None,
    Rieul,
    Other,
}

/// How the last syllable ends.
pub(in crate::facts) fn final_of(word: &str) -> Option<Final> {
    let last = word.chars().next_back().filter(|c| is_hangul(*c))?;
    Some(match (u32::from(last) - u32::from('가')) % 28 {
        0 => Final::None,
        8 => Final::Rieul,
        _ => Final::Other,
    })
}
