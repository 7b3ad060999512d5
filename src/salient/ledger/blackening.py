"""Removing words of a document rather than the document: blackened wherever it holds them.

Explicit and logged, as the removal of a whole document is. Every wording, claim, rejection, review
and index row of the document that holds the words is changed in one transaction; keys, ids, moments
and offsets stay, so that whatever refers to them finds what it referred to.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, Table, bindparam, or_, select, update

from salient.errors import LedgerError, UsageError
from salient.ledger.backend import Backend, Row
from salient.ledger.gate import rejection_record
from salient.ledger.keys import next_key, transaction_moment
from salient.ledger.masking import (
    MARK,
    Mask,
    mask_claim,
    mask_review,
    plain_words,
    telling,
    words_digest,
)
from salient.ledger.moments import from_micros, span_of, stored_days, to_micros
from salient.ledger.parts import PARTS, derive_all, unguarded
from salient.ledger.redactions import Redaction, check_said, loose_rejections, no_document
from salient.ledger.schema import claim, claim_place, document, reading, rejection, version
from salient.ledger.schema_base import Removed
from salient.ledger.schema_redactions import blackening
from salient.ledger.schema_reviews import review
from salient.ledger.writing import place_ids_of
from salient.model import Claim, Document, Rejected, Review

__all__ = ["blacken"]

_encode = msgspec.json.Encoder().encode
_decode_claim = msgspec.json.Decoder(Claim).decode
_decode_document = msgspec.json.Decoder(Document).decode
_decode_rejected = msgspec.json.Decoder(Rejected).decode
_decode_review = msgspec.json.Decoder(Review).decode


class _Wording(NamedTuple):
    key: int
    before: Document
    after: Document


def blacken(
    backend: Backend,
    document_id: str,
    words: str,
    recorded_at: datetime,
    *,
    redacted_by: str,
    reason: str,
) -> Redaction:
    """Blacken these words wherever the document holds them, and log that it was done.

    Raises UsageError where the name or the reason is missing, the reason repeats the words, or
    there is no word among `words`; LedgerError where the ledger does not hold the document, or no
    wording of it the words.
    """
    moment = to_micros(recorded_at, "the time of recording")
    plain = plain_words(words)
    check_said(redacted_by, reason)
    if not plain:
        raise UsageError("there is no word in what is to be redacted; give the words, or a passage")
    if f" {plain} " in f" {plain_words(reason)} ":
        raise UsageError("the reason repeats the words that are to be removed; say it without them")
    count, digest = plain.count(" ") + 1, words_digest(document_id, plain)
    with backend.writing("redacting in the ledger at") as connection:
        backend.erase(connection)
        mask = Mask(document_id, [(count, digest)])
        key, wordings = _wordings(connection, document_id, mask)
        if key is None:
            raise no_document(backend, document_id)
        changed = [one for one in wordings if one.before != one.after]
        if not changed:
            raise LedgerError(
                f"no wording of {document_id!r} in the ledger at {backend.label} holds these "
                "words; case and punctuation make no difference, the forms of words do: give "
                "them as they stand in the text"
            )
        with unguarded(connection):
            claims = _Blackening(backend, connection, document_id, mask, changed).run()
        moment = transaction_moment(connection, moment)
        made = Redaction(
            document_id=document_id,
            recorded_at=from_micros(moment),
            redacted_by=redacted_by,
            reason=reason,
            versions=len(changed),
            claims=claims,
            digest=digest,
            words=count,
            characters=sum(map(_characters, changed)),
        )
        _log(backend, connection, made, moment)
    backend.erased()
    return made


def _characters(one: _Wording) -> int:
    return one.after.text.count(MARK) - one.before.text.count(MARK)


def _wordings(
    connection: Connection, document_id: str, mask: Mask
) -> tuple[int | None, list[_Wording]]:
    """Give the document's key, None where there is none, and its wordings before and after."""
    key = connection.execute(
        select(document.c.document_key).where(document.c.document_id == document_id)
    ).scalar()
    rows = connection.execute(
        select(version.c.version_key, version.c.record)
        .where(version.c.document_key == key)
        .order_by(version.c.version_key)
    )
    found = [(row[0], _decode_document(row[1])) for row in rows]
    return key, [_Wording(row, whole, mask.document(whole)) for row, whole in found]


