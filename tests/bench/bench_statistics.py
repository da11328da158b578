"""Corpus statistics, side by side: ours and other tools on the same input, in one run, with proof of equal counts.

    python3 tests/bench/bench_statistics.py [--rounds N] [--only words|ngrams|scores|kwic|phrase|proof] [--write docs/speed.md]

Run it with a Python that has the peers (``pip install -r tests/bench/requirements.txt``) and the package ``variorum``;
``rg`` and ``wc`` come from the system. What is absent is skipped with a message. The inputs are made from the shared
data (``VARIORUM_SHARED``) in a temporary folder, or in ``--inputs FOLDER``, where they are kept for the next run.

Processor seconds are user and system seconds of the counting, all threads; wall seconds are of the same stretch, on a
machine that may be shared. ``ours_statistics.py`` is our side, ``statistics_peers.py`` theirs. Exit status 1 says that
our counts are not those of any peer.

The name is not ``statistics.py`` because peers import Python's own module of that name from the first folder that has
one, and that would be this folder.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import ours_statistics as ours
from bench import HERE, ROOT, machine, write_docs
from statistics_race import Result, Tool, race, run
from statistics_tables import counting, explained, matching, phrases, proofs, scaling, scoring

BEGIN, END = "<!-- statistics:begin -->", "<!-- statistics:end -->"
Inputs = dict[str, dict[str, Any]]


def peer(name: str, cuts: str, tool: str, files: list[Path], share: float = 1.0, **more: Any) -> list[Tool]:
    """A Python peer, if its package is there. The package is the first part of the tool's name."""
    package = {"counter": "collections", "python": "re", "sqlite": "sqlite3"}.get(
        tool.split("-")[0], tool.split("-")[0]
    )
    if importlib.util.find_spec(package) is None:
        print(f"bench: {package} is not installed: skipped", file=sys.stderr)
        return []
    threads = more.get("threads", 1)
    command = [
        sys.executable,
        str(HERE / "statistics_peers.py"),
        tool,
        "--threads",
        str(threads),
        "--share",
        str(share),
    ]
    shown = f"{name} (first {share:.0%})" if share < 1 else name
    return [Tool(shown, cuts, [*command, *map(str, files)], **more)]


def system(name: str, cuts: str, command: list[str], size: int, plain: str = "number") -> list[Tool]:
    if shutil.which(command[0]) is None:
        print(f"bench: {command[0]} is not installed: skipped", file=sys.stderr)
        return []
    return [Tool(name, cuts, command, plain=plain, size=size)]


def wc(file: Path, size: int) -> list[Tool]:
    return system("`wc -w`", "white space, no table", ["sh", "-c", f'exec wc -w < "{file}"'], size)


def bench_words(inputs: Inputs, folder: Path, rounds: int) -> str:
    parts = []
    for name in ("archive", "mix"):
        file, size = folder / f"{name}.txt", inputs[name]["bytes"]
        tools = [
            *ours.tools("words", [file]),
            *peer("DuckDB, 1 thread", "`string_split` at spaces", "duckdb-split", [file]),
            *peer("DuckDB, 2 threads", "`string_split` at spaces", "duckdb-split", [file], threads=2),
            *peer("DuckDB, 2 threads, `\\w+`", "ASCII words", "duckdb-words", [file], threads=2),
            *peer("polars, 2 threads", "`split` at spaces", "polars-split", [file], threads=2),
            *peer("polars, 2 threads, `\\w+`", "words", "polars-words", [file], threads=2),
            *peer("scikit-learn CountVectorizer", "words, matrix", "sklearn-words", [file], rounds=1),
            *peer("Python Counter, `split`", "white space", "counter-split", [file]),
            *peer("Python Counter, `\\w+`", "words", "counter-words", [file]),
            *peer("NLTK tokenizer and FreqDist", "its own words", "nltk-words", [file], 0.05, rounds=1),
            *wc(file, size),
            *system("`rg --count-matches`", "words, no table", ["rg", "--count-matches", r"\w+", str(file)], size),
        ]
        results = race(tools, rounds)
        parts.append(f"### The {name}\n\n{counting(results)}{scaling(results)}")
    head = (
        "## A table of words\n\n"
        "Every distinct word in lower case with its count; ours keeps the span of every token as well. *found* and *types*\n"
        "count tokens and distinct tokens under the tool's own rule.\n\n"
    )
    return head + "\n\n".join(parts)


