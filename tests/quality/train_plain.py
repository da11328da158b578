"""Trains the model of plain captures: the lexicon and the three forests.

    python tests/quality/train_plain.py [--folds-only | --final-only] [KEY=VALUE …]

Only pages of the tune part are read. The numbers that describe a line come from Rust (the example
`line_features`), so that training and use never differ. Answers that feed a later step are always made
by models that did not see the page (five folds by page). Prints the word F1 across the folds, then
writes `lexicon.bin`, `forest.bin` and the rows that the agreement test reads.

Needs numpy, scipy, scikit-learn, lightgbm and
`cargo build --release -p variorum --example line_features`.
"""

import hashlib
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import time

import lightgbm as lgb
import numpy as np
import plain_labels
import plain_mutations
import plain_pages as pp
from scipy.sparse import csr_matrix
from score_plain import plain, target
from sklearn.linear_model import LogisticRegression

OUT = pp.ROOT / "crates/core/src/layout/plain"
FOLDS = 5
SLOTS = 1 << 16
UNIT = 24
OPTIONS = {
    "c": 0.3,
    "trees1": 120,
    "trees2": 120,
    "leaves1": 24,
    "leaves2": 24,
    "rate1": 0.1,
    "rate2": 0.1,
    "thin": 3,
    "save": "",
    "mutations": 0,
    "min_child": 40,
    "extra": 3.0,
    "l2": 5.0,
    "hess": 0.001,
    "bin": 63,
    "ff": 0.3,
}
PROGRAM = pathlib.Path(os.environ.get("LINE_FEATURES", target() / "release/examples/line_features"))


def fold_of(page_id):
    """The fold of a page; its mutations share it."""
    return int(hashlib.md5(page_id.encode()).hexdigest(), 16) % FOLDS


class Work:
    """A folder with the texts of a list of pages and what Rust makes of them."""

    def __init__(self, folder, name, pages):
        self.folder = pathlib.Path(folder) / name
        self.folder.mkdir()
        self.list = self.folder / "list"
        self.pages = pages
        paths = []
        for number, page in enumerate(pages):
            path = self.folder / f"{number}.txt"
            path.write_text(page["text"], encoding="utf-8", newline="")
            paths.append(str(path))
        self.list.write_text("\n".join(paths))

    def run(self, *args):
        """Runs the example; gives its bytes."""
        out = self.folder / "out"
        subprocess.run([PROGRAM, args[0], self.list, *args[1:], out], check=True)
        return out.read_bytes()

    def slots(self):
        """For each line the slots of its words, as a sparse matrix."""
        data = np.frombuffer(self.run("slots"), "<u4")
        at, indices, indptr = 0, [], [0]
        for page in self.pages:
            assert data[at] == len(page["labels"]), page["id"]
            at += 1
            for _ in page["labels"]:
                n = data[at]
                indices.append(data[at + 1 : at + 1 + n])
                indptr.append(indptr[-1] + n)
                at += 1 + n
        indices = np.concatenate(indices)
        return csr_matrix((np.ones(len(indices), "f4"), indices, indptr), shape=(len(indptr) - 1, SLOTS))

    def rows(self, mode, lexicon, answers=None):
        """The numbers of every line of every page."""
        path = self.folder / "lexicon"
        path.write_bytes(lexicon)
        args = [mode, path]
        if answers is not None:
            given = self.folder / "answers"
            given.write_bytes(np.asarray(answers, "<f4").tobytes())
            args.append(given)
        raw = self.run(*args)
        width = WIDTH[mode]
        at, rows = 0, []
        for page in self.pages:
            (n,) = struct.unpack_from("<I", raw, at)
            assert n == len(page["labels"])
            rows.append(np.frombuffer(raw, "<f4", n * width, at + 4).reshape(n, width))
            at += 4 + 4 * n * width
        return np.concatenate(rows) if rows else np.zeros((0, width), "f4")


def train_lexicon(matrix, labels, weights):
    """One weight a slot, as bytes."""
    matrix = matrix.copy()
    lengths = np.maximum(np.diff(matrix.indptr), 1)
    matrix.data = np.repeat(1 / np.sqrt(lengths), np.diff(matrix.indptr)).astype("f4") * 2
    model = LogisticRegression(C=OPTIONS["c"], max_iter=40, solver="lbfgs")
    model.fit(matrix, labels > 0.5, sample_weight=weights)
    return np.clip(np.round(model.coef_[0] * UNIT), -127, 127).astype("i1").tobytes()


def train_forest(rows, labels, weights, trees, leaves, rate, seed):
    """Boosted trees on soft labels."""
    params = {
        "objective": "cross_entropy",
        "learning_rate": rate,
        "num_leaves": leaves,
        "min_data_in_leaf": OPTIONS["min_child"],
        "feature_fraction": OPTIONS["ff"],
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        "lambda_l2": OPTIONS["l2"],
        "min_sum_hessian_in_leaf": OPTIONS["hess"],
        "max_bin": OPTIONS["bin"],
        "verbose": -1,
        "num_threads": 1,
        "seed": seed,
        "deterministic": True,
        "force_row_wise": True,
        "use_missing": False,
    }
    return lgb.train(params, lgb.Dataset(rows, labels, weight=weights), trees)


