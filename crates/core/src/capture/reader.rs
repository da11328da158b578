//! From a file to its captures.

use std::{
    fs::File,
    io::{Cursor, Read},
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

use super::{
    Capture, Captures, Input, MediaType, Options, Seekable, Warning,
    archive::{self, Encoded},
    compress::{self, Source, Unpacked, from_io},
    doubt,
    encoding::{self, Hints},
    origin::Origin,
    pdf,
    sniff::{self, Format},
    too_large,
    warc::Warc,
};
use crate::{Error, ErrorKind, Result};

/// The captures of one file, one after the other.
///
/// Opening fails where the file as a whole cannot be read; the iterator gives an error for each
/// record that cannot be, with path and byte offset, and goes on. Memory is bounded by a few
/// captures, however large the archive. The reader is one thread's work; it can be sent to another
/// and its captures handed to many.
pub struct Reader {
    path: String,
    captures: Captures,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl Reader {
    /// Opens a file, or standard input for `-`.
    ///
    /// ```
    /// use variorum::capture::{Options, Reader};
    ///
    /// let folder = tempfile::tempdir().unwrap();
    /// let path = folder.path().join("note.txt");
    /// std::fs::write(&path, "TARSK, Aug. 2 (VPS) -- The harvest began.").unwrap();
    /// let captures: Vec<_> = Reader::open(&path, &Options::default())?.collect();
    /// assert_eq!(captures.len(), 1);
    /// # Ok::<(), variorum::Error>(())
    /// ```
    pub fn open(input: impl Into<Input>, options: &Options) -> Result<Self> {
        let input = input.into();
        let name = input.name();
        if let Some(problem) = input.problem() {
            return Err(problem.clone());
        }
        if input.is_stdin() {
            return Reader::new(name, None, Box::new(std::io::stdin()), options);
        }
        let path = input.path();
        let io = |error: &std::io::Error| Error::io(path, error);
        let file = File::open(path).map_err(|e| io(&e))?;
        let about = file.metadata().map_err(|e| io(&e))?;
        if about.is_dir() {
            return Err(Error::new(ErrorKind::Io, "is a folder").with_path(path));
        }
        let on_disk = about.is_file().then_some(path);
        Reader::new(name, on_disk, Box::new(file), options)
    }

    /// Reads from memory. `path` names the capture and helps to tell its format.
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>, options: &Options) -> Result<Self> {
        Reader::new(path.into(), None, Box::new(Cursor::new(bytes)), options)
    }

    /// Reads from any source. `path` names the capture and helps to tell its format.
    pub fn from_read(
        path: impl Into<String>,
        source: impl Read + Send + 'static,
        options: &Options,
    ) -> Result<Self> {
        Reader::new(path.into(), None, Box::new(source), options)
    }

    fn new(
        path: String,
        on_disk: Option<&Path>,
        source: Source,
        options: &Options,
    ) -> Result<Self> {
        let captures = compress::unpack(source, &path, &options.limits)
            .and_then(|unpacked| captures(unpacked, on_disk, options))
            .map_err(|error| error.with_path(&path))?;
        Ok(Reader { path, captures })
    }

    /// The path as it was given.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl Iterator for Reader {
    type Item = Result<Capture>;

    fn next(&mut self) -> Option<Result<Capture>> {
        Some(match self.captures.next()? {
            Ok(mut capture) => {
                capture.path.clone_from(&self.path);
                Ok(capture)
            }
            Err(error) => Err(error.with_path(&self.path)),
        })
    }
}

fn captures(unpacked: Unpacked, on_disk: Option<&Path>, options: &Options) -> Result<Captures> {
    let hints = Hints::from_options(options)?;
    if let Some(format) = sniff::by_magic(&unpacked.head) {
        return match format {
            Format::Foreign(what) => Err(Error::new(
                ErrorKind::Unsupported,
                format!("{what}; text, HTML, PDF, JSON, CSV, Parquet and WARC are read"),
            )),
            Format::Parquet => parquet(unpacked, on_disk, options),
            Format::Warc => {
                unpacked.tally.stop_hashing();
                Ok(Box::new(Warc::new(
                    unpacked.stream,
                    unpacked.layers == 0,
                    hints,
                    options,
                )))
            }
            _ => Ok(one(unpacked, on_disk, Format::Pdf, hints, options)),
        };
    }
    if let Some((text, name, _)) = doubt::utf_32(&unpacked.head) {
        let format = sniff::by_text(&text, unpacked.whole, &unpacked.name);
        return match format {
            Format::Html | Format::Plain => Ok(one(unpacked, on_disk, format, hints, options)),
            _ => Err(Error::new(
                ErrorKind::Unsupported,
                format!("an archive in {name}; save it as UTF-8"),
            )),
        };
    }
    let head = &unpacked.head;
    let (guess, mark) = encoding::of_head(head, hints);
    let wide = guess == UTF_16LE || guess == UTF_16BE;
    if !wide && sniff::is_binary(head) {
        return Err(Error::new(
            ErrorKind::Unsupported,
            "binary data of no known format",
        ));
    }
    let (text, _) = guess.decode_without_bom_handling(head.get(mark..).unwrap_or_default());
    let format = sniff::by_text(&text, unpacked.whole, &unpacked.name);
    let guess = if wide || std::str::from_utf8(head).is_ok() || mark > 0 || hints.forced.is_some() {
        guess
    } else {
        encoding_of_archive(head, guess)
    };
    let encoded = |unpacked: Unpacked| {
        unpacked.tally.stop_hashing();
        Encoded {
            unpacked: unpacked.layers == 0,
            stream: unpacked.stream,
            encoding: guess,
            mark,
        }
    };
    match format {
        Format::JsonLines => archive::json(encoded(unpacked), true, options),
        Format::JsonValues => archive::json(encoded(unpacked), false, options),
        Format::Csv(dialect) => archive::csv(encoded(unpacked), dialect, options),
        Format::Foreign(what) => Err(Error::new(ErrorKind::Unsupported, what)),
        format => Ok(one(unpacked, on_disk, format, hints, options)),
    }
}

/// The encoding of an archive whose head is not all UTF-8: that of the head, unless the head only
/// ends inside a character.
fn encoding_of_archive(
    head: &[u8],
    guess: &'static encoding_rs::Encoding,
) -> &'static encoding_rs::Encoding {
    match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => UTF_8,
        _ => guess,
    }
}

