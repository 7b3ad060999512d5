"""What the words right before a name say of it, where the way up from it said something else.

Asked last, of places that an event has already: *near such villages as A and B* is near both,
*a bridge near occupied A* near A; a region behind its town (*near A, B Oblast*) only contains it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from salient.model import PlaceMention
from salient.reading.antecedents import Anchored
from salient.reading.events import Trigger
from salient.reading.peoples import NATIONAL
from salient.reading.sentences import ParsedSentence
from salient.reading.ways import RELATION

__all__ = ["by_words_before"]

_POINT = r"(?:north|south)(?:east|west)?|east|west"
_HELD = (
    r"(?:occupied|besieged|contested|liberated|captured|recaptured|encircled|blockaded|disputed)"
)
_BESIDE_HELD = re.compile(
    rf"\b(?:(?P<beside>near|around|outside|toward|towards)|(?P<point>{_POINT}) of) "
    rf"(?:the )?(?:(?:temporarily|newly|recently|still|{NATIONAL})[ -])?"
    rf"{_HELD} (?:(?:town|city|village|settlement) of )?$",
    re.IGNORECASE,
)
"""Before a name, how something lies to a place of which another word tells (*near occupied A*)."""
_SUCH = re.compile(
    r"\b(?:near|around|outside|in the vicinity of|in the areas? of) "
    r"(?:such|the following) (?:settlements|towns|villages|cities|localities)(?: as|:)? ",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*(?:,? and |, )?)*")
"""Names with no more than commas and *and* between them."""
_SHORE = re.compile(
    r"\balong (?:the |its )?(?:[\w()-]+ ){0,4}(?:banks?|shores?|coast|coastline) of (?:the )?$",
    re.IGNORECASE,
)
_FROM_NEAR = re.compile(
    rf"\bfrom (?:the |its )?(?:immediate |far )?(?:{_POINT})(?: and (?:the )?(?:{_POINT}))?"
    r" (?:near|around) [^.;()]*$"
)
"""Before a name, the side that one comes from and where that is (*from the north near A and*)."""
_BACK = 80
_REACH = 160
"""Code points between an event's word and the places that are told of it."""
_WITHIN = re.compile(
    r"^(?: City)?(?: \([^()]*\))?(?:,|,? in|,? of)(?: the)?(?: [a-z]+ern| central)?"
    r"(?: (?:[A-Z][a-z]+-|temporarily )?occupied)?(?: part of(?: the)?)? $"
)
"""From a town to the region in which it lies."""
_JOINT = re.compile(r"^(?: City)?(?:,|,? and|,? or) $")
_LONGEST_JOINT = 12
_INNER = frozenset({"settlement", "district", "feature", None})
_BESIDE_LINE = ("near", "around", "outside", "within", "vicinity")
"""What may be said of a road or a line itself."""
_NEARBY = frozenset({"near", "around"})
_AT_REST = frozenset(
    "hold fight concentrate detain loss harm_civilians damage mine encircle mobilise".split()
)
"""Events that go nowhere, along whatever they are told to be."""


def by_words_before(
    sentence: ParsedSentence, trigger: Trigger, own: Sequence[Anchored]
) -> list[Anchored]:
    """The places of an event with the relation and role that the words before each one give."""
    such = _such(sentence) if " such " in sentence.text or " following " in sentence.text else None
    found = [_reread(sentence, trigger, a, such) for a in own]
    if len(found) < 2:
        return found
    found = [_in_region(sentence, a, found) for a in found]
    for n, place in enumerate(found):
        found[n] = _as_listed(sentence, place, found)
    return found


def _as_listed(sentence: ParsedSentence, place: Anchored, own: Sequence[Anchored]) -> Anchored:
    """A place as the one is that it is joined to by no more than a comma or *and*.

    So in *in the vicinity of A and B*; *the A and B directions* are both where it is.
    """
    mention, start = place.mention, sentence.start
    if _is_subject(sentence, mention):
        # *Outside of A, B is held*: what is told of B begins a clause.
        return place
    for other in (a.mention for a in own if a is not place):
        first, last = sorted((other, mention), key=lambda m: m.start)
        if not 0 < last.start - first.end < _LONGEST_JOINT:
            continue
        if not _JOINT.match(sentence.text[first.end - start : last.start - start]):
            continue
        if mention.relation == "toward" and other.kind == "axis" and other.relation == "at":
            return _with(place, relation="at", role="location")
        # *The areas of A region, and B region*: a region is not near itself.
        alike = mention.kind == other.kind != "axis"
        alike = alike and not (other.kind == "region" and other.relation in _NEARBY)
        if alike and other is first:
            return _with(place, relation=other.relation, role=other.role)
    return place


