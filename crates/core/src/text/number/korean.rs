//! Numbers in Korean: figures with 만 and 천, native numerals, orders of size.

use super::{Number, NumberForm, Separators, figures, tidy};
use crate::text::Span;

pub(crate) fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// Scales below and from 만.
fn scale(c: char) -> Option<f64> {
    Some(match c {
        '십' => 10.0,
        '백' => 100.0,
        '천' => 1e3,
        '만' => 1e4,
        '억' => 1e8,
        '조' => 1e12,
        _ => return None,
    })
}

fn digit(c: char) -> Option<f64> {
    let at = "일이삼사오육칠팔구".chars().position(|d| d == c)?;
    u32::try_from(at + 1).ok().map(f64::from)
}

/// Native numerals as they stand before a counter, and days counted so. Longer ones come first.
const NATIVE: [(&str, f64, f64); 47] = [
    ("예닐곱", 6.0, 7.0),
    ("일고여덟", 7.0, 8.0),
    ("대여섯", 5.0, 6.0),
    ("너댓", 4.0, 5.0),
    ("네댓", 4.0, 5.0),
    ("네다섯", 4.0, 5.0),
    ("서너", 3.0, 4.0),
    ("두세", 2.0, 3.0),
    ("두서너", 2.0, 4.0),
    ("한두", 1.0, 2.0),
    ("열하나", 11.0, 11.0),
    ("열한", 11.0, 11.0),
    ("열두", 12.0, 12.0),
    ("열세", 13.0, 13.0),
    ("열네", 14.0, 14.0),
    ("열다섯", 15.0, 15.0),
    ("열여섯", 16.0, 16.0),
    ("열일곱", 17.0, 17.0),
    ("열여덟", 18.0, 18.0),
    ("열아홉", 19.0, 19.0),
    ("스물", 20.0, 20.0),
    ("스무", 20.0, 20.0),
    ("서른", 30.0, 30.0),
    ("마흔", 40.0, 40.0),
    ("쉰", 50.0, 50.0),
    ("예순", 60.0, 60.0),
    ("일흔", 70.0, 70.0),
    ("여든", 80.0, 80.0),
    ("아흔", 90.0, 90.0),
    ("다섯", 5.0, 5.0),
    ("여섯", 6.0, 6.0),
    ("일곱", 7.0, 7.0),
    ("여덟", 8.0, 8.0),
    ("아홉", 9.0, 9.0),
    ("하나", 1.0, 1.0),
    ("한", 1.0, 1.0),
    ("두", 2.0, 2.0),
    ("둘", 2.0, 2.0),
    ("세", 3.0, 3.0),
    ("셋", 3.0, 3.0),
    ("석", 3.0, 3.0),
    ("네", 4.0, 4.0),
    ("넷", 4.0, 4.0),
    ("넉", 4.0, 4.0),
    ("닷", 5.0, 5.0),
    ("엿", 6.0, 6.0),
    ("열", 10.0, 10.0),
];

/// The native numeral that opens a text: its bounds and its length.
pub(crate) fn native(rest: &str) -> Option<(f64, f64, usize)> {
    NATIVE
        .iter()
        .find(|(word, _, _)| rest.starts_with(word))
        .map(|(word, low, high)| (*low, *high, word.len()))
}

/// Reads a number in Korean words: orders of size (`수십만`), Sino-Korean with a scale (`백`, `오천`),
/// native numerals.
pub(super) fn read(text: &str, at: usize) -> Option<Number> {
    let rest = text.get(at..)?;
    if rest.starts_with(['수', '몇'])
        && let Some(number) = orders(text, at)
    {
        return Some(number);
    }
    if let Some(number) = sino(text, at) {
        return Some(number);
    }
    let (low, high, len) = native(rest)?;
    let span = Span::new(at, at + len);
    Some(Number {
        span,
        low,
        high,
        form: if low < high {
            NumberForm::Fuzzy
        } else {
            NumberForm::Words
        },
        approx: false,
        scale: 1.0,
    })
}

