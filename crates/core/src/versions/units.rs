//! A text as units of comparison: words, marks, numbers in words or digits, names in any spelling.

use std::sync::LazyLock;

use crate::text::{Span, TokenKind, lower, tokens};
use hashbrown::{HashMap, HashSet};

use super::{
    lexicon::{Initials, Lexicon},
    lists,
    numbers::{self, Part},
    words,
};

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A word with content of its own.
    Content,
    /// A word that holds the sentence together, or a verb that carries little.
    Function,
    /// A verb of saying.
    Saying,
    /// A count.
    Number,
    /// A place in a series.
    Ordinal,
    /// A name that a pack knows, or an abbreviation with its expansion.
    Name,
    /// A mark.
    Mark,
}

impl Class {
    pub(super) fn is_word(self) -> bool {
        self != Class::Mark
    }
}

/// A stretch of text that is compared as a whole.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
pub(super) struct Unit {
    /// Equal where the units count as equal.
    pub(super) key: u32,
    /// Equal where one could be an inflection of the other.
    pub(super) stem: u32,
    pub(super) class: Class,
    /// Written with a capital.
    pub(super) is_capital: bool,
    /// A word that stands for a person or thing.
    pub(super) is_pronoun: bool,
    /// `and`, `or`, a mark between two things.
    pub(super) is_conjunction: bool,
    /// `of`.
    pub(super) is_of: bool,
    /// `the`, `a`, `an`.
    pub(super) is_article: bool,
    /// Ends in the sign of the genitive.
    pub(super) is_possessive: bool,
    /// In its sentence.
    pub(super) span: Span,
}

impl Unit {
    fn new(key: u32, class: Class, span: Span) -> Self {
        Unit {
            key,
            stem: key,
            class,
            is_capital: false,
            is_pronoun: false,
            is_conjunction: false,
            is_of: false,
            is_article: false,
            is_possessive: false,
            span,
        }
    }
}

/// Numbers the keys of all texts that are compared.
#[derive(Debug, Default)]
pub(super) struct Keys {
    known: HashMap<String, u32>,
    /// How often each stem was met.
    counts: Vec<u32>,
    /// What each stem is: a stem, the digits of a number, the letters of what a name names.
    stems: HashMap<u32, String>,
    /// What is known of a word as written.
    words: HashMap<String, (u32, u32, Class)>,
}

impl Keys {
    pub(super) fn of(&mut self, key: &str) -> u32 {
        if let Some(&n) = self.known.get(key) {
            return n;
        }
        let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.known.insert(key.to_owned(), next);
        next
    }

    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.known.len()).unwrap_or(u32::MAX)
    }

    /// The number of a name or numeral, which is its own stem.
    fn named(&mut self, key: &str) -> u32 {
        let number = self.of(key);
        if !self.stems.contains_key(&number) {
            let letters = key.chars().filter(|c| c.is_alphanumeric()).collect();
            self.stems.insert(number, letters);
        }
        number
    }

    /// Notes that a unit of this stem was read.
    fn meet(&mut self, stem: u32) {
        let at = stem as usize;
        if at >= self.counts.len() {
            self.counts.resize(at + 1, 0);
        }
        if let Some(count) = self.counts.get_mut(at) {
            *count += 1;
        }
    }

    /// How often a stem stands in all texts.
    pub(super) fn count(&self, stem: u32) -> u32 {
        self.counts.get(stem as usize).copied().unwrap_or(0)
    }

    /// The stem that a number stands for; empty for marks.
    pub(super) fn stem_of(&self, number: u32) -> &str {
        self.stems.get(&number).map_or("", String::as_str)
    }

    /// Key, stem and class of a word.
    fn word(&mut self, word: &str) -> (u32, u32, Class) {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let form = plain(word);
        let key = words::spelling(&form).into_owned();
        let base = key.strip_suffix("'s").unwrap_or(&key);
        let stem = words::stem(base);
        let class = class_of(base, &stem);
        let number = self.of(&format!("~{stem}"));
        let found = (self.of(&key), number, class);
        self.stems.insert(number, stem);
        self.words.insert(word.to_owned(), found);
        found
    }
}

