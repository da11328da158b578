//! WARC: the records of a web archive that hold pages or texts.
//!
//! Read are `response`, `resource` and `conversion` records with HTML or plain text, answered with a
//! status of success. Everything else (requests, images, redirections) is no capture and is skipped
//! without being held in memory.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use encoding_rs::Encoding;
use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::{
    Capture, MediaType, Options, Warning,
    compress::{self, Source, from_io},
    encoding::{self, Hints},
    origin::Origin,
    sha256_hex, sniff, too_large,
};
use crate::{Error, ErrorKind, Result};

/// Longest head of a record or of an HTTP answer.
const MAX_HEADERS: usize = 1 << 20;

/// Header lines, names in lower case.
#[derive(Debug, Default)]
struct Headers(Vec<(String, String)>);

impl Headers {
    fn parse(lines: &str) -> Self {
        let mut headers: Vec<(String, String)> = Vec::new();
        for line in lines.lines() {
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = headers.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Headers(headers)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The captures of a WARC file.
pub(crate) struct Warc {
    stream: BufReader<Source>,
    offset: u64,
    number: usize,
    options: Options,
    hints: Hints,
    /// Whether offsets are those of the file on disk.
    unpacked: bool,
    ended: bool,
    /// Bytes left of the record that was begun.
    left: u64,
    /// The first line of a record that was met while looking for one.
    met: Option<(u64, Vec<u8>)>,
}

/// What a record came to.
enum Outcome {
    Capture(Box<Capture>),
    /// No page and no text.
    Skip,
}

impl Warc {
    pub(crate) fn new(stream: Source, unpacked: bool, hints: Hints, options: &Options) -> Self {
        Warc {
            stream: BufReader::with_capacity(128 << 10, stream),
            offset: 0,
            number: 0,
            options: options.clone(),
            hints,
            unpacked,
            ended: false,
            left: 0,
            met: None,
        }
    }

    /// One line with its end; empty at the end of the stream.
    fn line(&mut self) -> Result<Vec<u8>> {
        let mut line = Vec::new();
        self.stream
            .by_ref()
            .take(MAX_HEADERS as u64)
            .read_until(b'\n', &mut line)
            .map_err(|e| from_io(&e))?;
        self.offset += line.len() as u64;
        Ok(line)
    }

    /// Leaves what is left of the last record and finds the first line of the next. `Err` says that
    /// there was something else between; the search then goes on.
    fn next_version(&mut self) -> Result<Option<u64>> {
        if self.left > 0 {
            let skipped = io::copy(&mut self.stream.by_ref().take(self.left), &mut io::sink())
                .map_err(|e| from_io(&e))?;
            self.offset += skipped;
            let missing = self.left - skipped;
            self.left = 0;
            if missing > 0 {
                self.ended = true;
                return Err(Error::syntax(format!(
                    "the last record ends {missing} bytes early"
                )));
            }
        }
        if let Some((at, _)) = self.met.take() {
            return Ok(Some(at));
        }
        let mut lost = None;
        loop {
            let at = self.offset;
            let line = self.line()?;
            if line.is_empty() {
                self.ended = true;
                return match lost {
                    Some(at) => Err(Error::syntax("no WARC record").with_offset(at)),
                    None => Ok(None),
                };
            }
            if line.starts_with(b"WARC/") {
                let Some(lost) = lost else {
                    return Ok(Some(at));
                };
                self.met = Some((at, line));
                return Err(Error::syntax("no WARC record").with_offset(lost));
            }
            if !line.trim_ascii().is_empty() {
                lost.get_or_insert(at);
            }
        }
    }

    /// The header lines of a record.
    fn headers(&mut self) -> Result<Headers> {
        let mut block = Vec::new();
        loop {
            let line = self.line()?;
            if line.is_empty() {
                return Err(Error::syntax("the header of a record does not end"));
            }
            if line.trim_ascii().is_empty() {
                return Ok(Headers::parse(&String::from_utf8_lossy(&block)));
            }
            block.extend_from_slice(&line);
            if block.len() > MAX_HEADERS {
                return Err(Error::limit("the header of a record is longer than 1 MiB"));
            }
        }
    }

    /// Reads one record whose header begins at `start`.
    fn record(&mut self, start: u64) -> Result<Outcome> {
        let headers = self.headers()?;
        let length: u64 = headers
            .get("content-length")
            .and_then(|value| value.parse().ok())
            .ok_or_else(|| Error::syntax("a record without Content-Length"))?;
        self.left = length;
        let kind = headers
            .get("warc-type")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let content_type = headers.get("content-type").unwrap_or_default().to_owned();
        let is_http = content_type
            .to_ascii_lowercase()
            .starts_with("application/http");
        let (http, media) = match kind.as_str() {
            "response" if is_http => {
                let Some(http) = self.http_headers()? else {
                    return Ok(Outcome::Skip);
                };
                let media = http.get("content-type").unwrap_or_default().to_owned();
                (http, media)
            }
            "response" | "resource" | "conversion" => (Headers::default(), content_type),
            _ => return Ok(Outcome::Skip),
        };
        if !is_text_media(&media) || self.left == 0 {
            return Ok(Outcome::Skip);
        }
        let payload_at = self.offset;
        let max = self.options.limits.max_bytes;
        if self.left > max {
            return Err(too_large("one record", max));
        }
        let mut payload = Vec::new();
        let wanted = self.left;
        let read = self.stream.by_ref().take(wanted).read_to_end(&mut payload);
        self.offset += payload.len() as u64;
        self.left = wanted - payload.len() as u64;
        read.map_err(|e| from_io(&e))?;
        if self.left > 0 {
            let missing = self.left;
            self.left = 0;
            self.ended = true;
            return Err(Error::syntax(format!(
                "the last record ends {missing} bytes early"
            )));
        }
        let mut moved = false;
        let mut warnings = Vec::new();
        if http
            .get("transfer-encoding")
            .is_some_and(|v| v.to_ascii_lowercase().contains("chunked"))
        {
            // Some crawlers undo the chunks and leave the header.
            if let Some((whole, missing)) = unchunked(&payload) {
                payload = whole;
                moved = true;
                if let Some(missing) = missing {
                    let message = format!("the last chunk of the page ends {missing} bytes early");
                    warnings.push(Warning {
                        offset: None,
                        message,
                    });
                }
            }
        }
        let coding = http
            .get("content-encoding")
            .unwrap_or_default()
            .to_ascii_lowercase();
        if let Some(whole) = uncoded(&payload, &coding, max, &mut warnings)? {
            payload = whole;
            moved = true;
        }
        let declared = charset(&media);
        let looks_html = media.to_ascii_lowercase().contains("html");
        let (head_encoding, mark) = encoding::of_head(
            payload.get(..compress::HEAD).unwrap_or(&payload),
            Hints {
                transport: declared,
                ..self.hints
            },
        );
        let _ = mark;
        if head_encoding == encoding_rs::UTF_8
            && sniff::is_binary(payload.get(..4096).unwrap_or(&payload))
        {
            return Ok(Outcome::Skip);
        }
        let decoded = encoding::decode(
            payload,
            Hints {
                transport: declared,
                markup: true,
                ..self.hints
            },
        );
        let html = looks_html || sniff::is_html(&decoded.text);
        let mut capture = Capture::bare(
            if html {
                MediaType::Html
            } else {
                MediaType::Plain
            },
            decoded.text,
        );
        capture.sha256 = sha256_hex(capture.text.as_bytes());
        capture.offset = start;
        decoded.encoding.clone_into(&mut capture.encoding);
        capture.origin = if moved || !self.unpacked {
            Origin::Unknown
        } else {
            decoded.origin.shifted(payload_at)
        };
        warnings.extend(decoded.warnings.into_iter().map(|warning| Warning {
            offset: warning.offset.filter(|_| !moved).map(|at| at + payload_at),
            ..warning
        }));
        capture.warnings = warnings;
        for (name, from) in [
            ("url", "warc-target-uri"),
            ("captured", "warc-date"),
            ("warc-record-id", "warc-record-id"),
        ] {
            if let Some(value) = headers.get(from) {
                let value = value.trim_matches(['<', '>']).to_owned();
                capture.metadata.insert(name.to_owned(), value);
            }
        }
        for name in [
            "status",
            "content-type",
            "content-language",
            "last-modified",
        ] {
            if let Some(value) = http.get(name) {
                capture
                    .metadata
                    .insert(format!("http-{name}"), value.to_owned());
            }
        }
        Ok(Outcome::Capture(Box::new(capture)))
    }

    /// The head of an HTTP answer; `None` where it is no success. The status stands under `status`.
    fn http_headers(&mut self) -> Result<Option<Headers>> {
        let mut block = Vec::new();
        let mut status = None;
        loop {
            if self.left == 0 {
                return Ok(None);
            }
            let mut line = Vec::new();
            self.stream
                .by_ref()
                .take(self.left.min(MAX_HEADERS as u64))
                .read_until(b'\n', &mut line)
                .map_err(|e| from_io(&e))?;
            self.offset += line.len() as u64;
            self.left = self.left.saturating_sub(line.len() as u64);
            if line.is_empty() {
                return Err(Error::syntax("the last record ends early"));
            }
            if line.trim_ascii().is_empty() {
                break;
            }
            if status.is_none() {
                let text = String::from_utf8_lossy(&line).into_owned();
                let code = text
                    .split_ascii_whitespace()
                    .nth(1)
                    .unwrap_or_default()
                    .to_owned();
                status = Some(code);
                continue;
            }
            block.extend_from_slice(&line);
            if block.len() > MAX_HEADERS {
                return Err(Error::limit(
                    "the HTTP header of a record is longer than 1 MiB",
                ));
            }
        }
        let status = status.unwrap_or_default();
        if !status.starts_with('2') {
            return Ok(None);
        }
        let mut headers = Headers::parse(&String::from_utf8_lossy(&block));
        headers.0.push(("status".to_owned(), status));
        Ok(Some(headers))
    }
}

impl Iterator for Warc {
    type Item = Result<Capture>;

    fn next(&mut self) -> Option<Result<Capture>> {
        while !self.ended {
            let start = match self.next_version() {
                Ok(Some(start)) => start,
                Ok(None) => return None,
                Err(error) => {
                    // A broken stream does not come back.
                    if error.offset().is_none() {
                        self.ended = true;
                    }
                    self.number += 1;
                    let offset = error.offset().unwrap_or(self.offset);
                    return Some(Err(error.with_offset(offset)));
                }
            };
            match self.record(start) {
                Ok(Outcome::Skip) => {}
                Ok(Outcome::Capture(mut capture)) => {
                    capture.record = Some(self.number);
                    self.number += 1;
                    return Some(Ok(*capture));
                }
                Err(error) => {
                    self.number += 1;
                    if error.kind() == ErrorKind::Io {
                        self.ended = true;
                    }
                    return Some(Err(error.with_offset(start)));
                }
            }
        }
        None
    }
}

fn is_text_media(media: &str) -> bool {
    let media = media
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    matches!(
        media.as_str(),
        "" | "text/html" | "application/xhtml+xml" | "text/plain" | "text/xml" | "application/xml"
    )
}

/// The `charset` of a media type.
fn charset(media: &str) -> Option<&'static Encoding> {
    let lower = media.to_ascii_lowercase();
    let (_, value) = lower.split_once("charset=")?;
    let label = value.split(';').next()?.trim().trim_matches(['"', '\'']);
    Encoding::for_label(label.as_bytes())
}

/// Puts the chunks of a chunked body together, and says how many bytes the last one lacks; `None` if it is
/// not chunked.
fn unchunked(body: &[u8]) -> Option<(Vec<u8>, Option<usize>)> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let line = std::str::from_utf8(rest.get(..end)?).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = rest.get(end + 1..)?;
        if size == 0 {
            return Some((out, None));
        }
        let Some(chunk) = rest.get(..size) else {
            // Cut off: what is there is kept.
            out.extend_from_slice(rest);
            return Some((out, Some(size - rest.len())));
        };
        out.extend_from_slice(chunk);
        rest = rest.get(size..)?;
        rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))?;
        if rest.is_empty() {
            return Some((out, None));
        }
    }
}

