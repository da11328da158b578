//! Events and days.

use super::{Book, check_ids, check_period, folded, shared};
use crate::pack::{Event, sheet::Sheet};

pub(super) fn check(book: &Book, sheet: &mut Sheet<'_>) {
    check_ids(sheet, &book.event, |e| &e.id);
    for (number, event) in book.event.iter() {
        let start = book.event.start(number);
        if event.series.trim().is_empty() {
            let at = sheet.place(start, "series", "");
            sheet.fault(at, "the series is empty", true);
        }
        check_period(
            sheet,
            start,
            "start",
            Some(&event.start),
            event.end.as_deref(),
        );
        if event.aliases.iter().any(|a| a.trim().is_empty()) {
            let at = sheet.place(start, "aliases", "");
            sheet.fault(at, "a name is empty", true);
        }
    }
    let number_of = |e: &Event| {
        e.ordinal
            .map(|o| (e.series.clone(), e.term, o))
            .into_iter()
            .collect()
    };
    for (number, bearer, (series, _, ordinal)) in shared(&book.event, number_of) {
        let other = book.event.list.get(bearer).map_or("", |e| e.id.as_str());
        let at = sheet.place(book.event.start(number), "ordinal", "");
        sheet.fault(
            at,
            format!("number {ordinal} of '{series}' is '{other}' too"),
            false,
        );
    }
    let names = |e: &Event| e.aliases.iter().filter_map(|a| folded(a)).collect();
    for (number, bearer, name) in shared(&book.event, names) {
        let other = book.event.list.get(bearer).map_or("", |e| e.id.as_str());
        let at = sheet.place(book.event.start(number), "aliases", &name);
        sheet.fault(at, format!("'{name}' is a name of '{other}' too"), false);
    }
    for (number, day) in book.day.iter() {
        if !is_day(&day.date) {
            let at = sheet.place(book.day.start(number), "date", &day.date);
            sheet.fault(
                at,
                format!("'{}' is no day of a year (--04-15)", day.date),
                true,
            );
        }
    }
}

/// Whether it is a day that returns every year: a leap year has them all.
fn is_day(date: &str) -> bool {
    let day = date.strip_prefix("--");
    day.is_some_and(|d| d.len() == 5 && super::is_date(&format!("2024-{d}")))
}