class _Blackening:
    """The changes of one redaction, inside its transaction and with the guards lifted."""

    def __init__(
        self,
        backend: Backend,
        connection: Connection,
        document_id: str,
        mask: Mask,
        changed: list[_Wording],
    ) -> None:
        self._backend = backend
        self._connection = connection
        self._document_id = document_id
        self._mask = mask
        self._changed = changed

    def run(self) -> int:
        """Change every row that holds the words; return how many claims were changed."""
        self._update(version, {one.key: {"record": _json(one.after)} for one in self._changed})
        claims = self._claims()
        self._rejections()
        self._reviews()
        removed = Removed([], [one.key for one in self._changed], claims)
        for part in PARTS:
            if part.forget is not None:
                part.forget(self._backend, self._connection, removed)
        again = [part for part in PARTS if part.derive is not None and part.forget is None]
        derive_all(self._backend, self._connection, again)
        return len(claims)

    def _claims(self) -> list[int]:
        changes: dict[int, dict[str, object]] = {}
        places: list[Row] = []
        for wording in self._changed:
            for key, one in self._claims_of(wording):
                masked = mask_claim(one, self._mask, wording.before.text, wording.after.text)
                if masked == one:
                    continue
                first, last = stored_days(masked.time)
                span, earliest, latest = span_of(first, last), first.isoformat(), last.isoformat()
                changes[key] = {
                    "record": _json(masked),
                    "span": span,
                    "earliest": earliest,
                    "latest": latest,
                }
                places += [(name, span, latest, key, earliest) for name in place_ids_of(masked)]
        self._update(claim, changes)
        asked = {"keys": self._backend.packed(list(changes))}
        among = claim_place.c.claim_key.in_(select(self._backend.listed("keys", "key")))
        self._connection.execute(claim_place.delete().where(among), asked)
        self._backend.insert(self._connection, claim_place, sorted(places))
        return list(changes)

    def _claims_of(self, wording: _Wording) -> Iterator[tuple[int, Claim]]:
        runs = self._connection.execute(
            select(reading.c.first_claim_key, reading.c.claim_count)
            .where(reading.c.version_key == wording.key, reading.c.claim_count > 0)
            .order_by(reading.c.reading_key)
        ).all()
        for first, count in runs:
            rows = self._connection.execute(
                select(claim.c.claim_key, claim.c.record)
                .where(claim.c.claim_key.between(first, first + count - 1))
                .order_by(claim.c.claim_key)
            ).all()
            for key, record in rows:
                yield key, _decode_claim(record)

    def _rejections(self) -> None:
        of_document = (
            select(reading.c.reading_key)
            .join(document, document.c.document_key == reading.c.document_key)
            .where(document.c.document_id == self._document_id)
        )
        loose = loose_rejections(self._connection, self._document_id)
        asked = select(self._backend.listed("keys", "key"))
        rows = self._connection.execute(
            select(rejection.c.rejection_key, rejection.c.record).where(
                or_(rejection.c.reading_key.in_(of_document), rejection.c.rejection_key.in_(asked))
            ),
            {"keys": self._backend.packed(loose)},
        ).all()
        removed = frozenset[str]().union(
            *(telling(one.before.text, one.after.text) for one in self._changed)
        )
        changes: dict[int, dict[str, object]] = {}
        for key, record in rows:
            one = _decode_rejected(record)
            masked = self._mask.rejected(one, removed)
            if masked != one:
                _, kept, digest = rejection_record(masked)
                changes[key] = {"record": kept, "digest": digest}
        self._update(rejection, changes)

    def _reviews(self) -> None:
        texts = [(one.before.text, one.after.text) for one in self._changed]
        rows = self._connection.execute(
            select(review.c.review_key, review.c.record).where(
                review.c.document_id == self._document_id
            )
        ).all()
        changes: dict[int, dict[str, object]] = {}
        for key, record in rows:
            one = _decode_review(record)
            masked = mask_review(one, self._mask, texts)
            if masked != one:
                changes[key] = {"record": _json(masked)}
        self._update(review, changes)

    def _update(self, table: Table, changes: dict[int, dict[str, object]]) -> None:
        """Set columns of the rows with these keys."""
        name = f"{table.name}_key"
        for key, values in changes.items():
            statement = update(table).where(table.c[name] == bindparam("key"))
            self._connection.execute(statement.values(**values), {"key": key})


def _json(thing: object) -> str:
    return _encode(thing).decode()


def _log(backend: Backend, connection: Connection, made: Redaction, moment: int) -> None:
    row: Row = (
        next_key(connection, blackening),
        moment,
        made.document_id,
        made.redacted_by,
        made.reason,
        made.words,
        made.characters,
        made.versions,
        made.claims,
        made.digest,
    )
    backend.insert(connection, blackening, [row])
