//! Parts of a year or month: `early 2020`, `the first half of 2021`, `the 1990s`.

use super::super::{
    mention::Mention,
    time::{Base, From, Part, Point, Time, Unit, Which},
    tokens::{Class, Tokens},
};
use super::words::{
    day_at, last_year, month_name, ordinal, short_year, turn, year_at, year_behind,
};

/// `early 2020`, `late last month`, `the first half of 2021`, `last summer`, `the end of the year`.
pub(super) fn part_of(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    if let Some((season, by, end)) = season_near(t, n) {
        let mut point = Point::shift(Unit::Year, by, From::Published);
        point.part = Some(season);
        point.which = match by {
            0 => Which::This,
            -1 => Which::Last,
            _ => Which::Next,
        };
        out.push(Mention::new(t, n, end, Time::Point(point)));
        return Some(end);
    }
    if let Some(end) = year_end(t, n) {
        let mut point = Point::shift(Unit::Year, 0, From::Published);
        point.part = Some(Part::End);
        out.push(Mention::new(t, n, end, Time::Point(point)));
        return Some(end);
    }
    let (part, at) = part_words(t, n)?;
    let Some((mut point, mut end)) = whole(t, at) else {
        // `in the third quarter`, of the economy's year and not of a game.
        let alone = matches!(part, Part::Quarter(_)) && !t.is(at.wrapping_sub(1), "of");
        (alone && is_economic(t, n)).then_some(())?;
        let mut point = Point::shift(Unit::Year, 0, From::Published);
        (point.part, point.which) = (Some(part), Which::Near);
        out.push(Mention::new(t, n, at, Time::Point(point)));
        return Some(at);
    };
    // `the end of the 2022/23 season`, but `the winter of 2021-22`
    if let Base::Year(year) = point.base
        && let Some((_, stop)) = last_year(t, end, year)
    {
        matches!(part, Part::Season(3)).then_some(())?;
        end = stop;
    }
    if matches!(part, Part::Season(_) | Part::Half(_) | Part::Quarter(_)) && point.month.is_some() {
        return None;
    }
    if point.part.is_none() {
        point.part = Some(part);
    }
    out.push(Mention::new(t, n, end, Time::Point(point)));
    Some(end)
}

/// `by year-end`, `at year's end`: the token behind it.
fn year_end(t: &Tokens<'_>, n: usize) -> Option<usize> {
    let led = t.is_any(n.wrapping_sub(1), &["by", "at", "until", "before", "since"]);
    let year = matches!(
        t.class(n),
        Class::Unit {
            unit: Unit::Year,
            plural: false
        }
    );
    (led && year && t.glued(n)).then_some(())?;
    let at = match t.mark(n + 1)? {
        '\'' | '’' if t.is(n + 2, "s") => n + 3,
        _ if t.is_dash(n + 1) => n + 2,
        _ => return None,
    };
    t.is(at, "end").then_some(at + 1)
}

/// Words to each side of a quarter that tell whose quarter it is.
const ECONOMY: usize = 24;

/// Whether the words around a token speak of the economy or of business.
fn is_economic(t: &Tokens<'_>, n: usize) -> bool {
    const WORDS: [&str; 44] = [
        "economy",
        "economic",
        "growth",
        "grew",
        "gdp",
        "gross",
        "sales",
        "profit",
        "profits",
        "earnings",
        "revenue",
        "revenues",
        "loss",
        "losses",
        "income",
        "inflation",
        "prices",
        "spending",
        "orders",
        "output",
        "production",
        "exports",
        "imports",
        "investment",
        "investors",
        "market",
        "markets",
        "fiscal",
        "results",
        "percent",
        "cent",
        "employment",
        "unemployment",
        "demand",
        "shares",
        "billion",
        "margin",
        "margins",
        "dividend",
        "annualized",
        "rate",
        "quarterly",
        "deliveries",
        "analysts",
    ];
    const GAME: [&str; 16] = [
        "game",
        "games",
        "score",
        "scored",
        "points",
        "yard",
        "yards",
        "touchdown",
        "touchdowns",
        "halftime",
        "goal",
        "rebounds",
        "coach",
        "quarterback",
        "basket",
        "lead",
    ];
    let around = || n.saturating_sub(ECONOMY)..n + ECONOMY;
    let economic = around().any(|k| t.is_any(k, &WORDS) || t.mark(k) == Some('%'));
    economic
        && !around().any(|k| {
            t.is_any(k, &GAME)
                && !t.is(k.wrapping_sub(1), "basis")
                && !t.is(k.wrapping_sub(1), "percentage")
        })
}

