"""Pages with gold text: loading, the split in two parts, and the three measures of bodies."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

WORD = re.compile(r"\w+", re.UNICODE)


def shared() -> Path:
    """The folder of shared data, or exit with a message where there is none."""
    default = Path(__file__).resolve().parents[2].parent / "shared"
    folder = Path(os.environ.get("VARIORUM_SHARED", default))
    if not (folder / "pages" / "gold.jsonl").exists():
        raise SystemExit(f"no pages under {folder}: set VARIORUM_SHARED")
    return folder


def part_of(page_id: str) -> str:
    """`tune` or `score`, by a hash of the page's id."""
    digest = int(hashlib.sha256(page_id.encode()).hexdigest(), 16)
    return "tune" if digest % 5 < 3 else "score"


def decode(data: bytes) -> str:
    """UTF-8 where it is, else what the page declares, else windows-1252."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    found = re.search(rb"charset=[\"']?([\w-]+)", data[:4096])
    for name in ([found.group(1).decode()] if found else []) + ["cp1252"]:
        try:
            return data.decode(name, errors="replace")
        except LookupError:
            continue
    return data.decode("utf-8", errors="replace")


def pages(part: str | None = None) -> Iterator[dict]:
    """Gold records that have their page as HTML; `html` is the decoded source."""
    folder = shared() / "pages"
    with open(folder / "gold.jsonl", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            name = record.get("html_file")
            if not name or not (folder / name).exists():
                continue
            record["part"] = part_of(record["id"])
            if part and record["part"] != part:
                continue
            with gzip.open(folder / name) as file:
                record["html"] = decode(file.read())
            record["group"] = record["id"].split("-")[0]
            yield record


def fold(text: str) -> str:
    return " ".join(text.split())


def gold_paragraphs(body: str | list[str], optional: bool = True) -> list[str]:
    """The paragraphs of a gold body, with or without the optional ones."""
    if isinstance(body, str):
        return [p for p in map(fold, body.split("\n")) if p]
    out = []
    for paragraph in body:
        paragraph = fold(paragraph)
        if paragraph.startswith("[") and paragraph.endswith("]"):
            if optional:
                out.append(paragraph[1:-1])
        else:
            out.append(paragraph)
    return out


def shingles(text: str, n: int = 4) -> Counter:
    """Scrapinghub's shingles: 4-grams of words; a shorter text is one shingle."""
    words = WORD.findall(text)
    if not words:
        return Counter()
    if len(words) < n:
        return Counter([tuple(words)])
    return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))


def counts(gold: Counter, found: Counter) -> tuple[float, float, float]:
    """True positives, false positives, false negatives, as shares of their sum."""
    both = sum((gold & found).values())
    fp = sum(found.values()) - both
    fn = sum(gold.values()) - both
    total = both + fp + fn
    return (both / total, fp / total, fn / total) if total else (0.0, 0.0, 0.0)


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def shingle_f1(rows: Iterable[tuple[float, float, float]]) -> tuple[float, float, float]:
    """F1, precision and recall over pages, as scrapinghub's benchmark has them."""
    rows = list(rows)
    precisions = [tp / (tp + fp) for tp, fp, _ in rows if tp + fp > 0]
    recalls = [tp / (tp + fn) for tp, _, fn in rows if tp + fn > 0]
    p = sum(precisions) / len(precisions) if precisions else 0.0
    r = sum(recalls) / len(recalls) if recalls else 0.0
    return f1(p, r), p, r


def better(body: str | list[str], measure: Callable[[list[str]], tuple]) -> tuple:
    """A measure with and without the optional paragraphs: the better of the two."""
    if isinstance(body, str):
        return measure(gold_paragraphs(body))
    both = [measure(gold_paragraphs(body, optional)) for optional in (True, False)]
    return max(both)


def page_shingles(body: str | list[str], found: list[str]) -> tuple[float, float, float]:
    """Shingle counts of one page against its gold."""
    mine = shingles("\n".join(found))
    return better(body, lambda gold: counts(shingles("\n".join(gold)), mine))


def word_f1(body: str | list[str], found: list[str]) -> float:
    """F1 over the bag of lower-case words."""
    mine = Counter(w.lower() for w in WORD.findall("\n".join(found)))

    def measure(gold: list[str]) -> tuple:
        bag = Counter(w.lower() for w in WORD.findall("\n".join(gold)))
        both = sum((bag & mine).values())
        return (f1(both / max(1, sum(mine.values())), both / max(1, sum(bag.values()))),)

    return better(body, measure)[0]


def exact_f1(body: str | list[str], found: list[str]) -> float:
    """F1 over whole paragraphs, white space folded."""
    mine = Counter(p for p in map(fold, found) if p)

    def measure(gold: list[str]) -> tuple:
        bag = Counter(gold)
        both = sum((bag & mine).values())
        return (f1(both / max(1, sum(mine.values())), both / max(1, sum(bag.values()))),)

    return better(body, measure)[0]
