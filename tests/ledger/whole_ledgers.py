"""Ledgers with something in every table, and all that is in one, for comparing two of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ledger_factories import (
    IZIUM,
    KHARKIV,
    NEWER_RULES,
    PUBLISHED,
    RECORDED,
    claim,
    document,
    reading,
    rejected,
)

from salient.ledger import Ledger
from salient.ledger.parts import stored_tables
from salient.ledger.rows import table_rows


def fill(ledger: Ledger) -> None:
    """Add documents, an edit, a newer reading, rejections of both kinds, and redactions of both."""
    whole = document(3, title="Zero \0 and 🛡 and Ї", publisher="Вісник")
    two = (
        claim(whole, places=(KHARKIV, IZIUM), control=(IZIUM,)),
        claim(whole, "Others left the town", places=(None,), days=(None, PUBLISHED.date())),
    )
    unplaced = claim(document(5), claim_id="lost", quote=claim(document(6)).quote)
    edited = document(1, " edited", published=PUBLISHED + timedelta(days=1))
    ledger.add_many([reading(document(1)), reading(document(2)), rejected()], RECORDED)
    ledger.add_many(
        [
            reading(whole, *two),
            reading(edited),
            reading(document(2), reader=NEWER_RULES),
            reading(document(5), unplaced),
            *(reading(document(number)) for number in range(10, 30)),
        ],
        RECORDED + timedelta(hours=1),
        theatre="ukraine",
    )
    ledger.redact("doc-0012", RECORDED, redacted_by="O. Desk", reason="names a child")
    ledger.redact("doc-0013", RECORDED, redacted_by="O. Desk", reason="why", words="the village")


def everything(ledger: Ledger) -> dict[str, list[Any]]:
    """Every row of every table that was put into the ledger."""
    with ledger.backend.snapshot("reading") as connection:
        return {
            table.name: [row for rows in table_rows(connection, table, 7) for row in rows]
            for table in stored_tables(ledger.schema_version)
        }


def answers(ledger: Ledger) -> list[Any]:
    """What it says now and as of two past moments."""
    found: list[Any] = [ledger.stats(), ledger.redactions(), list(ledger.rejections())]
    for moment in (RECORDED, RECORDED + timedelta(hours=1), None):
        found.append(list(ledger.claims(known_by=moment)))
        found.append(list(ledger.claims(known_by=moment, place_ids=[IZIUM])))
        found.append(list(ledger.documents(known_by=moment)))
    return found
