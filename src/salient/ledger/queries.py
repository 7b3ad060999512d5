"""The statements that find things in a ledger; each answers in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, FromClause, Select, exists, func, or_, select

from salient.errors import UsageError
from salient.ledger.backend import Backend
from salient.ledger.moments import reach
from salient.ledger.schema import (
    batch,
    claim,
    claim_place,
    document,
    ledger_schema,
    reading,
    rejection,
    version,
)

__all__ = [
    "Moments",
    "Selection",
    "claim_keys",
    "claim_runs",
    "claims_of_keys",
    "current_rejections",
    "current_versions",
    "latest_claims_by_id",
    "totals",
    "versions_of",
    "versions_of_keys",
]


class Moments(msgspec.Struct, frozen=True):
    """The asked moment on either time axis, in microseconds; None is no limit.

    `known_by` limits what the ledger had recorded, `published_by` what the world could read.
    """

    known_by: int | None = None
    published_by: int | None = None

    def see(self, table: FromClause) -> list[ColumnElement[bool]]:
        """List the conditions for a row of `version` or `reading` to be there at the moment."""
        limits = ((table.c.recorded_at, self.known_by), (table.c.published, self.published_by))
        return [column <= limit for column, limit in limits if limit is not None]


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims are asked for; None in any field is no limit."""

    moments: Moments
    place_ids: Sequence[str] | None = None
    from_day: date | None = None
    to_day: date | None = None
    published_from: int | None = None
    document_ids: Sequence[str] | None = None
    event_types: Sequence[str] | None = None

    def __post_init__(self) -> None:
        if self.from_day and self.to_day and self.to_day < self.from_day:
            raise UsageError(
                f"the days asked for end on {self.to_day} before they begin on {self.from_day}; "
                "give the earlier day first"
            )

    @property
    def whole_readings(self) -> bool:
        """Whether nothing is asked that sets one claim of a reading apart from another."""
        limits = (self.place_ids, self.from_day, self.to_day, self.event_types)
        return all(limit is None for limit in limits)


def _latest_version(seen: FromClause, moments: Moments) -> ColumnElement[bool]:
    """Ask that no later version of the document was there at the moment."""
    later = version.alias("later_version")
    return ~exists().where(
        later.c.document_key == seen.c.document_key,
        later.c.version_key > seen.c.version_key,
        *moments.see(later),
    )


def _current_reading(moments: Moments) -> list[ColumnElement[bool]]:
    """Ask for the latest reading of the latest version that was there at the moment."""
    later = reading.alias("later_reading")
    return [
        *moments.see(reading),
        _latest_version(reading, moments),
        ~exists().where(
            later.c.version_key == reading.c.version_key,
            later.c.reading_key > reading.c.reading_key,
            *moments.see(later),
        ),
    ]


def _asked_documents(backend: Backend, ids: Sequence[str]) -> ColumnElement[bool]:
    wanted = backend.listed(ids, "wanted_document").value
    return document.c.document_id.in_(select(wanted))


def _asked_readings(backend: Backend, asked: Selection) -> list[ColumnElement[bool]]:
    conditions = _current_reading(asked.moments)
    if asked.published_from is not None:
        conditions.append(reading.c.published >= asked.published_from)
    if asked.document_ids is not None:
        conditions.append(_asked_documents(backend, asked.document_ids))
    return conditions


def claim_runs(backend: Backend, asked: Selection) -> Select[Any]:
    """Find first claim key and number of claims of each asked reading, by publication time."""
    return (
        select(reading.c.first_claim_key, reading.c.claim_count)
        .join(document, document.c.document_key == reading.c.document_key)
        .where(reading.c.claim_count > 0, *_asked_readings(backend, asked))
        .order_by(reading.c.published, document.c.document_id)
    )


def claim_keys(backend: Backend, asked: Selection) -> Select[Any]:
    """Find the keys of the asked claims, by publication time, document and place in the text."""
    statement = (
        select(claim.c.claim_key)
        .join(reading, reading.c.reading_key == claim.c.reading_key)
        .join(document, document.c.document_key == reading.c.document_key)
        .where(*_asked_readings(backend, asked))
        .order_by(reading.c.published, document.c.document_id, claim.c.claim_key)
    )
    if asked.place_ids is not None:
        found = select(claim_place.c.claim_key).where(
            claim_place.c.place_id.in_(select(backend.listed(asked.place_ids, "wanted").value)),
            *_touching(backend, claim_place, asked),
        )
        statement = statement.where(claim.c.claim_key.in_(found))
    else:
        statement = statement.where(*_touching(backend, claim, asked))
    if asked.event_types is not None:
        kinds = backend.listed(asked.event_types, "wanted_event").value
        statement = statement.where(claim.c.event_type.in_(select(kinds)))
    return statement


