"""What fire is aimed at, where only another verb than the event's own says so.

*Fired missiles to strike the port*, *strikes targeting power stations*, *shelling continued to
target the town*. Or where the words right after the event say it and the parse ties them to another
word (*injured in an airstrike on a hospital*).
"""

from __future__ import annotations

from salient.reading.arguments import MANNER
from salient.reading.clock_words import is_time_word
from salient.reading.lemmas import lemma
from salient.reading.lexicon import Frame
from salient.reading.tokens import Token
from salient.reading.tree import cases, child

__all__ = ["aimed_at"]

_FIRE = frozenset({"shell", "strike", "airstrike"})
_AIMED = frozenset({"targeting", "hitting", "striking", "shelling", "bombing"})
_TO_AIM = frozenset({"strike", "hit", "shell", "target", "attack", "bomb", "bombard"})
_ONTO = frozenset({"on", "against"})
_WHERE = frozenset("north south east west northeast northwest southeast southwest easter".split())
"""Nouns after *on* of which none is hit: points of the compass, and a feast that is a day."""
_GOING_ON = frozenset({"continue", "keep", "begin", "start"})


def aimed_at(frame: Frame, tokens: tuple[Token, ...]) -> Token | None:
    """What the verb of aiming beside an event of fire has for its object."""
    if frame.event_type not in _FIRE | {"attack"}:
        return None
    fire = frame.event_type in _FIRE
    for token in tokens:
        above = token.head
        bearing = [above] if token.dep_ in {"obj", "nmod"} and above not in tokens else []
        for verb in (v for node in (token, *bearing) for v in node.children):
            if verb.i > token.i and verb not in tokens and _aims(verb, fire=fire):
                return child(verb, "obj")
    if not fire:
        return None
    for token in tokens:
        above = token.head
        if token.dep_ == "nsubj" and lemma(above) in _GOING_ON:
            aim = child(above, "xcomp")
            if aim is not None and lemma(aim) in _TO_AIM:
                return child(aim, "obj")
    return _right_after(tokens) if frame.form == "noun" else None


def _right_after(tokens: tuple[Token, ...]) -> Token | None:
    """The noun of *on* or *against* that follows fire at once, whatever the parse hangs it on."""
    last = max(tokens, key=lambda t: t.i)
    following = last.doc[last.i + 1] if last.i + 1 < len(last.doc) else None
    if last.pos_ != "NOUN" or following is None or following.low not in _ONTO:
        return None
    aim = following.head
    told = following.dep_ == "case" and aim.i > following.i and aim.pos_ in {"NOUN", "PROPN"}
    # Each place in a list is one of the event: one as its target would leave the rest out.
    near = last.doc[aim.i : aim.i + 5]
    listed = any(t.text == "," and t.nbor(-1).pos_ == "PROPN" for t in near[1:])
    if not told or child(aim, "conj") is not None or listed:
        return None
    return None if is_time_word(aim) or lemma(aim) in MANNER | _WHERE else aim


def _aims(verb: Token, *, fire: bool) -> bool:
    """Whether a verb says what fire is for: an infinitive or a participle of aiming.

    Of an attack only *targeting* does: what else is done beside it is its own event.
    """
    if verb.dep_ not in {"acl", "advcl", "xcomp"} or child(verb, "nsubj") is not None:
        return False
    if verb.low in _AIMED:
        return not cases(verb) and (fire or verb.low == "targeting")
    return fire and lemma(verb) in _TO_AIM and any(c.low == "to" for c in verb.children)