def weigh(pages):
    """Weights of lines: a page counts once, a line by its words."""
    out = []
    for page in pages:
        sizes = np.array([len(pp.words(line)) for line in plain_labels.lines(page["text"])], "f8")
        sizes += OPTIONS["extra"]
        gold = float((sizes * np.array(page["labels"])).sum())
        weight = np.minimum(sizes / (gold + 0.25 * sizes.sum() + 1), 0.5) * page.get("weight", 1.0)
        out.append(weight * np.array(page["counts"], "f8"))
    out = np.concatenate(out)
    return out / out.mean()


def threshold_f1(pages, answers, cut):
    """The mean word F1 by group with lines above `cut` kept."""
    at, rows = 0, {}
    for page in pages:
        n = len(page["labels"])
        kept = answers[at : at + n] > cut
        at += n
        if page.get("mutation"):
            continue
        found = [line for line, k in zip(page["lines"], kept) if k]
        value = pp.word_f1(found, page["body"])
        for name in (pp.group(page["id"]), "all"):
            rows.setdefault(name, []).append(value)
        if isinstance(page["body"], list):
            rows.setdefault("paragraphs", []).append(pp.paragraph_f1(found, page["body"]))
    return {k: round(float(np.mean(v)), 4) for k, v in rows.items()}


def thin(pages):
    """Which lines to train on, and their factor: far from the body one in a few stands for all."""
    keep = []
    for page in pages:
        labels = np.array(page["labels"])
        near = np.convolve(labels > 0.2, np.ones(31), "same")[: len(labels)] > 0
        factor = np.where(near, 1.0, 0.0)
        factor[:: OPTIONS["thin"]] = np.where(near[:: OPTIONS["thin"]], 1.0, OPTIONS["thin"])
        keep.append(factor)
    return np.concatenate(keep)


def forest_bytes(model):
    """A forest in the form that `forest.rs` reads."""
    dump = model.dump_model()["tree_info"]
    out = [struct.pack("<I", len(dump))]
    for tree in dump:
        nodes, leaves = [], []

        def walk(node):
            if "leaf_value" in node:
                leaves.append(node["leaf_value"])
                return -len(leaves)
            at = len(nodes)
            nodes.append(None)
            value = np.float32(node["threshold"])
            if float(value) > node["threshold"]:
                value = np.nextafter(value, np.float32(-np.inf))
            assert node["decision_type"] == "<="
            left, right = walk(node["left_child"]), walk(node["right_child"])
            nodes[at] = (node["split_feature"], value, left, right)
            return at

        walk(tree["tree_structure"])
        out.append(struct.pack("<H", len(nodes)))
        out += [struct.pack("<Hfhh", *node) for node in nodes]
        out += [struct.pack("<f", leaf) for leaf in leaves]
    return b"".join(out)


def names():
    """The names of the numbers of both looks."""
    found = subprocess.run([PROGRAM, "names"], capture_output=True, check=True, text=True).stdout
    return [line.split() for line in found.splitlines()]


NAMES = names()
WIDTH = {"first": len(NAMES[0]), "second": len(NAMES[1]), "title": len(NAMES[2])}


