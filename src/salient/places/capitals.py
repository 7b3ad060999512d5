"""Short items on a division that call it by its chief town's name alone.

*Shelling of A: three killed in A region* has one A in mind, and that is the region. Long texts name
both, and a city of a million outweighs what is named after it.
"""

from __future__ import annotations

import itertools
import re

from salient.places.candidates import Candidate, CandidateStack
from salient.places.normalise import fold
from salient.places.phrase import Phrase

__all__ = ["chief_of", "share_division", "shares_and_pairs", "with_divisions"]

# The longest item that has but one of them in mind, in code points.
_ITEM = 1_500
_METROPOLIS = 1_000_000
_TWO = 2
_BACK = 40
_OFFICE = re.compile(
    r"(?:['’]s)? (?:(?:regional|military|state|civil|police|territorial) )*"
    r"(?:council|governor|head|rma|administration|defen[cs]e|police|chief|prosecutor|authorit|"
    r"official|spokes)",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?P<noun>[\w’'-]+ )?(?:in|of|across|throughout) (?:the )?$", re.IGNORECASE)
_OF_TOWN = frozenset(
    "outskirts suburb suburbs center centre district districts streets street north south east "
    "west mayor km kilometers kilometres miles airport city residential area areas battle "
    "siege".split()
)
_TOWN = re.compile(
    r"\b(?:city|downtown|suburbs?|outskirts|regional cent(?:er|re)|metro)\b", re.IGNORECASE
)
_LONGER = re.compile(
    r"['’]s\b|[-–]|,? (?:and|or) (?:the )?(?:region\b|[A-Z])|, [A-Z]| [A-Z]|"
    r" (?:direction|axis|front)"
)
"""Behind a name, what makes another of it, or lists it with another town."""
_SHARE = re.compile(r"\b\d[\d.]*\s?(?:percent|per cent|%) of (?:the )?$", re.IGNORECASE)
_TERRITORY = re.compile(r" territory\b")
_QUARTER = re.compile(r"\b(?:north|south)?(?:east|west|north|south)ern $", re.IGNORECASE)
_PART_OF_TOWN = re.compile(
    r"(?: [Cc]ity)? (?:cit|suburb|outskirt|district|neighbou?rhood|quarter|airport|street|edge)"
    r"|['’]s\b|[-–]| [A-Z]"
)
"""Behind a name, what makes *northern A* a part of the town."""
_NEARBY = re.compile(
    r"\b(?:near|around|outside|toward|towards|between|cit(?:y|ies) of|outskirts of|"
    r"(?:north|south)?(?:east|west|north|south)(?:ern)? of|km from) (?:the )?$",
    re.IGNORECASE,
)
_NO_PAIR = re.compile(
    r"['’]s\b|[-–]| (?:cit|airport|axis|axes|front|direction)|,? and [A-Z]| [A-Z]"
)
"""Behind a second name, what makes towns of the pair, or a longer list."""


def shares_and_pairs(text: str, phrases: list[Phrase], stack: CandidateStack) -> None:
    """Take a chief town's name for its division after a share, and both names of a known pair.

    *60 percent of A* is so much of the division, and so are *northeastern A* and *A territory*;
    *A and B* are two where the theatre names what is made up of just these two.
    """
    for phrase in phrases:
        before = text[max(0, phrase.start - _BACK) : phrase.start]
        behind = _TERRITORY.match(text, phrase.end) is not None
        quarter = before.endswith("ern ") and _QUARTER.search(before) is not None
        quarter = quarter and not _PART_OF_TOWN.match(text, phrase.end)
        if behind or quarter or _SHARE.search(before):
            _take(phrase, chief_of(text, phrase, stack))
    twos = [set(r.admin1) for r in stack.regions.regions.values() if len(set(r.admin1)) == _TWO]
    for one, other in itertools.pairwise(phrases):
        if text[one.end : other.start] != " and " or _NO_PAIR.match(text, other.end):
            continue
        if _NEARBY.search(text[max(0, one.start - _BACK) : one.start]):
            continue
        both = [chief_of(text, p, stack) for p in (one, other)]
        if all(both) and {found[0].place.admin1 for found in both} in twos:
            for phrase, found in zip((one, other), both, strict=True):
                _take(phrase, found)


def _take(phrase: Phrase, found: tuple[Candidate, ...]) -> None:
    if found:
        phrase.key, phrase.candidates = f"{phrase.key} oblast", found


def chief_of(text: str, phrase: Phrase, stack: CandidateStack) -> tuple[Candidate, ...]:
    """The division of which a town that is no metropolis bears the name, if any."""
    if not phrase.candidates or phrase.candidates[0].place.kind != "settlement":
        return ()
    if max(c.place.population for c in phrase.candidates) >= _METROPOLIS:
        return ()
    return stack.region_called(fold(text[phrase.start : phrase.end]), "oblast")


_AND_ITS_REGION = re.compile(
    r"(?: [Cc]ity)?,? and (?:(?:the|its) )(?:whole |entire |surrounding |occupied )?"
    r"(?P<noun>region|oblast|province)\b(?! of\b| [A-Z]| border)"
)


def with_divisions(text: str, phrases: list[Phrase], stack: CandidateStack) -> None:
    """Name the division that a chief town's name brings with it (*fired on A and the region*)."""
    found: list[Phrase] = []
    for phrase in phrases:
        behind = _AND_ITS_REGION.match(text, phrase.end) if phrase.candidates else None
        if behind is None or phrase.candidates[0].place.kind != "settlement":
            continue
        name = fold(text[phrase.start : phrase.end]).removesuffix(" city")
        if division := stack.region_called(name, "oblast"):
            found.append(
                Phrase(
                    start=behind.start("noun"),
                    end=behind.end("noun"),
                    key=f"{name} oblast",
                    candidates=division,
                    probability=0.9,
                )
            )
    phrases += [f for f in found if not any(p.start < f.end and f.start < p.end for p in phrases)]
    phrases.sort(key=lambda phrase: phrase.start)


def share_division(text: str, phrases: list[Phrase], stack: CandidateStack) -> None:
    """Take a chief town's name for its division in a short item that is about the latter.

    The item names the division with its noun, not only for who governs it, and nothing in it tells
    of a town.
    """
    if len(text) > _ITEM:
        return
    told = {
        c.place.place_id
        for p in phrases
        for c in p.candidates[:1]
        if c.place.kind == "region" and not _OFFICE.match(text, p.end)
    }
    if not told or _TOWN.search(text):
        return
    for phrase in phrases:
        found = _division(text, phrase, stack)
        if found and found[0].place.place_id in told:
            phrase.key, phrase.candidates = f"{phrase.key} oblast", found


def _division(text: str, phrase: Phrase, stack: CandidateStack) -> tuple[Candidate, ...]:
    """The division that bears the name of a town, where its words allow it to be meant."""
    if not phrase.candidates or phrase.candidates[0].place.kind != "settlement":
        return ()
    if max(c.place.population for c in phrase.candidates) >= _METROPOLIS:
        return ()
    before = _WITHIN.search(text[max(0, phrase.start - _BACK) : phrase.start])
    if before is None or _LONGER.match(text, phrase.end):
        return ()
    noun = (before["noun"] or "").strip().casefold()
    if noun in _OF_TOWN:
        return ()
    return stack.region_called(fold(text[phrase.start : phrase.end]), "oblast")
