//! The files of a dictionary: their headers, and what is in them.

use std::path::PathBuf;

use hashbrown::HashMap;

use super::dictionary::{Class, Entry, Unit};
use crate::{Error, ErrorKind, Result};

/// The size of a dictionary file, exclusive-or this, is its first number.
const MAGIC: u32 = 0xef71_8f77;
const VERSION: u32 = 102;
const HEADER: usize = 72;
/// How long the name of a class of characters is in `char.bin`.
const NAME: usize = 32;
/// `char.bin` has a class for every character of the basic plane but the last.
const CHARACTERS: usize = 0xffff;

pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
}

impl File {
    pub(super) fn wrong(&self, detail: impl Into<String>) -> Error {
        Error::syntax(detail).with_path(&self.path)
    }

    fn cut_short(&self) -> Error {
        self.wrong("not a file of a MeCab dictionary, or cut short")
    }

    /// The matrix: how long a row is, and all costs.
    pub(super) fn costs(&self) -> Result<(usize, Vec<i16>)> {
        let row = u16_at(&self.bytes, 0).map(usize::from);
        let rows = u16_at(&self.bytes, 2).map(usize::from);
        let (Some(row), Some(rows)) = (row, rows) else {
            return Err(self.cut_short());
        };
        let body = self.bytes.get(4..).unwrap_or_default();
        if body.is_empty() || body.len() != 2 * row * rows {
            return Err(self.cut_short());
        }
        let (pairs, _) = body.as_chunks::<2>();
        Ok((
            row,
            pairs.iter().map(|&pair| i16::from_le_bytes(pair)).collect(),
        ))
    }

    /// The names of the classes, and the classes of U+0000 to U+FFFE.
    pub(super) fn classes(&self) -> Result<(Vec<String>, Vec<Class>)> {
        let count = u32_at(&self.bytes, 0).and_then(|n| usize::try_from(n).ok());
        let count = count
            .filter(|&n| n > 0 && n <= 18)
            .ok_or_else(|| self.cut_short())?;
        let start = 4 + NAME * count;
        if self.bytes.len() != start + 4 * CHARACTERS {
            return Err(self.cut_short());
        }
        let (names, _) = self
            .bytes
            .get(4..start)
            .unwrap_or_default()
            .as_chunks::<NAME>();
        let (classes, _) = self.bytes.get(start..).unwrap_or_default().as_chunks::<4>();
        let names = names
            .iter()
            .map(|name| String::from_utf8_lossy(until_nul(name)).into_owned());
        let classes: Vec<_> = classes
            .iter()
            .map(|&n| Class(u32::from_le_bytes(n)))
            .collect();
        if classes.iter().any(|class| class.main() >= count) {
            return Err(self.wrong("a character has a class that is not listed"));
        }
        Ok((names.collect(), classes))
    }

    /// The parts of `sys.dic` or `unk.dic`, which must fit the matrix.
    pub(super) fn lexicon(&self, row: usize, costs: &[i16]) -> Result<Lexicon<'_>> {
        let bytes = &self.bytes;
        let number = |at: usize| u32_at(bytes, 4 * at).and_then(|n| usize::try_from(n).ok());
        let size = u32::try_from(bytes.len()).ok();
        if size.is_none() || bytes.len() < HEADER || u32_at(bytes, 0).map(|n| n ^ MAGIC) != size {
            return Err(self.cut_short());
        }
        let unsupported =
            |detail: String| Error::new(ErrorKind::Unsupported, detail).with_path(&self.path);
        let version = u32_at(bytes, 4).unwrap_or(0);
        if version != VERSION {
            return Err(unsupported(format!(
                "a MeCab dictionary of version {version}; only {VERSION} is read"
            )));
        }
        let charset = until_nul(bytes.get(40..HEADER).unwrap_or_default());
        if !charset.eq_ignore_ascii_case(b"utf-8") && !charset.eq_ignore_ascii_case(b"utf8") {
            let charset = String::from_utf8_lossy(charset);
            return Err(unsupported(format!(
                "a MeCab dictionary in {charset}; only UTF-8 is read"
            )));
        }
        let rows = costs.len().checked_div(row).unwrap_or(0);
        if (number(4), number(5)) != (Some(row), Some(rows)) {
            return Err(self.wrong("does not belong to the matrix.bin beside it"));
        }
        let mut rest = bytes.get(HEADER..).unwrap_or_default();
        let mut part = |at: usize| {
            let (part, after) = rest.split_at_checked(number(at)?)?;
            rest = after;
            Some(part)
        };
        match (part(6), part(7), part(8)) {
            (Some(trie), Some(tokens), Some(features)) => Ok(Lexicon {
                file: self,
                limits: (row, rows),
                trie,
                tokens,
                features,
            }),
            _ => Err(self.cut_short()),
        }
    }
}

