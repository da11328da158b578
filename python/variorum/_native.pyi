"""
Native part of the `variorum` package.
"""

from _typeshed import SupportsGetItem
from collections.abc import Iterator
from datetime import date
from os import PathLike
from typing import Any, Final, SupportsIndex, final, overload

import pandas  # type: ignore[import-untyped,import-not-found,unused-ignore]
import polars  # type: ignore[import-untyped,import-not-found,unused-ignore]

__all__ = ["__version__", "Corpus", "Dateline", "Document", "Problem", "Sentence", "Span", "Table", "Token", "Zone", "_corpus_of", "_document_of", "_read_paths", "_read_records", "_read_text", "_table_of", "_zone_of"]

__version__: Final[str]

@final
class Corpus:
    """
    Documents in the order of their captures; what :func:`variorum.read` returns.

    ``corpus[3]`` and ``corpus["ID"]`` are documents, ``corpus[2:5]`` is a corpus, ``for d in corpus``
    goes through them.
    """
    @overload
    def __getitem__(self, key: SupportsIndex | str, /) -> Document:
        """
        A document by number, id or address; a corpus by slice (steps other than 1 are refused).
        """
    @overload
    def __getitem__(self, key: slice, /) -> Corpus: ...
    def __iter__(self, /) -> Iterator[Document]: ...
    def __len__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def documents(self, /) -> tuple[Document, ...]:
        """
        All documents.
        """
    def frequency(self, /, *, by: str | None = None, case: str = "fold", min_count: SupportsIndex = 1, limit: SupportsIndex = 0) -> Table:
        """
        Frequency of every type.

        Parameters
        ----------
        by : str, optional
            A facet: one part of the table for each of its values.
        case : "fold" or "keep"
            Whether ``Party`` and ``party`` are one type.
        min_count : int
            Leaves out rarer types.
        limit : int
            The most rows of each group; 0 for all.

        Returns
        -------
        Table
            ``term``, ``count``, ``per_million`` (tokens), ``documents``, ``document_share``.
        """
    def kwic(self, /, query: str, *, context: SupportsIndex = 8, sort: str = "document", limit: SupportsIndex = 0) -> Table:
        """
        Concordance of a word or phrase; ``*`` stands for any letters, ``?`` for one.

        Parameters
        ----------
        query : str
            Plain words, letter case aside.
        context : int
            Tokens on each side.
        sort : "document", "left", "right" or "node"
            The order of the lines.
        limit : int
            The most lines; 0 for all.

        Returns
        -------
        Table
            ``document outlet date kind left node right start end path``; ``start`` and ``end`` are
            code points of ``Document.source``.
        """
    def ngrams(self, /, min_n: SupportsIndex = 2, max_n: SupportsIndex | None = None, *, by: str | None = None, case: str = "fold", min_count: SupportsIndex = 2, min_documents: SupportsIndex = 1, limit: SupportsIndex = 0) -> Table:
        """
        Frequency of runs of ``min_n`` to ``max_n`` tokens, none across a zone.

        Parameters
        ----------
        min_n, max_n : int
            How many tokens in a row, 8 at most; ``max_n`` is ``min_n`` if not given.
        by : str, optional
            A facet: one part of the table for each of its values.
        case : "fold" or "keep"
            Whether ``Party`` and ``party`` are one type.
        min_count : int
            Leaves out rarer runs.
        min_documents : int
            Leaves out runs of fewer documents.
        limit : int
            The most rows of each group; 0 for all.

        Returns
        -------
        Table
            ``n``, ``ngram``, ``count``, ``per_million`` (tokens), ``documents``.
        """
    @property
    def problems(self, /) -> tuple[Problem, ...]:
        """
        What went wrong or is doubtful.
        """
    @overload
    def report(self, /, path: None = None, *, title: str | None = None, limit: SupportsIndex = 200, terms: SupportsIndex = 20, lines: SupportsIndex = 20) -> str:
        """
        The report: one self-contained HTML page. Written to ``path`` if given, else returned.

        Parameters
        ----------
        path : path, optional
            A file whose name ends with ``.html`` or ``.htm``.
        title : str, optional
            The headline of the page.
        limit : int
            The most documents with a reading view; 0 for all that the page can carry.
        terms : int
            The most words, and the most phrases, of each outlet.
        lines : int
            The most concordance lines of each word or phrase.
        """
    @overload
    def report(self, /, path: str | PathLike[str], *, title: str | None = None, limit: SupportsIndex = 200, terms: SupportsIndex = 20, lines: SupportsIndex = 20) -> None: ...
    def table(self, /) -> Table:
        """
        One row a document: id, date, outlet, agency, language, title, paragraphs, tokens, address.
        """
    def where(self, /, **conditions: str | int | date) -> Corpus:
        """
        The documents that pass every condition ``key="value"``; ``*`` in a value stands for
        anything, ``""`` asks for documents that do not say.

        Keys: outlet, agency, language, year, month, date, path, id, title, byline, place, and the
        columns of an archive. A value is a ``str``, or an ``int`` or a ``date`` that is meant by it.
        """