def bench_ngrams(inputs: Inputs, folder: Path, rounds: int) -> str:
    parts = []
    for name in ("archive", "mix"):
        file = folder / f"{name}.txt"
        tools = [
            *ours.tools("ngrams", [file]),
            *peer("scikit-learn CountVectorizer", "1 to 3 words, matrix", "sklearn-ngrams", [file], rounds=1),
            *peer("gensim Phrases", "1 and 2 words", "gensim-phrases", [file], rounds=1),
            *peer("Python Counter", "1 to 3 words", "counter-ngrams", [file], rounds=1),
        ]
        results = race(tools, rounds)
        parts.append(f"### The {name}\n\n{counting(results)}{scaling(results)}")
    head = (
        "## Tables of one to three words\n\n"
        "Every distinct run of one, two and three words within a text, with its count. scikit-learn makes the matrix of\n"
        "texts and runs on the way; gensim stops at two words.\n\n"
    )
    return head + "\n\n".join(parts)


def bench_scores(inputs: Inputs, folder: Path, rounds: int) -> str:
    pairs = [folder / "pairs.txt"]
    halves = [folder / "press.txt", folder / "agency.txt"]
    collocations = [
        *ours.tools("collocations", pairs, (1, 2)),
        *peer("NLTK finder, 50,000 of the pairs", "measures of NLTK", "nltk-scores", pairs, rounds=1),
    ]
    keyness = [
        *ours.tools("keyness", halves, (1, 2)),
        *peer("scikit-learn chi2", "one measure, columns", "sklearn-keyness", halves),
        *peer("scipy chi2_contingency", "one measure, every 16th word", "scipy-keyness", halves, rounds=1),
    ]
    return (
        "## Scores\n\n### Two million pairs of words\n\n"
        "All distinct pairs of neighbours in words of the mix in shuffled order. The seconds begin when the pairs are\n"
        f"counted.\n\n{scoring(race(collocations, rounds))}\n\n"
        "### Words of two halves of 25 MB\n\n"
        "The press (the mix) against the agency (the archive). The seconds begin when the words of both are counted.\n\n"
        f"{scoring(race(keyness, rounds))}"
    )


def bench_kwic(inputs: Inputs, folder: Path, rounds: int) -> str:
    file, size = folder / "mix.txt", inputs["mix"]["bytes"]
    parts = []
    for word in ("the", "party"):
        flags = ["--ignore-case", "--word-regexp"]
        tools = [
            *ours.tools(f"kwic-{word}", [file], (1, 2)),
            *system("`rg --count-matches`", "hits", ["rg", "--count-matches", *flags, word, str(file)], size),
            *system("`rg`", "texts with a hit, printed", ["rg", "-N", *flags, word, str(file)], size, "lines"),
            *peer("Python re", "hits with 40 characters a side", f"python-kwic-{word}", [file]),
        ]
        parts.append(f"### `{word}`\n\n{matching(race(tools, rounds))}")
    head = "## Concordance\n\nAll lines of a word in the mix; ours from the corpus in memory, `rg` from the file.\n\n"
    return head + "\n\n".join(parts)


