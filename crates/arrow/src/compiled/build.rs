//! Writing a compiled corpus.

use std::{
    ffi::OsStr,
    fs::{self, File},
    path::{Path, PathBuf},
    sync::Arc,
};

use arrow_array::{ArrayRef, UInt32Array, builder::StringBuilder};
use variorum::{
    Document, Error, Progress, ReadOptions, Result,
    corpus::{Counted, Found, Ids, Index, Interner, Part, Problem, Vocabulary, read_on},
};

use super::{
    file::write,
    manifest::{Manifest, PackName, Settings},
    open::vocabulary,
    write::Pending,
};

/// Captures of so many bytes are cut into tokens at a time.
const BATCH: usize = 8 << 20;
/// What a document and a zone count for in the size of a segment beside their text.
const DOCUMENT: usize = 256;
const ZONE: usize = 64;
/// The file that a writer holds.
const LOCK: &str = ".lock";

/// How a corpus is compiled.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BuildOptions {
    /// How captures are read, and text is cut into tokens.
    pub read: ReadOptions,
    /// Which zones are kept.
    pub counted: Counted,
    /// A segment is closed at so many bytes of clean text; the more, the more memory a build takes.
    pub segment_bytes: usize,
}

impl Default for BuildOptions {
    fn default() -> Self {
        let mut read = ReadOptions::default();
        read.captures = crate::with_parquet(&read.captures);
        BuildOptions {
            read,
            counted: Counted::default(),
            segment_bytes: 32 << 20,
        }
    }
}

/// What was built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// Documents that were added.
    pub added: u64,
    /// All documents.
    pub documents: u64,
    /// All tokens.
    pub tokens: u64,
    /// The distinct forms.
    pub types: u64,
    /// The size of all files, in bytes.
    pub bytes: u64,
}

/// Writes documents into a folder as a compiled corpus. Nothing of it counts before
/// [`finish`](Builder::finish): a build that is given up leaves the corpus that was there.
///
/// Memory: the captures that are being read, 8 MiB of captures as documents, one segment of
/// [`segment_bytes`](BuildOptions::segment_bytes), the distinct forms, and an id for each document.
///
/// ```
/// use variorum::{Corpus, ReadOptions};
/// use variorum_arrow::compiled::{self, BuildOptions, Builder};
///
/// let folder = tempfile::tempdir().unwrap();
/// let corpus = Corpus::from_text("The party met in Tarsk.\n", &ReadOptions::default());
/// let mut builder = Builder::create(folder.path(), &BuildOptions::default())?;
/// for document in corpus.documents() {
///     builder.push(document.clone())?;
/// }
/// assert_eq!(builder.finish()?.tokens, 5);
/// let compiled = compiled::open(folder.path())?;
/// assert_eq!(compiled.concordance("party met", &Default::default())?.len(), 1);
/// # Ok::<(), variorum::Error>(())
/// ```
#[derive(Debug)]
pub struct Builder {
    folder: PathBuf,
    options: BuildOptions,
    manifest: Manifest,
    types: Interner,
    ids: Ids,
    batch: Vec<Arc<Document>>,
    batch_bytes: usize,
    pending: Pending,
    pending_bytes: usize,
    added: u64,
    /// Held as long as this lives.
    _lock: File,
}

impl Builder {
    /// Begins a corpus in a folder that does not exist, is empty, or has what an earlier build left
    /// unfinished.
    ///
    /// # Errors
    ///
    /// If the folder holds anything else, a corpus for one, or is being written by another.
    pub fn create(folder: &Path, options: &BuildOptions) -> Result<Self> {
        let free = || {
            if !Manifest::exists(folder) {
                return Ok(());
            }
            let full = "holds a compiled corpus: append to it, or build into another folder";
            Err(Error::usage(full).with_path(folder))
        };
        free()?;
        fs::create_dir_all(folder).map_err(|e| Error::io(folder, &e))?;
        let foreign = entries(folder)?.into_iter().find(|name| !is_ours(name));
        if let Some(foreign) = foreign {
            return Err(Error::usage(format!(
                "is not empty ('{foreign}' is in it) and holds no compiled corpus: give another folder"
            ))
            .with_path(folder));
        }
        let lock = lock(folder)?;
        // Another program may have been faster.
        free()?;
        let settings = settings(options);
        let manifest = Manifest::new(PackName::of(&options.read.pack), &settings);
        Builder::begin(
            folder,
            options,
            manifest,
            lock,
            Interner::default(),
            Ids::default(),
        )
    }

