"""The way from a place to its event: what the prepositions and nouns on it say of the place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import msgspec

from salient.model import PlaceMention, TimeMention
from salient.reading.clauses import of_another
from salient.reading.events import SETTLEMENT_NOUNS, Trigger
from salient.reading.lemmas import lemma
from salient.reading.offices import names_unit, of_force, of_office
from salient.reading.tokens import Doc, Token
from salient.reading.tree import cases, child, follows

__all__ = [
    "NO_TRIGGER",
    "RELATION",
    "Climb",
    "climb",
    "head_of",
    "is_partial",
    "mention_tokens",
    "told_inside",
]

_ROLE = {
    "from": "origin", "out": "origin",
    "to": "destination", "toward": "destination", "towards": "destination", "into": "destination",
    "onto": "destination", "through": "path", "via": "path", "along": "path", "across": "path",
}  # fmt: skip
RELATION = {
    "near": "near", "around": "around", "outside": "near", "beside": "near", "by": "near",
    "toward": "toward", "towards": "toward", "along": "along", "between": "between",
    "surrounding": "around", "close": "near", "beyond": "near", "past": "near",
}  # fmt: skip
_NEAR_NOUNS = frozenset(
    "outskirt area vicinity environ suburb approach periphery surroundings flank".split()
)
_EDGES = frozenset({"outskirt", "periphery"})
_LENGTHWISE = frozenset({"along", "across", "through"})
_TOWARD_NOUNS = frozenset({"direction"})
_PARTIAL = frozenset(
    "part portion half territory district suburb outskirt section quarter street microdistrict "
    "central central- eastern western northern southern northeastern northwestern southeastern "
    "southwestern center centre position ground foothold edge bit area".split()
)
_LABELS = frozenset({"city", "town", "village", "settlement"})
_FACILITIES = frozenset(
    "plant npp npps station airport airfield bridge dam refinery depot base".split()
)
"""What bears a town's name and is a part of it at most (*the Orlivka plant*)."""
_PASSING = frozenset("highway road railway raion rayon county".split())
"""What bears a town's name and goes past it or around it."""

_DISTANCES = frozenset("kilometer kilometre km mile meter metre".split())
_DWELLING = frozenset(
    "resident population people civilian citizen inhabitant child family local".split()
)
"""Who is of a place, and whom something is given to without going there."""

_PERSONS = frozenset(
    "occupier man woman resident native citizen mayor teenager pensioner priest paratrooper "
    "conscript volunteer".split()
)
_WEAPONS = frozenset(
    "weapon type artillery mortar tank mlrs system gun launcher howitzer aircraft barrel drone "
    "helicopter plane kind calibre caliber grad cannon vehicle".split()
)
"""What is fired *from* without being where it happens."""

_INSIDE = frozenset({("in",), ("at",)})
_POINTS = frozenset("north northeast east southeast south southwest west northwest".split())
_DIVISIONS = frozenset("oblast region province district direction axis".split())
_BELONGING = frozenset("base station headquarter register bear".split())
_BOUND = frozenset("leave depart head bind".split())
"""Verbs of going whose goal follows *for*."""

_HEADING = {"head": "toward"}

_ASIDE = frozenset({"xcomp", "advcl", "acl", "conj", "ccomp"})
_STARTS = frozenset(
    "position territory area outskirt village town settlement district part airfield airbase base "
    "side bank city checkpoint direction".split()
)
"""What something comes or is fired *from* where its place is told of by another preposition."""

_PHASES = frozenset("continue begin start resume keep proceed try attempt".split())
_HAPPENING = frozenset("take occur happen rage unfold erupt".split())
_APART = frozenset("as while when because although though since after before if whereas".split())


def mention_tokens(doc: Doc, start: int, mention: PlaceMention | TimeMention) -> list[Token]:
    """Tokens of the sentence that a mention covers."""
    if mention.start is None or mention.end is None:
        return []
    return doc.covering(mention.start - start, mention.end - start)


def head_of(tokens: Sequence[Token]) -> Token:
    """The token of a mention that governs the others."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head == t), tokens[0])


def told_inside(name: Token) -> bool:
    """Whether a name's own preposition puts what is told in it (*in A*, *in the village of A*)."""
    town = (
        name.dep_ == "nmod" and cases(name)[:1] == ("of",) and lemma(name.head) in SETTLEMENT_NOUNS
    )
    return cases(name.head if town else name)[:1] in _INSIDE


