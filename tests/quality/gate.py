"""The quality gate: what the parser reaches on real data, against pinned floors.

    python3 tests/quality/gate.py                        compare with the floors
    python3 tests/quality/gate.py --part tune            figures of the part that is used for tuning
    python3 tests/quality/gate.py --write-docs docs/quality.md
    python3 tests/quality/gate.py --update               raise the floors to what is reached now

The data are not part of this repository. They are looked for in the folder that the environment variable
VARIORUM_SHARED names, else in ``../shared`` beside the repository; without them the gate skips with a message,
unless ``--require-shared`` is given. A floor is only ever lowered with ``--allow-regression "the reason"``, which
is kept in ``floors.json``; the file carries a seal, so that an edit by hand does not pass.

Exit status: 0 all floors hold (or skipped), 1 a floor is missed, 2 the gate could not be run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import measures as m
import quotes as q

ROOT = Path(__file__).resolve().parents[2]
FLOORS = Path(__file__).resolve().with_name("floors.json")
BEGIN, END = "<!-- quality:begin -->", "<!-- quality:end -->"
BODY = ("paragraph", "heading")
SEED_FIELDS = (
    ("title", "title"),
    ("subtitle", "subtitle"),
    ("published", "published"),
    ("updated", "updated"),
    ("outlet", "outlet"),
    ("place", "place"),
    ("dateline_date", "dateline_date"),
    ("agency", "agency"),
    ("bylines", "bylines"),
    ("language", "language"),
    ("captions", "captions"),
)


class GateError(Exception):
    """The gate could not be run."""


@dataclass
class Page:
    """What was read of one page: all its documents."""

    documents: list[dict[str, Any]] = field(default_factory=list)

    def texts(self, kinds: tuple[str, ...]) -> list[str]:
        """The clean texts of the zones of some kinds, in order."""
        return [z["text"] for d in self.documents for z in d["zones"] if z["kind"] in kinds]

    def main(self) -> dict[str, Any] | None:
        """The document with the longest running text."""
        return max(self.documents, key=body_length, default=None)


def body_length(document: dict[str, Any]) -> int:
    return sum(len(z["text"]) for z in document["zones"] if z["kind"] == "paragraph")


# Reads pages (paths, pack) into what stands in them: the program, or another tool to compare with.
Reader = Callable[[list[Path], str], dict[str, Page]]


@dataclass
class Figure:
    """One row of the table."""

    name: str
    value: float
    of: int
    goal: float | None = None
    pinned: bool = True

    def shown(self) -> str:
        return f"{self.value:.0f} of {self.of}" if self.is_count() else f"{self.value:.3f}"

    def is_count(self) -> bool:
        return self.name.startswith(("seeds:", "sentences:"))


# ---------------------------------------------------------------------------------------------
# Running the program


def parse(binary: Path, paths: list[Path], pack: str) -> dict[str, Page]:
    """Runs ``variorum parse`` once over all paths; pages by file name without its endings."""
    command = [str(binary), "parse", "--format", "jsonl", "--quiet", "--pack", pack, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        message = done.stderr.decode("utf-8", "replace").strip().splitlines()[-3:]
        raise GateError(f"{' '.join(command[:7])} … ended with {done.returncode}: {' '.join(message)}")
    pages: dict[str, Page] = {}
    for document in json_lines(done.stdout):
        if document.get("schema") != "variorum/document/1":
            raise GateError(f"not a variorum/document/1: {json.dumps(document)[:120]}")
        name = Path(document["capture"]["path"]).name
        pages.setdefault(name.split(".")[0], Page()).documents.append(document)
    return pages


def json_lines(data: bytes) -> list[Any]:
    """One value a line. Only a line feed ends a line: JSON strings may hold other line separators."""
    return [json.loads(line) for line in data.split(b"\n") if line.strip()]


def sentences(example: Path, texts: list[str]) -> list[list[str]]:
    """Runs the ``sentences`` example: one JSON string a line in, one JSON list of strings a line out."""
    given = "".join(json.dumps(t, ensure_ascii=False) + "\n" for t in texts)
    done = subprocess.run([str(example)], input=given.encode(), capture_output=True, check=False)
    if done.returncode != 0:
        raise GateError(f"{example} ended with {done.returncode}: {done.stderr.decode('utf-8', 'replace').strip()}")
    return json_lines(done.stdout)


# ---------------------------------------------------------------------------------------------
# The measures


def seed_value(name: str, document: dict[str, Any]) -> Any:
    dateline = document.get("dateline") or {}
    if name == "place":
        return dateline.get("place")
    if name == "dateline_date":
        return dateline.get("date")
    if name == "outlet":
        return (document.get("outlet") or {}).get("name")
    if name == "captions":
        return [m.fold(z["text"]) for z in document["zones"] if z["kind"] == "caption"]
    return document.get(name)


def seed_equal(name: str, want: Any, have: Any) -> bool:
    if name in ("outlet", "agency") and want and have:
        # The gold says "Yonhap", a pack may say "Yonhap News Agency".
        one, other = str(want).casefold(), str(have).casefold()
        return one in other or other in one
    if name == "bylines":
        return sorted(b.casefold() for b in want or []) == sorted(b.casefold() for b in have or [])
    if name == "captions":
        want = [m.fold(c) for c in want or []]
    return bool(want == have)


def fold_hyphens(text: str) -> str:
    """White space folded, and none after the hyphen of a word that a line of print breaks at.

    The gold joins the lines of print with a space (`self- reliant`) where the word is `self-reliant`; readings are
    compared as words, so both spellings count as the same.
    """
    return re.sub(r"(?<=\w)- (?=\w)", "-", m.fold(text))


def score_seeds(read_pages: Reader, shared: Path, complain: bool) -> list[Figure]:
    gold = json.loads((shared / "reference/seeds/parse.json").read_text("utf-8"))
    pages = read_pages(sorted((shared / "captures/seeds").glob("*.txt")), "dprk")
    right = total = found_paragraphs = gold_paragraphs = extra = 0
    for name, articles in gold.items():
        documents = pages.get(name.split(".")[0], Page()).documents
        for number, want in enumerate(articles):
            have = documents[number] if number < len(documents) else {"zones": []}
            for key, attribute in SEED_FIELDS:
                total += 1
                if seed_equal(key, want.get(key), seed_value(attribute, have)):
                    right += 1
                elif complain:
                    print(f"  {name}#{number} {key}: {seed_value(attribute, have)!r}", file=sys.stderr)
            target = Counter(map(fold_hyphens, want["paragraphs"]))
            paragraphs = Counter(fold_hyphens(z["text"]) for z in have["zones"] if z["kind"] == "paragraph")
            found_paragraphs += sum((target & paragraphs).values())
            gold_paragraphs += sum(target.values())
            extra += sum((paragraphs - target).values())
        for more in documents[len(articles) :]:
            extra += sum(z["kind"] == "paragraph" for z in more["zones"])
    return [
        Figure("seeds: fields equal", right, total, goal=total),
        Figure("seeds: paragraphs equal", found_paragraphs, gold_paragraphs, goal=gold_paragraphs),
        Figure("seeds: other paragraphs (negative)", -extra, 0, goal=0),
    ]


def of_part(gold: list[dict[str, Any]], part: str) -> list[dict[str, Any]]:
    return [page for page in gold if part == "all" or m.split(page["id"]) == part]


def score_text(read_pages: Reader, shared: Path, gold: list[dict[str, Any]]) -> list[Figure]:
    pages = read_pages([shared / "pages" / page["text_file"] for page in gold], "none")
    both: dict[str, list[float]] = {}
    alone: dict[str, list[float]] = {}
    exact: list[float] = []
    exact_alone: list[float] = []
    for page in gold:
        read = pages.get(page["id"], Page())
        body, paragraphs = read.texts(BODY), read.texts(("paragraph",))
        for key in ("all", m.group(page["id"])):
            both.setdefault(key, []).append(m.word_f1(page["body"], "\n".join(body)))
            alone.setdefault(key, []).append(m.word_f1(page["body"], "\n".join(paragraphs)))
        if m.group(page["id"]) == "fundus":
            exact.append(m.paragraph_exact(page["body"], body))
            exact_alone.append(m.paragraph_exact(page["body"], paragraphs))
    goals = {"all": 0.95, "sh": 0.94, "fundus": 0.94}
    return [
        *(Figure(f"text: word F1, {k}", m.mean(v), len(v), goals.get(k)) for k, v in sorted(both.items())),
        *(
            Figure(f"text: word F1 of paragraphs alone, {k}", m.mean(v), len(v), pinned=False)
            for k, v in sorted(alone.items())
            if k == "all"
        ),
        Figure("text: paragraph-exact F1, fundus", m.mean(exact), len(exact), 0.90),
        Figure("text: the same of paragraphs alone", m.mean(exact_alone), len(exact), pinned=False),
    ]


def score_html(read_pages: Reader, shared: Path, gold: list[dict[str, Any]]) -> list[Figure]:
    gold = [page for page in gold if page["html_file"]]
    pages = read_pages([shared / "pages" / page["html_file"] for page in gold], "none")
    shingles: dict[str, list[m.Counts]] = {}
    alone: list[m.Counts] = []
    exact: list[float] = []
    exact_alone: list[float] = []
    fields: dict[str, list[float]] = {"date": [], "title": [], "author": []}
    contradicted: list[float] = []
    for page in gold:
        read = pages.get(page["id"], Page())
        body, paragraphs = read.texts(BODY), read.texts(("paragraph",))
        group = m.group(page["id"])
        counts = m.shingle_counts(page["body"], "\n".join(body))
        for key in ("all", group):
            shingles.setdefault(key, []).append(counts)
        if group == "sh":
            alone.append(m.shingle_counts(page["body"], "\n".join(paragraphs)))
        if group == "fundus":
            exact.append(m.paragraph_exact(page["body"], body))
            exact_alone.append(m.paragraph_exact(page["body"], paragraphs))
        if group != "wceb":
            continue
        main = read.main() or {}
        if page["date"]:
            fields["date"].append(float(m.day_equal(page["date"], main.get("published"))))
            contradicted.append(float(not m.day_contradicts(page["date"], main.get("published"))))
        if page["title"]:
            fields["title"].append(float(m.title_equal(page["title"], main.get("title"))))
        if page["author"]:
            fields["author"].append(float(m.author_equal(page["author"], main.get("bylines") or [])))
    goals = {"all": 0.965, "sh": 0.965}
    field_goals = {"date": 0.87, "title": 0.80, "author": 0.68}
    return [
        *(
            Figure(f"html: shingle F1, {k}", m.shingle_prf(v)[2], len(v), goals.get(k))
            for k, v in sorted(shingles.items())
        ),
        Figure("html: shingle F1 of paragraphs alone, sh", m.shingle_prf(alone)[2], len(alone), pinned=False),
        Figure("html: paragraph-exact F1, fundus", m.mean(exact), len(exact), 0.90),
        Figure("html: the same of paragraphs alone", m.mean(exact_alone), len(exact), pinned=False),
        *(Figure(f"html: {k} exact, wceb", m.mean(v), len(v), field_goals[k]) for k, v in fields.items()),
        Figure("html: date right or absent, wceb", m.mean(contradicted), len(contradicted)),
    ]


def score_sentences(example: Path, shared: Path, complain: bool) -> list[Figure]:
    figures = []
    goals = {"english_golden_rules": 47, "news_cases": 20}
    for name, goal in goals.items():
        cases = json.loads((shared / f"reference/sentences/{name}.json").read_text("utf-8"))
        found = sentences(example, [text for text, _ in cases])
        right = 0
        for (text, want), have in zip(cases, found, strict=True):
            if [m.fold(s) for s in want] == [m.fold(s) for s in have]:
                right += 1
            elif complain:
                print(f"  {name}: {text[:100]!r} -> {have!r}", file=sys.stderr)
        figures.append(Figure(f"sentences: {name.replace('_', ' ')}", right, len(cases), goal))
    return figures


def score_quotes(example: Path) -> list[Figure]:
    """Quotations of the documents that the models were trained on: whether anything breaks, not how well it does."""
    gold = q.read_gold(q.corpus())
    found = q.run(example, sorted((q.corpus() / "text").glob("*.txt")))
    values = q.score(gold, found, list(gold))
    count = int(values["attributions"])
    return [
        Figure(f"quotes, in training: {name}", values[name], count) for name in ("content F", "marks recall", "source")
    ]


# ---------------------------------------------------------------------------------------------
# Floors


def digest_of(shared: Path) -> str:
    """A digest of everything that is measured: names and contents."""
    files = [
        shared / "pages/gold.jsonl",
        shared / "reference/seeds/parse.json",
        shared / "reference/sentences/english_golden_rules.json",
        shared / "reference/sentences/news_cases.json",
        *sorted((shared / "captures/seeds").glob("*")),
        *sorted((shared / "pages/text").glob("*")),
        *sorted((shared / "pages/html").glob("*")),
    ]
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(shared).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def seal_of(pinned: dict[str, Any]) -> str:
    body = {key: value for key, value in pinned.items() if key != "seal"}
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def load_floors() -> dict[str, Any]:
    if not FLOORS.exists():
        return {"data": None, "floors": {}, "lowered": []}
    pinned: dict[str, Any] = json.loads(FLOORS.read_text("utf-8"))
    if pinned.get("seal") != seal_of(pinned):
        raise GateError(f"{FLOORS.name} was edited by hand: restore it, and use --update")
    return pinned


def save_floors(pinned: dict[str, Any]) -> None:
    pinned["seal"] = seal_of(pinned)
    FLOORS.write_text(json.dumps(pinned, indent=2, ensure_ascii=False) + "\n", "utf-8")


def floor_of(figure: Figure) -> float:
    """Counts are pinned as they are, shares rounded down to the third decimal."""
    return figure.value if figure.is_count() else math.floor(figure.value * 1000 + 1e-9) / 1000


def update(pinned: dict[str, Any], figures: list[Figure], digest: str, reason: str | None) -> list[str]:
    """Raises the floors; gives back what would fall and may not."""
    fallen = []
    new = {f.name: floor_of(f) for f in figures if f.pinned}
    for name, old in pinned["floors"].items():
        if name not in new or new[name] < old:
            fallen.append(f"{name}: {old} -> {new.get(name, 'gone')}")
    if pinned["data"] not in (None, digest):
        fallen.append("the data have changed: old floors do not compare with new figures")
    if fallen and not reason:
        return fallen
    if fallen:
        pinned["lowered"].append({"reason": reason, "what": fallen})
    pinned["floors"], pinned["data"] = new, digest
    save_floors(pinned)
    return []


def missed(pinned: dict[str, Any], figures: list[Figure], digest: str) -> list[str]:
    if pinned["data"] is None:
        return ["no floors are pinned yet: run --update"]
    if pinned["data"] != digest:
        return ["the data are not those that the floors were pinned on: run --update --allow-regression REASON"]
    have = {f.name: f.value for f in figures}
    return [
        f"{name}: {have.get(name, float('nan')):.4f} is below its floor {floor}"
        for name, floor in pinned["floors"].items()
        if not have.get(name, -math.inf) + 1e-9 >= floor
    ]


# ---------------------------------------------------------------------------------------------
# The table


def table(figures: dict[str, list[Figure]], floors: dict[str, float]) -> str:
    parts = list(figures)
    names = [f.name for f in figures[parts[-1]]]
    lines = [
        "| measure | " + " | ".join(f"{p} part" for p in parts) + " | n | floor | goal |",
        "| --- |" + " ---: |" * (len(parts) + 3),
    ]
    for name in names:
        cells = [next((f.shown() for f in figures[part] if f.name == name), "") for part in parts]
        last = next(f for f in figures[parts[-1]] if f.name == name)
        floor, goal = floors.get(name), last.goal
        lines.append(
            f"| {name} | "
            + " | ".join(cells)
            + f" | {last.of} | {'' if floor is None else f'{floor:g}'} | {'' if goal is None else f'{goal:g}'} |"
        )
    return "\n".join(lines)


def write_docs(path: Path, text: str, begin: str = BEGIN, end: str = END) -> None:
    """Puts ``text`` between the two marks of a page."""
    page = path.read_text("utf-8")
    if begin not in page or end not in page:
        raise GateError(f"{path} has no {begin} … {end}")
    before, rest = page.split(begin, 1)
    path.write_text(before + begin + "\n" + text + "\n" + end + rest.split(end, 1)[1], "utf-8")


def default_shared() -> Path:
    """Where the data are looked for."""
    return Path(os.environ.get("VARIORUM_SHARED", ROOT / "../shared"))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    parser.add_argument("--binary", type=Path, default=target / "release/variorum")
    parser.add_argument("--sentences", type=Path, default=target / "release/examples/sentences")
    parser.add_argument("--quotes", type=Path, default=target / "release/examples/quotes")
    parser.add_argument("--shared", type=Path, default=default_shared())
    parser.add_argument("--require-shared", action="store_true", help="fail where the data are absent")
    parser.add_argument("--part", choices=("score", "tune", "all"), help="print one part only, compare nothing")
    parser.add_argument("--only", choices=("seeds", "text", "html", "sentences", "quotes"), action="append")
    parser.add_argument("--complain", action="store_true", help="print what is wrong with seeds and sentences")
    parser.add_argument("--update", action="store_true", help="raise the floors to the figures of the score part")
    parser.add_argument("--allow-regression", metavar="REASON", help="let --update lower floors")
    parser.add_argument("--write-docs", type=Path, metavar="FILE", help="put the table into this page")
    return parser.parse_args()


def measure(args: argparse.Namespace, part: str, gold: list[dict[str, Any]]) -> list[Figure]:
    wanted = args.only or ["seeds", "text", "html", "sentences", "quotes"]
    pages = of_part(gold, part)
    figures: list[Figure] = []

    def read_pages(paths: list[Path], pack: str) -> dict[str, Page]:
        return parse(args.binary, paths, pack)

    if "seeds" in wanted and part != "tune":
        figures += score_seeds(read_pages, args.shared, args.complain)
    if "text" in wanted:
        figures += score_text(read_pages, args.shared, pages)
    if "html" in wanted:
        figures += score_html(read_pages, args.shared, pages)
    if "sentences" in wanted and part != "tune":
        figures += score_sentences(args.sentences, args.shared, args.complain)
    if "quotes" in wanted and part != "tune" and q.corpus().is_dir():
        figures += score_quotes(args.quotes)
    return figures


def run(args: argparse.Namespace) -> int:
    if not (args.shared / "pages/gold.jsonl").exists():
        message = f"quality gate: no data at {args.shared} (set VARIORUM_SHARED)"
        if args.require_shared:
            raise GateError(message)
        print(f"{message}: skipped")
        return 0
    for program in (args.binary, args.sentences, args.quotes):
        if not program.exists():
            raise GateError(f"{program} is not there: cargo build --release, and --example sentences --example quotes")
    args.shared = args.shared.resolve()
    gold = json_lines((args.shared / "pages/gold.jsonl").read_bytes())
    pinned = load_floors()
    if args.part or args.only:
        part = args.part or "score"
        print(table({part: measure(args, part, gold)}, {}))
        return 0
    figures = {part: measure(args, part, gold) for part in ("tune", "score")}
    digest = digest_of(args.shared)
    if args.update:
        fallen = update(pinned, figures["score"], digest, args.allow_regression)
        for line in fallen:
            print(f"quality gate: refused to lower {line}", file=sys.stderr)
        if fallen:
            return 1
    text = table(figures, pinned["floors"])
    print(text)
    if args.write_docs:
        write_docs(args.write_docs, text)
    problems = missed(pinned, figures["score"], digest)
    for line in problems:
        print(f"quality gate: {line}", file=sys.stderr)
    return 1 if problems else 0


def main() -> int:
    try:
        return run(arguments())
    except GateError as error:
        print(f"quality gate: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
