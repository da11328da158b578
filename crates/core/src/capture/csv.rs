//! Rows of CSV and TSV, told apart without believing every quotation mark.

use std::collections::VecDeque;

use super::lines::{Lines, Raw};
use crate::Error;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    /// Whether `"` at the start of a cell opens a quotation.
    pub(crate) quoted: bool,
}

/// One cell of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its content in the bytes of the row, without the quotation marks around it.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether the content has doubled quotation marks, or stray text behind a closing one.
    pub(crate) escaped: bool,
}

/// Where a row ends.
enum End {
    /// Here, exclusive; the line end belongs to the row.
    At(usize),
    /// The bytes end inside a quotation.
    Open,
}

/// Reads rows out of bytes that may grow.
#[derive(Debug, Default)]
struct Row {
    fields: Vec<Field>,
    at: usize,
    field: usize,
    /// Inside a quotation.
    open: bool,
    closed_at: Option<usize>,
    escaped: bool,
    /// Text stands between the closing mark of a cell and the end of the cell.
    stray: bool,
}

impl Row {
    /// Reads on. Bytes past `self.at` were not seen before.
    fn scan(&mut self, bytes: &[u8], dialect: Dialect) -> End {
        while let Some(&byte) = bytes.get(self.at) {
            if self.open {
                // The next mark is all that matters.
                let Some(found) = memchr::memchr(b'"', bytes.get(self.at..).unwrap_or_default())
                else {
                    self.at = bytes.len();
                    return End::Open;
                };
                let mark = self.at + found;
                if bytes.get(mark + 1) == Some(&b'"') {
                    self.escaped = true;
                    self.at = mark + 2;
                } else {
                    self.open = false;
                    self.closed_at = Some(mark);
                    self.at = mark + 1;
                }
                continue;
            }
            if byte == b'\n' {
                let mut end = self.at;
                if end > self.field && bytes.get(end - 1) == Some(&b'\r') {
                    end -= 1;
                }
                self.finish(end);
                self.at += 1;
                return End::At(self.at);
            }
            if byte == dialect.delimiter {
                self.finish(self.at);
                self.at += 1;
                self.field = self.at;
                continue;
            }
            if byte == b'"' && dialect.quoted && self.at == self.field {
                self.open = true;
            }
            self.at += 1;
        }
        if self.open {
            return End::Open;
        }
        self.finish(bytes.len());
        End::At(bytes.len())
    }

    fn finish(&mut self, end: usize) {
        self.stray |= self.closed_at.is_some_and(|mark| mark + 1 != end);
        let field = match self.closed_at.take() {
            Some(mark) => Field {
                start: self.field + 1,
                end: if mark + 1 == end { mark } else { end },
                escaped: self.escaped || mark + 1 != end,
            },
            None => Field {
                start: self.field,
                end,
                escaped: false,
            },
        };
        self.escaped = false;
        self.fields.push(field);
    }
}

