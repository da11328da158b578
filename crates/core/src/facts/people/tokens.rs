//! The words of a line as names are read from them.

use std::{borrow::Cow, cell::OnceCell};

use super::{
    lexicon::{self, Class},
    syllables,
};
use crate::{
    facts::{
        page::{Line, Page},
        words::Word,
    },
    text::Span,
};

/// The lines of a page cut into [`Token`]s: each line is cut once, when it is first asked for.
#[derive(Debug)]
pub(in crate::facts) struct Cut<'p, 'd> {
    page: &'p Page<'d>,
    lines: Vec<OnceCell<Vec<Token<'p>>>>,
}

impl<'p, 'd> Cut<'p, 'd> {
    pub(in crate::facts) fn new(page: &'p Page<'d>) -> Self {
        Cut {
            page,
            lines: page.lines.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// The words and marks of the line of this number.
    pub(in crate::facts) fn of(&self, line: usize) -> &[Token<'p>] {
        match (self.lines.get(line), self.page.lines.get(line)) {
            (Some(cell), Some(line)) => cell.get_or_init(|| tokens(line)),
            _ => &[],
        }
    }
}

/// A word or a mark.
#[derive(Clone, Debug)]
pub(in crate::facts) struct Token<'p> {
    pub(in crate::facts) span: Span,
    /// In small letters.
    pub(in crate::facts) lower: Cow<'p, str>,
    pub(in crate::facts) class: Class,
    /// Its most frequent part of speech, as in [`Word::tag`].
    pub(in crate::facts) tag: char,
    /// What sort of cue of speech it can be, as in [`Word::cue`].
    pub(in crate::facts) cue: char,
    pub(in crate::facts) sentence: u32,
    /// The marked stretch that it stands in.
    pub(in crate::facts) inside: Option<usize>,
    /// Whether it begins with a capital letter (after `al-`, `d'` and the like).
    pub(in crate::facts) capital: bool,
    /// Whether it begins with a capital letter, even where a headline gives one to verbs too.
    pub(in crate::facts) upper: bool,
    /// Whether all its letters are capital ones, more than one.
    pub(in crate::facts) initials: bool,
    /// Whether it is letters of a short form with a small ending: `NGOs`.
    pub(in crate::facts) letters: bool,
}

impl Token<'_> {
    pub(in crate::facts) fn is(&self, any: Class) -> bool {
        self.class.is(any)
    }

    /// A single letter, with or without its stop.
    pub(in crate::facts) fn is_initial(&self) -> bool {
        let letters = self.lower.trim_end_matches('.');
        self.capital
            && (letters.chars().count() == 1 || self.lower.matches('.').count() > 1)
            && letters.chars().all(|c| c.is_alphabetic() || c == '.')
            && letters.len() < 8
    }

    /// Whether a verb stands here, as far as its most frequent use tells.
    pub(in crate::facts) fn is_verb(&self) -> bool {
        // `'s` is a possessive far more often than a verb.
        !self.capital
            && self.lower != "'s"
            && matches!(self.tag, 'd' | 'z' | 'B' | 'H' | 'M' | 'O' | 'p')
    }
}

/// Prefixes of surnames that are written with an inner capital letter.
const INNER: [&str; 13] = [
    "mc", "mac", "de", "di", "le", "la", "van", "fitz", "du", "lo", "st", "da", "o",
];

/// Small prefixes before a capital letter that belong to a name: `al-Assad`, `d'Estaing`.
fn small_prefix(form: &str) -> bool {
    let mut parts = form.splitn(2, ['-', '\'', '’']);
    let (Some(prefix), Some(rest)) = (parts.next(), parts.next()) else {
        return false;
    };
    matches!(
        prefix,
        "al" | "el" | "ul" | "as" | "ash" | "an" | "ad" | "at" | "ar" | "az" | "ed" | "d" | "l"
    ) && rest.starts_with(char::is_uppercase)
}

/// The words and marks of a line.
fn tokens<'p>(line: &'p Line<'_>) -> Vec<Token<'p>> {
    let paragraph = line.paragraph();
    let mut out: Vec<Token<'_>> = Vec::with_capacity(paragraph.words.len());
    // Sentences that end with an initial are none.
    let mut less = 0;
    let mut words = paragraph.words.iter().peekable();
    while let Some(word) = words.next() {
        let form = word.span.of(line.text);
        let mut token = token(word, form);
        token.sentence -= less;
        // `the C.C., Orel's Party`: the last stop belongs to the letters.
        if let Some(last) = out
            .last_mut()
            .filter(|l| form == "." && l.lower.contains('.') && l.span.end == word.span.start)
        {
            let next = words.peek();
            if next.is_some_and(|n| n.lower == "," || n.lower == ";" || n.sentence == word.sentence)
            {
                last.span.end = word.span.end;
                less += next.map_or(0, |n| n.sentence - word.sentence);
                continue;
            }
        }
        // A pronoun in a headline is an initial between names.
        let after_name = out.last().is_some_and(|t| t.capital);
        if form == "I" && after_name && words.peek().is_some_and(|w| w.lower == ".") {
            token.capital = true;
        }
        let initial = form == "I" && out.last().is_some_and(|t| t.is(Class::GIVEN));
        // `manager of the No. 2 Trust`
        let numbered = matches!(form, "No" | "Nos") && {
            let mut ahead = words.clone();
            ahead.next().is_some_and(|w| w.lower == ".")
                && ahead
                    .next()
                    .is_some_and(|w| w.lower.starts_with(|c: char| c.is_ascii_digit()))
        };
        let rank = token.capital && token.is(Class::RANK) && !form.ends_with('.');
        if initial || numbered || rank {
            if let Some(stop) = words.next_if(|w| w.lower == "." && w.span.start == word.span.end) {
                token.span.end = stop.span.end;
                let next = words.peek().map_or(word.sentence, |w| w.sentence);
                less += next - word.sentence;
            }
        }
        match glued(form, &token) {
            Some(at) => out.extend(pieces(&token, form, at)),
            None => out.push(token),
        }
    }
    raise_syllables(&mut out);
    raise_surnames(&mut out);
    out
}