pub(super) struct Lexicon<'f> {
    file: &'f File,
    /// How many right and left sides there are.
    limits: (usize, usize),
    trie: &'f [u8],
    tokens: &'f [u8],
    features: &'f [u8],
}

impl<'f> Lexicon<'f> {
    pub(super) fn trie(&self) -> Vec<Unit> {
        let (units, _) = self.trie.as_chunks::<8>();
        let unit = |&[a, b, c, d, e, f, g, h]: &[u8; 8]| Unit {
            base: i32::from_le_bytes([a, b, c, d]),
            check: u32::from_le_bytes([e, f, g, h]),
        };
        units.iter().map(unit).collect()
    }

    fn features(&self, token: &[u8; 16]) -> &'f [u8] {
        let at = u32_at(token, 8).and_then(|at| usize::try_from(at).ok());
        at.and_then(|at| self.features.get(at..))
            .map_or(&[], until_nul)
    }

    /// Which column of the features has the tag: the first that is all capitals in every row of
    /// `unk.dic`. It is the first in mecab-ko-dic and the eleventh in `HanDic`.
    pub(super) fn tag_column(&self) -> Result<usize> {
        let (tokens, _) = self.tokens.as_chunks::<16>();
        let is_tag = |tag: &[u8]| tag.len() > 1 && tag.iter().all(u8::is_ascii_uppercase);
        (0..16)
            .find(|&column| {
                tokens
                    .iter()
                    .all(|token| field(self.features(token), column).is_some_and(is_tag))
            })
            .filter(|_| !tokens.is_empty())
            .ok_or_else(|| {
                self.file
                    .wrong("no column has tags such as NNG: not a Korean dictionary")
            })
    }

    pub(super) fn entries(&self, tags: &mut Tags<'f>) -> Result<Vec<Entry>> {
        let (tokens, _) = self.tokens.as_chunks::<16>();
        let entry = |token: &[u8; 16]| {
            let number = |at| u16_at(token, at).unwrap_or(0);
            let (left, right) = (number(0), number(2));
            if usize::from(right) >= self.limits.0 || usize::from(left) >= self.limits.1 {
                return Err(self.file.wrong("an entry lies outside of the matrix"));
            }
            let penalty = tags.penalties.get(&number(4)).copied().unwrap_or(0);
            let tag = field(self.features(token), tags.column).unwrap_or_default();
            let tag = tags
                .number(tag)
                .ok_or_else(|| self.file.wrong("too many tags"))?;
            let cost = number(6).cast_signed();
            Ok(Entry {
                left,
                right,
                cost,
                penalty,
                tag,
            })
        };
        tokens.iter().map(entry).collect()
    }
}

/// Gives every tag a number.
pub(super) struct Tags<'f> {
    column: usize,
    penalties: &'f HashMap<u16, i16>,
    numbers: HashMap<Vec<u8>, u16>,
    pub(super) names: Vec<Box<str>>,
}

impl<'f> Tags<'f> {
    pub(super) fn new(column: usize, penalties: &'f HashMap<u16, i16>) -> Self {
        let (numbers, names) = (HashMap::new(), Vec::new());
        Tags {
            column,
            penalties,
            numbers,
            names,
        }
    }

    fn number(&mut self, tag: &[u8]) -> Option<u16> {
        if let Some(&number) = self.numbers.get(tag) {
            return Some(number);
        }
        let number = u16::try_from(self.names.len()).ok()?;
        self.names.push(String::from_utf8_lossy(tag).into());
        self.numbers.insert(tag.to_owned(), number);
        Some(number)
    }
}

/// A field of a line of comma-separated text, where quotation marks protect commas.
fn field(line: &[u8], column: usize) -> Option<&[u8]> {
    let mut quoted = false;
    let outside = |byte: &u8| {
        quoted ^= *byte == b'"';
        *byte == b',' && !quoted
    };
    line.split(outside).nth(column)
}

fn until_nul(bytes: &[u8]) -> &[u8] {
    memchr::memchr(0, bytes).map_or(bytes, |end| bytes.get(..end).unwrap_or_default())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    bytes.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    bytes.try_into().ok().map(u32::from_le_bytes)
}
