//! Years, months and days in Korean, and words that say which one is meant.

use super::super::{
    time::{Base, From, Unit, Which},
    tokens::{Class, Tokens},
};
use super::part::part;
use crate::text::number::is_hangul;

/// A whole number in figures at a token.
pub(super) fn int(t: &Tokens<'_>, n: usize) -> Option<u16> {
    match t.class(n) {
        Class::Int {
            value, nth: false, ..
        } if !t.get(n)?.bound => Some(value),
        _ => None,
    }
}

/// What is said before a time: the last, the next or this one.
pub(super) fn which(t: &Tokens<'_>, n: usize) -> Option<Which> {
    Some(match t.word(n) {
        "지난" => Which::Last,
        "오는" | "다음" => Which::Next,
        "이번" => Which::This,
        _ => return None,
    })
}

pub(super) fn shift(unit: Unit, by: i32) -> Base {
    Base::Shift {
        unit,
        by,
        from: From::Published,
    }
}

pub(super) fn after(unit: Unit, by: i32) -> Base {
    Base::Shift {
        unit,
        by,
        from: From::Mention,
    }
}

pub(super) fn report(by: i32) -> Base {
    Base::Shift {
        unit: Unit::Day,
        by,
        from: From::Report,
    }
}

/// The year that begins at a token.
pub(super) fn year(t: &Tokens<'_>, n: usize) -> Option<(Base, usize)> {
    let found = match t.word(n) {
        "지난해" | "작년" => (shift(Unit::Year, -1), n + 1),
        "재작년" => (shift(Unit::Year, -2), n + 1),
        "올해" | "금년" => (shift(Unit::Year, 0), n + 1),
        "내년" | "래년" | "명년" => (shift(Unit::Year, 1), n + 1),
        "내후년" => (shift(Unit::Year, 2), n + 1),
        "전년" | "전년도" | "전년동기" | "전년동월" => (after(Unit::Year, -1), n + 1),
        "그해" | "동년" | "당해" => (after(Unit::Year, 0), n + 1),
        "이듬해" => (after(Unit::Year, 1), n + 1),
        "전해" => (after(Unit::Year, -1), n + 1),
        "같은" if t.is_any(n + 1, &["해", "년"]) => (after(Unit::Year, 0), n + 2),
        "다음" if t.is(n + 1, "해") => (after(Unit::Year, 1), n + 2),
        // `올 1월`, `올 상반기`
        "올" if month(t, n + 1).is_some() || part(t, n + 1).is_some() => {
            (shift(Unit::Year, 0), n + 1)
        }
        _ => return year_in_figures(t, n),
    };
    Some(found)
}

fn year_in_figures(t: &Tokens<'_>, n: usize) -> Option<(Base, usize)> {
    if let Class::Stamp(date) = t.class(n)
        && date.month.is_none()
        && date.time.is_none()
    {
        return Some((Base::Year(date.year?), n + 1));
    }
    let clipped = matches!(t.mark(n), Some('\'' | '’' | '‘')) && t.glued(n);
    let at = n + usize::from(clipped);
    let value = int(t, at)?;
    let years = t.is_any(at + 1, &["년", "년도", "회계연도", "회계년도", "학년도"]);
    let Class::Int { figures, .. } = t.class(at) else {
        return None;
    };
    match figures {
        4 if years && (1000..2200).contains(&value) => {
            Some((Base::Year(i16::try_from(value).ok()?), at + 2))
        }
        // `92년 3월`
        2 if years && (clipped || month(t, at + 2).is_some() && !is_sentence(t, n)) => {
            Some((Base::Short(u8::try_from(value).ok()?), at + 2))
        }
        _ => None,
    }
}

/// Whether a term of imprisonment stands before a token: `징역 15년 6월`.
fn is_sentence(t: &Tokens<'_>, n: usize) -> bool {
    n.checked_sub(1)
        .and_then(|b| t.get(b))
        .is_some_and(|before| {
            let word = before.span.of(t.text);
            ["징역", "금고", "유예"].iter().any(|w| word.ends_with(w))
        })
}

/// The month that begins at a token.
pub(super) fn month(t: &Tokens<'_>, n: usize) -> Option<(u8, usize)> {
    let value = int(t, n).filter(|m| (1..=12).contains(m))?;
    (t.is(n + 1, "월") && t.glued(n)).then_some(())?;
    // `징역 15년 6월` is a length of time.
    let term = n
        .checked_sub(2)
        .is_some_and(|y| t.is(y + 1, "년") && is_sentence(t, y));
    (!term).then_some(())?;
    Some((u8::try_from(value).ok()?, n + 2))
}

/// A month told from another: `지난달`, `같은 달`.
pub(super) fn month_near(t: &Tokens<'_>, n: usize) -> Option<(Base, usize)> {
    Some(match t.word(n) {
        "지난달" => (shift(Unit::Month, -1), n + 1),
        "이달" | "이번달" | "금월" => (shift(Unit::Month, 0), n + 1),
        "내달" | "다음달" => (shift(Unit::Month, 1), n + 1),
        "동월" => (after(Unit::Month, 0), n + 1),
        "지난" if t.is(n + 1, "달") => (shift(Unit::Month, -1), n + 2),
        "이번" if t.is(n + 1, "달") => (shift(Unit::Month, 0), n + 2),
        "다음" if t.is(n + 1, "달") => (shift(Unit::Month, 1), n + 2),
        "전월" => (after(Unit::Month, -1), n + 1),
        "전분기" => (after(Unit::Quarter, -1), n + 1),
        "지난" if t.is(n + 1, "분기") => (shift(Unit::Quarter, -1), n + 2),
        "이번" if t.is(n + 1, "분기") => (shift(Unit::Quarter, 0), n + 2),
        "다음" if t.is(n + 1, "분기") => (shift(Unit::Quarter, 1), n + 2),
        "같은" if t.is_any(n + 1, &["달", "월"]) => (after(Unit::Month, 0), n + 2),
        _ => return None,
    })
}

