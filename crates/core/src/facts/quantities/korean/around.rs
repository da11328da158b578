//! Words around a number in Korean: bounds, estimates, what it is a quantity of.

use super::super::scan::{Found, Reader};
use crate::text::{korean::PARTICLES, number::is_hangul};

/// `영하 10도`.
pub(super) fn below_zero(r: &Reader<'_, '_>, found: &mut Found) {
    let before = r.before(found.span.start).trim_end_matches(' ');
    let degrees = found.measure.is_some_and(|u| matches!(u.base, "°" | "°C"));
    if let (true, super::super::Value::One(value), Some(left)) =
        (degrees, found.value, before.strip_suffix("영하"))
    {
        found.value = super::super::Value::One(-value);
        found.span.start = left.len();
    }
}

/// Words behind a counter that make a bound (named) or an estimate (empty) of it, and where they end.
pub(super) fn tail(r: &Reader<'_, '_>, end: usize) -> (Option<&'static str>, usize) {
    const TAILS: [(&str, &str); 14] = [
        ("이상", "at least"),
        ("이하", "at most"),
        ("미만", "less than"),
        ("초과", "more than"),
        ("을 넘", "more than"),
        ("를 넘", "more than"),
        ("이 넘", "more than"),
        ("가 넘", "more than"),
        ("가량", ""),
        ("정도", ""),
        ("안팎", ""),
        ("내외", ""),
        ("남짓", ""),
        ("쯤", ""),
    ];
    let rest = r.rest(end);
    let space = usize::from(rest.starts_with(' '));
    let trimmed = rest.get(space..).unwrap_or("");
    for (word, bound) in TAILS {
        if trimmed.starts_with(word) || rest.starts_with(word) {
            // A verb is no part of the quantity.
            let verb = word.ends_with('넘');
            let gap = if rest.starts_with(word) { 0 } else { space };
            return (Some(bound), if verb { end } else { end + gap + word.len() });
        }
    }
    (None, end)
}

/// Words before a number that make a bound or an estimate of it.
pub(super) fn lead(r: &Reader<'_, '_>, found: &mut Found) {
    const LEADS: [(&str, &str); 12] = [
        ("적어도", "at least"),
        ("최소한", "at least"),
        ("최소", "at least"),
        ("최대", "at most"),
        ("최고", "at most"),
        ("대략", ""),
        ("거의", ""),
        ("약", ""),
        ("근", ""),
        ("무려", ""),
        ("대체로", ""),
        ("총", "all"),
    ];
    let before = r.before(found.span.start);
    let trimmed = before.trim_end_matches(' ');
    for (word, bound) in LEADS {
        let Some(left) = trimmed.strip_suffix(word) else {
            continue;
        };
        // A word of its own.
        if left.ends_with(is_hangul) {
            return;
        }
        match bound {
            "" => found.approx = true,
            "all" => {}
            bound => found.bound = Some(bound),
        }
        found.span.start = left.len();
        return;
    }
}

/// What is measured in a Korean sentence by a unit in Latin letters or a sign: `80km`, `20%의`.
pub(in super::super) fn around(r: &Reader<'_, '_>, start: usize, end: usize) -> Option<String> {
    let korean = r.rest(end).trim_start().starts_with(is_hangul);
    korean
        .then(|| of(r, start, end).unwrap_or_default())
        .filter(|of| !of.is_empty())
}

/// What is counted: the noun behind `의`, else the noun before the number.
pub(super) fn of(r: &Reader<'_, '_>, start: usize, end: usize) -> Option<String> {
    let rest = r.rest(end);
    if let Some(behind) = rest.strip_prefix("의 ") {
        return word(behind);
    }
    let before = r.before(start);
    let trimmed = before.trim_end_matches(' ');
    (trimmed.len() < before.len()).then_some(())?;
    let from = trimmed
        .char_indices()
        .rev()
        .find(|(_, c)| !is_hangul(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let noun = trimmed.get(from..)?;
    let marked = PARTICLES.iter().any(|p| noun.ends_with(p))
        || noun.ends_with(['한', '된', '인', '할', '던', '며', '고']);
    (noun.chars().count() > 1 && !marked).then(|| noun.to_owned())
}

/// The word that opens a text, without its particle.
fn word(rest: &str) -> Option<String> {
    let run = rest.find(|c: char| !is_hangul(c)).unwrap_or(rest.len());
    let word = rest.get(..run)?;
    let particle = PARTICLES
        .iter()
        .filter(|p| word.len() > p.len() + 3 && word.ends_with(**p))
        .map(|p| p.len())
        .max()
        .unwrap_or(0);
    let noun = word.get(..word.len() - particle)?;
    (!noun.is_empty()).then(|| noun.to_owned())
}
