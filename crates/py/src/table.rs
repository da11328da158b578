//! Tables in Python: rows, columns, and an Arrow stream.

use std::sync::Arc;

use arrow_array::{RecordBatchIterator, RecordBatchReader, ffi_stream::FFI_ArrowArrayStream};
use pyo3::{
    IntoPyObjectExt,
    exceptions::{PyIndexError, PyKeyError},
    prelude::*,
    types::{PyBool, PyCapsule, PyDict, PyList, PySlice, PyTuple},
};
use variorum::table::{Cells, Provenance, Table};

use crate::error::{ParseError, Result, UsageError, wrong_type};

/// A result: named, typed columns and a record of what computed them.
///
/// It is an Arrow stream: ``polars.DataFrame(table)``, ``pyarrow.table(table)`` and DuckDB read it
/// without a copy of their own format; ``table.to_pandas()`` works with or without pyarrow.
///
/// >>> import variorum as vr
/// >>> table = vr.read(text="The party met. The party spoke.\n").frequency(limit=2, case="fold")
/// >>> table.columns
/// ['term', 'count', 'per_million', 'documents', 'document_share']
/// >>> table["term"], table["count"]
/// (['party', 'the'], [2, 2])
///
/// Offsets are code points, as everywhere in Python; ``to_json()`` and ``to_csv()`` give the text that
/// the command line gives, where they are bytes of UTF-8. ``provenance["options"]["offsets"]`` names
/// the unit. Tables are compared by what they hold and have no hash.
#[pyclass(name = "Table", module = "variorum", frozen, eq)]
#[derive(Clone, PartialEq)]
pub(crate) struct PyTable {
    /// What Python sees.
    shown: Arc<Table>,
    /// What is written as text: the same but for offsets.
    text: Arc<Table>,
}

impl From<Table> for PyTable {
    fn from(table: Table) -> Self {
        let shown = Arc::new(table);
        PyTable {
            text: Arc::clone(&shown),
            shown,
        }
    }
}

impl PyTable {
    /// A table with offsets in code points, and the same with offsets in bytes.
    pub(crate) fn with_offsets(shown: Table, text: Table) -> Self {
        PyTable {
            shown: Arc::new(shown),
            text: Arc::new(text),
        }
    }

    fn slice(&self, start: usize, stop: usize) -> Result<Self> {
        let shown = part(&self.shown, start, stop)?;
        if Arc::ptr_eq(&self.shown, &self.text) {
            return Ok(shown.into());
        }
        let text = part(&self.text, start, stop)?;
        Ok(PyTable::with_offsets(shown, text))
    }
}

/// Some rows of a table.
fn part(table: &Table, start: usize, stop: usize) -> variorum::Result<Table> {
    let mut out = Table::new(table.provenance().clone());
    for column in table.columns() {
        out = out.with(&column.name, column.cells.rows(start..stop))?;
    }
    Ok(out)
}

type SavedTable<'py> = (Vec<(String, String, Bound<'py, PyAny>)>, String);

fn saved<'py>(py: Python<'py>, table: &Table) -> PyResult<SavedTable<'py>> {
    let columns = table.columns().iter().map(|column| {
        let cells = cells(py, &column.cells)?.into_any();
        Ok((column.name.clone(), kind(&column.cells).to_owned(), cells))
    });
    let provenance = serde_json::to_string(table.provenance())
        .map_err(|e| ParseError::new_err(e.to_string()))?;
    Ok((columns.collect::<PyResult<_>>()?, provenance))
}

fn cells<'py>(py: Python<'py>, cells: &Cells) -> PyResult<Bound<'py, PyList>> {
    match cells {
        Cells::Text(v) => PyList::new(py, v.iter()),
        Cells::Int(v) => PyList::new(py, v.iter()),
        Cells::Float(v) => PyList::new(py, v.iter()),
        Cells::Bool(v) => PyList::new(py, v.iter()),
        _ => Ok(PyList::empty(py)),
    }
}

fn cell(py: Python<'_>, cells: &Cells, row: usize) -> PyResult<Py<PyAny>> {
    match cells {
        Cells::Text(v) => v.get(row).into_py_any(py),
        Cells::Int(v) => v.get(row).into_py_any(py),
        Cells::Float(v) => v.get(row).into_py_any(py),
        Cells::Bool(v) => v.get(row).into_py_any(py),
        _ => Ok(py.None()),
    }
}

