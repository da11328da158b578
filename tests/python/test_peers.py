"""The numbers of other tools under the same rules: scikit-learn's tf-idf, lexicalrichness's MTLD and HD-D.

Each test runs where its peer is installed (``tests/bench/requirements.txt``) and is skipped elsewhere.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import random
import re
import unicodedata
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import variorum as vr

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("VARIORUM_SHARED", ROOT / "../shared"))
WORD = re.compile(r"\w+")
TOLERANCE = 1e-12


def peer(name: str) -> Any:
    """A module of a peer, whose own warnings are none of ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(name)


def captures() -> list[str]:
    """The texts among the captures that were written for this project, in English and Korean."""
    texts = []
    for path in sorted((ROOT / "tests/captures").glob("*.txt")):
        # Some are in other encodings, on purpose. Texts are counted in composed form.
        with contextlib.suppress(UnicodeDecodeError):
            texts.append(unicodedata.normalize("NFC", path.read_text("utf-8")))
    assert len(texts) >= 8
    return [*texts, "a b c", "…", "a a a a\na"]


def archive(count: int) -> list[str]:
    path = SHARED / "corpora/kcna_co_jp_2011_2012.jsonl.gz"
    if not path.exists():
        pytest.skip(f"{path} is absent")
    with gzip.open(path) as lines:
        texts = [text for line in lines if (text := (json.loads(line)["text"] or "").strip())]
    return random.Random(7).sample(texts, count)


def corpus(texts: list[str]) -> vr.Corpus:
    return vr.Corpus.from_texts(texts, tokens="word")


@pytest.fixture(scope="module", params=["captures", "archive"])
def texts(request: pytest.FixtureRequest) -> list[str]:
    return captures() if request.param == "captures" else archive(500)


def test_words_are_those_of_python(texts: list[str]) -> None:
    table = corpus(texts).frequency(case="fold")
    assert dict(zip(table["term"], table["count"], strict=True)) == Counter(
        word for text in texts for word in WORD.findall(text.lower())
    )


@pytest.mark.parametrize("norm", ["l2", "l1", None])
@pytest.mark.parametrize("sublinear_tf", [False, True])
@pytest.mark.parametrize("smooth_idf", [True, False])
def test_tf_idf_is_that_of_scikit_learn(
    texts: list[str], smooth_idf: bool, sublinear_tf: bool, norm: str | None
) -> None:
    sklearn = peer("sklearn.feature_extraction.text")
    options: dict[str, Any] = {"smooth_idf": smooth_idf, "sublinear_tf": sublinear_tf, "norm": norm}
    vectorizer = sklearn.TfidfVectorizer(token_pattern=r"(?u)\w+", **options)
    theirs = vectorizer.fit_transform(texts)
    matrix = corpus(texts).matrix(tf_idf=True, case="fold", **options)
    ours, vocabulary = matrix.csr(), matrix.features
    assert ours.shape == theirs.shape
    assert set(vocabulary) == set(vectorizer.vocabulary_)
    # Their columns in our order.
    theirs = theirs.tocsc()[:, [vectorizer.vocabulary_[term] for term in vocabulary]]
    assert abs(ours - theirs).max() <= TOLERANCE
    assert ours.nnz == theirs.nnz


def test_counts_are_those_of_scikit_learn(texts: list[str]) -> None:
    sklearn = peer("sklearn.feature_extraction.text")
    vectorizer = sklearn.CountVectorizer(token_pattern=r"(?u)\w+")
    theirs = vectorizer.fit_transform(texts)
    matrix = corpus(texts).matrix(case="fold")
    ours, vocabulary = matrix.csr(), matrix.features
    theirs = theirs.tocsc()[:, [vectorizer.vocabulary_[term] for term in vocabulary]]
    assert abs(ours - theirs).max() == 0


def test_runs_are_those_of_scikit_learn(texts: list[str]) -> None:
    sklearn = peer("sklearn.feature_extraction.text")
    vectorizer = sklearn.CountVectorizer(token_pattern=r"(?u)\w+", ngram_range=(1, 3))
    sums = vectorizer.fit_transform(texts).sum(axis=0).tolist()[0]
    table = corpus(texts).ngrams(1, 3, min_count=1, case="fold")
    assert dict(zip(table["ngram"], table["count"], strict=True)) == {
        term: sums[column] for term, column in vectorizer.vocabulary_.items()
    }


def words_of(texts: list[str]) -> list[str]:
    return [word for text in texts for word in WORD.findall(text.lower())]


def diversity(words: list[str], measure: str, **options: Any) -> float:
    table = corpus([" ".join(words)]).diversity(measures=[measure], **options)
    (value,) = table[measure]
    return value


@pytest.mark.parametrize("threshold", [0.72, 0.66, 0.5])
@pytest.mark.parametrize("length", [100, 1_000, 10_000])
def test_mtld_is_that_of_lexicalrichness(texts: list[str], length: int, threshold: float) -> None:
    """Its variant: a factor ends at or below the threshold, however short it is."""
    lexicalrichness = peer("lexicalrichness")
    words = words_of(texts)[:length]
    theirs = lexicalrichness.LexicalRichness(words, preprocessor=None, tokenizer=None).mtld(threshold=threshold)
    ours = diversity(words, "mtld", mtld_threshold=threshold, mtld_comparison="at_most", mtld_least_tokens=1)
    assert ours == pytest.approx(theirs, rel=TOLERANCE)


@pytest.mark.parametrize("draws", [42, 10])
@pytest.mark.parametrize("length", [42, 100, 1_000, 10_000])
def test_hd_d_is_that_of_lexicalrichness(texts: list[str], length: int, draws: int) -> None:
    lexicalrichness = peer("lexicalrichness")
    words = words_of(texts)[:length]
    theirs = lexicalrichness.LexicalRichness(words, preprocessor=None, tokenizer=None).hdd(draws=draws)
    # scipy takes its probabilities from logarithms of gamma, which have fewer digits than a product.
    assert diversity(words, "hd_d", sample=draws) == pytest.approx(theirs, rel=1e-9)
