//! One Arrow file: written by the Arrow crates, read where it stands.
//!
//! A reader of Arrow looks at all text when a file is opened, to know that it is UTF-8. Here a file is
//! only asked where its columns are, so that opening takes the same time for any size; a text is checked
//! when it is asked for.

use std::{
    borrow::Cow,
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use arrow_array::{ArrayRef, RecordBatch};
use arrow_buffer::{ArrowNativeType, Buffer, ScalarBuffer};
use arrow_ipc::{
    MetadataVersion, Type, root_as_footer, root_as_message,
    writer::{FileWriter, IpcWriteOptions},
};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use serde::{Deserialize, Serialize};
use variorum::{Error, Result, corpus::Column};
use xxhash_rust::xxh3::Xxh3;

use super::map::map;

/// What is known of a file before it is opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Its size.
    pub(super) bytes: u64,
    /// How many rows its columns have.
    pub(super) rows: u64,
    /// The XXH3 digest of its bytes, 16 hexadecimal digits.
    pub(super) xxh3: String,
}

/// A writer that counts and digests.
struct Digesting<W> {
    inner: W,
    hash: Xxh3,
    bytes: u64,
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.hash.update(bytes.get(..count).unwrap_or(bytes));
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// The digest of bytes as an [`Entry`] has it.
pub(super) fn digest(bytes: &[u8]) -> String {
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(bytes))
}

/// Writes columns of one length as a file of one record batch, not compressed, all buffers on multiples
/// of 64 bytes.
pub(super) fn write(path: &Path, columns: Vec<(String, ArrayRef)>) -> Result<Entry> {
    let failed = |e: ArrowError| match e {
        ArrowError::IoError(_, e) => Error::io(path, &e),
        e => Error::syntax(format!("Arrow: {e}")).with_path(path),
    };
    let fields: Vec<Field> = columns
        .iter()
        .map(|(name, array)| {
            let nullable = *array.data_type() == DataType::Utf8;
            Field::new(name, array.data_type().clone(), nullable)
        })
        .collect();
    let schema = Schema::new(fields);
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    let batch = RecordBatch::try_new(schema.clone().into(), arrays).map_err(failed)?;
    let file = File::create(path).map_err(|e| Error::io(path, &e))?;
    let writer = Digesting {
        inner: BufWriter::with_capacity(1 << 18, file),
        hash: Xxh3::new(),
        bytes: 0,
    };
    let options = IpcWriteOptions::try_new(64, false, MetadataVersion::V5).map_err(failed)?;
    let mut writer = FileWriter::try_new_with_options(writer, &schema, options).map_err(failed)?;
    writer.write(&batch).map_err(failed)?;
    let writer = writer.into_inner().map_err(failed)?;
    let file = writer
        .inner
        .into_inner()
        .map_err(|e| Error::io(path, e.error()))?;
    file.sync_data().map_err(|e| Error::io(path, &e))?;
    Ok(Entry {
        bytes: writer.bytes,
        rows: batch.num_rows() as u64,
        xxh3: format!("{:016x}", writer.hash.digest()),
    })
}

/// A file that is open.
#[derive(Debug)]
pub(super) struct Table {
    path: PathBuf,
    rows: usize,
    columns: Vec<Raw>,
}

/// A column as it stands in the file.
#[derive(Debug)]
struct Raw {
    name: String,
    kind: Kind,
    /// Which rows are there; all if there is none.
    valid: Option<Buffer>,
    /// Of texts one past the end of each after a zero.
    offsets: Buffer,
    values: Buffer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    U8,
    U32,
    Text,
}

impl Table {
    /// Finds the columns of a file.
    pub(super) fn open(path: &Path, entry: &Entry) -> Result<Self> {
        let damaged = |what: &str| {
            Error::syntax(format!("is damaged ({what}): build the corpus again")).with_path(path)
        };
        let bytes = map(path, entry.bytes)?;
        let rows = usize::try_from(entry.rows).map_err(|_| damaged("too many rows"))?;
        let columns = find(&bytes, rows).map_err(|what| damaged(&what))?;
        Ok(Table {
            path: path.to_path_buf(),
            rows,
            columns,
        })
    }

    /// An error that names the file.
    pub(super) fn damaged(&self, what: &str) -> Error {
        Error::syntax(format!("is damaged ({what}): build the corpus again")).with_path(&self.path)
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|c| c.name.as_str())
    }

    fn column(&self, name: &str, kind: Kind) -> Result<&Raw> {
        let found = self.columns.iter().find(|c| c.name == name);
        found
            .filter(|c| c.kind == kind)
            .ok_or_else(|| self.damaged(&format!("no column '{name}'")))
    }

    /// A column of numbers.
    pub(super) fn numbers(&self, name: &str) -> Result<Column<u32>> {
        let raw = self.column(name, Kind::U32)?;
        let numbers = scalars(&raw.values, 0, self.rows);
        Ok(Column::new(
            numbers.ok_or_else(|| self.damaged("not aligned"))?,
        ))
    }

    /// A column of small numbers.
    pub(super) fn small(&self, name: &str) -> Result<Column<u8>> {
        let raw = self.column(name, Kind::U8)?;
        let numbers = scalars(&raw.values, 0, self.rows);
        Ok(Column::new(
            numbers.ok_or_else(|| self.damaged("not aligned"))?,
        ))
    }

    /// A column of texts.
    pub(super) fn texts(&self, name: &str) -> Result<Texts> {
        let raw = self.column(name, Kind::Text)?;
        let ends = scalars(&raw.offsets, usize::from(self.rows > 0), self.rows);
        Ok(Texts {
            valid: raw.valid.clone(),
            ends: Column::new(ends.ok_or_else(|| self.damaged("not aligned"))?),
            bytes: Column::new(ScalarBuffer::<u8>::from(raw.values.clone())),
        })
    }
}

