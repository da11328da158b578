//! What each character is to the scanners: a table for bytes, ranges for longer characters.

use super::{TokenKind, is_punctuation};

/// Word break classes (UAX 29) as bits. A character of none of them stands alone.
///
/// `ALetter`.
pub(super) const LETTER: u8 = 1;
/// `Numeric`.
pub(super) const DIGIT: u8 = 1 << 1;
/// `ExtendNumLet`.
pub(super) const UNDERSCORE: u8 = 1 << 2;
/// Joins letters: `MidLetter`, and with [`MID_DIGIT`] `MidNumLet` and `Single_Quote`.
pub(super) const MID_LETTER: u8 = 1 << 3;
/// Joins digits: `MidNum`, and with [`MID_LETTER`] `MidNumLet` and `Single_Quote`.
pub(super) const MID_DIGIT: u8 = 1 << 4;
/// White space.
pub(super) const SPACE: u8 = 1 << 5;
/// A byte of a longer character.
pub(super) const LONG: u8 = 1 << 6;
/// Left to the general algorithm.
pub(super) const UNKNOWN: u8 = 1 << 7;

/// What may stand inside a token.
pub(super) const INNER: u8 = LETTER | DIGIT | UNDERSCORE;
/// What joins letters or digits.
pub(super) const MIDDLE: u8 = MID_LETTER | MID_DIGIT;

/// What a character makes of its token, as bits: the lowest bit that is set decides, none is a symbol.
pub(super) const WORD: u8 = 1;
/// See [`WORD`].
pub(super) const NUMBER: u8 = 1 << 1;
/// See [`WORD`].
pub(super) const PUNCTUATION: u8 = 1 << 2;
/// A letter, a digit or an underscore.
pub(super) const WORD_CHAR: u8 = 1 << 3;
/// A byte of a longer character, whose bits [`traits_of`] gives.
pub(super) const TRAIT_LONG: u8 = 1 << 4;
/// White space.
pub(super) const TRAIT_SPACE: u8 = 1 << 5;

#[allow(clippy::indexing_slicing, reason = "done by the compiler")]
static CLASSES: [u8; 256] = {
    let mut classes = [LONG; 256];
    let mut byte = 0u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b'_' => UNDERSCORE,
            b':' => MID_LETTER,
            b',' | b';' => MID_DIGIT,
            b'.' | b'\'' => MID_LETTER | MID_DIGIT,
            b' ' | b'\t' | b'\n' | b'\x0c' | b'\r' => SPACE,
            // The general rules take some of these for line breaks, some for formats.
            0..=0x1f | 0x7f => UNKNOWN,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

#[allow(clippy::indexing_slicing, reason = "done by the compiler")]
static TRAITS: [u8; 256] = {
    let mut traits = [TRAIT_LONG; 256];
    let mut byte = 0u8;
    while byte < 128 {
        traits[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => WORD | WORD_CHAR,
            b'0'..=b'9' => NUMBER | WORD_CHAR,
            b'_' => PUNCTUATION | WORD_CHAR,
            b' ' | b'\t'..=b'\r' => TRAIT_SPACE,
            b'$' | b'+' | b'<' | b'=' | b'>' | b'^' | b'`' | b'|' | b'~' => 0,
            _ if byte.is_ascii_punctuation() => PUNCTUATION,
            _ => 0,
        };
        byte += 1;
    }
    traits
};

/// The class of the byte at a place; none past the end.
#[inline]
pub(super) fn class_at(bytes: &[u8], at: usize) -> u8 {
    let class = |&byte: &u8| CLASSES.get(usize::from(byte)).copied();
    bytes.get(at).and_then(class).unwrap_or(0)
}

/// The traits of the byte at a place; white space past the end.
#[inline]
pub(super) fn traits_at(bytes: &[u8], at: usize) -> u8 {
    let traits = |&byte: &u8| TRAITS.get(usize::from(byte)).copied();
    bytes.get(at).and_then(traits).unwrap_or(TRAIT_SPACE)
}

/// The class of a character that is not ASCII. Ranges that are wholly of one class in every version
/// of Unicode so far; a test asks the general algorithm about each character.
pub(super) fn class_of(c: char) -> u8 {
    match c {
        // Hangul, Latin, Greek, Cyrillic.
        '\u{ac00}'..='\u{d7a3}'
        | 'À'..='Ö'
        | 'Ø'..='ö'
        | 'ø'..='\u{24f}'
        | 'Α'..='Ρ'
        | 'Σ'..='ώ'
        | '\u{400}'..='\u{481}'
        | '\u{48a}'..='\u{52f}' => LETTER,
        '·' => MID_LETTER,
        '‘' | '’' => MID_LETTER | MID_DIGIT,
        // Marks, signs and pictures; Hiragana and Han, which have no word breaks of their own.
        '\u{a0}'..='©'
        | '«'
        | '¬'
        | '®'..='´'
        | '¶'
        | '¹'
        | '»'..='¿'
        | '×'
        | '÷'
        | '\u{2010}'..='\u{2017}'
        | '\u{201a}'..='\u{2023}'
        | '\u{2025}'
        | '…'
        | '\u{2030}'..='\u{203e}'
        | '\u{20a0}'..='\u{20bf}'
        | '\u{2190}'..='\u{24b5}'
        | '\u{24ea}'..='\u{27ff}'
        | '\u{3000}'..='\u{3003}'
        | '\u{3008}'..='\u{301b}'
        | '\u{3041}'..='\u{3096}'
        | '\u{4e00}'..='\u{9fff}'
        | '（'
        | '）' => 0,
        _ => UNKNOWN,
    }
}

/// The traits of a character that is not ASCII.
pub(super) fn traits_of(c: char) -> u8 {
    // The tables are slow: the commonest first.
    if matches!(c, '\u{ac00}'..='\u{d7a3}') || c.is_alphabetic() {
        WORD | WORD_CHAR
    } else if c.is_numeric() {
        NUMBER | WORD_CHAR
    } else if c.is_whitespace() {
        TRAIT_SPACE
    } else if is_punctuation(c) {
        PUNCTUATION
    } else {
        0
    }
}

/// What a token is whose characters have these traits between them.
#[inline]
pub(super) fn kind_of(traits: u8) -> TokenKind {
    if traits & WORD != 0 {
        TokenKind::Word
    } else if traits & NUMBER != 0 {
        TokenKind::Number
    } else if traits & PUNCTUATION != 0 {
        TokenKind::Punctuation
    } else {
        TokenKind::Symbol
    }
}
