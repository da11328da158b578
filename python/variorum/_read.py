"""The one entry: paths, text or tables in, a corpus out."""

from __future__ import annotations

import dataclasses
import datetime
import os
from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeAlias

from variorum._errors import UsageError
from variorum._korean import dictionary
from variorum._native import Corpus, _read_paths, _read_records, _read_text


class _ArrowTable(Protocol):
    """What a pyarrow table can do."""

    def to_pylist(self) -> list[dict[str, Any]]: ...


class _PolarsFrame(Protocol):
    """What a polars table can do."""

    def to_dicts(self) -> list[dict[str, Any]]: ...


class _PandasFrame(Protocol):
    """What a pandas table can do."""

    def iterrows(self) -> Iterable[tuple[Any, Any]]: ...


_Path: TypeAlias = str | os.PathLike[str]
#: What can be read: a path, paths, a table, or rows.
Source: TypeAlias = _Path | Iterable[_Path] | Iterable[Mapping[str, Any]] | _ArrowTable | _PolarsFrame | _PandasFrame

# Names that columns with the text of a document go by; the first one found is taken.
_TEXT_COLUMNS = ("text", "body", "content", "article", "maintext", "fulltext", "html", "본문")


def read(
    source: Source | None = None,
    /,
    *,
    text: str | None = None,
    pack: str | os.PathLike[str] = "dprk",
    text_column: str | None = None,
    layout: str = "page",
    tokens: str | Iterable[str] = (),
    max_bytes: int | None = None,
    max_ratio: int | None = None,
    max_seconds: int | None = None,
    threads: int | None = None,
) -> Corpus:
    """Read captures into a corpus.

    Parameters
    ----------
    source : path, list of paths, or table
        Files, folders and globs; every format is told by its content (text, HTML, PDF, JSON Lines,
        CSV, Parquet, WARC, each also gz or zst). Or a table: a pandas, polars or pyarrow table, or a
        list of mappings, one row a document.
    text : str, optional
        One text in memory instead of ``source``, plain or HTML.
    pack : str or path
        What is known of the field: ``"dprk"``, ``"none"``, or a folder.
    text_column : str, optional
        The column that holds the text; found by its name if not given.
    layout : "page" or "whole"
        What captures are: pages as they were saved, which are laid out, or clean texts, each taken
        whole as one paragraph.
    tokens : str or list of str, optional
        How text is cut into tokens: ``"uax29"`` (words and numbers by Unicode, the default),
        ``"word"`` (runs of letters, digits and underscores), ``"whitespace"``, ``"eojeol"``,
        ``"syllables:N"`` (of Hangul), ``"regex:PATTERN"``, ``"morphemes"`` (Korean, with
        ``pip install variorum[korean]``); ``"ko=RULE"`` for one language only.
    max_bytes : int, optional
        Largest file read and largest text unpacked from it, in bytes.
    max_ratio : int, optional
        Largest ratio of unpacked to packed bytes.
    max_seconds : int, optional
        Longest time for one capture.
    threads : int, optional
        Threads to read on, 1024 at most; as many as there are processors if not given.

    Returns
    -------
    Corpus
        What is wrong with single captures is in :attr:`Corpus.problems`; the rest is read.

    Raises
    ------
    TypeError
        If an argument has a type that cannot be read.
    UsageError
        If an argument does not fit.
    FileNotFoundError
        If a single path was given and does not exist.

    Examples
    --------
    >>> import variorum as vr
    >>> corpus = vr.read(text="Talks End\\n\\nPORT MERIDIAN, May 2 (VPS) -- The talks ended on Tuesday.\\n")
    >>> len(corpus), corpus[0].dateline.place
    (1, 'PORT MERIDIAN')
    """
    pack = os.fspath(pack)
    _in_range("max_bytes", max_bytes)
    _in_range("max_ratio", max_ratio)
    _in_range("max_seconds", max_seconds, 86_400)
    _in_range("threads", threads, 1024)
    recipe = (pack, layout, _rules(tokens))
    limits = (max_bytes, max_ratio, max_seconds, threads)
    if text is not None:
        if not isinstance(text, str):
            raise TypeError(f"text must be a str, not {_kind(text)}")
        if source is not None:
            raise UsageError("give either a source or text=, not both")
        return _read_text(text, recipe)
    if source is None:
        raise UsageError("nothing to read: give paths, a table, or text=")
    found = _found(source)
    if isinstance(found, Rows):
        return _read_records(_records(found.rows, text_column), recipe)
    return _read_paths(found, recipe, text_column, *limits)


