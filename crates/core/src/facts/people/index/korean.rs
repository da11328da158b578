//! Korean names: what a name in Latin letters may be in Hangul, and what is shaped like one.

use super::syllables::{LONGEST, Sense, Surname, Tables, tables};
use crate::text::romanize::{is_hangul, split_name};

/// Readings of one name beyond which none is looked at.
const MOST: usize = 48;

/// A reading of a name: surname and one or two syllables by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Reading {
    pub(super) cost: u8,
    pub(super) surname: u16,
    pub(super) first: u16,
    pub(super) second: Option<u16>,
}

impl Reading {
    /// The name without the cost.
    pub(super) fn name(self) -> (u16, u16, Option<u16>) {
        (self.surname, self.first, self.second)
    }

    /// The key: the northern press spelling, with a number where it commonly stands for another.
    pub(super) fn key(self) -> String {
        let tables = tables();
        let mut out = tables
            .surname(self.surname)
            .map_or("", |s| s.code.as_str())
            .to_owned();
        for syllable in std::iter::once(self.first).chain(self.second) {
            out.push('-');
            out.push_str(tables.code(syllable));
        }
        out
    }
}

/// A name in Latin letters cut into words and these into syllables, small.
#[derive(Debug, Default)]
struct Parts {
    /// The syllables of each word, which a hyphen parts.
    words: Vec<Vec<String>>,
    /// A comma parts the surname from the rest.
    comma: bool,
    /// It has an apostrophe or a breve.
    marked: bool,
}

/// Longer names are not Korean.
const MOST_WORDS: usize = 4;

impl Parts {
    /// None for what has other characters than a Korean name in Latin letters.
    fn new(name: &str) -> Option<Self> {
        let mut parts = Parts::default();
        for word in name.split_whitespace() {
            let bare = word.strip_suffix(',');
            parts.comma |= bare.is_some() && parts.words.is_empty();
            let syllables = bare.unwrap_or(word).split(['-', '‐', '‑', '–']);
            let syllables: Option<Vec<String>> = syllables.map(|s| parts.syllable(s)).collect();
            parts.words.push(syllables?);
            if parts.words.len() > MOST_WORDS {
                return None;
            }
        }
        (parts.words.len() > 1).then_some(parts)
    }

    fn syllable(&mut self, word: &str) -> Option<String> {
        let mut out = String::with_capacity(word.len());
        for c in word.chars() {
            match c {
                'a'..='z' => out.push(c),
                'A'..='Z' => out.push(c.to_ascii_lowercase()),
                'ŏ' | 'Ŏ' => out.push('ŏ'),
                'ŭ' | 'Ŭ' => out.push('ŭ'),
                '\'' | '’' | '‘' | '`' | 'ʼ' => out.push('\''),
                _ => return None,
            }
        }
        self.marked |= out.contains(['\'', 'ŏ', 'ŭ']);
        (!out.is_empty() && out.len() <= 2 * LONGEST).then_some(out)
    }
}

/// What a name in Latin letters can be in Hangul, the likeliest first: surname first, or last where
/// nothing else can be or the order is plain from a hyphen. Empty for what is not shaped like a Korean
/// name.
pub(super) fn readings(name: &str) -> Vec<Reading> {
    let Some(parts) = Parts::new(name) else {
        return Vec::new();
    };
    if !parts.marked {
        return in_order(&parts, false);
    }
    // With its marks, McCune–Reischauer is read strictly; some write them carelessly.
    let strict = in_order(&parts, true);
    if strict.is_empty() {
        in_order(&parts, false)
    } else {
        strict
    }
}

fn in_order(parts: &Parts, marked: bool) -> Vec<Reading> {
    let (Some((head, tail)), Some((last, front))) =
        (parts.words.split_first(), parts.words.split_last())
    else {
        return Vec::new();
    };
    let first = read(head, tail, marked);
    if parts.comma || front.is_empty() {
        return first;
    }
    let hyphened = head.len() > 1;
    let rare = |r: &Vec<Reading>| r.first().is_none_or(|r| !is_plain(r.surname));
    if first.is_empty() || hyphened || rare(&first) {
        let reversed = read(last, front, marked);
        if first.is_empty() || hyphened && !reversed.is_empty() || !rare(&reversed) {
            return reversed;
        }
    }
    first
}

fn is_plain(surname: u16) -> bool {
    tables().surname(surname).is_some_and(|s: &Surname| s.plain)
}

