"""Measures of extraction quality, in one place.

Every figure that this project states about its parser is computed here. The module needs the Python
standard library only. A *body* is either one string, or a list of paragraphs; a paragraph written
``[like this]`` is optional: an extractor may keep it or leave it, and the better of the two readings
counts.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

Body = str | Sequence[str]
Counts = tuple[float, float, float]

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_JOINED_AUTHORS = re.compile(r"\s*(?:,|;|&|\band\b|\|)\s*", re.IGNORECASE)
_BYLINE_CUE = re.compile(r"^(?:written\s+)?by\s*:?\s+", re.IGNORECASE)


def fold(text: str) -> str:
    """Returns ``text`` in NFC, trimmed, with each run of white space made one space."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def tokenise(text: str) -> list[str]:
    r"""Returns the runs of ``\w`` characters, lower-cased."""
    return [word.lower() for word in _WORD.findall(text)]


def split(page_id: str) -> str:
    """Returns ``"tune"`` or ``"score"``: the part of the data that a page belongs to, by its id alone."""
    digest = int(hashlib.sha256(page_id.encode()).hexdigest(), 16)
    return "tune" if digest % 5 < 3 else "score"


def group(page_id: str) -> str:
    """Returns the collection that a page comes from: what stands before the first hyphen of its id."""
    return page_id.split("-", 1)[0]


def is_optional(paragraph: str) -> bool:
    """Returns whether a gold paragraph is marked ``[…]``."""
    text = paragraph.strip()
    return len(text) > 2 and text.startswith("[") and text.endswith("]")


def readings(body: Body) -> list[list[str]]:
    """Returns the gold paragraphs without the optional ones, and, if there are any, with all of them."""
    if isinstance(body, str):
        return [[p for p in re.split(r"\n\s*\n|\n", body) if p.strip()]]
    without = [p for p in body if p.strip() and not is_optional(p)]
    if not any(is_optional(p) for p in body):
        return [without]
    with_all = [p.strip()[1:-1] if is_optional(p) else p for p in body if p.strip()]
    return [without, with_all]


def f1(precision: float, recall: float) -> float:
    """Returns the harmonic mean, 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall > 0 else 0.0


def _overlap_f1(gold: Counter[str], found: Counter[str]) -> float:
    if not gold and not found:
        return 1.0
    shared = sum((gold & found).values())
    if shared == 0:
        return 0.0
    return f1(shared / sum(found.values()), shared / sum(gold.values()))


def word_f1(gold: Body, found: str) -> float:
    r"""Returns the F1 of two bags of lower-cased ``\w+`` tokens; 1 if both are empty."""
    bag = Counter(tokenise(found))
    return max(_overlap_f1(Counter(tokenise("\n".join(reading))), bag) for reading in readings(gold))


def paragraph_exact(gold: Body, found: Sequence[str]) -> float:
    """Returns the F1 over whole paragraphs that are equal after :func:`fold`, as multisets."""
    pieces = Counter(p for p in map(fold, found) if p)
    return max(_overlap_f1(Counter(map(fold, reading)), pieces) for reading in readings(gold))


def _shingles(text: str, size: int) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def shingle_counts(gold: Body, found: str, size: int = 4) -> Counts:
    r"""Returns true positives, false positives and false negatives of word shingles, of sum 1.

    This is the measure of scrapinghub's article extraction benchmark: multisets of four-grams of ``\w+``
    tokens (case kept), normalised by page so that long pages do not weigh more.
    """
    best: Counts | None = None
    for reading in readings(gold):
        counts = _shingle_counts("\n".join(reading), found, size)
        if best is None or counts[0] > best[0]:
            best = counts
    return best if best is not None else (0.0, 0.0, 0.0)


def _shingle_counts(gold: str, found: str, size: int) -> Counts:
    want, have = _shingles(gold, size), _shingles(found, size)
    shared = sum((want & have).values())
    extra = sum(have.values()) - shared
    missed = sum(want.values()) - shared
    total = shared + extra + missed
    return (shared / total, extra / total, missed / total) if total else (0.0, 0.0, 0.0)


def shingle_prf(pages: Iterable[Counts]) -> tuple[float, float, float]:
    """Returns precision, recall and F1 over pages: the F1 of the mean precision and the mean recall.

    A page without a false positive and without a false negative counts 1, as in the benchmark.
    """
    precisions, recalls = [], []
    for hit, extra, missed in pages:
        if hit + extra > 0:
            precisions.append(hit / (hit + extra))
        if hit + missed > 0:
            recalls.append(hit / (hit + missed))
    precision, recall = mean(precisions), mean(recalls)
    return precision, recall, f1(precision, recall)


def mean(values: Sequence[float]) -> float:
    """Returns the arithmetic mean, 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def _letters(text: str) -> str:
    """Returns the letters and digits of ``text``, case folded, one space between words."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("_", " ")))


def title_equal(gold: str, found: str | None) -> bool:
    """Returns whether two titles are equal but for case, punctuation and white space."""
    return found is not None and _letters(gold) == _letters(found)


def author_equal(gold: str, found: Sequence[str]) -> bool:
    """Returns whether the authors found are those of the gold, in any order, but for case and punctuation."""

    def names(text: str) -> list[str]:
        return [_letters(_BYLINE_CUE.sub("", part)) for part in _JOINED_AUTHORS.split(text) if part.strip()]

    if _letters(gold) == _letters(" ".join(found)):
        return True
    return bool(found) and sorted(set(names(gold))) == sorted({name for part in found for name in names(part)})


def day_equal(gold: str, found: str | None) -> bool:
    """Returns whether a date names the same day; what follows the day is not compared."""
    return found is not None and len(found) >= 10 and found[:10] == gold[:10]


def day_contradicts(gold: str, found: str | None) -> bool:
    """Returns whether a date says another day (or month, or year) than the gold: absent or coarser is no contradiction."""
    return found is not None and not gold.startswith(found[:10])
