"""Documents and claims of invented news, for stories and witnesses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from salient.model import (
    Claim,
    Document,
    DocumentRef,
    Holder,
    Party,
    PlaceMention,
    Predicate,
    Reader,
    Span,
    TimeMention,
    content_id,
)

DAWN = datetime(2024, 11, 28, 4, 0, tzinfo=UTC)

SAME_NIGHT = (
    (
        "Agency",
        6,
        (
            "За ночь над шестью областями уничтожено 25 беспилотников: 14 над Приречьем, 6 над "
            "Заболотьем и 5 над Каменской областью, сообщили в Минобороны"
        ),
    ),
    (
        "Hatchet",
        20,
        (
            "**Минобороны РФ:** «ПВО за ночь уничтожила 25 беспилотников над шестью областями: "
            "14 - над Приречьем, 6 – над Заболотьем, 5 – над Каменской областью»"
        ),
    ),
    (
        "News board",
        55,
        (
            "❗️**За ночь уничтожено 25 беспилотников над шестью областями**: 14 — над "
            "Приречьем, 6 — над Заболотьем и 5 — над Каменской областью"
        ),
    ),
    (
        "Earliest of all",
        68,
        (
            "По данным Минобороны России, за ночь ПВО сбила 25 беспилотников над "
            "шестью областями, из них 14 над Приречьем и 6 над Заболотьем"
        ),
    ),
)
"""One ministry's sentence in four channels within an hour; the third leaves the ministry out."""


def document(
    publisher: str, minutes: float, text: str, language: str = "en", forwarded: str | None = None
) -> Document:
    """Make a document published so many minutes after dawn."""
    return Document(
        document_id=content_id("doc", publisher, str(minutes), text),
        text=text,
        publisher=publisher,
        published=DAWN + timedelta(minutes=minutes),
        language=language,
        fingerprint=content_id("text", text),
        forwarded_from=forwarded,
    )


def claim(
    of: Document,
    *holders: str,
    event: str = "capture",
    side: str | None = "NORTH",
    place: str | None = "geonames:1",
    polarity: str = "positive",
    mood: str = "reported",
    kind: str = "organisation",
) -> Claim:
    """Make a claim of the whole text of a document, for one settlement, held by `holders`."""
    chain = [Holder(name=of.publisher, kind="publisher", start=None, end=None)]
    chain += [Holder(name=name, kind=kind, start=0, end=1) for name in holders]
    where = PlaceMention(
        text="Aford", start=0, end=1, place_id=place, name="Aford", kind="settlement",
        latitude=49.0, longitude=36.0, admin1="07", country="UA", score=1.0,
    )  # fmt: skip
    day = of.published.date()
    return Claim(
        claim_id=content_id("claim", of.document_id, event, side, place, *holders),
        document=DocumentRef(
            document_id=of.document_id, publisher=of.publisher, url=None, title=None,
            language=of.language, published=of.published.isoformat(),
        ),
        quote=Span(of.text, 0, len(of.text)),
        holders=tuple(chain),
        event_type=event, plover=None, acled=None,
        predicate=Predicate(lemma=event, text=of.text[:1], start=0, end=1),
        actor=Party(name="n", side=side) if side else None, target=None,
        places=() if place is None else (where,),
        time=TimeMention(text=None, start=None, end=None, earliest=day, latest=day),
        polarity=polarity, mood=mood, probability=(1.0, 1.0), probability_term=None,
        quantities=(), control=(), reader=Reader(name="made up", version="1"),
    )  # fmt: skip


def same_night() -> list[Document]:
    """Make the documents of `SAME_NIGHT`."""
    return [document(name, minutes, text, "ru") for name, minutes, text in SAME_NIGHT]
