//! Vocabulary growth, ranks and lexical bundles.

use pyo3::{prelude::*, types::PyDict};
use variorum::stats::{BundlesOptions, GrowthOptions, ZipfOptions};

use crate::{
    corpus::{PyCorpus, facet},
    error::{Raised, whole},
    pool,
    table::PyTable,
};

#[pymethods]
impl PyCorpus {
    /// How the vocabulary grows as the documents are read in their order, beside Heaps' law.
    ///
    /// Parameters
    /// ----------
    /// by : str, optional
    ///     A facet: one part of the table for each of its values.
    /// steps : int
    ///     How many rows of each group, at equal distances in tokens.
    /// limit : int
    ///     The most rows of each group; 0 for all.
    /// **counting
    ///     What is counted: the options of :meth:`counting`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``tokens``, ``types``, ``hapaxes``, ``expected`` (``k * tokens**beta``), ``k``, ``beta``,
    ///     ``r_squared``.
    ///
    /// Examples
    /// --------
    /// >>> import variorum as vr
    /// >>> corpus = vr.read(text="The party met. The party spoke.\n")
    /// >>> corpus.growth(steps=2)["types"]
    /// [3, 4]
    #[pyo3(signature = (*, by=None, steps=100, limit=0, **counting: "object"))]
    fn growth(
        &self,
        py: Python<'_>,
        by: Option<&str>,
        steps: i64,
        limit: i64,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let mut options = GrowthOptions::default();
        options.counting = self.counting_with(counting)?;
        options.by = facet(by, &self.inner)?;
        options.steps = whole("steps", steps)?;
        options.limit = whole("limit", limit)?;
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| variorum::stats::growth(inner, &options))?;
        Ok(table.map_err(Raised::from)?.into())
    }

    /// Counts by rank, beside Zipf's law.
    ///
    /// Parameters
    /// ----------
    /// by : str, optional
    ///     A facet: one part of the table for each of its values.
    /// min_count : int
    ///     Leaves out rarer terms, from the fit too.
    /// fit : "likelihood" or "least_squares"
    ///     How the law is fitted: to the tokens' ranks, or to the logarithms of counts and ranks.
    /// limit : int
    ///     The most rows of each group; 0 for all.
    /// **counting
    ///     What is counted: the options of :meth:`counting`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``rank``, ``term``, ``count``, ``expected`` (``c / rank**a``), ``a``, ``c``.
    #[pyo3(signature = (*, by=None, min_count=1, fit="likelihood", limit=0, **counting: "object"))]
    fn zipf(
        &self,
        py: Python<'_>,
        by: Option<&str>,
        min_count: i64,
        fit: &str,
        limit: i64,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let mut options = ZipfOptions::default();
        options.counting = self.counting_with(counting)?;
        options.by = facet(by, &self.inner)?;
        options.min_count = whole("min_count", min_count)?;
        options.fit = fit.parse().map_err(Raised::from)?;
        options.limit = whole("limit", limit)?;
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| variorum::stats::zipf(inner, &options))?;
        Ok(table.map_err(Raised::from)?.into())
    }

    /// Lexical bundles: runs of tokens so frequent and so widespread that they are building blocks.
    ///
    /// Parameters
    /// ----------
    /// min_n, max_n : int
    ///     How many tokens in a row, 8 at most.
    /// by : str, optional
    ///     A facet: one part of the table for each of its values.
    /// per_million : float
    ///     Leaves out runs with a lower rate.
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
    #[pyo3(signature = (min_n=3, max_n=6, *, by=None, per_million=10.0, min_documents=5, limit=0, **counting: "object"))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn bundles(
        &self,
        py: Python<'_>,
        min_n: i64,
        max_n: i64,
        by: Option<&str>,
        per_million: f64,
        min_documents: i64,
        limit: i64,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let mut options = BundlesOptions::default();
        options.counting = self.counting_with(counting)?;
        options.min_n = whole("min_n", min_n)?;
        options.max_n = whole("max_n", max_n)?;
        options.by = facet(by, &self.inner)?;
        options.per_million = per_million;
        options.min_documents = whole("min_documents", min_documents)?;
        options.limit = whole("limit", limit)?;
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| variorum::stats::bundles(inner, &options))?;
        Ok(table.map_err(Raised::from)?.into())
    }
}
