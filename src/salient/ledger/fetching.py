"""Records out of the store, by their keys, a chunk at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Select

from salient.errors import LedgerError
from salient.ledger.queries import Statements

__all__ = ["decoded", "fetched"]

_Noun = TypeVar("_Noun")


def fetched(
    opened: Callable[[], Statements],
    statement: Select[Any],
    keys: Sequence[int],
    chunk: int,
    decode: Callable[[str], _Noun],
) -> Iterator[_Noun]:
    """Yield the nouns with `keys`, in that order; `statement` finds key and record of `keys`.

    `opened` gives the ledger's statements, or raises LedgerError once it has been closed, as a
    damaged record does.
    """
    for start in range(0, len(keys), chunk):
        wanted = list(keys[start : start + chunk])
        backend = opened().backend
        with backend.reading() as connection:
            rows = connection.execute(statement, {"keys": backend.packed(wanted)}).all()
            records: dict[int, str] = {row[0]: row[1] for row in rows}
        for key in wanted:
            yield decoded(backend.label, records[key], decode)


def decoded(label: str, record: str, decode: Callable[[str], _Noun]) -> _Noun:
    """Decode a record of the ledger that `label` names.

    Raises LedgerError for one that is damaged.
    """
    try:
        return decode(record)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise LedgerError(
            f"the ledger at {label} holds a damaged record ({error}); "
            "restore it from a backup, or add the documents to a new ledger"
        ) from error
