//! Times of the day.

use super::super::{
    mention::Mention,
    time::{Point, Time},
    tokens::{Class, Tokens},
};

/// `10 a.m.`, `3 pm`.
pub(super) fn clock(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let Class::Int {
        value,
        figures: 1 | 2,
        nth: false,
    } = t.class(n)
    else {
        return None;
    };
    let hour = u8::try_from(value).ok().filter(|h| (1..=12).contains(h))?;
    let bound = t.get(n)?.bound;
    let (afternoon, end) = half_of_day(t, n + 1)?;
    (!bound).then_some(())?;
    let hour = match (afternoon, hour) {
        (true, 12) => 12,
        (true, h) => h + 12,
        (false, 12) => 0,
        (false, h) => h,
    };
    let point = Point {
        time: Some((hour, 0)),
        ..Point::default()
    };
    out.push(Mention::new(t, n, end, Time::Point(point)));
    Some(end)
}

fn half_of_day(t: &Tokens<'_>, n: usize) -> Option<(bool, usize)> {
    if t.is_any(n, &["am", "pm"]) {
        return Some((t.is(n, "pm"), n + 1));
    }
    let letter = t.is_any(n, &["a", "p"]) && t.mark(n + 1) == Some('.') && t.is(n + 2, "m");
    letter.then_some(())?;
    let stop = usize::from(t.mark(n + 3) == Some('.') && t.glued(n + 2));
    Some((t.is(n, "p"), n + 3 + stop))
}
