"""Keeping reviews, and giving claims as they leave them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, func, select

from salient.errors import LedgerError, UsageError
from salient.ledger.backend import Row
from salient.ledger.gate import storable
from salient.ledger.keys import next_key, transaction_moment
from salient.ledger.moments import from_micros, to_micros
from salient.ledger.queries import Question, Statements, current_reading
from salient.ledger.reviews_applying import apply_reviews
from salient.ledger.reviews_attaching import attach
from salient.ledger.reviews_checking import check_action
from salient.ledger.schema import claim, document, reading
from salient.ledger.schema_redactions import BLACKENINGS, blackening, redaction
from salient.ledger.schema_reviews import REVIEWS, review
from salient.model import (
    Claim,
    ClaimReview,
    Merge,
    Review,
    ReviewAction,
    ReviewedClaim,
    SourceMark,
    TakeBack,
    content_id,
)

__all__ = ["NOTHING", "Overlaid", "Overlay", "ReviewBook", "places_of"]

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Review).decode
_decode_claim = msgspec.json.Decoder(Claim).decode
_OVERLAYS_KEPT = 8


class Overlaid(NamedTuple):
    """One current claim that reviews speak of; `claim` is None where they leave it out."""

    published: int
    document_id: str
    claim: ReviewedClaim | Claim | None


class Overlay(NamedTuple):
    """What reviews change in the answers at one pair of moments.

    `claims` holds, by key, every current claim that a review speaks of, or whose document is
    merged into another; `unattached` the reviews of claims that no current claim answers to;
    `places` the keys of those claims that name a place or speak of its control, by its id.
    """

    claims: Mapping[int, Overlaid]
    unattached: tuple[Review, ...]
    places: Mapping[str, Sequence[int]]


NOTHING = Overlay({}, (), {})


class ReviewBook:
    """The reviews of one ledger. Reviews are only ever added; the latest of a thing stands."""

    def __init__(self, statements: Statements, *, read_only: bool = False) -> None:
        self._statements = statements
        self._backend = statements.backend
        self._read_only = read_only
        self._overlays: dict[tuple[object, ...], Overlay] = {}
        self._state = _state(statements.backend.schema_version)

    def add(self, action: ReviewAction, *, by: str, reason: str, recorded_at: datetime) -> Review:
        """Store a review and return it; one that says the same as a stored one adds nothing new.

        `recorded_at` becomes the ledger's latest moment where that is later. Raises UsageError
        where the name or the reason is missing or the action is none that can be, LedgerError
        where the ledger does not hold what is reviewed.
        """
        if self._read_only:
            raise LedgerError(
                f"the ledger at {self._backend.label} was opened for reading only; "
                "open it for writing to review"
            )
        self._backend.require(REVIEWS.since, "a review")
        for what, given in (("by whom it is", by), ("the reason", reason)):
            if not given.strip() or not storable(given):
                raise UsageError(f"a review must say {what}; {given!r} does not")
        check_action(action)
        moment = to_micros(recorded_at, "the time of recording")
        with self._backend.writing("reviewing in the ledger at") as connection:
            self._check_there(connection, action)
            return self._store(connection, action, by, reason, moment)

    def _store(
        self, connection: Connection, action: ReviewAction, by: str, reason: str, moment: int
    ) -> Review:
        kept = transaction_moment(connection, moment)
        key = next_key(connection, review)
        said = _encode(action).decode()
        newest = select(review.c.record).order_by(review.c.review_key.desc()).limit(1)
        record = connection.execute(newest).scalar()
        last = None if record is None else _decode(record)
        if last is not None and (last.by, last.reason, last.action) == (by, reason, action):
            return last
        made = Review(
            review_id=content_id("review", key, by, reason, said),
            by=by,
            reason=reason,
            recorded_at=from_micros(kept),
            action=action,
        )
        about = action.anchor.document_id if isinstance(action, ClaimReview) else None
        row: Row = (key, kept, made.review_id, about, _encode(made).decode())
        self._backend.insert(connection, review, [row])
        return made

    def _check_there(self, connection: Connection, action: ReviewAction) -> None:
        if isinstance(action, ClaimReview):
            found = select(claim.c.claim_key).where(claim.c.claim_id == action.anchor.claim_id)
            self._must(connection, found, "claim", action.anchor.claim_id)
        elif isinstance(action, Merge):
            for document_id in action.document_ids:
                one = select(document.c.document_key).where(document.c.document_id == document_id)
                self._must(connection, one, "document", document_id)
        elif isinstance(action, TakeBack):
            found = select(review.c.review_key).where(review.c.review_id == action.review_id)
            self._must(connection, found, "review", action.review_id)

    def _must(self, connection: Connection, found: Any, kind: str, key: str) -> None:
        if not storable(key) or connection.execute(found.limit(1)).scalar() is None:
            raise LedgerError(
                f"the ledger at {self._backend.label} holds no {kind} {key!r}; check the id"
            )

    # -- asking ----------------------------------------------------------------------------

    def all(self, *, known_by: datetime | None = None) -> list[Review]:
        """List every review in the order of recording, those that were taken back too."""
        if self._backend.schema_version < REVIEWS.since:
            return []
        limit = Question(known_by=known_by).parameters(self._backend)["known_by"]
        with self._backend.reading() as connection:
            return self._rows(connection, limit)

    def _rows(self, connection: Connection, known_by: int | None = None) -> list[Review]:
        asked = select(review.c.record).order_by(review.c.review_key)
        if known_by is not None:
            asked = asked.where(review.c.recorded_at <= known_by)
        return [_decode(record) for record in connection.execute(asked).scalars()]

    def standing(self, *, known_by: datetime | None = None) -> list[Review]:
        """List the reviews that nobody took back, in the order of recording.

        A review that takes one back can itself be taken back.
        """
        return _standing(self.all(known_by=known_by))

    def source_marks(self, *, known_by: datetime | None = None) -> dict[str, Review]:
        """Give the review that holds the standing mark of each source, by its name as written."""
        marks: dict[str, Review] = {}
        for one in self.standing(known_by=known_by):
            if isinstance(one.action, SourceMark):
                folded = one.action.name.casefold()
                marks = {name: kept for name, kept in marks.items() if name.casefold() != folded}
                marks[one.action.name] = one
        return {
            name: one
            for name, one in marks.items()
            if isinstance(one.action, SourceMark) and one.action.mark != "unmarked"
        }

    def merged(self, *, known_by: datetime | None = None) -> list[frozenset[str]]:
        """Give the groups of documents that are one text; what shares a document is one group."""
        return _groups(self.standing(known_by=known_by))

    def unattached(self, *, known_by: datetime | None = None) -> tuple[Review, ...]:
        """List the standing reviews of claims that no claim answers to at present."""
        return self.overlay(None, known_by).unattached

    def overlay(self, published_by: datetime | None, known_by: datetime | None) -> Overlay:
        """Work out what the reviews known by a moment change in what was published by another.

        A review says how a text is to be read, whenever the text was published, so only
        `known_by` limits which reviews count.
        """
        if self._backend.schema_version < REVIEWS.since:
            return NOTHING
        parameters = Question(published_by=published_by, known_by=known_by).parameters(
            self._backend
        )
        with self._backend.reading() as connection:
            state = connection.execute(self._state).one()
            if state[0] is None:
                return NOTHING
            key = (*state, published_by, known_by)
            if key not in self._overlays:
                while len(self._overlays) >= _OVERLAYS_KEPT:
                    del self._overlays[next(iter(self._overlays))]
                self._overlays[key] = self._work_out(connection, parameters)
            return self._overlays[key]

    def _work_out(self, connection: Connection, parameters: dict[str, Any]) -> Overlay:
        standing = _standing(self._rows(connection, parameters["known_by"]))
        by_document: dict[str, list[Review]] = {}
        for one in standing:
            if isinstance(one.action, ClaimReview):
                by_document.setdefault(one.action.anchor.document_id, []).append(one)
        groups = _groups(standing)
        asked = {*by_document, *(member for group in groups for member in group)}
        rows = self._current(connection, parameters, asked)
        changed: dict[int, Overlaid] = {}
        unattached: list[Review] = []
        for document_id, reviews in by_document.items():
            of_document = rows.get(document_id, [])
            keys = [key for key, _, _ in of_document]
            attached, loose = _attached(reviews, [one for _, _, one in of_document])
            unattached += loose
            for index, about in attached.items():
                key, published, raw = of_document[index]
                corrected = apply_reviews(raw, about)
                kept = None if corrected.rejected else corrected
                changed[keys[index]] = Overlaid(published, document_id, kept)
        for group in groups:
            for document_id in _repeated(group, rows):
                for key, published, _ in rows[document_id]:
                    changed[key] = Overlaid(published, document_id, None)
        order = {one.review_id: at for at, one in enumerate(standing)}
        unattached.sort(key=lambda one: order[one.review_id])
        return Overlay(changed, tuple(unattached), _by_place(changed))

    def _current(
        self, connection: Connection, parameters: dict[str, Any], documents: Iterable[str]
    ) -> dict[str, list[tuple[int, int, Claim]]]:
        """Give key, publication time and claim of the current claims of `documents`, by id."""
        among = document.c.document_id.in_(select(self._backend.listed("documents", "text")))
        asked = (
            select(document.c.document_id, claim.c.claim_key, reading.c.published, claim.c.record)
            .join(reading, reading.c.reading_key == claim.c.reading_key)
            .join(document, document.c.document_key == reading.c.document_key)
            .where(*current_reading(), among)
            .order_by(claim.c.claim_key)
        )
        values = {**parameters, "documents": self._backend.packed(sorted(documents))}
        rows: dict[str, list[tuple[int, int, Claim]]] = {}
        for document_id, key, published, record in connection.execute(asked, values):
            rows.setdefault(document_id, []).append((key, published, _decode_claim(record)))
        return rows

    def applied(
        self, claims: Mapping[str, Claim], *, known_by: datetime | None = None
    ) -> dict[str, Claim]:
        """Give each of `claims`, by id, as the reviews leave it; a rejected one says that it is."""
        by_document: dict[str, list[Review]] = {}
        for one in self.standing(known_by=known_by):
            if isinstance(one.action, ClaimReview):
                by_document.setdefault(one.action.anchor.document_id, []).append(one)
        done: dict[str, Claim] = {}
        for claim_id, raw in claims.items():
            reviews = by_document.get(raw.document.document_id, [])
            attached, _ = _attached(reviews, [raw])
            done[claim_id] = apply_reviews(raw, attached[0]) if attached else raw
        return done


def _state(schema_version: int) -> Select[Any]:
    """Ask for what says whether an overlay still holds, the reviews first."""
    tables = [review, reading, redaction]
    if schema_version >= BLACKENINGS.since:
        tables.append(blackening)
    return select(*(select(func.max(one.c[f"{one.name}_key"])).scalar_subquery() for one in tables))


def _by_place(changed: Mapping[int, Overlaid]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for key, one in changed.items():
        for place_id in places_of(one.claim) if one.claim is not None else ():
            found.setdefault(place_id, []).append(key)
    return found


def places_of(claim: Claim) -> set[str]:
    """Return the ids of the places that a claim names or says something about."""
    named = {mention.place_id for mention in claim.places if mention.place_id is not None}
    return named | {effect.place_id for effect in claim.control}


def _standing(reviews: Sequence[Review]) -> list[Review]:
    void: set[str] = set()
    for one in reversed(reviews):
        if isinstance(one.action, TakeBack) and one.review_id not in void:
            void.add(one.action.review_id)
    return [one for one in reviews if one.review_id not in void]


def _attached(
    reviews: Sequence[Review], claims: Sequence[Claim]
) -> tuple[dict[int, list[Review]], list[Review]]:
    """Give the reviews of each claim by its position, and those that find none."""
    found: dict[int, list[Review]] = {}
    loose: list[Review] = []
    for one in reviews:
        if not isinstance(one.action, ClaimReview):
            continue
        at = attach(one.action.anchor, claims)
        if at is None:
            loose.append(one)
        else:
            found.setdefault(at, []).append(one)
    return found, loose


def _groups(reviews: Sequence[Review]) -> list[frozenset[str]]:
    groups: list[frozenset[str]] = []
    for one in reviews:
        if isinstance(one.action, Merge):
            joined = frozenset(one.action.document_ids)
            apart = [group for group in groups if not group & joined]
            groups = [*apart, joined.union(*(group for group in groups if group & joined))]
    return groups


def _repeated(
    group: Iterable[str], rows: Mapping[str, Sequence[tuple[int, int, Claim]]]
) -> list[str]:
    """Give those documents of a group whose claims an earlier one of it makes already."""
    there = sorted((rows[one][0][1], one) for one in group if one in rows)
    return [document_id for _, document_id in there[1:]]
