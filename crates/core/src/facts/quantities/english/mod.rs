//! What a number counts in English: a unit, or a noun in the plural.

mod bare;
mod lead;
mod noun;
mod part;
mod phrase;
mod rate;
mod unit;

use self::{
    bare::bare,
    lead::{lead, tail},
    noun::{compound_noun, millions, noun},
    part::{may_be_ordinal, part},
    rate::rate,
    unit::{currency, unit},
};
pub(super) use self::{
    lead::{ends_with_month, ends_with_words, labels},
    unit::{part_of_point, sign},
};
use super::{
    Value,
    scan::{Amount, Found, Reader},
    units::Unit,
};
use crate::text::{Span, number::cardinal};

/// Reads what an amount counts.
pub(super) fn read(r: &Reader<'_, '_>, amount: Amount, least: usize) -> Option<Found> {
    let amount = odd(r, amount);
    if is_side(r, amount) {
        return None;
    }
    let money = currency(r, amount);
    let mut found = match money {
        Some(found) => found,
        None if may_be_ordinal(r, amount) => part(r, amount)?,
        None => millions(r, amount)
            .or_else(|| unit(r, amount))
            .or_else(|| compound_noun(r, amount))
            .or_else(|| part(r, amount).filter(|_| amount.high < 1.0))
            .or_else(|| {
                (!in_a_ratio(r, amount)).then(|| noun(r, amount).or_else(|| bare(r, amount)))?
            })?,
    };
    rate(r, &mut found);
    below_zero(r, &mut found, least);
    lead(r, &mut found, least);
    tail(r, &mut found);
    Some(found)
}

/// `60 odd years`, `60-plus countries`, `40 or so books`: a little more than the number.
fn odd(r: &Reader<'_, '_>, amount: Amount) -> Amount {
    let rest = r.rest(amount.span.end);
    let odd = [" odd ", "-odd ", "-plus ", " or so "]
        .into_iter()
        .find(|w| rest.starts_with(w));
    let Some(word) = odd.filter(|_| amount.low >= 10.0) else {
        return amount;
    };
    let end = amount.span.end + word.len() - 1;
    Amount {
        span: Span::new(amount.span.start, end),
        approx: true,
        ..amount
    }
}

/// `one in five adults`, `four in 10 voters`: the second number counts nobody.
fn in_a_ratio(r: &Reader<'_, '_>, amount: Amount) -> bool {
    let before = r.before(amount.span.start).trim_end();
    let Some(left) = before.strip_suffix(" in").filter(|_| amount.low <= 100.0) else {
        return false;
    };
    let from = left
        .rfind(|c: char| !c.is_ascii_alphanumeric())
        .map_or(0, |at| at + 1);
    let first = left.get(from..).unwrap_or("").to_ascii_lowercase();
    let number = first.parse().ok().or_else(|| cardinal(&first));
    number.is_some_and(|n: f64| n > 0.0 && n < amount.low)
}

/// One side of what is measured in two: `8 x 10 prints`.
fn is_side(r: &Reader<'_, '_>, amount: Amount) -> bool {
    const TIMES: [&str; 4] = ["x", "X", "×", "by"];
    let figure = |c: char| c.is_ascii_digit();
    let before = r.before(amount.span.start).trim_end();
    let second = TIMES.into_iter().any(|x| {
        let left = before.strip_suffix(x).map_or("", str::trim_end);
        left.ends_with(figure)
    });
    let rest = r.rest(amount.span.end).trim_start();
    let first = TIMES.into_iter().take(3).any(|x| {
        let right = rest.strip_prefix(x).map_or("", str::trim_start);
        right.starts_with(figure)
    });
    first || second && before.ends_with(['x', 'X', '×'])
}

/// `minus 5 degrees`, `-0.5 percent`: what has a sign of its own.
fn below_zero(r: &Reader<'_, '_>, found: &mut Found, least: usize) {
    let signed = found
        .measure
        .is_some_and(|u| matches!(u.base, "°" | "°C" | "°F" | "%" | "pp"));
    let Value::One(value) = found.value else {
        return;
    };
    if !signed {
        return;
    }
    let before = r.before(found.span.start);
    let word = before.trim_end_matches(' ');
    let start = if word.len() < before.len() && ends_with_words(word, "minus") {
        word.len() - "minus".len()
    } else {
        let sign = before
            .chars()
            .next_back()
            .filter(|c| matches!(c, '-' | '−'));
        let Some(start) = sign.map(|c| before.len() - c.len_utf8()) else {
            return;
        };
        let free = |c: char| c.is_whitespace() || matches!(c, '(' | '[');
        if !r.before(start).chars().next_back().is_none_or(free) {
            return;
        }
        start
    };
    if start >= least {
        found.value = Value::One(-value);
        found.span.start = start;
    }
}

fn found(span: Span, amount: Amount, unit: Option<String>, measure: Option<Unit>) -> Found {
    Found {
        span,
        value: amount.value(),
        unit,
        of: None,
        approx: amount.approx,
        bound: None,
        measure,
    }
}