NO_TRIGGER = -1
_MAX_WAY = 14


class _Way(msgspec.Struct):
    """What is read on the way from a place to its event."""

    relation: str
    role: str
    whole: bool = True
    role_fixed: bool = False
    inside: bool = False
    naming: bool = False


class Climb(NamedTuple):
    """Where the way up from a mention ends (`trigger`, or `NO_TRIGGER`) and what it said.

    `aside` says that it led through another verb, which is no event (*massed arms in A to threaten
    B*), or from somebody who is only of the place (*a man from B*).
    """

    trigger: int
    relation: str
    role: str
    whole: bool
    governed: bool
    aside: bool = False


def is_partial(node: Token) -> bool:
    """Whether a noun phrase means a part of a place, not the whole."""
    if any(c.low in {"entire", "whole", "all", "gray", "grey"} for c in node.children):
        # A grey area is what nobody held; who takes it in a village takes the village.
        return False
    if lemma(node) in _PARTIAL:
        return True
    # *The eastern city of X* is X, in the east of the country.
    label = lemma(node) in _LABELS and any("of" in cases(c) for c in node.children if c.i > node.i)
    return any(
        c.dep_ in {"amod", "compound", "nmod"} and c.i < node.i and lemma(c) in _PARTIAL
        and not (label and c.low.endswith("ern"))
        for c in node.children
    )  # fmt: skip


def _bears_name(noun: Token, mention: PlaceMention) -> bool:
    """Whether what a town's name stands before is itself a place with a name.

    *The Orlivka suburb of Zelene* is Zelene, and only near Orlivka.
    """
    called = child(noun, "nmod")
    town = any(c.dep_ in {"compound", "amod", "nmod:poss"} and c.text[:1].isupper() and c.i < noun.i
               for c in noun.children)  # fmt: skip
    return town and called is not None and called.text == mention.text.split()[-1]


def _same_object(node: Token) -> bool:
    """Whether a noun names the same object as its head (*A and B*, *the village of A*)."""
    if node.dep_ in {"conj", "appos", "compound", "flat", "list", "nmod:desc", "dep"}:
        return True
    if node.dep_ == "nmod" and {"gray", "grey"} & {c.low for c in node.head.children}:
        # *The grey area in A* is A as far as anybody could take it.
        return True
    return node.dep_ in {"nmod", "nmod:poss"} and cases(node)[:1] in {("of",), ()}


def _is_bearing(node: Token, mention: PlaceMention) -> bool:
    """Whether *to* or *from* belongs to a point of the compass (*to the south of*, *east from*)."""
    if node.low in _POINTS:
        return True
    case = next((c for c in node.children if c.low in {"to", "from"} and c.dep_ == "case"), None)
    if case is None or not mention.relation.endswith("_of") or case.i + 2 >= len(case.doc):
        return False
    behind = case.nbor(-1) if case.low == "from" and case.i > 0 else case.nbor(2)
    return behind.low in _POINTS


def _no_way(way: _Way, preposition: str, node: Token) -> bool:
    """Whether a preposition of length leads nowhere, and what it makes of the place."""
    if preposition == "along" and way.relation == "along" and lemma(node) in _EDGES:
        # *Along the outskirts of A* is by A.
        way.relation, way.role_fixed = "near", True
        return True
    # *Along the line in the A and B oblasts*: nothing goes through the oblasts.
    return way.inside and preposition in _LENGTHWISE


