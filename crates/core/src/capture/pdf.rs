//! The text layer of a PDF.

use std::time::Duration;

use super::{Capture, Limits};
use crate::{Error, ErrorKind, Result};

/// Reads the text layer within a time.
pub(crate) fn read(bytes: Vec<u8>, limits: &Limits, may_take: Duration) -> Result<Capture> {
    let _ = (bytes, limits, may_take);
    Err(Error::new(
        ErrorKind::Unsupported,
        "a PDF; this build reads none (feature pdf)",
    ))
}
