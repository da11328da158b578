"""Makes `company.txt`: general English words classed by the company that they keep.

    python tests/quality/word_company.py

Two classings of the frequent words of the shared texts, a coarse one of 64 and a fine one of 400 classes: k-means over 60
singular vectors of positive pointwise mutual information, two words to each side, by place. Only words of `tags.txt` and
`small.txt` are kept, so that no name is. Needs numpy, scipy and scikit-learn.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict

import numpy as np
import quotes as q
from scipy.sparse import coo_matrix, hstack
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

LISTS = q.ROOT / "crates/core/src/facts/lists"
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]|[A-Za-z]|[0-9]+|[.,;:?!\"“”()]")
WORDS, CONTEXTS, LEAST = 16_000, 3_000, 4
CLASSES = (64, 400)
OFFSETS = (-2, -1, 1, 2)


def texts():
    for line in (q.shared() / "pages/gold.jsonl").open(encoding="utf-8"):
        body = json.loads(line).get("body") or ""
        yield body if isinstance(body, str) else "\n".join(body)
    with gzip.open(q.shared() / "corpora/kcna_en_2023-12_2024-11.jsonl.gz", "rt", encoding="utf-8") as records:
        for line in records:
            record = json.loads(line)
            yield record.get("text") or record.get("body") or ""
    for path in sorted((q.shared() / "corpora/fomc").rglob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")


def main():
    rows = [["0" if w[0].isdigit() else w.lower().replace("’", "'") for w in WORD.findall(t)] for t in texts()]
    counts = Counter(w for row in rows for w in row)
    words = [w for w, n in counts.most_common(WORDS) if n >= LEAST]
    number = {w: i for i, w in enumerate(words)}
    parts = []
    for offset in OFFSETS:
        at, beside = [], []
        for row in rows:
            ids = [number.get(w, -1) for w in row]
            for i in range(max(0, -offset), min(len(ids), len(ids) - offset)):
                if ids[i] >= 0 and 0 <= ids[i + offset] < CONTEXTS:
                    at.append(ids[i])
                    beside.append(ids[i + offset])
        shape = (len(words), CONTEXTS)
        parts.append(coo_matrix((np.ones(len(at), dtype=np.float32), (at, beside)), shape=shape))
    pairs = hstack(parts).tocsr().tocoo()
    total = pairs.data.sum()
    left, right = (np.asarray(pairs.tocsr().sum(axis)).ravel() for axis in (1, 0))
    expected = left[pairs.row] * right[pairs.col] ** 0.75 * right.sum() ** 0.25 + 1e-9
    information = np.log(pairs.data * total / expected)
    kept = information > 0
    places = (pairs.row[kept], pairs.col[kept])
    vectors, values, _ = randomized_svd(
        coo_matrix((information[kept], places), shape=pairs.shape).tocsr(), 60, n_iter=3, random_state=0
    )
    vectors = vectors * np.sqrt(values)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    coarse, fine = (MiniBatchKMeans(n, random_state=0, n_init=3, batch_size=4096).fit(vectors).labels_ for n in CLASSES)
    known = {w for name in ("tags.txt", "small.txt") for line in (LISTS / name).open() for w in line.split()[1:]}
    classes = defaultdict(list)
    for word, a, b in zip(words, coarse, fine, strict=True):
        if word in known:
            classes[int(a), int(b)].append(word)
    lines = [f"{a} {b} {' '.join(sorted(classes[a, b]))}\n" for a, b in sorted(classes)]
    (LISTS / "company.txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
