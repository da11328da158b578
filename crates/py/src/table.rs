//! Tables in Python: rows, columns, and an Arrow stream.

use std::sync::Arc;

use arrow_array::{RecordBatchIterator, RecordBatchReader, ffi_stream::FFI_ArrowArrayStream};
use pyo3::{
    IntoPyObjectExt,
    exceptions::{PyIndexError, PyKeyError},
    prelude::*,
    types::{PyCapsule, PyDict, PyList, PyTuple},
};
use variorum::table::{Cells, Provenance, Table};

use crate::error::{ParseError, Result, UsageError};

/// A result: named, typed columns and a record of what computed them.
///
/// It is an Arrow stream: ``polars.DataFrame(table)``, ``pyarrow.table(table)`` and DuckDB read it
/// without a copy of their own format; ``table.to_pandas()`` works with or without pyarrow.
///
/// >>> import variorum as vr
/// >>> table = vr.read(text="The party met. The party spoke.\n").frequency(limit=2)
/// >>> table.columns
/// ['term', 'count', 'per_million', 'documents', 'document_share']
/// >>> table["term"], table["count"]
/// (['party', 'the'], [2, 2])
#[pyclass(name = "Table", module = "variorum", frozen, eq)]
#[derive(Clone, PartialEq)]
pub(crate) struct PyTable(pub(crate) Arc<Table>);

impl From<Table> for PyTable {
    fn from(table: Table) -> Self {
        PyTable(Arc::new(table))
    }
}

fn cells<'py>(py: Python<'py>, cells: &Cells) -> PyResult<Bound<'py, PyList>> {
    match cells {
        Cells::Text(v) => PyList::new(py, v),
        Cells::Int(v) => PyList::new(py, v),
        Cells::Float(v) => PyList::new(py, v),
        Cells::Bool(v) => PyList::new(py, v),
        _ => Ok(PyList::empty(py)),
    }
}

fn cell(py: Python<'_>, cells: &Cells, row: usize) -> PyResult<Py<PyAny>> {
    match cells {
        Cells::Text(v) => v.get(row).cloned().flatten().into_py_any(py),
        Cells::Int(v) => v.get(row).copied().flatten().into_py_any(py),
        Cells::Float(v) => v.get(row).copied().flatten().into_py_any(py),
        Cells::Bool(v) => v.get(row).copied().flatten().into_py_any(py),
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
        self.0.columns().iter().map(|c| c.name.as_str()).collect()
    }

    /// What computed the table: measure, version, options, counts, notes.
    #[getter]
    fn provenance<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let text = serde_json::to_string(self.0.provenance())
            .map_err(|e| ParseError::new_err(e.to_string()))?;
        py.import("json")?.call_method1("loads", (text,))
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    /// A column by name, or a row by number (a ``dict``; negative numbers count from the end).
    fn __getitem__<'py>(&self, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = key.py();
        if let Ok(name) = key.extract::<String>() {
            let column = self.0.column(&name).ok_or_else(|| {
                PyKeyError::new_err(format!(
                    "no column is named '{name}': known are {}",
                    self.columns().join(", ")
                ))
            })?;
            return Ok(cells(py, &column.cells)?.into_any());
        }
        let number: isize = key.extract()?;
        let len = isize::try_from(self.0.len())?;
        let number = if number < 0 { number + len } else { number };
        let row = usize::try_from(number)
            .ok()
            .filter(|&n| n < self.0.len())
            .ok_or_else(|| PyIndexError::new_err("the table has no such row"))?;
        let dict = PyDict::new(py);
        for column in self.0.columns() {
            dict.set_item(&column.name, cell(py, &column.cells, row)?)?;
        }
        Ok(dict.into_any())
    }

    /// The rows, as tuples.
    #[pyo3(signature = () -> "list[tuple[object, ...]]")]
    fn rows<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyTuple>>> {
        (0..self.0.len())
            .map(|row| {
                let values: Vec<Py<PyAny>> = self
                    .0
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
        for column in self.0.columns() {
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
        for column in self.0.columns() {
            let name = match &column.cells {
                Cells::Int(v) if v.iter().any(Option::is_none) => "Int64",
                Cells::Bool(v) if v.iter().any(Option::is_none) => "boolean",
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

    /// The table as CSV with a header line.
    fn to_csv(&self) -> String {
        self.0.to_csv()
    }

    /// The table as JSON: ``{"columns":[…],"rows":[…],"provenance":{…}}``.
    fn to_json(&self) -> PyResult<String> {
        serde_json::to_string(&*self.0).map_err(|e| ParseError::new_err(e.to_string()))
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
        let batch = variorum_arrow::record_batch(&self.0).map_err(crate::error::Raised::from)?;
        let schema = batch.schema();
        let reader: Box<dyn RecordBatchReader + Send> =
            Box::new(RecordBatchIterator::new([Ok(batch)], schema));
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), c"arrow_array_stream")
    }

    fn __repr__(&self) -> String {
        let mut out = format!(
            "Table({} rows; {})",
            self.0.len(),
            self.columns().join(", ")
        );
        for row in 0..self.0.len().min(10) {
            let cells: Vec<String> = self.0.row(row).iter().map(shown).collect();
            out.push_str("\n  ");
            out.push_str(&cells.join("  "));
        }
        if self.0.len() > 10 {
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
        for row in 0..self.0.len().min(20) {
            out.push_str("<tr>");
            for value in self.0.row(row) {
                out.push_str("<td>");
                out.push_str(&escape(&shown(&value)));
                out.push_str("</td>");
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table>");
        let rows = self.0.len();
        let cut = if rows > 20 {
            ", the first 20 shown"
        } else {
            ""
        };
        let measure = escape(&self.0.provenance().measure);
        out + &format!("<p><small>{measure}: {rows} rows{cut}</small></p>")
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let build = py.import("variorum._native")?.getattr("_table_of")?;
        let columns = PyList::empty(py);
        for column in self.0.columns() {
            columns.append((&column.name, kind(&column.cells), cells(py, &column.cells)?))?;
        }
        let provenance = serde_json::to_string(self.0.provenance())
            .map_err(|e| ParseError::new_err(e.to_string()))?;
        (build, (columns, provenance)).into_bound_py_any(py)
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

/// Escapes text for HTML.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Rebuilds a pickled table.
#[pyfunction(name = "_table_of")]
pub(crate) fn table_of(
    columns: Vec<(String, String, Bound<'_, PyAny>)>,
    provenance: &str,
) -> PyResult<PyTable> {
    let provenance: Provenance =
        serde_json::from_str(provenance).map_err(|e| ParseError::new_err(e.to_string()))?;
    let mut table = Table::new(provenance);
    for (name, kind, values) in columns {
        let cells = match kind.as_str() {
            "text" => Cells::Text(values.extract()?),
            "int" => Cells::Int(values.extract()?),
            "float" => Cells::Float(values.extract()?),
            "bool" => Cells::Bool(values.extract()?),
            other => {
                return Err(UsageError::new_err(format!(
                    "'{other}' is no kind of column"
                )));
            }
        };
        let with: Result<Table> = table.with(&name, cells).map_err(Into::into);
        table = with?;
    }
    Ok(table.into())
}
