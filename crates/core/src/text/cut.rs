//! Other ways to cut a text: Hangul syllables, eojeol, a pattern of the user's.

use regex::Regex;
use unicode_normalization::char::is_combining_mark;

use super::{Span, Token, TokenKind, TokenRule, Tokens};
use crate::{Error, Result};

/// Bytes of a composed Hangul syllable in UTF-8.
const SYLLABLE: usize = 3;

fn is_syllable(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// Cuts each run of Hangul into overlapping groups of `n` syllables, and all else by the default rule. It
/// stands in for a dictionary where particles and endings hide words: `로동당은` and `로동당의` share `로동`
/// and `동당`.
///
/// A run of fewer syllables is one token. Only composed syllables are Hangul here: decomposed ones
/// (conjoining jamo) are cut as other words are, so bring text into composed form first
/// ([`nfc`](super::nfc)). What stands before or after Hangul in a word is a token of its own (`15`, `일`).
/// Spans ascend by start, and overlap where `n` is more than 1.
///
/// # Errors
///
/// If `n` is 0.
///
/// ```
/// use variorum::text::syllables;
/// let text = "15일 로동당은 A급, 비";
/// let found: Vec<&str> = syllables(text, 2)?.map(|t| t.span.of(text)).collect();
/// assert_eq!(found, ["15", "일", "로동", "동당", "당은", "A", "급", ",", "비"]);
/// # Ok::<(), variorum::Error>(())
/// ```
pub fn syllables(text: &str, n: usize) -> Result<Syllables<'_>> {
    if n == 0 {
        return Err(Error::usage(
            "groups of 0 syllables hold nothing: n is 1 at least",
        ));
    }
    Ok(Syllables {
        text,
        tokens: Tokens::new(text, TokenRule::Uax29),
        len: n.saturating_mul(SYLLABLE),
        rest: Span::new(0, 0),
        run: Span::new(0, 0),
    })
}

/// The tokens that [`syllables`] gives.
#[derive(Debug)]
pub struct Syllables<'t> {
    text: &'t str,
    tokens: Tokens<'t>,
    /// Bytes of a group.
    len: usize,
    /// What is left of the token in hand.
    rest: Span,
    /// What is left of the run of Hangul in hand.
    run: Span,
}

impl Iterator for Syllables<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            if !self.run.is_empty() {
                let Span { start, end } = self.run;
                let stop = start.saturating_add(self.len).min(end);
                // The last group reaches the end of the run.
                self.run.start = if stop == end { end } else { start + SYLLABLE };
                return Some(Token {
                    span: Span::new(start, stop),
                    kind: TokenKind::Word,
                });
            }
            if !self.rest.is_empty() {
                let Span { start, end } = self.rest;
                let rest = self.rest.of(self.text);
                let hangul = rest.starts_with(is_syllable);
                let len = rest
                    .find(|c| is_syllable(c) != hangul)
                    .unwrap_or(rest.len());
                self.rest = Span::new(start + len, end);
                let piece = Span::new(start, start + len);
                if hangul {
                    self.run = piece;
                    continue;
                }
                return Some(Token {
                    span: piece,
                    kind: TokenKind::of(piece.of(self.text)),
                });
            }
            let token = self.tokens.next()?;
            if !token.span.of(self.text).contains(is_syllable) {
                return Some(token);
            }
            self.rest = token.span;
        }
    }
}

/// What stands between white space, without the marks at its ends: the eojeol of Korean, a word with its
/// particles. Marks inside stay (`김정은-총비서`), what is nothing but marks is no token.
///
/// ```
/// use variorum::text::eojeol;
/// let text = "《로동신문》은 — 15일, \"보도했다.\"";
/// let found: Vec<&str> = eojeol(text).map(|t| t.span.of(text)).collect();
/// assert_eq!(found, ["로동신문》은", "15일", "보도했다"]);
/// ```
pub fn eojeol(text: &str) -> impl Iterator<Item = Token> + '_ {
    Tokens::new(text, TokenRule::Whitespace)
        .filter(|token| token.kind.is_word())
        .map(|token| {
            let whole = token.span.of(text);
            let from = whole.trim_start_matches(|c: char| !c.is_alphanumeric());
            // An accent belongs to the letter before it.
            let kept =
                from.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_combining_mark(c));
            let start = token.span.end - from.len();
            Token {
                span: Span::new(start, start + kept.len()),
                ..token
            }
        })
}

