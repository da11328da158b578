"""Collocations, similarities and the matrix of documents and features."""

from __future__ import annotations

import math
import sys
from typing import Any

import polars as pl
import pytest
import variorum as vr

TEXT = "The red flag flew over a red flag and a red car.\n"


@pytest.fixture(scope="module")
def corpus() -> vr.Corpus:
    return vr.read(text=TEXT).counting(case="fold")


def test_collocations(corpus: vr.Corpus) -> None:
    table = corpus.collocations(measures=["pmi", "lambda"], min_count=1)
    rows = {(row[0], row[1]): dict(zip(table.columns, row, strict=True)) for row in table.rows()}
    flag = rows["red", "flag"]
    assert (flag["count"], flag["first_count"], flag["second_count"]) == (2, 3, 2)
    assert flag["pmi"] == pytest.approx(math.log2(2 * 11 / 6))
    assert flag["lambda"] == pytest.approx(math.log(2.5 * 8.5 / (1.5 * 0.5)))
    assert table.provenance["options"]["log10_p_of"] == "lambda"  # type: ignore[index]


def test_collocates_of_a_node(corpus: vr.Corpus) -> None:
    table = corpus.collocations("window", left=0, right=1, nodes="r?d", measures="dice", min_count=1)
    assert table["first"] == ["red", "red"]
    assert table["second"] == ["flag", "car"]


def test_longer_runs(corpus: vr.Corpus) -> None:
    table = corpus.collocations(n=3, min_count=1)
    assert table.columns == ["ngram", "count", "documents", "expected", "lambda", "lambda_z", "g2", "log10_p"]


@pytest.mark.parametrize(
    ("options", "known"),
    [
        ({"measures": "mutual"}, "known are pmi, npmi"),
        ({"context": "near"}, "known are adjacent, window, sentence"),
        ({"n": 6}, "2 to 5"),
        ({"n": 3, "measures": ["pmi"]}, "known are g2, lambda"),
        ({"n": -1}, "0 or more"),
    ],
)
def test_wrong_options_list_the_known(corpus: vr.Corpus, options: dict[str, Any], known: str) -> None:
    with pytest.raises(vr.UsageError, match=known):
        corpus.collocations(**options)


def test_similarity(corpus: vr.Corpus) -> None:
    assert corpus.similarity().columns == ["a", "b", "jaccard", "cosine", "cosine_tf_idf"]
    with pytest.raises(vr.UsageError, match="known are jaccard"):
        corpus.similarity(measures="euclid")
    with pytest.raises(vr.UsageError, match="max_documents is 0"):
        corpus.similarity(max_documents=0)


def test_matrix_names_and_long_form(corpus: vr.Corpus) -> None:
    matrix = corpus.matrix(case="fold")
    assert matrix.features == sorted(set(TEXT.lower().replace(".", "").split()))
    assert matrix.shape == (1, 8)
    assert matrix.nnz == 8
    table = matrix.table()
    assert table.columns == ["document", "feature", "value"]
    assert dict(zip(table["feature"], table["value"], strict=True))["red"] == 3
    assert pl.DataFrame(table).shape == (8, 3)
    assert matrix.provenance["measure"] == "stats matrix"
    assert corpus.matrix(1, 2, max_features=2, case="fold").shape == (1, 2)


@pytest.mark.parametrize(
    ("options", "part"),
    [({"min_df": 1.5}, "from 0 to 1"), ({"norm": "l3", "tf_idf": True}, "known are none, l1, l2"), ({"max_n": 9}, "8")],
)
def test_wrong_matrices(corpus: vr.Corpus, options: dict[str, Any], part: str) -> None:
    with pytest.raises(vr.UsageError, match=part):
        corpus.matrix(**options)
    with pytest.raises(TypeError, match="min_df"):
        corpus.matrix(min_df="many")


def test_matrix_is_sparse_rows_of_scipy(corpus: vr.Corpus) -> None:
    sparse = pytest.importorskip("scipy.sparse")
    counts = corpus.matrix(case="fold").csr()
    assert sparse.issparse(counts)
    assert counts.dtype == "int64"
    assert counts.has_canonical_format
    words = TEXT.lower().replace(".", "").split()
    assert counts.toarray().tolist() == [[words.count(word) for word in sorted(set(words))]]
    weights = corpus.matrix(tf_idf=True, norm="l1", case="fold").csr()
    assert weights.dtype == "float64"
    assert weights.sum() == pytest.approx(1)
    # It can be written to.
    weights.data[0] = 0
    weights.eliminate_zeros()
    assert weights.nnz == 7


def test_scipy_is_named_where_it_is_absent(corpus: vr.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numpy")
    monkeypatch.setitem(sys.modules, "scipy.sparse", None)
    with pytest.raises(ImportError, match=r"scipy\.sparse cannot be imported"):
        corpus.matrix().csr()