def _is_subject(sentence: ParsedSentence, mention: PlaceMention) -> bool:
    start = sentence.start
    words = sentence.doc.covering(mention.start - start, mention.end - start)
    return any(word.dep_.startswith("nsubj") for word in words)


def _such(sentence: ParsedSentence) -> tuple[int, int] | None:
    """Where the names stand that *near such villages as* announces."""
    announced = _SUCH.search(sentence.text)
    if announced is None:
        return None
    listed = _LISTED.match(sentence.text, announced.end())
    return announced.end(), listed.end() if listed is not None else announced.end()


def _reread(
    sentence: ParsedSentence, trigger: Trigger, place: Anchored, such: tuple[int, int] | None
) -> Anchored:
    mention = place.mention
    by_it = mention.relation == "along" or mention.kind == "settlement"
    if mention.role == "path" and by_it and trigger.frame.event_type in _AT_REST:
        # *Held camps along the A-B line*: nothing goes along it.
        place = _with(place, role="location")
        mention = place.mention
    at = mention.start - sentence.start
    if not 0 < at < len(sentence.text):
        return place
    if mention.kind == "axis" and mention.relation in _NEARBY:
        # *In the A area and the B direction*: nobody is near a direction.
        before = sentence.text[max(0, at - _BACK) : at].lower()
        beside = any(f"{word} " in before for word in _BESIDE_LINE)
        return place if beside else _with(place, relation="at")
    if mention.relation == "at" and mention.role in {"location", "path"}:
        if such is not None and such[0] <= at < such[1] and mention.kind != "region":
            return _with(place, relation="near", role="location", whole=False)
        return _beside(sentence, trigger, place, at)
    if mention.relation.endswith("_of") and mention.role == "path":
        # *Along the A line and south of B*: nobody goes through B.
        return _with(place, role="location")
    if mention.relation in _NEARBY and mention.role == "origin":
        before = sentence.text[max(0, at - _BACK) : at]
        return _with(place, role="location") if _FROM_NEAR.search(before) else place
    return place


def _beside(sentence: ParsedSentence, trigger: Trigger, place: Anchored, at: int) -> Anchored:
    """A place that the event is near or along, though its own words are read as another's."""
    before = sentence.text[max(0, at - _BACK) : at]
    if place.mention.kind in {"river", "feature"}:
        # Who crosses a river along whose bank he stands does not cross along it.
        along = trigger.frame.event_type != "cross" and _SHORE.search(before) is not None
        return _with(place, relation="along", role="location") if along else place
    told = _BESIDE_HELD.search(before)
    head = trigger.head.idx
    if told is None or not at - _REACH <= head < at - len(told.group()):
        # What is told of the place itself (*occupied*) is there.
        return place
    if told["point"]:
        return _with(place, relation=f"{told['point'].lower()}_of", whole=False)
    relation = RELATION[told["beside"].lower()]
    role = "destination" if relation == "toward" else "location"
    return _with(place, relation=relation, role=role, whole=False)


def _in_region(sentence: ParsedSentence, place: Anchored, own: Sequence[Anchored]) -> Anchored:
    """A region that only says where the town before it lies: it is as the town, and *at*."""
    mention = place.mention
    if mention.kind != "region" or mention.relation.endswith("_of"):
        return place
    town = next((a.mention for a in own if _is_inside(sentence, a.mention, mention)), None)
    if town is None:
        return place
    role = "location" if town.role == "path" else town.role
    return _with(place, relation="at", role=role)


def _is_inside(sentence: ParsedSentence, town: PlaceMention, region: PlaceMention) -> bool:
    if town.kind not in _INNER or not 0 < region.start - town.end < _BACK:
        return False
    if town.admin1 is not None and region.admin1 is not None and town.admin1 != region.admin1:
        return False
    start = sentence.start
    return _WITHIN.match(sentence.text[town.end - start : region.start - start]) is not None


def _with(
    place: Anchored,
    *,
    relation: str | None = None,
    role: str | None = None,
    whole: bool | None = None,
) -> Anchored:
    mention = place.mention
    relation, role = relation or mention.relation, role or mention.role
    if (relation, role) != (mention.relation, mention.role):
        mention = msgspec.structs.replace(mention, relation=relation, role=role)
    return place._replace(mention=mention, whole=place.whole if whole is None else whole)
