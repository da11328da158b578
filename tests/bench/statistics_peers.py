"""One Python peer of the statistics bench: ``statistics_peers.py TOOL [--share S] [--threads N] FILES…``.

Prints one JSON object: bytes of text given, what was found (``tokens`` or hits, ``types`` or rows), wall seconds and
processor seconds (user and system, all threads) of the counting. Imports, reading the files and handing the texts to
the tool are not counted. ``--share`` gives a slow tool the first part of the texts.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

# The seconds of a stretch of work, by name; "work" is what the tables compare.
Seconds = dict[str, tuple[float, float]]
WORD = re.compile(r"\w+")
TOKEN_PATTERN = r"(?u)\w+"
QUERIES = ("of the", "united states", "as soon as possible")
SCORED = 50_000


class Clock:
    """Adds the wall and processor seconds of its block to ``seconds[name]``."""

    def __init__(self, seconds: Seconds, name: str = "work") -> None:
        self.seconds, self.name = seconds, name

    def __enter__(self) -> None:
        self.start = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        wall, cpu = time.perf_counter() - self.start[0], time.process_time() - self.start[1]
        before = self.seconds.get(self.name, (0.0, 0.0))
        self.seconds[self.name] = before[0] + wall, before[1] + cpu


Texts = list[str]
Found = dict[str, Any]


# ---------------------------------------------------------------------------------------------
# One table of words


def counter_split(files: list[Texts], seconds: Seconds, threads: int) -> Found:
    counts: Counter[str] = Counter()
    with Clock(seconds):
        for text in files[0]:
            counts.update(text.lower().split())
    return {"tokens": counts.total(), "types": len(counts)}


def counter_words(files: list[Texts], seconds: Seconds, threads: int) -> Found:
    counts: Counter[str] = Counter()
    with Clock(seconds):
        for text in files[0]:
            counts.update(WORD.findall(text.lower()))
    return {"tokens": counts.total(), "types": len(counts)}


def duckdb_table(texts: Texts, threads: int) -> Any:
    import duckdb
    import pyarrow as pa

    database = duckdb.connect(":memory:", config={"threads": threads})
    given = pa.table({"t": texts})
    database.register("given", given)
    database.execute("create table docs as select t from given")
    return database


def duckdb_words(cut: str) -> Callable[[list[Texts], Seconds, int], Found]:
    def work(files: list[Texts], seconds: Seconds, threads: int) -> Found:
        database = duckdb_table(files[0], threads)
        query = f"select w, count(*) as n from (select unnest({cut}) as w from docs) group by w"
        with Clock(seconds):
            table = database.sql(query).to_arrow_table()
        return {"tokens": sum(table["n"].to_pylist()), "types": table.num_rows}

    return work


def polars_split(files: list[Texts], seconds: Seconds, threads: int) -> Found:
    import polars as pl

    texts = pl.Series("t", files[0])
    with Clock(seconds):
        counts = texts.str.to_lowercase().str.split(" ").explode().value_counts()
    return {"tokens": counts["count"].sum(), "types": len(counts)}


def polars_words(files: list[Texts], seconds: Seconds, threads: int) -> Found:
    import polars as pl

    texts = pl.Series("t", files[0])
    with Clock(seconds):
        counts = texts.str.to_lowercase().str.extract_all(r"\w+").explode().value_counts()
    return {"tokens": counts["count"].sum(), "types": len(counts)}


def sklearn_ngrams(longest: int) -> Callable[[list[Texts], Seconds, int], Found]:
    def work(files: list[Texts], seconds: Seconds, threads: int) -> Found:
        from sklearn.feature_extraction.text import CountVectorizer

        vectorizer = CountVectorizer(token_pattern=TOKEN_PATTERN, ngram_range=(1, longest))
        with Clock(seconds):
            matrix = vectorizer.fit_transform(files[0])
        return {"tokens": int(matrix.sum()), "types": len(vectorizer.vocabulary_)}

    return work


def nltk_words(files: list[Texts], seconds: Seconds, threads: int) -> Found:
    """The tokenizer inside ``word_tokenize``, without Punkt, whose model is a download of its own."""
    from nltk import FreqDist
    from nltk.tokenize import NLTKWordTokenizer

    tokenizer, counts = NLTKWordTokenizer(), FreqDist()
    with Clock(seconds):
        for text in files[0]:
            counts.update(tokenizer.tokenize(text.lower()))
    return {"tokens": counts.N(), "types": len(counts)}


# ---------------------------------------------------------------------------------------------
# Tables of one to three words


def counter_ngrams(files: list[Texts], seconds: Seconds, threads: int) -> Found:
    counts: Counter[Any] = Counter()
    with Clock(seconds):
        for text in files[0]:
            words = WORD.findall(text.lower())
            counts.update(words)
            counts.update(pairwise(words))
            counts.update(zip(words, words[1:], words[2:]))
    return {"tokens": counts.total(), "types": len(counts)}


def gensim_phrases(files: list[Texts], seconds: Seconds, threads: int) -> Found:
    """Words and pairs; gensim has no table of three."""
    from gensim.models.phrases import Phrases

    with Clock(seconds):
        phrases = Phrases((WORD.findall(text.lower()) for text in files[0]), max_vocab_size=40_000_000)
    return {"tokens": sum(phrases.vocab.values()), "types": len(phrases.vocab)}


# ---------------------------------------------------------------------------------------------
# Scores


def nltk_scores(files: list[Texts], seconds: Seconds, threads: int) -> Found:
    """All measures of NLTK over the first 50,000 pairs of its table; the table is not counted as work."""
    from nltk import FreqDist
    from nltk.collocations import BigramAssocMeasures as Measures
    from nltk.collocations import BigramCollocationFinder

    words: FreqDist = FreqDist()
    joint: FreqDist = FreqDist()
    for text in files[0]:
        tokens = WORD.findall(text.lower())
        words.update(tokens)
        joint.update(pairwise(tokens))
    share = FreqDist(dict(list(joint.items())[:SCORED]))
    finder = BigramCollocationFinder(words, share)
    measures = [
        Measures.raw_freq,
        Measures.student_t,
        Measures.chi_sq,
        Measures.phi_sq,
        Measures.likelihood_ratio,
        Measures.pmi,
        Measures.mi_like,
        Measures.poisson_stirling,
        Measures.jaccard,
        Measures.dice,
    ]
    with Clock(seconds):
        scores = [len(finder.score_ngrams(measure)) for measure in measures]
    return {"tokens": sum(scores), "types": scores[0], "measures": len(measures), "distinct": len(joint)}


def two_rows(files: list[Texts]) -> tuple[list[str], Any]:
    import numpy as np

    one, two = (Counter(word for text in texts for word in WORD.findall(text.lower())) for texts in files)
    terms = sorted(one | two)
    return terms, np.array([[one[t] for t in terms], [two[t] for t in terms]], dtype=float)


def scipy_keyness(files: list[Texts], seconds: Seconds, threads: int) -> Found:
    """One measure, G2 over four cells, word by word over a share of the table."""
    from scipy.stats import chi2_contingency

    terms, counts = two_rows(files)
    totals = counts.sum(axis=1)
    step = max(1, len(terms) // 5000)
    with Clock(seconds):
        g2 = [
            chi2_contingency([column, totals - column], correction=False, lambda_="log-likelihood").statistic
            for column in counts.T[::step]
        ]
    return {"tokens": len(terms), "types": len(g2), "measures": 1}


def sklearn_keyness(files: list[Texts], seconds: Seconds, threads: int) -> Found:
    """One measure, chi2 over two cells, in columns of numpy."""
    from sklearn.feature_selection import chi2

    terms, counts = two_rows(files)
    with Clock(seconds):
        scores, _ = chi2(counts, [0, 1])
    return {"tokens": len(terms), "types": len(scores), "measures": 1}


# ---------------------------------------------------------------------------------------------
# Queries


def python_kwic(query: str) -> Callable[[list[Texts], Seconds, int], Found]:
    def work(files: list[Texts], seconds: Seconds, threads: int) -> Found:
        pattern = re.compile(rf"\b{query}\b", re.IGNORECASE)
        lines = 0
        with Clock(seconds):
            for text in files[0]:
                for hit in pattern.finditer(text):
                    start, end = hit.span()
                    line = text[max(0, start - 40) : start], hit[0], text[end : end + 40]
                    lines += len(line) // 3
        return {"tokens": lines, "types": 1}

    return work


def phrase_pattern(query: str) -> str:
    return r"(?i)(?:^|\W)" + r"\W+".join(query.split()) + r"(?:\W|$)"


def sqlite_phrase(files: list[Texts], seconds: Seconds, threads: int) -> Found:
    """SQLite's full-text index in a file; the tables are warm, as ours is."""
    path = Path(os.environ["BENCH_FOLDER"]) / "short.sqlite"
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    with Clock(seconds, "build"):
        database.execute("create virtual table docs using fts5(t)")
        database.executemany("insert into docs values (?)", ((text,) for text in files[0]))
        database.execute("insert into docs(docs) values ('optimize')")
        database.commit()
    database.close()
    with Clock(seconds, "open"):
        database = sqlite3.connect(path)
        database.execute("select count(*) from docs where docs match 'zzzz'").fetchone()
    found = {}
    for query in QUERIES:
        for _ in range(2):  # The second time counts: the pages are in memory then.
            seconds.pop(query, None)
            with Clock(seconds, query):
                found[query] = database.execute(
                    "select count(*) from docs where docs match ?", (f'"{query}"',)
                ).fetchone()[0]
    size = path.stat().st_size
    database.close()
    path.unlink()
    return {"found": found, "size": size}


