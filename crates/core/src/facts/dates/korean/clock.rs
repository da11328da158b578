//! Times of the day.

use super::super::{
    mention::Mention,
    time::{Point, Time},
    tokens::{Class, Tokens},
};
use super::words::int;

/// `오후 2시 30분`, `8시` behind a day: the time and the token behind.
pub(super) fn clock(t: &Tokens<'_>, n: usize, dated: bool) -> Option<((u8, u8), usize)> {
    if let Class::Stamp(date) = t.class(n)
        && date.year.is_none()
        && date.month.is_none()
    {
        return Some((date.time?, n + 1));
    }
    let half = match t.word(n) {
        "오전" | "새벽" | "아침" => Some(false),
        "오후" | "저녁" | "밤" | "낮" => Some(true),
        _ => None,
    };
    let at = n + usize::from(half.is_some());
    let hour = int(t, at).filter(|h| *h <= 24)?;
    (t.is(at + 1, "시") && t.glued(at)).then_some(())?;
    let mut end = at + 2;
    let mut minute = 0;
    if let Some(m) = int(t, end).filter(|m| *m < 60)
        && t.is(end + 1, "분")
    {
        (minute, end) = (m, end + 2);
    } else if t.is(end, "반") {
        (minute, end) = (30, end + 1);
    }
    let said = half.is_some() || dated || end > at + 2;
    let led = t.is_any(end, &["부터", "까지", "경", "쯤", "께"]);
    (said || led).then_some(())?;
    let hour = match (half, hour) {
        // `밤 12시`
        (Some(true), 12) if t.is(n, "밤") => 0,
        (Some(true), h) if h < 12 && !(t.is(n, "낮") && h >= 10) && !(t.is(n, "밤") && h <= 4) => {
            h + 12
        }
        (Some(false), 12) => 0,
        (_, 24) => return None,
        (_, h) => h,
    };
    Some(((u8::try_from(hour).ok()?, u8::try_from(minute).ok()?), end))
}

pub(super) fn clock_alone(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    if matches!(t.class(n), Class::Stamp(_)) {
        return None;
    }
    let (time, end) = clock(t, n, false)?;
    let point = Point {
        time: Some(time),
        ..Point::default()
    };
    out.push(Mention::new(t, n, end, Time::Point(point)));
    Some(end)
}
