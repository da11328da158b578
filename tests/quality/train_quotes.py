"""Trains the two models of quotations on the tune half of PolNeAR.

    python tests/quality/train_quotes.py [--folds-only]

What a word looks like comes from Rust (the example `quote_features`), so that training and use never differ. The second
model reads answers of first models that did not see the document (five folds by document). Prints the figures across the
folds, then writes `first.bin` and `second.bin`.

Needs sklearn-crfsuite and `cargo build --release -p variorum --example quote_features`.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import quotes as q
import sklearn_crfsuite

OUT = q.ROOT / "crates/core/src/facts/quotes"
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", q.ROOT / "target"))
FEATURES = Path(os.environ.get("QUOTE_FEATURES", TARGET / "release/examples/quote_features"))
LABELS = ["O", "B-C", "I-C", "B-S", "I-S", "B-Q", "I-Q"]
FOLDS = 5
FIRST = {"c1": 0.3, "c2": 0.01}
SECOND = {"c1": 1.0, "c2": 0.05}
# Smaller weights change nothing and cost room.
LEAST = 0.01


def features(names, said=None):
    """Words of each paragraph by name: (start, end) in code points, features as strings."""
    paths = [q.corpus() / "text" / f"{n}.txt" for n in names]
    command = [str(FEATURES)]
    with tempfile.TemporaryDirectory() as folder:
        if said is not None:
            file = Path(folder) / "said.json"
            file.write_text(json.dumps(said))
            command += ["--said", str(file)]
        done = subprocess.run([*command, *map(str, paths)], capture_output=True, check=True)
    found = {}
    for line in done.stdout.split(b"\n"):
        if line.strip():
            value = json.loads(line)
            at = q.code_points((q.corpus() / "text" / f"{value['name']}.txt").read_text(encoding="utf-8"))
            found[value["name"]] = [
                [((at[w["start"]], at[w["end"]]), [format(f, "x") for f in w["features"]]) for w in p]
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


def fit(names, words, truth, options):
    model = sklearn_crfsuite.CRF(
        algorithm="lbfgs", max_iterations=80, min_freq=3, all_possible_transitions=True, **options
    )
    rows = [[f for _, f in p] for n in names for p in words[n]]
    model.fit(rows, [row for n in names for row in truth[n]])
    return model


def answers(model, paragraphs):
    """Label and odds of content, source and cue of each word."""
    out = []
    for words in paragraphs:
        rows = [f for _, f in words]
        odds = model.predict_marginals_single(rows)
        sums = [[o.get("B-" + c, 0.0) + o.get("I-" + c, 0.0) for c in "CSQ"] for o in odds]
        out.append([[label, s] for label, s in zip(model.predict_single(rows), sums, strict=True)])
    return out


def folds(names):
    ordered = sorted(names, key=lambda n: hashlib.md5((n + "f").encode()).hexdigest())
    return [ordered[i::FOLDS] for i in range(FOLDS)]


def across(names, words, truth, options):
    """What models say that did not see the document."""
    said = {}
    for fold in folds(names):
        model = fit([n for n in names if n not in fold], words, truth, options)
        said.update((n, answers(model, words[n])) for n in fold)
    return said


def report(title, said, words, truth):
    """Letters of content, source and cue, whichever attribution they belong to."""
    c = Counter()
    for name, paragraphs in said.items():
        for row, wanted, place in zip(paragraphs, truth[name], words[name], strict=True):
            for (label, _), right, ((start, end), _f) in zip(row, wanted, place, strict=True):
                for part in "CSQ":
                    a, b = label.endswith(part), right.endswith(part)
                    c.update({part + "both": (end - start) * (a and b), part + "given": (end - start) * a})
                    c.update({part + "wanted": (end - start) * b})
    for part, name in zip("CSQ", ("content", "source", "cue"), strict=True):
        p, r = c[part + "both"] / max(1, c[part + "given"]), c[part + "both"] / max(1, c[part + "wanted"])
        print(f"{title} {name}: P {p:.3f} R {r:.3f} F {2 * p * r / max(1e-9, p + r):.3f}")


def write(model, path):
    """The form that `model.rs` reads."""
    weights = {}
    for (feature, label), weight in model.state_features_.items():
        if abs(weight) > LEAST:
            weights.setdefault(int(feature, 16), [0.0] * len(LABELS))[LABELS.index(label)] = weight
    unit = max(abs(w) for row in weights.values() for w in row) / 32767
    out = [struct.pack("<f", unit)]
    for a in LABELS:
        out += [struct.pack("<f", model.transition_features_.get((a, b), 0.0)) for b in LABELS]
    for feature in sorted(weights):
        row = [round(w / unit) for w in weights[feature]]
        mask = sum(1 << n for n, w in enumerate(row) if w)
        if mask:
            out.append(struct.pack("<IB", feature, mask) + b"".join(struct.pack("<h", w) for w in row if w))
    path.write_bytes(b"".join(out))
    print(f"{path.name}: {len(weights)} features, {path.stat().st_size} bytes")


def main():
    gold = q.read_gold(q.corpus())
    names = sorted(n for n in gold if q.half(n) == "tune")
    first_words = features(names)
    truth = {n: labels(gold[n][1], first_words[n]) for n in names}
    said = across(names, first_words, truth, FIRST)
    report("first", said, first_words, truth)
    second_words = features(names, said)
    if "--folds-only" in sys.argv:
        report("second", across(names, second_words, truth, SECOND), second_words, truth)
        return
    write(fit(names, first_words, truth, FIRST), OUT / "first.bin")
    write(fit(names, second_words, truth, SECOND), OUT / "second.bin")


if __name__ == "__main__":
    main()
