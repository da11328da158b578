//! Years and decades.

use super::super::{
    mention::Mention,
    time::{Base, Point, Time},
    tokens::{Class, Tokens},
};
use super::{
    part::{century, decade, fiscal},
    words::{PREPOSITIONS, last_year, short_year, year_at},
};
use crate::facts::labels::is_label;

/// `2016`, `2016-2020`, `1950-53`, `the 1990s`, `fiscal 2023`.
pub(super) fn years(t: &Tokens<'_>, n: usize, out: &mut Vec<Mention>) -> Option<usize> {
    if let Some((point, end)) = decade(t, n) {
        let before = t.before(n);
        let aged = matches!(before, "his" | "her" | "their" | "my" | "your" | "our");
        // `in his 90s` is an age, `in the low 20s` a temperature: `the 90s` are years, and `'90s`.
        let clipped = t.mark(n).is_some();
        let short = !matches!(point.base, Base::Year(_));
        if aged || short && (before != "the" && !clipped || is_warm(t, n)) {
            return None;
        }
        let from = if before == "the" { n - 1 } else { n };
        out.push(Mention::new(t, from, end, Time::Point(point)));
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
        out.push(Mention::new(t, n, end, Time::Point(point)));
        return Some(end);
    }
    if let Some((point, end)) = century(t, n) {
        let from = if t.before(n) == "the" { n - 1 } else { n };
        out.push(Mention::new(t, from, end, Time::Point(point)));
        return Some(end);
    }
    // `fiscal year 2023`, `FY2023`
    if let Some(at) = fiscal(t, n) {
        let year = match t.class(at) {
            Class::Int { value, .. } => i16::try_from(value).ok()?,
            _ => return None,
        };
        out.push(Mention::new(t, n, at + 1, Time::Point(Point::year(year))));
        return Some(at + 1);
    }
    let year = year_at(t, n)?;
    is_year(t, n, year).then_some(())?;
    if let Some((last, end)) = last_year(t, n + 1, year) {
        let range = Time::Range(Point::year(year), Point::year(last));
        out.push(Mention::new(t, n, end, range));
        return Some(end);
    }
    out.push(Mention::new(t, n, n + 1, Time::Point(Point::year(year))));
    Some(n + 1)
}

/// Words that are looked at before `the 50s`.
const WEATHER: usize = 8;

/// Whether a sentence speaks of how warm it is: `temperatures in the 50s`.
fn is_warm(t: &Tokens<'_>, n: usize) -> bool {
    (n.saturating_sub(WEATHER)..n).any(|k| {
        t.is_any(
            k,
            &[
                "temperature",
                "temperatures",
                "highs",
                "lows",
                "degrees",
                "forecast",
            ],
        )
    })
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
        let label = is_label(before) || t.mark(p) == Some('#');
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
                || c == '+' && t.glued(n)
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
                    && !t.word(n + 1).ends_with("sis")
                    && !t.word(n + 1).ends_with("ss")
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
    // `the court's 1898 ruling`
    let possessive = before == "s"
        && n.checked_sub(2)
            .is_some_and(|b| matches!(t.mark(b), Some('\'' | '’')))
        && matches!(t.class(n + 1), Class::Word);
    led || bracket || possessive && (1500..1900).contains(&year) || (1900..2100).contains(&year)
}

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
