//! Times told from another: `last year`, `two weeks later`, `every five years`.

use super::super::{
    mention::Mention,
    tense::{Tense, tense},
    time::{Base, From, Part, Point, Time, Unit},
    tokens::{Class, Tokens},
};
use super::words::{count, day_at, ordinal, part_of_day, which, whole_count, year_at};

/// `last year`, `earlier this month`, `the same day`, `over the weekend`.
pub(super) fn relative(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let mut at = n;
    if t.is_any(at, &["earlier", "later"]) {
        if let Some((unit, end)) = in_the(t, n + 1) {
            let point = Point::shift(unit, 0, From::Published);
            out.push(Mention::new(t, n, end, Time::Point(point)));
            return Some(end);
        }
        at += 1;
        t.is_any(at, &["this", "last", "that", "next"])
            .then_some(())?;
    }
    at += usize::from(t.is(at, "the"));
    if t.is(at, "weekend") {
        let led = at > n
            && t.is_any(
                n.wrapping_sub(1),
                &["over", "at", "on", "during", "through"],
            );
        led.then_some(())?;
        let mut point = Point::shift(Unit::Week, 0, From::Published);
        point.part = Some(Part::Weekend);
        let from = n - 1;
        out.push(Mention::new(t, from, at + 1, Time::Point(point)));
        return Some(at + 1);
    }
    // `this past week`, `this coming year`
    let near = t.is(at, "this") && t.is_any(at + 1, &["past", "coming"]);
    at += usize::from(near);
    let (by, from) = match t.word(at) {
        "past" if near => (-1, From::Published),
        "last" => (-1, From::Published),
        "this" | "current" => (0, From::Published),
        "next" | "coming" => (1, From::Published),
        "same" | "that" => (0, From::Mention),
        "following" => (1, From::Mention),
        "previous" | "preceding" => (-1, From::Mention),
        _ => return None,
    };
    let which = which(t.word(at));
    if t.is(at + 1, "weekend") {
        let mut point = Point::shift(Unit::Week, by, from);
        (point.part, point.which) = (Some(Part::Weekend), which);
        out.push(Mention::new(t, n, at + 2, Time::Point(point)));
        return Some(at + 2);
    }
    let night = t.is_any(at + 1, &["night"]) && by == -1;
    if night || t.is_any(at + 1, &["morning", "afternoon", "evening"]) && t.is(at, "this") {
        let point = Point::shift(Unit::Day, if night { -1 } else { 0 }, From::Published);
        out.push(Mention::new(t, n, at + 2, Time::Point(point)));
        return Some(at + 2);
    }
    // `the next morning`, `that evening`
    if from == From::Mention && by.abs() <= 1 || t.is(at, "next") {
        let end = part_of_day(t, at + 1);
        if end > at + 1 {
            let point = Point::shift(Unit::Day, by, From::Mention);
            out.push(Mention::new(t, n, end, Time::Point(point)));
            return Some(end);
        }
    }
    let Class::Unit {
        unit,
        plural: false,
    } = t.class(at + 1)
    else {
        return None;
    };
    let from = match (unit, t.word(at)) {
        (Unit::Day, "next") => From::Mention,
        (Unit::Day, "last" | "this" | "current" | "coming") => return None,
        (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Quarter, _) => from,
        (Unit::Decade, "this") => from,
        _ => return None,
    };
    // `the coming year` is the next twelve months.
    if t.is(at, "coming") && at > n && !near {
        let time = Time::Lasting {
            count: 1.0,
            unit,
            ahead: true,
        };
        out.push(Mention::stretch(t, n, at + 2, time));
        return Some(at + 2);
    }
    // The title of a programme: `"This Week"`.
    if t.capital(at + 1)
        && matches!(
            t.mark(n.wrapping_sub(1)),
            Some('"' | '“' | '\'' | '‘' | '(')
        )
    {
        return None;
    }
    // `this year-end` and `next-year` are rare; `same-day` and `this week-long` are no dates.
    if t.is_dash(at + 2) && t.glued(at + 1) && t.glued(at + 2) {
        return None;
    }
    let mut point = Point::shift(unit, by, from);
    point.which = which;
    out.push(Mention::new(t, n, at + 2, Time::Point(point)));
    Some(at + 2)
}

