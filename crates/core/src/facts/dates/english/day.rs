//! Days of a month and months: `February 26, 2022`, `6-8 April`, `April last year`.

use super::super::{
    mention::Mention,
    time::{Point, Time, Which},
    tokens::{Class, Tokens},
    vocabulary::{Entry, vocabulary},
};
use super::words::{PREPOSITIONS, bracketed_weekday, day_at, month_name, which, year_behind};

pub(super) fn stamp(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let Class::Stamp(date) = t.class(n) else {
        return None;
    };
    let mut point = Point::written(date);
    let mut end = n + 1;
    if let Some((day, after)) = bracketed_weekday(t, end) {
        (point.weekday, end) = (Some(day), after);
    } else if date.day.is_some() && date.year.is_none() {
        point.weekday = weekday_inside(t.span(n, n + 1).of(t.text));
    }
    out.push(Mention::new(t, n, end, Time::Point(point)));
    Some(end)
}

/// The weekday that a date in figures names: `6:38 p.m. on Saturday, May 18`.
fn weekday_inside(words: &str) -> Option<u8> {
    let words = words.split(|c: char| !c.is_ascii_alphabetic());
    words.filter(|w| w.len() > 3).find_map(|word| {
        match vocabulary().get(word.to_ascii_lowercase().as_str())? {
            Entry::Class(Class::Weekday {
                day, full: true, ..
            }) => Some(*day),
            _ => None,
        }
    })
}

/// `February 26, 2022`, `Feb. 26-28`, `May 28 to June 2`, `March 5, 6 and 7`.
pub(super) fn month_first(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let (month, at) = month_name(t, n)?;
    let day = day_at(t, at)?;
    let mut points = vec![(n, at + 1, month_day(month, day))];
    let mut end = at + 1;
    let mut range = false;
    if let Some((second, stop)) = second_end(t, end, month, day) {
        points.push((end + 1, stop, second));
        (end, range) = (stop, true);
    } else {
        end = further_days(t, end, month, day, &mut points);
    }
    let year = year_behind(t, end);
    if let Some((base, stop)) = year {
        for point in &mut points {
            point.2.base = base;
        }
        end = stop;
        if let Some(last) = points.last_mut() {
            last.1 = stop;
        }
    } else if opens_name(t, n, end) {
        return Some(end);
    }
    if let Some((weekday, stop)) = bracketed_weekday(t, end) {
        end = stop;
        if let Some(last) = points.last_mut() {
            last.2.weekday = Some(weekday);
        }
    }
    emit(t, &points, range, out);
    Some(end)
}

fn month_day(month: u8, day: u8) -> Point {
    Point {
        month: Some(month),
        day: Some(day),
        ..Point::default()
    }
}

/// One mention of a stretch of time, or one for each day of a list.
fn emit(t: &Tokens<'_>, points: &[(usize, usize, Point)], range: bool, out: &mut Vec<Mention>) {
    if let (true, [first, second]) = (range, points) {
        out.push(Mention::new(
            t,
            first.0,
            second.1,
            Time::Range(first.2, second.2),
        ));
        return;
    }
    for (from, end, point) in points {
        out.push(Mention::new(t, *from, *end, Time::Point(*point)));
    }
}

/// The other end of a stretch that began with a day of a month: `-28`, `to 8`, `to June 2`.
fn second_end(t: &Tokens<'_>, n: usize, month: u8, day: u8) -> Option<(Point, usize)> {
    t.is_to(n).then_some(())?;
    if let Some((other, at)) = month_name(t, n + 1)
        && let Some(last) = day_at(t, at)
    {
        return Some((month_day(other, last), at + 1));
    }
    let last = day_at(t, n + 1)?;
    // `on May 5 to 8 sites`
    let counts = !t.is_dash(n)
        && matches!(t.class(n + 2), Class::Word)
        && !t.capital(n + 2)
        && t.word(n + 2).ends_with('s')
        && !t.is_any(n + 2, &["as", "is", "was", "has", "its", "this", "us"]);
    (last > day && !counts).then_some((month_day(month, last), n + 2))
}