/// Behind what names the same stretch of another year: `같은 기간`, `동기`, `이맘때`.
pub(super) fn same_period(t: &Tokens<'_>, n: usize) -> usize {
    let word = |k: usize| t.get(k).map_or("", |x| x.span.of(t.text));
    let starts = |k: usize, words: &[&str]| words.iter().any(|w| word(k).starts_with(w));
    if t.is(n, "같은") && starts(n + 1, &["기간", "분기", "시기", "때"]) {
        return n + 2;
    }
    if t.is(n, "동기") || starts(n, &["동기", "이맘때", "동기간"]) {
        return n + 1;
    }
    n
}

/// Behind a word for a part of the day: `5일 새벽`, `이날 오전`.
pub(super) fn part_of_day(t: &Tokens<'_>, n: usize) -> usize {
    let part = t.is_any(
        n,
        &[
            "오전", "오후", "새벽", "아침", "저녁", "밤", "낮", "정오", "자정",
        ],
    );
    n + usize::from(part)
}

/// Words behind `N일` that make it a number of days.
pub(super) const LENGTHS: [&str; 14] = [
    "짜리", "간", "째", "여", "동안", "만에", "만", "전", "뒤", "후", "이내", "안팎", "내", "마다",
];

/// Whether the words around `3일` make it a number of days: `최소한 3일이 더 필요하다`.
pub(crate) fn is_length_of_days(before: &str, behind: &str) -> bool {
    const BEFORE: [&str; 11] = [
        "최소",
        "최소한",
        "적어도",
        "불과",
        "꼬박",
        "약",
        "총",
        "무려",
        "겨우",
        "최대",
        "최장",
    ];
    const BEHIND: [&str; 7] = [
        "이 더",
        " 더 ",
        "밖에",
        "이나 ",
        "이 걸",
        "이 지",
        "이 소요",
    ];
    let led = |word: &str| {
        before
            .strip_suffix(word)
            .is_some_and(|left| !left.ends_with(is_hangul))
    };
    BEFORE.iter().any(|w| led(w)) || BEHIND.iter().any(|w| behind.starts_with(w))
}

/// The day of the month that begins at a token.
pub(super) fn day(t: &Tokens<'_>, n: usize) -> Option<(u8, usize)> {
    let value = int(t, n).filter(|d| (1..=31).contains(d))?;
    (t.is(n + 1, "일") && t.glued(n)).then_some(())?;
    // `3박 4일`
    let nights = n.checked_sub(1).and_then(|b| t.get(b));
    if nights.is_some_and(|b| b.span.of(t.text) == "박") {
        return None;
    }
    let end = n + 2;
    let glued = t.glued(n + 1);
    let particle = t.is(end, "만") && glued && t.glued(end);
    let length = t.is_any(end, &LENGTHS) && !particle && !(t.is(end, "전") && !glued)
        || is_length_of_days(
            t.text.get(..t.start(n)).unwrap_or("").trim_end(),
            t.text.get(t.end(n + 1)..).unwrap_or(""),
        );
    // `대회를 10일 앞둔`
    let ahead = t.get(end).is_some_and(|x| {
        let word = x.span.of(t.text);
        word.starts_with("앞두") || word.starts_with("앞둔")
    });
    (!length && !ahead).then_some((u8::try_from(value).ok()?, end))
}

/// Whether what is glued on behind a date makes a name of it: `2월20일공장`.
pub(super) fn makes_name(t: &Tokens<'_>, end: usize) -> bool {
    const NAMES: [&str; 22] = [
        "공장",
        "경기장",
        "회관",
        "대학",
        "병원",
        "군단",
        "사단",
        "소비품",
        "거리",
        "학교",
        "농장",
        "발전소",
        "광장",
        "극장",
        "절",
        "운동",
        "혁명",
        "봉기",
        "선언",
        "합의",
        "평균",
        "생산",
    ];
    let glued = end.checked_sub(1).is_some_and(|b| t.glued(b));
    let word = t.get(end).map_or("", |x| x.span.of(t.text));
    let first = word.len().min(30);
    glued
        && matches!(t.class(end), Class::Word)
        && NAMES
            .iter()
            .any(|n| word.get(..first).is_some_and(|w| w.contains(n)))
}

/// `(토)`, `(토요일)` behind a date.
pub(super) fn bracketed_weekday(t: &Tokens<'_>, n: usize) -> Option<(u8, usize)> {
    (t.mark(n) == Some('(') && t.mark(n + 2) == Some(')')).then_some(())?;
    if let Class::Weekday { day, .. } = t.class(n + 1) {
        return Some((day, n + 3));
    }
    let word = t.get(n + 1)?.span.of(t.text);
    let at = ["월", "화", "수", "목", "금", "토", "일"]
        .iter()
        .position(|d| *d == word)?;
    Some((u8::try_from(at).ok()?, n + 3))
}

/// Whether a word of time ends its word, or only a particle follows.
pub(super) fn ends_word(t: &Tokens<'_>, n: usize) -> bool {
    if !t.glued(n) {
        return true;
    }
    match t.class(n + 1) {
        Class::Mark(_) => true,
        Class::Key => t.is_any(n + 1, &["부터", "까지", "과", "와"]),
        Class::Word => {
            let word = t.get(n + 1).map_or("", |x| x.span.of(t.text));
            [
                "에", "인", "의", "이", "만", "은", "보다", "에는", "에도", "으로",
            ]
            .contains(&word)
        }
        _ => false,
    }
}
