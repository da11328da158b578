"""Clusters of documents that carry one statement, and the figures of sources."""

from __future__ import annotations

from pathlib import Path

import pytest
import variorum as vr
from variorum import plot

CAPTURES = Path(__file__).parents[1] / "captures"


@pytest.fixture(scope="module")
def corpus() -> vr.Corpus:
    return vr.read(CAPTURES).where(language="en")


def test_two_translations_are_one_statement(corpus: vr.Corpus) -> None:
    table = corpus.cluster()
    cluster = {Path(p.rsplit("#", 1)[0]).name: c for p, c in zip(table["path"], table["cluster"], strict=True)}
    label = {Path(p.rsplit("#", 1)[0]).name: c for p, c in zip(table["path"], table["label"], strict=True)}
    first, second = "01_address_first_translation.txt", "02_address_revised_translation.txt"
    assert cluster[first] == cluster[second]
    assert {label[first], label[second]} <= {"origin", "other translation", "revision", "near copy"}
    origin = next(row for row in (table[n] for n in range(len(table))) if row["label"] == "origin")
    assert origin["evidence"] and origin["of"] is None


def test_links_and_labels(corpus: vr.Corpus) -> None:
    links = corpus.cluster(links=True)
    assert len(links) > 0 and set(links["label"]) <= {
        "near copy",
        "revision",
        "other translation",
        "excerpt",
        "quotes",
    }
    only = corpus.cluster(links=True, labels=["quotes"])
    assert set(only["label"]) <= {"quotes"}
    with pytest.raises(vr.UsageError, match="known are exact copy"):
        corpus.cluster(labels=["copy"])
    with pytest.raises(vr.UsageError, match="min_shared"):
        corpus.cluster(min_shared=-1)


def test_nothing_to_cluster() -> None:
    table = vr.Corpus.from_texts(["", "Nobody met."]).cluster()
    assert len(table) == 0
    assert table.provenance["counts"]["clusters"] == 0


def test_independent_counting_leaves_near_copies_out() -> None:
    words = (
        "The district committee met in Tarsk on Monday and adopted a long statement on the northern weir and its crews"
    )
    extra = "The chairman thanked the crews of the province who had worked through the winter without a day of rest"
    texts = [f"{words}. {extra}.", f"TARSK (VPS) -- {words}. {extra}.", "The harvest is in."]
    corpus = vr.Corpus.from_texts(texts)
    all_of_it = dict(zip(*(corpus.frequency()[c] for c in ("term", "count")), strict=True))
    once = dict(zip(*(corpus.frequency(independent=True)[c] for c in ("term", "count")), strict=True))
    assert (all_of_it["weir"], once["weir"]) == (2, 1)


def test_figures(corpus: vr.Corpus) -> None:
    pytest.importorskip("altair")
    chart = plot.timeline(corpus.cluster()).to_dict()
    assert chart["title"] == "Who carried which statement, and when"
    chart = plot.flow(corpus.trace()).to_dict()
    assert len(chart["layer"]) == 3
    with pytest.raises(vr.UsageError, match="no column"):
        plot.flow(corpus.cluster())
