"""A ledger as Parquet: what DuckDB, Polars and Arrow find in it."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from salient.errors import MissingExtraError, OutputError
from salient.workbench import ClaimTable, Workbench
from salient.workbench.ledgers import DOCUMENT_COLUMNS, write_parquet


@pytest.fixture
def filled(bench: Workbench, document) -> Workbench:
    bench.add_documents([
        document("SOUTH took Bridgeton on 2022-03-05.", "2022-03-06"),
        document("NORTH took Bridgeton on 2022-04-07.", "2022-04-08"),
        document("SOUTH took Bridgeton on 2022-04-09.", "2022-04-10"),
    ])  # fmt: skip
    return bench


def test_polars_and_duckdb_read_what_the_ledger_answers(filled: Workbench, tmp_path: Path) -> None:
    import duckdb
    import polars as pl

    heard: list[int] = []
    counts = write_parquet(filled.ledger, tmp_path / "out", heard=heard.append)
    assert counts == {"claims": 3, "documents": 3}
    assert sum(heard) == 6
    pattern = tmp_path / "out" / "claims" / "**" / "*.parquet"
    frame = pl.read_parquet(pattern, hive_partitioning=True)
    assert set(frame.columns) == {*ClaimTable.COLUMNS, "record", "month"}
    assert frame["month"].to_list() == ["2022-03", "2022-04", "2022-04"]
    expected = list(filled.claims().rows())
    shown = frame.select(ClaimTable.COLUMNS).to_dicts()
    assert shown == [{**row, "published": row["published"].astimezone(UTC)} for row in expected]
    assert json.loads(frame["record"][0])["quote"]["text"] == expected[0]["quote"]
    files = str(tmp_path / "out" / "documents" / "*" / "*.parquet")
    rows = duckdb.sql(
        f"SELECT month, count(*), min(language) FROM read_parquet('{files}', "
        "hive_partitioning = true) GROUP BY month ORDER BY month"
    ).fetchall()
    assert [(str(month)[:7], count, code) for month, count, code in rows] == [
        ("2022-03", 1, "en"),
        ("2022-04", 2, "en"),
    ]


def test_columns_have_their_types(filled: Workbench, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    write_parquet(filled.ledger, tmp_path / "out")
    claims = pq.read_table(tmp_path / "out" / "claims" / "month=2022-03" / "part.parquet")
    kinds = {field.name: str(field.type) for field in claims.schema}
    assert kinds["published"] == "timestamp[us, tz=UTC]"
    assert (kinds["earliest"], kinds["p_low"], kinds["quote"]) == (
        "date32[day]",
        "double",
        "string",
    )
    assert claims["earliest"].to_pylist() == [date(2022, 3, 5)]
    documents = pq.read_table(tmp_path / "out" / "documents" / "month=2022-03" / "part.parquet")
    assert tuple(documents.schema.names) == DOCUMENT_COLUMNS


def test_what_was_published_later_is_left_out(filled: Workbench, tmp_path: Path) -> None:
    moment = datetime(2022, 4, 9, tzinfo=UTC)
    counts = write_parquet(filled.ledger, tmp_path / "out", published_by=moment)
    assert counts == {"claims": 2, "documents": 2}


def test_an_empty_ledger_gives_empty_tables(bench: Workbench, tmp_path: Path) -> None:
    import polars as pl

    assert write_parquet(bench.ledger, tmp_path / "out") == {"claims": 0, "documents": 0}
    assert pl.read_parquet(tmp_path / "out" / "claims" / "*.parquet").height == 0


def test_nothing_is_overwritten_or_left_half_done(filled: Workbench, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(OutputError, match="out is there already; give a new folder"):
        write_parquet(filled.ledger, tmp_path / "out")
    with pytest.raises(OutputError, match=r"cannot write .*none/out \(No such file or directory\)"):
        write_parquet(filled.ledger, tmp_path / "none" / "out")
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_without_arrow_the_extra_is_named(
    filled: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'salient\[parquet\]'"):
        write_parquet(filled.ledger, tmp_path / "out")
    assert not (tmp_path / "out").exists()
