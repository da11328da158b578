//! Names of states: which state a text speaks of.

use std::sync::OnceLock;

use super::{
    trie::{Trie, letter_key, word_key},
    words::Word,
};

/// Where the list comes from is said in it.
static LIST: &str = include_str!("lists/nations.txt");

/// How a state is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `Vendria`
    Name,
    /// `Vendrian`
    Adjective,
    /// `Tarsk`
    City,
}

/// A naming of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// Its code of ISO 3166-1; `EU` for Europe.
    pub(crate) code: [u8; 2],
    pub(crate) form: Form,
}

/// The list, ready to be looked up.
#[derive(Debug, Default)]
pub(crate) struct Nations {
    words: Trie<Named>,
    letters: Trie<Named>,
}

impl Nations {
    /// The list, read once.
    pub(crate) fn get() -> &'static Nations {
        static NATIONS: OnceLock<Nations> = OnceLock::new();
        NATIONS.get_or_init(|| {
            let mut nations = Nations::default();
            for line in LIST.lines().filter(|l| !l.starts_with('#')) {
                nations.read(line);
            }
            nations
        })
    }

    fn read(&mut self, line: &str) {
        let mut fields = line.split('|');
        let code = fields.next().unwrap_or("").as_bytes();
        let &[a, b] = code else { return };
        let code = [a, b];
        for form in [Form::Name, Form::Adjective, Form::City] {
            let names = fields.next().unwrap_or("").split(';');
            for name in names.filter(|n| !n.is_empty()) {
                let keys = name.split(['-', ' ']).filter_map(word_key);
                self.words.insert(keys, Named { code, form });
            }
        }
        let names = fields.next().unwrap_or("").split(';');
        for name in names.filter(|n| !n.is_empty()) {
            let keys = name.chars().map(letter_key);
            self.letters.insert(
                keys,
                Named {
                    code,
                    form: Form::Name,
                },
            );
        }
    }

    /// The longest name that begins with the first of some words, and how many of them it has.
    pub(crate) fn in_words(&self, words: &[Word], keys: &[Option<u64>]) -> Option<(usize, Named)> {
        self.words.in_words(words, keys)
    }

    /// The longest name in Hangul that a text begins with, in bytes.
    pub(crate) fn in_letters(&self, text: &str) -> Option<(usize, Named)> {
        self.letters.in_letters(text, false)
    }
}
