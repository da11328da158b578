"""Scores the layout of plain captures on the pages with gold.

    python tests/quality/score_plain.py [tune|score|all] [--json]

Prints, by collection and over all, the F1 over words, over whole paragraphs (where the gold has them)
and the share of right titles. Needs `cargo build --release -p variorum --example plain_zones`.
"""

import json
import pathlib
import re
import subprocess
import sys

import plain_pages as pp

BODY = ("paragraph", "heading")


def target():
    """The folder that cargo builds into."""
    run = ["cargo", "metadata", "--format-version", "1", "--no-deps", "--offline"]
    found = subprocess.run(run, cwd=pp.ROOT, capture_output=True, check=True).stdout
    return pathlib.Path(json.loads(found)["target_directory"])


def zones(paths):
    """The zones of each file: a list of articles, each a list of (kind, text)."""
    program = target() / "release/examples/plain_zones"
    found = subprocess.run([program], input="\n".join(paths), capture_output=True, check=True, text=True)
    return [json.loads(line) for line in found.stdout.splitlines()]


def plain(title):
    """A title without case, marks and doubled spaces."""
    return " ".join(re.findall(r"\w+", title.lower()))


def score(part):
    """The figures: {group: {measure: (mean, count)}}."""
    pages = pp.pages(part)
    figures = {}
    for page, articles in zip(pages, zones([p["path"] for p in pages])):
        flat = [z for a in articles for z in a]
        body = [t for k, t in flat if k in BODY]
        row = {"words": pp.word_f1(body, page["body"])}
        if isinstance(page["body"], list):
            row["paragraphs"] = pp.paragraph_f1(body, page["body"])
        if page["title"]:
            titles = [t for k, t in flat if k == "title"]
            row["title"] = float(bool(titles) and plain(titles[0]) == plain(page["title"]))
        for name in (pp.group(page["id"]), "all"):
            for measure, value in row.items():
                figures.setdefault(name, {}).setdefault(measure, []).append(value)
    return {name: {m: (sum(v) / len(v), len(v)) for m, v in row.items()} for name, row in figures.items()}


def main():
    """The command line."""
    part = next((a for a in sys.argv[1:] if not a.startswith("-")), "score")
    figures = score(part)
    if "--json" in sys.argv:
        print(json.dumps(figures))
        return
    for name, row in sorted(figures.items()):
        print(part, name, *(f"{m} {v:.4f} ({n})" for m, (v, n) in sorted(row.items())))


if __name__ == "__main__":
    main()
