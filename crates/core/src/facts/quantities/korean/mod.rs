//! What a number counts in Korean: a unit, a counter, or a noun.

mod around;
mod counter;
mod words;

pub(super) use self::{
    around::{around, is_around},
    words::{days, half},
};
use self::{
    around::{below_zero, lead, noun_phrase, of, speed, tail},
    counter::{counter, ends, native_fits},
    words::{fraction, magnitude},
};
use super::{
    scan::{Amount, Found, Reader},
    units::{self, Unit},
};
use crate::text::{
    Span,
    number::{NumberForm, Reading, is_hangul, number_at},
};

/// Reads what an amount counts, if Hangul or a sign behind Hangul stands there.
pub(super) fn read(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let mut at = amount.span.end;
    let mut approx = amount.approx;
    if r.rest(at).starts_with("분의 ") || r.rest(at).starts_with("분의") {
        return fraction(r, amount);
    }
    if let Some(found) = magnitude(r, amount) {
        return Some(found);
    }
    if let Some(len) = and_more(r.rest(at)) {
        approx = true;
        at += len;
    }
    let more = at > amount.span.end;
    let space = usize::from(r.rest(at).starts_with([' ', '\u{a0}']));
    let behind = r.rest(at + space);
    let words = amount.form == NumberForm::Words;
    let hangul_number = r
        .text
        .get(amount.span.range())
        .is_some_and(|t| t.starts_with(is_hangul));
    behind.chars().next().filter(|c| {
        let point = behind.starts_with("%포인트") || behind.starts_with("%p");
        is_hangul(*c) || point || (hangul_number || more) && !c.is_whitespace()
    })?;
    let (unit, name, len) = counter(r, amount, at + space, space > 0)?;
    // `1인당 3만 달러`
    if amount.is(1.0) && r.rest(at + space + len).starts_with('당') {
        return None;
    }
    if hangul_number && words && !native_fits(r, amount, name, space > 0) {
        return None;
    }
    // `천명하다` is a verb.
    let verb = ["된", "되", "됐", "하", "한", "해", "했", "할"];
    if hangul_number
        && space == 0
        && name == "명"
        && verb.iter().any(|v| r.rest(at + len).starts_with(v))
    {
        return None;
    }
    let mut end = at + space + len;
    let mut value = amount;
    let mut unit = unit.map(|u| speed(r, amount.span.start, u));
    // `1시간 25분`, `5년 2개월`
    while let Some((more, smaller, stop)) = smaller(r, value, unit, end) {
        let factor = unit.map_or(1.0, |u| u.factor) / smaller.factor;
        value.low = value.low * factor + more;
        value.high = value.low;
        (unit, end) = (Some(smaller), stop);
    }
    // `3시간 반`
    if let Some(len) = and_a_half(r.rest(end)).filter(|_| unit.is_some_and(|u| u.is_time())) {
        (value.low, value.high) = (value.low + 0.5, value.high + 0.5);
        end += len;
    }
    let name = unit.map_or(name, |u| u.name);
    let counted_to = end;
    if let Some(len) = and_more(r.rest(end)) {
        approx = true;
        end += len;
    }
    let (bound, tail) = tail(r, end);
    approx |= bound.is_some_and(str::is_empty);
    let named = of(r, amount.span.start, counted_to);
    let sort = sort(r, name, tail).filter(|noun| named.is_none() || SORTS.contains(&noun.as_str()));
    // `4개 도시`: the counter for anything is short of its noun.
    let whole = sort.as_ref().filter(|noun| noun.chars().count() <= SORT);
    let mut found = Found {
        span: Span::new(
            amount.span.start,
            tail + whole.map_or(0, |noun| noun.len() + 1),
        ),
        value: value.value(),
        unit: (!name.is_empty()).then(|| name.to_owned()),
        of: sort.or(named),
        approx,
        bound: bound.filter(|b| !b.is_empty()),
        measure: unit,
    };
    below_zero(r, &mut found);
    lead(r, &mut found);
    Some(found)
}

/// Nouns that the counter for anything stands before, whatever stands before their number: `서부 4개 도시`.
const SORTS: [&str; 32] = [
    "도시", "국가", "나라", "지역", "기업", "업체", "단체", "부처", "대학", "학교", "은행", "분야",
    "항목", "조항", "종목", "정당", "구단", "시도", "시군", "마을", "병원", "기관", "회사", "노선",
    "구간", "부문", "과제", "업종", "품목", "언어", "대륙", "부대",
];

/// Syllables of the longest noun that is read as one with its counter.
const SORT: usize = 2;

/// What the counter for anything stands before: `4개 국가`.
fn sort(r: &Reader<'_, '_>, name: &str, end: usize) -> Option<String> {
    const NO_SORT: [&str; 7] = ["중", "등", "가운데", "모두", "전부", "더", "씩"];
    let rest = r.rest(end).strip_prefix(' ').filter(|_| name == "개")?;
    let noun = noun_phrase(rest)?;
    (!NO_SORT.contains(&noun.as_str())).then_some(noun)
}

/// The length of `반` behind a stretch of time.
fn and_a_half(rest: &str) -> Option<usize> {
    let trimmed = rest.strip_prefix(' ').unwrap_or(rest);
    let behind = trimmed.strip_prefix('반')?;
    let free = ends(behind) || ["동안", "간", "만"].iter().any(|w| behind.starts_with(w));
    free.then(|| rest.len() - behind.len())
}

/// The length of `여` behind a number, with a space before it where a counter follows: `8천 여명`.
fn and_more(rest: &str) -> Option<usize> {
    const COUNTERS: [&str; 9] = ["명", " 명", "개", "건", "톤", "채", "마리", "대", "곳"];
    if let Some(behind) = rest.strip_prefix('여') {
        return (!behind.starts_with('성')).then_some('여'.len_utf8());
    }
    let behind = rest.strip_prefix(" 여")?;
    let counted = COUNTERS.iter().any(|c| behind.starts_with(c));
    counted.then_some(" 여".len())
}

/// A smaller unit of the same dimension behind a first one.
fn smaller(
    r: &Reader<'_, '_>,
    first: Amount,
    unit: Option<Unit>,
    end: usize,
) -> Option<(f64, Unit, usize)> {
    let unit = unit.filter(Unit::is_time)?;
    let rest = r.rest(end);
    let gap = rest.len() - rest.trim_start_matches(' ').len();
    (gap <= 1 && first.low == first.high).then_some(())?;
    let Reading::Number(number) = number_at(r.text, end + gap, r.separators) else {
        return None;
    };
    let value = number.value()?;
    let behind = r.rest(number.span.end);
    let space = usize::from(behind.starts_with(' '));
    let (second, len) = units::korean(behind.get(space..)?)?;
    let fits = second.base == unit.base
        && second.factor < unit.factor
        && value < unit.factor / second.factor;
    fits.then_some((value, second, number.span.end + space + len))
}
