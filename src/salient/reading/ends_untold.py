"""The ends of a way that the parse gives to no event, or to another one.

*Deploy units from the A axis to B*, *evacuated to occupied A*, *rescue the men of A from B*: *axis*
is taken for a verb, *occupied* for a deed of its own. The preposition stands behind the event with
no other deed between, and that tells by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from salient.model import PlaceMention
from salient.reading.antecedents import Anchored
from salient.reading.events import Trigger
from salient.reading.offices import names_unit, of_force, of_office
from salient.reading.peoples import NATIONAL
from salient.reading.scenes import Scene
from salient.reading.sentences import ParsedSentence
from salient.reading.tree import attributive
from salient.reading.ways import head_of

__all__ = ["end_told", "with_untold_ends"]

_BROUGHT = frozenset("redeploy withdraw evacuate detain".split())
"""Events that take somebody from one place to another."""

_FAR = 90
_BEFORE_NAME = re.compile(
    r"(?P<before>[\w’'-]*) (?P<end>from|to|into|towards?) (?:the )?"
    rf"(?:(?:(?:temporarily|{NATIONAL}|previously|currently)[\s-])?(?:occupied|controlled|held|besieged|"
    r"blockaded|captured|liberated|war-torn|annexed|nearby|neighbou?ring|so-called)[\s-]|"
    r"(?:city|town|village|port|port city|settlement) of )?$",
    re.IGNORECASE,
)
"""The preposition of a way, right before a name; what stands before it is looked at as well."""

_NO_END = frozenset(
    "close next due according adjacent opposed contrary thanks similar km kilometer kilometers "
    "kilometre kilometres mile miles away far apart different return access leading extending "
    "running south north east west southeast southwest northeast northwest back response".split()
)
"""What a preposition goes with that begins or ends no way of this event."""

_APART = re.compile(
    r"[,;:()\"“”—–]| - |\b(?:that|which|who|whom|where|as|while|when|for|after|before|until|"
    r"because|during|despite|if|without|than|not|since|by)\b|\b(?:and|or|but|to) [a-z]+\b",
    re.IGNORECASE,
)
"""What begins another phrase or clause between an event and a name."""

_JOINS = frozenset(
    [" and ", " or ", ", ", ", and ", ", or ", " and the ", " or the ", " in ", " in the city of "]
)
"""Between two names at the same end of a way; so is the town in which a plant is."""
_ROLES = {"from": "origin"}


def with_untold_ends(
    scene: Scene, n: int, own: list[Anchored], mentions: Sequence[PlaceMention]
) -> list[Anchored]:
    """The places of event `n`, with the beginning or the end of its way that no event has."""
    if scene.triggers[n].frame.event_type not in _BROUGHT:
        return own
    starts = {a.mention.start for a in own}
    roles = {a.mention.role for a in own if a.mention.role != "location"}
    found = list(own)
    for mention in _unheld(mentions, starts):
        role = end_told(scene.sentence, scene.triggers, n, mention)
        if role is not None and role not in roles and not _of_others(scene, mention):
            found.append(_at_end(mention, role))
            found += _joined(scene.sentence, mention, role, mentions, starts)
            roles.add(role)
    return found


def _unheld(mentions: Sequence[PlaceMention], starts: set[int]) -> Iterator[PlaceMention]:
    return (m for m in mentions if m.place_id is not None and m.start not in starts)


def _of_others(scene: Scene, mention: PlaceMention) -> bool:
    """Whether a name is part of that of an office, a force or a unit."""
    tokens = scene.tokens(mention)
    head = head_of(tokens) if tokens else None
    if head is None:
        return True
    return of_office(head, scene.owner) or of_force(mention, head) or names_unit(head)


def _at_end(mention: PlaceMention, role: str) -> Anchored:
    place = msgspec.structs.replace(mention, relation="at", role=role)
    return Anchored(place, whole=role == "origin", governed=False)


def _joined(
    sentence: ParsedSentence,
    first: PlaceMention,
    role: str,
    mentions: Sequence[PlaceMention],
    starts: set[int],
) -> list[Anchored]:
    """The names joined to one at which a way begins or ends (*to A or B*)."""
    found, last = [], first
    for mention in mentions:
        if mention.start <= last.start or mention.start in starts:
            continue
        gap = sentence.text[last.end - sentence.start : mention.start - sentence.start]
        if gap not in _JOINS or mention.place_id is None:
            break
        found.append(_at_end(mention, role))
        last = mention
    return found


def end_told(
    sentence: ParsedSentence, triggers: Sequence[Trigger], n: int, mention: PlaceMention
) -> str | None:
    """The end of an event's way that a name behind it is, by the words between; or None."""
    trigger = triggers[n]
    if trigger.frame.event_type not in _BROUGHT:
        return None
    after = max(t.idx + len(t.text) for t in trigger.tokens if t.i >= trigger.head.i)
    last = max((t for t in trigger.tokens), key=lambda t: t.i)
    if last.low in {"to", "from", "into"}:
        after = last.idx
    at = mention.start - sentence.start
    if not 0 < at - after <= _FAR:
        return None
    led = _BEFORE_NAME.search(sentence.text[after - 1 : at])
    if led is None or led["before"].lower() in _NO_END:
        return None
    between = sentence.text[after : after - 1 + led.start("end")]
    if _APART.search(_without_objects(between)):
        return None
    begin = after + led.start("end") - 1
    if any(_deed_between(t, after, begin) for k, t in enumerate(triggers) if k != n):
        return None
    return _ROLES.get(led["end"].lower(), "destination")


def _without_objects(between: str) -> str:
    """The words between without what joins two nouns of one object (*units and equipment*).

    Nor is the short form of a name anything between (*the Combined Army (CA)*).
    """
    between = re.sub(r" \([A-Z]{2,5}\)", "", between)
    return re.sub(r"\b(?:and|or) (?=[a-z]+(?:s|men|people|ment|power)\b)", "", between)


def _deed_between(other: Trigger, after: int, begin: int) -> bool:
    return not attributive(other.head) and after <= other.head.idx < begin
