//! Corpora in Python.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use pyo3::{
    IntoPyObjectExt,
    exceptions::{PyIndexError, PyKeyError},
    prelude::*,
    types::{PyBool, PySlice, PyString, PyTuple},
};
use variorum::{
    Corpus, Document, Progress, ReadOptions,
    capture::{Capture, MediaType},
    corpus::{Facet, Filter, KwicOptions, Problem},
    sources::trace::Held,
    stats::Counting,
};

use crate::{
    document::{PyDocument, Recipe, Saved, options, restore, save},
    error::{Raised, UsageError, whole, wrong_type},
    pool,
    table::{PyTable, escape, number_of},
};

/// Documents in the order of their captures; what :func:`variorum.read` returns.
///
/// ``corpus[3]`` and ``corpus["ID"]`` are documents, ``corpus[2:5]`` is a corpus, ``for d in corpus``
/// goes through them.
#[pyclass(name = "Corpus", module = "variorum", frozen, from_py_object)]
#[derive(Clone)]
pub(crate) struct PyCorpus {
    pub(crate) inner: Arc<Corpus>,
    pub(crate) recipe: Arc<Recipe>,
    /// What is counted, unless a measure is told otherwise.
    pub(crate) counting: Arc<Counting>,
    /// Its documents as statements to trace in, once they were asked for.
    pub(crate) held: Arc<OnceLock<Held>>,
}

/// Something that went wrong, or is doubtful, with one capture.
#[pyclass(name = "Problem", module = "variorum", frozen, eq, hash, get_all)]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct PyProblem {
    /// ``"error"`` (not read) or ``"warning"`` (read, something in it is doubtful).
    severity: String,
    /// The capture's path.
    path: String,
    /// Byte in the file, counted from 0, where known.
    offset: Option<u64>,
    /// What it is.
    message: String,
}

#[pymethods]
impl PyProblem {
    #[new]
    fn new(severity: String, path: String, offset: Option<u64>, message: String) -> Self {
        PyProblem {
            severity,
            path,
            offset,
            message,
        }
    }

    fn __repr__(&self) -> String {
        format!(
            "Problem({:?}, {:?}, {:?})",
            self.severity, self.path, self.message
        )
    }

    fn __getnewargs__(&self) -> (String, String, Option<u64>, String) {
        (
            self.severity.clone(),
            self.path.clone(),
            self.offset,
            self.message.clone(),
        )
    }
}

impl PyProblem {
    fn of(problem: &Problem) -> Self {
        PyProblem {
            severity: match problem.severity {
                variorum::corpus::Severity::Error => "error".to_owned(),
                variorum::corpus::Severity::Warning => "warning".to_owned(),
            },
            path: problem.path.clone(),
            offset: problem.offset,
            message: problem.message.clone(),
        }
    }
}

impl PyCorpus {
    fn wrap(&self, corpus: Corpus) -> Self {
        PyCorpus {
            inner: Arc::new(corpus),
            recipe: Arc::clone(&self.recipe),
            counting: Arc::clone(&self.counting),
            held: Arc::default(),
        }
    }

    /// A corpus that was just read.
    pub(crate) fn fresh(corpus: Corpus, recipe: Recipe) -> Self {
        PyCorpus {
            inner: Arc::new(corpus),
            recipe: Arc::new(recipe),
            counting: Arc::default(),
            held: Arc::default(),
        }
    }

    fn problem_list(&self) -> Vec<PyProblem> {
        self.inner.problems().iter().map(PyProblem::of).collect()
    }

    fn documents(&self) -> Vec<PyDocument> {
        self.inner
            .documents()
            .iter()
            .map(|d| PyDocument::new(d, &self.recipe))
            .collect()
    }
}

/// A facet by its name, if it exists.
pub(crate) fn facet(name: Option<&str>, corpus: &Corpus) -> PyResult<Option<Facet>> {
    let Some(name) = name else {
        return Ok(None);
    };
    let facet: Facet = name.parse().map_err(Raised::from)?;
    facet.check(corpus).map_err(Raised::from)?;
    Ok(Some(facet))
}

