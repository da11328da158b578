//! Which of several days, months or seasons is meant: the one that lies nearest, as tense and words say.

use super::{
    calendar::{self, Period, month, plus_days, weekday, year},
    resolve::{Found, Place},
    tense::Tense,
    time::{Part, Point, Which},
};
use crate::text::PartialDate;

/// The press dates a day of the last or next weeks by month and day alone: as near as this, in days, the
/// tense of the clause does not matter.
const NEAR: i64 = 20;

/// What lies further ahead, in days, is said with its year or with `next`.
const FAR: i64 = 320;

/// Fills month and day of a point into a year or month.
pub(super) fn fill(date: PartialDate, point: Point) -> Option<Period> {
    let date = PartialDate {
        month: point.month.or(date.month),
        day: point.day.or(date.day),
        ..date
    };
    date.checked().map(Period::one)
}

/// The day of a month.
pub(super) fn same_month(of: PartialDate, day: u8) -> Option<PartialDate> {
    PartialDate::day(of.year?, of.month?, day)
}

/// Whether a date is not before another, as far as both say.
pub(super) fn later(first: PartialDate, second: PartialDate) -> bool {
    let key = |d: PartialDate, rest: u8| {
        (
            d.year,
            d.month.unwrap_or(rest),
            d.day.unwrap_or(rest),
            d.time,
        )
    };
    key(first, 0) <= key(second, 99)
}

/// The one of several years in which a date is meant.
pub(super) fn choose(
    dates: &[PartialDate],
    published: PartialDate,
    which: Which,
    place: &Place<'_>,
) -> Option<PartialDate> {
    // A month alone is as far away as its middle from the middle of now.
    let middle = |d: PartialDate| {
        PartialDate {
            day: d.day.or(Some(15)),
            month: d.month.or(Some(7)),
            ..d
        }
        .date_only()
        .to_days()
    };
    let now = if dates.iter().all(|d| d.day.is_some()) {
        middle(published)?
    } else {
        middle(PartialDate {
            day: None,
            ..published
        })?
    };
    let away = |d: &PartialDate| middle(*d).map_or(i64::MAX, |n| n - now);
    let nearest = dates.iter().copied().min_by_key(|d| away(d).abs());
    let before = dates
        .iter()
        .copied()
        .filter(|d| away(d) <= 0)
        .max_by_key(away);
    let behind = dates
        .iter()
        .copied()
        .filter(|d| away(d) >= 0)
        .min_by_key(away);
    // `last March` in March is a year ago.
    let other = |d: &PartialDate| d.day.is_some() || away(d) != 0;
    match which {
        Which::Last => return before.filter(other).or_else(|| dates.first().copied()),
        Which::Next => return behind.filter(other).or_else(|| dates.last().copied()),
        _ => {}
    }
    if nearest.is_some_and(|d| d.day.is_some() && away(&d).abs() <= NEAR || away(&d) == 0) {
        return nearest;
    }
    match (place.tense)() {
        Tense::Past => before.or(nearest),
        Tense::Future => behind.filter(|d| away(d) <= FAR).or(nearest),
        Tense::Unknown => nearest,
    }
}

/// The weekday that is meant: the last such day at or before a day unless the text says otherwise.
pub(super) fn near_weekday(
    from: PartialDate,
    day: u8,
    which: Which,
    tense: Tense,
) -> Option<PartialDate> {
    let today = weekday(from)?;
    let back = i64::from((today + 7 - day) % 7);
    let ahead = (7 - back) % 7;
    let days = match (which, tense) {
        (Which::Last, _) => -if back == 0 { 7 } else { back },
        (Which::Next, _) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        (Which::This, Tense::Past) => -back,
        (Which::This, _) => ahead,
        (Which::Plain, Tense::Future) => ahead,
        (Which::Limit, Tense::Future | Tense::Unknown) => ahead,
        (Which::Plain | Which::Limit | Which::Near, _) => -back,
    };
    plus_days(from, days)
}

pub(super) fn weekend(
    from: PartialDate,
    which: Which,
    by: i32,
    place: &Place<'_>,
) -> Option<Found> {
    let today = i64::from(weekday(from)?);
    // Days since the last Saturday.
    let back = (today + 2).rem_euclid(7);
    let inside = back <= 1;
    let last = match which {
        Which::Last if inside => -back - 7,
        Which::Next => 7 - back + if inside { 0 } else { 7 * i64::from(by > 1) },
        // On Monday and Tuesday it is the last one, unless the clause speaks of what is to come.
        Which::This if !inside => match (place.tense)() {
            Tense::Future => 7 - back,
            Tense::Unknown if back > 3 => 7 - back,
            _ => -back,
        },
        Which::Plain if !inside && (place.tense)() == Tense::Future => 7 - back,
        _ => -back,
    };
    let first = plus_days(from, last)?;
    let basis = if last <= 0 {
        "weekend before published"
    } else {
        "weekend after published"
    };
    Some((Period::new(first, plus_days(first, 1)?), basis.to_owned()))
}

/// `last summer`: the last that was over, `this summer` of the year, `next summer` the next to begin.
pub(super) fn season_near(from: PartialDate, season: u8, which: Which) -> Option<Found> {
    let (y, m) = (from.year?, from.month?);
    let of = |y: i16| calendar::part(Period::one(year(y)), Part::Season(season));
    let over = |p: Period| later(p.end(), from) && p.end() != month(y, m);
    let begun = |p: Period| later(p.first, from);
    let period = match which {
        Which::Last => [y, y - 1, y - 2]
            .into_iter()
            .filter_map(of)
            .find(|p| over(*p))?,
        Which::Next => [y - 1, y, y + 1]
            .into_iter()
            .filter_map(of)
            .find(|p| !begun(*p))?,
        // Winter goes on into the next year.
        _ if season == 3 && m <= 3 => of(y - 1)?,
        _ => of(y)?,
    };
    Some((
        period,
        "season beside published, of the northern half of the earth".to_owned(),
    ))
}

/// A quarter or half of a year by its number alone: the last that had begun, or the next that is not over
/// where the clause speaks of what is to come.
pub(super) fn part_near(from: PartialDate, part: Part, tense: Tense) -> Option<Found> {
    let y = from.year?;
    let of = |y: i16| calendar::part(Period::one(year(y)), part);
    let begun = |p: &Period| later(p.first, from);
    let over = |p: &Period| {
        later(p.end(), from) && (p.end().year, p.end().month) != (from.year, from.month)
    };
    let mut years = [y + 1, y, y - 1].into_iter().filter_map(of);
    let period = if tense == Tense::Future {
        [y, y + 1].into_iter().filter_map(of).find(|p| !over(p))?
    } else {
        years.find(begun)?
    };
    Some((period, "part of a year beside published".to_owned()))
}
