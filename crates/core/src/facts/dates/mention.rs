//! Times where they stand in a line.

use super::{time::Time, tokens::Tokens};
use crate::text::Span;

/// Reads at a token; gives the token behind what it read, and its mentions.
pub(super) type Rule = fn(&Tokens<'_>, usize, &mut Vec<Mention>) -> Option<usize>;

/// A time in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mention {
    pub(super) span: Span,
    pub(super) time: Time,
    /// Tokens: the first, and the one behind the last.
    pub(super) tokens: (usize, usize),
    /// Where figures stand that belong to the calendar and count nothing.
    pub(super) figures: Span,
}

impl Mention {
    /// From one token to the one before `end`.
    pub(super) fn new(t: &Tokens<'_>, from: usize, end: usize, time: Time) -> Self {
        let span = t.span(from, end);
        Mention {
            span,
            time,
            tokens: (from, end),
            figures: span,
        }
    }

    /// A stretch of time: what counts in it is a quantity too.
    pub(super) fn stretch(t: &Tokens<'_>, from: usize, end: usize, time: Time) -> Self {
        let mut out = Mention::new(t, from, end, time);
        out.figures = Span::new(out.span.start, out.span.start);
        out
    }
}
