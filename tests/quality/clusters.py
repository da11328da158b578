"""How well ``variorum cluster`` finds the versions of a statement in a real archive and in the captures.

    python3 tests/quality/clusters.py [--complain]

Two measures. In the archive of a year (2,089 records of one outlet, most of them copied under several topics) every
pair of records in one cluster is a link; right are pairs with the same words, and the versions that
``clusters.json`` lists by their ids. In the captures right are the pair groups of first and revised translations
(V) of ``captures/index.jsonl``, which must be in one cluster and be called a version; exact duplicates (D) must be
called exact copies.

The data are looked for in ``VARIORUM_SHARED``, else in ``../shared``; without them the script says so and ends well.
Exit status 1 says that a link is missing or wrong.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

from gate import ROOT, default_shared

WORD = re.compile(r"\w+")
ARCHIVE = "corpora/kcna_en_2023-12_2024-11.jsonl.gz"
VERSIONS = {"revision", "other translation", "near copy"}
Pair = tuple[str, str]


def clusters(binary: Path, paths: list[Path]) -> list[dict[str, Any]]:
    """The rows of ``variorum cluster``."""
    command = [str(binary), "cluster", "--format", "jsonl", "--quiet", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"clusters: {done.stderr.decode('utf-8', 'replace').strip()}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def members(rows: list[dict[str, Any]], name: Any) -> dict[str, dict[str, str]]:
    """Of each cluster its members by name with their labels."""
    out: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        out[row["cluster"]][name(row)] = row["label"]
    return out


def archive(binary: Path, shared: Path, complain: bool) -> tuple[int, int, int]:
    """Right links found, links found, right links."""
    path = shared / ARCHIVE
    with gzip.open(path) as lines:
        records = [json.loads(line) for line in lines]
    ids = [record["id"] for record in records]
    words = {r["id"]: tuple(w.lower() for w in WORD.findall(r["text"] or "")) for r in records}
    listed = json.loads(Path(__file__).with_name("clusters.json").read_text("utf-8"))["versions"]
    version_of: dict[tuple[str, ...], str] = {words[i]: group[0] for group in listed for i in group}
    groups: dict[Any, set[str]] = defaultdict(set)
    for identity in ids:
        if words[identity]:
            groups[version_of.get(words[identity], words[identity])].add(identity)
    gold = {tuple(sorted(pair)) for group in groups.values() for pair in combinations(group, 2)}
    found_groups = members(clusters(binary, [path]), lambda row: ids[int(row["path"].rsplit("#", 1)[1])])
    found = {tuple(sorted(pair)) for group in found_groups.values() for pair in combinations(group, 2)}
    if complain:
        for word, pairs in (("missing", gold - found), ("wrong", found - gold)):
            for pair in sorted(pairs)[:40]:
                print(f"  archive, {word}: {pair}", file=sys.stderr)
    return len(gold & found), len(found), len(gold)


def captures(binary: Path, shared: Path, complain: bool) -> tuple[int, int]:
    """Groups that are right, and all groups."""
    groups: dict[str, list[str]] = defaultdict(list)
    for line in (shared / "captures/index.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if (row.get("pair_group") or "")[:1] in ("V", "D"):
            groups[row["pair_group"]].append(Path(row["file"]).name)
    groups = {name: files for name, files in groups.items() if len(files) == 2}
    found = members(
        clusters(binary, [shared / "captures"]),
        lambda row: row["path"].rsplit("#", 1)[0].rsplit("/", 1)[-1],
    )
    right = 0
    for name, files in sorted(groups.items()):
        wanted = VERSIONS if name.startswith("V") else {"exact copy"}
        both = [group for group in found.values() if set(files) <= set(group)]
        labels = {group[file] for group in both for file in files} - {"origin"}
        if both and labels and labels <= wanted:
            right += 1
        elif complain:
            print(f"  captures, {name}: {files} {labels}", file=sys.stderr)
    return right, len(groups)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    parser.add_argument("--binary", type=Path, default=target / "release/variorum")
    parser.add_argument("--shared", type=Path, default=default_shared())
    parser.add_argument("--complain", action="store_true", help="print what is missing and what is wrong")
    args = parser.parse_args()
    if not (args.shared / ARCHIVE).exists():
        print(f"clusters: no data at {args.shared} (set VARIORUM_SHARED): skipped")
        return 0
    right, found, gold = archive(args.binary, args.shared, args.complain)
    groups, all_groups = captures(args.binary, args.shared, args.complain)
    print("| measure | value | n |\n| --- | ---: | ---: |")
    print(f"| archive: precision of links | {right / max(found, 1):.4f} | {found} |")
    print(f"| archive: recall of links | {right / max(gold, 1):.4f} | {gold} |")
    print(f"| captures: pair groups right | {groups} of {all_groups} | {all_groups} |")
    return 0 if right == found == gold and groups == all_groups else 1


if __name__ == "__main__":
    sys.exit(main())
