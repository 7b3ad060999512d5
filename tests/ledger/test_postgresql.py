"""PostgreSQL's own troubles: no server, no database, no right, no driver, gone in mid-work."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ledger_factories import RECORDED, document, reading
from sqlalchemy import create_engine

from salient.errors import LedgerError, MissingExtraError
from salient.ledger import open_ledger
from salient.ledger.parts import SCHEMA_VERSION
from salient.ledger.postgresql import PostgresqlBackend
from salient.ledger.postgresql_copying import CopyAppender

NOBODY = "postgresql://analyst:secret@127.0.0.1:1/war?password=hidden"


def refusal(target: str, **options: bool) -> str:
    with pytest.raises(LedgerError) as raised:
        open_ledger(target, **options)
    return str(raised.value)


def test_a_server_that_refuses_is_named_without_the_password() -> None:
    message = refusal(NOBODY, create=True)
    assert message.startswith(
        "opening postgresql://analyst:***@127.0.0.1:1/war failed: the server cannot be reached or "
        "has gone away; check that it runs and that the URL's host, port, user and database are "
        "right, then run the same command again: what was reported as added is kept (PostgreSQL: "
    )
    assert "refused" in message
    assert "secret" not in message
    assert "hidden" not in message


@pytest.mark.parametrize("url", ["postgresql://host:port/war", "postgresql://u:p@host:/war:x"])
def test_a_url_that_cannot_be_read_shows_the_right_form(url: str) -> None:
    message = refusal(url)
    assert message.startswith("cannot read the ledger's URL: ")
    assert message.endswith("; write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE")


def test_a_missing_driver_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtraError) as raised:
        open_ledger(NOBODY)
    assert str(raised.value) == (
        "a ledger in PostgreSQL needs a package that is not installed; "
        "install it with: pip install 'salient[postgresql]'"
    )


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("08006", "the connection was lost; what was reported as added is kept"),
        ("28P01", "the server refused the user or the password; check both in the URL"),
        ("3D000", "the server has no such database; make it first with: createdb NAME"),
        ("42501", "the user lacks a right; have the database's owner run: GRANT CREATE"),
        ("25006", "the server or the user may only read; write to the primary server"),
        ("53100", "the server's disk is full; free some space and run the same command"),
        ("53300", "the server has no connection left; try again later"),
        ("57P01", "the server ended the connection; what was reported as added is kept"),
        ("22000", "nothing of this step was stored"),
        (None, "the server cannot be reached or has gone away; check that it runs"),
    ],
)
def test_each_sqlstate_has_its_mend(state: str | None, words: str) -> None:
    class DriverError(Exception):
        sqlstate = state

    engine = create_engine("sqlite://")
    backend = PostgresqlBackend(engine, engine, "postgresql://here")
    message = backend.explain(DriverError("FATAL:  what it says\nDETAIL: and more"))
    assert message.startswith(words)
    assert message.endswith(" (PostgreSQL: FATAL:  what it says)")
    engine.dispose()


@pytest.mark.postgresql
class TestWithAServer:
    @pytest.fixture
    def target(self, fresh_schema: Callable[[], str]) -> str:
        return fresh_schema()

    @pytest.fixture
    def admin(self, target: str) -> Iterator[Any]:
        """A plain connection with all rights, in the ledger's schema."""
        import psycopg

        with psycopg.connect(target, autocommit=True) as connection:
            yield connection

    def test_a_missing_ledger_names_the_command_that_makes_one(self, target: str) -> None:
        message = refusal(target)
        assert re.fullmatch(
            r"no ledger at (postgresql://\S+); make one with: salient add PATHS --ledger \1",
            message,
        )

    def test_a_missing_database_is_named(self, postgresql_url: str) -> None:
        url = re.sub(r"/[^/?]+(\?|$)", r"/no_such_war\1", postgresql_url, count=1)
        message = refusal(url, create=True)
        assert "failed: the server has no such database" in message or (
            "failed: the server cannot be reached" in message
        )
        assert 'database "no_such_war" does not exist' in message

    def test_a_table_of_another_program_is_left_alone(self, target: str, admin: Any) -> None:
        admin.execute("CREATE TABLE claim (words TEXT)")
        message = refusal(target, create=True)
        assert message.startswith("making the ledger at postgresql://")
        assert (
            " failed: it has a table of that name which is no ledger's; give the ledger a database "
            "or a schema of its own (add ?options=-csearch_path%3DSCHEMA to the URL) "
            '(PostgreSQL: relation "claim" already exists)'
        ) in message
        found = admin.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
        )
        assert found.fetchall() == [("claim",)]

    def test_a_missing_right_is_named(self, target: str, admin: Any) -> None:
        admin.execute("DROP ROLE IF EXISTS salient_test_guest")
        admin.execute("CREATE ROLE salient_test_guest LOGIN")
        try:
            guest = target.replace("postgresql://postgres@", "postgresql://salient_test_guest@")
            admin.execute(f"GRANT USAGE ON SCHEMA {_schema(target)} TO salient_test_guest")
            message = refusal(guest, create=True)
            assert " failed: the user lacks a right; have the database's owner run: " in message
            open_ledger(target, create=True).close()
            assert " failed: the user lacks a right; " in refusal(guest)
            admin.execute(
                f"GRANT SELECT ON ALL TABLES IN SCHEMA {_schema(target)} TO salient_test_guest"
            )
            with open_ledger(guest) as ledger:
                assert list(ledger.claims()) == []
                with pytest.raises(LedgerError, match="failed: the user lacks a right; "):
                    ledger.add(reading(document()), RECORDED)
        finally:
            admin.execute("DROP OWNED BY salient_test_guest")
            admin.execute("DROP ROLE salient_test_guest")

    def test_a_database_of_another_encoding_is_refused(
        self, postgresql_url: str, admin: Any
    ) -> None:
        admin.execute("DROP DATABASE IF EXISTS salient_test_ascii")
        admin.execute(
            "CREATE DATABASE salient_test_ascii ENCODING 'SQL_ASCII' TEMPLATE template0 "
            "LC_COLLATE 'C' LC_CTYPE 'C'"
        )
        try:
            url = re.sub(r"/[^/?]+(\?|$)", r"/salient_test_ascii\1", postgresql_url, count=1)
            message = refusal(url, create=True)
        finally:
            admin.execute("DROP DATABASE salient_test_ascii")
        assert ": the database's encoding is SQL_ASCII; make the database with: createdb" in message

    def test_a_connection_lost_in_mid_work_stores_nothing_and_can_be_tried_again(
        self, target: str, admin: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with open_ledger(target, create=True) as ledger:
            ledger.add(reading(document(1)), RECORDED)
            put = CopyAppender.put

            def cut(appender: CopyAppender, table: Any, rows: Any) -> None:
                if table.name == "claim":
                    admin.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE application_name = 'salient' AND state = 'idle in transaction'"
                    )
                put(appender, table, rows)

            with monkeypatch.context() as patched:
                patched.setattr(CopyAppender, "put", cut)
                with pytest.raises(LedgerError) as raised:
                    ledger.add(reading(document(2)), RECORDED)
            assert str(raised.value).startswith("adding to the ledger at postgresql://")
            assert "what was reported as added is kept" in str(raised.value)
            assert [one.document_id for one in ledger.documents()] == ["doc-0001"]
            assert ledger.add(reading(document(2)), RECORDED).added == 1

    def test_a_ledger_outlives_a_server_that_dropped_its_connections(
        self, target: str, admin: Any
    ) -> None:
        with open_ledger(target, create=True) as ledger:
            ledger.add(reading(document(1)), RECORDED)
            admin.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
                "WHERE application_name = 'salient' AND state = 'idle'"
            )
            assert len(list(ledger.claims())) == 1
            assert ledger.add(reading(document(2)), RECORDED).added == 1

    def test_a_connection_with_news_that_is_well_is_kept(self, target: str, admin: Any) -> None:
        pids = (
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'salient' "
            "AND state = 'idle' ORDER BY pid"
        )
        with open_ledger(target, create=True) as ledger:
            with ledger.backend.reading() as connection:
                connection.exec_driver_sql("LISTEN news")
            before = admin.execute(pids).fetchall()
            admin.execute("NOTIFY news")
            assert list(ledger.claims()) == []
            assert admin.execute(pids).fetchall() == before

    def test_a_newer_schema_is_refused(self, target: str, admin: Any) -> None:
        open_ledger(target, create=True).close()
        admin.execute("INSERT INTO ledger_schema VALUES (99)")
        assert f" has schema version 99, and this salient reads up to {SCHEMA_VERSION}; " in (
            refusal(target)
        )


def _schema(target: str) -> str:
    return target.rpartition("search_path%3D")[2]
