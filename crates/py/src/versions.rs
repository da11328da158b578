//! Versions of one text in Python.

use std::sync::Arc;

use pyo3::{prelude::*, types::PyTuple};
use serde_json::Value;
use variorum::{
    Document,
    pack::Pack,
    table::{Cells, Table},
    text::CodePoints,
    versions::{self, Collation, CompareOptions, Comparison, VariantKind, Witness},
};

use crate::{
    corpus::PyCorpus,
    document::{PyDocument, options},
    error::{ParseError, Raised, Result, UsageError, whole},
    pool,
    table::PyTable,
};

/// Two versions of one text, sentence by sentence and word by word; what :func:`variorum.compare`
/// returns.
///
/// >>> import variorum as vr
/// >>> first = vr.read(text="Malk sent warm militant greetings to the five crews.\n")[0]
/// >>> second = vr.read(text="Malk sent warm greetings to the 5 crews.\n")[0]
/// >>> found = vr.compare(first, second)
/// >>> found.variants["kind"], found.variants["a"], found.variants["b"]
/// (['omission', 'number'], ['militant', 'five'], ['', '5'])
/// >>> found.summary["words"]["dropped"]
/// 1
///
/// In a notebook it shows itself as a redline.
#[pyclass(name = "Comparison", module = "variorum", frozen)]
pub(crate) struct PyComparison {
    inner: Arc<Comparison>,
    documents: [PyDocument; 2],
}

/// Spans of a witness in code points.
fn in_points(value: &mut Value, text: &str, points: &CodePoints) {
    let at = |byte: &Value| {
        let byte = byte.as_u64().and_then(|b| usize::try_from(b).ok());
        Value::from(byte.map(|b| points.at(text, b)))
    };
    if let Value::Array(spans) = value {
        for span in spans {
            if let Value::Array(ends) = span {
                for end in ends.iter_mut() {
                    *end = at(end);
                }
            }
        }
    }
}

/// The spans of the sentences and headings of a witness in code points.
fn witness_in_points(value: &mut Value, text: &str, points: &CodePoints) {
    for list in ["sentences", "headings"] {
        let sentences = value.get_mut(list).and_then(Value::as_array_mut);
        for sentence in sentences.into_iter().flatten() {
            if let Some(spans) = sentence.get_mut("spans") {
                in_points(spans, text, points);
            }
        }
    }
}

/// A table of variants with its offsets in code points.
fn table_in_points(table: Table, documents: &[PyDocument; 2]) -> variorum::Result<PyTable> {
    let texts = documents.each_ref().map(|d| d.inner.capture.text.as_str());
    let points = texts.map(CodePoints::new);
    let mut shown = Table::new(table.provenance().clone().option("offsets", "code points"));
    for column in table.columns() {
        let side = match column.name.as_str() {
            "a_start" | "a_end" => 0,
            "b_start" | "b_end" => 1,
            _ => {
                shown = shown.with(&column.name, column.cells.clone())?;
                continue;
            }
        };
        let (Some(text), Some(points)) = (texts.get(side), points.get(side)) else {
            continue;
        };
        let cells = match &column.cells {
            Cells::Int(bytes) => {
                let point = |byte: i64| Some(points.at(text, usize::try_from(byte).ok()?));
                let point = |byte: Option<i64>| i64::try_from(point(byte?)?).ok();
                Cells::ints(bytes.iter().map(point))
            }
            other => other.clone(),
        };
        shown = shown.with(&column.name, cells)?;
    }
    Ok(PyTable::with_offsets(shown, table))
}

fn to_dict<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?
        .call_method1("loads", (value.to_string(),))
}

fn unwritable(error: &serde_json::Error) -> PyErr {
    ParseError::new_err(error.to_string())
}

