//! A compiled dictionary of `MeCab`, read from its folder: `sys.dic`, `unk.dic`, `matrix.bin`,
//! `char.bin` and the penalties in `dicrc`.
//!
//! The files are those that `mecab-dict-index` of `MeCab` 0.996 writes (dictionary version 102), little
//! endian. `sys.dic` and `unk.dic`: a header of ten 32-bit numbers and the charset, then a double array
//! (Aoe 1989) from spellings to entries, the entries, and their features as comma-separated text.
//! `matrix.bin`: what it costs that an entry follows another. `char.bin`: the classes of characters.

use std::{fs, io, ops::Range, path::Path};

use hashbrown::HashMap;
use xxhash_rust::xxh3::Xxh3;

use super::file::{File, Tags};
use crate::{Error, ErrorKind, Result};

/// A word of the dictionary, or of what stands for unknown words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it is to the word before it: a row of the matrix.
    pub(super) left: u16,
    /// What it is to the word after it: a column of the matrix.
    pub(super) right: u16,
    pub(super) cost: i16,
    /// What it costs more if white space stands before it: particles and endings follow without any.
    pub(super) penalty: i16,
    /// Number of its tag.
    pub(super) tag: u16,
}

/// The classes that a character belongs to, and how a run of it makes an unknown word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Class(pub(super) u32);

impl Class {
    /// Whether they have a class in common.
    pub(super) fn is_like(self, other: Class) -> bool {
        self.0 & other.0 & 0x3_ffff != 0
    }

    /// The class whose unknown words it makes.
    pub(super) fn main(self) -> usize {
        (self.0 >> 18 & 0xff) as usize
    }

    /// Up to how many characters an unknown word is tried at.
    pub(super) fn length(self) -> usize {
        (self.0 >> 26 & 0xf) as usize
    }

    /// Whether a whole run is tried as one unknown word.
    pub(super) fn groups(self) -> bool {
        self.0 >> 30 & 1 == 1
    }

    /// Whether unknown words are tried although the dictionary knows some.
    pub(super) fn always(self) -> bool {
        self.0 >> 31 == 1
    }

    fn of(main: usize) -> Class {
        let main = u32::try_from(main & 0xff).unwrap_or(0);
        Class(1u32.checked_shl(main).unwrap_or(0) & 0x3_ffff | main << 18)
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub(super) base: i32,
    pub(super) check: u32,
}

pub(super) struct Dictionary {
    trie: Vec<Unit>,
    entries: Vec<Entry>,
    unknown: Vec<Entry>,
    /// Per class, which of `unknown` are its.
    unknown_of: Vec<Range<usize>>,
    classes: Vec<Class>,
    space: Class,
    costs: Vec<i16>,
    /// How many numbers a row of `costs` has.
    row: usize,
    tags: Vec<Box<str>>,
    /// Whether words are spelt in conjoining letters (U+1100 on) instead of syllables.
    pub(super) jamo: bool,
    pub(super) name: String,
    pub(super) version: String,
}

impl Dictionary {
    pub(super) fn open(folder: &Path) -> Result<Self> {
        if !folder.is_dir() {
            return Err(
                Error::new(ErrorKind::Io, "no such folder of a Korean dictionary")
                    .with_path(folder),
            );
        }
        let mut digest = Xxh3::new();
        let mut read = |name: &str| {
            let path = folder.join(name);
            let bytes = fs::read(&path).map_err(|error| missing(&path, &error))?;
            digest.update(&bytes);
            Ok::<_, Error>(File { path, bytes })
        };
        let (system, unknown) = (read("sys.dic")?, read("unk.dic")?);
        let (matrix, classes, settings) = (read("matrix.bin")?, read("char.bin")?, read("dicrc")?);

        let (row, costs) = matrix.costs()?;
        let settings = String::from_utf8_lossy(&settings.bytes).into_owned();
        let penalties =
            penalties(&settings).map_err(|error| error.with_path(folder.join("dicrc")))?;
        let (names, mut classes) = classes.classes()?;
        let space = names.iter().position(|name| name == "SPACE").unwrap_or(0);
        let other = names.iter().position(|name| name == "DEFAULT").unwrap_or(0);
        let (space, other) = (Class::of(space), Class::of(other));
        // White space is what Unicode says it is: so no word ever starts with any.
        for (class, code) in classes.iter_mut().zip(0u32..) {
            if char::from_u32(code).is_some_and(char::is_whitespace) {
                *class = space;
            } else if class.is_like(space) {
                *class = other;
            }
        }

        let lexicon = unknown.lexicon(row, &costs)?;
        let mut tags = Tags::new(lexicon.tag_column()?, &penalties);
        let unknown_entries = lexicon.entries(&mut tags)?;
        let trie = lexicon.trie();
        let unknown_of = names
            .iter()
            .map(|name| {
                exact(&trie, name.as_bytes())
                    .filter(|range| {
                        unknown_entries
                            .get(range.clone())
                            .is_some_and(|e| !e.is_empty())
                    })
                    .ok_or_else(|| unknown.wrong(format!("no unknown words of the class {name}")))
            })
            .collect::<Result<Vec<_>>>()?;

        let lexicon = system.lexicon(row, &costs)?;
        let entries = lexicon.entries(&mut tags)?;
        let trie = lexicon.trie();
        let jamo = exact(&trie, "이".as_bytes()).is_none()
            && exact(&trie, "\u{110b}\u{1175}".as_bytes()).is_some();
        let release = fs::read_to_string(folder.join("version")).unwrap_or_default();
        let version = format!("{} xxh3-{:016x}", release.trim(), digest.digest());
        Ok(Dictionary {
            trie,
            entries,
            unknown: unknown_entries,
            unknown_of,
            classes,
            space,
            costs,
            row,
            tags: tags.names,
            jamo,
            name: title(&settings).unwrap_or("mecab").to_owned(),
            version: version.trim_start().to_owned(),
        })
    }