def _touching(backend: Backend, table: FromClause, asked: Selection) -> list[ColumnElement[bool]]:
    """List the conditions under which a row's days and the asked days have one in common."""
    if asked.from_day is None and asked.to_day is None:
        return []
    first, last = asked.from_day or date.min, asked.to_day or date.max
    ends = backend.listed(reach(last), "reach")
    return [
        table.c.span == ends.position,
        table.c.latest >= first.isoformat(),
        table.c.latest <= ends.value,
        table.c.earliest <= last.isoformat(),
    ]


def claims_of_keys(backend: Backend, keys: Sequence[int]) -> Select[Any]:
    """Find key and record of each claim with one of `keys`, in no order."""
    wanted = backend.listed(keys, "wanted").value
    return select(claim.c.claim_key, claim.c.record).where(claim.c.claim_key.in_(select(wanted)))


def latest_claims_by_id(backend: Backend, ids: Sequence[str], moments: Moments) -> Select[Any]:
    """Find id and record of the last recorded claim with each of `ids`, current or superseded."""
    wanted = backend.listed(ids, "wanted").value
    newest = (
        select(func.max(claim.c.claim_key))
        .join(reading, reading.c.reading_key == claim.c.reading_key)
        .where(claim.c.claim_id.in_(select(wanted)), *moments.see(reading))
        .group_by(claim.c.claim_id)
    )
    return select(claim.c.claim_id, claim.c.record).where(claim.c.claim_key.in_(newest))


def current_versions(
    backend: Backend, moments: Moments, published_from: int | None, ids: Sequence[str] | None
) -> Select[Any]:
    """Find the keys of the latest versions at the moment, by publication time and document."""
    statement = (
        select(version.c.version_key)
        .join(document, document.c.document_key == version.c.document_key)
        .where(*moments.see(version), _latest_version(version, moments))
        .order_by(version.c.published, document.c.document_id)
    )
    if published_from is not None:
        statement = statement.where(version.c.published >= published_from)
    if ids is not None:
        statement = statement.where(_asked_documents(backend, ids))
    return statement


def versions_of_keys(backend: Backend, keys: Sequence[int]) -> Select[Any]:
    """Find key and record of each version with one of `keys`, in no order."""
    wanted = backend.listed(keys, "wanted").value
    return select(version.c.version_key, version.c.record).where(
        version.c.version_key.in_(select(wanted))
    )


def versions_of(document_id: str) -> Select[Any]:
    """Find number, time of recording and record of every version of a document, oldest first."""
    return (
        select(version.c.number, version.c.recorded_at, version.c.record)
        .join(document, document.c.document_key == version.c.document_key)
        .where(document.c.document_id == document_id)
        .order_by(version.c.number)
    )


def current_rejections(moments: Moments) -> Select[Any]:
    """Find the rejections that no later reading has superseded, as they were recorded."""
    conditions: list[ColumnElement[bool]] = []
    if moments.known_by is not None:
        conditions.append(rejection.c.recorded_at <= moments.known_by)
    alive = select(reading.c.reading_key).where(*_current_reading(moments))
    return (
        select(rejection.c.record)
        .where(
            *conditions,
            or_(rejection.c.reading_key.is_(None), rejection.c.reading_key.in_(alive)),
        )
        .order_by(rejection.c.rejection_key)
    )


def totals() -> Select[Any]:
    """Find one row of counts and moments, named as the fields of LedgerStats."""
    columns = {
        "schema_version": func.max(ledger_schema.c.schema_version),
        "documents": func.count(document.c.document_key),
        "versions": func.count(version.c.version_key),
        "readings": func.count(reading.c.reading_key),
        "claims": func.coalesce(func.sum(reading.c.claim_count), 0),
        "rejections": func.count(rejection.c.rejection_key),
        "first_published": func.min(version.c.published),
        "last_published": func.max(version.c.published),
        "last_recorded": func.max(batch.c.recorded_at),
    }
    current = select(func.coalesce(func.sum(reading.c.claim_count), 0)).where(
        *_current_reading(Moments())
    )
    return select(
        current.scalar_subquery().label("current_claims"),
        *(select(column).scalar_subquery().label(name) for name, column in columns.items()),
    )
