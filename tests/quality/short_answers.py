"""Whether the measures of shared wording carry: short answers copied to four degrees, told apart by a handful of them.

    python tests/quality/short_answers.py [--measures] [--least ACCURACY]

The answers of Clough and Stevenson (2011): 95 of five questions, each cut and pasted from a text, lightly revised,
heavily revised, or written without it. Each answer is compared with the text of its question; a logistic regression
on four shares is scored by ten-fold cross-validation (stratified; the mean over 20 shuffles, since one shuffle of 95
moves it by two points): of the answer's words and of its runs of five words those that the text has, and of its
letters those in passages in common and in verbatim ones. These four, and how much the regression is held back, were
chosen among some twenty sets on the same answers. Needs the package and scikit-learn; skips with a message without the data, which
are looked for in ``VARIORUM_SHARED``, else in ``../shared``. With ``--least`` exit status 1 says that it is lower.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import variorum

ROOT = Path(__file__).resolve().parents[2]
MEASURES = ("words", "fives", "passages", "verbatim")
CLASSES = ("non", "heavy", "light", "cut")


def folder() -> Path:
    return Path(os.environ.get("VARIORUM_SHARED", ROOT.parent / "shared")) / "reference/reuse/short_answers"


def covered(spans: list[tuple[int, int]]) -> int:
    """Letters inside spans that may overlap."""
    return len({at for start, end in spans for at in range(start, end)})


def measures(texts: list[str], original: str) -> list[list[float]]:
    """What each answer has of the original, each a share of the answer's own."""
    corpus = variorum.Corpus.from_texts([original, *texts])
    ids = [document.id for document in corpus]
    out: list[list[float]] = [[] for _ in texts]
    for n in (1, 5):
        table = corpus.similarity(measures=["containment_a", "containment_b"], n=n, case="fold")
        of = {
            **dict(zip(zip(table["b"], table["a"], strict=True), table["containment_b"], strict=True)),
            **dict(zip(zip(table["a"], table["b"], strict=True), table["containment_a"], strict=True)),
        }
        for row, document in zip(out, ids[1:], strict=True):
            row.append(of.get((document, ids[0]), 0.0))
    found: dict[str, list[tuple[int, int, bool]]] = defaultdict(list)
    table = corpus[1:].trace(corpus[:1], view="reuse")
    for document, *passage in zip(*(table[name] for name in ("document", "start", "end", "verbatim")), strict=True):
        found[document].append(tuple(passage))
    for row, document, text in zip(out, ids[1:], texts, strict=True):
        passages = found[document]
        row.append(covered([(start, end) for start, end, _ in passages]) / max(1, len(text)))
        row.append(covered([(start, end) for start, end, verbatim in passages if verbatim]) / max(1, len(text)))
    return out


def answers() -> tuple[list[list[float]], list[str]]:
    texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    originals: dict[str, str] = {}
    with open(folder() / "file_information.csv", newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            text = str(variorum.read(folder() / row["File"], layout="whole")[0].text)
            if row["Category"] == "orig":
                originals[row["Task"]] = text
            else:
                texts[row["Task"]].append((text, row["Category"]))
    values: list[list[float]] = []
    classes: list[str] = []
    for task, rows_of in texts.items():
        values += measures([text for text, _ in rows_of], originals[task])
        classes += [category for _, category in rows_of]
    return values, classes


def accuracy(values: list[list[float]], classes: list[Any]) -> float:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import RepeatedStratifiedKFold, cross_val_score
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression(C=3, max_iter=2000))
    folds = RepeatedStratifiedKFold(n_splits=10, n_repeats=20, random_state=1)
    return float(cross_val_score(model, values, classes, cv=folds).mean())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measures", action="store_true", help="print the mean of each measure by class")
    parser.add_argument("--least", type=float, default=0.0, help="the least accuracy of the four classes")
    args = parser.parse_args()
    if not folder().is_dir():
        print(f"skipped: {folder()} is not there", file=sys.stderr)
        return 0
    values, classes = answers()
    if args.measures:
        print(f"{'':10}" + "".join(f"{name:>10}" for name in MEASURES))
        for name in CLASSES:
            rows = [row for row, c in zip(values, classes, strict=True) if c == name]
            means = [sum(column) / len(column) for column in zip(*rows, strict=True)]
            print(f"{name:10}" + "".join(f"{mean:10.3f}" for mean in means))
    four = accuracy(values, classes)
    two = accuracy(values, [c == "non" for c in classes])
    print(f"{len(values)} answers: four classes {four:.3f}, copied or not {two:.3f}")
    return 0 if four >= args.least else 1


if __name__ == "__main__":
    sys.exit(main())
