"""Sharpens the generated stub file: what its generator cannot write (overloads, types of others, elements of tuples).

``tests/run`` calls it after ``maturin develop --generate-stubs``. It fails where the generated text is not what it expects.
"""

from __future__ import annotations

import re
from pathlib import Path

STUBS = Path(__file__).resolve().parents[1] / "python" / "variorum" / "_native.pyi"

IMPORTS = """\
from _typeshed import SupportsGetItem
from collections.abc import Iterable, Iterator
from datetime import date
from os import PathLike
from typing import Any, Final, SupportsFloat, SupportsIndex, final, overload

import pandas  # type: ignore[import-untyped,import-not-found,unused-ignore]
import polars  # type: ignore[import-untyped,import-not-found,unused-ignore]
"""

# (class, method or property) -> what it takes (if not as generated) and what it gives.
TYPES = {
    ("Collation", "titles"): "tuple[str | None, ...]",
    ("Comparison", "summary"): "dict[str, Any]",
    ("Comparison", "to_dict"): "dict[str, Any]",
    ("Corpus", "__iter__"): "Iterator[Document]",
    ("Corpus", "__reduce__"): "tuple[object, ...]",
    ("Corpus", "documents"): "tuple[Document, ...]",
    ("Corpus", "problems"): "tuple[Problem, ...]",
    ("Document", "__reduce__"): "tuple[object, ...]",
    ("Document", "bylines"): "tuple[str, ...]",
    ("Document", "inferred"): "tuple[str, ...]",
    ("Document", "notes"): "tuple[str, ...]",
    ("Document", "paragraphs"): "tuple[str, ...]",
    ("Document", "to_dict"): "dict[str, Any]",
    ("Document", "zones"): "tuple[Zone, ...]",
    ("Matrix", "provenance"): "dict[str, Any]",
    ("Sentence", "spans"): "tuple[Span, ...]",
    ("Table", "provenance"): "dict[str, Any]",
    ("Table", "to_dict"): "dict[str, list[Any]]",
    ("Table", "rows"): "list[tuple[Any, ...]]",
    ("Table", "to_pandas"): "pandas.DataFrame",
    ("Table", "to_polars"): "polars.DataFrame",
    ("Zone", "spans"): "tuple[Span, ...]",
}

OVERLOADS = {
    ("Corpus", "__getitem__"): [("SupportsIndex | str", "Document"), ("slice", "Corpus")],
    ("Table", "__getitem__"): [("str", "list[Any]"), ("SupportsIndex", "dict[str, Any]"), ("slice", "Table")],
    ("Corpus", "report"): [
        ("path: None = None", "str"),
        ("path: str | PathLike[str]", "None"),
    ],
}


def body_of(text: str, cls: str) -> tuple[int, int]:
    """Where the body of a class starts and ends."""
    start = text.index(f"\nclass {cls}:\n")
    end = text.find("\n@final", start + 1)
    other = text.find("\n\ndef ", start + 1)
    ends = [e for e in (end, other) if e > 0]
    return start, min(ends) if ends else len(text)


def member(text: str, cls: str, name: str) -> re.Match[str]:
    start, end = body_of(text, cls)
    pattern = re.compile(
        rf'^    def {name}\((?P<takes>[^\n]*)\) -> (?P<gives>[^\n]+?):(?P<doc> \.\.\.\n|\n        """.*?"""\n)',
        re.M | re.S,
    )
    found = pattern.search(text, start, end)
    if found is None:
        raise SystemExit(f"{STUBS.name} has no {cls}.{name}")
    return found


def sharpen(text: str) -> str:
    head = re.search(r"^from _typeshed.*?\n\n", text, re.M | re.S)
    if head is None:
        raise SystemExit(f"{STUBS.name} has no imports")
    text = text[: head.start()] + IMPORTS + "\n" + text[head.end() :]
    for (cls, name), gives in TYPES.items():
        found = member(text, cls, name)
        text = text[: found.start("gives")] + gives + text[found.end("gives") :]
    for (cls, name), forms in OVERLOADS.items():
        found = member(text, cls, name)
        rest = found["takes"].split(", *,", 1)
        more = f", *,{rest[1]}" if len(rest) > 1 else ""
        written = ""
        for n, (takes, gives) in enumerate(forms):
            takes = f"self, /, {takes}{more}" if ":" in takes else f"self, key: {takes}, /"
            doc = found["doc"] if n == 0 else " ...\n"
            written += f"    @overload\n    def {name}({takes}) -> {gives}:{doc}"
        text = text[: found.start()] + written + text[found.end() :]
    # Annotations by hand come in quotes.
    return re.sub(r"^ *def .*$", lambda line: re.sub(r'(: |-> )"([^"]+)"', r"\1\2", line[0]), text, flags=re.M)


if __name__ == "__main__":
    STUBS.write_text(sharpen(STUBS.read_text("utf-8")), "utf-8")
