//! Facts, in Python.
#![allow(
    clippy::needless_pass_by_value,
    reason = "arguments of a Python function are owned"
)]

use pyo3::prelude::*;
use variorum::{
    facts::Kind,
    stats::{
        Period,
        people::{self, Actors, AppearancesOptions},
    },
};

use crate::{
    corpus::PyCorpus,
    error::{Raised, whole},
    pool,
    table::PyTable,
};

impl PyCorpus {
    /// The facts of some kinds as a table with its places in code points.
    fn facts(&self, py: Python<'_>, kinds: &[Kind]) -> PyResult<PyTable> {
        let inner = &self.inner;
        let table = pool::interruptible(py, |progress| inner.facts_table(kinds, progress))?;
        self.in_points(table)
    }

    fn in_points(&self, table: variorum::Result<variorum::table::Table>) -> PyResult<PyTable> {
        let table = table.map_err(Raised::from)?;
        let shown = crate::offsets::in_code_points(&table, &self.inner).map_err(Raised::from)?;
        Ok(PyTable::with_offsets(shown, table))
    }

    /// A measure of people.
    fn of_people(
        &self,
        py: Python<'_>,
        reprints: bool,
        measure: impl FnOnce(&Actors) -> variorum::Result<variorum::table::Table> + Send,
    ) -> PyResult<PyTable> {
        let inner = &self.inner;
        let table = pool::interruptible(py, |progress| {
            let mut actors = Actors::read(inner, progress)?;
            if !reprints {
                actors = actors.once(inner, progress)?;
            }
            measure(&actors)
        })?;
        self.in_points(table)
    }
}

#[pymethods]
impl PyCorpus {
    /// Facts of one kind or several, a row a mention.
    ///
    /// Parameters
    /// ----------
    /// *kinds : str
    ///     ``people``, ``titles``, ``rosters``, ``organs``, ``events``, ``dates``, ``quantities``,
    ///     ``quotes``, ``terms``, ``claims``; the documents are read once for all of them.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``document start end text … path``, with the columns of the kind between; of several kinds
    ///     ``kind id value``. Places are code points of ``Document.source``.
    ///
    /// >>> import variorum as vr
    /// >>> corpus = vr.read(text='''Minister Visits Mill
    /// ...
    /// ... TARSK, March 3 (VPS) -- Jan Orel, minister of agriculture, visited the Tarsk mill on Friday.
    /// ... ''')
    /// >>> corpus.extract("people")["name"]
    /// ['Jan Orel']
    #[pyo3(signature = (*kinds: "str"))]
    fn extract(&self, py: Python<'_>, kinds: Vec<String>) -> PyResult<PyTable> {
        let mut wanted: Vec<Kind> = kinds
            .iter()
            .map(|k| k.parse())
            .collect::<variorum::Result<_>>()
            .map_err(Raised::from)?;
        wanted.sort_unstable();
        wanted.dedup();
        if wanted.is_empty() {
            wanted = Kind::ALL.to_vec();
        }
        self.facts(py, &wanted)
    }

    /// People named: ``document start end text name id candidates form titles path``.
    ///
    /// ``id`` is ``p-…`` of the pack, or ``new:…`` for a person by form, the same wherever the name is.
    fn people(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.facts(py, &[Kind::People])
    }

    /// Posts with their holders: ``document start end text person person_id organ group when path``.
    fn titles(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.facts(py, &[Kind::Titles])
    }

