//! Tables as Arrow and as Parquet.

use std::{collections::HashMap, sync::Arc};

use arrow_array::{
    ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, RecordBatchOptions, StringArray,
};
use arrow_schema::{DataType, Field, Schema};
use parquet::{arrow::ArrowWriter, basic::Compression, file::properties::WriterProperties};
use variorum::{
    Error, ErrorKind, Result,
    table::{Cells, Table},
};

/// The key of the schema's metadata under which the provenance of a table stands, as JSON.
pub const PROVENANCE: &str = "variorum.provenance";

/// A table as one Arrow record batch: text as `Utf8`, whole numbers as `Int64`, real ones as
/// `Float64`, yes or no as `Boolean`, all nullable.
///
/// ```
/// use variorum::table::{Cells, Provenance, Table};
///
/// let table = Table::new(Provenance::new("stats frequency"))
///     .with("term", ["party"].into_iter().collect())?
///     .with("count", Cells::Int(vec![Some(7)]))?;
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
            Cells::Text(cells) => (
                DataType::Utf8,
                Arc::new(cells.iter().map(Option::as_deref).collect::<StringArray>()),
            ),
            Cells::Int(cells) => (
                DataType::Int64,
                Arc::new(cells.iter().copied().collect::<Int64Array>()),
            ),
            Cells::Float(cells) => (
                DataType::Float64,
                Arc::new(cells.iter().copied().collect::<Float64Array>()),
            ),
            Cells::Bool(cells) => (
                DataType::Boolean,
                Arc::new(cells.iter().copied().collect::<BooleanArray>()),
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
    let failed = |e: parquet::errors::ParquetError| Error::syntax(format!("Parquet: {e}"));
    let batch = record_batch(table)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(format!("variorum {}", env!("CARGO_PKG_VERSION")))
        .build();
    let mut writer =
        ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).map_err(failed)?;
    writer.write(&batch).map_err(failed)?;
    writer.into_inner().map_err(failed)
}
