//! Dates: days, periods and recurrences, resolved from the day of publication where they are relative.

use serde::Serialize;

use super::{Place, events::Event, page::Page};

/// A time that a text names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Date {
    /// ISO 8601: a date as exact as its evidence (`2022-02-26`, `2022-02`, `2022`), an interval
    /// (`2016-12/2022-02`), an open one (`2021-04-06/..`), a recurrence or duration (`P5Y`); `null` for
    /// what is vague.
    pub resolved: Option<String>,
    /// Whether the text gives no more than a rough time (`in recent years`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub vague: bool,
    /// How exact it is: `minute`, `day`, `month`, `year`, `decade`, `interval`, `duration`.
    pub precision: Option<&'static str>,
    /// What it was resolved from (`weekday before published`).
    pub basis: Option<String>,
    /// The words.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub place: Place,
}

/// The dates of a page, in its order.
pub(super) fn find(_page: &Page<'_>) -> Vec<Date> {
    Vec::new()
}

/// Resolves periods that count back from an event (`the past five years` since the first conference).
pub(super) fn count_from_events(_page: &Page<'_>, _dates: &mut [Date], _events: &[Event]) {}