/// The content of a cell with its escapes undone.
pub(crate) fn unescaped(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len());
    let mut rest = content;
    while let Some(mark) = memchr::memchr(b'"', rest) {
        out.extend_from_slice(rest.get(..mark).unwrap_or_default());
        rest = rest.get(mark + 1..).unwrap_or_default();
        // The second of two stands for both; a lone one closed the quotation.
        if rest.first() == Some(&b'"') {
            out.push(b'"');
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    out.extend_from_slice(rest);
    out
}

impl Dialect {
    /// The first rows of a text, to judge by. The last, cut off one is left out unless the text is
    /// `whole`.
    pub(crate) fn sample(self, text: &str, whole: bool, max_rows: usize) -> Vec<Vec<String>> {
        let mut rest = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut rows = Vec::new();
        while !rest.is_empty() && rows.len() < max_rows {
            let mut row = Row::default();
            let end = match row.scan(rest.as_bytes(), self) {
                End::At(end) if whole || end < rest.len() || rest.ends_with('\n') => end,
                // A quotation that never ends costs its line, as it does in [`Rows`].
                End::Open if whole => {
                    rows.push(Vec::new());
                    rest = rest.split_once('\n').map_or("", |(_, after)| after);
                    continue;
                }
                _ => break,
            };
            let blank = rest.get(..end).is_none_or(|line| line.trim().is_empty());
            if !blank {
                rows.push(
                    row.fields
                        .iter()
                        .map(|f| rest.get(f.start..f.end).unwrap_or_default().to_owned())
                        .collect(),
                );
            }
            rest = rest.get(end..).unwrap_or_default();
        }
        rows
    }
}

/// One row and its cells.
#[derive(Debug)]
pub(crate) struct RawRow {
    pub(crate) raw: Raw,
    pub(crate) fields: Vec<Field>,
}

/// The rows of a table.
///
/// A quotation that is never closed would swallow the rest of the file. When a row of several lines
/// has the wrong number of cells, only its first line is given up, and the others are read again.
pub(crate) struct Rows {
    lines: Lines,
    dialect: Dialect,
    width: Option<usize>,
    /// Lines to be read again, each with its offset.
    again: VecDeque<Raw>,
    /// Bytes read from the stream, and bytes put back. Where every line opens a quotation that
    /// nothing closes, going on and putting back would take quadratic time.
    fresh: u64,
    put_back: u64,
}

impl Rows {
    pub(crate) fn new(lines: Lines, dialect: Dialect) -> Self {
        Rows {
            lines,
            dialect,
            width: None,
            again: VecDeque::new(),
            fresh: 0,
            put_back: 0,
        }
    }

    /// How many cells a row should have.
    pub(crate) fn expect_width(&mut self, width: usize) {
        self.width = Some(width);
    }

    fn append_line(&mut self, row: &mut Vec<u8>) -> Option<Result<u64, Error>> {
        if let Some(line) = self.again.pop_front() {
            row.extend_from_slice(&line.bytes);
            return Some(Ok(line.offset));
        }
        let before = row.len();
        let line = self.lines.append(row);
        self.fresh += (row.len() - before) as u64;
        line
    }

    /// Gives up the first line of a row; the others come again.
    fn give_up(&mut self, raw: &Raw, starts: &[(usize, u64)], detail: String) -> Error {
        for (nth, &(start, offset)) in starts.iter().enumerate().skip(1).rev() {
            let end = starts.get(nth + 1).map_or(raw.bytes.len(), |next| next.0);
            self.put_back += (end - start) as u64;
            self.again.push_front(Raw {
                offset,
                bytes: raw.bytes.get(start..end).unwrap_or_default().to_vec(),
            });
        }
        Error::syntax(detail).with_offset(raw.offset)
    }
}

impl Iterator for Rows {
    type Item = Result<RawRow, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut bytes = Vec::new();
            let offset = match self.append_line(&mut bytes)? {
                Ok(offset) => offset,
                Err(error) => return Some(Err(error)),
            };
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            let mut starts = vec![(0, offset)];
            let mut row = Row::default();
            let mut failed = None;
            while let End::Open = row.scan(&bytes, self.dialect) {
                let before = bytes.len();
                if self.put_back > 4 * self.fresh {
                    failed = Some("a quotation does not end".to_owned());
                    break;
                }
                match self.append_line(&mut bytes) {
                    Some(Ok(at)) => starts.push((before, at)),
                    Some(Err(error)) => {
                        failed = Some(error.detail().to_owned());
                        break;
                    }
                    None => {
                        failed = Some("a quotation does not end".to_owned());
                        break;
                    }
                }
            }
            let raw = Raw { offset, bytes };
            if let Some(detail) = failed {
                return Some(Err(self.give_up(&raw, &starts, detail)));
            }
            // Over several lines that is the sign of a mark that opened nothing.
            if row.stray && starts.len() > 1 {
                let detail = "text after the end of a quotation of several lines".to_owned();
                return Some(Err(self.give_up(&raw, &starts, detail)));
            }
            let found = row.fields.len();
            if let Some(width) = self.width
                && found != width
            {
                // Empty cells at the end are a habit of spreadsheets, not an error.
                let spare = row.fields.iter().skip(width).all(|f| f.start == f.end);
                if found < width || !spare {
                    let detail = format!("a row of {found} cells where the header has {width}");
                    return Some(Err(self.give_up(&raw, &starts, detail)));
                }
            }
            return Some(Ok(RawRow {
                raw,
                fields: row.fields,
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::capture::lines::Unit;

    fn rows(text: &str, width: usize) -> Vec<Result<Vec<String>, u64>> {
        let lines = Lines::new(
            Box::new(Cursor::new(text.as_bytes().to_vec())),
            0,
            1 << 20,
            Unit::Byte,
        );
        let mut rows = Rows::new(
            lines,
            Dialect {
                delimiter: b',',
                quoted: true,
            },
        );
        rows.expect_width(width);
        rows.map(|row| match row {
            Ok(row) => Ok(row
                .fields
                .iter()
                .map(|f| {
                    let content = &row.raw.bytes[f.start..f.end];
                    let content = if f.escaped {
                        unescaped(content)
                    } else {
                        content.to_vec()
                    };
                    String::from_utf8(content).expect("text")
                })
                .collect()),
            Err(error) => Err(error.offset().expect("an offset")),
        })
        .collect()
    }

    fn ok(cells: &[&str]) -> Result<Vec<String>, u64> {
        Ok(cells.iter().map(|&c| c.to_owned()).collect())
    }

    #[test]
    fn quotations_hold_line_ends_delimiters_and_marks() {
        assert_eq!(
            rows("a,\"b\r\nc, \"\"d\"\"\"\r\n\r\n\"\",x\"y\n", 2),
            [ok(&["a", "b\r\nc, \"d\""]), ok(&["", "x\"y"])]
        );
        assert_eq!(rows("a,b", 2), [ok(&["a", "b"])]);
        assert_eq!(rows("a,\n", 2), [ok(&["a", ""])]);
        assert_eq!(rows("\"a\"b,c", 2), [ok(&["ab", "c"])]);
        assert_eq!(rows("a,b,,\n", 2), [ok(&["a", "b", "", ""])]);
    }

    #[test]
    fn an_open_quotation_costs_one_line() {
        assert_eq!(
            rows("a,\"b\nc,d\ne,f\n", 2),
            [Err(0), ok(&["c", "d"]), ok(&["e", "f"])]
        );
        assert_eq!(
            rows("a,\"b\nc,d\ne,\"f\"\n", 2),
            [Err(0), ok(&["c", "d"]), ok(&["e", "f"])]
        );
        assert_eq!(rows("a\nb,c\n", 2), [Err(0), ok(&["b", "c"])]);
    }
}
