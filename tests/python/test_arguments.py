"""Arguments that do not fit are told by name; what fits is taken."""

from __future__ import annotations

import datetime
import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import variorum as vr

TEXT = "Congress Opens in Tarsk\n\nTARSK, March 3, 2023 (VPS) -- 의회가 열렸다. The congress opened on Friday, the agency said.\n"
ROWS = [
    {"text": f"The party met {n} times in Tarsk on Friday.", "topic": f"t{n}", "date": f"2023-03-0{n + 1}"}
    for n in range(4)
]


@pytest.fixture(scope="module")
def corpus() -> vr.Corpus:
    return vr.read(ROWS)


@pytest.mark.parametrize(
    "call",
    [
        lambda c: c.frequency(by="nope"),
        lambda c: c.ngrams(by="nope"),
        lambda c: c.where(nope="x"),
        lambda c: c.where(outlet="*", nope="x"),
    ],
)
def test_an_unknown_facet_is_an_error(corpus: vr.Corpus, call: Any) -> None:
    with pytest.raises(vr.UsageError, match="'nope' is no facet: known are outlet.*topic"):
        call(corpus)


def test_conditions_are_text_numbers_or_dates(corpus: vr.Corpus) -> None:
    assert len(corpus.where(year=2023)) == len(corpus.where(year="2023")) == 4
    assert len(corpus.where(date=datetime.date(2023, 3, 2))) == 1
    assert len(corpus.where(date=datetime.datetime(2023, 3, 2, 9))) == 1
    for wrong in (True, 1.5, ["2023"], None):
        with pytest.raises(TypeError, match="year must be a str, an int or a date"):
            corpus.where(year=wrong)  # type: ignore[arg-type]
    # Of nothing nobody can tell the columns.
    assert len(corpus.where(year=1850).where(topic="t1")) == 0


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("limit", lambda c: c.frequency(limit=-1)),
        ("min_count", lambda c: c.frequency(min_count=-1)),
        ("limit", lambda c: c.ngrams(limit=-1)),
        ("min_n", lambda c: c.ngrams(-1)),
        ("min_documents", lambda c: c.ngrams(min_documents=-1)),
        ("context", lambda c: c.kwic("party", context=-1)),
        ("limit", lambda c: c.report(limit=-1)),
        ("start", lambda c: vr.Span(-1, 2)),
        ("max_bytes", lambda c: vr.read(text="x", max_bytes=0)),
        ("max_seconds", lambda c: vr.read(text="x", max_seconds=100_000)),
        ("threads", lambda c: vr.read(text="x", threads=30_000)),
    ],
)
def test_numbers_have_ranges(corpus: vr.Corpus, name: str, call: Any) -> None:
    with pytest.raises(ValueError, match=name):
        call(corpus)


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ("cannot read an int", lambda c: vr.read(5)),
        ("cannot read a list of int", lambda c: vr.read([5])),
        ("text must be a str, not an int", lambda c: vr.read(text=5)),
        ("threads must be an int", lambda c: vr.read(text="x", threads="2")),
        ("query must be a str, not int", lambda c: c.kwic(5)),
        ("index must be .* not bool", lambda c: c[True]),
        ("index must be .* not float", lambda c: c[1.0]),
        ("index must be .* not tuple", lambda c: c.frequency()["a", "b"]),
        ("index must be .* not bool", lambda c: c.frequency()[True]),
    ],
)
def test_types_are_told(corpus: vr.Corpus, words: str, call: Any) -> None:
    with pytest.raises(TypeError, match=words):
        call(corpus)


