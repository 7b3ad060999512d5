"""How much evidence stands behind an estimate, apart from how likely it makes anything."""

from __future__ import annotations

from collections.abc import Sequence

from salient.assessment.composing import Desk
from salient.assessment.report import Sentence
from salient.assessment.stories import source_name

__all__ = ["LEVELS", "confidence_level", "confidence_sentences"]

NEAR_KM = 15.0
"""Up to this distance a claim that carries an estimate counts as a source on the place itself."""

LEVELS = ("high", "moderate", "low")
_HIGH_SOURCES = 3
_MODERATE_SOURCES = 2
_MOSTLY_EVIDENCE = 0.5


def confidence_level(desk: Desk, place_id: str) -> str:
    """*high*, *moderate* or *low*.

    High: three independent sources or more, recent claims carry at least half of the certainty,
    and no source disagrees. Low: no source but persistence, or a single one, or two that
    disagree. Moderate: all else. Ten publishers that repeat one source are one source.
    """
    sources = _sources(desk, place_id)
    disputed = any(dispute.place_id == place_id for dispute in desk.disputes)
    estimate = desk.inputs.today.get(place_id)
    evidence = estimate.evidence if estimate else 0.0
    if sources >= _HIGH_SOURCES and evidence >= _MOSTLY_EVIDENCE and not disputed:
        return "high"
    if sources < _MODERATE_SOURCES or (disputed and sources == _MODERATE_SOURCES):
        return "low"
    return "moderate"


def confidence_sentences(desk: Desk, place_ids: Sequence[str]) -> tuple[Sentence, ...]:
    """At most one sentence a level, on the evidence behind the estimates of these places."""
    levels: dict[str, list[str]] = {}
    for place_id in place_ids:
        levels.setdefault(confidence_level(desk, place_id), []).append(place_id)
    return tuple(
        Sentence(_wording(desk, level, levels[level]), (), "confidence", tuple(levels[level]))
        for level in LEVELS
        if level in levels
    )


def _wording(desk: Desk, level: str, place_ids: Sequence[str]) -> str:
    bare = [place_id for place_id in place_ids if not _sources(desk, place_id)]
    names = desk.listed(place_ids)
    if level == "high":
        return (
            f"Confidence is high for {names}: at least three independent sources speak "
            "of each and none contradicts another."
        )
    if level == "moderate":
        return f"Confidence is moderate for {names}: the sources are few or do not all agree."
    if len(bare) == len(place_ids):
        days = desk.inputs.window_days
        return (
            f"Confidence is low for {names}: no report of the last {days} days bears on "
            f"{'it' if len(place_ids) == 1 else 'them'}, so older knowledge is carried forward."
        )
    return f"Confidence is low for {names}: one source at most, or sources that disagree."


def _sources(desk: Desk, place_id: str) -> int:
    """Number of independent sources in the window that name the place or speak of its vicinity."""
    ids = set(desk.naming.get(place_id, ()))
    ids |= {w.claim_id for w in desk.inputs.weights.get(place_id, ()) if w.distance_km <= NEAR_KM}
    return len({source_name(desk.claims[i]) for i in ids if i in desk.recent})
