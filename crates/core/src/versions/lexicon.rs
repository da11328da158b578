//! Names that count as equal: spellings of one person, an abbreviation and what it stands for.

use hashbrown::{HashMap, HashSet};

use crate::{pack::Pack, text::lower};

use super::{
    units::{Raw, is_function, raw},
    words,
};

/// Names of a pack by their first word.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    names: HashMap<String, Vec<Entry>>,
}

#[derive(Debug)]
struct Entry {
    /// The words after the first.
    rest: Vec<String>,
    capital: bool,
    name: String,
}

/// A name that tokens start with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'l> {
    /// How many tokens.
    pub(super) len: usize,
    /// What it names.
    pub(super) name: &'l str,
    /// What follows it in its last token: the sign of the genitive, a Korean particle.
    pub(super) tail: &'l str,
}

/// First words of texts, in lower case, with and without what may follow a name.
#[derive(Debug, Default)]
pub(super) struct Starts<'t> {
    words: HashSet<&'t str>,
    /// Their first letters: inflections share them.
    letters: HashSet<&'t str>,
}

impl<'t> Starts<'t> {
    pub(super) fn add(&mut self, tokens: &'t [Raw]) {
        for token in tokens.iter().filter(|t| t.kind.is_word()) {
            self.words.insert(&token.form);
            self.words.insert(bare(token));
            self.words.insert(words::without_particle(&token.form));
            self.letters.insert(letters(&token.form));
        }
    }

    /// Whether a form could start with one of the words.
    fn fits(&self, form: &str) -> bool {
        let end = form
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(form.len());
        self.words
            .contains(&*lower(form.get(..end).unwrap_or(form)))
    }

    /// Whether an inflection of its first word could be among them.
    pub(super) fn could_inflect(&self, form: &str) -> bool {
        self.letters.contains(letters(&lower(form)))
    }
}

/// The first two letters of a word.
fn letters(word: &str) -> &str {
    let end = word.char_indices().nth(2).map_or(word.len(), |(at, _)| at);
    word.get(..end).unwrap_or(word)
}

impl Lexicon {
    /// The spellings of people, and of organs that have an abbreviation, as far as the texts have their
    /// first words.
    pub(super) fn of(pack: &Pack, starts: &Starts<'_>) -> Self {
        let mut out = Lexicon::default();
        for person in pack.people() {
            for form in person.names().filter(|f| starts.fits(f)) {
                out.add(form, || format!("person:{}", person.id));
            }
        }
        for organ in pack.organs() {
            if organ.english.iter().any(|f| is_abbreviation(f)) {
                for form in organ.english.iter().filter(|f| starts.fits(f)) {
                    out.add(form, || format!("organ:{}", organ.id));
                }
            }
        }
        for entries in out.names.values_mut() {
            entries.sort_by_key(|e| std::cmp::Reverse(e.rest.len()));
        }
        out
    }

    fn add(&mut self, form: &str, name: impl Fn() -> String) {
        let tokens = raw(form);
        let Some((first, rest)) = tokens.split_first() else {
            return;
        };
        let is_one = rest.is_empty() && !is_abbreviation(form) && form.is_ascii();
        if is_one {
            // One word in Latin letters is too little to be sure of.
            return;
        }
        let rest: Vec<String> = rest.iter().map(|t| t.form.clone()).collect();
        let entries = self.names.entry(first.form.clone()).or_default();
        if !entries.iter().any(|e| e.rest == rest) {
            entries.push(Entry {
                rest,
                capital: first.is_capital,
                name: name(),
            });
        }
    }

    /// The longest name that the tokens start with.
    pub(super) fn at<'l>(&'l self, tokens: &'l [Raw]) -> Option<Named<'l>> {
        let first = tokens.first()?;
        if !first.is_ascii
            && let Some(found) = self.korean(first)
        {
            return Some(found);
        }
        let entries = self.names.get(bare(first))?;
        let fits = |entry: &&Entry| {
            let ends = entry.rest.is_empty() || bare(first) == first.form;
            let last = entry.rest.len().wrapping_sub(1);
            let follows = |(i, word): (usize, &String)| {
                let token = tokens.get(i + 1);
                token.is_some_and(|t| t.form == *word || i == last && bare(t) == word)
            };
            ends && (!entry.capital || first.is_capital)
                && entry.rest.iter().enumerate().all(follows)
        };
        let entry = entries.iter().find(fits)?;
        let len = entry.rest.len() + 1;
        let told = defined(tokens.get(len..).unwrap_or(&[]), |inner| {
            let same = |e: &Entry| e.rest.is_empty() && e.name == entry.name;
            self.names.get(inner).is_some_and(|e| e.iter().any(same))
        });
        Some(Named {
            len: len + told,
            name: &entry.name,
            tail: genitive(tokens.get(len - 1)),
        })
    }

