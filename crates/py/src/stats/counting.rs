//! What is counted: the options that every measure takes.

use pyo3::{
    prelude::*,
    types::{PyBool, PyDict, PyString},
};
use std::sync::Arc;
use variorum::{
    corpus::Counted,
    layout::ZoneKind,
    stats::{Case, Counting},
};

use crate::{
    corpus::PyCorpus,
    error::{Raised, UsageError, wrong_type},
};

/// The names that are known.
const KNOWN: &str = "case, voice, independent, zones, stop, stem, compatibility, no_diacritics";

fn yes(name: &str, value: &Bound<'_, PyAny>) -> PyResult<bool> {
    match value.cast::<PyBool>() {
        Ok(yes) => Ok(yes.is_true()),
        Err(_) => Err(wrong_type(name, "True or False", value)),
    }
}

fn text(name: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    match value.cast::<PyString>() {
        Ok(text) => Ok(text.to_cow()?.into_owned()),
        Err(_) => Err(wrong_type(name, "a str", value)),
    }
}

pub(super) fn texts(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    if value.is_instance_of::<PyString>() {
        return Err(wrong_type(name, "a list of str", value));
    }
    let items = value
        .try_iter()
        .map_err(|_| wrong_type(name, "a list of str", value))?;
    items.map(|item| text(name, &item?)).collect()
}

impl PyCorpus {
    /// The corpus's counting with what a measure was told.
    pub(crate) fn counting_with(&self, told: Option<&Bound<'_, PyDict>>) -> PyResult<Counting> {
        let mut counting = Counting::clone(&self.counting);
        for (name, value) in told.into_iter().flat_map(PyDictMethods::iter) {
            let name: String = name.extract()?;
            match name.as_str() {
                "case" => {
                    counting.terms.case = text("case", &value)?
                        .parse::<Case>()
                        .map_err(Raised::from)?;
                }
                "voice" => counting.voice = text("voice", &value)?.parse().map_err(Raised::from)?,
                "independent" => counting.independent = yes("independent", &value)?,
                "compatibility" => counting.terms.compatibility = yes("compatibility", &value)?,
                "no_diacritics" => counting.terms.no_diacritics = yes("no_diacritics", &value)?,
                "stop" if value.is_none() => counting.terms.stop.clear(),
                "stop" => counting.terms.stop = texts("stop", &value)?,
                "stem" if value.is_none() => counting.terms.stem = None,
                "stem" => {
                    counting.terms.stem =
                        Some(text("stem", &value)?.parse().map_err(Raised::from)?);
                }
                "zones" if value.is_none() => counting.zones = None,
                "zones" => {
                    let kinds = texts("zones", &value)?;
                    let kinds = kinds.iter().map(|k| k.parse::<ZoneKind>());
                    let kinds = kinds
                        .collect::<variorum::Result<Vec<_>>>()
                        .map_err(Raised::from)?;
                    counting.zones = Some(Counted::only(kinds));
                }
                other => {
                    return Err(UsageError::new_err(format!(
                        "'{other}' is no option of counting: known are {KNOWN}"
                    )));
                }
            }
        }
        Ok(counting)
    }
}

#[pymethods]
impl PyCorpus {
    /// The same corpus, counted in another way by every measure that is not told otherwise.
    ///
    /// Parameters
    /// ----------
    /// case : "keep" or "fold"
    ///     Whether ``Party`` and ``party`` are two terms or one.
    /// voice : "all", "own" or "quoted"
    ///     Words outside or inside quotation marks only.
    /// independent : bool
    ///     Reprints count once: of exact copies, near copies and revisions, as ``cluster`` finds
    ///     them, only the first.
    /// zones : list of str, optional
    ///     Only these kinds of zones: title, subtitle, heading, paragraph.
    /// stop : list of str, optional
    ///     Words that are not counted.
    /// stem : str, optional
    ///     Words are counted by their stems (Snowball), lower-cased: ``"en"``, ``"fr"``, ``"de"``,
    ///     ``"it"``, ``"pt"``, ``"ru"``, ``"es"``.
    /// compatibility : bool
    ///     NFKC: ``ﬁ`` is ``fi``.
    /// no_diacritics : bool
    ///     ``café`` is ``cafe``.
    ///
    /// Examples
    /// --------
    /// >>> import variorum as vr
    /// >>> corpus = vr.read(text="The party met. The Party spoke.\n").counting(case="fold")
    /// >>> corpus.frequency(limit=1)["term"], corpus.frequency(limit=1)["count"]
    /// (['party'], [2])
    #[pyo3(name = "counting", signature = (**options: "object") -> "Corpus")]
    fn with_counting(&self, options: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let counting = self.counting_with(options)?;
        Ok(PyCorpus {
            counting: Arc::new(counting),
            ..self.clone()
        })
    }
}
