//! Series, bursts and novelty.

use pyo3::{
    prelude::*,
    types::{PyDict, PyString},
};
use variorum::{
    Corpus,
    corpus::Filter,
    stats::{BurstsOptions, Case, NoveltyOptions, SeriesOptions},
    table::Table,
};

use crate::{
    corpus::{PyCorpus, facet},
    error::{Raised, whole, wrong_type},
    pool,
    table::PyTable,
};

/// One text or several.
fn texts(name: &str, value: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<String>> {
    let Some(value) = value.filter(|v| !v.is_none()) else {
        return Ok(Vec::new());
    };
    let text = |item: &Bound<'_, PyAny>| match item.cast::<PyString>() {
        Ok(text) => Ok(text.to_cow()?.into_owned()),
        Err(_) => Err(wrong_type(name, "a str or a list of str", item)),
    };
    if value.is_instance_of::<PyString>() {
        return Ok(vec![text(value)?]);
    }
    let items = value
        .try_iter()
        .map_err(|_| wrong_type(name, "a str or a list of str", value))?;
    items.map(|item| text(&item?)).collect()
}

/// A date of any kind, as text.
fn date(name: &str, value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<String>> {
    let Some(value) = value.filter(|v| !v.is_none()) else {
        return Ok(None);
    };
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Some(text.to_cow()?.into_owned()));
    }
    if let Ok(year) = value.extract::<i64>() {
        return Ok(Some(format!("{year:04}")));
    }
    let Ok(iso) = value.call_method0("isoformat") else {
        return Err(wrong_type(name, "a str, an int or a date", value));
    };
    let iso: String = iso.extract()?;
    Ok(iso.get(..10).map(str::to_owned).or(Some(iso)))
}

impl PyCorpus {
    fn measured(
        &self,
        py: Python<'_>,
        measure: impl FnOnce(&Corpus) -> variorum::Result<Table> + Send,
    ) -> PyResult<PyTable> {
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| measure(inner))?;
        Ok(table.map_err(Raised::from)?.into())
    }
}

