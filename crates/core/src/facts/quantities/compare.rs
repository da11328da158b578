//! Whether two quantities are the same.

use super::{Base, Quantity, Value};

/// How far two numbers may lie apart, relative to the greater, and still be one: what conversion loses.
const SLACK: f64 = 1e-6;

/// Whether two quantities are the same amount of the same thing: `1 001.2km` and `1,001.2 km`,
/// `85 min 56 s` and `5,156 seconds`. Of counted nouns the units must be the same word, or one must have none.
pub fn equal(a: &Quantity, b: &Quantity) -> bool {
    same(
        (a.value, a.unit.as_deref(), a.base.as_ref()),
        (b.value, b.unit.as_deref(), b.base.as_ref()),
    )
}

type Parts<'q> = (Value, Option<&'q str>, Option<&'q Base>);

pub(super) fn same(a: Parts<'_>, b: Parts<'_>) -> bool {
    match (a.2, b.2) {
        (Some(x), Some(y)) => x.unit == y.unit && close(x.value, y.value),
        (None, None) => {
            let words = match (a.1, b.1) {
                (Some(x), Some(y)) => x.eq_ignore_ascii_case(y),
                _ => true,
            };
            words && close(a.0, b.0)
        }
        _ => false,
    }
}

fn close(a: Value, b: Value) -> bool {
    let near = |x: f64, y: f64| (x - y).abs() <= SLACK * x.abs().max(y.abs());
    match (a, b) {
        (Value::One(x), Value::One(y)) => near(x, y),
        (Value::Range([a, b]), Value::Range([x, y])) => near(a, x) && near(b, y),
        _ => false,
    }
}
