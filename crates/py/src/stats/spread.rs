//! Dispersion.

use pyo3::{
    prelude::*,
    types::{PyDict, PyInt, PyString},
};
use variorum::stats::{DispersionMeasure, DispersionOptions, Over, chosen};

use super::{counting::texts, names};
use crate::{
    corpus::PyCorpus,
    error::{Raised, whole, wrong_type},
    pool,
    table::PyTable,
};

fn parts(over: &Bound<'_, PyAny>) -> PyResult<Over> {
    let text = if let Ok(text) = over.cast::<PyString>() {
        text.to_cow()?.into_owned()
    } else if let Ok(number) = over.cast_exact::<PyInt>() {
        whole::<usize>("over", number.extract()?)?.to_string()
    } else {
        return Err(wrong_type("over", "a str or an int", over));
    };
    Ok(text.parse().map_err(Raised::from)?)
}

#[pymethods]
impl PyCorpus {
    /// How evenly words are spread over the parts of the corpus.
    ///
    /// Parameters
    /// ----------
    /// over : "documents", a facet or int
    ///     The parts: documents (if not given), the values of a facet such as ``"month"``, or so many
    ///     equal parts of tokens.
    /// measures : str or list of str, optional
    ///     One column each; ``"all"`` for all. Over parts ``range``, ``relative_range``,
    ///     ``standard_deviation``, ``standard_deviation_sample``, ``variation_coefficient``,
    ///     ``variation_coefficient_sample``, ``juilland_d``, ``juilland_d_equal``,
    ///     ``juilland_d_weighted``, ``carroll_d2``, ``rosengren_s``, ``lyne_d3``, ``dp``, ``dp_norm``,
    ///     ``dp_norm_egbert``, ``kld``, ``dkl``, ``dkl_base_e``, ``dkl_base_2``, ``da``,
    ///     ``juilland_u``, ``carroll_um``, ``rosengren_kf``, ``idf``, ``residual_idf``,
    ///     ``burstiness``; along the corpus, whatever the parts, ``arf``, ``ald``, ``f_ald``, ``awt``,
    ///     ``f_awt``, ``goh_barabasi``. If not given: ``range``, ``juilland_d``, ``carroll_d2``,
    ///     ``rosengren_s``, ``dp``, ``dp_norm``, ``da``, ``arf``.
    /// terms : list of str, optional
    ///     Only these words.
    /// min_count : int
    ///     Leaves out rarer words.
    /// limit : int
    ///     The most rows; 0 for all.
    /// **counting
    ///     What is counted: the options of :meth:`counting`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``term``, ``count``, ``per_million`` and the measures; what is undefined is ``None``, with
    ///     the reason in the notes of the provenance.
    ///
    /// Examples
    /// --------
    /// >>> import variorum as vr
    /// >>> corpus = vr.read(text="dike dike mill mill mill ferry\n")
    /// >>> table = corpus.dispersion(over=2, measures=["range", "dp"], terms=["mill"])
    /// >>> table["count"], table["range"], [round(x, 4) for x in table["dp"]]
    /// ([3], [2.0], [0.1667])
    #[pyo3(signature = (*, over: "str | int | None" = None, measures: "str | list[str] | tuple[str, ...] | None" = None, terms: "list[str] | tuple[str, ...] | None" = None, min_count=1, limit=0, **counting: "object"))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn dispersion(
        &self,
        py: Python<'_>,
        over: Option<&Bound<'_, PyAny>>,
        measures: Option<&Bound<'_, PyAny>>,
        terms: Option<&Bound<'_, PyAny>>,
        min_count: i64,
        limit: i64,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let mut options = DispersionOptions::default();
        options.counting = self.counting_with(counting)?;
        if let Some(over) = over {
            options.over = parts(over)?;
        }
        let measures = names("measures", measures)?;
        if !measures.is_empty() {
            let names = measures.iter().map(String::as_str);
            let measures = chosen(names, &DispersionMeasure::all());
            options.measures = measures.map_err(Raised::from)?;
        }
        if let Some(terms) = terms {
            options.terms = texts("terms", terms)?;
        }
        options.min_count = whole("min_count", min_count)?;
        options.limit = whole("limit", limit)?;
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| variorum::stats::dispersion(inner, &options))?;
        Ok(table.map_err(Raised::from)?.into())
    }
}
