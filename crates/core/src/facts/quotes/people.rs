//! Names: those that a pack knows, and what looks like a name without one.

use std::collections::BTreeMap;

use crate::{pack::Pack, text::Span};

/// People and outlets by their folded names.
#[derive(Debug, Default)]
pub(super) struct People {
    people: BTreeMap<String, Vec<Known>>,
    pack: Pack,
}

/// A person of the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) id: String,
}

/// Letters and figures, small.
pub(super) fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

impl People {
    pub(super) fn new(pack: &Pack) -> Self {
        let mut people: BTreeMap<String, Vec<Known>> = BTreeMap::new();
        for person in pack.people() {
            for name in person.names() {
                let key = fold(name);
                if key.chars().count() < 2 {
                    continue;
                }
                let all = people.entry(key).or_default();
                let known = Known {
                    id: person.id.clone(),
                };
                if !all.contains(&known) {
                    all.push(known);
                }
            }
        }
        People {
            people,
            pack: pack.clone(),
        }
    }

    /// The id of a full name; none where several people bear it.
    pub(super) fn id(&self, name: &str) -> Option<&str> {
        match self.people.get(&fold(name)).map(Vec::as_slice) {
            Some([one]) => Some(&one.id),
            _ => None,
        }
    }

    /// Whether somebody of the pack has this full name.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.people.contains_key(&fold(name))
    }

    /// Outlets that words name: where, the id, the name.
    pub(super) fn outlets(&self, words: &str) -> Vec<(Span, String, String)> {
        let found = self.pack.outlets().find(words);
        found
            .into_iter()
            .map(|(span, o)| (span, o.id.clone(), o.name.clone()))
            .collect()
    }

    /// Whether an id is an outlet's.
    pub(super) fn is_outlet(&self, id: &str) -> bool {
        self.pack.outlets().by_id(id).is_some()
    }
}
