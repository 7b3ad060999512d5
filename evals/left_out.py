"""The score of control when one source is left out: what each of them is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from evals.scenes import Scene, estimated
from evals.scoring import Figures, figures
from salient.control import ControlSettings
from salient.workbench.institutions import claims_of

__all__ = ["LeftOut", "left_out", "matters"]

LEAST_SHARE = 0.03


class LeftOut(NamedTuple):
    """What remains without a source: its name, pieces of evidence left out, and the figures."""

    source: str
    pieces: int
    figures: Figures


def matters(scene: Scene, least: float = LEAST_SHARE) -> list[str]:
    """Name publishers and holders behind at least this share of the evidence, the largest first."""
    pieces: Counter[str] = Counter()
    for item in scene.evidence:
        claim = scene.claims[item.claim_id]
        names = {claim.document.publisher, *(holder.name for holder in claim.holders)}
        pieces.update({_spelt(scene, name) for name in names})
    enough = least * len(scene.evidence)
    return [name for name, n in sorted(pieces.items(), key=lambda e: (-e[1], e[0])) if n >= enough]


def left_out(
    scene: Scene, settings: ControlSettings | None = None, least: float = LEAST_SHARE
) -> Iterator[LeftOut]:
    """Score the window without each source that matters, whether it publishes, says or is cited."""
    everything = list(scene.claims.values())
    for name in matters(scene, least):
        dropped = claims_of(everything, [name], (), scene.sources)
        kept = [item for item in scene.evidence if item.claim_id not in dropped]
        probability = estimated(scene, settings, kept)
        state = probability.argmax(axis=2)
        found = figures(state, scene.truth, scene.contested, probability)
        yield LeftOut(name, len(scene.evidence) - len(kept), found)


def _spelt(scene: Scene, name: str) -> str:
    for source in scene.sources:
        if name.casefold() in {n.casefold() for n in (source.name, *source.aliases)}:
            return source.name
    return name
