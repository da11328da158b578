//! Dates with the precision that they have.
//!
//! [`find_dates`] recognises dates and times in running text and in timestamp lines, in English and
//! Korean, and reads of each what is written and nothing more: no year, no time and no zone is ever
//! supplied. Words that need another date to be read (`Sunday`, `7일`, `5 hours ago`) are left alone,
//! and so are two-digit years, epoch numbers and days that do not exist.

mod grammar;
mod join;
mod parts;

use std::fmt;

use serde::{Serialize, Serializer};

use crate::text::Span;

/// A date or time as exact as it was written. It prints, in documents and tables too, in one of these
/// forms and no other:
///
/// * `2022`, `2022-02`, `2022-02-27`: year, month, day;
/// * `2022-02-27T15:25`: with a time of day, to the minute: seconds that were written are left out;
/// * `2022-02-27T15:25+09:00`: with the offset from Greenwich where one was written; `Z`, `GMT` and
///   `UTC` are `+00:00`;
/// * `--02-27`, `--02-27T15:25`: without its year, as most datelines are (ISO 8601:2000, and
///   `gMonthDay` of XML Schema); `--02` for a month alone;
/// * `T15:25`, `T15:25+09:00`: a time alone.
///
/// ```
/// use variorum::text::PartialDate;
/// let day = PartialDate::day(2022, 2, 27).unwrap();
/// assert_eq!(day.to_string(), "2022-02-27");
/// assert_eq!(PartialDate::day(2022, 2, 30), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    /// The year.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day, 1 to 31.
    pub day: Option<u8>,
    /// Hour and minute.
    pub time: Option<(u8, u8)>,
    /// Minutes east of Greenwich.
    pub offset: Option<i16>,
}

impl PartialDate {
    /// A day of a year; `None` if the calendar has no such day.
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        PartialDate {
            year: Some(year),
            month: Some(month),
            day: Some(day),
            ..PartialDate::default()
        }
        .checked()
    }

    /// A day without its year.
    pub fn month_day(month: u8, day: u8) -> Option<Self> {
        PartialDate {
            month: Some(month),
            day: Some(day),
            ..PartialDate::default()
        }
        .checked()
    }

    /// Itself, if the calendar and the clock have it (29 February without a year does exist).
    pub fn checked(self) -> Option<Self> {
        if let Some(month) = self.month {
            let leap = self
                .year
                .is_none_or(|y| (y % 4 == 0 && y % 100 != 0) || y % 400 == 0);
            let days = match month {
                4 | 6 | 9 | 11 => 30,
                2 if leap => 29,
                2 => 28,
                1..=12 => 31,
                _ => return None,
            };
            if self.day.is_some_and(|d| d == 0 || d > days) {
                return None;
            }
        } else if self.day.is_some() {
            return None;
        }
        if self.time.is_some_and(|(h, m)| h > 23 || m > 59)
            || self.offset.is_some_and(|o| o.abs() > 14 * 60)
        {
            return None;
        }
        Some(self)
    }

    /// Without time and zone.
    #[must_use]
    pub fn date_only(self) -> Self {
        PartialDate {
            time: None,
            offset: None,
            ..self
        }
    }

    /// Whether year, month and day are all there.
    pub fn is_full(self) -> bool {
        self.year.is_some() && self.month.is_some() && self.day.is_some()
    }

    /// Whether it names a day, with or without its year.
    pub fn has_day(self) -> bool {
        self.month.is_some() && self.day.is_some()
    }

    /// Whether no part of one contradicts the same part of the other. What one does not say does
    /// not count.
    pub fn agrees(self, other: Self) -> bool {
        fn same<T: PartialEq + Copy>(a: Option<T>, b: Option<T>) -> bool {
            a.is_none() || b.is_none() || a == b
        }
        same(self.year, other.year)
            && same(self.month, other.month)
            && same(self.day, other.day)
            && same(self.time, other.time)
    }

    /// Whether both are days with their years, and the same one.
    pub fn same_day(self, other: Self) -> bool {
        self.is_full() && self.date_only() == other.date_only()
    }

    /// How many parts are written: 0 for nothing, 5 for a time with its zone.
    pub fn precision(self) -> u8 {
        u8::from(self.year.is_some())
            + u8::from(self.month.is_some())
            + u8::from(self.day.is_some())
            + u8::from(self.time.is_some())
            + u8::from(self.offset.is_some())
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar, for a full date.
    pub fn to_days(self) -> Option<i64> {
        let (y, m, d) = (
            i64::from(self.year?),
            i64::from(self.month?),
            i64::from(self.day?),
        );
        // Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
        let y = if m <= 2 { y - 1 } else { y };
        let era = y.div_euclid(400);
        let of_era = y.rem_euclid(400);
        let of_year = (153 * ((m + 9) % 12) + 2) / 5 + d - 1;
        let day = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        Some(era * 146_097 + day - 719_468)
    }

    /// The day that is so many days after 1970-01-01; the inverse of [`to_days`](Self::to_days).
    /// `None` outside the years −9999 to 9999.
    ///
    /// ```
    /// use variorum::text::PartialDate;
    /// assert_eq!(PartialDate::from_days(19_050).unwrap().to_string(), "2022-02-27");
    /// ```
    pub fn from_days(days: i64) -> Option<Self> {
        // Howard Hinnant, as above, civil_from_days.
        let shifted = days.checked_add(719_468)?;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * march + 2) / 5 + 1;
        let month = if march < 10 { march + 3 } else { march - 9 };
        let year = year + era * 400 + i64::from(month <= 2);
        let year = i16::try_from(year).ok().filter(|y| y.abs() <= 9999)?;
        PartialDate::day(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The date with the year that brings it closest to `near`, a full date; a date with a year is
    /// returned as it is. `None` if no year fits (29 February).
    ///
    /// ```
    /// use variorum::text::PartialDate;
    /// let dateline = PartialDate::month_day(12, 31).unwrap();
    /// let published = PartialDate::day(2022, 1, 1).unwrap();
    /// assert_eq!(dateline.with_year_near(published).unwrap().to_string(), "2021-12-31");
    /// ```
    pub fn with_year_near(self, near: Self) -> Option<Self> {
        if self.year.is_some() || !self.has_day() {
            return Some(self);
        }
        let (year, days) = (near.year?, near.date_only().to_days()?);
        (-1..=1)
            .filter_map(|step| {
                PartialDate {
                    year: Some(year + step),
                    ..self
                }
                .checked()
            })
            .min_by_key(|d| d.to_days().map_or(i64::MAX, |t| (t - days).abs()))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None if self.month.is_some() => f.write_str("-")?,
            None => {}
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let (Some(_), Some(day)) = (self.month, self.day) {
            write!(f, "-{day:02}")?;
        }
        let alone = self.year.is_none() && self.month.is_none();
        if let Some((hour, minute)) = self.time
            && (alone || self.day.is_some())
        {
            write!(f, "T{hour:02}:{minute:02}")?;
            if let Some(offset) = self.offset {
                let sign = if offset < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)?;
            }
        }
        Ok(())
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DateKind {
    /// Year, month and day in figures, in this order: `2022-02-27`, `2021. 4. 7.`, `2022/02/27`.
    Numeric,
    /// Figures that end with the year, where the order of day and month is certain: `12/31/2021`,
    /// `27.02.2022`.
    YearLast,
    /// With an English name of the month.
    English,
    /// With 년, 월, 일.
    Korean,
    /// With a Juche year.
    Juche,
    /// A time of day alone.
    Time,
}

/// Which of the first two numbers of `4/7/2021` is the day, where a page gives evidence of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DayOrder {
    /// No evidence: such a date is taken only when one of them is no month, or both are the same.
    #[default]
    Unknown,
    /// Day first.
    DayFirst,
    /// Month first.
    MonthFirst,
}

/// A date found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, a weekday before it and a zone after it included.
    pub span: Span,
    /// What it says.
    pub date: PartialDate,
    /// How it is written.
    pub kind: DateKind,
}

