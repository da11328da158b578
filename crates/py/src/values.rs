//! Small values: spans, sentences, tokens, datelines.

use pyo3::{
    prelude::*,
    types::{PySlice, PyTuple},
};

use crate::error::{UsageError, whole};

/// A stretch of a text, in code points: ``text[span.start:span.end]`` or ``text[span.slice]``.
///
/// >>> from variorum import Span
/// >>> "the party"[Span(4, 9).slice]
/// 'party'
#[pyclass(
    name = "Span",
    module = "variorum",
    frozen,
    eq,
    ord,
    hash,
    get_all,
    from_py_object
)]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PySpan {
    /// First code point.
    pub(crate) start: usize,
    /// One past the last code point.
    pub(crate) end: usize,
}

#[pymethods]
impl PySpan {
    #[new]
    fn new(start: i64, end: i64) -> PyResult<Self> {
        if end < start {
            return Err(UsageError::new_err(format!(
                "a span ends where it starts or later: start is {start}, end is {end}"
            )));
        }
        Ok(PySpan {
            start: whole("start", start)?,
            end: whole("end", end)?,
        })
    }

    /// As a slice, to index a ``str`` with.
    #[getter]
    fn slice<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PySlice>> {
        let (start, end) = (isize::try_from(self.start)?, isize::try_from(self.end)?);
        Ok(PySlice::new(py, start, end, 1))
    }

    fn __len__(&self) -> usize {
        self.end - self.start
    }

    fn __repr__(&self) -> String {
        format!("Span({}, {})", self.start, self.end)
    }

    fn __getnewargs__(&self) -> (usize, usize) {
        (self.start, self.end)
    }
}

/// A sentence of a document.
#[pyclass(name = "Sentence", module = "variorum", frozen, eq, hash)]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct PySentence {
    /// Its clean words.
    #[pyo3(get)]
    text: String,
    /// Number of its zone in ``Document.zones``.
    #[pyo3(get)]
    zone: usize,
    spans: Vec<PySpan>,
}

#[pymethods]
impl PySentence {
    #[new]
    pub(crate) fn new(text: String, zone: usize, spans: Vec<PySpan>) -> Self {
        PySentence { text, zone, spans }
    }

    /// Where it stands in ``Document.source``; several where a page mark or a tag interrupts it.
    #[getter]
    fn spans<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.spans.iter().copied())
    }

    fn __repr__(&self) -> String {
        format!("Sentence({:?})", self.text)
    }

    fn __str__(&self) -> String {
        self.text.clone()
    }

    fn __getnewargs__(&self) -> (String, usize, Vec<PySpan>) {
        (self.text.clone(), self.zone, self.spans.clone())
    }
}

/// A token of a document.
#[pyclass(name = "Token", module = "variorum", frozen, eq, hash, get_all)]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct PyToken {
    /// The token.
    text: String,
    /// ``"word"``, ``"number"``, ``"punctuation"`` or ``"symbol"``.
    kind: String,
    /// Number of its zone in ``Document.zones``.
    zone: usize,
    /// Where it stands in ``Document.source``, from its first to its last character.
    span: PySpan,
}

#[pymethods]
impl PyToken {
    #[new]
    pub(crate) fn new(text: String, kind: String, zone: usize, span: PySpan) -> Self {
        PyToken {
            text,
            kind,
            zone,
            span,
        }
    }

    fn __repr__(&self) -> String {
        format!("Token({:?}, {:?})", self.text, self.kind)
    }

    fn __str__(&self) -> String {
        self.text.clone()
    }

    fn __getnewargs__(&self) -> (String, String, usize, PySpan) {
        (self.text.clone(), self.kind.clone(), self.zone, self.span)
    }
}

/// The line of place, date and agency that opens a news story.
#[pyclass(name = "Dateline", module = "variorum", frozen, eq, hash, get_all)]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct PyDateline {
    /// The place as written.
    place: Option<String>,
    /// The date, ISO 8601, as exact as it is.
    date: Option<String>,
    /// The agency as written.
    agency: Option<String>,
    /// Where it stands in ``Document.source``.
    span: PySpan,
}

#[pymethods]
impl PyDateline {
    #[new]
    pub(crate) fn new(
        place: Option<String>,
        date: Option<String>,
        agency: Option<String>,
        span: PySpan,
    ) -> Self {
        PyDateline {
            place,
            date,
            agency,
            span,
        }
    }

    fn __repr__(&self) -> String {
        let text = |v: &Option<String>| v.as_ref().map_or("None".to_owned(), |v| format!("{v:?}"));
        format!(
            "Dateline(place={}, date={}, agency={})",
            text(&self.place),
            text(&self.date),
            text(&self.agency)
        )
    }

    fn __getnewargs__(&self) -> (Option<String>, Option<String>, Option<String>, PySpan) {
        (
            self.place.clone(),
            self.date.clone(),
            self.agency.clone(),
            self.span,
        )
    }
}