fn kind(cells: &Cells) -> &'static str {
    match cells {
        Cells::Text(_) => "text",
        Cells::Int(_) => "int",
        Cells::Float(_) => "float",
        Cells::Bool(_) => "bool",
        _ => "other",
    }
}

#[pymethods]
impl PyTable {
    /// Names of the columns.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        self.shown
            .columns()
            .iter()
            .map(|c| c.name.as_str())
            .collect()
    }

    /// What computed the table: measure, version, options, counts, notes.
    #[getter]
    pub(crate) fn provenance<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let text = serde_json::to_string(self.shown.provenance())
            .map_err(|e| ParseError::new_err(e.to_string()))?;
        let value = py.import("json")?.call_method1("loads", (text,))?;
        Ok(value.cast_into::<PyDict>()?)
    }

    fn __len__(&self) -> usize {
        self.shown.len()
    }

    /// A column by name, a row by number (a ``dict``; negative numbers count from the end), or a
    /// table of some rows by slice (steps other than 1 are refused).
    fn __getitem__<'py>(&self, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = key.py();
        if let Ok(name) = key.extract::<String>() {
            let column = self.shown.column(&name).ok_or_else(|| {
                PyKeyError::new_err(format!(
                    "no column is named '{name}': known are {}",
                    self.columns().join(", ")
                ))
            })?;
            return Ok(cells(py, &column.cells)?.into_any());
        }
        let len = isize::try_from(self.shown.len())?;
        if let Ok(slice) = key.cast::<PySlice>() {
            let cut = slice.indices(len)?;
            if cut.step != 1 {
                return Err(UsageError::new_err("a table is cut in steps of 1"));
            }
            let (start, stop) = (usize::try_from(cut.start)?, usize::try_from(cut.stop)?);
            return self.slice(start, stop.max(start))?.into_bound_py_any(py);
        }
        let number = if key.is_instance_of::<PyBool>() {
            None
        } else {
            key.extract::<isize>().ok()
        };
        let number = number
            .ok_or_else(|| wrong_type("a table's index", "a name, a number or a slice", key))?;
        let number = if number < 0 { number + len } else { number };
        let row = usize::try_from(number)
            .ok()
            .filter(|&n| n < self.shown.len())
            .ok_or_else(|| PyIndexError::new_err("the table has no such row"))?;
        let dict = PyDict::new(py);
        for column in self.shown.columns() {
            dict.set_item(&column.name, cell(py, &column.cells, row)?)?;
        }
        Ok(dict.into_any())
    }

    /// The rows, as tuples.
    #[pyo3(signature = () -> "list[tuple[object, ...]]")]
    fn rows<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyTuple>>> {
        (0..self.shown.len())
            .map(|row| {
                let values: Vec<Py<PyAny>> = self
                    .shown
                    .columns()
                    .iter()
                    .map(|c| cell(py, &c.cells, row))
                    .collect::<PyResult<_>>()?;
                PyTuple::new(py, values)
            })
            .collect()
    }

    /// The columns as ``{name: [cell, …]}``.
    #[pyo3(signature = () -> "dict[str, list[object]]")]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for column in self.shown.columns() {
            dict.set_item(&column.name, cells(py, &column.cells)?)?;
        }
        Ok(dict)
    }

    /// A ``pandas.DataFrame``. Needs pandas; pyarrow is not needed.
    #[pyo3(signature = () -> "Any")]
    fn to_pandas<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let pandas = py.import("pandas")?;
        let frame = pandas.call_method1("DataFrame", (self.to_dict(py)?,))?;
        // An all-absent or partly absent column keeps its type.
        let types = PyDict::new(py);
        for column in self.shown.columns() {
            let name = match &column.cells {
                Cells::Int(v) if v.any_absent() => "Int64",
                Cells::Bool(v) if v.any_absent() => "boolean",
                Cells::Int(_) => "int64",
                Cells::Float(_) => "float64",
                Cells::Bool(_) => "bool",
                _ => continue,
            };
            types.set_item(&column.name, name)?;
        }
        frame.call_method1("astype", (types,))
    }

    /// A ``polars.DataFrame``. Needs polars.
    #[pyo3(signature = () -> "Any")]
    fn to_polars(slf: Bound<'_, Self>) -> PyResult<Bound<'_, PyAny>> {
        let polars = slf.py().import("polars")?;
        polars.call_method1("DataFrame", (slf,))
    }

    /// The table as CSV with a header line, as the command line gives it (offsets in bytes).
    fn to_csv(&self) -> String {
        self.text.to_csv()
    }

    /// The table as JSON, as the command line gives it (offsets in bytes):
    /// ``{"columns":[…],"rows":[…],"provenance":{…}}``.
    fn to_json(&self) -> PyResult<String> {
        serde_json::to_string(&*self.text).map_err(|e| ParseError::new_err(e.to_string()))
    }

    /// The table as an Arrow C stream (PyCapsule interface).
    #[pyo3(signature = (requested_schema: "object | None" = None) -> "object")]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The protocol calls the request best effort: columns have one type each.
        let _ = requested_schema;
        let batch =
            variorum_arrow::record_batch(&self.shown).map_err(crate::error::Raised::from)?;
        let schema = batch.schema();
        let reader: Box<dyn RecordBatchReader + Send> =
            Box::new(RecordBatchIterator::new([Ok(batch)], schema));
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), c"arrow_array_stream")
    }

    fn __repr__(&self) -> String {
        let mut out = format!(
            "Table({}; {})",
            number_of(self.shown.len(), "row"),
            self.columns().join(", ")
        );
        for row in 0..self.shown.len().min(10) {
            let cells: Vec<String> = self.shown.row(row).iter().map(shown).collect();
            out.push_str("\n  ");
            out.push_str(&cells.join("  "));
        }
        if self.shown.len() > 10 {
            out.push_str("\n  …");
        }
        out
    }

    fn _repr_html_(&self) -> String {
        let mut out = String::from("<table><thead><tr>");
        for name in self.columns() {
            out.push_str("<th>");
            out.push_str(&escape(name));
            out.push_str("</th>");
        }
        out.push_str("</tr></thead><tbody>");
        for row in 0..self.shown.len().min(20) {
            out.push_str("<tr>");
            for value in self.shown.row(row) {
                out.push_str("<td>");
                out.push_str(&escape(&shown(&value)));
                out.push_str("</td>");
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table>");
        let rows = self.shown.len();
        let cut = if rows > 20 {
            ", the first 20 shown"
        } else {
            ""
        };
        let measure = escape(&self.shown.provenance().measure);
        out + &format!(
            "<p><small>{measure}: {}{cut}</small></p>",
            number_of(rows, "row")
        )
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let build = py.import("variorum._native")?.getattr("_table_of")?;
        let shown = saved(py, &self.shown)?;
        let text = if Arc::ptr_eq(&self.shown, &self.text) {
            None
        } else {
            Some(saved(py, &self.text)?)
        };
        (build, (shown, text)).into_bound_py_any(py)
    }
}

fn shown(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Number(n) if n.is_f64() => {
            n.as_f64().map_or_else(String::new, |x| format!("{x:.4}"))
        }
        other => other.to_string(),
    }
}