#[pymethods]
impl PyComparison {
    /// The first version.
    #[getter]
    fn a(&self) -> PyDocument {
        let [a, _] = &self.documents;
        a.clone()
    }
    /// The second version.
    #[getter]
    fn b(&self) -> PyDocument {
        let [_, b] = &self.documents;
        b.clone()
    }
    /// Beads of sentences, one a row: ``bead a b score moved a_first a_count b_first b_count``. Sentences are
    /// those of the paragraphs, counted from 0.
    #[getter]
    fn beads(&self) -> Result<PyTable> {
        Ok(self.inner.bead_table()?.into())
    }
    /// Variants, one a row: ``kind a b weight equivalent bead heading a_start a_end b_start b_end``; the last
    /// four are code points of the documents' ``source``.
    #[getter]
    fn variants(&self) -> Result<PyTable> {
        Ok(table_in_points(
            self.inner.variant_table()?,
            &self.documents,
        )?)
    }
    /// The comparison in short: ``similarity``, ``sentences`` and ``words`` (each ``a``, ``b``, ``carried``,
    /// ``dropped``, ``added``), ``moved``, ``kinds``, and ``weightiest`` (rows of ``variants``).
    #[getter]
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_dict(
            py,
            &serde_json::to_value(&self.inner.summary).map_err(|e| unwritable(&e))?,
        )
    }

    /// The comparison as a ``dict``, as ``variorum compare`` gives it, spans in code points.
    #[pyo3(signature = () -> "dict[str, Any]")]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let mut value = serde_json::to_value(&*self.inner).map_err(|e| unwritable(&e))?;
        for (document, key) in self.documents.iter().zip(["a", "b"]) {
            let text = document.inner.capture.text.as_str();
            let points = CodePoints::new(text);
            if let Some(witness) = value.get_mut(key) {
                witness_in_points(witness, text, &points);
            }
            let spans = format!("{key}_spans");
            let variants = value.get_mut("variants").and_then(Value::as_array_mut);
            for variant in variants.into_iter().flatten() {
                if let Some(spans) = variant.get_mut(&spans) {
                    in_points(spans, text, &points);
                }
            }
        }
        to_dict(py, &value)
    }

    /// The comparison as ``variorum compare`` prints it: JSON, spans in bytes of UTF-8.
    fn to_json(&self) -> PyResult<String> {
        serde_json::to_string(&*self.inner).map_err(|e| unwritable(&e))
    }

    /// One page that needs nothing else: the versions side by side, variants coloured by kind, with a filter
    /// and keys to step through them.
    fn to_html(&self) -> String {
        variorum_report::comparison_html(&[&self.inner])
    }

    fn __repr__(&self) -> String {
        let s = &self.inner.summary;
        let similarity = s
            .similarity
            .map_or_else(|| "None".to_owned(), |x| format!("{x:.3}"));
        format!(
            "Comparison(similarity={similarity}, sentences={}/{}, variants={})",
            s.sentences.a,
            s.sentences.b,
            self.inner.variants.len()
        )
    }

    fn _repr_html_(&self) -> String {
        variorum_report::redline_html(&self.inner)
    }
}

/// Versions collated against a base; what :func:`variorum.collate` returns.
#[pyclass(name = "Collation", module = "variorum", frozen)]
pub(crate) struct PyCollation {
    inner: Arc<Collation>,
}

#[pymethods]
impl PyCollation {
    /// The readings, one place of the base a row: ``part``, ``sentence``, a column for each version (``A``,
    /// ``B``, ...), and ``A_kind``, ``B_kind``, ... with how each differs from the base.
    #[getter]
    fn table(&self) -> Result<PyTable> {
        Ok(self.inner.table()?.into())
    }
    /// The titles of the versions, in the order of their columns.
    #[getter]
    fn titles<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(
            py,
            self.inner
                .witnesses
                .iter()
                .map(|w: &Witness| w.title.clone()),
        )
    }
    /// A TEI document with a critical apparatus.
    fn to_tei(&self) -> String {
        self.inner.to_tei()
    }
    /// The table in the JSON of CollateX.
    fn to_collatex(&self) -> String {
        self.inner.to_collatex().to_string()
    }
    /// The collation as ``variorum compare`` prints it: JSON, spans in bytes of UTF-8.
    fn to_json(&self) -> PyResult<String> {
        serde_json::to_string(&*self.inner).map_err(|e| unwritable(&e))
    }

    fn __repr__(&self) -> String {
        format!(
            "Collation(versions={}, base={}, places={})",
            self.inner.witnesses.len(),
            self.inner.base,
            self.inner.places.len()
        )
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        let table = Py::new(py, self.table()?)?;
        table.call_method0(py, "_repr_html_")?.extract(py)
    }
}

