"""Matches made into the phrases that name places.

*Kharkiv* and *Oblast* are one phrase, *Izium* and *in Kharkiv Oblast* belong together, and a name
that only sounds like a listed one is found.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from salient.places.adjectives import is_qualifier, two_word_names
from salient.places.candidates import Candidate, CandidateStack, RegionIndex
from salient.places.capitals import share_division, shares_and_pairs, with_divisions
from salient.places.lists import in_one_list, joined_adjectives, share_nouns
from salient.places.namesakes import tell_namesakes_apart
from salient.places.normalise import fold
from salient.places.offsets import state_offsets
from salient.places.parts import parts_of_country
from salient.places.phrase import Phrase
from salient.places.scan import Match
from salient.places.unlisted import unlisted_names
from salient.places.view import DocumentView
from salient.places.ways import ways_in

__all__ = ["Phrase", "phrases_of"]

_DIVISION = re.compile(
    r" (oblasts?|regions?|provinces?|governorate|krai|republic|prefecture|raion|rayon|districts?|"
    r"county|counties)\b",
    re.IGNORECASE,
)
_REPUBLIC = re.compile(r" People['’ʼ]s Republics?\b")
_AXIS = re.compile(r" (directions?|axis|axes|sectors?|front|salient|line)\b", re.IGNORECASE)
_ADJECTIVE_DISTRICT = re.compile(
    r"\b([A-Z]\w+sk(?:yi|yy|iy|yj|ii|y|i)) (district|raion|rayon|county)\b"
)
_RIVER = re.compile(r" (river|reservoir|sea|forest|forests|airport|canal)\b", re.IGNORECASE)
_AS_RIVER = re.compile(r"(?:\bthe|\bbanks?(?: of)?(?: the)?|\briver|\bacross) $", re.IGNORECASE)
_RIVER_PART = re.compile(
    r" (?:mouth|delta|estuary|banks?|riverbanks?|crossings?|basin)\b", re.IGNORECASE
)
_WORD_AFTER = re.compile(r"(?:['’ʼ]s)?([ –-][^\W_]+(?:['’ʼ][^\W_]+)*)")
# How many letters before a match, and words on either side of it, a region's name may take in.
_FURTHEST, _MOST_WORDS = 60, 5
# What parts an inner name from the outer one that holds it.
_INSIDE = re.compile(
    r"(?:,? (?:in|of) (?:the )?(?:\w+ )?|, |,? \((?:in )?(?:the )?|,? in (?:the )?(?:\w+ ){0,2}"
    r"|(?: (?:resort|railway|territorial|urban|village|town|settlement|station|community|hromada|"
    r"airfield|airport|checkpoint|colony|area)){1,3},? (?:in|of) (?:the )?"
    r"|, (?-i:[A-Z])[\w'’ʼ-]+ (?:district|raion|community|hromada),? (?:(?:in|of) )?(?:the )?)$",
    re.IGNORECASE,
)
# What makes a district of a name between an inner and an outer one (*A, B district, C region*).
_OF_DISTRICT = re.compile(
    r" (?:district|raion|community|hromada),? (?:(?:in|of) )?(?:the )?", re.IGNORECASE
)


def phrases_of(
    view: DocumentView,
    matches: Sequence[tuple[Match, float]],
    stack: CandidateStack,
    has_theatre: bool,
    accept: float,
) -> list[Phrase]:
    """Phrases of a document, in order; streets and numbered roads without candidates."""
    phrases = []
    covered = 0
    ways = list(ways_in(view.text))
    pairs = two_word_names(view, matches, stack) if has_theatre else []
    heard = {at for pair in pairs for at in range(pair.start, pair.end)}
    for match, probability in _with_heads(view, matches, stack):
        if match.start < covered or _names_a_kind(view, match) or match.start in heard:
            continue
        if ways and any(start <= match.start < end for start, end in ways):
            # A street bears a town's name; a road that the theatre lists stays what it is.
            phrase = _region_around(view.text, match, stack)
            if phrase is not None:
                covered = phrase.end
                phrases.append(phrase)
            continue
        phrase = _region_around(view.text, match, stack) or _extended(view.text, match, stack)
        if phrase is not None:
            covered = phrase.end
        elif probability >= accept and not (has_theatre and _is_none(view, match, stack)):
            phrase = _plain(view.text, match, probability, _with_sound(match, stack, has_theatre))
        if phrase is not None:
            phrases.append(phrase)
    phrases = sorted([*phrases, *pairs], key=lambda phrase: phrase.start)
    phrases = joined_adjectives(view.text, phrases, stack)
    if has_theatre:
        phrases += _districts_by_adjective(view.text, phrases, stack)
        phrases += [
            found
            for found in (
                *unlisted_names(view, phrases, stack),
                *parts_of_country(view.text, stack),
            )
            if not any(p.start < found.end and found.start < p.end for p in phrases)
        ]
        phrases.sort(key=lambda phrase: phrase.start)
    phrases += [
        Phrase(start=start, end=end, key=f"way {start}", candidates=(), probability=0.0)
        for start, end in ways
        if not any(p.start < end and start < p.end for p in phrases)
    ]
    phrases.sort(key=lambda phrase: phrase.start)
    share_nouns(view.text, phrases, stack)
    if has_theatre:
        share_division(view.text, phrases, stack)
        shares_and_pairs(view.text, phrases, stack)
        with_divisions(view.text, phrases, stack)
    _nest(view.text, phrases)
    state_offsets(view.text, phrases)
    tell_namesakes_apart(phrases)
    return phrases


_KINDS = frozenset(
    "airport bridge camp castle colony farm gate line mill mine plant port station valley".split()
)
"""Words for kinds of things that villages somewhere are called."""
_DIVISIONS = frozenset({"hromada", "hromadas", "raion", "oblast", "gulf", "spit", "delta"})
_COMPASS = frozenset("central western eastern northern southern and".split())


def _names_a_kind(view: DocumentView, match: Match) -> bool:
    """Whether a name is only a word for what another is (*Port of Mariupol*, *Lypove Hromada*)."""
    if match.folded in _DIVISIONS:
        return view.adjacent(match.first, -1) is not None
    return match.folded in _KINDS and view.text.startswith(" of ", match.end)


def _is_none(view: DocumentView, match: Match, stack: CandidateStack) -> bool:
    """Whether a name is no place of a war's, though one far away is called so."""
    if is_qualifier(view, match, stack):
        return True
    return {*match.folded.split()} <= _COMPASS or _is_somebody(view, match)


