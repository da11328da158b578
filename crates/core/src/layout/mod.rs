//! Layout: what every part of a capture is, where one article ends and the next begins.
//!
//! Nothing is thrown away: each non-white character of a capture belongs to exactly one [`Zone`].

mod expression;
mod html;
pub mod plain;
pub mod printed;
pub mod repair;
pub mod signs;
mod words;
mod zone;

use crate::{
    capture::{Capture, MediaType},
    pack::Pack,
    text::{Clean, Form, Span},
};

pub use self::zone::{Article, Layout, Metadata, Zone, ZoneKind};

/// Finds the zones of a capture.
pub fn layout(capture: &Capture) -> Layout {
    layout_with(capture, &Pack::none())
}

/// The same with a pack, whose names tell words apart that were glued together.
///
/// ```
/// use variorum::{capture::{Capture, MediaType}, layout::layout_with, pack::Pack};
/// let text = "Pyongyang, March 3 (KCNA) -- The respected ComradeKim Jong Unsaid that the work was done.";
/// let found = layout_with(&Capture::from_text("-", MediaType::Plain, text), &Pack::dprk());
/// let words = found.articles[0].zones[0].text();
/// assert!(words.contains("Comrade Kim Jong Un said"), "{words}");
/// ```
pub fn layout_with(capture: &Capture, pack: &Pack) -> Layout {
    match capture.media_type {
        MediaType::Html => html::html(&capture.text),
        // The text layer of a PDF is printed text: lines, with a form feed between pages.
        MediaType::Plain | MediaType::Pdf => Layout {
            articles: plain::layout(&capture.text, capture.record.is_some(), pack),
            metadata: Metadata::default(),
        },
    }
}

/// The one zone of a capture that is a clean text; none if it is blank.
pub(crate) fn whole(capture: &Capture) -> Option<Zone> {
    let text = &capture.text;
    let span = Span::new(0, text.len()).trimmed(text);
    (!span.is_empty()).then(|| Zone {
        kind: ZoneKind::Paragraph,
        spans: vec![span],
        clean: Clean::copy_of(text, span).normalized(Form::Nfc),
        language: None,
    })
}

/// A text without the mark by which an agency ends its items (`-0-`, `(END)`, `(끝)`), which is no word.
pub(crate) fn without_end_mark(text: &str) -> &str {
    printed::without_end_mark(text)
}

/// What the classifier of HTML blocks sees of a page; for training only.
#[doc(hidden)]
pub fn html_features(text: &str) -> serde_json::Value {
    html::dump(text)
}

/// The zones that blocks of HTML become when they are body with these probabilities: one kind a block;
/// for training only.
#[doc(hidden)]
pub fn html_kinds(text: &str, probabilities: &[f32]) -> Vec<ZoneKind> {
    html::judged(text, probabilities)
}
