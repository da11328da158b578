//! Numbers in figures.

use super::{Number, NumberForm, Separators, tidy};
use crate::text::Span;

/// Figures of the longest number that is read: beyond, a number is a code, and no value is exact.
const LONGEST: usize = 18;

/// Denominators of fractions that are written in figures; `3/7` is a date or a score.
const DENOMINATORS: [u32; 9] = [2, 3, 4, 5, 6, 8, 16, 32, 64];

pub(super) fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    }
}

/// Fractions that are one character.
pub(super) fn vulgar(c: char) -> Option<f64> {
    Some(match c {
        '¼' => 0.25,
        '½' => 0.5,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    })
}

/// White space that parts thousands in one number.
fn is_thin(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// A run of figures.
#[derive(Clone, Copy)]
struct Run {
    end: usize,
    count: usize,
    value: f64,
    zero: bool,
}

fn run(text: &str, at: usize) -> Run {
    let mut out = Run {
        end: at,
        count: 0,
        value: 0.0,
        zero: false,
    };
    for c in text.get(at..).unwrap_or("").chars() {
        let Some(d) = digit(c) else { break };
        out.zero |= out.count == 0 && d == 0;
        out.count += 1;
        if out.count <= LONGEST {
            out.value = out.value * 10.0 + f64::from(d);
        }
        out.end += c.len_utf8();
    }
    out
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Reads a number in figures; the error is where reading goes on.
pub(super) fn read(text: &str, at: usize, separators: Separators) -> Result<Number, usize> {
    if let Some(part) = char_at(text, at).and_then(vulgar) {
        let end = at + char_at(text, at).map_or(1, char::len_utf8);
        return Ok(Number::exact(Span::new(at, end), part, NumberForm::Figures));
    }
    let first = run(text, at);
    let whole = grouped(text, first, separators);
    if whole.count > LONGEST {
        return Err(whole.end);
    }
    if first.end == whole.end
        && let Some(number) = fraction(text, at, first, 0.0)
    {
        return Ok(number);
    }
    let mut end = whole.end;
    let mut value = whole.value;
    if let Some((part, stop)) = decimals(text, end, separators) {
        value = tidy(value + part?);
        end = stop;
        // `1.2.3` is a version, a date or a heading.
        if let Some(tail) = dotted(text, end) {
            return Err(tail);
        }
    } else if let Some(number) = mixed(text, at, end, value) {
        return Ok(number);
    }
    let form = if end == first.end {
        NumberForm::Plain(u8::try_from(first.count).unwrap_or(u8::MAX))
    } else {
        NumberForm::Figures
    };
    Ok(Number::exact(Span::new(at, end), value, form))
}

/// The whole part: groups of three figures belong together.
fn grouped(text: &str, first: Run, separators: Separators) -> Run {
    let mut whole = first;
    if first.count > 3 || first.zero {
        return whole;
    }
    let Some(sign) = char_at(text, first.end) else {
        return whole;
    };
    let point = '.' == sign && separators == Separators::CommaDecimal;
    let comma = ',' == sign && separators == Separators::PointDecimal;
    let other = is_thin(sign) || matches!(sign, '\'' | '’' | '，');
    if !(point || comma || other) {
        return whole;
    }
    while whole.count <= LONGEST && char_at(text, whole.end) == Some(sign) {
        let next = run(text, whole.end + sign.len_utf8());
        if next.count != 3 {
            break;
        }
        whole = Run {
            end: next.end,
            count: whole.count + 3,
            value: whole.value * 1000.0 + next.value,
            zero: false,
        };
    }
    whole
}

/// The decimal part behind a whole one and where it ends; an error where figures run on too long.
#[allow(clippy::type_complexity)]
fn decimals(text: &str, at: usize, separators: Separators) -> Option<(Result<f64, usize>, usize)> {
    let sign = char_at(text, at)?;
    let fits = match separators {
        Separators::PointDecimal => matches!(sign, '.' | '．'),
        Separators::CommaDecimal => sign == ',',
    };
    let part = run(text, at + sign.len_utf8());
    if !fits || part.count == 0 {
        return None;
    }
    if part.count > LONGEST {
        return Some((Err(part.end), part.end));
    }
    let power = i32::try_from(part.count).unwrap_or(0);
    Some((Ok(part.value / 10_f64.powi(power)), part.end))
}

/// Where a run of further parts ends that points join: `.3.4` of `1.2.3.4`.
fn dotted(text: &str, at: usize) -> Option<usize> {
    let mut end = at;
    while char_at(text, end) == Some('.') {
        let part = run(text, end + 1);
        if part.count == 0 {
            break;
        }
        end = part.end;
    }
    (end > at).then_some(end)
}

/// `1/4` from its first figure, with the whole number before it.
fn fraction(text: &str, start: usize, above: Run, whole: f64) -> Option<Number> {
    let sign = char_at(text, above.end)?;
    if !matches!(sign, '/' | '⁄' | '∕') || above.count > 2 {
        return None;
    }
    let below = run(text, above.end + sign.len_utf8());
    let known = DENOMINATORS
        .iter()
        .any(|d| (f64::from(*d) - below.value).abs() < 0.5);
    let date = matches!(char_at(text, below.end), Some('/' | '-'))
        && char_at(text, below.end + 1).is_some_and(is_figure);
    if !known || below.count > 2 || above.value >= below.value || above.value == 0.0 || date {
        return None;
    }
    let value = whole + above.value / below.value;
    Some(Number::exact(
        Span::new(start, below.end),
        value,
        NumberForm::Figures,
    ))
}

/// `3-1/2`, `3 1/2`, `2½`: a fraction behind a whole number.
fn mixed(text: &str, start: usize, end: usize, whole: f64) -> Option<Number> {
    let rest = text.get(end..)?;
    if let Some(c) = rest.chars().next()
        && let Some(part) = vulgar(c)
    {
        let span = Span::new(start, end + c.len_utf8());
        return Some(Number::exact(span, whole + part, NumberForm::Figures));
    }
    let gap = match rest.chars().next()? {
        c @ ('-' | '–' | '\u{2010}' | '\u{2011}') => c.len_utf8(),
        _ => gap(rest)?,
    };
    let at = end + gap;
    if let Some(c) = char_at(text, at)
        && let Some(part) = vulgar(c)
    {
        let span = Span::new(start, at + c.len_utf8());
        return Some(Number::exact(span, whole + part, NumberForm::Figures));
    }
    let above = run(text, at);
    (above.count > 0).then_some(())?;
    fraction(text, start, above, whole)
}

/// The longest white space inside one number: a line break and what indents the next line.
const GAP: usize = 8;

/// The length of the white space that opens a text, if there is some and not too much of it.
pub(super) fn gap(rest: &str) -> Option<usize> {
    let mut len = 0;
    for c in rest.chars() {
        if !c.is_whitespace() {
            break;
        }
        len += c.len_utf8();
        if len > GAP {
            return None;
        }
    }
    (len > 0).then_some(len)
}

/// See [`Separators::of`].
pub(super) fn separators(text: &str) -> Separators {
    let (mut point, mut comma) = (false, false);
    let mut at = 0;
    while let Some(step) = text
        .get(at..)
        .and_then(|t| t.find(|c: char| c.is_ascii_digit()))
    {
        let start = at + step;
        let first = run(text, start);
        at = first.end;
        if first.count > 3 || first.zero {
            continue;
        }
        let Some(sign @ (',' | '.')) = char_at(text, first.end) else {
            continue;
        };
        let mut groups = 0;
        let mut end = first.end;
        let mut last = first;
        while char_at(text, end) == Some(sign) {
            let next = run(text, end + 1);
            if next.count == 0 {
                break;
            }
            groups += usize::from(next.count == 3);
            last = next;
            end = next.end;
            if next.count != 3 {
                groups = 0;
                break;
            }
        }
        at = at.max(end);
        let other = char_at(text, end);
        let tail = matches!(other, Some(',' | '.')) && other != Some(sign) && last.count == 3;
        let decimal = tail && run(text, end + 1).count > 0;
        if groups >= 2 || (groups == 1 && decimal) {
            if sign == ',' {
                point = true;
            } else {
                comma = true;
            }
        }
    }
    if comma && !point {
        Separators::CommaDecimal
    } else {
        Separators::PointDecimal
    }
}
