//! Tokens: the words, numbers and marks of a text, by a named rule.

use std::{borrow::Cow, fmt, str::FromStr};

use serde::{Serialize, Serializer};
use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

use crate::{Error, text::Span};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// Has a letter.
    Word,
    /// Has a digit or another number and no letter: `3.5`, `2022`, `½`.
    Number,
    /// Only marks that structure writing: `,` `“` `—` `…` `·`.
    Punctuation,
    /// Anything else: `$` `+` `▶` `©`, an emoji.
    Symbol,
}

impl TokenKind {
    /// Whether it counts as a word in statistics: words and numbers do.
    pub fn is_word(self) -> bool {
        matches!(self, TokenKind::Word | TokenKind::Number)
    }

    pub(super) fn of(token: &str) -> Self {
        let mut kind = TokenKind::Symbol;
        for c in token.chars() {
            if matches!(c, '\u{ac00}'..='\u{d7a3}') || c.is_alphabetic() {
                return TokenKind::Word;
            }
            if c.is_numeric() {
                kind = TokenKind::Number;
            } else if kind == TokenKind::Symbol && is_punctuation(c) {
                kind = TokenKind::Punctuation;
            }
        }
        kind
    }
}

/// Punctuation of the scripts that captures are written in (general category P, not S).
fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation()
            && !matches!(c, '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~');
    }
    matches!(c,
        '¡' | '§' | '«' | '¶' | '·' | '»' | '¿'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}' | '\u{2045}'..='\u{2051}' | '\u{2053}'..='\u{205e}'
        | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{3030}' | '\u{30fb}'
        | '\u{ff01}'..='\u{ff03}' | '\u{ff05}'..='\u{ff0a}' | '\u{ff0c}'..='\u{ff0f}' | '\u{ff1a}' | '\u{ff1b}'
        | '\u{ff1f}' | '\u{ff20}' | '\u{ff3b}'..='\u{ff3d}' | '\u{ff3f}' | '\u{ff5b}' | '\u{ff5d}'
        | '\u{ff5f}'..='\u{ff65}' | '،' | '؛' | '؟' | '۔' | '।' | '॥')
}

/// A letter, a digit or an underscore; the commonest first, since the tables are slow.
fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    matches!(c, '\u{ac00}'..='\u{d7a3}') || c.is_alphanumeric()
}

/// A token: where it stands and what it is. It holds no white space at its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// How a text is cut into tokens. The rule belongs into the provenance of every count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenRule {
    /// Word boundaries of Unicode Standard Annex 29. `U.S` and `don’t` are one token, `Jong-un` is
    /// three, a run of Hangul (an eojeol without its marks) is one, each Han character is one.
    #[default]
    Uax29,
    /// What stands between white space, marks and all. An eojeol with its marks is one.
    Whitespace,
    /// Runs of letters, digits and underscores, as `\w+` in Python; marks are no tokens.
    Word,
}

impl TokenRule {
    /// All rules.
    pub const ALL: [TokenRule; 3] = [TokenRule::Uax29, TokenRule::Whitespace, TokenRule::Word];

    /// Its name in options and provenance.
    pub fn name(self) -> &'static str {
        match self {
            TokenRule::Uax29 => "uax29",
            TokenRule::Whitespace => "whitespace",
            TokenRule::Word => "word",
        }
    }

    /// The version of the tables it rests on, such as `unicode-17.0.0`.
    ///
    /// ```
    /// use variorum::text::TokenRule;
    /// assert!(TokenRule::Uax29.version().starts_with("unicode-"));
    /// ```
    pub fn version(self) -> String {
        let (major, minor, patch) = match self {
            TokenRule::Uax29 => unicode_segmentation::UNICODE_VERSION,
            TokenRule::Whitespace | TokenRule::Word => {
                let (major, minor, patch) = char::UNICODE_VERSION;
                (u64::from(major), u64::from(minor), u64::from(patch))
            }
        };
        format!("unicode-{major}.{minor}.{patch}")
    }
}