def _read_cases(way: _Way, node: Token, mention: PlaceMention, *, first: bool) -> None:
    """Take from one node of the way what its prepositions say."""
    for preposition in cases(node):
        if node.pos_ in {"VERB", "AUX"} or (preposition == "by" and not first):
            continue
        apart = way.inside or (way.role == "origin" and not first)
        if preposition in RELATION and way.relation == "at" and not apart:
            way.relation = RELATION[preposition]
        if preposition in {"to", "from"} and _is_bearing(node, mention):
            continue
        if preposition == "from" and not first and lemma(node) in _STARTS:
            # *Fired from positions in A*, *attacked from the direction of A*.
            at = way.relation == "toward"
            way.relation = "at" if at else way.relation
            way.role = "origin" if at or way.role == "location" else way.role
            way.role_fixed = True
            continue
        unaimed = preposition == "from" and lemma(node) in _WEAPONS
        if way.role_fixed or unaimed or (not first and _no_way(way, preposition, node)):
            continue
        if preposition == "from" and lemma(node.head) in _DISTANCES:
            # *8 km from A* is near A.
            way.role, way.role_fixed = "location", True
            continue
        if preposition == "for" and first and lemma(node.head) in _BOUND:
            way.role, way.role_fixed = "destination", True
            way.relation = _HEADING.get(lemma(node.head), way.relation)
        elif preposition in _ROLE:
            given = not first and lemma(node) in _DWELLING
            spread = preposition == "across" and mention.kind == "region"
            role = "location" if spread else _ROLE[preposition]
            way.role = way.role if given else role
            way.role_fixed = True
        elif first and preposition in {"in", "at", "on"}:
            way.role, way.role_fixed = "location", True
            way.inside = preposition == "in" and node.dep_ in {"nmod", "obl"}
            way.inside = way.inside or (preposition != "on" and node.dep_ == "conj")
        elif preposition == "in" and lemma(node) not in _NEAR_NOUNS:
            named = way.naming or node.pos_ == "PROPN" or lemma(node) in _DIVISIONS
            way.inside = named or lemma(node) in SETTLEMENT_NOUNS


def _read_way(way: _Way, node: Token, mention: PlaceMention, *, first: bool) -> None:
    """Take from one node of the way what its prepositions and its own word say."""
    _read_cases(way, node, mention, first=first)
    way.naming = node.dep_ in {"compound", "flat"} and (first or way.naming)
    if first:
        facility = node.dep_ in {"compound", "amod", "nmod", "flat"} and not (
            {"in", "at", "on"} & {*cases(node)}
        )
        town = mention.kind != "feature"
        if lemma(node.head) == "bridge" and {"over", "across"} & {*cases(node)}:
            # *A bridge across the A River* stands over it, and nobody need go across.
            way.relation, way.role, way.role_fixed = "at", "location", True
        elif facility and town and way.relation == "at" and lemma(node.head) in _PASSING:
            way.relation = "near"
        built = facility and town and lemma(node.head) in _FACILITIES
        # *Northern* in a region's own name (*northern Ukraine*) takes nothing from it.
        own = {*mention.text.lower().split()}
        close = (c for c in node.children if c.dep_ in {"amod", "compound"} and c.i < node.i)
        way.whole = not built and not any(lemma(c) in _PARTIAL and c.low not in own for c in close)
        return
    if way.relation == "at":
        way.relation = _relation_by(node, mention, inside=way.inside)
    way.whole = way.whole and not is_partial(node)


def _relation_by(node: Token, mention: PlaceMention, *, inside: bool) -> str:
    """What a noun on the way makes of a place that is named without a relation so far."""
    word = lemma(node)
    if word in _DISTANCES and child(node, "amod") is None:
        # *Two square kilometres of A* are in A.
        return "near"
    if word in _NEAR_NOUNS and mention.kind != "region" and not inside:
        kinds = word == "area" and child(node, "amod", "compound") is not None
        parts = kinds or (node.low == "areas" and node.dep_ == "obj")
        # *Residential areas and the centre of A* are parts of A as well.
        owned = (
            *node.children,
            *(c for o in node.children if o.dep_ == "conj" for c in o.children),
        )
        parts = parts and any("of" in cases(c) for c in owned)
        return "at" if parts or _bears_name(node, mention) else "near"
    if "from" in cases(node):
        return "at"
    toward = word in _TOWARD_NOUNS and mention.kind not in {"axis", "region"}
    return "toward" if toward else "at"


def _object_before(node: Token, owner: Mapping[int, int]) -> Token | None:
    """The event noun that a phrase stands right after, where the parse hangs it on the verb."""
    case = child(node, "case")
    noun = case.nbor(-1) if case is not None and case.i > 0 else None
    return noun if noun is not None and noun.i in owner and follows(noun, node) else None


def _leaves_clause(node: Token) -> bool:
    """Whether the way up from a node leaves the clause in which the place is named."""
    if node.dep_ in {"ROOT", "acl:relcl", "parataxis"} or node.head == node:
        return True
    if node.dep_ == "advcl" and node.low.endswith("ing"):
        return node.i > 0 and node.head.i < node.i and "," in {
            node.nbor(-1).text, node.nbor(-2).text if node.i > 1 else "",
        }  # fmt: skip
    return node.dep_ == "advcl" and any(m in _APART for m in cases(node))


