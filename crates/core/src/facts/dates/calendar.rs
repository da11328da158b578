//! Reckoning with dates that are as exact as they are.

use super::time::{Part, Unit};
use crate::text::PartialDate;

/// A time with its first and last day, month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) first: PartialDate,
    /// None where the first is all of it.
    pub(super) last: Option<PartialDate>,
}

impl Period {
    pub(super) fn one(date: PartialDate) -> Self {
        Period {
            first: date,
            last: None,
        }
    }

    pub(super) fn new(first: PartialDate, last: PartialDate) -> Self {
        Period {
            first,
            last: Some(last),
        }
    }

    pub(super) fn end(&self) -> PartialDate {
        self.last.unwrap_or(self.first)
    }

    pub(super) fn text(&self) -> String {
        match self.last {
            Some(last) => format!("{}/{last}", self.first),
            None => self.first.to_string(),
        }
    }
}

pub(super) fn year(year: i16) -> PartialDate {
    PartialDate {
        year: Some(year),
        ..PartialDate::default()
    }
}

pub(super) fn month(year: i16, month: u8) -> PartialDate {
    PartialDate {
        year: Some(year),
        month: Some(month),
        ..PartialDate::default()
    }
}

/// The weekday of a full date, 0 for Monday.
pub(super) fn weekday(date: PartialDate) -> Option<u8> {
    // 1970-01-01 was a Thursday.
    u8::try_from((date.to_days()? + 3).rem_euclid(7)).ok()
}

pub(super) fn plus_days(date: PartialDate, days: i64) -> Option<PartialDate> {
    PartialDate::from_days(date.to_days()?.checked_add(days)?)
}

/// So many months on, as a month.
pub(super) fn plus_months(date: PartialDate, months: i32) -> Option<PartialDate> {
    let index = i32::from(date.year?) * 12 + i32::from(date.month?) - 1 + months;
    Some(month(
        i16::try_from(index.div_euclid(12)).ok()?,
        u8::try_from(index.rem_euclid(12) + 1).ok()?,
    ))
}

/// The years that the calendar of this project goes from and to.
fn sane(y: i16) -> Option<i16> {
    (1..=9999).contains(&y).then_some(y)
}

/// The unit so many after the one that holds a date; as exact as the unit.
pub(super) fn shift(date: PartialDate, unit: Unit, by: i32) -> Option<Period> {
    let y = date.year?;
    let years = |n: i32| {
        let to = i32::from(y).checked_add(n)?;
        sane(i16::try_from(to).ok()?)
    };
    match unit {
        Unit::Day => plus_days(date, i64::from(by)).map(Period::one),
        Unit::Week => {
            let monday = plus_days(date, -i64::from(weekday(date)?))?;
            let first = plus_days(monday, 7 * i64::from(by))?;
            Some(Period::new(first, plus_days(first, 6)?))
        }
        Unit::Month => plus_months(date, by).map(Period::one),
        Unit::Quarter => {
            let m = date.month?;
            let first = plus_months(month(y, (m - 1) / 3 * 3 + 1), by.checked_mul(3)?)?;
            Some(Period::new(first, plus_months(first, 2)?))
        }
        Unit::Year => years(by).map(|y| Period::one(year(y))),
        Unit::Decade => {
            let first = years(by.checked_mul(10)?)?.div_euclid(10) * 10;
            Some(Period::new(year(first), year(first + 9)))
        }
        Unit::Century | Unit::Hour | Unit::Minute | Unit::Second => None,
    }
}

/// The stretch of so many units up to a day, or from it on: as exact as the unit, in years for years.
pub(super) fn beside(date: PartialDate, count: f64, unit: Unit, ahead: bool) -> Option<Period> {
    let sign = if ahead { 1.0 } else { -1.0 };
    let units = match unit {
        Unit::Week => count * 7.0,
        Unit::Quarter => count * 3.0,
        Unit::Decade => count * 10.0,
        Unit::Century => count * 100.0,
        Unit::Day | Unit::Month | Unit::Year => count,
        Unit::Hour | Unit::Minute | Unit::Second => return None,
    };
    ((1.0..12_000.0).contains(&units) && units.fract() == 0.0).then_some(())?;
    #[allow(clippy::cast_possible_truncation)] // Its bounds were just checked.
    let by = (units * sign) as i32;
    let y = date.year?;
    let (date, other) = match unit {
        Unit::Month | Unit::Quarter => {
            let from = month(y, date.month?);
            (from, plus_months(from, by)?)
        }
        Unit::Year | Unit::Decade | Unit::Century => {
            let other = i16::try_from(i32::from(y) + by).ok()?;
            (year(y), year(sane(other)?))
        }
        _ => (date, plus_days(date, i64::from(by))?),
    };
    Some(if ahead {
        Period::new(date, other)
    } else {
        Period::new(other, date)
    })
}

/// A part of a year, or of a month, which has no exact parts.
pub(super) fn part(whole: Period, part: Part) -> Option<Period> {
    let date = whole.first;
    let y = date.year?;
    if let Part::Weekend = part {
        let monday = plus_days(date, -i64::from(weekday(date)?))?;
        return Some(Period::new(plus_days(monday, 5)?, plus_days(monday, 6)?));
    }
    if whole.last.is_some() || date.month.is_some() {
        return Some(whole);
    }
    let months = |from: u8, to: u8| Some(Period::new(month(y, from), month(y, to)));
    match part {
        Part::Early => months(1, 3),
        Part::Middle => months(5, 8),
        Part::Late => months(10, 12),
        Part::Start => Some(Period::one(month(y, 1))),
        Part::End => Some(Period::one(month(y, 12))),
        Part::Half(1) => months(1, 6),
        Part::Half(_) => months(7, 12),
        Part::Quarter(n @ 1..=4) => months(n * 3 - 2, n * 3),
        Part::Quarter(_) => None,
        // Of the northern half of the earth; winter begins in the year that names it.
        Part::Season(3) => Some(Period::new(month(y, 12), month(sane(y + 1)?, 2))),
        Part::Season(n) => months(n * 3 + 3, n * 3 + 5),
        Part::Decade => Some(Period::new(year(y), year(sane(y + 9)?))),
        Part::Century => Some(Period::new(year(y), year(sane(y + 99)?))),
        Part::Weekend => None,
    }
}
