//! Commands whose result rests on the facts of all captures together.

use anyhow::Result;
use serde::Serialize;
use variorum::{corpus::facts::Read, facts::Kind, table::Table};

use crate::{
    args::{Format, OutputArgs, ReadArgs},
    forms,
    output::{Output, Status},
    plan::Reading,
};

/// Reads a kind of facts of all captures, finds what they say together and writes it: as items, or as the
/// table that `table` makes of them and the number of documents.
pub(super) fn run<T: Serialize>(
    (read, output): (&ReadArgs, &OutputArgs),
    kind: Kind,
    find: impl FnOnce(&[Read]) -> Vec<T>,
    table: impl FnOnce(&[T], usize) -> variorum::Result<Table>,
) -> Result<Status> {
    let format = forms::of_table(output, Format::Json)?;
    let reading = Reading::new(read, output.output.as_ref())?;
    let mut documents: Vec<Read> = Vec::new();
    let status = reading.facts(&[kind], &mut |one| {
        documents.push(one);
        Ok(())
    })?;
    let found = find(&documents);
    let mut writer = Output::open(output.output.as_deref(), format)?;
    match format {
        Format::Json => {
            for (n, one) in found.iter().enumerate() {
                writer.json_item(n, one)?;
            }
            writer.json_end(found.len())?;
        }
        Format::Jsonl => found.iter().try_for_each(|one| writer.json_line(one))?,
        Format::Table | Format::Csv | Format::Parquet => {
            writer.table(&table(&found, documents.len())?)?;
        }
    }
    writer.finish()?;
    Ok(status)
}
