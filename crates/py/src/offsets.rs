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

/// A concordance table with the columns `start` and `end` in code points of each document's source.
pub(crate) fn in_code_points(
    table: &variorum::table::Table,
    corpus: &variorum::Corpus,
) -> variorum::Result<variorum::table::Table> {
    use variorum::table::{Cells, Table};
    let mut known: std::collections::HashMap<&str, (&str, CodePoints)> =
        std::collections::HashMap::new();
    let documents: Vec<Option<String>> = match table.column("document").map(|c| &c.cells) {
        Some(Cells::Text(ids)) => ids.clone(),
        _ => Vec::new(),
    };
    for id in documents.iter().flatten() {
        if !known.contains_key(id.as_str())
            && let Some(document) = corpus.document(id)
        {
            let text = document.capture.text.as_str();
            known.insert(document.id.as_str(), (text, CodePoints::new(text)));
        }
    }
    let provenance = table.provenance().clone();
    let mut out = Table::new(provenance.option("offsets", "code points"));
    for column in table.columns() {
        let cells = match &column.cells {
            Cells::Int(bytes) if column.name == "start" || column.name == "end" => Cells::Int(
                bytes
                    .iter()
                    .zip(&documents)
                    .map(|(byte, id)| {
                        let (text, points) = known.get(id.as_deref()?)?;
                        let byte = usize::try_from((*byte)?).ok()?;
                        i64::try_from(points.at(text, byte)).ok()
                    })
                    .collect(),
            ),
            other => other.clone(),
        };
        out = out.with(&column.name, cells)?;
    }
    Ok(out)
}
