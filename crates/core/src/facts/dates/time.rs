//! What a text says of a time, before it is known from which day it counts.

use crate::text::PartialDate;

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// Its name in words about time.
    pub(super) fn name(self) -> &'static str {
        match self {
            Unit::Second => "second",
            Unit::Minute => "minute",
            Unit::Hour => "hour",
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Quarter => "quarter",
            Unit::Year => "year",
            Unit::Decade => "decade",
            Unit::Century => "century",
        }
    }

    /// So many of it as an ISO 8601 duration (`P5Y`, `PT3H`).
    pub(super) fn duration(self, count: f64) -> Option<String> {
        let (count, letter) = match self {
            Unit::Second => return whole(count).map(|n| format!("PT{n}S")),
            Unit::Minute => return whole(count).map(|n| format!("PT{n}M")),
            Unit::Hour => return whole(count).map(|n| format!("PT{n}H")),
            Unit::Day => (count, 'D'),
            Unit::Week => (count, 'W'),
            Unit::Month => (count, 'M'),
            Unit::Quarter => (count * 3.0, 'M'),
            Unit::Year => (count, 'Y'),
            Unit::Decade => (count * 10.0, 'Y'),
            Unit::Century => (count * 100.0, 'Y'),
        };
        match whole(count) {
            Some(n) => Some(format!("P{n}{letter}")),
            // One and a half years.
            None if letter == 'Y' => whole(count * 12.0).map(|n| format!("P{n}M")),
            None => None,
        }
    }
}

/// The longest stretch of time that is counted, in its units.
const LONGEST: f64 = 100_000.0;

/// A positive whole number.
fn whole(count: f64) -> Option<u32> {
    let fits = count.fract() == 0.0 && (1.0..=LONGEST).contains(&count);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    // Its bounds were just checked.
    fits.then_some(count as u32)
}

/// What a relative time counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// The day of publication.
    Published,
    /// The time that the text named last.
    Mention,
    /// The day that the text named last, else that of publication: a report says `이날` of its own day
    /// whatever month or year stands between.
    Report,
}

/// The year, month, week or day that the rest of a time is a part of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Base {
    /// Nothing is said.
    #[default]
    Open,
    /// A year.
    Year(i16),
    /// A year of two figures.
    Short(u8),
    /// So many units after (or before) the one that holds what it counts from.
    Shift { unit: Unit, by: i32, from: From },
}

/// Which of several days or months is meant, as far as words say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Which {
    /// Nothing is said: the tense decides.
    #[default]
    Plain,
    /// The last before (`last Friday`, `지난 26일`).
    Last,
    /// The next after (`next Monday`, `오는 5일`).
    Next,
    /// The one close by (`this Saturday`).
    This,
    /// The last or next of its kind, as the clause says (`the third quarter`).
    Near,
    /// The next, if the clause does not tell what was (`by Friday`).
    Limit,
}

/// A part of a year or month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Middle,
    Late,
    /// The first month of a year, the first days of a month.
    Start,
    /// The last ones.
    End,
    Half(u8),
    Quarter(u8),
    /// 0 for spring, 3 for winter.
    Season(u8),
    /// Ten years from the one given.
    Decade,
    /// A hundred years.
    Century,
    Weekend,
}

/// A day, month, year or part of one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) base: Base,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    /// 0 for Monday.
    pub(super) weekday: Option<u8>,
    pub(super) part: Option<Part>,
    pub(super) which: Which,
    pub(super) time: Option<(u8, u8)>,
    pub(super) offset: Option<i16>,
}

impl Point {
    pub(super) fn year(year: i16) -> Self {
        Point {
            base: Base::Year(year),
            ..Point::default()
        }
    }

    /// A year of two figures.
    pub(super) fn short(year: u8) -> Self {
        Point {
            base: Base::Short(year),
            ..Point::default()
        }
    }

    pub(super) fn shift(unit: Unit, by: i32, from: From) -> Self {
        Point {
            base: Base::Shift { unit, by, from },
            ..Point::default()
        }
    }

    pub(super) fn written(date: PartialDate) -> Self {
        Point {
            base: date.year.map_or(Base::Open, Base::Year),
            month: date.month,
            day: date.day,
            time: date.time,
            offset: date.offset,
            ..Point::default()
        }
    }

    /// Whether nothing but a time of day is said.
    pub(super) fn is_time(&self) -> bool {
        self.base == Base::Open
            && self.month.is_none()
            && self.day.is_none()
            && self.weekday.is_none()
            && self.part.is_none()
            && self.time.is_some()
    }

    /// How exact it is: 1 a year, 2 a month, 3 a day; the same for both ends of a stretch of time.
    pub(super) fn level(&self) -> u8 {
        let days = match self.base {
            Base::Shift {
                unit: Unit::Day, ..
            } => true,
            _ => self.day.is_some() || self.weekday.is_some(),
        };
        let months = match self.base {
            Base::Shift {
                unit: Unit::Month, ..
            } => true,
            _ => self.month.is_some(),
        };
        match (days, months) {
            (true, _) => 3,
            (false, true) => 2,
            _ if self.is_time() => 4,
            _ => 1,
        }
    }
}

/// What a text says of a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Time {
    Point(Point),
    /// From one to the other.
    Range(Point, Point),
    /// From then on.
    Since(Point),
    /// `from 2025`: open if it lies ahead or goes on, else the time itself.
    From(Point),
    /// So many units that end at the publication (or begin there).
    Lasting {
        count: f64,
        unit: Unit,
        ahead: bool,
    },
    /// From a day on, so many days.
    Days {
        first: Point,
        count: f64,
    },
    /// So many units that end with a day or month.
    Ending {
        count: f64,
        unit: Unit,
        last: Point,
    },
    Every {
        count: f64,
        unit: Unit,
    },
    /// The day of an event, 1 for the first.
    DayOf(u8),
    /// A rough time.
    Vague,
}
