//! Days told from another, days of an event, weekdays.

use super::super::{
    mention::Mention,
    tense::{Tense, tense},
    time::{Base, Part, Point, Time, Unit, Which},
    tokens::{Class, Tokens},
};
use super::{
    clock::clock,
    words::{after, day, ends_word, int, month, part_of_day, report, shift, which},
};

/// `어제`, `이날`, `다음날`.
pub(super) fn day_word(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let (base, mut end) = match t.word(n) {
        "어제" => (shift(Unit::Day, -1), n + 1),
        "그제" | "그저께" => (shift(Unit::Day, -2), n + 1),
        "내일" => (shift(Unit::Day, 1), n + 1),
        "모레" => (shift(Unit::Day, 2), n + 1),
        "오늘" => (shift(Unit::Day, 0), n + 1),
        "이날" | "당일" => (report(0), n + 1),
        "그날" => (after(Unit::Day, 0), n + 1),
        "같은" if t.is_any(n + 1, &["날", "일"]) => (report(0), n + 2),
        "전날" => (report(-1), n + 1),
        "다음날" | "이튿날" => (report(1), n + 1),
        "다음" if t.is(n + 1, "날") => (report(1), n + 2),
        _ => return None,
    };
    let mut point = Point {
        base,
        ..Point::default()
    };
    // `어제(26일)`
    let dated = t.mark(end) == Some('(')
        && (day(t, end + 1).is_some_and(|d| t.mark(d.1) == Some(')'))
            || month(t, end + 1)
                .is_some_and(|m| day(t, m.1).is_some_and(|d| t.mark(d.1) == Some(')'))));
    if dated {
        let (number, at) = month(t, end + 1).map_or((None, end + 1), |(m, at)| (Some(m), at));
        let (day, at) = day(t, at)?;
        let which = match base {
            Base::Shift { by, .. } if by < 0 => Which::Last,
            Base::Shift { by, .. } if by > 0 => Which::Next,
            _ => Which::This,
        };
        point = Point {
            month: number,
            day: Some(day),
            which,
            ..Point::default()
        };
        end = at + 1;
    } else if t.is_any(n, &["오늘", "어제", "내일"]) {
        // `오늘` is our time more often than a day: only with a time of the day behind it.
        let timed = t.is_any(end, &["오전", "오후", "새벽", "아침", "저녁", "밤", "낮"]);
        let bare = t.is(n, "오늘") || !ends_word(t, n) || t.is(end, "와");
        // `오늘 발표했다`, where the clause tells of a day and not of our time.
        let told = || t.is(n, "오늘") && !t.glued(n) && tense(t, n, n + 1) == Tense::Past;
        (timed || !bare || told()).then_some(())?;
    }
    if let Some((time, stop)) = clock(t, end, true) {
        (point.time, end) = (Some(time), stop);
    } else {
        end = part_of_day(t, end);
    }
    out.push(Mention::new(t, n, end, Time::Point(point)));
    Some(end)
}

/// `첫날`, `셋째 날`, `2일차`.
pub(super) fn day_of_event(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let (number, end) = match t.word(n) {
        "첫날" => (1, n + 1),
        "둘째날" => (2, n + 1),
        "셋째날" => (3, n + 1),
        "넷째날" => (4, n + 1),
        "다섯째날" => (5, n + 1),
        "첫째" if t.is(n + 1, "날") => (1, n + 2),
        "둘째" if t.is(n + 1, "날") => (2, n + 2),
        "셋째" if t.is(n + 1, "날") => (3, n + 2),
        "넷째" if t.is(n + 1, "날") => (4, n + 2),
        "다섯째" if t.is(n + 1, "날") => (5, n + 2),
        _ => {
            let value = int(t, n).filter(|v| (1..=30).contains(v))?;
            let word = t.get(n + 2).map_or("", |x| x.span.of(t.text));
            let third = t.is(n + 1, "일") && t.glued(n) && t.glued(n + 1) && word.starts_with('차');
            third.then_some(())?;
            (u8::try_from(value).ok()?, n + 3)
        }
    };
    out.push(Mention::new(t, n, end, Time::DayOf(number)));
    Some(end)
}

/// `지난주 토요일`, `이번 주`, `지난 주말`, `오는 금요일`, `토요일`.
pub(super) fn week(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let week = match t.word(n) {
        "지난주" => Some((-1, n + 1)),
        "다음주" | "내주" => Some((1, n + 1)),
        "이번주" | "금주" => Some((0, n + 1)),
        "지난" if t.is_any(n + 1, &["주"]) => Some((-1, n + 2)),
        "이번" if t.is_any(n + 1, &["주"]) => Some((0, n + 2)),
        "다음" if t.is_any(n + 1, &["주"]) => Some((1, n + 2)),
        _ => None,
    };
    if let Some((by, end)) = week {
        let mut point = Point {
            base: shift(Unit::Week, by),
            ..Point::default()
        };
        let mut end = end;
        if t.is(end, "말") && t.glued(end - 1) {
            // `지난주말`
            point.base = shift(Unit::Week, 0);
            point.part = Some(Part::Weekend);
            point.which = match by {
                -1 => Which::Last,
                1 => Which::Next,
                _ => Which::This,
            };
            end += 1;
        } else if let Class::Weekday { day, .. } = t.class(end) {
            (point.weekday, end) = (Some(day), part_of_day(t, end + 1));
        } else if t.is_any(end, &["초", "중", "말", "중반", "후반"]) {
            end += 1;
        }
        out.push(Mention::new(t, n, end, Time::Point(point)));
        return Some(end);
    }
    let which_word = which(t, n);
    let at = n + usize::from(which_word.is_some());
    if t.is(at, "주말") {
        let mut point = Point {
            base: shift(Unit::Week, 0),
            part: Some(Part::Weekend),
            ..Point::default()
        };
        point.which = which_word.unwrap_or_default();
        out.push(Mention::new(t, n, at + 1, Time::Point(point)));
        return Some(at + 1);
    }
    let Class::Weekday { day, .. } = t.class(at) else {
        return None;
    };
    // English names of weekdays are read by the rules of English.
    (!t.get(at)?.span.of(t.text).is_ascii()).then_some(())?;
    let point = Point {
        weekday: Some(day),
        which: which_word.unwrap_or_default(),
        ..Point::default()
    };
    let end = part_of_day(t, at + 1);
    out.push(Mention::new(t, n, end, Time::Point(point)));
    Some(end)
}
