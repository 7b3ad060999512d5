"""The tables that a search looks in; all of them can be made again from what is kept.

    search_claim      the words of each claim's quote, of its holders' names, and its marks
    search_version    the words of title and text of each wording of a document
    search_progress   up to which keys each run of the indexer came, and by which method

`words` and `holders` are stems with a space between them (`salient.ledger.search_words`), `marks`
are the claim's event type, mood, polarity and sides, each as one word. SQLite indexes the columns
by FTS5, PostgreSQL by one weighted tsvector and GIN; there the marks also name the blocks of keys
that the claim lies in (`salient.ledger.search_blocks`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import BigInteger, Column, Connection, Table, Text, func, select, text

from salient.ledger.backend import Backend, Row
from salient.ledger.moments import stored_days
from salient.ledger.schema import claim, version
from salient.ledger.schema_base import KEY, METADATA, TEXT, Part, Removed
from salient.ledger.search_words import stems
from salient.model import Claim, Document

__all__ = [
    "INDEXES",
    "SEARCH",
    "WORD_COLUMNS",
    "claim_row",
    "empty_search",
    "mark",
    "search_claim",
    "search_progress",
    "search_version",
    "version_row",
]

MOST_WORDS = 16_000
"""Words of a document that are indexed.

Beyond lies no report, only somebody's archive, and PostgreSQL tells no places in a text apart after
the 16,383rd.
"""
MOST_WORDS_OF_A_CLAIM = 5_000
MOST_CHARACTERS = 200_000

search_claim = Table(
    "search_claim",
    METADATA,
    Column("claim_key", KEY, primary_key=True, autoincrement=False),
    # A claim's own row is long; these spare going there to learn whether it counts.
    Column("reading_key", BigInteger, nullable=False),
    Column("earliest", TEXT, nullable=False),
    Column("latest", TEXT, nullable=False),
    Column("words", Text, nullable=False),
    Column("holders", Text, nullable=False),
    Column("marks", Text, nullable=False),
)

search_version = Table(
    "search_version",
    METADATA,
    Column("version_key", KEY, primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),
)

search_progress = Table(
    "search_progress",
    METADATA,
    Column("search_progress_key", KEY, primary_key=True, autoincrement=False),
    Column("claim_key", BigInteger, nullable=False),
    Column("version_key", BigInteger, nullable=False),
    Column("method", TEXT, nullable=False),
)

WORD_COLUMNS = {search_claim: ("words", "holders", "marks"), search_version: ("words",)}
INDEXES = {"claim": search_claim, "version": search_version}


def mark(kind: str, value: str) -> str:
    """Write one of a claim's marks as a word that no text holds.

    What is no ASCII letter or digit in `value` is written by its number, so that two values never
    meet and every index takes the word whole.
    """
    plain = "".join(c if c.isascii() and c.isalnum() else f"u{ord(c)}u" for c in value.casefold())
    return f"zz{kind}zz{plain}"


def claim_row(claim_key: int, reading_key: int, one: Claim) -> Row:
    """Make the row of `search_claim` for a claim."""
    parties = (one.actor, one.target)
    sides = {party.side for party in parties if party is not None and party.side is not None}
    sides |= {effect.side for effect in one.control}
    marks = [
        mark("event", one.event_type),
        mark("mood", one.mood),
        mark("polarity", one.polarity),
        *(mark("side", side) for side in sorted(sides)),
    ]
    # A name of its own for the end of each holder keeps a phrase from running over two of them.
    holders = " zzholder ".join(stems(holder.name) for holder in one.holders)
    words = _limited(stems(one.quote.text), MOST_WORDS_OF_A_CLAIM)
    holders = _limited(holders, MOST_WORDS_OF_A_CLAIM)
    first, last = (day.isoformat() for day in stored_days(one.time))
    return claim_key, reading_key, first, last, words, holders, " ".join(marks)


def version_row(version_key: int, document: Document) -> Row:
    """Make the row of `search_version` for a wording of a document."""
    return version_key, _limited(stems(f"{document.title or ''}\n{document.text}"))


def _limited(found: str, most: int = MOST_WORDS) -> str:
    """Leave off what would not fit into PostgreSQL's largest tsvector, a megabyte."""
    if len(found) <= most:
        return found
    return " ".join(found[:MOST_CHARACTERS].split(" ", most)[:most])


def _statements(dialect: str) -> Sequence[str]:
    return _fts5_tables() if dialect == "sqlite" else _tsvector_columns()


