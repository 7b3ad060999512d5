"""The one place that a short item is about, for what it tells without saying where.

*Shelling of A: two killed. Shells hit a school.* An item of a few sentences that names a single
place is about it throughout; a report that names several is about none of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from salient.model import PlaceMention
from salient.reading.antecedents import Anchored
from salient.reading.events import Trigger
from salient.reading.factuality import Standing
from salient.reading.offices import SEATS
from salient.reading.other_names import is_namesake

__all__ = ["Topic", "at_topic", "topic_of"]

_SHORT = 1_200
"""Characters of a text that may be about a single place."""

_HAPPENS_SOMEWHERE = frozenset(
    "shell strike airstrike attack fight repel damage harm_civilians sabotage detain".split()
)
"""Events that an item about a place tells of that place."""

_BY_SOMEBODY = frozenset({"attack", "fight", "repel", "detain"})
"""Events of which a word alone, without anybody, tells nothing that is known to be there."""

_OF_ITS_PEOPLE = re.compile(
    r"^(?:['’]s)?\s+(?:city council|(?:city )?mayor|rma\b|ova\b|administration|council|garrison|"
    r"resident|native|regional|military administration|governor|police|paratroopers|marines|"
    r"\w+ brigade|brigade|battalion|regiment)",
    re.IGNORECASE,
)
"""After a name that tells who speaks or of where somebody is, not where it happened."""

_THERE = re.compile(
    r"\b(?:in|near|on|over|around|at|outside|of|to|from|towards?|into|across|against|capital)\s+"
    r"(?:\w+\s+)?$"
)
"""Before the name of another state's seat that is meant as a place."""

_OWN = frozenset({"kyiv", "kiev"})


class Topic(msgspec.Struct, frozen=True):
    """The place that an item is about, and the first offset at which it names it."""

    place: PlaceMention
    since: int


def topic_of(text: str, mentions: Sequence[PlaceMention]) -> Topic | None:
    """The one place that a short text names, a region that holds it aside; or None.

    Where both a region and its seat are named (*Shelling of A: 12 towns of A region hit*), it is
    the region.
    """
    if len(text) > _SHORT:
        return None
    told = [
        m
        for m in mentions
        if m.kind != "country"
        and not m.relation.endswith("_of")
        and m.role != "origin"
        and not _dates_the_text(text, m)
        and _OF_ITS_PEOPLE.match(text[m.end : m.end + 30]) is None
        and not _governs(text, m)
        and not is_namesake(text, m.start, m.end)
    ]
    wide = {(m.name or "").split(" ")[0] for m in told if m.kind == "region"}
    near = [m for m in told if m.kind != "region" and m.name not in wide]
    named = near or [m for m in told if m.kind == "region"]
    if not named or len({m.place_id for m in named}) != 1 or named[0].place_id is None:
        return None
    place = named[0]
    if any(m.kind == "region" and m.admin1 not in {None, place.admin1} for m in told):
        return None
    return Topic(place, place.start)


def _governs(text: str, mention: PlaceMention) -> bool:
    """Whether a seat is named for its government (*Moscow steps up its attacks*).

    A text about the war that names its own capital means the city often enough.
    """
    name, before = mention.text.lower(), text[: mention.start]
    if name not in SEATS:
        return False
    return before.endswith(" by ") or (name not in _OWN and _THERE.search(before) is None)


def _dates_the_text(text: str, mention: PlaceMention) -> bool:
    """Whether a name in capitals begins a line as its dateline (*ORLIVKA, May 4 –*)."""
    begins = not text[: mention.start].rpartition("\n")[2].strip()
    return begins and mention.text.isupper() and text[mention.end : mention.end + 1] in {",", " "}


def at_topic(topic: Topic | None, trigger: Trigger, standing: Standing, at: int) -> list[Anchored]:
    """The topic's place for an event at offset `at` that has none, where it must be there."""
    if topic is None or at < topic.since or standing.mood != "reported":
        return []
    sort = trigger.frame.event_type
    if sort not in _HAPPENS_SOMEWHERE:
        return []
    if sort in _BY_SOMEBODY and trigger.actor is None and trigger.target is None:
        return []
    place = msgspec.structs.replace(topic.place, relation="at", role="location")
    return [Anchored(place, whole=False, governed=False)]
