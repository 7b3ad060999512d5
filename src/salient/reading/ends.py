"""Where a way begins and ends, read from the words before a name where the parse does not say.

*From the southeast of A*, *to positions in B*, *from besieged C*: the parser takes the point of the
compass for a direction, the noun for where it all happens, and *besieged* for a verb of its own.
The words between the preposition and the name are few, and tell by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from salient.reading.antecedents import Anchored
from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.peoples import is_national
from salient.reading.sentences import ParsedSentence
from salient.reading.tokens import Token

__all__ = ["arrived_at", "struck_there", "told_ends"]

_MOVING = frozenset("withdraw redeploy evacuate advance".split())
"""Events that go from one place to another."""

_BROUGHT = _MOVING | {"reinforce", "resupply", "detain"}
"""Events that bring somebody or something to a place."""

_LAUNCHED = _MOVING | {"attack", "shell", "strike", "airstrike"}
"""Events that come from somewhere, be it only by fire."""

_END = {
    "from": "origin", "to": "destination", "into": "destination", "onto": "destination",
}  # fmt: skip
_POINTS = frozenset("north northeast east southeast south southwest west northwest".split())
_SAID = _POINTS | frozenset(
    "the occupied besieged captured liberated temporarily previously currently encircled "
    "northern southern eastern western northeastern northwestern southeastern southwestern central "
    "own nearby".split()
)
"""What may stand between a preposition and a name, and changes neither."""

_LANDMARKS = frozenset("cape lake mount fort port island".split())
"""What may begin a name that the theatre knows without it."""

_GROUND = frozenset(
    "position base camp airfield airbase plant steelworks hospital theater theatre shelter bunker "
    "prison colony station ground grounds area depot line frontier settlement village town city "
    "territory part outskirt elsewhere facility barracks garrison stadium school port district "
    "center centre complex airport fighting fight front frontline battle suburb site sector "
    "basis".split()
)
"""What lies at a place, or is fought there: who goes to it goes to the place."""

_AT = frozenset({"in", "at", "near", "around", "of", "outside", "on", "inside"})
_NO_END = frozenset(
    "close next due according adjacent opposed contrary thanks similar km kilometer kilometers "
    "kilometre kilometres mile miles meter meters away far apart different prior loyal".split()
)
"""What a preposition goes with that begins or ends no way (*close to*, *8 km from*)."""

_GOES_ON = re.compile(
    r"^[-–]$|^(?: [Cc]ity| [Oo]blast| [Dd]istrict| [Rr]aion)?(?:,? and|,? or|,|(?= in ))"
    r"(?: (?:in|from|to|positions|occupied|the|just|"
    r"(?:north|south)(?:east|west)?(?: of)?|(?:east|west)(?: of)?))* $"
)
"""Between two names of which what is said before the first holds (*from A and north of B*)."""

_BACK = 9
_ARRIVED = re.compile(r"^ (?:back )?(?:in|at|on) (?:[a-z()-]+ ){0,5}$")
"""From *arrived* to the name of where somebody arrived."""
_FOUGHT = frozenset({"battle", "fight", "fighting"})
_PHASES = frozenset("begin start continue resume proceed go take complete finish".split())
_AWAY = re.compile(
    r"^[^.,;:()]{0,40}?\b(?P<way>from|out of|to|into) (?:the |this |that |the entire |the whole )?"
    r"(?:area|city|town|village|settlement|region|island|territory|plant|district|steelworks|port)\b"
    r"(?! (?:of|in|near|around|north|south|east|west|center|centre|council|hall|where|which)\b)"
)
"""After an event's word, the way from or to a place that was named before (*left the city*)."""


def arrived_at(sentence: ParsedSentence, trigger: Trigger, place: Anchored) -> Anchored:
    """Where somebody arrives his way ends; asked last, for what he then does is there too."""
    mention = place.mention
    if lemma(trigger.head) != "arrive" or mention.role != "location":
        return place
    at = mention.start - sentence.start
    if not _ARRIVED.match(sentence.text[trigger.head.idx + len(trigger.head.text) : max(0, at)]):
        return place
    return place._replace(mention=msgspec.structs.replace(mention, role="destination"))


