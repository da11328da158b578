//! Parts of a year or month, and decades.

use super::super::{
    mention::Mention,
    time::{Base, Part, Point, Time},
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

/// `연말`, `상반기` of this year.
pub(super) fn near_part(t: &Tokens<'_>, n: usize) -> Option<(Part, usize)> {
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

/// `1970년대`, `90년대`.
pub(super) fn decade(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
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
    out.push(Mention::new(t, n, n + 2, Time::Point(point)));
    Some(n + 2)
}
