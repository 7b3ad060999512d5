"""Shares: the part of a place that an event of control or of destruction speaks of."""

from __future__ import annotations

from salient.model import Quantity
from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.numerals import bounded, figure_of, number_of
from salient.reading.tokens import Token

__all__ = ["PERCENT", "share_of"]

PERCENT = frozenset({"%", "percent", "per"})
"""Words after a number that is a share, no count."""

_SHARES: dict[str, tuple[float, float]] = {
    "half": (0.5, 0.5), "third": (0.33, 0.34), "quarter": (0.25, 0.25), "most": (0.5, 1.0),
    "majority": (0.5, 1.0), "bulk": (0.5, 1.0), "all": (1.0, 1.0), "whole": (1.0, 1.0),
    "entirety": (1.0, 1.0), "entire": (1.0, 1.0), "two-thirds": (0.66, 0.67),
    "three-quarters": (0.75, 0.75), "part": (0.05, 0.95), "portion": (0.05, 0.95),
    "parts": (0.05, 0.95), "portions": (0.05, 0.95),
}  # fmt: skip
_PARTS: dict[str, dict[str, tuple[float, float]]] = {
    "third": {"two": (0.66, 0.67)},
    "quarter": {"three": (0.75, 0.75)},
}
"""Shares in the plural by the number before them (*two thirds*, *two-thirds*)."""

_UNCOUNTED = frozenset({"part", "parts", "portion", "portions", "all", "whole", "entire"})
"""Shares that say nothing of how much of a force was lost."""

_OF_GROUND = frozenset({"gains", "holds", "loses", "contests"})


def share_of(trigger: Trigger) -> Quantity | None:
    """The part of a place that an event of control or destruction is about (*90 percent of X*)."""
    event_type = trigger.frame.event_type
    part = _percent_lost(trigger) if event_type == "loss" else None
    part = part or trigger.target
    if part is None:
        return None
    if trigger.frame.control not in _OF_GROUND and event_type not in {"damage", "loss"}:
        return None
    word = lemma(part) if part.low not in _SHARES else part.low
    if part.text in {"%", "percent"} or word in {"percent", "%", "cent"}:
        number = next((c for c in part.children if c.dep_ == "nummod"), None)
        if number is None and part.i > 0 and part.nbor(-1).pos_ == "NUM":
            number = part.nbor(-1)
        first = figure_of(number)[0] if number is not None else part
        range_ = number_of(figure_of(number)[1]) if number is not None else None
        if range_ is None or range_[1] is None or range_[1] > 100:
            return None
        low, high = range_[0] / 100, range_[1] / 100
        least = _least_of(first)
        if least is not None:
            first, low = least[0], min(low, least[1] / 100)
    elif word in _SHARES and not (event_type == "loss" and word in _UNCOUNTED):
        low, high = _SHARES[word]
        first = part
        if word in _PARTS and part.low not in _SHARES:
            first = next((c for c in part.children if c.low in _PARTS[word]), part)
            low, high = _PARTS[word].get(first.low, (low, high))
    else:
        return None
    before = part.doc.between(max(0, first.i - 4), first.i).lower()
    low, high = bounded(low, high, before)
    text = part.doc.between(first.i, part.i + 1)
    return Quantity(kind="share", side=None, low=low, high=high, text=text)


def _least_of(number: Token) -> tuple[Token, float] | None:
    """The lower end of a range whose sign is said twice (*30% to 50%*), with its value."""
    before = number.doc[max(0, number.i - 3) : number.i]
    if len(before) < 3 or before[1].low not in PERCENT or before[2].low not in {"to", "-", "–"}:
        return None
    value = number_of(before[0].text)
    return None if value is None else (before[0], value[0])


def _percent_lost(trigger: Trigger) -> Token | None:
    """The word for a percentage before the losses of an event (*took 50 percent losses*)."""
    for token in trigger.tokens:
        if lemma(token) != "loss":
            continue
        # *50 percent losses*, and *30 percent personnel losses*.
        for before in reversed(token.doc[max(0, token.i - 2) : token.i]):
            if before.low in PERCENT:
                return before
            if before.dep_ != "compound" and before.pos_ != "NOUN":
                break
    return None
