"""Looking a whole ledger over: whether all is there and in step, and every quote stands."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table, func, inspect, or_, select

from salient.errors import LedgerError
from salient.ledger.backend import Backend
from salient.ledger.checking_records import Finding, wrong_records
from salient.ledger.parts import PARTS, guard_names, kept_tables
from salient.ledger.rows import table_rows
from salient.ledger.schema import batch, claim, reading, version
from salient.ledger.schema_references import REFERENCES, reference_guards

__all__ = ["Finding", "check", "findings"]


def check(backend: Backend) -> Iterator[Finding]:
    """Look the whole ledger over, as it is at one moment, and yield what is wrong.

    What makes one step of the check impossible is a finding too; the others go on.
    """
    try:
        for problem in backend.problems():
            yield Finding("database", backend.label, problem)
        with backend.snapshot("checking") as connection:
            yield from findings(connection, backend.schema_version)
    except LedgerError as error:
        yield Finding("database", backend.label, str(error))


def findings(
    connection: Connection, schema_version: int, *, derived: bool = True
) -> Iterator[Finding]:
    """Yield what is wrong in the tables, as `connection` sees them; with what is `derived`."""
    missing = list(_missing(connection, schema_version))
    yield from missing
    if any(one.kind == "table" for one in missing):
        return
    for table in kept_tables(schema_version):
        yield from _references(connection, table)
    yield from _moments(connection)
    yield from _numbers(connection)
    yield from _runs(connection)
    yield from wrong_records(connection)
    for part in PARTS if derived else ():
        if part.check is not None and part.since <= schema_version:
            for problem in part.check(connection):
                yield Finding("index", part.name, problem)


def _missing(connection: Connection, schema_version: int) -> Iterator[Finding]:
    there = set(inspect(connection).get_table_names())
    guards = _guards(connection)
    for table in kept_tables(schema_version):
        if table.name not in there:
            yield Finding("table", table.name, "the table is missing; restore it from a backup")
            continue
        for purpose, names in _wanted_guards(table, connection.dialect.name, schema_version):
            for guard in names:
                if guard not in guards:
                    detail = f"the trigger {guard}, which keeps {purpose}, is missing"
                    yield Finding("guard", table.name, detail)


def _wanted_guards(
    table: Table, dialect: str, schema_version: int
) -> Iterator[tuple[str, list[str]]]:
    """Give the names of a table's triggers by what they keep."""
    yield "its rows from being changed", guard_names(table.name, dialect)
    if schema_version >= REFERENCES.since:
        yield "references true", reference_guards(table, dialect)


def _guards(connection: Connection) -> set[str]:
    statement = (
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        if connection.dialect.name == "sqlite"
        else "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE relnamespace = current_schema()::regnamespace AND tgenabled = 'O'"
    )
    return set(connection.exec_driver_sql(statement).scalars())


def _references(connection: Connection, table: Table) -> Iterator[Finding]:
    for key in table.foreign_keys:
        child, parent = key.parent, key.column
        orphans = (
            select(func.count(), func.min(child))
            .select_from(table.outerjoin(parent.table, child == parent))
            .where(child.is_not(None), parent.is_(None))
        )
        count, first = connection.execute(orphans).one()
        if count:
            detail = f"{count} rows refer to a {parent.table.name} that is not there, first {first}"
            yield Finding("reference", f"{table.name}.{child.name}", detail)


def _moments(connection: Connection) -> Iterator[Finding]:
    latest = 0
    for rows in table_rows(connection, batch):
        for row in rows:
            recorded_at = int(row[1] or 0)
            if recorded_at < latest:
                detail = "it was recorded before the batch that came before it"
                yield Finding("order", f"batch {row[0]}", detail)
            latest = recorded_at


def _numbers(connection: Connection) -> Iterator[Finding]:
    """Find documents whose versions are not numbered from 1 without a gap."""
    last = func.max(version.c.number)
    broken = (
        select(version.c.document_key, func.count(), last)
        .group_by(version.c.document_key)
        .having(or_(func.count() != last, func.min(version.c.number) != 1))
        .order_by(version.c.document_key)
    )
    for key, count, greatest in connection.execute(broken):
        detail = f"its {count} versions are not numbered 1 to {count}; the last is {greatest}"
        yield Finding("order", f"document {key}", detail)


def _runs(connection: Connection) -> Iterator[Finding]:
    """Find readings whose claims are not the run of keys that the reading tells."""
    found = (
        select(
            claim.c.reading_key,
            func.count().label("total"),
            func.min(claim.c.claim_key).label("first"),
            func.max(claim.c.claim_key).label("last"),
        )
        .group_by(claim.c.reading_key)
        .subquery()
    )
    told = reading.c.first_claim_key
    broken = (
        select(reading.c.reading_key, reading.c.claim_count, func.coalesce(found.c.total, 0))
        .outerjoin(found, found.c.reading_key == reading.c.reading_key)
        .where(
            or_(
                func.coalesce(found.c.total, 0) != reading.c.claim_count,
                found.c.first != told,
                found.c.last != told + reading.c.claim_count - 1,
            )
        )
        .order_by(reading.c.reading_key)
    )
    for key, expected, count in connection.execute(broken):
        detail = f"it tells of {expected} claims from its first key on; the table holds {count}"
        yield Finding("count", f"reading {key}", detail)
