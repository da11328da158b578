//! The extension module `variorum._native`.
#![allow(
    clippy::doc_markdown,
    clippy::doc_link_with_quotes,
    reason = "documentation comments become Python docstrings"
)]

mod compiled;
mod corpus;
mod document;
mod error;
mod facts;
mod offsets;
mod pool;
mod sources;
mod stats;
mod table;
mod values;
mod versions;

use pyo3::prelude::*;

/// Native part of the `variorum` package.
#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::compiled::{build_corpus, build_paths, open};
    #[pymodule_export]
    use crate::corpus::{PyCorpus, PyProblem, corpus_of, read_paths, read_records, read_text};
    #[pymodule_export]
    use crate::document::{PyDocument, PyZone, document_of, zone_of};
    #[pymodule_export]
    use crate::stats::PyMatrix;
    #[pymodule_export]
    use crate::table::{PyTable, table_of};
    #[pymodule_export]
    use crate::values::{PyDateline, PySentence, PySpan, PyToken};
    #[pymodule_export]
    use crate::versions::{PyCollation, PyComparison, collate, compare};
    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
