//! What a number counts in English: a unit, or a noun in the plural.

mod lead;
mod noun;
mod phrase;
mod unit;

use self::{
    lead::lead,
    noun::{compound_noun, millions, noun},
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
use crate::text::Span;

/// Reads what an amount counts.
pub(super) fn read(r: &Reader<'_, '_>, amount: Amount, least: usize) -> Option<Found> {
    let amount = odd(r, amount);
    let money = currency(r, amount);
    let mut found = match money {
        Some(found) => found,
        None => millions(r, amount)
            .or_else(|| unit(r, amount))
            .or_else(|| compound_noun(r, amount))
            .or_else(|| noun(r, amount).filter(|_| !is_one_in(r, amount)))?,
    };
    below_zero(r, &mut found, least);
    lead(r, &mut found, least);
    Some(found)
}

/// `60 odd years`, `60-plus countries`: a little more than the number.
fn odd(r: &Reader<'_, '_>, amount: Amount) -> Amount {
    let rest = r.rest(amount.span.end);
    let odd = [" odd ", "-odd ", "-plus "]
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

/// `one in five adults` counts no adults.
fn is_one_in(r: &Reader<'_, '_>, amount: Amount) -> bool {
    let before = r.before(amount.span.start).trim_end();
    ends_with_words(before, "one in") || ends_with_words(before, "1 in")
}

/// `minus 5 degrees`, `-0.5 percent`: what has a sign of its own.
fn below_zero(r: &Reader<'_, '_>, found: &mut Found, least: usize) {
    let signed = found
        .measure
        .is_some_and(|u| matches!(u.base, "°" | "°C" | "%" | "pp"));
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
