//! Tables as Arrow and as Parquet.

use std::{collections::HashMap, io::Write, sync::Arc};

use arrow_array::{
    ArrayRef, BooleanArray, Float64Array, Int64Array, LargeStringArray, RecordBatch,
    RecordBatchOptions, StringArray,
};
use arrow_schema::{DataType, Field, Schema};
use parquet::{
    arrow::ArrowWriter,
    basic::Compression,
    errors::ParquetError,
    file::{metadata::KeyValue, properties::WriterProperties},
};
use variorum::{
    Error, ErrorKind, Result,
    table::{Cells, Provenance, Table},
};

/// The key of the schema's metadata under which the provenance of a table stands, as JSON.
pub const PROVENANCE: &str = "variorum.provenance";

/// A table as one Arrow record batch: text as `Utf8` (`LargeUtf8` from 2 GiB), whole numbers as `Int64`, real ones as
/// `Float64`, yes or no as `Boolean`, all nullable.
///
/// ```
/// use variorum::table::{Cells, Provenance, Table};
///
/// let table = Table::new(Provenance::new("stats frequency"))
///     .with("term", ["party"].into_iter().collect())?
///     .with("count", Cells::ints([Some(7)]))?;
/// let batch = variorum_arrow::record_batch(&table)?;
/// assert_eq!((batch.num_rows(), batch.num_columns()), (1, 2));
/// assert!(batch.schema().metadata()[variorum_arrow::PROVENANCE].contains("stats frequency"));
/// # Ok::<(), variorum::Error>(())
/// ```
pub fn record_batch(table: &Table) -> Result<RecordBatch> {
    let mut fields = Vec::new();
    let mut arrays: Vec<ArrayRef> = Vec::new();
    for column in table.columns() {
        let (kind, array): (DataType, ArrayRef) = match &column.cells {
            // Offsets of 32 bits end at 2 GiB.
            Cells::Text(cells) if cells.bytes() > i32::MAX as usize => (
                DataType::LargeUtf8,
                Arc::new(cells.iter().collect::<LargeStringArray>()),
            ),
            Cells::Text(cells) => (
                DataType::Utf8,
                Arc::new(cells.iter().collect::<StringArray>()),
            ),
            Cells::Int(cells) => (
                DataType::Int64,
                Arc::new(cells.iter().collect::<Int64Array>()),
            ),
            Cells::Float(cells) => (
                DataType::Float64,
                Arc::new(cells.iter().collect::<Float64Array>()),
            ),
            Cells::Bool(cells) => (
                DataType::Boolean,
                Arc::new(cells.iter().collect::<BooleanArray>()),
            ),
            _ => {
                return Err(Error::new(
                    ErrorKind::Unsupported,
                    format!(
                        "column '{}' has a type that Arrow output does not know",
                        column.name
                    ),
                ));
            }
        };
        fields.push(Field::new(&column.name, kind, true));
        arrays.push(array);
    }
    let provenance = serde_json::to_string(table.provenance())
        .map_err(|e| Error::syntax(format!("provenance: {e}")))?;
    let schema =
        Schema::new(fields).with_metadata(HashMap::from([(PROVENANCE.to_owned(), provenance)]));
    // A table without columns still has a length.
    let options = RecordBatchOptions::new().with_row_count(Some(table.len()));
    RecordBatch::try_new_with_options(Arc::new(schema), arrays, &options)
        .map_err(|e| Error::syntax(format!("Arrow: {e}")))
}

/// A table as the bytes of a Parquet file, compressed with Snappy, which every reader knows.
pub fn parquet(table: &Table) -> Result<Vec<u8>> {
    let batch = record_batch(table)?;
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties()))
        .map_err(|e| failed(&e))?;
    writer.write(&batch).map_err(|e| failed(&e))?;
    writer.into_inner().map_err(|e| failed(&e))
}

/// How many bytes a row group may have before it is written.
const GROUP: usize = 32 << 20;

/// Writes a Parquet file table by table, so that a long result need not fit into memory. All tables
/// have the same columns.
///
/// ```
/// use variorum::table::{Provenance, Table};
///
/// let part = |word: &str| Table::default().with("term", [word].into_iter().collect());
/// let mut file = Vec::new();
/// let mut writer = variorum_arrow::ParquetWriter::new(&mut file);
/// writer.write(&part("party")?)?;
/// writer.write(&part("harvest")?)?;
/// writer.finish(&Provenance::new("parse").count("documents", 2))?;
/// assert!(file.starts_with(b"PAR1") && file.ends_with(b"PAR1"));
/// # Ok::<(), variorum::Error>(())
/// ```
pub struct ParquetWriter<W: Write + Send> {
    state: State<W>,
}

enum State<W: Write + Send> {
    /// Nothing was written yet: the columns are not known.
    Empty(Option<W>),
    Open(Box<ArrowWriter<W>>),
}

impl<W: Write + Send> ParquetWriter<W> {
    /// A file that goes to `writer`.
    pub fn new(writer: W) -> Self {
        ParquetWriter {
            state: State::Empty(Some(writer)),
        }
    }

    /// Adds the rows of a table.
    pub fn write(&mut self, table: &Table) -> Result<()> {
        let batch = record_batch(table)?;
        // What is true of a part is not true of the whole: the provenance comes at the end.
        let fields = batch.schema().fields().clone();
        let schema = Arc::new(Schema::new(fields));
        let batch = RecordBatch::try_new(Arc::clone(&schema), batch.columns().to_vec())
            .map_err(|e| Error::syntax(format!("Arrow: {e}")))?;
        if let State::Empty(inner) = &mut self.state
            && let Some(inner) = inner.take()
        {
            let writer = ArrowWriter::try_new(inner, schema, Some(properties()));
            self.state = State::Open(Box::new(writer.map_err(|e| failed(&e))?));
        }
        if let State::Open(writer) = &mut self.state {
            writer.write(&batch).map_err(|e| failed(&e))?;
            if writer.in_progress_size() > GROUP {
                writer.flush().map_err(|e| failed(&e))?;
            }
        }
        Ok(())
    }

    /// Writes the end of the file, the provenance with it, and gives the writer back. A file without
    /// any table cannot be.
    pub fn finish(self, provenance: &Provenance) -> Result<W> {
        let State::Open(mut writer) = self.state else {
            return Err(Error::usage("a Parquet file has at least one table"));
        };
        let provenance = serde_json::to_string(provenance)
            .map_err(|e| Error::syntax(format!("provenance: {e}")))?;
        writer.append_key_value_metadata(KeyValue::new(PROVENANCE.to_owned(), provenance));
        writer.into_inner().map_err(|e| failed(&e))
    }
}

fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(format!("variorum {}", env!("CARGO_PKG_VERSION")))
        .build()
}

fn failed(error: &ParquetError) -> Error {
    Error::syntax(format!("Parquet: {error}"))
}
