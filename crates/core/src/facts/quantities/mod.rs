//! Quantities: numbers with their unit or with what they count.

use serde::Serialize;

use super::{Place, dates::Date, events::Event, page::Page};

/// A number, or the bounds of a fuzzy one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// One number.
    One(f64),
    /// From and to.
    Range([f64; 2]),
}

/// A number with its unit or with what it counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quantity {
    /// The number.
    pub value: Value,
    /// The unit (`km`, `%`, `s`), or the noun that is counted.
    pub unit: Option<String>,
    /// What it is a quantity of.
    pub of: Option<String>,
    /// Whether the text says that it is not exact (`about`, `some`, `여`).
    pub approx: bool,
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

/// The quantities of a page, in its order.
pub(super) fn find(_page: &Page<'_>, _dates: &[Date], _events: &[Event]) -> Vec<Quantity> {
    Vec::new()
}
