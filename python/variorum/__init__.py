"""Variorum: what was said, who said it, how each version words it, and what is new.

Reads captures of official statements and of the press that carries them (pages saved with all their
menus, HTML, PDF, archives) and gives clean documents whose every word leads back to the capture.

>>> import variorum as vr
>>> corpus = vr.read(text='''Congress Opens in Tarsk
...
... TARSK, March 3 (VPS) -- The congress of the party opened here on Friday, the agency said.
... ''')
>>> corpus[0].title
'Congress Opens in Tarsk'
>>> corpus.kwic("congress", limit=1)["node"]
['Congress']
"""

from variorum._compiled import build, open
from variorum._errors import LimitError, ParseError, UsageError, VariorumError
from variorum._native import (
    Collation,
    Comparison,
    Corpus,
    Dateline,
    Document,
    Matrix,
    Problem,
    Sentence,
    Span,
    Table,
    Token,
    Zone,
    __version__,
    collate,
    compare,
)
from variorum._read import read

__all__ = [
    "Collation",
    "Comparison",
    "Corpus",
    "Dateline",
    "Document",
    "LimitError",
    "Matrix",
    "ParseError",
    "Problem",
    "Sentence",
    "Span",
    "Table",
    "Token",
    "UsageError",
    "VariorumError",
    "Zone",
    "__version__",
    "build",
    "collate",
    "compare",
    "open",
    "read",
]
