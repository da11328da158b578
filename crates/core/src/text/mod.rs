//! Text: spans, clean text that remembers where it came from, normal forms, languages, sentences,
//! tokens, dates.

mod clean;
mod cut;
pub mod date;
pub(crate) mod korean;
mod language;
#[cfg(feature = "morphemes")]
mod morphemes;
mod normal;
pub(crate) mod number;
mod points;
mod sentence;
mod span;
mod token;

pub(crate) use self::language::known_language;
#[cfg(feature = "morphemes")]
pub use self::morphemes::{Analyser, DICTIONARY_VARIABLE, Morpheme};
pub use self::{
    clean::{Clean, CleanBuilder, Edit, Piece},
    cut::{Syllables, TokenPattern, eojeol, syllables},
    date::PartialDate,
    language::language,
    normal::{Form, nfc, normalized},
    points::CodePoints,
    sentence::{SENTENCE_RULE, Sentences, sentences},
    span::Span,
    token::{Token, TokenKind, TokenRule, Tokens, lower, tokens},
};