/// Readings with a word as the surname and the syllables of the others as the given name.
fn read(surname: &[String], given: &[Vec<String>], marked: bool) -> Vec<Reading> {
    let tables = tables();
    let [surname] = surname else {
        return Vec::new();
    };
    let families = tables.families(surname);
    if families.is_empty() {
        return Vec::new();
    }
    let mut syllables = given.iter().flatten();
    let mut out = Vec::new();
    match (syllables.next(), syllables.next(), syllables.next()) {
        (Some(one), Some(two), None) => join(tables, families, one, Some(two), marked, &mut out),
        (Some(one), None, _) => {
            join(tables, families, one, None, marked, &mut out);
            for cut in one.char_indices().map(|(at, _)| at).skip(1) {
                if let Some((a, b)) = one.split_at_checked(cut) {
                    join(tables, families, a, Some(b), marked, &mut out);
                }
            }
        }
        _ => {}
    }
    out.sort_unstable();
    out.truncate(MOST);
    out
}

fn join(
    tables: &Tables,
    families: &[Sense],
    one: &str,
    two: Option<&str>,
    marked: bool,
    out: &mut Vec<Reading>,
) {
    let fits = |s: &&Sense| !marked || s.marked;
    let firsts = tables.given(one);
    let seconds = two.map(|two| tables.given(two));
    for family in families.iter().filter(fits) {
        for first in firsts.iter().filter(fits) {
            let mut push = |second: Option<&Sense>| {
                out.push(Reading {
                    cost: family.cost + first.cost + second.map_or(0, |s| s.cost),
                    surname: family.number,
                    first: first.number,
                    second: second.map(|s| s.number),
                });
            };
            match seconds {
                Some(seconds) => seconds.iter().filter(fits).for_each(|s| push(Some(s))),
                None => push(None),
            }
        }
    }
}

/// The reading of a name in Hangul.
pub(super) fn hangul_reading(name: &str) -> Option<Reading> {
    let (surname, given) = split_name(name)?;
    let tables = tables();
    let mut syllables = given.chars();
    let (first, second) = (syllables.next()?, syllables.next());
    if syllables.next().is_some() {
        return None;
    }
    Some(Reading {
        cost: 0,
        surname: tables.family(surname)?,
        first: tables.number(first)?,
        second: match second {
            Some(c) => Some(tables.number(c)?),
            None => None,
        },
    })
}

/// A reading with the `ㄹ` that the south drops at the head of a syllable, for each syllable that may
/// have had it (이용남 is 리룡남 or 리용남).
pub(super) fn northern(reading: Reading) -> Vec<Reading> {
    let tables = tables();
    let forms = |number: u16| {
        let other = tables.syllable(number).and_then(with_liquid);
        let other = other.and_then(|c| tables.number(c));
        std::iter::once(number).chain(other).collect::<Vec<u16>>()
    };
    let seconds: Vec<Option<u16>> = match reading.second {
        Some(second) => forms(second).into_iter().map(Some).collect(),
        None => vec![None],
    };
    let mut out = Vec::new();
    for first in forms(reading.first) {
        for second in &seconds {
            out.push(Reading {
                first,
                second: *second,
                ..reading
            });
        }
    }
    out.retain(|r| *r != reading);
    out
}

/// `룡` for `용`, `라` for `나`.
fn with_liquid(syllable: char) -> Option<char> {
    /// Syllables between one onset and the next.
    const ONSET: u32 = 588;
    let (onset, vowel, _) = crate::text::romanize::jamo(syllable)?;
    let back = match onset {
        'ㅇ' if "ㅣㅑㅕㅛㅠㅖ".contains(vowel) => 6,
        'ㄴ' => return char::from_u32(syllable as u32 + 3 * ONSET),
        _ => return None,
    };
    char::from_u32(syllable as u32 - back * ONSET)
}

/// English words that are spelt like surnames: with one more word they begin a phrase, not a name.
const ENGLISH: [&str; 12] = [
    "no", "so", "in", "an", "do", "you", "o", "oh", "ha", "ho", "on", "ban",
];

/// Whether words are shaped like a Korean name.
pub(super) fn is_name(words: &[&str]) -> bool {
    if !(2..=3).contains(&words.len()) || !words.iter().all(|w| w.starts_with(char::is_uppercase)) {
        return false;
    }
    let syllables: usize = words.iter().map(|w| w.split('-').count()).sum();
    let english = |w: &str| ENGLISH.iter().any(|e| w.eq_ignore_ascii_case(e));
    if syllables == 2 && words.iter().any(|w| english(w)) {
        return false;
    }
    let likeliest = readings(&words.join(" ")).first().copied();
    // Two syllables without a hyphen are often another word: only usual ones are taken.
    likeliest.is_some_and(|r| syllables > 2 || r.second.is_none() || r.cost <= MOST_JOINED)
}

/// What a given name of two syllables in one word may cost.
const MOST_JOINED: u8 = 1;

/// Whether a word in Hangul is shaped like a full name.
pub(super) fn is_hangul_name(word: &str) -> bool {
    (2..=4).contains(&word.chars().count())
        && word.chars().all(is_hangul)
        && hangul_reading(word).is_some()
}
