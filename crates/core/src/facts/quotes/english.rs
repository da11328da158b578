//! Quotes of an English paragraph.

use std::ops::Range;

use crate::text::Span;

use super::{
    link::{self, Link},
    model,
    words::{Paragraph, Word},
};

/// Who says what in a paragraph: spans of its clean text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) content: Vec<Span>,
    pub(super) cue: Option<Span>,
    pub(super) source: Option<Span>,
    /// Who carries what the source says.
    pub(super) carrier: Option<Span>,
}

/// The attributions of a paragraph, in order.
pub(super) fn attributions(paragraph: &Paragraph<'_>) -> Vec<Draft> {
    let guesses = model::read(paragraph);
    let chunks = model::chunks(&guesses);
    let links = link::link(paragraph, &guesses, &chunks);
    links
        .iter()
        .filter_map(|l| draft(&paragraph.words, l))
        .collect()
}

fn draft(words: &[Word], link: &Link) -> Option<Draft> {
    let span = |r: &Range<usize>| {
        let part = words.get(r.clone())?;
        Some(Span::new(part.first()?.span.start, part.last()?.span.end))
    };
    let content: Vec<Span> = link.content.iter().filter_map(span).collect();
    (!content.is_empty()).then(|| Draft {
        content,
        cue: link.cue.as_ref().and_then(span),
        source: link.source.as_ref().and_then(span),
        carrier: link.carrier.as_ref().and_then(span),
    })
}
