//! Type numbers: each distinct word of a chunk of text is a number, given in the order of first
//! occurrence.

use std::{hash::BuildHasher, sync::OnceLock};

use rayon::prelude::*;

use super::Column;

/// Distinct forms, each with a number from 0 in the order in which they were added: one string of all
/// forms and where each ends.
///
/// ```
/// use variorum::corpus::Vocabulary;
/// let mut vocabulary = Vocabulary::default();
/// let (the, party) = (vocabulary.push("the"), vocabulary.push("party"));
/// assert_eq!((vocabulary.form(the), vocabulary.form(party)), ("the", "party"));
/// assert_eq!(vocabulary.form(7), "");
/// assert_eq!(vocabulary.forms().collect::<Vec<_>>(), ["the", "party"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Forms that were numbered before those of `text`.
    stored: Option<Stored>,
    text: String,
    ends: Vec<usize>,
}

/// Forms in columns: their bytes one after the other, and one past the end of each.
#[derive(Clone, Debug)]
struct Stored {
    bytes: Column<u8>,
    ends: Column<u32>,
}

impl Stored {
    fn form(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let before = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.map_or(0, |&s| s as usize);
        // Checked here, since a file is not read to its end when it is opened.
        let form = self.bytes.get(start..end as usize).unwrap_or(&[]);
        Some(std::str::from_utf8(form).unwrap_or(""))
    }
}

impl Vocabulary {
    /// Forms that stand in columns, in a file that is mapped into memory for one: UTF-8, and one past
    /// the last byte of each. A form that does not fit is empty.
    ///
    /// ```
    /// use variorum::corpus::Vocabulary;
    /// let words = Vocabulary::of_columns(b"theparty".to_vec().into(), vec![3, 8].into());
    /// assert_eq!(words.form(1), "party");
    /// ```
    pub fn of_columns(bytes: Column<u8>, ends: Column<u32>) -> Self {
        Vocabulary {
            stored: Some(Stored { bytes, ends }),
            ..Vocabulary::default()
        }
    }

    /// How many forms stand in columns.
    fn first(&self) -> usize {
        self.stored.as_ref().map_or(0, |s| s.ends.len())
    }

    /// Adds a form, unchecked whether it is there already, and gives its number; `u32::MAX`, which
    /// is no number, and nothing is added, once there are that many.
    pub fn push(&mut self, form: &str) -> u32 {
        let id = u32::try_from(self.len()).unwrap_or(u32::MAX);
        if id < u32::MAX {
            self.text.push_str(form);
            self.ends.push(self.text.len());
        }
        id
    }

    /// A form by its number; empty for a number that is none.
    #[inline]
    pub fn form(&self, id: u32) -> &str {
        let mut at = id as usize;
        if let Some(stored) = &self.stored {
            match stored.form(at) {
                Some(form) => return form,
                None => at -= stored.ends.len(),
            }
        }
        let start = match at.checked_sub(1) {
            Some(before) => self.ends.get(before).copied(),
            None => Some(0),
        };
        start
            .zip(self.ends.get(at))
            .and_then(|(start, &end)| self.text.get(start..end))
            .unwrap_or("")
    }

    /// How many forms: the number of the next.
    #[inline]
    pub fn len(&self) -> usize {
        self.first() + self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All forms by number.
    pub fn forms(&self) -> impl ExactSizeIterator<Item = &str> + '_ {
        let count = u32::try_from(self.len()).unwrap_or(u32::MAX);
        (0..count).map(|id| self.form(id))
    }
}

impl PartialEq for Vocabulary {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.forms().eq(other.forms())
    }
}

impl<S: AsRef<str>> FromIterator<S> for Vocabulary {
    fn from_iter<I: IntoIterator<Item = S>>(forms: I) -> Self {
        let mut all = Vocabulary::default();
        for form in forms {
            all.push(form.as_ref());
        }
        all
    }
}

/// Keys of up to this many bytes are held in the table itself.
const SHORT: usize = 15;

/// What the table compares: for a form of up to 15 bytes its bytes and length, so that equal keys are
/// equal forms; for a longer one two hashes, and the forms are compared too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Key(u64, u64);

#[derive(Clone, Copy, Debug)]
struct Slot {
    key: Key,
    id: u32,
}

const FREE: Slot = Slot {
    key: Key(0, 0),
    id: u32::MAX,
};

