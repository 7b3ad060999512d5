"""Names of two words that begin with an adjective: *Zelenyi Hai*, *Velyka Komyshuvakha*.

Written otherwise than gazetteers list them they are heard as a whole, and where they are no place's
the adjective alone is none either, though a hamlet bears it (*Novaya Gazeta*, *Primorsky Krai*).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from salient.places.candidates import CandidateStack
from salient.places.phrase import Phrase
from salient.places.scan import Match
from salient.places.view import DocumentView

__all__ = ["before_its_noun", "is_qualifier", "two_word_names"]

_QUALITY = re.compile(
    r"(?:velyk|mal|nov|star|verkhn|nyzhn|zelen|krasn|chervon|bil|chorn|myrn|dobr|zolot|zhovt)"
    r"(?:a|e|i|y|yi|yy|iy|ia|ie|ii|aia|aya|oe|oye|niy|nyi|niyi)?"
)
"""What East Slavic adjectives of many names come to in Latin letters."""
_ADJECTIVE = re.compile(r"(?:sk(?:y|yi|iy|yy|i|aya|aia)|[bdhklmnrtv](?:yi|iy|yy|ny|aya))$")
_FEW = 10_000
"""A town of more people is meant whatever follows its name."""
_SURE = 0.9
_TAILS = frozenset(
    "district districts raion rayon oblast region direction axis area city town village "
    "bridge airport airfield street road hromada community npp tpp".split()
)
"""What follows the name of a place, or is called by it."""


def two_word_names(
    view: DocumentView, matches: Sequence[tuple[Match, float]], stack: CandidateStack
) -> list[Phrase]:
    """Names of two words that sound like a listed one, or are one but for a slip."""
    listed = {k for match, _ in matches for k in range(match.first, match.last)}
    found: list[Phrase] = []
    for i, token in enumerate(view.tokens):
        if i in listed or _QUALITY.fullmatch(token.folded) is None:
            continue
        after = view.adjacent(i, 1)
        if after is None or after.folded in _TAILS or after.folded in view.lexicon.common:
            continue
        name = f"{token.folded} {after.folded}"
        if stack.named(name):
            continue
        meant = stack.named(name, by_sound=True) or stack.misspelt(name)
        if meant:
            found.append(
                Phrase(
                    start=token.start,
                    end=after.end,
                    key=f"~{name}",
                    candidates=meant,
                    probability=_SURE,
                )
            )
    return found


def before_its_noun(view: DocumentView, i: int) -> bool:
    """Whether token `i` is an adjective of the capitalised word behind it."""
    if _ADJECTIVE.search(view.tokens[i].folded) is None:
        return False
    after = view.adjacent(i, 1)
    if after is None or after.folded in _TAILS or i + 1 in view.matched:
        return False
    return not view.text[after.start : after.start + 2].isupper()


def is_qualifier(view: DocumentView, match: Match, stack: CandidateStack) -> bool:
    """Whether a hamlet's name is only an adjective of the capitalised word behind it."""
    if match.last > match.first or not before_its_noun(view, match.first):
        return False
    return max((c.place.population for c in stack.named(match.folded)), default=0) < _FEW
