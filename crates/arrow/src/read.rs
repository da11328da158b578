//! Parquet files as archives of texts.

use std::{
    fs::File,
    panic::{AssertUnwindSafe, catch_unwind},
};

use arrow_array::{Array, RecordBatch, cast::AsArray, types};
use arrow_schema::{DataType, TimeUnit};
use bytes::Bytes;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use variorum::{
    Error, ErrorKind, Result,
    capture::{Capture, Captures, Cell, Options, Record, Seekable, TextColumn},
};

/// Rows read at a time: few, since one may be a whole book.
const BATCH: usize = 256;

/// Opens a Parquet file as an archive: [`Options::parquet`] is the place for this function.
///
/// The text column is found as in any archive. Other columns of text, numbers, dates and times are
/// metadata; lists of texts are joined by `; `; nested columns are left out. Parquet has no byte
/// offsets for rows, so [`Capture::offset`] is 0. Compression by Snappy, gzip and zstd is read.
pub fn open_parquet(file: Seekable, options: &Options) -> Result<Captures> {
    let batches = guarded(|| match file {
        Seekable::File(path) => {
            let file = File::open(&path).map_err(|e| Error::io(&path, &e))?;
            build(ParquetRecordBatchReaderBuilder::try_new(file))
        }
        Seekable::Bytes(bytes) => {
            build(ParquetRecordBatchReaderBuilder::try_new(Bytes::from(bytes)))
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
        max_bytes: options.limits.max_bytes,
        ended: false,
    };
    // The first rows say which column holds the text.
    if let Some(batch) = rows.next_batch()? {
        let sample: Vec<Record<'_>> = (0..batch.num_rows().min(64))
            .map(|row| record(&batch, row))
            .collect();
        rows.column = TextColumn::choose(&sample, options)?;
        drop(sample);
        rows.batch = Some(batch);
    }
    Ok(Box::new(rows))
}

fn build<R: parquet::file::reader::ChunkReader + 'static>(
    builder: parquet::errors::Result<ParquetRecordBatchReaderBuilder<R>>,
) -> Result<ParquetRecordBatchReader> {
    builder
        .and_then(|builder| builder.with_batch_size(BATCH).build())
        .map_err(|e| broken(&e))
}

fn broken(error: &dyn std::fmt::Display) -> Error {
    Error::syntax(format!("broken Parquet: {error}"))
}

/// A broken file may bring its reader to panic.
fn guarded<T>(call: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(call))
        .unwrap_or_else(|_| Err(Error::syntax("broken Parquet: its parser gave up")))
}

struct Rows {
    batches: ParquetRecordBatchReader,
    batch: Option<RecordBatch>,
    row: usize,
    number: usize,
    column: TextColumn,
    max_bytes: u64,
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
            self.row += 1;
            self.number += 1;
            return Some(
                self.column
                    .capture(record(batch, row), number, 0, Vec::new())
                    .and_then(|capture| {
                        if capture.text.len() as u64 > self.max_bytes {
                            return Err(Error::limit(format!(
                                "record {number} is larger than the limit of {} bytes (max_bytes)",
                                self.max_bytes
                            )));
                        }
                        Ok(capture)
                    }),
            );
        }
    }
}

/// One row of a batch.
fn record(batch: &RecordBatch, row: usize) -> Record<'_> {
    batch
        .schema_ref()
        .fields()
        .iter()
        .zip(batch.columns())
        .map(|(field, column)| (field.name().clone().into(), cell(column.as_ref(), row)))
        .collect()
}

/// A cell of any column. Types without a plain reading are left out.
fn cell(column: &dyn Array, row: usize) -> Cell<'_> {
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
                Some(cell(dictionary.values().as_ref(), key))
            })
            .unwrap_or(Cell::Nothing),
        DataType::List(_) => list(column.as_list::<i32>().value(row).as_ref()),
        DataType::LargeList(_) => list(column.as_list::<i64>().value(row).as_ref()),
        _ => Cell::Nothing,
    }
}

/// The texts of a list.
fn list(items: &dyn Array) -> Cell<'static> {
    Cell::List(
        (0..items.len())
            .filter_map(|row| match cell(items, row) {
                Cell::Text { text, .. } => Some(text.into_owned()),
                Cell::Scalar(value) => Some(value),
                _ => None,
            })
            .collect(),
    )
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
