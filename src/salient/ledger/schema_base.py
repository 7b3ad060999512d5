"""What the parts of a ledger's schema are made of: one MetaData, the column types, and `Part`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import BigInteger, Connection, Integer, MetaData, Table, Text

from salient.ledger.backend import Backend
from salient.model import Claim, Document

__all__ = ["KEY", "METADATA", "TEXT", "Added", "Part", "Removed"]

METADATA = MetaData()
"""Every table of every part, so that one may refer to another by name."""

KEY = BigInteger().with_variant(Integer, "sqlite")
"""SQLite's row key must be declared INTEGER; PostgreSQL's must hold more than 2**31 claims."""

TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Both backends must sort by code point, or the order of answers would depend on a locale."""


@dataclass(frozen=True, slots=True)
class Added:
    """What a batch has just stored, or a chunk of what an older ledger holds, by key."""

    versions: list[tuple[int, Document]] = field(default_factory=list)
    claims: list[tuple[int, Claim]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Removed:
    """What a redaction is about to remove: documents, and the keys of what hangs on them."""

    document_ids: list[str]
    version_keys: list[int]
    claim_keys: list[int]


def _nothing(dialect: str) -> Sequence[str]:
    del dialect
    return ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Some tables of a ledger, and all that has to be known to make and mind them.

    `since` is the schema version that brought the part. `tables` are kept: append-only, guarded by
    triggers, and carried by every export, copy and backup. `derived` tables can be computed again
    from the kept ones; they are neither guarded nor exported.

    `statements` gives, for a dialect (`sqlite` or `postgresql`), what SQLAlchemy cannot make:
    virtual tables, special indexes. `emptying` gives what empties the derived tables.

    `derive` is called in the writing transaction after each batch, and with all that an older
    ledger holds, in chunks, when the part is new to it or is to be computed again. `forget` is
    called before a redaction removes rows, to remove what the part holds of them; where there is
    none the derived tables are computed again after it.

    `check` yields one sentence for each thing in which the derived tables are not in step with
    what is stored.
    """

    name: str
    since: int
    tables: tuple[Table, ...] = ()
    derived: tuple[Table, ...] = ()
    statements: Callable[[str], Sequence[str]] = _nothing
    emptying: Callable[[str], Sequence[str]] = _nothing
    derive: Callable[[Backend, Connection, Added], None] | None = None
    forget: Callable[[Backend, Connection, Removed], None] | None = None
    check: Callable[[Connection], Iterator[str]] | None = None
