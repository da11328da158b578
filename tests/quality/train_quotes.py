"""Trains the models of quotations on PolNeAR, and measures by cross-validation what that gives.

    python tests/quality/train_quotes.py [--cross] [--show source|missed] [--keep FOLDER]

What a word looks like comes from Rust (the example `quote_features`), so that training and use never differ. Three models
follow each other: one over words, one that also sees what the first answers, one that chooses the source of a content.
Each is trained on answers of models before it that did not see the document.

Figures: five folds by document. Every document is read by the whole finder (the example `quotes`) with models trained on
the other folds, and all are scored together. The answers that the second model of a fold is trained on are those of first
models that saw neither the document nor the fold; the third reads answers, for documents outside the fold, of second models
that saw some of the fold, but no label of the fold. Settings were chosen by these figures, so they flatter a little.

Without `--cross` models trained on all documents are then written to `first.bin`, `second.bin` and `third.bin`: what those
score on the same documents says nothing.

Needs sklearn-crfsuite, scipy and `cargo build --release -p variorum --example quote_features --example quotes`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import struct
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pycrfsuite
import quotes as q
import scipy.sparse
from scipy.optimize import minimize

OUT = q.ROOT / "crates/core/src/facts/quotes"
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", q.ROOT / "target"))
EXAMPLES = Path(os.environ.get("QUOTE_EXAMPLES", TARGET / "release/examples"))
LABELS = ["O", "B-C", "I-C", "B-S", "I-S", "B-Q", "I-Q"]
FOLDS = 5
FIRST = {"c1": 0.3, "c2": 1.5}
SECOND = {"c1": 0.5, "c2": 1.0}
THIRD = 8.0
# What a step into a content is worth in the second model on top of what it learnt: recall for precision.
MORE = 0.1
ITERATIONS = 60
# How often a feature must be seen.
SEEN = 3
# Smaller weights change nothing and cost room.
LEAST = 0.01
DRAWS = 1000

strings: dict[int, str] = {}


def path(name):
    return q.corpus() / "text" / f"{name}.txt"


def lines(mode, names, said=None):
    """What the example says of each document."""
    command = [str(EXAMPLES / "quote_features")]
    with tempfile.TemporaryDirectory() as folder:
        if said is not None:
            file = Path(folder) / "said.json"
            file.write_text(json.dumps({n: said[n] for n in names}))
            command += [mode, str(file)]
        done = subprocess.run([*command, *(str(path(n)) for n in names)], capture_output=True, check=True)
    for line in done.stdout.split(b"\n"):
        if line.strip():
            yield json.loads(line)


def features(names, said=None):
    """Words of each paragraph by name: (start, end) in code points, hashes of features."""
    found = {}
    for value in lines("--said", names, said):
        at = q.code_points(path(value["name"]).read_text(encoding="utf-8"))
        found[value["name"]] = [
            [((at[w["start"]], at[w["end"]]), np.array(w["features"], dtype=np.uint32)) for w in p]
            for p in value["paragraphs"]
        ]
    return found


def labels(events, paragraphs):
    """The label of each word. Where parts of two attributions overlap, a cue wins over a source, a source over a content."""
    owner = {}
    for role, letter in (("Content", "C"), ("Source", "S"), ("Cue", "Q")):
        for event in events:
            for span in event.get(role, []):
                owner.update((i, (letter, span)) for i in range(*span))
    out = []
    for words in paragraphs:
        before, row = None, []
        for (start, _), _features in words:
            mine = owner.get(start)
            row.append("O" if mine is None else ("I-" if mine == before else "B-") + mine[0])
            before = mine
        out.append(row)
    return out


# ---------------------------------------------------------------------------------------------
# Linear chains


class Chain:
    """Weights of a linear-chain model: by feature (ascending hashes) and by step between labels."""

    def __init__(self, names, words, truth, options, more=0.0):
        all_features = np.concatenate([f for n in names for p in words[n] for _, f in p])
        hashes, counts = np.unique(all_features, return_counts=True)
        known = hashes[counts >= SEEN]
        trainer = pycrfsuite.Trainer(verbose=False, algorithm="lbfgs")
        trainer.set_params({"max_iterations": ITERATIONS, "feature.possible_transitions": True, **options})
        for name in names:
            for paragraph, row in zip(words[name], truth[name], strict=True):
                kept = [f[found_in(known, f)].tolist() for _, f in paragraph]
                trainer.append([[text(f) for f in hashes] for hashes in kept], row)
        with tempfile.TemporaryDirectory() as folder:
            file = str(Path(folder) / "model")
            trainer.train(file)
            tagger = pycrfsuite.Tagger()
            tagger.open(file)
            info = tagger.info()
            weights = {}
            for (feature, label), weight in info.state_features.items():
                if abs(weight) > LEAST:
                    weights.setdefault(int(feature, 16), [0.0] * len(LABELS))[LABELS.index(label)] = weight
            self.steps = np.array([[info.transitions.get((a, b), 0.0) for b in LABELS] for a in LABELS])
            self.steps[:, [LABELS.index("B-C"), LABELS.index("I-C")]] += more
            tagger.close()
        self.hashes = np.array(sorted(weights), dtype=np.uint32)
        self.weights = np.array([weights[h] for h in self.hashes.tolist()])

    def answers(self, paragraphs):
        """Label and odds of content, source and cue of each word."""
        return [self.paragraph(p) for p in paragraphs]

    def paragraph(self, words):
        scores = np.array([self.worth(f) for _, f in words])
        best, back, ahead = scores[0], [], [scores[0]]
        for score in scores[1:]:
            reached = best[:, None] + self.steps
            back.append(reached.argmax(0))
            best = reached.max(0) + score
            ahead.append(log_sum(ahead[-1][:, None] + self.steps, 0) + score)
        row = [int(best.argmax())]
        for step in reversed(back):
            row.append(int(step[row[-1]]))
        behind = [np.zeros(len(LABELS))]
        for score in scores[:0:-1]:
            behind.append(log_sum(self.steps + (score + behind[-1])[None, :], 1))
        odds = np.array(ahead) + np.array(behind[::-1])
        odds = np.exp(odds - odds.max(1, keepdims=True))
        odds /= odds.sum(1, keepdims=True)
        return [
            [LABELS[label], [float(o[1] + o[2]), float(o[3] + o[4]), float(o[5] + o[6])]]
            for label, o in zip(reversed(row), odds, strict=True)
        ]

    def worth(self, hashes):
        known = hashes[found_in(self.hashes, hashes)]
        return self.weights[np.searchsorted(self.hashes, known)].sum(0)

    def write(self, file):
        """The form that `model.rs` reads."""
        unit = np.abs(self.weights).max() / 32767
        out = [struct.pack("<f", unit), self.steps.astype("<f4").tobytes()]
        rows = np.round(self.weights / unit).astype(int)
        for feature, row in zip(self.hashes.tolist(), rows.tolist(), strict=True):
            mask = sum(1 << n for n, w in enumerate(row) if w)
            if mask:
                out.append(struct.pack("<IB", feature, mask) + b"".join(struct.pack("<h", w) for w in row if w))
        file.write_bytes(b"".join(out))


def found_in(known, hashes):
    """Which hashes are among the known ones, which ascend (`np.isin` sorts them again for every word)."""
    places = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return known[places] == hashes


def text(feature):
    return strings.get(feature) or strings.setdefault(feature, format(feature, "x"))


def log_sum(values, axis):
    top = values.max(axis=axis, keepdims=True)
    return (top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True))).squeeze(axis)


# ---------------------------------------------------------------------------------------------
# The choice of a source


def choices(gold, names, said):
    """By name, for each content found that is one of the marked: features of each candidate, whether it is the source."""
    found = {}
    for value in lines("--choices", names, said):
        name = value["name"]
        written, events = gold[name]
        at = q.code_points(written)
        marked = [(q.letters(e["Content"]), q.letters(e.get("Source", []))) for e in events if e.get("Content")]
        rows = found[name] = []
        for choice in value["choices"]:
            content = q.letters([(at[a], at[b]) for a, b in choice["content"]])
            nearest = max(marked, key=lambda e, c=content: q.likeness(e[0], c), default=None)
            if nearest is None or q.likeness(nearest[0], content) < 0.3:
                continue
            right = []
            for c in choice["candidates"]:
                span = q.letters([(at[c["start"]], at[c["end"]])])
                right.append(bool(span & nearest[1]) if span else not nearest[1])
            if any(right):
                rows.append(([c["features"] for c in choice["candidates"]], right))
    return found


def third(rows):
    """Weights by feature: a conditional logit over the candidates of each content."""
    hashes, counts = np.unique([f for sets, _ in rows for s in sets for f in s], return_counts=True)
    known = {h: n for n, h in enumerate(hashes[counts >= SEEN].tolist())}
    cells, group, right = [], [], []
    for number, (sets, targets) in enumerate(rows):
        for features_, target in zip(sets, targets, strict=True):
            cells += [(len(group), known[f]) for f in set(features_) if f in known]
            group.append(number)
            right.append(float(target))
    at, of = np.array(cells).T
    matrix = scipy.sparse.csr_matrix((np.ones(len(cells)), (at, of)), shape=(len(group), len(known)))
    group, right = np.array(group), np.array(right)
    starts = np.searchsorted(group, np.arange(len(rows)))

    def loss(weights):
        scores = matrix @ weights
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        every, wanted = np.add.reduceat(raised, starts), np.add.reduceat(raised * right, starts)
        value = (np.log(every) - np.log(wanted)).sum() + THIRD / 2 * (weights @ weights)
        slope = matrix.T @ (raised / every[group] - raised * right / wanted[group]) + THIRD * weights
        return value, slope

    done = minimize(loss, np.zeros(len(known)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {h: w for h, w in zip(known, done.x, strict=True) if abs(w) > LEAST / 10}


def write_third(weights, file):
    file.write_bytes(b"".join(struct.pack("<If", h, w) for h, w in sorted(weights.items())))


# ---------------------------------------------------------------------------------------------
# Folds


def folds(names):
    ordered = sorted(names, key=lambda n: hashlib.md5((n + "f").encode()).hexdigest())
    return {n: i % FOLDS for i, n in enumerate(ordered)}


def interval(gold, found, names, figure):
    """What nine of ten draws of as many documents, with repetition, give."""
    generator = random.Random(0)
    each = {n: q.count(gold, found, [n]) for n in names}
    drawn = sorted(
        q.figures(sum((each[n] for n in generator.choices(names, k=len(names))), start=q.Counter()))[figure]
        for _ in range(DRAWS)
    )
    return drawn[DRAWS // 20], drawn[-DRAWS // 20]


def cross(gold, folder, show):
    """Figures by cross-validation; what first and second models say of documents that they did not see."""
    names = sorted(gold)
    fold = folds(names)
    words = features(names)
    truth = {n: labels(gold[n][1], words[n]) for n in names}
    said = {}
    for a in range(FOLDS):
        for b in range(a, FOLDS):
            model = Chain([n for n in names if fold[n] not in (a, b)], words, truth, FIRST)
            said[a, b] = {n: model.answers(words[n]) for n in names if fold[n] in (a, b)}
            if a == b:
                (folder / str(a)).mkdir(parents=True, exist_ok=True)
                model.write(folder / str(a) / "first.bin")
            print(f"first model without folds {a} and {b}", flush=True)
    said_twice = {}
    for k in range(FOLDS):
        before = {n: said[min(fold[n], k), max(fold[n], k)][n] for n in names}
        twice = features(names, before)
        model = Chain([n for n in names if fold[n] != k], twice, truth, SECOND, MORE)
        model.write(folder / str(k) / "second.bin")
        said_twice.update((n, model.answers(twice[n])) for n in names if fold[n] == k)
        print(f"second model without fold {k}", flush=True)
    rows = choices(gold, names, said_twice)
    found = {}
    for k in range(FOLDS):
        write_third(third([r for n in names if fold[n] != k for r in rows[n]]), folder / str(k) / "third.bin")
        paths = [path(n) for n in names if fold[n] == k]
        found.update(q.run(EXAMPLES / "quotes", paths, ["--models", str(folder / str(k))]))
    figures = q.score(gold, found, names, show)
    for figure, value in figures.items():
        if isinstance(value, float):
            low, high = interval(gold, found, names, figure)
            print(f"{figure:16}{value:8.3f}   {low:.3f}–{high:.3f}")
        else:
            print(f"{figure:16}{value:8}")
    return words, truth, {n: said[fold[n], fold[n]][n] for n in names}, rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cross", action="store_true", help="print the figures, write no models")
    parser.add_argument("--show", choices=("source", "missed"), help="print what is wrong")
    parser.add_argument("--keep", type=Path, help="where the models of the folds are left")
    args = parser.parse_args()
    gold = q.read_gold(q.corpus())
    with tempfile.TemporaryDirectory() as folder:
        words, truth, said, rows = cross(gold, args.keep or Path(folder), args.show)
    if args.cross:
        return
    names = sorted(gold)
    Chain(names, words, truth, FIRST).write(OUT / "first.bin")
    Chain(names, features(names, said), truth, SECOND, MORE).write(OUT / "second.bin")
    write_third(third([r for n in names for r in rows[n]]), OUT / "third.bin")
    for file in ("first.bin", "second.bin", "third.bin"):
        print(f"{file}: {(OUT / file).stat().st_size} bytes")


if __name__ == "__main__":
    main()