/// `수십만`: from twice to just under ten times the scale.
fn orders(text: &str, at: usize) -> Option<Number> {
    let mut chars = text.get(at..)?.chars();
    let mut end = at + chars.next()?.len_utf8();
    let mut value = 1.0;
    let mut last = f64::INFINITY;
    for c in chars.take(4) {
        let Some(factor) = scale(c) else { break };
        if factor < 1e4 && last <= factor {
            break;
        }
        last = factor;
        value *= factor;
        end += c.len_utf8();
    }
    (value > 1.0).then_some(Number {
        span: Span::new(at, end),
        low: value * 2.0,
        high: value * 10.0 - 1.0,
        form: NumberForm::Fuzzy,
        approx: false,
        scale: 1.0,
    })
}

/// `오천`, `백만`, `천`: Sino-Korean numerals with at least one scale.
fn sino(text: &str, at: usize) -> Option<Number> {
    let (mut total, mut section, mut pending) = (0.0, 0.0, None);
    let mut end = at;
    let mut scales = 0;
    for c in text.get(at..)?.chars().take(12) {
        if let Some(d) = digit(c) {
            if pending.is_some() {
                break;
            }
            pending = Some(d);
        } else if let Some(factor) = scale(c) {
            // `만` that opens a word is a particle or another word.
            if factor >= 1e4 && section == 0.0 && pending.is_none() {
                break;
            }
            scales += 1;
            if factor >= 1e4 {
                total += (section + pending.unwrap_or(0.0)) * factor;
                section = 0.0;
            } else {
                section += pending.unwrap_or(1.0) * factor;
            }
            pending = None;
        } else {
            break;
        }
        end += c.len_utf8();
    }
    // `구조` is help and `이조` a dynasty more often than trillions.
    if scales == 1 && total >= 1e12 && end - at == 2 * SYLLABLE {
        return None;
    }
    // A last figure without its scale is the ones (`이십오`).
    let value = total + section + pending.unwrap_or(0.0);
    (scales > 0).then_some(Number::exact(Span::new(at, end), value, NumberForm::Words))
}

/// Parts of the longest number with scales: 천, 백, 십 and one under each of 조, 억, 만 and nothing.
const PARTS: usize = 16;

/// Figures with Korean scales: `3만 3천`, `1억 2천만`, `4천`, `10여만`.
pub(super) fn scaled(text: &str, number: Number, separators: Separators) -> Option<Number> {
    let (mut total, mut section) = (0.0, 0.0);
    let (mut lowest_big, mut lowest_small) = (f64::INFINITY, f64::INFINITY);
    let mut part = number;
    let mut approx = number.approx;
    let mut end = None;
    for _ in 0..PARTS {
        let mut at = part.span.end;
        let small = scale_at(text, at).filter(|s| *s < 1e4);
        let factor = small.unwrap_or(1.0);
        if factor >= lowest_small {
            break;
        }
        at += small.map_or(0, |_| SYLLABLE);
        let more = text.get(at..).is_some_and(|t| t.starts_with('여'));
        let skip = if more { SYLLABLE } else { 0 };
        let big = scale_at(text, at + skip).filter(|s| *s >= 1e4 && *s < lowest_big);
        section += part.low * factor;
        lowest_small = factor;
        if let Some(big) = big {
            at += skip + SYLLABLE;
            approx |= more;
            total += section * big;
            (section, lowest_big, lowest_small) = (0.0, big, f64::INFINITY);
        }
        if small.is_none() && big.is_none() {
            // Figures alone end a number that had a scale before.
            end = end.map(|_| at);
            break;
        }
        end = Some(at);
        let gap = text.get(at..).and_then(figures::gap).unwrap_or(0);
        let figure = text.get(at + gap..).and_then(|t| t.chars().next());
        if approx || gap > 1 || !figure.is_some_and(figures::is_figure) {
            break;
        }
        match figures::read(text, at + gap, separators) {
            Ok(next) if next.low < lowest_small.min(lowest_big).min(1e4) => part = next,
            _ => break,
        }
    }
    Some(Number {
        span: Span::new(number.span.start, end?),
        low: tidy(total + section),
        high: tidy(total + section),
        form: NumberForm::Figures,
        approx,
        scale: if lowest_big.is_finite() {
            lowest_big
        } else {
            lowest_small.max(1.0)
        },
    })
}

/// Bytes of a Hangul syllable.
const SYLLABLE: usize = 3;

fn scale_at(text: &str, at: usize) -> Option<f64> {
    scale(text.get(at..)?.chars().next()?)
}
