"""Numbers in words and figures, with the words before them that make them ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence

from salient.reading.tokens import Token

__all__ = ["SCALES", "VAGUE", "bounded", "figure_of", "many_of", "number_of", "qualified"]

_WORDS = {
    w: float(n)
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0,
    "ninety": 90.0, "a": 1.0, "an": 1.0, "single": 1.0, "couple": 2.0,
}  # fmt: skip
SCALES = {"hundred": 100.0, "thousand": 1_000.0, "million": 1_000_000.0, "dozen": 12.0}
VAGUE = {
    "dozens": (24.0, 99.0), "scores": (40.0, 99.0), "hundreds": (200.0, 999.0),
    "thousands": (2_000.0, 9_999.0), "several": (3.0, 9.0), "few": (2.0, 5.0),
    "many": (3.0, None), "tens": (20.0, 99.0), "some": (2.0, None),
}  # fmt: skip
_MANY_OF = {"tens": (20.0, 99.0), "dozens": (24.0, 99.0), "hundreds": (200.0, 999.0)}
_SCALED = {"thousands": 1_000.0, "millions": 1_000_000.0}
_LEAST = (
    "at least",
    "more than",
    "over",
    "no fewer than",
    "no less than",
    "not less than",
    "minimum",
)
_MOST = (
    "up to",
    "at most",
    "as many as",
    "no more than",
    "fewer than",
    "less than",
    "nearly",
    "almost",
)
_ABOUT = ("about", "around", "approximately", "roughly", "some", "nearly", "almost", "estimated")
_DASHES = frozenset({"-", "–", "—"})
_TO = frozenset({"to", "and"})
_NUMBER = re.compile(r"\d+(?:[.,' ]\d{3})*(?:[.]\d+|,\d{1,2})?$")
_RANGE = re.compile(r"(\d+(?:,\d{3})*)\s*(?:-|–|—|to)\s*(\d+(?:,\d{3})*)$")


def number_of(text: str) -> tuple[float, float | None] | None:
    """The range that a number, in figures or words, stands for; None where it is none."""
    low = text.strip().lower()
    if low in VAGUE:
        return VAGUE[low]
    many, _, scale = low.partition(" of ")
    if many in _MANY_OF and scale in _SCALED:
        fewest, greatest = _MANY_OF[many]
        return fewest * _SCALED[scale], (greatest + 1.0) * _SCALED[scale] - 1.0
    some, _, scale = low.partition(" ")
    if some in {"several", "few"} and scale in SCALES:
        least, most = VAGUE[some]
        return least * SCALES[scale], None if most is None else most * SCALES[scale]
    span = _RANGE.match(low)
    if span:
        a, b = (float(g.replace(",", "")) for g in span.groups())
        return (a, b) if a <= b else None
    if _NUMBER.match(low):
        value = float(re.sub(r"[,' ](?=\d{3})", "", low).replace(",", "."))
        return value, value
    return _spelled(re.split(r"[\s-]+", low))


def _spelled(words: Sequence[str]) -> tuple[float, float] | None:
    """A number spelled in words, such as *two thousand five hundred*."""
    total = group = 0.0
    seen = False
    for word in words:
        if word == "and":
            continue
        if word in SCALES:
            group = (group or 1.0) * SCALES[word]
            if SCALES[word] >= 1_000.0:
                total, group = total + group, 0.0
        elif word in _WORDS:
            group += _WORDS[word]
        elif _NUMBER.match(word):
            group += float(word.replace(",", ""))
        else:
            return None
        seen = True
    return (total + group, total + group) if seen else None


def qualified(span: tuple[float, float | None], before: str) -> tuple[float, float | None]:
    """The range of a count with the word before it (*at least*, *up to*, *about*)."""
    low, high = span
    if before.endswith(_LEAST):
        return low, None
    if low == high and _counted_out(low) and before.endswith(("as many as", *_ABOUT)):
        return low, high
    if before.endswith(_MOST) and not before.endswith(_ABOUT):
        return 0.0, high
    if before.endswith(("nearly", "almost")) and high is not None:
        return round(low * 0.9, 1), high
    if before.endswith(_ABOUT) and high is not None and low == high:
        return round(low * 0.9, 1), round(high * 1.1, 1)
    return low, high


def _counted_out(value: float) -> bool:
    """Whether a number is too exact to be a guess, whatever stands before it (*some 2,491*)."""
    if value < 11 or value != int(value):
        return False
    return value % 5 != 0 or len(str(int(value)).rstrip("0")) >= 4


def bounded(low: float, high: float, before: str) -> tuple[float, float]:
    """The range of a share with the word before it (*almost*, *at least*, *up to*)."""
    if before.endswith(("almost", "nearly", "practically", "virtually")):
        return round(low * 0.9, 2), high
    if before.endswith(_LEAST):
        return low, 1.0
    if before.endswith(_MOST):
        return 0.0, high
    if before.endswith(_ABOUT):
        return round(max(0.0, low - 0.05), 2), round(min(1.0, high + 0.05), 2)
    return low, high


def _ends_of_range(token: Token) -> tuple[Token, str] | None:
    """A range in words (*70 to 80 thousand*, *between 70,000 and 80,000*): its first word, itself.

    A scale said once is of both.
    """
    doc = token.doc
    last = token.i - 1 if token.low in SCALES else token.i
    if token.i + 2 < len(doc) and doc[token.i + 1].low in _TO | _DASHES:
        last = token.i + 2
    dashed = last > token.i or token.low in SCALES
    if last < 2 or doc[last - 1].low not in (_TO | _DASHES if dashed else _TO):
        return None
    if doc[last - 1].low == "and" and (last < 3 or doc[last - 3].low != "between"):
        return None
    if not all(_NUMBER.match(doc[i].text) for i in (last - 2, last)):
        return None
    low, high = (number_of(doc[i].text) for i in (last - 2, last))
    if low is None or high is None:
        return None
    apart = last != token.i and last + 1 < len(doc)
    scale = SCALES.get(doc[last + 1].low, 1.0) if apart else 1.0
    return doc[last - 2], f"{low[0] * scale:.0f}-{high[0] * scale:.0f}"


def many_of(token: Token) -> bool:
    """Whether a word is the scale of a vague number (*tens of thousands*)."""
    doc, at = token.doc, token.i
    return token.low in _SCALED and at >= 2 and (
        doc[at - 1].low == "of" and doc[at - 2].low in _MANY_OF
    )  # fmt: skip


def figure_of(token: Token) -> tuple[Token, str]:
    """The first word and the whole of a figure that is written as several words (*15-17*)."""
    doc, first = token.doc, token
    ends = _ends_of_range(token)
    if ends is not None:
        return ends
    if many_of(token):
        return doc[token.i - 2], f"{doc[token.i - 2].low} of {token.low}"
    while first.i >= 2 and first.nbor(-1).text in _DASHES and number_of(first.nbor(-2).text):
        first = first.nbor(-2)
    words = [doc[i].text for i in range(first.i, token.i + 1)]
    if token.low in SCALES and first == token and token.i > 0:
        before = token.nbor(-1)
        half = before.nbor(-1) if before.low in {"a", "the"} and before.i > 0 else before
        if half.low == "half":
            return half, f"0.5 {token.text}"
        if number_of(before.text) is not None and before.low in {"several", "few"}:
            return before, f"{before.low} {token.low}"
        if number_of(before.text) is not None and before.low not in VAGUE:
            return before, f"{before.text} {token.text}"
    if len(words) == 3 and words[0].isalpha():
        return first, f"{words[0]} {words[2]}"
    return first, "".join("-" if w in _DASHES else w for w in words)
