//! Shapes of names: how far a row of capital words looks like a person's name by its words alone.

use super::{lexicon::Class, syllables, tokens::Token};

/// The order and the habit that a name follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    /// Surname and syllables: `Kim Jong Un`, `Kim Jong-un`.
    Korean,
    /// `Xi Jinping`, `Nguyen Phu Trong`: the surname stands first.
    Eastern,
    /// Anything else.
    General,
}

/// Points of a shape that needs no evidence; see [`super::evidence::ENOUGH`].
const SURE: i32 = 12;

/// What kinds of words are no part of a name, unless they are also names.
const FOREIGN: Class = Class::BODY
    .or(Class::FACILITY)
    .or(Class::BEARER)
    .or(Class::LEAD)
    .or(Class::DAY)
    .or(Class::NATION)
    .or(Class::PLACE)
    .or(Class::BRAND)
    .or(Class::OTHER)
    .or(Class::HONORIFIC)
    .or(Class::POST)
    .or(Class::RANK)
    .or(Class::PERSON)
    .or(Class::WHEN)
    .or(Class::PRAISE)
    .or(Class::MODIFIER);

/// Any list of names of people.
pub(super) const NAME: Class = Class::GIVEN
    .or(Class::SURNAME)
    .or(Class::KOREAN)
    .or(Class::CHINESE)
    .or(Class::VIETNAMESE);

/// Whether a word can stand in a name of a person. `first`: no part of the name stands before it.
pub(super) fn is_part(token: &Token<'_>, first: bool, shouted: bool) -> bool {
    // `EVs` and `NGOs` are no names.
    if !token.capital || token.letters && !token.initials {
        return false;
    }
    if token.is_initial() {
        return true;
    }
    if is_suffix(token) {
        return !first;
    }
    if token.initials && !shouted {
        // `Emmanuel MACRON`; `DPRK` is none.
        return token.lower.len() > 3
            && !token.is(FOREIGN.or(Class::COMMON))
            && (token.is(NAME) || !first);
    }
    // `Orel-style`, `Singer-guitarist`
    if let Some((_, last)) = token.lower.rsplit_once('-') {
        let last = super::lexicon::class(last);
        if last.is(Class::COMMON.or(Class::PERSON)) && !last.is(NAME) {
            return false;
        }
    }
    let day = token.is(Class::DAY) && !is_given_month(token);
    if token.lower.chars().any(char::is_numeric) || day || token.is(Class::NATION) {
        return false;
    }
    let name = token.is(NAME);
    if token.is(Class::HONORIFIC.or(Class::BRAND)) {
        return false;
    }
    if token.is(Class::POST
        .or(Class::RANK)
        .or(Class::PERSON)
        .or(Class::WHEN))
    {
        // `Stephen King`, but `King Charles`.
        return name && !first;
    }
    if token.is(FOREIGN) {
        return name && (!first || token.is(Class::GIVEN));
    }
    if token.is(Class::COMMON) || shouted {
        return name;
    }
    true
}

/// `Jr`, `III`; `Xi` is a surname.
fn is_suffix(token: &Token<'_>) -> bool {
    let written = token.initials || matches!(token.lower.trim_end_matches('.'), "jr" | "sr");
    token.is(Class::SUFFIX) && written && !token.is(Class::COMMON)
}

/// Whether an ordinary noun can be the surname behind a given name that is no other word: `Viola Wells`.
/// What stands around must then speak for a person.
pub(super) fn is_word_surname(given: &Token<'_>, token: &Token<'_>) -> bool {
    let sure = given.is(Class::GIVEN) && !given.is(Class::COMMON.or(FOREIGN));
    sure && is_word_name(token) && !token.is(FOREIGN)
}

/// Whether the noun of a body can be a surname behind a given name that is no other word: `Viola Court`.
pub(super) fn is_any_surname(given: &Token<'_>, token: &Token<'_>) -> bool {
    let sure = given.is(Class::GIVEN) && !given.is(Class::COMMON.or(FOREIGN));
    sure && token.capital
        && !token.initials
        && token.is(Class::BODY.or(Class::FACILITY))
        && token.tag == 'n'
}

