"""Points of the compass before one name: *north and east of A* is two places of an event."""

from __future__ import annotations

import re

import msgspec

from salient.reading.antecedents import Anchored
from salient.reading.sentences import ParsedSentence

__all__ = ["points_before", "points_of"]

_POINT = r"(?:north|south)[- ]?(?:east|west)|north|south|east|west"
_SEVERAL = re.compile(
    rf"\b(?P<first>{_POINT})(?:(?:,| and| or| and/or|, and|, or)+ (?:to the )?(?P<next>{_POINT}))?"
    rf"(?:,? and|,? or|,? and/or) (?:directly |just |to the )?(?P<last>{_POINT})"
    r" (?:of|from) (?:the )?(?:(?:city|town|village) of )?$",
    re.IGNORECASE,
)
_BACK = 70


def points_of(sentence: ParsedSentence, place: Anchored) -> list[Anchored]:
    """A place once for each point of the compass that the words before its name give.

    The parser and the gazetteer see the last of them only.
    """
    mention = place.mention
    if not mention.relation.endswith("_of"):
        return [place]
    others = points_before(sentence.text, mention.start - sentence.start, mention.relation)
    more = (msgspec.structs.replace(mention, relation=relation) for relation in others)
    return [*(place._replace(mention=m) for m in more), place]


def points_before(text: str, at: int, relation: str) -> list[str]:
    """The relations that the points of the compass before a name give, other than `relation`.

    Of *north and east of A*, whose name begins at the code point `at`, `north_of`.
    """
    several = _SEVERAL.search(text[max(0, at - _BACK) : at])
    if several is None:
        return []
    words = (re.sub(r"[- ]", "", w.lower()) for w in several.group("first", "next") if w)
    others = dict.fromkeys(f"{word}_of" for word in words)
    others.pop(relation, None)
    return list(others)
