"""Corpora that are compiled once and opened in no time."""

from __future__ import annotations

import os
from collections.abc import Sequence

from variorum._errors import UsageError
from variorum._native import Corpus, _build_corpus, _build_paths, _open, _read_records
from variorum._read import Rows, Source, _found, _in_range, _records, _rules


def build(
    source: Source | Corpus,
    folder: str | os.PathLike[str],
    /,
    *,
    append: bool = False,
    pack: str | os.PathLike[str] | None = None,
    layout: str | None = None,
    tokens: str | Sequence[str] | None = None,
    text_column: str | None = None,
    max_bytes: int | None = None,
    max_ratio: int | None = None,
    max_seconds: int | None = None,
    threads: int | None = None,
) -> Corpus:
    """Compile captures into a folder, and open it.

    The folder holds Arrow files (any Arrow tool opens them) and a positional index. Captures are not
    kept. An archive need not fit into memory.

    Parameters
    ----------
    source : path, list of paths, table or Corpus
        What :func:`read` takes, or a corpus in memory.
    folder : path
        A new or empty folder, or with ``append`` that of a compiled corpus.
    append : bool
        Add to what is there. What is not given below is as it was built.
    pack : str or path, optional
        What is known of the field: ``"dprk"`` (the default), ``"none"``, or a folder.
    layout : "page" or "whole", optional
        Whether captures are pages, which are laid out (the default), or clean texts.
    tokens : str or list of str, optional
        How text is cut: ``"uax29"`` (the default), ``"word"``, ``"whitespace"``; ``"ko=word"`` for one
        language.
    text_column, max_bytes, max_ratio, max_seconds, threads
        As :func:`read` has them.

    Returns
    -------
    Corpus
        The compiled corpus, :func:`open`; what is wrong with single captures is in its ``problems``.

    Raises
    ------
    UsageError
        If the folder is not empty, is being written, or was built in another way than is asked.

    Examples
    --------
    >>> import tempfile
    >>> import variorum as vr
    >>> folder = tempfile.mkdtemp()
    >>> corpus = vr.build([{"text": "The party met in Tarsk.", "year": "2031"}], folder)
    >>> len(corpus), corpus.frequency(limit=2)["term"]
    (1, ['Tarsk', 'The'])
    >>> vr.open(folder).kwic("party met")["path"]
    ['<table>#0']
    """
    if not isinstance(append, bool):
        raise TypeError("append must be True or False")
    if isinstance(tokens, str):
        tokens = [tokens]
    for name, value, most in (
        ("max_bytes", max_bytes, None),
        ("max_ratio", max_ratio, None),
        ("max_seconds", max_seconds, 86_400),
        ("threads", threads, 1024),
    ):
        _in_range(name, value, most)
    found = source if isinstance(source, Corpus) else _found(source)
    if isinstance(found, list):
        return _build_paths(
            found,
            folder,
            append,
            None if pack is None else os.fspath(pack),
            layout,
            None if tokens is None else _rules(tokens),
            text_column,
            max_bytes,
            max_ratio,
            max_seconds,
            threads,
        )
    if layout is not None or tokens is not None:
        raise UsageError("layout= and tokens= are for paths: a table or a corpus is read already")
    if isinstance(found, Rows):
        recipe: tuple[str, str, list[str]] = ("dprk" if pack is None else os.fspath(pack), "page", [])
        found = _read_records(_records(found.rows, text_column), recipe)
    elif pack is not None:
        raise UsageError("pack= is for captures: a corpus is read already")
    return _build_corpus(found, folder, append)


def open(folder: str | os.PathLike[str], /) -> Corpus:
    """Open a compiled corpus: its files are mapped into memory, which takes no longer for a large one.

    Captures are not kept: there are no documents to look at, all else works as on any corpus.

    Parameters
    ----------
    folder : path
        What :func:`build` or ``variorum build`` wrote.

    Returns
    -------
    Corpus
        The corpus.

    Raises
    ------
    FileNotFoundError
        If there is no such folder, or a file of it is gone.
    ParseError
        If a file is damaged, or the folder is of another format.
    UsageError
        If the folder holds no compiled corpus.
    """
    return _open(folder)
