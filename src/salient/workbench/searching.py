"""Searching as a person asks: names of places and days instead of ids and moments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Literal, TypedDict, Unpack
from zoneinfo import ZoneInfo

from salient.errors import UsageError
from salient.ledger import Ledger, SearchPage, SearchQuestion
from salient.model import EVENT_TYPES, MOODS
from salient.theatre import Theatre
from salient.workbench.days import as_day, end_of_day
from salient.workbench.ground import Ground
from salient.workbench.localities import exact_place, ids_in_region, ids_near

__all__ = ["USUAL_KM", "SearchLimits", "search"]

USUAL_KM = 10.0


class SearchLimits(TypedDict, total=False):
    """The limits of a search; each may be left out.

    place, near, region: one of them. The place itself by name or id; all within `km` kilometres
        (10 where left out) of it; a named region of the theatre with the settlements in it.
    first, last: days that the claim's own time shares a day with.
    published_from, known_by: days of publication, both included.
    events, moods, polarity, sides, holders: what the claim is, whose, and who vouches for it; of
        several events, moods or sides one will do, of several holders all must be in the chain.
    """

    place: str | None
    near: str | None
    km: float | None
    region: str | None
    first: date | str | None
    last: date | str | None
    published_from: date | str | None
    known_by: date | str | None
    events: Sequence[str]
    moods: Sequence[str]
    polarity: str | None
    sides: Sequence[str]
    holders: Sequence[str]


def search(
    ledger: Ledger,
    ground: Ground,
    text: str | None,
    *,
    documents: bool = False,
    order: Literal["relevance", "newest", "oldest"] = "relevance",
    limit: int = 50,
    offset: int = 0,
    **limits: Unpack[SearchLimits],
) -> SearchPage:
    """Find claims, or documents, by words and by what they are about.

    Raises:
        UsageError: the query, a place, a day or a limit is none, or neither words nor a limit
            are given.

    """
    given = {name: value for name, value in limits.items() if value not in (None, (), [])}
    if text is None and not given and not documents:
        raise UsageError("a search needs words or a limit, such as a place, days or an event")
    theatre = ground.theatre
    polarity = limits.get("polarity")
    question = SearchQuestion(
        text=text,
        kind="documents" if documents else "claims",
        place_ids=_place_ids(ground, limits),
        from_day=_day(limits.get("first")),
        to_day=_day(limits.get("last")),
        published_from=_start(limits.get("published_from"), theatre),
        published_by=_end(limits.get("known_by"), theatre),
        event_types=_among("event type", limits.get("events", ()), EVENT_TYPES),
        moods=_among("mood", limits.get("moods", ()), MOODS),
        polarities=_among("polarity", (polarity,) if polarity else (), ("positive", "negative")),
        sides=_among("side", limits.get("sides", ()), theatre.side_ids),
        holders=tuple(limits.get("holders", ())),
        order=order,
        limit=limit,
        offset=offset,
    )
    return ledger.search.find(question)


def _place_ids(ground: Ground, limits: SearchLimits) -> tuple[str, ...] | None:
    place, near, region = limits.get("place"), limits.get("near"), limits.get("region")
    km = limits.get("km")
    if sum(given is not None for given in (place, near, region)) > 1:
        raise UsageError("give one of a place, what is near a place, and a region")
    if km is not None and near is None:
        raise UsageError("a distance in kilometres goes with a place to be near to")
    if place is not None:
        return (exact_place(ground, place).place_id,)
    if near is not None:
        return ids_near(ground, near, USUAL_KM if km is None else km)
    return None if region is None else ids_in_region(ground, region)


def _among(what: str, values: Sequence[str], allowed: Sequence[str]) -> tuple[str, ...]:
    for value in values:
        if value not in allowed:
            raise UsageError(f"{value!r} is no {what}; give one of: {', '.join(allowed)}")
    return tuple(values)


def _day(day: date | str | None) -> date | None:
    return None if day is None else as_day(day)


def _start(day: date | str | None, theatre: Theatre) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(as_day(day), time.min, ZoneInfo(theatre.timezone))


def _end(day: date | str | None, theatre: Theatre) -> datetime | None:
    return None if day is None else end_of_day(as_day(day), theatre)
