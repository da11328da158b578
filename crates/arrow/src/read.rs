//! Parquet files as archives of texts.

use std::{
    fs::File,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use arrow_array::{Array, RecordBatch, cast::AsArray, types};
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use bytes::Bytes;
use parquet::{
    arrow::arrow_reader::{
        ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
        ParquetRecordBatchReaderBuilder,
    },
    file::reader::ChunkReader,
};
use variorum::{
    Error, ErrorKind, Result,
    capture::{Capture, Captures, Cell, Limits, Options, Record, Seekable, TextColumn},
};

/// Rows read at a time: few, since one may be a whole book.
const BATCH: usize = 256;

/// Up to how many bytes a file may unpack whatever the ratio, as in other compressed files.
const RATIO_FROM: u64 = 8 << 20;

/// What a row costs beside its texts, in bytes; else a file of no more than a count of rows could
/// unpack without end.
const ROW: u64 = 64;

/// Opens a Parquet file as an archive: [`Options::parquet`] is the place for this function.
///
/// The text column is found as in any archive; a column of bytes is read as text where it is UTF-8.
/// Other columns of text, numbers, dates and times are metadata; lists of texts are joined by `; `;
/// nested columns are left out. Parquet has no byte offsets for rows, so [`Capture::offset`] is 0 and
/// errors name the record. Compression by Snappy, gzip and zstd is read.
///
/// The limits are those of other archives: `max_bytes` for one record, and `max_ratio` for what the
/// file unpacks to, by its own word when it is opened and by count while it is read. Few rows are in
/// memory at a time, and equal texts of a page once.
pub fn open_parquet(file: Seekable, options: &Options) -> Result<Captures> {
    let limits = &options.limits;
    let (batches, size) = guarded(|| match file {
        Seekable::File(path) => {
            let io = |e: &std::io::Error| Error::io(&path, e);
            let file = File::open(&path).map_err(|e| io(&e))?;
            let size = file.metadata().map_err(|e| io(&e))?.len();
            Ok((build(file, size, limits)?, size))
        }
        Seekable::Bytes(bytes) => {
            let size = bytes.len() as u64;
            Ok((build(Bytes::from(bytes), size, limits)?, size))
        }
        _ => Err(Error::new(
            ErrorKind::Unsupported,
            "a source of an unknown kind",
        )),
    })?;
    let mut rows = Rows {
        batches,
        batch: None,
        row: 0,
        number: 0,
        column: TextColumn::named("text"),
        max_bytes: limits.max_bytes,
        max_ratio: limits.max_ratio,
        size,
        given: 0,
        ended: false,
    };
    // The first rows say which column holds the text.
    if let Some(batch) = rows.next_batch()? {
        let sample: Vec<Record<'_>> = (0..batch.num_rows().min(64))
            .map(|row| record(&batch, row, rows.max_bytes))
            .collect();
        rows.column = TextColumn::choose(&sample, options).map_err(|e| with_types(&e, &batch))?;
        drop(sample);
        rows.batch = Some(batch);
    }
    Ok(Box::new(rows))
}

/// A file of `size` bytes, ready to be read.
fn build<R: ChunkReader + 'static>(
    source: R,
    size: u64,
    limits: &Limits,
) -> Result<ParquetRecordBatchReader> {
    let written =
        ArrowReaderMetadata::load(&source, ArrowReaderOptions::new()).map_err(|e| broken(&e))?;
    let unpacked = written
        .metadata()
        .row_groups()
        .iter()
        .flat_map(parquet::file::metadata::RowGroupMetaData::columns)
        .fold(0u64, |sum, column| {
            sum.saturating_add(u64::try_from(column.uncompressed_size()).unwrap_or(0))
        });
    within_ratio(unpacked, size, limits.max_ratio)?;
    // Views share the texts of a page and its dictionary, where plain columns copy them for each row.
    let views = Schema::new_with_metadata(
        written
            .schema()
            .fields()
            .iter()
            .map(viewed)
            .collect::<Vec<_>>(),
        written.schema().metadata().clone(),
    );
    let options = ArrowReaderOptions::new().with_schema(Arc::new(views));
    let read = ArrowReaderMetadata::try_new(Arc::clone(written.metadata()), options);
    ParquetRecordBatchReaderBuilder::new_with_metadata(source, read.unwrap_or(written))
        .with_batch_size(BATCH)
        .build()
        .map_err(|e| broken(&e))
}

