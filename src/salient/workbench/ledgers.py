"""A ledger's claims and documents as Parquet, for DuckDB, Polars, pandas and their kin."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec

from salient.errors import MissingExtraError, OutputError
from salient.ledger import Ledger
from salient.model import Claim, Document
from salient.workbench.claims import ClaimTable

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["DOCUMENT_COLUMNS", "write_parquet"]

DOCUMENT_COLUMNS = (
    "document_id", "publisher", "published", "url", "title", "language", "fingerprint", "text",
)  # fmt: skip

_ROWS = 20_000
"""Rows that are held at once, and that make a row group."""

_encode = msgspec.json.Encoder().encode


def _unheard(rows: int) -> None:
    del rows


def write_parquet(
    ledger: Ledger,
    folder: Path,
    *,
    published_by: datetime | None = None,
    heard: Callable[[int], None] = _unheard,
) -> dict[str, int]:
    """Write the claims and documents that answer now into the new folder, a file for each month.

    `claims/month=2022-05/part.parquet` has the columns of `ClaimTable` and `record`, the whole
    claim as JSON; `documents/month=…/part.parquet` has `DOCUMENT_COLUMNS`. The month is that of
    publication in UTC, and a column to whatever reads the folder as a Hive-partitioned data set.
    `published_by` leaves out what was published later. Returns the number of rows of both; `heard`
    is told how many were written at each step. Memory does not grow with the ledger.

    Raises OutputError if the folder is there or cannot be made, MissingExtraError without the
    extra `parquet`.
    """
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtraError("writing Parquet", "parquet") from error
    claims, documents = _claim_schema(pa), _document_schema(pa)
    if folder.exists():
        raise OutputError(f"{folder} is there already; give a new folder")
    draft = folder.with_name(f".{folder.name}.{uuid4().hex[:8]}.new")
    try:
        draft.mkdir()
        counts = {
            "claims": _write(
                draft / "claims",
                claims,
                (_claim_row(one) for one in ledger.claims(published_by=published_by)),
                heard,
            ),
            "documents": _write(
                draft / "documents",
                documents,
                (_document_row(one) for one in ledger.documents(published_by=published_by)),
                heard,
            ),
        }
        draft.rename(folder)
    except OSError as error:
        raise OutputError(
            f"cannot write {folder} ({error.strerror or error}); give a new folder in one that you "
            "may write"
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return counts


def _write(
    folder: Path,
    schema: pa.Schema,
    rows: Iterable[dict[str, Any]],
    heard: Callable[[int], None],
) -> int:
    """Write rows, which come by time, into a file for each month; none gives one empty file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    count = 0
    for month, of_month in groupby(rows, key=_month):
        part = folder / f"month={month}" / "part.parquet"
        part.parent.mkdir(parents=True)
        with pq.ParquetWriter(part, schema, compression="zstd") as writer:
            for chunk in _chunks(of_month):
                writer.write_table(pa.Table.from_pylist(chunk, schema=schema))
                count += len(chunk)
                heard(len(chunk))
    if not count:
        folder.mkdir()
        pq.write_table(schema.empty_table(), folder / "part.parquet")
    return count


def _chunks(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) >= _ROWS:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _month(row: dict[str, Any]) -> str:
    return f"{row['published'].astimezone(UTC):%Y-%m}"


def _claim_row(claim: Claim) -> dict[str, Any]:
    (row,) = ClaimTable([claim]).rows()
    return {**row, "record": _encode(claim).decode()}


def _document_row(document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in DOCUMENT_COLUMNS}


def _claim_schema(arrow: Any) -> pa.Schema:
    kinds = {
        "published": arrow.timestamp("us", tz="UTC"),
        "earliest": arrow.date32(),
        "latest": arrow.date32(),
        "p_low": arrow.float64(),
        "p_high": arrow.float64(),
        "quote_start": arrow.int64(),
        "quote_end": arrow.int64(),
    }
    names = (*ClaimTable.COLUMNS, "record")
    return arrow.schema([(name, kinds.get(name, arrow.string())) for name in names])


def _document_schema(arrow: Any) -> pa.Schema:
    moment = arrow.timestamp("us", tz="UTC")
    return arrow.schema(
        [(name, moment if name == "published" else arrow.string()) for name in DOCUMENT_COLUMNS]
    )
