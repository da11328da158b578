"""Scores the reading of HTML pages against gold, by group and by part.

    cargo build --release -p variorum --example layout_json
    python tests/quality/score_html.py [--part tune|score] [--peers] [--speed] [--json FILE]

Bodies: scrapinghub's shingle measure, whole paragraphs, words. Metadata on `wceb-`: whether the first
candidate (or any) is the gold one. Spans: whether slices of the source give the words of every zone.
`--peers` runs trafilatura beside it.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import resource
import subprocess
import tempfile
import time
import unicodedata
from pathlib import Path

import html_pages as hp

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "target/release/examples/layout_json"


def run(program: Path, pages: list[dict], speed: bool) -> tuple[list[dict], dict | None]:
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for page in pages:
            path = Path(folder) / f"{page['id']}.html"
            path.write_text(page["html"], encoding="utf-8", newline="")
            paths.append(str(path))
        out = subprocess.run([program], input="\n".join(paths), capture_output=True, text=True, check=True)
        found = [json.loads(line) for line in out.stdout.splitlines()]
        timing = None
        if speed:
            some = [p for p, page in zip(paths, pages) if page["group"] == "sh"]
            times = []
            # CPU seconds of the child, so that a busy machine does not count; reading is subtracted.
            for rounds in ("1", "11"):
                before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
                subprocess.run(
                    [program, "--time", rounds], input="\n".join(some), capture_output=True, text=True, check=True
                )
                times.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
            timing = {"pages_per_second": 10 * len(some) / max(1e-9, times[1] - times[0])}
    return found, timing


def body(found: dict) -> list[str]:
    return [z["text"] for a in found["articles"] for z in a if z["kind"] in ("paragraph", "heading")]


def table(name: str, pages: list[dict], bodies: list[list[str]]) -> dict:
    rows = {}
    for part in ("tune", "score"):
        for group in ("sh", "fundus", "wceb"):
            chosen = [(p, b) for p, b in zip(pages, bodies) if p["part"] == part and p["group"] == group]
            if not chosen:
                continue
            counts = [hp.page_shingles(page["body"], b) for page, b in chosen]
            f, p, r = hp.shingle_f1(counts)
            missed = sum(tp < fn for tp, _, fn in counts)
            flooded = sum(tp < fp for tp, fp, _ in counts)
            exact = sum(hp.exact_f1(page["body"], b) for page, b in chosen) / len(chosen)
            words = sum(hp.word_f1(page["body"], b) for page, b in chosen) / len(chosen)
            rows[f"{part}/{group}"] = {
                "pages": len(chosen),
                "shingle": f,
                "precision": p,
                "recall": r,
                "exact": exact,
                "words": words,
                "missed": missed,
                "flooded": flooded,
            }
            print(
                f"{name:12} {part:5} {group:7} {len(chosen):4}  shingle {f:.4f} (P {p:.4f} R {r:.4f})  exact {exact:.4f}  words {words:.4f}  missed {missed} flooded {flooded}"
            )
    return rows


def plain(text: str | None) -> str:
    return " ".join(hp.WORD.findall((text or "").casefold()))


def day(text: str | None) -> str:
    found = re.search(r"\d{4}-\d{2}-\d{2}", text or "")
    return found.group(0) if found else ""


def metadata(pages: list[dict], founds: list[dict]) -> dict:
    """How often gold metadata is the first candidate, and how often among the candidates."""
    rows = {}
    for part in ("tune", "score"):
        counts: dict[str, list[int]] = {}
        for page, found in zip(pages, founds):
            if page["part"] != part or page["group"] != "wceb":
                continue
            zones = [z for a in found["articles"] for z in a]
            claims = found["metadata"]
            heads = [z["text"] for z in zones if z["kind"] == "title"]
            checks = {
                "title zone": (page["title"], heads[:1], plain),
                "title any": (page["title"], heads + claims["titles"], plain),
                "author joined": (page["author"], [", ".join(claims["authors"])], plain),
                "author any": (page["author"], claims["authors"], plain),
                "date first": (page["date"], claims["published"][:1], day),
                "date any": (page["date"], claims["published"] + claims["updated"], day),
            }
            for name, (gold, candidates, norm) in checks.items():
                if gold:
                    hit = norm(gold) in [norm(c) for c in candidates]
                    counts.setdefault(name, []).append(int(hit))
        for name, hits in counts.items():
            rows[f"{part}/{name}"] = sum(hits) / len(hits)
            print(f"metadata     {part:5} {name:14} {sum(hits)}/{len(hits)} {sum(hits) / len(hits):.3f}")
    return rows


def bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def spans(pages: list[dict], founds: list[dict]) -> None:
    """Slices of every zone with words, entities decoded, must be its words; all words are covered once."""
    wrong = overlaps = lost = 0
    for page, found in zip(pages, founds):
        source = page["html"].encode()
        covered = bytearray(len(source))
        for article in found["articles"]:
            for zone in article:
                for start, end in zone["spans"]:
                    if any(covered[start:end]):
                        overlaps += 1
                    covered[start:end] = b"\1" * (end - start)
                if zone["text"]:
                    words = "".join(html.unescape(source[s:e].decode()) for s, e in zone["spans"])
                    wrong += bare(words) != bare(zone["text"])
        rest = b"".join(source[i : i + 1] for i in range(len(source)) if not covered[i])
        lost += bool(rest.decode(errors="replace").strip())
    print(f"spans        zones whose slices differ {wrong}, overlaps {overlaps}, pages with uncovered words {lost}")


def peers(pages: list[dict]) -> None:
    import trafilatura

    start = time.process_time()
    bodies = []
    for page in pages:
        text = trafilatura.extract(page["html"], include_comments=False) or ""
        bodies.append([line for line in text.split("\n") if line.strip()])
    seconds = time.process_time() - start
    table("trafilatura", pages, bodies)
    some = [p for p in pages if p["group"] == "sh"]
    start = time.process_time()
    for page in some:
        trafilatura.extract(page["html"])
    each = (time.process_time() - start) / max(1, len(some))
    print(f"trafilatura  {len(pages) / seconds:.1f} pages/s in all, {1 / each:.1f} pages/s on sh (CPU time)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=Path, default=PROGRAM)
    parser.add_argument("--part", choices=("tune", "score"))
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--spans", action="store_true")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    pages = list(hp.pages(arguments.part))
    founds, timing = run(arguments.program, pages, arguments.speed)
    result = {"bodies": table("variorum", pages, [body(f) for f in founds]), "metadata": metadata(pages, founds)}
    if timing:
        result["speed"] = timing
        print(f"variorum     {timing['pages_per_second']:.1f} pages/s on sh (CPU time, one thread)")
    if arguments.spans:
        spans(pages, founds)
    if arguments.peers:
        peers(pages)
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
