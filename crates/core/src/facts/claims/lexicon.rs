//! Words that show what kind of claim a sentence makes (`lists/claims_en.txt`).

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::Type;
use crate::facts::words::{Word, inflected};

/// What a verb does, as far as the verb alone tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Does {
    /// Makes a claim of a kind.
    Makes(Type),
    /// Says something; what is said decides.
    Says,
    /// Denies.
    Denies,
}

/// What follows a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// Somebody or something it is about.
    About,
    /// Somebody, then what he is to do.
    Person,
    /// A clause.
    Clause,
    /// A matter that is brought up.
    Matter,
    /// Something given.
    Given,
}

/// A way in which a verb is used.
#[derive(Clone, Debug)]
pub(super) struct Use {
    pub(super) does: Does,
    pub(super) frame: Frame,
    /// The words behind the verb that belong to it.
    pub(super) rest: Vec<&'static str>,
}

/// What a word says of what is spoken of: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tone(u16);

impl Tone {
    pub(super) const FAULT_NOUN: Tone = Tone(1);
    pub(super) const FAULT_VERB: Tone = Tone(1 << 1);
    pub(super) const FAULT_ADJECTIVE: Tone = Tone(1 << 2);
    pub(super) const MERIT_NOUN: Tone = Tone(1 << 3);
    pub(super) const MERIT_VERB: Tone = Tone(1 << 4);
    pub(super) const MERIT_ADJECTIVE: Tone = Tone(1 << 5);
    pub(super) const NEED_ADJECTIVE: Tone = Tone(1 << 6);
    pub(super) const NEED_NOUN: Tone = Tone(1 << 7);
    pub(super) const OVERCOME: Tone = Tone(1 << 8);
    pub(super) const FAULT: Tone = Tone(7);
    pub(super) const MERIT: Tone = Tone(7 << 3);

    pub(super) const fn or(self, other: Tone) -> Tone {
        Tone(self.0 | other.0)
    }

    pub(super) fn is(self, any: Tone) -> bool {
        self.0 & any.0 != 0
    }
}

#[derive(Debug, Default)]
struct Lists {
    uses: HashMap<String, Vec<Use>>,
    /// What giving a thing does, by the noun.
    given: HashMap<String, Type>,
    tones: HashMap<String, Tone>,
}

static ENGLISH: &str = include_str!("../lists/claims_en.txt");

static LISTS: LazyLock<Lists> = LazyLock::new(Lists::read);

impl Lists {
    fn read() -> Self {
        let mut lists = Lists::default();
        for line in ENGLISH.lines().filter(|l| !l.starts_with('#')) {
            let Some((head, words)) = line.split_once(": ") else {
                continue;
            };
            let Some((class, kind)) = head.split_once(' ') else {
                continue;
            };
            if let Some(tone) = tone_of(class, kind) {
                lists.add_tone(tone, words);
            } else if kind == "noun" {
                lists.add_given(class, words);
            } else {
                lists.add_verbs(class, kind, words);
            }
        }
        lists
    }

    fn add_tone(&mut self, tone: Tone, words: &'static str) {
        let noun = tone.is(Tone(
            Tone::FAULT_NOUN.0 | Tone::MERIT_NOUN.0 | Tone::NEED_NOUN.0,
        ));
        let adjective = tone.is(Tone(
            Tone::FAULT_ADJECTIVE.0 | Tone::MERIT_ADJECTIVE.0 | Tone::NEED_ADJECTIVE.0,
        ));
        for entry in words.split(' ') {
            let mut forms = entry.split('/');
            let lemma = forms.next().unwrap_or("");
            let mut all: Vec<String> = forms.map(str::to_owned).collect();
            all.push(lemma.to_owned());
            if !adjective {
                all.extend(inflected(lemma, noun));
            }
            for form in all {
                let known = self.tones.entry(form).or_default();
                known.0 |= tone.0;
            }
        }
    }

    fn add_given(&mut self, class: &str, words: &'static str) {
        let Some(kind) = type_of(class) else { return };
        for lemma in words.split(' ') {
            self.given.entry(lemma.to_owned()).or_insert(kind);
            for form in inflected(lemma, true) {
                self.given.entry(form).or_insert(kind);
            }
        }
    }

