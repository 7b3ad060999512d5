"""References hold in PostgreSQL against whoever writes, looked over once a statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ledger_factories import RECORDED, document, reading, rejected
from older_ledgers import make_version_1

from salient.ledger import open_ledger
from salient.ledger.schema import CORE, claim, claim_place, ledger_schema
from salient.ledger.schema_references import REFERENCES, reference_guards

THOUSAND = "FROM generate_series(1, 1000) AS n"


def test_every_reference_of_the_schema_has_its_triggers() -> None:
    for table in CORE.tables:
        wanted = set()
        if table.foreign_keys:
            wanted |= {f"{table.name}_refers_to_rows_on_{verb}" for verb in ("insert", "update")}
        if any(key.column.table is table for one in CORE.tables for key in one.foreign_keys):
            wanted |= {f"{table.name}_is_referred_to_on_{verb}" for verb in ("delete", "update")}
        assert set(reference_guards(table, "postgresql")) == wanted
        assert reference_guards(table, "sqlite") == []
    assert reference_guards(ledger_schema, "postgresql") == []
    assert len(reference_guards(claim, "postgresql")) == 4
    assert len(reference_guards(claim_place, "postgresql")) == 2


def test_sqlite_makes_nothing_of_them() -> None:
    assert REFERENCES.statements("sqlite") == ()


@pytest.mark.postgresql
class TestWithAServer:
    @pytest.fixture
    def target(self, fresh_schema: Callable[[], str]) -> str:
        return fresh_schema()

    @pytest.fixture
    def plain(self, target: str) -> Iterator[Any]:
        """A connection past all of salient's code, to a ledger of two documents."""
        import psycopg

        with open_ledger(target, create=True) as ledger:
            ledger.add_many([reading(document(1)), reading(document(2)), rejected()], RECORDED)
        with psycopg.connect(target, autocommit=True) as connection:
            yield connection

    @pytest.mark.parametrize(
        ("statement", "message"),
        [
            ("INSERT INTO version VALUES (9, 8, 1, 2, 'print', 0, 0, '{}')",
             "version.batch_key refers to batch 8, which is not there"),
            ("INSERT INTO version VALUES (9, 1, 8, 2, 'print', 0, 0, '{}')",
             "version.document_key refers to document 8, which is not there"),
            ("INSERT INTO reading VALUES (9, 1, 1, 8, 0, 0, 'rules', '2', 9, 0)",
             "reading.version_key refers to version 8, which is not there"),
            ("INSERT INTO claim VALUES (9, 8, 'claim-9', 'hold', 0, '2022', '2022', '{}')",
             "claim.reading_key refers to reading 8, which is not there"),
            (f"INSERT INTO claim SELECT 8 + n, n, 'claim', 'hold', 0, '', '', '{{}}' {THOUSAND}",
             "claim.reading_key refers to reading 3, which is not there"),
            ("INSERT INTO claim_place VALUES ('geonames:1', 0, '2022', 8, '2022')",
             "claim_place.claim_key refers to claim 8, which is not there"),
            ("INSERT INTO rejection VALUES (9, 1, 8, 0, 'ledger', 'empty', 'digest', '{}')",
             "rejection.reading_key refers to reading 8, which is not there"),
        ],
    )  # fmt: skip
    def test_a_row_must_refer_to_one_that_is_there(
        self, plain: Any, statement: str, message: str
    ) -> None:
        import psycopg

        table = statement.split()[2]
        before = plain.execute(f"SELECT count(*) FROM {table}").fetchone()
        with pytest.raises(psycopg.errors.ForeignKeyViolation) as raised:
            plain.execute(statement)
        assert str(raised.value).splitlines()[0] == message
        assert plain.execute(f"SELECT count(*) FROM {table}").fetchone() == before

    def test_a_reference_to_nothing_is_allowed_where_the_column_may_be_null(
        self, plain: Any
    ) -> None:
        row = "(9, 1, NULL, 0, 'ledger', 'empty', 'digest', '{}')"
        plain.execute(f"INSERT INTO rejection VALUES {row}")
        assert plain.execute("SELECT count(*) FROM rejection").fetchone() == (2,)

    @pytest.mark.parametrize(
        ("table", "statement", "message"),
        [
            ("document", "DELETE FROM document WHERE document_key = 2",
             "version.document_key still refers to document 2"),
            ("version", "DELETE FROM version", "reading.version_key still refers to version 1"),
            ("reading", "DELETE FROM reading", "claim.reading_key still refers to reading 1"),
            ("claim", "DELETE FROM claim", "claim_place.claim_key still refers to claim 1"),
            ("claim", "UPDATE claim SET claim_key = claim_key + 10",
             "claim_place.claim_key still refers to claim 1"),
            ("claim", "UPDATE claim SET reading_key = 7",
             "claim.reading_key refers to reading 7, which is not there"),
        ],
    )  # fmt: skip
    def test_with_the_guard_lifted_nothing_that_is_referred_to_can_go(
        self, plain: Any, table: str, statement: str, message: str
    ) -> None:
        import psycopg

        plain.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_keeps")
        with pytest.raises(psycopg.errors.ForeignKeyViolation) as raised:
            plain.execute(statement)
        assert str(raised.value).splitlines()[0] == message

    def test_what_nothing_refers_to_can_go_and_other_columns_can_change(self, plain: Any) -> None:
        for table in ("claim", "claim_place"):
            plain.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_keeps")
        plain.execute("UPDATE claim SET record = '{}'")
        plain.execute("DELETE FROM claim_place")
        plain.execute("DELETE FROM claim")
        assert plain.execute("SELECT count(*) FROM claim").fetchone() == (0,)

    def test_a_trigger_that_is_missing_is_found(self, plain: Any, target: str) -> None:
        with open_ledger(target) as ledger:
            assert list(ledger.check()) == []
        plain.execute("DROP TRIGGER claim_refers_to_rows_on_insert ON claim")
        with open_ledger(target) as ledger:
            (found,) = ledger.check()
        assert (found.kind, found.where) == ("guard", "claim")
        assert found.detail == (
            "the trigger claim_refers_to_rows_on_insert, which keeps references true, is missing"
        )

    def test_an_older_ledger_is_checked_without_them_and_gets_them(self, target: str) -> None:
        import psycopg

        keys = (
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f' "
            "AND connamespace = current_schema()::regnamespace"
        )
        make_version_1(target)
        with psycopg.connect(target, autocommit=True) as plain:
            (before,) = plain.execute(keys).fetchone() or (0,)
            with open_ledger(target, read_only=True) as ledger:
                assert list(ledger.check()) == []
            open_ledger(target).close()
            assert (before > 0, plain.execute(keys).fetchone()) == (True, (0,))
            with pytest.raises(psycopg.errors.ForeignKeyViolation):
                plain.execute("INSERT INTO claim_place VALUES ('p', 0, '2022', 99, '2022')")
        with open_ledger(target) as ledger:
            assert list(ledger.check()) == []