impl fmt::Display for TokenRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for TokenRule {
    type Err = Error;

    /// Reads a name. An unknown one is a usage error.
    fn from_str(name: &str) -> Result<Self, Error> {
        TokenRule::ALL
            .into_iter()
            .find(|rule| rule.name() == name)
            .ok_or_else(|| {
                Error::usage(format!(
                    "unknown token rule `{name}`: uax29, whitespace or word"
                ))
            })
    }
}

impl Serialize for TokenRule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// The tokens of a text by the default rule, in order.
///
/// Spans ascend and do not overlap; each character that is not white space stands in exactly one.
///
/// ```
/// use variorum::text::tokens;
/// let text = "The U.S. envoy’s 3.5-hour talk";
/// let words: Vec<&str> = tokens(text).filter(|t| t.kind.is_word()).map(|t| t.span.of(text)).collect();
/// assert_eq!(words, ["The", "U.S", "envoy’s", "3.5", "hour", "talk"]);
/// let text = "말크는 《승리》를 말했다.";
/// let words: Vec<&str> = tokens(text).filter(|t| t.kind.is_word()).map(|t| t.span.of(text)).collect();
/// assert_eq!(words, ["말크는", "승리", "를", "말했다"]);
/// ```
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens::new(text, TokenRule::Uax29)
}

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
    /// Up to where it is known that the fast path holds.
    plain: usize,
    /// The general algorithm over the chunk in hand, and where that chunk starts.
    general: Option<(usize, UWordBoundIndices<'t>)>,
}

impl<'t> Tokens<'t> {
    /// Starts at the first token of `text`.
    pub fn new(text: &'t str, rule: TokenRule) -> Self {
        Tokens {
            text,
            rule,
            at: 0,
            plain: 0,
            general: None,
        }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte.is_ascii() {
            return Some(char::from(byte));
        }
        self.text.get(at..)?.chars().next()
    }

    fn token(&self, start: usize, end: usize) -> Token {
        let span = Span::new(start, end);
        Token {
            span,
            kind: TokenKind::of(span.of(self.text)),
        }
    }

    /// The longest run from `self.at` on whose characters all satisfy `inside`, after skipping those
    /// that do not.
    fn run(&mut self, inside: impl Fn(char) -> bool) -> Option<Token> {
        let mut start = self.at;
        while let Some(c) = self.char_at(start)
            && !inside(c)
        {
            start += c.len_utf8();
        }
        let mut end = start;
        while let Some(c) = self.char_at(end)
            && inside(c)
        {
            end += c.len_utf8();
        }
        self.at = end;
        (end > start).then(|| self.token(start, end))
    }

    fn uax29(&mut self) -> Option<Token> {
        loop {
            if let Some((base, general)) = &mut self.general {
                if let Some((at, segment)) = general.next() {
                    let start = *base + at;
                    let span = Span::new(start, start + segment.len()).trimmed(self.text);
                    if span.is_empty() {
                        continue;
                    }
                    return Some(self.token(span.start, span.end));
                }
                self.general = None;
            }
            while self
                .text
                .as_bytes()
                .get(self.at)
                .is_some_and(u8::is_ascii_whitespace)
            {
                self.at += 1;
            }
            if self.at >= self.text.len() {
                return None;
            }
            if self.at < self.plain {
                return Some(self.plain_token());
            }
            // No boundary rule looks across a space, a tab or a line break: each chunk between them
            // can go its own way.
            let end = self.chunk_end();
            if self.plain < end {
                let chunk = self.text.get(self.at..end).unwrap_or("");
                self.general = Some((self.at, chunk.split_word_bound_indices()));
                self.at = end;
            }
        }
    }