/// The days of a list that share a month: `, 6 and 7`, `and 7`.
fn further_days(
    t: &Tokens<'_>,
    n: usize,
    month: u8,
    day: u8,
    points: &mut Vec<(usize, usize, Point)>,
) -> usize {
    let mut found = Vec::new();
    let (mut at, mut last) = (n, day);
    let mut closed = None;
    loop {
        let comma = t.mark(at) == Some(',');
        let and = at + usize::from(comma);
        let joined = t.is_any(and, &["and", "or"]) || t.mark(and) == Some('&');
        let next = and + usize::from(joined);
        if next == at {
            break;
        }
        let Some(more) = day_at(t, next).filter(|d| *d > last) else {
            break;
        };
        found.push((next, next + 1, month_day(month, more)));
        (at, last) = (next + 1, more);
        if joined {
            // `May 3 and 4 people` counts people.
            let counts = matches!(t.class(at), Class::Word | Class::Unit { .. })
                && !t.capital(at)
                && t.word(at).ends_with('s')
                && !t.is_any(at, &["as", "is", "was", "has", "its", "this"])
                || t.is_any(at, &["people", "men", "women", "children", "other", "more"]);
            closed = (!counts).then_some(at);
            break;
        }
    }
    match closed {
        Some(end) => {
            points.extend(found);
            end
        }
        None => n,
    }
}

/// Days of one list at most: a month has no more.
const MOST: usize = 31;

/// `26 February 2022`, `6-8 April`, `6 and 7 April`, `the 26th of February`.
pub(super) fn day_first(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let day = day_at(t, n)?;
    let mut days = vec![(n, day)];
    let mut at = n + 1;
    let mut range = false;
    if t.is_to(at)
        && !matches!(t.class(at + 1), Class::Month { .. })
        && let Some(last) = day_at(t, at + 1)
    {
        days.push((at + 1, last));
        (at, range) = (at + 2, true);
    } else {
        while days.len() < MOST && t.mark(at) == Some(',') && day_at(t, at + 1).is_some() {
            days.push((at + 1, day_at(t, at + 1)?));
            at += 2;
        }
        if t.is_any(at, &["and", "or"]) && day_at(t, at + 1).is_some() {
            days.push((at + 1, day_at(t, at + 1)?));
            at += 2;
        }
    }
    let of = usize::from(t.is(at, "of"));
    let hyphen = usize::from(of == 0 && days.len() == 1 && t.mark(at) == Some('-') && t.glued(at));
    let name = at + of + hyphen;
    let (month, mut end) = month_name(t, name)?;
    let hyphen = usize::from(hyphen == 1 && t.mark(end) == Some('-'));
    let year = year_behind(t, end + hyphen);
    if year.is_none() {
        // `Article 5 May not`; `25 February 27` is 25 of something else.
        let led =
            PREPOSITIONS.contains(&t.before(n)) || n.checked_sub(1).is_some_and(|b| t.is_to(b));
        let verb = t.is_any(name, &["may", "march"]) && !led;
        let next = day_at(t, end).is_some() && !t.is(end, "");
        let plain = matches!(t.class(n), Class::Int { nth: false, .. });
        let clock = t.mark(end + 1) == Some(':');
        if (verb && plain)
            || (next || matches!(t.class(end), Class::Int { figures: 1 | 2, .. })) && !clock
        {
            return None;
        }
    }
    let mut points: Vec<_> = days
        .iter()
        .map(|(at, day)| (*at, at + 1, month_day(month, *day)))
        .collect();
    if let Some((base, stop)) = year {
        for p in &mut points {
            p.2.base = base;
        }
        end = stop;
    } else if opens_name(t, n, end) {
        return Some(end);
    }
    if let Some(last) = points.last_mut() {
        last.1 = end;
    }
    emit(t, &points, range, out);
    Some(end)
}

