"""Compiled corpora: the same answers as from captures, files that any Arrow tool opens."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.ipc
import pytest
import variorum as vr

CAPTURES = Path(__file__).parents[1] / "captures"


@pytest.fixture(scope="module")
def memory() -> vr.Corpus:
    return vr.read(CAPTURES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compiled") / "corpus"
    corpus = vr.build(CAPTURES, folder)
    assert corpus.compiled
    return folder


def arrow(path: Path) -> pa.Table:
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()


def test_the_same_answers(memory: vr.Corpus, folder: Path) -> None:
    compiled = vr.open(folder)
    assert len(compiled) == len(memory)
    for corpus, other in (
        (memory, compiled),
        (memory.where(language="ko"), compiled.where(language="ko")),
        (memory[2:9], compiled[2:9]),
    ):
        assert corpus.frequency(case="fold", by="outlet").rows() == other.frequency(case="fold", by="outlet").rows()
        assert corpus.ngrams(1, 3, voice="quoted").rows() == other.ngrams(1, 3, voice="quoted").rows()
        assert corpus.table().rows() == other.table().rows()
        for query in ("the", "district *", "*"):
            lines = corpus.kwic(query, sort="right")
            assert lines.rows() == other.kwic(query, sort="right").rows()
            assert lines.provenance["options"] == other.kwic(query, sort="right").provenance["options"]


def test_places_are_code_points(memory: vr.Corpus, folder: Path) -> None:
    lines = vr.open(folder).kwic("*", context=0)
    found = 0
    for line in range(len(lines)):
        row = lines[line]
        source = memory[str(row["document"])].source
        found += source[row["start"] : row["end"]] == row["node"]  # type: ignore[index,misc]
    # The rest was written otherwise in the capture: entities, hyphens at the ends of lines.
    assert found > 0.98 * len(lines) > 1000


def test_arrow_tools_open_the_files(memory: vr.Corpus, folder: Path) -> None:
    segment = folder / "segment-00001"
    files = [*segment.glob("*.arrow"), *folder.glob("*.arrow")]
    assert len(files) == 9
    for path in files:
        table = arrow(path)
        table.validate(full=True)
        assert pl.read_ipc(path).shape == table.shape
    documents = arrow(segment / "documents.arrow")
    assert documents["id"].to_pylist() == [d.id for d in memory]
    tokens, forms = arrow(segment / "tokens.arrow"), arrow(folder / "vocabulary-00001.arrow")
    counted = duckdb.sql(
        "with numbered as (select form, row_number() over () - 1 as word from forms) "
        "select form, count(*) as n from tokens join numbered using (word) group by form order by n desc, form limit 20"
    ).fetchall()
    assert len(forms) == len(memory.frequency())
    frequency = memory.frequency(limit=20)
    assert counted == list(zip(frequency["term"], frequency["count"], strict=True))
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["tokens"] == len(tokens)


def test_no_documents_are_given(folder: Path) -> None:
    corpus = vr.open(folder)
    for give in (
        lambda: corpus[0],
        lambda: corpus["0123456789abcdef"],
        lambda: corpus.documents,
        lambda: list(corpus),
        lambda: corpus.report(),
    ):
        with pytest.raises(vr.UsageError, match="keeps no captures"):
            give()
    with pytest.raises(vr.UsageError, match="open"):
        pickle.dumps(corpus)
    assert "documents)" in repr(corpus)
    assert "<td>" in corpus._repr_html_()


def test_sources_and_appending(tmp_path: Path, memory: vr.Corpus) -> None:
    rows = [{"text": "The party met.", "desk": "home"}, {"text": "당대회가 열렸다.", "desk": "away"}]
    first = vr.build(rows[:1], tmp_path / "rows")
    second = vr.build(rows[1:], tmp_path / "rows", append=True)
    assert (len(first), len(second)) == (1, 2)
    assert len(second.where(desk="away")) == 1
    assert second.kwic("열렸다")["start"] == [5]
    whole = vr.build(memory, tmp_path / "memory")
    assert whole.frequency().rows() == memory.frequency().rows()
    again = vr.build(memory[:3], tmp_path / "memory", append=True)
    assert len(again) == len(memory) + 3
    assert len(set(again.table()["id"])) == len(again)
    paths = sorted(CAPTURES.glob("*.txt"))
    words = vr.build(paths[:2], tmp_path / "words", tokens="whitespace", pack="none")
    assert words.frequency().provenance["options"]["token_rule"] == "whitespace"  # type: ignore[index,call-overload]
    more = vr.build(paths[2:3], tmp_path / "words", append=True)
    assert more.frequency().provenance["options"]["token_rule"] == "whitespace"  # type: ignore[index,call-overload]
    with pytest.raises(vr.UsageError, match="other token rules"):
        vr.build(paths[2:3], tmp_path / "words", append=True, tokens="word")


def test_errors(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        vr.open(tmp_path / "absent")
    with pytest.raises(vr.UsageError, match="is no compiled corpus"):
        vr.open(tmp_path)
    with pytest.raises(vr.UsageError, match="holds a compiled corpus"):
        vr.build(CAPTURES, folder)
    with pytest.raises(vr.UsageError, match="is no token rule"):
        vr.build(CAPTURES, tmp_path / "new", tokens="words")
    with pytest.raises(vr.UsageError, match="for paths"):
        vr.build([{"text": "One."}], tmp_path / "new", tokens="word")
    with pytest.raises(TypeError):
        vr.build(CAPTURES, tmp_path / "new", append=1)  # type: ignore[arg-type]
    broken = tmp_path / "broken"
    vr.build([{"text": "One."}], broken)
    manifest = broken / "manifest.json"
    manifest.write_text(manifest.read_text()[:-30])
    with pytest.raises(vr.ParseError, match=r"manifest\.json: is damaged"):
        vr.open(broken)
