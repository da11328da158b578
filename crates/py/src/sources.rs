//! Where texts come from, in Python.

use pyo3::prelude::*;
use variorum::sources::cluster::{ClusterOptions, Label, cluster};

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
                found.links_table(inner, &options)
            } else {
                found.table(inner, &options)
            }
        })?;
        Ok(table.map_err(Raised::from)?.into())
    }
}