    /// Where the chunk in hand ends; `self.plain` moves there if every character of it is one that
    /// the fast path knows.
    fn chunk_end(&mut self) -> usize {
        let mut end = self.at;
        let mut plain = true;
        while let Some(byte) = self.text.as_bytes().get(end) {
            if byte.is_ascii() {
                if byte.is_ascii_whitespace() {
                    break;
                }
                // Control characters, which the general rules partly treat as line breaks.
                plain &= !byte.is_ascii_control();
                end += 1;
                continue;
            }
            let Some(c) = self.char_at(end) else { break };
            plain &= Class::of(c) != Class::Unknown;
            end += c.len_utf8();
        }
        if plain {
            self.plain = end;
        }
        end
    }

    /// The token at `self.at`, where only characters of known class stand up to `self.plain`.
    fn plain_token(&mut self) -> Token {
        let start = self.at;
        let mut end = start;
        let mut last = Class::Unknown;
        let mut number = false;
        let mut letter = false;
        while end < self.plain
            && let Some(c) = self.char_at(end)
        {
            let class = Class::of(c);
            let next = end + c.len_utf8();
            let goes_on = match class {
                Class::Letter | Class::Digit | Class::Underscore => true,
                Class::Other | Class::Unknown => false,
                // WB6, WB7, WB11, WB12: inside a word or a number, not at its edge.
                middle => {
                    let after = self.char_at(next).map_or(Class::Other, Class::of);
                    let joins = (last == Class::Letter && middle.joins_letters())
                        || (last == Class::Digit && middle.joins_digits());
                    next < self.plain && joins && after == last
                }
            };
            if !goes_on {
                break;
            }
            number |= class == Class::Digit;
            letter |= class == Class::Letter;
            last = class;
            end = next;
        }
        if end == start {
            end += self.char_at(start).map_or(1, char::len_utf8);
            self.at = end;
            return self.token(start, end);
        }
        self.at = end;
        let kind = match (letter, number) {
            (true, _) => TokenKind::Word,
            (false, true) => TokenKind::Number,
            (false, false) => TokenKind::Punctuation,
        };
        Token {
            span: Span::new(start, end),
            kind,
        }
    }
}

/// Word break classes (UAX 29) of the characters that the fast path knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// `ALetter`.
    Letter,
    /// `Numeric`.
    Digit,
    /// `ExtendNumLet`.
    Underscore,
    /// `MidLetter`: joins letters.
    MidLetter,
    /// `MidNum`: joins digits.
    MidNum,
    /// `MidNumLet` and `Single_Quote`: join both.
    MidNumLet,
    /// Stands alone.
    Other,
    /// Left to the general algorithm.
    Unknown,
}

impl Class {
    fn of(c: char) -> Class {
        match c {
            'a'..='z' | 'A'..='Z' | '\u{ac00}'..='\u{d7a3}' => Class::Letter,
            '0'..='9' => Class::Digit,
            '_' => Class::Underscore,
            ':' | '·' => Class::MidLetter,
            ',' | ';' => Class::MidNum,
            '.' | '\'' | '‘' | '’' => Class::MidNumLet,
            '“' | '”' | '–' | '—' | '…' | '《' | '》' | '「' | '」' => Class::Other,
            c if c.is_ascii() => Class::Other,
            _ => Class::Unknown,
        }
    }

    fn joins_letters(self) -> bool {
        matches!(self, Class::MidLetter | Class::MidNumLet)
    }

    fn joins_digits(self) -> bool {
        matches!(self, Class::MidNum | Class::MidNumLet)
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        match self.rule {
            TokenRule::Uax29 => self.uax29(),
            TokenRule::Whitespace => self.run(|c| !c.is_whitespace()),
            TokenRule::Word => self.run(is_word_char),
        }
    }
}

