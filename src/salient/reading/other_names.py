"""Places that are named for something else: schools and units, whoever is bound for them, roads.

*A professor at A State University*, *a fighter of the A battalion*, *an A-bound convoy* and *the A
Regional Administration said* tell of nothing in A; *the A-B highway* is between A
and B; and talks about a town are not held there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from salient.model import PlaceMention
from salient.reading.antecedents import Anchored
from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.sentences import ParsedSentence

__all__ = ["is_namesake", "on_its_road", "where_held", "without_namesakes"]

_NAMESAKE = re.compile(r"-bound\b| (?:volunteer )?(?:battalion|regiment|brigade)\b")
_SCHOOL = re.compile(
    r" (?:[A-Z][\w-]+ ){0,3}(?:University|Institute|Academy|Polytechnic|College)\b"
)
_OF_SCHOOL = re.compile(
    r"\b(?:professor|lecturer|teacher|student|rector|dean|graduate|researcher|scientist)s?\b"
    r"[^.,;:]{0,25} (?:at|of|from|in) (?:the )?$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?: Regional| Oblast| oblast| regional)(?: State| Military| state| military){0,2}"
    r" (?:Administration|administration|Prosecutor['’]s Office|prosecutor['’]s office)"
    r"(?=:| (?:has |had )?(?:say|said|report|confirm|announce|state|claim|note|inform|warn)\w*\b)"
)
"""Behind the town that a region is called after, the region's office where it speaks."""

_BACK = 70

_ROAD = r"(?i:(?:high|free|motor|rail)?(?:way|road|route|line)s?)\b"
_OTHER_END = re.compile(rf" ?[-–—] ?(?:[A-Z][\w'’]+ ){{1,2}}{_ROAD}")
_FIRST_END = re.compile(r"[A-Z][\w'’]+(?: City)? ?[-–—] ?$")
_ROAD_BEHIND = re.compile(rf"(?: City)? {_ROAD}")
_NEAR_ROAD = re.compile(
    r"\b(?:near|around|(?:north|south|east|west)\w* of|to|from|towards?)(?: the)?(?: [A-Z]\d+)?"
    r" (?:[A-Z][\w'’]+(?: City)? ?[-–—] ?)?$"
)
"""Before a road's name, what says that it is not the road itself where something happens."""

_TALKS = frozenset({"talk", "negotiation", "negotiate"})
_HELD = re.compile(
    r"(?:(?!\b(?:on|about|over|regarding|concerning|of|for|from)\b)[^.,;:]){0,60}"
    r"\b(?:in|at|near|outside) (?:the )?(?:\w+ )?$"
)
_FIRST = re.compile(r"(?:^|[,;:.] )(?:In|At|in|at) (?:the )?$")


def without_namesakes(
    sentence: ParsedSentence, mentions: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """The mentions without those inside what is only called after a place or on its way to it."""
    start, text = sentence.start, sentence.text
    return [m for m in mentions if not is_namesake(text, m.start - start, m.end - start)]


def is_namesake(text: str, start: int, end: int) -> bool:
    """Whether the name at these offsets is part of what something else is called."""
    if _NAMESAKE.match(text, end) or _OFFICE.match(text, end):
        return True
    return bool(_SCHOOL.match(text, end) and _OF_SCHOOL.search(text[max(0, start - _BACK) : start]))


def on_its_road(sentence: ParsedSentence, place: Anchored) -> Anchored:
    """A town that names one end of a road on which something happens: that is between the two."""
    mention = place.mention
    if mention.relation not in {"at", "near"} or mention.role != "location":
        return place
    text, start, end = (
        sentence.text, mention.start - sentence.start, mention.end - sentence.start,
    )  # fmt: skip
    if start < 0:
        return place
    before = text[max(0, start - _BACK) : start]
    named = _OTHER_END.match(text, end) or (
        _ROAD_BEHIND.match(text, end) and _FIRST_END.search(before)
    )
    if not named or _NEAR_ROAD.search(before):
        return place
    return place._replace(mention=msgspec.structs.replace(mention, relation="between"), whole=False)


def where_held(
    sentence: ParsedSentence, trigger: Trigger, own: Sequence[Anchored]
) -> list[Anchored]:
    """The places of talks without those that they are about."""
    if trigger.frame.event_type != "negotiate" or _TALKS.isdisjoint(map(lemma, trigger.tokens)):
        return list(own)
    return [a for a in own if a.mention.role != "location" or _held_at(sentence, trigger, a)]


def _held_at(sentence: ParsedSentence, trigger: Trigger, place: Anchored) -> bool:
    start = max(0, place.mention.start - sentence.start)
    last = max(trigger.tokens, key=lambda t: t.i)
    end = last.idx + len(last.text)
    if start >= end:
        return _HELD.match(sentence.text[end:start]) is not None
    return _FIRST.search(sentence.text[:start]) is not None
