"""Which claims answer a question once the reviews are taken into account."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from salient.ledger.backend import Backend
from salient.ledger.moments import stored_days, to_micros
from salient.ledger.queries import Question
from salient.ledger.reviews import Overlaid, Overlay, places_of
from salient.ledger.schema import claim, document, reading

__all__ = ["answers", "reviewed_keys"]


def reviewed_keys(
    backend: Backend, keys: Sequence[int], asked: Question, overlay: Overlay
) -> Sequence[int]:
    """Return the keys that answer, in the order of answers.

    `keys` are those that answer as the claims were read. Claims that were corrected out of the
    question or rejected go, those that were corrected into it come.
    """
    kept = array("q", (key for key in keys if key not in overlay.claims))
    candidates: Iterable[int] = overlay.claims
    if asked.place_ids is not None:
        candidates = sorted({key for p in asked.place_ids for key in overlay.places.get(p, ())})
    matching = [key for key in candidates if answers(asked, overlay.claims[key])]
    if not matching:
        return kept
    before = set(keys) & overlay.claims.keys()
    if before.issuperset(matching):
        wanted = set(matching)
        return array("q", (key for key in keys if key not in overlay.claims or key in wanted))
    kept.extend(matching)
    return _in_order(backend, kept)


def _in_order(backend: Backend, keys: Sequence[int]) -> Sequence[int]:
    asked = (
        select(claim.c.claim_key)
        .join(reading, reading.c.reading_key == claim.c.reading_key)
        .join(document, document.c.document_key == reading.c.document_key)
        .where(claim.c.claim_key.in_(select(backend.listed("keys", "key"))))
        .order_by(reading.c.published, document.c.document_id, claim.c.claim_key)
    )
    with backend.reading() as connection:
        found = connection.execute(asked, {"keys": backend.packed(list(keys))})
        return array("q", found.scalars())


def answers(asked: Question, one: Overlaid) -> bool:
    """Say whether a corrected claim is among what is asked for."""
    found = one.claim
    if found is None:
        return False
    since = asked.published_from
    if since is not None and one.published < to_micros(since, "published_from"):
        return False
    if asked.document_ids is not None and one.document_id not in set(asked.document_ids):
        return False
    if asked.event_types is not None and found.event_type not in set(asked.event_types):
        return False
    if asked.place_ids is not None and places_of(found).isdisjoint(asked.place_ids):
        return False
    first, last = stored_days(found.time)
    return (asked.from_day is None or last >= asked.from_day) and (
        asked.to_day is None or first <= asked.to_day
    )
