//! Organs of a pack by all their names.

use super::lexicon::{Known, Lexicon, Role, exact_key};
use crate::{
    facts::{
        trie::{Node, Trie, letter_key, word_key},
        words::{Word, cut},
    },
    pack::Pack,
};

/// An organ of the pack.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) level: Option<u8>,
    pub(super) parent: Option<u32>,
    pub(super) class: bool,
}

/// A name of an organ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Its number among the organs.
    pub(super) organ: u32,
    /// Whether no other field has a body of this name.
    pub(super) distinct: bool,
    /// How it is written.
    case: Case,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// `party cell`: in any letter case.
    Lower,
    /// `Cabinet`: with its capital letter.
    Word,
    /// `Foreign Ministry`: several words, of which the press writes all in small letters.
    Words,
    /// `SPA`: in capital letters.
    Letters,
}

/// The organs of a pack.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) entries: Vec<Entry>,
    pub(super) words: Trie<Name>,
    pub(super) letters: Trie<Name>,
}

/// Letters of an abbreviation that is made of a name's initials, at least.
const INITIALS: usize = 3;

impl Index {
    pub(super) fn new(pack: &Pack) -> Self {
        let mut index = Index::default();
        let organs = pack.organs();
        let numbers: hashbrown::HashMap<&str, u32> = (0_u32..)
            .zip(organs)
            .map(|(n, o)| (o.id.as_str(), n))
            .collect();
        let distinct = &pack.field().distinct;
        // What a pack without a field knows is never doubted.
        let open = *pack.field() == crate::pack::Field::default();
        for (organ, number) in organs.iter().zip(0_u32..) {
            let name = organ.english.first().unwrap_or(&organ.hangul);
            index.entries.push(Entry {
                id: organ.id.clone(),
                name: name.clone(),
                kind: organ.kind.clone(),
                level: organ.level,
                parent: organ
                    .parent
                    .as_deref()
                    .and_then(|p| numbers.get(p).copied()),
                class: organ.class,
            });
            if organ.meeting {
                continue;
            }
            let is_distinct = |name: &str| {
                let letters = is_letters(name);
                open || organ.distinct && !letters
                    || distinct.iter().any(|d| name.contains(d.as_str()))
            };
            for name in &organ.english {
                let distinct = is_distinct(name);
                index.add(name, number, distinct);
                if let Some(letters) = initials(name) {
                    index.add(&letters, number, false);
                }
            }
            let hangul = std::iter::once(&organ.hangul).chain(&organ.hangul_variants);
            for name in hangul.filter(|n| !n.is_empty()) {
                let name_of = Name {
                    organ: number,
                    distinct: is_distinct(name),
                    case: Case::Lower,
                };
                let keys = name.chars().filter(|c| !c.is_whitespace());
                index.letters.insert(keys.map(letter_key), name_of);
            }
        }
        index
    }

    fn add(&mut self, name: &str, organ: u32, distinct: bool) {
        let words = cut(name);
        let keys = words.iter().filter_map(|span| word_key(span.of(name)));
        let case = if is_letters(name) {
            Case::Letters
        } else if !name.chars().any(char::is_uppercase) {
            Case::Lower
        } else if words.len() > 1 {
            Case::Words
        } else {
            Case::Word
        };
        self.words.insert(
            keys,
            Name {
                organ,
                distinct,
                case,
            },
        );
    }

    /// Whether a word alone is a name of a part (`Secretariat`), in any letter case.
    pub(super) fn is_part(&self, key: u64) -> bool {
        let node = self.words.step(Node::ROOT, key);
        node.is_some_and(|n| self.words.values(n).any(|name| name.case == Case::Word))
    }

    pub(super) fn entry(&self, number: u32) -> Option<&Entry> {
        self.entries.get(usize::try_from(number).ok()?)
    }

    /// The longest name that begins with the first of some words and is written as it should be: how
    /// many words, and where its organs are.
    pub(super) fn longest(
        &self,
        words: &[Word],
        keys: &[Option<u64>],
        linked: bool,
    ) -> Option<(usize, Node)> {
        let mut node = Node::ROOT;
        let mut best = None;
        for (n, (word, key)) in words.iter().zip(keys).enumerate() {
            let Some(key) = key else {
                if n == 0 || !is_skipped(words, n, word) {
                    break;
                }
                continue;
            };
            let Some(next) = self.words.step(node, *key) else {
                break;
            };
            node = next;
            let part = words.get(..=n).unwrap_or(&[]);
            let fits = |name: Name| (linked || name.distinct) && name.fits(part.iter());
            if node.is_end() && self.words.values(node).any(fits) {
                best = Some((n + 1, node));
            }
        }
        best
    }

