//! Corpora in Python.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use pyo3::{
    IntoPyObjectExt,
    exceptions::{PyIndexError, PyKeyError, PyTypeError},
    prelude::*,
    types::PySlice,
};
use variorum::{
    Corpus, Document, Progress, ReadOptions,
    capture::{Capture, MediaType},
    corpus::{Facet, Filter, KwicOptions, Problem},
    stats::{FrequencyOptions, NgramOptions},
};

use crate::{
    document::{PyDocument, Saved, options, restore, save},
    error::{Raised, UsageError},
    pool,
    table::{PyTable, escape},
};

/// Documents in the order of their captures; what :func:`variorum.read` returns.
///
/// ``corpus[3]`` and ``corpus["ID"]`` are documents, ``corpus[2:5]`` is a corpus, ``for d in corpus``
/// goes through them.
#[pyclass(name = "Corpus", module = "variorum", frozen, from_py_object)]
#[derive(Clone)]
pub(crate) struct PyCorpus {
    inner: Arc<Corpus>,
    pack: Arc<str>,
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
            pack: Arc::clone(&self.pack),
        }
    }

    fn documents(&self) -> Vec<PyDocument> {
        self.inner
            .documents()
            .iter()
            .map(|d| PyDocument::new(d, &self.pack))
            .collect()
    }
}

fn facet(name: Option<&str>) -> PyResult<Option<Facet>> {
    name.map(|n| n.parse().map_err(|e| Raised::from(e).into()))
        .transpose()
}

#[pymethods]
impl PyCorpus {
    fn __len__(&self) -> usize {
        self.inner.documents().len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.documents()
            .into_bound_py_any(py)?
            .call_method0("__iter__")
    }

