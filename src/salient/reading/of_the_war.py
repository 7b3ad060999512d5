"""Which events are the war's though no words of theirs name a side or a place of the theatre."""

from __future__ import annotations

from salient.reading.contenders import parties_of
from salient.reading.found import Found
from salient.reading.lemmas import lemma
from salient.reading.tokens import Token

__all__ = ["BY_FIRE", "OF_A_SIDE", "musters"]

BY_FIRE = frozenset({"shell", "airstrike", "strike", "harm_civilians", "damage", "detain", "other"})
"""Events that are the war's even where they name neither side nor place, if the text is."""

OF_A_SIDE = frozenset(
    {"attack", "capture", "fight", "evacuate", "withdraw", "advance", "repel", "loss"}
)
"""Events that are the war's where a side tells them, or the sentence names one."""

_MUSTERING = frozenset({"redeploy", "concentrate", "reinforce", "mobilise", "other"})
"""What forces do short of fighting."""

_DRILLS = frozenset("exercise drill maneuver manoeuvre check inspection".split())


def musters(found: Found) -> bool:
    """Whether a side's forces that the clause names no more, or those of others, move or drill.

    In a text about the war the forces of a neighbour that are called up, sent to a border or
    exercised are told of because they may join it.
    """
    trigger = found.trigger
    event_type = trigger.frame.event_type
    if event_type not in _MUSTERING or trigger.frame.form != "verb":
        return False
    told = parties_of(trigger, found.finder, event_type, [a.mention for a in found.places])
    bare = trigger.actor is None and trigger.target is None
    if bare and any(party is not None and party.side is not None for party in told):
        return True
    if event_type == "other" and not _DRILLS & {lemma(t) for t in trigger.tokens}:
        return False
    return any(_of_a_state(found, party) for party in (trigger.actor, trigger.target))


_BEFORE = 5
"""Words before a force's noun among which the name of its state stands."""


def _of_a_state(found: Found, party: Token | None) -> bool:
    """Whether a noun is a force with a state's name before it (*the Belarusian army*)."""
    if party is None or not found.finder.lexicon.noun_is(lemma(party), "force"):
        return False
    before = party.doc[max(0, party.i - _BEFORE) : party.i]
    return any(t.text[:1].isupper() and t.low.endswith(("an", "ish", "ese")) for t in before)