/// Lower case, straight apostrophes.
pub(super) fn plain(word: &str) -> String {
    let small = lower(word);
    if small.is_ascii() {
        return small.into_owned();
    }
    small.replace(['’', '‘', 'ʼ'], "'")
}

/// A word as written, apostrophes and spaces aside.
pub(super) fn same(word: &str) -> String {
    word.replace(['’', '‘', 'ʼ'], "'").replace('\u{a0}', " ")
}

/// What is known of words: small ones, and stems of verbs of saying.
struct Known {
    function: HashSet<&'static str>,
    small: HashSet<&'static str>,
    pronouns: HashSet<&'static str>,
    saying: HashSet<String>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| Known {
    function: lists::FUNCTION.iter().copied().collect(),
    pronouns: lists::PRONOUNS.iter().copied().collect(),
    small: lists::FUNCTION
        .iter()
        .chain(lists::LIGHT)
        .copied()
        .collect(),
    saying: lists::SAYING.iter().map(|w| words::stem(w)).collect(),
});

/// Whether a word of English, in small letters, holds a sentence together and has little content of its own.
pub(crate) fn is_function(word: &str) -> bool {
    KNOWN.function.contains(word)
}

fn class_of(base: &str, stem: &str) -> Class {
    let is_korean = || {
        lists::SAYING_KOREAN
            .iter()
            .any(|s| base.len() > s.len() && base.starts_with(s))
    };
    if KNOWN.small.contains(base) {
        Class::Function
    } else if KNOWN.saying.contains(stem) || !base.is_ascii() && is_korean() {
        Class::Saying
    } else {
        Class::Content
    }
}

/// One key for marks that are written differently and mean the same.
fn mark(text: &str) -> &str {
    match text {
        "“" | "”" | "„" | "«" | "»" | "《" | "》" | "〈" | "〉" | "「" | "」" | "``" => {
            "\""
        }
        "’" | "‘" | "`" => "'",
        "–" | "—" | "―" | "‒" | "‐" | "‑" | "−" | "--" => "-",
        "…" => "...",
        "，" => ",",
        other => other,
    }
}

/// A token as it was found.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub(super) span: Span,
    pub(super) kind: TokenKind,
    /// Lower case, straight apostrophes; marks folded.
    pub(super) form: String,
    pub(super) is_capital: bool,
    pub(super) is_ascii: bool,
}

/// The tokens of a text.
pub(super) fn raw(text: &str) -> Vec<Raw> {
    tokens(text)
        .map(|t| {
            let word = t.span.of(text);
            let form = if t.kind.is_word() {
                plain(word)
            } else {
                mark(word).to_owned()
            };
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            Raw {
                span: t.span,
                kind: t.kind,
                form,
                is_capital: capital,
                is_ascii: word.is_ascii(),
            }
        })
        .collect()
}

