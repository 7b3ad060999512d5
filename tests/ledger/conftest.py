"""Fresh ledgers on every backend. PostgreSQL's are schemas of the server that
SALIENT_TEST_POSTGRESQL names; `.ci/postgresql` starts one."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from salient.ledger import Ledger, open_ledger

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql_url() -> str:
    url = os.environ.get("SALIENT_TEST_POSTGRESQL")
    if not url:
        pytest.skip("SALIENT_TEST_POSTGRESQL names no server; run through .ci/postgresql")
    return url


@pytest.fixture(scope="session")
def fresh_schema(postgresql_url: str) -> Iterator[Callable[[], str]]:
    """Makes an empty schema and gives the URL that leads to it."""
    import psycopg

    made: list[str] = []

    def make() -> str:
        made.append(f"test_{os.getpid()}_{next(_numbers)}")
        connection.execute(f"CREATE SCHEMA {made[-1]}")
        joint = "&" if "?" in postgresql_url else "?"
        return f"{postgresql_url}{joint}options=-csearch_path%3D{made[-1]}"

    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        yield make
        for name in made:
            connection.execute(f"DROP SCHEMA {name} CASCADE")


@pytest.fixture(
    scope="session",
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
)
def fresh_target(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str]:
    """Gives a target with nothing there yet, on each backend in turn."""
    if request.param == "postgresql":
        make: Callable[[], str] = request.getfixturevalue("fresh_schema")
        return make
    folder = tmp_path_factory.mktemp("ledgers")
    return lambda: str(folder / f"{next(_numbers)}.db")


@pytest.fixture
def target(fresh_target: Callable[[], str]) -> str:
    return fresh_target()


@pytest.fixture
def ledger(target: str) -> Iterator[Ledger]:
    with open_ledger(target, create=True) as opened:
        yield opened