/// The field with its texts as views.
fn viewed(field: &Arc<Field>) -> Arc<Field> {
    let kind = match field.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 => DataType::Utf8View,
        DataType::Binary | DataType::LargeBinary => DataType::BinaryView,
        DataType::List(item) => DataType::List(viewed(item)),
        DataType::LargeList(item) => DataType::LargeList(viewed(item)),
        _ => return Arc::clone(field),
    };
    Arc::new(field.as_ref().clone().with_data_type(kind))
}

fn within_ratio(unpacked: u64, size: u64, max_ratio: u64) -> Result<()> {
    if unpacked > RATIO_FROM && unpacked / size.max(1) > max_ratio {
        return Err(Error::limit(format!(
            "decompresses to more than {max_ratio} times its size (max_ratio)"
        )));
    }
    Ok(())
}

fn broken(error: &dyn std::fmt::Display) -> Error {
    Error::syntax(format!("broken Parquet: {error}"))
}

/// A broken file may bring its reader to panic.
fn guarded<T>(call: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(call))
        .unwrap_or_else(|_| Err(Error::syntax("broken Parquet: its parser gave up")))
}

/// The error of a choice among columns, with what there was to choose from.
fn with_types(error: &Error, batch: &RecordBatch) -> Error {
    let schema = batch.schema_ref();
    let columns = schema.fields().iter().take(20);
    let columns: Vec<String> = columns
        .map(|field| format!("{} ({})", field.name(), type_name(field.data_type())))
        .collect();
    let detail = format!("{}; the columns are {}", error.detail(), columns.join(", "));
    Error::new(error.kind(), detail)
}

/// A type as the writer of the file called it.
fn type_name(kind: &DataType) -> String {
    match kind {
        DataType::Utf8View => "Utf8".to_owned(),
        DataType::BinaryView => "Binary".to_owned(),
        kind => kind.to_string(),
    }
}

struct Rows {
    batches: ParquetRecordBatchReader,
    batch: Option<RecordBatch>,
    row: usize,
    number: usize,
    column: TextColumn,
    max_bytes: u64,
    max_ratio: u64,
    /// Of the file, in bytes.
    size: u64,
    /// Bytes of text given so far.
    given: u64,
    ended: bool,
}

impl Rows {
    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        let next = guarded(|| self.batches.next().transpose().map_err(|e| broken(&e)));
        if next.is_err() {
            self.ended = true;
        }
        next
    }

    /// One row as a capture, and how many bytes it has.
    fn capture(&self, batch: &RecordBatch, row: usize, number: usize) -> (Result<Capture>, u64) {
        let record = record(batch, row, self.max_bytes);
        let size = record.iter().fold(ROW, |sum, (name, cell)| {
            sum + name.len() as u64 + size_of(cell)
        });
        if record
            .iter()
            .any(|(_, cell)| size_of(cell) > self.max_bytes)
        {
            let error = Error::limit(format!(
                "record {number} is larger than the limit of {} bytes (max_bytes)",
                self.max_bytes
            ));
            return (Err(error), size);
        }
        if let Some(field) = self.undecodable(batch, row) {
            let error = Error::syntax(format!(
                "record {number}: '{}' is of type {} and not UTF-8",
                field.name(),
                type_name(field.data_type())
            ));
            return (Err(error), size);
        }
        let capture = self.column.capture(record, number, 0, Vec::new());
        let capture = match capture {
            Ok(mut capture) => {
                for warning in &mut capture.warnings {
                    warning.offset = None;
                    warning.message = format!("record {number}: {}", warning.message);
                }
                Ok(capture)
            }
            // A row has no place in bytes.
            Err(error) => Err(Error::new(error.kind(), error.detail())),
        };
        (capture, size)
    }

    /// The text column, if it holds bytes that are no text in this row.
    fn undecodable<'b>(&self, batch: &'b RecordBatch, row: usize) -> Option<&'b Field> {
        let fields = batch.schema_ref().fields().iter();
        fields
            .zip(batch.columns())
            .find(|(field, _)| self.column.is_named(field.name()))
            .filter(|(_, column)| {
                bytes_at(column.as_ref(), row).is_some_and(|b| std::str::from_utf8(b).is_err())
            })
            .map(|(field, _)| field.as_ref())
    }
}