    /// The entries that `key` starts with, the shortest first, each with its length in bytes.
    pub(super) fn prefixes(&self, key: &[u8], found: impl FnMut(usize, &[Entry])) {
        let mut found = found;
        prefixes(&self.trie, key, |length, range| {
            found(length, self.entries.get(range).unwrap_or_default());
        });
    }

    /// The entries that stand for an unknown word that starts with a character of this class.
    pub(super) fn unknown(&self, class: Class) -> &[Entry] {
        self.unknown_of
            .get(class.main())
            .and_then(|range| self.unknown.get(range.clone()))
            .unwrap_or_default()
    }

    pub(super) fn class(&self, c: char) -> Class {
        // What lies outside the basic plane counts as U+0000, as in MeCab.
        let known = self.classes.get(c as usize).or(self.classes.first());
        known.copied().unwrap_or(self.space)
    }

    pub(super) fn is_space(&self, class: Class) -> bool {
        class == self.space
    }

    /// What it costs that an entry of this left side follows one of that right side.
    pub(super) fn cost(&self, right: u16, left: u16) -> i32 {
        let at = usize::from(right) + self.row * usize::from(left);
        self.costs.get(at).copied().map_or(0, i32::from)
    }

    pub(super) fn tag(&self, number: u16) -> &str {
        self.tags.get(usize::from(number)).map_or("", |tag| tag)
    }
}

/// Says which file is not there, and what the folder should be.
fn missing(path: &Path, error: &io::Error) -> Error {
    if error.kind() == io::ErrorKind::NotFound {
        let detail = "not there: the folder must hold a compiled MeCab dictionary (sys.dic, unk.dic, \
                      matrix.bin, char.bin, dicrc)";
        return Error::new(ErrorKind::Io, detail).with_path(path);
    }
    Error::io(path, error)
}

/// The name in the line `; Configuration file of NAME` that dictionaries of `MeCab` begin with.
fn title(settings: &str) -> Option<&str> {
    let mut lines = settings.lines();
    lines.find_map(|line| Some(line.split_once("Configuration file of ")?.1.trim()))
}

/// `left-space-penalty-factor` of mecab-ko: numbers of parts of speech, each with its penalty.
fn penalties(settings: &str) -> Result<HashMap<u16, i16>> {
    let value = settings
        .lines()
        .filter_map(|line| line.split_once('='))
        .find(|(key, _)| key.trim() == "left-space-penalty-factor")
        .map_or("", |(_, value)| value.trim());
    let wrong = || {
        Error::syntax(format!(
            "left-space-penalty-factor: `{value}` is no list of pairs"
        ))
    };
    let mut out = HashMap::new();
    let mut parts = value
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    while let Some(part) = parts.next() {
        let (Ok(part), Some(Ok(penalty))) = (part.parse(), parts.next().map(str::parse)) else {
            return Err(wrong());
        };
        // The first of a part of speech counts, as in mecab-ko.
        out.entry(part).or_insert(penalty);
    }
    Ok(out)
}

/// Walks the double array along `key`; a leaf holds the first entry and, in the low byte, how many
/// there are.
fn prefixes(trie: &[Unit], key: &[u8], mut found: impl FnMut(usize, Range<usize>)) {
    let child = |base: i32, code: usize| {
        let at = usize::try_from(base).ok()?.checked_add(code)?;
        trie.get(at)
            .filter(|unit| unit.check == base.cast_unsigned())
    };
    let Some(mut base) = trie.first().map(|root| root.base) else {
        return;
    };
    let mut bytes = key.iter();
    for length in 0.. {
        if let Some(leaf) = child(base, 0)
            && leaf.base < 0
            && let Ok(value) = usize::try_from(-(i64::from(leaf.base) + 1))
        {
            found(length, value >> 8..(value >> 8) + (value & 0xff));
        }
        let next = bytes
            .next()
            .and_then(|&byte| child(base, usize::from(byte) + 1));
        let Some(next) = next else { return };
        base = next.base;
    }
}

/// The entries of exactly this spelling.
fn exact(trie: &[Unit], key: &[u8]) -> Option<Range<usize>> {
    let mut out = None;
    prefixes(trie, key, |length, range| {
        if length == key.len() {
            out = Some(range);
        }
    });
    out
}
