//! Times in English words.

use super::{
    lexer::{Class, Tokens},
    time::{Base, From, Mention, Part, Point, Time, Unit, Which},
};
use crate::text::Span;

/// Reads at a token; gives the token behind what it read, and its mentions.
type Rule = fn(&Tokens<'_>, usize, &mut Vec<Mention>) -> Option<usize>;

/// Rules in the order in which they are tried.
const RULES: [Rule; 15] = [
    stamp,
    month_first,
    day_first,
    part_of,
    weekday,
    month,
    relative,
    lasting,
    counted,
    every,
    day_of_event,
    day_word,
    nth,
    clock,
    years,
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

fn stamp(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let Class::Stamp(date) = t.class(n) else {
        return None;
    };
    let mut point = Point::written(date);
    let mut end = n + 1;
    if let Some((day, after)) = bracketed_weekday(t, end) {
        (point.weekday, end) = (Some(day), after);
    }
    out.push(mention(t, n, end, Time::Point(point)));
    Some(end)
}

/// Signs and words that stand between the two ends of a stretch of time.
pub(super) fn is_to(t: &Tokens<'_>, n: usize) -> bool {
    is_dash(t, n) || t.is_any(n, &["to", "through", "till", "until", "thru"])
}

pub(super) fn is_dash(t: &Tokens<'_>, n: usize) -> bool {
    matches!(
        t.mark(n),
        Some('-' | '–' | '—' | '~' | '∼' | '〜' | '～' | '\u{2010}' | '\u{2011}' | '−')
    )
}

/// Words before a date that tell it from a name, or a month from a verb.
pub(super) const PREPOSITIONS: [&str; 31] = [
    "on",
    "in",
    "of",
    "since",
    "by",
    "until",
    "till",
    "through",
    "from",
    "to",
    "between",
    "and",
    "or",
    "during",
    "before",
    "after",
    "for",
    "around",
    "at",
    "about",
    "circa",
    "early",
    "late",
    "mid",
    "last",
    "next",
    "this",
    "throughout",
    "past",
    "every",
    "than",
];

/// A month at a token, its stop included: the month and the token behind it.
fn month_name(t: &Tokens<'_>, n: usize) -> Option<(u8, usize)> {
    let Class::Month { number, full } = t.class(n) else {
        return None;
    };
    t.capital(n).then_some(())?;
    let stop = !full && t.glued(n) && t.mark(n + 1) == Some('.');
    Some((number, n + 1 + usize::from(stop)))
}

/// A day of the month at a token.
pub(super) fn day_at(t: &Tokens<'_>, n: usize) -> Option<u8> {
    let Class::Int {
        value,
        figures,
        nth,
    } = t.class(n)
    else {
        return None;
    };
    let token = t.get(n)?;
    let fits = figures <= 2 && (1..=31).contains(&value) && !token.bound;
    let glued = t.glued(n)
        && match t.class(n + 1) {
            Class::Word | Class::Unit { .. } => !nth,
            Class::Mark(':') => t.glued(n + 1) && matches!(t.class(n + 2), Class::Int { .. }),
            Class::Mark(c) => matches!(c, '%' | '％' | '°'),
            _ => false,
        };
    let percent = t.is_any(n + 1, &["percent", "pct", "per", "million", "billion"]);
    (fits && !glued && !percent).then_some(())?;
    u8::try_from(value).ok()
}

/// A year of four figures at a token.
pub(super) fn year_at(t: &Tokens<'_>, n: usize) -> Option<i16> {
    let token = t.get(n)?;
    match token.class {
        Class::Int {
            value,
            figures: 4,
            nth: false,
        } if (1000..2200).contains(&value) => {
            let glued = t.glued(n)
                && match t.class(n + 1) {
                    Class::Word => t.capital(n + 1) == t.is_any(n + 1, &["s"]),
                    Class::Unit { .. } | Class::Key => true,
                    Class::Mark(c) => matches!(c, '%' | '％' | ':'),
                    _ => false,
                };
            (!token.bound && !glued).then_some(())?;
            i16::try_from(value).ok()
        }
        // `Juche 101 (2012)`
        Class::Stamp(date) if date.month.is_none() && date.time.is_none() => date.year,
        _ => None,
    }
}

/// `'21` at a token: the year and the token behind it.
fn short_year(t: &Tokens<'_>, n: usize) -> Option<(u8, usize)> {
    let mark = matches!(t.mark(n), Some('\'' | '’' | '‘'));
    let Class::Int {
        value,
        figures: 2,
        nth: false,
    } = t.class(n + 1)
    else {
        return None;
    };
    let free = n == 0 || !t.glued(n - 1);
    let ends = !t.glued(n + 1) || matches!(t.class(n + 1 + 1), Class::Mark(_) | Class::Key);
    (mark && free && t.glued(n) && ends).then_some((u8::try_from(value).ok()?, n + 2))
}

/// The year behind a date, after a comma or none: its base and the token behind it.
fn year_behind(t: &Tokens<'_>, n: usize) -> Option<(Base, usize)> {
    let comma = usize::from(matches!(t.mark(n), Some(',' | '.')));
    let at = n + comma;
    if let Some(year) = year_at(t, at) {
        return Some((Base::Year(year), at + 1));
    }
    if comma == 0
        && let Some((year, end)) = short_year(t, n)
    {
        return Some((Base::Short(year), end));
    }
    // `in December three years ago`
    if comma == 0
        && let Some((years, unit)) = count(t, at)
        && matches!(
            t.class(unit),
            Class::Unit {
                unit: Unit::Year,
                ..
            }
        )
        && t.is(unit + 1, "ago")
    {
        let base = Base::Shift {
            unit: Unit::Year,
            by: -whole_count(years)?,
            from: From::Published,
        };
        return Some((base, unit + 2));
    }
    let of = at + usize::from(t.is(at, "of"));
    let the = of + usize::from(t.is(of, "the"));
    let by = match t.word(the) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        // `in January the following year`
        "same" | "that" => return mention_year(t, the, 0),
        "following" => return mention_year(t, the, 1),
        "previous" => return mention_year(t, the, -1),
        _ => return None,
    };
    let year = matches!(
        t.class(the + 1),
        Class::Unit {
            unit: Unit::Year,
            plural: false
        }
    );
    let base = Base::Shift {
        unit: Unit::Year,
        by,
        from: From::Published,
    };
    year.then_some((base, the + 2))
}

fn mention_year(t: &Tokens<'_>, n: usize, by: i32) -> Option<(Base, usize)> {
    let year = matches!(
        t.class(n + 1),
        Class::Unit {
            unit: Unit::Year,
            plural: false
        }
    );
    let base = Base::Shift {
        unit: Unit::Year,
        by,
        from: From::Mention,
    };
    year.then_some((base, n + 2))
}

/// `(Saturday)` or `(Sat)` behind a date.
fn bracketed_weekday(t: &Tokens<'_>, n: usize) -> Option<(u8, usize)> {
    let Class::Weekday { day, .. } = t.class(n + 1) else {
        return None;
    };
    let stop = usize::from(t.mark(n + 2) == Some('.'));
    let closes = t.mark(n + 2 + stop) == Some(')');
    (t.mark(n) == Some('(') && closes).then_some((day, n + 3 + stop))
}

/// Nouns that end the name of a place or body which a date opens: `April 15 Stadium`.
const BODIES: &str = include_str!("bodies.txt");

/// Words of such a name after its date at most.
const NAME: usize = 5;

/// Whether a date from `from` to `end` opens a name: a run of words with capitals follows that ends with
/// the noun of a body. Behind a preposition of time it is a date.
fn opens_name(t: &Tokens<'_>, from: usize, end: usize) -> bool {
    if matches!(
        t.before(from),
        "on" | "since" | "until" | "till" | "by" | "dated"
    ) {
        return false;
    }
    if is_declaration(t, end) {
        return true;
    }
    let mut last = None;
    for n in end..end + NAME {
        let small = t.is_any(n, &["of", "and", "the", "for"]);
        if !(t.capital(n) || small && last.is_some()) || !matches!(t.class(n), Class::Word) {
            break;
        }
        last = Some(n);
        if BODIES.lines().any(|b| b == t.word(n)) {
            return true;
        }
    }
    false
}

/// Whether a document of another year is named behind its day: `the June 15 joint declaration`.
fn is_declaration(t: &Tokens<'_>, n: usize) -> bool {
    const KINDS: [&str; 6] = [
        "declaration",
        "declarations",
        "agreement",
        "accord",
        "communique",
        "era",
    ];
    let mut at = n;
    while at < n + NAME
        && (t.is_any(
            at,
            &[
                "north", "south", "joint", "inter", "korean", "historic", "military",
            ],
        ) || is_dash(t, at))
    {
        at += 1;
    }
    KINDS.contains(&t.word(at))
}

/// `February 26, 2022`, `Feb. 26-28`, `May 28 to June 2`, `March 5, 6 and 7`.
fn month_first(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let (month, at) = month_name(t, n)?;
    let day = day_at(t, at)?;
    let mut points = vec![(n, at + 1, month_day(month, day))];
    let mut end = at + 1;
    let mut range = false;
    if let Some((second, stop)) = second_end(t, end, month, day) {
        points.push((end + 1, stop, second));
        (end, range) = (stop, true);
    } else {
        end = further_days(t, end, month, day, &mut points);
    }
    let year = year_behind(t, end);
    if let Some((base, stop)) = year {
        for point in &mut points {
            point.2.base = base;
        }
        end = stop;
        if let Some(last) = points.last_mut() {
            last.1 = stop;
        }
    } else if opens_name(t, n, end) {
        return Some(end);
    }
    if let Some((weekday, stop)) = bracketed_weekday(t, end) {
        end = stop;
        if let Some(last) = points.last_mut() {
            last.2.weekday = Some(weekday);
        }
    }
    emit(t, &points, range, out);
    Some(end)
}

fn month_day(month: u8, day: u8) -> Point {
    Point {
        month: Some(month),
        day: Some(day),
        ..Point::default()
    }
}

/// One mention of a stretch of time, or one for each day of a list.
fn emit(t: &Tokens<'_>, points: &[(usize, usize, Point)], range: bool, out: &mut Vec<Mention>) {
    if let (true, [first, second]) = (range, points) {
        out.push(mention(
            t,
            first.0,
            second.1,
            Time::Range(first.2, second.2),
        ));
        return;
    }
    for (from, end, point) in points {
        out.push(mention(t, *from, *end, Time::Point(*point)));
    }
}

/// The other end of a stretch that began with a day of a month: `-28`, `to 8`, `to June 2`.
fn second_end(t: &Tokens<'_>, n: usize, month: u8, day: u8) -> Option<(Point, usize)> {
    is_to(t, n).then_some(())?;
    if let Some((other, at)) = month_name(t, n + 1)
        && let Some(last) = day_at(t, at)
    {
        return Some((month_day(other, last), at + 1));
    }
    let last = day_at(t, n + 1)?;
    // `on May 5 to 8 sites`
    let counts = !is_dash(t, n)
        && matches!(t.class(n + 2), Class::Word)
        && !t.capital(n + 2)
        && t.word(n + 2).ends_with('s')
        && !t.is_any(n + 2, &["as", "is", "was", "has", "its", "this", "us"]);
    (last > day && !counts).then_some((month_day(month, last), n + 2))
}

/// The days of a list that share a month: `, 6 and 7`, `and 7`.
fn further_days(
    t: &Tokens<'_>,
    n: usize,
    month: u8,
    day: u8,
    points: &mut Vec<(usize, usize, Point)>,
) -> usize {
    let mut found = Vec::new();
    let (mut at, mut last) = (n, day);
    let mut closed = None;
    loop {
        let comma = t.mark(at) == Some(',');
        let and = at + usize::from(comma);
        let joined = t.is_any(and, &["and", "or"]) || t.mark(and) == Some('&');
        let next = and + usize::from(joined);
        if next == at {
            break;
        }
        let Some(more) = day_at(t, next).filter(|d| *d > last) else {
            break;
        };
        found.push((next, next + 1, month_day(month, more)));
        (at, last) = (next + 1, more);
        if joined {
            // `May 3 and 4 people` counts people.
            let counts = matches!(t.class(at), Class::Word | Class::Unit { .. })
                && !t.capital(at)
                && t.word(at).ends_with('s')
                && !t.is_any(at, &["as", "is", "was", "has", "its", "this"])
                || t.is_any(at, &["people", "men", "women", "children", "other", "more"]);
            closed = (!counts).then_some(at);
            break;
        }
    }
    match closed {
        Some(end) => {
            points.extend(found);
            end
        }
        None => n,
    }
}

/// `26 February 2022`, `6-8 April`, `6 and 7 April`, `the 26th of February`.
fn day_first(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let day = day_at(t, n)?;
    let mut days = vec![(n, day)];
    let mut at = n + 1;
    let mut range = false;
    if is_to(t, at)
        && !matches!(t.class(at + 1), Class::Month { .. })
        && let Some(last) = day_at(t, at + 1)
    {
        days.push((at + 1, last));
        (at, range) = (at + 2, true);
    } else {
        while t.mark(at) == Some(',') && day_at(t, at + 1).is_some() {
            days.push((at + 1, day_at(t, at + 1)?));
            at += 2;
        }
        if t.is_any(at, &["and", "or"]) && day_at(t, at + 1).is_some() {
            days.push((at + 1, day_at(t, at + 1)?));
            at += 2;
        }
    }
    let of = usize::from(t.is(at, "of"));
    let hyphen = usize::from(of == 0 && days.len() == 1 && t.mark(at) == Some('-') && t.glued(at));
    let name = at + of + hyphen;
    let (month, mut end) = month_name(t, name)?;
    let hyphen = usize::from(hyphen == 1 && t.mark(end) == Some('-'));
    let year = year_behind(t, end + hyphen);
    if year.is_none() {
        // `Article 5 May not`; `25 February 27` is 25 of something else.
        let verb = t.is_any(name, &["may", "march"]) && !PREPOSITIONS.contains(&t.before(n));
        let next = day_at(t, end).is_some() && !t.is(end, "");
        let plain = matches!(t.class(n), Class::Int { nth: false, .. });
        let clock = t.mark(end + 1) == Some(':');
        if (verb && plain)
            || (next || matches!(t.class(end), Class::Int { figures: 1 | 2, .. })) && !clock
        {
            return None;
        }
    }
    let mut points: Vec<_> = days
        .iter()
        .map(|(at, day)| (*at, at + 1, month_day(month, *day)))
        .collect();
    if let Some((base, stop)) = year {
        for p in &mut points {
            p.2.base = base;
        }
        end = stop;
    }
    if let Some(last) = points.last_mut() {
        last.1 = end;
    }
    emit(t, &points, range, out);
    Some(end)
}

/// `February 2022`, `April last year`, `last March`, `in January`.
fn month(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let which = which(t.word(n));
    let at = n + usize::from(which != Which::Plain);
    let (number, end) = month_name(t, at)?;
    let full = matches!(t.class(at), Class::Month { full: true, .. });
    let mut point = Point {
        month: Some(number),
        which,
        ..Point::default()
    };
    if let Some((base, stop)) = year_behind(t, end)
        && t.mark(end) != Some('.')
    {
        point.base = base;
        out.push(mention(t, at, stop, Time::Point(point)));
        return Some(stop);
    }
    let led = PREPOSITIONS.contains(&t.before(at))
        || which != Which::Plain
        || is_to(t, at.wrapping_sub(1));
    let verb = t.is_any(at, &["may", "march"]) || !full;
    let title = t.capital(at + 1) && matches!(t.class(at + 1), Class::Word | Class::Unit { .. });
    if verb && (!led || title) || !led && title {
        // `May we`, `Orel May`, `March for Peace`, `April Smith`
        return None;
    }
    let name = matches!(t.class(at.wrapping_sub(1)), Class::Word) && t.capital(at.wrapping_sub(1));
    (led || !name || at == 0).then_some(())?;
    out.push(mention(t, n, end, Time::Point(point)));
    Some(end)
}

/// Whether a word before a day or month says which one.
fn which(word: &str) -> Which {
    match word {
        "last" | "past" => Which::Last,
        "next" | "coming" | "upcoming" => Which::Next,
        "this" => Which::This,
        _ => Which::Plain,
    }
}

/// Words before or behind the name of a weekday that make a name of it.
const NAMED_DAYS: [&str; 12] = [
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
fn weekday(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
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
        out.push(mention(t, at, end, every));
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
    // `Monday.com`
    let site = t.mark(end) == Some('.') && t.glued(at) && t.glued(end);
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
    out.push(mention(t, n, end, Time::Point(point)));
    Some(end)
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

/// A part that words name before a time: `early`, `the end of`, `the first half of`. The token behind.
fn part_words(t: &Tokens<'_>, n: usize) -> Option<(Part, usize)> {
    let n = n + usize::from(t.is(n, "the"));
    let hyphen = |at: usize| at + usize::from(is_dash(t, at) && t.glued(at));
    let of = |at: usize| t.is(at, "of").then_some(at + 1);
    let simple = match t.word(n) {
        "early" => Some(Part::Early),
        "late" => Some(Part::Late),
        "mid" => Some(Part::Middle),
        _ => None,
    };
    if let Some(part) = simple {
        return Some((part, hyphen(n + 1)));
    }
    match t.word(n) {
        "beginning" | "start" => return Some((Part::Start, of(n + 1)?)),
        "end" => {
            let end = of(n + 1).or_else(|| (hyphen(n + 1) > n + 1).then_some(hyphen(n + 1)))?;
            return Some((Part::End, end));
        }
        "middle" => return Some((Part::Middle, of(n + 1)?)),
        _ => {}
    }
    let season = match t.word(n) {
        "spring" => Some(0),
        "summer" => Some(1),
        "autumn" | "fall" => Some(2),
        "winter" => Some(3),
        _ => None,
    };
    if let Some(season) = season {
        return Some((Part::Season(season), of(n + 1).unwrap_or(n + 1)));
    }
    // `Q1`
    if t.is(n, "q")
        && t.glued(n)
        && let Class::Int {
            value: value @ 1..=4,
            figures: 1,
            ..
        } = t.class(n + 1)
    {
        let end = n + 2 + usize::from(t.is(n + 2, "of"));
        return Some((Part::Quarter(u8::try_from(value).ok()?), end));
    }
    let number = ordinal(t, n)?;
    let at = hyphen(n + 1);
    let half = t.is(at, "half") && number <= 2;
    let quarter = matches!(
        t.class(at),
        Class::Unit {
            unit: Unit::Quarter,
            plural: false
        }
    );
    let part = match (half, quarter) {
        (true, _) => Part::Half(number),
        (_, true) if number <= 4 => Part::Quarter(number),
        _ => return None,
    };
    Some((part, of(at + 1).unwrap_or(at + 1)))
}

/// `first`, `2nd`, `latter`.
fn ordinal(t: &Tokens<'_>, n: usize) -> Option<u8> {
    if let Class::Int {
        value, nth: true, ..
    } = t.class(n)
    {
        return u8::try_from(value).ok();
    }
    let words = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    let at = match t.word(n) {
        "opening" => 0,
        "latter" => 1,
        word => words.iter().position(|w| *w == word)?,
    };
    u8::try_from(at + 1).ok()
}

/// `early 2020`, `late last month`, `the first half of 2021`, `last summer`, `the end of the year`.
fn part_of(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    if let Some((season, by)) = season_near(t, n) {
        let mut point = Point::shift(Unit::Year, by, From::Published);
        point.part = Some(season);
        point.which = which(t.word(n));
        out.push(mention(t, n, n + 2, Time::Point(point)));
        return Some(n + 2);
    }
    let (part, at) = part_words(t, n)?;
    let (mut point, end) = whole(t, at)?;
    if matches!(part, Part::Season(_) | Part::Half(_) | Part::Quarter(_)) && point.month.is_some() {
        return None;
    }
    if point.part.is_none() {
        point.part = Some(part);
    }
    out.push(mention(t, n, end, Time::Point(point)));
    Some(end)
}

/// `last summer`.
fn season_near(t: &Tokens<'_>, n: usize) -> Option<(Part, i32)> {
    let by = match t.word(n) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    let season = match t.word(n + 1) {
        "spring" => 0,
        "summer" => 1,
        "autumn" | "fall" => 2,
        "winter" => 3,
        _ => return None,
    };
    Some((Part::Season(season), by))
}

/// A year, month or week that a part is a part of.
fn whole(t: &Tokens<'_>, n: usize) -> Option<(Point, usize)> {
    let the = n + usize::from(t.is(n, "the"));
    if let Some((point, end)) = decade(t, the) {
        return Some((point, end));
    }
    if let Some((number, end)) = month_name(t, the) {
        let mut point = Point {
            month: Some(number),
            ..Point::default()
        };
        if day_at(t, end).is_some() {
            return None;
        }
        if let Some((base, stop)) = year_behind(t, end)
            && t.mark(end) != Some('.')
        {
            point.base = base;
            return Some((point, stop));
        }
        return Some((point, end));
    }
    if let Some(year) = year_at(t, the) {
        return Some((Point::year(year), the + 1));
    }
    if t.is(the, "fiscal") && year_at(t, the + 1).is_some() {
        return Some((Point::year(year_at(t, the + 1)?), the + 2));
    }
    let shift = |unit: Unit, by: i32| {
        matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Quarter)
            .then_some(Point::shift(unit, by, From::Published))
    };
    let by = match t.word(the) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => {
            // `the end of the year`
            let Class::Unit {
                unit: unit @ (Unit::Year | Unit::Month | Unit::Week),
                plural: false,
            } = t.class(the)
            else {
                return None;
            };
            return Some((shift(unit, 0)?, (the > n).then_some(the + 1)?));
        }
    };
    let Class::Unit {
        unit,
        plural: false,
    } = t.class(the + 1)
    else {
        return None;
    };
    Some((shift(unit, by)?, the + 2))
}

/// `1990s`, `'90s`, `90's`: the decade and the token behind it.
fn decade(t: &Tokens<'_>, n: usize) -> Option<(Point, usize)> {
    let mark = usize::from(matches!(t.mark(n), Some('\'' | '’' | '‘')) && t.glued(n));
    let at = n + mark;
    let Class::Int {
        value,
        figures,
        nth: false,
    } = t.class(at)
    else {
        return None;
    };
    let token = t.get(at)?;
    let apostrophe = usize::from(matches!(t.mark(at + 1), Some('\'' | '’')) && t.glued(at + 1));
    let s = at + 1 + apostrophe;
    let plural = t.glued(at) && t.is(s, "s") && value % 10 == 0;
    (plural && (!token.bound || mark == 1)).then_some(())?;
    let base = match figures {
        4 if (1000..2200).contains(&value) && mark == 0 => Base::Year(i16::try_from(value).ok()?),
        2 if value >= 20 => Base::Short(u8::try_from(value).ok()?),
        _ => return None,
    };
    let part = if figures == 4 && value % 100 == 0 && value < 2000 {
        Part::Century
    } else {
        Part::Decade
    };
    let point = Point {
        base,
        part: Some(part),
        ..Point::default()
    };
    Some((point, s + 1))
}

/// `last year`, `earlier this month`, `the same day`, `over the weekend`.
fn relative(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let mut at = n;
    if t.is_any(at, &["earlier", "later"]) {
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
        out.push(mention(t, from, at + 1, Time::Point(point)));
        return Some(at + 1);
    }
    let (by, from) = match t.word(at) {
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
        out.push(mention(t, n, at + 2, Time::Point(point)));
        return Some(at + 2);
    }
    let night = t.is_any(at + 1, &["night"]) && by == -1;
    if night || t.is_any(at + 1, &["morning", "afternoon", "evening"]) && t.is(at, "this") {
        let point = Point::shift(Unit::Day, if night { -1 } else { 0 }, From::Published);
        out.push(mention(t, n, at + 2, Time::Point(point)));
        return Some(at + 2);
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
    if t.is(at, "coming") && at > n {
        let time = Time::Lasting {
            count: 1.0,
            unit,
            ahead: true,
        };
        out.push(stretch(t, n, at + 2, time));
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
    if is_dash(t, at + 2) && t.glued(at + 1) && t.glued(at + 2) {
        return None;
    }
    let mut point = Point::shift(unit, by, from);
    point.which = which;
    out.push(mention(t, n, at + 2, Time::Point(point)));
    Some(at + 2)
}

/// A count before a unit of time: its value and the token behind it.
fn count(t: &Tokens<'_>, n: usize) -> Option<(f64, usize)> {
    let value = match t.class(n) {
        Class::Int {
            value, nth: false, ..
        } => f64::from(value),
        Class::Number(value) => value,
        _ if t.is_any(n, &["a", "an"]) => 1.0,
        _ => return None,
    };
    Some((value, n + 1))
}

/// `the past five years`, `the next two weeks`, `past 5-year`, `recent years`.
fn lasting(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
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
        out.push(stretch(t, n, next + 1, Time::Vague));
        return Some(next + 1);
    }
    if t.is_any(next, &["few", "several", "couple"]) {
        let of = next + 1 + usize::from(t.is(next + 1, "of"));
        matches!(t.class(of), Class::Unit { plural: true, .. }).then_some(())?;
        out.push(stretch(t, n, of + 1, Time::Vague));
        return Some(of + 1);
    }
    let (value, next) = count(t, next)
        .filter(|_| !t.is_any(next, &["a", "an"]))
        .or_else(|| {
            // `the past year`
            let past = t.is_any(at, &["past", "preceding"]) && at >= n;
            past.then_some((1.0, next))
        })?;
    let hyphen = usize::from(is_dash(t, next) && t.glued(next));
    let Class::Unit { unit, plural } = t.class(next + hyphen) else {
        return None;
    };
    let number = t.is_any(next - 1, &["past", "preceding"]);
    (plural || hyphen == 1 || number || value == 1.0).then_some(())?;
    let mut end = next + hyphen + 1;
    // `one year and a half`
    let half = t.is(end, "and") && t.is(end + 1, "a") && t.is(end + 2, "half");
    end += if half { 3 } else { 0 };
    let time = Time::Lasting {
        count: if half { value + 0.5 } else { value },
        unit,
        ahead,
    };
    out.push(stretch(t, n, end, time));
    Some(end)
}

/// `two years ago`, `a week later`, `the day before`.
fn counted(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    if let Class::Unit { plural: true, unit } = t.class(n) {
        let rough = matches!(
            unit,
            Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade
        );
        (rough && t.is(n + 1, "ago")).then_some(())?;
        out.push(stretch(t, n, n + 2, Time::Vague));
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
        out.push(mention(t, n, n + 3, Time::Point(point)));
        return Some(n + 3);
    }
    if t.is_any(n, &["several", "few", "couple"]) {
        let of = n + 1 + usize::from(t.is(n + 1, "of"));
        let rough = matches!(t.class(of), Class::Unit { plural: true, .. }) && t.is(of + 1, "ago");
        rough.then_some(())?;
        out.push(stretch(t, n, of + 2, Time::Vague));
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
        Some(number) => Time::Point(Point::shift(unit, sign * number, from)),
        None => Time::Vague,
    };
    out.push(stretch(t, n, end, time));
    Some(end)
}

/// Units from now that a date still lies in.
const FARTHEST: f64 = 5_000.0;

fn whole_count(value: f64) -> Option<i32> {
    let fits = value.fract() == 0.0 && (0.0..=FARTHEST).contains(&value);
    #[allow(clippy::cast_possible_truncation)] // Its bounds were just checked.
    fits.then_some(value as i32)
}

/// Whether a clause ends at a token: `two days after.` but not `two days after the launch`.
fn ends_clause(t: &Tokens<'_>, n: usize) -> bool {
    matches!(t.class(n), Class::Mark(_)) || t.is_any(n, &["and", "but", "when", "in", "at"])
}

/// `every five years`, `every other day`, `every Monday`, `annually`.
fn every(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    if t.is_any(n, &["annually", "yearly"]) {
        let time = Time::Every {
            count: 1.0,
            unit: Unit::Year,
        };
        out.push(stretch(t, n, n + 1, time));
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
        _ => return None,
    };
    // `every second counts`
    if matches!(unit, Unit::Second | Unit::Minute) && value == 1.0 {
        return None;
    }
    let time = Time::Every { count: value, unit };
    out.push(stretch(t, n, next + 1, time));
    Some(next + 1)
}

/// `the second day of the conference`, `the second-day sitting`, `on the third day`.
fn day_of_event(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let at = n + usize::from(t.is(n, "the"));
    let number = ordinal(t, at)?;
    let hyphen = usize::from(is_dash(t, at + 1) && t.glued(at + 1));
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
    out.push(mention(t, n, day + 1, Time::DayOf(number)));
    Some(day + 1)
}

/// `yesterday`, `today` where the text dates it.
fn day_word(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let by = match t.word(n) {
        "yesterday" => -1,
        "tomorrow" => 1,
        "today" | "tonight" if is_reported(t, n) => 0,
        _ => return None,
    };
    // `today's youth`
    if matches!(t.mark(n + 1), Some('\'' | '’')) && t.glued(n) && t.is(n + 2, "s") {
        return None;
    }
    let point = Point::shift(Unit::Day, by, From::Published);
    out.push(mention(t, n, n + 1, Time::Point(point)));
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

/// `on the 26th`, `the 26th of last month`.
fn nth(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
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
    out.push(mention(t, n - 1, end, Time::Point(point)));
    Some(end)
}

/// `10 a.m.`, `3 pm`.
fn clock(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let Class::Int {
        value,
        figures: 1 | 2,
        nth: false,
    } = t.class(n)
    else {
        return None;
    };
    let hour = u8::try_from(value).ok().filter(|h| (1..=12).contains(h))?;
    let bound = t.get(n)?.bound;
    let (afternoon, end) = half_of_day(t, n + 1)?;
    (!bound).then_some(())?;
    let hour = match (afternoon, hour) {
        (true, 12) => 12,
        (true, h) => h + 12,
        (false, 12) => 0,
        (false, h) => h,
    };
    let point = Point {
        time: Some((hour, 0)),
        ..Point::default()
    };
    out.push(mention(t, n, end, Time::Point(point)));
    Some(end)
}

fn half_of_day(t: &Tokens<'_>, n: usize) -> Option<(bool, usize)> {
    if t.is_any(n, &["am", "pm"]) {
        return Some((t.is(n, "pm"), n + 1));
    }
    let letter = t.is_any(n, &["a", "p"]) && t.mark(n + 1) == Some('.') && t.is(n + 2, "m");
    letter.then_some(())?;
    let stop = usize::from(t.mark(n + 3) == Some('.') && t.glued(n + 2));
    Some((t.is(n, "p"), n + 3 + stop))
}

/// Nouns before a number that make it a label.
const LABELS: [&str; 30] = [
    "no",
    "nos",
    "number",
    "article",
    "chapter",
    "section",
    "page",
    "room",
    "resolution",
    "flight",
    "unit",
    "office",
    "bureau",
    "order",
    "decree",
    "case",
    "bill",
    "model",
    "type",
    "version",
    "level",
    "windows",
    "vision",
    "agenda",
    "expo",
    "team",
    "route",
    "highway",
    "mach",
    "act",
];

/// Nouns and units behind a number of four figures that it counts.
const COUNTS: [&str; 34] = [
    "km",
    "kilometers",
    "kilometres",
    "m",
    "meters",
    "metres",
    "feet",
    "miles",
    "tons",
    "tonnes",
    "kg",
    "people",
    "soldiers",
    "troops",
    "dollars",
    "won",
    "yuan",
    "euros",
    "yen",
    "percent",
    "points",
    "households",
    "members",
    "delegates",
    "participants",
    "workers",
    "students",
    "residents",
    "civilians",
    "men",
    "women",
    "children",
    "copies",
    "hectares",
];

/// `2016`, `2016-2020`, `1950-53`, `the 1990s`, `fiscal 2023`.
fn years(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    if let Some((point, end)) = decade(t, n) {
        let before = t.before(n);
        let aged = matches!(before, "his" | "her" | "their" | "my" | "your" | "our");
        // `in his 90s` is an age, `in the low 20s` a temperature: `the 90s` are years, and `'90s`.
        let clipped = t.mark(n).is_some();
        if aged || !matches!(point.base, Base::Year(_)) && before != "the" && !clipped {
            return None;
        }
        let from = if before == "the" { n - 1 } else { n };
        out.push(mention(t, from, end, Time::Point(point)));
        return Some(end);
    }
    if let Some((year, end)) = short_year(t, n) {
        let led = matches!(
            t.before(n),
            "in" | "since" | "of" | "from" | "until" | "by" | "summer" | "winter"
        );
        led.then_some(())?;
        let point = Point {
            base: Base::Short(year),
            ..Point::default()
        };
        out.push(mention(t, n, end, Time::Point(point)));
        return Some(end);
    }
    let year = year_at(t, n)?;
    is_year(t, n, year).then_some(())?;
    if let Some((last, end)) = last_year(t, n + 1, year) {
        let range = Time::Range(Point::year(year), Point::year(last));
        out.push(mention(t, n, end, range));
        return Some(end);
    }
    out.push(mention(t, n, n + 1, Time::Point(Point::year(year))));
    Some(n + 1)
}

/// `-2020`, `-53` behind a year.
fn last_year(t: &Tokens<'_>, n: usize, first: i16) -> Option<(i16, usize)> {
    (is_dash(t, n) || t.mark(n) == Some('/')).then_some(())?;
    let glued = t.glued(n.wrapping_sub(1)) && t.glued(n);
    let last = match t.class(n + 1) {
        Class::Int {
            value,
            figures: 4,
            nth: false,
        } => i16::try_from(value).ok()?,
        Class::Int {
            value,
            figures: 2,
            nth: false,
        } if glued => first / 100 * 100 + i16::try_from(value).ok()?,
        _ => return None,
    };
    let ends = !(t.glued(n + 1) && (is_dash(t, n + 2) || matches!(t.class(n + 2), Class::Word)));
    (last > first && last < first + 200 && ends).then_some((last, n + 2))
}

/// Whether a number of four figures is a year.
fn is_year(t: &Tokens<'_>, n: usize, year: i16) -> bool {
    let before = t.before(n);
    let led = PREPOSITIONS.contains(&before)
        || matches!(
            before,
            "year" | "fiscal" | "fy" | "the" | "calendar" | "years" | "election"
        );
    let prior = n.checked_sub(1);
    if let Some(p) = prior {
        let token = t.get(p);
        let word = matches!(t.class(p), Class::Word);
        // `Vision 2030`; but `In 2030`, and a sentence that begins with any word.
        let name = word && t.capital(p) && !led;
        let label = LABELS.contains(&before) || t.mark(p) == Some('#');
        let code = t.glued(p)
            && token.is_some_and(|x| matches!(x.class, Class::Mark('-' | '/' | '.' | ':' | '*')));
        if name || label || code {
            return false;
        }
    }
    let counted = match t.class(n + 1) {
        Class::Unit { plural, .. } => plural,
        Class::Mark(c) => {
            matches!(c, '%' | '％' | '°')
                || (c == '-'
                    && t.glued(n)
                    && t.glued(n + 1)
                    && !matches!(t.class(n + 2), Class::Int { .. }))
        }
        Class::Word => {
            t.is_any(n + 1, &COUNTS)
                || year % 100 == 0
                    && year < 2100
                    && !t.capital(n + 1)
                    && t.word(n + 1).ends_with('s')
                    && !t.is_any(
                        n + 1,
                        &["as", "is", "was", "has", "its", "this", "olympics"],
                    )
                    && before != "in"
        }
        _ => false,
    };
    if counted {
        return false;
    }
    let bracket = prior.is_some_and(|p| matches!(t.mark(p), Some('(' | '[')));
    led || bracket || (1900..2100).contains(&year)
}