/// Whether an ordinary word can be a surname.
pub(super) fn is_word_name(token: &Token<'_>) -> bool {
    let other = Class::POST
        .or(Class::RANK)
        .or(Class::DAY)
        .or(Class::NATION)
        .or(Class::BODY)
        .or(Class::BEARER)
        .or(Class::MODIFIER)
        .or(Class::HONORIFIC)
        .or(Class::WHEN);
    token.capital
        && !token.initials
        && token.lower.len() > 2
        && token.is(Class::COMMON)
        && matches!(token.tag, 'n' | 's' | 'j' | 'v')
        && !token.is(other)
}

/// Whether a word in capital letters is a surname behind a post in capital letters: `CHAIR OREL`.
pub(super) fn is_capital_name(token: &Token<'_>) -> bool {
    token.initials
        && token.lower.len() > 2
        && token
            .lower
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '\''))
        && !token.is(FOREIGN)
        && (token.is(NAME) || !token.is(Class::COMMON))
}

/// Whether an ordinary word in the plural is no surname behind a post: `Princess Promotions`.
pub(super) fn is_plural_word(token: &Token<'_>) -> bool {
    token.tag == 's' && !token.is(NAME)
}

/// A Korean name at the start of a row of words: how many words, and its points.
pub(super) fn korean(row: &[Token<'_>]) -> Option<(usize, i32)> {
    let [surname, rest @ ..] = row else {
        return None;
    };
    if !surname.capital || !surname.is(Class::KOREAN) {
        return None;
    }
    let syllables = |t: &Token<'_>| {
        let capital = t.capital && !t.lower.ends_with('.');
        // `Sun` and `Jun` are syllables, `May` is none.
        let place = t.is(Class::PLACE.or(Class::NATION)) || t.is(Class::DAY) && t.lower == "may";
        (capital && !place)
            .then(|| syllables::korean(&t.lower))
            .flatten()
    };
    let plain = |t: &Token<'_>| !t.is(Class::COMMON);
    // Surnames that are small words open many a sentence.
    let small = surname.is(Class::COMMON) && !matches!(surname.tag, 'N' | '?' | 'n' | 'j' | 'v');
    if let Some(given) = rest.first().filter(|t| t.capital) {
        if let Some((a, b)) = given.lower.split_once('-') {
            let both = syllables::korean(a) == Some(1) && syllables::korean(b) == Some(1);
            return both.then_some((2, SURE));
        }
    }
    match rest {
        [a, b, ..] if syllables(a) == Some(1) && syllables(b) == Some(1) => {
            let ordinary = usize::from(!plain(a)) + usize::from(!plain(b));
            if ordinary == 2 && (surname.is(Class::COMMON) || small) || small && ordinary > 0 {
                return None;
            }
            Some((3, SURE))
        }
        [a, ..] if syllables(a) == Some(2) && plain(a) && plain(surname) => {
            let other = a.is(Class::GIVEN.or(Class::SURNAME));
            Some((2, if other { 5 } else { 7 }))
        }
        [a, ..] if syllables(a) == Some(1) && !small => {
            let ordinary = usize::from(!plain(a)) + usize::from(!plain(surname));
            let other = a.is(Class::SURNAME) && a.lower.len() > 4;
            (ordinary < 2).then_some((2, if ordinary == 0 && !other { 6 } else { 3 }))
        }
        _ => None,
    }
}

