//! Captures: files as they were saved, told apart by content, decoded, one text each.
//!
//! [`inputs`] turns what a user typed into a stable list of files, [`Reader`] gives the captures of
//! one of them: one for a text, a page or a PDF, one a record for an archive (JSON Lines, a JSON
//! array, CSV, WARC, and Parquet where a reader for it is plugged in). Each may be packed with gzip
//! or zstd. The format is told by content first and by name second.
//!
//! ```
//! use variorum::capture::{MediaType, Options, Reader};
//!
//! let lines = br#"{"title": "Harvest begins", "text": "TARSK, Aug. 2 (VPS) -- The harvest began."}
//! {"title": "broken
//! {"title": "Harvest ends", "text": "TARSK, Sept. 9 (VPS) -- The harvest ended."}
//! "#;
//! let reader = Reader::from_bytes("vps.jsonl", lines.to_vec(), &Options::default())?;
//! let mut texts = 0;
//! for capture in reader {
//!     match capture {
//!         Ok(capture) => {
//!             assert_eq!(capture.media_type, MediaType::Plain);
//!             assert!(capture.metadata["title"].starts_with("Harvest"));
//!             texts += 1;
//!         }
//!         // One broken record never stops the rest.
//!         Err(error) => assert!(error.to_string().starts_with("vps.jsonl:byte ")),
//!     }
//! }
//! assert_eq!(texts, 2);
//! # Ok::<(), variorum::Error>(())
//! ```

mod archive;
mod columns;
mod compress;
mod csv;
mod doubt;
mod encoding;
mod input;
mod json;
mod lines;
pub(crate) mod names;
mod origin;
mod pdf;
mod reader;
mod sniff;
mod warc;

use std::{collections::BTreeMap, ops::Range, path::Path, path::PathBuf};

use serde::Serialize;
use sha2::{Digest, Sha256};

use self::origin::Origin;
pub use self::{
    columns::{Cell, Record, TextColumn},
    input::{Input, inputs},
    reader::Reader,
};
use crate::{Error, Result, text::Span};

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
///
/// ```
/// use variorum::{ErrorKind, capture::{Options, Reader}};
///
/// let mut options = Options::default();
/// options.limits.max_bytes = 16;
/// let mut reader = Reader::from_bytes("a.txt", vec![b'a'; 17], &options)?;
/// let error = reader.next().unwrap().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Limit);
/// # Ok::<(), variorum::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Limits {
    /// Largest capture, in bytes. A file that is one text counts as it lies on disk and once more
    /// unpacked, before it is decoded. In an archive each record counts by itself: a line of JSON, a
    /// row of CSV, a WARC record, each cell of a row of Parquet. Archives as a whole have no limit,
    /// since they are read as a stream; but Parquet in a pipe or a compressed file is one, because
    /// its end is needed first.
    pub max_bytes: u64,
    /// Largest ratio of decompressed to compressed bytes, also in Parquet; looked at from 8 MiB on.
    pub max_ratio: u64,
    /// Deepest nesting of JSON and of HTML elements.
    pub max_depth: usize,
    /// Most layers of compression around a file (`.gz.gz`).
    pub max_layers: usize,
    /// Longest time for one capture, in milliseconds. Reading a file that takes longer, and taking
    /// the text out of a PDF, ends with an error. Layout goes to its end, in linear time, and nothing
    /// is lost: where reading and layout together took longer, [`crate::Corpus`] warns. Waiting for a
    /// pipe does not count.
    pub max_millis: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            max_bytes: 128 << 20,
            max_ratio: 1000,
            max_depth: 512,
            max_layers: 4,
            max_millis: 60_000,
        }
    }
}

/// The captures of one file, as a reader of another crate gives them.
pub type Captures = Box<dyn Iterator<Item = Result<Capture>> + Send>;

/// A file that its reader must be able to move about in.
#[derive(Debug)]
#[non_exhaustive]
pub enum Seekable {
    /// A file on disk.
    File(PathBuf),
    /// What came through a pipe or out of a compressed file.
    Bytes(Vec<u8>),
}

/// Opens a Parquet file. Errors and captures need not carry the path: the [`Reader`] adds it.
pub type OpenParquet = fn(Seekable, &Options) -> Result<Captures>;

/// How captures are read.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// What one capture may cost.
    pub limits: Limits,
    /// The column of an archive that holds the text. `None`: found by its name, else by its content.
    pub text_column: Option<String>,
    /// The encoding, by a WHATWG label (`euc-kr`). `None`: found for each capture.
    pub encoding: Option<String>,
    /// What opens Parquet. This crate has no Arrow; `variorum-arrow` plugs itself in here.
    pub parquet: Option<OpenParquet>,
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
#[non_exhaustive]
pub struct Capture {
    /// The path as it was given; `-` for standard input.
    pub path: String,
    /// Which record of an archive, counted from 0; `None` for a file of its own. Broken records
    /// count, so that a number always names the same record.
    pub record: Option<usize>,
    /// Byte offset of the record in the (decompressed) file.
    pub offset: u64,
    /// SHA-256 of the file's bytes (of the record's text in an archive), in hexadecimal.
    pub sha256: String,
    /// What the text is written in.
    pub media_type: MediaType,
    /// The encoding it was decoded from, by its WHATWG name.
    pub encoding: String,
    /// The text, decoded, without a byte order mark. All spans count bytes of it.
    pub text: String,
    /// What the container says of it: archive columns, WARC and HTTP headers; lower-case names.
    pub metadata: BTreeMap<String, String>,
    /// What was replaced, cut or doubtful.
    pub warnings: Vec<Warning>,
    /// How the text lies in the file.
    pub(crate) origin: Origin,
}

