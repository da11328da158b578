//! Text: spans, clean text that remembers where it came from, normal forms, languages, sentences,
//! tokens, dates.

mod clean;
pub mod date;
mod language;
mod normal;
mod points;
mod sentence;
mod span;
mod token;

pub use self::{
    clean::{Clean, CleanBuilder, Edit, Piece},
    date::PartialDate,
    language::language,
    normal::{Form, nfc, normalized},
    points::CodePoints,
    sentence::{SENTENCE_RULE, Sentences, sentences},
    span::Span,
    token::{Token, TokenKind, TokenRule, Tokens, lower, tokens},
};