/// The captures of a Parquet file, by the reader that is plugged in.
fn parquet(unpacked: Unpacked, on_disk: Option<&Path>, options: &Options) -> Result<Captures> {
    let Some(open) = options.parquet else {
        return Err(Error::new(
            ErrorKind::Unsupported,
            "a Parquet file; this build reads none",
        ));
    };
    if let (Some(path), 0) = (on_disk, unpacked.layers) {
        return open(Seekable::File(path.to_path_buf()), options);
    }
    unpacked.tally.stop_hashing();
    let max = options.limits.max_bytes;
    let bytes = read_all(unpacked.stream, max, Duration::MAX)?;
    open(Seekable::Bytes(bytes), options)
}

/// A file that is one capture, read when it is asked for.
fn one(
    unpacked: Unpacked,
    on_disk: Option<&Path>,
    format: Format,
    hints: Hints,
    options: &Options,
) -> Captures {
    let options = options.clone();
    let on_disk = on_disk.map(Path::to_path_buf);
    Box::new(std::iter::once_with(move || {
        read_one(unpacked, on_disk.as_deref(), &format, hints, &options)
    }))
}

fn read_one(
    unpacked: Unpacked,
    on_disk: Option<&Path>,
    format: &Format,
    hints: Hints,
    options: &Options,
) -> Result<Capture> {
    let limits = &options.limits;
    let begun = Instant::now();
    let may_take = Duration::from_millis(limits.max_millis);
    let layers = unpacked.layers;
    if layers == 0
        && let Some(about) = on_disk.and_then(|path| std::fs::metadata(path).ok())
        && about.len() > limits.max_bytes
    {
        return Err(too_large("the file", limits.max_bytes));
    }
    let tally = Arc::clone(&unpacked.tally);
    // A pipe may be slow without anybody's fault.
    let patience = if on_disk.is_some() {
        may_take
    } else {
        Duration::MAX
    };
    let bytes = read_all(unpacked.stream, limits.max_bytes, patience)?;
    let sha256 = tally.sha256();
    let mut capture = if *format == Format::Pdf {
        let left = may_take.saturating_sub(begun.elapsed().min(patience));
        pdf::read(bytes, limits, left)?
    } else {
        let html = *format == Format::Html;
        let decoded = encoding::decode(
            bytes,
            Hints {
                markup: html,
                ..hints
            },
        );
        let media_type = if html {
            MediaType::Html
        } else {
            MediaType::Plain
        };
        let mut capture = Capture {
            origin: decoded.origin,
            warnings: decoded.warnings,
            ..Capture::bare(media_type, decoded.text)
        };
        decoded.encoding.clone_into(&mut capture.encoding);
        capture
    };
    if layers > 0 {
        capture.origin = Origin::Unknown;
        for warning in &mut capture.warnings {
            if let Some(offset) = warning.offset {
                warning.message =
                    format!("{} (offset {offset} after decompression)", warning.message);
            }
        }
    }
    if tally.has_trailing() {
        capture.warnings.push(Warning {
            offset: None,
            message: "bytes after the end of the compressed data were left out".to_owned(),
        });
    }
    capture.sha256 = sha256;
    Ok(capture)
}

/// All bytes of a stream, at most `max`.
fn read_all(mut stream: Source, max: u64, patience: Duration) -> Result<Vec<u8>> {
    let begun = Instant::now();
    let mut bytes = Vec::new();
    loop {
        let room = (max + 1).saturating_sub(bytes.len() as u64).min(4 << 20);
        let n = stream
            .by_ref()
            .take(room)
            .read_to_end(&mut bytes)
            .map_err(|e| from_io(&e).with_offset(bytes.len() as u64))?;
        if bytes.len() as u64 > max {
            return Err(too_large("the text", max));
        }
        if n == 0 {
            return Ok(bytes);
        }
        if begun.elapsed() > patience {
            return Err(Error::limit(format!(
                "reading took more than {} ms (max_millis)",
                patience.as_millis()
            )));
        }
    }
}