/// `in the week` behind `earlier`: the unit and the token behind it.
fn in_the(t: &Tokens<'_>, n: usize) -> Option<(Unit, usize)> {
    let Class::Unit {
        unit: unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Day),
        plural: false,
    } = t.class(n + 2)
    else {
        return None;
    };
    (t.is(n, "in") && t.is(n + 1, "the")).then_some((unit, n + 3))
}

/// `the past five years`, `the next two weeks`, `past 5-year`, `recent years`.
pub(super) fn lasting(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let mut at = n + usize::from(t.is(n, "in") && t.is_any(n + 1, &["recent", "coming"]));
    at += usize::from(t.is(at, "the"));
    let ahead = match t.word(at) {
        "past" | "last" | "previous" | "preceding" | "recent" => false,
        "next" | "coming" | "following" => true,
        _ => return None,
    };
    let recent = t.is_any(at, &["recent", "coming"]);
    let next = at + 1;
    if recent && let Class::Unit { unit, plural: true } = t.class(next) {
        let rough = !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
        rough.then_some(())?;
        out.push(Mention::stretch(t, n, next + 1, Time::Vague));
        return Some(next + 1);
    }
    if t.is_any(next, &["few", "several", "couple"]) {
        let of = next + 1 + usize::from(t.is(next + 1, "of"));
        matches!(t.class(of), Class::Unit { plural: true, .. }).then_some(())?;
        out.push(Mention::stretch(t, n, of + 1, Time::Vague));
        return Some(of + 1);
    }
    let (value, next) = count(t, next)
        .filter(|_| !t.is_any(next, &["a", "an"]))
        .or_else(|| {
            // `the past year`
            let past = t.is_any(at, &["past", "preceding"]) && at >= n;
            past.then_some((1.0, next))
        })?;
    let hyphen = usize::from(t.is_dash(next) && t.glued(next));
    let Class::Unit { unit, plural } = t.class(next + hyphen) else {
        return None;
    };
    let number = t.is_any(next - 1, &["past", "preceding"]);
    (plural || hyphen == 1 || number || value == 1.0).then_some(())?;
    let mut end = next + hyphen + 1;
    // `one year and a half`
    let half = t.is(end, "and") && t.is(end + 1, "a") && t.is(end + 2, "half");
    end += if half { 3 } else { 0 };
    let mut time = Time::Lasting {
        count: if half { value + 0.5 } else { value },
        unit,
        ahead,
    };
    // `the last six months of 2017`
    if t.is(at, "last")
        && t.is(end, "of")
        && let Some(year) = year_at(t, end + 1)
    {
        let last = Point {
            month: Some(12),
            ..Point::year(year)
        };
        time = Time::Ending {
            count: value,
            unit,
            last,
        };
        end += 2;
    }
    out.push(Mention::stretch(t, n, end, time));
    Some(end)
}

/// `two years ago`, `a week later`, `the day before`.
pub(super) fn counted(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    if let Class::Unit { plural: true, unit } = t.class(n) {
        let rough = matches!(
            unit,
            Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade
        );
        (rough && t.is(n + 1, "ago")).then_some(())?;
        out.push(Mention::stretch(t, n, n + 2, Time::Vague));
        return Some(n + 2);
    }
    if t.is(n, "the")
        && matches!(
            t.class(n + 1),
            Class::Unit {
                unit: Unit::Day,
                plural: false
            }
        )
        && t.is_any(n + 2, &["before", "after"])
        && ends_clause(t, n + 3)
    {
        let by = if t.is(n + 2, "before") { -1 } else { 1 };
        let point = Point::shift(Unit::Day, by, From::Mention);
        out.push(Mention::new(t, n, n + 3, Time::Point(point)));
        return Some(n + 3);
    }
    if t.is_any(n, &["several", "few", "couple"]) {
        let of = n + 1 + usize::from(t.is(n + 1, "of"));
        let rough = matches!(t.class(of), Class::Unit { plural: true, .. }) && t.is(of + 1, "ago");
        rough.then_some(())?;
        out.push(Mention::stretch(t, n, of + 2, Time::Vague));
        return Some(of + 2);
    }
    let (value, at) = count(t, n)?;
    let Class::Unit { unit, .. } = t.class(at) else {
        return None;
    };
    let (sign, from, end) = match t.word(at + 1) {
        "ago" => (-1, From::Published, at + 2),
        "earlier" => (-1, From::Mention, at + 2),
        "before" if ends_clause(t, at + 2) => (-1, From::Mention, at + 2),
        "later" => (1, From::Mention, at + 2),
        "after" if ends_clause(t, at + 2) => (1, From::Mention, at + 2),
        "from" if t.is_any(at + 2, &["now", "today"]) => (1, From::Published, at + 3),
        _ => return None,
    };
    let time = match whole_count(value) {
        _ if matches!(unit, Unit::Hour | Unit::Minute | Unit::Second) => return None,
        // A week ago is a day; last week is a week.
        Some(number) if unit == Unit::Week => {
            Time::Point(Point::shift(Unit::Day, sign * number * 7, from))
        }
        Some(number) if unit == Unit::Decade => {
            Time::Point(Point::shift(Unit::Year, sign * number * 10, from))
        }
        Some(number) => Time::Point(Point::shift(unit, sign * number, from)),
        None => Time::Vague,
    };
    out.push(Mention::stretch(t, n, end, time));
    Some(end)
}

