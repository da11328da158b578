"""The inputs of the statistics bench, made from the shared archives: ``statistics_inputs.py SHARED FOLDER``.

Each input has two forms with the same texts in the same order: ``NAME.txt``, one text a line, and ``NAME.jsonl``,
one ``{"text": …}`` a line. Nothing here is random from run to run: every choice comes from the seed.

===========  =====================================================================================================
archive      all texts of the 2011-2012 archive, repeated until there are 100 MB
mix          English sentences of web pages, central-bank statements and a news agency, each as often as any other,
             in shuffled order, until there are 50 MB
press        the first 25 MB of the mix
agency       the first 25 MB of the archive
pairs        words of the mix in shuffled order, cut where the two-millionth distinct pair of neighbours appears
short        a million documents of one to three sentences of the mix, JSON Lines with an ``id``
===========  =====================================================================================================

Prints one JSON object: for each input its documents and bytes of text, and the SHA-256 of its ``.txt``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

SEED = 20240101
ARCHIVE_BYTES = 100_000_000
MIX_BYTES = 50_000_000
HALF_BYTES = 25_000_000
PAIRS = 2_000_000
SHORT_DOCUMENTS = 1_000_000
SENTENCES_A_TEXT = 20
WORDS_A_LINE = 400
SPACE = re.compile(r"\s+")
WORD = re.compile(r"\w+")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+")
# A text is taken for English if at least 2 % of its words are "the": foreign pages have next to none.
LEAST_SHARE_OF_THE = 0.02


def one_line(text: str) -> str:
    return SPACE.sub(" ", text).strip()


def records(path: Path) -> Iterator[str]:
    with gzip.open(path) as lines:
        for line in lines:
            if text := one_line(json.loads(line).get("text") or ""):
                yield text


def until(texts: Iterable[str], limit: int) -> list[str]:
    """The first texts that have ``limit`` bytes together."""
    out, size = [], 0
    for text in texts:
        if size >= limit:
            break
        out.append(text)
        size += len(text.encode())
    return out


def forever(texts: list[str]) -> Iterator[str]:
    while texts:
        yield from texts


def archive(shared: Path) -> list[str]:
    """Whole turns through the archive, so that every text is there equally often."""
    texts = list(records(shared / "corpora/kcna_co_jp_2011_2012.jsonl.gz"))
    size = sum(len(text.encode()) for text in texts)
    return texts * -(-ARCHIVE_BYTES // size)


def sources(shared: Path) -> Iterator[str]:
    for line in (shared / "pages/gold.jsonl").read_bytes().split(b"\n"):
        if line.strip():
            body = json.loads(line)["body"]
            yield body if isinstance(body, str) else "\n".join(body)
    for path in sorted((shared / "corpora/fomc").glob("*.txt")):
        yield path.read_text("utf-8", "replace")
    yield from records(shared / "corpora/kcna_en_2023-12_2024-11.jsonl.gz")


def sentences(shared: Path) -> list[str]:
    """The distinct sentences of the sources in English, in their order."""
    seen: dict[str, None] = {}
    for text in sources(shared):
        words = text.lower().split()
        if not words or words.count("the") / len(words) < LEAST_SHARE_OF_THE:
            continue
        for line in text.splitlines():
            for sentence in SENTENCE_END.split(line):
                if sentence := one_line(sentence):
                    seen[sentence] = None
    return list(seen)


def shuffled(sentences: list[str], chance: random.Random) -> Iterator[str]:
    """Texts of twenty sentences, turn after turn, each turn in another order."""
    while sentences:
        turn = sentences.copy()
        chance.shuffle(turn)
        for start in range(0, len(turn), SENTENCES_A_TEXT):
            yield " ".join(turn[start : start + SENTENCES_A_TEXT])


def pairs(texts: list[str], chance: random.Random) -> list[str]:
    """Lines of shuffled words; the last one ends with the word that completes the last distinct pair."""
    words = [word for text in texts for word in WORD.findall(text.lower())]
    chance.shuffle(words)
    seen: set[tuple[str, str]] = set()
    out = []
    for start in range(0, len(words), WORDS_A_LINE):
        line = words[start : start + WORDS_A_LINE]
        for at, pair in enumerate(pairwise(line)):
            seen.add(pair)
            if len(seen) == PAIRS:
                return [*out, " ".join(line[: at + 2])]
        out.append(" ".join(line))
    raise SystemExit(f"inputs: only {len(seen)} distinct pairs")


def short(sentences: list[str], chance: random.Random) -> Iterator[str]:
    for _ in range(SHORT_DOCUMENTS):
        yield " ".join(chance.choices(sentences, k=chance.randint(1, 3)))


def write(folder: Path, name: str, texts: Iterable[str], with_id: bool = False) -> dict[str, object]:
    """Both forms of an input."""
    digest, documents, size = hashlib.sha256(), 0, 0
    with (folder / f"{name}.txt").open("wb") as plain, (folder / f"{name}.jsonl").open("wb") as lines:
        for number, text in enumerate(texts):
            data = text.encode()
            plain.write(data + b"\n")
            record = {"id": f"{name}-{number:07d}", "text": text} if with_id else {"text": text}
            lines.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            digest.update(data + b"\n")
            documents, size = documents + 1, size + len(data)
    return {"documents": documents, "bytes": size, "sha256": digest.hexdigest()}


def main() -> None:
    shared, folder = map(Path, sys.argv[1:])
    whole = archive(shared)
    pool = sentences(shared)
    mix = until(shuffled(pool, random.Random(SEED)), MIX_BYTES)
    made = {
        "archive": write(folder, "archive", whole),
        "mix": write(folder, "mix", mix),
        "press": write(folder, "press", until(mix, HALF_BYTES)),
        "agency": write(folder, "agency", until(whole, HALF_BYTES)),
        "pairs": write(folder, "pairs", pairs(mix, random.Random(SEED + 1))),
        "short": write(folder, "short", short(pool, random.Random(SEED + 2)), with_id=True),
    }
    print(json.dumps({"inputs": made, "distinct_sentences": len(pool)}))


if __name__ == "__main__":
    main()
