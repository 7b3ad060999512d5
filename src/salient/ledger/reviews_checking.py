"""What a review may say: checked before it is stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from salient.errors import UsageError
from salient.model import (
    CONTROL_EFFECTS,
    EVENT_TYPES,
    HOLDER_KINDS,
    MOODS,
    SOURCE_MARKS,
    VERDICTS,
    Change,
    ClaimReview,
    ControlChange,
    DaysChange,
    EventChange,
    HolderChange,
    Merge,
    MoodChange,
    PolarityChange,
    ReviewAction,
    SourceMark,
)

__all__ = ["check_action"]

_POLARITIES = ("positive", "negative")


def check_action(action: ReviewAction) -> None:
    """Raise UsageError, which says what is allowed, for what no review can say."""
    if isinstance(action, ClaimReview):
        _check_claim(action)
    elif isinstance(action, Merge):
        if len(set(action.document_ids)) < 2:
            raise UsageError("merging needs two different documents; give the ids of both")
    elif isinstance(action, SourceMark):
        _check_source(action)


def _check_claim(action: ClaimReview) -> None:
    _among("verdict", action.verdict, VERDICTS)
    if action.verdict == "correct" and not action.changes:
        raise UsageError("a correction must change something; say what, or accept the claim")
    if action.verdict != "correct" and action.changes:
        raise UsageError(f"a review that would {action.verdict} a claim changes nothing in it")
    for change in action.changes:
        _check_change(change)


def _check_change(change: Change) -> None:
    if isinstance(change, DaysChange):
        if change.earliest and change.latest and change.latest < change.earliest:
            raise UsageError(
                f"the days run from {change.earliest} back to {change.latest}; "
                "give the earlier day first"
            )
    elif isinstance(change, HolderChange):
        if change.holder is not None:
            _among("kind of a holder", change.holder.kind, HOLDER_KINDS)
    elif isinstance(change, ControlChange):
        for effect in change.effects:
            _among("effect on control", effect.effect, CONTROL_EFFECTS)
    elif type(change) in _VALUES:
        what, value, allowed = _VALUES[type(change)]
        _among(what, value(change), allowed)


_VALUES: dict[type, tuple[str, Callable[[Any], str], tuple[str, ...]]] = {
    EventChange: ("event type", lambda change: change.event_type, EVENT_TYPES),
    PolarityChange: ("polarity", lambda change: change.polarity, _POLARITIES),
    MoodChange: ("mood", lambda change: change.mood, MOODS),
}


def _check_source(action: SourceMark) -> None:
    _among("mark of a source", action.mark, SOURCE_MARKS)
    if not action.name.strip():
        raise UsageError("a mark needs the name of a source")
    given = action.reliability
    if (action.mark == "reliability") != (given is not None):
        raise UsageError("the mark `reliability` comes with a number from 0 to 1, others without")
    if given is not None and not 0.0 <= given <= 1.0:
        raise UsageError(f"a reliability is a number from 0 to 1, and {given} is none")


def _among(what: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise UsageError(f"{value!r} is no {what}; give one of: {', '.join(allowed)}")
