"""The statements that find things in a ledger; each answers in a fixed order.

Building a statement costs more than running it, so each is built once for every ledger and shape
of question, with named parameters in the place of what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    SelectBase,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
    union_all,
)

from salient.errors import UsageError
from salient.ledger.backend import Backend, Kind
from salient.ledger.gate import storable
from salient.ledger.moments import LONGEST_SPAN, last_ends, to_micros
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
from salient.ledger.schema_redactions import blackening, redaction
from salient.ledger.schema_reviews import review

__all__ = ["Question", "Statements", "askable", "current_reading", "current_version"]

# Stand for "no limit": no moment that a datetime can hold lies beyond them.
_ALWAYS = 2**62
_NEVER = -(2**62)


def askable(keys: Iterable[str]) -> list[str]:
    """Return the keys that a ledger could hold at all, in their order."""
    return [key for key in keys if storable(key)]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims or documents are asked for; None in any field is no limit."""

    known_by: datetime | None = None
    published_by: datetime | None = None
    published_from: datetime | None = None
    from_day: date | None = None
    to_day: date | None = None
    place_ids: Iterable[str] | None = None
    document_ids: Iterable[str] | None = None
    event_types: Iterable[str] | None = None

    def __post_init__(self) -> None:
        if self.from_day and self.to_day and self.to_day < self.from_day:
            raise UsageError(
                f"the days asked for end on {self.to_day} before they begin on {self.from_day}; "
                "give the earlier day first"
            )

    @property
    def limits(self) -> frozenset[str]:
        """The kinds of limit that are set, which is the shape of the question."""
        limits = {
            "days": self.from_day or self.to_day,
            "places": self.place_ids,
            "documents": self.document_ids,
            "events": self.event_types,
        }
        return frozenset(name for name, limit in limits.items() if limit is not None)

    @property
    def narrow(self) -> bool:
        """Whether one place on one day is asked for: a few claims, had at once."""
        one_place = isinstance(self.place_ids, tuple) and len(self.place_ids) == 1
        return one_place and self.from_day is not None and self.from_day == self.to_day

    def parameters(self, backend: Backend) -> dict[str, Any]:
        """Return the values for the named parameters of a statement of this shape.

        Raises UsageError for a moment without an offset.
        """
        values: dict[str, Any] = {
            "known_by": _micros(self.known_by, "known_by", _ALWAYS),
            "published_by": _micros(self.published_by, "published_by", _ALWAYS),
            "published_from": _micros(self.published_from, "published_from", _NEVER),
        }
        lists = {
            "places": self.place_ids,
            "documents": self.document_ids,
            "events": self.event_types,
        }
        for name, keys in lists.items():
            if keys is not None:
                values[name] = backend.packed(askable(keys))
        if "days" in self.limits:
            first, last = self.from_day or date.min, self.to_day or date.max
            values |= {"first_day": first.isoformat(), "last_day": last.isoformat()}
            values |= {f"end_{span}": end for span, end in enumerate(last_ends(last))}
        return values


def _micros(moment: datetime | None, what: str, otherwise: int) -> int:
    return otherwise if moment is None else to_micros(moment, what)


