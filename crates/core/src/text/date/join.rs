//! Puts a day and the time beside it together.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    DateKind, Found, PartialDate,
    grammar::{Atom, WEEKDAY},
};
use crate::text::Span;

/// The longest stretch between a day and its time, in bytes: a weekday in brackets and two signs.
const GAP: usize = 28;

/// What may stand between a day and the time after it.
static DAY_TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        "^[.,]?\\s*(?:[(\\[]?(?:(?i:{WEEKDAY})|[월화수목금토일](?:요일)?)[)\\]]?)?[\\s,]*\
         (?:(?i:at|um|à)|[Tt]|[-–—|·•/@~])?\\s*$"
    ))
    .ok()
});

/// What may stand between a time and the day after it.
static TIME_DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        "^[)\\]]?\\s*[,.]?\\s*(?:(?i:on)|[-–—|·•/])?\\s*(?:(?i:{WEEKDAY}),?)?\\s*$"
    ))
    .ok()
});

/// Joins neighbours; what stays alone is a day, or a time that says that it is one.
pub(super) fn join(text: &str, atoms: &[Atom]) -> Vec<Found> {
    let mut out = Vec::with_capacity(atoms.len());
    let mut rest = atoms;
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        if let Some(second) = tail.first()
            && let Some(found) = pair(text, *first, *second)
        {
            out.push(found);
            rest = tail.get(1..).unwrap_or(&[]);
        } else if first.kind != DateKind::Time || first.marked {
            out.push(Found {
                span: first.span,
                date: first.date,
                kind: first.kind,
            });
        }
    }
    out
}

fn pair(text: &str, first: Atom, second: Atom) -> Option<Found> {
    let gap = Span::new(first.span.end, second.span.start);
    if gap.len() > GAP {
        return None;
    }
    let (day, time, glue) = match (first.kind, second.kind) {
        (DateKind::Time, DateKind::Time) => return None,
        (_, DateKind::Time) => (first, second, &*DAY_TIME),
        (DateKind::Time, _) => (second, first, &*TIME_DAY),
        _ => return None,
    };
    let fits = day.date.has_day() && glue.as_ref()?.is_match(gap.of(text));
    if !fits {
        return None;
    }
    let mut date = PartialDate {
        time: time.date.time,
        offset: time.date.offset,
        ..day.date
    };
    let mut span = Span::new(first.span.start, second.span.end);
    // `Sun Feb 27 15:25:00 2022`, the C library's form.
    if date.year.is_none()
        && second.kind == DateKind::Time
        && let Some((year, end)) = year_after(text, span.end)
    {
        date.year = Some(year);
        span.end = end;
    }
    Some(Found {
        span,
        date: date.checked()?,
        kind: day.kind,
    })
}

/// A year of four figures after one space.
fn year_after(text: &str, at: usize) -> Option<(i16, usize)> {
    let figures = text.get(at..)?.strip_prefix(' ')?.get(..4)?;
    let year: i16 = figures.parse().ok()?;
    let end = at + 5;
    let next = text.get(end..)?.chars().next();
    let free = next.is_none_or(|c| !c.is_alphanumeric() && c != ':');
    ((1900..2200).contains(&year) && free).then_some((year, end))
}
