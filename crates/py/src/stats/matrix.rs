//! The document–feature matrix.

use std::sync::Arc;

use pyo3::{
    exceptions::PyImportError,
    prelude::*,
    types::{PyBool, PyByteArray, PyDict, PyInt},
};
use variorum::stats::{
    Cut, Matrix, MatrixOptions,
    measures::ngrams::{Norm, TfIdfOptions},
};

use crate::{
    corpus::{PyCorpus, facet},
    error::{Raised, whole, wrong_type},
    pool,
    table::PyTable,
};

/// A document–feature matrix: sparse rows (CSR) with the names of rows and columns.
///
/// >>> import variorum as vr
/// >>> matrix = vr.read(text="The red flag. The flag.\n").matrix()
/// >>> matrix.shape, matrix.features
/// ((1, 3), ['The', 'flag', 'red'])
/// >>> matrix.table()["value"]
/// [2.0, 2.0, 1.0]
#[pyclass(name = "Matrix", module = "variorum", frozen)]
#[derive(Clone)]
pub(crate) struct PyMatrix {
    inner: Arc<Matrix>,
    weighted: bool,
}

/// The bytes of numbers as memory that numpy can take and write to.
fn buffer<const N: usize>(
    py: Python<'_>,
    len: usize,
    numbers: impl Iterator<Item = [u8; N]>,
) -> PyResult<Bound<'_, PyByteArray>> {
    PyByteArray::new_with(py, len * N, |bytes| {
        let (places, _) = bytes.as_chunks_mut::<N>();
        places
            .iter_mut()
            .zip(numbers)
            .for_each(|(place, number)| *place = number);
        Ok(())
    })
}

/// A module that only this method needs.
fn module<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyModule>> {
    py.import(name).map_err(|cause| {
        let error = PyImportError::new_err(format!(
            "csr() needs numpy and scipy, and {name} cannot be imported: install them, or use table()"
        ));
        error.set_cause(py, Some(cause));
        error
    })
}

#[pymethods]
impl PyMatrix {
    /// Rows and columns: documents (or groups) and features.
    #[getter]
    fn shape(&self) -> (usize, usize) {
        (self.inner.documents.len(), self.inner.features.len())
    }

    /// How many values are stored.
    #[getter]
    fn nnz(&self) -> usize {
        self.inner.values.len()
    }

    /// Names of the columns, in their order.
    #[getter]
    fn features(&self) -> Vec<&str> {
        self.inner.features.iter().map(String::as_str).collect()
    }

    /// Names of the rows: ids of documents, or values of the facet (``None`` for those that do not say).
    #[getter]
    fn documents(&self) -> Vec<Option<&str>> {
        self.inner.documents.iter().map(Option::as_deref).collect()
    }

    /// What computed the matrix: version, options, counts, notes.
    #[getter]
    fn provenance<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        PyTable::from(variorum::table::Table::new(self.inner.provenance.clone())).provenance(py)
    }

    /// The matrix as ``scipy.sparse.csr_matrix``: whole numbers of 64 bits if counts, real numbers if weights.
    ///
    /// Needs numpy and scipy.
    ///
    /// Returns
    /// -------
    /// scipy.sparse.csr_matrix
    #[pyo3(signature = () -> "object")]
    fn csr<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let (numpy, sparse) = (module(py, "numpy")?, module(py, "scipy.sparse")?);
        let from = |bytes: Bound<'py, PyByteArray>, kind: &str| {
            numpy.call_method1("frombuffer", (bytes, kind))
        };
        let matrix = &self.inner;
        let length = matrix.values.len();
        #[expect(
            clippy::cast_possible_truncation,
            reason = "counts are whole and of 32 bits"
        )]
        let whole = |value: f64| value as i64;
        let values = if self.weighted {
            let bytes = matrix.values.iter().map(|v| v.to_ne_bytes());
            from(buffer(py, length, bytes)?, "float64")?
        } else {
            let bytes = matrix.values.iter().map(|&v| whole(v).to_ne_bytes());
            from(buffer(py, length, bytes)?, "int64")?
        };
        // SciPy wants one type of both: 32 bits wherever they suffice.
        let (indices, indptr) = if i32::try_from(length).is_ok() {
            let narrow = |n: usize| i32::try_from(n).unwrap_or(i32::MAX).to_ne_bytes();
            let indices = matrix.indices.iter().map(|&i| narrow(i as usize));
            let indptr = matrix.indptr.iter().map(|&i| narrow(i));
            (
                from(buffer(py, length, indices)?, "int32")?,
                from(buffer(py, matrix.indptr.len(), indptr)?, "int32")?,
            )
        } else {
            let wide = |n: usize| i64::try_from(n).unwrap_or(i64::MAX).to_ne_bytes();
            let indices = matrix.indices.iter().map(|&i| wide(i as usize));
            let indptr = matrix.indptr.iter().map(|&i| wide(i));
            (
                from(buffer(py, length, indices)?, "int64")?,
                from(buffer(py, matrix.indptr.len(), indptr)?, "int64")?,
            )
        };
        let options = PyDict::new(py);
        options.set_item("shape", self.shape())?;
        sparse.call_method("csr_matrix", ((values, indices, indptr),), Some(&options))
    }

    /// The matrix in long form, an Arrow stream as every table.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``document`` (or the facet's name), ``feature``, ``value``; one row for each stored value.
    fn table(&self, py: Python<'_>) -> PyResult<PyTable> {
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| inner.table(0))?;
        Ok(table.map_err(Raised::from)?.into())
    }

    fn __repr__(&self) -> String {
        let (rows, columns) = self.shape();
        format!("<Matrix {rows} × {columns}, {} values>", self.nnz())
    }
}

