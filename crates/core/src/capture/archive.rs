//! Archives of texts as streams of records: JSON Lines, JSON arrays, CSV and TSV.

use std::{borrow::Cow, collections::VecDeque, io::Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{
    Capture, Options, Warning,
    columns::{Cell, Record, TextColumn},
    compress::Source,
    csv::{Dialect, RawRow, Rows, unescaped},
    encoding::decode_part,
    json,
    lines::{JsonValues, Lines, Raw, RawResult, Unit},
};
use crate::{Error, Result};

/// How many bytes are read ahead at most where the first records have no text.
const READ_AHEAD: usize = 32 << 20;

/// How many records are looked at to find the column of the text, and how many bytes of them.
const SAMPLE_RECORDS: usize = 64;
const SAMPLE_BYTES: usize = 1 << 20;

/// A stream whose encoding is known, without its byte order mark.
pub(crate) struct Encoded {
    pub(crate) stream: Source,
    pub(crate) encoding: &'static Encoding,
    /// Bytes of the mark.
    pub(crate) mark: usize,
    /// Whether offsets are those of the file on disk.
    pub(crate) unpacked: bool,
}

impl Encoded {
    /// Cuts the stream into lines. Encodings that keep ASCII bytes apart are cut as they are and
    /// decoded cell by cell, so that offsets stay those of the file; UTF-16 is transcoded.
    fn prepare(mut self) -> Result<(Source, &'static Encoding, u64, Unit)> {
        let mut mark = vec![0; self.mark];
        self.stream
            .read_exact(&mut mark)
            .map_err(|e| super::compress::from_io(&e))?;
        let offset = self.mark as u64;
        if self.encoding == UTF_16LE || self.encoding == UTF_16BE {
            let stream = Transcoder::new(self.stream, self.encoding);
            return Ok((Box::new(stream), UTF_8, offset, Unit::Utf16));
        }
        Ok((self.stream, self.encoding, offset, Unit::Byte))
    }
}

/// UTF-16 to UTF-8, as a stream.
struct Transcoder {
    inner: Source,
    decoder: Decoder,
    input: Vec<u8>,
    pending: std::ops::Range<usize>,
    ended: bool,
    /// The decoder has given its last character and must not be asked again.
    finished: bool,
}

impl Transcoder {
    fn new(inner: Source, encoding: &'static Encoding) -> Self {
        Transcoder {
            inner,
            decoder: encoding.new_decoder_without_bom_handling(),
            input: vec![0; 64 << 10],
            pending: 0..0,
            ended: false,
            finished: false,
        }
    }
}

impl Read for Transcoder {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        if self.finished {
            return Ok(0);
        }
        // The decoder wants room for one character.
        if buf.len() < 8 {
            return Err(std::io::Error::other("buffer too small"));
        }
        loop {
            if self.pending.is_empty() && !self.ended {
                let n = self.inner.read(&mut self.input)?;
                self.pending = 0..n;
                self.ended = n == 0;
            }
            let input = self.input.get(self.pending.clone()).unwrap_or_default();
            let (result, read, written, _) = self.decoder.decode_to_utf8(input, buf, self.ended);
            self.pending.start += read;
            let over = self.ended && result == CoderResult::InputEmpty;
            self.finished = over;
            if written > 0 || over {
                return Ok(written);
            }
        }
    }
}

/// Captures of the records of a stream: the first ones are read ahead to find the column.
struct Records<I> {
    raws: I,
    ahead: VecDeque<RawResult>,
    encoding: &'static Encoding,
    column: TextColumn,
    number: usize,
    max_depth: usize,
    unpacked: bool,
}

/// JSON Lines (`lines`), or JSON values that span lines.
pub(crate) fn json(
    encoded: Encoded,
    lines: bool,
    options: &Options,
) -> Result<Box<dyn Iterator<Item = Result<Capture>> + Send>> {
    let unpacked = encoded.unpacked;
    let max = options.limits.max_bytes;
    let (stream, encoding, offset, unit) = encoded.prepare()?;
    let unpacked = unpacked && unit == Unit::Byte;
    if lines {
        let raws = Lines::new(stream, offset, max, unit);
        Ok(Box::new(Records::new(raws, encoding, unpacked, options)?))
    } else {
        let raws = JsonValues::new(stream, offset, max, unit);
        Ok(Box::new(Records::new(raws, encoding, unpacked, options)?))
    }
}