/// Whether a clause ends at a token: `two days after.` but not `two days after the launch`.
fn ends_clause(t: &Tokens<'_>, n: usize) -> bool {
    matches!(t.class(n), Class::Mark(_)) || t.is_any(n, &["and", "but", "when", "in", "at"])
}

/// `every five years`, `every other day`, `every Monday`, `annually`.
pub(super) fn every(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    if t.is_any(n, &["annually", "yearly"]) {
        let time = Time::Every {
            count: 1.0,
            unit: Unit::Year,
        };
        out.push(Mention::stretch(t, n, n + 1, time));
        return Some(n + 1);
    }
    let once = t.is(n, "once") && (t.is_any(n + 1, &["every", "in"]));
    let at = n + usize::from(once);
    (t.is_any(at, &["every", "each"]) || once).then_some(())?;
    let (value, next) = if t.is(at + 1, "other") || t.is(at + 1, "second") && !once {
        (2.0, at + 2)
    } else {
        count(t, at + 1).unwrap_or((1.0, at + 1))
    };
    let unit = match t.class(next) {
        Class::Unit { unit, .. } => unit,
        Class::Weekday {
            full: true,
            plural: false,
            ..
        } => Unit::Week,
        Class::Month { full: true, .. } if t.capital(next) => Unit::Year,
        _ => return None,
    };
    // `every second counts`
    if matches!(unit, Unit::Second | Unit::Minute) && value == 1.0 {
        return None;
    }
    let time = Time::Every { count: value, unit };
    out.push(Mention::stretch(t, n, next + 1, time));
    Some(next + 1)
}

/// `the second day of the conference`, `the second-day sitting`, `on the third day`.
pub(super) fn day_of_event(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let at = n + usize::from(t.is(n, "the"));
    let number = ordinal(t, at)?;
    let hyphen = usize::from(t.is_dash(at + 1) && t.glued(at + 1));
    let day = at + 1 + hyphen;
    matches!(
        t.class(day),
        Class::Unit {
            unit: Unit::Day,
            plural: false
        }
    )
    .then_some(())?;
    let on = at > n && t.is(n.wrapping_sub(1), "on");
    (hyphen == 1 || t.is(day + 1, "of") || on).then_some(())?;
    // `the first day of April`, `the first day of work`
    let month = matches!(t.class(day + 2), Class::Month { .. });
    (!month).then_some(())?;
    out.push(Mention::new(t, n, day + 1, Time::DayOf(number)));
    Some(day + 1)
}

/// `yesterday`, `today` where the text dates it.
pub(super) fn day_word(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let by = match t.word(n) {
        "yesterday" => -1,
        "tomorrow" => 1,
        "today" | "tonight" if is_reported(t, n) || is_told(t, n) => 0,
        _ => return None,
    };
    // `today's youth`
    if by == 0 && matches!(t.mark(n + 1), Some('\'' | '’')) && t.glued(n) && t.is(n + 2, "s") {
        return None;
    }
    let point = Point::shift(Unit::Day, by, From::Published);
    out.push(Mention::new(t, n, n + 1, Time::Point(point)));
    Some(n + 1)
}

