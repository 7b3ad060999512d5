"""Documents into a ledger: reading what is new, in batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime

import msgspec

from salient.ledger import AddReport, DocumentReading, Ledger
from salient.model import Claim, ClaimReader, Document, Reader, Rejected
from salient.workbench.guarding import BROKEN, read_guarded
from salient.workbench.languages import not_read, reads

__all__ = ["AddSummary", "add_documents"]

BATCH = 64
"""Documents stored in one transaction: what a broken run has to read again at most."""


PASSING = frozenset({"no-answer"})
"""Reasons that may be gone tomorrow: the document is left for the next run, not counted as read."""


class AddSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What adding did.

    `report` holds the ledger's counts. `refused` lists the inputs and documents that could not be
    used, and those that are kept but on which the reader broke off. `unread` counts, by language,
    documents that are kept but that no reader reads yet.
    """

    report: AddReport
    refused: tuple[Rejected, ...]
    unread: dict[str, int]


def add_documents(
    ledger: Ledger,
    reader: ClaimReader,
    documents: Iterable[Document | Rejected],
    *,
    theatre: str,
    now: datetime | None = None,
    heard: Callable[[Document | Rejected], None] | None = None,
) -> AddSummary:
    """Read documents into claims and store both, batch by batch.

    `now` is the time of recording; where None each batch has its own present moment. `heard` is
    told of each item when it has been read, before its batch is stored.
    """
    total, refused, unread = AddReport(), [], Counter[str]()
    for batch in _batches(documents):
        items = list(_readings(ledger, reader, batch, unread, heard))
        report = ledger.add_many(items, now or datetime.now(UTC), theatre=theatre)
        total += report
        refused += [refusal for item in items for refusal in _failures(item)]
        refused += report.refused
    return AddSummary(report=total, refused=tuple(refused), unread=dict(sorted(unread.items())))


def _readings(
    ledger: Ledger,
    reader: ClaimReader,
    batch: Sequence[Document | Rejected],
    unread: Counter[str],
    heard: Callable[[Document | Rejected], None] | None,
) -> Iterator[DocumentReading | Rejected]:
    record = Reader(name=reader.name, version=reader.version)
    documents = [item for item in batch if isinstance(item, Document)]
    fresh = {id(document) for document in ledger.unread(documents, record)}
    for item in batch:
        if isinstance(item, Rejected):
            yield item
        elif id(item) in fresh:
            yield from _reading(item, reader, record, unread)
        else:
            yield DocumentReading(document=item, reader=record)
        if heard is not None:
            heard(item)


def _reading(
    document: Document, reader: ClaimReader, record: Reader, unread: Counter[str]
) -> Iterator[DocumentReading | Rejected]:
    if not reads(reader, document):
        unread[document.language] += 1
        refusal = not_read(document, reader, "it is kept and can be read later")
        yield DocumentReading(document=document, reader=record, rejected=(refusal,))
        return
    mend = "the document is kept, and is read anew by the next version of the reader"
    found = read_guarded(reader, document, reader.read, mend=mend)
    rejected = tuple(f for f in found if isinstance(f, Rejected))
    passing = [refusal for refusal in rejected if refusal.reason in PASSING]
    if passing:
        yield from passing
        return
    claims = tuple(f for f in found if isinstance(f, Claim))
    yield DocumentReading(document=document, reader=record, claims=claims, rejected=rejected)


def _failures(item: DocumentReading | Rejected) -> Iterator[Rejected]:
    """The item, if it is a refusal, and those within it that say that its reader broke off."""
    if isinstance(item, Rejected):
        yield item
    else:
        yield from (refusal for refusal in item.rejected if refusal.reason == BROKEN)


def _batches(items: Iterable[Document | Rejected]) -> Iterator[list[Document | Rejected]]:
    batch: list[Document | Rejected] = []
    for item in items:
        batch.append(item)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
