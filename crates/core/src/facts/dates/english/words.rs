//! Names of months, days and years in English, and counts before units of time.

use crate::text::number;

use super::super::{
    time::{Base, From, Unit, Which},
    tokens::{Class, Tokens},
};

/// Words before a date that tell it from a name, or a month from a verb.
pub(super) const PREPOSITIONS: [&str; 31] = [
    "on",
    "in",
    "of",
    "since",
    "by",
    "until",
    "till",
    "through",
    "from",
    "to",
    "between",
    "and",
    "or",
    "during",
    "before",
    "after",
    "for",
    "around",
    "at",
    "about",
    "circa",
    "early",
    "late",
    "mid",
    "last",
    "next",
    "this",
    "throughout",
    "past",
    "every",
    "than",
];

/// A month at a token, its stop included: the month and the token behind it.
pub(super) fn month_name(t: &Tokens<'_>, n: usize) -> Option<(u8, usize)> {
    let Class::Month { number, full } = t.class(n) else {
        return None;
    };
    t.capital(n).then_some(())?;
    let stop = !full && t.glued(n) && t.mark(n + 1) == Some('.');
    Some((number, n + 1 + usize::from(stop)))
}

/// A day of the month at a token.
pub(super) fn day_at(t: &Tokens<'_>, n: usize) -> Option<u8> {
    let Class::Int {
        value,
        figures,
        nth,
    } = t.class(n)
    else {
        return None;
    };
    let token = t.get(n)?;
    let fits = figures <= 2 && (1..=31).contains(&value) && !token.bound;
    let glued = t.glued(n)
        && match t.class(n + 1) {
            Class::Word | Class::Unit { .. } => !nth,
            Class::Mark(':') => t.glued(n + 1) && matches!(t.class(n + 2), Class::Int { .. }),
            Class::Mark(c) => matches!(c, '%' | '％' | '°'),
            _ => false,
        };
    let percent = t.is_any(n + 1, &["percent", "pct", "per", "million", "billion"]);
    (fits && !glued && !percent).then_some(())?;
    u8::try_from(value).ok()
}

/// A year of four figures at a token.
pub(super) fn year_at(t: &Tokens<'_>, n: usize) -> Option<i16> {
    let token = t.get(n)?;
    match token.class {
        Class::Int {
            value,
            figures: 4,
            nth: false,
        } if (1000..2200).contains(&value) => {
            let glued = t.glued(n)
                && match t.class(n + 1) {
                    Class::Word => t.capital(n + 1) == t.is_any(n + 1, &["s"]),
                    Class::Unit { .. } | Class::Key => true,
                    Class::Mark(c) => matches!(c, '%' | '％' | ':'),
                    _ => false,
                };
            (!token.bound && !glued).then_some(())?;
            i16::try_from(value).ok()
        }
        // `Juche 101 (2012)`
        Class::Stamp(date) if date.month.is_none() && date.time.is_none() => date.year,
        _ => None,
    }
}

/// `'21` at a token: the year and the token behind it.
pub(super) fn short_year(t: &Tokens<'_>, n: usize) -> Option<(u8, usize)> {
    let mark = matches!(t.mark(n), Some('\'' | '’' | '‘'));
    let Class::Int {
        value,
        figures: 2,
        nth: false,
    } = t.class(n + 1)
    else {
        return None;
    };
    let free = n == 0 || !t.glued(n - 1);
    let ends = !t.glued(n + 1) || matches!(t.class(n + 1 + 1), Class::Mark(_) | Class::Key);
    (mark && free && t.glued(n) && ends).then_some((u8::try_from(value).ok()?, n + 2))
}

/// `-2020`, `-53` behind a year.
pub(super) fn last_year(t: &Tokens<'_>, n: usize, first: i16) -> Option<(i16, usize)> {
    (t.is_dash(n) || t.mark(n) == Some('/')).then_some(())?;
    let glued = t.glued(n.wrapping_sub(1)) && t.glued(n);
    let last = match t.class(n + 1) {
        Class::Int {
            value,
            figures: 4,
            nth: false,
        } => i16::try_from(value).ok()?,
        Class::Int {
            value,
            figures: 2,
            nth: false,
        } if glued => first / 100 * 100 + i16::try_from(value).ok()?,
        _ => return None,
    };
    let ends = !(t.glued(n + 1) && (t.is_dash(n + 2) || matches!(t.class(n + 2), Class::Word)));
    // `(1392-1910)` is a dynasty.
    let bracket = n
        .checked_sub(2)
        .is_some_and(|b| matches!(t.mark(b), Some('(' | '[')));
    let longest = if bracket { 1000 } else { 200 };
    (last > first && last < first + longest && ends).then_some((last, n + 2))
}

