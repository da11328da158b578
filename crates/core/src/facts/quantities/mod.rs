//! Quantities: numbers with their unit or with what they count.
//!
//! `text::number` reads the numbers of a text; what stands behind one decides whether it counts anything:
//! a unit (`units`), an English noun (`english`), a Korean counter (`korean`). Ordinals, years, days of the
//! month, numbers in names and labels count nothing.

mod compare;
mod english;
mod korean;
mod scan;
#[cfg(test)]
mod tests;
mod units;

use serde::{Serialize, Serializer};

pub use self::compare::equal;
use self::scan::{Found, Reader};
use super::{
    Place,
    dates::{self, Date},
    events::Event,
    page::{At, Page},
};
use crate::text::{Span, number::tidy};

/// A number, or the bounds of a fuzzy one.
///
/// In JSON it is a number or an array of two; whole numbers have no decimal point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// One number.
    One(f64),
    /// From and to.
    Range([f64; 2]),
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::One(n) => Plain(*n).serialize(serializer),
            Value::Range([low, high]) => [Plain(*low), Plain(*high)].serialize(serializer),
        }
    }
}

/// A number that is written without `.0`.
struct Plain(f64);

/// Whole numbers up to here are exact.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() <= EXACT {
            #[allow(clippy::cast_possible_truncation)] // It is whole and not too great.
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl Value {
    fn new(low: f64, high: f64) -> Self {
        if low < high {
            Value::Range([low, high])
        } else {
            Value::One(low)
        }
    }

    /// In another unit, of which this one is so many.
    fn times(self, factor: f64) -> Self {
        match self {
            Value::One(n) => Value::One(tidy(n * factor)),
            Value::Range([low, high]) => Value::Range([tidy(low * factor), tidy(high * factor)]),
        }
    }

    fn is_finite(self) -> bool {
        match self {
            Value::One(n) => n.is_finite(),
            Value::Range([low, high]) => low.is_finite() && high.is_finite(),
        }
    }
}

/// A number with its unit or with what it counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quantity {
    /// The number.
    pub value: Value,
    /// The unit as the text has it (`km`, `percent`, `명`), words with `s` in their plural, or the noun that is
    /// counted.
    pub unit: Option<String>,
    /// What it is a quantity of.
    pub of: Option<String>,
    /// Whether the text says that it is not exact (`about`, `some`, `여`).
    pub approx: bool,
    /// Whether the number is a bound: `more than`, `at least`, `less than`, `at most`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<&'static str>,
    /// The same in the base unit of its dimension, for comparing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<Base>,
    /// The words.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub place: Place,
}

/// A quantity in the base unit of its dimension.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Base {
    /// The number.
    pub value: Value,
    /// The base unit (`m`, `s`, `kg`).
    pub unit: &'static str,
}

/// A quantity in a text that is no document.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// Where it stands.
    pub span: Span,
    /// As [`Quantity::value`].
    pub value: Value,
    /// As [`Quantity::unit`].
    pub unit: Option<String>,
    /// As [`Quantity::base`].
    pub base: Option<Base>,
}

impl Counted {
    /// Whether two quantities are the same amount of the same thing, as [`equal`] says of documents.
    pub fn equals(&self, other: &Counted) -> bool {
        compare::same(
            (self.value, self.unit.as_deref(), self.base.as_ref()),
            (other.value, other.unit.as_deref(), other.base.as_ref()),
        )
    }
}

/// The quantities of a text, in order, never overlapping.
pub fn in_text(text: &str) -> Vec<Counted> {
    if !scan::may_count(text) {
        return Vec::new();
    }
    let calendar: Vec<Span> = dates::in_text(text, None)
        .iter()
        .map(|d| d.figures)
        .collect();
    let paragraph = std::cell::OnceCell::new();
    let words = || paragraph.get_or_init(|| super::words::Paragraph::new(text)) as &_;
    let found = Reader::new(text, &calendar, &words).read();
    let out = found.into_iter().map(|f| Counted {
        span: f.span,
        value: f.value,
        base: f.base(),
        unit: f.unit,
    });
    out.collect()
}

/// The quantities of a page, in its order.
pub(super) fn find(page: &Page<'_>, dates: &[Date], events: &[Event]) -> Vec<Quantity> {
    let mut out = Vec::new();
    let mut numbered = Numbered::new(events);
    let mut dates = dates.iter().peekable();
    for (zone, text) in dates::lines(page) {
        // Dates come in the order of the zones.
        while dates.peek().is_some_and(|d| d.place.at.zone < zone) {
            dates.next();
        }
        let mut calendar = Vec::new();
        while let Some(date) = dates.peek().filter(|d| d.place.at.zone == zone) {
            calendar.push(date.figures);
            dates.next();
        }
        if !scan::may_count(text) {
            continue;
        }
        let own = std::cell::OnceCell::new();
        let words = || match page.line(zone) {
            Some(line) => line.paragraph(),
            None => own.get_or_init(|| super::words::Paragraph::new(text)),
        };
        for found in Reader::new(text, &calendar, &words).read() {
            let at = At {
                zone,
                span: found.span,
            };
            if numbered.number(&found, at) {
                continue;
            }
            let Some(place) = page.place(at) else {
                continue;
            };
            out.push(Quantity {
                value: found.value,
                of: found.of.clone().filter(|of| is_thing(of)),
                approx: found.approx,
                bound: found.bound,
                base: found.base(),
                text: found.span.of(text).to_owned(),
                unit: found.unit,
                place,
            });
        }
    }
    out
}

/// Events that have a number, met in the order of the text.
struct Numbered<'e> {
    ahead: std::iter::Peekable<std::vec::IntoIter<&'e Event>>,
    /// Those that a place reached in the text may lie in.
    open: Vec<&'e Event>,
}

impl<'e> Numbered<'e> {
    fn new(events: &'e [Event]) -> Self {
        let mut list: Vec<&Event> = events.iter().filter(|e| e.ordinal.is_some()).collect();
        list.sort_by_key(|e| begins(e.place.at));
        Numbered {
            ahead: list.into_iter().peekable(),
            open: Vec::new(),
        }
    }

    /// Whether a number only says which one an event is (`the 8기 4차 plenary`): it lies in the name of an
    /// event whose number it is. Places are asked for in the order of the text.
    fn number(&mut self, found: &Found, at: At) -> bool {
        while let Some(event) = self.ahead.next_if(|e| begins(e.place.at) <= begins(at)) {
            self.open.push(event);
        }
        let ended = |e: &Event| e.place.at.zone < at.zone || e.place.at.span.end <= at.span.start;
        self.open.retain(|e| !ended(e));
        // Units of measure in a name are quantities all the same (`a five-year plan congress`).
        let (Value::One(value), false) = (found.value, found.is_measure()) else {
            return false;
        };
        let number = |e: &Event| e.ordinal.is_some_and(|n| f64::from(n) == value);
        self.open
            .iter()
            .any(|e| e.place.at.contains(at) && number(e))
    }
}

fn begins(at: At) -> (usize, usize) {
    (at.zone, at.span.start)
}

/// Whether words name a thing that is counted: a Korean verb or a word of degree names none.
fn is_thing(of: &str) -> bool {
    const DEGREES: [&str; 8] = [
        "최소", "최대", "이상", "이하", "미만", "가량", "정도", "인당",
    ];
    let mut words = of.split_whitespace();
    let ends = |end: &str| of.ends_with(end);
    !words.any(|w| DEGREES.iter().any(|d| w.starts_with(d)))
        && !["했다", "었다", "았다", "였다", "됐다"]
            .into_iter()
            .any(ends)
}
