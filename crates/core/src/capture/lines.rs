//! Cutting a stream into records: lines, and JSON values that span lines.

use std::io::{self, BufRead, BufReader, Read};

use super::{
    compress::{Source, from_io},
    too_large,
};
use crate::Error;

/// Bytes of one record, and where it begins.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    pub(crate) offset: u64,
    pub(crate) bytes: Vec<u8>,
}

/// A record, or why there is none. The stream goes on after an error unless it is broken itself.
pub(crate) type RawResult = Result<Raw, Error>;

/// How offsets in a stream count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// As they come.
    Byte,
    /// The stream was transcoded from UTF-16: two bytes for each of its units.
    Utf16,
}

/// The lines of a stream, each at most `max_bytes` long.
pub(crate) struct Lines {
    stream: BufReader<Source>,
    offset: u64,
    max_bytes: u64,
    unit: Unit,
    ended: bool,
}

impl Lines {
    pub(crate) fn new(stream: Source, offset: u64, max_bytes: u64, unit: Unit) -> Self {
        Lines {
            stream: BufReader::with_capacity(256 << 10, stream),
            offset,
            max_bytes,
            unit,
            ended: false,
        }
    }

    /// Appends the next line with its end to `line`; `None` at the end of the stream.
    pub(crate) fn append(&mut self, line: &mut Vec<u8>) -> Option<Result<u64, Error>> {
        if self.ended {
            return None;
        }
        let start = self.offset;
        let before = line.len();
        let room = self.max_bytes.saturating_sub(before as u64) + 1;
        let read = self.stream.by_ref().take(room).read_until(b'\n', line);
        match read {
            Ok(0) => {
                self.ended = true;
                None
            }
            Ok(_) => {
                let new = line.get(before..).unwrap_or_default();
                self.offset += match self.unit {
                    Unit::Byte => new.len() as u64,
                    Unit::Utf16 => 2 * utf_16_len(new),
                };
                if line.len() as u64 > self.max_bytes {
                    line.truncate(before);
                    if let Err(error) = self.skip_line() {
                        self.ended = true;
                        return Some(Err(from_io(&error).with_offset(start)));
                    }
                    return Some(Err(
                        too_large("one record", self.max_bytes).with_offset(start)
                    ));
                }
                Some(Ok(start))
            }
            Err(error) => {
                self.ended = true;
                let at = start + (line.len() - before) as u64;
                Some(Err(from_io(&error).with_offset(at)))
            }
        }
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let end = memchr::memchr(b'\n', buffer);
            let used = end.map_or(buffer.len(), |at| at + 1);
            self.offset += match self.unit {
                Unit::Byte => used as u64,
                Unit::Utf16 => 2 * utf_16_len(buffer.get(..used).unwrap_or_default()),
            };
            self.stream.consume(used);
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

fn utf_16_len(utf_8: &[u8]) -> u64 {
    // Every character is one unit but those of four bytes, which are two.
    utf_8
        .iter()
        .map(|b| u64::from(b & 0xC0 != 0x80) + u64::from(*b >= 0xF0))
        .sum()
}

impl Iterator for Lines {
    type Item = RawResult;

    /// The next line that is not blank.
    fn next(&mut self) -> Option<RawResult> {
        loop {
            let mut bytes = Vec::new();
            match self.append(&mut bytes)? {
                Ok(_) if bytes.trim_ascii().is_empty() => {}
                Ok(offset) => return Some(Ok(Raw { offset, bytes })),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// How deep inside a JSON value a scan is.
#[derive(Clone, Copy, Debug, Default)]
struct Depth {
    open: usize,
    deepest: usize,
    in_string: bool,
    escaped: bool,
}

impl Depth {
    /// Takes one byte; `true` when it closes the value.
    fn step(&mut self, byte: u8) -> bool {
        if self.in_string {
            if self.escaped {
                self.escaped = false;
            } else if byte == b'\\' {
                self.escaped = true;
            } else if byte == b'"' {
                self.in_string = false;
            }
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => {
                self.open += 1;
                self.deepest = self.deepest.max(self.open);
            }
            b'}' | b']' => {
                self.open = self.open.saturating_sub(1);
                return self.open == 0;
            }
            _ => {}
        }
        false
    }
}

/// How deep the nesting of a JSON text is.
pub(crate) fn json_depth(bytes: &[u8]) -> usize {
    let mut depth = Depth::default();
    for &byte in bytes {
        depth.step(byte);
    }
    depth.deepest
}

/// The first JSON value of a text that begins with one, and whether it ends there.
pub(crate) fn split_json(text: &str) -> (&str, bool) {
    let mut depth = Depth::default();
    for (at, byte) in text.bytes().enumerate() {
        if depth.step(byte) {
            return (text.get(..=at).unwrap_or(text), true);
        }
    }
    (text, false)
}

/// The objects of a JSON array, or one after the other, each at most `max_bytes` long.
pub(crate) struct JsonValues {
    stream: io::Bytes<BufReader<Source>>,
    offset: u64,
    max_bytes: u64,
    unit: Unit,
    ended: bool,
    /// The opening brace of the next value, where an error was given before it.
    pending: Option<u64>,
}

impl JsonValues {
    pub(crate) fn new(stream: Source, offset: u64, max_bytes: u64, unit: Unit) -> Self {
        JsonValues {
            stream: BufReader::with_capacity(256 << 10, stream).bytes(),
            offset,
            max_bytes,
            unit,
            ended: false,
            pending: None,
        }
    }

    fn next_byte(&mut self) -> Option<Result<u8, Error>> {
        match self.stream.next()? {
            Ok(byte) => {
                self.offset += match self.unit {
                    Unit::Byte => 1,
                    Unit::Utf16 => 2 * utf_16_len(&[byte]),
                };
                Some(Ok(byte))
            }
            Err(error) => {
                self.ended = true;
                Some(Err(from_io(&error).with_offset(self.offset)))
            }
        }
    }
}

impl Iterator for JsonValues {
    type Item = RawResult;

    fn next(&mut self) -> Option<RawResult> {
        if self.ended {
            return None;
        }
        // Between values: white space, commas, the brackets of the array.
        let mut junk = None;
        let first = loop {
            if let Some(at) = self.pending.take() {
                break at;
            }
            let at = self.offset;
            match self.next_byte() {
                None => {
                    self.ended = true;
                    return junk.map(|at| Err(Error::syntax("no JSON").with_offset(at)));
                }
                Some(Err(error)) => return Some(Err(error)),
                Some(Ok(b'{')) => {
                    let Some(junk) = junk else { break at };
                    self.pending = Some(at);
                    return Some(Err(Error::syntax("no JSON").with_offset(junk)));
                }
                Some(Ok(b' ' | b'\t' | b'\r' | b'\n' | b',' | b'[' | b']')) => {}
                Some(Ok(_)) => {
                    junk.get_or_insert(at);
                }
            }
        };
        let mut bytes = vec![b'{'];
        let mut depth = Depth::default();
        depth.step(b'{');
        let mut too_long = false;
        loop {
            match self.next_byte() {
                None => {
                    self.ended = true;
                    return Some(Err(
                        Error::syntax("the JSON value does not end").with_offset(first)
                    ));
                }
                Some(Err(error)) => return Some(Err(error)),
                Some(Ok(byte)) => {
                    if bytes.len() as u64 >= self.max_bytes {
                        too_long = true;
                    } else {
                        bytes.push(byte);
                    }
                    if depth.step(byte) {
                        break;
                    }
                }
            }
        }
        Some(if too_long {
            Err(too_large("one record", self.max_bytes).with_offset(first))
        } else {
            Ok(Raw {
                offset: first,
                bytes,
            })
        })
    }
}