/// A number of documents: a whole number is a count, a real number a share.
fn cut(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Cut> {
    if value.is_instance_of::<PyBool>() {
        return Err(wrong_type(
            name,
            "an int (documents) or a float (a share)",
            value,
        ));
    }
    if value.is_instance_of::<PyInt>() {
        return Ok(Cut::Count(whole(name, value.extract()?)?));
    }
    match value.extract::<f64>() {
        Ok(share) => Ok(Cut::Share(share)),
        Err(_) => Err(wrong_type(
            name,
            "an int (documents) or a float (a share)",
            value,
        )),
    }
}

#[pymethods]
impl PyCorpus {
    /// The matrix of documents and features.
    ///
    /// Options and weights are those of scikit-learn's ``CountVectorizer`` and ``TfidfVectorizer`` (which
    /// lower-case: say ``case="fold"``). Runs of tokens never cross a zone.
    ///
    /// Parameters
    /// ----------
    /// by : str, optional
    ///     A facet: one row for each of its values instead of one for each document.
    /// min_n, max_n : int
    ///     How many tokens in a row are a feature, 8 at most; ``max_n`` is ``min_n`` if not given.
    /// min_df, max_df : int or float
    ///     Leaves out features of fewer or more documents: an int is a count, a float a share.
    /// max_features : int, optional
    ///     Keeps so many of the most frequent features, ties by text.
    /// binary : bool
    ///     1 for every count above 0.
    /// tf_idf : bool
    ///     Weights instead of counts.
    /// use_idf, smooth_idf, sublinear_tf : bool
    ///     Weighs by idf; as if one more document had every feature; 1 + ln count stands for the count.
    /// norm : "l2", "l1" or None
    ///     What each row of weights is divided by.
    /// **counting
    ///     What is counted: the options of :meth:`counting`.
    ///
    /// Returns
    /// -------
    /// Matrix
    ///     ``csr()`` is a ``scipy.sparse.csr_matrix``; ``features``, ``documents``; ``table()`` is its long form.
    ///
    /// Examples
    /// --------
    /// >>> import variorum as vr
    /// >>> corpus = vr.read(text="The red flag. The flag.\n")
    /// >>> corpus.matrix(1, 2, case="fold").features
    /// ['flag', 'flag the', 'red', 'red flag', 'the', 'the flag', 'the red']
    #[pyo3(signature = (min_n=1, max_n=None, *, by=None, min_df: "int | float | None"=None, max_df: "int | float | None"=None, max_features=None, binary=false, tf_idf=false, use_idf=true, smooth_idf=true, sublinear_tf=false, norm=Some("l2"), **counting: "object"))]
    #[expect(
        clippy::too_many_arguments,
        clippy::fn_params_excessive_bools,
        reason = "keyword arguments in Python"
    )]
    fn matrix(
        &self,
        py: Python<'_>,
        min_n: i64,
        max_n: Option<i64>,
        by: Option<&str>,
        min_df: Option<&Bound<'_, PyAny>>,
        max_df: Option<&Bound<'_, PyAny>>,
        max_features: Option<i64>,
        binary: bool,
        tf_idf: bool,
        use_idf: bool,
        smooth_idf: bool,
        sublinear_tf: bool,
        norm: Option<&str>,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyMatrix> {
        let mut options = MatrixOptions::default();
        options.counting = self.counting_with(counting)?;
        options.by = facet(by, &self.inner)?;
        options.min_n = whole("min_n", min_n)?;
        options.max_n = whole("max_n", max_n.unwrap_or(min_n))?;
        if let Some(value) = min_df {
            options.min_df = cut("min_df", value)?;
        }
        if let Some(value) = max_df {
            options.max_df = cut("max_df", value)?;
        }
        options.max_features = whole("max_features", max_features.unwrap_or(0))?;
        options.binary = binary;
        let norm = match norm {
            None => Norm::None,
            Some(name) => name.parse().map_err(Raised::from)?,
        };
        options.tf_idf = tf_idf.then_some(TfIdfOptions {
            use_idf,
            smooth_idf,
            sublinear_tf,
            norm,
        });
        let inner = &self.inner;
        let matrix = pool::interruptible(py, |_| variorum::stats::matrix(inner, &options))?;
        Ok(PyMatrix {
            inner: Arc::new(matrix.map_err(Raised::from)?),
            weighted: tf_idf,
        })
    }
}
