//! Tests of the core crate, one module a topic.
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::items_after_statements,
    clippy::manual_midpoint,
    clippy::needless_borrows_for_generic_args,
    clippy::redundant_closure_for_method_calls,
    clippy::redundant_clone,
    clippy::struct_excessive_bools,
    reason = "a test is read more often than it is run"
)]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test says what it skipped"
)]

mod capture;
mod claims;
mod cluster;
mod collocations;
mod conformance;
mod corpus;
mod cql;
mod dates;
mod determinism;
mod document;
mod events;
mod facts;
mod invariants;
mod matrix;
mod measured;
#[cfg(feature = "morphemes")]
mod morphemes;
mod mutation;
mod novelty;
mod organs;
mod pack;
mod partition;
mod people;
mod plain;
mod printed;
mod queries;
mod quotes;
mod romanize;
mod rooms;
mod samples;
mod series;
mod signs;
mod similarity;
mod stats;
mod text;
mod trace;
mod versions;

use std::path::{Path, PathBuf};

/// The root of the repository.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The folder of real captures, which is no part of the repository; a printed message if it is not there.
fn shared_folder() -> Option<PathBuf> {
    let folder = std::env::var_os("VARIORUM_SHARED")
        .map_or_else(|| repository().join("../shared"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!(
        "skipped: no captures at {} (VARIORUM_SHARED)",
        folder.display()
    );
    None
}
mod html;
