"""Counts a leader's appearances of 2012 in an archive and sets them beside published counts.

    appearances.py [--binary FILE] [--write-docs FILE]

The archive is the English service of one agency, January 2011 to November 2012 (`corpora/kcna_co_jp_2011_2012.jsonl.gz` of the
shared folder). The published counts are of all media in Korean and of the whole year; they differ among themselves.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import subprocess
import sys
from pathlib import Path

from gate import write_docs

ROOT = Path(__file__).resolve().parents[2]
ARCHIVE = "corpora/kcna_co_jp_2011_2012.jsonl.gz"
LEADER = "p-kim-jong-un"
#: Activities of 2012, by body.
ACTIVITIES = {"Unification Ministry": 151, "KINU": 159}
#: Those who accompanied the leader in 2012 (Unification Ministry).
COMPANIONS = {"Jang Song Thaek": 106, "Choe Ryong Hae": 85, "Kim Ki Nam": 60}


def rows(binary: Path, *args: str) -> list[dict[str, str]]:
    command = [str(binary), "stats", *args, "--format", "csv", "--quiet"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return list(csv.DictReader(io.StringIO(out)))


def ranks(values: list[float]) -> list[float]:
    order = sorted(values, reverse=True)
    return [sum(n + 1 for n, v in enumerate(order) if v == value) / order.count(value) for value in values]


def spearman(a: list[float], b: list[float]) -> float:
    x, y = ranks(a), ranks(b)
    n = len(x)
    mean = (n + 1) / 2
    top = sum((p - mean) * (q - mean) for p, q in zip(x, y))
    spread = [sum((p - mean) ** 2 for p in side) for side in (x, y)]
    return top / (spread[0] * spread[1]) ** 0.5 if all(spread) else float("nan")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=Path, default=ROOT / "target" / "release" / "variorum")
    parser.add_argument("--write-docs", type=Path, metavar="FILE")
    args = parser.parse_args()
    shared = Path(os.environ.get("VARIORUM_SHARED", ROOT.parent / "shared"))
    archive = shared / ARCHIVE
    if not archive.exists():
        print(f"skipped: {archive} is absent")
        return 0
    year = ("--where", "year=2012", "--since", "2012", "--until", "2012")
    months = rows(args.binary, "appearances", str(archive), "--person", LEADER, *year)
    kinds = rows(args.binary, "appearances", str(archive), "--person", LEADER, "--period", "none", "--kinds", *year)
    companions = rows(args.binary, "companions", str(archive), "--person", LEADER, *year)
    total = sum(int(r["appearances"]) for r in months)
    lines = ["| month of 2012 | appearances |", "| --- | ---: |"]
    lines += [f"| {r['period']} | {r['appearances']} |" for r in months]
    published = ", ".join(f"{body} {n}" for body, n in ACTIVITIES.items())
    lines += [f"| all (no December) | {total} |", "", f"Published for the whole year: {published}.", ""]
    lines += ["| kind of occasion | appearances |", "| --- | ---: |"]
    lines += [f"| {r['kind']} | {r['appearances']} |" for r in kinds]
    lines += [
        "",
        "| companion | together | rank | rank by order of naming | published |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for r in companions[:15]:
        known = COMPANIONS.get(r["name"], "")
        lines.append(f"| {r['name']} | {r['together']} | {r['rank']} | {r['order_rank']} | {known} |")
    ours = {r["name"]: float(r["together"]) for r in companions}
    names = list(COMPANIONS)
    rho = spearman([ours.get(n, 0.0) for n in names], [float(COMPANIONS[n]) for n in names])
    lines += ["", f"Rank correlation (Spearman) over the published companions: {rho:.2f} (n = {len(names)})."]
    text = "\n".join(lines)
    print(text)
    if args.write_docs:
        write_docs(args.write_docs, text, "<!-- appearances:begin -->", "<!-- appearances:end -->")
    return 0


if __name__ == "__main__":
    sys.exit(main())
