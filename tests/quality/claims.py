"""Scores claims against the criticisms and tasks of the five seeds.

    python3 tests/quality/claims.py [--binary PATH] [--pack NAME] [--show]

Runs the example `facts` (`cargo build -p variorum --example facts`) over the seeds of the folder that VARIORUM_SHARED
names (else ``../shared`` beside the repository) and skips with a message without them.

Gold: ``criticisms`` (who, whom, lines) and ``tasks`` (lines) of ``reference/seeds/facts.json``. A claim fits a gold item
if it shares letters with its lines; a criticism fits criticisms, a demand or a commitment fits tasks. One claim may fit
one item only, the best first; further claims inside the lines of an item are neither right nor wrong, since one item
may be several sentences.

Figures: recall of items found (place), with the right speaker, with the right target; precision: claims typed criticism
(demand) that fit an item or share its lines, of all typed so; F of precision and of recall with the right speaker. The
list of tasks is not complete, so the precision of demands is a lower bound.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

# Who sets the tasks, by document: the list does not say. The first line of the second document is said of one speaker
# there and of another elsewhere; either is right.
TASK_SPEAKERS = {
    "000": ["Kim Jong Un"],
    "001": ["Kim Jong Un", "Jo Yong Won"],
    "002": ["Kim Jong Un"],
    "003": [],
    "004": ["Jo Yong Won"],
}


def shared() -> Path:
    return Path(os.environ.get("VARIORUM_SHARED", ROOT.parent / "shared"))


def fold(name: str) -> str:
    return re.sub(r"[^a-z0-9가-힣]+", "", name.lower())


def lines_of(text: str) -> list[tuple[int, int]]:
    """Bytes of each line, the first line first."""
    out, at = [], 0
    for line in text.encode().split(b"\n"):
        out.append((at, at + len(line)))
        at += len(line) + 1
    return out


def place(text: str, first: int, last: int) -> tuple[int, int]:
    lines = lines_of(text)
    return lines[first - 1][0], lines[min(last, len(lines)) - 1][1]


def names(by: str) -> list[str]:
    """`report (Jo)` is the report, or Jo Yong Won who gave it."""
    full = {"Jo": "Jo Yong Won", "Kim": "Kim Jong Un"}
    inner = re.search(r"\((.*?)\)", by)
    outer = re.sub(r"\s*\(.*?\)", "", by).strip()
    found = [full.get(outer, outer)]
    if inner:
        found = [full.get(inner[1], inner[1])]
    return found


def same(given: str | None, wanted: list[str]) -> bool:
    if not wanted:
        return True
    g = fold(given or "")
    return bool(g) and any(fold(w) in g or g in fold(w) for w in wanted)


def words(text: str) -> set[str]:
    small = {"the", "of", "some", "all", "and", "their", "in", "a"}
    return {w.rstrip("s") for w in re.findall(r"[a-z]+", text.lower())} - small


def same_target(given: dict[str, Any] | None, wanted: str, speaker: dict[str, Any] | None) -> bool:
    if not given:
        return False
    if wanted == "themselves":
        return bool(speaker) and (
            words(given["name"]) & {"themselve", "they"} or fold(given["name"]) == fold(speaker["name"])
        )
    return bool(words(given["name"]) & words(wanted))


def read_gold(folder: Path, texts: dict[str, str]) -> list[dict[str, Any]]:
    facts = json.loads((folder / "reference/seeds/facts.json").read_text(encoding="utf-8"))
    gold = []
    for c in facts["criticisms"]:
        first, last = c["lines"]
        gold.append(
            {
                "kind": "criticism",
                "document": c["doc"],
                "span": place(texts[c["doc"]], first, last),
                "by": names(c["by"]),
                "target": c["target"],
                "lines": f"{first}-{last}",
            }
        )
    for document, lines, _ in facts["tasks"]:
        first, last = (int(n) for n in (str(lines).split("-") * 2)[:2])
        gold.append(
            {
                "kind": "task",
                "document": document,
                "span": place(texts[document], first, last),
                "by": TASK_SPEAKERS[document],
                "target": None,
                "lines": f"{first}-{last}",
            }
        )
    return gold


def read_claims(binary: Path, paths: list[Path], pack: str | None) -> list[dict[str, Any]]:
    options = ["--pack", pack] if pack else []
    done = subprocess.run(
        [str(binary), *options, "--kinds", "claims", *map(str, paths)], capture_output=True, check=True
    )
    claims = [json.loads(line) for line in done.stdout.split(b"\n") if line.strip()]
    for claim in claims:
        claim["document"] = Path(claim["document"].rsplit("#", 1)[0]).stem.split("_")[0]
    return claims


FITS = {"criticism": ("criticism",), "task": ("demand", "commitment")}


def overlap(a: tuple[int, int], b: list[int]) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def score(kind: str, gold: list[dict[str, Any]], claims: list[dict[str, Any]], show: bool) -> dict[str, float]:
    items = [g for g in gold if g["kind"] == kind]
    typed = [c for c in claims if c["type"] in FITS[kind]]
    pairs = []
    for i, item in enumerate(items):
        for j, claim in enumerate(typed):
            if claim["document"] != item["document"] or overlap(item["span"], claim["span"]) <= 0:
                continue
            speaker = claim["speaker"]
            right = same(speaker and (speaker["name"]), item["by"]) or same(speaker and speaker.get("id"), item["by"])
            target = item["target"] is None or same_target(claim["target"], item["target"], speaker)
            pairs.append((not right, not target, -overlap(item["span"], claim["span"]), i, j))
    taken: dict[int, int] = {}
    used: set[int] = set()
    figures = {"gold": len(items), "found": 0, "speaker": 0, "target": 0}
    for wrong, off, _, i, j in sorted(pairs):
        if i in taken or j in used:
            continue
        taken[i] = j
        used.add(j)
        figures["found"] += 1
        figures["speaker"] += not wrong
        figures["target"] += not off
        if show and (wrong or off):
            c = typed[j]
            print(
                f"{kind} {items[i]['document']} {items[i]['lines']}: by {items[i]['by']} of {items[i]['target']};"
                f" given {(c['speaker'] or {}).get('name')!r} of {(c['target'] or {}).get('name')!r}, cue {c['cue']!r}"
            )
    counted = fitting = 0
    firm = ("criticism",) if kind == "criticism" else ("demand",)
    for claim in typed:
        if claim["type"] not in firm:
            continue
        inside = any(c["document"] == claim["document"] and overlap(c["span"], claim["span"]) > 0 for c in items)
        counted += 1
        fitting += inside
        if show and not inside:
            print(f"{kind} without gold {claim['document']} {claim['span']}: {claim['cue']!r}: {claim['what'][:90]!r}")
    if show:
        for i, item in enumerate(items):
            if i not in taken:
                near = [c for c in claims if c["document"] == item["document"] and overlap(item["span"], c["span"]) > 0]
                others = [(c["type"], (c["speaker"] or {}).get("name"), c["cue"], c["what"][:80]) for c in near]
                print(f"{kind} missed {item['document']} {item['lines']}: {others}")
    precision = fitting / max(1, counted)
    recall = figures["speaker"] / max(1, len(items))
    figures.update(
        typed=counted,
        fitting=fitting,
        precision=precision,
        recall=figures["found"] / max(1, len(items)),
        F=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
    )
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=Path, default=None, help="the example `facts`")
    parser.add_argument("--pack", default=None, help="a pack, or none")
    parser.add_argument("--show", action="store_true", help="what is missed, wrong or without gold")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    binary = args.binary or target / "debug/examples/facts"
    folder = shared()
    paths = sorted((folder / "captures/seeds").glob("*.txt"))
    if not paths or not binary.is_file():
        print(f"skipped: {folder} or {binary} is not there", file=sys.stderr)
        return 0
    texts = {p.stem.split("_")[0]: p.read_bytes().decode() for p in paths}
    gold = read_gold(folder, texts)
    claims = read_claims(binary, paths, args.pack)
    found = {kind: score(kind, gold, claims, args.show) for kind in FITS}
    if args.json:
        print(json.dumps(found, indent=2))
        return 0
    for kind, f in found.items():
        print(
            f"{kind:9} gold {f['gold']:3} found {f['found']:3} right speaker {f['speaker']:3} right target {f['target']:3}"
            f" | typed {f['typed']:3} fitting {f['fitting']:3} | P {f['precision']:.2f} R {f['recall']:.2f} F with speaker {f['F']:.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
