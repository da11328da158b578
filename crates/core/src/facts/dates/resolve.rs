//! From what a text says to days of the calendar.

use super::{
    calendar::{self, Period, plus_days, plus_months, shift, weekday, year},
    nearest::{choose, fill, later, near_weekday, part_near, same_month, season_near, weekend},
    resolved::{Pending, Resolved, given, lasting, missing, nothing, precision},
    tense::Tense,
    time::{Base, From, Part, Point, Time, Unit, Which},
};
use crate::text::PartialDate;

/// The days that others count from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Anchor {
    /// The day of publication, as exact as known.
    pub(super) published: Option<PartialDate>,
    /// The last day that the document dates with its year, where the publication is not known.
    pub(super) assumed: Option<PartialDate>,
}

/// A place in the text at which a time stands, for what its clause says.
pub(super) struct Place<'a> {
    pub(super) tense: &'a dyn Fn() -> Tense,
    /// Whether a day that was named with its month in the same sentence comes before.
    pub(super) sentence: Option<PartialDate>,
}

/// Resolves the times of a document in the order of its text.
#[derive(Debug)]
pub(super) struct Resolver {
    anchor: Anchor,
    /// The time named last: its day, its month, its year.
    day: Option<PartialDate>,
    month: Option<PartialDate>,
    year: Option<PartialDate>,
    /// Whatever it named last.
    latest: Option<PartialDate>,
}

pub(super) type Found = (Period, String);

impl Resolver {
    pub(super) fn new(anchor: Anchor) -> Self {
        Resolver {
            anchor,
            day: None,
            month: None,
            year: None,
            latest: None,
        }
    }

    pub(super) fn resolve(&mut self, time: Time, place: &Place<'_>) -> Resolved {
        let out = self.time(time, place);
        if let Some(period) = out.period {
            let both = matches!(
                time,
                Time::Range(..) | Time::Days { .. } | Time::Ending { .. }
            );
            self.remember(if both { period.end() } else { period.first });
        }
        out
    }

    fn remember(&mut self, date: PartialDate) {
        let date = date.date_only();
        if date.day.is_some() {
            self.day = Some(date);
        }
        if date.month.is_some() {
            self.month = Some(date);
        }
        self.year = Some(date);
        self.latest = Some(date);
    }

    fn time(&self, time: Time, place: &Place<'_>) -> Resolved {
        match time {
            Time::Point(point) => self.whole(point, place),
            Time::Range(a, b) => self.range(a, b, place).map_or_else(
                || missing(a),
                |(period, basis)| given(period.text(), "interval", basis, Some(period)),
            ),
            Time::Since(point) => self.since(point, place),
            Time::From(point) => match self.point(point, place) {
                Some((period, _)) if self.goes_on(period) => self.since(point, place),
                _ => self.whole(point, place),
            },
            Time::Days { first, count } => self.days(first, count, place),
            Time::Ending { count, unit, last } => self.ending(count, unit, last, place),
            Time::Lasting { count, unit, ahead } => {
                let whole = lasting(count, unit, ahead);
                let days = self
                    .anchor
                    .published
                    .and_then(|p| calendar::beside(p.date_only(), count, unit, ahead));
                match days {
                    Some(days) => Resolved {
                        value: Some(days.text()),
                        precision: Some("interval"),
                        ..whole
                    },
                    None => whole,
                }
            }
            Time::Every { count, unit } => match unit.duration(count) {
                Some(value) => given(value, "recurrence", "recurrence".to_owned(), None),
                None => nothing(),
            },
            Time::DayOf(number) => Resolved {
                pending: Pending::DayOf(number),
                ..nothing()
            },
            Time::Vague => Resolved {
                vague: true,
                ..nothing()
            },
        }
    }

    fn whole(&self, point: Point, place: &Place<'_>) -> Resolved {
        let Some((period, basis)) = self.point(point, place) else {
            return missing(point);
        };
        let decade = matches!(point.part, Some(Part::Decade));
        let precision = if decade { "decade" } else { precision(period) };
        given(period.text(), precision, basis, Some(period))
    }

    /// Whether a time lies ahead of the publication or takes it in.
    fn goes_on(&self, period: Period) -> bool {
        let Some(published) = self.anchor.published else {
            return false;
        };
        let end = period.end();
        let key = |d: PartialDate| (d.year, d.month.unwrap_or(12), d.day.unwrap_or(31));
        key(end) >= key(published)
    }

