//! Types: the distinct forms of a corpus, numbered.

use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// The distinct forms of a corpus, numbered from 0 in order of their first place.
///
/// ```
/// use variorum::corpus::Vocabulary;
/// let words: Vocabulary = ["the", "party", "met"].into_iter().collect();
/// assert_eq!((words.len(), words.form(1), words.form(9)), (3, "party", ""));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    text: String,
    ends: Vec<u32>,
}

impl Vocabulary {
    /// How many.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A form by its number; empty for a number that is none.
    pub fn form(&self, id: u32) -> &str {
        let at = id as usize;
        let Some(&end) = self.ends.get(at) else {
            return "";
        };
        let start = at
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .map_or(0, |&s| s as usize);
        self.text.get(start..end as usize).unwrap_or("")
    }

    /// All forms, in order.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        (0u32..).take(self.len()).map(|id| self.form(id))
    }

    /// Adds a form, whether or not it is there already.
    pub fn push(&mut self, form: &str) {
        self.text.push_str(form);
        self.ends
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
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

/// Gives forms their numbers.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    forms: Vocabulary,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Interner {
    /// The number of a form, a new one if it is new.
    pub fn intern(&mut self, form: &str) -> u32 {
        let Interner {
            forms,
            numbers,
            hasher,
        } = self;
        let hash = hasher.hash_one(form);
        *numbers
            .entry(
                hash,
                |&id| forms.form(id) == form,
                |&id| hasher.hash_one(forms.form(id)),
            )
            .or_insert_with(|| {
                let id = u32::try_from(forms.len()).unwrap_or(u32::MAX);
                forms.push(form);
                id
            })
            .get()
    }

    /// The forms so far.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.forms
    }

    /// The forms.
    pub fn finish(self) -> Vocabulary {
        self.forms
    }
}

impl From<Vocabulary> for Interner {
    /// Goes on numbering where a vocabulary ends.
    fn from(forms: Vocabulary) -> Self {
        let mut interner = Interner::default();
        for form in forms.forms() {
            interner.intern(form);
        }
        interner
    }
}
