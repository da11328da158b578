//! Types: the distinct forms of a corpus, numbered.

use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

use super::Column;

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
    /// Forms that were numbered before those of `text`.
    stored: Option<Forms>,
}

/// Forms in columns: their bytes one after the other, and one past the end of each.
#[derive(Clone, Debug)]
struct Forms {
    bytes: Column<u8>,
    ends: Column<u32>,
}

impl Forms {
    fn form(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let before = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.map_or(0, |&s| s as usize);
        // Checked here, since a file is not read to its end when it is opened.
        let form = self.bytes.get(start..end as usize).unwrap_or(&[]);
        Some(std::str::from_utf8(form).unwrap_or(""))
    }
}

impl Vocabulary {
    /// Forms that stand in columns, in a file that is mapped into memory for one: UTF-8, and one past
    /// the last byte of each. A form that does not fit is empty.
    ///
    /// ```
    /// use variorum::corpus::Vocabulary;
    /// let words = Vocabulary::of_columns(b"theparty".to_vec().into(), vec![3, 8].into());
    /// assert_eq!(words.form(1), "party");
    /// ```
    pub fn of_columns(bytes: Column<u8>, ends: Column<u32>) -> Self {
        Vocabulary {
            stored: Some(Forms { bytes, ends }),
            ..Vocabulary::default()
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.first() + self.ends.len()
    }

    /// The number of the first form of `text`.
    fn first(&self) -> usize {
        self.stored.as_ref().map_or(0, |s| s.ends.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A form by its number; empty for a number that is none.
    pub fn form(&self, id: u32) -> &str {
        let mut at = id as usize;
        if let Some(stored) = &self.stored {
            if let Some(form) = stored.form(at) {
                return form;
            }
            at -= stored.ends.len();
        }
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
        let mut interner = Interner {
            forms,
            ..Interner::default()
        };
        let Interner {
            forms,
            numbers,
            hasher,
        } = &mut interner;
        let hash = |id: u32| hasher.hash_one(forms.form(id));
        for id in 0..u32::try_from(forms.len()).unwrap_or(u32::MAX) {
            numbers.insert_unique(hash(id), id, |&id| hash(id));
        }
        interner
    }
}
