"""How long it takes to trace one new story in an archive that was compiled once.

    python3 tests/bench/bench_trace.py [--rounds N] [--write docs/sources.md]

The archive of 24,760 records of the shared data is compiled into a temporary folder; the wire story of the seeds is
traced in it: from Python with both open (the first call orders the words of the archive, so it is told by itself),
and as a whole process of the command line, which also starts, reads the story and opens the archive. The quotes found
must be those that are found in the captures themselves. Skips with a message without the data, which are looked for
in ``VARIORUM_SHARED``, else in ``../shared``.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import ROOT, machine, write_docs

BEGIN, END = "<!-- trace:begin -->", "<!-- trace:end -->"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("VARIORUM_SHARED", ROOT / "../shared"))
    parser.add_argument("--shared", type=Path, default=shared)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into this page")
    args = parser.parse_args()
    archive = args.shared / "corpora/kcna_co_jp_2011_2012.jsonl.gz"
    stories = sorted((args.shared / "captures/seeds").glob("000*"))
    if not archive.is_file() or not stories:
        print(f"bench: no data at {args.shared} (set VARIORUM_SHARED): skipped")
        return 0
    import variorum

    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    binary = target / "release/variorum"
    story = variorum.read(stories[0])
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "archive"
        began = time.perf_counter()
        variorum.build(archive, folder)
        build = time.perf_counter() - began
        began = time.perf_counter()
        held = variorum.open(folder)
        opening = time.perf_counter() - began
        seconds, rows = [], []
        for _ in range(args.rounds + 1):
            began = time.perf_counter()
            rows = story.trace(held)["source_text"]
            seconds.append(time.perf_counter() - began)
        process = []
        for _ in range(args.rounds):
            began = time.perf_counter()
            command = [str(binary), "trace", str(stories[0]), "--held", str(folder), "--format", "csv", "--quiet"]
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            process.append(time.perf_counter() - began)
        began = time.perf_counter()
        captures = variorum.read(archive)
        same = list(story.trace(captures)["source_text"]) == list(rows)
        memory = time.perf_counter() - began
    lines = [
        f"One story in {len(held)} documents, {machine()}; {args.rounds} rounds.",
        "",
        "| step | seconds |",
        "| --- | ---: |",
        f"| compiling the archive, once | {build:.2f} |",
        f"| opening it | {opening:.4f} |",
        f"| Python: the first story | {seconds[0]:.3f} |",
        f"| Python: each other story, median (least) | {statistics.median(seconds[1:]):.3f} ({min(seconds[1:]):.3f}) |",
        f"| command line, the whole process, median (least) | {statistics.median(process):.3f} ({min(process):.3f}) |",
        f"| the same from the captures, read and traced | {memory:.2f} |",
    ]
    print("\n".join(lines))
    if not same:
        print("bench: the captures give other quotes", file=sys.stderr)
        return 1
    if args.write:
        write_docs(args.write, "\n".join(lines), BEGIN, END)
    return 0


if __name__ == "__main__":
    sys.exit(main())
