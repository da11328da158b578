"""Versions of one text compared."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import polars as pl
import pytest
import variorum as vr

CAPTURES = Path(__file__).parents[1] / "captures"
FIRST = CAPTURES / "01_address_first_translation.txt"
REVISED = CAPTURES / "02_address_revised_translation.txt"


@pytest.fixture(scope="module")
def versions() -> tuple[vr.Document, vr.Document]:
    return vr.read(FIRST)[0], vr.read(REVISED)[0]


def fold(text: str) -> str:
    return " ".join(text.split())


def test_spans_are_code_points(versions: tuple[vr.Document, vr.Document]) -> None:
    found = vr.compare(*versions)
    told = found.to_dict()
    for side, document in zip("ab", versions, strict=True):
        for variant in told["variants"]:
            words = " ".join(document.source[s:e] for s, e in variant[f"{side}_spans"])
            assert fold(words) == fold(variant[side])
        for sentence in told[side]["sentences"]:
            words = " ".join(document.source[s:e] for s, e in sentence["spans"])
            assert fold(words) == fold(sentence["text"])
    for row in found.variants:
        if row["a"]:
            assert fold(versions[0].source[row["a_start"] : row["a_end"]]).startswith(fold(row["a"])[:4])


def test_korean_spans() -> None:
    first = vr.read(text="로동신문은 군당비서 5명이 대회에 참가했다고 보도했다.\n")[0]
    second = vr.read(text="노동신문은 군당비서 6명이 대회에 참가했다고 보도했다.\n")[0]
    for row in vr.compare(first, second).variants:
        assert first.source[row["a_start"] : row["a_end"]] == row["a"]
        assert second.source[row["b_start"] : row["b_end"]] == row["b"]


def test_tables_and_summary(versions: tuple[vr.Document, vr.Document]) -> None:
    found = vr.compare(*versions)
    assert found.beads.columns[:4] == ["bead", "a", "b", "score"]
    frame = pl.DataFrame(found.variants)
    assert frame.height == sum(found.summary["kinds"].values())
    assert found.summary["sentences"]["carried"] == len(found.to_dict()["a"]["sentences"])
    weights = [found.variants[n]["weight"] for n in found.summary["weightiest"]]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) == 10
    assert json.loads(found.to_json())["summary"] == found.summary


def test_it_shows_itself(versions: tuple[vr.Document, vr.Document]) -> None:
    found = vr.compare(*versions)
    assert "<del" in found._repr_html_()
    assert "<ins" in found._repr_html_()
    assert found.to_html().startswith("<!doctype html>")
    assert repr(found).startswith("Comparison(similarity=0.")
    hostile = vr.Corpus.from_texts(["The <script>alert(1)</script> weir was mended in April."])[0]
    assert "<script>alert" not in vr.compare(hostile, versions[0])._repr_html_()


def test_a_version_equals_itself(versions: tuple[vr.Document, vr.Document]) -> None:
    found = vr.compare(versions[0], versions[0])
    assert len(found.variants) == 0
    assert found.summary["similarity"] == 1.0


def test_options(versions: tuple[vr.Document, vr.Document]) -> None:
    found = vr.compare(*versions, kinds=["omission"], skip_equivalent=True, top=3)
    assert set(found.variants["kind"]) == {"omission"}
    assert len(found.summary["weightiest"]) == 3
    with pytest.raises(vr.UsageError, match="known are"):
        vr.compare(*versions, kinds=["omision"])
    with pytest.raises(vr.UsageError):
        vr.compare(*versions, top=-1)


def test_in_a_corpus() -> None:
    corpus = vr.read([FIRST, REVISED])
    assert corpus.compare().to_json() == corpus.compare(0, 1).to_json()
    assert corpus.compare(corpus[1].id, 0).a == corpus[1]


def test_a_collation() -> None:
    corpus = vr.read([FIRST, REVISED, FIRST.with_name("06_bulletin.txt")])
    found = vr.collate(corpus, base=1)
    assert found.table.columns[:5] == ["part", "sentence", "A", "B", "C"]
    root = ET.fromstring(found.to_tei())
    assert len(root.findall(".//{http://www.tei-c.org/ns/1.0}witness")) == len(corpus)
    table = json.loads(found.to_collatex())
    assert len(table["table"]) == len(found.table)
    assert json.loads(found.to_json())["base"] == 1
    with pytest.raises(vr.UsageError):
        vr.collate(corpus, base=9)
    with pytest.raises(vr.UsageError):
        vr.collate([])
