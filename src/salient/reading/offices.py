"""Places that are named for an office, a unit or an army, and so are no places of an event."""

from __future__ import annotations

from collections.abc import Collection

from salient.model import PlaceMention
from salient.reading.lemmas import lemma
from salient.reading.tokens import Token
from salient.reading.tree import cases

__all__ = ["SEATS", "names_unit", "of_force", "of_government", "of_office"]

_STEPS = 4
_UNITS = frozenset(
    "corps brigade regiment division battalion army fleet militia squadron group grouping "
    "patriarchate committee platform university academy ministry directorate party memorandum "
    "agreement post times".split()
)
"""What bears a place's name without being there (*the Orlivka 2nd Army Corps*)."""

_OFFICES = frozenset(
    "head chief governor mayor chairman deputy spokesperson spokesman spokeswoman commander leader "
    "minister ambassador secretary adviser advisor ombudsman".split()
)
_ORGANS = frozenset(
    "administration council command department directorate ministry office service region oblast "
    "agency committee prosecutor raion district city department republic krai".split()
)
_FORCES = _UNITS | frozenset(
    "force troop soldier fighter serviceman unit element formation authority official militant "
    "head leader representative army mercenary".split()
)

_RAISED = frozenset("paratrooper marine brigade regiment guardsman".split())
"""What is called after where it was raised, be it without a capital (*Orlivka paratroopers*)."""

SEATS = frozenset(
    "moscow kyiv kiev washington minsk beijing ankara london berlin paris brussels tehran "
    "warsaw".split()
)
"""Cities whose names stand for governments."""

_STATE_DEEDS = frozenset(
    "launch prepare plan strike attack bomb target intend want seek aim try attempt deploy send "
    "order use withdraw accuse blame threaten urge demand deny claim recognise recognize annex "
    "invade occupy control mobilise mobilize recruit conduct carry wage escalate refuse reject "
    "insist hope supply provide transfer seize capture step agree".split()
)
"""What a government does, and a city does not."""

_OWN = frozenset({"kyiv", "kiev"})
_OF_TOWN = frozenset(
    "suburb outskirt district street square airport station center centre mayor resident region "
    "skyline building metro sky airspace".split()
)
"""What a city has as a place."""

_OF_A_PLACE = frozenset("be lie see suffer come remain wake burn host".split())
"""What a town does, and a foreign government does not do in war."""

_BRACED = frozenset("assault siege attack battle defence defense fight encirclement".split())
"""What a city prepares for."""

_STATE_ARMS = frozenset(
    "force troop soldier army military invasion war offensive campaign ally proxy aggression "
    "government leadership missile".split()
)
_ANSWERS = frozenset("denies denied rejects rejected insists insisted".split())
"""What follows a government's name where a headline's verb may be read as a noun."""

_RESOLVED = frozenset("decision plan intention resolve will fear concern mood".split())
"""What a government has where it sits."""

_GOOD_FOR = frozenset(
    "victory success defeat setback blow win favorable favourable acceptable loyal beneficial "
    "advantageous costly subordinate humiliation embarrassment weapon arms aid support".split()
)
"""What is for, or to, a government."""

_STATE_MEN = frozenset("handler proxy puppet ally curator propagandist appointee".split())
"""Whom a foreign government has elsewhere."""

_BACKED = frozenset("support back help assist fund finance persuade pressure pressurise".split())
"""What others do to a government, and not to its seat in war."""

_BACKING = frozenset("backed led appointed installed controlled".split())
"""What follows a dash after a government's name (*Moscow-backed separatists*)."""


def names_unit(node: Token) -> bool:
    """Whether a name is part of a unit's (*the A People's Republic 2nd Army Corps*)."""
    above = node.head
    part = node.dep_ in {"compound", "nmod:poss", "flat", "amod"} and node.i < above.i
    if part and node.dep_ != "nmod:poss" and node.pos_ == "PROPN" and lemma(above) in _RAISED:
        return True
    named = above.pos_ == "PROPN" or above.text[:1].isupper()
    return part and named and lemma(above) in _UNITS