    fn since(&self, point: Point, place: &Place<'_>) -> Resolved {
        // What is open has no part of a year to begin with: `since early 1989` is since 1989.
        let rough = matches!(point.part, Some(Part::Early | Part::Middle | Part::Late));
        let point = Point {
            part: point.part.filter(|_| !rough),
            ..point
        };
        match self.point(point, place) {
            Some((period, basis)) => {
                let value = format!("{}/..", period.first);
                given(
                    value,
                    "interval",
                    format!("{basis}; open at its end"),
                    Some(period),
                )
            }
            None => missing(point),
        }
    }

    fn days(&self, first: Point, count: f64, place: &Place<'_>) -> Resolved {
        let Some((period, basis)) = self.point(first, place) else {
            return missing(first);
        };
        #[allow(clippy::cast_possible_truncation)]
        // Native numbers of days and numbers of two figures.
        let more = count.clamp(1.0, 400.0) as i64 - 1;
        let Some(last) = plus_days(period.first, more) else {
            return nothing();
        };
        let whole = Period::new(period.first.date_only(), last);
        let basis = format!("{basis}; so many days from it");
        given(whole.text(), "interval", basis, Some(whole))
    }

    /// The months or days that end with the one given.
    fn ending(&self, count: f64, unit: Unit, last: Point, place: &Place<'_>) -> Resolved {
        let Some((period, basis)) = self.point(last, place) else {
            return missing(last);
        };
        let last = period.end().date_only();
        #[allow(clippy::cast_possible_truncation)]
        // Numbers of two figures.
        let count = count.clamp(1.0, 99.0) as i32;
        let first = match unit {
            Unit::Week => plus_days(last, 1 - i64::from(count) * 7),
            Unit::Month => months_back(last, count),
            Unit::Quarter => months_back(last, count * 3),
            Unit::Year => months_back(last, count * 12),
            _ => None,
        };
        let Some(first) = first else {
            return nothing();
        };
        let whole = Period::new(first, last);
        let basis = format!("{basis}; so many {}s up to it", unit.name());
        given(whole.text(), "interval", basis, Some(whole))
    }

    fn range(&self, a: Point, b: Point, place: &Place<'_>) -> Option<Found> {
        let (first, basis) = self.point(a, place)?;
        let start = first.first;
        if b.is_time() {
            let last = PartialDate {
                time: b.time,
                offset: b.offset,
                ..start
            };
            return Some((Period::new(start, last.checked()?), basis));
        }
        let inner = match b.base {
            Base::Open if b.weekday.is_some() && b.day.is_none() => {
                let from = i64::from(weekday(start)?);
                let days = (i64::from(b.weekday?) - from).rem_euclid(7);
                Period::one(plus_days(start, days)?)
            }
            Base::Open if b.month.is_none() && b.day.is_some() => {
                let same = same_month(start, b.day?);
                let next = || same_month(plus_months(start, 1)?, b.day?);
                Period::one(same.filter(|d| later(start, *d)).or_else(next)?)
            }
            Base::Open if b.month.is_some() => {
                let whole = |y: i16| {
                    let date = PartialDate {
                        year: Some(y),
                        month: b.month,
                        day: b.day,
                        ..PartialDate::default()
                    };
                    date.checked()
                };
                let y = start.year?;
                let same = whole(y).filter(|d| later(start, *d));
                let date = same.or_else(|| whole(y.checked_add(1)?))?;
                calendar::part(Period::one(date), b.part.unwrap_or(Part::Start))?
            }
            _ => self.point(b, place)?.0,
        };
        let mut last = inner.end();
        if b.time.is_some() {
            (last.time, last.offset) = (b.time, b.offset);
        }
        (later(start, last)).then_some((Period::new(start, last), basis))
    }

    /// The days of a point and what they were resolved from.
    fn point(&self, point: Point, place: &Place<'_>) -> Option<Found> {
        let (period, basis) = match point.base {
            Base::Shift { unit, by, from } => self.shifted(point, unit, by, from, place)?,
            Base::Year(y) => (fill(year(y), point)?, "explicit".to_owned()),
            Base::Short(short) => (
                fill(year(self.full_year(short)), point)?,
                "year of two figures".to_owned(),
            ),
            Base::Open => self.open(point, place)?,
        };
        let period = match point.part {
            Some(part) if !matches!(part, Part::Weekend) => calendar::part(period, part)?,
            _ => period,
        };
        if point.time.is_none() || period.last.is_some() {
            return Some((period, basis));
        }
        let date = PartialDate {
            time: point.time,
            offset: point.offset,
            ..period.first
        };
        Some((Period::one(date.checked()?), basis))
    }

