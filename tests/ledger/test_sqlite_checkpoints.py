"""The write-ahead log is brought into the file beside the writer, and nothing waits for it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event

from salient.ledger.sqlite_checkpoints import Checkpoints


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.db"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{path}")

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA wal_autocheckpoint=0")

    event.listen(engine, "connect", prepare)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE notes (number INTEGER)")
    yield engine
    engine.dispose()


def _add(engine: Engine, rows: int) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO notes VALUES (?)", [(i,) for i in range(rows)])


def _in_the_file_alone(path: Path) -> int:
    """Rows that a copy of the file without its log holds."""
    alone = path.with_name("alone.db")
    shutil.copy(path, alone)
    connection = sqlite3.connect(alone)
    try:
        (count,) = connection.execute("SELECT count(*) FROM notes").fetchone()
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()
    return int(count)


def test_enough_rows_bring_the_log_into_the_file(engine: Engine, path: Path) -> None:
    checkpoints = Checkpoints(engine)
    _add(engine, 5_000)
    assert _in_the_file_alone(path) == 0
    checkpoints.stored(5_000)
    checkpoints.wait()
    assert _in_the_file_alone(path) == 5_000


def test_few_rows_stay_in_the_log(engine: Engine, path: Path) -> None:
    checkpoints = Checkpoints(engine)
    _add(engine, 10)
    checkpoints.stored(10)
    checkpoints.wait()
    assert _in_the_file_alone(path) == 0


def test_few_rows_count_toward_the_next(engine: Engine, path: Path) -> None:
    checkpoints = Checkpoints(engine)
    for _ in range(5):
        _add(engine, 1_000)
        checkpoints.stored(1_000)
    checkpoints.wait()
    assert _in_the_file_alone(path) >= 4_000


def test_a_writer_waits_only_when_much_was_stored(engine: Engine, path: Path) -> None:
    checkpoints = Checkpoints(engine)
    _add(engine, 5_000)
    checkpoints.stored(5_000)
    checkpoints.stored(250_000)
    checkpoints.give_way()
    assert _in_the_file_alone(path) == 5_000


def test_a_checkpoint_that_fails_loses_nothing(engine: Engine, path: Path) -> None:
    checkpoints = Checkpoints(create_engine(f"sqlite:///{path.parent / 'no' / 'such.db'}"))
    _add(engine, 5_000)
    checkpoints.stored(5_000)
    checkpoints.wait()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM notes").scalar_one() == 5_000
