"""Claims and their parts, in the shapes of the contract."""

from __future__ import annotations

from datetime import date

import msgspec

from salient.model.documents import Document

__all__ = [
    "CONTROL_EFFECTS",
    "EVENT_TYPES",
    "HOLDER_KINDS",
    "MOODS",
    "QUANTITY_KINDS",
    "RELATIONS",
    "ROLES",
    "Attribution",
    "Claim",
    "ControlEffect",
    "DocumentRef",
    "Holder",
    "Party",
    "PlaceMention",
    "Predicate",
    "Quantity",
    "Reader",
    "Span",
    "TimeMention",
]

EVENT_TYPES = (
    "capture", "withdraw", "hold", "advance", "attack", "repel", "fight", "encircle", "cross",
    "win", "lose", "surrender", "interdict", "resupply", "reinforce", "redeploy", "concentrate",
    "shell", "airstrike", "strike", "sabotage", "mine", "loss", "detain", "evacuate",
    "harm_civilians", "damage", "mobilise", "negotiate", "ceasefire", "govern", "capacity", "other",
)  # fmt: skip
HOLDER_KINDS = (
    "publisher", "organisation", "official", "person", "media", "anonymous", "unspecified",
)  # fmt: skip
MOODS = (
    "reported", "assessed", "forecast", "intended", "conditional", "denied", "superseded",
)  # fmt: skip
QUANTITY_KINDS = (
    "killed", "wounded", "captured", "equipment", "settlements", "distance", "personnel", "share",
    "units",
)  # fmt: skip
RELATIONS = (
    "at", "near", "around", "north_of", "northeast_of", "east_of", "southeast_of", "south_of",
    "southwest_of", "west_of", "northwest_of", "between", "along", "toward",
)  # fmt: skip
ROLES = ("location", "origin", "destination", "path")
CONTROL_EFFECTS = ("gains", "holds", "loses", "contests")


# Frozen, of texts, numbers and tuples of each other: they can form no cycle, and the garbage
# collector, which need not look at them, takes half the time of holding a million claims.
class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """Code points `start` to `end` (exclusive) of a document's text, and the text itself."""

    text: str
    start: int
    end: int


class DocumentRef(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a claim carries of its document; `published` is ISO 8601 with an offset."""

    document_id: str
    publisher: str
    url: str | None
    title: str | None
    language: str
    published: str

    @classmethod
    def of(cls, document: Document) -> DocumentRef:
        """What a claim of this document carries of it."""
        return cls(
            document_id=document.document_id,
            publisher=document.publisher,
            url=document.url,
            title=document.title,
            language=document.language,
            published=document.published.isoformat(),
        )


class Holder(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who vouches for a claim; one link of the chain, which runs outermost first.

    `start` and `end` are null for a publisher that the text does not name.
    """

    name: str
    kind: str
    start: int | None
    end: int | None


class Predicate(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The word or words that the claim turns on."""

    lemma: str
    text: str
    start: int
    end: int


class Party(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who acts or is acted on; `side` is a side's id of the theatre, or null."""

    name: str
    side: str | None
    start: int | None = None
    end: int | None = None


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place named in a text, resolved or not.

    `place_id` is null, and so are the coordinates, when the name was not resolved. `score` is the
    resolver's probability that `place_id` is meant. `relation` (one of `RELATIONS`) and `role`
    (one of `ROLES`) say how an event stands to the place.
    """

    text: str
    start: int
    end: int
    place_id: str | None
    name: str | None
    kind: str | None
    latitude: float | None
    longitude: float | None
    admin1: str | None
    country: str | None
    relation: str = "at"
    role: str = "location"
    score: float = 0.0


class TimeMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A time as an interval of days, both included; either end may be open (null).

    `text` and the offsets are null where the text names no time and the document's day stands in.
    """

    text: str | None
    start: int | None
    end: int | None
    earliest: date | None
    latest: date | None


class Quantity(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A number read with a claim.

    `kind` is one of `QUANTITY_KINDS`; a `distance` is in kilometres, a `share` lies in 0..1, and
    `units` are formations of whatever size (*two battalions*), not the men in them. `low`
    and `high` bound the number; `high` is null for *at least*.
    """

    kind: str
    side: str | None
    low: float
    high: float | None
    text: str


class ControlEffect(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a claim says about control if it is true; `effect` is one of `CONTROL_EFFECTS`."""

    place_id: str
    side: str
    effect: str


class Reader(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What read a claim."""

    name: str
    version: str


class Claim(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing that somebody says about the world, anchored to a span of a document."""

    claim_id: str
    document: DocumentRef
    quote: Span
    holders: tuple[Holder, ...]
    event_type: str
    plover: str | None
    acled: str | None
    predicate: Predicate
    actor: Party | None
    target: Party | None
    places: tuple[PlaceMention, ...]
    time: TimeMention
    polarity: str
    mood: str
    probability: tuple[float, float]
    probability_term: str | None
    quantities: tuple[Quantity, ...]
    control: tuple[ControlEffect, ...]
    reader: Reader


class Attribution(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Source, cue and content of one reported statement, each a tuple of (start, end) spans."""

    document_id: str
    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
