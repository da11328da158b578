//! Days that the words of a mention itself tell: `Monday's drills`, `the June meeting`, `the two-day summit`.

use super::{DAY, Days, Draft, LONGEST, Phase, YEAR};
use crate::{
    facts::{
        events::{heads::Class, link::bounds},
        page::Page,
    },
    text::PartialDate,
};

/// `yesterday's ceremony`: the day before the report.
pub(super) fn by_report(page: &Page<'_>, drafts: &mut [Draft]) {
    let Some(published) = page.published.and_then(|d| d.date_only().to_days()) else {
        return;
    };
    for draft in drafts.iter_mut().filter(|d| d.dates.is_empty()) {
        let written = page.words(draft.at);
        if let Some(month) = month_of_name(written, published, draft.phase) {
            draft.dates = Days::new(&month, None, "published");
            continue;
        }
        let words = written.to_lowercase().replace('’', "'");
        let first = words.split(' ').next().and_then(|w| w.strip_suffix("'s"));
        let after = match first {
            Some("yesterday") => -1,
            Some("today") => 0,
            Some("tomorrow") => 1,
            // `Monday's drills`: of the last Monday.
            Some(day) => match WEEKDAYS.iter().zip(0..).find(|(w, _)| **w == day) {
                Some((_, number)) => -(weekday(published) - number).rem_euclid(7),
                None => continue,
            },
            None => continue,
        };
        if let Some(day) = PartialDate::from_days(published + after) {
            draft.dates = Days::new(&day.to_string(), None, "published");
        }
    }
}

/// `June meeting`: the last June, or the next one of what is to come.
fn month_of_name(words: &str, published: i64, phase: Option<Phase>) -> Option<String> {
    let mut words = words.split(' ');
    let first = words.next()?.to_lowercase();
    let month: u8 = MONTHS.iter().zip(1..).find(|(m, _)| **m == first)?.1;
    let follows = words.next()?;
    // `May Day`, `April Spring Festival`: a name.
    if !follows.starts_with(char::is_lowercase) || follows.starts_with("day") {
        return None;
    }
    let today = PartialDate::from_days(published)?.to_string();
    let mut parts = today.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let now: u8 = parts.next()?.parse().ok()?;
    let year = match phase {
        Some(Phase::Future) => year + i16::from(month < now),
        _ => year - i16::from(month > now),
    };
    Some(format!("{year:04}-{month:02}"))
}

/// The months, in small letters.
pub(in crate::facts::events) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The number of the weekday of a day, Monday first. The first day of 1970 was a Thursday.
fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

/// `the two-day summit opened on Monday`: its last day, or its first one where the last is told.
pub(super) fn last(page: &Page<'_>, draft: &mut Draft) {
    if draft.phase == Some(Phase::Attended) {
        return;
    }
    let words = page.words(draft.at).to_lowercase();
    let days = words.split(' ').find_map(|w| w.strip_suffix("-day"));
    let Some(more) = days
        .and_then(cardinal)
        .filter(|n| (2..=LONGEST).contains(n))
    else {
        return;
    };
    let dates = &mut draft.dates;
    let exact = |d: &Option<String>| {
        let known = d.as_deref().filter(|d| d.len() == DAY)?;
        bounds(known).map(|b| b.0)
    };
    let after = |day: i64, days: i64| PartialDate::from_days(day + days).map(|d| d.to_string());
    match (exact(&dates.start), exact(&dates.end)) {
        (Some(first), end) if end.is_none() || end == Some(first) => {
            dates.end = after(first, more - 1);
        }
        (None, Some(end)) if dates.start.is_none() => dates.start = after(end, 1 - more),
        _ => {}
    }
}

/// A small number in words or digits.
fn cardinal(word: &str) -> Option<i64> {
    const WORDS: [&str; 11] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    let named = WORDS
        .iter()
        .zip(2..)
        .find(|(w, _)| **w == word)
        .map(|w| w.1);
    named.or_else(|| word.parse().ok())
}

/// `4월전원회의` told in January is that of the year before, where nothing says that it is to come.
pub(super) fn past(page: &Page<'_>, draft: &mut Draft) {
    let named = draft.dates.basis == Some("name") && draft.class == Class::Meeting;
    let words = page.words(draft.at);
    if !named || draft.phase == Some(Phase::Future) || words.contains('년') || !words.contains('월')
    {
        return;
    }
    let published = page.published.and_then(|d| d.date_only().to_days());
    let start = draft.dates.start.as_deref().and_then(bounds).map(|b| b.0);
    if start.zip(published).is_some_and(|(start, day)| start > day) {
        let back = |date: &str| {
            let year: i16 = date.get(..YEAR)?.parse().ok()?;
            Some(format!("{:04}{}", year - 1, date.get(YEAR..)?))
        };
        draft.dates.start = draft.dates.start.as_deref().and_then(back);
        draft.dates.end = draft.dates.end.as_deref().and_then(back);
    }
}
