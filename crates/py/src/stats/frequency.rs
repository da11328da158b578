//! Frequencies.

use pyo3::{prelude::*, types::PyDict};
use variorum::stats::{FrequencyOptions, NgramOptions};

use crate::{
    corpus::{PyCorpus, facet},
    error::{Raised, whole},
    pool,
    table::PyTable,
};

#[pymethods]
impl PyCorpus {
    /// Frequency of every term.
    ///
    /// Parameters
    /// ----------
    /// by : str, optional
    ///     A facet: one part of the table for each of its values.
    /// min_count : int
    ///     Leaves out rarer terms.
    /// limit : int
    ///     The most rows of each group; 0 for all.
    /// **counting
    ///     What is counted: the options of :meth:`counting`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``term``, ``count``, ``per_million`` (tokens), ``documents``, ``document_share``.
    #[pyo3(signature = (*, by=None, min_count=1, limit=0, **counting: "object"))]
    fn frequency(
        &self,
        py: Python<'_>,
        by: Option<&str>,
        min_count: i64,
        limit: i64,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let mut options = FrequencyOptions::default();
        options.counting = self.counting_with(counting)?;
        options.by = facet(by, &self.inner)?;
        options.min_count = whole("min_count", min_count)?;
        options.limit = whole("limit", limit)?;
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| variorum::stats::frequency(inner, &options))?;
        Ok(table.map_err(Raised::from)?.into())
    }

    /// Frequency of runs of ``min_n`` to ``max_n`` tokens, none across a zone.
    ///
    /// Parameters
    /// ----------
    /// min_n, max_n : int
    ///     How many tokens in a row, 8 at most; ``max_n`` is ``min_n`` if not given.
    /// by : str, optional
    ///     A facet: one part of the table for each of its values.
    /// min_count : int
    ///     Leaves out rarer runs.
    /// min_documents : int
    ///     Leaves out runs of fewer documents.
    /// limit : int
    ///     The most rows of each group; 0 for all.
    /// **counting
    ///     What is counted: the options of :meth:`counting`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``n``, ``ngram``, ``count``, ``per_million`` (tokens), ``documents``.
    #[pyo3(signature = (min_n=2, max_n=None, *, by=None, min_count=2, min_documents=1, limit=0, **counting: "object"))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn ngrams(
        &self,
        py: Python<'_>,
        min_n: i64,
        max_n: Option<i64>,
        by: Option<&str>,
        min_count: i64,
        min_documents: i64,
        limit: i64,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let mut options = NgramOptions::default();
        options.counting = self.counting_with(counting)?;
        options.min_n = whole("min_n", min_n)?;
        options.max_n = whole("max_n", max_n.unwrap_or(min_n))?;
        options.by = facet(by, &self.inner)?;
        options.min_count = whole("min_count", min_count)?;
        options.min_documents = whole("min_documents", min_documents)?;
        options.limit = whole("limit", limit)?;
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| variorum::stats::ngrams(inner, &options))?;
        Ok(table.map_err(Raised::from)?.into())
    }
}
