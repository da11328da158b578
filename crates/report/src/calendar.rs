//! Days as numbers, and dates as people write them.

use variorum::text::PartialDate;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn month_name(month: u8) -> &'static str {
    MONTHS
        .get(usize::from(month).saturating_sub(1))
        .copied()
        .unwrap_or("?")
}

/// A date as exact as it is: `2022`, `Feb 2022`, `27 Feb 2022`, `27 Feb 2022, 15:25`.
pub(crate) fn human(date: &PartialDate) -> String {
    let mut out = String::new();
    match (date.month, date.day) {
        (Some(month), Some(day)) => out = format!("{day} {}", month_name(month)),
        (Some(month), None) => month_name(month).clone_into(&mut out),
        _ => {}
    }
    match date.year {
        Some(year) if out.is_empty() => out = year.to_string(),
        Some(year) => out = format!("{out} {year}"),
        None => {}
    }
    if let (Some(_), Some((hour, minute))) = (date.day, date.time) {
        out = format!("{out}, {hour:02}:{minute:02}");
    }
    out
}

/// The date without its time.
pub(crate) fn day_only(date: &PartialDate) -> PartialDate {
    PartialDate {
        time: None,
        offset: None,
        ..*date
    }
}

/// How exact a date is.
pub(crate) fn precision(date: &PartialDate) -> &'static str {
    match (date.year, date.month, date.day, date.time) {
        (Some(_), Some(_), Some(_), Some(_)) => "minute",
        (Some(_), Some(_), Some(_), None) => "day",
        (Some(_), Some(_), None, _) => "month",
        (Some(_), None, ..) => "year",
        (None, ..) => "no year",
    }
}

/// Days since 1970-01-01 (Hinnant's `days_from_civil`).
pub(crate) fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    era * 146_097 + doe - 719_468
}

/// Year, month and day of a day's number.
pub(crate) fn civil(number: i64) -> (i64, i64, i64) {
    let z = number + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// The width of one step of a time axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Unit {
    pub(crate) const ALL: [Unit; 5] = [
        Unit::Day,
        Unit::Week,
        Unit::Month,
        Unit::Quarter,
        Unit::Year,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Quarter => "quarter",
            Unit::Year => "year",
        }
    }

    /// The step that a date falls into; none if the date is not exact enough for it.
    pub(crate) fn step(self, date: &PartialDate) -> Option<i64> {
        let year = i64::from(date.year?);
        let month = date.month.map(i64::from).filter(|m| (1..=12).contains(m));
        let day = date.day.map(i64::from).filter(|d| (1..=31).contains(d));
        match self {
            Unit::Day => Some(day_number(year, month?, day?)),
            // Weeks begin on Monday; 1970-01-01 was a Thursday.
            Unit::Week => Some((day_number(year, month?, day?) + 3).div_euclid(7)),
            Unit::Month => Some(year * 12 + month? - 1),
            Unit::Quarter => Some(year * 4 + (month? - 1) / 3),
            Unit::Year => Some(year),
        }
    }

    /// A step as people write it.
    pub(crate) fn label(self, step: i64) -> String {
        let name = |month: i64| month_name(u8::try_from(month).unwrap_or(0));
        match self {
            Unit::Day => {
                let (y, m, d) = civil(step);
                format!("{d} {} {y}", name(m))
            }
            Unit::Week => {
                let (y, m, d) = civil(step * 7 - 3);
                format!("week of {d} {} {y}", name(m))
            }
            Unit::Month => format!("{} {}", name(step.rem_euclid(12) + 1), step.div_euclid(12)),
            Unit::Quarter => format!("Q{} {}", step.rem_euclid(4) + 1, step.div_euclid(4)),
            Unit::Year => step.to_string(),
        }
    }

    /// The same for the axis, as short as it can be.
    pub(crate) fn tick(self, step: i64) -> String {
        match self {
            Unit::Week => Unit::Day.label(step * 7 - 3),
            _ => self.label(step),
        }
    }

    /// The start of an ISO date that every document of the step has; empty where there is none.
    pub(crate) fn prefix(self, step: i64) -> String {
        match self {
            Unit::Day => {
                let (y, m, d) = civil(step);
                format!("{y:04}-{m:02}-{d:02}")
            }
            Unit::Month => {
                format!("{:04}-{:02}", step.div_euclid(12), step.rem_euclid(12) + 1)
            }
            Unit::Year => format!("{step:04}"),
            Unit::Week | Unit::Quarter => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_there_and_back() {
        assert_eq!(day_number(1970, 1, 1), 0);
        assert_eq!(day_number(2022, 2, 27), 19_050);
        for number in (-800_000..800_000).step_by(37) {
            let (y, m, d) = civil(number);
            assert_eq!(day_number(y, m, d), number);
        }
    }

    #[test]
    fn dates_as_exact_as_they_are() {
        let date = |month, day, time| PartialDate {
            year: Some(2031),
            month,
            day,
            time,
            offset: None,
        };
        for (date, text, exact) in [
            (date(None, None, None), "2031", "year"),
            (date(Some(3), None, None), "Mar 2031", "month"),
            (date(Some(3), Some(4), None), "4 Mar 2031", "day"),
            (
                date(Some(3), Some(4), Some((9, 5))),
                "4 Mar 2031, 09:05",
                "minute",
            ),
        ] {
            assert_eq!(human(&date), text);
            assert_eq!(precision(&date), exact);
        }
    }

    #[test]
    fn weeks_begin_on_monday() {
        let on = |day| PartialDate {
            year: Some(2022),
            month: Some(2),
            day: Some(day),
            ..PartialDate::default()
        };
        // 2022-02-28 was a Monday.
        assert_ne!(Unit::Week.step(&on(27)), Unit::Week.step(&on(28)));
        assert_eq!(Unit::Week.step(&on(21)), Unit::Week.step(&on(27)));
        assert_eq!(
            Unit::Week.label(Unit::Week.step(&on(28)).unwrap()),
            "week of 28 Feb 2022"
        );
    }
}