/// Seeds, drawn once a process, that nobody can choose words against; no result depends on them.
fn seeds() -> (u64, u64) {
    static SEEDS: OnceLock<(u64, u64)> = OnceLock::new();
    *SEEDS.get_or_init(|| {
        let state = hashbrown::DefaultHashBuilder::default();
        (state.hash_one(1u8), state.hash_one(2u8) | 1)
    })
}

/// The low and the high half.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "that is what it is for")]
fn halves(both: u128) -> (u64, u64) {
    (both as u64, (both >> 64) as u64)
}

/// As many low bits of a hash as a machine word has.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "a mask follows")]
fn low_bits(hash: u64) -> usize {
    hash as usize
}

#[inline]
fn fold(a: u64, b: u64) -> u64 {
    let (low, high) = halves(u128::from(a) * u128::from(b));
    low ^ high
}

#[inline]
fn load<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at + N)?.try_into().ok()
}

impl Key {
    #[inline]
    fn of(form: &[u8], seeds: (u64, u64)) -> Self {
        let len = form.len();
        let (low, high) = match len {
            8..=SHORT => {
                let first = load(form, 0).map_or(0, u64::from_le_bytes);
                let last = load(form, len - 8).map_or(0, u64::from_le_bytes);
                // The last eight bytes without those that the first eight have.
                (first, (last >> 1) >> (8 * (SHORT + 1 - len) - 1))
            }
            4..8 => {
                let first = load(form, 0).map_or(0, u32::from_le_bytes);
                let last = load(form, len - 4).map_or(0, u32::from_le_bytes);
                (u64::from(first) | (u64::from(last) << (8 * (len - 4))), 0)
            }
            0..4 => (
                form.iter().rev().fold(0, |sum, &b| sum << 8 | u64::from(b)),
                0,
            ),
            _ => return Key::of_long(form, seeds),
        };
        Key(low, high | (len as u64) << 56)
    }

    #[cold]
    fn of_long(form: &[u8], (a, b): (u64, u64)) -> Self {
        let (low, high) = halves(xxhash_rust::xxh3::xxh3_128_with_seed(form, a ^ b));
        Key(low, high | 0xff << 56)
    }

    #[inline]
    fn is_short(self) -> bool {
        self.1 >> 56 <= SHORT as u64
    }

    #[inline]
    fn hash(self, (a, b): (u64, u64)) -> u64 {
        fold(fold(self.0 ^ a, b) ^ self.1, b)
    }
}

/// Gives the words of a chunk of text their numbers.
///
/// ```
/// use variorum::corpus::Interner;
/// let mut interner = Interner::default();
/// let ids: Vec<u32> = "the party and the people".split(' ').map(|w| interner.intern(w)).collect();
/// assert_eq!(ids, [0, 1, 2, 0, 3]);
/// assert_eq!(interner.get("people"), Some(3));
/// assert_eq!(interner.finish().form(1), "party");
/// ```
#[derive(Clone, Debug)]
pub struct Interner {
    vocabulary: Vocabulary,
    /// Open addressing with linear probing, never more than half full; a power of two.
    slots: Vec<Slot>,
    seeds: (u64, u64),
}

impl Default for Interner {
    fn default() -> Self {
        Interner::with_capacity(2048)
    }
}

impl Interner {
    /// An interner that need not grow for so many forms.
    pub fn with_capacity(forms: usize) -> Self {
        Interner {
            vocabulary: Vocabulary::default(),
            slots: vec![FREE; (forms.max(8) * 2).next_power_of_two()],
            seeds: seeds(),
        }
    }

    /// An interner that knows the forms of a vocabulary by the numbers they have there.
    pub fn from_vocabulary(vocabulary: Vocabulary) -> Self {
        let mut interner = Interner::with_capacity(vocabulary.len());
        for (id, form) in (0..).zip(vocabulary.forms()) {
            let key = Key::of(form.as_bytes(), interner.seeds);
            interner.insert(Slot { key, id });
        }
        interner.vocabulary = vocabulary;
        interner
    }

    /// The number of a form: that of its first occurrence, or the next. `u32::MAX` if there are no
    /// more numbers.
    #[inline]
    pub fn intern(&mut self, form: &str) -> u32 {
        let key = Key::of(form.as_bytes(), self.seeds);
        self.find(key, form)
            .unwrap_or_else(|at| self.add(key, at, form))
    }