def bench_phrase(inputs: Inputs, folder: Path, rounds: int) -> str:
    os.environ["BENCH_FOLDER"] = str(folder)
    file, lines, size = folder / "short.txt", folder / "short.jsonl", inputs["short"]["bytes"]
    compiled = folder / "compiled"
    built: Result | None = None
    tools: list[Tool] = []
    command = ours.build(lines, compiled)
    if command is None:
        print(f"bench: {ours.COMMAND} is not built: no compiled corpus", file=sys.stderr)
    else:
        # The build prints no number: its seconds are what counts.
        built = run(Tool("variorum build", "compiled corpus", command, threads=2, plain="lines", size=size))
        tools = ours.tools("phrase", [lines], (1, 2))
    tools += [
        *peer("SQLite FTS5", "full-text index in a file", "sqlite-phrase", [file], rounds=1),
        *peer("polars, 2 threads", "regular expression, no index", "polars-phrase", [file], threads=2),
        *peer("DuckDB, 2 threads", "regular expression, no index", "duckdb-phrase", [file], threads=2),
    ]
    results = race(tools, rounds)
    if built is not None:
        for result in results:
            if result.tool.name.startswith("variorum"):
                result.steps["build"] = built.wall, built.cpu
                result.found["size"] = ours.compiled_size(compiled)
        shutil.rmtree(compiled, ignore_errors=True)
    head = (
        "## A phrase in a million texts\n\n"
        "Texts of one to three sentences of the mix. *found* counts the texts that have the phrase. Of tools with an\n"
        "index, the second time counts; the others read every text.\n\n"
    )
    return head + phrases(results)


def make_inputs(shared: Path, folder: Path) -> Inputs:
    """The inputs of ``statistics_inputs.py``, made unless the folder has them."""
    list_of = folder / "inputs.json"
    if not list_of.exists():
        command = [sys.executable, str(HERE / "statistics_inputs.py"), str(shared), str(folder)]
        made = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        list_of.write_bytes(made.stdout)
    return json.loads(list_of.read_text())["inputs"]


def bench_proof(inputs: Inputs, folder: Path, rounds: int) -> str:
    """Each check in a process of its own, since its tables are large."""
    checks = [("words", ["archive"]), ("words", ["mix"]), ("ngrams", ["mix"]), ("keyness", ["press", "agency"])]
    done = []
    for check, names in checks:
        files = [str(folder / f"{name}.txt") for name in names]
        command = [sys.executable, str(HERE / "statistics_proof.py"), check, *files]
        got = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
        for reason in got["missing"]:
            print(f"bench: proof of {check}: {reason}: skipped", file=sys.stderr)
        if not explained(got):
            wrong.append(f"{check} of {' and '.join(names)}")
        done.append((f"{check.capitalize()} of the {' and the '.join(names)}", got))
    return proofs(done)


# What of ours equals no peer, for the exit status.
wrong: list[str] = []
BENCHES = {
    "words": bench_words,
    "ngrams": bench_ngrams,
    "scores": bench_scores,
    "kwic": bench_kwic,
    "phrase": bench_phrase,
    "proof": bench_proof,
}


def described(inputs: Inputs) -> str:
    lines = ["| input | texts | MB | SHA-256 begins |", "| --- | ---: | ---: | --- |"]
    for name, row in inputs.items():
        lines.append(f"| {name} | {row['documents']} | {row['bytes'] / 1e6:.1f} | `{row['sha256'][:12]}` |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("VARIORUM_SHARED", ROOT / "../shared"))
    parser.add_argument("--shared", type=Path, default=shared)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=tuple(BENCHES), action="append")
    parser.add_argument("--inputs", type=Path, metavar="FOLDER", help="keep the inputs here for the next run")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables into this page")
    args = parser.parse_args()
    if not (args.shared / "corpora").is_dir():
        print(f"bench: no data at {args.shared} (set VARIORUM_SHARED): skipped")
        return 0
    parts = [f"Measured on {machine()}; {args.rounds} rounds, of slow tools one."]
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.inputs or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        inputs = make_inputs(args.shared.resolve(), folder)
        parts.append(described(inputs))
        for name, bench in BENCHES.items():
            if args.only and name not in args.only:
                continue
            parts.append(bench(inputs, folder, args.rounds))
            print("\n" + parts[-1], flush=True)
    if args.write:
        write_docs(args.write, "\n\n".join(part.strip() for part in parts), BEGIN, END)
    for name in wrong:
        print(f"bench: our counts are not those of any peer: {name}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