/// The columns of a file, each within it and long enough for the rows; what is wrong if that is not so.
fn find(bytes: &bytes::Bytes, rows: usize) -> std::result::Result<Vec<Raw>, String> {
    let cut = || "cut off".to_owned();
    let number = |n: i64| usize::try_from(n).map_err(|_| "a negative length".to_owned());
    let tail = bytes.len().checked_sub(10).ok_or_else(cut)?;
    let mut end = [0; 10];
    end.copy_from_slice(bytes.get(tail..).ok_or_else(cut)?);
    let footer_len = arrow_ipc::reader::read_footer_length(end).map_err(|e| e.to_string())?;
    let footer = tail.checked_sub(footer_len).ok_or_else(cut)?;
    let footer = bytes.get(footer..tail).ok_or_else(cut)?;
    let footer = root_as_footer(footer).map_err(|e| e.to_string())?;
    let schema = footer.schema().ok_or("no schema")?;
    let fields = schema.fields().ok_or("no fields")?;
    let blocks = footer.recordBatches().ok_or("no record batch")?;
    if blocks.len() != 1 {
        return Err(format!("{} record batches", blocks.len()));
    }
    let block = blocks.get(0);
    let start = number(block.offset())?;
    let head = start
        .checked_add(number(block.metaDataLength().into())?)
        .ok_or_else(cut)?;
    let message = bytes.get(start..head).ok_or_else(cut)?;
    // The marker of a message and its length.
    let message = message.get(8..).ok_or_else(cut)?;
    let message = root_as_message(message).map_err(|e| e.to_string())?;
    let batch = message.header_as_record_batch().ok_or("no record batch")?;
    if batch.compression().is_some() {
        return Err("compressed".to_owned());
    }
    if number(batch.length())? != rows {
        return Err(format!("{} rows, not {rows}", batch.length()));
    }
    let body_len = number(block.bodyLength())?;
    let body_end = head.checked_add(body_len).filter(|&e| e <= tail);
    let body = Buffer::from(bytes.slice(head..body_end.ok_or_else(cut)?));
    let mut places = batch.buffers().ok_or("no buffers")?.iter();
    let mut next = |least: usize| {
        let place = places.next().ok_or("too few buffers")?;
        let (at, len) = (number(place.offset())?, number(place.length())?);
        if len < least || at.checked_add(len).is_none_or(|end| end > body_len) {
            return Err(cut());
        }
        Ok(body.slice_with_length(at, len))
    };
    let mut nodes = batch.nodes().ok_or("no columns")?.iter();
    let mut columns = Vec::new();
    for field in fields {
        let name = field.name().ok_or("a column without a name")?.to_owned();
        let node = nodes.next().ok_or("too few columns")?;
        let int = || field.type_as_int().filter(|i| !i.is_signed());
        let kind = match (field.type_type(), int().map(|i| i.bitWidth())) {
            (Type::Utf8, _) => Kind::Text,
            (Type::Int, Some(8)) => Kind::U8,
            (Type::Int, Some(32)) => Kind::U32,
            _ => return Err(format!("column '{name}' has another type")),
        };
        if number(node.length())? != rows {
            return Err(format!("column '{name}' has another length"));
        }
        let some_absent = node.null_count() > 0;
        let valid = next(if some_absent { rows.div_ceil(8) } else { 0 })?;
        let offsets = match kind {
            Kind::Text if rows > 0 => next((rows + 1).saturating_mul(4))?,
            Kind::Text => next(0)?,
            _ => Buffer::default(),
        };
        let values = match kind {
            Kind::Text => next(0)?,
            Kind::U8 => next(rows)?,
            Kind::U32 => next(rows.saturating_mul(4))?,
        };
        columns.push(Raw {
            name,
            kind,
            valid: some_absent.then_some(valid),
            offsets,
            values,
        });
    }
    Ok(columns)
}

/// Numbers of a buffer from the first on; `None` if they are not where the machine can read them.
fn scalars<T: ArrowNativeType>(
    buffer: &Buffer,
    first: usize,
    len: usize,
) -> Option<ScalarBuffer<T>> {
    if len == 0 {
        return Some(Vec::new().into());
    }
    let size = size_of::<T>();
    let bytes = buffer.len().checked_sub(first * size)?;
    let aligned = buffer.as_ptr().align_offset(align_of::<T>()) == 0;
    (aligned && bytes / size >= len).then(|| ScalarBuffer::new(buffer.clone(), first, len))
}

/// A column of texts, each checked when it is asked for.
#[derive(Clone, Debug)]
pub(super) struct Texts {
    valid: Option<Buffer>,
    ends: Column<u32>,
    bytes: Column<u8>,
}

impl Texts {
    /// A text; `None` where there is none. What is not UTF-8 comes from a damaged file and is marked as
    /// such.
    pub(super) fn get(&self, row: usize) -> Option<Cow<'_, str>> {
        let end = *self.ends.get(row)? as usize;
        if let Some(valid) = &self.valid
            && valid
                .get(row / 8)
                .is_none_or(|byte| byte >> (row % 8) & 1 == 0)
        {
            return None;
        }
        let before = row.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.map_or(0, |&s| s as usize);
        let bytes = self.bytes.get(start..end).unwrap_or(&[]);
        Some(String::from_utf8_lossy(bytes))
    }

    /// The bytes of all texts and one past the end of each.
    pub(super) fn columns(&self) -> (Column<u8>, Column<u32>) {
        (self.bytes.clone(), self.ends.clone())
    }
}
