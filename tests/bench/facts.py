"""Times facts of all kinds over an archive, and texts without stops.

    facts.py [--binary FILE] [--write-docs FILE]

The archive is `corpora/kcna_co_jp_2011_2012.jsonl.gz` of the shared folder (``VARIORUM_SHARED``, else ``../shared``); without
it only the made texts are timed. Processor time is that of the process and its threads; reading alone is `parse`.
Both numbers of threads must give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import ROOT, write_docs

ARCHIVE = "corpora/kcna_co_jp_2011_2012.jsonl.gz"
KINDS = "people,titles,rosters,organs,events,dates,quantities,quotes,terms,claims"
SENTENCE = "Chairman Jan Orel of the Council of Tarsk said that the mills made 500 tons on March 3 and "
KOREAN = "타르스크평의회 위원장 김철수동지는 3월 3일 제분소가 500t을 생산하였다고 말하면서 "


def timed(command: list[str]) -> tuple[float, float, str]:
    """Processor seconds, seconds on the clock, and the hash of what was printed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    out = subprocess.run(command, capture_output=True, check=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.perf_counter() - start, hashlib.sha256(out).hexdigest()


def made(folder: Path) -> dict[str, Path]:
    """Texts without stops, each four times the one before, and a roster of 10,000 names."""
    texts = {}
    for name, part, length in (("English", SENTENCE, 1_250_000), ("Korean", KOREAN, 1_250_000)):
        for times in (1, 4):
            count = length * times // len(part.encode())
            texts[f"{name} paragraph without stops, {length * times / 1e6:g} MB"] = f"Report\n\n{part * count}"
    firsts = [a + b for a in "BDFGHKLMNPRST" for b in ("ana", "oren", "ilda", "arko")]
    seconds = [
        a + b + c
        for a in "BDGKLMNPST"
        for b in ("or", "al", "en")
        for c in ("berg", "sky", "ton", "wald", "ner", "ling", "mark")
    ]
    names = [f"{a} {b}" for a in firsts for b in seconds][:10_000]
    roster = ", ".join(names[:-1]) + " and " + names[-1]
    texts["roster of 10,000 names in one sentence"] = (
        f"Congress Opens\n\nTARSK, March 3, 2023 (VPS) -- Present were {roster}.\n"
    )
    files = {}
    for n, (name, text) in enumerate(texts.items()):
        files[name] = folder / f"{n}.txt"
        files[name].write_text(text, encoding="utf-8")
    return files


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=Path, default=ROOT / "target" / "release" / "variorum")
    parser.add_argument("--write-docs", type=Path, metavar="FILE")
    args = parser.parse_args()
    binary = str(args.binary)
    lines = ["| work | processor seconds | on the clock |", "| --- | ---: | ---: |"]
    archive = Path(os.environ.get("VARIORUM_SHARED", ROOT.parent / "shared")) / ARCHIVE
    extract = [binary, "extract", KINDS, "--format", "jsonl", "--quiet"]
    if archive.exists():
        used, clock, _ = timed([binary, "parse", str(archive), "--threads", "1", "--quiet"])
        lines.append(f"| archive of 24,760 records, reading alone, one thread | {used:.1f} | {clock:.1f} |")
        hashes = set()
        for threads in ("1", "2"):
            used, clock, digest = timed([*extract, str(archive), "--threads", threads])
            hashes.add(digest)
            lines.append(
                f"| the same, all facts, {threads} thread{'s' * (threads != '1')} | {used:.1f} | {clock:.1f} |"
            )
        if len(hashes) != 1:
            sys.exit("error: the facts differ with the number of threads")
    else:
        print(f"note: {archive} is absent")
    with tempfile.TemporaryDirectory() as folder:
        for name, path in made(Path(folder)).items():
            used, clock, _ = timed([*extract, str(path), "--threads", "1"])
            lines.append(f"| {name} | {used:.1f} | {clock:.1f} |")
    text = "\n".join(lines)
    print(text)
    if args.write_docs:
        write_docs(args.write_docs, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
