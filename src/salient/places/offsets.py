"""Where a text says that a place lies: how far and which way from another.

*Lypove (12 km north of Zelene)*, *Lypove and Dubove, all about 40 km north of Zelene*, *5 km west
of Zelene near Lypove*: of the villages of one name those are meant that lie there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from salient.model import Place
from salient.places.geodesy import bearing_degrees, distances_km
from salient.places.phrase import Offset, Phrase
from salient.places.regions import BEARINGS

__all__ = ["fitting", "state_offsets"]

_LONGEST = 120
_SETTLED = frozenset({"settlement", "district", "feature"})
_POINT = r"(?:(?:north|south)(?:[- ]?(?:east|west))?|east|west)(?:ern)?"
_NUMBER = r"\d+(?:[.,]\d+)?"
_FAR = (
    rf"(?:(?P<low>{_NUMBER})(?: ?(?:-|–|to) ?(?P<high>{_NUMBER}))?[ -]?"
    r"(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)\b(?: away)?,? ?)?"
)
_WHERE = (
    rf"{_FAR}"
    r"(?:(?:directly|due|immediately|just|to|on|in|from|the) )*"
    rf"(?P<points>{_POINT}(?:(?:, | and | or |/){_POINT})*)?"
    r"(?P<edge> ?(?:outskirts|suburbs?|edge|side))?,? ?(?:of|from|outside) "
    r"(?:(?:the|downtown|central|occupied|city|town|village|settlement|of) )*"
)
_LYING = (
    r"(?:(?:within|less than|no more than|no further than|up to|about|around|roughly|over|some|"
    r"approximately|just|only|immediately|directly|located|situated|lying|which|that|are|is|lies?|"
    r"also|further|an?|the|two|three|four|town|village|settlement|hamlet|suburb|towns|villages|"
    r"settlements|hamlets|suburbs|small|all|both|each|either) )*"
)
# What stands between a name and the place from which is measured.
_BEHIND = re.compile(
    r"(?: City| direction| area| district)?"
    rf"(?P<opens> \(|, | ?[-–—] ?| (?=is |are |lies? )){_LYING}{_WHERE}",
    re.IGNORECASE,
)
# What stands before the place from which is measured, where names of what lies there follow.
_AHEAD = re.compile(rf"(?:^|[ (]){_LYING}{_WHERE}$", re.IGNORECASE)
_NAMES_FOLLOW = re.compile(
    r"(?: City)?,? (?:including |namely |such as )?(?:(?:in|at|near|around) )?"
    r"(?:(?:the|areas?|vicinity|outskirts|settlements?|villages?|towns?|of) )*",
    re.IGNORECASE,
)
# How far and which way from the place last measured from: *Lypove (12 km north)*.
_BRACKET = re.compile(rf" \((?:about )?{_FAR}(?P<points>{_POINT})(?P<edge>)\)", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:within|less than|no (?:more|further) than|up to)\b", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:all|both|each|settlements|villages|towns)\b", re.IGNORECASE)
_LIST = re.compile(
    r"(?:,|/|-|–|,? (?:and|or)) ?(?:(?:and |or )?(?:(?:in|near|at|around|toward) )?(?:the )?"
    r"(?:(?:[A-Z][\w'’ʼ-]+ ?){1,2},? ?(?:and |or )?)?)"
)
_MILE_KM = 1.609344
# How far from an edge of a town what lies on its outskirts may be, and what is said of a side of a
# place without a distance: most often within the first of these, rarely beyond it by the second.
_EDGE_KM, _USUAL_KM, _SELDOM_KM = 8.0, 35.0, 30.0
# How much a point of the compass alone says, against a distance.
_SIDE = 0.6
# Reports give distances to the nearest five kilometres or so, from a town's edge or its middle,
# and points of the compass to the nearest eighth.
_SLACK, _LEAST_SLACK_KM = 0.25, 3.0
_EIGHTH, _TURN = 22.5, 20.0
_CITY_KM = 0.0125
"""Radius of a town in kilometres for the square root of its people: 15 km for a city of 1.4 m."""


def state_offsets(text: str, phrases: Sequence[Phrase]) -> None:
    """Say of each phrase how far and which way from which other one the text puts it; in place."""
    for i in range(1, len(phrases)):
        anchor = phrases[i]
        start, end = phrases[i - 1].end, anchor.start
        if text[end - 1 : end] != " " or not _is_settled(anchor):
            continue
        gap = text[max(start, end - _LONGEST) : end]
        if not _tells(gap):
            continue
        behind = _BEHIND.fullmatch(gap) if end - start <= _LONGEST else None
        if behind is not None and phrases[i - 1].key != anchor.key:
            _state_behind(text, phrases, i, behind)
            continue
        ahead = _AHEAD.search(gap)
        if ahead is not None:
            _state_ahead(text, phrases, i, ahead)
    if phrases and text[: phrases[0].start][-1:] == " " and _is_settled(phrases[0]):
        ahead = _AHEAD.search(text[max(0, phrases[0].start - _LONGEST) : phrases[0].start])
        if ahead is not None:
            _state_ahead(text, phrases, 0, ahead)


def _tells(gap: str) -> bool:
    low = gap.casefold()
    return " of " in low or " from " in low or " outside " in low


def _is_settled(phrase: Phrase) -> bool:
    return any(c.place.kind in _SETTLED for c in phrase.candidates)


def _state_behind(text: str, phrases: Sequence[Phrase], anchor: int, said: re.Match[str]) -> None:
    """Give what is said in apposition to the name before it, and to the list that it closes."""
    offset = _offset(said)
    if offset is None:
        return
    every = bool(_EVERY.search(said.group()))
    i = anchor - 1
    if _is_settled(phrases[i]):
        phrases[i].offset, phrases[i].anchor = offset, anchor
    if not every:
        if "(" in said["opens"] and said["low"]:
            return
        offset = offset.loosened()
    while i > 0 and phrases[i - 1].offset is None and _listed(text, phrases[i - 1], phrases[i]):
        i -= 1
        phrases[i].offset, phrases[i].anchor = offset, anchor


def _state_ahead(text: str, phrases: Sequence[Phrase], anchor: int, said: re.Match[str]) -> None:
    """Give what is said of where things happen to the names that tell it more nearly."""
    if anchor + 1 >= len(phrases):
        return
    offset = _offset(said)
    gap = text[phrases[anchor].end : phrases[anchor + 1].start]
    if offset is None or len(gap) > _LONGEST or not _NAMES_FOLLOW.fullmatch(gap):
        return
    if gap.strip() in ("", ",", "City,", "City"):
        return
    for i in range(anchor + 1, len(phrases)):
        if i > anchor + 1 and not _listed(text, phrases[i - 1], phrases[i]):
            return
        if _is_settled(phrases[i]) and phrases[i].key != phrases[anchor].key:
            own = _BRACKET.match(text, phrases[i].end)
            phrases[i].offset = offset if own is None else _offset(own)
            phrases[i].anchor = anchor


def _listed(text: str, one: Phrase, other: Phrase) -> bool:
    own = _BRACKET.match(text, one.end)
    gap = text[own.end() if own else one.end : other.start]
    return len(gap) <= _LONGEST // 2 and _LIST.fullmatch(gap) is not None


def _offset(said: re.Match[str]) -> Offset | None:
    """What is said, or None where it gives neither a distance nor a point of the compass."""
    points = said["points"]
    bearings = (
        tuple(
            BEARINGS[re.sub(r"[- ]|ern$", "", point) + "_of"]
            for point in re.split(r", | and | or |/", points.casefold())
        )
        if points
        else ()
    )
    if said["low"] is None:
        if not bearings:
            return None
        reach = _EDGE_KM if said["edge"] else None
        return Offset(least_km=0.0, most_km=reach, bearings=bearings)
    scale = _MILE_KM if said["unit"].casefold().startswith("mi") else 1.0
    least = float(said["low"].replace(",", ".")) * scale
    most = float((said["high"] or said["low"]).replace(",", ".")) * scale
    if _WITHIN.search(said.group()):
        least = 0.0
    return Offset(least_km=least, most_km=most, bearings=bearings)


def fitting(
    offset: Offset, places: Sequence[Place], anchors: Sequence[Place]
) -> NDArray[np.float64]:
    """How well each of `places` lies where `offset` says from each of `anchors`: (n, m), 0 to 1."""
    points = np.array([[p.latitude, p.longitude] for p in places])
    columns = [_fit(offset, points, anchor) for anchor in anchors]
    return np.stack(columns, axis=1)


def _fit(offset: Offset, points: NDArray[np.float64], anchor: Place) -> NDArray[np.float64]:
    where = (anchor.latitude, anchor.longitude)
    km = distances_km(*where, points)
    radius = _CITY_KM * float(np.sqrt(anchor.population))
    if offset.most_km is None:
        fit = _SIDE * np.exp(-np.maximum(km - radius - _USUAL_KM, 0.0) / _SELDOM_KM)
    else:
        slack = max(_LEAST_SLACK_KM, _SLACK * offset.most_km)
        beyond = np.maximum(km - offset.most_km - radius, 0.0)
        short = np.maximum(offset.least_km - km, 0.0)
        fit = np.exp(-0.5 * (np.maximum(beyond + short - slack / 2, 0.0) / slack) ** 2)
    if offset.bearings:
        at = bearing_degrees(*where, points)
        turns = [np.abs((at - b + 180.0) % 360.0 - 180.0) for b in offset.bearings]
        # Near by, the middles of two places say little of which way one lies from the other.
        leeway = np.degrees(np.arctan2(radius / 2 + 2.0, np.maximum(km, 0.1)))
        turn = np.maximum(np.min(turns, axis=0) - leeway - _EIGHTH, 0.0)
        fit = fit * np.exp(-0.5 * (turn / _TURN) ** 2)
    return np.asarray(fit * (km > 0.0))
