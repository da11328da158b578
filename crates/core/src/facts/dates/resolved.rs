//! What times were resolved to.

use super::{
    calendar::Period,
    time::{Base, Point, Unit},
};

/// A resolved time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Resolved {
    pub(super) value: Option<String>,
    pub(super) precision: Option<&'static str>,
    pub(super) basis: Option<String>,
    pub(super) vague: bool,
    /// The days that it names.
    pub(super) period: Option<Period>,
    /// What an event would have to tell.
    pub(super) pending: Pending,
}

/// What only an event can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Pending {
    /// Nothing is missing.
    #[default]
    None,
    /// The year of a month and, perhaps, a day.
    Year(u8, Option<u8>),
    /// The event that so many years, months or days go back to.
    Back(f64, Step),
    /// The day of an event, 1 for the first.
    DayOf(u8),
}

/// Units in which a period is counted back to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Years.
    Years,
    /// Months.
    Months,
}

pub(super) fn precision(period: Period) -> &'static str {
    let date = period.first;
    match (period.last, date.time, date.day, date.month) {
        (Some(_), ..) => "interval",
        (None, Some(_), ..) => "minute",
        (None, None, Some(_), _) => "day",
        (None, None, None, Some(_)) => "month",
        _ => "year",
    }
}

pub(super) fn lasting(count: f64, unit: Unit, ahead: bool) -> Resolved {
    let Some(value) = unit.duration(count) else {
        return Resolved {
            vague: true,
            ..nothing()
        };
    };
    let step = match unit {
        Unit::Year => Some(Pending::Back(count, Step::Years)),
        Unit::Decade => Some(Pending::Back(count * 10.0, Step::Years)),
        Unit::Month => Some(Pending::Back(count, Step::Months)),
        _ => None,
    };
    let basis = if ahead {
        "period after published"
    } else {
        "period before published"
    };
    Resolved {
        pending: step.filter(|_| !ahead).unwrap_or_default(),
        ..given(value, "duration", basis.to_owned(), None)
    }
}

pub(super) fn given(
    value: String,
    precision: &'static str,
    basis: String,
    period: Option<Period>,
) -> Resolved {
    Resolved {
        value: Some(value),
        precision: Some(precision),
        basis: Some(basis),
        vague: false,
        period,
        pending: Pending::None,
    }
}

pub(super) fn nothing() -> Resolved {
    Resolved {
        value: None,
        precision: None,
        basis: None,
        vague: false,
        period: None,
        pending: Pending::None,
    }
}

/// What could not be resolved: the year may come from an event.
pub(super) fn missing(point: Point) -> Resolved {
    let pending = match (point.base, point.month) {
        (Base::Open, Some(m)) => Pending::Year(m, point.day),
        _ => Pending::None,
    };
    Resolved {
        pending,
        ..nothing()
    }
}