fn size_of(cell: &Cell<'_>) -> u64 {
    match cell {
        Cell::Text { text, .. } => text.len() as u64,
        Cell::Scalar(value) => value.len() as u64,
        Cell::List(items) => items.iter().map(|i| i.len() as u64 + ROW).sum(),
        Cell::Nothing => 0,
    }
}

impl Iterator for Rows {
    type Item = Result<Capture>;

    fn next(&mut self) -> Option<Result<Capture>> {
        loop {
            if self.ended {
                return None;
            }
            let Some(batch) = &self.batch else {
                match self.next_batch() {
                    Ok(Some(batch)) => {
                        self.batch = Some(batch);
                        self.row = 0;
                        continue;
                    }
                    Ok(None) => {
                        self.ended = true;
                        return None;
                    }
                    Err(error) => return Some(Err(error)),
                }
            };
            if self.row >= batch.num_rows() {
                self.batch = None;
                continue;
            }
            let (row, number) = (self.row, self.number);
            let (capture, size) = self.capture(batch, row, number);
            self.row += 1;
            self.number += 1;
            self.given = self.given.saturating_add(size);
            if let Err(error) = within_ratio(self.given, self.size, self.max_ratio) {
                self.ended = true;
                return Some(Err(error));
            }
            return Some(capture);
        }
    }
}

/// One row of a batch; lists are cut past `max` bytes.
fn record(batch: &RecordBatch, row: usize, max: u64) -> Record<'_> {
    batch
        .schema_ref()
        .fields()
        .iter()
        .zip(batch.columns())
        .map(|(field, column)| (field.name().clone().into(), cell(column.as_ref(), row, max)))
        .collect()
}

