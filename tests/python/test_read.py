"""Reading, and spans that count code points."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import variorum as vr

CAPTURES = Path(__file__).parents[1] / "captures"
KOREAN = "타르스크에서 회의 열려\n\n(타르스크=벤드리아통신) 홍길동 기자 = 벤드리아 통일당의 지구 비서 회의가 3일 타르스크에서 열렸다고 통신이 보도했다.\n"


def fold(text: str) -> str:
    return " ".join(text.split())


def test_spans_are_code_points() -> None:
    document = vr.read(text=KOREAN)[0]
    assert document.language == "ko"
    seen = 0
    for zone in document.zones:
        words = "".join(document.source[s.slice] for s in zone.spans)
        assert zone.source == words
        assert fold(words) == fold(zone.text)
        seen += len(zone.spans)
    assert seen >= 2
    for token in document.tokens():
        assert document.source[token.span.slice] == token.text
    for sentence in document.sentences():
        assert fold("".join(document.source[s.slice] for s in sentence.spans)) == fold(sentence.text)
    lines = vr.read(text=KOREAN).kwic("회의가")
    row = lines[0]
    assert document.source[row["start"] : row["end"]] == row["node"]


def test_samples() -> None:
    corpus = vr.read(CAPTURES)
    assert len(corpus) > 20
    assert {"en", "ko"} <= {d.language for d in corpus}
    assert corpus[corpus[3].id] == corpus[3]
    assert [d.id for d in corpus[2:5]] == [d.id for d in corpus][2:5]
    assert corpus[-1] == corpus.documents[-1]
    korean = corpus.where(language="ko")
    assert 0 < len(korean) < len(corpus)
    assert all(d.language == "ko" for d in korean)


def test_paths_and_folders_agree(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(KOREAN, encoding="utf-8")
    folder = vr.read(tmp_path)
    listed = vr.read([tmp_path / "a.txt", str(tmp_path / "b.txt")])
    assert [d.path for d in folder] == [d.path for d in listed]


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(KOREAN, encoding="utf-8")
    (tmp_path / "bad.jsonl.gz").write_bytes(gzip.compress(b'{"text": "one"}\n{"text": ')[:-9])
    corpus = vr.read(tmp_path)
    assert any(d.path.endswith("good.txt") for d in corpus)
    assert [Path(p.path).name for p in corpus.problems if p.severity == "error"] == ["bad.jsonl.gz"]


def test_archives_keep_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "archive.jsonl"
    rows = [{"text": f"{KOREAN} {n}", "topic": f"t{n % 2}", "date": f"2023-03-0{n + 1}"} for n in range(4)]
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    corpus = vr.read(path)
    assert [d.article for d in corpus] == [0, 1, 2, 3]
    assert [d.published for d in corpus] == [r["date"] for r in rows]
    assert len(corpus.where(topic="t1")) == 2
    by_topic = corpus.frequency(by="topic", limit=1)
    assert by_topic["topic"] == ["t0", "t1"]


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.Table.from_pylist, list])
def test_tables_in_memory(make: object) -> None:
    rows = [{"text": KOREAN, "topic": "a"}, {"text": "The party met in Tarsk on Friday.", "topic": None}]
    corpus = vr.read(make(rows))  # type: ignore[operator]
    assert len(corpus) == 2
    assert corpus[0].metadata == {"topic": "a"}
    assert corpus[1].metadata == {}


def test_arguments_that_do_not_fit(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        vr.read(tmp_path / "absent.txt")
    for wrong in (None, "two\nlines"):
        with pytest.raises(vr.UsageError):
            vr.read(wrong)
    with pytest.raises(vr.UsageError):
        vr.read(CAPTURES, text="x")
    with pytest.raises(vr.UsageError, match="pack"):
        vr.read(text="x", pack="atlantis")
    with pytest.raises(vr.UsageError, match="column"):
        vr.read([{"a": "x"}])


def test_dicts_have_code_points_and_json_has_bytes() -> None:
    document = vr.read(text=KOREAN)[0]
    chars = document.to_dict()["zones"][-1]["spans"][0]
    octets = json.loads(document.to_json())["zones"][-1]["spans"][0]
    source = document.source
    assert source[chars[0] : chars[1]] == source.encode()[octets[0] : octets[1]].decode()
    assert octets[1] > chars[1]


def test_report() -> None:
    page = vr.read(text=KOREAN).report()
    assert page.lower().startswith("<!doctype html>")
    assert "타르스크에서 회의 열려" in page
