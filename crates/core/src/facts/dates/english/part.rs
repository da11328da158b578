//! Parts of a year or month: `early 2020`, `the first half of 2021`, `the 1990s`.

use super::super::{
    mention::Mention,
    time::{Base, From, Part, Point, Time, Unit},
    tokens::{Class, Tokens},
};
use super::words::{day_at, month_name, ordinal, which, year_at, year_behind};

/// `early 2020`, `late last month`, `the first half of 2021`, `last summer`, `the end of the year`.
pub(super) fn part_of(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    if let Some((season, by)) = season_near(t, n) {
        let mut point = Point::shift(Unit::Year, by, From::Published);
        point.part = Some(season);
        point.which = which(t.word(n));
        out.push(Mention::new(t, n, n + 2, Time::Point(point)));
        return Some(n + 2);
    }
    let (part, at) = part_words(t, n)?;
    let (mut point, end) = whole(t, at)?;
    if matches!(part, Part::Season(_) | Part::Half(_) | Part::Quarter(_)) && point.month.is_some() {
        return None;
    }
    if point.part.is_none() {
        point.part = Some(part);
    }
    out.push(Mention::new(t, n, end, Time::Point(point)));
    Some(end)
}

/// A part that words name before a time: `early`, `the end of`, `the first half of`. The token behind.
fn part_words(t: &Tokens<'_>, n: usize) -> Option<(Part, usize)> {
    let n = n + usize::from(t.is(n, "the"));
    let hyphen = |at: usize| at + usize::from(t.is_dash(at) && t.glued(at));
    let of = |at: usize| t.is(at, "of").then_some(at + 1);
    let simple = match t.word(n) {
        "early" => Some(Part::Early),
        "late" => Some(Part::Late),
        "mid" => Some(Part::Middle),
        _ => None,
    };
    if let Some(part) = simple {
        return Some((part, hyphen(n + 1)));
    }
    match t.word(n) {
        "beginning" | "start" => return Some((Part::Start, of(n + 1)?)),
        "end" => {
            let end = of(n + 1).or_else(|| (hyphen(n + 1) > n + 1).then_some(hyphen(n + 1)))?;
            return Some((Part::End, end));
        }
        "middle" => return Some((Part::Middle, of(n + 1)?)),
        _ => {}
    }
    let season = match t.word(n) {
        "spring" => Some(0),
        "summer" => Some(1),
        "autumn" | "fall" => Some(2),
        "winter" => Some(3),
        _ => None,
    };
    if let Some(season) = season {
        return Some((Part::Season(season), of(n + 1).unwrap_or(n + 1)));
    }
    // `Q1`
    if t.is(n, "q")
        && t.glued(n)
        && let Class::Int {
            value: value @ 1..=4,
            figures: 1,
            ..
        } = t.class(n + 1)
    {
        let end = n + 2 + usize::from(t.is(n + 2, "of"));
        return Some((Part::Quarter(u8::try_from(value).ok()?), end));
    }
    let number = ordinal(t, n)?;
    let at = hyphen(n + 1);
    let half = t.is(at, "half") && number <= 2;
    let quarter = matches!(
        t.class(at),
        Class::Unit {
            unit: Unit::Quarter,
            plural: false
        }
    );
    let part = match (half, quarter) {
        (true, _) => Part::Half(number),
        (_, true) if number <= 4 => Part::Quarter(number),
        _ => return None,
    };
    Some((part, of(at + 1).unwrap_or(at + 1)))
}

/// `last summer`.
fn season_near(t: &Tokens<'_>, n: usize) -> Option<(Part, i32)> {
    let by = match t.word(n) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    let season = match t.word(n + 1) {
        "spring" => 0,
        "summer" => 1,
        "autumn" | "fall" => 2,
        "winter" => 3,
        _ => return None,
    };
    Some((Part::Season(season), by))
}

/// A year, month or week that a part is a part of.
fn whole(t: &Tokens<'_>, n: usize) -> Option<(Point, usize)> {
    let the = n + usize::from(t.is(n, "the"));
    if let Some((point, end)) = decade(t, the) {
        return Some((point, end));
    }
    if let Some((number, end)) = month_name(t, the) {
        let mut point = Point {
            month: Some(number),
            ..Point::default()
        };
        if day_at(t, end).is_some() {
            return None;
        }
        if let Some((base, stop)) = year_behind(t, end)
            && t.mark(end) != Some('.')
        {
            point.base = base;
            return Some((point, stop));
        }
        return Some((point, end));
    }
    if let Some(year) = year_at(t, the) {
        return Some((Point::year(year), the + 1));
    }
    if t.is(the, "fiscal") && year_at(t, the + 1).is_some() {
        return Some((Point::year(year_at(t, the + 1)?), the + 2));
    }
    let shift = |unit: Unit, by: i32| {
        matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Quarter)
            .then_some(Point::shift(unit, by, From::Published))
    };
    let by = match t.word(the) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => {
            // `the end of the year`
            let Class::Unit {
                unit: unit @ (Unit::Year | Unit::Month | Unit::Week),
                plural: false,
            } = t.class(the)
            else {
                return None;
            };
            return Some((shift(unit, 0)?, (the > n).then_some(the + 1)?));
        }
    };
    let Class::Unit {
        unit,
        plural: false,
    } = t.class(the + 1)
    else {
        return None;
    };
    Some((shift(unit, by)?, the + 2))
}

/// `1990s`, `'90s`, `90's`: the decade and the token behind it.
pub(super) fn decade(t: &Tokens<'_>, n: usize) -> Option<(Point, usize)> {
    let mark = usize::from(matches!(t.mark(n), Some('\'' | '’' | '‘')) && t.glued(n));
    let at = n + mark;
    let Class::Int {
        value,
        figures,
        nth: false,
    } = t.class(at)
    else {
        return None;
    };
    let token = t.get(at)?;
    let apostrophe = usize::from(matches!(t.mark(at + 1), Some('\'' | '’')) && t.glued(at + 1));
    let s = at + 1 + apostrophe;
    let plural = t.glued(at) && t.is(s, "s") && value % 10 == 0;
    (plural && (!token.bound || mark == 1)).then_some(())?;
    let base = match figures {
        4 if (1000..2200).contains(&value) && mark == 0 => Base::Year(i16::try_from(value).ok()?),
        2 if value >= 20 => Base::Short(u8::try_from(value).ok()?),
        _ => return None,
    };
    let part = if figures == 4 && value % 100 == 0 && value < 2000 {
        Part::Century
    } else {
        Part::Decade
    };
    let point = Point {
        base,
        part: Some(part),
        ..Point::default()
    };
    Some((point, s + 1))
}