    /// Lists of people in the order of the text, compared or over time.
    ///
    /// Parameters
    /// ----------
    /// view : "members", "lists", "history" or "diff"
    ///     A row a member; a row a roster; each kind of roster followed over time; the rosters of two
    ///     documents side by side.
    /// before, after : str, optional
    ///     For ``diff``: the two documents, by id or address.
    #[pyo3(signature = (view="members", *, before=None, after=None))]
    fn rosters(
        &self,
        py: Python<'_>,
        view: &str,
        before: Option<&str>,
        after: Option<&str>,
    ) -> PyResult<PyTable> {
        let inner = &self.inner;
        match view {
            "members" => self.facts(py, &[Kind::Rosters]),
            "lists" => self.of_people(py, true, people::rosters),
            "history" => self.of_people(py, false, people::roster_history),
            "diff" => {
                let at = |which: &str, name: Option<&str>| {
                    let named = name.ok_or_else(|| {
                        variorum::Error::usage(format!("a diff needs '{which}', a document"))
                    })?;
                    let found = (0..inner.len()).find(|&n| {
                        inner
                            .get(n)
                            .is_some_and(|d| d.id == named || d.address() == named)
                    });
                    found.ok_or_else(|| {
                        variorum::Error::usage(format!("no document is named '{named}'"))
                    })
                };
                let from = at("before", before).map_err(Raised::from)?;
                let to = at("after", after).map_err(Raised::from)?;
                self.of_people(py, true, |actors| people::roster_diff(actors, from, to))
            }
            other => {
                let known = "members, lists, history, diff";
                let error = variorum::Error::usage(format!(
                    "there is no view '{other}': known are {known}"
                ));
                Err(Raised::from(error).into())
            }
        }
    }

    /// Bodies named: ``document start end text name id candidates level parent chain class path``.
    fn organs(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.facts(py, &[Kind::Organs])
    }

    /// Events named: ``document start end text id candidates series ordinal of first_day last_day place
    /// basis path``.
    fn events(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.facts(py, &[Kind::Events])
    }

    /// Days and periods: ``document start end text resolved precision basis vague path``.
    fn dates(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.facts(py, &[Kind::Dates])
    }

    /// Numbers with units: ``document start end text value high unit of approx base_value base_high
    /// base_unit path``.
    fn quantities(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.facts(py, &[Kind::Quantities])
    }

    /// Quotations: ``document start end text mode type speaker speaker_id cue chain path``.
    fn quotes(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.facts(py, &[Kind::Quotes])
    }

    /// Fixed terms of the pack: ``document start end text id category path``.
    fn terms(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.facts(py, &[Kind::Terms])
    }

    /// Claims: ``document start end text type speaker speaker_id through target cue polarity actuality
    /// path``.
    fn claims(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.facts(py, &[Kind::Claims])
    }