/// The column that holds the texts of these records. Where no record can be read there is nothing to choose; each
/// will say so itself.
fn column_of(
    raws: &VecDeque<RawResult>,
    encoding: &'static Encoding,
    options: &Options,
) -> Result<TextColumn> {
    let texts: Vec<Cow<'_, str>> = raws
        .iter()
        .flatten()
        .map(|raw| decode_part(&raw.bytes, encoding, 0, &mut Vec::new()))
        .collect();
    let depth = options.limits.max_depth;
    let records = texts
        .iter()
        .filter_map(|text| json::object(text, depth).ok());
    let sample: Vec<Record<'_>> = records.map(|(record, _)| record).collect();
    if sample.is_empty() {
        let name = options.text_column.as_deref().unwrap_or("text");
        return Ok(TextColumn::named(name));
    }
    TextColumn::choose(&sample, options)
}

impl<I: Iterator<Item = RawResult>> Records<I> {
    fn new(
        mut raws: I,
        encoding: &'static Encoding,
        unpacked: bool,
        options: &Options,
    ) -> Result<Self> {
        let mut ahead = VecDeque::new();
        let mut bytes = 0;
        while ahead.len() < SAMPLE_RECORDS && bytes < SAMPLE_BYTES {
            let Some(raw) = raws.next() else { break };
            bytes += raw.as_ref().map_or(0, |raw| raw.bytes.len());
            ahead.push_back(raw);
        }
        let max_depth = options.limits.max_depth;
        let mut column = column_of(&ahead, encoding, options);
        // Menus and lists may stand before the first text.
        while column.is_err() && bytes < READ_AHEAD {
            let from = ahead.len();
            for raw in raws.by_ref().take(from) {
                bytes += raw.as_ref().map_or(0, |raw| raw.bytes.len());
                ahead.push_back(raw);
            }
            if ahead.len() == from {
                break;
            }
            column = column_of(&ahead, encoding, options);
        }
        let column = column?;
        Ok(Records {
            raws,
            ahead,
            encoding,
            column,
            number: 0,
            max_depth,
            unpacked,
        })
    }

    fn read(&self, raw: &Raw, number: usize) -> Result<Capture> {
        let mut warnings = Vec::new();
        let line = raw.bytes.trim_ascii_end();
        let text = decode_part(line, self.encoding, raw.offset, &mut warnings);
        let as_is = matches!(text, Cow::Borrowed(_));
        let in_file = |error: Error| {
            let within = error.offset().unwrap_or(0);
            error.with_offset(raw.offset + within)
        };
        let mended;
        let (record, twice) = match json::object(&text, self.max_depth) {
            Ok(found) => found,
            Err(error) => {
                // Half a surrogate pair is no reason to lose a text.
                mended =
                    json::without_lone_surrogates(&text).ok_or_else(|| in_file(error.clone()))?;
                warnings.push(Warning {
                    offset: Some(raw.offset),
                    message: "half of a surrogate pair replaced by U+FFFD".to_owned(),
                });
                json::object(&mended, self.max_depth).map_err(in_file)?
            }
        };
        if let Some(name) = twice {
            warnings.push(Warning {
                offset: Some(raw.offset),
                message: format!("'{name}' stands twice in the record: the last value is taken"),
            });
        }
        let mut capture = self.column.capture(record, number, raw.offset, warnings)?;
        self.encoding.name().clone_into(&mut capture.encoding);
        if !(as_is && self.unpacked) {
            capture.origin = super::Origin::Unknown;
        }
        Ok(capture)
    }
}

impl<I: Iterator<Item = RawResult>> Iterator for Records<I> {
    type Item = Result<Capture>;