@final
class Dateline:
    """
    The line of place, date and agency that opens a news story.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[str | None, str | None, str | None, Span]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, place: str | None, date: str | None, agency: str | None, span: Span) -> Dateline: ...
    def __repr__(self, /) -> str: ...
    @property
    def agency(self, /) -> str | None:
        """
        The agency as written.
        """
    @property
    def date(self, /) -> str | None:
        """
        The date, ISO 8601, as exact as it is.
        """
    @property
    def place(self, /) -> str | None:
        """
        The place as written.
        """
    @property
    def span(self, /) -> Span:
        """
        Where it stands in ``Document.source``.
        """

@final
class Document:
    """
    One article, clean, with all its zones.

    >>> import variorum as vr
    >>> text = "Congress Opens in Tarsk\\n\\nTARSK, March 3 (VPS) -- The congress of the party opened on Friday.\\n"
    >>> doc = vr.read(text=text)[0]
    >>> doc.title
    'Congress Opens in Tarsk'
    >>> doc.source[doc.zones[0].spans[0].slice]
    'Congress Opens in Tarsk'
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def address(self, /) -> str:
        """
        ``PATH#N``, how the command line addresses it.
        """
    @property
    def agency(self, /) -> str | None:
        """
        The agency that the text was taken from.
        """
    @property
    def article(self, /) -> int:
        """
        Which article or record of the file, counted from 0.
        """
    @property
    def bylines(self, /) -> tuple[str, ...]:
        """
        Who wrote it.
        """
    @property
    def dateline(self, /) -> Dateline | None:
        """
        Place, date and agency that open the story.
        """
    @property
    def encoding(self, /) -> str:
        """
        The encoding that the capture was decoded from.
        """
    @property
    def id(self, /) -> str:
        """
        Stable for the same capture and the same bytes.
        """
    @property
    def inferred(self, /) -> tuple[str, ...]:
        """
        Fields that were inferred, not written so.
        """
    @property
    def language(self, /) -> str | None:
        """
        Language of the running text (ISO 639-1).
        """
    @property
    def media_type(self, /) -> str:
        """
        ``text/plain``, ``text/html`` or ``application/pdf``.
        """
    @property
    def metadata(self, /) -> dict[str, str]:
        """
        What the container says of it: archive columns, headers.
        """
    @property
    def notes(self, /) -> tuple[str, ...]:
        """
        Where sources disagree or something is doubtful.
        """
    @property
    def outlet(self, /) -> str | None:
        """
        Name of the outlet.
        """
    @property
    def outlet_id(self, /) -> str | None:
        """
        The pack's id of the outlet.
        """
    @property
    def paragraphs(self, /) -> tuple[str, ...]:
        """
        The paragraphs.
        """
    @property
    def path(self, /) -> str:
        """
        The capture's path as it was given.
        """
    @property
    def published(self, /) -> str | None:
        """
        When it was published, ISO 8601, as exact as the capture is.
        """
    def sentences(self, /) -> list[Sentence]:
        """
        The sentences of the paragraphs, in order.
        """
    @property
    def sha256(self, /) -> str:
        """
        SHA-256 of the capture's bytes, in hexadecimal.
        """
    @property
    def source(self, /) -> str:
        """
        The capture's text as it was saved. All spans count its code points.
        """
    @property
    def subtitle(self, /) -> str | None:
        """
        Subtitle.
        """
    @property
    def text(self, /) -> str:
        """
        The running text: its paragraphs, a blank line between.
        """
    @property
    def title(self, /) -> str | None:
        """
        Title.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        The document as a ``dict``, as ``variorum parse`` gives it, spans in code points.
        """
    def to_json(self, /) -> str:
        """
        The document as ``variorum parse`` prints it: JSON, spans in bytes of UTF-8.
        """
    def tokens(self, /) -> list[Token]:
        """
        The tokens of the paragraphs, in order, punctuation included.
        """
    @property
    def updated(self, /) -> str | None:
        """
        When it was last changed, ISO 8601.
        """
    @property
    def zones(self, /) -> tuple[Zone, ...]:
        """
        All zones, in the order of the capture; furniture is among them.
        """