    /// Goes on with a corpus.
    ///
    /// # Errors
    ///
    /// If it cannot be opened, is being written by another, or was built with another pack, other token
    /// rules, another layout or other zones.
    pub fn append(folder: &Path, options: &BuildOptions) -> Result<Self> {
        // Whether there is a corpus is asked before a lock is left in a folder.
        Manifest::read(folder)?;
        let lock = lock(folder)?;
        let manifest = Manifest::read(folder)?;
        same(folder, &manifest, options)?;
        let corpus = super::open(folder)?;
        let mut ids = Ids::default();
        let id = "id".parse()?;
        for document in 0..corpus.len() {
            if let Some(id) = corpus.value(document, &id) {
                ids.take(&id);
            }
        }
        let types = Interner::from_vocabulary(vocabulary(folder, &manifest)?.0);
        Builder::begin(folder, options, manifest, lock, types, ids)
    }

    fn begin(
        folder: &Path,
        options: &BuildOptions,
        manifest: Manifest,
        lock: File,
        types: Interner,
        ids: Ids,
    ) -> Result<Self> {
        // What an earlier build left, finished or not, and nobody needs.
        let named = manifest.names();
        for name in entries(folder)? {
            if is_ours(&name) && name != LOCK && !named.contains(name.as_str()) {
                let path = folder.join(&name);
                let removed = if path.is_dir() {
                    fs::remove_dir_all(&path)
                } else {
                    fs::remove_file(&path)
                };
                removed.map_err(|e| Error::io(&path, &e))?;
            }
        }
        Ok(Builder {
            folder: folder.to_path_buf(),
            options: options.clone(),
            manifest,
            types,
            ids,
            batch: Vec::new(),
            batch_bytes: 0,
            pending: Pending::default(),
            pending_bytes: 0,
            added: 0,
            _lock: lock,
        })
    }

    /// Reads captures and adds their documents; what went wrong with one goes to `problem`.
    ///
    /// # Errors
    ///
    /// If the work was cancelled, a glob is malformed, or the folder cannot be written.
    pub fn read<S: AsRef<OsStr>>(
        &mut self,
        inputs: &[S],
        progress: &dyn Progress,
        problem: &mut dyn FnMut(Problem),
    ) -> Result<()> {
        let options = self.options.read.clone();
        let mut ids = self.take_ids();
        // The same inputs give the same folder, however they were listed.
        let mut inputs: Vec<&OsStr> = inputs.iter().map(AsRef::as_ref).collect();
        inputs.sort_unstable();
        let read = read_on(&inputs, &options, &mut ids, progress, &mut |found| {
            match found {
                Found::Document(document) => self.add(Arc::from(document))?,
                Found::Problem(found) => problem(found),
            }
            Ok(())
        });
        self.ids = ids;
        read
    }

    /// Adds a document; it gets another id if its own is taken.
    pub fn push(&mut self, document: Arc<Document>) -> Result<()> {
        let mut document = Arc::unwrap_or_clone(document);
        self.ids.make_unique(&mut document);
        self.add(Arc::new(document))
    }

    /// The ids that are taken, for who reads on with [`read_on`] and gives the documents to
    /// [`add`](Builder::add).
    pub fn take_ids(&mut self) -> Ids {
        std::mem::take(&mut self.ids)
    }

