//! What is measured of texts: diversity and readability.

use pyo3::{prelude::*, types::PyDict};
use variorum::stats::{
    DiversityMeasure, DiversityOptions, ReadabilityOptions, chosen,
    measures::readability::Readability,
};

use super::{counting::texts, names};
use crate::{
    corpus::PyCorpus,
    error::{Raised, whole},
    pool,
    table::PyTable,
};

#[pymethods]
impl PyCorpus {
    /// How rich the vocabulary is.
    ///
    /// Parameters
    /// ----------
    /// by : "corpus", "document" or a facet
    ///     One row for the corpus, for each document, or for each value of a facet.
    /// measures : str or list of str, optional
    ///     One column each; ``"all"`` for all. Of frequencies, which change with the length of a text:
    ///     ``ttr``, ``guiraud_r``, ``cttr``, ``herdan_c``, ``summer_s``, ``dugast_u``, ``maas_a2``,
    ///     ``yule_k``, ``yule_i``, ``simpson_d``, ``repeat_rate``, ``herdan_vm``, ``honore_r``,
    ///     ``brunet_w``, ``fisher_alpha``, ``shannon_h``; of a sequence, which hardly do: ``mattr``,
    ///     ``msttr``, ``mtld``, ``mtld_w``, ``hd_d``, ``vocd_d``, ``vocd_d_expected``. If not given:
    ///     ``ttr``, ``guiraud_r``, ``herdan_c``, ``maas_a2``, ``yule_k``, ``mattr``, ``mtld``, ``hd_d``.
    /// log_base, entropy_base : "e", "2" or "10"
    ///     The base of the logarithms of Summer's S, Dugast's U and Maas' a², and of the entropy.
    /// yule_i : "types" or "tokens"
    ///     What stands in Yule's I.
    /// brunet_a : float
    ///     The exponent of Brunet's W.
    /// window, segment : int
    ///     Tokens of a window of MATTR, of a segment of MSTTR.
    /// remainder : "discard" or "keep"
    ///     What becomes of the last segment of MSTTR if it is shorter.
    /// mtld_threshold : float
    ///     The ratio at which a factor of MTLD ends.
    /// mtld_comparison : "below" or "at_most"
    ///     When a factor is complete.
    /// mtld_least_tokens : int
    ///     The fewest tokens of a factor.
    /// mtld_direction : "both", "forward" or "backward"
    ///     How MTLD reads.
    /// mtld_aggregation : "tokens_per_factor", "mean_factor" or "pooled_factors"
    ///     How factors become one number.
    /// sample : int
    ///     Tokens of a sample of HD-D.
    /// vocd_from, vocd_to, vocd_samples, vocd_trials : int
    ///     The smallest and the largest sample of vocd-D in tokens, samples of each size, trials.
    /// seed : int
    ///     The seed of vocd-D.
    /// limit : int
    ///     The most rows; 0 for all.
    /// **counting
    ///     What is counted: the options of :meth:`counting`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``id`` or the facet, ``documents`` of a group, ``tokens``, ``types`` and the measures; what
    ///     is undefined is ``None``, with the reason in the notes of the provenance.
    ///
    /// Examples
    /// --------
    /// >>> import variorum as vr
    /// >>> corpus = vr.read(text="the dike and the mill\n")
    /// >>> corpus.diversity(measures="ttr")["ttr"]
    /// [0.8]
    #[pyo3(signature = (*, by="corpus", measures: "str | list[str] | tuple[str, ...] | None" = None, log_base="e", entropy_base="2", yule_i="types", brunet_a=0.172, window=50, segment=50, remainder="discard", mtld_threshold=0.72, mtld_comparison="below", mtld_least_tokens=10, mtld_direction="both", mtld_aggregation="tokens_per_factor", sample=42, vocd_from=35, vocd_to=50, vocd_samples=100, vocd_trials=3, seed=0, limit=0, **counting: "object"))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn diversity(
        &self,
        py: Python<'_>,
        by: &str,
        measures: Option<&Bound<'_, PyAny>>,
        log_base: &str,
        entropy_base: &str,
        yule_i: &str,
        brunet_a: f64,
        window: i64,
        segment: i64,
        remainder: &str,
        mtld_threshold: f64,
        mtld_comparison: &str,
        mtld_least_tokens: i64,
        mtld_direction: &str,
        mtld_aggregation: &str,
        sample: i64,
        vocd_from: i64,
        vocd_to: i64,
        vocd_samples: i64,
        vocd_trials: i64,
        seed: i64,
        limit: i64,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let mut options = DiversityOptions::default();
        options.counting = self.counting_with(counting)?;
        options.by = by.parse().map_err(Raised::from)?;
        let measures = names("measures", measures)?;
        if !measures.is_empty() {
            let names = measures.iter().map(String::as_str);
            let measures = chosen(names, &DiversityMeasure::all());
            options.measures = measures.map_err(Raised::from)?;
        }
        options.spectrum.log_base = log_base.parse().map_err(Raised::from)?;
        options.spectrum.entropy_base = entropy_base.parse().map_err(Raised::from)?;
        options.spectrum.yule_i = yule_i.parse().map_err(Raised::from)?;
        options.spectrum.brunet_a = brunet_a;
        let sequence = &mut options.sequence;
        sequence.window = whole("window", window)?;
        sequence.segment = whole("segment", segment)?;
        sequence.remainder = remainder.parse().map_err(Raised::from)?;
        sequence.mtld.threshold = mtld_threshold;
        sequence.mtld.comparison = mtld_comparison.parse().map_err(Raised::from)?;
        sequence.mtld.least_tokens = whole("mtld_least_tokens", mtld_least_tokens)?;
        sequence.mtld.direction = mtld_direction.parse().map_err(Raised::from)?;
        sequence.mtld.aggregation = mtld_aggregation.parse().map_err(Raised::from)?;
        sequence.sample = whole("sample", sample)?;
        sequence.vocd.from = whole("vocd_from", vocd_from)?;
        sequence.vocd.to = whole("vocd_to", vocd_to)?;
        sequence.vocd.samples = whole("vocd_samples", vocd_samples)?;
        sequence.vocd.trials = whole("vocd_trials", vocd_trials)?;
        sequence.vocd.seed = whole("seed", seed)?;
        options.limit = whole("limit", limit)?;
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| variorum::stats::diversity(inner, &options))?;
        Ok(table.map_err(Raised::from)?.into())
    }

    /// How hard English prose is to read.
    ///
    /// Paragraphs are read, unless ``zones`` says otherwise. Syllables are estimated from spelling.
    /// Documents in other languages have no numbers and are no part of a group.
    ///
    /// Parameters
    /// ----------
    /// by : "corpus", "document" or a facet
    ///     One row for the corpus, for each document, or for each value of a facet.
    /// measures : str or list of str, optional
    ///     The formulas, one column each; ``"all"`` for all: ``flesch_reading_ease``,
    ///     ``flesch_kincaid_grade``, ``gunning_fog``, ``smog``, ``ari``, ``coleman_liau``, ``lix``,
    ///     ``rix``, ``forcast``, ``linsear_write``, and with a list of familiar words
    ///     ``dale_chall_new``, ``spache``. If not given, those that need no list.
    /// familiar : list of str, optional
    ///     Words that readers know, compared lower-cased; no list is part of this package.
    /// limit : int
    ///     The most rows; 0 for all.
    /// **counting
    ///     What is counted: the options of :meth:`counting`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``id`` or the facet, ``documents`` in English of a group, ``sentences``, ``words``,
    ///     ``syllables``, ``characters``, ``polysyllables`` and the formulas.
    ///
    /// Examples
    /// --------
    /// >>> import variorum as vr
    /// >>> corpus = vr.read(text="The party met in the town and it was late. The rain had come to the town in the night.\n")
    /// >>> table = corpus.readability(measures="flesch_reading_ease")
    /// >>> table["sentences"], table["words"], [round(x) for x in table["flesch_reading_ease"]]
    /// ([2], [20], [108])
    #[pyo3(signature = (*, by="corpus", measures: "str | list[str] | tuple[str, ...] | None" = None, familiar: "list[str] | tuple[str, ...] | None" = None, limit=0, **counting: "object"))]
    fn readability(
        &self,
        py: Python<'_>,
        by: &str,
        measures: Option<&Bound<'_, PyAny>>,
        familiar: Option<&Bound<'_, PyAny>>,
        limit: i64,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let mut options = ReadabilityOptions::default();
        options.counting = self.counting_with(counting)?;
        options.by = by.parse().map_err(Raised::from)?;
        let measures = names("measures", measures)?;
        if !measures.is_empty() {
            let names = measures.iter().map(String::as_str);
            options.measures = chosen(names, Readability::ALL).map_err(Raised::from)?;
        }
        if let Some(words) = familiar {
            options.familiar = texts("familiar", words)?;
        }
        options.limit = whole("limit", limit)?;
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| variorum::stats::readability(inner, &options))?;
        Ok(table.map_err(Raised::from)?.into())
    }
}
