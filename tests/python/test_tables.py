"""Tables go where researchers need them."""

from __future__ import annotations

from collections import Counter

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import variorum as vr

TEXT = "The party met in Tarsk on Friday. The party spoke at length of the harvest, the agency said.\n"


@pytest.fixture(scope="module")
def table() -> vr.Table:
    return vr.read(text=TEXT).frequency(case="fold")


def test_counts(table: vr.Table) -> None:
    words = TEXT.lower().replace(".", " ").replace(",", " ").split()
    assert dict(zip(table["term"], table["count"], strict=True)) == Counter(words)
    assert table.provenance["counts"]["tokens"] == len(words)  # type: ignore[index]


def test_every_consumer_sees_the_same(table: vr.Table) -> None:
    rows = table.rows()
    assert [tuple(r) for r in pl.DataFrame(table).rows()] == rows
    assert [tuple(r.values()) for r in pa.table(table).to_pylist()] == rows
    assert list(table.to_pandas().itertuples(index=False, name=None)) == rows
    words = table
    assert duckdb.sql("from words").fetchall() == rows, words
    assert table.to_polars().equals(pl.DataFrame(table))
    assert pd.DataFrame(table.to_dict()).shape == (len(table), len(table.columns))
    assert table.to_csv().splitlines()[0] == ",".join(table.columns)
    assert b"stats frequency" in pa.table(table).schema.metadata[b"variorum.provenance"]


def test_indexing(table: vr.Table) -> None:
    assert table[0]["term"] == "the"  # type: ignore[index,call-overload]
    assert table[-1] == table[len(table) - 1]
    with pytest.raises(IndexError):
        table[len(table)]
    with pytest.raises(KeyError, match="known are term"):
        table["absent"]
    assert "Table(" in repr(table)
    assert "<table>" in table._repr_html_()


def test_absent_cells_keep_their_type() -> None:
    documents = vr.read(text=TEXT).table()
    frame = documents.to_pandas()
    assert frame["paragraphs"].dtype == "int64"
    assert frame["date"].isna().all()
    assert pl.DataFrame(documents)["date"].dtype == pl.String
