//! Quantities in words of their own: days in one word, halves, fractions, how strong an earthquake is.

use super::super::{
    Value,
    scan::{Amount, Found, Reader},
    units,
};
use super::{
    around::{noun_phrase, of, tail},
    counter::ends,
};
use crate::text::{
    Span,
    number::{Reading, is_hangul, number_at},
};

/// Days in one word with their number. `하루` is a day of any kind, and `보름` the full moon.
const DAYS: [(&str, f64); 9] = [
    ("이틀", 2.0),
    ("사흘", 3.0),
    ("나흘", 4.0),
    ("닷새", 5.0),
    ("엿새", 6.0),
    ("이레", 7.0),
    ("여드레", 8.0),
    ("아흐레", 9.0),
    ("열흘", 10.0),
];

/// Days in one word with their number, where a word begins.
pub(in super::super) fn days(r: &Reader<'_, '_>, at: usize) -> Option<Found> {
    let rest = r.rest(at);
    let (word, count) = DAYS.iter().find(|(word, _)| rest.starts_with(word))?;
    let end = at + word.len();
    let behind = r.rest(end);
    let free = ends(behind)
        || ["간", "동안", "째", "만", "뒤", "후", "전"]
            .iter()
            .any(|w| behind.starts_with(w));
    free.then_some(())?;
    let (unit, _) = units::words(&["days"])?;
    Some(Found {
        span: Span::new(at, end),
        value: Value::One(*count),
        unit: Some("days".to_owned()),
        of: None,
        approx: false,
        bound: None,
        measure: Some(unit),
    })
}

/// `절반`, where a word begins.
pub(in super::super) fn half(r: &Reader<'_, '_>, at: usize) -> Option<Found> {
    let behind = r.rest(at).strip_prefix("절반")?;
    let end = at + "절반".len();
    ends(behind).then_some(())?;
    let (bound, tail) = tail(r, end);
    let noun = r.before(at).trim_end().strip_suffix('의').unwrap_or("");
    let from = noun.rfind(|c: char| !is_hangul(c)).map_or(0, |at| {
        at + noun
            .get(at..)
            .and_then(|t| t.chars().next())
            .map_or(1, char::len_utf8)
    });
    Some(Found {
        span: Span::new(at, tail),
        value: Value::One(0.5),
        unit: None,
        of: noun
            .get(from..)
            .filter(|n| !n.is_empty())
            .map(str::to_owned),
        approx: bound.is_some_and(str::is_empty),
        bound: bound.filter(|b| !b.is_empty()),
        measure: None,
    })
}

/// `규모 6.8의 강진`: how strong an earthquake is.
pub(super) fn magnitude(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let before = r.before(amount.span.start).trim_end();
    let rest = r.rest(amount.span.end);
    let behind = rest.strip_prefix('의').unwrap_or(rest).trim_start();
    let subject = [
        "지진의 규모는",
        "지진 규모는",
        "지진의 규모가",
        "지진 규모가",
    ];
    let said = subject.iter().any(|w| before.ends_with(w));
    let quake = ["지진", "강진", "여진", "본진"]
        .iter()
        .any(|w| behind.starts_with(w));
    let named = quake && before.ends_with("규모");
    ((named || said) && amount.high < 10.0).then(|| Found {
        span: amount.span,
        value: amount.value(),
        unit: Some("magnitude".to_owned()),
        of: noun_phrase(behind).filter(|_| named),
        approx: amount.approx,
        bound: None,
        measure: None,
    })
}

/// `3분의 2`: two thirds of what stands before.
pub(super) fn fraction(r: &Reader<'_, '_>, below: Amount) -> Option<Found> {
    let rest = r.rest(below.span.end);
    let behind = rest.strip_prefix("분의")?;
    let gap = behind.len() - behind.trim_start().len();
    let at = below.span.end + "분의".len() + gap;
    let Reading::Number(above) = number_at(r.text, at, r.separators) else {
        return None;
    };
    let value = above.value()? / below.low;
    (below.low > 1.0 && value > 0.0 && value < 1.0).then_some(())?;
    Some(Found {
        span: Span::new(below.span.start, above.span.end),
        value: Value::One(value),
        unit: None,
        of: of(r, below.span.start, above.span.end),
        approx: false,
        bound: None,
        measure: None,
    })
}
