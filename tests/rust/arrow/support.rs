//! Corpora for the tests, in memory and compiled.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use variorum::{Corpus, ReadOptions};
use variorum_arrow::compiled::{self, BuildOptions};

/// The captures that were written for the project.
pub(crate) fn captures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/captures")
}

/// All captures in memory, without what was doubtful in reading them.
pub(crate) fn in_memory(options: &ReadOptions) -> Corpus {
    Corpus::read(&[captures()], options, &())
        .unwrap()
        .with_problems(Vec::new())
}

/// Options that make many segments of few captures.
pub(crate) fn small() -> BuildOptions {
    let mut options = BuildOptions::default();
    options.segment_bytes = 6_000;
    options
}

/// Captures compiled into a folder of their own.
pub(crate) fn built(inputs: &[PathBuf], options: &BuildOptions) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    compiled::build(inputs, folder.path(), options, &(), &mut |_| ()).unwrap();
    folder
}

/// The files below a folder, by their names in it, in order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.file_name().unwrap() != ".lock" {
            found.push(path);
        }
    }
    found.sort();
    found
}