/// A word in lower case, for counting; the word itself where nothing changes.
///
/// ```
/// use std::borrow::Cow;
/// use variorum::text::lower;
/// assert!(matches!(lower("party"), Cow::Borrowed("party")));
/// assert_eq!(lower("Ärzte"), "ärzte");
/// ```
pub fn lower(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return if word.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(word.to_ascii_lowercase())
        } else {
            Cow::Borrowed(word)
        };
    }
    let same = word.chars().all(|c| {
        let mut low = c.to_lowercase();
        low.next() == Some(c) && low.next().is_none()
    });
    if same {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

/// The word in lower case, written into `buffer`; nothing if it does not fit or is empty. For looking
/// short words up without an allocation.
pub(super) fn lower_in<'b>(word: &str, buffer: &'b mut [u8]) -> Option<&'b str> {
    if word.is_empty() {
        return None;
    }
    if word.is_ascii() {
        let out = buffer.get_mut(..word.len())?;
        out.copy_from_slice(word.as_bytes());
        out.make_ascii_lowercase();
        return std::str::from_utf8(out).ok();
    }
    let mut len = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let end = len + c.len_utf8();
        c.encode_utf8(buffer.get_mut(len..end)?);
        len = end;
    }
    std::str::from_utf8(buffer.get(..len)?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        TokenKind::{Number, Punctuation, Symbol, Word},
        *,
    };

    fn reference(text: &str) -> Vec<&str> {
        text.split_word_bounds()
            .map(str::trim)
            .filter(|s| !s.is_empty())
            .collect()
    }

    fn found(text: &str) -> Vec<&str> {
        tokens(text).map(|t| t.span.of(text)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn fast_path_equals_the_standard_on_what_it_knows(
            text in "[a-cA-C0-3_:,;.'‘’“”–—…《》「」·\\-$+ \t\n\r가-각]{0,24}"
        ) {
            prop_assert_eq!(found(&text), reference(&text));
        }

        #[test]
        fn fast_path_equals_the_standard_on_anything(text in "[ -~]{0,8}\\PC{0,6}[ .a-z]{0,6}\\PC{0,6}") {
            prop_assert_eq!(found(&text), reference(&text));
        }

        #[test]
        fn spans_ascend_and_cover(text in "(\\PC|[ \r\n\t.]){0,40}") {
            for rule in TokenRule::ALL {
                let mut at = 0;
                for token in Tokens::new(&text, rule) {
                    prop_assert!(token.span.start >= at && !token.span.is_empty());
                    let gap = &text[at..token.span.start];
                    let clear = match rule {
                        TokenRule::Word => !gap.contains(char::is_alphanumeric),
                        _ => gap.chars().all(char::is_whitespace),
                    };
                    prop_assert!(clear);
                    at = token.span.end;
                }
                prop_assert!(rule == TokenRule::Word || text[at..].trim().is_empty());
            }
        }
    }

    #[test]
    fn kinds() {
        let text = "Malk won 3.5% – $2 in ½ hour…  ▶ 15일";
        let kinds: Vec<(&str, TokenKind)> =
            tokens(text).map(|t| (t.span.of(text), t.kind)).collect();
        assert_eq!(
            kinds,
            [
                ("Malk", Word),
                ("won", Word),
                ("3.5", Number),
                ("%", Punctuation),
                ("–", Punctuation),
                ("$", Symbol),
                ("2", Number),
                ("in", Word),
                ("½", Number),
                ("hour", Word),
                ("…", Punctuation),
                ("▶", Symbol),
                ("15일", Word),
            ]
        );
    }

    #[test]
    fn rules_have_names() {
        for rule in TokenRule::ALL {
            assert_eq!(rule.name().parse::<TokenRule>().unwrap(), rule);
        }
        assert!("words".parse::<TokenRule>().is_err());
        assert_eq!(TokenRule::default(), TokenRule::Uax29);
    }

    #[test]
    fn lower_borrows() {
        assert!(matches!(lower("조선 ärzte"), Cow::Borrowed(_)));
        assert!(matches!(lower("x’s 3"), Cow::Borrowed(_)));
        assert_eq!(lower("İ"), "i\u{307}");
        assert_eq!(lower("ΣΑΣ"), "σας");
    }
}
