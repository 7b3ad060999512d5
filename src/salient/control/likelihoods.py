"""What each kind of claim says about control, and how firmly: a table to read and to argue with.

A claim that is true and about the place itself observes the latent field there with the noise of
its row: `sd` in latent units, in which a certain, fresh statement is worth 1 for a side. `favours`
says for whom: the `side` that the claim's control entry (or its actor) names, or its `others`.
`movement` (0..1) is how far the claim speaks of ground changing hands now, which is what the phase
listens to. The stories give, as right to wrong, how often such claims of the shipped reader were
borne out within five days in spring 2022. The sds do not follow from that alone: where one side
holds most of what reports name, claims that only say so again must be weak, or the villages that
nobody names go with them.
"""

from __future__ import annotations

import msgspec

__all__ = [
    "BY_AIM",
    "BY_EFFECT",
    "BY_EVENT",
    "BY_MOOD",
    "BY_ORIGIN",
    "NEGATED_EFFECT",
    "NEGATED_EVENT",
    "RELATION_SHARE",
    "TOWARD",
    "WHOLE_WORDS",
    "Likelihood",
]


class Likelihood(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table; `family` names rows that count as one kind of statement."""

    family: str
    favours: str
    sd: float
    movement: float
    story: str


SIDE, OTHERS, FIGHT = "side", "others", "fighting"


def _row(family: str, favours: str, sd: float, movement: float, story: str) -> Likelihood:
    return Likelihood(family=family, favours=favours, sd=sd, movement=movement, story=story)


BY_EFFECT = {
    "gains": _row(
        "gain", SIDE, 1.1, 1.0, "taken, liberated, occupied: right to wrong 3 to 1 or so"
    ),
    "holds": _row("hold", SIDE, 1.84, 0.0, "defends, remains in, controls: often part of it"),
    "loses": _row("loss", OTHERS, 1.16, 1.0, "withdrew from, lost: 4 to 1, some too early"),
    "contests": _row("fight", FIGHT, 1.0, 0.0, "fighting in the place, part of it held"),
}
"""By the effect of a positive claim's own control entry."""

NEGATED_EFFECT = {
    "gains": _row("failure", OTHERS, 6.28, 0.0, "did not take it: another held it, at least then"),
    "holds": _row("loss", OTHERS, 1.39, 1.0, "no longer holds it"),
    "loses": _row("hold", SIDE, 1.63, 0.0, "has not lost it, has not withdrawn"),
}
"""By the effect of a negative claim's control entry."""

BY_EVENT = {
    "shell": _row("fire", OTHERS, 1.42, 0.0, "nobody shells its own ground: 6 to 1"),
    "airstrike": _row("fire", OTHERS, 1.62, 0.0, "as shelling"),
    "strike": _row(
        "fire", OTHERS, 1.42, 0.0, "as shelling: 9 to 1, for it reaches far behind a line"
    ),
    "sabotage": _row("fire", OTHERS, 2.58, 0.0, "saboteurs work behind the other's line"),
    "attack": _row(
        "assault", OTHERS, 3.71, 0.0, "who attacks a place does not hold it yet: 4 to 1"
    ),
    "encircle": _row(
        "assault", OTHERS, 3.71, 0.0, "who surrounds a place does not hold it: 5 to 1"
    ),
    "repel": _row("repulse", SIDE, 1.88, 0.0, "who beats an attack off still stands there: 7 to 1"),
    "withdraw": _row("loss", OTHERS, 1.39, 1.0, "left it"),
    "lose": _row("loss", OTHERS, 1.39, 1.0, "lost it"),
    "surrender": _row("loss", OTHERS, 2.31, 0.5, "gave up there: some, or all"),
    "capture": _row(
        "gain", SIDE, 1.38, 1.0, "taken there; the reader drew no effect for any place"
    ),
    "govern": _row("hold", SIDE, 1.02, 0.0, "who administers a place holds it"),
    "hold": _row("hold", SIDE, 3.06, 0.0, "defends there, no effect drawn: hardly above even"),
    "detain": _row("presence", SIDE, 2.2, 0.0, "who arrests people there holds it: 4 to 1"),
    "mobilise": _row("presence", SIDE, 2.64, 0.0, "who drafts people there holds it: 4 to 1"),
    "redeploy": _row("presence", SIDE, 2.64, 0.0, "moves forces within what it holds: 2 to 1"),
    "fight": _row("fight", FIGHT, 1.5, 0.0, "fighting at the place"),
}
"""By event and the actor's side, for places that the claim has no control entry for."""

NEGATED_EVENT = {
    "capture": _row("failure", OTHERS, 6.28, 0.0, "an attempt on it failed"),
    "advance": _row("failure", OTHERS, 6.28, 0.0, "no headway there"),
    "withdraw": _row("hold", SIDE, 2.04, 0.0, "has not left"),
    "lose": _row("hold", SIDE, 2.04, 0.0, "has not lost it"),
    "hold": _row("loss", OTHERS, 1.85, 0.5, "no longer holds it"),
}
"""By a negative claim's event and actor, for places that it has no control entry for."""

BY_ORIGIN = {
    "attack": _row("base", SIDE, 1.72, 0.0, "attacks from what it holds: 5 to 1"),
    "advance": _row("base", SIDE, 1.72, 0.0, "as attacks"),
    "shell": _row("base", SIDE, 2.15, 0.0, "fires from what it holds"),
    "redeploy": _row("base", SIDE, 3.44, 0.0, "comes from what it holds, or leaves it"),
}
"""By event and the actor's side, for the place that something comes from."""

BY_AIM = _row("aim", OTHERS, 3.0, 0.0, "who moves on a place is not in it yet: 10 to 1")
"""For a place that an attack or an advance goes toward (`TOWARD`), whether it is reported, failed,
forecast or intended: what is aimed at is another's still."""

TOWARD = frozenset({"attack", "advance"})

BY_MOOD = {
    "forecast": _row("pending", OTHERS, 6.0, 0.0, "what is yet to be taken is not held now"),
    "intended": _row("pending", OTHERS, 6.0, 0.0, "as a forecast"),
    "denied": _row("denial", SIDE, 3.0, 0.0, "denies a loss: its word, little more"),
}
"""For a capture or advance that is not reported as done (`forecast`, `intended`), and for a loss
that is denied. Conditional and superseded claims say nothing of control."""

RELATION_SHARE = {"at": 1.0, "around": 0.3, "near": 0.2, "between": 0.1, "along": 0.1}
"""Share of a claim's precision that reaches the named place, by relation; others none."""

WHOLE_WORDS = (
    "entire", "entirely", "whole", "wholly", "all of", "complete", "completely", "completed",
    "full control", "fully", "total", "totally", "every settlement", "remaining",
)  # fmt: skip
"""Words by which a claim about a region speaks of all of it."""