def test_other_values(corpus: vr.Corpus) -> None:
    with pytest.raises(ValueError, match="start is 5, end is 0"):
        vr.Span(5, 0)
    with pytest.raises(vr.UsageError, match="no columns"):
        vr.read([{}])
    with pytest.raises(vr.UsageError, match="steps of 1"):
        corpus.frequency()[::2]
    table = corpus.frequency()
    assert table[1:3].rows() == table.rows()[1:3]
    assert len(table[5:2]) == 0
    assert len({corpus[0].zones[0], corpus[0].zones[0], corpus[1].zones[0]}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(table)


def test_what_is_frozen_gives_tuples() -> None:
    corpus = vr.read(text=TEXT)
    document = corpus[0]
    for value in (
        corpus.documents,
        corpus.problems,
        document.zones,
        document.bylines,
        document.inferred,
        document.notes,
        document.paragraphs,
        document.zones[0].spans,
        document.sentences()[0].spans,
    ):
        assert isinstance(value, tuple)


def test_one_is_singular() -> None:
    corpus = vr.read(text=TEXT)
    assert repr(corpus) == "Corpus(1 document)"
    assert "1 document<" in corpus._repr_html_()
    assert repr(corpus.frequency(limit=1)).startswith("Table(1 row;")
    assert repr(corpus.frequency(limit=2)).startswith("Table(2 rows;")


def test_offsets_name_their_unit() -> None:
    corpus = vr.read(text=TEXT)
    lines = corpus.kwic("friday")
    assert lines.provenance["options"]["offsets"] == "code points"
    source = corpus[0].source
    assert source[lines[0]["start"] : lines[0]["end"]] == "Friday"
    for table in (lines, lines[:5], pickle.loads(pickle.dumps(lines))):
        assert table == lines
        value = json.loads(table.to_json())
        assert value["provenance"]["options"]["offsets"] == "bytes"
        row = dict(zip(value["columns"], value["rows"][0], strict=True))
        assert source.encode()[row["start"] : row["end"]] == b"Friday"
        assert row["start"] > lines[0]["start"]
        assert f",{row['start']},{row['end']}," in table.to_csv()


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.Table.from_pylist, list])
def test_days_in_a_column_of_times(make: Any) -> None:
    day = datetime.datetime(2024, 1, 2)
    days = [{"text": "The party met in Tarsk.", "date": d} for d in (day, None, day)]
    corpus = vr.read(make(days))
    assert [d.published for d in corpus] == ["2024-01-02", None, "2024-01-02"]
    days[1]["date"] = day.replace(hour=9, minute=30)
    corpus = vr.read(make(days))
    assert [d.published for d in corpus] == ["2024-01-02T00:00", "2024-01-02T09:30", "2024-01-02T00:00"]


def test_a_report_as_on_the_command_line(corpus: vr.Corpus, tmp_path: Path) -> None:
    page = corpus.report(title="Boards for figures", limit=1, terms=3, lines=2)
    assert "Boards for figures" in page
    assert page.count("<article") == 1
    all_of_it = corpus.report(limit=0)
    assert all_of_it.count("<article") == 4
    corpus.report(tmp_path / "r.html")
    assert (tmp_path / "r.html").read_text("utf-8").startswith("<!doctype html>")
    with pytest.raises(vr.UsageError, match=r"\.html or \.htm, not \.csv"):
        corpus.report(tmp_path / "r.csv")
    with pytest.raises(FileNotFoundError, match="absent"):
        corpus.report(tmp_path / "absent" / "r.html")


def test_threads_and_limits(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 100, encoding="utf-8")
    one = vr.read(path, threads=1, max_ratio=10, max_seconds=60)
    assert one.documents == vr.read(path, threads=3).documents
    assert vr.read([path], max_bytes=100).problems[0].severity == "error"


def test_names_that_are_not_utf_8(tmp_path: Path) -> None:
    name = b"caf\xe9.txt"
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / name.decode("utf-8", "surrogateescape")
    path.write_text(TEXT, encoding="utf-8")
    for source in (path, [path], tmp_path):
        assert any("caf\ufffd.txt" in d.path for d in vr.read(source))


def test_an_element_with_many_attributes() -> None:
    # The stack of a thread is what a deep or wide page must not use up.
    attributes = " ".join(f'a{i}="{i}"' for i in range(30_000))
    page = (
        f"<html><body><div {attributes}><p>The congress of the party opened in Tarsk on Friday.</p></div></body></html>"
    )
    code = (
        "import sys, variorum as vr; "
        "c = vr.read(text=sys.stdin.read()); "
        "print(any('The congress of the party' in z.text for z in c[0].zones))"
    )
    ran = subprocess.run([sys.executable, "-c", code], input=page, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "True\n"), ran.stderr


def test_the_types_of_the_public_face(tmp_path: Path) -> None:
    mypy = pytest.importorskip("mypy.api")
    script = tmp_path / "use.py"
    script.write_text(
        "import variorum as vr\n"
        "c = vr.read('x')\n"
        "reveal_type(c[0].title)\n"
        "reveal_type(c['x'])\n"
        "reveal_type(c[1:])\n"
        "reveal_type([d for d in c])\n"
        "reveal_type(c.table()[0])\n"
        "reveal_type(c.table()['id'])\n"
        "reveal_type(c.report())\n"
        "vr.read([{'text': 'x'}]); vr.read(['x']); c.where(year=2023)\n"
        "vr.read(5)\n",
        encoding="utf-8",
    )
    out, _, _ = mypy.run(["--strict", "--cache-dir", str(tmp_path / "cache"), str(script)])
    for words in (
        'Revealed type is "str | None"',
        'Revealed type is "variorum._native.Document"',
        'Revealed type is "variorum._native.Corpus"',
        'Revealed type is "list[variorum._native.Document]"',
        'Revealed type is "dict[str, Any]"',
        'Revealed type is "list[Any]"',
        'Revealed type is "str"',
    ):
        assert words in out.replace("builtins.", ""), out
    errors = [line for line in out.splitlines() if ": error:" in line]
    assert len(errors) == 1 and 'has incompatible type "int"' in errors[0], out