    /// A document by number, id or address; a corpus by slice (steps other than 1 are refused).
    fn __getitem__<'py>(&self, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = key.py();
        let len = self.inner.documents().len();
        if let Ok(slice) = key.cast::<PySlice>() {
            let cut = slice.indices(isize::try_from(len)?)?;
            if cut.step != 1 {
                return Err(UsageError::new_err("a corpus is cut in steps of 1"));
            }
            let (start, stop) = (usize::try_from(cut.start)?, usize::try_from(cut.stop)?);
            let part = self.inner.slice(start..stop.max(start));
            return self.wrap(part).into_bound_py_any(py);
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
            return Err(PyTypeError::new_err(
                "a corpus is indexed by number, by id or address, or by slice",
            ));
        };
        PyDocument::new(document, &self.pack).into_bound_py_any(py)
    }

    /// All documents, as a list.
    #[getter(documents)]
    fn documents_list(&self) -> Vec<PyDocument> {
        self.documents()
    }

    /// What went wrong or is doubtful.
    #[getter]
    fn problems(&self) -> Vec<PyProblem> {
        self.inner.problems().iter().map(PyProblem::of).collect()
    }

    /// The documents that pass every condition ``key="value"``; ``*`` in a value stands for
    /// anything, ``""`` asks for documents that do not say.
    ///
    /// Keys: outlet, agency, language, year, month, date, path, id, title, byline, place, and the
    /// columns of an archive.
    #[pyo3(name = "where", signature = (**conditions: "str") -> "Corpus")]
    fn filter(&self, conditions: Option<BTreeMap<String, String>>) -> PyResult<Self> {
        let filters: Vec<Filter> = conditions
            .unwrap_or_default()
            .iter()
            .map(|(k, v)| {
                format!("{k}={v}")
                    .parse()
                    .map_err(|e| Raised::from(e).into())
            })
            .collect::<PyResult<_>>()?;
        Ok(self.wrap(self.inner.filter(&filters)))
    }

    /// One row a document: id, date, outlet, agency, language, title, paragraphs, tokens, address.
    fn table(&self, py: Python<'_>) -> PyResult<PyTable> {
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| inner.table())?;
        Ok(table.map_err(Raised::from)?.into())
    }

    /// Frequency of every type.
    ///
    /// Parameters
    /// ----------
    /// by : str, optional
    ///     A facet: one part of the table for each of its values.
    /// case : "fold" or "keep"
    ///     Whether ``Party`` and ``party`` are one type.
    /// min_count : int
    ///     Leaves out rarer types.
    /// limit : int
    ///     The most rows of each group; 0 for all.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``term``, ``count``, ``per_million`` (tokens), ``documents``, ``document_share``.
    #[pyo3(signature = (*, by=None, case="fold", min_count=1, limit=0))]
    fn frequency(
        &self,
        py: Python<'_>,
        by: Option<&str>,
        case: &str,
        min_count: u64,
        limit: usize,
    ) -> PyResult<PyTable> {
        let mut options = FrequencyOptions::default();
        options.by = facet(by)?;
        options.case = case.parse().map_err(Raised::from)?;
        options.min_count = min_count;
        options.limit = limit;
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| variorum::stats::frequency(inner, &options))?;
        Ok(table.map_err(Raised::from)?.into())
    }

    /// Frequency of runs of ``min_n`` to ``max_n`` tokens, none across a zone.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``n``, ``ngram``, ``count``, ``per_million`` (tokens), ``documents``.
    #[pyo3(signature = (min_n=2, max_n=None, *, by=None, case="fold", min_count=2, min_documents=1, limit=0))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn ngrams(
        &self,
        py: Python<'_>,
        min_n: usize,
        max_n: Option<usize>,
        by: Option<&str>,
        case: &str,
        min_count: u64,
        min_documents: u64,
        limit: usize,
    ) -> PyResult<PyTable> {
        let mut options = NgramOptions::default();
        options.min_n = min_n;
        options.max_n = max_n.unwrap_or(min_n);
        options.by = facet(by)?;
        options.case = case.parse().map_err(Raised::from)?;
        options.min_count = min_count;
        options.min_documents = min_documents;
        options.limit = limit;
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| variorum::stats::ngrams(inner, &options))?;
        Ok(table.map_err(Raised::from)?.into())
    }

    /// Concordance of a word or phrase; ``*`` stands for any letters, ``?`` for one.
    ///
    /// Parameters
    /// ----------
    /// query : str
    ///     Plain words, letter case aside.
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
    #[pyo3(signature = (query, *, context=8, sort="document", limit=0))]
    fn kwic(
        &self,
        py: Python<'_>,
        query: &str,
        context: usize,
        sort: &str,
        limit: usize,
    ) -> PyResult<PyTable> {
        let mut options = KwicOptions::default();
        options.context = context;
        options.sort = sort.parse().map_err(Raised::from)?;
        options.limit = limit;
        let inner = &self.inner;
        let table =
            pool::interruptible(py, |_| inner.kwic(query, &options))?.map_err(Raised::from)?;
        Ok(crate::offsets::in_code_points(&table, inner)
            .map_err(Raised::from)?
            .into())
    }

    /// The report: one self-contained HTML page. Written to ``path`` if given, else returned.
    #[pyo3(signature = (path=None))]
    fn report(&self, py: Python<'_>, path: Option<std::path::PathBuf>) -> PyResult<Option<String>> {
        let inner = &self.inner;
        let page = pool::interruptible(py, |_| {
            variorum_report::html(inner, &variorum_report::ReportOptions::default())
        })?;
        match path {
            None => Ok(Some(page)),
            Some(path) => {
                std::fs::write(&path, page)?;
                Ok(None)
            }
        }
    }

    fn __repr__(&self) -> String {
        let problems = self.inner.problems().len();
        let trouble = if problems == 0 {
            String::new()
        } else {
            format!(", {problems} problems")
        };
        format!(
            "Corpus({} documents{trouble})",
            self.inner.documents().len()
        )
    }

    fn _repr_html_(&self) -> String {
        let mut out = String::from(
            "<table><thead><tr><th>date</th><th>outlet</th><th>title</th><th>language</th>\
             <th>address</th></tr></thead><tbody>",
        );
        for d in self.inner.documents().iter().take(20) {
            let cells = [
                d.published.map(|p| p.to_string()),
                d.outlet.as_ref().map(|o| o.name.clone()),
                d.title.clone(),
                d.language.map(str::to_owned),
                Some(d.address()),
            ];
            out.push_str("<tr>");
            for cell in cells {
                for part in ["<td>", &escape(&cell.unwrap_or_default()), "</td>"] {
                    out.push_str(part);
                }
            }
            out.push_str("</tr>");
        }
        let count = self.inner.documents().len();
        let cut = if count > 20 {
            ", the first 20 shown"
        } else {
            ""
        };
        out + &format!("</tbody></table><p><small>{count} documents{cut}</small></p>")
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
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
        let problems: Vec<PyProblem> = self.problems();
        (build, (captures, places, problems, self.pack.to_string())).into_bound_py_any(py)
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
    pack: &str,
) -> PyResult<PyCorpus> {
    let options = options(pack)?;
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
    Ok(PyCorpus {
        inner: Arc::new(Corpus::new(documents, problems)),
        pack: Arc::from(pack),
    })
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
    pack: &str,
    options: &ReadOptions,
    inputs: &[String],
) -> PyResult<PyCorpus> {
    let corpus = pool::interruptible(py, |stop| {
        let hook = Hook {
            stop,
            done: AtomicU64::new(0),
            total: AtomicU64::new(0),
        };
        Corpus::read(inputs, options, &hook)
    })?
    .map_err(Raised::from)?;
    Ok(PyCorpus {
        inner: Arc::new(corpus),
        pack: Arc::from(pack),
    })
}

/// Reads files, folders, globs.
#[pyfunction(name = "_read_paths")]
#[pyo3(signature = (paths, pack, text_column=None, max_bytes=None))]
#[expect(
    clippy::needless_pass_by_value,
    reason = "arguments of a Python function are owned"
)]
pub(crate) fn read_paths(
    py: Python<'_>,
    paths: Vec<String>,
    pack: &str,
    text_column: Option<String>,
    max_bytes: Option<u64>,
) -> PyResult<PyCorpus> {
    let mut options = options(pack)?;
    options.captures = variorum_arrow::with_parquet(&options.captures);
    options.captures.text_column = text_column;
    if let Some(bytes) = max_bytes {
        options.captures.limits.max_bytes = bytes;
    }
    read(py, pack, &options, &paths)
}

/// Reads one text in memory.
#[pyfunction(name = "_read_text")]
pub(crate) fn read_text(py: Python<'_>, text: &str, pack: &str) -> PyResult<PyCorpus> {
    let options = options(pack)?;
    let corpus = pool::interruptible(py, |_| Corpus::from_text(text, &options))?;
    Ok(PyCorpus {
        inner: Arc::new(corpus),
        pack: Arc::from(pack),
    })
}

/// Reads rows of a table in memory: the text and the other columns of each.
#[pyfunction(name = "_read_records")]
pub(crate) fn read_records(
    py: Python<'_>,
    records: Vec<(String, BTreeMap<String, String>)>,
    pack: &str,
) -> PyResult<PyCorpus> {
    let options = options(pack)?;
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
    Ok(PyCorpus {
        inner: Arc::new(corpus),
        pack: Arc::from(pack),
    })
}