def _there(table: FromClause) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Ask that a row of `version` or `reading` was there at the asked moments."""
    return (
        table.c.recorded_at <= bindparam("known_by"),
        table.c.published <= bindparam("published_by"),
    )


def _latest_version(seen: FromClause) -> ColumnElement[bool]:
    """Ask that no later version of the document was there."""
    later = version.alias("later_version")
    return ~exists().where(
        later.c.document_key == seen.c.document_key,
        later.c.version_key > seen.c.version_key,
        *_there(later),
    )


def current_reading() -> list[ColumnElement[bool]]:
    """Ask of `reading` that it is the latest of the latest version that was there."""
    later = reading.alias("later_reading")
    return [
        *_there(reading),
        reading.c.published >= bindparam("published_from"),
        _latest_version(reading),
        ~exists().where(
            later.c.version_key == reading.c.version_key,
            later.c.reading_key > reading.c.reading_key,
            later.c.recorded_at <= bindparam("known_by"),
        ),
    ]


def current_version() -> list[ColumnElement[bool]]:
    """Ask of `version` that it is the latest of its document that was there."""
    return [
        *_there(version),
        version.c.published >= bindparam("published_from"),
        _latest_version(version),
    ]


class Statements:
    """The statements of one ledger, each built when it is first asked for.

    Their parameters are what `Question.parameters` gives, or one named in the docstring; lists
    are packed by the backend.
    """

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.claim_runs = cache(self._claim_runs)
        self.claim_keys = cache(self._claim_keys)
        self.claims_and_reviews = cache(self._claims_and_reviews)
        self.version_keys = cache(self._version_keys)

    def _among(self, column: ColumnElement[Any], parameter: str) -> ColumnElement[bool]:
        """Ask that `column` is in the list that travels as `parameter`."""
        kind: Kind = "key" if isinstance(column.type, Integer) else "text"
        return column.in_(select(self.backend.listed(parameter, kind)))

    def _claim_runs(self, limits: frozenset[str]) -> Select[Any]:
        """Find first claim key and number of claims of each reading, by publication time.

        For questions that set no claim of a reading apart: `limits` is at most `documents`.
        """
        return (
            select(reading.c.first_claim_key, reading.c.claim_count)
            .join(document, document.c.document_key == reading.c.document_key)
            .where(reading.c.claim_count > 0, *self._readings(limits))
            .order_by(reading.c.published, document.c.document_id)
        )

    def _claim_keys(self, limits: frozenset[str]) -> Select[Any]:
        """Find the keys of claims, by publication time, document and place in the text."""
        return (
            select(claim.c.claim_key)
            .join(reading, reading.c.reading_key == claim.c.reading_key)
            .join(document, document.c.document_key == reading.c.document_key)
            .where(*self._readings(limits), *self._apart(limits))
            .order_by(reading.c.published, document.c.document_id, claim.c.claim_key)
        )

    def _claims_and_reviews(self, limits: frozenset[str]) -> Select[Any]:
        """Find the greatest key of a review beside each of the same keys and its claim's record.

        One row without a claim where none is found. `limits` must set claims apart.
        """
        found = (
            self._claim_keys(limits)
            .order_by(None)
            .add_columns(claim.c.record, reading.c.published, document.c.document_id)
            .subquery("found")
        )
        said = select(func.max(review.c.review_key).label("last_review")).subquery("said")
        return (
            select(said.c.last_review, found.c.claim_key, found.c.record)
            .select_from(said.outerjoin(found, true()))
            .order_by(found.c.published, found.c.document_id, found.c.claim_key)
        )

    def _readings(self, limits: frozenset[str]) -> list[ColumnElement[bool]]:
        conditions = current_reading()
        if "documents" in limits:
            conditions.append(self._among(document.c.document_id, "documents"))
        return conditions

    def _apart(self, limits: frozenset[str]) -> list[ColumnElement[bool]]:
        """Ask for what sets one claim of a reading apart from another."""
        conditions: list[ColumnElement[bool]] = []
        if "events" in limits:
            conditions.append(self._among(claim.c.event_type, "events"))
        if "places" in limits:
            conditions.append(claim.c.claim_key.in_(self._in_places(limits)))
        elif "days" in limits:
            conditions.append(claim.c.claim_key.in_(union_all(*_touching(claim))))
        return conditions

    def _in_places(self, limits: frozenset[str]) -> SelectBase:
        here = self._among(claim_place.c.place_id, "places")
        if "days" not in limits:
            return select(claim_place.c.claim_key).where(here)
        return union_all(*(part.where(here) for part in _touching(claim_place)))

    @cached_property
    def claims_of_keys(self) -> Select[Any]:
        """Find key and record of the claims with `keys`, in no order."""
        return select(claim.c.claim_key, claim.c.record).where(
            self._among(claim.c.claim_key, "keys")
        )

    @cached_property
    def claims_by_id(self) -> Select[Any]:
        """Find id and record of the last claim recorded with each of `ids`, superseded or not."""
        newest = (
            select(func.max(claim.c.claim_key))
            .join(reading, reading.c.reading_key == claim.c.reading_key)
            .where(
                self._among(claim.c.claim_id, "ids"),
                reading.c.recorded_at <= bindparam("known_by"),
            )
            .group_by(claim.c.claim_id)
        )
        return select(claim.c.claim_id, claim.c.record).where(claim.c.claim_key.in_(newest))

    def _version_keys(self, limits: frozenset[str]) -> Select[Any]:
        """Find the keys of the latest versions, by publication time and document."""
        conditions = current_version()
        if "documents" in limits:
            conditions.append(self._among(document.c.document_id, "documents"))
        return (
            select(version.c.version_key)
            .join(document, document.c.document_key == version.c.document_key)
            .where(*conditions)
            .order_by(version.c.published, document.c.document_id)
        )

    @cached_property
    def versions_of_keys(self) -> Select[Any]:
        """Find key and record of the versions with `keys`, in no order."""
        return select(version.c.version_key, version.c.record).where(
            self._among(version.c.version_key, "keys")
        )

    @cached_property
    def versions(self) -> Select[Any]:
        """Find number, time of recording and record of each version of `document_id`, in order."""
        return (
            select(version.c.number, version.c.recorded_at, version.c.record)
            .join(document, document.c.document_key == version.c.document_key)
            .where(document.c.document_id == bindparam("document_id"))
            .order_by(version.c.number)
        )

    @cached_property
    def readings_known(self) -> Select[Any]:
        """Find the versions of the `documents`, each with every reader that has read it."""
        return (
            select(
                document.c.document_id,
                document.c.document_key,
                version.c.fingerprint,
                version.c.version_key,
                reading.c.reader_name,
                reading.c.reader_version,
            )
            .join(version, version.c.document_key == document.c.document_key)
            .outerjoin(reading, reading.c.version_key == version.c.version_key)
            .where(self._among(document.c.document_id, "documents"))
        )

    @cached_property
    def redacted(self) -> Select[Any]:
        """Find which of the `documents` were redacted."""
        return select(redaction.c.document_id).where(
            self._among(redaction.c.document_id, "documents")
        )

    @cached_property
    def blackened(self) -> Select[Any]:
        """Find document, number of words and digest of what was blackened in the `documents`."""
        columns = (blackening.c.document_id, blackening.c.words, blackening.c.digest)
        return select(*columns).where(self._among(blackening.c.document_id, "documents"))

    @cached_property
    def version_records(self) -> Select[Any]:
        """Find the record of the version `version_key`."""
        return select(version.c.record).where(version.c.version_key == bindparam("version_key"))

    @cached_property
    def loose_digests(self) -> Select[Any]:
        """Find which of the `digests` belong to a rejection outside any reading."""
        return select(rejection.c.digest).where(
            self._among(rejection.c.digest, "digests"), rejection.c.reading_key.is_(None)
        )

    @cached_property
    def rejections(self) -> Select[Any]:
        """Find the rejections that no later reading has superseded, as they were recorded."""
        alive = select(reading.c.reading_key).where(*current_reading())
        return (
            select(rejection.c.record)
            .where(
                rejection.c.recorded_at <= bindparam("known_by"),
                or_(rejection.c.reading_key.is_(None), rejection.c.reading_key.in_(alive)),
            )
            .order_by(rejection.c.rejection_key)
        )

    @cached_property
    def totals(self) -> Select[Any]:
        """Find one row of counts and moments, named as the fields of LedgerStats."""
        claims = func.coalesce(func.sum(reading.c.claim_count), 0)
        columns = {
            "schema_version": select(func.max(ledger_schema.c.schema_version)),
            "documents": select(func.count(document.c.document_key)),
            "versions": select(func.count(version.c.version_key)),
            "readings": select(func.count(reading.c.reading_key)),
            "claims": select(claims),
            "current_claims": select(claims).where(*current_reading()),
            "rejections": select(func.count(rejection.c.rejection_key)),
            "first_published": select(func.min(version.c.published)),
            "last_published": select(func.max(version.c.published)),
            "last_recorded": select(func.max(batch.c.recorded_at)),
        }
        return select(*(found.scalar_subquery().label(name) for name, found in columns.items()))


def _touching(table: FromClause) -> list[Select[Any]]:
    """Find the claims whose days and the asked days have one in common, class by class.

    A join with a list of the classes, or an OR over them, makes SQLite read every day of a place.
    """
    return [
        select(table.c.claim_key).where(
            table.c.span == literal_column(str(span)),
            table.c.latest >= bindparam("first_day"),
            table.c.latest <= bindparam(f"end_{span}"),
            table.c.earliest <= bindparam("last_day"),
        )
        for span in range(LONGEST_SPAN + 1)
    ]
