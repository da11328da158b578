//! Numbers in English words.

use super::{Number, NumberForm, figures, tidy};
use crate::text::Span;

/// Words of the longest number.
const LONGEST: usize = 14;

/// The value of a word below a hundred.
fn small(word: &str) -> Option<f64> {
    Some(match word {
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}

/// The number of a word in small letters below a hundred.
pub(crate) fn cardinal(word: &str) -> Option<f64> {
    small(word).or_else(|| (word == "zero").then_some(0.0))
}

/// Whether a number in words can begin with a word.
pub(crate) fn is_opening(text: &str) -> bool {
    word(text, 0).is_some_and(|(lower, end)| {
        let lower = lower.as_str();
        let other = matches!(lower, "a" | "an" | "several" | "half" | "few");
        end == text.len()
            && (other || small(lower).or_else(|| scale(lower)).is_some() || order(lower).is_some())
    })
}

/// Words that multiply what stands before them.
pub(crate) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "dozen" => 12.0,
        "thousand" => 1e3,
        "million" | "mln" => 1e6,
        "billion" | "bln" | "bn" => 1e9,
        "trillion" | "tn" => 1e12,
        "lakh" => 1e5,
        "crore" => 1e7,
        _ => return None,
    })
}

/// Words that name an order of size: the least of it. The most is one less than the next order, and for
/// dozens and scores one less than a hundred.
fn order(word: &str) -> Option<(f64, f64)> {
    Some(match word {
        "tens" => (20.0, 99.0),
        "dozens" => (24.0, 99.0),
        "scores" => (40.0, 99.0),
        "hundreds" => (200.0, 999.0),
        "thousands" => (2e3, 9_999.0),
        "millions" => (2e6, 9_999_999.0),
        "billions" => (2e9, 9_999_999_999.0),
        "trillions" => (2e12, 9_999_999_999_999.0),
        _ => return None,
    })
}

/// A word in small letters, without memory of its own.
#[derive(Clone, Copy)]
struct Lower {
    bytes: [u8; 12],
    len: usize,
}

impl Lower {
    fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.len).unwrap_or(&[]);
        std::str::from_utf8(bytes).unwrap_or("")
    }
}

/// The word that begins at a byte and where it ends; nothing if it is longer than any word of number.
fn word(text: &str, at: usize) -> Option<(Lower, usize)> {
    let rest = text.as_bytes().get(at..)?;
    let mut out = Lower {
        bytes: [0; 12],
        len: 0,
    };
    for byte in rest {
        if !byte.is_ascii_alphabetic() {
            break;
        }
        *out.bytes.get_mut(out.len)? = byte.to_ascii_lowercase();
        out.len += 1;
    }
    (out.len > 0).then_some((out, at + out.len))
}

/// The next word of a number: after white space or a hyphen.
fn next(text: &str, end: usize) -> Option<(Lower, usize)> {
    let rest = text.get(end..)?;
    let gap = match rest.chars().next()? {
        c @ ('-' | '\u{2010}' | '\u{2011}') => c.len_utf8(),
        _ => figures::gap(rest)?,
    };
    word(text, end + gap)
}

/// Reads a number in words.
pub(super) fn read(text: &str, at: usize) -> Option<Number> {
    let (first, end) = word(text, at)?;
    let w = first.as_str();
    if let Some(bounds) = order(w) {
        return Some(orders(text, at, end, bounds));
    }
    match w {
        "several" => return few(text, at, end),
        "half" => return half(text, at, end),
        // `a hundred`, `a third of`, but not `a five-year plan`.
        "a" | "an" => {
            let (second, stop) = next(text, end)?;
            match second.as_str() {
                "few" => return few(text, at, stop),
                "half" => return half(text, at, stop),
                _ => {}
            }
            if let Some(below) = denominator(second.as_str()) {
                let span = Span::new(at, stop);
                return Some(Number::exact(span, 1.0 / below, NumberForm::Figures));
            }
            scale(second.as_str())?;
            let (value, end) = sum(text, end, 1.0)?;
            return Some(Number::exact(Span::new(at, end), value, NumberForm::Words));
        }
        _ => {}
    }
    if let Some(value) = scale(w) {
        // `hundred times` is a hundred times; a unit (`bn`) alone is none.
        (w.len() > 3).then_some(())?;
        let (value, end) = sum(text, end, value).unwrap_or((value, end));
        return Some(Number::exact(Span::new(at, end), value, NumberForm::Words));
    }
    let value = small(w)?;
    let (value, end) = sum(text, end, value).unwrap_or((value, end));
    // `two quarters of contraction` are time.
    let part =
        parts(text, end).filter(|(below, _)| value < 10.0 && (value < 1.5 || below % value != 0.0));
    if let Some((below, stop)) = part {
        let span = Span::new(at, stop);
        return Some(Number::exact(span, value / below, NumberForm::Figures));
    }
    let (value, end) = and_a_half(text, end).map_or((value, end), |stop| (value + 0.5, stop));
    Some(Number::exact(Span::new(at, end), value, NumberForm::Words))
}

/// The words behind a first one: the value of all and where they end. Nothing if there are none.
fn sum(text: &str, end: usize, first: f64) -> Option<(f64, usize)> {
    let (mut total, mut current, mut stop) = (0.0, first, end);
    let mut at = end;
    let mut grown = false;
    for _ in 0..LONGEST {
        let Some((word, after)) = next(text, at) else {
            break;
        };
        let w = word.as_str();
        if w == "and" && grown && (current >= 100.0 || total > 0.0) {
            // `two hundred and five`, not `two hundred and many more`.
            at = after;
            continue;
        }
        if let Some(value) = small(w) {
            let tens = current % 100.0;
            let fits = if value < 10.0 {
                tens == 0.0 || (tens >= 20.0 && tens % 10.0 == 0.0)
            } else {
                tens == 0.0 && value >= 10.0
            };
            if !fits {
                break;
            }
            current += value;
        } else if let Some(value) = scale(w) {
            if value <= 100.0 {
                if current >= value {
                    break;
                }
                current *= value;
            } else {
                if total > 0.0 && total < value {
                    break;
                }
                total += current * value;
                current = 0.0;
            }
        } else {
            break;
        }
        grown = true;
        at = after;
        stop = after;
    }
    grown.then_some((total + current, stop))
}