/// What is known of the field that a document was read with.
fn pack(document: &PyDocument) -> PyResult<Arc<Pack>> {
    Ok(options(document.recipe())?.pack)
}

/// Compares two versions of one text.
///
/// Parameters
/// ----------
/// a, b : Document
///     The versions.
/// kinds : iterable of str, optional
///     Only variants of these kinds: ``spelling number name ordinal term wording insertion omission order
///     punctuation``.
/// skip_equivalent : bool
///     Leaves out what says the same by rule: ``five`` and ``5``, spellings of one name or word.
/// top : int
///     How many of the weightiest variants the summary names.
///
/// Returns
/// -------
/// Comparison
#[pyfunction]
#[pyo3(signature = (a, b, *, kinds=None, skip_equivalent=false, top=10))]
pub(crate) fn compare(
    py: Python<'_>,
    a: PyDocument,
    b: PyDocument,
    kinds: Option<Vec<String>>,
    skip_equivalent: bool,
    top: i64,
) -> PyResult<PyComparison> {
    let kinds = kinds.unwrap_or_default();
    let kinds = kinds.iter().map(|k| k.parse());
    let options = CompareOptions {
        kinds: kinds
            .collect::<variorum::Result<Vec<VariantKind>>>()
            .map_err(Raised::from)?,
        skip_equivalent,
        weightiest: whole("top", top)?,
    };
    let pack = pack(&a)?;
    let (x, y): (&Document, &Document) = (&a.inner, &b.inner);
    let found = py
        .detach(|| versions::compare(x, y, &pack, &options))
        .map_err(Raised::from)?;
    Ok(PyComparison {
        inner: Arc::new(found),
        documents: [a, b],
    })
}

/// Collates two or more versions of one text against one of them.
///
/// Parameters
/// ----------
/// versions : iterable of Document
///     The versions; a corpus whose documents are all versions will do.
/// base : int
///     The position of the one that the others are compared with.
///
/// Returns
/// -------
/// Collation
#[pyfunction]
#[pyo3(signature = (versions: "Iterable[Document]", *, base=0))]
pub(crate) fn collate(
    py: Python<'_>,
    versions: &Bound<'_, PyAny>,
    base: i64,
) -> PyResult<PyCollation> {
    let documents: Vec<PyDocument> = versions
        .try_iter()?
        .map(|version| Ok(version?.extract::<PyDocument>()?))
        .collect::<PyResult<_>>()?;
    let base: usize = whole("base", base)?;
    let Some(first) = documents.first() else {
        return Err(UsageError::new_err("there are no versions to collate"));
    };
    let pack = pack(first)?;
    let inner: Vec<&Document> = documents.iter().map(|d| &*d.inner).collect();
    let found = pool::interruptible(py, |_| versions::collate(&inner, base, &pack))?
        .map_err(Raised::from)?;
    Ok(PyCollation {
        inner: Arc::new(found),
    })
}

#[pymethods]
impl PyCorpus {
    /// Compares two documents of the corpus, by position or id; see :func:`variorum.compare`.
    #[pyo3(signature = (a: "int | str | None" = None, b: "int | str | None" = None, *, kinds=None, skip_equivalent=false, top=10))]
    fn compare(
        slf: &Bound<'_, Self>,
        a: Option<Bound<'_, PyAny>>,
        b: Option<Bound<'_, PyAny>>,
        kinds: Option<Vec<String>>,
        skip_equivalent: bool,
        top: i64,
    ) -> PyResult<PyComparison> {
        let document = |key: Option<Bound<'_, PyAny>>, position: usize| -> PyResult<PyDocument> {
            let found = match key {
                Some(key) => slf.get_item(key)?,
                None => slf.get_item(position)?,
            };
            found.extract::<PyDocument>().map_err(|_| {
                UsageError::new_err("a and b must be the position or the id of one document")
            })
        };
        compare(
            slf.py(),
            document(a, 0)?,
            document(b, 1)?,
            kinds,
            skip_equivalent,
            top,
        )
    }
}
