//! Names that count as equal: spellings of one person, an abbreviation and what it stands for.

use crate::pack::Pack;
use hashbrown::HashMap;

use super::{
    lists,
    units::{Raw, raw},
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

impl Lexicon {
    /// The spellings of people, and of organs that have an abbreviation.
    pub(super) fn of(pack: &Pack) -> Self {
        let mut out = Lexicon::default();
        for person in pack.people() {
            let name = format!("person:{}", person.id);
            let forms = [
                Some(person.dprk.as_str()),
                person.hangul.as_deref(),
                person.hangul_rok.as_deref(),
            ];
            let more = person
                .variants
                .iter()
                .chain(&person.hangul_other)
                .map(String::as_str);
            for form in forms.into_iter().flatten().chain(more) {
                out.add(form, &name);
            }
        }
        for organ in pack.organs() {
            if organ.english.iter().any(|f| is_abbreviation(f)) {
                for form in &organ.english {
                    out.add(form, &format!("organ:{}", organ.id));
                }
            }
        }
        for entries in out.names.values_mut() {
            entries.sort_by(|x, y| y.rest.len().cmp(&x.rest.len()));
        }
        out
    }

    fn add(&mut self, form: &str, name: &str) {
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
                name: name.to_owned(),
            });
        }
    }

    /// The longest name that the tokens start with: how many, and what it names.
    pub(super) fn at(&self, tokens: &[Raw]) -> Option<(usize, &str)> {
        let first = tokens.first()?;
        if let Some(entries) = self.names.get(bare(first)) {
            let fits = |entry: &&Entry| {
                let ends = entry.rest.is_empty() || bare(first) == first.form;
                let last = entry.rest.len().wrapping_sub(1);
                ends && (!entry.capital || first.is_capital)
                    && entry.rest.iter().enumerate().all(|(i, word)| {
                        tokens
                            .get(i + 1)
                            .is_some_and(|t| t.form == *word || i == last && bare(t) == word)
                    })
            };
            if let Some(entry) = entries.iter().find(fits) {
                let mut len = entry.rest.len() + 1;
                len += defined(tokens.get(len..).unwrap_or(&[]), |inner| {
                    self.names.get(inner).is_some_and(|e| {
                        e.iter().any(|e| e.rest.is_empty() && e.name == entry.name)
                    })
                });
                return Some((len, &entry.name));
            }
        }
        None
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

    /// An abbreviation or its expansion at the start: how many tokens, and the abbreviation.
    pub(super) fn at(&self, tokens: &[Raw]) -> Option<(usize, &str)> {
        let first = tokens.first().filter(|t| t.is_capital)?;
        let letter = first.form.chars().next()?;
        for short in &self.known {
            if bare(first) == short {
                return Some((1, short));
            }
            if short.chars().next() == Some(letter)
                && let Some(len) = expansion(tokens, short)
            {
                return Some((len, short));
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
            if token.form.chars().next() != Some(letter) {
                return None;
            }
            letters.next();
        } else if !(token.form == "'"
            || token.form == "-"
            || lists::FUNCTION.contains(&token.form.as_str()))
            || at == 0
        {
            return None;
        }
        at += 1;
    }
    // Two words that happen to begin so are too little unless the text says it.
    let told = defined(tokens.get(at..).unwrap_or(&[]), |inner| inner == short);
    (short.len() >= 3 || told > 0).then_some(at + told)
}