_STRUCK = frozenset("strike airstrike damage harm_civilians".split())
"""Events of whatever is hit, which are where that is."""

_BOUND = re.compile(
    r"\b(?:going|went|gone|go|way|route|heading|headed|moving|driving|travelling|traveling|sent|"
    r"taken|take|taking|brought|bringing|transport\w*|transfer\w*|mov\w+|flee\w*|fled|"
    r"deport\w*|evacuat\w*|return\w*|convoys?|visits?|trips?) [^.,;:]{0,40}$"
)
"""Before a name, what says that somebody goes to it, be it hit on the way or long before."""


def struck_there(
    sentence: ParsedSentence, trigger: Trigger, own: Sequence[Anchored]
) -> list[Anchored]:
    """The places of what was hit: *damage to a school in A* is in A, and nothing goes there."""
    fired = any(a.mention.role == "origin" for a in own)
    if trigger.frame.event_type not in _STRUCK or fired:
        return list(own)
    return [_as_struck(sentence, a) for a in own]


def _as_struck(sentence: ParsedSentence, place: Anchored) -> Anchored:
    mention, at = place.mention, place.mention.start - sentence.start
    if mention.role != "destination" or mention.relation == "toward":
        return place
    if at >= 0 and _BOUND.search(sentence.text[:at]):
        return place
    return place._replace(mention=msgspec.structs.replace(mention, role="location"))


class _End(NamedTuple):
    """The role of a place, whether the place itself is meant, and whether only fighting for it."""

    role: str
    whole: bool
    fought: bool = False


def told_ends(sentence: ParsedSentence, trigger: Trigger, own: list[Anchored]) -> list[Anchored]:
    """The places of an event, those with their role where a way begins or ends.

    Only of what was taken to be where it happens: what the parse calls an end is one.
    """
    event_type = trigger.frame.event_type
    if event_type not in _BROUGHT and event_type not in _LAUNCHED:
        return own
    found = list(own)
    before: Anchored | None = None
    for n in sorted(range(len(own)), key=lambda n: own[n].mention.start):
        before = found[n] = _with_end(sentence, trigger, own[n], before)
    return found


def _with_end(
    sentence: ParsedSentence, trigger: Trigger, place: Anchored, before: Anchored | None
) -> Anchored:
    mention = place.mention
    at = mention.start - sentence.start
    if mention.role != "location" or mention.relation in {"toward", "along", "between"}:
        return place
    if at <= trigger.head.idx:
        return _named_before(sentence, trigger, place)
    if at >= len(sentence.text):
        return place
    end = _told(sentence, trigger, at, pointed=mention.relation.endswith("_of"))
    if end is None and before is not None and before.mention.role in {"origin", "destination"}:
        gap = sentence.text[before.mention.end - sentence.start : at]
        led = before.mention.relation == "toward" or before.mention.start == mention.start
        end = None if led or not _GOES_ON.match(gap) else _End(before.mention.role, before.whole)
    if end is None:
        return place
    relation = "near" if end.fought and mention.relation == "at" else mention.relation
    mention = msgspec.structs.replace(mention, role=end.role, relation=relation)
    return place._replace(mention=mention, whole=end.whole and place.whole)


