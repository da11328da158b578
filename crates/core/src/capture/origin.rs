//! From spans of the decoded text back to the bytes of the file.

use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

use encoding_rs::Encoding;

use crate::text::Span;

/// How the text of a capture lies in its file.
#[derive(Clone, Debug, Default)]
pub(crate) enum Origin {
    /// Not at all: the text was unpacked or unescaped.
    #[default]
    Unknown,
    /// Byte for byte, from `at` on.
    Same { at: u64 },
    /// Decoded from the bytes that stand from `at` on.
    Encoded {
        at: u64,
        raw: Arc<[u8]>,
        encoding: &'static Encoding,
        map: OnceLock<Arc<Map>>,
    },
    /// Stretch by stretch, in different encodings.
    Pieces(Vec<Piece>),
}

/// A stretch of the text and how it lies in the file; its origin counts from its own start.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) text: Span,
    pub(crate) origin: Origin,
}

impl Origin {
    pub(crate) fn encoded(at: u64, raw: Arc<[u8]>, encoding: &'static Encoding) -> Self {
        Origin::Encoded {
            at,
            raw,
            encoding,
            map: OnceLock::new(),
        }
    }

    /// The same, `by` bytes further on in the file.
    pub(crate) fn shifted(mut self, by: u64) -> Self {
        match &mut self {
            Origin::Unknown => {}
            Origin::Pieces(pieces) => {
                for piece in pieces {
                    piece.origin = std::mem::take(&mut piece.origin).shifted(by);
                }
            }
            Origin::Same { at } | Origin::Encoded { at, .. } => *at += by,
        }
        self
    }

    pub(crate) fn raw_range(&self, span: Span) -> Option<Range<u64>> {
        match self {
            Origin::Unknown => None,
            Origin::Pieces(pieces) => {
                let last = pieces.len().checked_sub(1)?;
                let piece_at = |byte: usize| {
                    pieces.get(pieces.partition_point(|p| p.text.end <= byte).min(last))
                };
                let first = piece_at(span.start)?;
                let within = span.start - first.text.start;
                let start = first.origin.raw_range(Span::new(within, within))?.start;
                if span.is_empty() {
                    return Some(start..start);
                }
                let last = piece_at(span.end - 1)?;
                let end = Span::new(0, span.end - last.text.start);
                Some(start..last.origin.raw_range(end)?.end)
            }
            Origin::Same { at } => Some(at + span.start as u64..at + span.end as u64),
            Origin::Encoded {
                at,
                raw,
                encoding,
                map,
            } => {
                let map = map.get_or_init(|| Arc::new(Map::new(raw, encoding)));
                let start = map.raw_start(span.start);
                let end = if span.is_empty() {
                    start
                } else {
                    map.raw_end(span.end)
                };
                Some(at + start as u64..at + end as u64)
            }
        }
    }
}

/// A stretch of characters that are all `text_len` bytes in the text and `raw_len` bytes in the file.
#[derive(Clone, Copy, Debug)]
struct Run {
    text: usize,
    raw: usize,
    text_len: usize,
    raw_len: usize,
    count: usize,
}

/// The alignment of a decoded text with its bytes, in runs.
#[derive(Debug)]
pub(crate) struct Map {
    runs: Vec<Run>,
}

impl Map {
    /// Decodes once more, byte by byte, and notes which bytes each character came from.
    fn new(raw: &[u8], encoding: &'static Encoding) -> Self {
        let mut map = Map { runs: Vec::new() };
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut out = [0u8; 64];
        let (mut text, mut start) = (0, 0);
        for (at, byte) in raw.iter().enumerate() {
            let (_, _, written, _) =
                decoder.decode_to_utf8(std::slice::from_ref(byte), &mut out, false);
            let new = out.get(..written).unwrap_or_default();
            if new.is_empty() {
                continue;
            }
            // A broken sequence comes out together with the plain byte that broke it.
            if new.len() > 1 && byte.is_ascii() && new.last() == Some(byte) && at > start {
                map.push(text, start, new.len() - 1, at - start);
                map.push(text + new.len() - 1, at, 1, 1);
            } else {
                map.push(text, start, new.len(), at + 1 - start);
            }
            text += new.len();
            start = at + 1;
        }
        let (_, _, written, _) = decoder.decode_to_utf8(&[], &mut out, true);
        if written > 0 {
            map.push(text, start, written, raw.len() - start);
        }
        map
    }

