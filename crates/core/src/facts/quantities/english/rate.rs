//! Quantities for each unit of another: `90 miles per gallon`, `$50 a barrel`, `12 launches a month`.

use super::super::{
    scan::{Found, Reader},
    units::Unit,
};
use super::unit::words_behind;

/// What things are sold, measured and counted by, behind `a`.
const EACH: [&str; 40] = [
    "hour",
    "day",
    "week",
    "month",
    "year",
    "night",
    "minute",
    "second",
    "season",
    "quarter",
    "barrel",
    "ton",
    "tonne",
    "ounce",
    "gallon",
    "litre",
    "liter",
    "kilo",
    "kilogram",
    "pound",
    "share",
    "person",
    "head",
    "kilometre",
    "kilometer",
    "mile",
    "bushel",
    "acre",
    "hectare",
    "piece",
    "bottle",
    "copy",
    "ticket",
    "game",
    "match",
    "unit",
    "household",
    "couple",
    "seat",
    "pint",
];

/// Takes in the unit that a quantity is told by.
pub(super) fn rate(r: &Reader<'_, '_>, found: &mut Found) {
    // `5 percent a year` stays what it is.
    if found.unit.is_none() || found.measure.is_some_and(|u| matches!(u.base, "%" | "pp")) {
        return;
    }
    const NOT_EACH: [&str; 8] = [
        "ago", "earlier", "later", "before", "after", "old", "long", "away",
    ];
    let words = words_behind(r.text, found.span.end, 3);
    let [(first, _), (second, span), ..] = words.as_slice() else {
        return;
    };
    let per = first == "per";
    let each = matches!(first.as_str(), "a" | "an" | "each" | "every");
    if !per && !(each && EACH.contains(&second.as_str())) {
        return;
    }
    // `2 million a year earlier`
    if each
        && words
            .get(2)
            .is_some_and(|(w, _)| NOT_EACH.contains(&w.as_str()))
    {
        return;
    }
    // `per square metre`
    let third = words
        .get(2)
        .filter(|_| second == "square" || second == "cubic");
    let (name, end) = match third {
        Some((noun, last)) => (format!("{second} {noun}"), last.end),
        None => (second.clone(), span.end),
    };
    if joined(r, found.span.end, end) {
        return;
    }
    found.span.end = end;
    found.unit = found.unit.take().map(|unit| format!("{unit} per {name}"));
    found.measure = found.measure.and_then(|unit| speed(unit, &name));
}

/// Whether a hyphen stands in a phrase or behind it: `a year-long`.
fn joined(r: &Reader<'_, '_>, from: usize, end: usize) -> bool {
    let inside = r.text.get(from..end).unwrap_or("");
    inside.contains('-') || r.rest(end).starts_with('-')
}

/// A length in a stretch of time.
fn speed(unit: Unit, each: &str) -> Option<Unit> {
    let seconds = match each {
        "hour" => 3600.0,
        "minute" => 60.0,
        "second" => 1.0,
        _ => return None,
    };
    (unit.base == "m").then_some(Unit {
        base: "m/s",
        factor: unit.factor / seconds,
        name: unit.name,
    })
}
