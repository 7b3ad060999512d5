"""Names that no gazetteer lists as they are written: a theatre's, as heard or misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from salient.places.adjectives import before_its_noun
from salient.places.candidates import Candidate, CandidateStack
from salient.places.geodesy import distance_km
from salient.places.inflection import is_cyrillic
from salient.places.lists import in_one_list
from salient.places.phrase import Phrase
from salient.places.scan import Token
from salient.places.view import DocumentView

__all__ = ["unlisted_names"]

# Endings of East Slavic place names; without one a word is not looked up by its sound.
_ENDINGS = (
    "ka", "ky", "ki", "ko", "sk", "ske", "nka", "ivka", "ovka", "evka", "rodka", "na", "ne", "no",
    "va", "ve", "vo", "iv", "ov", "ta", "to", "ts", "tsi", "ets", "il", "ol", "yi", "iy", "oe",
    "oye", "aya", "ar", "an", "in", "yn", "ok", "ik", "yk", "ich", "ychi", "ha", "hy", "he", "le",
    "re",
    "dy", "ry",
)  # fmt: skip
# How sure it is that a word is a place's name that only sounds like a listed one, or is misspelt.
_HEARD, _MISSPELT = 0.6, 0.6
# A misspelt name is that of a town of so many people, or of a place so near to one that the text
# names within so many letters.
_KNOWN_PEOPLE = 10_000
_REACH_KM, _REACH = 60.0, 300
_SETTLED = frozenset({"settlement", "district"})
# Words before a name, beside prepositions of place, that call for a place where it is a long one.
_CALLING = frozenset(
    "on seize seized seizing capture captured capturing liberate liberated shell shelled shelling "
    "take took bombed hit against occupied recaptured retook besieged".split()
)
_SORTS = frozenset("town city village settlement towns cities villages settlements".split())
_LONG = 7
# Behind a name, the bracket that says where it lies.
_MEASURED = re.compile(
    r"(?: (?:area|direction))? \((?:[^\d()]{0,24}\d[\d.,–-]*\s?(?:km|kilomet|miles?)\b"
    r"|(?:just |directly )?(?:north|south|east|west)\w* of )"
)
_ADJECTIVES = ("ska", "skyi", "sky", "skiy", "skyy")


def unlisted_names(
    view: DocumentView, phrases: Sequence[Phrase], stack: CandidateStack
) -> list[Phrase]:
    """Capitalised words that sound like a place of the theatre's, or are one but for a slip.

    `phrases` are those that name places as listed. A slip is one letter too many, too few, wrong or
    in its neighbour's stead; it is only looked for where the words around call for a place.
    """
    found = []
    slips: dict[str, tuple[Candidate, ...]] = {}
    rest: list[int] = []
    for i, token in enumerate(view.tokens):
        word = token.folded
        if i in view.matched or len(word) < 5 or not _may_be_a_place(view, i):
            continue
        heard = stack.named(word, by_sound=True) if _sounds_like_a_place(view, token) else ()
        if heard:
            if not before_its_noun(view, i):
                found.append(_phrase(token, heard, _HEARD))
        elif word.isascii() and not word.endswith(_ADJECTIVES):
            rest.append(i)
            if word not in slips and _in_place_slot(view, i):
                slips[word] = _within_reach(stack.misspelt(word), token, phrases)
    for i in rest:
        meant = slips.get(view.tokens[i].folded, ())
        if meant and _stands_alone(view, i):
            found.append(_phrase(view.tokens[i], meant, _MISSPELT))
    return found


def _phrase(token: Token, found: Sequence[Candidate], sure: float) -> Phrase:
    key = f"~{token.folded}"
    return Phrase(start=token.start, end=token.end, key=key, candidates=found, probability=sure)


def _may_be_a_place(view: DocumentView, i: int) -> bool:
    """Whether a word is none that speaks for itself: a common one, a person's name, a month."""
    lexicon, word = view.lexicon, view.tokens[i].folded
    if word in lexicon.common or view.is_given(word) or view.persons.get(word):
        return False
    if lexicon.is_a(word, "never") or lexicon.is_a(word, "calendar"):
        return False
    before = view.adjacent(i, -1)
    return before is None or not (
        view.is_given(before.folded) or lexicon.is_a(before.folded, "titles")
    )


def _sounds_like_a_place(view: DocumentView, token: Token) -> bool:
    """Whether a word ends as East Slavic names do, or is a Cyrillic one within a sentence."""
    if is_cyrillic(token.folded):
        return not view.starts_sentence(token.start)
    return token.folded.endswith(_ENDINGS)


def _in_place_slot(view: DocumentView, i: int) -> bool:
    """Whether a word stands alone where a place is called for, or in a list with one."""
    token = view.tokens[i]
    if token.folded in view.lower or not _stands_alone(view, i):
        return False
    before, gap = view.word_before(token.start)
    if not gap.strip():
        if view.lexicon.is_a(before, "place_prepositions"):
            return True
        if len(token.folded) >= _LONG and before in _CALLING:
            return True
        sort, _ = (
            view.word_before(token.start - len(before) - len(gap)) if before == "of" else ("", "")
        )
        if sort in _SORTS or before in _SORTS:
            return True
    if _MEASURED.match(view.text, token.end):
        return True
    return any(
        j in view.matched and in_one_list(view.text[one.end : other.start])
        for j, one, other in _neighbours(view, i)
    )


def _stands_alone(view: DocumentView, i: int) -> bool:
    return view.adjacent(i, -1) is None and view.adjacent(i, 1) is None


def _neighbours(view: DocumentView, i: int) -> Iterator[tuple[int, Token, Token]]:
    """The tokens before and after one: their positions, and both in the order of the text."""
    if i > 0:
        yield i - 1, view.tokens[i - 1], view.tokens[i]
    if i + 1 < len(view.tokens):
        yield i + 1, view.tokens[i], view.tokens[i + 1]


def _within_reach(
    candidates: Sequence[Candidate], token: Token, phrases: Sequence[Phrase]
) -> tuple[Candidate, ...]:
    """Towns, or else what lies near a place that the text names near by."""
    towns = tuple(c for c in candidates if c.place.population >= _KNOWN_PEOPLE)
    if towns or not candidates:
        return towns
    around = [
        candidate.place
        for phrase in phrases
        if abs(phrase.start - token.start) <= _REACH
        for candidate in phrase.candidates
        if candidate.own and candidate.place.kind in _SETTLED
    ]
    return tuple(
        c
        for c in candidates
        if any(
            distance_km(c.place.latitude, c.place.longitude, p.latitude, p.longitude) <= _REACH_KM
            for p in around
        )
    )