/// `Q1`, `H2`, `4Q`: the part and the token behind it.
fn code(t: &Tokens<'_>, n: usize) -> Option<(Part, usize)> {
    let small = |at: usize, most: u16| match t.class(at) {
        Class::Int {
            value,
            figures: 1,
            nth: false,
        } if (1..=most).contains(&value) => u8::try_from(value).ok(),
        _ => None,
    };
    t.glued(n).then_some(())?;
    let (number, letter) = match t.class(n) {
        Class::Int { .. } => (n, n + 1),
        _ => (n + 1, n),
    };
    match t.word(letter) {
        "q" => Some((Part::Quarter(small(number, 4)?), n + 2)),
        "h" => Some((Part::Half(small(number, 2)?), n + 2)),
        _ => None,
    }
}

/// A part that words name before a time: `early`, `the end of`, `the first half of`. The token behind.
fn part_words(t: &Tokens<'_>, n: usize) -> Option<(Part, usize)> {
    let n = n + usize::from(t.is(n, "the"));
    let hyphen = |at: usize| at + usize::from(t.is_dash(at) && t.glued(at));
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
    if let Some(season) = season(t.word(n)) {
        return Some((Part::Season(season), of(n + 1).unwrap_or(n + 1)));
    }
    if let Some((part, end)) = code(t, n) {
        return Some((part, end + usize::from(t.is(end, "of"))));
    }
    let at = hyphen(n + 1);
    let half = t.is(at, "half");
    let quarter = matches!(
        t.class(at),
        Class::Unit {
            unit: Unit::Quarter,
            plural: false
        }
    );
    // `the last quarter of 2023`
    let last = t.is_any(n, &["last", "final"]) && t.is(at + 1, "of");
    let number = match last {
        true if half => 2,
        true => 4,
        false => ordinal(t, n)?,
    };
    let half = half && number <= 2;
    let part = match (half, quarter) {
        (true, _) => Part::Half(number),
        (_, true) if number <= 4 => Part::Quarter(number),
        _ => return None,
    };
    Some((part, of(at + 1).unwrap_or(at + 1)))
}

/// `last summer`, `this past winter`: the season, the years from this one, the token behind.
fn season_near(t: &Tokens<'_>, n: usize) -> Option<(Part, i32, usize)> {
    let (by, at) = turn(t, n)?;
    let season = season(t.word(at))?;
    Some((Part::Season(season), by, at + 1))
}

fn season(word: &str) -> Option<u8> {
    Some(match word {
        "spring" => 0,
        "summer" => 1,
        "autumn" | "fall" => 2,
        "winter" => 3,
        _ => return None,
    })
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
    if let Some(at) = fiscal(t, the) {
        return Some((Point::year(year_at(t, at)?), at + 1));
    }
    if let Some(found) = century(t, the) {
        return Some(found);
    }
    if let Some((year, end)) = short_year(t, n) {
        return Some((Point::short(year), end));
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

/// `fiscal`, `fiscal year`, `FY` before a year: the token of the year.
pub(super) fn fiscal(t: &Tokens<'_>, n: usize) -> Option<usize> {
    let year = matches!(
        t.class(n + 1),
        Class::Unit {
            unit: Unit::Year,
            plural: false
        }
    );
    let at = match t.word(n) {
        "fiscal" | "financial" => n + 1 + usize::from(year),
        "fy" => n + 1,
        _ => return None,
    };
    matches!(t.class(at), Class::Int { figures: 4, .. }).then_some(at)
}

/// `19th century`, `twenty-first century`: a hundred years and the token behind.
pub(super) fn century(t: &Tokens<'_>, n: usize) -> Option<(Point, usize)> {
    let tens = matches!(t.class(n), Class::Number(v) if v == 20.0) && t.is_dash(n + 1);
    let at = n + if tens { 2 } else { 0 };
    let number = i16::from(ordinal(t, at)?) + if tens { 20 } else { 0 };
    let next = at + 1 + usize::from(t.is_dash(at + 1));
    // `21st Century Insurance`
    let unit = !t.capital(next)
        && matches!(
            t.class(next),
            Class::Unit {
                unit: Unit::Century,
                ..
            }
        );
    (unit && (1..=30).contains(&number)).then_some(())?;
    let point = Point {
        base: Base::Year((number - 1) * 100 + 1),
        part: Some(Part::Century),
        ..Point::default()
    };
    Some((point, next + 1))
}

/// `1990s`, `'90s`, `90's`: the decade and the token behind it.
pub(super) fn decade(t: &Tokens<'_>, n: usize) -> Option<(Point, usize)> {
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
