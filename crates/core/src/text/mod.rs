//! Text: spans, clean text that remembers where it came from, sentences, tokens, dates.

mod clean;
pub mod date;
mod sentence;
mod span;

pub use self::{
    clean::{Clean, CleanBuilder, Edit, Piece},
    date::PartialDate,
    sentence::{SENTENCE_RULE, Sentences, sentences},
    span::Span,
};