def of_government(place: Token) -> bool:
    """Whether a capital is named for its government (*Moscow launched missiles*)."""
    if place.low not in SEATS:
        return False
    behind = [t.low for t in place.doc[place.i + 1 : place.i + 3]]
    if not _ANSWERS.isdisjoint(behind[:1]):
        return True
    if place.dep_ == "obl:agent" or (behind[:1] == ["-"] and behind[-1] in _BACKING):
        return True
    if place.dep_ in {"nmod", "obl"} and _for_a_state(place):
        return True
    if place.dep_ == "compound" and place.low not in _OWN and lemma(place.head) in _STATE_MEN:
        return True
    if cases(place):
        return False
    if place.dep_ == "obj" and place.low in _OWN and lemma(place.head) in _BACKED:
        return True
    if place.dep_ == "nmod:poss":
        # What is another state's is its government's, unless it is a part of the town.
        foreign = place.low not in _OWN and place.i + 1 < len(place.doc)
        return lemma(place.head) in _STATE_ARMS or (
            foreign and place.nbor(1).low in {"'s", "’s"} and lemma(place.head) not in _OF_TOWN
        )
    deed = place.dep_ == "nsubj" and place.head.pos_ == "VERB"
    if not deed:
        return False
    if lemma(place.head) not in _STATE_DEEDS:
        return place.low not in _OWN and lemma(place.head) not in _OF_A_PLACE
    # *Kyiv is preparing for a siege* is the city.
    return not any(lemma(c) in _BRACED for c in place.head.children)


def _for_a_state(place: Token) -> bool:
    """Whether what is told is a state's (*a victory for Moscow*, *no decision in Moscow*)."""
    before, above = cases(place)[:1], lemma(place.head)
    if before == ("in",):
        return place.low not in _OWN and above in _RESOLVED
    return before in {("for",), ("to",)} and above in _GOOD_FOR


def _dash_between(one: Token, other: Token) -> bool:
    """Whether a dash parts two words, as in *retreat from A - B chief*."""
    return any(
        t.text in {"-", "–", "—"} for t in one.doc[min(one.i, other.i) : max(one.i, other.i)]
    )


def of_office(place: Token, owner: Collection[int]) -> bool:
    """Whether a place is named for what somebody is head of (*the head of the A Administration*).

    Not where that person is whom the event befalls (*seized the mayor of A*).
    """
    node = place
    for _ in range(_STEPS):
        above = node.head
        if node.dep_ == "nmod:desc" and node.i < above.i and lemma(node) in _ORGANS:
            # *Head of the A Administration Ivan Moroz*: the name governs what he is head of.
            return True
        if node.dep_ == "compound" and any(
            lemma(c) in _OFFICES and node.i < c.i < above.i for c in above.children
        ):
            # *A mayoral advisor Ivan Moroz*.
            return True
        named = node.dep_ in {"compound", "amod", "flat", "nmod:poss"} and node.i < above.i
        of = node.dep_ == "nmod" and cases(node)[:1] in {("of",), ()}
        if not (named or of) or above.i in owner or _dash_between(node, above):
            return False
        if lemma(above) in _OFFICES:
            befallen = above.dep_ in {"obj", "nsubj:pass"} or bool({"of", "on"} & {*cases(above)})
            return above.head.i not in owner or not befallen
        if lemma(above) not in _ORGANS and above.pos_ != "PROPN":
            return False
        node = above
    return False


def of_force(mention: PlaceMention, place: Token) -> bool:
    """Whether a republic is named for its troops or heads (*the army of the A Republic*)."""
    if mention.kind != "region" or "Republic" not in mention.text:
        return False
    if _force_behind(place):
        return True
    of = place.dep_ == "nmod" and cases(place)[:1] == ("of",)
    # *The A Republic 1st Brigade*.
    force = place.head.head if place.head.text[:1].isdigit() else place.head
    return (of or place.dep_ in {"compound", "nmod:poss"}) and lemma(force) in _FORCES


def _force_behind(place: Token) -> bool:
    """Whether a force stands behind a name and its short form (*the A Republic (AR) troops*)."""
    doc, last = place.doc, place.i
    while last + 1 < len(doc) and doc[last + 1].low in {"republic", "republics", "'s", "’s"}:
        last += 1
    if doc[last + 1 : last + 2] and doc[last + 1].text == "(":
        end = next((t.i for t in doc[last + 2 : last + 6] if t.text == ")"), last)
        last = end
    behind = doc[last + 1 : last + 4]
    for word in behind:
        if lemma(word) in _FORCES:
            return True
        if not (word.text[:1].isupper() or word.text[:1].isdigit() or word.low in {"'s", "’s"}):
            return False
    return False
