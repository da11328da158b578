//! Byte offsets of the core to code points of Python, once, at the boundary.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, HashSet},
};

use variorum::{
    Corpus, Result,
    corpus::Facet,
    table::{Cells, Table, Texts},
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
fn positions<'a>(corpus: &Corpus, ids: Option<&'a Texts>) -> Result<BTreeMap<&'a str, usize>> {
    let wanted: HashSet<&str> = ids.into_iter().flat_map(Texts::iter).flatten().collect();
    let facet: Facet = "id".parse()?;
    let mut found = BTreeMap::new();
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

/// A table with its columns `start` and `end` in code points of the source of the row's `document`,
/// `nearest_start` and `nearest_end` in those of its `nearest_document`, and so on for `source`
/// and `other`.
pub(crate) fn in_code_points(table: &Table, corpus: &Corpus) -> Result<Table> {
    in_code_points_of(table, &[corpus])
}

/// The same for documents of several corpora.
pub(crate) fn in_code_points_of(table: &Table, corpora: &[&Corpus]) -> Result<Table> {
    let ids = |column: &str| match table.column(column).map(|c| &c.cells) {
        Some(Cells::Text(ids)) => Some(ids),
        _ => None,
    };
    let columns = [
        ("start", "document"),
        ("end", "document"),
        ("nearest_start", "nearest_document"),
        ("nearest_end", "nearest_document"),
        ("source_start", "source"),
        ("source_end", "source"),
        ("other_start", "other"),
        ("other_end", "other"),
    ];
    let mut places: HashMap<&str, (usize, usize)> = HashMap::new();
    for column in ["document", "nearest_document", "source", "other"] {
        for (number, corpus) in corpora.iter().enumerate() {
            for (id, position) in positions(corpus, ids(column))? {
                places.entry(id).or_insert((number, position));
            }
        }
    }
    let mut texts: HashMap<(usize, usize), (&str, CodePoints)> = HashMap::new();
    let mut point = |id: Option<&str>, byte: Option<i64>| -> Option<i64> {
        let (number, position) = *places.get(id?)?;
        let corpus = corpora.get(number)?;
        let byte = usize::try_from(byte?).ok()?;
        let point = if let Some(document) = corpus.documents().get(position) {
            let text = document.capture.text.as_str();
            let (text, points) = texts
                .entry((number, position))
                .or_insert_with(|| (text, CodePoints::new(text)));
            points.at(text, byte)
        } else {
            corpus.code_point(position, byte)?
        };
        i64::try_from(point).ok()
    };
    let provenance = table.provenance().clone();
    let mut out = Table::new(provenance.option("offsets", "code points"));
    for column in table.columns() {
        let of = columns.iter().find(|(name, _)| *name == column.name);
        let cells = match (&column.cells, of) {
            (Cells::Int(bytes), Some((_, document))) => {
                let id = |row| ids(document).and_then(|ids| ids.get(row));
                let rows = bytes.iter().enumerate();
                Cells::ints(rows.map(|(row, byte)| point(id(row), byte)))
            }
            (other, _) => other.clone(),
        };
        out = out.with(&column.name, cells)?;
    }
    Ok(out)
}
