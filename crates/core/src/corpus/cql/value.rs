//! The text of a test: a literal or a regular expression that must match a whole value.

use std::borrow::Cow;

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Dot, Hir, HirKind, literal::Extractor};
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

use crate::text;

/// How a value is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags {
    /// `%c`: letter case aside.
    pub(super) case: bool,
    /// `%d`: diacritics aside.
    pub(super) marks: bool,
    /// `%l`: no regular expression.
    pub(super) literal: bool,
}

/// What a value must be.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) flags: Flags,
    /// As written, to tell equal tests.
    source: String,
    pub(super) form: Form,
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.flags == other.flags && self.source == other.source
    }
}

/// The form of a test; texts are lower-cased if case is put aside, and without diacritics if those are.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// One of these.
    Words(Vec<String>),
    /// One of these, then anything.
    Prefixes(Vec<String>),
    Regex(Regex),
}

/// What is wrong with a regular expression, and at which of its bytes.
pub(super) struct Wrong {
    pub(super) detail: String,
    pub(super) at: usize,
    /// Whether it is right but too large.
    pub(super) limit: bool,
}

/// Bytes that one compiled expression may take.
const MAX_COMPILED: usize = 1 << 20;
/// An expression that stands for more words than this is run as one.
const MAX_WORDS: usize = 64;
/// How deep an expression may be nested.
const MAX_NESTED: u32 = 50;

/// The word without its diacritics: the combining marks that its letters are made of are left out.
/// Marks that make another letter (the voicing of kana, a virama, the stroke of ≠) stay, and so do letters
/// that are no letter with a mark (ø, đ, ł).
pub(super) fn without_marks(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    // Classes below 10 are overlays, nuktas, kana marks and viramas.
    let plain = word.nfd().filter(|c| canonical_combining_class(*c) < 10);
    Cow::Owned(plain.nfc().collect())
}

impl Value {
    /// Reads a text with its flags.
    pub(super) fn new(source: &str, flags: Flags) -> Result<Self, Wrong> {
        let form = if flags.literal {
            Form::Words(vec![folded(source, flags).into_owned()])
        } else {
            regular(source, flags)?
        };
        Ok(Value {
            flags,
            source: source.to_owned(),
            form,
        })
    }

    /// The pattern of a plain word, in which `*` stands for any characters and `?` for one, letter case
    /// aside. The word is to be compared with lower-case forms.
    pub(super) fn wildcards(pattern: &str) -> Result<Self, Wrong> {
        let mut source = String::new();
        for c in text::lower(pattern).chars() {
            match c {
                '*' => source.push_str(".*"),
                '?' => source.push('.'),
                c => source.push_str(&regex_syntax::escape(c.encode_utf8(&mut [0; 4]))),
            }
        }
        Value::new(&source, Flags::default())
    }

    /// Whether a whole value passes.
    pub(super) fn matches(&self, value: &str) -> bool {
        match &self.form {
            Form::Words(words) => {
                let value = folded(value, self.flags);
                words.iter().any(|w| **w == *value)
            }
            Form::Prefixes(prefixes) => {
                let value = folded(value, self.flags);
                prefixes.iter().any(|p| value.starts_with(p.as_str()))
            }
            Form::Regex(regex) if self.flags.marks => regex.is_match(&without_marks(value)),
            Form::Regex(regex) => regex.is_match(value),
        }
    }
}

/// A text as it is compared.
fn folded(text: &str, flags: Flags) -> Cow<'_, str> {
    let text = if flags.marks {
        without_marks(text)
    } else {
        Cow::Borrowed(text)
    };
    match text {
        _ if !flags.case => text,
        Cow::Borrowed(text) => text::lower(text),
        Cow::Owned(text) => Cow::Owned(text::lower(&text).into_owned()),
    }
}

fn parsed(source: &str) -> Result<Hir, Wrong> {
    regex_syntax::ParserBuilder::new()
        .nest_limit(MAX_NESTED)
        .dot_matches_new_line(true)
        .build()
        .parse(source)
        .map_err(|error| {
            let (detail, at) = match &error {
                regex_syntax::Error::Parse(e) => (e.kind().to_string(), e.span().start.offset),
                regex_syntax::Error::Translate(e) => (e.kind().to_string(), e.span().start.offset),
                _ => (error.to_string(), 0),
            };
            Wrong {
                detail,
                at,
                limit: false,
            }
        })
}

