"""Factories of small worlds and evidence for the tests of `control`."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import strategies as st

from salient.control import Evidence, Sites
from salient.model import (
    Claim,
    ControlEffect,
    DocumentRef,
    Holder,
    Party,
    PlaceMention,
    Predicate,
    Quantity,
    Reader,
    Span,
    TimeMention,
)

FIRST = date(2030, 3, 1)


def day(offset: int) -> date:
    return FIRST + timedelta(days=offset)


def line_of_sites(
    n: int = 12,
    *,
    sides: tuple[str, ...] = ("A", "B"),
    start: tuple[str | None, ...] | None = None,
    step_degrees: float = 0.1,
    regions: dict[str, list[str]] | None = None,
) -> Sites:
    """Places p0, p1, … from west to east, about 7 km apart; the west is the first side's."""
    held = start or tuple(sides[0] if i < n // 2 else sides[1] for i in range(n))
    return Sites(
        place_ids=tuple(f"p{i}" for i in range(n)),
        latitude=np.full(n, 50.0),
        longitude=20.0 + step_degrees * np.arange(n),
        sides=sides,
        first_day=FIRST,
        start=held,
        regions=regions or {},
    )


def says(
    place: str,
    side: str,
    on: int,
    *,
    claim: str = "c",
    supports: bool = True,
    contest: bool = False,
    precision: float = 1.0,
    known: int | None = None,
    movement: float = 1.0,
    family: str = "gain",
    story: str | None = None,
    whole: bool = False,
    document: str | None = None,
    share: tuple[float, float] | None = None,
    under_way: bool = False,
    in_favour: bool | None = None,
) -> Evidence:
    return Evidence(
        claim_id=claim,
        document_id=document or f"document of {claim}",
        place_id=place,
        side=side,
        supports=supports,
        contest=contest,
        precision=precision,
        movement=movement,
        observed=day(on),
        known=day(on if known is None else known),
        family=family,
        story=story or f"story of {claim}",
        whole=whole,
        share=share,
        under_way=under_way,
        in_favour=in_favour,
    )


def ten_tellings(rng: np.random.Generator) -> list[Evidence]:
    """Ten claims of two sides about twelve places and thirteen days, drawn from `rng`."""
    return [
        says(
            f"p{rng.integers(12)}",
            str(rng.choice(["A", "B"])),
            int(rng.integers(13)),
            claim=f"c{i}",
            precision=float(rng.uniform(0.2, 3.0)),
            movement=float(rng.integers(2)),
        )
        for i in range(10)
    ]


@st.composite
def some_evidence(draw: st.DrawFn, sides: tuple[str, ...] = ("A", "B")) -> list[Evidence]:
    n = draw(st.integers(0, 8))
    return [
        says(
            f"p{draw(st.integers(0, 11))}",
            draw(st.sampled_from(sides)),
            draw(st.integers(0, 12)),
            claim=f"c{i}",
            supports=draw(st.booleans()),
            contest=draw(st.integers(0, 4)) == 0,
            precision=draw(st.floats(0.01, 20.0)),
            movement=draw(st.sampled_from([0.0, 1.0])),
            family=draw(st.sampled_from(["gain", "fire"])),
        )
        for i in range(n)
    ]


def at(
    place_id: str, *, relation: str = "at", role: str = "location", score: float = 1.0
) -> PlaceMention:
    return PlaceMention(
        text="Place",
        start=0,
        end=5,
        place_id=place_id,
        name="Place",
        kind="settlement",
        latitude=50.0,
        longitude=20.0,
        admin1=None,
        country=None,
        relation=relation,
        role=role,
        score=score,
    )


def a_claim(
    *,
    event_type: str,
    claim_id: str = "claim-1",
    actor: str | None = None,
    holder: str = "The Herald",
    places: tuple[PlaceMention, ...] | None = None,
    control: tuple[ControlEffect, ...] = (),
    polarity: str = "positive",
    mood: str = "reported",
    probability: tuple[float, float] = (1.0, 1.0),
    published: str = "2030-03-02T12:00:00+00:00",
    quote: str = "Something happened at the place.",
    predicate: str | None = None,
    lemma: str | None = None,
    quantities: tuple[Quantity, ...] = (),
) -> Claim:
    return Claim(
        claim_id=claim_id,
        document=DocumentRef(
            document_id="d", publisher="Wire", url=None, title=None, language="en",
            published=published,
        ),
        quote=Span(text=quote, start=0, end=len(quote)),
        holders=(
            Holder(name="Wire", kind="publisher", start=None, end=None),
            Holder(name=holder, kind="organisation", start=0, end=3),
        ),
        event_type=event_type,
        plover=None,
        acled=None,
        predicate=Predicate(
            lemma=lemma or event_type, text=predicate or event_type, start=0, end=4
        ),
        actor=None if actor is None else Party(name=actor, side=actor),
        target=None,
        places=(at("p1"),) if places is None else places,
        time=TimeMention(
            text=None, start=None, end=None, earliest=date(2030, 3, 2), latest=date(2030, 3, 2)
        ),
        polarity=polarity,
        mood=mood,
        probability=probability,
        probability_term=None,
        quantities=quantities,
        control=control,
        reader=Reader(name="test", version="1"),
    )  # fmt: skip
