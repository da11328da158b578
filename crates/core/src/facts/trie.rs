//! Names by their folded words, or by their letters: a trie in one table.
//!
//! A node is the hash of the way to it, so a million names are a table of numbers and are built in about
//! a second. Two ways with the same hash of 64 bits do not occur in practice.

use std::hash::{BuildHasherDefault, Hasher};

use hashbrown::HashMap;

use super::words::Word;

/// Hashes that are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = mix(self.0, u64::from(*b));
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// Names, each with a value. Several names may end at one node.
#[derive(Clone, Debug)]
pub(crate) struct Trie<T> {
    /// The way to a node → the number of its last value, 0 for none.
    nodes: HashMap<u64, u32, BuildHasherDefault<Identity>>,
    /// A value and the number of the one before it at the same node.
    values: Vec<(T, u32)>,
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Trie {
            nodes: HashMap::default(),
            values: Vec::new(),
        }
    }
}

/// A node on the way, and whether names end there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    way: u64,
    ends: u32,
}

impl Node {
    /// Where every name begins.
    pub(crate) const ROOT: Node = Node {
        way: 0x9e37_79b9_7f4a_7c15,
        ends: 0,
    };

    /// Whether a name ends here.
    pub(crate) fn is_end(self) -> bool {
        self.ends > 0
    }
}

impl<T: Copy> Trie<T> {
    /// Adds a name by the keys of its words or letters. A name without keys is not added.
    pub(crate) fn insert(&mut self, keys: impl IntoIterator<Item = u64>, value: T) {
        let mut way = Node::ROOT.way;
        for key in keys {
            way = mix(way, key);
            self.nodes.entry(way).or_insert(0);
        }
        if way == Node::ROOT.way {
            return;
        }
        let ends = self.nodes.entry(way).or_insert(0);
        self.values.push((value, *ends));
        *ends = u32::try_from(self.values.len()).unwrap_or(0);
    }

    /// The next node, if any name goes on so.
    pub(crate) fn step(&self, node: Node, key: u64) -> Option<Node> {
        let way = mix(node.way, key);
        let ends = *self.nodes.get(&way)?;
        Some(Node { way, ends })
    }

    /// The values of the names that end at a node, the last first.
    pub(crate) fn values(&self, node: Node) -> impl Iterator<Item = T> + '_ {
        let at = move |number: u32| {
            let index = usize::try_from(number).ok()?.checked_sub(1)?;
            self.values.get(index).copied()
        };
        std::iter::successors(at(node.ends), move |(_, before)| at(*before)).map(|(v, _)| v)
    }

    /// The longest name that begins with the first of some words, and how many of them it has. Marks and
    /// articles inside are passed over, but no comma.
    pub(crate) fn in_words(&self, words: &[Word], keys: &[Option<u64>]) -> Option<(usize, T)> {
        let mut node = Node::ROOT;
        let mut best = None;
        for (n, (word, key)) in words.iter().zip(keys).enumerate() {
            let Some(key) = key else {
                if n == 0 || word.lower == "," {
                    break;
                }
                continue;
            };
            let Some(next) = self.step(node, *key) else {
                break;
            };
            node = next;
            best = self.values(node).next().map(|v| (n + 1, v)).or(best);
        }
        best
    }

    /// The longest name that a text begins with by its letters, in bytes. `spaced`: spaces inside do not
    /// count.
    pub(crate) fn in_letters(&self, text: &str, spaced: bool) -> Option<(usize, T)> {
        let mut node = Node::ROOT;
        let mut best = None;
        for (at, c) in text.char_indices() {
            if spaced && c == ' ' && at > 0 {
                continue;
            }
            let Some(next) = self.step(node, letter_key(c)) else {
                break;
            };
            node = next;
            let end = at + c.len_utf8();
            best = self.values(node).next().map(|v| (end, v)).or(best);
        }
        best
    }
}

/// One step of a hash (the multiplication and the fold of wyhash).
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0xa076_1d64_78bd_642f) * u128::from(b ^ 0xe703_7ed1_a0b4_28db);
    let bytes = product.to_le_bytes();
    let (low, high) = bytes.split_at(8);
    let read = |half: &[u8]| {
        half.iter()
            .rev()
            .fold(0_u64, |n, b| (n << 8) | u64::from(*b))
    };
    read(low) ^ read(high)
}

/// The key of a letter.
pub(crate) fn letter_key(c: char) -> u64 {
    u64::from(u32::from(c)) + 1
}

/// Letters of a folded word at most; what is longer is compared by its beginning.
const LONGEST: usize = 48;

/// The key of an English word as names are compared: in small letters, without stops and hyphens,
/// without the ending of the plural, American and British spelling alike. None for marks, articles and
/// possessive endings, which names are compared without.
pub(crate) fn word_key(word: &str) -> Option<u64> {
    let mut letters = [0_u8; LONGEST];
    let mut length = 0;
    let mut wide = 0_u64;
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            '.' | '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '`' => {}
            c if c.is_ascii_alphanumeric() => {
                if let (Some(slot), Ok(byte)) = (letters.get_mut(length), u8::try_from(c)) {
                    *slot = byte;
                    length += 1;
                }
            }
            c if c.is_alphanumeric() => wide = mix(wide, letter_key(c)),
            _ => {}
        }
    }
    let folded = letters.get(..length).unwrap_or(&[]);
    if (folded.is_empty() && wide == 0) || matches!(word, "'s" | "’s") || folded == b"the" {
        return None;
    }
    let folded = spelling(singular(folded));
    let (stem, rest) = folded;
    let bytes = stem.iter().chain(rest);
    Some(bytes.fold(wide, |key, b| mix(key, u64::from(*b) + 1)))
}

/// A word without the `s` of the plural. It need not be a word: both sides are cut alike.
fn singular(word: &[u8]) -> &[u8] {
    match word {
        [.., b's' | b'u' | b'i', b's'] => word,
        [rest @ .., b's'] if rest.len() > 2 => rest,
        _ => word,
    }
}

/// British spelling as American where names differ, and common short forms as the whole word: the
/// beginning of the word and its end.
fn spelling(word: &[u8]) -> (&[u8], &'static [u8]) {
    const PAIRS: [(&[u8], &[u8]); 8] = [
        (b"defence", b"defense"),
        (b"centre", b"center"),
        (b"labour", b"labor"),
        (b"programme", b"program"),
        (b"organisation", b"organization"),
        (b"organisational", b"organizational"),
        (b"intl", b"international"),
        (b"dept", b"department"),
    ];
    match PAIRS.iter().find(|(british, _)| *british == word) {
        Some((_, american)) => (&[], american),
        None => (word, &[]),
    }
}
