//! Weekdays.

use super::super::{
    mention::{Mention, Rule},
    time::{Base, From, Point, Time, Unit, Which},
    tokens::{Class, Tokens},
};
use super::{
    day::{day_first, month_first, stamp},
    words::{ordinal, part_of_day, which},
};
use crate::text::Span;

/// Words before or behind the name of a weekday that make a name of it.
const NAMED_DAYS: [&str; 20] = [
    "easter",
    "maundy",
    "holy",
    "shrove",
    "fat",
    "giving",
    "patch",
    "pancake",
    "black",
    "good",
    "bloody",
    "palm",
    "ash",
    "cyber",
    "super",
    "times",
    "telegraph",
    "mirror",
    "herald",
    "mass",
];

/// `on Saturday`, `last Friday`, `Saturday, Feb. 26`, `Monday last week`.
pub(super) fn weekday(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let mut at = n;
    let mut which_day = Which::Plain;
    if t.is(at, "this") && t.is_any(at + 1, &["coming", "past"]) {
        at += 1;
    }
    let which_word = which(t.word(at));
    if which_word != Which::Plain {
        which_day = which_word;
        at += 1;
    }
    let following = t.is(at, "following") || t.is(at, "previous");
    at += usize::from(following);
    let Class::Weekday { day, full, plural } = t.class(at) else {
        return None;
    };
    (t.capital(at)).then_some(())?;
    let mut end = at + 1;
    if plural {
        let every = Time::Every {
            count: 1.0,
            unit: Unit::Week,
        };
        out.push(Mention::new(t, at, end, every));
        return Some(end);
    }
    let stop = usize::from(!full && t.mark(end) == Some('.'));
    // The date that belongs to it.
    let comma = usize::from(matches!(t.mark(end + stop), Some(',' | '(' | '|')));
    let from = end + stop + comma;
    let mut dated = Vec::new();
    let rules: [Rule; 3] = [month_first, day_first, stamp];
    if let Some(stop) = rules.iter().find_map(|rule| rule(t, from, &mut dated))
        && let Some(first) = dated.first_mut()
    {
        if let Time::Point(point) = &mut first.time {
            point.weekday = (!point.is_time()).then_some(day);
            if point.is_time() {
                (point.weekday, point.which) = (Some(day), which_day);
            }
        }
        first.tokens.0 = at;
        first.span = Span::new(t.start(at), first.span.end);
        first.figures = first.span;
        out.extend(dated);
        return Some(stop);
    }
    if n == at && is_any_day(t, at) || is_nth_of_month(t, at) {
        return Some(at + 1);
    }
    // `Monday.com`
    let site = t.mark(end) == Some('.')
        && t.glued(at)
        && t.glued(end)
        && matches!(t.class(end + 1), Class::Word);
    (full && !site).then_some(())?;
    if NAMED_DAYS.contains(&t.before(at)) || NAMED_DAYS.contains(&t.word(end)) && t.capital(end) {
        return None;
    }
    let mut point = Point {
        weekday: Some(day),
        which: which_day,
        ..Point::default()
    };
    if following {
        let by = if t.is(at - 1, "previous") { -1 } else { 1 };
        point.base = Base::Shift {
            unit: Unit::Day,
            by,
            from: From::Mention,
        };
    } else if let Some((by, stop)) = of_week(t, end) {
        point.base = Base::Shift {
            unit: Unit::Week,
            by,
            from: From::Published,
        };
        end = stop;
    }
    end = part_of_day(t, end);
    // `by Friday`, `until Thursday`: ahead, unless the clause tells what was.
    let limit = matches!(
        t.before(n),
        "by" | "until" | "till" | "through" | "starting" | "beginning"
    );
    if limit && which_day == Which::Plain && point.base == Base::Open {
        point.which = Which::Limit;
    }
    // `early Tuesday`
    let early = n
        .checked_sub(1)
        .filter(|b| which_day == Which::Plain && t.is_any(*b, &["early", "late"]));
    let from = early.unwrap_or(n);
    out.push(Mention::new(t, from, end, Time::Point(point)));
    Some(end)
}

/// Words that tell what kind of day it was, and not which.
const KINDS_OF_DAY: [&str; 24] = [
    "rainy", "sunny", "cold", "hot", "warm", "chilly", "snowy", "windy", "grey", "gray", "quiet",
    "busy", "lazy", "typical", "recent", "random", "regular", "given", "single", "normal",
    "ordinary", "summer", "winter", "bright",
];

/// `a rainy Monday in December`, `a Saturday afternoon in Tarsk`: no day of the calendar, as `a Friday news
/// conference` and `in a statement Monday` are.
fn is_any_day(t: &Tokens<'_>, at: usize) -> bool {
    let article = |back: usize| {
        at.checked_sub(back)
            .is_some_and(|b| t.is_any(b, &["a", "an", "any", "one", "some"]))
    };
    let end = part_of_day(t, at + 1);
    let alone = end > at + 1
        || t.is_any(end, &["in", "when"])
        || matches!(t.class(end), Class::Mark('.' | ','));
    article(1) && alone || article(2) && t.is_any(at - 1, &KINDS_OF_DAY)
}

/// `the third Thursday of November`, which no weekday next to the publication is.
fn is_nth_of_month(t: &Tokens<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let nth = ordinal(t, before).is_some_and(|n| n <= 5) || t.is(before, "last");
    nth && t.is_any(at + 1, &["of", "in"]) && matches!(t.class(at + 2), Class::Month { .. })
}

/// `of last week`, `this week` behind a weekday.
fn of_week(t: &Tokens<'_>, n: usize) -> Option<(i32, usize)> {
    let at = n + usize::from(t.is(n, "of"));
    let by = match t.word(at) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    let week = matches!(
        t.class(at + 1),
        Class::Unit {
            unit: Unit::Week,
            plural: false
        }
    );
    week.then_some((by, at + 2))
}
