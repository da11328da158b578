//! Terms: what types are counted as.

use rayon::prelude::*;
use serde_json::{Map, Value};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::Case;
use crate::{
    Error, Result,
    corpus::{Interner, Vocabulary},
    text::lower,
};

/// Number of the type that is no term.
pub const NO_TERM: u32 = u32::MAX;

/// What is done to a form before it is counted. Nothing, unless asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TermOptions {
    /// Whether letter case counts.
    pub case: Case,
    /// Compatibility forms become plain ones (NFKC): `ﬁ` is `fi`, `５` is `5`. Texts are in NFC
    /// already.
    pub compatibility: bool,
    /// Marks on letters are left out: `café` is `cafe`. Hangul stays.
    pub no_diacritics: bool,
    /// Words that are not counted, compared after everything else that is asked but stems.
    pub stop: Vec<String>,
}

impl TermOptions {
    /// Adds what it is to the options of a provenance.
    pub(super) fn tell(&self, options: &mut Map<String, Value>) {
        options.insert("case".to_owned(), self.case.name().into());
        let form = if self.compatibility { "NFKC" } else { "NFC" };
        options.insert("normal_form".to_owned(), form.into());
        let diacritics = if self.no_diacritics { "fold" } else { "keep" };
        options.insert("diacritics".to_owned(), diacritics.into());
        options.insert("stop_words".to_owned(), self.stop.len().into());
    }

    /// Whether every form is its own term.
    fn is_plain(&self) -> bool {
        *self
            == TermOptions {
                case: Case::Keep,
                ..TermOptions::default()
            }
    }

    /// The term of a form.
    pub(super) fn term(&self, form: &str) -> String {
        let mut term = if self.compatibility {
            form.nfkc().collect()
        } else {
            form.to_owned()
        };
        if self.case == Case::Fold {
            term = lower(&term).into_owned();
        }
        if self.no_diacritics && !term.is_ascii() {
            let bare = term.nfd().filter(|&c| !is_combining_mark(c));
            term = bare.collect::<String>().nfc().collect();
        }
        term
    }
}

/// The terms of a vocabulary: for each type the number of its term, and the terms.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    of: Vec<u32>,
    forms: Vocabulary,
}

impl Terms {
    /// Makes the terms of all types, on all threads of the current pool. Numbers depend on the types
    /// and their order only.
    pub fn new(types: &Vocabulary, options: &TermOptions) -> Self {
        if options.is_plain() {
            let count = u32::try_from(types.len()).unwrap_or(u32::MAX);
            return Terms {
                of: (0..count).collect(),
                forms: types.clone(),
            };
        }
        let count = u32::try_from(types.len()).unwrap_or(u32::MAX);
        let terms: Vec<String> = (0..count)
            .into_par_iter()
            .with_min_len(4096)
            .map(|id| options.term(types.form(id)))
            .collect();
        let stop: std::collections::BTreeSet<String> =
            options.stop.iter().map(|w| options.term(w)).collect();
        let mut forms = Interner::default();
        let of = terms.iter().map(|term| {
            if term.is_empty() || stop.contains(term) {
                NO_TERM
            } else {
                forms.intern(term)
            }
        });
        Terms {
            of: of.collect(),
            forms: forms.finish(),
        }
    }

    /// The term of a type; [`NO_TERM`] where it is not counted.
    pub fn of(&self, word: u32) -> u32 {
        self.of.get(word as usize).copied().unwrap_or(NO_TERM)
    }

    /// The terms.
    pub fn forms(&self) -> &Vocabulary {
        &self.forms
    }

    /// A term by its number.
    pub fn form(&self, term: u32) -> &str {
        self.forms.form(term)
    }

    /// How many terms.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }
}

/// Reads a list of words: one a line, or several between white space; `#` begins a remark.
///
/// # Errors
///
/// If there is no word in it.
pub fn word_list(text: &str) -> Result<Vec<String>> {
    let words: Vec<String> = text
        .lines()
        .map(|line| line.split('#').next().unwrap_or(""))
        .flat_map(str::split_whitespace)
        .map(str::to_owned)
        .collect();
    if words.is_empty() {
        return Err(Error::usage("the list of words holds none"));
    }
    Ok(words)
}