/// Undoes the content coding of a body; `None` if there is none.
fn uncoded(
    body: &[u8],
    coding: &str,
    max: u64,
    warnings: &mut Vec<Warning>,
) -> Result<Option<Vec<u8>>> {
    let packed = body.starts_with(&[0x1F, 0x8B]) || body.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]);
    let owned = || Box::new(Cursor::new(body.to_vec()));
    let mut source: Source = match coding.trim() {
        "gzip" | "x-gzip" | "zstd" if packed => {
            let limits = super::Limits {
                max_layers: 2,
                ..super::Limits::default()
            };
            compress::unpack(owned(), "", &limits)?.stream
        }
        "deflate" => {
            // Servers send both forms under this name.
            let mut out = Vec::new();
            let zlib = ZlibDecoder::new(body).take(max + 1).read_to_end(&mut out);
            if zlib.is_ok() {
                Box::new(Cursor::new(out))
            } else {
                Box::new(DeflateDecoder::new(Cursor::new(body.to_vec())))
            }
        }
        "br" => {
            // Crawlers often store the decoded body and keep the header.
            if std::str::from_utf8(body.get(..body.len().min(512)).unwrap_or_default()).is_ok() {
                return Ok(None);
            }
            return Err(Error::new(
                ErrorKind::Unsupported,
                "brotli content is not supported; gzip, deflate and zstd are",
            ));
        }
        _ => return Ok(None),
    };
    let mut out = Vec::new();
    let read = source.by_ref().take(max + 1).read_to_end(&mut out);
    if out.len() as u64 > max {
        return Err(too_large("one record", max));
    }
    if let Err(error) = read {
        if out.is_empty() || error.get_ref().is_some_and(compress::is_limit) {
            return Err(from_io(&error));
        }
        warnings.push(Warning {
            offset: None,
            message: format!("the compressed body is cut off: {error}"),
        });
    }
    Ok(Some(out))
}
