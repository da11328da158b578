//! Korean words that show what kind of claim a sentence makes (`lists/claims_ko.txt`).

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::super::{Type, lexicon::type_of};

static KOREAN: &str = include_str!("../../lists/claims_ko.txt");

/// What a verb does, as far as the verb alone tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Does {
    /// Makes a claim of a kind.
    Makes(Type),
    /// Says something; what is said decides.
    Says,
    /// Passes on what others say.
    Relays,
    /// Denies.
    Denies,
    /// Gives something; its noun decides.
    Gives,
}

/// A verb of a claim as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verb {
    pub(super) does: Does,
    /// `비판되였다`
    pub(super) passive: bool,
    /// `비판했다고`: it stands inside what somebody else says.
    pub(super) reported: bool,
    /// `지적했다`, `꼬집었다`: what it brings up is a fault more often than not.
    pub(super) blames: bool,
    /// Whether it also is a verb of giving (`밝히다`, `다지다`).
    pub(super) gives: bool,
}

#[derive(Debug, Default)]
struct Lists {
    verbs: HashMap<&'static str, Does>,
    stems: Vec<(&'static str, Does)>,
    givers: HashMap<&'static str, ()>,
    giving: Vec<&'static str>,
    given: HashMap<&'static str, Type>,
    overcome: Vec<&'static str>,
    fault: Vec<&'static str>,
    merit: Vec<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(Lists::read);

impl Lists {
    fn read() -> Self {
        let mut lists = Lists::default();
        for line in KOREAN.lines().filter(|l| !l.starts_with('#')) {
            let Some((head, words)) = line.split_once(": ") else {
                continue;
            };
            let words = words.split(' ');
            match head.split_once(' ') {
                Some(("given", "verb")) => lists.givers.extend(words.map(|w| (w, ()))),
                Some(("given", _)) => lists.giving.extend(words),
                Some(("overcome", _)) => lists.overcome.extend(words),
                Some(("fault", _)) => lists.fault.extend(words),
                Some(("merit", _)) => lists.merit.extend(words),
                Some((class, "noun")) => {
                    let Some(kind) = type_of(class) else { continue };
                    lists.given.extend(words.map(|w| (w, kind)));
                }
                Some((class, kind)) => {
                    let does = match class {
                        "neutral" => Does::Says,
                        "relay" => Does::Relays,
                        "denial" => Does::Denies,
                        _ => match type_of(class) {
                            Some(kind) => Does::Makes(kind),
                            None => continue,
                        },
                    };
                    if kind == "verb" {
                        lists.verbs.extend(words.map(|w| (w, does)));
                    } else {
                        lists.stems.extend(words.map(|w| (w, does)));
                    }
                }
                None => {}
            }
        }
        lists
    }
}

/// Verbs of saying that bring up faults.
const BLAMES: [&str; 5] = ["지적", "꼬집", "경고", "반박", "폭로"];

/// Syllables of a verb at most; a longer stretch without white space is no word.
const LONGEST: usize = 24;

/// The forms of 하다 that end a clause, by how they begin.
const ACTIVE: [&str; 20] = [
    "했다",
    "했으",
    "했고",
    "했습",
    "했는",
    "했지",
    "하였",
    "하시였",
    "하셨",
    "하시며",
    "하시면서",
    "하시고",
    "하신다",
    "하며",
    "하면서",
    "하고",
    "한다",
    "합니다",
    "해왔",
    "해오고",
];

/// The same of 되다.
const PASSIVE: [&str; 7] = ["되였", "됐", "되었", "되고", "되며", "된다", "됩니다"];

/// Endings that make a verb belong to a noun or to another verb (`비판하였던`, `비판하고있는`).
const BOUND: [&str; 9] = [
    "던",
    "있는",
    "였을",
    "했을",
    "음",
    "기",
    "였는지",
    "려고",
    "였다면",
];

/// Endings by which somebody else reports the verb.
const REPORTED: [&str; 8] = [
    "다고",
    "다며",
    "다면서",
    "다는",
    "음을",
    "다는데",
    "다고도",
    "다고는",
];

/// How the rest of a form of 하다 or 되다 stands: passive or not; none if it ends no clause.
fn ending(rest: &str) -> Option<bool> {
    let begins = |all: &[&str]| all.iter().any(|p| rest.starts_with(p));
    let active = begins(&ACTIVE);
    let passive = begins(&PASSIVE);
    (active || passive).then_some(passive)
}

/// The verb of a claim that a word is.
pub(super) fn verb(word: &str) -> Option<Verb> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    if word.chars().nth(LONGEST).is_some() || BOUND.iter().any(|e| word.ends_with(e)) {
        return None;
    }
    let reported = REPORTED.iter().any(|e| word.ends_with(e));
    let found = |does, passive, gives| Verb {
        does,
        passive,
        reported,
        blames: BLAMES.iter().any(|b| word.starts_with(b)),
        gives,
    };
    let lists = &*LISTS;
    let gives = lists.giving.iter().any(|s| word.starts_with(s));
    if let Some((_, does)) = lists.stems.iter().find(|(s, _)| word.starts_with(s)) {
        return Some(found(*does, false, gives));
    }
    if gives {
        return Some(found(Does::Gives, false, true));
    }
    // The longest noun before a form of 하다: `맹비난했다`, `고무격려하시였다`.
    for (cut, _) in word.char_indices().skip(1) {
        let (noun, rest) = word.split_at(cut);
        let Some(passive) = ending(rest) else {
            continue;
        };
        for (at, _) in noun.char_indices() {
            let part = noun.get(at..).unwrap_or("");
            let single = part.chars().nth(1).is_none();
            if single && at > 0 && !noun.get(..at).is_some_and(|b| b.ends_with('고')) {
                continue;
            }
            if let Some(does) = lists.verbs.get(part) {
                return Some(found(*does, passive, lists.givers.contains_key(part)));
            }
            if lists.givers.contains_key(part) {
                return Some(found(Does::Gives, passive, true));
            }
        }
    }
    None
}

/// `…고 했다`: a bare verb of doing behind what is said.
pub(super) fn does(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    [
        "했다",
        "했습니다",
        "했고",
        "했으며",
        "했으나",
        "하였다",
        "하시였다",
        "하셨다",
        "한다",
        "합니다",
        "했는데",
    ]
    .contains(&word)
}

/// What giving what a noun names does: `우려`, `투쟁과업`.
pub(super) fn given(noun: &str) -> Option<Type> {
    if noun.chars().nth(LONGEST).is_some() {
        return None;
    }
    let ends = noun.char_indices().filter_map(|(at, _)| noun.get(at..));
    ends.filter(|e| e.chars().nth(1).is_some())
        .find_map(|e| LISTS.given.get(e).copied())
}

/// Whether words tell to overcome something.
pub(super) fn overcomes(words: &str) -> bool {
    LISTS.overcome.iter().any(|w| words.contains(w))
}

/// How many words find fault, and how many find good.
pub(super) fn tones(words: &str) -> (usize, usize) {
    let count = |list: &[&str]| list.iter().filter(|w| words.contains(**w)).count();
    (count(&LISTS.fault), count(&LISTS.merit))
}

/// The first word that finds fault, by its byte.
pub(super) fn fault(words: &str) -> Option<usize> {
    LISTS.fault.iter().filter_map(|w| words.find(w)).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_verbs_are_told_from_nouns_and_adnominals() {
        for (word, does, passive, reported) in [
            ("비판하시였다.", Does::Makes(Type::Criticism), false, false),
            ("맹비난했다", Does::Makes(Type::Criticism), false, false),
            ("강조되였다.", Does::Says, true, false),
            ("촉구했다고", Does::Makes(Type::Demand), false, true),
            ("말했다", Does::Says, false, false),
            ("전했다", Does::Relays, false, false),
            ("밝히시였다", Does::Says, false, false),
            ("제시하시였다", Does::Gives, false, false),
            ("부인했다", Does::Denies, false, false),
        ] {
            let found = verb(word).unwrap_or_else(|| panic!("{word}"));
            assert_eq!(
                (found.does, found.passive, found.reported),
                (does, passive, reported),
                "{word}"
            );
        }
        for word in [
            "비판은",
            "강조한",
            "지적하는",
            "요구를",
            "비난하던",
            "발전하고",
            "이전했다",
        ] {
            assert_eq!(verb(word), None, "{word}");
        }
        assert_eq!(given("투쟁과업"), Some(Type::Demand));
    }
}
