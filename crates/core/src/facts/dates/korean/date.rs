//! Days, months and years in one: `지난 2016년 12월26일`, `9∼11일`.

use super::super::{
    mention::Mention,
    time::{Base, Part, Point, Time, Unit, Which},
    tokens::{Class, Tokens},
};
use super::{
    clock::clock,
    part::{near_part, part},
    span::days_counted,
    words::{
        LENGTHS, bracketed_weekday, day, int, makes_name, month, month_near, part_of_day,
        same_period, shift, which, year,
    },
};
use crate::text::{Span, korean::PARTICLES, number::is_hangul};

/// A day, month or year, with what stands around it: `지난 2016년 12월26일`, `이달 하순`, `9∼11일`,
/// `30일 오후 2시`.
pub(super) fn date(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let mut point = Point::default();
    let mut at = n;
    if let Some(which) = which(t, n)
        && month_near(t, n).is_none()
        && year(t, n).is_none()
    {
        (point.which, at) = (which, n + 1);
    }
    // `올 들어`
    if t.is(at, "올")
        && t.get(at + 1)
            .is_some_and(|x| x.span.of(t.text).starts_with("들어"))
    {
        let point = Point {
            base: shift(Unit::Year, 0),
            ..Point::default()
        };
        out.push(Mention::new(t, n, at + 1, Time::Point(point)));
        return Some(at + 1);
    }
    if let Some((base, end)) = year(t, at) {
        let same = same_period(t, end);
        if same > end {
            let point = Point {
                base,
                ..Point::default()
            };
            let mut found = Mention::new(t, n, same, Time::Point(point));
            found.span.end = without_particle(t, same - 1);
            found.figures = found.span;
            out.push(found);
            return Some(same);
        }
        (point.base, at) = (base, end);
        // `지난해 1995년`
        if matches!(base, Base::Shift { .. })
            && let Some((said @ Base::Year(_), end)) = year(t, at)
        {
            (point.base, at) = (said, end);
        }
        at += usize::from(t.is(at, "중") && month(t, at + 1).is_some());
    } else if let Some(end) = years_to(t, at, out) {
        return Some(end);
    }
    if let Some(end) = months_list(t, n, at, point, out) {
        return Some(end);
    }
    if let Some((number, end)) = month(t, at) {
        (point.month, at) = (Some(number), end);
    } else if point.base == Base::Open
        && let Some((base, end)) = month_near(t, at)
    {
        (point.base, at) = (base, end);
    } else if point.base == Base::Open
        && point.which == Which::Plain
        && let Some((part, which, end)) = near_part(t, at)
    {
        (point.base, point.part, at) = (shift(Unit::Year, 0), part, end);
        point.which = which;
        out.push(Mention::new(t, n, at, Time::Point(point)));
        return Some(at);
    }
    if let Some(end) = days_list(t, n, at, point, out) {
        return Some(end);
    }
    if let Some((number, end)) = day(t, at) {
        (point.day, at) = (Some(number), end);
    } else if at > n
        && let Some((part, end)) = part(t, at)
    {
        // `지난 하반기`: of the year before or this one, by what has passed.
        let bare = point.base == Base::Open && point.month.is_none();
        let months = matches!(part, Part::Half(_) | Part::Quarter(_) | Part::Season(_));
        if bare && months {
            point.base = shift(Unit::Year, 0);
            if point.which == Which::Plain {
                point.which = Which::Near;
            }
        }
        if !bare || months {
            (point.part, at) = (Some(part), end);
        }
    }
    let said = point.base != Base::Open || point.month.is_some() || point.day.is_some();
    (said && !makes_name(t, at)).then_some(())?;
    if let Some((weekday, end)) = bracketed_weekday(t, at) {
        (point.weekday, at) = (Some(weekday), end);
    }
    let calendar = t.span(n, at);
    if point.day.is_some()
        && let Some((time, end)) = clock(t, at, true)
    {
        (point.time, at) = (Some(time), end);
    } else if point.day.is_some() {
        at = part_of_day(t, at);
    }
    // `지난 6일부터 사흘 간`
    if point.day.is_some()
        && t.is(at, "부터")
        && let Some((count, end)) = days_counted(t, at + 1)
    {
        let mut found = Mention::new(
            t,
            n,
            end,
            Time::Days {
                first: point,
                count,
            },
        );
        found.figures = calendar;
        out.push(found);
        return Some(end);
    }
    out.push(Mention::new(t, n, at, Time::Point(point)));
    Some(at)
}

/// The end of a word without its particle.
fn without_particle(t: &Tokens<'_>, n: usize) -> usize {
    let word = t.get(n).map_or("", |x| x.span.of(t.text));
    let particle = PARTICLES
        .iter()
        .filter(|p| word.len() > p.len() + 3 && word.ends_with(**p))
        .map(|p| p.len());
    t.end(n) - particle.max().unwrap_or(0)
}

