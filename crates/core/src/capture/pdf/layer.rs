//! From the file to the text of its pages.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use lopdf::{DecompressError, Document, LoadOptions, Object};

use super::{content::Interpreter, lines, tree};
use crate::{
    Error, ErrorKind, Result,
    capture::{Capture, Limits, MediaType, Warning},
};

/// What the parsing thread may use for its stack; objects nest up to a limit of the parser.
const STACK: usize = 32 << 20;

/// Reads the text layer on a thread of its own, so that a file that keeps the parser busy for ever
/// costs no more than the time it may take.
pub(super) fn read(bytes: Vec<u8>, limits: &Limits, may_take: Duration) -> Result<Capture> {
    let stop = Arc::new(AtomicBool::new(false));
    let (send, receive) = mpsc::sync_channel(1);
    let worker_stop = Arc::clone(&stop);
    let max_bytes = limits.max_bytes;
    thread::Builder::new()
        .name("pdf".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(|| {
                extract(&bytes, max_bytes, &worker_stop)
            }))
            .unwrap_or_else(|_| Err(Error::syntax("a broken PDF: its parser gave up")));
            // Nobody listens where time has run out.
            let _ = send.send(result);
        })
        .map_err(|e| Error::new(ErrorKind::Io, e.to_string()))?;
    match receive.recv_timeout(may_take) {
        Ok(result) => result,
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            Err(Error::syntax("a broken PDF: its parser gave up"))
        }
        Err(mpsc::RecvTimeoutError::Timeout) => {
            stop.store(true, Ordering::Relaxed);
            Err(Error::limit(format!(
                "reading the PDF took more than {} ms (max_millis)",
                limits.max_millis
            )))
        }
    }
}

fn extract(bytes: &[u8], max_bytes: u64, stop: &AtomicBool) -> Result<Capture> {
    let max = usize::try_from(max_bytes).unwrap_or(usize::MAX);
    let options = LoadOptions {
        max_decompressed_size: Some(max),
        ..LoadOptions::default()
    };
    let mut document = Document::load_mem_with_options(bytes, options).map_err(|e| error_of(&e))?;
    if document.is_encrypted() {
        return Err(Error::new(
            ErrorKind::Unsupported,
            "an encrypted PDF: it wants a password",
        ));
    }
    tree::resolve_filters(&mut document);
    let mut text = String::new();
    let mut images = Vec::new();
    let mut interpreter = Interpreter::new(&document, max, stop);
    let (pages, note) = tree::pages(&document);
    let mut warnings: Vec<Warning> = note
        .map(|message| Warning {
            offset: None,
            message: message.to_owned(),
        })
        .into_iter()
        .collect();
    for (nth, id) in pages.iter().enumerate() {
        let number = nth + 1;
        if stop.load(Ordering::Relaxed) {
            return Err(Error::cancelled());
        }
        if nth > 0 {
            text.push('\u{C}');
        }
        match interpreter.page(*id) {
            Ok(page) => {
                let before = text.len();
                lines::write(page.glyphs, &mut text);
                if text.len() == before && page.has_image {
                    images.push(number);
                }
                if page.unknown > 0 {
                    warnings.push(Warning {
                        offset: None,
                        message: format!(
                            "page {number}: {} characters without a known letter stand as U+FFFD",
                            page.unknown
                        ),
                    });
                }
            }
            Err(error) if error.kind() == ErrorKind::Limit => return Err(error),
            Err(error) => warnings.push(Warning {
                offset: None,
                message: format!("page {number}: {}", error.detail()),
            }),
        }
        if text.len() > max {
            return Err(Error::limit(format!(
                "the text layer is larger than the limit of {max_bytes} bytes (max_bytes)"
            )));
        }
    }
    if text.trim_matches(['\u{C}', '\n', ' ']).is_empty() {
        let detail = match (pages.len(), images.len()) {
            (0, _) => "a PDF without pages".to_owned(),
            (n, 0) => format!("a PDF without text on its {n} pages"),
            (n, _) => format!("a scanned PDF: images and no text on its {n} pages"),
        };
        return Err(Error::new(ErrorKind::Unsupported, detail));
    }
    if let Some(first) = images.first() {
        warnings.push(Warning {
            offset: None,
            message: format!(
                "{} of {} pages are images without text, page {first} the first",
                images.len(),
                pages.len()
            ),
        });
    }
    let mut capture = Capture::bare(MediaType::Pdf, text);
    capture.warnings = warnings;
    if let Some(info) = document
        .trailer
        .get(b"Info")
        .ok()
        .and_then(|info| document.dereference(info).ok())
        .and_then(|(_, info)| info.as_dict().ok())
    {
        for (key, name) in [
            (&b"Title"[..], "pdf-title"),
            (b"Author", "pdf-author"),
            (b"Subject", "pdf-subject"),
            (b"Creator", "pdf-creator"),
            (b"Producer", "pdf-producer"),
            (b"CreationDate", "pdf-created"),
        ] {
            let value = info
                .get(key)
                .ok()
                .and_then(|value| document.dereference(value).ok())
                .and_then(|(_, value)| match value {
                    Object::String(..) => lopdf::decode_text_string(value).ok(),
                    _ => None,
                });
            if let Some(value) = value.filter(|v| !v.trim().is_empty()) {
                capture.metadata.insert(name.to_owned(), value);
            }
        }
    }
    Ok(capture)
}

/// An error of the parser as one of this crate.
pub(super) fn error_of(error: &lopdf::Error) -> Error {
    match error {
        lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { limit }) => Error::limit(
            format!("a stream of the PDF is larger than the limit of {limit} bytes (max_bytes)"),
        ),
        lopdf::Error::InvalidPassword
        | lopdf::Error::Decryption(_)
        | lopdf::Error::UnsupportedSecurityHandler(_) => Error::new(
            ErrorKind::Unsupported,
            format!("an encrypted PDF that cannot be opened: {error}"),
        ),
        other => Error::syntax(format!("a broken PDF: {other}")),
    }
}