/// What stands behind an initial is a surname: `T. Parry`.
fn raise_surnames(tokens: &mut [Token<'_>]) {
    for n in 2..tokens.len() {
        if let Some([given, initial, surname]) = tokens.get_mut(n - 2..=n) {
            let named = given.capital && given.is(Class::GIVEN) && initial.is_initial();
            if named && initial.lower.ends_with('.') && surname.upper {
                surname.capital = true;
            }
        }
    }
}

/// `Sung` and `Won` are verbs, but no verbs in `Kim Il Sung`, whatever a headline does with their letters.
fn raise_syllables(tokens: &mut [Token<'_>]) {
    for n in 2..tokens.len() {
        let Some([surname, first, second]) = tokens.get_mut(n - 2..=n) else {
            continue;
        };
        let syllable = |t: &Token<'_>| t.upper && syllables::korean(&t.lower) == Some(1);
        let name =
            surname.is(Class::KOREAN) && surname.upper && syllable(first) && syllable(second);
        if name && surname.sentence == second.sentence {
            surname.capital = true;
            first.capital = true;
            second.capital = true;
        }
    }
}

fn token<'p>(word: &'p Word, form: &str) -> Token<'p> {
    let letters = form.starts_with(char::is_alphabetic);
    let mark = matches!(word.tag, '.' | '0' | 'c') && !letters;
    let mut class = if mark {
        Class::default()
    } else {
        lexicon::class(&word.lower)
    };
    if class == Class::default() && !mark {
        if let Some(short) = word.lower.strip_suffix('.') {
            class = lexicon::class(short);
        }
    }
    if !mark && class == Class::default() && is_compound_post(&word.lower) {
        class = Class::POST;
    }
    // What is an ordinary word by its part of speech is one, whatever list it is on.
    if !mark && !matches!(word.tag, 'N' | '?') {
        class = class.or(Class::COMMON);
    }
    Token {
        span: word.span,
        lower: Cow::Borrowed(&word.lower),
        class,
        tag: word.tag,
        cue: word.cue,
        sentence: word.sentence,
        inside: word.inside,
        capital: word.capital || small_prefix(form),
        upper: form.starts_with(char::is_uppercase),
        initials: word.initials,
        letters: form.len() < 6 && form.chars().take_while(|c| c.is_uppercase()).count() > 1,
    }
}

/// `co-director`, `ex-minister`, `vice-rector`: a post with a small word before its hyphen.
fn is_compound_post(lower: &str) -> bool {
    let Some((before, post)) = lower.rsplit_once('-') else {
        return false;
    };
    let modifies = Class::MODIFIER
        .or(Class::WHEN)
        .or(Class::POST)
        .or(Class::PERSON);
    let prefix = matches!(
        before,
        "co" | "ex" | "sub" | "then" | "pro" | "arch" | "non"
    ) || lexicon::class(before).is(modifies);
    prefix && lexicon::class(post).is(Class::POST)
}

/// Where a word ends that a bad capture glued to a name: `WhenKim`, `ComradeKim`.
fn glued(form: &str, token: &Token<'_>) -> Option<usize> {
    if token.initials || form.len() < 4 || !form.is_ascii() {
        return None;
    }
    let bytes = form.as_bytes();
    // `HEKim`: His Excellency.
    if let [b'H', b'E', b'A'..=b'Z', b'a'..=b'z', ..] = bytes {
        let name = lexicon::class(&form.get(2..)?.to_ascii_lowercase());
        return name.is(Class::KOREAN.or(Class::GIVEN)).then_some(2);
    }
    let inner = bytes
        .windows(2)
        .position(|w| matches!(w, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase()))?
        + 1;
    let (left, right) = form.split_at_checked(inner)?;
    let left = left.to_ascii_lowercase();
    let right = right.to_ascii_lowercase();
    let word = lexicon::class(&left).is(Class::COMMON.or(Class::HONORIFIC).or(Class::POST));
    let name = lexicon::class(&right).is(Class::KOREAN.or(Class::GIVEN));
    (word && name && left.len() > 1 && !INNER.contains(&left.as_str())).then_some(inner)
}

fn pieces<'p>(token: &Token<'p>, form: &str, at: usize) -> [Token<'p>; 2] {
    let middle = token.span.start + at;
    let piece = |span: Span, form: &str| Token {
        span,
        lower: Cow::Owned(form.to_lowercase()),
        class: lexicon::class(&form.to_lowercase()),
        capital: form.starts_with(char::is_uppercase),
        tag: 'N',
        cue: ' ',
        ..token.clone()
    };
    let (left, right) = form.split_at_checked(at).unwrap_or((form, ""));
    [
        piece(Span::new(token.span.start, middle), left),
        piece(Span::new(middle, token.span.end), right),
    ]
}
