//! Words by what they tell about a line, looked up by hash while a line is read.

use std::sync::LazyLock;

/// Classes of words, one bit each; the order is that of [`CLASSES`].
pub(super) type Classes = u32;

/// The names of the classes as `vocabulary.txt` has them.
pub(super) const CLASSES: [&str; 18] = [
    "stop",
    "said",
    "person",
    "nav",
    "social",
    "subscribe",
    "consent",
    "rights",
    "related",
    "comments",
    "adverts",
    "account",
    "commerce",
    "date",
    "author",
    "photo",
    "contact",
    "list",
];

/// The bit of words that carry no matter of their own (articles, prepositions).
pub(super) const STOP: Classes = 1;
/// The bits of words that open a part of the page which is not the article.
pub(super) const SECTION: Classes = 0b0_0111_1111_1000;

/// The hash of no word at all: the start of every word.
pub(super) const EMPTY: u32 = 0x811c_9dc5;

/// One more character of a word.
pub(super) fn hash_step(hash: u32, c: u32) -> u32 {
    (hash ^ c).wrapping_mul(0x0100_0193)
}

/// Spreads the bits of a word's hash.
pub(super) fn finish(hash: u32) -> u32 {
    let h = (hash ^ (hash >> 15)).wrapping_mul(0x85eb_ca6b);
    h ^ (h >> 13)
}

/// Two words that follow each other.
pub(super) fn pair(first: u32, second: u32) -> u32 {
    finish(
        first
            .rotate_left(7)
            .wrapping_mul(0x9e37_79b1)
            .wrapping_add(second),
    )
}

/// The hash of a word in lower case.
pub(super) fn hash_word(word: &str) -> u32 {
    let mut h = EMPTY;
    for c in word.chars() {
        h = hash_step(h, lower(c) as u32);
    }
    finish(h)
}

/// The lower-case form where it is one character; the character itself otherwise.
pub(super) fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut l = c.to_lowercase();
    match (l.next(), l.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

const BITS: u32 = 14;

/// A table of hashes with open addressing.
#[derive(Debug)]
pub(super) struct Vocabulary {
    slots: Vec<(u32, Classes)>,
    /// One bit for each [`mark`] of an entry: small enough to stay near the processor, it answers for
    /// nearly all words that are not there.
    marks: Vec<u64>,
    /// The same for the words that open a pair.
    openers: Vec<u64>,
}

/// How many bits of a hash choose its mark.
const MARK_BITS: u32 = 16;

/// The word of [`Vocabulary::marks`] and the bit in it that stand for a hash.
fn mark(hash: u32) -> (usize, u64) {
    let at = hash >> (32 - MARK_BITS);
    ((at >> 6) as usize, 1 << (at & 63))
}

static VOCABULARY: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::read(include_str!("vocabulary.txt")));

/// The words built in.
pub(super) fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

impl Vocabulary {
    fn read(source: &str) -> Self {
        let mut v = Vocabulary {
            slots: vec![(0, 0); 1 << BITS],
            marks: vec![0; 1 << (MARK_BITS - 6)],
            openers: vec![0; 1 << (MARK_BITS - 6)],
        };
        for line in source.lines().filter(|l| !l.starts_with('#')) {
            let Some((class, entries)) = line.split_once(':') else {
                continue;
            };
            let Some(bit) = CLASSES.iter().position(|c| *c == class) else {
                continue;
            };
            for entry in entries.split(',') {
                let mut words = super::scan::word_hashes(entry);
                let hash = match (words.next(), words.next()) {
                    (Some(a), Some(b)) => {
                        let (word, bit) = mark(a);
                        if let Some(openers) = v.openers.get_mut(word) {
                            *openers |= bit;
                        }
                        pair(a, b)
                    }
                    (Some(a), None) => a,
                    _ => continue,
                };
                v.insert(hash, 1 << bit);
            }
        }
        v
    }

    fn insert(&mut self, hash: u32, classes: Classes) {
        let (word, bit) = mark(hash);
        if let Some(marks) = self.marks.get_mut(word) {
            *marks |= bit;
        }
        // The file holds some 2,500 entries, a sixth of the table: a probe ends soon.
        let mask = (1usize << BITS) - 1;
        let mut at = hash as usize & mask;
        for _ in 0..=mask {
            if let Some(slot) = self.slots.get_mut(at)
                && (slot.1 == 0 || slot.0 == hash)
            {
                slot.0 = hash;
                slot.1 |= classes;
                return;
            }
            at = (at + 1) & mask;
        }
    }

    /// Whether a pair that is there may start with this word.
    pub(super) fn opens_pair(&self, hash: u32) -> bool {
        let (word, bit) = mark(hash);
        self.openers.get(word).is_some_and(|marks| marks & bit != 0)
    }

    /// The classes of a word's or a pair's hash; 0 if it is not there.
    pub(super) fn get(&self, hash: u32) -> Classes {
        let (word, bit) = mark(hash);
        if self.marks.get(word).is_none_or(|marks| marks & bit == 0) {
            return 0;
        }
        let mask = (1usize << BITS) - 1;
        let mut at = hash as usize & mask;
        while let Some(&(key, classes)) = self.slots.get(at) {
            if classes == 0 {
                return 0;
            }
            if key == hash {
                return classes;
            }
            at = (at + 1) & mask;
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_pairs_are_found() {
        let v = vocabulary();
        assert_eq!(v.get(hash_word("The")), STOP);
        let read_more = pair(hash_word("read"), hash_word("more"));
        assert_ne!(v.get(read_more) & SECTION, 0);
        assert_ne!(v.get(hash_word("무단전재")), 0);
        assert_eq!(v.get(hash_word("harbourmaster")), 0);
        let used = v.slots.iter().filter(|s| s.1 != 0).count();
        assert!(used > 1000 && used < 5000, "{used}");
    }
}
