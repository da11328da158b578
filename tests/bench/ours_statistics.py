"""Our side of the statistics bench, the only file of it that knows our interface.

As a program it is one more tool of the race, with the same output as the peers: ``ours_statistics.py TASK FILES…``.
The number of threads comes from ``RAYON_NUM_THREADS``. As a module it gives ``statistics_proof.py`` our counts.
``tools`` lists what can be raced: the Rust example ``count_speed`` if it is built, the Python package if it is there.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from statistics_peers import QUERIES, Clock, Found, Seconds, Texts, read
from statistics_race import Tool

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
RUST = TARGET / "release/examples/count_speed"
COMMAND = TARGET / "release/variorum"
# What the Rust example counts: {"bytes", "tokens", "types", "wall", "cpu"} as JSON.
RUST_TASKS = {"words": "words", "ngrams": "ngrams"}


def present() -> str | None:
    """Why the Python package cannot be raced, or None."""
    if importlib.util.find_spec("variorum") is None:
        return "the Python package is not installed"
    import variorum

    return None if hasattr(variorum.Corpus, "from_texts") else "the Python package has no Corpus.from_texts"


def corpus_of(texts: Texts) -> Any:
    """A corpus of one document a text. Raises ``ImportError`` if the package cannot do it."""
    if reason := present():
        raise ImportError(reason)
    import variorum

    return variorum.Corpus.from_texts(texts, tokens="word")


# ---------------------------------------------------------------------------------------------
# The tasks


def words(files: list[Texts], seconds: Seconds) -> Found:
    with Clock(seconds):
        table = corpus_of(files[0]).frequency(case="fold")
    return {"tokens": sum(table["count"]), "types": len(table)}


def ngrams(files: list[Texts], seconds: Seconds) -> Found:
    with Clock(seconds):
        table = corpus_of(files[0]).ngrams(1, 3, min_count=1, case="fold")
    return {"tokens": sum(table["count"]), "types": len(table)}


def collocations(files: list[Texts], seconds: Seconds) -> Found:
    """All measures of every distinct pair; "score" is what follows the counting."""
    corpus = corpus_of(files[0])
    corpus.frequency(limit=1)
    with Clock(seconds):
        table = corpus.collocations(measures="all", min_count=1)
    scores = len(table.columns) * len(table)
    return {"tokens": scores, "types": len(table), "measures": len(table.columns), "distinct": len(table)}


def keyness(files: list[Texts], seconds: Seconds) -> Found:
    """Every measure, after both corpora have counted their words once."""
    press, agency = map(corpus_of, files)
    press.frequency()
    agency.frequency()
    with Clock(seconds):
        table = press.keyness(agency, measures="all")
    return {"tokens": len(table), "types": len(table), "measures": len(table.columns)}


def kwic(query: str) -> Callable[[list[Texts], Seconds], Found]:
    def task(files: list[Texts], seconds: Seconds) -> Found:
        corpus = corpus_of(files[0])
        with Clock(seconds):
            table = corpus.kwic(query)
        return {"tokens": len(table), "types": 1}

    return task


def phrase(files: list[Texts], seconds: Seconds) -> Found:
    """Queries on a corpus that the command line compiled to ``BENCH_FOLDER``/compiled."""
    import variorum

    folder = Path(os.environ["BENCH_FOLDER"]) / "compiled"
    with Clock(seconds, "open"):
        corpus = variorum.open(folder)
    found = {}
    for query in QUERIES:
        for _ in range(2):  # As for the peer: the second time counts.
            seconds.pop(query, None)
            with Clock(seconds, query):
                table = corpus.kwic(query)
        found[query] = len(set(table["document"]))
    return {"found": found}


TASKS: dict[str, Callable[[list[Texts], Seconds], Found]] = {
    "words": words,
    "ngrams": ngrams,
    "collocations": collocations,
    "keyness": keyness,
    "kwic-the": kwic("the"),
    "kwic-party": kwic("party"),
    "phrase": phrase,
}


def build(lines: Path, folder: Path) -> list[str] | None:
    """The command that compiles a corpus from JSON Lines, or None if the binary is not built."""
    if not COMMAND.exists():
        return None
    shutil.rmtree(folder, ignore_errors=True)
    return [str(COMMAND), "build", "--quiet", "--layout", "whole", "-o", str(folder), str(lines)]


def tools(task: str, files: list[Path], threads: tuple[int, ...] = (1, 2)) -> list[Tool]:
    """Our tools for a task, the one to compare with first; with a message, none."""
    out = []
    for count in threads:
        name = f"variorum, {count} thread{'s' if count > 1 else ''}"
        if task in RUST_TASKS and RUST.exists():
            command = [str(RUST), "--threads", str(count), "--rule", "word", RUST_TASKS[task], *map(str, files)]
            out.append(Tool(name, "words with spans, folded", command, count))
    if task in RUST_TASKS and not out:
        print(f"bench: {RUST} is not built (cargo build --release --example count_speed): skipped", file=sys.stderr)
    if reason := present():
        print(f"bench: {task}: {reason}: skipped", file=sys.stderr)
        return out
    for count in threads:
        name = f"variorum from Python, {count} thread{'s' if count > 1 else ''}"
        command = [sys.executable, str(Path(__file__)), task, *map(str, files)]
        out.append(Tool(name, "words with spans, folded", command, count))
    return out


# ---------------------------------------------------------------------------------------------
# For the proof


def word_counts(texts: Texts) -> dict[str, int]:
    table = corpus_of(texts).frequency(case="fold")
    return dict(zip(table["term"], table["count"], strict=True))


def ngram_counts(texts: Texts) -> dict[str, int]:
    table = corpus_of(texts).ngrams(1, 3, min_count=1, case="fold")
    return dict(zip(table["ngram"], table["count"], strict=True))


def keyness_g2(one: Texts, two: Texts) -> dict[str, float]:
    """Four-term G2, signed or not, of each word."""
    table = corpus_of(one).keyness(corpus_of(two), measures=["g2"], case="fold")
    return dict(zip(table["term"], table["g2"], strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=sorted(TASKS))
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    # A compiled corpus is on disk already: its texts are not read again.
    files = [] if args.task == "phrase" else [read(path, 1.0) for path in args.files]
    size = sum(len(text.encode()) for texts in files for text in texts)
    seconds: Seconds = {}
    found = TASKS[args.task](files, seconds)
    wall, cpu = seconds.pop("work", (0.0, 0.0))
    print(json.dumps({"bytes": size, "wall": wall, "cpu": cpu, "steps": seconds, **found}))


def compiled_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def version() -> str:
    if not COMMAND.exists():
        return "not built"
    return subprocess.run([str(COMMAND), "--version"], capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    main()
