//! Agreement as a table.

use super::{Agreement, Evidence, Said};
use crate::{
    Result,
    table::{Cells, Provenance, Table},
};

/// One row a value, with who says it.
///
/// Columns: `event carriers aspect about verdict basis value sources` (how many documents say so), then the
/// first of them: `text document start end path`, and `also`, the addresses of the others. Places are
/// bytes of the captures; `ids` gives the id of a document by its address.
///
/// # Errors
///
/// None with a sound table; they are those of [`Table::with`].
pub fn table(found: &[Agreement], ids: &dyn Fn(&str) -> Option<String>) -> Result<Table> {
    let rows: Vec<(&Agreement, &Said)> = found
        .iter()
        .flat_map(|a| a.values.iter().map(move |v| (a, v)))
        .collect();
    let text = |f: &dyn Fn(&Agreement, &Said) -> Option<String>| {
        Cells::texts(rows.iter().map(|(a, s)| f(a, s)))
    };
    let int = |f: &dyn Fn(&Agreement, &Said) -> Option<usize>| {
        Cells::ints(rows.iter().map(|(a, s)| i64::try_from(f(a, s)?).ok()))
    };
    let first = |s: &Said| s.evidence.first().cloned();
    Table::new(Provenance::new("agree").count("comparisons", found.len()))
        .with("event", text(&|a, _| a.event.clone()))?
        .with("carriers", int(&|a, _| Some(a.carriers)))?
        .with("aspect", text(&|a, _| name(a.aspect)))?
        .with("about", text(&|a, _| a.about.clone()))?
        .with("verdict", text(&|a, _| name(a.verdict)))?
        .with("basis", text(&|a, _| Some(a.basis.clone())))?
        .with("value", text(&|_, s| Some(s.value.clone())))?
        .with("sources", int(&|_, s| Some(s.evidence.len())))?
        .with("text", text(&|_, s| Some(first(s)?.text)))?
        .with("document", text(&|_, s| ids(&first(s)?.document)))?
        .with("start", int(&|_, s| Some(first(s)?.span.start)))?
        .with("end", int(&|_, s| Some(first(s)?.span.end)))?
        .with("path", text(&|_, s| Some(first(s)?.document)))?
        .with("also", text(&|_, s| also(&s.evidence)))
}

fn also(evidence: &[Evidence]) -> Option<String> {
    let others = evidence.iter().skip(1).map(|e| e.document.as_str());
    let others: Vec<&str> = others.collect();
    (!others.is_empty()).then(|| others.join("; "))
}

/// The name that a value has in JSON.
fn name(value: impl serde::Serialize) -> Option<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => Some(name),
        _ => None,
    }
}
