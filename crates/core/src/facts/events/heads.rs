//! Words that events are named with (`heads.txt`).

use hashbrown::{HashMap, HashSet};
use std::sync::OnceLock;

/// What makes a mention specific enough to name an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// People come together under a name, a number or an organ.
    Meeting,
    /// Sides talk with each other.
    Talks,
    /// Somebody goes somewhere.
    Visit,
    /// A weapon or rocket is tried or sent up.
    Test,
    /// Armed forces practise.
    Drill,
    /// Somebody is elected.
    Election,
    /// Something is opened, honoured or celebrated.
    Ceremony,
    /// Something is shown.
    Show,
    /// Only what a pack names.
    Named,
}

/// A noun that names events.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// The kind, for events that no pack knows.
    pub(super) kind: &'static str,
    pub(super) class: Class,
    /// Words before the last one (`plenary` of `plenary meeting`).
    pub(super) before: Vec<&'static str>,
    pub(super) plural: bool,
}

/// Sets of words.
#[derive(Debug, Default)]
pub(super) struct Words {
    heads: HashMap<String, Vec<Head>>,
    sets: HashMap<&'static str, HashSet<&'static str>>,
}

/// The words of the engine.
pub(super) fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words::read(include_str!("heads.txt")))
}

pub(super) fn class(name: &str) -> Option<Class> {
    Some(match name {
        "meeting" => Class::Meeting,
        "talks" => Class::Talks,
        "visit" => Class::Visit,
        "test" => Class::Test,
        "drill" => Class::Drill,
        "election" => Class::Election,
        "ceremony" => Class::Ceremony,
        "show" => Class::Show,
        "named" => Class::Named,
        _ => return None,
    })
}

impl Words {
    fn read(text: &'static str) -> Self {
        let mut out = Words::default();
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let mut parts = line.split_whitespace();
            let Some(kind) = parts.next() else { continue };
            match parts.next() {
                Some("=") => out.sets.entry(kind).or_default().extend(parts),
                Some(name) => {
                    if let Some(class) = class(name) {
                        for noun in parts {
                            out.noun(kind, class, noun);
                        }
                    }
                }
                None => {}
            }
        }
        for heads in out.heads.values_mut() {
            heads.sort_by_key(|h| std::cmp::Reverse(h.before.len()));
        }
        out
    }

    /// Singular and plural of a noun of events.
    fn noun(&mut self, kind: &'static str, class: Class, noun: &'static str) {
        let mut before: Vec<&str> = noun.split('_').collect();
        let Some(last) = before.pop() else { return };
        let plural = format!(
            "{}s",
            last.strip_suffix('y')
                .map_or(last.to_owned(), |l| format!("{l}ie"))
        );
        let plural = if last.ends_with(['s', 'x']) || last.ends_with("ch") {
            format!("{last}es")
        } else {
            plural
        };
        for (form, plural) in [(last.to_owned(), false), (plural, true)] {
            self.heads.entry(form).or_default().push(Head {
                kind,
                class,
                before: before.clone(),
                plural,
            });
        }
    }

    /// The nouns that end with a word in small letters, the longest first.
    pub(super) fn heads(&self, lower: &str) -> &[Head] {
        self.heads.get(lower).map_or(&[], Vec::as_slice)
    }

    /// Whether a word is of a set.
    pub(super) fn has(&self, set: &str, lower: &str) -> bool {
        self.sets.get(set).is_some_and(|s| s.contains(lower))
    }
}
