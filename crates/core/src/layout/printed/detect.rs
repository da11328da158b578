use std::ops::Range;

use crate::text::Span;

/// How a printed text was wrapped.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Wrap {
    /// Which of the lines given are print; the others are not hard-wrapped.
    pub lines: Range<usize>,
    /// Width of the column, in columns of a terminal (a Hangul syllable or Chinese character is 2).
    pub width: usize,
    /// A line is full if it and the first word of the next one are together at least so wide.
    pub full: usize,
}

/// Is it print, or a long stretch of it? Decided from how full the lines are, how many break off
/// inside a sentence, and how often the next one goes on in lower case. `lines` are lines of `text`
/// in order, blank ones included, none needed to touch.
pub fn detect(text: &str, lines: &[Span]) -> Option<Wrap> {
    let _ = (text, lines);
    None
}
