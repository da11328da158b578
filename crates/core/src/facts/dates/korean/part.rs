//! Parts of a year or month, and decades.

use super::super::{
    mention::Mention,
    time::{Base, Part, Point, Time, Which},
    tokens::{Class, Tokens},
};

/// The part of a year or month that begins at a token.
pub(super) fn part(t: &Tokens<'_>, n: usize) -> Option<(Part, usize)> {
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
    // `4/4분기`
    if let Class::Int {
        value: number @ 1..=4,
        figures: 1,
        ..
    } = t.class(n)
        && t.mark(n + 1) == Some('/')
        && t.glued(n)
        && matches!(
            t.class(n + 2),
            Class::Int {
                value: 4,
                figures: 1,
                ..
            }
        )
        && t.is(n + 3, "분기")
    {
        return Some((Part::Quarter(u8::try_from(number).ok()?), n + 4));
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

/// `연말`, `상반기`, `지난여름`: the part, which one of its kind, the token behind. No part is the whole year.
pub(super) fn near_part(t: &Tokens<'_>, n: usize) -> Option<(Option<Part>, Which, usize)> {
    let (part, which) = match t.word(n) {
        "연내" | "년내" => (None, Which::Plain),
        "연초" | "년초" => (Some(Part::Early), Which::Plain),
        "연말" | "년말" => (Some(Part::End), Which::Plain),
        "올봄" => (Some(Part::Season(0)), Which::This),
        "올여름" => (Some(Part::Season(1)), Which::This),
        "올가을" => (Some(Part::Season(2)), Which::This),
        "올겨울" => (Some(Part::Season(3)), Which::This),
        "지난봄" => (Some(Part::Season(0)), Which::Last),
        "지난여름" => (Some(Part::Season(1)), Which::Last),
        "지난가을" => (Some(Part::Season(2)), Which::Last),
        "지난겨울" => (Some(Part::Season(3)), Which::Last),
        "상반기" => (Some(Part::Half(1)), Which::Near),
        "하반기" => (Some(Part::Half(2)), Which::Near),
        _ => {
            let (part, end) = part(t, n).filter(|p| matches!(p.0, Part::Quarter(_)))?;
            return Some((Some(part), Which::Near, end));
        }
    };
    Some((part, which, n + 1))
}

/// Behind a part of a decade or century: `1980년대 후반`, `21세기 초`.
fn part_behind(t: &Tokens<'_>, n: usize) -> usize {
    match part(t, n) {
        Some((Part::Early | Part::Middle | Part::Late | Part::End, end)) => end,
        _ => n,
    }
}

/// `1970년대`, `90년대`, `20세기`.
pub(super) fn decade(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let Class::Int {
        value,
        figures,
        nth: false,
    } = t.class(n)
    else {
        return None;
    };
    if t.is(n + 1, "세기") && (1..=30).contains(&value) {
        let point = Point {
            base: Base::Year((i16::try_from(value).ok()? - 1) * 100 + 1),
            part: Some(Part::Century),
            ..Point::default()
        };
        let end = part_behind(t, n + 2);
        out.push(Mention::new(t, n, end, Time::Point(point)));
        return Some(end);
    }
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
    let end = part_behind(t, n + 2);
    out.push(Mention::new(t, n, end, Time::Point(point)));
    Some(end)
}
