//! Puts times together that belong together: a day and its hour, the two ends of a stretch, `since`.

use super::{
    mention::Mention,
    time::{Base, Point, Time, Unit},
    tokens::{Class, Tokens},
};
use crate::text::Span;

/// The longest run of words between `since` and the time of its clause (`since Orel took office in 2011`).
const CLAUSE: usize = 8;

/// Joins neighbours, in the order of the text.
pub(super) fn join(t: &Tokens<'_>, mut found: Vec<Mention>) -> Vec<Mention> {
    for mention in &mut found {
        take_part_of_day(t, mention);
        ending(t, mention);
    }
    weekday_and_day(t, &mut found);
    let found = pairs(t, found, day_and_hour);
    let found = share_years(t, found);
    let mut found = pairs(t, found, range);
    for mention in &mut found {
        open(t, mention);
    }
    found
}

/// Joins each with the next where `joined` says so.
fn pairs(
    t: &Tokens<'_>,
    found: Vec<Mention>,
    joined: fn(&Tokens<'_>, &Mention, &Mention) -> Option<Mention>,
) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::with_capacity(found.len());
    for mention in found {
        match out.last().and_then(|last| joined(t, last, &mention)) {
            Some(both) => {
                out.pop();
                out.push(both);
            }
            None => out.push(mention),
        }
    }
    out
}

/// `the night of May 28`: the words before the day belong to it.
fn take_part_of_day(t: &Tokens<'_>, mention: &mut Mention) {
    let from = mention.tokens.0;
    let Some(part) = from.checked_sub(2) else {
        return;
    };
    let of = t.is(part + 1, "of")
        && t.is_any(part, &["night", "dawn", "morning", "evening", "afternoon"]);
    let Time::Point(point) = mention.time else {
        return;
    };
    if of && point.level() == 3 {
        let the = part.checked_sub(1).filter(|n| t.is(*n, "the"));
        mention.tokens.0 = the.unwrap_or(part);
        mention.span.start = t.start(mention.tokens.0);
        mention.figures = mention.span;
    }
}

/// `the three months ended March 31`, `the year to June`, `the week of May 6`.
fn ending(t: &Tokens<'_>, mention: &mut Mention) {
    let Time::Point(point) = mention.time else {
        return;
    };
    let from = mention.tokens.0;
    let (Some(verb), Some(at)) = (from.checked_sub(1), from.checked_sub(2)) else {
        return;
    };
    let Class::Unit { unit, plural } = t.class(at) else {
        return;
    };
    let long = matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year);
    let dated = point.month.is_some()
        && point.part.is_none()
        && (point.day.is_some() || unit != Unit::Week);
    if !long || !dated {
        return;
    }
    let count = at.checked_sub(1).and_then(|n| match t.class(n) {
        Class::Int {
            value, nth: false, ..
        } => Some((f64::from(value), n)),
        Class::Number(value) => Some((value, n)),
        _ => None,
    });
    let begins = unit == Unit::Week && !plural && t.is_any(verb, &["of", "beginning", "starting"]);
    let ends = t.is_any(verb, &["ended", "ending", "to", "through"]);
    let (count, start) = match count {
        Some((count, n)) if plural && ends => (count, n),
        None if !plural && (begins || ends) && t.is(at.wrapping_sub(1), "the") => (1.0, at),
        _ => return,
    };
    let the = start.checked_sub(1).filter(|n| t.is(*n, "the"));
    mention.time = if begins {
        Time::Days {
            first: point,
            count: 7.0,
        }
    } else {
        Time::Ending {
            count,
            unit,
            last: point,
        }
    };
    mention.tokens.0 = the.unwrap_or(start);
    mention.span.start = t.start(mention.tokens.0);
}

/// `Saturday at 3 p.m.`, `10:00 GMT on Feb. 26`.
fn day_and_hour(t: &Tokens<'_>, first: &Mention, second: &Mention) -> Option<Mention> {
    let (Time::Point(a), Time::Point(b)) = (first.time, second.time) else {
        return None;
    };
    let (day, time) = match (a.is_time(), b.is_time()) {
        (false, true) => (a, b),
        (true, false) => (b, a),
        _ => return None,
    };
    (day.level() == 3 && day.time.is_none()).then_some(())?;
    let gap = first.tokens.1..second.tokens.0;
    let fits = gap.len() <= 2 && { gap }.all(|n| {
        t.is_any(n, &["at", "on", "around", "about"]) || matches!(t.mark(n), Some(',' | '(' | '|'))
    });
    fits.then_some(())?;
    let point = Point {
        time: time.time,
        offset: time.offset,
        ..day
    };
    Some(Mention::new(
        t,
        first.tokens.0,
        second.tokens.1,
        Time::Point(point),
    ))
}

/// `일요일인 17일`: the weekday is that day.
fn weekday_and_day(t: &Tokens<'_>, found: &mut [Mention]) {
    for n in 1..found.len() {
        let (before, rest) = found.split_at_mut(n);
        let (Some(first), Some(second)) = (before.last_mut(), rest.first()) else {
            continue;
        };
        let (Time::Point(a), Time::Point(b)) = (first.time, second.time) else {
            continue;
        };
        let gap = first.tokens.1;
        let is = t.get(gap).is_some_and(|x| x.span.of(t.text) == "인");
        if is
            && gap + 1 == second.tokens.0
            && a.weekday.is_some()
            && a.day.is_none()
            && b.day.is_some()
        {
            first.time = second.time;
        }
    }
}

