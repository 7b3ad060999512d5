"""Participles that are said of the noun beside them, wherever the parse hangs them.

It hangs *fighting* in *resupply troops fighting in X* on the resupplying, and makes *troops* the
object of *advancing* in *strike against advancing troops*.
"""

from __future__ import annotations

from collections.abc import Callable

from salient.reading.lemmas import lemma
from salient.reading.tokens import Token
from salient.reading.tree import child

__all__ = ["force_on_the_way", "said_of_object"]

_BRINGING_DOWN = frozenset("shoot intercept down destroy neutralize neutralise repel".split())
_FLOWN = frozenset("missile drone uav rocket aircraft".split())
"""What does what a participle after it says where somebody brings it down."""

_GOING = frozenset(
    "fight operate move advance retreat withdraw try attempt defend enter cross hide travel "
    "concentrate gather prepare attack approach head flee serve participate".split()
)
"""Verbs of what troops and people do, so that a participle right after them is theirs."""

_ACTING = frozenset(
    "force troop army brigade regiment battalion division corps company group detachment unit "
    "element soldier serviceman fighter personnel paratrooper marine mercenary militant operator "
    "volunteer occupier invader partisan convoy column vehicle man woman people civilian "
    "resident".split()
)
_ON_THE_WAY = frozenset("advancing retreating fleeing".split())
_AT_ODDS = frozenset("attacking withdrawing approaching defending".split())
_UPON = frozenset("against on at of by from to".split())
_AGAINST = frozenset({"against", "on"})


def said_of_object(participle: Token, noun: Token) -> bool:
    """Whether a participle right after an object tells what the object does.

    So in *resupply troops fighting in X* and *shot down a missile targeting X*.
    """
    if participle.i != noun.i + 1 or not participle.low.endswith("ing"):
        return False
    if lemma(noun) in _FLOWN:
        return lemma(participle.head) in _BRINGING_DOWN
    return lemma(participle) in _GOING and lemma(noun) in _ACTING


def force_on_the_way(verb: Token, is_force: Callable[[Token], bool]) -> Token | None:
    """The force that a participle before it qualifies (*strike against advancing troops*)."""
    noun = child(verb, "obj")
    if noun is None or verb.i == 0 or not is_force(noun):
        return None
    before = verb.nbor(-1).low
    told = verb.low in _ON_THE_WAY and before in _UPON
    if not told and not (verb.low in _AT_ODDS and before in _AGAINST):
        return None
    between = verb.doc[verb.i + 1 : noun.i]
    return noun if all(t.pos_ in {"ADJ", "NOUN", "PROPN"} for t in between) else None
