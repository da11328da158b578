//! Arrow and Parquet for Variorum: tables out, archives in.
//!
//! Corpora that were [`compiled`] once are opened in no time.
//!
//! The core knows neither. This crate plugs a Parquet reader into [`capture::Options`](variorum::capture::Options) and turns a
//! [`Table`](variorum::table::Table) into an Arrow record batch or into the bytes of a Parquet file,
//! its provenance kept as JSON in the schema's metadata under [`PROVENANCE`].
//!
//! ```
//! use variorum::table::{Cells, Provenance, Table};
//!
//! let folder = tempfile::tempdir().unwrap();
//! let path = folder.path().join("archive.parquet");
//! let archive = Table::new(Provenance::default())
//!     .with("title", ["Harvest begins", "Harvest ends"].into_iter().collect())?
//!     .with("text", ["TARSK, Aug. 2 -- It began.", "TARSK, Sept. 9 -- It ended."].into_iter().collect())?;
//! std::fs::write(&path, variorum_arrow::parquet(&archive)?).unwrap();
//!
//! let captures: Vec<_> = variorum_arrow::open(&path, &Default::default())?.collect::<Result<_, _>>()?;
//! assert_eq!(captures[1].metadata["title"], "Harvest ends");
//! # Ok::<(), variorum::Error>(())
//! ```
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

pub mod compiled;
mod read;
mod write;

use variorum::{
    Result,
    capture::{Input, Options, Reader},
};

pub use self::{
    read::open_parquet,
    write::{PROVENANCE, ParquetWriter, parquet, record_batch},
};

/// The options with the Parquet reader plugged in, for [`Reader::open`].
#[must_use]
pub fn with_parquet(options: &Options) -> Options {
    let mut options = options.clone();
    options.parquet = Some(open_parquet);
    options
}

/// Opens a file of any format, Parquet among them.
pub fn open(input: impl Into<Input>, options: &Options) -> Result<Reader> {
    Reader::open(input, &with_parquet(options))
}
