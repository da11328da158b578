"""Scores facts on gold: the seeds, the documents for tuning and the held-out ones, which only score.

    facts.py [--set seeds|tune|held] [--pack dprk|none] [--by language|field|document] [--errors]
    facts.py --gate | --update | --write-docs FILE

``tests/quality/facts/held.json`` has labels by place without the texts: they belong to others and are written from the
shared folder (``VARIORUM_SHARED``, else ``../shared``), as ``sources.json`` says. The scorer is ``score_facts.py`` there.
With ``--gate`` a figure below ``floors.json`` fails the run.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from gate import write_docs

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "tests" / "quality" / "facts"
BINARY = ROOT / "target" / "release" / "variorum"
KINDS = "people,titles,rosters,organs,events,dates,quantities,quotes"
Gold = dict[str, dict[str, Any]]


def shared_folder() -> Path:
    return Path(os.environ.get("VARIORUM_SHARED", ROOT.parent / "shared")).resolve()


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def records(path: Path) -> dict[str, dict[str, Any]]:
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        return {r["id"]: r for r in map(json.loads, lines) if "id" in r}


def body_of(record: dict[str, Any]) -> str:
    body = record["body"]
    parts = body if isinstance(body, list) else [body]
    return "\n\n".join(parts)


def text_of(source: dict[str, Any], shared: Path, cache: dict[Path, dict[str, dict[str, Any]]]) -> str:
    path = shared / source["file"]
    if "record" in source:
        found = cache.setdefault(path, records(path))[source["record"]]
        if source.get("body"):
            return body_of(found)
        return "\n\n".join(found[field] for field in source.get("fields", ["text"]))
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    if "lines" in source:
        lines = text.split("\n")
        chosen = (n for first, last in source["lines"] for n in range(first, last + 1))
        text = "\n\n".join(lines[n - 1].rstrip("\r") for n in chosen)
    return text


def with_surfaces(gold: Gold, texts: dict[str, str]) -> Gold:
    """Puts the words back that the labels were stripped of, and checks that the texts are the labelled ones."""
    for name, document in gold.items():
        text = texts[name]
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        if digest != document["sha256_16"]:
            sys.exit(f"{name}: the text is not the one that was labelled")
        for fact in document["facts"] + document.get("traps", []):
            fact.setdefault("surface", text[fact["start"] : fact["end"]])
    return gold


def stripped(gold: Gold) -> Gold:
    """Labels by place: without the words of others."""
    for document in gold.values():
        for fact in document["facts"] + document.get("traps", []):
            fact.pop("surface", None)
            fact.pop("note", None)
        document.pop("note", None)
    return gold


def load(which: str, shared: Path) -> tuple[Gold, dict[str, str]]:
    reference = shared / "reference"
    if which == "seeds":
        gold = read_json(reference / "seeds" / "facts_mentions.json")
        folder = shared / "captures" / "seeds"
        texts = {}
        for name in gold:
            with (folder / f"{name}.txt").open(encoding="utf-8", newline="") as file:
                texts[name] = file.read()
        return gold, texts
    if which == "tune":
        files = [reference / "facts" / n for n in ("dev.json", "dev_more.json")]
        origins = [reference / "facts" / n for n in ("sources_1.json", "sources_more.json")]
    else:
        files, origins = [HERE / "held.json"], [HERE / "sources.json"]
    gold = {k: v for f in files for k, v in read_json(f).items()}
    sources = {k: v for f in origins for k, v in read_json(f).items()}
    cache: dict[Path, dict[str, dict[str, Any]]] = {}
    texts = {name: text_of(sources[name], shared, cache) for name in gold}
    return (with_surfaces(gold, texts) if which == "held" else gold), texts


def score(which: str, pack: str, binary: Path, shared: Path, extra: list[str]) -> str:
    gold, texts = load(which, shared)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        captures = []
        for name, text in texts.items():
            (work / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
            record = {"id": name, "date": gold[name]["published"], "text": text}
            captures.append(work / f"{name}.jsonl")
            captures[-1].write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
        (work / "gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
        found = work / "found.jsonl"
        command = [binary, "extract", KINDS, *captures, "--format", "jsonl", "--pack", pack, "--quiet"]
        with found.open("wb") as out:
            subprocess.run([str(c) for c in command], stdout=out, check=True)
        scorer = [sys.executable, str(shared / "score_facts.py"), "--gold", str(work / "gold.json")]
        scorer += ["--texts", str(work), *extra, str(found)]
        return subprocess.run(scorer, capture_output=True, text=True, check=True).stdout


def figures(which: str, pack: str, binary: Path, shared: Path) -> dict[str, float]:
    """``right`` (place and value) of each kind, over all mentions."""
    counts = json.loads(score(which, pack, binary, shared, ["--json"]))
    return {kind: round(c["right_f1"], 3) for kind, c in counts.items()}


SETS = ("held", "tune", "seeds")
PACKS = ("dprk", "none")
ORDER = ("person", "title", "roster", "organ", "event", "date", "quantity", "quote")


def by_document(which: str, pack: str, binary: Path, shared: Path) -> dict[str, tuple[int, float, float, str]]:
    """Of each kind the gold mentions, ``found`` and ``right`` over all, and the mean over documents as printed."""
    out: dict[str, tuple[int, float, float, str]] = {}
    for line in score(which, pack, binary, shared, []).splitlines():
        cells = [c.strip() for c in line.split("|")]
        if len(cells) < 5 or cells[0].split(" ")[0] not in ORDER:
            continue
        kind, gold = cells[0].split()[:2]
        mean = cells[4].split(" ")[0] if cells[4] else "–"
        out[kind] = (int(gold), float(cells[1].split()[2]), float(cells[2].split()[2]), mean)
    return out


def table(binary: Path, shared: Path) -> str:
    """The figures of all sets, with the pack and without."""
    lines = [
        "| set, pack | kind | gold | found | right | right, mean over documents |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for which in SETS:
        for pack in PACKS:
            for kind, (gold, found, right, mean) in by_document(which, pack, binary, shared).items():
                lines.append(f"| {which}, {pack} | {kind} | {gold} | {found:.3f} | {right:.3f} | {mean} |")
    return "\n".join(lines)


def update(binary: Path, shared: Path) -> None:
    """Pins what is reached now, rounded down to a hundredth."""
    floors = {}
    for which in SETS:
        for pack in PACKS:
            have = figures(which, pack, binary, shared)
            floors[f"{which} {pack}"] = {k: int(have[k] * 100) / 100 for k in ORDER if k in have}
    text = json.dumps(floors, indent=2) + "\n"
    (HERE / "floors.json").write_text(text, encoding="utf-8")


def gate(binary: Path, shared: Path) -> int:
    """Whether every figure stands at its floor or above it."""
    floors = read_json(HERE / "floors.json")
    failed = 0
    for name, least in floors.items():
        which, pack = name.split(" ")
        have = figures(which, pack, binary, shared)
        for kind, floor in least.items():
            value = have.get(kind, 0.0)
            mark = "" if value >= floor else "  BELOW ITS FLOOR"
            failed += value < floor
            print(f"{name:12} {kind:9} {value:.3f} (floor {floor:.3f}){mark}")
    return 1 if failed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=["seeds", "tune", "held"], action="append")
    parser.add_argument("--pack", default="dprk")
    parser.add_argument("--by", choices=["language", "field", "document"])
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--gate", action="store_true", help="compare with floors.json")
    parser.add_argument("--update", action="store_true", help="write floors.json from what is reached now")
    parser.add_argument("--write-docs", type=Path, metavar="FILE", help="write the figures between the marks of a page")
    parser.add_argument("--binary", type=Path, default=BINARY)
    args = parser.parse_args()
    shared = shared_folder()
    if not (shared / "score_facts.py").exists():
        print(f"skipped: {shared} is absent")
        return 0
    if args.write_docs:
        write_docs(args.write_docs, table(args.binary, shared), "<!-- facts:begin -->", "<!-- facts:end -->")
        return 0
    if args.update:
        update(args.binary, shared)
        return 0
    if args.gate:
        return gate(args.binary, shared)
    extra = ["--by", args.by] if args.by else []
    if args.errors:
        extra.append("--errors")
    for which in args.set or ["seeds", "tune", "held"]:
        print(f"== {which}, pack {args.pack}")
        print(score(which, args.pack, args.binary, shared, extra))
    return 0


if __name__ == "__main__":
    sys.exit(main())