/// `January and February 2021`: the year of the last is the year of all.
fn share_years(t: &Tokens<'_>, mut found: Vec<Mention>) -> Vec<Mention> {
    for n in (1..found.len()).rev() {
        let (before, rest) = found.split_at_mut(n);
        let (Some(first), Some(second)) = (before.last_mut(), rest.first()) else {
            continue;
        };
        let base = match second.time {
            Time::Point(p) | Time::Range(_, p) if p.month.is_some() => p.base,
            _ => continue,
        };
        let gap = first.tokens.1..second.tokens.0;
        let listed = (1..=2).contains(&gap.len())
            && gap.clone().all(|n| {
                t.is_any(n, &["and", "or"]) || matches!(t.mark(n), Some(',' | '&')) || t.is_to(n)
            });
        if let Time::Point(p) = &mut first.time
            && listed
            && matches!(base, Base::Year(_) | Base::Short(_))
            && p.base == Base::Open
            && p.month.is_some()
        {
            p.base = base;
        }
    }
    found
}

/// `from Monday to Wednesday`, `between May 1 and May 8`, `5일부터 8일까지`.
fn range(t: &Tokens<'_>, first: &Mention, second: &Mention) -> Option<Mention> {
    let (Time::Point(a), Time::Point(b)) = (first.time, second.time) else {
        return None;
    };
    let levels = (a.level(), b.level());
    let (from, to) = (first.tokens.0, second.tokens.0);
    let gap = first.tokens.1..to;
    let lead = from.checked_sub(1);
    let between = lead.is_some_and(|n| t.is(n, "between"));
    // `between May 1961 and the end of 1972`
    let alike = levels.0 == levels.1 || levels == (3, 4);
    (alike || between && !a.is_time() && !b.is_time()).then_some(())?;
    let joined = match gap.len() {
        1 => {
            let n = gap.start;
            t.is_to(n) || between && t.is(n, "and") || is_from(t, n)
        }
        // `2월 5일부터 오는 8일까지` is read whole; `from 3 to the 5th` has its article.
        2 => t.is_to(gap.start) && !t.is_dash(gap.start) && t.is(gap.start + 1, "the"),
        _ => false,
    };
    // Two dashes or a dash after a dateline part sentences.
    let loose = gap.len() == 1 && t.mark(gap.start) == Some('—') && levels.0 < 3;
    (joined && !loose).then_some(())?;
    let led = lead.is_some_and(|n| t.is_any(n, &["from", "between"]));
    let start = if led { from - 1 } else { from };
    let mut end = second.tokens.1;
    end += usize::from(t.is(end, "까지"));
    Some(Mention::new(t, start, end, Time::Range(a, b)))
}

/// `부터`, `에서` behind the first end.
fn is_from(t: &Tokens<'_>, n: usize) -> bool {
    let word = t.get(n).map_or("", |x| x.span.of(t.text));
    matches!(word, "부터" | "에서" | "부터는")
}

/// `since`, `from … on`, `부터`: what is open at its end.
fn open(t: &Tokens<'_>, mention: &mut Mention) {
    if let Time::Range(..) = mention.time {
        let lead = mention.tokens.0.checked_sub(1);
        if let Some(lead) = lead.filter(|n| t.is_any(*n, &["from", "between"])) {
            mention.tokens.0 = lead;
            mention.span.start = t.start(lead);
            mention.figures = mention.span;
        }
        return;
    }
    let Time::Point(point) = mention.time else {
        return;
    };
    let (from, end) = mention.tokens;
    let mut start = from;
    if let Some(before) = from.checked_sub(1) {
        let the = usize::from(t.is(before, "the"));
        let lead = before.saturating_sub(the);
        // `since the January congress` names the congress by its month.
        let names = the == 1 && matches!(t.class(end), Class::Word);
        if t.is(lead, "since") && !names {
            mention.time = Time::Since(point);
            start = lead;
        } else if t.is(lead, "from") {
            let on = t.is_any(end, &["on", "onward", "onwards", "forward", "onwards"])
                || t.is(end, "to") && t.is_any(end + 1, &["date", "now", "present", "today"]);
            mention.time = if on {
                Time::Since(point)
            } else {
                Time::From(point)
            };
            start = lead;
        } else if point.level() == 1
            && let Some(since) = since_clause(t, before)
        {
            mention.time = Time::Since(point);
            start = since;
        }
    }
    let mut stop = end;
    // `금년에서` is no `금년부터`.
    let from_then = is_from(t, end) && t.get(end).is_some_and(|x| x.span.of(t.text) != "에서");
    if start == from && (from_then || t.is_any(end, &["이후", "이래"])) {
        mention.time = Time::Since(point);
        stop = end + 1;
    }
    if !matches!(mention.time, Time::Point(_)) {
        mention.tokens = (start, stop);
        mention.span = t.span(start, stop);
        // What stands in the clause itself counts as ever.
        mention.figures = if start + 2 < from {
            mention.figures
        } else {
            mention.span
        };
    }
}

/// `since Orel took office in 2011`: where `since` stands, from the preposition before the year. A month or
/// a day inside such a clause dates what the clause tells, and stays a date of its own.
fn since_clause(t: &Tokens<'_>, preposition: usize) -> Option<usize> {
    t.is_any(preposition, &["in", "on"]).then_some(())?;
    for back in 1..=CLAUSE {
        let n = preposition.checked_sub(back)?;
        if t.is(n, "since") {
            return (back > 2).then_some(n);
        }
        let small = t.is_any(n, &["and", "that", "but", "which"]);
        if small || !matches!(t.class(n), Class::Word | Class::Number(_)) && t.mark(n) != Some('-')
        {
            return None;
        }
    }
    None
}

/// Whether two places share a byte.
pub(super) fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}