/// The value of a condition as text: `str`, `int`, or what has a date.
fn condition(key: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(text) = value.extract::<String>() {
        return Ok(text);
    }
    if value.is_instance_of::<PyBool>() {
        return Err(wrong_type(key, "a str, an int or a date", value));
    }
    if let Ok(number) = value.extract::<i64>() {
        return Ok(number.to_string());
    }
    let date = value.py().import("datetime")?.getattr("date")?;
    if value.is_instance(&date)? {
        let text: String = value.call_method0("isoformat")?.extract()?;
        return Ok(text.get(..10).unwrap_or(&text).to_owned());
    }
    Err(wrong_type(key, "a str, an int or a date", value))
}

#[pymethods]
impl PyCorpus {
    /// Clean texts in memory, each one document and one paragraph; nothing is laid out.
    ///
    /// Parameters
    /// ----------
    /// texts : iterable of str
    ///     Texts; blank ones are left out.
    /// tokens : str or list of str, optional
    ///     How they are cut into tokens, as in :func:`variorum.read`.
    /// pack : str or path
    ///     What is known of the field.
    ///
    /// Examples
    /// --------
    /// >>> import variorum as vr
    /// >>> corpus = vr.Corpus.from_texts(["The party met.", "The party spoke."], tokens="word")
    /// >>> corpus.frequency(limit=1)["count"]
    /// [2]
    #[staticmethod]
    #[pyo3(signature = (texts: "Iterable[str]", *, tokens: "str | Iterable[str] | None" = None, pack: "str" = "dprk") -> "Corpus")]
    fn from_texts(
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        tokens: Option<&Bound<'_, PyAny>>,
        pack: &str,
    ) -> PyResult<Self> {
        if texts.is_instance_of::<PyString>() {
            return Err(wrong_type("texts", "a list of str", texts));
        }
        let texts: Vec<String> = texts
            .try_iter()?
            .map(|text| {
                let text = text?;
                let wrong = || wrong_type("a text", "a str", &text);
                Ok(text
                    .cast::<PyString>()
                    .map_err(|_| wrong())?
                    .to_cow()?
                    .into_owned())
            })
            .collect::<PyResult<_>>()?;
        let rules: Vec<String> = match tokens {
            None => Vec::new(),
            Some(tokens) => py
                .import("variorum._read")?
                .call_method1("_rules", (tokens,))?
                .extract()?,
        };
        let recipe: Recipe = (pack.to_owned(), "whole".to_owned(), rules);
        let options = options(&recipe)?;
        let corpus = pool::interruptible(py, |_| Corpus::from_texts(texts, &options))?;
        Ok(PyCorpus::fresh(corpus, recipe))
    }

    fn __len__(&self) -> usize {
        self.inner.len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.captures_only()?;
        self.documents()
            .into_bound_py_any(py)?
            .call_method0("__iter__")
    }