/// The year behind a date, after a comma or none: its base and the token behind it.
pub(super) fn year_behind(t: &Tokens<'_>, n: usize) -> Option<(Base, usize)> {
    let comma = usize::from(matches!(t.mark(n), Some(',' | '.')));
    let at = n + comma;
    if let Some(year) = year_at(t, at) {
        return Some((Base::Year(year), at + 1));
    }
    if comma == 0
        && let Some((year, end)) = short_year(t, n)
    {
        return Some((Base::Short(year), end));
    }
    // `in December three years ago`
    if comma == 0
        && let Some((years, unit)) = count(t, at)
        && matches!(
            t.class(unit),
            Class::Unit {
                unit: Unit::Year,
                ..
            }
        )
        && t.is(unit + 1, "ago")
    {
        let base = Base::Shift {
            unit: Unit::Year,
            by: -whole_count(years)?,
            from: From::Published,
        };
        return Some((base, unit + 2));
    }
    let of = at + usize::from(t.is(at, "of"));
    // `in November of 2023`
    if comma == 0
        && of > at
        && let Some(year) = year_at(t, of)
    {
        return Some((Base::Year(year), of + 1));
    }
    let the = of + usize::from(t.is(of, "the"));
    let (by, from) = match t.word(the) {
        "last" => (-1, From::Published),
        "this" => (0, From::Published),
        "next" => (1, From::Published),
        // `in January the following year`
        "same" | "that" => (0, From::Mention),
        "following" => (1, From::Mention),
        "previous" => (-1, From::Mention),
        _ => return None,
    };
    let year = matches!(
        t.class(the + 1),
        Class::Unit {
            unit: Unit::Year,
            plural: false
        }
    );
    let base = Base::Shift {
        unit: Unit::Year,
        by,
        from,
    };
    year.then_some((base, the + 2))
}

/// `(Saturday)` or `(Sat)` behind a date.
pub(super) fn bracketed_weekday(t: &Tokens<'_>, n: usize) -> Option<(u8, usize)> {
    let Class::Weekday { day, .. } = t.class(n + 1) else {
        return None;
    };
    let stop = usize::from(t.mark(n + 2) == Some('.'));
    let closes = t.mark(n + 2 + stop) == Some(')');
    (t.mark(n) == Some('(') && closes).then_some((day, n + 3 + stop))
}

/// Whether a word before a day or month says which one.
pub(super) fn which(word: &str) -> Which {
    match word {
        "last" | "past" => Which::Last,
        "next" | "coming" | "upcoming" => Which::Next,
        "this" => Which::This,
        _ => Which::Plain,
    }
}

/// `first`, `2nd`, `latter`.
pub(super) fn ordinal(t: &Tokens<'_>, n: usize) -> Option<u8> {
    if let Class::Int {
        value, nth: true, ..
    } = t.class(n)
    {
        return u8::try_from(value).ok();
    }
    match t.word(n) {
        "opening" => Some(1),
        "latter" => Some(2),
        word => u8::try_from(number::ordinal(word)?).ok(),
    }
}

/// A count before a unit of time: its value and the token behind it.
pub(super) fn count(t: &Tokens<'_>, n: usize) -> Option<(f64, usize)> {
    let value = match t.class(n) {
        Class::Int {
            value, nth: false, ..
        } => f64::from(value),
        Class::Number(value) => value,
        _ if t.is_any(n, &["a", "an"]) => 1.0,
        _ => return None,
    };
    Some((value, n + 1))
}

pub(super) fn whole_count(value: f64) -> Option<i32> {
    let fits = value.fract() == 0.0 && (0.0..=FARTHEST).contains(&value);
    #[allow(clippy::cast_possible_truncation)] // Its bounds were just checked.
    fits.then_some(value as i32)
}

/// Units from now that a date still lies in.
const FARTHEST: f64 = 5_000.0;

/// Behind a part of the day that follows a day: `Monday morning`, `late Friday night`.
pub(super) fn part_of_day(t: &Tokens<'_>, n: usize) -> usize {
    let part = t.is_any(
        n,
        &["morning", "afternoon", "evening", "night", "noon", "midday"],
    );
    n + usize::from(part)
}

/// A time of the year or week that is told from another: which one, and the token behind `this past`,
/// `last`, `the coming`.
pub(super) fn turn(t: &Tokens<'_>, n: usize) -> Option<(i32, usize)> {
    let this = t.is(n, "this");
    Some(match t.word(n + usize::from(this)) {
        "past" if this => (-1, n + 2),
        "coming" if this => (1, n + 2),
        _ if this => (0, n + 1),
        "last" | "past" => (-1, n + 1),
        "next" | "coming" => (1, n + 1),
        _ => return None,
    })
}
