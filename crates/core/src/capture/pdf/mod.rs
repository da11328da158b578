//! The text layer of a PDF: lines as printed, in reading order, a form feed between pages.
//!
//! Lines are put together from the places where a page draws its glyphs. Indents are kept as blanks,
//! wide gaps between lines as blank lines, columns are read one after the other. Hyphens at line
//! ends stay: whether one is part of the word is for the layout room to say.

use std::time::Duration;

use super::{Capture, Limits};
use crate::Result;

#[cfg(feature = "pdf")]
mod cmap;
#[cfg(feature = "pdf")]
mod content;
#[cfg(feature = "pdf")]
mod font;
#[cfg(feature = "pdf")]
mod layer;
#[cfg(feature = "pdf")]
mod lines;
#[cfg(feature = "pdf")]
mod overprint;
#[cfg(feature = "pdf")]
mod tree;
#[cfg(feature = "pdf")]
mod widths;

/// Reads the text layer within a time.
#[cfg(feature = "pdf")]
pub(crate) fn read(bytes: Vec<u8>, limits: &Limits, may_take: Duration) -> Result<Capture> {
    layer::read(bytes, limits, may_take)
}

/// Says that this build cannot.
#[cfg(not(feature = "pdf"))]
pub(crate) fn read(bytes: Vec<u8>, limits: &Limits, may_take: Duration) -> Result<Capture> {
    let _ = (bytes, limits, may_take);
    Err(crate::Error::new(
        crate::ErrorKind::Unsupported,
        "a PDF; this build reads none (feature pdf)",
    ))
}
