//! Where texts come from, in Python.

use std::{collections::BTreeMap, sync::Arc};

use pyo3::prelude::*;
use variorum::{
    Corpus,
    sources::{
        agree,
        cluster::{ClusterOptions, Label, cluster},
        trace::{
            self, Held,
            tables::{self, Names},
        },
    },
};

use crate::{
    corpus::PyCorpus,
    error::{Raised, whole},
    pool,
    table::PyTable,
};

#[pymethods]
impl PyCorpus {
    /// The documents that carry one statement: copies, versions, excerpts, stories that quote it.
    ///
    /// Texts are compared by runs of five words; a run that an outlet has on many days is its stock
    /// phrase and weighs little.
    ///
    /// Parameters
    /// ----------
    /// links : bool
    ///     A row a link between two documents, instead of a row a document of a cluster.
    /// labels : list of str, optional
    ///     Only clusters with such a member, or such links: ``exact copy``, ``near copy``,
    ///     ``revision``, ``other translation``, ``excerpt``, ``quotes``.
    /// min_shared : int
    ///     The least runs of words that two documents share to be looked at.
    /// stock_days : int
    ///     A run that an outlet has on so many days leads to no pair.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``cluster size label document outlet published title of contained contains shared
    ///     longest_run evidence path``: ``contained`` is the share of the document's runs that ``of``
    ///     has, ``contains`` that of the other's that it has, both in runs of five words.
    ///
    /// >>> import variorum as vr
    /// >>> text = "The district committee met in Tarsk on Monday and adopted a long statement on the weir."
    /// >>> table = vr.Corpus.from_texts([text, text]).cluster()
    /// >>> table["label"]
    /// ['origin', 'exact copy']
    #[pyo3(signature = (*, links=false, labels: "list[str] | None" = None, min_shared=5, stock_days=50))]
    fn cluster(
        &self,
        py: Python<'_>,
        links: bool,
        labels: Option<Vec<String>>,
        min_shared: i64,
        stock_days: i64,
    ) -> PyResult<PyTable> {
        let mut options = ClusterOptions::default();
        options.min_shared = whole("min_shared", min_shared)?;
        options.stock_days = whole("stock_days", stock_days)?;
        let labels = labels.unwrap_or_default();
        let labels: Vec<Label> = labels
            .iter()
            .map(|l| l.parse())
            .collect::<variorum::Result<_>>()
            .map_err(Raised::from)?;
        let inner = &self.inner;
        let table = pool::interruptible(py, |progress| {
            let mut found = cluster(inner, &options, progress)?;
            found.keep(&labels);
            if links {
                found.links_table(inner)
            } else {
                found.table(inner)
            }
        })?;
        Ok(table.map_err(Raised::from)?.into())
    }

    /// Quotes and passages traced to the statements that they come from.
    ///
    /// Every document is a story, looked for in all others, or in ``held`` if it is given.
    ///
    /// Parameters
    /// ----------
    /// held : Corpus, optional
    ///     The statements to look in.
    /// view : "quotes", "reuse" or "versions"
    ///     One row a quote; a passage in common with a statement, each occurrence; a story with the
    ///     version of a statement that it used and a rival.
    ///
    /// Returns
    /// -------
    /// Table
    ///     Places are code points of ``Document.source``. ``quotes``: ``document start end text mode
    ///     kind speaker speaker_id how cue chain match similarity source source_start source_end
    ///     source_text candidates decides closed path source_path``; ``match`` is exact, case, elided,
    ///     bracketed, edited or spliced, and absent where no statement has these words.
    #[pyo3(signature = (held=None, *, view="quotes"))]
    fn trace(
        &self,
        py: Python<'_>,
        held: Option<&Bound<'_, PyCorpus>>,
        view: &str,
    ) -> PyResult<PyTable> {
        let held = held.map(Bound::get);
        let statements = held.map(|h| Arc::clone(&h.inner));
        let inner = &self.inner;
        let names = Names::new(inner, statements.as_deref());
        let table = match view {
            "quotes" => tables::quotes,
            "reuse" => tables::reuse,
            "versions" => tables::versions,
            other => {
                let known = "quotes, reuse, versions";
                let error = variorum::Error::usage(format!(
                    "there is no view '{other}': known are {known}"
                ));
                return Err(Raised::from(error).into());
            }
        };
        let held = held.unwrap_or(self);
        let found = pool::interruptible(py, |_| trace::trace(inner, held.held()))?;
        traced(inner, statements.as_deref(), table(&found, &names))
    }

    /// What the carriers of one event agree and disagree on.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``event carriers aspect about verdict basis value sources text document start end path also``,
    ///     a row a value: under which name an event goes, its days and place, who was present or absent,
    ///     numbers of one thing, the speaker of one statement; ``verdict`` is contradicts, completes,
    ///     agrees or adds.
    fn agree(&self, py: Python<'_>) -> PyResult<PyTable> {
        let inner = &self.inner;
        let table = pool::interruptible(py, |progress| {
            let read = inner.facts(agree::KINDS, progress)?;
            let shared = trace::disagreements(self.held());
            let found = agree::agree(&read, &shared);
            let ids: BTreeMap<String, String> = read
                .iter()
                .map(|r| (r.document.address(), r.document.id.clone()))
                .collect();
            agree::table(&found, &|address| ids.get(address).cloned())
        })?;
        traced(inner, None, table)
    }

    /// What stories carry of each statement, sentence by sentence, or what they add to it.
    ///
    /// Parameters
    /// ----------
    /// held : Corpus, optional
    ///     The statements; without it every document is one.
    /// added : bool
    ///     Sentences of the stories instead: those ``left-out`` are not in the statement.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``document other sentence start end carried text by path other_path``; ``carried`` is quoted,
    ///     close, mentioned or left-out, ``by`` the words that carry it.
    #[pyo3(signature = (held=None, *, added=false))]
    fn coverage(
        &self,
        py: Python<'_>,
        held: Option<&Bound<'_, PyCorpus>>,
        added: bool,
    ) -> PyResult<PyTable> {
        let held = held.map(Bound::get);
        let statements = held.map(|h| Arc::clone(&h.inner));
        let inner = &self.inner;
        let names = Names::new(inner, statements.as_deref());
        let held = held.unwrap_or(self);
        let found = pool::interruptible(py, |_| trace::coverage(inner, held.held()))?;
        let table = if added {
            tables::coverage(&found.added, "trace --added", &names)
        } else {
            tables::coverage(&found.carried, "trace --coverage", &names)
        };
        traced(inner, statements.as_deref(), table)
    }
}

impl PyCorpus {
    /// Its documents as statements to trace in; made once.
    fn held(&self) -> &Held {
        self.held.get_or_init(|| Held::new(&self.inner))
    }
}

/// A table of traces with its places in code points.
fn traced(
    stories: &Corpus,
    statements: Option<&Corpus>,
    table: variorum::Result<variorum::table::Table>,
) -> PyResult<PyTable> {
    let table = table.map_err(Raised::from)?;
    let corpora: Vec<&Corpus> = std::iter::once(stories).chain(statements).collect();
    let shown = crate::offsets::in_code_points_of(&table, &corpora).map_err(Raised::from)?;
    Ok(PyTable::with_offsets(shown, table))
}