@dataclasses.dataclass
class Rows:
    """The rows of a table in memory."""

    rows: list[Mapping[str, Any]]


def _found(source: Source) -> list[str] | Rows:
    """What a source is: paths, or rows."""
    if isinstance(source, str | os.PathLike):
        path = os.fspath(source)
        if not isinstance(path, str):
            raise UsageError("paths are str, not bytes")
        if "\n" in path:
            raise UsageError("this looks like a text, not a path: write read(text=…)")
        if not (path == "-" or os.path.exists(path) or any(c in path for c in "*?[")):
            raise FileNotFoundError(f"{path}: no such file or folder")
        return [path]
    rows = _rows(source)
    if rows is not None:
        return Rows(rows)
    if isinstance(source, Iterable):
        items = list(source)
        mappings = [item for item in items if isinstance(item, Mapping)]
        if items and len(mappings) == len(items):
            return Rows(mappings)
        paths = [os.fspath(item) if isinstance(item, os.PathLike) else item for item in items]
        if all(isinstance(path, str) for path in paths):
            return [str(path) for path in paths]
        odd = next((item for item in items if not isinstance(item, str | os.PathLike | Mapping)), None)
        if odd is None:
            raise TypeError("a list holds paths or rows (mappings), not both")
        raise TypeError(f"cannot read a list of {type(odd).__name__}: give paths, a table, or text=")
    raise TypeError(f"cannot read {_kind(source)}: give paths, a table, or text=")


def _rules(tokens: str | Iterable[str]) -> list[str]:
    """Token rules with the folder of the Korean dictionary where one is needed."""
    rules = [tokens] if isinstance(tokens, str) else list(tokens)
    return [f"{rule}:{dictionary()}" if rule.split("=")[-1] == "morphemes" else rule for rule in rules]


def _kind(value: object) -> str:
    """The type of a value, as one speaks of it."""
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


def _in_range(name: str, value: int | None, most: int | None = None) -> None:
    """An error that names the argument if a number is not in its range."""
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} must be an int, not {_kind(value)}")
    if value < 1 or (most is not None and value > most):
        wanted = "1 or more" if most is None else f"from 1 to {most}"
        raise UsageError(f"{name} must be {wanted}, not {value}")


def _rows(source: object) -> list[Mapping[str, Any]] | None:
    """The rows of a pandas, polars or pyarrow table; None for anything else."""
    if hasattr(source, "to_pylist") and hasattr(source, "column_names"):
        return list(source.to_pylist())
    if hasattr(source, "to_dicts") and hasattr(source, "columns"):
        return list(source.to_dicts())
    if hasattr(source, "to_dict") and hasattr(source, "iterrows"):
        return list(source.to_dict("records"))
    return None


def _records(rows: list[Mapping[str, Any]], column: str | None) -> list[tuple[str, dict[str, str]]]:
    """Each row's text and its other cells, as text."""
    if not rows:
        return []
    names = {str(name).lower(): name for row in rows[:100] for name in row}
    if column is None:
        found = next((names[name] for name in _TEXT_COLUMNS if name in names), None)
        if found is None and not names:
            raise UsageError("the rows have no columns: give each its text, like {'text': …}")
        if found is None:
            raise UsageError(
                f"no column is named like a text: give text_column=, one of {', '.join(map(str, names.values()))}"
            )
    elif column in names.values():
        found = column
    else:
        raise UsageError(f"no column is named '{column}': known are {', '.join(map(str, names.values()))}")
    # A column of times that are all midnight is a column of days: tables have no other type for them.
    timed = {
        name
        for row in rows
        for name, cell in row.items()
        if isinstance(cell, datetime.datetime) and not _absent(cell) and cell.time() != datetime.time.min
    }

    def written(name: object, cell: object) -> str:
        if isinstance(cell, datetime.datetime):
            return cell.isoformat() if name in timed else cell.date().isoformat()
        return str(cell)

    records = []
    for row in rows:
        value = row.get(found)
        others = {
            str(name).lower(): written(name, cell) for name, cell in row.items() if name != found and not _absent(cell)
        }
        records.append(("" if _absent(value) else str(value), others))
    return records


def _absent(cell: object) -> bool:
    """Whether a cell holds nothing: None, or what pandas puts in its place (NaN, NaT, NA)."""
    if cell is None or type(cell).__name__ in ("NaTType", "NAType"):
        return True
    return isinstance(cell, float) and cell != cell