    /// A document by number, id or address; a corpus by slice (steps other than 1 are refused).
    fn __getitem__<'py>(&self, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = key.py();
        let len = self.inner.len();
        if let Ok(slice) = key.cast::<PySlice>() {
            let cut = slice.indices(isize::try_from(len)?)?;
            if cut.step != 1 {
                return Err(UsageError::new_err("a corpus is cut in steps of 1"));
            }
            let (start, stop) = (usize::try_from(cut.start)?, usize::try_from(cut.stop)?);
            let part = self.inner.slice(start..stop.max(start));
            return self.wrap(part).into_bound_py_any(py);
        }
        let wrong = || {
            wrong_type(
                "a corpus's index",
                "a number, an id, an address or a slice",
                key,
            )
        };
        if key.is_instance_of::<PyBool>() {
            return Err(wrong());
        }
        if key.is_instance_of::<PyString>() || key.extract::<isize>().is_ok() {
            self.captures_only()?;
        }
        let document = if let Ok(name) = key.extract::<String>() {
            self.inner
                .document(&name)
                .ok_or_else(|| PyKeyError::new_err(name))?
        } else if let Ok(number) = key.extract::<isize>() {
            let number = if number < 0 {
                number + isize::try_from(len)?
            } else {
                number
            };
            usize::try_from(number)
                .ok()
                .and_then(|n| self.inner.documents().get(n))
                .ok_or_else(|| PyIndexError::new_err("the corpus has no such document"))?
        } else {
            return Err(wrong());
        };
        PyDocument::new(document, &self.recipe).into_bound_py_any(py)
    }

    /// All documents.
    #[getter(documents)]
    fn documents_all<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.captures_only()?;
        PyTuple::new(py, self.documents())
    }

    /// Whether it was compiled, so that its captures are not at hand.
    #[getter]
    fn compiled(&self) -> bool {
        self.inner.is_compiled()
    }

    /// What went wrong or is doubtful.
    #[getter]
    fn problems<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.problem_list())
    }

    /// The documents that pass every condition ``key="value"``; ``*`` in a value stands for
    /// anything, ``""`` asks for documents that do not say.
    ///
    /// Keys: outlet, agency, language, year, month, date, path, id, title, byline, place, and the
    /// columns of an archive. A value is a ``str``, or an ``int`` or a ``date`` that is meant by it.
    #[pyo3(name = "where", signature = (**conditions: "str | int | date") -> "Corpus")]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "arguments of a Python function are owned"
    )]
    fn filter(&self, conditions: Option<BTreeMap<String, Bound<'_, PyAny>>>) -> PyResult<Self> {
        let mut filters: Vec<Filter> = Vec::new();
        for (key, value) in conditions.iter().flatten() {
            let text = format!("{key}={}", condition(key, value)?);
            let filter: Filter = text.parse().map_err(Raised::from)?;
            filter.facet().check(&self.inner).map_err(Raised::from)?;
            filters.push(filter);
        }
        Ok(self.wrap(self.inner.filter(&filters)))
    }

    /// One row a document: id, date, outlet, agency, language, title, paragraphs, tokens, address.
    fn table(&self, py: Python<'_>) -> PyResult<PyTable> {
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| inner.table())?;
        Ok(table.map_err(Raised::from)?.into())
    }

    /// Concordance of a word, a phrase or a pattern.
    ///
    /// Parameters
    /// ----------
    /// query : str
    ///     Plain words, letter case aside (``*`` stands for any letters, ``?`` for one), or CQL:
    ///     ``[word="social.*"%c] []{0,3} "construction" within s``.
    /// window : "tokens", "sentence" or "paragraph"
    ///     How much stands around what was found.
    /// context : int
    ///     Tokens on each side.
    /// sort : "document", "left", "right" or "node"
    ///     The order of the lines.
    /// limit : int
    ///     The most lines; 0 for all.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``document outlet date kind left node right start end path``; ``start`` and ``end`` are
    ///     code points of ``Document.source``.
    #[pyo3(signature = (query: "str", *, window="tokens", context=8, sort="document", limit=0))]
    fn kwic(
        &self,
        py: Python<'_>,
        query: &Bound<'_, PyAny>,
        window: &str,
        context: i64,
        sort: &str,
        limit: i64,
    ) -> PyResult<PyTable> {
        let Ok(text) = query.cast::<PyString>() else {
            return Err(wrong_type("query", "a str", query));
        };
        let query = text.to_cow()?.into_owned();
        let mut options = KwicOptions::default();
        options.context = whole("context", context)?;
        options.window = window.parse().map_err(Raised::from)?;
        options.sort = sort.parse().map_err(Raised::from)?;
        options.limit = whole("limit", limit)?;
        let inner = &self.inner;
        let [table, shown] = pool::interruptible(py, |_| inner.kwic_in_both(&query, &options))?
            .map_err(Raised::from)?;
        Ok(PyTable::with_offsets(shown, table))
    }

    /// The report: one self-contained HTML page. Written to ``path`` if given, else returned.
    ///
    /// Parameters
    /// ----------
    /// path : path, optional
    ///     A file whose name ends with ``.html`` or ``.htm``.
    /// title : str, optional
    ///     The headline of the page.
    /// limit : int
    ///     The most documents with a reading view; 0 for all that the page can carry.
    /// terms : int
    ///     The most words, and the most phrases, of each outlet.
    /// lines : int
    ///     The most concordance lines of each word or phrase.
    #[pyo3(signature = (path=None, *, title=None, limit=200, terms=20, lines=20))]
    fn report(
        &self,
        py: Python<'_>,
        path: Option<std::path::PathBuf>,
        title: Option<String>,
        limit: i64,
        terms: i64,
        lines: i64,
    ) -> PyResult<Option<String>> {
        if let Some(ending) = path.as_ref().and_then(|p| p.extension())
            && !["html", "htm"]
                .iter()
                .any(|e| ending.eq_ignore_ascii_case(e))
        {
            return Err(UsageError::new_err(format!(
                "a report is a page: its name ends with .html or .htm, not .{}",
                ending.to_string_lossy()
            )));
        }
        self.captures_only()?;
        let mut options = variorum_report::ReportOptions::default();
        options.title = title;
        options.documents = whole("limit", limit)?;
        options.terms = whole("terms", terms)?;
        options.lines = whole("lines", lines)?;
        options.record = vec![("pack".to_owned(), self.recipe.0.clone())];
        let inner = &self.inner;
        let page = pool::interruptible(py, |_| variorum_report::html(inner, &options))?;
        match path {
            None => Ok(Some(page)),
            Some(path) => {
                std::fs::write(&path, page)
                    .map_err(|e| Raised::from(variorum::Error::io(&path, &e)))?;
                Ok(None)
            }
        }
    }

    fn __repr__(&self) -> String {
        let problems = self.inner.problems().len();
        let trouble = if problems == 0 {
            String::new()
        } else {
            format!(", {}", number_of(problems, "problem"))
        };
        let documents = number_of(self.inner.len(), "document");
        format!("Corpus({documents}{trouble})")
    }

    fn _repr_html_(&self) -> String {
        let mut out = String::from(
            "<table><thead><tr><th>date</th><th>outlet</th><th>title</th><th>language</th>\
             <th>address</th></tr></thead><tbody>",
        );
        let shown = ["published", "outlet_name", "title", "language", "address"];
        for position in 0..self.inner.len().min(20) {
            out.push_str("<tr>");
            for name in shown {
                let facet = name.parse().ok();
                let cell = facet.and_then(|facet: Facet| {
                    let value = self.inner.value(position, &facet)?;
                    Some(value.into_owned())
                });
                for part in ["<td>", &escape(&cell.unwrap_or_default()), "</td>"] {
                    out.push_str(part);
                }
            }
            out.push_str("</tr>");
        }
        let count = self.inner.len();
        let cut = if count > 20 {
            ", the first 20 shown"
        } else {
            ""
        };
        out + &format!(
            "</tbody></table><p><small>{}{cut}</small></p>",
            number_of(count, "document")
        )
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        if self.inner.is_compiled() {
            return Err(UsageError::new_err(
                "a compiled corpus is not pickled: pickle the name of its folder and open() that",
            ));
        }
        let build = py.import("variorum._native")?.getattr("_corpus_of")?;
        // Articles of one capture share it: it is saved once.
        let mut captures: Vec<Saved> = Vec::new();
        let mut last: Option<&Arc<Capture>> = None;
        let mut places: Vec<(usize, usize)> = Vec::new();
        for document in self.inner.documents() {
            if !last.is_some_and(|l| Arc::ptr_eq(l, &document.capture)) {
                captures.push(save(&document.capture));
                last = Some(&document.capture);
            }
            let first = document.capture.record.unwrap_or(0);
            places.push((captures.len() - 1, document.article.saturating_sub(first)));
        }
        let problems = self.problem_list();
        (
            build,
            (captures, places, problems, Recipe::clone(&self.recipe)),
        )
            .into_bound_py_any(py)
    }
}

