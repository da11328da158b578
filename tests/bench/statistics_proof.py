"""Equal counts, term by term: ``statistics_proof.py words|ngrams|keyness FILES…``.

Prints one JSON object: the reference, and for each other counter its tokens, its types, how many terms have another
count than in the reference, and the characters by which those terms differ. Our counts are there if the package is.

Words are cut at ``\\w+``. Lower case before the cut and after it are not the same: ``İ`` becomes two characters of
which one is no letter. So two references stand beside each other, and each other counter has tables of Unicode of
its own.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import ours_statistics as ours
from statistics_peers import TOKEN_PATTERN, WORD, Texts, duckdb_table, read, two_rows

SHOWN = 12
OURS = "variorum"
# ``\w`` as UTS #18, annex C, has it, and the Rust crate ``regex``.
UTS18_WORD = r"[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]+"
Tokenizer = Callable[[str], list[str]]
Count = Callable[[Texts], Mapping[str, int]]


def lower_first(texts: Texts) -> Counter[str]:
    return Counter(word for text in texts for word in WORD.findall(text.lower()))


def cut_first(texts: Texts) -> Counter[str]:
    return Counter(word.lower() for text in texts for word in WORD.findall(text))


def polars_words(texts: Texts) -> dict[str, int]:
    """``\\w`` of the Rust crate ``regex``, which has marks and joiners in it and no superscripts (UTS #18)."""
    import polars as pl

    counts = pl.Series("t", texts).str.to_lowercase().str.extract_all(r"\w+").explode().value_counts()
    return {term: count for term, count in counts.iter_rows() if term is not None}


def polars_cut_first(texts: Texts) -> dict[str, int]:
    import polars as pl

    counts = pl.Series("t", texts).str.extract_all(r"\w+").explode().str.to_lowercase().value_counts()
    return {term: count for term, count in counts.iter_rows() if term is not None}


def duckdb_words(texts: Texts) -> dict[str, int]:
    database = duckdb_table(texts, 1)
    query = r"select w, count(*) from (select unnest(regexp_extract_all(lower(t), '\w+')) as w from docs) group by w"
    return dict(database.sql(query).fetchall())


def sklearn_counts(longest: int, tokenizer: Tokenizer | None = None) -> Count:
    """Counts of scikit-learn, with its own cut at ``\\w+`` after lower-casing, or with a tokenizer that does both."""

    def count(texts: Texts) -> dict[str, int]:
        import numpy as np
        from sklearn.feature_extraction.text import CountVectorizer

        cut: dict[str, Any] = {"token_pattern": TOKEN_PATTERN}
        if tokenizer is not None:
            cut = {"tokenizer": tokenizer, "token_pattern": None, "lowercase": False}
        vectorizer = CountVectorizer(ngram_range=(1, longest), dtype=np.int64, **cut)
        sums = np.asarray(vectorizer.fit_transform(texts).sum(axis=0)).ravel()
        return {term: int(sums[column]) for term, column in vectorizer.vocabulary_.items()}

    return count


def cut_then_lower(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def uts18_lower_first(text: str) -> list[str]:
    import regex

    return regex.findall(UTS18_WORD, text.lower())


def uts18_cut_first(text: str) -> list[str]:
    import regex

    return [word.lower() for word in regex.findall(UTS18_WORD, text)]


def characters(terms: set[str]) -> list[str]:
    """The characters beyond ASCII in the terms that differ, the most frequent first, by number and name."""
    counts = Counter(c for term in terms for c in set(term) if not c.isascii())
    ranked = sorted(counts.items(), key=lambda both: (-both[1], both[0]))
    return [f"U+{ord(c):04X} {unicodedata.name(c, '?')} in {n}" for c, n in ranked[:SHOWN]]


def compare(reference: Mapping[str, int], other: Mapping[str, int]) -> dict[str, Any]:
    differ = {term for term in reference.keys() | other.keys() if reference.get(term, 0) != other.get(term, 0)}
    return {
        "tokens": sum(other.values()),
        "types": len(other),
        "differ": len(differ),
        "occurrences": sum(abs(reference.get(term, 0) - other.get(term, 0)) for term in differ),
        "ascii": sum(term.isascii() for term in differ),
        "characters": characters(differ),
    }


def counted(name: str, count: Count, texts: Texts, missing: list[str]) -> Mapping[str, int] | None:
    """The counts of an optional tool, or None and a line in ``missing``."""
    try:
        return count(texts)
    except ImportError as error:
        missing.append(f"{name}: {error}")
        return None


def prove(reference: str, counters: dict[str, Count], texts: Texts, others: dict[str, Count]) -> dict[str, Any]:
    """Every counter beside the reference; of ours also the names of those that it equals term by term.

    ``others`` are counted only if ours differ from the reference, to find the rule that explains it.
    """
    missing: list[str] = []
    mine = counted(OURS, counters[OURS], texts, missing)
    if mine is None and len(counters) == 2:
        return {"reference": reference, "rows": [], "missing": missing}  # Nothing to compare the reference with.
    truth = counted(reference, counters[reference], texts, missing)
    rows, equal = [], []
    if mine is not None and mine != truth:
        counters = {**counters, **others}
    for name, count in counters.items():
        if name == OURS:
            continue
        other = truth if name == reference else counted(name, count, texts, missing)
        if other is not None and other == mine:
            equal.append(name)
        if truth is not None and other is not None:
            rows.append({"name": name, **compare(truth, other)})
    if truth is not None and mine is not None:
        rows.append({"name": OURS, "equal": equal, **compare(truth, mine)})
    return {"reference": reference, "rows": rows, "missing": missing}


def words(files: list[Texts]) -> dict[str, Any]:
    counters = {
        "Python, lower case first": lower_first,
        "Python, cut first": cut_first,
        "scikit-learn": sklearn_counts(1),
        "polars, lower case first": polars_words,
        "polars, cut first": polars_cut_first,
        "DuckDB": duckdb_words,
        OURS: ours.word_counts,
    }
    others = {
        "UTS #18, lower case first": sklearn_counts(1, uts18_lower_first),
        "UTS #18, cut first": sklearn_counts(1, uts18_cut_first),
    }
    return prove("Python, lower case first", counters, files[0], others)


def ngrams(files: list[Texts]) -> dict[str, Any]:
    counters = {
        "scikit-learn": sklearn_counts(3),
        "scikit-learn, cut first": sklearn_counts(3, cut_then_lower),
        OURS: ours.ngram_counts,
    }
    others = {
        "scikit-learn, UTS #18, lower case first": sklearn_counts(3, uts18_lower_first),
        "scikit-learn, UTS #18, cut first": sklearn_counts(3, uts18_cut_first),
    }
    return prove("scikit-learn", counters, files[0], others)


def keyness(files: list[Texts]) -> dict[str, Any]:
    """Our G2 beside scipy's, the largest relative difference over every sixteenth word."""
    missing: list[str] = []
    try:
        from scipy.stats import chi2_contingency

        found = ours.keyness_g2(*files)
    except ImportError as error:
        return {"reference": "scipy", "missing": [str(error)], "rows": []}
    terms, counts = two_rows(files)
    totals = counts.sum(axis=1)
    worst, compared = 0.0, 0
    late = [cut_first(texts) for texts in files]
    counted_alike = {
        term: all(late[row][term] == counts[row][column] for row in (0, 1)) for column, term in enumerate(terms)
    }
    for term, column in list(zip(terms, counts.T))[::16]:
        # A word that lower-casing before the cut makes of others has other counts here.
        if term in found and counted_alike[term]:
            table = [column, totals - column]
            truth = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
            worst = max(worst, abs(abs(found[term]) - truth) / max(1.0, truth))
            compared += 1
    return {"reference": "scipy", "missing": missing, "rows": [{"compared": compared, "worst": worst}]}


CHECKS = {"words": words, "ngrams": ngrams, "keyness": keyness}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("check", choices=sorted(CHECKS))
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    print(json.dumps(CHECKS[args.check]([read(path, 1.0) for path in args.files])))


if __name__ == "__main__":
    sys.exit(main())