    /// Adds a document whose id is taken by no other: see [`take_ids`](Builder::take_ids).
    pub fn add(&mut self, document: Arc<Document>) -> Result<()> {
        let counted = self.options.counted.kinds();
        let zones = document.zones.iter().filter(|z| counted.contains(&z.kind));
        let metadata = document.capture.metadata.values().map(String::len);
        let size = DOCUMENT
            + zones.map(|z| ZONE + z.text().len()).sum::<usize>()
            + metadata.sum::<usize>();
        self.batch_bytes += size + document.capture.text.len();
        self.pending_bytes += size;
        self.batch.push(document);
        self.added += 1;
        // Where segments end depends on the documents only, not on how they come.
        if self.pending_bytes >= self.options.segment_bytes {
            self.flush()?;
            self.close()?;
        } else if self.batch_bytes >= BATCH {
            self.flush()?;
        }
        Ok(())
    }

    /// Cuts the documents at hand into tokens and forgets their captures.
    fn flush(&mut self) -> Result<()> {
        self.batch_bytes = 0;
        let documents = std::mem::take(&mut self.batch);
        let rules = &self.options.read.tokens;
        let parts = Part::cut(&documents, &self.options.counted, rules, &mut self.types);
        let added = self.pending.add(&parts, self.types.vocabulary());
        added.map_err(|e| match documents.first() {
            Some(first) => e.with_path(&first.capture.path),
            None => e,
        })
    }

    /// Writes the segment.
    fn close(&mut self) -> Result<()> {
        self.pending_bytes = 0;
        if self.pending.len() == 0 {
            return Ok(());
        }
        let name = format!("segment-{:05}", self.manifest.segments.len() + 1);
        let types = self.types.vocabulary().len();
        let segment = self.pending.write(&self.folder, &name, types)?;
        self.manifest.documents += segment.documents;
        self.manifest.tokens += segment.tokens;
        self.manifest.segments.push(segment);
        Ok(())
    }

    /// Writes what is left, and makes it count.
    pub fn finish(mut self) -> Result<Summary> {
        self.flush()?;
        self.close()?;
        let vocabulary = std::mem::take(&mut self.types).finish();
        let types = vocabulary.len() as u64;
        let empty = Vec::new();
        let index = Index::of_parts(
            vocabulary,
            empty,
            self.options.counted.clone(),
            self.options.read.tokens.clone(),
        );
        let name = format!("vocabulary-{:05}.arrow", self.manifest.segments.len());
        // An append without a document changes nothing.
        if self.added > 0 || self.manifest.vocabulary.file.is_none() {
            let partial = self.folder.join(format!("{name}.partial"));
            let entry = write(&partial, forms(&index)?)?;
            let path = self.folder.join(&name);
            fs::rename(&partial, &path).map_err(|e| Error::io(&path, &e))?;
            self.manifest.vocabulary.name = name;
            self.manifest.vocabulary.file = Some(entry);
            self.manifest.write(&self.folder)?;
        }
        Ok(Summary {
            added: self.added,
            documents: self.manifest.documents,
            tokens: self.manifest.tokens,
            types,
            bytes: self.manifest.files().map(|(_, entry)| entry.bytes).sum(),
        })
    }
}

/// The columns of the vocabulary: the forms by their numbers, and the numbers by the lower-cased forms.
fn forms(index: &Index) -> Result<Vec<(String, ArrayRef)>> {
    let forms: &Vocabulary = index.vocabulary();
    let mut column = StringBuilder::new();
    for form in forms.forms() {
        if column.values_slice().len() + form.len() > i32::MAX as usize {
            return Err(Error::limit("there are more than 2 GiB of distinct forms"));
        }
        column.append_value(form);
    }
    let sorted = index.sorted().to_vec();
    Ok(vec![
        ("form".to_owned(), Arc::new(column.finish()) as ArrayRef),
        ("by_lower".to_owned(), Arc::new(UInt32Array::from(sorted))),
    ])
}

