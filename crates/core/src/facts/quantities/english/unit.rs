//! Units and money: `320 km`, `$1.5 billion`, `85 min 56 s`.

use super::super::{
    scan::{Amount, Found, Reader},
    units::{self, Unit},
};
use super::found;
use super::phrase::{attribute, noun_before, of_phrase};
use crate::text::{
    Span,
    number::{NumberForm, Reading, number_at},
};

/// Signs of currencies, and the words that they stand for.
fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '$' | '＄' => "dollars",
        '€' => "euros",
        '£' => "pounds",
        '¥' | '￥' => "yen",
        '₩' => "won",
        '₽' => "rubles",
        '₹' => "rupees",
        _ => return None,
    })
}

/// `$1.5 billion`, `US$ 30m`.
pub(super) fn currency(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let before = r.before(amount.span.start).trim_end_matches(' ');
    let c = before.chars().next_back()?;
    let name = sign(c)?;
    let symbol = before.len() - c.len_utf8();
    let letters = before
        .get(..symbol)?
        .bytes()
        .rev()
        .take(3)
        .take_while(u8::is_ascii_uppercase)
        .count();
    let mut amount = amount;
    let rest = r.rest(amount.span.end);
    // `$5m`, `$10k`
    let ends = rest
        .get(1..)
        .is_some_and(|t| !t.starts_with(char::is_alphanumeric));
    let factor = match rest.chars().next() {
        Some('m' | 'M') if ends => 1e6,
        Some('k' | 'K') if ends => 1e3,
        Some('b' | 'B') if ends => 1e9,
        _ => 1.0,
    };
    if factor > 1.0 {
        amount.low *= factor;
        amount.high *= factor;
        amount.span.end += 1;
    }
    let span = Span::new(symbol - letters, amount.span.end);
    let unit = units::words(&[name])
        .filter(|u| u.0.base != "kg")
        .map(|u| u.0);
    let mut out = found(span, amount, Some(name.to_owned()), unit);
    out.of = of_phrase(r, span.end);
    Some(out)
}

/// A number with a unit: `320 km`, `240mm-calibre`, `25-basis-point`, `85 min 56 s`.
pub(super) fn unit(r: &Reader<'_, '_>, amount: Amount) -> Option<Found> {
    let (unit, end) = unit_at(r, amount)?;
    let mut amount = amount;
    let (mut unit, mut end) = (unit, end);
    // `1 hour 25 minutes`
    while let Some((more, smaller, stop)) = smaller(r, amount, unit, end) {
        let factor = unit.factor / smaller.factor;
        amount.low = amount.low * factor + more;
        amount.high = amount.low;
        (unit, end) = (smaller, stop);
    }
    let span = Span::new(amount.span.start, end);
    let name = unit.name.replace('_', " ");
    let mut out = found(span, amount, Some(name), Some(unit));
    out.of = of_phrase(r, end)
        .or_else(|| attribute(r, end))
        .or_else(|| noun_before(r, amount.span.start));
    Some(out)
}

/// The unit right behind an amount, and where it ends.
fn unit_at(r: &Reader<'_, '_>, amount: Amount) -> Option<(Unit, usize)> {
    let end = amount.span.end;
    let rest = r.rest(end);
    let space = rest.len()
        - rest
            .trim_start_matches([' ', '\u{a0}', '\u{202f}', '\n', '-'])
            .len();
    if space <= 4
        && let Some((unit, len)) = units::symbol(rest.get(space..)?)
    {
        let stop = end + space + len;
        let ends = !r
            .rest(stop)
            .starts_with(|c: char| c.is_ascii_alphanumeric());
        // `the 50s` and `Boeing 747s` are plurals, `for 4,491s` and `in 9.58s` are seconds.
        let before = r.before(amount.span.start).trim_end();
        let timed = ["for", "in", "within", "after", "about", "every"];
        let plural = unit.name == "s"
            && space == 0
            && (amount.low % 10.0 == 0.0
                || matches!(amount.form, NumberForm::Plain(_))
                    && !timed.iter().any(|w| before.ends_with(w)));
        let capital = rest
            .get(space..)?
            .starts_with(|c: char| c.is_ascii_uppercase());
        let loose = space > 0 && len == 1 && capital;
        if ends && !plural && !loose {
            return Some((unit, stop));
        }
    }
    // `tens of thousands of ri`
    let of = (amount.form == NumberForm::Fuzzy)
        .then(|| rest.strip_prefix(" of "))
        .flatten();
    let end = if of.is_some() { end + " of".len() } else { end };
    let list = words_behind(r.text, end);
    let lower: Vec<&str> = list.iter().map(|w| w.0.as_str()).collect();
    let (unit, count) = units::words(&lower)?;
    let (_, first) = list.first()?;
    let (word, last) = list.get(count - 1)?;
    // `won` is a verb more often than a coin.
    let verb = word == "won" && amount.high < 50.0;
    // `one day`, `one time` and `two second` are no amounts.
    let idle = amount.is(1.0) && matches!(word.as_str(), "day" | "time" | "second" | "fold");
    let capital = first.of(r.text).starts_with(char::is_uppercase) && word == "ri";
    (!verb && !idle && !capital).then_some((unit, last.end))
}

/// Words that are read ahead for a unit of several.
const AHEAD: usize = 4;

/// The words behind a byte, in small letters, with their places: parted by white space or hyphens only.
fn words_behind(text: &str, at: usize) -> Vec<(String, Span)> {
    let mut out = Vec::new();
    let mut end = at;
    for n in 0..AHEAD {
        let rest = text.get(end..).unwrap_or("");
        let gap: usize = rest
            .chars()
            .take_while(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}'))
            .map(char::len_utf8)
            .sum();
        // A line break with its indent, but no paragraph.
        if gap > 12 || (gap == 0 && n > 0) {
            break;
        }
        let word = rest.get(gap..).unwrap_or("");
        let len = word
            .bytes()
            .position(|b| !b.is_ascii_alphabetic())
            .unwrap_or(word.len());
        if len == 0 || len > 20 {
            break;
        }
        let span = Span::new(end + gap, end + gap + len);
        out.push((span.of(text).to_ascii_lowercase(), span));
        end = span.end;
    }
    out
}

/// A smaller unit of the same dimension behind a first one: its amount, itself, its end.
fn smaller(
    r: &Reader<'_, '_>,
    first: Amount,
    unit: Unit,
    end: usize,
) -> Option<(f64, Unit, usize)> {
    let joins = matches!(unit.base, "s" | "mo" | "m" | "kg") && first.low == first.high;
    joins.then_some(())?;
    let rest = r.rest(end);
    let trimmed = rest.trim_start_matches([' ', '\n', ',']);
    let gap = rest.len() - trimmed.len();
    let and = trimmed.strip_prefix("and ").map_or(0, |_| 4);
    if gap > 3 || (gap == 0 && and == 0) {
        return None;
    }
    let Reading::Number(number) = number_at(r.text, end + gap + and, r.separators) else {
        return None;
    };
    let value = number.value()?;
    let amount = Amount {
        span: number.span,
        low: value,
        high: value,
        form: number.form,
        approx: false,
    };
    let (second, stop) = unit_at(r, amount)?;
    let fits = second.base == unit.base
        && second.factor < unit.factor
        && value < unit.factor / second.factor;
    fits.then_some((value, second, stop))
}