    fn add_verbs(&mut self, class: &str, kind: &str, words: &'static str) {
        let does = match class {
            "neutral" => Does::Says,
            "denial" => Does::Denies,
            _ => match type_of(class) {
                Some(kind) => Does::Makes(kind),
                None => return,
            },
        };
        let frame = match kind.trim_end_matches('+') {
            "n" => Frame::About,
            "p" => Frame::Person,
            "t" => Frame::Clause,
            "r" => Frame::Matter,
            _ => Frame::Given,
        };
        let phrase = kind.ends_with('+');
        let entries: Vec<&'static str> = if phrase {
            vec![words]
        } else {
            words.split(' ').collect()
        };
        for entry in entries {
            let mut parts = entry.split(' ');
            let mut forms = parts.next().unwrap_or("").split('/');
            let lemma = forms.next().unwrap_or("");
            let found = Use {
                does,
                frame,
                rest: parts.collect(),
            };
            let mut all: Vec<String> = forms.map(str::to_owned).collect();
            all.push(lemma.to_owned());
            all.extend(inflected(lemma, false));
            all.dedup();
            for form in all {
                self.uses.entry(form).or_default().push(found.clone());
            }
        }
    }
}

fn tone_of(class: &str, kind: &str) -> Option<Tone> {
    Some(match (class, kind) {
        ("fault", "noun") => Tone::FAULT_NOUN,
        ("fault", "verb") => Tone::FAULT_VERB,
        ("fault", "adjective") => Tone::FAULT_ADJECTIVE,
        ("merit", "noun") => Tone::MERIT_NOUN,
        ("merit", "verb") => Tone::MERIT_VERB,
        ("merit", "adjective") => Tone::MERIT_ADJECTIVE,
        ("overcome", "verb") => Tone::OVERCOME,
        ("need", "adjective") => Tone::NEED_ADJECTIVE,
        ("need", "noun") => Tone::NEED_NOUN,
        _ => return None,
    })
}

pub(super) fn type_of(class: &str) -> Option<Type> {
    Some(match class {
        "criticism" => Type::Criticism,
        "demand" => Type::Demand,
        "assessment" => Type::Assessment,
        "announcement" => Type::Announcement,
        "praise" => Type::Praise,
        "commitment" => Type::Commitment,
        _ => return None,
    })
}

/// The ways in which a word can be the verb of a claim.
pub(super) fn uses(word: &Word) -> &'static [Use] {
    LISTS
        .uses
        .get(word.lower.as_str())
        .map_or(&[], Vec::as_slice)
}

/// What the words that report a quotation make of it, where they tell.
pub(super) fn makes(cue: &str) -> Option<Type> {
    // `asked`, `told`: a question or a statement as often as an order.
    const OPEN: [&str; 9] = [
        "ask", "asks", "asked", "asking", "tell", "tells", "told", "telling", "remind",
    ];
    let words = cue.split_whitespace().map(str::to_lowercase);
    let words = words.filter(|w| !OPEN.contains(&w.as_str()));
    let mut kinds = words.filter_map(|w| {
        let all = LISTS.uses.get(w.as_str())?;
        all.iter().find_map(|u| match u.does {
            Does::Makes(kind) if u.rest.is_empty() => Some(kind),
            _ => None,
        })
    });
    kinds.next()
}

/// What giving what a noun names does.
pub(super) fn given(noun: &Word) -> Option<Type> {
    LISTS.given.get(noun.lower.as_str()).copied()
}

/// What a word says of what is spoken of.
pub(super) fn tone(word: &Word) -> Tone {
    LISTS
        .tones
        .get(word.lower.as_str())
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::words::Paragraph;

    #[test]
    fn every_word_of_the_list_is_read() {
        let paragraph =
            Paragraph::new("criticised urges pointing task failed necessary spoke oath");
        let [
            criticised,
            urges,
            pointing,
            task,
            failed,
            necessary,
            spoke,
            oath,
        ] = paragraph.words.as_slice()
        else {
            panic!("{:?}", paragraph.words);
        };
        assert_eq!(uses(criticised)[0].does, Does::Makes(Type::Criticism));
        assert_eq!(uses(urges)[0].frame, Frame::Person);
        assert_eq!(uses(pointing)[0].frame, Frame::Clause);
        assert_eq!(given(task), Some(Type::Demand));
        assert!(tone(failed).is(Tone::FAULT_VERB));
        assert!(tone(necessary).is(Tone::NEED_ADJECTIVE));
        assert!(uses(spoke).iter().any(|u| u.rest == ["of"]));
        assert_eq!(given(oath), Some(Type::Commitment));
    }
}
