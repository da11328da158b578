//! Keyness.

use pyo3::{prelude::*, types::PyDict};
use variorum::stats::{KeynessOptions, chosen, measures::keyness::Keyness};

use super::names;
use crate::{
    corpus::PyCorpus,
    error::{Raised, whole},
    pool,
    table::PyTable,
};

#[pymethods]
impl PyCorpus {
    /// Which words this corpus uses more, or less, than a reference.
    ///
    /// Parameters
    /// ----------
    /// reference : Corpus
    ///     Another part of the same corpus, or another reading.
    /// measures : str or list of str
    ///     The statistics, one column each, the first of which sorts the rows; ``"all"`` for all. Known
    ///     are ``g2`` (the default), ``g2_two_term``, ``g2_williams``, ``chi2``, ``chi2_yates``,
    ///     ``chi2_williams``, ``fisher_log10_p``, ``log_ratio``, ``log_ratio_conservative``,
    ///     ``relative_risk``, ``percent_diff``, ``odds_ratio``, ``odds_ratio_half``,
    ///     ``odds_ratio_conditional``, ``bic``, ``ell``, ``simple_maths``, ``difference_coefficient``,
    ///     ``pmi``.
    /// effect : "log_ratio", "relative_risk", "percent_diff" or "difference_coefficient"
    ///     The effect size that is given with its interval.
    /// zero : "hardie", "add_half" or "none"
    ///     What a frequency of zero counts in the effect size and in the log ratio: 0.5, 0.5 in all
    ///     cells, or nothing, which leaves them undefined.
    /// level : float
    ///     The level of the interval.
    /// method : "exact" or "wald"
    ///     How the interval is found.
    /// adjustment : str
    ///     How p-values are adjusted for the number of words: ``benjamini_hochberg``,
    ///     ``benjamini_yekutieli``, ``holm``, ``bonferroni`` or ``none``.
    /// direction : "both", "over" or "under"
    ///     Words that this corpus has relatively more often, less often, or both.
    /// min_count, min_documents : int
    ///     Leaves out words with fewer occurrences, or of fewer documents, in both together.
    /// log_odds : "uniform" or "informative", optional
    ///     Adds the log odds under a Dirichlet prior.
    /// alpha : float, optional
    ///     What the prior counts: occurrences of each word (uniform, 0.01 if not given) or tokens of
    ///     both corpora (informative, 500).
    /// mann_whitney : bool
    ///     Adds the test of Mann and Whitney over documents.
    /// permutations : int
    ///     Adds the permutation test over documents, with so many relabellings; 0 for none.
    /// seed : int
    ///     The seed of the relabellings.
    /// simple_maths_k : float
    ///     The constant of simple maths, per million.
    /// limit : int
    ///     The most rows; 0 for all.
    /// **counting
    ///     What is counted in both: the options of :meth:`counting`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``term``, ``direction``, ``count``, ``reference_count``, ``per_million``,
    ///     ``reference_per_million``, ``documents``, ``reference_documents``, ``dp_norm`` (over the
    ///     documents of this corpus), the statistics, ``log10_p``, ``log10_q`` (adjusted), ``effect``,
    ///     ``effect_low``, ``effect_high`` and what else was asked for. Words of this corpus first,
    ///     from the largest statistic down.
    ///
    /// Examples
    /// --------
    /// >>> import variorum as vr
    /// >>> target = vr.read(text="The dikes hold. The dikes are new.\n")
    /// >>> reference = vr.read(text="The harvest is in. The harvest is large.\n")
    /// >>> table = target.keyness(reference, measures=["g2", "percent_diff"], limit=1)
    /// >>> table["term"], table["direction"], table["count"]
    /// (['dikes'], ['over'], [2])
    #[pyo3(signature = (reference, *, measures: "str | list[str] | tuple[str, ...] | None" = None, effect="log_ratio", zero="hardie", level=0.95, method="exact", adjustment="benjamini_hochberg", direction="both", min_count=1, min_documents=1, log_odds=None, alpha=None, mann_whitney=false, permutations=0, seed=0, simple_maths_k=1.0, limit=0, **counting: "object"))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn keyness(
        &self,
        py: Python<'_>,
        reference: &PyCorpus,
        measures: Option<&Bound<'_, PyAny>>,
        effect: &str,
        zero: &str,
        level: f64,
        method: &str,
        adjustment: &str,
        direction: &str,
        min_count: i64,
        min_documents: i64,
        log_odds: Option<&str>,
        alpha: Option<f64>,
        mann_whitney: bool,
        permutations: i64,
        seed: i64,
        simple_maths_k: f64,
        limit: i64,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let mut options = KeynessOptions::default();
        options.counting = self.counting_with(counting)?;
        let measures = names("measures", measures)?;
        if !measures.is_empty() {
            let names = measures.iter().map(String::as_str);
            options.measures = chosen(names, Keyness::ALL).map_err(Raised::from)?;
        }
        options.effect = effect.parse().map_err(Raised::from)?;
        options.zero = zero.parse().map_err(Raised::from)?;
        options.level = level;
        options.method = method.parse().map_err(Raised::from)?;
        options.adjustment = adjustment.parse().map_err(Raised::from)?;
        options.direction = direction.parse().map_err(Raised::from)?;
        options.min_count = whole("min_count", min_count)?;
        options.min_documents = whole("min_documents", min_documents)?;
        let prior = log_odds.map(str::parse).transpose();
        options.log_odds = prior.map_err(Raised::from)?;
        options.alpha = alpha;
        options.mann_whitney = mann_whitney;
        options.permutations = whole("permutations", permutations)?;
        options.seed = whole("seed", seed)?;
        options.simple_maths_k = simple_maths_k;
        options.limit = whole("limit", limit)?;
        let (inner, other) = (&self.inner, &reference.inner);
        let table = pool::interruptible(py, |_| variorum::stats::keyness(inner, other, &options))?;
        Ok(table.map_err(Raised::from)?.into())
    }
}