/// A cell of any column. Types without a plain reading are left out.
fn cell(column: &dyn Array, row: usize, max: u64) -> Cell<'_> {
    if row >= column.len() || column.is_null(row) {
        return Cell::Nothing;
    }
    macro_rules! scalar {
        ($kind:ty) => {
            Cell::Scalar(column.as_primitive::<$kind>().value(row).to_string())
        };
    }
    match column.data_type() {
        DataType::Utf8 => Cell::text(column.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => Cell::text(column.as_string::<i64>().value(row)),
        DataType::Utf8View => Cell::text(column.as_string_view().value(row)),
        DataType::Binary
        | DataType::LargeBinary
        | DataType::BinaryView
        | DataType::FixedSizeBinary(_) => bytes_at(column, row)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .map_or(Cell::Nothing, Cell::text),
        DataType::Boolean => Cell::Scalar(column.as_boolean().value(row).to_string()),
        DataType::Int8 => scalar!(types::Int8Type),
        DataType::Int16 => scalar!(types::Int16Type),
        DataType::Int32 => scalar!(types::Int32Type),
        DataType::Int64 => scalar!(types::Int64Type),
        DataType::UInt8 => scalar!(types::UInt8Type),
        DataType::UInt16 => scalar!(types::UInt16Type),
        DataType::UInt32 => scalar!(types::UInt32Type),
        DataType::UInt64 => scalar!(types::UInt64Type),
        DataType::Float32 => scalar!(types::Float32Type),
        DataType::Float64 => scalar!(types::Float64Type),
        DataType::Date32 => {
            let days = column.as_primitive::<types::Date32Type>().value(row);
            Cell::Scalar(date(i64::from(days)))
        }
        DataType::Date64 => {
            let millis = column.as_primitive::<types::Date64Type>().value(row);
            Cell::Scalar(date(millis.div_euclid(86_400_000)))
        }
        DataType::Timestamp(unit, zone) => {
            let (value, per_second) = match unit {
                TimeUnit::Second => (
                    column
                        .as_primitive::<types::TimestampSecondType>()
                        .value(row),
                    1,
                ),
                TimeUnit::Millisecond => (
                    column
                        .as_primitive::<types::TimestampMillisecondType>()
                        .value(row),
                    1_000,
                ),
                TimeUnit::Microsecond => (
                    column
                        .as_primitive::<types::TimestampMicrosecondType>()
                        .value(row),
                    1_000_000,
                ),
                TimeUnit::Nanosecond => (
                    column
                        .as_primitive::<types::TimestampNanosecondType>()
                        .value(row),
                    1_000_000_000,
                ),
            };
            // An instant is kept in UTC; a time without a zone has none.
            let zone = if zone.is_some() { "Z" } else { "" };
            Cell::Scalar(format!("{}{zone}", time(value.div_euclid(per_second))))
        }
        DataType::Dictionary(_, _) => column
            .as_any_dictionary_opt()
            .and_then(|dictionary| {
                let key = *dictionary.normalized_keys().get(row)?;
                Some(cell(dictionary.values().as_ref(), key, max))
            })
            .unwrap_or(Cell::Nothing),
        DataType::List(_) => list(column.as_list::<i32>().value(row).as_ref(), max),
        DataType::LargeList(_) => list(column.as_list::<i64>().value(row).as_ref(), max),
        _ => Cell::Nothing,
    }
}

/// The bytes of a cell of a column of bytes.
fn bytes_at(column: &dyn Array, row: usize) -> Option<&[u8]> {
    if row >= column.len() || column.is_null(row) {
        return None;
    }
    match column.data_type() {
        DataType::Binary => Some(column.as_binary::<i32>().value(row)),
        DataType::LargeBinary => Some(column.as_binary::<i64>().value(row)),
        DataType::BinaryView => Some(column.as_binary_view().value(row)),
        DataType::FixedSizeBinary(_) => Some(column.as_fixed_size_binary().value(row)),
        _ => None,
    }
}

/// The texts of a list, up to the first that brings it past `max` bytes.
fn list(items: &dyn Array, max: u64) -> Cell<'static> {
    let mut texts = Vec::new();
    let mut size = 0;
    for row in 0..items.len() {
        let text = match cell(items, row, max) {
            Cell::Text { text, .. } => text.into_owned(),
            Cell::Scalar(value) => value,
            _ => continue,
        };
        size += text.len() as u64 + ROW;
        texts.push(text);
        if size > max {
            break;
        }
    }
    Cell::List(texts)
}

/// A day counted from 1970-01-01 as `2022-02-27`, in the proleptic Gregorian calendar.
fn date(days: i64) -> String {
    // Howard Hinnant, "chrono-compatible low-level date algorithms": eras of 400 years from 1 March.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Seconds from 1970 as `2022-02-27T15:25:00`.
fn time(seconds: i64) -> String {
    let of_day = seconds.rem_euclid(86_400);
    format!(
        "{}T{:02}:{:02}:{:02}",
        date(seconds.div_euclid(86_400)),
        of_day / 3_600,
        of_day / 60 % 60,
        of_day % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (11_016, "2000-02-29"),
            (19_050, "2022-02-27"),
            (-719_468, "0000-03-01"),
        ] {
            assert_eq!(date(days), expected);
        }
        assert_eq!(time(1_645_975_500), "2022-02-27T15:25:00");
    }
}