def _told(sentence: ParsedSentence, trigger: Trigger, at: int, *, pointed: bool) -> _End | None:
    """What the words before a name make of it, where they open with a preposition of a way."""
    tokens = sentence.doc.covering(at, at + 1)
    ground: Token | None = None
    i = tokens[0].i - 1 if tokens else -1
    for _ in range(_BACK):
        if i <= trigger.head.i:
            break
        word = sentence.doc[i]
        if word.low in _END or (word.low == "of" and sentence.doc[i - 1].low == "out"):
            return _at_end(trigger, word, ground, pointed=pointed)
        if word.low in _AT and ground is None:
            ground = _skipped(word)
            if ground is None or {ground.low, lemma(ground)}.isdisjoint(_GROUND | _POINTS):
                return None
            i = ground.i - 1
        elif ground is not None and word.low == "of":
            # *Out of the shelter of the theatre in A*.
            i -= 1
        elif ground is not None and word.low == "and":
            # *To sanatoriums and camps in A*.
            i -= 1
        elif _attributive(word) if ground is not None else _says_of(word) or _possessive(word):
            i -= 1
        else:
            return None
    return None


def _at_end(
    trigger: Trigger, preposition: Token, ground: Token | None, *, pointed: bool
) -> _End | None:
    i, role = preposition.i, _END.get(preposition.low, "origin")
    before = preposition.doc[i - 1].low if i > 0 else ""
    if before in _NO_END or (before in _POINTS and pointed and ground is None):
        return None
    if role == "origin":
        known = _MOVING if ground is None else _LAUNCHED
    else:
        known = _BROUGHT - {"advance"}
    if trigger.frame.event_type not in known:
        return None
    last = max(t.i for t in trigger.tokens)
    if any(_another_deed(t) and not _phase_of(t, trigger) for t in preposition.doc[last + 1 : i]):
        return None
    fought = role == "origin" and ground is not None and lemma(ground) in _FOUGHT
    return _End(role, whole=ground is None, fought=fought)


def _says_of(word: Token) -> bool:
    """Whether a word before a name changes neither the name nor the preposition.

    So *to A-occupied B* and *to Cape B*.
    """
    if word.text == "-" and word.i > 0:
        return is_national(word.nbor(-1).low) and word.nbor(1).low in _SAID
    return word.low in _SAID or word.low in _LANDMARKS or is_national(word.low)


def _another_deed(word: Token) -> bool:
    """Whether a verb begins a clause of its own, whose way it then is (*left after going to A*)."""
    return word.pos_ == "VERB" and word.dep_ not in {"amod", "compound"} and not _says_of(word)


def _phase_of(verb: Token, trigger: Trigger) -> bool:
    """Whether a verb only says that the event goes on (*the evacuation has begun from A*)."""
    return verb == trigger.head.head and lemma(verb) in _PHASES


def _skipped(preposition: Token) -> Token | None:
    """The noun before a preposition, or the point of the compass (*positions just north of*)."""
    i = preposition.i - 1
    while i >= 0 and preposition.doc[i].low in {"just", "the", "to"}:
        i -= 1
    return preposition.doc[i] if i >= 0 else None


def _attributive(word: Token) -> bool:
    """Whether a word may stand in a noun's phrase before it."""
    if _says_of(word) or lemma(word) in _GROUND:
        return True
    return word.pos_ in {"ADJ", "DET", "NOUN", "PROPN", "NUM", "PRON"} or word.low.endswith("ed")


def _possessive(word: Token) -> bool:
    """Whether a word belongs to an owner's name (*to A's B*)."""
    if word.text in {"'", "'s", "’", "’s"}:
        return True
    return word.pos_ == "PROPN" and any(
        c.dep_ == "case" and c.text in {"'", "'s", "’", "’s"} for c in word.children
    )


def _named_before(sentence: ParsedSentence, trigger: Trigger, place: Anchored) -> Anchored:
    """What was named before is left or reached, where a noun stands for it (*out of the city*)."""
    if place.mention.kind == "axis" or trigger.frame.event_type not in _BROUGHT - {"detain"}:
        return place
    last = max((*trigger.tokens,), key=lambda t: t.i)
    way = _AWAY.match(sentence.text[trigger.head.idx + len(trigger.head.text) :])
    if way is None or last.i - trigger.head.i > 3:
        return place
    role = "origin" if way["way"] in {"from", "out of"} else "destination"
    mention = msgspec.structs.replace(place.mention, role=role)
    return place._replace(mention=mention, whole=place.whole or role == "origin")