    /// The names that are exactly these words, each organ once, in the order of the pack. `loose`: in any
    /// letter case, for a name whose words are not alone.
    pub(super) fn exact(&self, words: &[(&Word, u64)], loose: bool) -> Vec<Name> {
        let mut node = Node::ROOT;
        for (_, key) in words {
            match self.words.step(node, *key) {
                Some(next) => node = next,
                None => return Vec::new(),
            }
        }
        let fits =
            |name: Name| loose && name.case == Case::Word || name.fits(words.iter().map(|w| w.0));
        one_each(self.words.values(node).filter(|n| fits(*n)))
    }

    /// The names that are exactly these letters of Hangul.
    pub(super) fn exact_letters(&self, text: &str) -> Vec<Name> {
        let mut node = Node::ROOT;
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            match self.letters.step(node, letter_key(c)) {
                Some(next) => node = next,
                None => return Vec::new(),
            }
        }
        one_each(self.letters.values(node))
    }

    /// An organ of a kind (`ministry`): what is true of it is true of others of the kind.
    pub(super) fn of_kind(&self, kind: &str) -> Option<&Entry> {
        self.entries.iter().find(|e| e.kind == kind)
    }

    /// The organs over one, the nearest first. A pack whose parents go in a circle ends it.
    pub(super) fn chain(&self, organ: u32) -> Vec<u32> {
        let mut chain = Vec::new();
        let mut at = self.entry(organ).and_then(|e| e.parent);
        while let Some(number) = at {
            if number == organ || chain.contains(&number) {
                break;
            }
            chain.push(number);
            at = self.entry(number).and_then(|e| e.parent);
        }
        chain
    }

    pub(super) fn is_under(&self, organ: u32, over: u32) -> bool {
        organ == over || self.chain(organ).contains(&over)
    }
}

impl Name {
    /// Whether the words are written as the name is.
    fn fits<'w>(self, words: impl DoubleEndedIterator<Item = &'w Word> + Clone) -> bool {
        let named = || {
            let words = words.clone();
            words.filter(|w| !matches!(w.lower.as_str(), "'" | "'s" | "," | "." | "the" | "of"))
        };
        match self.case {
            Case::Lower => true,
            Case::Letters => named().all(|w| w.initials),
            Case::Word => named().all(|w| w.capital),
            Case::Words => {
                let capital = named().filter(|w| w.capital).count();
                let noun = || {
                    let last = &named().next_back()?.lower;
                    let lexicon = Lexicon::get();
                    let one = || lexicon.role(last.strip_suffix('s')?);
                    lexicon.role(last).or_else(one)
                };
                let body = matches!(noun(), Some(Role::Strong | Role::Alone | Role::Weak));
                // With the noun of a body in any letters (`primary Party committee`), or with its capitals.
                body || named().next_back().is_some_and(|w| w.capital) || capital > 1
            }
        }
    }
}

/// Each organ once, in the order of the pack.
fn one_each(names: impl Iterator<Item = Name>) -> Vec<Name> {
    let mut found: Vec<Name> = names.collect();
    found.sort_by_key(|n| (n.organ, !n.distinct));
    found.dedup_by_key(|n| n.organ);
    found
}

/// Marks that a name may have inside: of the possessive, and the comma after an abbreviation.
fn is_skipped(words: &[Word], n: usize, word: &Word) -> bool {
    match word.lower.as_str() {
        "'" | "'s" | "the" => true,
        "," | "." => {
            let before = n.checked_sub(1).and_then(|b| words.get(b));
            before.is_some_and(|w| w.lower.contains('.') || w.lower == "cc")
        }
        _ => false,
    }
}

/// Whether a name is an abbreviation: capital letters, no spaces.
fn is_letters(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_uppercase() || c == '.')
}

/// The initials of a name of several capital words.
fn initials(name: &str) -> Option<String> {
    let words = name
        .split(' ')
        .filter(|w| !matches!(*w, "of" | "the" | "for" | "and" | "in"));
    let mut letters = String::new();
    for word in words {
        let first = word.chars().next().filter(char::is_ascii_uppercase)?;
        letters.push(first);
    }
    (letters.len() >= INITIALS).then_some(letters)
}

/// The longest known name that begins with the first of some words, as it is written.
pub(super) fn known(words: &[Word], text: &str) -> Option<(usize, Known)> {
    let trie = Lexicon::get().known();
    let mut node = Node::ROOT;
    let mut best = None;
    for (n, word) in words.iter().enumerate() {
        let Some(next) = trie.step(node, exact_key(word.span.of(text))) else {
            break;
        };
        node = next;
        if node.is_end() {
            best = trie.values(node).next().map(|known| (n + 1, known));
        }
    }
    best
}