def _is_home(place: Token) -> bool:
    """Whether a place is only where somebody is of (*a man from X*, *a resident of X*)."""
    person = place.head
    if place.dep_ != "nmod" or lemma(person) not in _PERSONS:
        return False
    told = person.dep_.startswith("nsubj") or person.dep_ == "nmod"
    return told and cases(place)[:1] in {("from",), ("of",)}


def _says_where(noun: Token, place: Token) -> bool:
    """Whether a noun tells where the place before lies (*at A, a settlement along the B highway*).

    *The village of B* is B itself.
    """
    if noun.dep_ != "appos" or lemma(noun) not in SETTLEMENT_NOUNS or noun.i < noun.head.i:
        return False
    if place.dep_ == "compound":
        return place.head != noun
    return place.dep_ == "nmod" and cases(place)[:1] != ("of",)


def _contains(region: Token, place_tokens: Collection[int]) -> bool:
    """Whether a region is named only to say where another place lies (*X, Y region*)."""
    if region.dep_ not in {"appos", "nmod", "compound", "dep", "list", "flat", "nmod:desc"}:
        return False
    return region.head.i in place_tokens or lemma(region.head) in SETTLEMENT_NOUNS


def _goes_on(verb: Token) -> bool:
    """Whether a participle only says that a deed happens (*clashes taking place in A*)."""
    return verb.dep_ == "acl" and lemma(verb) in _HAPPENING


def _going_on(verb: Token, place: Token, owner: Mapping[int, int]) -> int | None:
    """The event that a verb only says goes on or is tried, where the parse hangs a place on it.

    So in *struck A and continued shelling villages throughout B*.
    """
    if verb.dep_ != "conj" or verb.pos_ != "VERB" or lemma(verb) not in _PHASES:
        return None
    deed = child(verb, "xcomp")
    return owner.get(deed.i) if deed is not None and verb.i < deed.i < place.i else None


def climb(
    mention: PlaceMention,
    head: Token,
    owner: dict[int, int],
    triggers: Sequence[Trigger],
    place_tokens: Collection[int],
) -> Climb:
    """From a mention up to the first word of an event, with what the way says.

    Where the way leads to no event, the answer's `trigger` is `NO_TRIGGER`.
    """
    way = _Way(mention.relation, mention.role)
    if _is_home(head) or of_office(head, owner) or of_force(mention, head):
        return Climb(NO_TRIGGER, way.relation, way.role, way.whole, governed=False, aside=True)
    chained, node, aside = True, head, False
    passed: Token | None = head
    for step in range(_MAX_WAY):
        if node.i in owner:
            target = triggers[owner[node.i]].target
            governed = passed == target if target is not None else chained
            return Climb(owner[node.i], way.relation, way.role, way.whole, governed, aside)
        subject = child(node, "nsubj", "nsubj:pass") if step else None
        before = None if step else _object_before(node, owner)
        if before is not None and node.head.i not in owner:
            _read_way(way, node, mention, first=True)
            return Climb(owner[before.i], way.relation, way.role, way.whole, governed=False)
        if subject is not None and subject.i in owner and not aside:
            # *fighting is ongoing in X*: the predicate says something of the event.
            role = "location" if way.role == "origin" else way.role
            return Climb(owner[subject.i], way.relation, role, way.whole, governed=False)
        _read_way(way, node, mention, first=step == 0)
        belongs = node.pos_ == "VERB" and lemma(node) in _BELONGING
        if step and (belongs or _says_where(node, head)):
            return Climb(NO_TRIGGER, way.relation, way.role, way.whole, governed=False, aside=True)
        if names_unit(node):
            return Climb(NO_TRIGGER, way.relation, way.role, way.whole, governed=False, aside=True)
        going = _going_on(node, head, owner) if step and not aside else None
        if going is not None:
            return Climb(going, way.relation, way.role, way.whole, governed=False)
        if _leaves_clause(node) or of_another(node, head):
            break
        if node == head and mention.kind == "region" and _contains(node, place_tokens):
            chained, passed = False, None
        if chained:
            passed = node
        chained = chained and (_same_object(node) or node.head.i in owner)
        aside = aside or (node.pos_ == "VERB" and node.dep_ in _ASIDE and not _goes_on(node))
        node = node.head
    return Climb(NO_TRIGGER, way.relation, way.role, way.whole, False)
