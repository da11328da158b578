//! Byte offsets of the core to code points of Python, once, at the boundary.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use variorum::{
    Corpus, Result,
    corpus::Facet,
    table::{Cells, Table},
    text::{CodePoints, Span},
};

use crate::values::PySpan;

/// A span in code points.
pub(crate) fn span(points: &CodePoints, text: &str, span: Span) -> PySpan {
    PySpan {
        start: points.at(text, span.start),
        end: points.at(text, span.end),
    }
}

/// The positions of documents by their ids.
fn positions<'a>(corpus: &Corpus, ids: &'a [Option<String>]) -> Result<HashMap<&'a str, usize>> {
    let wanted: HashSet<&str> = ids.iter().flatten().map(String::as_str).collect();
    let facet: Facet = "id".parse()?;
    let mut found = HashMap::new();
    for position in 0..corpus.len() {
        if found.len() == wanted.len() {
            break;
        }
        let id: Option<Cow<'_, str>> = corpus.value(position, &facet);
        if let Some(&id) = id.as_deref().and_then(|id| wanted.get(id)) {
            found.insert(id, position);
        }
    }
    Ok(found)
}

/// A concordance table with the columns `start` and `end` in code points of each document's source.
pub(crate) fn in_code_points(table: &Table, corpus: &Corpus) -> Result<Table> {
    let ids: Vec<Option<String>> = match table.column("document").map(|c| &c.cells) {
        Some(Cells::Text(ids)) => ids.clone(),
        _ => Vec::new(),
    };
    let positions = positions(corpus, &ids)?;
    let mut texts: HashMap<usize, (&str, CodePoints)> = HashMap::new();
    for &position in positions.values() {
        if let Some(document) = corpus.documents().get(position) {
            let text = document.capture.text.as_str();
            texts.insert(position, (text, CodePoints::new(text)));
        }
    }
    let point = |id: &Option<String>, byte: Option<i64>| -> Option<i64> {
        let position = *positions.get(id.as_deref()?)?;
        let byte = usize::try_from(byte?).ok()?;
        let point = match texts.get(&position) {
            Some((text, points)) => points.at(text, byte),
            None => corpus.code_point(position, byte)?,
        };
        i64::try_from(point).ok()
    };
    let provenance = table.provenance().clone();
    let mut out = Table::new(provenance.option("offsets", "code points"));
    for column in table.columns() {
        let cells = match &column.cells {
            Cells::Int(bytes) if column.name == "start" || column.name == "end" => {
                let rows = ids.iter().zip(bytes);
                Cells::Int(rows.map(|(id, &byte)| point(id, byte)).collect())
            }
            other => other.clone(),
        };
        out = out.with(&column.name, cells)?;
    }
    Ok(out)
}
