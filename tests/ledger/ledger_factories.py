"""Small documents, claims and readings for the ledger's tests, each different by its number."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from salient.ledger import DocumentReading
from salient.model import (
    Claim,
    ControlEffect,
    Document,
    DocumentRef,
    Holder,
    Party,
    PlaceMention,
    Predicate,
    Quantity,
    Reader,
    Rejected,
    Span,
    TimeMention,
    content_id,
)

RULES = Reader(name="rules", version="1")
NEWER_RULES = Reader(name="rules", version="2")
KHARKIV = "geonames:706483"
IZIUM = "geonames:707753"
PUBLISHED = datetime(2022, 5, 14, 8, tzinfo=UTC)
RECORDED = datetime(2022, 5, 14, 20, tzinfo=UTC)
DAY = date(2022, 5, 13)


def document(number: int = 1, wording: str = "", **changes: Any) -> Document:
    """A document whose text has three sentences; `wording` makes another version of it."""
    text = (
        f"Report {number}{wording}. Troops hold the village. "
        "Others left the town on the eastern bank of the river."
    )
    values: dict[str, Any] = {
        "document_id": f"doc-{number:04}",
        "text": text,
        "publisher": "The Example Courier",
        "published": PUBLISHED,
        "language": "en",
        "url": f"https://courier.example/{number}",
        "title": None,
    }
    values.update(changes)
    values.setdefault("fingerprint", content_id("print", str(values["text"]), wording))
    return Document(**values)


def about(whole: Document) -> DocumentRef:
    return DocumentRef(
        document_id=whole.document_id,
        publisher=whole.publisher,
        url=whole.url,
        title=whole.title,
        language=whole.language,
        published=whole.published.isoformat(),
    )


def mention(place_id: str | None) -> PlaceMention:
    known = place_id is not None
    return PlaceMention(
        text="the village",
        start=10,
        end=21,
        place_id=place_id,
        name="A Village" if known else None,
        kind="settlement" if known else None,
        latitude=49.99 if known else None,
        longitude=36.23 if known else None,
        admin1="07" if known else None,
        country="UA" if known else None,
        relation="north_of",
        score=0.7,
    )


def claim(whole: Document, quoted: str = "Troops hold the village.", **changes: Any) -> Claim:
    """A claim that quotes `quoted`; `places`, `control` and `days` may be given in short."""
    start = whole.text.index(quoted)
    places = changes.pop("places", (KHARKIV,))
    control = changes.pop("control", ())
    earliest, latest = changes.pop("days", (DAY, DAY))
    values: dict[str, Any] = {
        "claim_id": content_id("claim", whole.document_id, whole.fingerprint, start),
        "document": about(whole),
        "quote": Span(quoted, start, start + len(quoted)),
        "holders": (
            Holder(name=whole.publisher, kind="publisher", start=None, end=None),
            Holder(name="officials", kind="official", start=3, end=12),
        ),
        "event_type": "hold",
        "plover": None,
        "acled": "Armed clash",
        "predicate": Predicate(lemma="hold", text="hold", start=start + 7, end=start + 11),
        "actor": Party(name="Troops", side="UA", start=start, end=start + 6),
        "target": None,
        "places": tuple(mention(one) for one in places),
        "time": TimeMention(text=None, start=None, end=None, earliest=earliest, latest=latest),
        "polarity": "positive",
        "mood": "reported",
        "probability": (0.55, 0.8),
        "probability_term": "likely",
        "quantities": (Quantity(kind="killed", side="RU", low=3, high=None, text="at least 3"),),
        "control": tuple(ControlEffect(place_id=one, side="UA", effect="holds") for one in control),
        "reader": RULES,
    }
    values.update(changes)
    return Claim(**values)


def reading(whole: Document, *claims: Claim, reader: Reader = RULES) -> DocumentReading:
    """A reading with the given claims, or with one about Kharkiv if none are given."""
    return DocumentReading(document=whole, reader=reader, claims=claims or (claim(whole),))


def rejected(number: int = 1, **changes: Any) -> Rejected:
    values: dict[str, Any] = {
        "stage": "documents",
        "reason": "empty",
        "detail": "the file holds no text",
        "source": f"reports/{number}.txt",
    }
    values.update(changes)
    return Rejected(**values)