/// The units of a text.
pub(super) fn units(
    text: &str,
    raw: &[Raw],
    keys: &mut Keys,
    names: &Lexicon,
    initials: &Initials,
) -> Vec<Unit> {
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    while let Some(first) = raw.get(at) {
        let rest = raw.get(at..).unwrap_or(&[]);
        let named = names.at(rest).or_else(|| initials.at(rest));
        let whole = |len: usize| {
            let end = rest.get(len.saturating_sub(1)).unwrap_or(first);
            Span::new(first.span.start, end.span.end)
        };
        if let Some(named) = named {
            let span = whole(named.len);
            let key = keys.of(&format!("={}{}", named.name, named.tail));
            let stem = keys.named(&format!("={}", named.name));
            out.push(Unit {
                stem,
                is_capital: true,
                is_possessive: named.tail == "'s",
                ..Unit::new(key, Class::Name, span)
            });
            at += named.len.max(1);
            continue;
        }
        if let Some((len, value, is_ordinal)) = number(rest) {
            let key = keys.named(&format!("#{value}{}", if is_ordinal { "th" } else { "" }));
            let class = if is_ordinal {
                Class::Ordinal
            } else {
                Class::Number
            };
            out.push(Unit::new(key, class, whole(len)));
            at += len;
            continue;
        }
        let form = first.form.as_str();
        // `1,200명이`: a number with what it counts and a particle.
        let is_counted = !first.is_ascii && form.starts_with(|c: char| c.is_ascii_digit());
        if first.kind.is_word() && is_counted {
            let counted = words::without_particle(form).replace(',', "");
            let key = keys.named(&format!("#{counted}"));
            out.push(Unit::new(key, Class::Number, first.span));
        } else if first.kind.is_word() {
            let (key, stem, class) = keys.word(first.span.of(text));
            let class = if first.kind == TokenKind::Number {
                Class::Number
            } else {
                class
            };
            out.push(Unit {
                stem,
                is_capital: first.is_capital,
                is_pronoun: KNOWN.pronouns.contains(form),
                is_conjunction: matches!(form, "and" | "or"),
                is_of: form == "of",
                is_article: matches!(form, "the" | "a" | "an"),
                is_possessive: form.ends_with("'s"),
                ..Unit::new(key, class, first.span)
            });
        } else {
            let key = keys.of(form);
            out.push(Unit {
                is_conjunction: form == ",",
                ..Unit::new(key, Class::Mark, first.span)
            });
        }
        at += 1;
    }
    // Where most words are capitals, as in headlines, a capital says nothing.
    let contents = || out.iter().filter(|u| u.class == Class::Content);
    let is_headline = contents().filter(|u| u.is_capital).count() * 10 > contents().count() * 7;
    for unit in &mut out {
        keys.meet(unit.stem);
        unit.is_capital &= !is_headline || unit.class == Class::Name;
    }
    out
}

/// A number at the start: how many tokens, its value, whether it is a place in a series.
fn number(rest: &[Raw]) -> Option<(usize, f64, bool)> {
    let mut value = 0.0;
    let mut group = 0.0;
    let (mut at, mut len) = (0, 0);
    let mut last_small = false;
    while let Some(token) = rest.get(at) {
        let found = numbers::part(&token.form);
        match found {
            Some(Part::Count(n)) => {
                // "twenty-five", "hundred and five"; two counts side by side are two numbers.
                if len > 0 && (!last_small || n >= 10.0 && group % 100.0 != 0.0 || n >= 100.0) {
                    break;
                }
                group += n;
                last_small = group % 10.0 == 0.0
                    && (20.0..100.0).contains(&n)
                    && token.form.chars().all(char::is_alphabetic);
                len = at + 1;
            }
            Some(Part::Ordinal(n)) => {
                if len > 0 && !last_small {
                    break;
                }
                return Some((at + 1, value + group + n, true));
            }
            Some(Part::Scale(scale)) => {
                if len == 0 {
                    return None;
                }
                if scale > 100.0 {
                    value += group * scale;
                    group = 0.0;
                } else {
                    group *= scale;
                }
                last_small = true;
                len = at + 1;
            }
            None => {
                let joins = len > 0 && last_small && (token.form == "-" || token.form == "and");
                let follows = rest.get(at + 1).and_then(|t| numbers::part(&t.form));
                let goes_on = match follows {
                    Some(Part::Count(n)) => {
                        n < 100.0
                            && rest
                                .get(at + 1)
                                .is_some_and(|t| t.form.chars().all(char::is_alphabetic))
                    }
                    Some(Part::Ordinal(_)) => true,
                    _ => false,
                };
                if !(joins && goes_on) {
                    break;
                }
            }
        }
        at += 1;
    }
    (len > 0).then_some((len, value + group, false))
}
