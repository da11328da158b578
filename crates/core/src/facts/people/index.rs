//! People of a pack by their names, and what can be told of a name from its form alone.
//!
//! A name is looked up by its spelling first, then by what it can stand for: a Korean name in Latin
//! letters by the Hangul that it may be, another name by its key. So every romanisation of a name finds
//! its bearer, and 리영호 and 리용호, both `Ri Yong Ho`, are both found by that and each alone by Hangul.

mod choose;
mod key;
mod korean;
mod other;
mod spellings;
mod syllables;
#[cfg(test)]
mod tests;

use self::{
    choose::Weights,
    korean::{Reading, hangul_reading, northern, readings},
};
use crate::{
    pack::Pack,
    text::romanize::{System, is_hangul, name as romanized},
};

pub(crate) use self::{choose::Choice, key::key};

/// A person of the pack: `id`, `name`, `hangul`, `titles` and more.
pub(crate) type Known = crate::pack::Person;

/// Readings of a name that the pack has in Latin letters only, beyond which none is kept.
const MOST_READINGS: usize = 8;

/// Hashes of names with the numbers of the people who bear them, sorted. A million people with ten
/// spellings each take 160 MB.
#[derive(Debug, Default)]
struct Names(Vec<(u64, u32)>);

impl Names {
    fn add(&mut self, hash: u64, person: u32) {
        self.0.push((hash, person));
    }

    fn close(&mut self) {
        self.0.sort_unstable();
        self.0.dedup();
        self.0.shrink_to_fit();
    }

    fn find(&self, hash: u64, into: &mut Vec<u32>) {
        let start = self.0.partition_point(|(h, _)| *h < hash);
        let found = self.0.iter().skip(start).take_while(|(h, _)| *h == hash);
        into.extend(found.map(|(_, person)| *person));
    }
}

/// People of a pack by the spellings and readings of their names.
#[derive(Debug, Default)]
pub(crate) struct Index {
    pack: Pack,
    spelled: Names,
    meant: Names,
    weights: Weights,
}

impl Index {
    /// Indexes the people of a pack; without one, only what is known of names in general is there.
    pub(crate) fn new(pack: &Pack) -> Self {
        let mut index = Index {
            pack: pack.clone(),
            weights: Weights::new(pack.people()),
            ..Index::default()
        };
        for (number, person) in pack.people().iter().enumerate() {
            let Ok(number) = u32::try_from(number) else {
                break;
            };
            index.add(person, number);
        }
        index.spelled.close();
        index.meant.close();
        index
    }

    fn add(&mut self, person: &Known, number: u32) {
        let mut latin: Vec<(u64, &str)> = Vec::new();
        let mut has_hangul = false;
        for name in person.names() {
            let hash = spelling(name);
            self.spelled.add(hash, number);
            if !name.chars().any(is_hangul) {
                latin.push((hash, name));
                continue;
            }
            for system in [System::DprkPress, System::RokPress] {
                if let Some(name) = romanized(name, system) {
                    self.spelled.add(spelling(&name), number);
                }
            }
            if let Some(reading) = hangul_reading(name) {
                self.meant.add(meaning(reading), number);
                has_hangul = true;
            }
        }
        if !has_hangul {
            latin.sort_unstable();
            latin.dedup_by_key(|(hash, _)| *hash);
            for (_, name) in &latin {
                self.add_latin(name, number);
            }
        }
    }

    /// What a name can mean of which the pack has no Hangul.
    fn add_latin(&mut self, name: &str, number: u32) {
        let readings = readings(name);
        for reading in readings.iter().take(MOST_READINGS) {
            self.meant.add(meaning(*reading), number);
        }
        if !readings.is_empty() {
            return;
        }
        let words = other::words(name);
        self.meant.add(hash(&words.join("-")), number);
        if let Some(short) = other::short_key(&words) {
            self.meant.add(hash(&short), number);
        }
    }

    /// The people that a full name in Latin letters or Hangul may mean: those with this very spelling,
    /// else those whose name it can spell. None for a name that the pack does not know; several for a
    /// name that several people bear, in the order of the pack.
    pub(crate) fn lookup(&self, name: &str) -> Vec<&Known> {
        let mut found = Vec::new();
        self.spelled.find(spelling(name), &mut found);
        if found.is_empty() {
            self.find_meant(name, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        let people = self.pack.people();
        let person = |number: &u32| people.get(usize::try_from(*number).ok()?);
        found.iter().filter_map(person).collect()
    }

    /// Whether the pack has a name that is spelt so, spaces aside.
    pub(crate) fn spells(&self, name: &str) -> bool {
        let mut found = Vec::new();
        self.spelled.find(spelling(name), &mut found);
        !found.is_empty()
    }

    fn find_meant(&self, name: &str, found: &mut Vec<u32>) {
        let readings = match hangul_reading(name) {
            Some(reading) => vec![reading],
            None => readings(name),
        };
        for reading in &readings {
            self.meant.find(meaning(*reading), found);
        }
        if found.is_empty() {
            for reading in readings.iter().flat_map(|r| northern(*r)) {
                self.meant.find(meaning(reading), found);
            }
        }
        if !found.is_empty() || name.chars().any(is_hangul) {
            return;
        }
        let words = other::words(name);
        self.meant.find(hash(&words.join("-")), found);
        if found.is_empty()
            && other::is_short(&words)
            && let Some(short) = other::short_key(&words)
        {
            self.meant.find(hash(&short), found);
        }
    }

    /// Whether the field of the pack is known by this person, so that the name alone tells who is meant.
    pub(crate) fn is_leader(&self, person: &Known) -> bool {
        let field = self.pack.field();
        let mut known = field.leaders.iter().chain(&field.names);
        known.any(|name| person.names().any(|n| n == name))
    }
}

fn hash(text: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(text.as_bytes())
}

/// A spelling as it is compared: small, with spaces for hyphens, breves and apostrophes kept.
fn spelling(name: &str) -> u64 {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '-' | '‐' | '‑' | '–' | '.' => folded.push(' '),
            '’' | '‘' | '`' | 'ʼ' => folded.push('\''),
            c if c.is_whitespace() => folded.push(' '),
            c => folded.extend(c.to_lowercase()),
        }
    }
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    hash(&words.join(" "))
}

fn meaning(reading: Reading) -> u64 {
    let (surname, first, second) = reading.name();
    let second = second.map_or(0, |s| u64::from(s) + 1);
    let packed = u64::from(surname) << 48 | u64::from(first) << 24 | second;
    // Spread, so that no reading meets the hash of a spelling.
    xxhash_rust::xxh3::xxh3_64(&packed.to_le_bytes())
}

/// Whether words are shaped like a Korean name in Latin letters: a surname and one or two syllables of
/// given names, with or without hyphen, in either order.
pub(crate) fn is_korean_name(words: &[&str]) -> bool {
    korean::is_name(words)
}

/// Whether a word in Hangul is shaped like a full name: a surname of one or two syllables and a given
/// name of one or two.
pub(crate) fn is_hangul_name(word: &str) -> bool {
    korean::is_hangul_name(word)
}