/// A pattern whose matches are the tokens, such as `[\w-]+`: a regular expression of the `regex` crate, in
/// Unicode and without look-around or back references, so that any text takes linear time.
///
/// ```
/// use variorum::text::TokenPattern;
/// let words = TokenPattern::new(r"\w+(?:-\w+)*")?;
/// let text = "Kim Jong-un, 2022";
/// let found: Vec<&str> = words.tokens(text).map(|t| t.span.of(text)).collect();
/// assert_eq!(found, ["Kim", "Jong-un", "2022"]);
/// assert!(TokenPattern::new("(").unwrap_err().to_string().contains("pattern"));
/// # Ok::<(), variorum::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct TokenPattern(Regex);

impl TokenPattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// If it is no regular expression, or one too large to be compiled.
    pub fn new(pattern: &str) -> Result<Self> {
        Regex::new(pattern)
            .map(TokenPattern)
            .map_err(|error| Error::usage(format!("`{pattern}` is no token pattern: {error}")))
    }

    /// The pattern as it was written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The matches in a text that are not empty, from left to right. They do not overlap.
    pub fn tokens<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Token> + 't {
        self.0
            .find_iter(text)
            .filter(|found| !found.is_empty())
            .map(|found| Token {
                span: Span::new(found.start(), found.end()),
                kind: TokenKind::of(found.as_str()),
            })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::tokens;

    proptest! {
        #[test]
        fn syllables_cover_what_the_words_cover(text in "([가-각a-c0-2,. ]|\\PC){0,40}", n in 1usize..5) {
            let mut covered = vec![false; text.len()];
            let mut last = 0;
            for token in syllables(&text, n).unwrap() {
                let span = token.span;
                prop_assert!(span.start >= last && !span.is_empty());
                last = span.start;
                prop_assert_eq!(token.kind, TokenKind::of(span.of(&text)));
                let count = span.of(&text).chars().filter(|&c| is_syllable(c)).count();
                prop_assert!(count <= n && (count == 0 || count * SYLLABLE == span.len()));
                covered[span.range()].fill(true);
            }
            let mut expected = vec![false; text.len()];
            for token in tokens(&text) {
                expected[token.span.range()].fill(true);
            }
            prop_assert_eq!(covered, expected);
        }

        #[test]
        fn without_hangul_syllables_are_the_default_rule(text in "[a-z0-9 .,’'é中-]{0,40}", n in 1usize..4) {
            let found: Vec<Token> = syllables(&text, n).unwrap().collect();
            prop_assert_eq!(found, tokens(&text).collect::<Vec<_>>());
        }

        #[test]
        fn groups_of_a_run(len in 1usize..9, n in 1usize..9) {
            let text = "가".repeat(len);
            let found = syllables(&text, n).unwrap().count();
            prop_assert_eq!(found, (len + 1).saturating_sub(n).max(1));
        }

        #[test]
        fn eojeol_begin_and_end_with_words(text in "([가-각a-c0-2,.《》「」\" -]|\\PC|e\u{301}){0,40}") {
            let found: Vec<Span> = eojeol(&text).map(|t| t.span).collect();
            let expected: Vec<&str> = text
                .split_whitespace()
                .map(|word| {
                    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
                    word.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
                })
                .filter(|word| !word.is_empty())
                .collect();
            prop_assert_eq!(found.iter().map(|s| s.of(&text)).collect::<Vec<_>>(), expected);
            prop_assert!(found.is_sorted_by(|a, b| a.end <= b.start));
        }

        #[test]
        fn patterns_like_the_word_rule(text in "([a-c0-2_,. 가-각]|[¡-ɏ]|[Α-ω]|[а-я]|[中-丰]){0,40}") {
            let words = TokenPattern::new(r"[\p{Alphabetic}\p{N}_]+").unwrap();
            let found: Vec<Token> = words.tokens(&text).collect();
            prop_assert_eq!(found, Tokens::new(&text, TokenRule::Word).collect::<Vec<_>>());
        }
    }

    #[test]
    fn empty_matches_are_no_tokens() {
        let any = TokenPattern::new("a*").unwrap();
        let found: Vec<Span> = any.tokens("baab").map(|t| t.span).collect();
        assert_eq!(found, [Span::new(1, 3)]);
        assert_eq!(any.as_str(), "a*");
        assert!(syllables("가", 0).is_err());
    }
}
