//! Reading a compiled corpus.

use std::{path::Path, sync::Arc};

use rayon::prelude::*;
use variorum::{
    Corpus, Error, Result,
    corpus::{Column, Index, Vocabulary},
};

use super::{
    file::{Table, digest},
    manifest::{Manifest, Settings},
    map::map,
    segment,
};

/// Whether a path is the folder of a compiled corpus, whole or damaged.
pub fn is_compiled(path: impl AsRef<Path>) -> bool {
    Manifest::exists(path.as_ref())
}

/// How the captures of a compiled corpus were read.
pub fn settings(folder: impl AsRef<Path>) -> Result<Settings> {
    Manifest::read(folder.as_ref())?.settings()
}

/// The size of all files of a compiled corpus, in bytes.
pub fn size(folder: impl AsRef<Path>) -> Result<u64> {
    let manifest = Manifest::read(folder.as_ref())?;
    Ok(manifest.files().map(|(_, entry)| entry.bytes).sum())
}

/// Opens a compiled corpus. Its files are mapped into memory, so that this takes no longer for a large
/// one; what a measure looks at is read then.
///
/// # Errors
///
/// If the folder holds no compiled corpus or one of another format, or a file is missing, cut off or
/// damaged at its ends. A byte that was changed in the middle of a file is found by [`check`] only.
pub fn open(folder: impl AsRef<Path>) -> Result<Corpus> {
    let folder = folder.as_ref();
    let manifest = Manifest::read(folder)?;
    let settings = manifest.settings()?;
    let (vocabulary, sorted) = vocabulary(folder, &manifest)?;
    let vocabulary = Arc::new(vocabulary);
    // All of them, so that the error is the same whatever the threads.
    let parts: Vec<Result<_>> = manifest
        .segments
        .par_iter()
        .map(|s| segment::open(folder, s, &vocabulary).map(Arc::new))
        .collect();
    let parts = parts.into_iter().collect::<Result<Vec<_>>>()?;
    let index = Index::of_parts(vocabulary, parts, settings.counted, settings.tokens);
    if (index.len() as u64, index.tokens() as u64) != (manifest.documents, manifest.tokens) {
        return Err(Error::syntax(
            "is damaged (its segments do not add up): build the corpus again",
        )
        .with_path(folder.join(super::manifest::MANIFEST)));
    }
    Ok(Corpus::compiled(index.with_sorted(sorted)))
}

/// Reads every byte of a compiled corpus and compares the digests.
///
/// # Errors
///
/// Those of [`open`], and if a file is not what was written; the error names it.
pub fn check(folder: impl AsRef<Path>) -> Result<()> {
    let folder = folder.as_ref();
    open(folder)?;
    let manifest = Manifest::read(folder)?;
    for (name, entry) in manifest.files() {
        let path = folder.join(name);
        if digest(&map(&path, entry.bytes)?) != entry.xxh3 {
            return Err(
                Error::syntax("is not what was written: build the corpus again").with_path(path),
            );
        }
    }
    Ok(())
}

/// The distinct forms, and their order by the lower-cased forms.
pub(super) fn vocabulary(folder: &Path, manifest: &Manifest) -> Result<(Vocabulary, Column<u32>)> {
    let Some(entry) = &manifest.vocabulary.file else {
        return Err(
            Error::syntax("is damaged (it names no vocabulary): build the corpus again")
                .with_path(folder.join(super::manifest::MANIFEST)),
        );
    };
    let table = Table::open(&folder.join(&manifest.vocabulary.name), entry)?;
    let (bytes, ends) = table.texts("form")?.columns();
    Ok((
        Vocabulary::of_columns(bytes, ends),
        table.numbers("by_lower")?,
    ))
}