/// Reads a pickled corpus again.
#[pyfunction(name = "_corpus_of")]
#[expect(
    clippy::needless_pass_by_value,
    reason = "arguments of a Python function are owned"
)]
pub(crate) fn corpus_of(
    captures: Vec<Bound<'_, PyAny>>,
    places: Vec<(usize, usize)>,
    problems: Vec<Bound<'_, PyProblem>>,
    recipe: Recipe,
) -> PyResult<PyCorpus> {
    let options = options(&recipe)?;
    let read: Vec<Vec<Arc<Document>>> = captures
        .iter()
        .map(|saved| {
            let capture = restore(saved.extract()?)?;
            let corpus = Corpus::from_captures([capture], &options);
            Ok(corpus.documents().to_vec())
        })
        .collect::<PyResult<_>>()?;
    let documents = places
        .iter()
        .filter_map(|&(capture, number)| read.get(capture)?.get(number).cloned())
        .collect();
    let problems = problems
        .iter()
        .map(|p| {
            let p = p.get();
            Problem {
                severity: if p.severity == "error" {
                    variorum::corpus::Severity::Error
                } else {
                    variorum::corpus::Severity::Warning
                },
                path: p.path.clone(),
                offset: p.offset,
                message: p.message.clone(),
            }
        })
        .collect();
    Ok(PyCorpus::fresh(
        Corpus::cut_by(documents, problems, options.tokens).with_pack(options.pack),
        recipe,
    ))
}

