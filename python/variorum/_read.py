"""The one entry: paths, text or tables in, a corpus out."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Mapping
from typing import Any

from variorum._errors import UsageError
from variorum._native import Corpus, _read_paths, _read_records, _read_text

# Names that columns with the text of a document go by; the first one found is taken.
_TEXT_COLUMNS = ("text", "body", "content", "article", "maintext", "fulltext", "html", "본문")


def read(
    source: object = None,
    /,
    *,
    text: str | None = None,
    pack: str | os.PathLike[str] = "dprk",
    text_column: str | None = None,
    max_bytes: int | None = None,
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
    max_bytes : int, optional
        Largest file read, in bytes.

    Returns
    -------
    Corpus
        What is wrong with single captures is in :attr:`Corpus.problems`; the rest is read.

    Raises
    ------
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
    if text is not None:
        if source is not None:
            raise UsageError("give either a source or text=, not both")
        return _read_text(text, pack)
    if source is None:
        raise UsageError("nothing to read: give paths, a table, or text=")
    if isinstance(source, str | os.PathLike):
        path = os.fspath(source)
        if not isinstance(path, str):
            raise UsageError("paths are str, not bytes")
        if "\n" in path:
            raise UsageError("this looks like a text, not a path: write read(text=…)")
        if not (path == "-" or os.path.exists(path) or any(c in path for c in "*?[")):
            raise FileNotFoundError(f"{path}: no such file or folder")
        return _read_paths([path], pack, text_column, max_bytes)
    rows = _rows(source)
    if rows is not None:
        return _read_records(_records(rows, text_column), pack)
    if isinstance(source, Iterable):
        items = list(source)
        if items and all(isinstance(item, Mapping) for item in items):
            return _read_records(_records(items, text_column), pack)
        paths = [os.fspath(item) if isinstance(item, os.PathLike) else item for item in items]
        if all(isinstance(path, str) for path in paths):
            return _read_paths([str(path) for path in paths], pack, text_column, max_bytes)
    raise UsageError(f"cannot read a {type(source).__name__}: give paths, a table, or text=")


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
        if found is None:
            raise UsageError(
                f"no column is named like a text: give text_column=, one of {', '.join(map(str, names.values()))}"
            )
    elif column in names.values():
        found = column
    else:
        raise UsageError(f"no column is named '{column}': known are {', '.join(map(str, names.values()))}")
    records = []
    for row in rows:
        value = row.get(found)
        others = {str(name).lower(): str(cell) for name, cell in row.items() if name != found and not _absent(cell)}
        records.append(("" if _absent(value) else str(value), others))
    return records


def _absent(cell: object) -> bool:
    """Whether a cell holds nothing: None, or the NaN that pandas puts in its place."""
    return cell is None or (isinstance(cell, float) and math.isnan(cell))