impl Capture {
    /// A capture made of a text in memory.
    ///
    /// ```
    /// use variorum::{capture::{Capture, MediaType}, text::Span};
    ///
    /// let capture = Capture::from_text("note.txt", MediaType::Plain, "Oren Malk spoke.");
    /// assert_eq!(capture.slice(Span::new(5, 9)), "Malk");
    /// ```
    pub fn from_text(
        path: impl Into<String>,
        media_type: MediaType,
        text: impl Into<String>,
    ) -> Self {
        let mut capture = Capture::bare(media_type, text.into());
        capture.path = path.into();
        capture.sha256 = sha256_hex(capture.text.as_bytes());
        capture.origin = Origin::Same { at: 0 };
        capture
    }

    /// A text and nothing known of it.
    pub(crate) fn bare(media_type: MediaType, text: String) -> Self {
        Capture {
            path: String::new(),
            record: None,
            offset: 0,
            sha256: String::new(),
            media_type,
            encoding: "UTF-8".to_owned(),
            text,
            metadata: BTreeMap::new(),
            warnings: Vec::new(),
            origin: Origin::Unknown,
        }
    }

    /// A capture made of one record of an archive. Its text is not found again in the file's bytes,
    /// so that [`raw_range`](Capture::raw_range) gives `None`.
    pub fn from_record(
        record: usize,
        offset: u64,
        media_type: MediaType,
        text: impl Into<String>,
    ) -> Self {
        Capture {
            record: Some(record),
            offset,
            origin: Origin::Unknown,
            ..Capture::from_text("", media_type, text)
        }
    }

    /// The words that a span covers.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The bytes of the file as it was saved that a span of the text stands for.
    ///
    /// Exact for text and HTML in any encoding, for WARC records and for cells of CSV and JSON Lines
    /// that are written without escapes. `None` where the file holds no such bytes: compressed
    /// files, PDF, escaped cells. A character that was pieced together from several bytes, or
    /// replaced, is covered as a whole.
    ///
    /// ```
    /// use variorum::{capture::{Options, Reader}, text::Span};
    ///
    /// // "벤드리아" in EUC-KR, two bytes a syllable where UTF-8 has three.
    /// let bytes = b"VPS \xba\xa5\xb5\xe5\xb8\xae\xbe\xc6".to_vec();
    /// let capture = Reader::from_bytes("a.txt", bytes, &Options::default())?.next().unwrap()?;
    /// assert_eq!(capture.encoding, "EUC-KR");
    /// let span = Span::new(7, 10);
    /// assert_eq!(capture.slice(span), "드");
    /// assert_eq!(capture.raw_range(span), Some(6..8));
    /// # Ok::<(), variorum::Error>(())
    /// ```
    pub fn raw_range(&self, span: Span) -> Option<Range<u64>> {
        if span.end > self.text.len() {
            return None;
        }
        self.origin.raw_range(span)
    }
}

/// Reads all captures of one file; the first error ends it. [`Reader`] goes on past broken records.
///
/// ```
/// use variorum::capture::{Limits, read_file};
///
/// let error = read_file("no/such/file.txt".as_ref(), &Limits::default()).unwrap_err();
/// assert!(error.to_string().starts_with("no/such/file.txt: "));
/// ```
pub fn read_file(path: &Path, limits: &Limits) -> Result<Vec<Capture>> {
    let options = Options {
        limits: limits.clone(),
        ..Options::default()
    };
    Reader::open(Input::from(path), &options)?.collect()
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(digest: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    digest
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|half| DIGITS.get(usize::from(half)))
        .map(|&digit| char::from(digit))
        .collect()
}

/// An error of this room's readers that has no place yet.
fn too_large(what: &str, max_bytes: u64) -> Error {
    Error::limit(format!(
        "{what} is larger than the limit of {max_bytes} bytes (max_bytes)"
    ))
}

/// Whether a text in memory is HTML, by its content.
///
/// ```
/// use variorum::capture::looks_like_html;
///
/// assert!(looks_like_html("<p>The harvest began.</p>"));
/// assert!(!looks_like_html("<Tarsk, Aug. 2> The harvest began; yields were < 3 tonnes."));
/// ```
pub fn looks_like_html(text: &str) -> bool {
    sniff::is_html(text)
}