def _is_somebody(view: DocumentView, match: Match) -> bool:
    """Whether a word is a person's name here, though a village somewhere bears it.

    So is a given name before a surname, and a word that the text has elsewhere behind a given name
    or a title, where no preposition leads to it.
    """
    if match.last > match.first:
        return False
    lexicon, (before, gap) = view.lexicon, view.word_before(match.start)
    if before and not gap.strip() and lexicon.is_a(before, "place_prepositions"):
        return False
    if not view.is_given(match.folded):
        return match.folded in view.persons
    after = view.adjacent(match.last, 1)
    if after is None or match.last + 1 in view.matched or after.folded in lexicon.common:
        return False
    return not any(
        lexicon.is_a(after.folded, kind) for kind in ("place_tails", "streets", "institutions")
    )


def _with_heads(
    view: DocumentView, matches: Sequence[tuple[Match, float]], stack: CandidateStack
) -> list[tuple[Match, float]]:
    """The matches, and words that are no place's name but begin that of a theatre's region."""
    heads = [
        (Match(i, i, token.start, token.end, token.folded), 0.0)
        for i, token in enumerate(view.tokens)
        if i not in view.matched and stack.regions.begins(token.folded)
    ]
    return sorted([*matches, *heads]) if heads else list(matches)


def _plain(text: str, match: Match, probability: float, found: Sequence[Candidate]) -> Phrase:
    """The match alone; after *the* or *the banks of* it is the river, if there is one."""
    key = match.folded
    rivers = [c for c in found if c.place.kind == "river"]
    if rivers and len(rivers) < len(found):
        as_river = bool(_AS_RIVER.search(text[max(0, match.start - 30) : match.start]))
        as_river = as_river or bool(_RIVER_PART.match(text, match.end))
        as_river = as_river and not text.startswith((" City", " city"), match.end)
        found = rivers if as_river else [c for c in found if c.place.kind != "river"]
        key += " (river)" if as_river else ""
    return Phrase(
        start=match.start, end=match.end, key=key, candidates=found, probability=probability
    )


def _with_sound(match: Match, stack: CandidateStack, has_theatre: bool) -> Sequence[Candidate]:
    """Candidates that bear the name, and in a theatre those whose name sounds like it."""
    listed = stack.named(match.folded)
    if not has_theatre or len(match.folded) < 5 or not any(c.own for c in listed):
        return listed
    known = {c.place.place_id for c in listed}
    like = stack.named(match.folded, by_sound=True)
    return (*listed, *(c for c in like if c.place.place_id not in known))


def _region_around(text: str, match: Match, stack: CandidateStack) -> Phrase | None:
    """The longest name of a theatre's region that reaches from the match to the words about it.

    Such names may begin and end without a capital: *northern Kharkiv Oblast*, *the Izium ledge*.
    """
    regions = stack.regions
    if not regions.words:
        return None
    if not _touches(text, match, regions):
        return None
    starts = _reach_back(text[max(0, match.start - _FURTHEST) : match.start], regions)
    ends = _reach_on(text, match.end, regions)
    for length in sorted({a + b for a in starts for b in ends}, reverse=True):
        for back in starts:
            start, end = match.start - back, match.end + length - back
            if length - back not in ends:
                continue
            name = fold(text[start:end])
            if (length or name != match.folded) and stack.is_region(name):
                start += 4 if name.startswith("the ") else 0
                return Phrase(
                    start=start, end=end, key=name, candidates=stack.named(name), probability=0.99
                )
    return None


