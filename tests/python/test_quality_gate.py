"""The measures and the floors of the quality gate."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

QUALITY = Path(__file__).resolve().parents[1] / "quality"
sys.path.insert(0, str(QUALITY))
gate: Any = importlib.import_module("gate")
m: Any = importlib.import_module("measures")


def test_word_f1_counts_repeated_words() -> None:
    # gold {the: 2, mill: 1}, found {the: 1, mill: 1}: precision 1, recall 2/3.
    assert m.word_f1("The mill, the", "the mill") == pytest.approx(0.8)
    assert m.word_f1("", "") == 1.0
    assert m.word_f1("mill", "") == 0.0


def test_optional_paragraphs_count_neither_way() -> None:
    body = ["Work began.", "[Reporting by L. Osk.]"]
    assert m.word_f1(body, "Work began.") == 1.0
    assert m.word_f1(body, "Work began. Reporting by L. Osk.") == 1.0
    assert m.paragraph_exact(body, ["Work  began."]) == 1.0
    assert m.paragraph_exact(body, ["Work began.", "Reporting by L. Osk."]) == 1.0


def test_paragraph_exact_counts_whole_paragraphs() -> None:
    assert m.paragraph_exact(["a b", "c"], ["a b", "d"]) == pytest.approx(0.5)
    assert m.paragraph_exact(["a b c"], ["a b", "c"]) == 0.0


def test_shingles_are_those_of_the_benchmark() -> None:
    # Gold has two four-word shingles, found the first of them: tp 1, fn 1, normalised.
    assert m.shingle_counts("a b c d e", "a b c d") == (0.5, 0.0, 0.5)
    precision, recall, f1 = m.shingle_prf([(0.5, 0.0, 0.5), (1.0, 0.0, 0.0)])
    assert (precision, recall) == (1.0, 0.75)
    assert f1 == pytest.approx(6 / 7)


def test_split_is_by_the_id_alone() -> None:
    parts = [m.split(f"page-{n}") for n in range(1000)]
    assert 550 < parts.count("tune") < 650
    assert parts == [m.split(f"page-{n}") for n in range(1000)]


def test_fields_are_equal_but_for_case_and_punctuation() -> None:
    assert m.title_equal("Who counts? Nobody!", "who counts – nobody")
    assert not m.title_equal("Who counts?", None)
    assert m.author_equal("Lena Osk and Rafe Dunning", ["Rafe Dunning", "Lena Osk"])
    assert m.author_equal("Lena Osk", ["By Lena Osk"])
    assert not m.author_equal("Lena Osk", [])
    assert m.day_equal("2023-03-15", "2023-03-15T09:42")
    assert not m.day_equal("2023-03-15", "2023-03")
    assert not m.day_contradicts("2023-03-15", "2023-03")
    assert not m.day_contradicts("2023-03-15", None)
    assert m.day_contradicts("2023-03-15", "2023-03-16")


@pytest.fixture
def floors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "floors.json"
    monkeypatch.setattr(gate, "FLOORS", path)
    return path


def figures(**values: float) -> list[Any]:
    return [gate.Figure(name, value, 10) for name, value in values.items()]


def test_a_floor_is_not_lowered_without_a_reason(floors: Path) -> None:
    assert gate.update(gate.load_floors(), figures(a=0.95, b=0.9), "data", None) == []
    refused = gate.update(gate.load_floors(), figures(a=0.96, b=0.8), "data", None)
    assert [line.split(":")[0] for line in refused] == ["b"]
    assert gate.load_floors()["floors"] == {"a": 0.95, "b": 0.9}
    assert gate.update(gate.load_floors(), figures(a=0.96, b=0.8), "data", "b was measured wrongly") == []
    pinned = gate.load_floors()
    assert pinned["floors"] == {"a": 0.96, "b": 0.8}
    assert pinned["lowered"][0]["reason"] == "b was measured wrongly"


def test_a_measure_that_disappears_is_a_lowered_floor(floors: Path) -> None:
    gate.update(gate.load_floors(), figures(a=0.95, b=0.9), "data", None)
    assert gate.update(gate.load_floors(), figures(a=0.95), "data", None) == ["b: 0.9 -> gone"]
    assert gate.missed(gate.load_floors(), figures(a=0.95), "data")


def test_other_data_do_not_compare(floors: Path) -> None:
    gate.update(gate.load_floors(), figures(a=0.95), "data", None)
    assert gate.missed(gate.load_floors(), figures(a=0.95), "data") == []
    assert gate.missed(gate.load_floors(), figures(a=0.95), "other data")
    assert gate.update(gate.load_floors(), figures(a=0.99), "other data", None)


def test_an_edit_by_hand_is_seen(floors: Path) -> None:
    gate.update(gate.load_floors(), figures(a=0.95), "data", None)
    floors.write_text(floors.read_text().replace("0.95", "0.5"))
    with pytest.raises(gate.GateError, match="by hand"):
        gate.load_floors()


def test_a_missed_floor_is_named(floors: Path) -> None:
    gate.update(gate.load_floors(), figures(a=0.95), "data", None)
    (line,) = gate.missed(gate.load_floors(), figures(a=0.94), "data")
    assert line.startswith("a: 0.9400")
