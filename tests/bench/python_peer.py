"""Runs one Python tool over files in memory and prints what it took: ``python_peer.py TOOL WHAT FILES…``.

One JSON object: units of work done, bytes read, results found, wall and processor seconds. Reading the files, imports
and wrapping plain lines into HTML are not counted.
"""

from __future__ import annotations

import html
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


def as_lines(text: str) -> str:
    lines = (f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return "<html><body>" + "\n".join(lines) + "</body></html>"


def tool_of(name: str, what: str) -> Callable[[str], int]:
    """A function from a text to the number of results."""
    if name == "trafilatura":
        from trafilatura import extract

        if what == "text":
            return lambda text: len((extract(text) or "").splitlines())
        return lambda text: int(bool(extract(text)))
    if name == "justext":
        import justext

        stop = justext.get_stoplist("English")
        return lambda text: sum(not p.is_boilerplate for p in justext.justext(text, stop))
    if name == "pysbd":
        import pysbd

        segmenter = pysbd.Segmenter(language="en", clean=False)
        return lambda text: len(segmenter.segment(text))
    raise SystemExit(f"no such tool: {name}")


def count_words(texts: list[str], repeats: int = 8) -> None:
    """All texts as one file through ``wc -w``, some times, so that its start does not count."""
    given = "\n".join(texts).encode("utf-8", "replace") * repeats
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    wall = time.perf_counter()
    done = subprocess.run(
        ["wc", "-w"], input=given, capture_output=True, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"}
    )
    took = {
        "wall": time.perf_counter() - wall,
        "user": resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before,
    }
    print(json.dumps({"units": len(texts) * repeats, "bytes": len(given), "results": int(done.stdout), **took}))


def main() -> None:
    name, what, *paths = sys.argv[1:]
    texts = [Path(path).read_text("utf-8", "replace") for path in paths]
    if name == "wc":
        count_words(texts)
        return
    size = sum(len(text.encode("utf-8", "replace")) for text in texts)
    given = [as_lines(text) for text in texts] if what == "text" else texts
    work = tool_of(name, what)
    wall, user = time.perf_counter(), time.process_time()
    found = sum(work(text) for text in given)
    took = {"wall": time.perf_counter() - wall, "user": time.process_time() - user}
    print(json.dumps({"units": len(texts), "bytes": size, "results": found, **took}))


if __name__ == "__main__":
    main()
