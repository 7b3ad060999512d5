"""Countries that something goes into, leaves or passes: *deployed to A*, *withdrew from B*.

So is one within which it happens, where nothing nearer is told (*lost 80 tanks in A*). A country is
otherwise an actor or a backdrop, and no place of an event. Nothing is concluded from one about
control.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from salient.model import Claim, PlaceMention
from salient.reading.antecedents import Anchored
from salient.reading.ends_untold import end_told
from salient.reading.events import Trigger
from salient.reading.firing import FIRE
from salient.reading.lemmas import lemma
from salient.reading.peoples import NATIONAL
from salient.reading.scenes import Scene, scene_of
from salient.reading.sentences import ParsedSentence
from salient.reading.tokens import Token
from salient.reading.tree import cases
from salient.reading.ways import NO_TRIGGER, climb, head_of

__all__ = ["countries_crossed", "is_country", "with_countries"]

_GOING = frozenset("redeploy withdraw reinforce resupply detain evacuate cross advance".split())
_FROM_THERE = frozenset("attack strike shell airstrike".split())
"""Events that come out of a country, whose places are where they end."""


def is_country(mention: PlaceMention) -> bool:
    """Whether a mention is of a country: an actor or a backdrop, no place of an event."""
    own = (mention.place_id or "").startswith("geonames:")
    return mention.kind == "country" or (mention.kind == "region" and own and not mention.admin1)


_GROUND = frozenset(
    "territory border front side direction land soil depth part city region area district "
    "settlement town village".split()
)
_BASES = frozenset("base bases camps positions airfields airbases facilities grounds".split())
_THERE = frozenset("redeploy concentrate reinforce mobilise other".split())
"""Events of which a country is told as where they are (*exercises in A*)."""

_WITHIN = frozenset(
    "loss harm_civilians damage mobilise detain sabotage capture hold shell strike airstrike "
    "evacuate redeploy concentrate reinforce resupply mine attack govern repel fight advance "
    "encircle surrender".split()
)
"""Events that are in a country where nothing nearer is told (*lost 80 tanks in A*)."""


_LEADING = re.compile(
    r"\b(from|out of|to|into|towards?|through|via|in|inside|within|across|throughout|on|at|against)"
    r"\s+(?:the\s+)?"
    rf"(?:(?:whole|entire|temporarily|{NATIONAL}|occupied|unoccupied|illegally|annexed)[\s-]+){{0,3}}"
    r"(?:(?:territor(?:y|ies)|front|borders?|lands?|soil|depths?|regions?|areas?|cities|towns|"
    r"villages|settlements|districts?|parts?) (?:of|in|with)\s+(?:the\s+)?)?"
    r"(?:(?:north|south)?-?(?:east|west|north|south|centr|middle)?(?:ern|al)?\s+)?$",
    re.IGNORECASE,
)
"""From a preposition to the name of a country, over points of the compass and its *territory*."""

_ANY = _GOING | _FROM_THERE | _THERE | _WITHIN

_ROLES = {
    "from": "origin", "out of": "origin", "to": "destination", "into": "destination",
    "toward": "destination", "towards": "destination", "through": "path", "via": "path",
    "in": "location", "inside": "location", "within": "location", "across": "location",
    "throughout": "location", "on": "target", "at": "target", "against": "target",
}  # fmt: skip


def _role(mention: PlaceMention, name: Token, scene: Scene) -> str | None:
    """What a country is to an event by the preposition before it, or None.

    *From* must stand with the event itself: not *in response to a threat from A*.
    """
    if name.dep_ == "conj":
        joined = name.head
        start = scene.sentence.start + joined.idx
        return _role(msgspec.structs.replace(mention, start=start), joined, scene)
    at = mention.start - scene.sentence.start
    led = _LEADING.search(scene.sentence.text[max(0, at - 60) : at])
    above = name.head
    ground = lemma(above) in _GROUND
    if led is None or (name.dep_ in {"nmod:poss", "compound", "amod"} and not ground):
        return None
    told = _ROLES[led[1].lower()]
    if told == "location" and ground:
        # *From bases in the territories of A*: from A.
        based = above.dep_ == "nmod" and above.head.low in _BASES
        outer = cases(above.head) if based and cases(above)[:1] == ("in",) else ()
        told = next((r for c in (*outer, *cases(above)) if (r := _ROLES.get(c))), told)
    near = ground or name.dep_ == "obl" or above.i in scene.owner
    if told in {"location", "target"}:
        near = near or any(above in {t.target, t.actor} for t in scene.triggers)
    if told == "location" and not near and above.dep_ in {"obl", "nmod"}:
        # *Fought in the operation in A*, but not under the rubric *War in A |*.
        rubric = scene.sentence.text.startswith(" |", at + len(mention.text))
        return "farther" if above.head.i in scene.owner and not rubric else None
    return told if near or told == "destination" else None


def countries_crossed(
    sentence: ParsedSentence,
    triggers: Sequence[Trigger],
    mentions: Sequence[PlaceMention],
    placed: Sequence[Sequence[Anchored]],
) -> list[tuple[PlaceMention, ...]]:
    """The countries among a sentence's mentions that each event goes to, from or through.

    An event that has no place of its own (`placed`) has the country that it is said to be in.
    """
    found: list[list[PlaceMention]] = [[] for _ in triggers]
    beside: list[list[PlaceMention]] = [[] for _ in triggers]
    named = [m for m in mentions if is_country(m) and m.place_id is not None]
    sorts = {t.frame.event_type for t in triggers}
    told = named and not sorts.isdisjoint(_ANY)
    scene = scene_of(sentence, triggers, ()) if told else None
    for mention in named if scene is not None else ():
        tokens = scene.tokens(mention) if scene is not None else []
        if scene is None or not tokens:
            continue
        way = climb(mention, head_of(tokens), scene.owner, triggers, scene.place_tokens)
        role = _role(mention, head_of(tokens), scene)
        if way.trigger == NO_TRIGGER or way.aside or role is None:
            if role in {"origin", "destination"}:
                _add_untold(sentence, triggers, mention, found)
            continue
        sort = triggers[way.trigger].frame.event_type
        going = sort in _GOING and role not in {"location", "farther"}
        there = sort in _THERE and role == "location"
        role = "location" if role == "farther" else role
        if sort in (_WITHIN if role == "location" else FIRE if role == "target" else ()):
            within = msgspec.structs.replace(mention, relation="at", role="location")
            beside[way.trigger].append(within)
        if going or there or (sort in _FROM_THERE and role == "origin"):
            found[way.trigger].append(msgspec.structs.replace(mention, relation="at", role=role))
    return [
        tuple(own) if own or places else tuple(others)
        for own, others, places in zip(found, beside, placed, strict=True)
    ]


def _add_untold(
    sentence: ParsedSentence,
    triggers: Sequence[Trigger],
    mention: PlaceMention,
    found: list[list[PlaceMention]],
) -> None:
    """Add a country at the end of an event's way, where only the words between tell that it is."""
    for n, own in enumerate(found):
        role = end_told(sentence, triggers, n, mention)
        if role is not None and all(m.role != role for m in own):
            own.append(msgspec.structs.replace(mention, relation="at", role=role))


def with_countries(claim: Claim, countries: Sequence[PlaceMention]) -> Claim:
    """A claim with the countries that its event goes to, from or through among its places."""
    if not countries:
        return claim
    places = sorted((*claim.places, *countries), key=lambda m: m.start)
    return msgspec.structs.replace(claim, places=tuple(places))
