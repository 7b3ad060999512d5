"""Ledgers as older versions of salient left them, made from recorded statements."""

from __future__ import annotations

import sqlite3
from pathlib import Path

HERE = Path(__file__).parent


def _statements(backend: str) -> list[str]:
    lines = (HERE / f"version_1.{backend}.sql").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("--")]


def make_version_1(target: str) -> None:
    """Make a ledger of schema version 1 at an empty target of either backend.

    It holds two documents by the tests' factories, the first edited an hour later, the second read
    again by a newer reader two hours later, and a rejection.
    """
    if target.startswith("postgresql://"):
        import psycopg

        with psycopg.connect(target, autocommit=False) as connection:
            for statement in _statements("postgresql"):
                connection.execute(statement)
        return
    plain = sqlite3.connect(target, isolation_level=None)
    plain.execute("PRAGMA page_size=8192")
    plain.execute("BEGIN")
    for statement in _statements("sqlite"):
        plain.execute(statement)
    plain.execute(f"PRAGMA application_id={0x53414C31}")
    plain.execute("COMMIT")
    plain.execute("PRAGMA journal_mode=WAL")
    plain.close()