/// Progress and Ctrl-C for long reading.
struct Hook<'a> {
    stop: &'a AtomicBool,
    done: AtomicU64,
    total: AtomicU64,
}

impl Progress for Hook<'_> {
    fn expect(&self, total: u64, _unit: &'static str) {
        self.total.fetch_add(total, Ordering::Relaxed);
    }
    fn advance(&self, amount: u64) {
        self.done.fetch_add(amount, Ordering::Relaxed);
    }
    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

fn read(
    py: Python<'_>,
    recipe: Recipe,
    options: &ReadOptions,
    inputs: &[OsString],
    threads: Option<usize>,
) -> PyResult<PyCorpus> {
    let corpus = pool::interruptible_on(py, threads, |stop| {
        let hook = Hook {
            stop,
            done: AtomicU64::new(0),
            total: AtomicU64::new(0),
        };
        Corpus::read(inputs, options, &hook)
    })?
    .map_err(Raised::from)?;
    Ok(PyCorpus::fresh(corpus, recipe))
}

/// Reads files, folders, globs.
#[pyfunction(name = "_read_paths")]
#[pyo3(signature = (paths, recipe, text_column=None, max_bytes=None, max_ratio=None, max_seconds=None, threads=None))]
#[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
#[expect(
    clippy::needless_pass_by_value,
    reason = "arguments of a Python function are owned"
)]
pub(crate) fn read_paths(
    py: Python<'_>,
    paths: Vec<OsString>,
    recipe: Recipe,
    text_column: Option<String>,
    max_bytes: Option<u64>,
    max_ratio: Option<u64>,
    max_seconds: Option<u64>,
    threads: Option<usize>,
) -> PyResult<PyCorpus> {
    let mut options = options(&recipe)?;
    options.captures = variorum_arrow::with_parquet(&options.captures);
    options.captures.text_column = text_column;
    if let Some(bytes) = max_bytes {
        options.captures.limits.max_bytes = bytes;
    }
    if let Some(ratio) = max_ratio {
        options.captures.limits.max_ratio = ratio;
    }
    if let Some(seconds) = max_seconds {
        options.captures.limits.max_millis = seconds.saturating_mul(1000);
    }
    read(py, recipe, &options, &paths, threads)
}

/// Reads one text in memory.
#[pyfunction(name = "_read_text")]
pub(crate) fn read_text(py: Python<'_>, text: &str, recipe: Recipe) -> PyResult<PyCorpus> {
    let options = options(&recipe)?;
    let corpus = pool::interruptible(py, |_| Corpus::from_text(text, &options))?;
    Ok(PyCorpus::fresh(corpus, recipe))
}

/// Reads rows of a table in memory: the text and the other columns of each.
#[pyfunction(name = "_read_records")]
pub(crate) fn read_records(
    py: Python<'_>,
    records: Vec<(String, BTreeMap<String, String>)>,
    recipe: Recipe,
) -> PyResult<PyCorpus> {
    let options = options(&recipe)?;
    let corpus = pool::interruptible(py, |_| {
        let captures = records
            .into_iter()
            .enumerate()
            .map(|(n, (text, metadata))| {
                let media = if variorum::capture::looks_like_html(&text) {
                    MediaType::Html
                } else {
                    MediaType::Plain
                };
                let mut capture = Capture::from_text("<table>", media, text);
                capture.record = Some(n);
                capture.metadata = metadata;
                capture
            });
        Corpus::from_captures(captures, &options)
    })?;
    Ok(PyCorpus::fresh(corpus, recipe))
}
