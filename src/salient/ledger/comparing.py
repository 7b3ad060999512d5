"""What a new wording of a document changed: in its text, and in what it claims."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

import msgspec
from sqlalchemy import select

from salient.errors import LedgerError
from salient.ledger.gate import storable
from salient.ledger.records import DocumentVersion
from salient.ledger.schema import claim, document, reading, version
from salient.ledger.store import Ledger
from salient.model import Claim, Span

__all__ = ["ChangedPassage", "VersionChange", "compare_claims", "compare_texts", "version_changes"]

_decode_claim = msgspec.json.Decoder(Claim).decode

# A sentence, or what stands between empty lines: what a person would strike out and replace.
_SENTENCE = re.compile(
    r"\S.*?(?:[.!?…]+[\"'»”’)]*(?=\s|\Z)|(?=\n[ \t]*\n)|\Z)",
    re.DOTALL,
)


class ChangedPassage(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of sentences that was replaced; one of the two is None if it was only cut or added.

    Offsets are code points into the text of the older and of the newer wording.
    """

    before: Span | None
    after: Span | None


class VersionChange(msgspec.Struct, frozen=True, kw_only=True):
    """What lies between one wording of a document and the next.

    `kept` are the newer wording's claims that say the same in the same words as before; `changed`
    pairs those on the same words that are read another way; `gone` and `new` have no counterpart.
    The claims of a wording are those of the latest reading of it.
    """

    older: int
    newer: int
    recorded_at: datetime
    fields: tuple[str, ...]
    passages: tuple[ChangedPassage, ...]
    kept: tuple[Claim, ...]
    changed: tuple[tuple[Claim, Claim], ...]
    gone: tuple[Claim, ...]
    new: tuple[Claim, ...]


def version_changes(ledger: Ledger, document_id: str) -> tuple[VersionChange, ...]:
    """Compare each wording of a document with the next; empty if it has only one.

    Raises LedgerError if the ledger does not hold the document.
    """
    versions = ledger.versions(document_id)
    if not versions:
        raise LedgerError(
            f"the ledger at {ledger.target} holds no document {document_id!r}; "
            "check the id: salient search and salient why show it"
        )
    claims = _claims_of_versions(ledger, document_id) if storable(document_id) else {}
    return tuple(
        _change(older, newer, claims[older.number], claims[newer.number])
        for older, newer in pairwise(versions)
    )


def _claims_of_versions(ledger: Ledger, document_id: str) -> dict[int, list[Claim]]:
    """Return the claims of the latest reading of each version, by the version's number."""
    runs = (
        select(version.c.number, reading.c.first_claim_key, reading.c.claim_count)
        .join(document, document.c.document_key == version.c.document_key)
        .join(reading, reading.c.version_key == version.c.version_key)
        .where(document.c.document_id == document_id)
        .order_by(version.c.number, reading.c.reading_key)
    )
    found: dict[int, list[Claim]] = defaultdict(list)
    with ledger.backend.reading() as connection:
        latest = {row[0]: (row[1], row[2]) for row in connection.execute(runs)}
        for number, (first, count) in latest.items():
            records = select(claim.c.record).where(
                claim.c.claim_key >= first, claim.c.claim_key < first + count
            )
            rows = connection.execute(records.order_by(claim.c.claim_key)).scalars()
            found[number] = [_decode_claim(record) for record in rows]
    return found


def _change(
    older: DocumentVersion, newer: DocumentVersion, before: list[Claim], after: list[Claim]
) -> VersionChange:
    fields = ("publisher", "published", "url", "title", "language")
    kept, changed, gone, new = compare_claims(before, after)
    return VersionChange(
        older=older.number,
        newer=newer.number,
        recorded_at=newer.recorded_at,
        fields=tuple(
            name
            for name in fields
            if getattr(older.document, name) != getattr(newer.document, name)
        ),
        passages=tuple(compare_texts(older.document.text, newer.document.text)),
        kept=kept,
        changed=changed,
        gone=gone,
        new=new,
    )


def compare_texts(before: str, after: str) -> Iterator[ChangedPassage]:
    """Yield the stretches of sentences in which two texts differ, in order.

    Sentences that differ only in white space count as the same.
    """
    old, new = list(_SENTENCE.finditer(before)), list(_SENTENCE.finditer(after))
    matcher = SequenceMatcher(
        None, [_plain(one.group()) for one in old], [_plain(one.group()) for one in new], False
    )
    for verb, i, j, k, m in matcher.get_opcodes():
        if verb != "equal":
            yield ChangedPassage(before=_stretch(before, old[i:j]), after=_stretch(after, new[k:m]))


def _stretch(text: str, sentences: list[re.Match[str]]) -> Span | None:
    if not sentences:
        return None
    start = sentences[0].start()
    words = text[start : sentences[-1].end()].rstrip()
    return Span(words, start, start + len(words))


def _plain(words: str) -> str:
    return " ".join(words.split())


_Compared = tuple[
    tuple[Claim, ...], tuple[tuple[Claim, Claim], ...], tuple[Claim, ...], tuple[Claim, ...]
]


def compare_claims(before: Iterable[Claim], after: Iterable[Claim]) -> _Compared:
    """Pair the claims of two wordings: kept, changed, gone, new, each in the order of its text.

    Claims are the same if they say the same of the same words, wherever these now stand; they are
    a changed pair if only words and predicate are the same.
    """
    gone, new = list(before), list(after)
    kept = _paired(gone, new, _meaning)
    changed = _paired(gone, new, _words)
    return tuple(pair[1] for pair in kept), tuple(changed), tuple(gone), tuple(new)


def _paired(gone: list[Claim], new: list[Claim], key: Any) -> list[tuple[Claim, Claim]]:
    """Take out of both lists the claims that agree in `key`, as pairs in the order of `new`."""
    waiting: dict[Hashable, list[Claim]] = defaultdict(list)
    for one in gone:
        waiting[key(one)].append(one)
    pairs = []
    for one in list(new):
        if waiting[key(one)]:
            former = waiting[key(one)].pop(0)
            pairs.append((former, one))
            _take(gone, former)
            _take(new, one)
    return pairs


def _take(claims: list[Claim], one: Claim) -> None:
    del claims[next(place for place, other in enumerate(claims) if other is one)]


def _words(one: Claim) -> Hashable:
    return _plain(one.quote.text), one.predicate.lemma


def _meaning(one: Claim) -> Hashable:
    """Everything that a claim says, without where it stands and what it is called."""
    parties = [None if p is None else (p.name, p.side) for p in (one.actor, one.target)]
    return (
        _words(one),
        one.event_type,
        tuple(parties),
        tuple((p.place_id, p.name, p.relation, p.role) for p in one.places),
        (one.time.earliest, one.time.latest),
        (one.polarity, one.mood, one.probability),
        tuple((holder.name, holder.kind) for holder in one.holders),
        tuple((q.kind, q.side, q.low, q.high) for q in one.quantities),
        one.control,
    )