/// The days of the week in English, in small letters.
pub(crate) const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Finds the dates and times of a text, in order, never overlapping.
///
/// A date and the time beside it are one finding. A time alone is found only where it says that it is
/// one (`3:04 p.m.`, `오전 10시 5분`, `15:25 GMT`); hours without minutes are not a time.
///
/// ```
/// use variorum::text::date::find_dates;
/// let text = "All News 15:25 February 27, 2022";
/// let found = find_dates(text);
/// assert_eq!(found[0].date.to_string(), "2022-02-27T15:25");
/// assert_eq!(found[0].span.of(text), "15:25 February 27, 2022");
/// // Nothing is supplied that is not written:
/// assert_eq!(find_dates("TARSK, Feb. 27 (VPS) --")[0].date.to_string(), "--02-27");
/// assert!(find_dates("Updated 5 hours ago").is_empty());
/// ```
pub fn find_dates(text: &str) -> Vec<Found> {
    find_dates_in_order(text, DayOrder::Unknown)
}

/// [`find_dates`] where the order of day and month in `4/7/2021` is known.
pub fn find_dates_in_order(text: &str, order: DayOrder) -> Vec<Found> {
    let digits = |b: u8| b.is_ascii_digit() || b == 0xEF;
    if !text.bytes().any(digits) {
        return Vec::new();
    }
    join::join(text, &grammar::scan(text, order))
}

/// Dates like `4/7/2021` of which the text itself does not say which number is the day: where each
/// stands, its reading with the day first, and its reading with the month first.
pub fn find_ambiguous(text: &str) -> Vec<(Span, PartialDate, PartialDate)> {
    let first = find_dates_in_order(text, DayOrder::DayFirst);
    let second = find_dates_in_order(text, DayOrder::MonthFirst);
    first
        .iter()
        .filter(|f| f.kind == DateKind::YearLast)
        .filter_map(|f| {
            let other = second.iter().find(|s| s.span.start == f.span.start)?;
            (other.date != f.date).then_some((f.span, f.date, other.date))
        })
        .collect()
}

/// Reads a date of metadata: any form of [`find_dates`], and what only a field that holds nothing but
/// a date may hold (`2022`, `2022-02`, `20220227`, `20220227T152500Z`). Of several dates, the first.
///
/// ```
/// use variorum::text::date::parse_date;
/// assert_eq!(parse_date("2022-02-27T15:25:00+09:00").unwrap().to_string(), "2022-02-27T15:25+09:00");
/// assert_eq!(parse_date("1645943100"), None);
/// ```
pub fn parse_date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    if text.bytes().next().is_some_and(|b| b.is_ascii_digit())
        && text.len() <= 25
        && let Some(date) = parts::compact(text)
    {
        return Some(date);
    }
    find_dates(text)
        .into_iter()
        .map(|f| f.date)
        .find(|d| d.year.is_some() || d.month.is_some())
}