/// A number before a mark of a range or list, whose unit comes only with the last: `9∼11일`, `5, 6일`.
fn short_list(
    t: &Tokens<'_>,
    n: usize,
    unit: &[&str],
    most: u8,
) -> Option<(Vec<(usize, u8)>, bool, usize)> {
    let value = |k: usize| {
        let value = u8::try_from(int(t, k)?).ok()?;
        (1..=most).contains(&value).then_some(value)
    };
    let mut found = vec![(n, value(n)?)];
    let range = t.is_dash(n + 1);
    let mut at = n + 1;
    while matches!(t.mark(at), Some(',' | '·' | 'ㆍ' | '‧' | '・')) || (range && found.len() == 1)
    {
        let value = value(at + 1)?;
        if found.last().is_some_and(|l| l.1 >= value) {
            return None;
        }
        found.push((at + 1, value));
        at += 2;
    }
    let last = at - 1;
    (found.len() > 1 && t.is_any(at, unit) && t.glued(last)).then_some((found, range, at + 1))
}

/// Mentions of a list with one unit; each takes what `set` makes of its number.
fn emit(
    t: &Tokens<'_>,
    from: usize,
    list: &(Vec<(usize, u8)>, bool, usize),
    set: impl Fn(u8) -> Point,
    out: &mut Vec<Mention>,
) -> Option<usize> {
    let (numbers, range, end) = list;
    if *range && let [first, second] = numbers.as_slice() {
        let time = Time::Range(set(first.1), set(second.1));
        out.push(Mention::new(t, from, *end, time));
        return Some(*end);
    }
    for (n, (at, value)) in numbers.iter().enumerate() {
        let start = if n == 0 { from } else { *at };
        let stop = if n + 1 == numbers.len() { *end } else { at + 1 };
        out.push(Mention::new(t, start, stop, Time::Point(set(*value))));
    }
    Some(*end)
}

fn days_list(
    t: &Tokens<'_>,
    from: usize,
    at: usize,
    point: Point,
    out: &mut Vec<Mention>,
) -> Option<usize> {
    // `9월 28∼10월 2일`
    if point.month.is_some()
        && let Some(first) = int(t, at).filter(|d| (1..=31).contains(d))
        && t.is_dash(at + 1)
        && let Some((other, next)) = month(t, at + 2)
        && let Some((last, end)) = day(t, next)
    {
        let first = Point {
            day: u8::try_from(first).ok(),
            ..point
        };
        let last = Point {
            month: Some(other),
            day: Some(last),
            ..point
        };
        out.push(Mention::new(t, from, end, Time::Range(first, last)));
        return Some(end);
    }
    let list = short_list(t, at, &["일"], 31)?;
    if makes_name(t, list.2) || t.is_any(list.2, &LENGTHS) {
        return None;
    }
    let set = |value: u8| Point {
        day: Some(value),
        ..point
    };
    emit(t, from, &list, set, out)
}

fn months_list(
    t: &Tokens<'_>,
    from: usize,
    at: usize,
    point: Point,
    out: &mut Vec<Mention>,
) -> Option<usize> {
    let list = short_list(t, at, &["월"], 12)?;
    if day(t, list.2).is_some() {
        return None;
    }
    let set = |value: u8| Point {
        month: Some(value),
        ..point
    };
    emit(t, from, &list, set, out)
}

/// Letters that are looked at on either side for Hangul.
const BESIDE: usize = 40;

/// Whether Hangul stands near a place.
fn is_beside_hangul(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or("").chars().rev();
    let behind = text.get(span.end..).unwrap_or("").chars();
    before
        .take(BESIDE)
        .chain(behind.take(BESIDE))
        .any(is_hangul)
}

/// `2008.10` as the date of a piece in a Korean line: a year and two figures for the month.
pub(super) fn year_and_month(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let Class::Number(_) = t.class(n) else {
        return None;
    };
    let token = t.get(n)?;
    let (year, month) = token.span.of(t.text).split_once('.')?;
    let figures = |s: &str, len: usize| s.len() == len && s.bytes().all(|b| b.is_ascii_digit());
    (figures(year, 4) && figures(month, 2) && !token.bound).then_some(())?;
    let (year, month) = (year.parse::<i16>().ok()?, month.parse::<u8>().ok()?);
    let calendar = (1900..2100).contains(&year) && (1..=12).contains(&month);
    // `2008.10포인트` and `$2008.10` are amounts.
    let ends = t.get(n + 1).is_none()
        || !t.glued(n) && !matches!(t.class(n + 1), Class::Word | Class::Unit { .. })
        || matches!(t.mark(n + 1), Some(')' | ']'));
    let line_ends = t.text.get(token.span.end..)?.trim_start_matches(' ');
    let ends = ends || line_ends.starts_with('\n');
    (calendar && ends && is_beside_hangul(t.text, token.span)).then_some(())?;
    let point = Point {
        base: Base::Year(year),
        month: Some(month),
        ..Point::default()
    };
    out.push(Mention::new(t, n, n + 1, Time::Point(point)));
    Some(n + 1)
}

/// `2016~2020년`.
fn years_to(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let first = int(t, n).filter(|y| (1000..2200).contains(y))?;
    t.is_dash(n + 1).then_some(())?;
    let last = int(t, n + 2).filter(|y| *y > first && *y < 2200)?;
    t.is_any(n + 3, &["년", "년도"]).then_some(())?;
    let year = |y: u16| i16::try_from(y).ok().map(Point::year);
    out.push(Mention::new(
        t,
        n,
        n + 4,
        Time::Range(year(first)?, year(last)?),
    ));
    Some(n + 4)
}
