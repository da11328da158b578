"""Facts and measures of people; places count code points."""

from __future__ import annotations

from pathlib import Path

import pytest
import variorum as vr

CAPTURES = Path(__file__).parents[1] / "captures"
PACK = Path(__file__).parents[1] / "packs" / "vendria"
KINDS = ("people", "titles", "rosters", "organs", "events", "dates", "quantities", "quotes", "terms", "claims")


@pytest.fixture(scope="module")
def corpus() -> vr.Corpus:
    return vr.read(CAPTURES, pack=str(PACK))


def test_places_are_code_points(corpus: vr.Corpus) -> None:
    sources = {d.id: d.source for d in corpus}
    looked = 0
    for kind in ("people", "titles", "organs", "dates", "quantities"):
        for row in getattr(corpus, kind)():
            words = sources[row["document"]][row["start"] : row["end"]]
            assert words.split()[0][:3] == row["text"].split()[0][:3], row
            looked += 1
    assert looked > 100


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_table(corpus: vr.Corpus, kind: str) -> None:
    table = getattr(corpus, kind)()
    assert table.columns[:4] == ["document", "start", "end", "text"]
    assert table.columns[-1] == "path"
    assert corpus.extract(kind).columns == table.columns
    assert table.provenance["options"]["kinds"] == kind


def test_several_kinds_at_once(corpus: vr.Corpus) -> None:
    table = corpus.extract("people", "dates")
    assert set(table["kind"]) == {"people", "dates"}
    with pytest.raises(vr.UsageError, match="'persons' is no kind of fact: known are people"):
        corpus.extract("persons")


def test_rosters(corpus: vr.Corpus) -> None:
    lists = corpus.rosters("lists")
    assert max(lists["members"]) >= 7
    history = corpus.rosters("history")
    assert "first" in history["change"]
    by_path = {d.capture if hasattr(d, "capture") else d.address: d for d in corpus}
    assert by_path
    old = next(d for d in corpus if "06_bulletin" in d.path)
    new = next(d for d in corpus if "19_closing" in d.path)
    diff = corpus.rosters("diff", before=old.id, after=new.id)
    change = dict(zip(diff["name"], diff["change"]))
    assert change["Anka Brode"] == "left"
    assert change["Ilse Taren"] == "same"
    with pytest.raises(vr.UsageError, match="a diff needs 'after'"):
        corpus.rosters("diff", before=old.id)
    with pytest.raises(vr.UsageError, match="there is no view 'tree'"):
        corpus.rosters("tree")


def test_measures_of_people(corpus: vr.Corpus) -> None:
    table = corpus.appearances(["Ilse Taren"], period="year")
    assert set(table["name"]) == {"Ilse Taren"}
    assert "Davin Sorrel" in corpus.companions("Ilse Taren")["name"]
    assert len(corpus.coappearances(min_count=1)) > 5
    assert corpus.absences(min_count=2) is not None
    assert "first secretary of organisation" in corpus.careers(["Ilse Taren"])["title"]


def test_agreement(corpus: vr.Corpus) -> None:
    table = corpus.agree()
    assert set(table["verdict"]) <= {"contradicts", "completes", "agrees", "adds"}
    assert "name" in table["aspect"]
