"""Regions and districts that no gazetteer lists, named by their chief town.

Of *A Oblast* and *the A district* the gazetteer may know the town of A alone. What happens there
need not happen in the town: the region is kept under its whole name, without an id. *The A region*
may be a region or the land about A: what happens there is near A.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from salient.model import PlaceMention

__all__ = ["with_divisions"]

_DIVISION = re.compile(
    r" (?:[Oo]blasts?|[Oo]krug|[Kk]rai|[Rr]aion|[Rr]ayon|[Dd]istrict|[Pp]rovince)\b"
)
_BODY = re.compile(
    r" (?:[a-z]+ )?(?i:hospital|clinic|school|library|museum|court|police|council|administration|"
    r"prosecutor|department|office|commissariat|cent(?:re|er)|authorities|governor|chief|head|"
    r"leader|state|military|capital)"
)
"""Behind the word for a region, what makes it part of a longer name (*the A district hospital*)."""


def with_divisions(text: str, offset: int, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions, those of a town that names a region or district as that region, or as near.

    `offset` is that of `text` in the document, whose offsets the mentions bear.
    """
    return [_as_division(text, offset, m) for m in mentions]


def _as_division(text: str, offset: int, mention: PlaceMention) -> PlaceMention:
    if mention.kind != "settlement":
        return mention
    begin = mention.start - offset
    if text.startswith(" region", mention.end - offset) and text.endswith("the ", 0, begin):
        near = mention.relation == "at"
        return msgspec.structs.replace(mention, relation="near") if near else mention
    match = _DIVISION.match(text, mention.end - offset)
    if match is None or _BODY.match(text, match.end()):
        return mention
    whole = text[begin : match.end()]
    return msgspec.structs.replace(
        mention, text=whole, end=mention.start + len(whole), place_id=None, name=None,
        kind="region", latitude=None, longitude=None, admin1=None, country=None, score=0.0,
    )  # fmt: skip