#[pymethods]
impl PyCorpus {
    /// Rates of words and phrases over time, periods without documents among them.
    ///
    /// Documents that do not say when they were published, or not as exactly as the period is long,
    /// are left out and counted in the provenance.
    ///
    /// Parameters
    /// ----------
    /// terms : str or list of str, optional
    ///     Words and phrases, with ``*`` and ``?``, letter case aside; all terms if not given.
    /// period : "day", "week", "month" or "year"
    ///     Weeks begin on Monday (ISO 8601).
    /// by : str, optional
    ///     A facet: one part of the table for each of its values.
    /// since, until : str, int or date, optional
    ///     Only documents of these dates: ``"2022"``, ``"2022-02"``, ``"2022-02-27"``.
    /// min_count : int
    ///     Where no terms are given: leaves out rarer ones.
    /// top : int
    ///     Where no terms are given: only so many, the most frequent; 0 for all.
    /// interval : "wilson" or "bootstrap"
    ///     What ``low`` and ``high`` are; the bootstrap draws documents of the period.
    /// level : float
    ///     The level of the intervals.
    /// replicates, seed : int
    ///     Resamples of the bootstrap, and its seed.
    /// limit : int
    ///     The most rows of each group; 0 for all.
    /// **counting
    ///     What is counted: the options of :meth:`counting`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``period``, ``start``, ``term``, ``count``, ``tokens``, ``per_million``, ``low``, ``high``,
    ///     ``documents``, ``documents_total``.
    ///
    /// Examples
    /// --------
    /// >>> import variorum as vr
    /// >>> text = "Statement Issued\n\nTARSK, March 3, 2022 (VPS) -- The party issued a statement.\n"
    /// >>> corpus = vr.read(text=text)
    /// >>> len(corpus.series("statement", period="week")) <= 1
    /// True
    #[pyo3(signature = (terms: "str | list[str] | None"=None, *, period="month", by=None, since: "str | int | date | None"=None, until: "str | int | date | None"=None, min_count=5, top=0, interval="wilson", level=0.95, replicates=1000, seed=1, limit=0, **counting: "object"))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn series(
        &self,
        py: Python<'_>,
        terms: Option<&Bound<'_, PyAny>>,
        period: &str,
        by: Option<&str>,
        since: Option<&Bound<'_, PyAny>>,
        until: Option<&Bound<'_, PyAny>>,
        min_count: i64,
        top: i64,
        interval: &str,
        level: f64,
        replicates: i64,
        seed: u64,
        limit: i64,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let mut options = SeriesOptions::default();
        options.counting = self.counting_with(counting)?;
        options.terms = texts("terms", terms)?;
        options.period = period.parse().map_err(Raised::from)?;
        options.by = facet(by, &self.inner)?;
        options.since = date("since", since)?;
        options.until = date("until", until)?;
        options.min_count = whole("min_count", min_count)?;
        options.top = whole("top", top)?;
        options.interval = interval.parse().map_err(Raised::from)?;
        options.level = level;
        options.replicates = whole("replicates", replicates)?;
        options.seed = seed;
        options.limit = whole("limit", limit)?;
        self.measured(py, |corpus| variorum::stats::series(corpus, &options))
    }

    /// The stretches of time in which a word or phrase keeps one rate.
    ///
    /// The series is cut where the deviance plus the penalty of each change is smallest (PELT).
    ///
    /// Parameters
    /// ----------
    /// terms, period, by, since, until, min_count, top, level, limit
    ///     As for :meth:`series`.
    /// model : "poisson" or "binomial"
    ///     Occurrences among tokens, or documents that have the term among all.
    /// penalty : float, optional
    ///     What one more change costs; ``2 ln n`` of n periods if not given.
    /// **counting
    ///     What is counted: the options of :meth:`counting`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``term``, ``stretch``, ``start``, ``end``, ``periods``, ``count``, ``tokens``,
    ///     ``per_million``, ``low``, ``high``, ``ratio``, ``documents``, ``documents_total``.
    #[pyo3(signature = (terms: "str | list[str] | None"=None, *, period="month", by=None, since: "str | int | date | None"=None, until: "str | int | date | None"=None, min_count=5, top=0, model="poisson", penalty=None, level=0.95, limit=0, **counting: "object"))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn changes(
        &self,
        py: Python<'_>,
        terms: Option<&Bound<'_, PyAny>>,
        period: &str,
        by: Option<&str>,
        since: Option<&Bound<'_, PyAny>>,
        until: Option<&Bound<'_, PyAny>>,
        min_count: i64,
        top: i64,
        model: &str,
        penalty: Option<f64>,
        level: f64,
        limit: i64,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let mut options = SeriesOptions::default();
        options.counting = self.counting_with(counting)?;
        options.terms = texts("terms", terms)?;
        options.period = period.parse().map_err(Raised::from)?;
        options.by = facet(by, &self.inner)?;
        options.since = date("since", since)?;
        options.until = date("until", until)?;
        options.min_count = whole("min_count", min_count)?;
        options.top = whole("top", top)?;
        options.model = model.parse().map_err(Raised::from)?;
        options.penalty = penalty;
        options.level = level;
        options.limit = whole("limit", limit)?;
        self.measured(py, |corpus| variorum::stats::changes(corpus, &options))
    }

    /// First and last use of words and phrases, their peak and their half-life.
    ///
    /// The peak is the period whose rate has the largest lower end of its Wilson interval.
    /// ``half_life`` is the number of periods after it until half of all later occurrences have come;
    /// ``decay_half_life`` that of an exponential decay fitted from the peak on.
    ///
    /// Parameters
    /// ----------
    /// terms, period, by, since, until, min_count, top, level, limit
    ///     As for :meth:`series`.
    /// **counting
    ///     What is counted: the options of :meth:`counting`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``term``, ``count``, ``documents``, ``first``, ``first_document``, ``last``,
    ///     ``last_document``, ``periods``, ``peak``, ``peak_per_million``, ``half_life``,
    ///     ``decay_half_life``.
    #[pyo3(signature = (terms: "str | list[str] | None"=None, *, period="month", by=None, since: "str | int | date | None"=None, until: "str | int | date | None"=None, min_count=5, top=0, level=0.95, limit=0, **counting: "object"))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn lifespans(
        &self,
        py: Python<'_>,
        terms: Option<&Bound<'_, PyAny>>,
        period: &str,
        by: Option<&str>,
        since: Option<&Bound<'_, PyAny>>,
        until: Option<&Bound<'_, PyAny>>,
        min_count: i64,
        top: i64,
        level: f64,
        limit: i64,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let mut options = SeriesOptions::default();
        options.counting = self.counting_with(counting)?;
        options.terms = texts("terms", terms)?;
        options.period = period.parse().map_err(Raised::from)?;
        options.by = facet(by, &self.inner)?;
        options.since = date("since", since)?;
        options.until = date("until", until)?;
        options.min_count = whole("min_count", min_count)?;
        options.top = whole("top", top)?;
        options.level = level;
        options.limit = whole("limit", limit)?;
        self.measured(py, |corpus| variorum::stats::lifespans(corpus, &options))
    }

    /// When words and phrases were much more frequent than usual: Kleinberg's automaton with two states.
    ///
    /// Parameters
    /// ----------
    /// terms, period, by, since, until, min_count, limit
    ///     As for :meth:`series`; the largest weights come first.
    /// unit : "documents" or "tokens"
    ///     Documents that have the term among all, or occurrences among tokens.
    /// scale : float
    ///     How many times the usual rate a burst has; above 1.
    /// gamma : float
    ///     How hard it is to go up: ``gamma * ln n`` for n periods.
    /// **counting
    ///     What is counted: the options of :meth:`counting`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``term``, ``level``, ``start``, ``end``, ``periods``, ``weight``, ``count``, ``documents``.
    #[pyo3(signature = (terms: "str | list[str] | None"=None, *, period="month", by=None, since: "str | int | date | None"=None, until: "str | int | date | None"=None, min_count=5, unit="documents", scale=2.0, gamma=1.0, limit=0, **counting: "object"))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn bursts(
        &self,
        py: Python<'_>,
        terms: Option<&Bound<'_, PyAny>>,
        period: &str,
        by: Option<&str>,
        since: Option<&Bound<'_, PyAny>>,
        until: Option<&Bound<'_, PyAny>>,
        min_count: i64,
        unit: &str,
        scale: f64,
        gamma: f64,
        limit: i64,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let mut options = BurstsOptions::default();
        options.counting = self.counting_with(counting)?;
        options.terms = texts("terms", terms)?;
        options.period = period.parse().map_err(Raised::from)?;
        options.by = facet(by, &self.inner)?;
        options.since = date("since", since)?;
        options.until = date("until", until)?;
        options.min_count = whole("min_count", min_count)?;
        options.unit = unit.parse().map_err(Raised::from)?;
        options.scale = scale;
        options.gamma = gamma;
        options.limit = whole("limit", limit)?;
        self.measured(py, |corpus| variorum::stats::bursts(corpus, &options))
    }

    /// Wording that a document or a period has and the archive before it had not, that only it has,
    /// or that ended before it; the most telling first.
    ///
    /// Parameters
    /// ----------
    /// since, until : str, int or date, optional
    ///     The target: documents of these dates.
    /// document : str, optional
    ///     The target: the document of this id or address.
    /// target : dict of str, optional
    ///     The target: documents with these properties, like ``{"outlet": "kcna"}``.
    /// mode : "new", "only" or "ended"
    ///     What nothing dated before the target has, what nothing else has, or what was there before
    ///     the target and is not in it.
    /// min_n, max_n : int
    ///     How many tokens in a row, 7 at most.
    /// min_count : int, optional
    ///     Leaves out rarer phrases; if not given 1 for a document, 5 for what ended, else 2.
    /// min_documents : int
    ///     Leaves out phrases of fewer documents.
    /// kinds : str or list of str, optional
    ///     Only phrases whose new part is a ``"word"``, a ``"wording"``, a ``"number"`` or a
    ///     ``"name"``.
    /// context : int
    ///     Tokens on each side.
    /// limit : int
    ///     The most rows; 0 for all.
    /// case : "fold" or "keep"
    ///     Whether letter case makes a difference.
    /// **counting
    ///     What is counted: the other options of :meth:`counting`.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``phrase``, ``n``, ``core`` (the shortest new run in it), ``kind``, ``count``, ``documents``,
    ///     ``core_count``, ``score``, ``first``, ``last``; its place: ``document``, ``date``, ``left``,
    ///     ``node``, ``right``, ``start``, ``end`` (code points), ``path``; the nearest wording of the
    ///     rest: ``nearest``, ``nearest_shared``, ``nearest_document``, ``nearest_date``,
    ///     ``nearest_start``, ``nearest_end``, ``nearest_path``.
    #[pyo3(signature = (*, since: "str | int | date | None"=None, until: "str | int | date | None"=None, document=None, target: "dict[str, str] | None"=None, mode="new", min_n=1, max_n=7, min_count=None, min_documents=1, kinds: "str | list[str] | None"=None, context=8, limit=0, case="fold", **counting: "object"))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn novelty(
        &self,
        py: Python<'_>,
        since: Option<&Bound<'_, PyAny>>,
        until: Option<&Bound<'_, PyAny>>,
        document: Option<String>,
        target: Option<&Bound<'_, PyDict>>,
        mode: &str,
        min_n: i64,
        max_n: i64,
        min_count: Option<i64>,
        min_documents: i64,
        kinds: Option<&Bound<'_, PyAny>>,
        context: i64,
        limit: i64,
        case: &str,
        counting: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let mut options = NoveltyOptions::default();
        options.counting = self.counting_with(counting)?;
        options.counting.terms.case = case.parse::<Case>().map_err(Raised::from)?;
        options.since = date("since", since)?;
        options.until = date("until", until)?;
        options.document = document;
        for (key, value) in target.into_iter().flat_map(PyDictMethods::iter) {
            let text = format!("{}={}", key.str()?.to_cow()?, value.str()?.to_cow()?);
            options
                .target
                .push(text.parse::<Filter>().map_err(Raised::from)?);
        }
        options.mode = mode.parse().map_err(Raised::from)?;
        options.min_n = whole("min_n", min_n)?;
        options.max_n = whole("max_n", max_n)?;
        options.min_count = min_count.map(|n| whole("min_count", n)).transpose()?;
        options.min_documents = whole("min_documents", min_documents)?;
        let kinds = texts("kinds", kinds)?;
        let kinds = kinds.iter().map(|kind| kind.parse());
        options.kinds = kinds
            .collect::<variorum::Result<_>>()
            .map_err(Raised::from)?;
        options.context = whole("context", context)?;
        options.limit = whole("limit", limit)?;
        let inner = &self.inner;
        let table = pool::interruptible(py, |_| variorum::stats::novelty(inner, &options))?;
        let table = table.map_err(Raised::from)?;
        let shown = crate::offsets::in_code_points(&table, inner).map_err(Raised::from)?;
        Ok(PyTable::with_offsets(shown, table))
    }
}