    /// The year that two figures stand for: not more than ten years ahead.
    fn full_year(&self, short: u8) -> i16 {
        let now = self
            .anchor
            .published
            .or(self.anchor.assumed)
            .and_then(|d| d.year);
        let ahead = now.unwrap_or(2030) % 100 + 10;
        let century = now.map_or(2000, |y| y / 100 * 100);
        let short = i16::from(short);
        if short <= ahead {
            century + short
        } else {
            century - 100 + short
        }
    }

    fn anchor(&self, from: From, unit: Unit) -> Option<(PartialDate, &'static str)> {
        let published = self.anchor.published.map(|d| (d.date_only(), "published"));
        if from == From::Published {
            return published;
        }
        let last = match unit {
            // `that day` of a month that was named last is not known.
            Unit::Day if from == From::Mention && self.latest.is_some() => {
                return self
                    .latest
                    .filter(|d| d.day.is_some())
                    .map(|d| (d, "the date before"));
            }
            Unit::Day | Unit::Week => self.day,
            Unit::Month | Unit::Quarter => self.month,
            _ => self.year,
        };
        last.map(|d| (d, "the date before")).or(published)
    }

    fn shifted(
        &self,
        point: Point,
        unit: Unit,
        by: i32,
        from: From,
        place: &Place<'_>,
    ) -> Option<Found> {
        let (anchor, name) = self.anchor(from, unit)?;
        if let Some(Part::Weekend) = point.part {
            return weekend(anchor, point.which, by, place);
        }
        if let Some(Part::Season(season)) = point.part
            && from == From::Published
            && point.which != Which::Plain
        {
            return season_near(anchor, season, point.which);
        }
        if let (Which::Near, Some(part)) = (point.which, point.part) {
            return part_near(anchor, part, (place.tense)());
        }
        if let (Unit::Day, Some(day)) = (unit, point.weekday) {
            // `the following Monday`
            let which = if by < 0 { Which::Last } else { Which::Next };
            let date = near_weekday(anchor, day, which, Tense::Unknown)?;
            return Some((Period::one(date), format!("weekday after {name}")));
        }
        let period = shift(anchor, unit, by)?;
        let unit_name = unit.name();
        let basis = match by {
            0 => format!("{unit_name} of {name}"),
            1 => format!("{unit_name} after {name}"),
            -1 => format!("{unit_name} before {name}"),
            n if n < 0 => format!("{} {unit_name}s before {name}", -n),
            n => format!("{n} {unit_name}s after {name}"),
        };
        let basis = if unit == Unit::Day && by == 0 && from == From::Published {
            "day of publication".to_owned()
        } else {
            basis
        };
        if let (Unit::Week, Some(day)) = (unit, point.weekday) {
            let date = plus_days(period.first, i64::from(day))?;
            return Some((Period::one(date), format!("weekday, {basis}")));
        }
        // A week after a day is a day; after the publication it is the week.
        if unit == Unit::Week && from == From::Mention {
            let date = plus_days(anchor, 7 * i64::from(by))?;
            return Some((Period::one(date), basis));
        }
        if unit == Unit::Week && by < -1 {
            let date = plus_days(anchor, 7 * i64::from(by))?;
            return Some((Period::one(date), basis));
        }
        if period.last.is_some() {
            return Some((period, basis));
        }
        Some((fill(period.first, point)?, basis))
    }

    /// What has no year of its own.
    fn open(&self, point: Point, place: &Place<'_>) -> Option<Found> {
        if point.is_time() {
            return self.hour(place);
        }
        match (point.month, point.day, point.weekday) {
            (Some(m), day, weekday) => self.year_of(m, day, weekday, point.which, place),
            (None, Some(day), _) => self.month_of(day, point.which, place),
            (None, None, Some(day)) => {
                let published = self.anchor.published?.date_only();
                let date = near_weekday(published, day, point.which, (place.tense)())?;
                let basis = match date.to_days()?.cmp(&published.to_days()?) {
                    std::cmp::Ordering::Less => "weekday before published",
                    std::cmp::Ordering::Equal => "day of publication",
                    std::cmp::Ordering::Greater => "weekday after published",
                };
                Some((Period::one(date), basis.to_owned()))
            }
            (None, None, None) => None,
        }
    }

