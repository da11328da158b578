//! Similarities and distances.

use pyo3::{prelude::*, types::PyDict};
use variorum::stats::{SimilarityMeasure, SimilarityOptions, chosen};

use super::names;
use crate::{
    corpus::{PyCorpus, facet},
    error::{Raised, whole},
    pool,
    table::PyTable,
};

#[pymethods]
impl PyCorpus {
    /// How alike documents or groups of documents are, pair by pair.
    ///
    /// Parameters
    /// ----------
    /// by : str, optional
    ///     A facet: compares the groups of its values instead of documents.
    /// measures : str or list of str, optional
    ///     Rows come by the first. Similarities: jaccard, dice, overlap, containment_a, containment_b (sets of
    ///     terms; shared terms over those of ``a``, of ``b``), cosine, cosine_tf_idf, weighted_jaccard
    ///     (counts). Distances: jsd (bits), hellinger, bray_curtis, burrows_delta, cosine_delta.
    /// n : int
    ///     Terms are runs of so many tokens, 8 at most.
    /// words : int
    ///     How many of the most frequent terms the Deltas compare.
    /// min_similarity : float, optional
    ///     Leaves out pairs that are less alike by the first measure, a similarity.
    /// max_distance : float, optional
    ///     Leaves out pairs that are further apart by the first measure, a distance.
    /// max_documents : int
    ///     More documents (or groups) are an error: pairs grow with the square.
    /// limit : int
    ///     The most rows; 0 for all.
    /// **counting
    ///     What is counted: the options of :meth:`counting`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``a``, ``b``, each measure.
    ///
    /// Examples
    /// --------
    /// >>> import variorum as vr
    /// >>> corpus = vr.read(text="The red flag flew.\n")
    /// >>> corpus.similarity(measures="jaccard").columns
    /// ['a', 'b', 'jaccard']
    #[pyo3(signature = (*, by=None, measures: "str | list[str] | None"=None, n=1, words=150, min_similarity=None, max_distance=None, max_documents=2000, limit=0, **counting: "object"))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn similarity(
        &self,
        py: Python<'_>,
        by: Option<&str>,
        measures: Option<&Bound<'_, PyAny>>,
        n: i64,
        words: i64,
        min_similarity: Option<f64>,
        max_distance: Option<f64>,
        max_documents: i64,
        limit: i64,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let mut options = SimilarityOptions::default();
        options.counting = self.counting_with(counting)?;
        options.by = facet(by, &self.inner)?;
        let measures = names("measures", measures)?;
        if !measures.is_empty() {
            let measures = measures.iter().map(String::as_str);
            let measures = chosen(measures, &SimilarityMeasure::ALL);
            options.measures = measures.map_err(Raised::from)?;
        }
        options.n = whole("n", n)?;
        options.words = whole("words", words)?;
        options.min_similarity = min_similarity;
        options.max_distance = max_distance;
        options.max_documents = whole("max_documents", max_documents)?;
        options.limit = whole("limit", limit)?;
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| variorum::stats::similarity(inner, &options))?;
        Ok(table.map_err(Raised::from)?.into())
    }
}
