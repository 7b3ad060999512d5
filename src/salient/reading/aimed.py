"""What fire is aimed at, where only another verb than the event's own says so.

*Fired missiles to strike the port*, *strikes targeting power stations*, *shelling continued to
target the town*.
"""

from __future__ import annotations

from salient.reading.lemmas import lemma
from salient.reading.lexicon import Frame
from salient.reading.tokens import Token
from salient.reading.tree import cases, child

__all__ = ["aimed_at"]

_FIRE = frozenset({"shell", "strike", "airstrike"})
_AIMED = frozenset({"targeting", "hitting", "striking", "shelling", "bombing"})
_TO_AIM = frozenset({"strike", "hit", "shell", "target", "attack", "bomb", "bombard"})
_GOING_ON = frozenset({"continue", "keep", "begin", "start"})


def aimed_at(frame: Frame, tokens: tuple[Token, ...]) -> Token | None:
    """What the verb of aiming beside an event of fire has for its object."""
    if frame.event_type not in _FIRE:
        return None
    for token in tokens:
        above = token.head
        bearing = [above] if token.dep_ in {"obj", "nmod"} and above not in tokens else []
        for verb in (v for node in (token, *bearing) for v in node.children):
            if verb.i > token.i and verb not in tokens and _aims(verb):
                return child(verb, "obj")
        if token.dep_ == "nsubj" and lemma(above) in _GOING_ON:
            aim = child(above, "xcomp")
            if aim is not None and lemma(aim) in _TO_AIM:
                return child(aim, "obj")
    return None


def _aims(verb: Token) -> bool:
    """Whether a verb says what fire is for: an infinitive or a participle of aiming."""
    if verb.dep_ not in {"acl", "advcl", "xcomp"} or child(verb, "nsubj") is not None:
        return False
    if verb.low in _AIMED:
        return not cases(verb)
    return lemma(verb) in _TO_AIM and any(c.low == "to" for c in verb.children)
