//! Times in Korean words.

use super::{
    english::is_dash,
    lexer::{Class, Tokens},
    time::{Base, From, Mention, Part, Point, Time, Unit, Which},
};
use crate::text::Span;

/// Reads at a token; gives the token behind what it read, and its mentions.
type Rule = fn(&Tokens<'_>, usize, &mut Vec<Mention>) -> Option<usize>;

/// Rules in the order in which they are tried.
const RULES: [Rule; 9] = [
    lasting,
    counted,
    every,
    day_word,
    decade,
    day_of_event,
    week,
    date,
    clock_alone,
];

/// Reads the time that begins at a token.
pub(super) fn read(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    RULES.iter().find_map(|rule| rule(t, n, out))
}

fn mention(t: &Tokens<'_>, from: usize, end: usize, time: Time) -> Mention {
    let span = t.span(from, end);
    Mention {
        span,
        time,
        tokens: (from, end),
        figures: span,
    }
}

/// A stretch of time: what counts in it is a quantity too.
fn stretch(t: &Tokens<'_>, from: usize, end: usize, time: Time) -> Mention {
    let mut out = mention(t, from, end, time);
    out.figures = Span::new(out.span.start, out.span.start);
    out
}

/// A whole number in figures at a token.
fn int(t: &Tokens<'_>, n: usize) -> Option<u16> {
    match t.class(n) {
        Class::Int {
            value, nth: false, ..
        } if !t.get(n)?.bound => Some(value),
        _ => None,
    }
}

/// What is said before a time: the last, the next or this one.
fn which(t: &Tokens<'_>, n: usize) -> Option<Which> {
    Some(match t.word(n) {
        "지난" => Which::Last,
        "오는" | "다음" => Which::Next,
        "이번" => Which::This,
        _ => return None,
    })
}

fn shift(unit: Unit, by: i32) -> Base {
    Base::Shift {
        unit,
        by,
        from: From::Published,
    }
}

fn after(unit: Unit, by: i32) -> Base {
    Base::Shift {
        unit,
        by,
        from: From::Mention,
    }
}

fn report(by: i32) -> Base {
    Base::Shift {
        unit: Unit::Day,
        by,
        from: From::Report,
    }
}

/// The year that begins at a token.
fn year(t: &Tokens<'_>, n: usize) -> Option<(Base, usize)> {
    let found = match t.word(n) {
        "지난해" | "작년" => (shift(Unit::Year, -1), n + 1),
        "재작년" => (shift(Unit::Year, -2), n + 1),
        "올해" | "금년" => (shift(Unit::Year, 0), n + 1),
        "내년" | "래년" | "명년" => (shift(Unit::Year, 1), n + 1),
        "내후년" => (shift(Unit::Year, 2), n + 1),
        "그해" | "동년" => (after(Unit::Year, 0), n + 1),
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
    let years = t.is_any(at + 1, &["년", "년도"]);
    let Class::Int { figures, .. } = t.class(at) else {
        return None;
    };
    match figures {
        4 if years && (1000..2200).contains(&value) => {
            Some((Base::Year(i16::try_from(value).ok()?), at + 2))
        }
        // `92년 3월`
        2 if years && (clipped || month(t, at + 2).is_some() && value >= 40) => {
            Some((Base::Short(u8::try_from(value).ok()?), at + 2))
        }
        _ => None,
    }
}

/// The month that begins at a token.
fn month(t: &Tokens<'_>, n: usize) -> Option<(u8, usize)> {
    let value = int(t, n).filter(|m| (1..=12).contains(m))?;
    (t.is(n + 1, "월") && t.glued(n)).then_some(())?;
    Some((u8::try_from(value).ok()?, n + 2))
}

/// A month told from another: `지난달`, `같은 달`.
fn month_near(t: &Tokens<'_>, n: usize) -> Option<(Base, usize)> {
    Some(match t.word(n) {
        "지난달" => (shift(Unit::Month, -1), n + 1),
        "이달" | "이번달" | "금월" => (shift(Unit::Month, 0), n + 1),
        "내달" | "다음달" => (shift(Unit::Month, 1), n + 1),
        "동월" => (after(Unit::Month, 0), n + 1),
        "지난" if t.is(n + 1, "달") => (shift(Unit::Month, -1), n + 2),
        "이번" if t.is(n + 1, "달") => (shift(Unit::Month, 0), n + 2),
        "다음" if t.is(n + 1, "달") => (shift(Unit::Month, 1), n + 2),
        "같은" if t.is_any(n + 1, &["달", "월"]) => (after(Unit::Month, 0), n + 2),
        _ => return None,
    })
}

/// Words behind `N일` that make it a number of days.
const LENGTHS: [&str; 14] = [
    "짜리", "간", "째", "여", "동안", "만에", "만", "전", "뒤", "후", "이내", "안팎", "내", "마다",
];

/// The day of the month that begins at a token.
fn day(t: &Tokens<'_>, n: usize) -> Option<(u8, usize)> {
    let value = int(t, n).filter(|d| (1..=31).contains(d))?;
    (t.is(n + 1, "일") && t.glued(n)).then_some(())?;
    let end = n + 2;
    let glued = t.glued(n + 1);
    let particle = t.is(end, "만") && glued && t.glued(end);
    let length = t.is_any(end, &LENGTHS) && !particle && !(t.is(end, "전") && !glued);
    // `대회를 10일 앞둔`
    let ahead = t.get(end).is_some_and(|x| {
        let word = x.span.of(t.text);
        word.starts_with("앞두") || word.starts_with("앞둔")
    });
    (!length && !ahead).then_some((u8::try_from(value).ok()?, end))
}

/// Whether what is glued on behind a date makes a name of it: `2월20일공장`.
fn makes_name(t: &Tokens<'_>, end: usize) -> bool {
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

/// The part of a year or month that begins at a token.
fn part(t: &Tokens<'_>, n: usize) -> Option<(Part, usize)> {
    let simple = match t.word(n) {
        "초" | "초순" | "상순" | "초반" => Some(Part::Early),
        "중순" | "중반" => Some(Part::Middle),
        "하순" | "후반" => Some(Part::Late),
        "말" => Some(Part::End),
        "상반기" | "전반기" => Some(Part::Half(1)),
        "하반기" | "후반기" => Some(Part::Half(2)),
        "봄" => Some(Part::Season(0)),
        "여름" => Some(Part::Season(1)),
        "가을" => Some(Part::Season(2)),
        "겨울" => Some(Part::Season(3)),
        _ => None,
    };
    if let Some(part) = simple {
        return Some((part, n + 1));
    }
    if t.is(n + 1, "분기") {
        let number = match t.class(n) {
            Class::Int {
                value: value @ 1..=4,
                figures: 1,
                ..
            } => u8::try_from(value).ok()?,
            // `1/4분기`
            Class::Number(_) => {
                let words = t.get(n)?.span.of(t.text);
                let first = words.strip_suffix("/4")?;
                first.parse().ok().filter(|q| (1..=4).contains(q))?
            }
            _ => return None,
        };
        return Some((Part::Quarter(number), n + 2));
    }
    None
}

/// `(토)`, `(토요일)` behind a date.
fn bracketed_weekday(t: &Tokens<'_>, n: usize) -> Option<(u8, usize)> {
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

/// A day, month or year, with what stands around it: `지난 2016년 12월26일`, `이달 하순`, `9∼11일`,
/// `30일 오후 2시`.
fn date(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let mut point = Point::default();
    let mut at = n;
    if let Some(which) = which(t, n)
        && month_near(t, n).is_none()
        && year(t, n).is_none()
    {
        (point.which, at) = (which, n + 1);
    }
    if let Some((base, end)) = year(t, at) {
        (point.base, at) = (base, end);
        at += usize::from(t.is(at, "중") && month(t, at + 1).is_some());
    } else if let Some(end) = years_to(t, at, out) {
        return Some(end);
    }
    if let Some(end) = months_list(t, n, at, point, out) {
        return Some(end);
    }
    if let Some((number, end)) = month(t, at) {
        (point.month, at) = (Some(number), end);
    } else if point.base == Base::Open
        && let Some((base, end)) = month_near(t, at)
    {
        (point.base, at) = (base, end);
    } else if point.base == Base::Open
        && point.which == Which::Plain
        && let Some((part, end)) = near_part(t, at)
    {
        (point.base, point.part, at) = (shift(Unit::Year, 0), Some(part), end);
        out.push(mention(t, n, at, Time::Point(point)));
        return Some(at);
    }
    if let Some(end) = days_list(t, n, at, point, out) {
        return Some(end);
    }
    if let Some((number, end)) = day(t, at) {
        (point.day, at) = (Some(number), end);
    } else if at > n
        && let Some((part, end)) = part(t, at)
    {
        // `지난 하반기`: of the year before or this one, by what has passed.
        let bare = point.base == Base::Open && point.month.is_none();
        let months = matches!(part, Part::Half(_) | Part::Quarter(_) | Part::Season(_));
        if bare && months {
            point.base = shift(Unit::Year, 0);
        }
        if !bare || months {
            (point.part, at) = (Some(part), end);
        }
    }
    let said = point.base != Base::Open || point.month.is_some() || point.day.is_some();
    (said && !makes_name(t, at)).then_some(())?;
    if let Some((weekday, end)) = bracketed_weekday(t, at) {
        (point.weekday, at) = (Some(weekday), end);
    }
    let calendar = t.span(n, at);
    if point.day.is_some()
        && let Some((time, end)) = clock(t, at, true)
    {
        (point.time, at) = (Some(time), end);
    }
    // `지난 6일부터 사흘 간`
    if point.day.is_some()
        && t.is(at, "부터")
        && let Some((count, end)) = days_counted(t, at + 1)
    {
        let mut found = mention(
            t,
            n,
            end,
            Time::Days {
                first: point,
                count,
            },
        );
        found.figures = calendar;
        out.push(found);
        return Some(end);
    }
    out.push(mention(t, n, at, Time::Point(point)));
    Some(at)
}

/// `연말`, `상반기` of this year.
fn near_part(t: &Tokens<'_>, n: usize) -> Option<(Part, usize)> {
    Some(match t.word(n) {
        "연초" | "년초" => (Part::Early, n + 1),
        "연말" | "년말" => (Part::End, n + 1),
        "올봄" => (Part::Season(0), n + 1),
        "올여름" => (Part::Season(1), n + 1),
        "올가을" => (Part::Season(2), n + 1),
        "올겨울" => (Part::Season(3), n + 1),
        "상반기" | "하반기" => part(t, n)?,
        _ => part(t, n).filter(|p| matches!(p.0, Part::Quarter(_)))?,
    })
}

/// A number before a mark of a range or list, whose unit comes only with the last: `9∼11일`, `5, 6일`.
fn short_list(
    t: &Tokens<'_>,
    n: usize,
    unit: &[&str],
    most: u16,
) -> Option<(Vec<(usize, u16)>, bool, usize)> {
    let mut found = vec![(n, int(t, n).filter(|v| (1..=most).contains(v))?)];
    let range = is_dash(t, n + 1);
    let mut at = n + 1;
    while matches!(t.mark(at), Some(',' | '·' | 'ㆍ' | '‧' | '・')) || (range && found.len() == 1)
    {
        let value = int(t, at + 1).filter(|v| (1..=most).contains(v))?;
        if found.last().is_some_and(|l| l.1 >= value) {
            return None;
        }
        found.push((at + 1, value));
        at += 2;
    }
    let last = at - 1;
    (found.len() > 1 && t.is_any(at, unit) && t.glued(last)).then_some((found, range, at + 1))
}

/// Mentions of a list with one unit; each takes what `set` makes of its number.
fn emit(
    t: &Tokens<'_>,
    from: usize,
    list: &(Vec<(usize, u16)>, bool, usize),
    set: impl Fn(u16) -> Option<Point>,
    out: &mut Vec<Mention>,
) -> Option<usize> {
    let (numbers, range, end) = list;
    if *range && let [first, second] = numbers.as_slice() {
        let time = Time::Range(set(first.1)?, set(second.1)?);
        out.push(mention(t, from, *end, time));
        return Some(*end);
    }
    for (n, (at, value)) in numbers.iter().enumerate() {
        let start = if n == 0 { from } else { *at };
        let stop = if n + 1 == numbers.len() { *end } else { at + 1 };
        out.push(mention(t, start, stop, Time::Point(set(*value)?)));
    }
    Some(*end)
}

fn days_list(
    t: &Tokens<'_>,
    from: usize,
    at: usize,
    point: Point,
    out: &mut Vec<Mention>,
) -> Option<usize> {
    // `9월 28∼10월 2일`
    if point.month.is_some()
        && let Some(first) = int(t, at).filter(|d| (1..=31).contains(d))
        && is_dash(t, at + 1)
        && let Some((other, next)) = month(t, at + 2)
        && let Some((last, end)) = day(t, next)
    {
        let first = Point {
            day: u8::try_from(first).ok(),
            ..point
        };
        let last = Point {
            month: Some(other),
            day: Some(last),
            ..point
        };
        out.push(mention(t, from, end, Time::Range(first, last)));
        return Some(end);
    }
    let list = short_list(t, at, &["일"], 31)?;
    if makes_name(t, list.2) || t.is_any(list.2, &LENGTHS) {
        return None;
    }
    let set = |value: u16| {
        Some(Point {
            day: Some(u8::try_from(value).ok()?),
            ..point
        })
    };
    emit(t, from, &list, set, out)
}

fn months_list(
    t: &Tokens<'_>,
    from: usize,
    at: usize,
    point: Point,
    out: &mut Vec<Mention>,
) -> Option<usize> {
    let list = short_list(t, at, &["월"], 12)?;
    if day(t, list.2).is_some() {
        return None;
    }
    let set = |value: u16| {
        Some(Point {
            month: Some(u8::try_from(value).ok()?),
            ..point
        })
    };
    emit(t, from, &list, set, out)
}

/// `2016~2020년`.
fn years_to(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let first = int(t, n).filter(|y| (1000..2200).contains(y))?;
    is_dash(t, n + 1).then_some(())?;
    let last = int(t, n + 2).filter(|y| *y > first && *y < 2200)?;
    t.is_any(n + 3, &["년", "년도"]).then_some(())?;
    let year = |y: u16| i16::try_from(y).ok().map(Point::year);
    out.push(mention(t, n, n + 4, Time::Range(year(first)?, year(last)?)));
    Some(n + 4)
}

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
fn days_counted(t: &Tokens<'_>, n: usize) -> Option<(f64, usize)> {
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
fn lasting(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
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
    out.push(stretch(t, n, end, time));
    Some(end)
}

/// `2년 전`, `사흘 뒤`, `한 달 후`.
fn counted(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
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
    out.push(stretch(t, n, at + 1, Time::Point(point)));
    Some(at + 1)
}

/// Whether a word of time ends its word, or only a particle follows.
fn ends_word(t: &Tokens<'_>, n: usize) -> bool {
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

/// `5년마다`, `5년에 한 번`, `매년`.
fn every(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let unit = match t.word(n) {
        "매년" | "해마다" | "매해" => Some(Unit::Year),
        "매월" | "매달" => Some(Unit::Month),
        "매주" => Some(Unit::Week),
        "매일" | "날마다" => Some(Unit::Day),
        _ => None,
    };
    if let Some(unit) = unit {
        out.push(stretch(t, n, n + 1, Time::Every { count: 1.0, unit }));
        return Some(n + 1);
    }
    let (count, unit, at) = amount(t, n)?;
    let end = if t.is(at, "마다") {
        at + 1
    } else {
        let rest = t.text.get(t.end(at - 1)..)?;
        let once = ["에 한 번", "에 한번", "에 1번", "에 1회", "에 한 차례"];
        once.iter().any(|o| rest.starts_with(o)).then_some(at)?
    };
    out.push(stretch(t, n, end, Time::Every { count, unit }));
    Some(end)
}

/// `어제`, `이날`, `다음날`.
fn day_word(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
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
        (timed || !bare).then_some(())?;
    }
    if let Some((time, stop)) = clock(t, end, true) {
        (point.time, end) = (Some(time), stop);
    }
    out.push(mention(t, n, end, Time::Point(point)));
    Some(end)
}

/// `1970년대`, `90년대`.
fn decade(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let Class::Int {
        value,
        figures,
        nth: false,
    } = t.class(n)
    else {
        return None;
    };
    t.is(n + 1, "년대").then_some(())?;
    let base = match figures {
        4 if value % 10 == 0 => Base::Year(i16::try_from(value).ok()?),
        2 if value % 10 == 0 => Base::Short(u8::try_from(value).ok()?),
        _ => return None,
    };
    let point = Point {
        base,
        part: Some(Part::Decade),
        ..Point::default()
    };
    out.push(mention(t, n, n + 2, Time::Point(point)));
    Some(n + 2)
}

/// `첫날`, `셋째 날`, `2일차`.
fn day_of_event(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
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
    out.push(mention(t, n, end, Time::DayOf(number)));
    Some(end)
}

/// `지난주 토요일`, `이번 주`, `지난 주말`, `오는 금요일`, `토요일`.
fn week(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
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
        if let Class::Weekday { day, .. } = t.class(end) {
            (point.weekday, end) = (Some(day), end + 1);
        }
        out.push(mention(t, n, end, Time::Point(point)));
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
        out.push(mention(t, n, at + 1, Time::Point(point)));
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
    out.push(mention(t, n, at + 1, Time::Point(point)));
    Some(at + 1)
}

/// `오후 2시 30분`, `8시` behind a day: the time and the token behind.
fn clock(t: &Tokens<'_>, n: usize, dated: bool) -> Option<((u8, u8), usize)> {
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

fn clock_alone(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    if matches!(t.class(n), Class::Stamp(_)) {
        return None;
    }
    let (time, end) = clock(t, n, false)?;
    let point = Point {
        time: Some(time),
        ..Point::default()
    };
    out.push(mention(t, n, end, Time::Point(point)));
    Some(end)
}