    /// How often people appear, by period and kind of occasion.
    ///
    /// A person appears in a report if a roster lists the person as present, or if the headline names the
    /// person and says what was done there in person. Reprints and translations count once.
    ///
    /// Parameters
    /// ----------
    /// person : list of str, optional
    ///     Only these, by name or id.
    /// period : "day", "week", "month", "year" or None
    ///     How long a period is; None for all time in one.
    /// kinds : bool
    ///     A row for each kind of occasion.
    /// since, until : str, optional
    ///     ``2022``, ``2022-02`` or ``2022-02-27``.
    /// min_count : int
    ///     Leaves out people who appear less often.
    /// reprints : bool
    ///     Counts reprints as reports of their own.
    ///
    /// Returns
    /// -------
    /// Table
    ///     ``period kind name id appearances days``.
    #[pyo3(signature = (person: "list[str] | None" = None, *, period: "str | None" = Some("month"), kinds=false, since=None, until=None, min_count=1, reprints=false))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn appearances(
        &self,
        py: Python<'_>,
        person: Option<Vec<String>>,
        period: Option<&str>,
        kinds: bool,
        since: Option<String>,
        until: Option<String>,
        min_count: i64,
        reprints: bool,
    ) -> PyResult<PyTable> {
        let mut options = AppearancesOptions::default();
        options.people = person.unwrap_or_default();
        options.period = period
            .map(str::parse::<Period>)
            .transpose()
            .map_err(Raised::from)?;
        options.kinds = kinds;
        options.since = since;
        options.until = until;
        options.min_count = whole("min_count", min_count)?;
        self.of_people(py, reprints, |actors| people::appearances(actors, &options))
    }

    /// Who appears with a person: ``rank name id together share order_rank mean_position named_in``.
    ///
    /// Parameters
    /// ----------
    /// person : str
    ///     By name or id.
    /// since, until : str, optional
    ///     ``2022``, ``2022-02`` or ``2022-02-27``.
    /// limit : int
    ///     The most rows; 0 for all.
    /// reprints : bool
    ///     Counts reprints as reports of their own.
    #[pyo3(signature = (person, *, since=None, until=None, limit=0, reprints=false))]
    fn companions(
        &self,
        py: Python<'_>,
        person: String,
        since: Option<String>,
        until: Option<String>,
        limit: i64,
        reprints: bool,
    ) -> PyResult<PyTable> {
        let limit = whole("limit", limit)?;
        self.of_people(py, reprints, |actors| {
            people::companions(actors, &person, since.as_deref(), until.as_deref(), limit)
        })
    }

    /// Who appears with whom: ``a b a_id b_id together jaccard``, the edges of a network.
    ///
    /// Parameters
    /// ----------
    /// since, until : str, optional
    ///     ``2022``, ``2022-02`` or ``2022-02-27``.
    /// min_count : int
    ///     Leaves out pairs that appear together less often.
    /// most : int
    ///     Reports with more people than this make no pairs.
    /// reprints : bool
    ///     Counts reprints as reports of their own.
    #[pyo3(signature = (*, since=None, until=None, min_count=2, most=60, reprints=false))]
    fn coappearances(
        &self,
        py: Python<'_>,
        since: Option<String>,
        until: Option<String>,
        min_count: i64,
        most: i64,
        reprints: bool,
    ) -> PyResult<PyTable> {
        let (min_count, most) = (whole("min_count", min_count)?, whole("most", most)?);
        self.of_people(py, reprints, |actors| {
            people::coappearances(actors, since.as_deref(), until.as_deref(), min_count, most)
        })
    }

    /// Who has not been seen, for how long, and how unusual that is: ``name id appearances first last
    /// unseen longest p``.
    ///
    /// Parameters
    /// ----------
    /// since, until : str, optional
    ///     ``2022``, ``2022-02`` or ``2022-02-27``; ``until`` is the day on which it is asked.
    /// min_count : int
    ///     Leaves out people who were seen on fewer days.
    /// reprints : bool
    ///     Counts reprints as reports of their own.
    #[pyo3(signature = (*, since=None, until=None, min_count=5, reprints=false))]
    fn absences(
        &self,
        py: Python<'_>,
        since: Option<String>,
        until: Option<String>,
        min_count: i64,
        reprints: bool,
    ) -> PyResult<PyTable> {
        let min_count = whole("min_count", min_count)?;
        self.of_people(py, reprints, |actors| {
            people::absences(actors, since.as_deref(), until.as_deref(), min_count)
        })
    }

    /// First and last use of each title: ``name id title first last count previous event path``.
    ///
    /// Parameters
    /// ----------
    /// person : list of str, optional
    ///     Only these, by name or id.
    /// since, until : str, optional
    ///     ``2022``, ``2022-02`` or ``2022-02-27``.
    /// min_count : int
    ///     Leaves out titles that are said less often.
    /// reprints : bool
    ///     Counts reprints as reports of their own.
    #[pyo3(signature = (person: "list[str] | None" = None, *, since=None, until=None, min_count=1, reprints=false))]
    fn careers(
        &self,
        py: Python<'_>,
        person: Option<Vec<String>>,
        since: Option<String>,
        until: Option<String>,
        min_count: i64,
        reprints: bool,
    ) -> PyResult<PyTable> {
        let min_count = whole("min_count", min_count)?;
        let person = person.unwrap_or_default();
        self.of_people(py, reprints, |actors| {
            people::careers(
                actors,
                &person,
                since.as_deref(),
                until.as_deref(),
                min_count,
            )
        })
    }
}
