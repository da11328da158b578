"""Trains the classifier of HTML blocks on the tune part of the pages and writes `model.txt`.

    cargo build --release -p variorum --example html_features
    python tests/quality/train_html.py [--cross-validate] [--write]

Needs lightgbm and numpy. Pages of the score part are never read for training. The labels come from
aligning each block with the gold body; optional paragraphs count neither way.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import html_pages as hp
import lightgbm as lgb
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "crates/core/src/layout/html/model.txt"
PROGRAM = ROOT / "target/release/examples/html_features"

# What is known beforehand: more of these never makes a block more (or less) likely to be body. With
# few pages such constraints are worth more than another hundred of them.
RISING = [
    "claimed",
    "in-nav",
    "in-aside",
    "in-footer",
    "in-form",
    "in-figure",
    "in-figcaption",
    "part-comment",
    "part-social",
    "part-related",
    "part-nav",
    "part-footer",
    "part-aside",
    "part-ad",
    "part-newsletter",
    "part-author",
    "part-meta",
    "part-tag",
    "part-popup",
    "part-listing",
    "part-picture",
    "reply",
]
FALLING = [
    "link",
    "asks",
    "hidden",
    "unread",
    "noscript",
    "up0-link",
    "up1-link",
    "up2-link",
    "alike-link",
    "repeats",
    "part-content",
    "in-article",
    "in-main",
]

PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 7,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.2,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "verbose": -1,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
}
ROUNDS = 300


def normal(text: str) -> str:
    return " ".join(hp.WORD.findall(text.lower()))


def labels(blocks: list[str], body: str | list[str]) -> tuple[list[int], list[int]]:
    """Which blocks are body, and which count at all."""
    lines = hp.gold_paragraphs(body)
    optional: set[str] = set()
    if isinstance(body, list):
        required = set(hp.gold_paragraphs(body, optional=False))
        optional = {normal(line) for line in lines if line not in required}
    gold_lines = Counter(normal(line) for line in lines)
    words = normal("\n".join(lines)).split()
    grams = {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
    is_body, counts = [], []
    for block in blocks:
        text = normal(block)
        tokens = text.split()
        if text in optional:
            is_body.append(0)
            counts.append(0)
            continue
        counts.append(1)
        if text and text in gold_lines:
            is_body.append(1)
            continue
        covered = [0] * len(tokens)
        for i in range(len(tokens) - 3):
            if tuple(tokens[i : i + 4]) in grams:
                covered[i : i + 4] = [1, 1, 1, 1]
        is_body.append(int(bool(tokens) and len(tokens) > 3 and sum(covered) >= 0.6 * len(tokens)))
    # A line that the page has more often than the gold: the ones nearest to long body blocks count.
    long = [i for i, (b, y) in enumerate(zip(blocks, is_body)) if y and len(b) > 80]
    places: dict[str, list[int]] = {}
    for i, y in enumerate(is_body):
        if y:
            places.setdefault(normal(blocks[i]), []).append(i)
    for text, at in places.items():
        allowed = max(1, gold_lines.get(text, 1))
        if len(at) > allowed and len(long) > 1:
            at.sort(key=lambda i: min(abs(i - other) for other in long if other != i))
            for i in at[allowed:]:
                is_body[i] = 0
    return is_body, counts


def load(program: Path, folder: Path) -> list[dict]:
    """The tune pages with features and labels; their sources are left in a folder."""
    pages = list(hp.pages("tune"))
    for page in pages:
        page["path"] = folder / f"{page['id']}.html"
        page["path"].write_text(page["html"], encoding="utf-8")
    found = ask(program, [str(page["path"]) for page in pages])
    for page, seen in zip(pages, found, strict=True):
        page["names"], page["blocks"] = seen["names"], seen["blocks"]
        page["x"] = np.array(seen["rows"], dtype=np.float32).reshape(-1, len(seen["names"]))
        unread = page["x"][:, page["names"].index("unread")] > 0
        y, counts = labels(page["blocks"], page["body"])
        page["y"] = np.where(unread, 0, np.array(y))
        words = np.array([max(1, len(b.split())) for b in page["blocks"]], dtype=float)
        # What the rules decide by themselves is not for the trees to learn.
        weight = np.sqrt(words) * np.array(counts) * (np.array(seen["vetoes"]) < 0)
        page["w"] = weight / weight.sum() * 100 if weight.sum() else weight
    return pages


def ask(program: Path, lines: list[str]) -> list:
    out = subprocess.run([program], input="\n".join(lines), capture_output=True, text=True, check=True)
    return [json.loads(line) for line in out.stdout.splitlines()]


def fit(pages: list[dict]) -> lgb.Booster:
    names = pages[0]["names"]
    monotone = [1 if n in RISING else -1 if n in FALLING else 0 for n in names]
    x = np.vstack([p["x"][p["w"] > 0] for p in pages])
    y = np.concatenate([p["y"][p["w"] > 0] for p in pages])
    w = np.concatenate([p["w"][p["w"] > 0] for p in pages])
    # Once more as if the language were unknown: no share of function words.
    foreign = x.copy()
    foreign[:, [i for i, n in enumerate(names) if n.endswith("stops")]] = -1
    data = lgb.Dataset(np.vstack([x, foreign]), np.concatenate([y, y]), weight=np.concatenate([w, 0.3 * w]))
    return lgb.train({**PARAMETERS, "monotone_constraints": monotone}, data, ROUNDS)


def cross_validate(pages: list[dict], program: Path, rounds: int = 3, folds: int = 5) -> None:
    """Prints the measures with each page judged by a model that has not seen its outlet, over several ways to
    part the outlets. The rules that follow the trees are those of the program."""

    def fold_of(page: dict, salt: int) -> int:
        outlet = f"{salt or ''}{page['id'].rsplit('_', 1)[0]}"
        return int(hashlib.sha256(outlet.encode()).hexdigest(), 16) % folds

    rows: dict[str, list[tuple]] = {}
    for salt in range(rounds):
        for k in range(folds):
            model = fit([p for p in pages if fold_of(p, salt) != k])
            for page in pages:
                if fold_of(page, salt) == k:
                    page["p"] = model.predict(page["x"])
        lines = [f"{page['path']}\t{' '.join(f'{p:.5f}' for p in page['p'])}" for page in pages]
        for page, kinds in zip(pages, ask(program, lines), strict=True):
            page["found"] = [b for b, kind in zip(page["blocks"], kinds) if kind in ("paragraph", "heading")]
        for group in ("sh", "fundus", "wceb", "all"):
            chosen = [p for p in pages if group in (p["group"], "all")]
            shingle = hp.shingle_f1([hp.page_shingles(p["body"], p["found"]) for p in chosen])
            exact = np.mean([hp.exact_f1(p["body"], p["found"]) for p in chosen])
            words = np.mean([hp.word_f1(p["body"], p["found"]) for p in chosen])
            rows.setdefault(group, []).append((*shingle, exact, words))
    for group, values in rows.items():
        f, p, r, exact, words = np.mean(values, axis=0)
        print(f"{group:7} shingle {f:.4f} (P {p:.4f} R {r:.4f})  exact {exact:.4f}  words {words:.4f}")


def below(threshold: float) -> np.float32:
    """The largest single-precision number not above a threshold, so that comparisons agree."""
    value = np.float32(threshold)
    return np.nextafter(value, np.float32(-np.inf)) if float(value) > threshold else value


def write(model: lgb.Booster, names: list[str], path: Path) -> None:
    lines = [" ".join(names)]
    for tree in model.dump_model()["tree_info"]:
        splits: dict[int, str] = {}
        leaves: dict[int, float] = {}

        def index(node: dict) -> int:
            return node["split_index"] if "split_index" in node else -1 - node.get("leaf_index", 0)

        todo = [tree["tree_structure"]]
        while todo:
            node = todo.pop()
            if "split_index" in node:
                left, right = node["left_child"], node["right_child"]
                splits[node["split_index"]] = (
                    f"{node['split_feature']} {below(node['threshold'])} {index(left)} {index(right)}"
                )
                todo += [left, right]
            else:
                leaves[node.get("leaf_index", 0)] = node["leaf_value"]
        lines.append(
            " ".join(splits[i] for i in sorted(splits)) + "|" + " ".join(f"{leaves[i]:.4g}" for i in sorted(leaves))
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=Path, default=PROGRAM)
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pages = load(arguments.program, Path(folder))
        if arguments.cross_validate:
            cross_validate(pages, arguments.program)
    if arguments.write:
        write(fit(pages), pages[0]["names"], MODEL)
        print(f"wrote {MODEL.relative_to(ROOT)}: {MODEL.stat().st_size} bytes")


if __name__ == "__main__":
    main()
