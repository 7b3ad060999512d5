"""Points of the compass before one name: *north and east of A* is two places of an event."""

from __future__ import annotations

import re

import msgspec

from salient.reading.antecedents import Anchored
from salient.reading.sentences import ParsedSentence

__all__ = ["points_of"]

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
    at = mention.start - sentence.start
    several = _SEVERAL.search(sentence.text[max(0, at - _BACK) : at])
    if several is None:
        return [place]
    words = (re.sub(r"[- ]", "", w.lower()) for w in several.group("first", "next") if w)
    others = dict.fromkeys(f"{word}_of" for word in words)
    others.pop(mention.relation, None)
    more = (msgspec.structs.replace(mention, relation=relation) for relation in others)
    return [*(place._replace(mention=m) for m in more), place]
