"""Figures of results, as Altair charts.

Each function takes what a measure gave and returns a chart that can be changed, saved or shown in a notebook. It needs
``pip install variorum[notebook]``.

>>> import variorum as vr
>>> from variorum import plot
>>> corpus = vr.read("tests/captures").where(language="en")
>>> archive, rest = corpus.where(path="*dispatches.jsonl"), corpus.where(path="*.txt")
>>> chart = plot.keyness(archive.keyness(rest, case="fold"), limit=10)
>>> chart.to_dict()["title"]
'Key terms, g2'
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from variorum._errors import UsageError

if TYPE_CHECKING:
    from variorum._native import Corpus, Table

__all__ = ["appearances", "bump", "dispersion", "events", "flow", "keyness", "network", "series", "timeline"]


def _altair() -> Any:
    try:
        import altair
    except ImportError as error:
        raise ImportError("figures need altair: pip install variorum[notebook]") from error
    return altair


def _rows(table: Table, *names: str) -> list[dict[str, Any]]:
    """The named columns as rows; an error that tells the columns if one is missing."""
    missing = [name for name in names if name not in table.columns]
    if missing:
        raise UsageError(f"the table has no column '{missing[0]}': it has {', '.join(table.columns)}")
    columns = [table[name] for name in names]
    return [dict(zip(names, cells)) for cells in zip(*columns)]


def keyness(table: Table, *, limit: int = 20) -> Any:
    """Key terms as bars: how much more frequent a term is in the target, with its interval.

    Parameters
    ----------
    table : Table
        What :meth:`Corpus.keyness` gave.
    limit : int
        The most terms, the first of the table.

    Returns
    -------
    altair.LayerChart
        The effect size of each term with its interval; terms of the target and of the reference in two colours.
    """
    alt = _altair()
    effect = table.provenance["options"]["effect"]
    measure = str(table.columns[_place(table, "dp_norm") + 1])
    names = ("term", "direction", "count", "reference_count", measure, "effect", "effect_low", "effect_high")
    rows = _rows(table, *names)[:limit]
    data = alt.Data(values=rows)
    order = [row["term"] for row in rows]
    y = alt.Y("term:N", sort=order, title=None)
    tips = [f"{name}:{'N' if name == 'term' else 'Q'}" for name in ("term", "count", "reference_count", measure)]
    bars = (
        alt.Chart(data)
        .mark_bar(opacity=0.75)
        .encode(
            x=alt.X("effect:Q", title=str(effect).replace("_", " ")),
            y=y,
            color=alt.Color("direction:N", title=None),
            tooltip=tips,
        )
    )
    whiskers = alt.Chart(data).mark_rule().encode(x="effect_low:Q", x2="effect_high:Q", y=y)
    return (bars + whiskers).properties(title=f"Key terms, {measure}", width=420)


def _place(table: Table, column: str) -> int:
    if column not in table.columns:
        raise UsageError(f"the table has no column '{column}': it has {', '.join(table.columns)}")
    return list(table.columns).index(column)


def dispersion(corpus: Corpus, queries: str | Iterable[str]) -> Any:
    """Where words stand: a row a document, a stroke a place.

    Parameters
    ----------
    corpus : Corpus
        Documents in memory.
    queries : str or list of str
        What to look for, as :meth:`Corpus.kwic` takes it.

    Returns
    -------
    altair.FacetChart
        A panel a query; across, the place in the capture from its start (0) to its end (1).
    """
    alt = _altair()
    rows = []
    lengths = {document.id: max(len(document.source), 1) for document in corpus}
    for query in [queries] if isinstance(queries, str) else queries:
        lines = corpus.kwic(query)
        for line in _rows(lines, "document", "path", "date", "start", "left", "node", "right"):
            rows.append({**line, "query": query, "place": line["start"] / lengths[line["document"]]})
    chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_tick(thickness=1.5)
        .encode(
            x=alt.X("place:Q", scale=alt.Scale(domain=[0, 1]), title="place in the capture"),
            y=alt.Y("path:N", title=None, sort=alt.EncodingSortField("date")),
            tooltip=["left:N", "node:N", "right:N", "date:N"],
        )
        .properties(width=260)
    )
    return chart.facet(column=alt.Column("query:N", title=None)).properties(title="Places")


def series(table: Table) -> Any:
    """Rates over time with their bands.

    Parameters
    ----------
    table : Table
        What :meth:`Corpus.series` gave.

    Returns
    -------
    altair.LayerChart
        A line a term, occurrences per million tokens, and the interval as a band.
    """
    alt = _altair()
    data = alt.Data(values=_rows(table, "start", "term", "count", "tokens", "per_million", "low", "high"))
    x = alt.X("start:T", title=None)
    color = alt.Color("term:N", title=None)
    band = alt.Chart(data).mark_area(opacity=0.2).encode(x=x, y="low:Q", y2="high:Q", color=color)
    line = (
        alt.Chart(data)
        .mark_line(point=True)
        .encode(
            x=x,
            y=alt.Y("per_million:Q", title="per million tokens"),
            color=color,
            tooltip=["term:N", "start:T", "count:Q", "tokens:Q", "per_million:Q", "low:Q", "high:Q"],
        )
    )
    return (band + line).properties(title="Rate over time", width=420)


def _name(path: str | None) -> str:
    """The file of a path, without its folders."""
    return (path or "").replace("\\", "/").rsplit("/", 1)[-1]


def timeline(table: Table) -> Any:
    """Documents that carry one statement, over time: a row a cluster, a point a document.

    Parameters
    ----------
    table : Table
        What :meth:`Corpus.cluster` gave.

    Returns
    -------
    altair.Chart
        Documents without a date are left out; colours tell what each document is.
    """
    alt = _altair()
    names = ("cluster", "label", "outlet", "published", "title", "contained", "path")
    rows = _rows(table, *names)
    first = {row["cluster"]: row["title"] or _name(row["path"]) for row in reversed(rows)}
    for row in rows:
        row["statement"] = f"{first[row['cluster']][:60]} ({row['cluster']})"
    dated = [row for row in rows if row["published"]]
    return (
        alt.Chart(alt.Data(values=dated))
        .mark_point(filled=True, size=90)
        .encode(
            x=alt.X("published:T", title=None),
            y=alt.Y("statement:N", title=None, axis=alt.Axis(labelLimit=320)),
            color=alt.Color("label:N", title=None),
            shape=alt.Shape("label:N", title=None),
            tooltip=["label:N", "outlet:N", "published:N", "title:N", "contained:Q", "path:N"],
        )
        .properties(title="Who carried which statement, and when", width=420)
    )


def flow(table: Table) -> Any:
    """Which way words went: from the statement over the agency that is named to the story.

    Parameters
    ----------
    table : Table
        What :meth:`Corpus.trace` gave, one row a quote.

    Returns
    -------
    altair.LayerChart
        Three columns of names, and a line for each way, the thicker the more quotes went it. Quotes whose words no
        statement has are left out; where no agency is named the line goes by ``not named``.
    """
    alt = _altair()
    ways: dict[tuple[int, str, str], int] = {}
    for row in _rows(table, "path", "chain", "source_path"):
        if row["source_path"] is None:
            continue
        chain = [part.strip() for part in (row["chain"] or "").replace(">", "→").split("→") if part.strip()]
        agency = chain[0] if chain else "not named"
        for way in ((0, _name(row["source_path"]), agency), (1, agency, _name(row["path"]))):
            ways[way] = ways.get(way, 0) + 1
    columns: list[dict[str, float]] = [{}, {}, {}]
    for step, before, after in ways:
        columns[step].setdefault(before, 0.0)
        columns[step + 1].setdefault(after, 0.0)
    for column in columns:
        for at, name in enumerate(sorted(column)):
            column[name] = (at + 0.5) / len(column)
    lines = [
        {"x": step, "x2": step + 1, "y": columns[step][a], "y2": columns[step + 1][b], "quotes": n, "way": f"{a} → {b}"}
        for (step, a, b), n in sorted(ways.items())
    ]
    points = [{"x": at, "y": y, "name": name} for at, column in enumerate(columns) for name, y in column.items()]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.6, 2.6]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[1, 0]))
    paths = (
        alt.Chart(alt.Data(values=lines))
        .mark_rule(opacity=0.5)
        .encode(x=x, y=y, x2="x2:Q", y2="y2:Q", size=alt.Size("quotes:Q", legend=None), tooltip=["way:N", "quotes:Q"])
    )
    names = alt.Chart(alt.Data(values=points)).mark_text(dy=-9).encode(x=x, y=y, text="name:N")
    dots = alt.Chart(alt.Data(values=points)).mark_circle(size=70).encode(x=x, y=y, tooltip=["name:N"])
    return (paths + dots + names).properties(title="Statement → agency → story, by quotes", width=640, height=320)


def bump(table: Table, *, role: str | None = None, limit: int = 15) -> Any:
    """The order of a roster over time: a line a person, the first named on top.

    Parameters
    ----------
    table : Table
        What ``corpus.rosters("history")`` gave.
    role : str, optional
        Only rosters of this role (``platform``, ``attendance`` …); if not given, the one with most rows.
    limit : int
        The most people, those who stand highest at any time first.

    Returns
    -------
    altair.LayerChart
        Across the days of the rosters, down the place in the order of naming.
    """
    alt = _altair()
    rows = _rows(table, "date", "role", "event", "name", "position", "change", "titles", "path")
    rows = [row for row in rows if row["position"] is not None]
    roles = [row["role"] for row in rows]
    if roles:
        role = role or max(sorted(set(roles)), key=roles.count)
    rows = [row for row in rows if row["role"] == role]
    best: dict[str, int] = {}
    for row in rows:
        best[row["name"]] = min(best.get(row["name"], row["position"]), row["position"])
    kept = set(sorted(best, key=lambda name: (best[name], name))[:limit])
    data = alt.Data(values=[row for row in rows if row["name"] in kept])
    x = alt.X("date:O", title=None)
    y = alt.Y(
        "position:Q",
        scale=alt.Scale(reverse=True, domainMin=0.5),
        title="place in the order",
        axis=alt.Axis(tickMinStep=1),
    )
    color = alt.Color("name:N", legend=None)
    tips = ["name:N", "date:N", "position:Q", "change:N", "titles:N", "event:N", "path:N"]
    base = alt.Chart(data).encode(x=x, y=y, color=color)
    lines = base.mark_line(strokeWidth=2)
    points = base.mark_point(filled=True, size=70).encode(tooltip=tips)
    last = max((row["date"] for row in rows), default="")
    names = base.transform_filter(f"datum.date == '{last}'").mark_text(align="left", dx=8).encode(text="name:N")
    return (lines + points + names).properties(title=f"Order of naming, {role}", width=420, height=320)


def appearances(table: Table) -> Any:
    """Appearances by period, a colour a person or, if they were asked, a kind of occasion.

    Parameters
    ----------
    table : Table
        What :meth:`Corpus.appearances` gave, by period.

    Returns
    -------
    altair.Chart
        Stacked bars, one a period.
    """
    alt = _altair()
    kinds = "kind" in table.columns
    names = ["period", "name", "appearances", *(["kind"] if kinds else [])]
    data = alt.Data(values=_rows(table, *names))
    return (
        alt.Chart(data)
        .mark_bar()
        .encode(
            x=alt.X("period:O", title=None),
            y=alt.Y("sum(appearances):Q", title="appearances"),
            color=alt.Color("kind:N" if kinds else "name:N", title=None),
            tooltip=[f"{name}:{'Q' if name == 'appearances' else 'N'}" for name in names],
        )
        .properties(title="Appearances", width=420)
    )


def network(table: Table, *, limit: int = 40) -> Any:
    """Who appears with whom: people on a circle, a line a pair, the thicker the more often.

    Parameters
    ----------
    table : Table
        What :meth:`Corpus.coappearances` gave.
    limit : int
        The most pairs, the most frequent first.

    Returns
    -------
    altair.LayerChart
        For larger networks write ``variorum export gexf`` and open it in Gephi.
    """
    alt = _altair()
    rows = _rows(table, "a", "b", "together", "jaccard")[:limit]
    people = sorted({row[end] for row in rows for end in ("a", "b")})
    angle = {name: 2 * math.pi * n / max(len(people), 1) for n, name in enumerate(people)}
    at = {name: {"x": math.cos(a), "y": math.sin(a)} for name, a in angle.items()}
    edges = [
        {**row, "x": at[row["a"]]["x"], "y": at[row["a"]]["y"], "x2": at[row["b"]]["x"], "y2": at[row["b"]]["y"]}
        for row in rows
    ]
    nodes = [{"name": name, **at[name], "right": at[name]["x"] >= 0} for name in people]
    bare = alt.Scale(domain=[-1.6, 1.6])
    x, y = alt.X("x:Q", axis=None, scale=bare), alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-1.2, 1.2]))
    lines = (
        alt.Chart(alt.Data(values=edges))
        .mark_rule(opacity=0.5)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            size=alt.Size("together:Q", title="together"),
            tooltip=["a:N", "b:N", "together:Q"],
        )
    )
    dots = alt.Chart(alt.Data(values=nodes)).mark_point(filled=True, size=60).encode(x=x, y=y, tooltip=["name:N"])
    labels = alt.Chart(alt.Data(values=nodes)).encode(x=x, y=y, text="name:N")
    right = labels.transform_filter("datum.right").mark_text(align="left", dx=8)
    left = labels.transform_filter("!datum.right").mark_text(align="right", dx=-8)
    return (lines + dots + right + left).properties(title="Who appears with whom", width=520, height=360)


def events(table: Table) -> Any:
    """Events over time: a row an event, a point a day that a document gives it.

    Parameters
    ----------
    table : Table
        What ``corpus.events()`` gave.

    Returns
    -------
    altair.Chart
        Events without a day are left out.
    """
    alt = _altair()
    rows = _rows(table, "first_day", "series", "id", "text", "path")
    rows = [{**row, "event": row["id"] or row["text"], "file": _name(row["path"])} for row in rows if row["first_day"]]
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_point(filled=True, size=60)
        .encode(
            x=alt.X("first_day:T", title=None),
            y=alt.Y("event:N", title=None, sort=alt.EncodingSortField("first_day", op="min")),
            color=alt.Color("series:N", title=None),
            tooltip=["first_day:N", "text:N", "series:N", "file:N"],
        )
        .properties(title="Events", width=420)
    )
