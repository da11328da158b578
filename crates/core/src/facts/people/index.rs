//! People of a pack by their names, and what can be told of a name from its form alone.

#![allow(dead_code, reason = "stand-in until people by form use it")]

use std::collections::BTreeMap;

use crate::pack::Pack;

/// A person of the pack: `id`, `dprk` (the name), `hangul`, `titles` and more.
pub(crate) type Known = crate::pack::Person;

/// People of a pack by the spellings and keys of their names.
#[derive(Debug, Default)]
pub(crate) struct Index {
    pack: Pack,
    exact: BTreeMap<String, Vec<usize>>,
}

impl Index {
    /// Indexes the people of a pack; without a pack, what is known of names in general is there.
    pub(crate) fn new(pack: &Pack) -> Self {
        let mut exact: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, person) in pack.people().iter().enumerate() {
            let spellings = person.variants.iter().chain(std::iter::once(&person.dprk));
            for spelling in spellings {
                let ids = exact.entry(key(spelling)).or_default();
                if ids.last() != Some(&number) {
                    ids.push(number);
                }
            }
        }
        Index {
            pack: pack.clone(),
            exact,
        }
    }

    /// The people that a full name in Latin letters or Hangul may mean: those with this very spelling,
    /// else those whose name it can spell. None for a name that the pack does not know; several for a
    /// name that several people bear, in the order of the pack.
    pub(crate) fn lookup(&self, name: &str) -> Vec<&Known> {
        let found = self.exact.get(&key(name)).map_or(&[][..], Vec::as_slice);
        let people = self.pack.people();
        found.iter().filter_map(|i| people.get(*i)).collect()
    }

    /// The person of an id.
    pub(crate) fn by_id(&self, id: &str) -> Option<&Known> {
        self.pack.people().iter().find(|p| p.id == id)
    }

    /// Which of several people a stated title and a day (ISO 8601) speak for.
    pub(crate) fn choose<'k>(
        &self,
        candidates: &[&'k Known],
        _title_words: &[&str],
        _date: Option<&str>,
    ) -> Choice<'k> {
        match candidates {
            [] => Choice::Nobody,
            [one] => Choice::One(one),
            several => Choice::Several(several.to_vec()),
        }
    }

    /// Whether a word is a Korean surname, in Latin letters (any spelling in use) or Hangul.
    pub(crate) fn is_surname(&self, word: &str) -> bool {
        let given = |s: &crate::pack::Surname| {
            s.hangul == word
                || s.dprk.eq_ignore_ascii_case(word)
                || s.other.iter().any(|o| o.eq_ignore_ascii_case(word))
        };
        self.pack.surnames().iter().any(given)
    }
}

/// What a title and a day decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice<'k> {
    /// The pack knows nobody of the name.
    Nobody,
    /// One person: the id may be given.
    One(&'k Known),
    /// One or several who may be meant: candidates, no id.
    Several(Vec<&'k Known>),
}

/// A key of a name: the same for spellings of one name, so that it can be the identity of a person
/// whom no pack knows.
pub(crate) fn key(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

/// Whether words are shaped like a Korean name in Latin letters: a surname and one or two syllables,
/// with or without hyphen, in either order.
pub(crate) fn is_korean_name(words: &[&str]) -> bool {
    let parts = words.iter().map(|w| w.split('-').count()).sum::<usize>();
    (2..=3).contains(&parts) && words.iter().all(|w| w.starts_with(char::is_uppercase))
}

/// Whether a word in Hangul is shaped like a full name: a surname of one or two syllables and a given
/// name of one or two.
pub(crate) fn is_hangul_name(word: &str) -> bool {
    (2..=5).contains(&word.chars().count()) && word.chars().all(|c| ('가'..='힣').contains(&c))
}
