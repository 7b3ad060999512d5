"""What the words about a name say of the ground meant, beyond its relation.

*Between A and B*, *the A–B highway* and *from A toward B* join two names; *the east bank of* takes
one side of a river; *northern* takes a part of a region; *from the north and south* names the
approaches to a town.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from salient.model import PlaceMention

__all__ = ["Bearing", "bearing_of"]

_POINT = r"(?:north|south|east|west)"
_BANK_BEFORE = re.compile(
    rf"\b(?P<bank>left|right|{_POINT})(?:ern)?[- ]banks? (?:of )?(?:the )?(?:river )?$",
    re.IGNORECASE,
)
_BANK_AFTER = re.compile(
    rf"(?:['’ʼ]s)?(?: River)?(?:['’ʼ]s)? (?P<bank>left|right|{_POINT})(?:ern)?[- ]bank\b",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"\b(?P<part>{_POINT})ern (?:(?:part|half|areas?|districts?) of )?(?:the )?$", re.IGNORECASE
)
_FROM = re.compile(
    rf"[^.;:\n]{{0,40}}?\bfrom (?:the )?(?P<points>{_POINT}(?:(?:,| and|, and)(?: from)?(?: the)? "
    rf"{_POINT})*)\b(?!(?:ern)? (?:of|bank))",
    re.IGNORECASE,
)
_AND = re.compile(r",? and (?:the )?(?:\w+ (?:of )?)?", re.IGNORECASE)
_ROAD = re.compile(
    r" (?:highways?|roads?|routes?|motorway|railway|railroad|line|corridor|supply line)\b",
    re.IGNORECASE,
)
_DASHES = frozenset({"-", "–", "—", "‑", " - ", " – ", " — "})
_BACK = 60


class Bearing(msgspec.Struct, frozen=True, kw_only=True):
    """What is said about one mention.

    `other` is the position of the mention at the other end of a corridor; `bank` one of `left`,
    `right` and the four points of the compass, `part` one of those points; `approaches` those from
    which a place is come at.
    """

    other: int | None = None
    bank: str | None = None
    part: str | None = None
    approaches: tuple[str, ...] = ()


def bearing_of(text: str, mentions: Sequence[PlaceMention]) -> list[Bearing]:
    """The bearing of each mention of a text, in order."""
    others = _pairs(text, mentions)
    found = []
    for i, mention in enumerate(mentions):
        before = text[max(0, mention.start - _BACK) : mention.start]
        bank = _BANK_BEFORE.search(before) or _BANK_AFTER.match(text, mention.end)
        part = _PART.search(before)
        until = mentions[i + 1].start if i + 1 < len(mentions) else len(text)
        approach = _FROM.match(text[mention.end : until])
        points = re.findall(_POINT, approach["points"].casefold()) if approach else ()
        found.append(
            Bearing(
                other=others.get(i),
                bank=bank["bank"].casefold() if bank and mention.kind == "river" else None,
                part=part["part"].casefold() if part and mention.kind == "region" else None,
                approaches=tuple(dict.fromkeys(points)) if mention.kind == "settlement" else (),
            )
        )
    return found


def _pairs(text: str, mentions: Sequence[PlaceMention]) -> dict[int, int]:
    """Positions of mentions that stand at the two ends of one corridor, both ways."""
    pairs: dict[int, int] = {}
    for i in range(len(mentions) - 1):
        one, other = mentions[i], mentions[i + 1]
        gap = text[one.end : other.start]
        both = one.relation == other.relation == "between" and _AND.fullmatch(gap)
        road = gap in _DASHES and _ROAD.match(text, other.end)
        way = one.role == "origin" and (other.relation == "toward" or other.role == "destination")
        if both or road or (way and len(gap) <= _BACK and not set(gap) & set(".;\n")):
            pairs[i], pairs[i + 1] = i + 1, i
    return pairs
