//! Byte offsets of the core to code points of Python, once, at the boundary.

use variorum::text::Span;

use crate::values::PySpan;

/// How many bytes one mark of the table covers.
const STRIDE: usize = 256;

/// Counts the code points before every 256th byte of a text; nothing for ASCII, where both are equal.
#[derive(Debug, Default)]
pub(crate) struct CodePoints {
    marks: Vec<usize>,
}

impl CodePoints {
    pub(crate) fn new(text: &str) -> Self {
        if text.is_ascii() {
            return CodePoints::default();
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(STRIDE) {
            marks.push(count);
            count += starts(block);
        }
        CodePoints { marks }
    }

    /// The code point at a byte offset of the text that the table was made of.
    pub(crate) fn at(&self, text: &str, byte: usize) -> usize {
        let Some(&before) = self.marks.get(byte / STRIDE) else {
            // The end of a text whose length is a multiple of the stride, or ASCII.
            return match self.marks.last() {
                None => byte,
                Some(&last) => {
                    let from = (self.marks.len() - 1) * STRIDE;
                    last + starts(text.as_bytes().get(from..).unwrap_or(&[]))
                }
            };
        };
        let from = byte / STRIDE * STRIDE;
        before + starts(text.as_bytes().get(from..byte).unwrap_or(&[]))
    }

    pub(crate) fn span(&self, text: &str, span: Span) -> PySpan {
        PySpan {
            start: self.at(text, span.start),
            end: self.at(text, span.end),
        }
    }
}

/// How many code points start in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xc0 != 0x80).count()
}

/// A table with its columns `start` and `end` in code points of the source of the row's `document`,
/// and `nearest_start` and `nearest_end` in those of its `nearest_document`.
pub(crate) fn in_code_points(
    table: &variorum::table::Table,
    corpus: &variorum::Corpus,
) -> variorum::Result<variorum::table::Table> {
    use std::collections::{HashMap, HashSet};
    use variorum::table::{Cells, Table};
    let ids = |column: &str| match table.column(column).map(|c| &c.cells) {
        Some(Cells::Text(ids)) => ids.as_slice(),
        _ => &[],
    };
    let columns = [
        ("start", "document"),
        ("end", "document"),
        ("nearest_start", "nearest_document"),
        ("nearest_end", "nearest_document"),
    ];
    let wanted: HashSet<&str> = ["document", "nearest_document"]
        .iter()
        .flat_map(|column| ids(column).iter().flatten().map(String::as_str))
        .collect();
    let known: HashMap<&str, (&str, CodePoints)> = corpus
        .documents()
        .iter()
        .filter(|d| wanted.contains(d.id.as_str()))
        .map(|d| {
            let text = d.capture.text.as_str();
            (d.id.as_str(), (text, CodePoints::new(text)))
        })
        .collect();
    let provenance = table.provenance().clone();
    let mut out = Table::new(provenance.option("offsets", "code points"));
    for column in table.columns() {
        let of = columns.iter().find(|(name, _)| *name == column.name);
        let cells = match (&column.cells, of) {
            (Cells::Int(bytes), Some((_, document))) => Cells::Int(
                bytes
                    .iter()
                    .zip(ids(document))
                    .map(|(byte, id)| {
                        let (text, points) = known.get(id.as_deref()?)?;
                        let byte = usize::try_from((*byte)?).ok()?;
                        i64::try_from(points.at(text, byte)).ok()
                    })
                    .collect(),
            ),
            (other, _) => other.clone(),
        };
        out = out.with(&column.name, cells)?;
    }
    Ok(out)
}
