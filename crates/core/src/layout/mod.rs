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

use crate::capture::{Capture, MediaType};

pub use self::zone::{Article, Layout, Metadata, Zone, ZoneKind};

/// Finds the zones of a capture.
pub fn layout(capture: &Capture) -> Layout {
    match capture.media_type {
        MediaType::Html => html::html(&capture.text),
        // The text layer of a PDF is printed text: lines, with a form feed between pages.
        MediaType::Plain | MediaType::Pdf => Layout {
            articles: plain::layout(&capture.text),
            metadata: Metadata::default(),
        },
    }
}

/// What the classifier of HTML blocks sees of a page; for training only.
#[doc(hidden)]
pub fn html_features(text: &str) -> serde_json::Value {
    html::dump(text)
}
