//! Times that events tell: periods since one, days of one, years of one.

use super::{
    super::{events::Event, page::Page},
    Date, Pending, Step,
    calendar::plus_days,
    resolved::Resolved,
};
use crate::text::{PartialDate, Span, date::parse_date};

/// Words before or behind a day that say that something began on it.
const BEGAN: [&str; 24] = [
    "opened",
    "opens",
    "open ",
    "began",
    "begins",
    "begun",
    "kicked off",
    "started",
    "starts",
    "convened",
    "inaugurat",
    "under way",
    "underway",
    "opening",
    "took place",
    "take part",
    "being held",
    "개막",
    "개회",
    "시작",
    "열린",
    "열렸",
    "열었",
    "진행",
];

/// How far from a day such a word stands, in bytes.
const REACH: usize = 90;

/// The day on which the event of a document began, if this one is said to be it.
pub(super) fn opening_day(text: &str, span: Span, resolved: &Resolved) -> Option<PartialDate> {
    let day = resolved.period?.first.date_only();
    day.is_full().then_some(())?;
    let mut from = span.start.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (span.end + REACH).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let before = text.get(from..span.start).unwrap_or("");
    let before = before.rsplit(". ").next().unwrap_or("");
    let behind = text.get(span.end..to).unwrap_or("");
    let korean = behind.contains(|c: char| ('가'..='힣').contains(&c));
    let behind = if korean {
        behind.split(['.', '\n']).next().unwrap_or("")
    } else {
        ""
    };
    let began = BEGAN
        .iter()
        .any(|w| before.contains(w) || behind.contains(w));
    began.then_some(day)
}

/// Days of an event (`the second-day sitting`) from the day on which the document says it began.
pub(super) fn count_from_opening(dates: &mut [Date], opening: Option<PartialDate>) {
    let Some(opening) = opening else { return };
    for date in dates {
        if let Pending::DayOf(number) = date.pending
            && let Some(day) = plus_days(opening, i64::from(number) - 1)
        {
            date.resolved = Some(day.to_string());
            date.precision = Some("day");
            date.basis = Some(format!("day {number} of what began on {opening}"));
        }
    }
}

/// Resolves periods that count back from an event (`the past five years` since the first conference), days
/// of an event, and years that only an event tells.
pub(in super::super) fn count_from_events(page: &Page<'_>, dates: &mut [Date], events: &[Event]) {
    if dates.iter().all(|d| d.pending == Pending::None) {
        return;
    }
    let known: Vec<Known<'_>> = events.iter().filter_map(Known::new).collect();
    for date in dates {
        let found = match date.pending {
            Pending::None => None,
            Pending::Year(month, day) => year(&known, month, day),
            Pending::Back(count, step) => page.published.and_then(|p| back(&known, p, count, step)),
            Pending::DayOf(number) => day_of(&known, date, number),
        };
        if let Some((value, precision, basis)) = found {
            date.resolved = Some(value);
            date.precision = Some(precision);
            date.basis = Some(basis);
        }
    }
}

/// An event with its first day as exact as known.
struct Known<'e> {
    event: &'e Event,
    start: PartialDate,
}

impl<'e> Known<'e> {
    fn new(event: &'e Event) -> Option<Self> {
        let start = parse_date(event.start.as_deref()?)?;
        start.year.is_some().then_some(Known { event, start })
    }
}

type Told = (String, &'static str, String);

/// The year of a day on which an event of the document began.
fn year(known: &[Known<'_>], month: u8, day: Option<u8>) -> Option<Told> {
    let fits =
        |k: &&Known<'_>| k.start.month == Some(month) && (day.is_none() || k.start.day == day);
    let found = known.iter().find(fits)?;
    let date = PartialDate {
        month: Some(month),
        day,
        year: found.start.year,
        ..PartialDate::default()
    };
    let precision = if day.is_some() { "day" } else { "month" };
    Some((
        date.checked()?.to_string(),
        precision,
        format!("inferred: year of the event \"{}\"", found.event.text),
    ))
}

/// How far off, in months, an event may lie from the round number that counts back to it.
const SLACK: f64 = 7.0;

/// The event that a period goes back to: an earlier one of the series of an event of the document.
fn back(known: &[Known<'_>], published: PartialDate, count: f64, step: Step) -> Option<Told> {
    let months = if step == Step::Years {
        count * 12.0
    } else {
        count
    };
    let index = |d: PartialDate| Some(f64::from(d.year?) * 12.0 + f64::from(d.month?));
    let now = index(published)?;
    let off = |k: &Known<'_>| index(k.start).map_or(f64::INFINITY, |i| (now - i - months).abs());
    let slack = if step == Step::Years { SLACK } else { 1.0 };
    // It must be told apart from the event that is reported: the same series, another number.
    let series = |k: &&Known<'_>| {
        k.event.ordinal.is_some()
            && known.iter().any(|o| {
                o.event.series == k.event.series
                    && o.event.ordinal > k.event.ordinal
                    && off(o) > off(k)
            })
    };
    let found = known
        .iter()
        .filter(series)
        .filter(|k| off(k) <= slack)
        .min_by(|a, b| off(a).total_cmp(&off(b)))?;
    let month = |d: PartialDate| {
        PartialDate {
            day: None,
            ..d.date_only()
        }
        .to_string()
    };
    Some((
        format!("{}/{}", month(found.start), month(published)),
        "interval",
        format!("since the event \"{}\", to publication", found.event.text),
    ))
}

/// The day of an event: of the event named next to it, else of the only one with a first day.
fn day_of(known: &[Known<'_>], date: &Date, number: u8) -> Option<Told> {
    let dated: Vec<&Known<'_>> = known.iter().filter(|k| k.start.is_full()).collect();
    let first = dated.first()?;
    let one = dated.iter().all(|k| k.start == first.start);
    let near = dated.iter().find(|k| {
        let (event, here) = (k.event.place.at, date.place.at);
        event.zone == here.zone
            && event.span.start >= here.span.end
            && event.span.start - here.span.end <= 12
    });
    let chosen = near.or(one.then_some(first))?;
    let day = plus_days(chosen.start, i64::from(number) - 1)?;
    Some((
        day.to_string(),
        "day",
        format!("day {number} of the event \"{}\"", chosen.event.text),
    ))
}