/// Points of a row of words that may be a whole name, and its habit.
pub(super) fn strength(row: &[Token<'_>]) -> (i32, Habit) {
    let named: Vec<&Token<'_>> = row
        .iter()
        .filter(|t| t.capital && !t.is_initial() && !is_suffix(t))
        .collect();
    let mut points = 0;
    // `Viola OREL`, but `M.D. FACL`.
    let shouts = named.last().is_some_and(|t| t.initials && !t.is(NAME));
    points -= 6 * i32::from(shouts && !row.first().is_some_and(|t| t.is(Class::GIVEN)));
    points += 4 * i32::from(
        row.iter()
            .rev()
            .skip(1)
            .any(super::tokens::Token::is_initial),
    );
    points += 3 * i32::from(row.iter().any(|t| !t.capital));
    points += 6 * i32::from(
        row.last()
            .is_some_and(|t| is_suffix(t) && t.lower.len() > 1),
    );
    let [first, middle @ .., last] = named.as_slice() else {
        // `J. Orel`
        return (points, Habit::General);
    };
    if let Some(eastern) = eastern(first, middle, last) {
        return (points + eastern, Habit::Eastern);
    }
    points += given(first) + surname(last);
    for token in middle {
        points +=
            i32::from(token.is(Class::GIVEN)) - 3 * i32::from(!token.is(NAME) && token.is(FOREIGN));
    }
    if !first.is(Class::GIVEN) && last.is(Class::GIVEN) && !last.is(Class::COMMON) {
        points += 1;
    }
    // A row of capital words is more often a heading than a long name.
    if named.len() > 4 {
        points -= 4;
    }
    (points, Habit::General)
}

/// Points of a first word.
fn given(token: &Token<'_>) -> i32 {
    let given = if !token.is(Class::GIVEN) {
        i32::from(!token.is(Class::COMMON.or(Class::SURNAME)))
    } else if token.is(Class::COMMON) {
        4
    } else {
        6
    };
    // `London Olympics`, `Florida Panthers`
    let place = 5 * i32::from(token.is(Class::PLACE));
    let foreign = token.is(FOREIGN) && !(token.is(Class::DAY) && is_given_month(token));
    given - place.max(3 * i32::from(foreign))
}

/// Points of a surname that is an ordinary word and on no list of names.
const WORD: i32 = -1;

/// Points of a last word.
fn surname(token: &Token<'_>) -> i32 {
    let foreign = token.is(FOREIGN);
    if token.is(Class::COMMON) {
        return match (foreign, token.is(NAME)) {
            (true, _) => 0,
            (false, true) => 2,
            (false, false) => WORD,
        };
    }
    if foreign {
        return if token.is(Class::SURNAME) { 0 } else { -6 };
    }
    if token.is(NAME) { 4 } else { 3 }
}

/// Points of a name with the surname before the given name.
fn eastern(first: &Token<'_>, middle: &[&Token<'_>], last: &Token<'_>) -> Option<i32> {
    let plain = |t: &Token<'_>| !t.is(Class::COMMON.or(FOREIGN));
    let western = first.is(Class::GIVEN) && !first.is(Class::CHINESE.or(Class::VIETNAMESE));
    if western {
        return None;
    }
    if first.is(Class::CHINESE) && middle.is_empty() {
        let hyphen = last.lower.contains('-');
        let joined = last.lower.replace('-', "");
        return match syllables::pinyin(&joined) {
            Some(2) if plain(last) && !last.is(Class::SURNAME) => Some(9),
            Some(1) if plain(last) && plain(first) => Some(5),
            _ => hyphen.then_some(8),
        };
    }
    let strong = matches!(
        &*first.lower,
        "nguyen" | "nguyễn" | "tran" | "trần" | "pham" | "phạm"
    );
    if first.is(Class::VIETNAMESE) && middle.len() < 3 && plain(last) {
        return (strong || !last.lower.is_ascii()).then_some(9);
    }
    (first.is(Class::KOREAN.or(Class::CHINESE))
        && middle.len() == 1
        && plain(last)
        && !last.is(Class::SURNAME)
        && middle.iter().all(|t| plain(t)))
    .then_some(7)
}

/// Whether a short form of a month is a given name here: `Jan Orel`, but `Jan. 13`.
fn is_given_month(token: &Token<'_>) -> bool {
    token.is(Class::GIVEN) && !token.is(Class::COMMON) && !token.lower.ends_with('.')
}