    fn next(&mut self) -> Option<Result<Capture>> {
        let raw = match self.ahead.pop_front() {
            Some(raw) => raw,
            None => self.raws.next()?,
        };
        let number = self.number;
        self.number += 1;
        Some(raw.and_then(|raw| self.read(&raw, number)))
    }
}

/// The rows of a table under its header.
struct Table {
    rows: Rows,
    ahead: VecDeque<Result<RawRow>>,
    header: Vec<String>,
    encoding: &'static Encoding,
    column: TextColumn,
    number: usize,
    unpacked: bool,
}

/// CSV and TSV.
pub(crate) fn csv(
    encoded: Encoded,
    dialect: Dialect,
    options: &Options,
) -> Result<Box<dyn Iterator<Item = Result<Capture>> + Send>> {
    let unpacked = encoded.unpacked;
    let (stream, encoding, offset, unit) = encoded.prepare()?;
    let lines = Lines::new(stream, offset, options.limits.max_bytes, unit);
    let mut rows = Rows::new(lines, dialect);
    let header = match rows.next() {
        Some(Ok(row)) => row,
        Some(Err(error)) => return Err(error),
        None => return Err(Error::syntax("no header")),
    };
    let names: Vec<String> = header
        .fields
        .iter()
        .map(|field| cell_text(&header.raw, *field, encoding, &mut Vec::new()).into_owned())
        .collect();
    rows.expect_width(names.len());
    let mut ahead = VecDeque::new();
    let mut bytes = 0;
    while ahead.len() < SAMPLE_RECORDS && bytes < SAMPLE_BYTES {
        let Some(row) = rows.next() else { break };
        bytes += row.as_ref().map_or(0, |row| row.raw.bytes.len());
        ahead.push_back(row);
    }
    let sample: Vec<Record<'_>> = ahead
        .iter()
        .flatten()
        .map(|row| record(&names, row, encoding, &mut Vec::new()))
        .collect();
    // A table without rows has no texts, and that is no fault of its header.
    let column = if sample.is_empty() {
        TextColumn::named(options.text_column.as_deref().unwrap_or("text"))
    } else {
        TextColumn::choose(&sample, options)?
    };
    drop(sample);
    Ok(Box::new(Table {
        rows,
        ahead,
        header: names,
        encoding,
        column,
        number: 0,
        unpacked: unpacked && unit == Unit::Byte && encoding == UTF_8,
    }))
}

fn cell_text<'a>(
    raw: &'a Raw,
    field: super::csv::Field,
    encoding: &'static Encoding,
    warnings: &mut Vec<Warning>,
) -> Cow<'a, str> {
    let content = raw.bytes.get(field.start..field.end).unwrap_or_default();
    let at = raw.offset + field.start as u64;
    if field.escaped {
        let content = unescaped(content);
        return Cow::Owned(decode_part(&content, encoding, at, warnings).into_owned());
    }
    decode_part(content, encoding, at, warnings)
}

fn record<'a>(
    names: &'a [String],
    row: &'a RawRow,
    encoding: &'static Encoding,
    warnings: &mut Vec<Warning>,
) -> Record<'a> {
    names
        .iter()
        .zip(&row.fields)
        .map(|(name, field)| {
            let text = cell_text(&row.raw, *field, encoding, warnings);
            let as_is = !field.escaped && matches!(text, Cow::Borrowed(_));
            let raw = as_is.then_some(field.start);
            (Cow::Borrowed(name.as_str()), Cell::Text { text, raw })
        })
        .collect()
}

impl Iterator for Table {
    type Item = Result<Capture>;

    fn next(&mut self) -> Option<Result<Capture>> {
        let row = match self.ahead.pop_front() {
            Some(row) => row,
            None => self.rows.next()?,
        };
        let number = self.number;
        self.number += 1;
        Some(row.and_then(|row| {
            let mut warnings = Vec::new();
            let record = record(&self.header, &row, self.encoding, &mut warnings);
            let mut capture = self
                .column
                .capture(record, number, row.raw.offset, warnings)?;
            self.encoding.name().clone_into(&mut capture.encoding);
            if !self.unpacked {
                capture.origin = super::Origin::Unknown;
            }
            Ok(capture)
        }))
    }
}