    fn push(&mut self, text: usize, raw: usize, text_len: usize, raw_len: usize) {
        if let Some(run) = self.runs.last_mut()
            && run.text_len == text_len
            && run.raw_len == raw_len
        {
            run.count += 1;
            return;
        }
        self.runs.push(Run {
            text,
            raw,
            text_len,
            raw_len,
            count: 1,
        });
    }

    fn run_at(&self, text: usize) -> Option<Run> {
        let after = self.runs.partition_point(|run| run.text <= text);
        self.runs.get(after.checked_sub(1)?).copied()
    }

    /// Where the character that holds byte `text` begins in the file.
    fn raw_start(&self, text: usize) -> usize {
        self.run_at(text).map_or(0, |run| {
            let nth = ((text - run.text) / run.text_len.max(1)).min(run.count);
            run.raw + nth * run.raw_len
        })
    }

    /// Where the character that ends at or holds the byte before `text` ends in the file.
    fn raw_end(&self, text: usize) -> usize {
        self.run_at(text.saturating_sub(1)).map_or(0, |run| {
            let nth = (text - run.text)
                .div_ceil(run.text_len.max(1))
                .min(run.count);
            run.raw + nth * run.raw_len
        })
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{EUC_KR, SHIFT_JIS, UTF_8, UTF_16BE, WINDOWS_1252};

    use super::*;

    #[test]
    fn every_character_is_found_again() {
        let text = "타르스크 (Tarsk) 8월 2일 — 만세!";
        for encoding in [EUC_KR, UTF_8] {
            let (raw, _, lossy) = encoding.encode(text);
            let lossy = lossy && encoding == UTF_8;
            assert!(!lossy);
            let origin = Origin::encoded(10, raw.as_ref().into(), encoding);
            let decoded = encoding.decode_without_bom_handling(&raw).0;
            for (at, c) in decoded.char_indices() {
                let range = origin
                    .raw_range(Span::new(at, at + c.len_utf8()))
                    .expect("a range");
                let raw = &raw[range.start as usize - 10..range.end as usize - 10];
                assert_eq!(encoding.decode_without_bom_handling(raw).0, c.to_string());
            }
        }
    }

    #[test]
    fn broken_bytes_keep_their_neighbours_in_place() {
        for (encoding, raw) in [
            (UTF_8, &b"a\xe4\xb8A\xff\xffb\xe4"[..]),
            (EUC_KR, b"a\xb0 b\xb0\xa1c\xb0"),
            (SHIFT_JIS, b"a\x82\xa0\x82"),
            (WINDOWS_1252, b"caf\xe9 \x93x\x94"),
            (UTF_16BE, b"\0a\xd8\0\0b\0"),
        ] {
            let origin = Origin::encoded(0, raw.into(), encoding);
            let (decoded, _) = encoding.decode_without_bom_handling(raw);
            let mut last = 0;
            for (at, c) in decoded.char_indices() {
                let range = origin
                    .raw_range(Span::new(at, at + c.len_utf8()))
                    .expect("a range");
                assert!(
                    range.start >= last && range.end <= raw.len() as u64,
                    "{encoding:?}"
                );
                if c.is_ascii_alphabetic() && encoding != UTF_16BE {
                    assert_eq!(
                        raw[range.start as usize], c as u8,
                        "{encoding:?} {decoded:?}"
                    );
                    assert_eq!(range.end - range.start, 1);
                }
                last = range.start;
            }
        }
    }
}