@final
class Problem:
    """
    Something that went wrong, or is doubtful, with one capture.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[str, str, int | None, str]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, severity: str, path: str, offset: SupportsIndex | None, message: str) -> Problem: ...
    def __repr__(self, /) -> str: ...
    @property
    def message(self, /) -> str:
        """
        What it is.
        """
    @property
    def offset(self, /) -> int | None:
        """
        Byte in the file, counted from 0, where known.
        """
    @property
    def path(self, /) -> str:
        """
        The capture's path.
        """
    @property
    def severity(self, /) -> str:
        """
        ``"error"`` (not read) or ``"warning"`` (read, something in it is doubtful).
        """

@final
class Sentence:
    """
    A sentence of a document.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[str, int, list[Span]]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, text: str, zone: SupportsIndex, spans: SupportsGetItem[int, Span]) -> Sentence: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def spans(self, /) -> tuple[Span, ...]:
        """
        Where it stands in ``Document.source``; several where a page mark or a tag interrupts it.
        """
    @property
    def text(self, /) -> str:
        """
        Its clean words.
        """
    @property
    def zone(self, /) -> int:
        """
        Number of its zone in ``Document.zones``.
        """

@final
class Span:
    """
    A stretch of a text, in code points: ``text[span.start:span.end]`` or ``text[span.slice]``.

    >>> from variorum import Span
    >>> "the party"[Span(4, 9).slice]
    'party'
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ge__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[int, int]: ...
    def __gt__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __le__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int: ...
    def __lt__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, start: SupportsIndex, end: SupportsIndex) -> Span: ...
    def __repr__(self, /) -> str: ...
    @property
    def end(self, /) -> int:
        """
        One past the last code point.
        """
    @property
    def slice(self, /) -> slice:
        """
        As a slice, to index a ``str`` with.
        """
    @property
    def start(self, /) -> int:
        """
        First code point.
        """

@final
class Table:
    """
    A result: named, typed columns and a record of what computed them.

    It is an Arrow stream: ``polars.DataFrame(table)``, ``pyarrow.table(table)`` and DuckDB read it
    without a copy of their own format; ``table.to_pandas()`` works with or without pyarrow.

    >>> import variorum as vr
    >>> table = vr.read(text="The party met. The party spoke.\\n").frequency(limit=2)
    >>> table.columns
    ['term', 'count', 'per_million', 'documents', 'document_share']
    >>> table["term"], table["count"]
    (['party', 'the'], [2, 2])

    Offsets are code points, as everywhere in Python; ``to_json()`` and ``to_csv()`` give the text that
    the command line gives, where they are bytes of UTF-8. ``provenance["options"]["offsets"]`` names
    the unit. Tables are compared by what they hold and have no hash.
    """
    def __arrow_c_stream__(self, /, requested_schema: object | None = None) -> object:
        """
        The table as an Arrow C stream (PyCapsule interface).
        """
    def __eq__(self, value: object, /) -> bool: ...
    @overload
    def __getitem__(self, key: str, /) -> list[Any]:
        """
        A column by name, a row by number (a ``dict``; negative numbers count from the end), or a
        table of some rows by slice (steps other than 1 are refused).
        """
    @overload
    def __getitem__(self, key: SupportsIndex, /) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, key: slice, /) -> Table: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def columns(self, /) -> list[str]:
        """
        Names of the columns.
        """
    @property
    def provenance(self, /) -> dict[str, Any]:
        """
        What computed the table: measure, version, options, counts, notes.
        """
    def rows(self, /) -> list[tuple[Any, ...]]:
        """
        The rows, as tuples.
        """
    def to_csv(self, /) -> str:
        """
        The table as CSV with a header line, as the command line gives it (offsets in bytes).
        """
    def to_dict(self, /) -> dict[str, list[Any]]:
        """
        The columns as ``{name: [cell, …]}``.
        """
    def to_json(self, /) -> str:
        """
        The table as JSON, as the command line gives it (offsets in bytes):
        ``{"columns":[…],"rows":[…],"provenance":{…}}``.
        """
    def to_pandas(self, /) -> pandas.DataFrame:
        """
        A ``pandas.DataFrame``. Needs pandas; pyarrow is not needed.
        """
    def to_polars(self, /) -> polars.DataFrame:
        """
        A ``polars.DataFrame``. Needs polars.
        """

@final
class Token:
    """
    A token of a document.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __getnewargs__(self, /) -> tuple[str, str, int, Span]: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, text: str, kind: str, zone: SupportsIndex, span: Span) -> Token: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @property
    def kind(self, /) -> str:
        """
        ``"word"``, ``"number"``, ``"punctuation"`` or ``"symbol"``.
        """
    @property
    def span(self, /) -> Span:
        """
        Where it stands in ``Document.source``, from its first to its last character.
        """
    @property
    def text(self, /) -> str:
        """
        The token.
        """
    @property
    def zone(self, /) -> int:
        """
        Number of its zone in ``Document.zones``.
        """