def duckdb_phrase(files: list[Texts], seconds: Seconds, threads: int) -> Found:
    database = duckdb_table(files[0], threads)
    found = {}
    for query in QUERIES:
        with Clock(seconds, query):
            answer = database.execute("select count(*) from docs where regexp_matches(t, ?)", [phrase_pattern(query)])
            found[query] = answer.fetchone()[0]
    return {"found": found}


def polars_phrase(files: list[Texts], seconds: Seconds, threads: int) -> Found:
    import polars as pl

    texts = pl.Series("t", files[0])
    found = {}
    for query in QUERIES:
        with Clock(seconds, query):
            found[query] = int(texts.str.contains(phrase_pattern(query)).sum())
    return {"found": found}


TOOLS: dict[str, Callable[[list[Texts], Seconds, int], Found]] = {
    "counter-split": counter_split,
    "counter-words": counter_words,
    "counter-ngrams": counter_ngrams,
    "duckdb-split": duckdb_words("string_split(lower(t), ' ')"),
    "duckdb-words": duckdb_words(r"regexp_extract_all(lower(t), '\w+')"),
    "duckdb-phrase": duckdb_phrase,
    "polars-split": polars_split,
    "polars-words": polars_words,
    "polars-phrase": polars_phrase,
    "sklearn-words": sklearn_ngrams(1),
    "sklearn-ngrams": sklearn_ngrams(3),
    "sklearn-keyness": sklearn_keyness,
    "scipy-keyness": scipy_keyness,
    "nltk-words": nltk_words,
    "nltk-scores": nltk_scores,
    "gensim-phrases": gensim_phrases,
    "python-kwic-the": python_kwic("the"),
    "python-kwic-party": python_kwic("party"),
    "sqlite-phrase": sqlite_phrase,
}


def read(path: str, share: float) -> Texts:
    # Line by line, so that reading has no peak of memory of its own. Only line feeds end a line.
    with open(path, encoding="utf-8", newline="\n") as lines:
        texts = [line.removesuffix("\n") for line in lines]
    return texts[: max(1, round(len(texts) * share))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool", choices=sorted(TOOLS))
    parser.add_argument("files", nargs="+")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    os.environ["POLARS_MAX_THREADS"] = str(args.threads)
    files = [read(path, args.share) for path in args.files]
    size = sum(len(text.encode()) for texts in files for text in texts)
    seconds: Seconds = {}
    found = TOOLS[args.tool](files, seconds, args.threads)
    wall, cpu = seconds.pop("work", (0.0, 0.0))
    print(json.dumps({"bytes": size, "wall": wall, "cpu": cpu, "steps": seconds, **found}))


if __name__ == "__main__":
    sys.exit(main())