/// What a word divides by that may also be an ordinal: `third`, `quarters`.
fn denominator(word: &str) -> Option<f64> {
    Some(match word {
        "third" | "thirds" => 3.0,
        "quarter" | "quarters" => 4.0,
        "fifth" | "fifths" => 5.0,
        "sixth" | "sixths" => 6.0,
        "eighth" | "eighths" => 8.0,
        "tenth" | "tenths" => 10.0,
        _ => return None,
    })
}

/// The denominator of `two-thirds`, and where its word ends. A space parts them only before `of`, since
/// `five fifths` is rare and `the two seconds` is time.
fn parts(text: &str, end: usize) -> Option<(f64, usize)> {
    let (word, stop) = next(text, end)?;
    let below = match word.as_str() {
        "half" | "halves" => 2.0,
        other => denominator(other)?,
    };
    let hyphen = text.get(end..)?.starts_with(['-', '\u{2010}', '\u{2011}']);
    let of = || next(text, stop).is_some_and(|w| w.0.as_str() == "of");
    (hyphen || of()).then_some((below, stop))
}

/// `two and a half`.
fn and_a_half(text: &str, end: usize) -> Option<usize> {
    let (and, end) = next(text, end)?;
    let (a, end) = (and.as_str() == "and").then(|| next(text, end))??;
    let (half, end) = (a.as_str() == "a").then(|| next(text, end))??;
    (half.as_str() == "half").then_some(end)
}

/// `half a million`, `half-dozen`, `half an hour`, `half of`: from the first byte to behind `half`.
#[expect(
    clippy::unnecessary_wraps,
    reason = "one of a row of readers that may find nothing"
)]
fn half(text: &str, at: usize, end: usize) -> Option<Number> {
    let article = next(text, end).filter(|(w, _)| matches!(w.as_str(), "a" | "an"));
    let whole = article.map_or(end, |(_, stop)| stop);
    let scaled = next(text, whole)
        .and_then(|(w, stop)| Some((scale(w.as_str())?, stop)))
        .filter(|(value, _)| (*value - 1e2).abs() > 0.5);
    if let Some((value, stop)) = scaled {
        let span = Span::new(at, stop);
        return Some(Number::exact(span, value / 2.0, NumberForm::Words));
    }
    Some(Number::exact(
        Span::new(at, whole),
        0.5,
        NumberForm::Figures,
    ))
}

/// `several hundred`, `a few thousand`, `several`.
#[expect(
    clippy::unnecessary_wraps,
    reason = "one of a row of readers that may find nothing"
)]
fn few(text: &str, at: usize, end: usize) -> Option<Number> {
    let scaled = next(text, end).and_then(|(w, stop)| Some((scale(w.as_str())?, stop)));
    let (low, high, stop) = match scaled {
        Some((dozen, stop)) if (dozen - 12.0).abs() < 0.5 => (24.0, 99.0, stop),
        Some((value, stop)) => (value * 2.0, value * 10.0 - 1.0, stop),
        // What "several" alone can be, by the convention of this project.
        None => (3.0, 9.0, end),
    };
    Some(Number {
        span: Span::new(at, stop),
        low,
        high,
        form: NumberForm::Fuzzy,
        approx: false,
        scale: 1.0,
    })
}

/// `tens of thousands`, `hundreds`: with the orders that follow.
fn orders(text: &str, at: usize, end: usize, bounds: (f64, f64)) -> Number {
    let (mut low, mut high, mut stop) = (bounds.0, bounds.1, end);
    // `hundreds of thousands of millions` is as long as anyone writes.
    for _ in 0..2 {
        let further = next(text, stop)
            .filter(|(w, _)| w.as_str() == "of")
            .and_then(|(_, of)| next(text, of))
            .and_then(|(w, end)| Some((order(w.as_str())?.0, end)));
        let Some((more, end)) = further else { break };
        let factor = more / 2.0;
        (low, high, stop) = (low * factor, (high + 1.0) * factor - 1.0, end);
    }
    Number {
        span: Span::new(at, stop),
        low,
        high,
        form: NumberForm::Fuzzy,
        approx: false,
        scale: 1.0,
    }
}

/// Figures with an English word of scale behind them: `7.5 million`.
pub(super) fn scaled(text: &str, number: Number) -> Option<Number> {
    let end = number.span.end;
    // `$50bn`
    let short = word(text, end).filter(|(w, _)| matches!(w.as_str(), "bn" | "bln" | "mln" | "tn"));
    let (first, mut stop) = short.or_else(|| next(text, end))?;
    let mut value = scale(first.as_str())?;
    // `1.5 lakh crore`
    if let Some((second, further)) = next(text, stop)
        && let Some(factor) = scale(second.as_str()).filter(|_| second.as_str() != "dozen")
    {
        (value, stop) = (value * factor, further);
    }
    let ends = text.get(stop..)?.chars().next();
    ends.is_none_or(|c| !c.is_alphanumeric()).then_some(())?;
    Some(Number {
        span: Span::new(number.span.start, stop),
        low: tidy(number.low * value),
        high: tidy(number.high * value),
        form: NumberForm::Figures,
        approx: number.approx,
        scale: value,
    })
}