/// Past forms that a report sets beside its day.
const REPORTED: [&str; 40] = [
    "said",
    "announced",
    "reported",
    "released",
    "approved",
    "agreed",
    "decided",
    "issued",
    "adopted",
    "voted",
    "met",
    "opened",
    "arrived",
    "left",
    "visited",
    "signed",
    "published",
    "raised",
    "lowered",
    "held",
    "launched",
    "fired",
    "began",
    "ended",
    "closed",
    "told",
    "confirmed",
    "declared",
    "made",
    "took",
    "called",
    "warned",
    "urged",
    "sent",
    "received",
    "died",
    "killed",
    "returned",
    "unveiled",
    "lowering",
];

/// `announced today`, `today announced`: what a writer dates by his own day. `today` in what others say,
/// or for our time, is no date.
fn is_reported(t: &Tokens<'_>, n: usize) -> bool {
    // `the exhibition opened today is …`: no finite verb stands before it.
    let participle = t.is_any(n + 1, &["is", "are", "was", "were", "has", "have", "will"]);
    REPORTED.contains(&t.before(n)) && !participle || t.is_any(n + 1, &REPORTED)
}

/// `was approved by the council today.`, `Today, the court ruled`: the end or the beginning of a clause that
/// tells what was.
fn is_told(t: &Tokens<'_>, n: usize) -> bool {
    const OUR_TIME: [&str; 20] = [
        "of", "until", "till", "to", "even", "than", "for", "from", "like", "is", "are", "still",
        "and", "or", "as", "here", "into", "we", "now", "only",
    ];
    let stop = |k: usize| matches!(t.mark(k), Some('.' | '!' | '?' | ';')) && !t.glued(k);
    let first = n == 0 || stop(n - 1) || t.mark(n - 1) == Some('—');
    let ends = stop(n + 1) || t.mark(n + 1) == Some(',') || t.get(n + 1).is_none();
    let place = first && t.mark(n + 1) == Some(',') || !first && ends;
    let participle = t.before(n).ends_with("ing");
    place && !participle && !OUR_TIME.contains(&t.before(n)) && tense(t, n, n + 1) == Tense::Past
}

/// `on the 26th`, `the 26th of last month`.
pub(super) fn nth(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    matches!(t.class(n), Class::Int { nth: true, .. }).then_some(())?;
    let day = day_at(t, n)?;
    let the = t.is(n.wrapping_sub(1), "the");
    let led = n.checked_sub(2).is_some_and(|b| {
        t.is_any(
            b,
            &[
                "on", "from", "to", "until", "till", "by", "since", "between", "and", "through",
            ],
        )
    });
    (the && led).then_some(())?;
    let mut point = Point {
        day: Some(day),
        ..Point::default()
    };
    let mut end = n + 1;
    let of = n + 1 + usize::from(t.is(n + 1, "of"));
    let by = match t.word(of) {
        "last" => Some(-1),
        "this" => Some(0),
        "next" => Some(1),
        _ => None,
    };
    if let (
        Some(by),
        Class::Unit {
            unit: Unit::Month,
            plural: false,
        },
    ) = (by, t.class(of + 1))
    {
        point.base = Base::Shift {
            unit: Unit::Month,
            by,
            from: From::Published,
        };
        end = of + 2;
    } else {
        // `on the 26th floor`, `on the 26th anniversary`
        let noun = matches!(t.class(end), Class::Word)
            && !t.is_any(
                end,
                &[
                    "of", "and", "to", "at", "in", "for", "when", "after", "with", "by", "he",
                    "she", "they", "it", "the", "a", "said", "was", "were", "but", "as",
                ],
            );
        let of_noun = t.is(end, "of") && !t.is_any(end + 1, &["the", "that"]);
        let month_of = t.is(end, "of")
            && !matches!(
                t.class(end + 2),
                Class::Unit {
                    unit: Unit::Month,
                    ..
                }
            );
        if noun || of_noun || month_of || matches!(t.class(end), Class::Unit { .. }) {
            return None;
        }
    }
    out.push(Mention::new(t, n - 1, end, Time::Point(point)));
    Some(end)
}
