"""Places that are another's: of people who are elsewhere, of another event's way, of other fronts.

*Residents of A were evacuated from B*, *troops moved to A, where houses were destroyed*, *near A
they advanced, and in other directions they were repelled*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from salient.model import PlaceMention
from salient.reading.antecedents import Anchored
from salient.reading.events import Trigger
from salient.reading.sentences import ParsedSentence

__all__ = ["in_others", "of_cause", "of_people", "where_it_is", "without_causes"]

_PEOPLE = (
    r"(?:residents?|civilians?|people|children|inhabitants?|murderers|defenders?|refugees|natives?"
    r"|women|families|orphans|teenagers?)"
)
_BEFORE_PEOPLE = re.compile(rf"(?: (?:region|oblast|city|district))? {_PEOPLE}\b", re.IGNORECASE)
_DEFENDERS = re.compile(r" defenders?\b")
_OF_PEOPLE = re.compile(rf"\b{_PEOPLE} of (?:the )?$", re.IGNORECASE)
_GONE = frozenset({"evacuate", "redeploy", "detain", "withdraw"})
"""Events that take people from a place, or have them come to one."""

_THERE = frozenset({"hold", "detain", "harm_civilians", "loss", "redeploy", "evacuate"})
"""Events that are where people are now, not where they are of."""

_FROM_SOMEWHERE = frozenset(
    "withdraw redeploy evacuate advance reinforce resupply detain cross mobilise negotiate "
    "interdict repel harm_civilians shell strike capacity".split()
)
"""Events with a way of their own, be it one shared with another (*fired on a bus from A*)."""

_KIN = frozenset("attack advance repel shell strike airstrike cross encircle capture".split())
"""Events that one report tells of one another: what one comes from, the other does too."""

_OTHERS = (
    r"\b(?:in|on|at|along) (?:all |several |some |many |the )?other (?:\w+ )?"
    r"(?:directions|areas|sectors|axes|settlements|regions|cities|towns|villages|places|fronts)\b"
)
_IN_OTHERS = re.compile(rf"{_OTHERS},?(?: [\w’'-]+){{0,5}} $", re.IGNORECASE)
_THEN_IN_OTHERS = re.compile(rf"^(?: [\w’'-]+){{0,4}} {_OTHERS[2:]}", re.IGNORECASE)


def in_others(trigger: Trigger) -> bool:
    """Whether an event is told of other places than those named (*in other directions*)."""
    text, at = trigger.head.doc.text, trigger.head.idx
    if " other " not in text:
        return False
    after = at + len(trigger.head.text)
    return bool(
        _IN_OTHERS.search(text[max(0, at - 90) : at]) or _THEN_IN_OTHERS.match(text[after:])
    )


_CHOSEN = frozenset(
    "redeploy reinforce resupply mobilise concentrate hold attack advance govern capacity strike "
    "airstrike shell".split()
)
"""Events that somebody decides on for a reason, which may lie elsewhere."""

_FOR_CAUSE = re.compile(
    r"\b(?:due to|because of|in response to|thanks to|(?:out of|for) fear of|in retaliation for)\b"
    r"[^.;:]*$",
    re.IGNORECASE,
)
_VISITED = re.compile(r"\b(?:visit|trip|journey)s? to (?:the )?(?:city of )?$", re.IGNORECASE)


def of_cause(sentence: ParsedSentence, trigger: Trigger, mention: PlaceMention) -> bool:
    """Whether a place is named in the reason for an event, or only visited by somebody.

    So in *did not send conscripts in response to the attack in A*, *struck after a visit to A*.
    """
    at = mention.start - sentence.start
    after = trigger.head.idx + len(trigger.head.text)
    if at <= after or trigger.frame.event_type not in _CHOSEN:
        return False
    between = sentence.text[after:at]
    visited = " during " not in between and _VISITED.search(between)
    return bool(visited or _FOR_CAUSE.search(between))


def without_causes(
    sentence: ParsedSentence, trigger: Trigger, own: Sequence[Anchored]
) -> list[Anchored]:
    """The places of an event without those of its reason."""
    return [a for a in own if not of_cause(sentence, trigger, a.mention)]


def of_people(
    sentence: ParsedSentence, trigger: Trigger, own: Sequence[Anchored]
) -> list[Anchored]:
    """The places of an event without the one that people are only of, where it tells another.

    Who is brought somewhere else begins his way there, unless the event says where it begins.
    """
    event_type = trigger.frame.event_type
    if len(own) < 2 or event_type not in _GONE | _THERE:
        return list(own)
    homes = {a.mention.start for a in own if _is_home(sentence, a)}
    others = [a for a in own if a.mention.start not in homes and a.mention.place_id is not None]
    if not homes or not others:
        return list(own)
    roles = {a.mention.role for a in others}
    inside = any(a.mention.role == "location" and a.mention.relation == "at" for a in others)
    # Who defended a place may have been caught or killed there.
    inside = inside and (event_type in {"hold", "harm_civilians"} or not _defended(sentence, own))
    if "origin" in roles or (event_type in _THERE and "destination" not in roles and inside):
        return [a for a in own if a.mention.start not in homes]
    if event_type not in _GONE or "destination" not in roles:
        return list(own)
    return [
        a._replace(mention=msgspec.structs.replace(a.mention, role="origin"))
        if a.mention.start in homes
        else a
        for a in own
    ]


def _is_home(sentence: ParsedSentence, place: Anchored) -> bool:
    mention = place.mention
    if mention.kind not in {"settlement", "region"} or mention.role != "location":
        return False
    start, end = mention.start - sentence.start, mention.end - sentence.start
    if start < 0 or end > len(sentence.text):
        return False
    named = _BEFORE_PEOPLE.match(sentence.text, end) is not None
    return named or _OF_PEOPLE.search(sentence.text[max(0, start - 40) : start]) is not None


def _defended(sentence: ParsedSentence, own: Sequence[Anchored]) -> bool:
    return any(_DEFENDERS.match(sentence.text, a.mention.end - sentence.start) for a in own)


def where_it_is(
    triggers: Sequence[Trigger], named: Sequence[frozenset[int]], placed: list[list[Anchored]]
) -> None:
    """Let what goes nowhere be where another event's way begins or ends, if it shares that place.

    `named` are the offsets of the places that each event names itself.
    """
    way = frozenset[int]().union(
        *(own for t, own in zip(triggers, named, strict=True) if t.frame.event_type in _KIN)
    )
    for n, trigger in enumerate(triggers):
        event_type = trigger.frame.event_type
        if event_type in _FROM_SOMEWHERE:
            continue
        kin = way if event_type in _KIN else frozenset[int]()
        placed[n] = [_here(a, named[n] | kin) for a in placed[n]]


def _here(place: Anchored, named: frozenset[int]) -> Anchored:
    mention = place.mention
    shared = mention.start not in named and mention.role in {"origin", "destination"}
    if not shared or mention.relation == "toward":
        return place
    return place._replace(mention=msgspec.structs.replace(mention, role="location"))
