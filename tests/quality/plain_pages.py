"""Pages as plain text and their gold: reading, the split, the measures. Shared by the trainer and the scorer."""

import collections
import hashlib
import json
import os
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("VARIORUM_SHARED", ROOT / "../shared"))
WORD = re.compile(r"\w+")


def tune(page_id):
    """Whether a page is in the part that may be looked at and trained on."""
    return int(hashlib.sha256(page_id.encode()).hexdigest(), 16) % 5 < 3


def group(page_id):
    """The collection that a page is from."""
    return page_id.split("-")[0]


def fold(text):
    """White space folded."""
    return " ".join(text.split())


def words(text):
    """The words of a text, lower case."""
    return WORD.findall(text.lower())


def pages(part):
    """The pages of a part (`tune`, `score` or `all`) with their text and gold."""
    out = []
    for line in open(SHARED / "pages/gold.jsonl", encoding="utf-8"):
        page = json.loads(line)
        if part != "all" and tune(page["id"]) != (part == "tune"):
            continue
        page["path"] = str(SHARED / "pages" / page["text_file"])
        page["text"] = open(page["path"], encoding="utf-8", newline="").read()
        out.append(page)
    return out


def golds(body):
    """The accepted bodies: lists of paragraphs, without and with the optional ones."""
    if isinstance(body, str):
        return [[p for p in body.split("\n") if p.strip()]]
    optional = [p.startswith("[") and p.endswith("]") for p in body]
    without = [p for p, o in zip(body, optional) if not o]
    with_them = [p[1:-1] if o else p for p, o in zip(body, optional)]
    return [without, with_them]


def f1(found, gold):
    """F1 of two multisets."""
    found, gold = collections.Counter(found), collections.Counter(gold)
    if not found and not gold:
        return 1.0
    both = sum((found & gold).values())
    return 2 * both / (sum(found.values()) + sum(gold.values()))


def word_f1(paragraphs, body):
    """F1 over words, the better of with and without the optional paragraphs."""
    found = words("\n".join(paragraphs))
    return max(f1(found, words("\n".join(gold))) for gold in golds(body))


def paragraph_f1(paragraphs, body):
    """F1 over whole paragraphs, white space folded."""
    found = [fold(p) for p in paragraphs]
    return max(f1(found, [fold(p) for p in gold]) for gold in golds(body))