/// Compiles captures into a folder.
///
/// # Errors
///
/// Those of [`Builder`]; what is wrong with one capture goes to `problem`.
pub fn build<S: AsRef<OsStr>>(
    inputs: &[S],
    folder: &Path,
    options: &BuildOptions,
    progress: &dyn Progress,
    problem: &mut dyn FnMut(Problem),
) -> Result<Summary> {
    let mut builder = Builder::create(folder, options)?;
    builder.read(inputs, progress, problem)?;
    builder.finish()
}

/// Adds captures to a compiled corpus.
///
/// # Errors
///
/// Those of [`Builder`]; what is wrong with one capture goes to `problem`.
pub fn append<S: AsRef<OsStr>>(
    inputs: &[S],
    folder: &Path,
    options: &BuildOptions,
    progress: &dyn Progress,
    problem: &mut dyn FnMut(Problem),
) -> Result<Summary> {
    let mut builder = Builder::append(folder, options)?;
    builder.read(inputs, progress, problem)?;
    builder.finish()
}

fn settings(options: &BuildOptions) -> Settings {
    Settings {
        pack: PackName::of(&options.read.pack).name,
        layout: options.read.layout,
        tokens: options.read.tokens.clone(),
        counted: options.counted.clone(),
    }
}

/// An error if documents are to be added that were read in another way.
fn same(folder: &Path, manifest: &Manifest, options: &BuildOptions) -> Result<()> {
    let (there, asked) = (manifest.settings()?, settings(options));
    let pack = PackName::of(&options.read.pack);
    let told = |p: &PackName| format!("{} {}", p.name, p.version).trim().to_owned();
    let typed = |s: &Settings| s.tokens.typed().join(" ");
    let kinds = |s: &Settings| {
        let kinds: Vec<_> = s.counted.kinds().iter().map(|k| k.name()).collect();
        kinds.join(" ")
    };
    for (what, there, asked) in [
        ("another pack", told(&manifest.pack), told(&pack)),
        (
            "another layout",
            there.layout.name().to_owned(),
            asked.layout.name().to_owned(),
        ),
        ("other token rules", typed(&there), typed(&asked)),
        ("other zones", kinds(&there), kinds(&asked)),
    ] {
        if there != asked {
            return Err(
                Error::usage(format!("was built with {what}: {there}, not {asked}"))
                    .with_path(folder),
            );
        }
    }
    Ok(())
}

/// The names in a folder, in order.
fn entries(folder: &Path) -> Result<Vec<String>> {
    let io = |e| Error::io(folder, &e);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(io)? {
        names.push(
            entry
                .map_err(io)?
                .file_name()
                .to_string_lossy()
                .into_owned(),
        );
    }
    names.sort_unstable();
    Ok(names)
}

/// Whether a name is one that builds give to what they leave unfinished.
fn is_ours(name: &str) -> bool {
    if name == format!("{}.partial", super::manifest::MANIFEST) {
        return true;
    }
    let name = name.strip_suffix(".partial").unwrap_or(name);
    let numbered = |number: &str| number.len() >= 5 && number.bytes().all(|b| b.is_ascii_digit());
    let vocabulary = || name.strip_prefix("vocabulary-")?.strip_suffix(".arrow");
    name == LOCK
        || name.strip_prefix("segment-").is_some_and(numbered)
        || vocabulary().is_some_and(numbered)
}

/// Keeps other writers out of a folder as long as the file lives.
fn lock(folder: &Path) -> Result<File> {
    let path = folder.join(LOCK);
    let file = File::create(&path).map_err(|e| Error::io(&path, &e))?;
    file.try_lock().map_err(|e| match e {
        fs::TryLockError::WouldBlock => {
            Error::usage("is being written by another program: wait until it has finished")
                .with_path(folder)
        }
        fs::TryLockError::Error(e) => Error::io(&path, &e),
    })?;
    Ok(file)
}
