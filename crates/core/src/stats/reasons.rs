//! Why cells of a table are absent.

use std::collections::BTreeMap;

use super::measures::Measured;
use crate::table::Provenance;

/// The reasons for the absent cells of a table, with how many rows each has.
#[derive(Debug, Default)]
pub(super) struct Reasons(BTreeMap<(String, &'static str), u64>);

impl Reasons {
    /// The cells of a column.
    pub(super) fn cells(
        &mut self,
        column: &str,
        values: impl Iterator<Item = Measured>,
    ) -> Vec<Option<f64>> {
        let mut own: BTreeMap<&'static str, u64> = BTreeMap::new();
        let cells = values.map(|value| match value {
            Ok(value) => Some(value),
            Err(why) => {
                *own.entry(why.reason()).or_default() += 1;
                None
            }
        });
        let cells = cells.collect();
        for (reason, rows) in own {
            *self.0.entry((column.to_owned(), reason)).or_default() += rows;
        }
        cells
    }

    /// Takes over the reasons of other columns.
    pub(super) fn join(&mut self, other: Reasons) {
        for (key, rows) in other.0 {
            *self.0.entry(key).or_default() += rows;
        }
    }

    /// Writes them into a provenance: each reason once, with its columns and their rows.
    pub(super) fn tell(self, provenance: &mut Provenance) {
        let mut notes: BTreeMap<(&'static str, u64), Vec<String>> = BTreeMap::new();
        for ((column, reason), rows) in self.0 {
            notes.entry((reason, rows)).or_default().push(column);
        }
        let notes = notes.into_iter().map(|((reason, rows), columns)| {
            let s = if rows == 1 { "" } else { "s" };
            format!("null in {rows} row{s}, {reason}: {}", columns.join(", "))
        });
        provenance.notes.extend(notes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::measures::Undefined;

    #[test]
    fn each_reason_is_told_once() {
        let mut reasons = Reasons::default();
        let none = Undefined::because("there are no tokens");
        assert_eq!(reasons.cells("b", [Err(none)].into_iter()), [None]);
        let cells = reasons.cells("a", [Ok(1.0), Err(none)].into_iter());
        assert_eq!(cells, [Some(1.0), None]);
        let mut other = Reasons::default();
        other.cells("c", [Err(none), Err(none)].into_iter());
        reasons.join(other);
        let mut provenance = Provenance::new("stats x");
        reasons.tell(&mut provenance);
        assert_eq!(
            provenance.notes,
            [
                "null in 1 row, there are no tokens: a, b",
                "null in 2 rows, there are no tokens: c"
            ]
        );
    }
}
