"""Scores the finder of quotations on PolNeAR (brat stand-off).

    python3 tests/quality/quotes.py [--show source|missed] [--json]

The models that are built in have read all of these documents: their figures here are training figures and only tell
whether something broke. How well quotations are found is measured by cross-validation: `train_quotes.py --cross`.
Needs `cargo build --release -p variorum --example quotes` and the reference data of the folder that VARIORUM_SHARED
names (else ``../shared`` beside the repository); skips with a message without them.

Figures, over attributions of the first annotator of each document:

- content P, R, F: letters inside contents (code points);
- marks recall: contents with quotation marks in them that some quote matches with intersection over union of at
  least one half; all recall: the same for every content;
- source, given the quote: of those matched, how many have a source that overlaps the marked one (or none where
  none is marked); strict: with intersection over union of at least one half.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
Spans = list[tuple[int, int]]


def shared() -> Path:
    return Path(os.environ.get("VARIORUM_SHARED", ROOT.parent / "shared"))


def corpus() -> Path:
    return shared() / "reference/quotes/polnear_dev"


def read_gold(folder: Path) -> dict[str, tuple[str, list[dict[str, Spans]]]]:
    """Text and attributions by name; of several annotators the first."""
    found: dict[str, tuple[str, list[dict[str, Spans]]]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        if name not in found:
            text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
            found[name] = (text, list(attributions(path.read_text(encoding="utf-8"))))
    return found


def attributions(stand_off: str) -> Iterator[dict[str, Spans]]:
    marked: dict[str, Spans] = {}
    for line in stand_off.splitlines():
        number, rest = line.split("\t")[:2]
        if number.startswith("T"):
            spans = rest.split(" ", 1)[1].split(";")
            marked[number] = [(int(a), int(b)) for a, b in (s.split() for s in spans)]
        elif number.startswith("E"):
            parts: dict[str, Spans] = {}
            for pair in rest.split():
                role, target = pair.split(":")
                if target in marked:
                    parts.setdefault(re.sub(r"\d+$", "", role), []).extend(marked[target])
            yield {role: sorted(spans) for role, spans in parts.items()}


def run(binary: Path, paths: list[Path], options: list[str] | None = None) -> dict[str, list[dict[str, Any]]]:
    """The quotes of texts by name, their spans in code points."""
    done = subprocess.run([str(binary), *(options or []), *map(str, paths)], capture_output=True, check=True)
    found: dict[str, list[dict[str, Any]]] = {p.stem: [] for p in paths}
    places = {p.stem: code_points(p.read_text(encoding="utf-8")) for p in paths}
    for line in done.stdout.split(b"\n"):
        if line.strip():
            quote = json.loads(line)
            name = Path(quote["document"].rsplit("#", 1)[0]).stem
            at = places[name]
            found[name].append(
                {
                    "content": [(at[a], at[b]) for a, b in quote["spans"]],
                    "source": [tuple(at[x] for x in quote["source"]["span"])] if quote["source"] else [],
                }
            )
    return found


def code_points(text: str) -> dict[int, int]:
    """Code point by byte."""
    places, at = {}, 0
    for number, c in enumerate(text):
        places[at] = number
        at += len(c.encode())
    places[at] = len(text)
    return places


def letters(spans: Spans) -> set[int]:
    return {i for a, b in spans for i in range(a, b)}


def likeness(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def count(gold: dict, found: dict, names: list[str], show: str | None = None) -> Counter[str]:
    c: Counter[str] = Counter(documents=len(names))
    for name in names:
        text, marked = gold[name]
        quotes = [(letters(q["content"]), letters(q["source"])) for q in found.get(name, [])]
        wanted = set().union(*(letters(e.get("Content", [])) for e in marked)) if marked else set()
        given = set().union(*(q[0] for q in quotes)) if quotes else set()
        c.update(both=len(wanted & given), wanted=len(wanted), given=len(given))
        for event in marked:
            content, source = letters(event.get("Content", [])), letters(event.get("Source", []))
            if not content:
                continue
            words = "".join(text[a:b] for a, b in event["Content"])
            has_marks = bool(re.search('["“”]', words))
            best = max(quotes, key=lambda q: likeness(q[0], content), default=None)
            hit = best is not None and likeness(best[0], content) >= 0.5
            c.update(all=1, hit=hit, marks=has_marks, marks_hit=has_marks and hit)
            if hit:
                loose = bool(best[1] & source) or not best[1] and not source
                strict = likeness(best[1], source) >= 0.5 or not best[1] and not source
                c.update(loose=loose, strict=strict)
                if show == "source" and not loose:
                    said = ["".join(text[i] for i in sorted(s)) for s in (source, best[1])]
                    print(f"{words[:90]!r}: {said[0]!r}, found {said[1]!r}")
            elif show == "missed" and has_marks:
                first, last = min(content), max(content) + 1
                near = [text[max(0, first - 80) : first], text[first:last], text[last : last + 80]]
                print(" | ".join(part.replace("\n", " ") for part in near))
                for part in {"".join(text[i] for i in sorted(q[0])) for q in quotes if q[0] & content}:
                    print(f"    found {part!r}")
    return c


def figures(c: Counter[str]) -> dict[str, float]:
    p, r = c["both"] / max(1, c["given"]), c["both"] / max(1, c["wanted"])
    return {
        "documents": c["documents"],
        "attributions": c["all"],
        "content P": p,
        "content R": r,
        "content F": 2 * p * r / (p + r) if p + r else 0.0,
        "marks recall": c["marks_hit"] / max(1, c["marks"]),
        "all recall": c["hit"] / max(1, c["all"]),
        "source": c["loose"] / max(1, c["hit"]),
        "source, strict": c["strict"] / max(1, c["hit"]),
    }


def score(gold: dict, found: dict, names: list[str], show: str | None = None) -> dict[str, float]:
    return figures(count(gold, found, names, show))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=Path, default=None, help="the example `quotes`")
    parser.add_argument("--show", choices=("source", "missed"), help="print what is wrong")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    binary = args.binary or target / "release/examples/quotes"
    if not corpus().is_dir() or not binary.is_file():
        print(f"skipped: {corpus()} or {binary} is not there", file=sys.stderr)
        return 0
    gold = read_gold(corpus())
    found = run(binary, sorted((corpus() / "text").glob("*.txt")))
    values = score(gold, found, list(gold), args.show)
    if args.json:
        print(json.dumps(values, indent=2))
        return 0
    print("in training:")
    for figure, value in values.items():
        print(f"{figure:16}{value:8.3f}" if isinstance(value, float) else f"{figure:16}{value:8}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
