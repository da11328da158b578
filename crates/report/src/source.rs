//! A document's part of its capture, cut where its zones begin and end.

use variorum::{
    Document,
    capture::MediaType,
    layout::{Zone, ZoneKind},
    text::Span,
};

/// What a piece of a capture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Part of the zone with this number in the document.
    Zone(usize),
    /// Markup of an HTML page, with the white space around it.
    Markup,
    /// White space between zones.
    Space,
    /// Text of another article of the same capture.
    Elsewhere,
}

/// A piece of a capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub what: What,
    /// Where it stands in the capture's text.
    pub span: Span,
}

/// Whether a zone holds no words: markup, scripts and styles of an HTML page.
pub fn is_markup(document: &Document, zone: &Zone) -> bool {
    document.capture.media_type == MediaType::Html
        && zone.kind == ZoneKind::Furniture
        && zone.text().is_empty()
}

/// The pieces of a document's part of its capture, in order, from its first zone to its last: put
/// together they are the text as it was saved.
///
/// ```
/// use variorum::{Corpus, ReadOptions};
/// use variorum_report::source::pieces;
/// let text = "Conference opens in Tarsk\n\nIt opened on Friday.";
/// let corpus = Corpus::from_text(text, &ReadOptions::default());
/// let document = &corpus.documents()[0];
/// let saved: String = pieces(document)
///     .iter()
///     .map(|p| document.capture.slice(p.span))
///     .collect();
/// assert_eq!(saved, text);
/// ```
pub fn pieces(document: &Document) -> Vec<Piece> {
    let text = &document.capture.text;
    let mut parts: Vec<(Span, usize, bool)> = Vec::new();
    for (number, zone) in document.zones.iter().enumerate() {
        let markup = is_markup(document, zone);
        parts.extend(zone.spans.iter().map(|&span| (span, number, markup)));
    }
    parts.sort_unstable();
    let mut pieces: Vec<Piece> = Vec::with_capacity(parts.len() * 2);
    let mut at = parts.first().map_or(0, |p| p.0.start);
    for (span, number, markup) in parts {
        if span.start > at {
            let gap = Span::new(at, span.start);
            let blank = gap.of(text).trim().is_empty();
            push(
                &mut pieces,
                if blank { What::Space } else { What::Elsewhere },
                gap,
            );
        }
        // Zones do not overlap; if two did, each byte would still be shown once.
        let span = Span::new(span.start.max(at), span.end.max(at));
        let what = if markup {
            What::Markup
        } else {
            What::Zone(number)
        };
        if !span.is_empty() {
            push(&mut pieces, what, span);
        }
        at = at.max(span.end);
    }
    pieces
}

/// Appends a piece, joined to the last one where both are markup or the white space around it.
fn push(pieces: &mut Vec<Piece>, what: What, span: Span) {
    if let Some(last) = pieces.last_mut() {
        match (last.what, what) {
            (What::Markup, What::Markup | What::Space) | (What::Space, What::Markup) => {
                last.what = What::Markup;
                last.span.end = span.end;
                return;
            }
            _ => {}
        }
    }
    pieces.push(Piece { what, span });
}