def _fts5_tables() -> list[str]:
    """Make an FTS5 index over each table.

    The words come folded and cut, so that nothing but spaces is left to be understood; the
    tokenizer `ascii` does no more than that.
    """
    return [
        f"CREATE VIRTUAL TABLE {table.name}_words USING fts5({', '.join(columns)}, "
        f"content='{table.name}', content_rowid='{next(iter(table.primary_key)).name}', "
        "tokenize='ascii', columnsize=0)"
        for table, columns in WORD_COLUMNS.items()
    ]


def _tsvector_columns() -> list[str]:
    """Add a weighted tsvector to each table, and a GIN index over it."""
    made: list[str] = []
    for table, columns in WORD_COLUMNS.items():
        weighted = " || ".join(
            f"setweight(to_tsvector('simple'::regconfig, {column}), '{weight}')"
            for column, weight in zip(columns, "ABC", strict=False)
        )
        generated = f"found tsvector GENERATED ALWAYS AS ({weighted}) STORED"
        made.append(f"ALTER TABLE {table.name} ADD COLUMN {generated}")
        made.append(f"CREATE INDEX {table.name}_words ON {table.name} USING gin (found)")
    return made


def _emptying(dialect: str) -> Sequence[str]:
    tables = ("search_claim", "search_version", "search_progress")
    emptied = [f"DELETE FROM {table}" for table in tables]  # noqa: S608 - fixed names
    if dialect == "sqlite":
        indexes = ("search_claim_words", "search_version_words")
        emptied += [f"INSERT INTO {one}({one}) VALUES ('delete-all')" for one in indexes]  # noqa: S608
    return emptied


def empty_search(connection: Connection) -> None:
    """Empty the index; the next search, or the next run of the indexer, makes it anew."""
    for statement in _emptying(connection.dialect.name):
        connection.exec_driver_sql(statement)


def _forget(backend: Backend, connection: Connection, removed: Removed) -> None:
    """Remove the words of removed rows, and look again at all that was recorded since.

    Keys that were the last can be handed out once more.
    """
    _remove(backend, connection, search_claim, removed.claim_keys)
    _remove(backend, connection, search_version, removed.version_keys)
    progress = search_progress.c
    last = connection.execute(
        select(search_progress).order_by(progress.search_progress_key.desc()).limit(1)
    ).one_or_none()
    if last is not None:
        row: Row = (
            last.search_progress_key + 1,
            min([last.claim_key, *(key - 1 for key in removed.claim_keys)]),
            min([last.version_key, *(key - 1 for key in removed.version_keys)]),
            last.method,
        )
        backend.insert(connection, search_progress, [row])


def _remove(backend: Backend, connection: Connection, table: Table, keys: Iterable[int]) -> None:
    key = next(iter(table.primary_key))
    asked = {"keys": backend.packed(list(keys))}
    among = key.in_(select(backend.listed("keys", "key")))
    if connection.dialect.name == "sqlite":
        columns = WORD_COLUMNS[table]
        index = f"{table.name}_words"
        values = ", ".join(f":{column}" for column in columns)
        forget = text(
            f"INSERT INTO {index}({index}, rowid, {', '.join(columns)}) "  # noqa: S608
            f"VALUES ('delete', :{key.name}, {values})"
        )
        for row in connection.execute(select(table).where(among), asked).all():
            connection.execute(forget, dict(row._mapping))
        # A word that is marked as gone stays in the file until its segments are merged.
        merge = f"INSERT INTO {index}({index}) VALUES ('optimize')"  # noqa: S608
        connection.exec_driver_sql(merge)
    connection.execute(table.delete().where(among), asked)


def _check(connection: Connection) -> Iterator[str]:
    """Compare the words with what is stored, up to where the indexer came.

    What was added since is no finding: the next search takes it in.
    """
    came = connection.execute(
        select(search_progress).order_by(search_progress.c.search_progress_key.desc()).limit(1)
    ).one_or_none()
    for words, kept in ((search_claim, claim), (search_version, version)):
        mine, theirs = (next(iter(table.primary_key)) for table in (words, kept))
        reached = 0 if came is None else getattr(came, theirs.name)
        lacking = (
            select(func.count())
            .select_from(kept.outerjoin(words, mine == theirs))
            .where(theirs <= reached, mine.is_(None))
        )
        stray = (
            select(func.count())
            .select_from(words.outerjoin(kept, mine == theirs))
            .where(theirs.is_(None))
        )
        for count, problem in (
            (connection.execute(lacking).scalar_one(), f"of a {kept.name} are missing"),
            (connection.execute(stray).scalar_one(), f"belong to no {kept.name}"),
        ):
            if count:
                yield f"{count} rows of {words.name}, the words of the search, {problem}"


SEARCH = Part(
    name="search",
    since=2,
    derived=(search_claim, search_version, search_progress),
    statements=_statements,
    emptying=_emptying,
    forget=_forget,
    check=_check,
)