    /// The number of a form that is known.
    pub fn get(&self, form: &str) -> Option<u32> {
        self.find(Key::of(form.as_bytes(), self.seeds), form).ok()
    }

    /// The forms so far.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The forms alone; the table is given up.
    pub fn finish(self) -> Vocabulary {
        self.vocabulary
    }

    /// The number of a key, or the free slot where it belongs.
    #[inline]
    fn find(&self, key: Key, form: &str) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut at = low_bits(key.hash(self.seeds)) & mask;
        while let Some(slot) = self.slots.get(at) {
            if slot.id == u32::MAX {
                break;
            }
            if slot.key == key && (key.is_short() || self.vocabulary.form(slot.id) == form) {
                return Ok(slot.id);
            }
            at = (at + 1) & mask;
        }
        Err(at)
    }

    #[cold]
    #[inline(never)]
    fn add(&mut self, key: Key, at: usize, form: &str) -> u32 {
        let id = self.vocabulary.push(form);
        if id == u32::MAX {
            return id;
        }
        if self.vocabulary.len() * 2 > self.slots.len() {
            let grown = vec![FREE; self.slots.len() * 2];
            for slot in std::mem::replace(&mut self.slots, grown) {
                if slot.id != u32::MAX {
                    self.insert(slot);
                }
            }
            self.insert(Slot { key, id });
        } else if let Some(slot) = self.slots.get_mut(at) {
            *slot = Slot { key, id };
        }
        id
    }

    /// Puts a form that is not in the table into it.
    fn insert(&mut self, new: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = low_bits(new.key.hash(self.seeds)) & mask;
        while self.slots.get(at).is_some_and(|s| s.id != u32::MAX) {
            at = (at + 1) & mask;
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = new;
        }
    }
}

/// The forms of one part of a table: the chunk and the number there where each occurs first; for each
/// chunk the numbers of its forms in the part.
type Part = (Vec<(u32, u32)>, Vec<Vec<u32>>);

/// Puts the vocabularies of chunks together, on all threads of the current pool: the forms in the order
/// of the chunks, then of their numbers there, and for each chunk the new number of each of its forms.
///
/// It is the same as interning the forms of all chunks one after the other.
///
/// ```
/// use variorum::corpus::{Interner, merge};
/// let chunk = |text: &str| {
///     let mut interner = Interner::default();
///     text.split(' ').for_each(|word| _ = interner.intern(word));
///     interner.finish()
/// };
/// let (all, maps) = merge(&[chunk("the party"), chunk("of the people")]);
/// assert_eq!(all.forms().collect::<Vec<_>>(), ["the", "party", "of", "people"]);
/// assert_eq!(maps, [vec![0, 1], vec![2, 0, 3]]);
/// ```
pub fn merge(chunks: &[Vocabulary]) -> (Vocabulary, Vec<Vec<u32>>) {
    let parts = rayon::current_num_threads()
        .clamp(1, 64)
        .next_power_of_two();
    let last_part = u8::try_from(parts - 1).unwrap_or(0);
    let seeds = seeds();
    // Which part of the table each form belongs to: other bits of the hash than those that the
    // tables use.
    let homes: Vec<Vec<u8>> = chunks
        .par_iter()
        .map(|chunk| {
            chunk
                .forms()
                .map(|form| {
                    let hash = Key::of(form.as_bytes(), seeds).hash(seeds);
                    hash.to_be_bytes()[0] & last_part
                })
                .collect()
        })
        .collect();
    // In each part, the forms by first occurrence: number there of each, and whether it is new.
    let interned: Vec<Part> = (0..parts)
        .into_par_iter()
        .map(|part| {
            let mut interner = Interner::default();
            let mut owners = Vec::new();
            let maps = (0u32..)
                .zip(chunks.iter().zip(&homes))
                .map(|(number, (chunk, homes))| {
                    (0u32..)
                        .zip(chunk.forms().zip(homes))
                        .filter(|(_, (_, home))| usize::from(**home) == part)
                        .map(|(local, (form, _))| {
                            let id = interner.intern(form);
                            if id as usize == owners.len() {
                                owners.push((number, local));
                            }
                            id
                        })
                        .collect()
                })
                .collect();
            (owners, maps)
        })
        .collect();
    let mut order: Vec<(u32, u32, u32, u32)> = interned
        .iter()
        .zip(0u32..)
        .flat_map(|((owners, _), part)| {
            owners
                .iter()
                .zip(0u32..)
                .map(move |(&(chunk, local), id)| (chunk, local, part, id))
        })
        .collect();
    order.par_sort_unstable();
    let mut vocabulary = Vocabulary::default();
    let mut numbers: Vec<Vec<u32>> = interned
        .iter()
        .map(|(owners, _)| vec![u32::MAX; owners.len()])
        .collect();
    for (chunk, local, part, id) in order {
        let form = chunks.get(chunk as usize).map_or("", |c| c.form(local));
        let slot = numbers
            .get_mut(part as usize)
            .and_then(|n| n.get_mut(id as usize));
        if let Some(slot) = slot {
            *slot = vocabulary.push(form);
        }
    }
    let maps = homes
        .par_iter()
        .enumerate()
        .map(|(chunk, homes)| {
            let mut streams: Vec<_> = interned
                .iter()
                .map(|(_, maps)| maps.get(chunk).map_or(&[][..], |m| m.as_slice()).iter())
                .collect();
            homes
                .iter()
                .map(|&home| {
                    let home = usize::from(home);
                    let id = streams.get_mut(home).and_then(Iterator::next);
                    id.zip(numbers.get(home))
                        .and_then(|(&id, numbers)| numbers.get(id as usize).copied())
                        .unwrap_or(u32::MAX)
                })
                .collect()
        })
        .collect();
    (vocabulary, maps)
}

