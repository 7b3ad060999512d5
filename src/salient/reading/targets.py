"""What an event can be done to: a party, people, a thing struck or the place attacked.

Parses and frames also bring measures, times, directions, deeds and other abstract nouns; none of
these is a target, and a claim with such a noun has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from salient.model import Party, PlaceMention
from salient.reading.clock_words import is_time_word
from salient.reading.lemmas import lemma
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import argument, cases, child

__all__ = ["can_be_target", "meant_by_it"]

_MEASURES = frozenset(
    "kilometer kilometre km mile meter metre level size scale rate pace degree extent distance "
    "depth hour day week month year night morning date time moment period stage".split()
)
_SIZES = frozenset("meter metre kilometer kilometre km hectare acre".split())
_ABSTRACT = frozenset(
    "direction axis effort operation loss progress gain success victory failure condition result "
    "consequence way order manner activity ability capability capacity privilege continuation "
    "support establishment preparation regrouping restoration reconnaissance reason purpose aim "
    "goal objective plan intention information statement rumor rumour claim place front war "
    "campaign action measure opportunity right decision pressure resistance initiative momentum "
    "situation advantage occasion process".split()
)
"""Nouns of what is neither somebody nor something that could be struck or held."""

_PARTS = frozenset("third quarter half part most rest much all bulk kilometer".split())
_STRIKES = frozenset("strike airstrike shelling bombardment barrage".split())
_OF_DEEDS = frozenset({"repel", "interdict", "fight", "win", "lose", "capacity", "negotiate"})
"""Event types whose object may be a deed, a claim or an aim."""

_STANDING = frozenset("crossing bridge position home".split())
"""What is built, improved or gone back to where troops are moved, and is not moved itself."""

_LEAVING = frozenset({"leave", "flee", "escape", "exit"})
_OF_GROUND = frozenset(
    "encircle capture attack hold shell strike airstrike fight advance govern lose".split()
)
"""Event types that befall places, for which *it* may stand."""

_WIDE = frozenset({"region", "district", "axis", "country"})
_AREAS = frozenset(
    "area vicinity direction axis sector zone region oblast raion line front frontline part "
    "section".split()
)
_WITHIN = frozenset({"in", "around", "within", "near", "along", "across"})
_FIGURE = re.compile(r"\d+[.:]\d[\d.:]*$|\d+(?:[-–]\d+)?k?m$")
"""A time of day, a date or a distance written as one word."""


def can_be_target(
    noun: Token, event_type: str, finder: PartyFinder, places: Sequence[PlaceMention]
) -> bool:
    """Whether a noun names what an event of a type can be done to.

    `places` are the places of the claim; what stands in the name of one can, a direction only
    where it is the object.
    """
    at = finder.sentence.start + noun.idx
    only_where = _ONLY_WHERE.get(event_type)
    if only_where is not None and only_where(noun, at, places):
        return False
    object_ = noun.dep_ in {"obj", "nsubj:pass"}
    if any(m.start <= at < m.end and (object_ or m.kind != "axis") for m in places):
        return True
    word = lemma(noun)
    of = argument(noun, "of")
    if word in _SIZES and event_type in {"damage", "loss"} and of is not None:
        # *Two hectares of forest* burn as the forest does.
        return lemma(of) not in _MEASURES and not is_time_word(of)
    if _no_thing(noun) or (event_type == "redeploy" and word in _STANDING):
        return False
    if word in _MEASURES or is_time_word(noun) or _FIGURE.match(noun.low):
        return False
    if event_type in _OF_DEEDS:
        return True
    thing = noun.dep_ == "obj" and noun.low.endswith("s")
    thing = thing or child(noun, "amod", "compound", "nummod", "det") is not None
    if noun.pos_ in {"VERB", "AUX"} and (not thing or child(noun, "nsubj") is not None):
        return noun.i in finder.names
    if word in _PARTS and of is not None and lemma(of) in _ABSTRACT | _MEASURES:
        # *A third of the way* is as little somebody as the way is.
        return False
    if word == "border" and event_type == "advance":
        return False
    if word in _ABSTRACT or (word == "casualty" and event_type != "harm_civilians"):
        return False
    return word not in DEEDS | _STRIKES or finder.side_of(noun) is not None


def _no_thing(noun: Token) -> bool:
    """Whether a noun stands in a set phrase (*at this point*, *on its own*, *thanks to*)."""
    if noun.low == "point":
        return any(c.low in {"this", "that"} for c in noun.children) and bool(cases(noun))
    if noun.low == "accession":
        return argument(noun, "of") is None
    return noun.low in {"front", "own", "thanks"}


def _only_where(noun: Token, at: int, places: Sequence[PlaceMention]) -> bool:
    """Whether a region or area only says where an attack takes place (*attacks in the X area*)."""
    inside = next((m for m in places if m.start <= at < m.end), None)
    if not _WITHIN & {*cases(noun)[:3]}:
        return False
    if lemma(noun) in _AREAS or (inside is not None and inside.kind in _WIDE):
        return True
    for word in noun.doc[noun.i + 1 : noun.i + 6]:
        if word.low in _AREAS:
            return True
        if word.pos_ not in {"PROPN", "SYM", "PUNCT"} or word.text == ",":
            return False
    return False


def _only_gained_in(noun: Token, at: int, places: Sequence[PlaceMention]) -> bool:
    """Whether a region only says where ground was gained (*made gains in the X region*)."""
    inside = next((m for m in places if m.start <= at < m.end), None)
    wide = inside is not None and inside.kind in _WIDE and inside.role == "location"
    return wide and noun.dep_ not in {"obj", "nsubj:pass"} and bool(_WITHIN & {*cases(noun)[:1]})


def _only_left(noun: Token, at: int, places: Sequence[PlaceMention]) -> bool:
    """Whether a place is only where people leave from (*left X*, *corridors from X*)."""
    if not any(m.start <= at < m.end for m in places):
        return False
    leaving = noun.dep_ == "obj" and lemma(noun.head) in _LEAVING
    return leaving or cases(noun)[:1] == ("from",)


_ONLY_WHERE = {"attack": _only_where, "advance": _only_gained_in, "evacuate": _only_left}
"""By event type, when a noun only says where it is or whence, not what it is done to."""


def meant_by_it(
    noun: Token | None, event_type: str, finder: PartyFinder, places: Sequence[PlaceMention]
) -> Party | None:
    """The place that *it* or *which* stands for as what is attacked, held or shut in, or None."""
    if noun is None or event_type not in _OF_GROUND or noun.low not in {"it", "which"}:
        return None
    start, end = finder.sentence.span(noun, noun)
    before = [m for m in places if m.start < start and m.relation == "at"]
    if not before:
        return None
    return Party(name=before[0].text, side=None, start=start, end=end)