    /// The day that an hour alone belongs to.
    fn hour(&self, place: &Place<'_>) -> Option<Found> {
        let day = place.sentence.filter(|d| d.day.is_some());
        let (day, basis) = match (day, self.anchor.published) {
            (Some(day), _) => (day, "hour of the day before it in the sentence"),
            (None, Some(day)) if day.day.is_some() => {
                (day.date_only(), "hour of the day of publication")
            }
            _ => return None,
        };
        Some((Period::one(day), basis.to_owned()))
    }

    /// The year of a month, or of a day of a month.
    fn year_of(
        &self,
        m: u8,
        day: Option<u8>,
        on: Option<u8>,
        which: Which,
        place: &Place<'_>,
    ) -> Option<Found> {
        let date = |y: i16| {
            let date = PartialDate {
                year: Some(y),
                month: Some(m),
                day,
                ..PartialDate::default()
            };
            date.checked()
        };
        // A date with its year stands before it in the same sentence and is of another year than now.
        if which == Which::Plain
            && let Some(near) = place.sentence
            && near.year != self.anchor.published.and_then(|p| p.year)
            && let Some(found) = date(near.year?)
            && near.month.is_none_or(|n| n <= m)
        {
            return Some((
                Period::one(found),
                "year of the date before it in the sentence".to_owned(),
            ));
        }
        let Some(published) = self.anchor.published else {
            let other = self.anchor.assumed?;
            let found = date(other.year?)?;
            return Some((
                Period::one(found),
                format!(
                    "inferred: year of another date of the document ({})",
                    other.date_only()
                ),
            ));
        };
        let y = published.year?;
        let mut years: Vec<PartialDate> = (-1..=1).filter_map(|s| date(y + s)).collect();
        if let Some(on) = on {
            // The weekday tells the year, if one of the years fits.
            let fitting = |d: &PartialDate| weekday(*d).is_none_or(|w| w == on);
            if years.iter().any(fitting) {
                years.retain(fitting);
            } else if let Some(far) = (2..=6).find_map(|s| date(y - s).filter(fitting)) {
                return Some((
                    Period::one(far),
                    "year in which the day is that weekday".to_owned(),
                ));
            }
        }
        let found = choose(&years, published, which, place)?;
        let basis = match (found.year == published.year, day) {
            (true, _) => "year of publication".to_owned(),
            (false, Some(_)) => "year closest to publication".to_owned(),
            (false, None) => "month closest to publication".to_owned(),
        };
        Some((Period::one(found), basis))
    }

    /// The month of a day.
    fn month_of(&self, day: u8, which: Which, place: &Place<'_>) -> Option<Found> {
        let published = self.anchor.published.filter(|p| p.month.is_some());
        if which == Which::Plain
            && let Some(near) = place.sentence
            && near.month.is_some()
            && (near.month != published.and_then(|p| p.month) || published.is_none())
            && near.day.is_none_or(|d| d <= day)
            && let Some(found) = same_month(near, day)
        {
            return Some((
                Period::one(found),
                "month of the date before it in the sentence".to_owned(),
            ));
        }
        let published = published?.date_only();
        let here = same_month(published, day);
        let last = plus_months(published, -1).and_then(|m| same_month(m, day));
        let next = plus_months(published, 1).and_then(|m| same_month(m, day));
        let days = |d: PartialDate| Some(d.to_days()? - published.to_days()?);
        let found = match which {
            Which::Last => here.filter(|d| days(*d).is_some_and(|n| n <= 0)).or(last),
            Which::Next => here.filter(|d| days(*d).is_some_and(|n| n >= 0)).or(next),
            _ => {
                let ahead = here.and_then(days);
                let back = last.and_then(days);
                match (ahead, back) {
                    (Some(n), _) if n <= 0 => here,
                    // The 31st on the 30th is tomorrow; the 30th on the 2nd is of the month before.
                    (Some(n), Some(b)) if n > -b && (place.tense)() != Tense::Future => last,
                    (Some(_), Some(_)) if (place.tense)() == Tense::Past => last,
                    (Some(_), _) => here,
                    (None, _) => last,
                }
            }
        }?;
        let basis = match days(found)? {
            0 => "day of publication",
            n if n < 0 => "day before published",
            _ => "day after published",
        };
        Some((Period::one(found), basis.to_owned()))
    }
}

/// The first month of so many that end with a month, or the day behind the same day so many months ago.
fn months_back(last: PartialDate, months: i32) -> Option<PartialDate> {
    if last.day.is_none() {
        return plus_months(last, 1 - months);
    }
    // Of months that are over, whole ones: from January 1 to March 31.
    let next = plus_days(last, 1)?;
    let first = plus_months(next, -months)?;
    same_month(first, next.day?)
}
