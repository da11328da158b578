"""The measures of ``gate.py`` for other tools, on the same pages, beside ours.

    python3 tests/quality/peers.py [--part score|tune|all]

Runs what is installed of trafilatura (on HTML; on plain text as one ``<p>`` a line) and jusText (the same lines);
what is not installed is skipped with a message. ``everything`` keeps the whole page.
"""

from __future__ import annotations

import argparse
import gzip
import html
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gate

Extract = Callable[[str, bool], dict[str, Any]]


def source_of(path: Path) -> tuple[str, bool]:
    """The text of a page, and whether it is HTML."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    return data.decode("utf-8", "replace"), ".html" in path.suffixes


def as_lines(text: str) -> str:
    """A plain page as HTML: one paragraph a line."""
    lines = (f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return "<html><body>" + "\n".join(lines) + "</body></html>"


def everything(text: str, is_html: bool) -> dict[str, Any]:
    return {"paragraphs": [] if is_html else [line for line in text.splitlines() if line.strip()]}


def trafilatura(text: str, is_html: bool) -> dict[str, Any]:
    from trafilatura import bare_extraction

    found = bare_extraction(text if is_html else as_lines(text), include_comments=False, with_metadata=is_html)
    if found is None:
        return {"paragraphs": []}
    authors = [a.strip() for a in (found.author or "").split(";") if a.strip()]
    paragraphs = [line for line in (found.text or "").splitlines() if line.strip()]
    return {"paragraphs": paragraphs, "title": found.title, "published": found.date, "bylines": authors}


def justext(text: str, is_html: bool) -> dict[str, Any]:
    import justext as tool

    source = text if is_html else as_lines(text)
    found = tool.justext(source, tool.get_stoplist("English"))
    return {"paragraphs": [p.text for p in found if not p.is_boilerplate]}


def reader_of(extract: Extract) -> gate.Reader:
    def read(paths: list[Path], pack: str) -> dict[str, gate.Page]:
        pages = {}
        for path in paths:
            found = extract(*source_of(path))
            zones = [{"kind": "paragraph", "text": p} for p in found.pop("paragraphs")]
            pages[path.name.split(".")[0]] = gate.Page([{**found, "zones": zones}])
        return pages

    return read


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=gate.default_shared())
    parser.add_argument("--part", choices=("score", "tune", "all"), default="score")
    args = parser.parse_args()
    gold_file = args.shared / "pages/gold.jsonl"
    if not gold_file.exists():
        print(f"peers: no data at {args.shared} (set VARIORUM_SHARED): skipped")
        return 0
    gold = gate.json_lines(gold_file.read_bytes())
    pages = gate.of_part(gold, args.part)
    for name, extract in (("everything", everything), ("trafilatura", trafilatura), ("justext", justext)):
        if name != "everything" and importlib.util.find_spec(name) is None:
            print(f"peers: {name} is not installed: skipped", file=sys.stderr)
            continue
        read = reader_of(extract)
        figures = gate.score_text(read, args.shared, pages)
        if name != "everything":
            figures += gate.score_html(read, args.shared, pages)
        print(f"\n{name}\n\n" + gate.table({args.part: figures}, {}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