@final
class Zone:
    """
    A part of a capture: what it is, where it stands, and its clean words.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> tuple[object, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def document(self, /) -> Document:
        """
        The document that it belongs to.
        """
    @property
    def kind(self, /) -> str:
        """
        ``title``, ``paragraph``, ``caption``, ``furniture`` …
        """
    @property
    def language(self, /) -> str | None:
        """
        Its language, where it could be told.
        """
    @property
    def number(self, /) -> int:
        """
        Its number in ``Document.zones``.
        """
    @property
    def source(self, /) -> str:
        """
        Its words as they stand in the capture.
        """
    @property
    def spans(self, /) -> tuple[Span, ...]:
        """
        Where it stands in ``Document.source``, in code points.
        """
    @property
    def text(self, /) -> str:
        """
        Its clean words: unwrapped, white space folded, NFC, spelling untouched.
        """

def _corpus_of(captures: SupportsGetItem[int, Any], places: SupportsGetItem[int, tuple[SupportsIndex, SupportsIndex]], problems: SupportsGetItem[int, Problem], pack: str) -> Corpus:
    """
    Reads a pickled corpus again.
    """

def _document_of(capture: Any, number: SupportsIndex, pack: str) -> Document:
    """
    Reads a pickled document again.
    """

def _read_paths(paths: SupportsGetItem[int, str], pack: str, text_column: str | None = None, max_bytes: SupportsIndex | None = None, max_ratio: SupportsIndex | None = None, max_seconds: SupportsIndex | None = None, threads: SupportsIndex | None = None) -> Corpus:
    """
    Reads files, folders, globs.
    """

def _read_records(records: SupportsGetItem[int, tuple[str, dict[str, str]]], pack: str) -> Corpus:
    """
    Reads rows of a table in memory: the text and the other columns of each.
    """

def _read_text(text: str, pack: str) -> Corpus:
    """
    Reads one text in memory.
    """

def _table_of(shown: tuple[SupportsGetItem[int, tuple[str, str, Any]], str], text: tuple[SupportsGetItem[int, tuple[str, str, Any]], str] | None) -> Table:
    """
    Rebuilds a pickled table.
    """

def _zone_of(document: Document, number: SupportsIndex) -> Zone:
    """
    Finds a pickled zone again.
    """