/// `February 2022`, `April last year`, `last March`, `in January`.
pub(super) fn month(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let which = which(t.word(n));
    let at = n + usize::from(which != Which::Plain);
    let (number, end) = month_name(t, at)?;
    let full = matches!(t.class(at), Class::Month { full: true, .. });
    let mut point = Point {
        month: Some(number),
        which,
        ..Point::default()
    };
    if let Some((base, stop)) = year_behind(t, end)
        && t.mark(end) != Some('.')
    {
        point.base = base;
        out.push(Mention::new(t, at, stop, Time::Point(point)));
        return Some(stop);
    }
    let led = PREPOSITIONS.contains(&t.before(at))
        || which != Which::Plain
        || t.is_to(at.wrapping_sub(1));
    let verb = t.is_any(at, &["may", "march"]) || !full;
    let title = t.capital(at + 1) && matches!(t.class(at + 1), Class::Word | Class::Unit { .. });
    if verb && (!led || title) || !led && title {
        // `May we`, `Orel May`, `March for Peace`, `April Smith`
        return None;
    }
    let name = matches!(t.class(at.wrapping_sub(1)), Class::Word) && t.capital(at.wrapping_sub(1));
    (led || !name || at == 0).then_some(())?;
    out.push(Mention::new(t, n, end, Time::Point(point)));
    Some(end)
}

/// Nouns that end the name of a place or body which a date opens: `April 15 Stadium`.
const BODIES: &str = include_str!("bodies.txt");

/// Words of such a name after its date at most.
const NAME: usize = 5;

/// Whether a date from `from` to `end` opens a name: a run of words with capitals follows that ends with
/// the noun of a body. Behind a preposition of time it is a date.
fn opens_name(t: &Tokens<'_>, from: usize, end: usize) -> bool {
    if matches!(
        t.before(from),
        "on" | "since" | "until" | "till" | "by" | "dated"
    ) {
        return false;
    }
    if is_declaration(t, end) {
        return true;
    }
    let mut last = None;
    for n in end..end + NAME {
        let small = t.is_any(n, &["of", "and", "the", "for"]);
        if !(t.capital(n) || small && last.is_some()) || !matches!(t.class(n), Class::Word) {
            break;
        }
        last = Some(n);
        if BODIES.lines().any(|b| b == t.word(n)) {
            return true;
        }
    }
    false
}

/// Whether a document of another year is named behind its day: `the June 15 joint declaration`.
fn is_declaration(t: &Tokens<'_>, n: usize) -> bool {
    const KINDS: [&str; 10] = [
        "war",
        "uprising",
        "uprisings",
        "massacre",
        "declaration",
        "declarations",
        "agreement",
        "accord",
        "communique",
        "era",
    ];
    let mut at = n;
    while at < n + NAME
        && (t.is_any(
            at,
            &[
                "north", "south", "joint", "inter", "korean", "historic", "military", "popular",
                "people",
            ],
        ) || t.is_dash(at))
    {
        at += 1;
    }
    KINDS.contains(&t.word(at))
}

/// `New Year's Day`, `Christmas Eve`: days that their name puts into the calendar.
pub(super) fn holiday(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let new_year = t.is(n, "new") && t.is(n + 1, "year");
    let at = if new_year {
        matches!(t.mark(n + 2), Some('\'' | '’')).then_some(())?;
        n + 3 + usize::from(t.is(n + 3, "s"))
    } else {
        t.is(n, "christmas").then_some(n + 1)?
    };
    let (month, day) = match (new_year, t.word(at)) {
        (true, "day") => (1, 1),
        (true, "eve") => (12, 31),
        (false, "day") => (12, 25),
        (false, "eve") => (12, 24),
        _ => return None,
    };
    t.capital(at).then_some(())?;
    let point = Point {
        month: Some(month),
        day: Some(day),
        ..Point::default()
    };
    out.push(Mention::new(t, n, at + 1, Time::Point(point)));
    Some(at + 1)
}
