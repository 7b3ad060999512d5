"""Deeds told of before: *repelled the attack* took place where the attack did."""

from __future__ import annotations

from collections.abc import Sequence

from salient.reading.antecedents import Anchored, Deed, PlaceContext
from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.peoples import is_national
from salient.reading.sentences import ParsedSentence
from salient.reading.tokens import Token

__all__ = ["keep_deeds", "of_recalled_deed"]

_ON_GROUND = frozenset({"attack", "advance", "fight", "capture", "cross", "encircle", "repel"})
_BY_FIRE = frozenset({"shell", "strike", "airstrike", "damage", "harm_civilians", "sabotage"})
_SORTS: dict[str, frozenset[str]] = {
    **dict.fromkeys("assault attempt counterattack landing breakthrough battle clash".split(),
                    _ON_GROUND),
    **dict.fromkeys("shelling strike bombardment bombing airstrike raid".split(), _BY_FIRE),
    **dict.fromkeys("explosion blast".split(), _BY_FIRE | {"attack"}),
    "attack": _ON_GROUND | _BY_FIRE,
    "fighting": _ON_GROUND,
    "crossing": frozenset({"cross"}),
    "evacuation": frozenset({"evacuate"}),
    "referendum": frozenset({"govern"}),
}  # fmt: skip
"""Nouns of deeds, with the types of the events that they may recall."""

_BEHIND = 700
"""Characters after which a deed is no longer the one that is meant."""

_KEPT = 8


def _recalls(noun: Token | None) -> frozenset[str]:
    """The types of event that a noun may recall: none where it is not definite or says where."""
    sorts = _SORTS.get(lemma(noun)) if noun is not None else None
    if noun is None or sorts is None:
        return frozenset()
    known = any(c.dep_.startswith("det") and c.low in _DEFINITE for c in noun.children)
    where = any(c.dep_ in {"nmod", "obl"} and c.i > noun.i for c in noun.children)
    other = any(c.dep_ == "amod" and c.low not in _OF_ANY for c in noun.children)
    return sorts if known and not where and not other else frozenset()


_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_OF_ANY = frozenset("alleged reported claimed recent latest same deadly massive terrorist".split())
"""What is said of a deed without telling it from the one that was told of."""


_THINGS = frozenset(
    "hospital building depot warehouse base school airfield airport bridge station facility mall "
    "centre center headquarter post camp ship vessel theatre theater prison plant factory refinery "
    "dam church convoy crossing stronghold ferry college university kindergarten hotel tower "
    "workshop column house market port hangar laboratory colony".split()
)
"""What an event may be done to again, and is then told of as known."""


def _of_any(word: str) -> bool:
    return word in _OF_ANY or is_national(word)


def _same_object(trigger: Trigger) -> str | None:
    """The noun of an event's object, where it means one that was told of (*struck the depot*)."""
    noun = trigger.target
    if noun is None or lemma(noun) not in _THINGS:
        return None
    known = any(c.dep_.startswith("det") and c.low in _DEFINITE for c in noun.children)
    told = any(
        (c.dep_ in {"nmod", "acl", "appos"} and c.i > noun.i)
        or (c.dep_ in {"amod", "compound", "nummod"} and not _of_any(c.low))
        for c in noun.children
    )
    return lemma(noun) if known and not told else None


def _where(places: Sequence[Anchored]) -> list[Anchored]:
    return [a._replace(governed=False) for a in places if a.mention.role != "origin"]


def of_recalled_deed(
    sentence: ParsedSentence,
    trigger: Trigger,
    triggers: Sequence[Trigger],
    placed: Sequence[list[Anchored]],
    context: PlaceContext,
) -> list[Anchored]:
    """Where the deed was that an event's noun, or its object, recalls; nothing if none is."""
    alone = trigger.actor is None and trigger.frame.event_type in _ON_GROUND
    noun = trigger.head if trigger.frame.form == "noun" and not alone else trigger.target
    sorts = _recalls(noun)
    thing = _same_object(trigger)
    if thing is not None:
        at = sentence.start + trigger.head.idx
        for deed in reversed(context.deeds):
            if deed.object == thing and at - deed.offset < _BEHIND:
                return _where(deed.places)
    if noun is None or not sorts:
        return []
    for other, own in zip(reversed(triggers), reversed(placed), strict=True):
        earlier = other.head.i < min(noun.i, trigger.head.i) and other is not trigger
        if earlier and other.frame.event_type in sorts and _where(own):
            return _where(own)
    at = sentence.start + noun.idx
    for deed in reversed(context.deeds):
        if deed.event_type in sorts and at - deed.offset < _BEHIND:
            return _where(deed.places)
    return []


def keep_deeds(
    sentence: ParsedSentence,
    triggers: Sequence[Trigger],
    placed: Sequence[list[Anchored]],
    context: PlaceContext,
) -> None:
    """Remember where the events of a sentence were, for those that recall them."""
    told = tuple(
        Deed(
            t.frame.event_type,
            tuple(own),
            sentence.start + t.head.idx,
            None if t.target is None else lemma(t.target),
        )
        for t, own in zip(triggers, placed, strict=True)
        if _where(own)
    )
    if told:
        context.deeds = (*context.deeds, *told)[-_KEPT:]
