"""Copies and versions among 20,000 short documents: ours and tools of near-duplicate detection, in one run.

    python3 tests/bench/bench_clusters.py [--documents N] [--rounds N] [--write docs/sources.md]

The documents are made from sentences of the shared data, each sentence in one original only, by a fixed seed: of
twenty, nine are originals of about 250 words, and the others are derived from originals: light edits (1-5 % of the
words are others), heavy edits (10-25 %), truncations (50-90 % of the words), blocks in another order, and stories of
their own sentences that quote two or three of an original's. A pair of a derived document and its original is to be
found; pairs of two documents that come from one original count for right, all others for wrong.

Every tool begins with a list of texts and ends with a list of pairs. MinHash needs words and shingles first: for
rensa and datasketch they are made here (runs of three words, lower case), gaoya makes its own. Peers:
``pip install rensa datasketch gaoya``; what is absent is skipped. Exit status 1 says that a peer found more.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench import ROOT, machine, write_docs
from statistics_inputs import SENTENCE_END, records, sentences

SEED = 20260101
BEGIN, END = "<!-- clusters:begin -->", "<!-- clusters:end -->"
WORD = re.compile(r"\w+")
KINDS = ("light", "heavy", "truncated", "reordered", "quoted")
Pairs = set[tuple[int, int]]


def documents(shared: Path, count: int) -> tuple[list[str], list[int], list[str]]:
    """Texts, for each the number of its original, and its kind."""
    chance = random.Random(SEED)
    archive = records(shared / "corpora/kcna_co_jp_2011_2012.jsonl.gz")
    more = {s.strip(): None for text in archive for s in SENTENCE_END.split(text)}
    pool = [s for s in {**dict.fromkeys(sentences(shared)), **more} if 8 <= len(s.split()) <= 60]
    chance.shuffle(pool)
    vocabulary = [w for s in pool[:4000] for w in s.split()]
    originals: list[list[str]] = []
    used = 0

    def story(words: int) -> list[str]:
        nonlocal used
        lines: list[str] = []
        while sum(len(line.split()) for line in lines) < words:
            if used == len(pool):
                raise SystemExit("bench: too few sentences: ask for fewer documents")
            lines.append(pool[used])
            used += 1
        return lines

    def edited(lines: list[str], share: float) -> str:
        words = " ".join(lines).split()
        for at in chance.sample(range(len(words)), int(len(words) * share)):
            words[at] = chance.choice(vocabulary)
        return " ".join(words)

    made: list[tuple[str, int, str]] = []
    for number in range(count * 9 // 20):
        originals.append(story(250))
        made.append((" ".join(originals[-1]), number, "original"))
    while len(made) < count:
        of = chance.randrange(len(originals))
        lines, kind = originals[of], KINDS[len(made) % len(KINDS)]
        if kind == "light":
            text = edited(lines, chance.uniform(0.01, 0.05))
        elif kind == "heavy":
            text = edited(lines, chance.uniform(0.10, 0.25))
        elif kind == "truncated":
            words = " ".join(lines).split()
            text = " ".join(words[: int(len(words) * chance.uniform(0.5, 0.9))])
        elif kind == "reordered":
            cut = chance.randrange(1, len(lines))
            text = " ".join(lines[cut:] + lines[:cut])
        else:
            start = chance.randrange(max(1, len(lines) - 3))
            own = story(200)
            at = chance.randrange(len(own))
            text = " ".join(own[:at] + lines[start : start + chance.randint(2, 3)] + own[at:])
        made.append((text, of, kind))
    chance.shuffle(made)
    return [m[0] for m in made], [m[1] for m in made], [m[2] for m in made]


# ---------------------------------------------------------------------------------------------
# The tools: texts in, pairs out


def ours(texts: list[str]) -> Pairs:
    import variorum

    corpus = variorum.Corpus.from_texts(texts)
    links = corpus.cluster(links=True)
    number = [int(path.rsplit("#", 1)[1]) for path in links["path"]]
    other = [int(path.rsplit("#", 1)[1]) for path in links["of_path"]]
    return {(min(p), max(p)) for p in zip(number, other, strict=True)}


def shingles(text: str) -> list[str]:
    words = WORD.findall(text.lower())
    return [" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))]


def rensa_pairs(texts: list[str]) -> Pairs:
    import rensa

    sketches = rensa.RMinHash.from_token_sets([shingles(t) for t in texts], 128, 42)
    index = rensa.RMinHashLSH(0.5, 128, 32)
    index.insert_many(sketches)
    found = index.query_all(sketches)
    return {(min(a, b), max(a, b)) for a, near in enumerate(found) for b in near if a != b}


def datasketch_pairs(texts: list[str]) -> Pairs:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=128, params=(32, 4))
    sketches = MinHash.bulk([[s.encode() for s in shingles(t)] for t in texts], num_perm=128)
    out: Pairs = set()
    for number, sketch in enumerate(sketches):
        out.update((other, number) for other in index.query(sketch))
        index.insert(number, sketch)
    return out


def gaoya_pairs(texts: list[str]) -> Pairs:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=0.3,
        num_bands=42,
        band_size=3,
        analyzer="word",
        lowercase=True,
        ngram_range=(3, 3),
    )
    index.par_bulk_insert_docs(list(range(len(texts))), texts)
    found = index.par_bulk_query(texts)
    return {(min(a, b), max(a, b)) for a, near in enumerate(found) for b in near if a != b}


TOOLS: dict[str, tuple[str, str, Callable[[list[str]], Pairs]]] = {
    "variorum": ("variorum", "runs of five words, counted exactly, labelled", ours),
    "rensa": ("rensa", "128 values, 32 bands of 4", rensa_pairs),
    "gaoya": ("gaoya", "42 bands of 3, checked at 0.3", gaoya_pairs),
    "datasketch": ("datasketch", "128 values, 32 bands of 4", datasketch_pairs),
}


def one(tool: str, file: Path) -> None:
    """Runs a tool in this process and prints its seconds and pairs."""
    texts = json.loads(file.read_text("utf-8"))
    wall, cpu = time.perf_counter(), time.process_time()
    pairs = TOOLS[tool][2](texts)
    seconds = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    status = Path("/proc/self/status").read_text()
    peak = next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:"))
    print(json.dumps({**seconds, "peak": peak, "pairs": sorted(pairs)}))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("VARIORUM_SHARED", ROOT / "../shared"))
    parser.add_argument("--shared", type=Path, default=shared)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into this page")
    parser.add_argument("--one", nargs=2, metavar=("TOOL", "FILE"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        one(args.one[0], Path(args.one[1]))
        return 0
    if not (args.shared / "corpora").is_dir():
        print(f"bench: no data at {args.shared} (set VARIORUM_SHARED): skipped")
        return 0
    texts, origins, kinds = documents(args.shared.resolve(), args.documents)
    originals = {origin: n for n, (origin, kind) in enumerate(zip(origins, kinds, strict=True)) if kind == "original"}
    wanted: dict[str, Pairs] = {kind: set() for kind in KINDS}
    for number, (origin, kind) in enumerate(zip(origins, kinds, strict=True)):
        if kind != "original":
            wanted[kind].add((min(number, originals[origin]), max(number, originals[origin])))
    file = Path(os.environ.get("TMPDIR", "/tmp")) / f"variorum-clusters-{os.getpid()}.json"
    file.write_text(json.dumps(texts), "utf-8")
    size = sum(len(t.encode()) for t in texts)
    head = "| tool | how | wall s | CPU s | peak MB | pairs | right | recall |"
    lines = [
        f"{len(texts)} documents, {size / 1e6:.1f} MB, measured on {machine()}; the least of {args.rounds} rounds.",
        "",
        head + " ".join(f" {kind} |" for kind in KINDS),
        "| --- | --- |" + " ---: |" * (6 + len(KINDS)),
    ]
    everything = set().union(*wanted.values())
    best: dict[str, float] = {}
    try:
        for tool, (package, how, _) in TOOLS.items():
            if importlib.util.find_spec(package) is None:
                print(f"bench: {package} is not installed: skipped", file=sys.stderr)
                continue
            rounds = []
            for _ in range(args.rounds):
                command = [sys.executable, str(Path(__file__)), "--one", tool, str(file)]
                rounds.append(json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout))
            found = {(a, b) for a, b in rounds[0]["pairs"]}
            right = sum(origins[a] == origins[b] for a, b in found)
            best[tool] = len(found & everything) / len(everything)
            shares = [len(found & wanted[kind]) / max(1, len(wanted[kind])) for kind in KINDS]
            lines.append(
                f"| {tool} | {how} | {min(r['wall'] for r in rounds):.2f} | {min(r['cpu'] for r in rounds):.2f} | "
                f"{max(r['peak'] for r in rounds) / 1e6:.0f} | {len(found)} | {right / max(1, len(found)):.3f} | "
                f"{best[tool]:.3f} |" + "".join(f" {share:.3f} |" for share in shares)
            )
            print(lines[-1], flush=True)
    finally:
        file.unlink()
    text = "\n".join(lines)
    print("\n" + text)
    if args.write:
        write_docs(args.write, text, BEGIN, END)
    ahead = all(best.get("variorum", 1.0) >= recall for recall in best.values())
    return 0 if ahead else 1


if __name__ == "__main__":
    sys.exit(main())
