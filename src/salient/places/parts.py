"""Parts of a theatre's country that are named by the compass, and begin without a capital.

*In the south*, *on the eastern front*, *in the southern direction*, *in eastern and southern
Ukraine*: no word of them is looked up as a name, so they are found by their shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from salient.places.candidates import CandidateStack
from salient.places.normalise import fold
from salient.places.phrase import Phrase

__all__ = ["parts_of_country"]

_POINT = r"(?:(?:north|south)-?(?:east|west)|north|south|east|west)"
_NO_OTHER = (
    r"(?! (?:of(?! the (?:country|front)\b)|bank|side|coast|part|shore|direction|flank|from the"
    r"|and(?! (?:\w+ed|is|are|was|were|has|have|then|in the) )|to the|near)\b)"
    r"(?![ -](?-i:[A-Z]))(?!-)"
)
_IN_THE = re.compile(rf"\b(?:in|across|throughout) (the {_POINT})\b{_NO_OTHER}", re.IGNORECASE)
_IN_BOTH = re.compile(
    rf"\b(?:in|across|throughout) (the {_POINT}) and (?:the )?({_POINT})\b{_NO_OTHER}",
    re.IGNORECASE,
)
_HEADLINE = re.compile(
    rf"\bin ({_POINT})(?= from (?-i:[A-Z])|,? [-–—] (?-i:[A-Z])|[.,;]? *(?:\n|\(\d|$))"
)
"""*In south*, as headlines have it, where nothing behind it says of what."""
_FRONT = re.compile(
    rf"\b({_POINT}(?:ern)? (?:operational )?"
    r"(?:directions?|axis|sector|front ?lines?|front|zone))\b"
)
_JOINED = re.compile(
    rf"\b({_POINT}ern|central)(?:,? (?:and|or) |, )(?=(?:{_POINT}ern, )?(?:and )?"
    rf"{_POINT}ern (?:regions of |parts of )?(?:Ukraine)\b)"
)
_SHARED_FRONT = re.compile(
    rf"\b({_POINT}ern)(?:,? (?:and|or) |, )(?=(?:{_POINT}ern,? (?:and )?)?"
    rf"{_POINT}ern (?:operational )?(?:directions|fronts|sectors)\b)"
)


def parts_of_country(text: str, stack: CandidateStack) -> Iterator[Phrase]:
    """Phrases for what a text names by the compass alone, as far as the theatre has it."""
    for pattern, name in (
        (_IN_THE, "{}"),
        (_HEADLINE, "the {}"),
        (_FRONT, "{}"),
        (_JOINED, "{} ukraine"),
        (_SHARED_FRONT, "{} direction"),
    ):
        for match in pattern.finditer(text):
            yield from _phrase(match, 1, name, stack)
    for match in _IN_BOTH.finditer(text):
        yield from _phrase(match, 1, "{}", stack)
        yield from _phrase(match, 2, "the {}", stack)


def _phrase(match: re.Match[str], group: int, name: str, stack: CandidateStack) -> Sequence[Phrase]:
    folded = fold(name.format(match[group]))
    if not stack.is_region(folded):
        return ()
    start, end = match.span(group)
    found = stack.named(folded)
    return (Phrase(start=start, end=end, key=folded, candidates=found, probability=0.9),)
