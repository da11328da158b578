//! Periods of the calendar, and which documents fall into them.

use std::collections::BTreeMap;

use super::{Group, View};
use crate::{Corpus, Error, Result, corpus::Facet, table::Provenance, text::PartialDate};

names! {
    /// How long a period is.
    #[derive(Default)]
    pub enum Period("period") {
        /// A day.
        Day = "day",
        /// A week of ISO 8601: from Monday, named `2022-W08`.
        Week = "week",
        /// A month.
        #[default]
        Month = "month",
        /// A year.
        Year = "year",
    }
}

impl Period {
    /// The number of the period that a day is in; days count from 1970-01-01, periods ascend.
    pub(super) fn of(self, days: i64) -> Option<i64> {
        let date = || PartialDate::from_days(days);
        match self {
            Period::Day => Some(days),
            // 1970-01-01 was a Thursday.
            Period::Week => Some((days + 3).div_euclid(7)),
            Period::Month => {
                let date = date()?;
                Some(i64::from(date.year?) * 12 + i64::from(date.month?) - 1)
            }
            Period::Year => Some(i64::from(date()?.year?)),
        }
    }

    /// The first day of a period, counted from 1970-01-01.
    fn first_day(self, number: i64) -> Option<i64> {
        let of = |year: i64, month: i64| {
            let month = u8::try_from(month).ok()?;
            PartialDate::day(i16::try_from(year).ok()?, month, 1)?.to_days()
        };
        match self {
            Period::Day => Some(number),
            Period::Week => Some(number * 7 - 3),
            Period::Month => of(number.div_euclid(12), number.rem_euclid(12) + 1),
            Period::Year => of(number, 1),
        }
    }

    /// The first day of a period, as `2022-02-21`.
    pub(super) fn start(self, number: i64) -> Option<String> {
        day(self.first_day(number)?)
    }

    /// The last day of a period.
    pub(super) fn end(self, number: i64) -> Option<String> {
        day(self.first_day(number + 1)? - 1)
    }

    /// The name of a period: `2022-02-27`, `2022-W08`, `2022-02`, `2022`.
    pub(super) fn label(self, number: i64) -> Option<String> {
        let first = self.first_day(number)?;
        let cut = |len: usize| day(first)?.get(..len).map(str::to_owned);
        match self {
            Period::Day => day(first),
            Period::Week => {
                // A week belongs to the year of its Thursday (ISO 8601).
                let year = PartialDate::from_days(first + 3)?.year?;
                let new_year = PartialDate::day(year, 1, 1)?.to_days()?;
                Some(format!("{year:04}-W{:02}", (first + 3 - new_year) / 7 + 1))
            }
            Period::Month => cut(7),
            Period::Year => cut(4),
        }
    }
}

/// A day, counted from 1970-01-01, as `2022-02-27`.
pub(super) fn day(days: i64) -> Option<String> {
    PartialDate::from_days(days).map(|d| d.to_string())
}

/// The first and the last day that a date may mean, counted from 1970-01-01: of `2022-02` the 1st
/// and the 28th. `None` for what is no date with a year.
pub(super) fn bounds(date: &str) -> Option<(i64, i64)> {
    let date = date.split('T').next().unwrap_or(date);
    let mut parts = date.split('-');
    let number = |part: Option<&str>| -> Option<Option<u8>> {
        match part {
            None => Some(None),
            Some(p) if p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit()) => {
                p.parse().ok().map(Some)
            }
            Some(_) => None,
        }
    };
    let year = parts.next().filter(|y| y.len() == 4)?;
    let year: i16 = year
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| year.parse().ok())??;
    let (month, of_month) = (number(parts.next())?, number(parts.next())?);
    if parts.next().is_some() {
        return None;
    }
    let first = PartialDate::day(year, month.unwrap_or(1), of_month.unwrap_or(1))?.to_days()?;
    let last = match (month, of_month) {
        (Some(_), Some(_)) => first,
        (Some(12) | None, _) => PartialDate::day(year, 12, 31)?.to_days()?,
        (Some(month), None) => PartialDate::day(year, month + 1, 1)?.to_days()? - 1,
    };
    Some((first, last))
}

