"""The ledger itself: what can be added to it and asked of it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Any, TypeVar

import msgspec

from salient.errors import LedgerError
from salient.ledger.backend import Backend
from salient.ledger.blackening import blacken
from salient.ledger.checking import Finding, check
from salient.ledger.counting import counted
from salient.ledger.fetching import decoded, fetched
from salient.ledger.gate import storable
from salient.ledger.moments import from_micros, to_micros
from salient.ledger.queries import Question, Statements, askable
from salient.ledger.records import AddReport, DocumentReading, DocumentVersion, LedgerStats
from salient.ledger.redactions import Redaction, redact, redactions
from salient.ledger.reviews import NOTHING, ReviewBook
from salient.ledger.reviews_answering import reviewed_keys
from salient.ledger.schema_reviews import REVIEWS
from salient.ledger.search import Search
from salient.ledger.writing import BatchWriter, Provenance, known_documents, salient_version
from salient.model import Claim, Document, Reader, Rejected

__all__ = ["Ledger"]

_Noun = TypeVar("_Noun")
_CHUNK = 1000
_DOCUMENT_CHUNK = 100


class Ledger:
    """An append-only account of documents, readings, claims and rejections on two time axes.

    *Published* is when the world could know; *recorded* is when this ledger learned. A query
    answers from the latest reading of the latest version of each document: of all that is stored,
    or of what was there by `published_by` and `known_by` (both included). What was superseded
    stays and answers again when an earlier moment is asked for.

    Every answer comes in a fixed order, the same on every backend. Answers that are iterators
    fetch as they go. Use the ledger as a context manager, or close it.

    What the database refuses or loses becomes a LedgerError that says what to do; a moment without
    an offset from UTC is a UsageError.
    """

    def __init__(self, backend: Backend, *, read_only: bool = False) -> None:
        statements = Statements(backend)
        self._statements: Statements | None = statements
        self._reviews = ReviewBook(statements, read_only=read_only)
        self._search = Search(statements, self._reviews, read_only=read_only)
        self._label = backend.label
        self._read_only = read_only
        self._has_reviews = False

    @property
    def target(self) -> str:
        """The path, or the URL without its password, by which the ledger was opened."""
        return self._label

    @property
    def read_only(self) -> bool:
        """Whether adding is refused."""
        return self._read_only

    @property
    def backend(self) -> Backend:
        """The engine beneath, for what walks through whole tables: checks, copies, archives.

        Raises LedgerError when the ledger has been closed.
        """
        return self._open().backend

    @property
    def schema_version(self) -> int:
        """The schema version that the ledger has; older than the newest only if it is read-only."""
        return self._open().backend.schema_version

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file or the connections back; closing twice does no harm."""
        if self._statements is not None:
            self._statements.backend.close()
            self._statements = None

    def _open(self) -> Statements:
        if self._statements is None:
            raise LedgerError(f"the ledger at {self._label} has been closed; open it again")
        return self._statements

    @property
    def reviews(self) -> ReviewBook:
        """What analysts said about what was read: to add to and to ask.

        Raises LedgerError when the ledger has been closed.
        """
        self._open()
        return self._reviews

    @property
    def search(self) -> Search:
        """Full text and filters over claims and documents.

        Raises LedgerError when the ledger has been closed.
        """
        self._open()
        return self._search

    def _writable(self) -> None:
        if self._read_only:
            raise LedgerError(
                f"the ledger at {self._label} was opened for reading only; "
                "open it for writing to add to it"
            )

    def add(
        self, reading: DocumentReading, recorded_at: datetime, *, theatre: str | None = None
    ) -> AddReport:
        """Add one reading; see `add_many`."""
        return self.add_many((reading,), recorded_at, theatre=theatre)

    def add_many(
        self,
        items: Iterable[DocumentReading | Rejected],
        recorded_at: datetime,
        *,
        theatre: str | None = None,
    ) -> AddReport:
        """Store a batch in one transaction: all of it or, after an error, nothing.

        When this returns, the batch is on disk. What is stored already, by document id,
        fingerprint and reader version, is left alone, so adding again does no harm; a document
        with another fingerprint becomes its next version. A rejection outside any reading is
        stored once. What cannot be stored, or quotes what the document does not hold, becomes a
        stored rejection and is named in the report's `refused`. `theatre` is noted with the batch.
        """
        self._writable()
        moment = to_micros(recorded_at, "the time of recording")
        statements, batch_items = self._open(), list(items)
        provenance = Provenance(moment, salient_version(), theatre)
        with statements.backend.writing("adding to the ledger at") as connection:
            return BatchWriter(statements, connection, provenance).write(batch_items)

    def redact(
        self,
        document_id: str,
        recorded_at: datetime,
        *,
        redacted_by: str,
        reason: str,
        words: str | None = None,
    ) -> Redaction:
        """Remove a document with all its wordings, readings and claims for good, and log it.

        With `words`, only these are removed: a mark stands for each of their characters wherever
        the document, its claims and their reviews hold them, and will when it is added again.

        This is the only change that a ledger knows: answers about the past lack what was removed
        from now on, and adding a removed document again is refused. What stays is the log: the id,
        who, when, why, and a digest. Backups and exports made before still hold it.
        """
        self._writable()
        backend, said = self._open().backend, {"redacted_by": redacted_by, "reason": reason}
        if words is None:
            return redact(backend, document_id, recorded_at, **said)
        return blacken(backend, document_id, words, recorded_at, **said)

    def redactions(self) -> list[Redaction]:
        """List every redaction, in the order in which it was made."""
        backend = self._open().backend
        with backend.reading() as connection:
            return redactions(connection, backend.schema_version)

    def check(self) -> Iterator[Finding]:
        """Look the whole ledger over, as it is at this moment, and yield what is wrong."""
        return check(self._open().backend)

    def unread(self, documents: Iterable[Document], reader: Reader) -> list[Document]:
        """Return those of `documents` whose wording `reader` has not read, in order.

        Reading is dear and adding again does nothing, so ask this first.
        """
        asked = list(documents)
        statements = self._open()
        with statements.backend.reading() as connection:
            known = known_documents(statements, connection, (one.document_id for one in asked))
        return [
            one
            for one in asked
            if one.document_id not in known or not known[one.document_id].has(one, reader)
        ]

    def claims(
        self,
        *,
        place_ids: Iterable[str] | None = None,
        from_day: date | None = None,
        to_day: date | None = None,
        published_from: datetime | None = None,
        published_by: datetime | None = None,
        known_by: datetime | None = None,
        document_ids: Iterable[str] | None = None,
        event_types: Iterable[str] | None = None,
        reviewed: bool = True,
    ) -> Iterator[Claim]:
        """Iterate over claims by publication time, document id, place in the text and claim id.

        A claim answers for `place_ids` if it names one of them or says something about its
        control, and for `from_day` to `to_day` (both included) if its time shares a day with
        them; a time with an open end runs on for ever. None is no limit, an empty list asks for
        nothing. Raises UsageError if the days are in the wrong order.

        Claims come as their reviews leave them: those that a review corrects are `ReviewedClaim`s
        and answer by what they were corrected to, those that one rejects are left out, as are the
        claims of a document that was merged into an earlier one. With `reviewed` false they come
        as they were read.
        """
        asked = Question(
            place_ids=None if place_ids is None else tuple(place_ids),
            from_day=from_day,
            to_day=to_day,
            published_from=published_from,
            published_by=published_by,
            known_by=known_by,
            document_ids=None if document_ids is None else tuple(document_ids),
            event_types=None if event_types is None else tuple(event_types),
        )
        return self._claims(asked, asked.parameters(self._open().backend), reviewed=reviewed)

    def _claims(
        self, asked: Question, parameters: dict[str, Any], *, reviewed: bool
    ) -> Iterator[Claim]:
        if asked.narrow and not (reviewed and self._has_reviews):
            found = self._claims_at_once(asked.limits, parameters, reviewed=reviewed)
            if found is not None:
                yield from (decoded(self._label, record, _CLAIM) for record in found)
                return
        overlay = self.reviews.overlay(asked.published_by, asked.known_by) if reviewed else NOTHING
        keys = self._claim_keys(asked.limits, parameters)
        if overlay.claims:
            keys = reviewed_keys(self.backend, keys, asked, overlay)
        nouns = fetched(self._open, self._open().claims_of_keys, keys, _CHUNK, _CLAIM)
        for key, raw in zip(keys, nouns, strict=True):
            changed = overlay.claims.get(key)
            yield raw if changed is None or changed.claim is None else changed.claim

    def _claims_at_once(
        self, limits: frozenset[str], parameters: dict[str, Any], *, reviewed: bool
    ) -> list[str] | None:
        """Give the records of claims in one question; None if it takes more to answer."""
        backend = self.backend
        if backend.schema_version < REVIEWS.since:
            return None
        with backend.reading() as connection:
            statement = self._open().claims_and_reviews(limits)
            rows = connection.execute(statement, parameters).all()
        self._has_reviews = rows[0][0] is not None
        if reviewed and self._has_reviews:
            return None
        return [record for _, key, record in rows if key is not None]

    def _claim_keys(self, limits: frozenset[str], parameters: dict[str, Any]) -> Sequence[int]:
        statements, keys = self._open(), array("q")
        with statements.backend.reading() as connection:
            if limits <= {"documents"}:
                runs = connection.execute(statements.claim_runs(limits), parameters)
                for first, count in runs:
                    keys.extend(range(first, first + count))
            else:
                found = connection.execute(statements.claim_keys(limits), parameters)
                keys.extend(found.scalars())
        return keys

    def claims_by_id(
        self,
        claim_ids: Iterable[str],
        *,
        known_by: datetime | None = None,
        reviewed: bool = True,
    ) -> dict[str, Claim]:
        """Find the claims with these ids, in the order asked; ids that are not stored are left out.

        A superseded claim is found too, and one that a review rejects, so that whatever once cited
        it can still show it. They come as their reviews leave them unless `reviewed` is false.
        """
        asked = askable(dict.fromkeys(claim_ids))
        statements = self._open()
        parameters = Question(known_by=known_by).parameters(statements.backend)
        parameters["ids"] = statements.backend.packed(asked)
        with statements.backend.reading() as connection:
            rows = connection.execute(statements.claims_by_id, parameters)
            records: dict[str, str] = {row[0]: row[1] for row in rows}
        found = {key: decoded(self._label, records[key], _CLAIM) for key in asked if key in records}
        return self.reviews.applied(found, known_by=known_by) if reviewed else found

    def documents(
        self,
        *,
        document_ids: Iterable[str] | None = None,
        published_from: datetime | None = None,
        published_by: datetime | None = None,
        known_by: datetime | None = None,
    ) -> Iterator[Document]:
        """Iterate over documents in their latest versions, by publication time and document id."""
        asked = Question(
            document_ids=document_ids,
            published_from=published_from,
            published_by=published_by,
            known_by=known_by,
        )
        return self._documents(asked.limits, asked.parameters(self._open().backend))

    def _documents(self, limits: frozenset[str], parameters: dict[str, Any]) -> Iterator[Document]:
        statements = self._open()
        with statements.backend.reading() as connection:
            found = connection.execute(statements.version_keys(limits), parameters)
            keys = array("q", found.scalars())
        yield from fetched(
            self._open, statements.versions_of_keys, keys, _DOCUMENT_CHUNK, _DOCUMENT
        )

    def document(
        self,
        document_id: str,
        version: int | None = None,
        *,
        published_by: datetime | None = None,
        known_by: datetime | None = None,
    ) -> Document | None:
        """Find one document: the version of that number, or the latest by the moments, or None."""
        if version is None:
            found = self.documents(
                document_ids=(document_id,), published_by=published_by, known_by=known_by
            )
            return next(found, None)
        numbered = {one.number: one.document for one in self.versions(document_id)}
        return numbered.get(version)

    def versions(self, document_id: str) -> tuple[DocumentVersion, ...]:
        """Find every stored wording of a document, oldest first; empty if there is none."""
        if not storable(document_id):
            return ()
        statements = self._open()
        with statements.backend.reading() as connection:
            rows = connection.execute(statements.versions, {"document_id": document_id}).all()
        return tuple(
            DocumentVersion(
                number=row.number,
                recorded_at=from_micros(row.recorded_at),
                document=decoded(self._label, row.record, _DOCUMENT),
            )
            for row in rows
        )

    def rejections(self, *, known_by: datetime | None = None) -> Iterator[Rejected]:
        """List what could not be used, in the order in which it was recorded.

        Rejections of a reading that was superseded by the moment are left out.
        """
        statements = self._open()
        parameters = Question(known_by=known_by).parameters(statements.backend)
        with statements.backend.reading() as connection:
            records = connection.execute(statements.rejections, parameters).scalars().all()
        return (decoded(self._label, record, _REJECTED) for record in records)

    def stats(self) -> LedgerStats:
        """Count what the ledger holds, and tell what it was made by."""
        return counted(self._open())


_CLAIM = msgspec.json.Decoder(Claim).decode
_DOCUMENT = msgspec.json.Decoder(Document).decode
_REJECTED = msgspec.json.Decoder(Rejected).decode
