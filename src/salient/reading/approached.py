"""Places that an event goes toward, around or up to, and is not in, by its own words.

*Drive on A* and *the advance on A* are toward A, *bypass A* is around it, and who is *to reach the
border of A* has A before him: the parse gives each as the place where it happens.
"""

from __future__ import annotations

import re

import msgspec

from salient.reading.antecedents import Anchored
from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.sentences import ParsedSentence

__all__ = ["approached"]

_GOING = frozenset("drive push march advance move thrust".split())
_ON = re.compile(
    r"^ (?:directly )?(?:up)?on (?:the )?(?:(?:besieged|strategic|key) )?"
    r"(?:(?:city|town|village|settlement|capital) of )?$"
)
"""From a word of going to the name of where it goes."""
_STRETCH = re.compile(r"(?:[-–/]\S+)?,? (?:axis|direction|front|line|road|highway|sector)\b")
"""Behind a name, what makes a road or a front of it, along which one goes."""
_ON_THE_GROUND = frozenset({"advance", "attack", "redeploy"})
_ROUND = frozenset({"bypass"})
_REACHED = re.compile(
    r"\breach(?:ed|es|ing)? (?:the |its )?(?:[a-z]+ ){0,2}(?:borders?|boundar(?:y|ies)) of "
    r"(?:the )?"
    r"(?:[A-Z][\w’'-]+(?: [A-Za-z]+)?,? and (?:the )?)?$"
)
_BACK = 60


def approached(sentence: ParsedSentence, trigger: Trigger, place: Anchored) -> Anchored:
    """The place as one that the event is on its way to, or passes, where its words say so."""
    mention = place.mention
    if mention.role != "location" or mention.relation not in {"at", "near"}:
        return place
    at = mention.start - sentence.start
    if not 0 < at <= len(sentence.text):
        return place
    word = lemma(trigger.head)
    if mention.kind == "region":
        if trigger.frame.event_type not in _ON_THE_GROUND:
            return place
        reached = _REACHED.search(sentence.text[max(0, at - _BACK) : at])
        return _with(place, "near", "destination") if reached else place
    if mention.kind == "axis":
        return place
    if word in _ROUND and place.governed and mention.relation == "at":
        return _with(place, "around", "location")
    end = trigger.head.idx + len(trigger.head.text)
    going = word in _GOING and end < at and _ON.match(sentence.text[end:at]) is not None
    if going and not _STRETCH.match(sentence.text, mention.end - sentence.start):
        return _with(place, "toward", "destination")
    return place


def _with(place: Anchored, relation: str, role: str) -> Anchored:
    mention = msgspec.structs.replace(place.mention, relation=relation, role=role)
    return place._replace(mention=mention, whole=False)