/// The first and the last day that a date as it is typed (`2022`, `2022-02`, `2022-02-27`) means, in
/// days from 1970-01-01.
///
/// # Errors
///
/// If it is no such date.
///
/// ```
/// use variorum::stats::day_range;
/// assert_eq!(day_range("1970-02")?, (31, 58));
/// assert!(day_range("February").is_err());
/// # Ok::<(), variorum::Error>(())
/// ```
pub fn day_range(date: &str) -> Result<(i64, i64)> {
    bounds(date.trim()).ok_or_else(|| {
        Error::usage(format!(
            "'{date}' is no date: write 2022, 2022-02 or 2022-02-27"
        ))
    })
}

/// The days that `since` and `until` mean, both included.
pub(super) fn window(since: Option<&str>, until: Option<&str>) -> Result<(i64, i64)> {
    let first = since.map_or(Ok(i64::MIN), |s| Ok(day_range(s)?.0))?;
    let last = until.map_or(Ok(i64::MAX), |u| Ok(day_range(u)?.1))?;
    if first > last {
        return Err(Error::usage(format!(
            "since {} is after until {}",
            since.unwrap_or_default(),
            until.unwrap_or_default()
        )));
    }
    Ok((first, last))
}

/// When a document was published: the first and last day that its date may mean.
pub(super) fn dated(corpus: &Corpus, document: usize) -> Option<(i64, i64)> {
    bounds(&corpus.value(document, &Facet::named("published"))?)
}

/// The documents of groups by periods, and how many have no place in one.
pub(super) struct Calendar {
    pub(super) period: Period,
    /// The number of the first period.
    pub(super) first: i64,
    /// How many periods, the empty ones among them.
    pub(super) len: usize,
    pub(super) groups: Vec<Scheduled>,
    undated: usize,
    vague: usize,
    outside: usize,
}

/// A group with its documents, by period.
pub(super) struct Scheduled {
    pub(super) name: Option<String>,
    pub(super) documents: Vec<Vec<usize>>,
}

/// A group's name and its documents by the number of their period.
type Placed = (Option<String>, BTreeMap<i64, Vec<usize>>);

/// The most periods: 1,000 years of days. More than that, and a date was misread.
const MOST: i64 = 366_000;

impl Calendar {
    /// Puts the documents of a view into the periods of `since` to `until`, or of its first to its
    /// last document.
    pub(super) fn new(
        view: &View<'_>,
        period: Period,
        by: Option<&Facet>,
        (since, until): (i64, i64),
    ) -> Result<Self> {
        let mut calendar = Calendar {
            period,
            first: 0,
            len: 0,
            groups: Vec::new(),
            undated: 0,
            vague: 0,
            outside: 0,
        };
        let mut placed: Vec<Placed> = Vec::new();
        for Group { name, documents } in view.groups(by) {
            let mut periods: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
            for document in documents {
                let Some((first, last)) = dated(view.corpus(), document) else {
                    calendar.undated += 1;
                    continue;
                };
                if last < since || first > until {
                    calendar.outside += 1;
                    continue;
                }
                let number = period.of(first);
                // A month that the window cuts may lie in it or not.
                if number.is_none() || number != period.of(last) || first < since || last > until {
                    calendar.vague += 1;
                    continue;
                }
                if let Some(number) = number {
                    periods.entry(number).or_default().push(document);
                }
            }
            placed.push((name, periods));
        }
        let numbers = || placed.iter().flat_map(|(_, periods)| periods.keys());
        let asked = |day: i64, open: i64| (day != open).then(|| period.of(day)).flatten();
        let first = asked(since, i64::MIN).or_else(|| numbers().min().copied());
        let last = asked(until, i64::MAX).or_else(|| numbers().max().copied());
        if let (Some(first), Some(last)) = (first, last.max(first)) {
            if last - first >= MOST {
                return Err(Error::limit(format!(
                    "more than {MOST} periods from {} to {}: take a longer period, or since and until",
                    period.label(first).unwrap_or_default(),
                    period.label(last).unwrap_or_default()
                )));
            }
            calendar.first = first;
            calendar.len = usize::try_from(last - first + 1).unwrap_or(0);
        }
        calendar.groups = placed
            .into_iter()
            .map(|(name, mut periods)| Scheduled {
                name,
                documents: (calendar.first..)
                    .take(calendar.len)
                    .map(|n| periods.remove(&n).unwrap_or_default())
                    .collect(),
            })
            .collect();
        Ok(calendar)
    }