fn regular(source: &str, flags: Flags) -> Result<Form, Wrong> {
    let mut hir = parsed(source)?;
    let mut source = Cow::Borrowed(source);
    if flags.marks {
        source = Cow::Owned(without_marks(&source).into_owned());
        hir = parsed(&source)?;
    }
    if let Some(form) = literals(&hir, flags) {
        return Ok(form);
    }
    RegexBuilder::new(&format!(r"\A(?:{source})\z"))
        .size_limit(MAX_COMPILED)
        .dfa_size_limit(MAX_COMPILED)
        // Two more for the anchors and the group around it.
        .nest_limit(MAX_NESTED + 2)
        .dot_matches_new_line(true)
        .case_insensitive(flags.case)
        .build()
        .map(Form::Regex)
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(limit) => Wrong {
                detail: format!("the regular expression takes more than {limit} bytes"),
                at: 0,
                limit: true,
            },
            other => Wrong {
                detail: other
                    .to_string()
                    .lines()
                    .last()
                    .unwrap_or_default()
                    .to_owned(),
                at: 0,
                limit: false,
            },
        })
}

/// The words or beginnings that an expression stands for, if it is no more than that.
fn literals(hir: &Hir, flags: Flags) -> Option<Form> {
    if let Some(words) = words(hir, flags) {
        return Some(Form::Words(words));
    }
    let HirKind::Concat(parts) = hir.kind() else {
        return None;
    };
    let (last, before) = parts.split_last()?;
    let HirKind::Repetition(repeat) = last.kind() else {
        return None;
    };
    let anything = repeat.min == 0 && repeat.max.is_none() && *repeat.sub == Hir::dot(Dot::AnyChar);
    let before = anything.then(|| Hir::concat(before.to_vec()))?;
    let words = words(&before, flags)?;
    // The lower case of a last sigma depends on what follows it.
    let sigma = |w: &String| flags.case && w.ends_with('ς');
    (!words.iter().any(sigma)).then_some(Form::Prefixes(words))
}

fn words(hir: &Hir, flags: Flags) -> Option<Vec<String>> {
    // The extractor takes anchors and word boundaries for nothing.
    if !hir.properties().look_set().is_empty() {
        return None;
    }
    let found = Extractor::new().extract(hir);
    if !found.is_exact() {
        return None;
    }
    let mut words = Vec::new();
    for literal in found.literals()? {
        let word = std::str::from_utf8(literal.as_bytes()).ok()?;
        words.push(folded(word, flags).into_owned());
    }
    words.sort_unstable();
    words.dedup();
    (words.len() <= MAX_WORDS).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(source: &str, flags: Flags) -> Value {
        Value::new(source, flags).ok().unwrap()
    }

    const CASE: Flags = Flags {
        case: true,
        marks: false,
        literal: false,
    };
    const MARKS: Flags = Flags {
        case: false,
        marks: true,
        literal: false,
    };

    #[test]
    fn literals_run_no_expression() {
        for (source, words) in [
            ("party", &["party"][..]),
            (r"U\.S\.", &["U.S."]),
            ("party|army", &["army", "party"]),
            ("colou?r", &["color", "colour"]),
            ("(?:party|army)s", &["armys", "partys"]),
            ("당대회", &["당대회"]),
            ("", &[""]),
        ] {
            let Form::Words(found) = value(source, Flags::default()).form else {
                panic!("{source}")
            };
            assert_eq!(found, words, "{source}");
        }
        for (source, prefixes) in [("social.*", &["social"][..]), ("(a|b)c.*", &["ac", "bc"])] {
            let Form::Prefixes(found) = value(source, Flags::default()).form else {
                panic!("{source}")
            };
            assert_eq!(found, prefixes, "{source}");
        }
        for source in [".*ism", "^party", r"\bparty", "part.", "s.+", "(?i)parties"] {
            let form = value(source, Flags::default()).form;
            assert!(matches!(form, Form::Regex(_)), "{source}: {form:?}");
        }
    }

    #[test]
    fn whole_values_only() {
        for (source, flags, text, passes) in [
            ("part", Flags::default(), "party", false),
            ("a|ab", Flags::default(), "ab", true),
            ("a|ab.", Flags::default(), "xab", false),
            (".*", Flags::default(), "", true),
            ("Party", CASE, "pARTY", true),
            ("part.", CASE, "PARTY", true),
            ("par.*", CASE, "PARTY", true),
            ("resume", MARKS, "résumé", true),
            ("résumé", MARKS, "resume", true),
            ("r.sumé", MARKS, "résume", true),
            ("resume", Flags::default(), "résumé", false),
            ("か", MARKS, "が", false),
            ("(?x)a # end", Flags::default(), "a", true),
        ] {
            if let Ok(value) = Value::new(source, flags) {
                assert_eq!(value.matches(text), passes, "{source} {text}");
            } else {
                assert_eq!(source, "(?x)a # end");
            }
        }
    }

    #[test]
    fn literal_means_literal() {
        let flags = Flags {
            literal: true,
            case: true,
            marks: false,
        };
        assert!(value("a.*(", flags).matches("A.*("));
        assert!(!value("a.*", flags).matches("abc"));
    }
}
