"""Definite nouns that stand for a place named before: *the city*, *the plant*, *this direction*.

A noun of this kind is a mention of its antecedent, and belongs to an event by the way up from it
as a name would (*withdrew to the western part of the city*).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec

from salient.model import PlaceMention
from salient.places.relations import relation_before
from salient.reading.antecedents import PlaceContext, speaks
from salient.reading.compass import points_before
from salient.reading.events import SETTLEMENT_NOUNS
from salient.reading.lemmas import lemma
from salient.reading.offices import SEATS
from salient.reading.sentences import ParsedSentence
from salient.reading.series import in_series
from salient.reading.tokens import Token
from salient.reading.tree import cases

__all__ = ["VAGUE", "definite_places"]

_TOWNS = SETTLEMENT_NOUNS | {"hamlet"}
_PLURALS = frozenset({"cities", "towns", "villages", "settlements"})
_REGIONS = frozenset({"oblast", "region", "province"})
_AREAS = frozenset({"area", "direction", "axis", "sector"})
_SEVERAL = frozenset({"directions", "axes", "sectors"})
_POINTING = frozenset({"these", "those", "both"})
VAGUE = frozenset({"area", "there"})
"""Nouns that take the place of a fellow event before that of what was named last."""
_FACILITIES = frozenset(
    "plant npp tpp station steelworks factory refinery airport airfield aerodrome island bridge "
    "dam port highway road reservoir peninsula colony".split()
)
_NOUNS = _TOWNS | _PLURALS | _REGIONS | _AREAS | _SEVERAL | _FACILITIES | {"there", "capital"}
_DEFINITE = _POINTING | {"the", "this", "that"}
_WHICH = frozenset("of near in along around on north south east west".split())
"""Prepositions by which *the villages* are told from others."""
_BESIDE = frozenset("with during after before by despite since amid".split())
"""Prepositions before what tells of the deed, not of which place is meant, whatever the parse."""

_SAME = frozenset({"npp", "plant", "tpp"})
_HARMLESS = frozenset(
    "occupied captured liberated besieged recaptured encircled destroyed temporarily whole entire "
    "same said embattled besieged nuclear operational key strategic port".split()
)
"""What may be said of a noun that is known without telling which one is meant."""

_FAR = 1_500
"""The same for a power plant, of which a text has one or none."""

_BEHIND = 700
"""Characters after which *the area* and *the plant* no longer mean what was named."""


def _points_back(noun: Token, place_tokens: Collection[int]) -> bool:
    """Whether a noun is definite, and nothing in its phrase says which one is meant."""
    known = False
    for c in noun.children:
        if c.dep_ == "det" or c.low in _DEFINITE:
            known = known or c.low in (_POINTING if noun.low in _SEVERAL else _DEFINITE)
        elif c.dep_ in {"amod", "compound", "flat", "nummod", "nmod:poss", "acl", "acl:relcl"}:
            if c.i > noun.i and c.dep_ == "acl:relcl":
                continue
            if c.low == "two" and noun.low in _PLURALS | _SEVERAL:
                continue
            if c.low not in _HARMLESS:
                return False
        elif c.dep_ == "nmod" and not _BESIDE.isdisjoint(cases(c)[:1]):
            continue
        elif c.dep_ in {"nmod", "appos"} and c.i > noun.i and c.low != "itself":
            return False
    beside = {noun.i - 1, noun.i + 1} & {*place_tokens}
    after = noun.nbor(1).low if noun.i + 1 < len(noun.doc) else ""
    told = after in _WHICH if noun.low in _PLURALS else after in {"of", "near"}
    return known and not beside and not told


def _part_before(noun: Token) -> bool:
    """Whether a settlement noun only tells of what it is a part (*the city center*)."""
    whole = noun.head
    if noun.dep_ != "compound" or whole.i != noun.i + 1:
        return False
    return any(c.dep_ == "det" and c.low in {"the", "this"} for c in whole.children) or all(
        c.dep_ != "det" for c in whole.children
    )


_PARTS = frozenset("center centre outskirt district street limit suburb line".split())


def _known(noun: Token, place_tokens: Collection[int]) -> bool:
    if noun.low == "there":
        return noun.dep_ == "advmod" and noun.i > 0
    if noun.dep_ == "compound":
        part = noun.low in SETTLEMENT_NOUNS and lemma(noun.head) in _PARTS
        named = {noun.i - 1, noun.head.i + 1} & {*place_tokens}
        argued = any(c.dep_ in {"nmod", "compound"} and c != noun for c in noun.head.children)
        return part and not named and not argued and _part_before(noun)
    return _points_back(noun, place_tokens)


def definite_places(
    sentence: ParsedSentence,
    mentions: Sequence[PlaceMention],
    context: PlaceContext,
    place_tokens: Collection[int],
) -> Iterator[tuple[Token, PlaceMention]]:
    """Nouns of a sentence that stand for a place named before, each with what it stands for.

    The mention has the words and offsets of the name, and the relation of the noun. `VAGUE` nouns
    among them say less of where an event was than the events beside it.
    """
    for noun in sentence.doc:
        if noun.low not in _NOUNS or noun.i in place_tokens or not _known(noun, place_tokens):
            continue
        for meant in _meant(sentence, noun, mentions, context):
            start = sentence.start + noun.idx
            text, offset = sentence.text, noun.idx
            relation = relation_before(text, offset, offset + len(noun.text)).relation
            if (
                noun.low in {"area", "direction"}
                and relation == "at"
                and meant.kind == "settlement"
            ):
                relation = "near"
            if meant.start < start:
                for each in (*points_before(text, _article(text, offset), relation), relation):
                    yield noun, msgspec.structs.replace(meant, relation=each, role="location")


def _article(text: str, at: int) -> int:
    """Where the article before a noun begins, or else the noun (*south of the city*)."""
    return at - 4 if text.endswith("the ", 0, at) else at


def _meant(
    sentence: ParsedSentence,
    noun: Token,
    mentions: Sequence[PlaceMention],
    context: PlaceContext,
) -> Sequence[PlaceMention]:
    """The places that a noun stands for: those of its own sentence first."""
    at = sentence.start + noun.idx
    before = [m for m in mentions if m.end <= at and m.place_id is not None]
    word = noun.low
    if word in _TOWNS:
        named = [m for m in before if m.kind == "settlement" and not speaks(sentence, m)]
        plain = [m for m in named if not m.relation.endswith("_of")]
        if word == "city":
            # On the axis of A, *the city* is A, not the one of the line before.
            axis = [m for m in before if m.kind == "axis"]
            town = context.towns.get(axis[-1].text.rpartition(" ")[0]) if axis else None
            return plain[-1:] or named[-1:] or _one(town) or axis[-1:] or _one(context.city)
        # South of A, *the village* is one that nobody named.
        return plain[-1:] if named else _one(context.settlement)
    if word == "capital":
        seats = [m for m in before if m.kind == "settlement" and m.text.lower() in SEATS]
        return seats[-1:] or _one(context.capital)
    if word in _PLURALS:
        two = any(c.low == "two" for c in noun.children)
        told = len(context.settlements)
        return context.settlements if (told == 2 if two else told > 1) else ()
    if word in _SEVERAL:
        return [m for m in context.axes if at - m.end < _BEHIND]
    if word in _REGIONS:
        named = [m for m in before if m.kind == "region"]
        return named[-1:] or _one(context.region)
    if word in _FACILITIES:
        named = [m for m in (*context.features, *before) if _is_such(m, word)]
        return [m for m in named[-1:] if at - m.end < (_FAR if word in _SAME else _BEHIND)]
    if word in _AREAS and word != "area":
        named = [m for m in (*context.axes, *before) if m.kind == "axis"]
        nearest = [m for m in named[-1:] if at - m.end < _BEHIND]
        if nearest or word != "direction":
            return nearest
    here = [m for m in before if m.kind != "region" and not speaks(sentence, m)]
    latest = in_series(sentence.text, sentence.start, here)[-1] if here else context.latest
    return [m for m in latest if at - m.end < _BEHIND]


def _one(mention: PlaceMention | None) -> Sequence[PlaceMention]:
    return () if mention is None else (mention,)


def _is_such(mention: PlaceMention, word: str) -> bool:
    """Whether a named thing is of the kind that a word names (*the plant* for a nuclear plant)."""
    if mention.kind not in {"feature", "axis", "river"}:
        return False
    own = {*mention.text.lower().split(), *(mention.name or "").lower().split()}
    return word in own or (word in {*_SAME, "station"} and bool(own & {*_SAME, "znpp"}))