/// ``1 row``, ``2 rows``.
pub(crate) fn number_of(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// Escapes text for HTML.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Rebuilds a pickled table.
#[pyfunction(name = "_table_of")]
pub(crate) fn table_of(shown: SavedTable<'_>, text: Option<SavedTable<'_>>) -> PyResult<PyTable> {
    let shown = restored(shown)?;
    Ok(match text {
        Some(text) => PyTable::with_offsets(shown, restored(text)?),
        None => shown.into(),
    })
}

fn restored((columns, provenance): SavedTable<'_>) -> PyResult<Table> {
    let provenance: Provenance =
        serde_json::from_str(&provenance).map_err(|e| ParseError::new_err(e.to_string()))?;
    let mut table = Table::new(provenance);
    for (name, kind, values) in columns {
        let cells = match kind.as_str() {
            "text" => Cells::texts(values.extract::<Vec<Option<String>>>()?),
            "int" => Cells::ints(values.extract::<Vec<Option<i64>>>()?),
            "float" => Cells::floats(values.extract::<Vec<Option<f64>>>()?),
            "bool" => Cells::bools(values.extract::<Vec<Option<bool>>>()?),
            other => {
                return Err(UsageError::new_err(format!(
                    "'{other}' is no kind of column"
                )));
            }
        };
        let with: Result<Table> = table.with(&name, cells).map_err(Into::into);
        table = with?;
    }
    Ok(table)
}