    /// The numbers of the periods.
    pub(super) fn numbers(&self) -> impl Iterator<Item = i64> + '_ {
        (self.first..).take(self.len)
    }

    /// The number of a period by its place.
    pub(super) fn number(&self, place: usize) -> i64 {
        self.first + i64::try_from(place).unwrap_or(0)
    }

    /// What was left out.
    pub(super) fn tell(&self, provenance: Provenance) -> Provenance {
        let mut provenance = provenance
            .option("period", self.period.name())
            .count("periods", self.len);
        for (name, count) in [
            ("undated_documents_left_out", self.undated),
            ("documents_less_exact_than_period_left_out", self.vague),
            ("documents_outside_since_until", self.outside),
        ] {
            if count > 0 {
                provenance = provenance.count(name, count);
            }
        }
        provenance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_of_iso_8601() {
        // The examples of ISO 8601 and those of its English Wikipedia article.
        for (day, week, monday, sunday) in [
            ("2005-01-01", "2004-W53", "2004-12-27", "2005-01-02"),
            ("2007-12-31", "2008-W01", "2007-12-31", "2008-01-06"),
            ("2008-12-29", "2009-W01", "2008-12-29", "2009-01-04"),
            ("2010-01-03", "2009-W53", "2009-12-28", "2010-01-03"),
            ("1969-12-31", "1970-W01", "1969-12-29", "1970-01-04"),
        ] {
            let number = Period::Week.of(bounds(day).unwrap().0).unwrap();
            assert_eq!(Period::Week.label(number).unwrap(), week);
            assert_eq!(Period::Week.start(number).unwrap(), monday);
            assert_eq!(Period::Week.end(number).unwrap(), sunday);
        }
    }

    #[test]
    fn days_go_there_and_back() {
        for days in (-3_000_000..2_900_000).step_by(97) {
            let Some(date) = PartialDate::from_days(days) else {
                continue;
            };
            assert_eq!(date.to_days(), Some(days), "{date}");
            for &period in Period::ALL {
                let number = period.of(days).unwrap();
                let first = period.first_day(number).unwrap();
                assert!(first <= days && days < period.first_day(number + 1).unwrap_or(i64::MAX));
            }
        }
    }

    #[test]
    fn dates_as_exact_as_written() {
        let range = |from: &str, to: &str| Some((bounds(from).unwrap().0, bounds(to).unwrap().0));
        assert_eq!(bounds("2024-02"), range("2024-02-01", "2024-02-29"));
        assert_eq!(bounds("2023"), range("2023-01-01", "2023-12-31"));
        assert_eq!(bounds("2023-12"), range("2023-12-01", "2023-12-31"));
        assert_eq!(
            bounds("2023-12-05T10:00+09:00"),
            range("2023-12-05", "2023-12-05")
        );
        for wrong in [
            "",
            "--02-27",
            "T15:25",
            "2023-13",
            "2023-02-30",
            "23",
            "2023-1",
            "+123",
        ] {
            assert_eq!(bounds(wrong), None, "{wrong}");
        }
    }
}
