//! What a number counts in English: a unit, or a noun in the plural.

mod lead;
mod noun;
mod phrase;
mod unit;

pub(super) use self::lead::labels;
use self::{
    lead::lead,
    noun::{compound_noun, noun},
    unit::{currency, unit},
};
use super::{
    scan::{Amount, Found, Reader},
    units::Unit,
};
use crate::text::Span;

/// Reads what an amount counts.
pub(super) fn read(r: &Reader<'_, '_>, amount: Amount, least: usize) -> Option<Found> {
    let money = currency(r, amount);
    let mut found = match money {
        Some(found) => found,
        None => unit(r, amount)
            .or_else(|| compound_noun(r, amount))
            .or_else(|| noun(r, amount))?,
    };
    lead(r, &mut found, least);
    Some(found)
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
