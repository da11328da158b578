//! Collocations.

use pyo3::{prelude::*, types::PyDict};
use variorum::stats::{CollocationMeasure, CollocationOptions, Context, chosen};

use super::names;
use crate::{
    corpus::{PyCorpus, facet},
    error::{Raised, whole},
    pool,
    table::PyTable,
};

#[pymethods]
impl PyCorpus {
    /// Words that are together more often than chance would have them.
    ///
    /// Parameters
    /// ----------
    /// context : "adjacent", "window" or "sentence"
    ///     What counts as being together: runs of ``n`` words, the tokens ``left`` and ``right`` of a
    ///     word, or a sentence (the count is of sentences). Never across a zone.
    /// n : int
    ///     How many words in a row (adjacent), 2 to 5.
    /// left, right : int
    ///     How many tokens before and after a word are its window.
    /// ordered : bool
    ///     In sentences, keeps the two orders of a pair apart.
    /// within_sentence : bool
    ///     Sentences part words as zones do.
    /// nodes : str or list of str, optional
    ///     Only collocates of these words; ``*`` stands for any letters, ``?`` for one.
    /// measures : str or list of str, optional
    ///     Rows come by the first; ``"all"`` for all. Known are pmi, npmi, mi2, mi3, local_mi, mi_log_f, mutual_information, t,
    ///     t_bernoulli, z, g2, simple_ll, chi2, chi2_yates, dice, log_dice, jaccard, delta_p_21,
    ///     delta_p_12, minimum_sensitivity, phi_squared, odds_ratio_half, fisher_log10_p, lambda (with
    ///     ``lambda_z``). Of more than two words lambda and g2 only.
    /// smoothing : float
    ///     Added to each cell of lambda.
    /// by : str, optional
    ///     A facet: one part of the table for each of its values.
    /// min_count : int
    ///     Leaves out rarer collocations.
    /// min_documents : int
    ///     Leaves out those of fewer documents.
    /// limit : int
    ///     The most rows of each group; 0 for all.
    /// **counting
    ///     What is counted: the options of :meth:`counting`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``first``, ``second`` (or ``ngram``), ``count``, ``first_count``, ``second_count`` (margins, counted in
    ///     the same places as the pairs), ``documents``, ``expected``, each measure, ``log10_p`` of the first
    ///     measure that has one.
    ///
    /// Examples
    /// --------
    /// >>> import variorum as vr
    /// >>> corpus = vr.read(text="The red flag flew. A red flag fell. The red car stopped.\n")
    /// >>> table = corpus.collocations(measures=["g2", "log_dice"])
    /// >>> table["first"], table["second"], table["count"]
    /// (['The', 'red'], ['red', 'flag'], [2, 2])
    #[pyo3(signature = (context="adjacent", *, n=2, left=5, right=5, ordered=false, within_sentence=false, nodes: "str | list[str] | None"=None, measures: "str | list[str] | None"=None, smoothing=0.5, by=None, min_count=2, min_documents=1, limit=0, **counting: "object"))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn collocations(
        &self,
        py: Python<'_>,
        context: &str,
        n: i64,
        left: i64,
        right: i64,
        ordered: bool,
        within_sentence: bool,
        nodes: Option<&Bound<'_, PyAny>>,
        measures: Option<&Bound<'_, PyAny>>,
        smoothing: f64,
        by: Option<&str>,
        min_count: i64,
        min_documents: i64,
        limit: i64,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let mut options = CollocationOptions::default();
        options.counting = self.counting_with(counting)?;
        let (n, left, right) = (whole("n", n)?, whole("left", left)?, whole("right", right)?);
        options.context = Context::named(context, n, left, right, ordered).map_err(Raised::from)?;
        options.within_sentence = within_sentence;
        options.nodes = names("nodes", nodes)?;
        let measures = names("measures", measures)?;
        if !measures.is_empty() {
            let measures = measures.iter().map(String::as_str);
            let measures = chosen(measures, &CollocationMeasure::all());
            options.measures = measures.map_err(Raised::from)?;
        }
        options.smoothing = smoothing;
        options.by = facet(by, &self.inner)?;
        options.min_count = whole("min_count", min_count)?;
        options.min_documents = whole("min_documents", min_documents)?;
        options.limit = whole("limit", limit)?;
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| variorum::stats::collocations(inner, &options))?;
        Ok(table.map_err(Raised::from)?.into())
    }
}