def main():
    """The command line."""
    for argument in sys.argv[1:]:
        if "=" in argument:
            key, value = argument.split("=")
            OPTIONS[key] = type(OPTIONS[key])(value)
    print(OPTIONS)
    start = time.time()
    pages = []
    for page in pp.pages("tune"):
        page["labels"], page["counts"] = plain_labels.label(page["text"], page["body"])
        page["lines"] = plain_labels.lines(page["text"])
        pages.append(page)
    pages = [p for p in pages if p["labels"]]
    if OPTIONS["mutations"]:
        pools = [plain_mutations.runs([p for p in pages if fold_of(p["id"]) == f]) for f in range(FOLDS)]
        changed = [
            plain_mutations.mutate(page, number, pools[fold_of(page["id"])])
            for number in range(OPTIONS["mutations"])
            for page in pages
        ]
        pages += changed + plain_mutations.korean()
    pages = [p for p in pages if p["labels"]]
    labels = np.concatenate([np.array(p["labels"], "f4") for p in pages])
    weights = weigh(pages)
    factors = thin(pages)
    used = factors > 0
    folds = np.concatenate([np.full(len(p["labels"]), fold_of(p["id"])) for p in pages])
    print(len(pages), "pages", len(labels), "lines", used.sum(), "used", f"{time.time() - start:.0f} s", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Work(folder, "all", pages)
        parts = [Work(folder, f"fold{f}", [p for p in pages if fold_of(p["id"]) == f]) for f in range(FOLDS)]
        slots = work.slots()
        first = np.zeros((len(labels), WIDTH["first"]), "f4")
        lexicons = []
        for f in range(FOLDS):
            lexicons.append(train_lexicon(slots[folds != f], labels[folds != f], weights[folds != f]))
            first[folds == f] = parts[f].rows("first", lexicons[f])
        print("lexicons", f"{time.time() - start:.0f} s", flush=True)
        args1 = (OPTIONS["trees1"], OPTIONS["leaves1"], OPTIONS["rate1"])
        args2 = (OPTIONS["trees2"], OPTIONS["leaves2"], OPTIONS["rate2"])
        answers = np.zeros(len(labels), "f4")
        for f in range(FOLDS):
            rest = (folds != f) & used
            model = train_forest(first[rest], labels[rest], (weights * factors)[rest], *args1, f)
            answers[folds == f] = model.predict(first[folds == f])
        print("first", threshold_f1(pages, answers, 0.45), f"{time.time() - start:.0f} s", flush=True)
        second = np.zeros((len(labels), WIDTH["second"]), "f4")
        for f in range(FOLDS):
            second[folds == f] = parts[f].rows("second", lexicons[f], answers[folds == f])
        both = np.hstack([first, second])
        last = np.zeros(len(labels), "f4")
        for f in range(FOLDS if "--final-only" not in sys.argv else 0):
            rest = (folds != f) & used
            model = train_forest(both[rest], labels[rest], (weights * factors)[rest], *args2, f)
            last[folds == f] = model.predict(both[folds == f])
        if "--final-only" in sys.argv:
            last = answers
        for cut in (0.35, 0.4, 0.45, 0.5):
            print("second", cut, threshold_f1(pages, last, cut), f"{time.time() - start:.0f} s", flush=True)
        if OPTIONS["save"]:
            np.savez(
                OPTIONS["save"],
                first=first,
                second=second,
                labels=labels,
                folds=folds,
                weights=weights,
                factors=factors,
                last=last,
            )
        if "--folds-only" in sys.argv:
            return
        lexicon = train_lexicon(slots, labels, weights)
        # The forests learn from lexicons that did not see the page, as in use.
        final = (weights * factors)[used]
        one = train_forest(first[used], labels[used], final, *args1, 7)
        two = train_forest(both[used], labels[used], final, *args2, 7)
        (OUT / "lexicon.bin").write_bytes(lexicon)
        title = train_title(work, first, last)
        (OUT / "forest.bin").write_bytes(b"".join(map(forest_bytes, (one, two, title))))
        agreement(first, both, one, two)
        for model, label in ((one, NAMES[0]), (two, NAMES[0] + NAMES[1])):
            gain = model.feature_importance("gain")
            order = np.argsort(-gain)
            print(*(f"{label[i]}:{gain[i] / gain.sum():.3f}" for i in order[:40]))


def title_rows(work, last):
    """The candidates for the title of every page: pages, lines, rows."""
    given, empty = work.folder / "answers", work.folder / "empty"
    given.write_bytes(np.asarray(last, "<f4").tobytes())
    empty.write_bytes(b"")
    raw = work.run("title", empty, given)
    at, out = 0, []
    for _ in work.pages:
        (n,) = struct.unpack_from("<I", raw, at)
        numbers = np.frombuffer(raw, "<u4", n, at + 4)
        at += 4 + 4 * n
        rows = np.frombuffer(raw, "<f4", n * WIDTH["title"], at).reshape(n, WIDTH["title"])
        at += 4 * n * WIDTH["title"]
        out.append((numbers, rows))
    return out


def train_title(work, first, last):
    """The forest of titles; prints the share of right titles across the folds."""
    rows, labels, groups, _names = [], [], [], []
    start = 0
    for page, (numbers, found) in zip(work.pages, title_rows(work, last)):
        own = first[start : start + len(page["labels"])]
        start += len(page["labels"])
        if not page.get("title") or not len(numbers):
            continue
        gold = plain(page["title"])
        right = [plain(page["lines"][n]) == gold for n in numbers]
        if not any(right) and page.get("mutation"):
            continue
        rows.append(np.hstack([own[numbers], found]))
        labels.append(np.array(right, "f4"))
        groups.append((page["id"], bool(page.get("mutation"))))
    args = (100, 10, 0.1)
    folds = np.array([fold_of(g[0]) for g in groups])
    usable = np.array([bool(y.any()) for y in labels])
    hits = []
    for f in range(FOLDS + 1):
        rest = [i for i in range(len(rows)) if folds[i] != f and usable[i]]
        x, y = np.concatenate([rows[i] for i in rest]), np.concatenate([labels[i] for i in rest])
        model = train_forest(x, y, np.ones(len(y)), *args, f)
        for i in np.flatnonzero(folds == f):
            if not groups[i][1]:
                hits.append(labels[i][np.argmax(model.predict(rows[i]))])
    print("title", f"{np.mean(hits):.4f}", len(hits), flush=True)
    return model


def agreement(first, both, one, two):
    """Rows and LightGBM's answers for them, for the test that Rust gives the same."""
    rng = np.random.default_rng(5)
    at = rng.choice(len(first), 100, replace=False)
    out = struct.pack("<II", len(at), both.shape[1])
    out += both[at].astype("<f4").tobytes()
    out += one.predict(first[at]).astype("<f4").tobytes() + two.predict(both[at]).astype("<f4").tobytes()
    (OUT / "agreement.bin").write_bytes(out)


if __name__ == "__main__":
    main()
