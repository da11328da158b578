//! General words about bodies: nouns that head their names, names without such a noun.

use hashbrown::HashMap;
use std::sync::OnceLock;

use crate::facts::{
    trie::{Trie, letter_key},
    words::cut,
};

static HEADS: &str = include_str!("heads.txt");
static KNOWN: &str = include_str!("known.txt");

/// What a word can be in the name of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Heads a name with a capital modifier or an of-tail (`Ministry`).
    Strong,
    /// Also alone (`Politburo`).
    Alone,
    /// Heads a name with a capital modifier; has other uses (`Group`).
    Weak,
    /// Ends the name of a company (`Inc.`).
    Company,
    /// Ends the name of a newspaper or station (`Post`).
    Press,
    /// A post or form of address.
    Title,
    /// A meeting, a paper or another thing of the body that it follows.
    Thing,
    /// Makes a place or a thing of the words before it.
    Place,
}

/// A name of the general list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// The full name of letters.
    pub(super) full: Option<&'static str>,
    /// Whether people write on it, so that `on` before it makes a place of it.
    pub(super) platform: bool,
}

/// The lists, ready to be looked up.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    roles: HashMap<&'static str, Role>,
    /// Known names by their words as written, with the full name of letters.
    known: Trie<Known>,
}

impl Lexicon {
    pub(super) fn get() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Lexicon::read)
    }

    fn read() -> Lexicon {
        let mut lexicon = Lexicon::default();
        for line in HEADS.lines().filter(|l| !l.starts_with('#')) {
            let mut words = line.split(' ');
            let role = match words.next() {
                Some("S") => Role::Strong,
                Some("A") => Role::Alone,
                Some("W") => Role::Weak,
                Some("C") => Role::Company,
                Some("P") => Role::Press,
                Some("T") => Role::Title,
                Some("E") => Role::Thing,
                _ => Role::Place,
            };
            lexicon.roles.extend(words.map(|w| (w, role)));
        }
        for line in KNOWN.lines().filter(|l| !l.starts_with('#')) {
            let platform = line.starts_with('~');
            let line = line.trim_start_matches('~');
            let (name, full) = match line.split_once('=') {
                Some((letters, full)) => (letters, Some(full)),
                None => (line, None),
            };
            let words = cut(name);
            let keys = words.iter().map(|span| exact_key(span.of(name)));
            lexicon.known.insert(keys, Known { full, platform });
        }
        lexicon
    }

    /// What a word, in small letters, can be.
    pub(super) fn role(&self, lower: &str) -> Option<Role> {
        self.roles.get(lower.trim_end_matches('.')).copied()
    }

    pub(super) fn known(&self) -> &Trie<Known> {
        &self.known
    }
}

/// The key of a word as it is written.
pub(super) fn exact_key(word: &str) -> u64 {
    let straight = |c: char| if c == '’' { '\'' } else { c };
    word.chars().fold(7, |key: u64, c| {
        key.wrapping_mul(0x0100_0000_01b3) ^ letter_key(straight(c))
    })
}
