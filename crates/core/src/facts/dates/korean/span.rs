//! Lengths of time, counted from a day or as they recur.

use super::super::{
    mention::Mention,
    time::{Point, Time, Unit},
    tokens::{Class, Tokens},
};
use super::words::{after, day, ends_word, int, shift};

/// Native numbers of days.
fn native_days(word: &str) -> Option<f64> {
    Some(match word {
        "하루" => 1.0,
        "이틀" => 2.0,
        "사흘" => 3.0,
        "나흘" => 4.0,
        "닷새" => 5.0,
        "엿새" => 6.0,
        "이레" => 7.0,
        "여드레" => 8.0,
        "아흐레" => 9.0,
        "열흘" => 10.0,
        "보름" => 15.0,
        _ => return None,
    })
}

/// `사흘 간`, `3일간`, `나흘 동안`: the days and the token behind.
pub(super) fn days_counted(t: &Tokens<'_>, n: usize) -> Option<(f64, usize)> {
    let (count, at) = match native_days(t.word(n)) {
        Some(days) => (days, n + 1),
        None if t.is_any(n + 1, &["일", "일간"]) => (f64::from(int(t, n)?), n + 2),
        None => return None,
    };
    let span = t.is_any(at, &["간", "동안"]);
    (span || t.is(at - 1, "일간")).then_some((count, at + usize::from(span)))
}

/// A number with a unit of time: `5년`, `두 달`, `사흘`, `3개월`.
fn amount(t: &Tokens<'_>, n: usize) -> Option<(f64, Unit, usize)> {
    if let Some(days) = native_days(t.word(n)) {
        return Some((days, Unit::Day, n + 1));
    }
    let count = match t.class(n) {
        Class::Int {
            value, nth: false, ..
        } => f64::from(value),
        Class::Number(value) => value,
        _ => return None,
    };
    let unit = match t.word(n + 1) {
        "년" | "년간" | "해" | "개년" => Unit::Year,
        "개월" | "개월간" | "달" => Unit::Month,
        "주" | "주일" | "주간" => Unit::Week,
        "일" | "일간" => Unit::Day,
        "시간" => Unit::Hour,
        _ => return None,
    };
    Some((count, unit, n + 2))
}

/// `지난 5년간`, `최근 3개월`, `앞으로 5년 동안`.
pub(super) fn lasting(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let ahead = match t.word(n) {
        "지난" | "최근" => false,
        "앞으로" | "향후" => true,
        _ => return None,
    };
    let (count, unit, mut end) = amount(t, n + 1)?;
    let calendar = unit == Unit::Year && (1000.0..2200.0).contains(&count)
        || unit == Unit::Day && !t.is(n, "최근") && day(t, n + 1).is_some();
    (!calendar).then_some(())?;
    end += usize::from(t.is(end, "여"));
    end += usize::from(t.is_any(end, &["간", "동안"]));
    let time = Time::Lasting { count, unit, ahead };
    out.push(Mention::stretch(t, n, end, time));
    Some(end)
}

/// `2년 전`, `사흘 뒤`, `한 달 후`.
pub(super) fn counted(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let (count, unit, at) = amount(t, n)?;
    let calendar = unit == Unit::Year && (1000.0..2200.0).contains(&count);
    let whole = count.fract() == 0.0 && (1.0..1000.0).contains(&count);
    (whole && !calendar && unit != Unit::Hour).then_some(())?;
    #[allow(clippy::cast_possible_truncation)] // Its bounds were just checked.
    let number = count as i32;
    let one_day = t.is(n, "하루");
    // A week ago is a day; last week is a week.
    let (unit, number) = if unit == Unit::Week {
        (Unit::Day, number * 7)
    } else {
        (unit, number)
    };
    let base = match t.word(at) {
        // `8일 전당대회` and `3일 전` are told apart by the space and by what follows.
        "전" if ends_word(t, at) && one_day => after(unit, -number),
        "전" if ends_word(t, at) => shift(unit, -number),
        "뒤" | "후" if ends_word(t, at) => after(unit, number),
        _ => return None,
    };
    let point = Point {
        base,
        ..Point::default()
    };
    out.push(Mention::stretch(t, n, at + 1, Time::Point(point)));
    Some(at + 1)
}

/// `5년마다`, `5년에 한 번`, `매년`.
pub(super) fn every(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let unit = match t.word(n) {
        "매년" | "해마다" | "매해" => Some(Unit::Year),
        "매월" | "매달" => Some(Unit::Month),
        "매주" => Some(Unit::Week),
        "매일" | "날마다" => Some(Unit::Day),
        _ => None,
    };
    if let Some(unit) = unit {
        // `매주 화요일`, `매달 15일`
        let end = match t.class(n + 1) {
            Class::Weekday { .. } if unit == Unit::Week => n + 2,
            _ if unit == Unit::Month => day(t, n + 1).map_or(n + 1, |d| d.1),
            _ => n + 1,
        };
        let mut found = Mention::stretch(t, n, end, Time::Every { count: 1.0, unit });
        if end > n + 1 {
            found.figures = found.span;
        }
        out.push(found);
        return Some(end);
    }
    let (count, unit, at) = amount(t, n)?;
    let end = if t.is(at, "마다") {
        at + 1
    } else {
        let rest = t.text.get(t.end(at - 1)..)?;
        let once = ["에 한 번", "에 한번", "에 1번", "에 1회", "에 한 차례"];
        once.iter().any(|o| rest.starts_with(o)).then_some(at)?
    };
    out.push(Mention::stretch(t, n, end, Time::Every { count, unit }));
    Some(end)
}