#[cfg(test)]
mod tests {
    use hashbrown::HashMap;
    use proptest::prelude::*;

    use super::*;

    /// Numbers by first occurrence, with a standard map.
    fn plain<'w>(words: impl IntoIterator<Item = &'w str>) -> (Vec<u32>, Vec<&'w str>) {
        let (mut ids, mut forms) = (HashMap::new(), Vec::new());
        let numbers = words
            .into_iter()
            .map(|word| {
                *ids.entry(word).or_insert_with(|| {
                    forms.push(word);
                    forms.len() as u32 - 1
                })
            })
            .collect();
        (numbers, forms)
    }

    fn words() -> impl Strategy<Value = Vec<String>> {
        let word = prop_oneof!["[ab]{0,17}", "[a\\x00]{0,17}", "[가é]{0,9}", "\\PC{0,20}"];
        proptest::collection::vec(word, 0..200)
    }

    proptest! {
        #[test]
        fn numbers_are_those_of_first_occurrence(words in words()) {
            let mut interner = Interner::with_capacity(0);
            let found: Vec<u32> = words.iter().map(|w| interner.intern(w)).collect();
            let (ids, forms) = plain(words.iter().map(String::as_str));
            prop_assert_eq!(&found, &ids);
            prop_assert_eq!(interner.vocabulary().forms().collect::<Vec<_>>(), forms);
            let again = Interner::from_vocabulary(interner.finish());
            for (word, id) in words.iter().zip(ids) {
                prop_assert_eq!(again.get(word), Some(id));
            }
            prop_assert_eq!(again.get("no such word as this one"), None);
        }

        #[test]
        fn merging_is_interning_in_order(chunks in proptest::collection::vec(words(), 0..6), threads in 1usize..5) {
            let mut one = Interner::default();
            let (mut vocabularies, mut expected) = (Vec::new(), Vec::new());
            for chunk in &chunks {
                let mut interner = Interner::default();
                for word in chunk {
                    interner.intern(word);
                }
                let vocabulary = interner.finish();
                expected.push(vocabulary.forms().map(|form| one.intern(form)).collect::<Vec<_>>());
                vocabularies.push(vocabulary);
            }
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let (merged, maps) = pool.install(|| merge(&vocabularies));
            prop_assert_eq!(maps, expected);
            prop_assert_eq!(&merged, one.vocabulary());
        }
    }

    #[test]
    fn forms_in_columns_go_on() {
        let stored = Vocabulary::of_columns(b"the party".to_vec().into(), vec![3, 4, 9].into());
        let mut interner = Interner::from_vocabulary(stored);
        assert_eq!(interner.intern("party"), 2);
        assert_eq!(interner.intern("met"), 3);
        let words = interner.finish();
        assert_eq!(
            words.forms().collect::<Vec<_>>(),
            ["the", " ", "party", "met"]
        );
        // A column that is damaged gives empty forms.
        let damaged = Vocabulary::of_columns(b"\xff\xfe".to_vec().into(), vec![2, 9, 1].into());
        assert!(damaged.forms().all(str::is_empty));
    }
}
