"""How PostgreSQL keeps every reference true: looked over once a statement, not once a row.

A foreign key looks up the parent of each row by itself, which costs a bulk insert more than all of
its indexes. The triggers here ask the same of all rows of a statement at once: that what is added
or changed refers to rows that are there, and that nothing refers to what is deleted or changed.
They hold against whoever writes, by whatever program, before the statement ends.

Two transactions at once cannot slip between each other's checks: what adds holds the ledger's
write lock, and so does the only thing that deletes, a redaction.

SQLite has no such triggers; there `salient ledger check` looks the references over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Column, Table

from salient.ledger.schema import CORE
from salient.ledger.schema_base import Part

__all__ = ["REFERENCES", "REFERENCE_FUNCTIONS", "reference_guards"]

# Each asks with the statement's own rows in mind, so it is planned anew each time: a plan that
# was made for one row would walk through an index for each of thousands. The span of the keys lets
# the planner read one stretch of the parent.
_ADDED = """
DECLARE
    lowest bigint;
    highest bigint;
    missing bigint;
BEGIN
    FOR i IN 0 .. TG_NARGS - 1 BY 3 LOOP
        EXECUTE format('SELECT min(%1$I), max(%1$I) FROM fresh', TG_ARGV[i]) INTO lowest, highest;
        CONTINUE WHEN lowest IS NULL;
        IF lowest = highest THEN
            EXECUTE format(
                'SELECT %4$L::bigint WHERE NOT EXISTS (SELECT FROM %1$I.%2$I WHERE %3$I = %4$L)',
                TG_TABLE_SCHEMA, TG_ARGV[i + 1], TG_ARGV[i + 2], lowest
            ) INTO missing;
        ELSE
            EXECUTE format(
                'SELECT min(fresh.%1$I) FROM fresh LEFT JOIN (SELECT %4$I FROM %2$I.%3$I '
                'WHERE %4$I BETWEEN %5$L AND %6$L) AS kept ON kept.%4$I = fresh.%1$I '
                'WHERE fresh.%1$I IS NOT NULL AND kept.%4$I IS NULL',
                TG_ARGV[i], TG_TABLE_SCHEMA, TG_ARGV[i + 1], TG_ARGV[i + 2], lowest, highest
            ) INTO missing;
        END IF;
        IF missing IS NOT NULL THEN
            RAISE foreign_key_violation USING MESSAGE = format(
                '%s.%s refers to %s %s, which is not there',
                TG_TABLE_NAME, TG_ARGV[i], TG_ARGV[i + 1], missing
            );
        END IF;
    END LOOP;
    RETURN NULL;
END
"""
_GONE = """
DECLARE
    lost bigint;
BEGIN
    FOR i IN 0 .. TG_NARGS - 1 BY 3 LOOP
        EXECUTE format(
            'SELECT min(gone.%4$I) FROM gone JOIN %1$I.%2$I AS child ON child.%3$I = gone.%4$I '
            'LEFT JOIN %1$I.%5$I AS kept ON kept.%4$I = gone.%4$I WHERE kept.%4$I IS NULL',
            TG_TABLE_SCHEMA, TG_ARGV[i], TG_ARGV[i + 1], TG_ARGV[i + 2], TG_TABLE_NAME
        ) INTO lost;
        IF lost IS NOT NULL THEN
            RAISE foreign_key_violation USING MESSAGE = format(
                '%s.%s still refers to %s %s',
                TG_ARGV[i], TG_ARGV[i + 1], TG_TABLE_NAME, lost
            );
        END IF;
    END LOOP;
    RETURN NULL;
END
"""
_FUNCTIONS = {"refers_to_rows": _ADDED, "is_referred_to": _GONE}
REFERENCE_FUNCTIONS = tuple(_FUNCTIONS)
_EVENTS = {
    "refers_to_rows": (("INSERT", "NEW TABLE AS fresh"), ("UPDATE", "NEW TABLE AS fresh")),
    "is_referred_to": (("DELETE", "OLD TABLE AS gone"), ("UPDATE", "OLD TABLE AS gone")),
}


def _references(table: Table) -> list[tuple[Column[int], Column[int]]]:
    """Give the references of a table, each as the column that refers and the column referred to."""
    found = ((key.parent, key.column) for key in table.foreign_keys)
    return sorted(found, key=lambda pair: str(pair[0].name))


def _triggers(table: Table) -> Iterator[tuple[str, str]]:
    """Give name and statement of each trigger of a table."""
    mine = [(child.name, parent.table.name, parent.name) for child, parent in _references(table)]
    theirs = [
        (child.table.name, child.name, parent.name)
        for other in CORE.tables
        for child, parent in _references(other)
        if parent.table is table
    ]
    for function, told in (("refers_to_rows", mine), ("is_referred_to", theirs)):
        if not told:
            continue
        arguments = ", ".join(f"'{word}'" for words in told for word in words)
        for event, rows in _EVENTS[function]:
            name = f"{table.name}_{function}_on_{event.lower()}"
            statement = (
                f"CREATE TRIGGER {name} AFTER {event} ON {table.name} REFERENCING {rows} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {function}({arguments})"
            )
            yield name, statement


def reference_guards(table: Table, dialect: str) -> list[str]:
    """Name the triggers that keep the references of `table` and to it."""
    return [] if dialect == "sqlite" else [name for name, _ in _triggers(table)]


def _statements(dialect: str) -> Sequence[str]:
    if dialect == "sqlite":
        return ()
    made = []
    for name, body in _FUNCTIONS.items():
        # The driver would take a single % for the place of a parameter.
        kept = body.replace("%", "%%")
        made.append(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${kept}$$")
    for table in CORE.tables:
        for child, _ in _references(table):
            key = f"{table.name}_{child.name}_fkey"
            made.append(f"ALTER TABLE {table.name} DROP CONSTRAINT IF EXISTS {key}")
        made += [statement for _, statement in _triggers(table)]
    return made


REFERENCES = Part(name="references", since=4, statements=_statements)
