"""Claims of what somebody asks of the other side, or of the world at large.

*The ministry demands that Russia withdraw from X*, *the enemy must leave X*: that is the will of
who says so, and nothing that they who would have to do it did, plan or are expected to do. What
somebody asks of his own (*called on residents to leave*) is different: they are likely to heed it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from salient.model import Claim
from salient.reading.found import Found

__all__ = ["asked_of_others"]

_ASKING = frozenset("call demand urge appeal ask request advocate insist".split())
_BARGAINED = frozenset({"detain", "evacuate"})
"""Prisoners set free and corridors opened: what demands may well bring about."""

_GIVING_WAY = frozenset({"withdraw", "surrender", "ceasefire"})
"""What no side is said to have to do but by the other."""

_OUGHT = frozenset({"must", "should", "ought"})


def asked_of_others(found: Found, claim: Claim, side_of: Callable[[str], str | None]) -> bool:
    """Whether a claim tells only what somebody of no side, or of another, asks of a side.

    side_of: the side of a holder of this name.
    """
    if claim.event_type == "withdraw" and _told_to_go(found, claim, side_of):
        return True
    if claim.mood == "intended" and claim.polarity == "negative" and _to_be_left(found, claim):
        return True
    if claim.event_type in _BARGAINED or claim.mood != "intended":
        return False
    if claim.actor is None or claim.actor.side is None:
        return False
    operators = {*found.standing.operators}
    asker = claim.holders[-1]
    if not _ASKING.isdisjoint(operators):
        return side_of(asker.name) != claim.actor.side
    if _OUGHT.isdisjoint(operators):
        return False
    if len(claim.holders) < 2:
        # What an outlet says that a side must give up is what somebody asks of it.
        return claim.event_type in _GIVING_WAY
    return side_of(asker.name) != claim.actor.side


def _to_be_left(found: Found, claim: Claim) -> bool:
    """Whether somebody only asks others to end or prevent it who do not do it themselves.

    What the side that does it is asked to end (*to release its captives*) is kept.
    """
    if claim.event_type not in _ASKED_TO_END:
        return False
    before = found.finder.sentence.text[: found.trigger.head.idx].lower()
    asked = _CALLED.search(before) or _REQUESTED.search(before)
    if asked is None or {";", ":"} & {*before[asked.end() :]}:
        return False
    doer = claim.actor is not None and claim.actor.side is not None
    return not doer or bool(_PREVENTED.search(before, asked.end()))


def _told_to_go(found: Found, claim: Claim, side_of: Callable[[str], str | None]) -> bool:
    """Whether somebody who is not of its side wants a force gone, however that is worded.

    *The union calls on Russia to withdraw*, *the troops must leave X*, *pressed Russia into
    withdrawing its troops*: nobody went, and nobody who would have to go means to.
    """
    trigger = found.trigger
    head, noun = trigger.head, trigger.frame.form == "noun"
    if claim.polarity != "positive" or (claim.actor is None and not noun):
        return False
    side = None if claim.actor is None else claim.actor.side
    if side is not None and side_of(claim.holders[-1].name) == side:
        return False
    before = found.finder.sentence.text[: head.idx].lower()
    if noun:
        asked = _CALL_FOR.search(before)
        return asked is not None and len(before) - asked.end() < _NEAR
    first = head
    while first.dep_ == "conj" and first.head.pos_ in {"VERB", "AUX"}:
        first = first.head
    words = {c.low for verb in (first, head) for c in verb.children}
    if "must" in words:
        return True
    asked = _CALLED.search(before) if words & {"to", "into", "so"} else None
    if asked is None or asked.end() > first.idx:
        return False
    return not {",", ";"} & {*before[asked.end() : first.idx]}


_CALLED = re.compile(
    r"\b(?:call(?:s|ed|ing)? (?:up)?on|urg(?:es?|ed|ing)|demand(?:s|ed|ing)?|appeal(?:s|ed|ing)? to"
    r"|(?:the|of|about) need|must|should|has to order)\b"
)
_REQUESTED = re.compile(r"\b(?:with a request|calling on|petition(?:s|ed|ing)?)\b")
_PREVENTED = re.compile(r"\b(?:prevent|stop|avert)\b")
_ASKED_TO_END = frozenset({"detain", "other"})
_CALL_FOR = re.compile(r"\b(?:call(?:s|ed|ing)?|demand(?:s|ed|ing)?|appeal(?:s|ed|ing)?) for\b")
_NEAR = 40
"""Characters between the call and a noun that it is for."""
