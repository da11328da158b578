//! Tokens: the words, numbers and marks of a text, by a named rule.

mod class;
mod scan;

use std::{borrow::Cow, fmt, str::FromStr};

use serde::{Serialize, Serializer};

pub use self::scan::Tokens;

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

    /// What a token is by its characters.
    pub(super) fn of(token: &str) -> Self {
        let traits = token.chars().fold(0, |found, c| {
            found
                | match u8::try_from(c) {
                    Ok(byte) if byte.is_ascii() => class::traits_at(&[byte], 0),
                    _ => class::traits_of(c),
                }
        });
        class::kind_of(traits)
    }
}

/// Punctuation of the scripts that captures are written in (general category P, not S), beyond ASCII.
fn is_punctuation(c: char) -> bool {
    matches!(c,
        '¡' | '§' | '«' | '¶' | '·' | '»' | '¿'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}' | '\u{2045}'..='\u{2051}' | '\u{2053}'..='\u{205e}'
        | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{3030}' | '\u{30fb}'
        | '\u{ff01}'..='\u{ff03}' | '\u{ff05}'..='\u{ff0a}' | '\u{ff0c}'..='\u{ff0f}' | '\u{ff1a}' | '\u{ff1b}'
        | '\u{ff1f}' | '\u{ff20}' | '\u{ff3b}'..='\u{ff3d}' | '\u{ff3f}' | '\u{ff5b}' | '\u{ff5d}'
        | '\u{ff5f}'..='\u{ff65}' | '،' | '؛' | '؟' | '۔' | '।' | '॥')
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
    /// Runs of letters, digits and underscores by Unicode, which are those of `\w+` in Python but for
    /// some thirty characters (superscripts, combining vowel signs); marks are no tokens.
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
    use unicode_segmentation::UnicodeSegmentation;

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

    /// Texts of characters of every word break class, with those that extend, join or format others,
    /// line breaks and white space of all kinds.
    fn mixed() -> impl Strategy<Value = String> {
        const CHARACTERS: &[char] = &[
            'a',
            'Z',
            '0',
            '9',
            '_',
            '.',
            '\'',
            ',',
            ';',
            ':',
            '"',
            ' ',
            '\t',
            '\n',
            '\r',
            '\x0b',
            '\x0c',
            '\0',
            '\x1f',
            '\x7f',
            '\u{85}',
            '\u{a0}',
            '\u{ad}',
            '\u{2028}',
            '\u{3000}',
            '\u{2003}',
            '-',
            '$',
            '+',
            '’',
            '‘',
            '“',
            '·',
            '…',
            '—',
            'é',
            'ß',
            'ª',
            '²',
            '½',
            '×',
            'Ω',
            'я',
            '가',
            '힣',
            'ᄀ',
            'ᅡ',
            'ᆨ',
            '中',
            'の',
            'カ',
            'ー',
            '々',
            'א',
            'ב',
            '״',
            'ก',
            'ि',
            'क',
            '्',
            '٣',
            '۔',
            '\u{300}',
            '\u{301}',
            '\u{20dd}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{200e}',
            '\u{feff}',
            '\u{fe0f}',
            '▶',
            '©',
            '☎',
            '👨',
            '👩',
            '🏽',
            '🇰',
            '🇷',
            '：',
            '，',
            '．',
            '＇',
            '（',
            '１',
            'Ａ',
            '‿',
            '\u{2027}',
            '\u{2024}',
            'Ⅷ',
            '①',
            '🄰',
            '𝐀',
            '𝟘',
            '\u{e0061}',
            '\u{fffd}',
            '\u{10ffff}',
        ];
        let one = prop_oneof![
            6 => proptest::sample::select(CHARACTERS),
            3 => proptest::char::range('!', 'z'),
            1 => any::<char>(),
        ];
        proptest::collection::vec(one, 0..24).prop_map(String::from_iter)
    }

    /// The kind of a token, character by character.
    fn slow_kind(token: &str) -> TokenKind {
        if token.chars().any(char::is_alphabetic) {
            Word
        } else if token.chars().any(char::is_numeric) {
            Number
        } else if token.chars().any(|c| match c {
            '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~' => false,
            c => c.is_ascii_punctuation() || is_punctuation(c),
        }) {
            Punctuation
        } else {
            Symbol
        }
    }

    #[test]
    fn every_known_character_breaks_as_the_standard_says() {
        let unknown = |c: char| !c.is_ascii() && class::class_of(c) == class::UNKNOWN;
        for c in ('\0'..=char::MAX).filter(|&c| !unknown(c)) {
            let text = format!(
                "{c} a{c}b{c} 1{c}2{c}, a.{c}b _{c}_ {c}{c}' x{c}.y {c}\u{301}a{c}\u{200d}👩\r{c}\n"
            );
            assert_eq!(found(&text), reference(&text), "{:04x}", u32::from(c));
        }
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
        fn fast_path_equals_the_standard_where_characters_act_on_each_other(text in mixed()) {
            prop_assert_eq!(found(&text), reference(&text), "{:?}", text);
        }

        #[test]
        fn kinds_are_those_of_the_token(text in mixed()) {
            for rule in TokenRule::ALL {
                for token in Tokens::new(&text, rule) {
                    prop_assert_eq!(token.kind, slow_kind(token.span.of(&text)));
                }
            }
        }

        #[test]
        fn words_and_whitespace_equal_a_split(text in mixed()) {
            let spans = |rule| Tokens::new(&text, rule).map(|t| t.span.of(&text)).collect::<Vec<_>>();
            let split: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(spans(TokenRule::Whitespace), split);
            let inside = |c: char| c.is_alphanumeric() || c == '_';
            let split: Vec<&str> = text.split(|c| !inside(c)).filter(|s| !s.is_empty()).collect();
            prop_assert_eq!(spans(TokenRule::Word), split);
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
