"""Quotes traced to statements; places count code points."""

from __future__ import annotations

from pathlib import Path

import pytest
import variorum as vr

CAPTURES = Path(__file__).parents[1] / "captures"


def test_quotes_and_coverage() -> None:
    corpus = vr.read([CAPTURES / "02_address_revised_translation.txt", CAPTURES / "03_wire_story.txt"])
    table = corpus.trace()
    sources = {d.id: d.source for d in corpus}
    found = 0
    for row in table:
        words = sources[row["document"]][row["start"] : row["end"]]
        assert words.split()[0] == row["text"].split()[0]
        if row["source"] is not None:
            found += 1
            assert sources[row["source"]][row["source_start"] : row["source_end"]].split() == row["source_text"].split()
            assert row["match"] in {"exact", "case", "elided", "bracketed", "edited", "spliced"}
    assert found >= 2
    carried = {row["carried"] for row in corpus.coverage()}
    assert carried <= {"quoted", "close", "mentioned", "left-out"}
    assert "quoted" in carried
    assert len(corpus.coverage(added=True)) > 0
    for view in ("reuse", "versions"):
        assert corpus.trace(view=view) is not None


def test_statements_of_another_corpus() -> None:
    held = vr.read(CAPTURES / "02_address_revised_translation.txt")
    story = vr.read(CAPTURES / "03_wire_story.txt")
    rows = [row for row in story.trace(held) if row["source"] is not None]
    assert rows
    assert {row["source"] for row in rows} <= {d.id for d in held}
    row = rows[0]
    assert held[0].source[row["source_start"] : row["source_end"]].split() == row["source_text"].split()


def test_wrong_view() -> None:
    with pytest.raises(vr.UsageError):
        vr.read(CAPTURES / "03_wire_story.txt").trace(view="dance")
