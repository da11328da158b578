//! Compiled corpora in Python.

use std::{
    ffi::OsString,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use pyo3::prelude::*;
use variorum::{Progress, corpus::TokenRules, pack::Pack};
use variorum_arrow::compiled::{self, BuildOptions, Builder};

use crate::{
    corpus::PyCorpus,
    document::{Recipe, options},
    error::{Raised, UsageError},
    pool,
};

/// Ctrl-C for a long build.
struct Stop<'a>(&'a AtomicBool);

impl Progress for Stop<'_> {
    fn cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

fn builder(
    folder: &std::path::Path,
    append: bool,
    options: &BuildOptions,
) -> variorum::Result<Builder> {
    if append {
        Builder::append(folder, options)
    } else {
        Builder::create(folder, options)
    }
}

/// The options of a build; what is not given is as the corpus was built that is appended to.
fn build_options(
    folder: &std::path::Path,
    append: bool,
    pack: Option<&str>,
    layout: Option<&str>,
    tokens: Option<Vec<String>>,
) -> PyResult<BuildOptions> {
    let there = append.then(|| compiled::settings(folder));
    let there = there.transpose().map_err(Raised::from)?;
    let mut build = BuildOptions::default();
    let pack = pack.or(there.as_ref().map(|s| s.pack.as_str()));
    let recipe = (
        pack.unwrap_or("dprk").to_owned(),
        "page".to_owned(),
        Vec::new(),
    );
    build.read = options(&recipe)?;
    build.read.captures = variorum_arrow::with_parquet(&build.read.captures);
    build.read.layout = match (layout, &there) {
        (Some(layout), _) => layout.parse().map_err(Raised::from)?,
        (None, Some(there)) => there.layout,
        (None, None) => build.read.layout,
    };
    build.read.tokens = match (tokens, there) {
        (Some(rules), _) => {
            TokenRules::read(rules.iter().map(String::as_str)).map_err(Raised::from)?
        }
        (None, Some(there)) => there.tokens,
        (None, None) => build.read.tokens,
    };
    Ok(build)
}

/// Compiles files, folders, globs.
#[pyfunction(name = "_build_paths")]
#[pyo3(signature = (paths, folder, append, pack=None, layout=None, tokens=None, text_column=None, max_bytes=None, max_ratio=None, max_seconds=None, threads=None))]
#[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
#[expect(
    clippy::needless_pass_by_value,
    reason = "arguments of a Python function are owned"
)]
pub(crate) fn build_paths(
    py: Python<'_>,
    paths: Vec<OsString>,
    folder: PathBuf,
    append: bool,
    pack: Option<&str>,
    layout: Option<&str>,
    tokens: Option<Vec<String>>,
    text_column: Option<String>,
    max_bytes: Option<u64>,
    max_ratio: Option<u64>,
    max_seconds: Option<u64>,
    threads: Option<usize>,
) -> PyResult<PyCorpus> {
    let mut build = build_options(&folder, append, pack, layout, tokens)?;
    let captures = &mut build.read.captures;
    captures.text_column = text_column;
    if let Some(bytes) = max_bytes {
        captures.limits.max_bytes = bytes;
    }
    if let Some(ratio) = max_ratio {
        captures.limits.max_ratio = ratio;
    }
    if let Some(seconds) = max_seconds {
        captures.limits.max_millis = seconds.saturating_mul(1000);
    }
    let mut problems = Vec::new();
    pool::interruptible_on(py, threads, |stop| {
        let mut builder = builder(&folder, append, &build)?;
        builder.read(&paths, &Stop(stop), &mut |problem| problems.push(problem))?;
        builder.finish()
    })?
    .map_err(Raised::from)?;
    let PyCorpus { inner, recipe, .. } = open(py, folder)?;
    Ok(PyCorpus::fresh(
        variorum::Corpus::clone(&inner).with_problems(problems),
        Recipe::clone(&recipe),
    ))
}

/// Compiles the documents of a corpus in memory.
#[pyfunction(name = "_build_corpus")]
pub(crate) fn build_corpus(
    py: Python<'_>,
    corpus: &PyCorpus,
    folder: PathBuf,
    append: bool,
) -> PyResult<PyCorpus> {
    corpus.captures_only()?;
    let documents = &corpus.inner;
    let rules = documents.index().rules().typed();
    let (pack, layout, _) = &*corpus.recipe;
    let build = build_options(&folder, append, Some(pack), Some(layout), Some(rules))?;
    pool::interruptible(py, |_| {
        let mut builder = builder(&folder, append, &build)?;
        for document in documents.documents() {
            builder.push(Arc::clone(document))?;
        }
        builder.finish()
    })?
    .map_err(Raised::from)?;
    open(py, folder)
}

/// Opens a compiled corpus.
#[pyfunction(name = "_open")]
#[expect(
    clippy::needless_pass_by_value,
    reason = "arguments of a Python function are owned"
)]
pub(crate) fn open(py: Python<'_>, folder: PathBuf) -> PyResult<PyCorpus> {
    let opened = pool::interruptible(py, |_| {
        let settings = compiled::settings(&folder)?;
        // A pack in a folder is not found by its name; then no names are.
        let pack = Pack::load(&settings.pack).unwrap_or_else(|_| Pack::none());
        let corpus = compiled::open(&folder)?.with_pack(Arc::new(pack));
        let layout = settings.layout.name().to_owned();
        Ok::<_, variorum::Error>((corpus, (settings.pack, layout, settings.tokens.typed())))
    })?;
    let (corpus, recipe) = opened.map_err(Raised::from)?;
    Ok(PyCorpus::fresh(corpus, recipe))
}

impl PyCorpus {
    /// An error where captures are needed and were not kept.
    pub(crate) fn captures_only(&self) -> PyResult<()> {
        if self.inner.is_compiled() {
            return Err(UsageError::new_err(
                "a compiled corpus keeps no captures, so it has no documents to give: table(), \
                 where(), slices, kwic() and the measures work on it; read() its captures for more",
            ));
        }
        Ok(())
    }
}
