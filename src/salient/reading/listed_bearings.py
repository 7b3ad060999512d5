"""Bearings in one list: *north of A, east of B, and west of C* are three places of an event.

Else what stands behind a place and a comma tells where that place lies (*A, east of B*).
"""

from __future__ import annotations

import re

from salient.model import PlaceMention

__all__ = ["in_one_list"]

_POINT = r"(?:north|south)[- ]?(?:east|west)?|east|west"
_NEXT = re.compile(rf"\s*,\s+(?:to the )?(?:{_POINT}) of (?:the )?$", re.IGNORECASE)
_LAST = re.compile(
    rf"(?:\s+City)?\s*,?\s+and\s+(?:to the )?(?:{_POINT})(?: and (?:{_POINT}))? of\b",
    re.IGNORECASE,
)


def in_one_list(text: str, offset: int, before: PlaceMention, mention: PlaceMention) -> bool:
    """Whether two bearings stand in one list that goes on behind the second.

    `offset` is that of `text` in the document, whose offsets the mentions bear.
    """
    if not (before.relation.endswith("_of") and mention.relation.endswith("_of")):
        return False
    listed = _NEXT.match(text[before.end - offset : mention.start - offset])
    return listed is not None and _LAST.match(text, mention.end - offset) is not None