def _touches(text: str, match: Match, regions: RegionIndex) -> bool:
    """Whether the word before or behind a match is one that regions have in their names."""
    behind = _WORD_AFTER.match(text, match.end)
    if behind and regions.knows_word(fold(behind[1]).strip()):
        return True
    before = _word_before(text[max(0, match.start - _FURTHEST) : match.start])
    return bool(before) and regions.knows_word(fold(before))


def _word_before(window: str) -> str:
    """The word that ends the window, with the space or hyphen behind it; "" if there is none."""
    if window[-1:] not in (" ", "-"):
        return ""
    i = len(window) - 1
    while i and (window[i - 1].isalnum() or window[i - 1] in "'’ʼ"):
        i -= 1
    return window[i:] if i < len(window) - 1 else ""


def _reach_back(window: str, regions: RegionIndex) -> list[int]:
    """Lengths of the ends of the window that consist of words of regions, from none of it on."""
    reached, total = [0], 0
    while len(reached) <= _MOST_WORDS:
        word = _word_before(window)
        if not word or any(not regions.knows_word(part) for part in fold(word).split()):
            break
        total += len(word)
        reached.append(total)
        window = window[: -len(word)]
    return reached


def _reach_on(text: str, end: int, regions: RegionIndex) -> list[int]:
    """Lengths of the stretches of text from `end` on that consist of words of regions."""
    reached, at = [0], end
    while len(reached) <= _MOST_WORDS:
        found = _WORD_AFTER.match(text, at)
        if not found or any(not regions.knows_word(part) for part in fold(found[1]).split()):
            break
        at = found.end()
        reached.append(at - end)
    return reached


def _extended(text: str, match: Match, stack: CandidateStack) -> Phrase | None:
    """The match with the noun behind it, where the two together name a region or a river."""
    republic = _REPUBLIC.match(text, match.end)
    if republic:
        candidates = stack.named(f"{match.folded} peoples republic territory")
        candidates = candidates or stack.region_called(match.folded, "oblast")
        if candidates:
            key = f"{match.folded} peoples republic"
            return Phrase(
                start=match.start,
                end=republic.end(),
                key=key,
                candidates=candidates,
                probability=0.95,
            )
    for pattern in (_DIVISION, _AXIS, _RIVER):
        found = pattern.match(text, match.end)
        if not found:
            continue
        tail = found.group(1).casefold()
        candidates = stack.region_called(match.folded, tail)
        if candidates:
            return Phrase(
                start=match.start,
                end=found.end(),
                key=f"{match.folded} {tail}",
                candidates=candidates,
                probability=1.0,
            )
    return None


def _districts_by_adjective(
    text: str, phrases: Sequence[Phrase], stack: CandidateStack
) -> list[Phrase]:
    """Districts named by an adjective that no place bears (*Bakhmutskyi district*)."""
    found = []
    for match in _ADJECTIVE_DISTRICT.finditer(text):
        start, end = match.span()
        if any(p.start < end and start < p.end for p in phrases):
            continue
        key = fold(match[1])
        candidates = stack.region_called(key, match[2])
        if candidates:
            found.append(
                Phrase(
                    start=start,
                    end=end,
                    key=f"{key} {match[2]}",
                    candidates=candidates,
                    probability=1.0,
                )
            )
    return found


def _nest(text: str, phrases: list[Phrase]) -> None:
    """Say of each phrase which later one the text puts it in, and which stand beside it in a list.

    *A in B*, *A (B)* and *A, B* alone put A in B; in a longer run of commas only a name that no
    country or first division bears is put in the next (*China, Japan and Mexico* is a list).
    """
    gaps = [text[a.end : b.start] for a, b in itertools.pairwise(phrases)]
    listed = [in_one_list(gap) for gap in gaps]
    for i, gap in enumerate(gaps):
        inner, outer = phrases[i], phrases[i + 1]
        neighbours = listed[max(0, i - 1) : i] + listed[i + 1 : i + 2]
        in_run = gap == ", " and any(neighbours)
        inside = len(gap) <= 40 and _INSIDE.fullmatch(gap) and _holds(outer)
        if inside and not (in_run and _is_large(inner)):
            inner.outer = i + 1
        elif gap == ", " and i + 1 < len(gaps) and _OF_DISTRICT.fullmatch(gaps[i + 1]):
            # The district is in no gazetteer, or a town's name is all that is known of it.
            if _holds(phrases[i + 2]):
                inner.outer = outer.outer = i + 2
        elif listed[i]:
            inner.beside = i + 1
    for inner, following in reversed(list(itertools.pairwise(phrases))):
        # *In A, B and C in X*: all three.
        if inner.beside is not None and following.outer is not None and not _is_large(inner):
            inner.outer = following.outer


def _holds(phrase: Phrase) -> bool:
    return any(c.place.kind == "region" for c in phrase.candidates)


def _is_large(phrase: Phrase) -> bool:
    return any(c.place.feature_code in ("PCLI", "ADM1") for c in phrase.candidates)