    /// A name of one eojeol, with a particle or without.
    fn korean<'l>(&'l self, token: &'l Raw) -> Option<Named<'l>> {
        let bare = words::without_particle(&token.form);
        [token.form.as_str(), bare].into_iter().find_map(|form| {
            let entry = self.names.get(form)?.iter().find(|e| e.rest.is_empty())?;
            let tail = token.form.get(form.len()..).unwrap_or("");
            Some(Named {
                len: 1,
                name: &entry.name,
                tail,
            })
        })
    }
}

/// The sign of the genitive at the end of a token.
fn genitive(token: Option<&Raw>) -> &'static str {
    match token {
        Some(token) if token.form.ends_with("'s") => "'s",
        _ => "",
    }
}

/// A token without its possessive.
fn bare(token: &Raw) -> &str {
    token.form.strip_suffix("'s").unwrap_or(&token.form)
}

/// How long `(ABBR)` at the start of tokens is, where the abbreviation is of the name before it.
fn defined(tokens: &[Raw], is_same: impl Fn(&str) -> bool) -> usize {
    match tokens {
        [open, inner, close, ..]
            if open.form == "(" && close.form == ")" && is_same(&inner.form) =>
        {
            3
        }
        _ => 0,
    }
}

fn is_abbreviation(form: &str) -> bool {
    form.len() >= 2 && form.chars().all(|c| c.is_ascii_uppercase())
}

/// Abbreviations of the texts in hand with the names that their letters begin.
#[derive(Debug, Default)]
pub(super) struct Initials {
    /// The abbreviations, in lower case.
    known: Vec<String>,
}

impl Initials {
    /// The abbreviations that stand in any of the texts.
    pub(super) fn of<'t>(texts: impl IntoIterator<Item = (&'t str, &'t [Raw])>) -> Self {
        let mut known: Vec<String> = Vec::new();
        for (text, tokens) in texts {
            for token in tokens {
                let word = token.span.of(text);
                if (2..=8).contains(&word.len())
                    && is_abbreviation(word)
                    && !known.contains(&token.form)
                {
                    known.push(token.form.clone());
                }
            }
        }
        Initials { known }
    }

    /// An abbreviation or its expansion at the start.
    pub(super) fn at(&self, tokens: &[Raw]) -> Option<Named<'_>> {
        let first = tokens.first().filter(|t| t.is_capital)?;
        let letter = first.form.chars().next()?;
        for short in &self.known {
            if bare(first) == short {
                return Some(Named {
                    len: 1,
                    name: short,
                    tail: genitive(Some(first)),
                });
            }
            if short.starts_with(letter)
                && let Some(len) = expansion(tokens, short)
            {
                let tail = genitive(tokens.get(len - 1));
                return Some(Named {
                    len,
                    name: short,
                    tail,
                });
            }
        }
        None
    }
}

/// How many tokens spell an abbreviation out, with the abbreviation in brackets behind them.
fn expansion(tokens: &[Raw], short: &str) -> Option<usize> {
    let mut letters = short.chars().peekable();
    let mut at = 0;
    while let Some(&letter) = letters.peek() {
        let token = tokens.get(at)?;
        if token.is_capital {
            if !token.form.starts_with(letter) {
                return None;
            }
            letters.next();
        } else if !(token.form == "'" || token.form == "-" || is_function(&token.form)) || at == 0 {
            return None;
        }
        at += 1;
    }
    // Two words that happen to begin so are too little unless the text says it.
    let told = defined(tokens.get(at..).unwrap_or(&[]), |inner| inner == short);
    (short.len() >= 3 || told > 0).then_some(at + told)
}
