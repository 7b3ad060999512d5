"""What control is compared with: rules that need no model, and a Markov chain for each place.

All give states as known on each day, days × places, from the same evidence as the model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from evals.scenes import UNKNOWN, Scene
from salient.control import Evidence

__all__ = ["last_claim", "majority", "markov", "never_updating", "symbols"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Telling = tuple[int, int, Evidence]

WEEK = 7
SILENCE, BOTH = 0, 4
STEPS, FIRMNESS, STAY = 20, 0.98, 0.999
TELLS = (
    (0.8, 0.14, 0.02, 0.02, 0.02),
    (0.8, 0.02, 0.14, 0.02, 0.02),
    (0.8, 0.02, 0.02, 0.14, 0.02),
)
"""What the chain begins with: how often each state (row) shows each symbol of a day."""


def never_updating(scene: Scene) -> Ints:
    """Take the state that the theatre begins with, every day."""
    return np.repeat(scene.start[None, :], len(scene.days), axis=0)


def last_claim(scene: Scene) -> Ints:
    """Take the side of the last claim that names the place, the starting state until then."""
    state = never_updating(scene)
    for day, place, item in _tellings(scene):
        if not item.contest:
            state[day:, place] = _side(scene, item)
    return state


def majority(scene: Scene, days: int = WEEK) -> Ints:
    """Take the side that most claims of the last days that name the place speak for.

    Where there are none, or as many for each, the state before.
    """
    sides = len(scene.sites.sides)
    told = np.zeros((len(scene.days), len(scene.places), sides), dtype=np.intp)
    for day, place, item in _tellings(scene):
        if not item.contest:
            told[day, place, _side(scene, item)] += 1
    whole = np.cumsum(told, axis=0)
    whole[days:] -= whole[:-days].copy()
    most = whole.max(axis=2)
    clear = (whole == most[..., None]).sum(axis=2) == 1
    state = never_updating(scene)
    for day in range(len(scene.days)):
        if day:
            state[day] = state[day - 1]
        chosen = clear[day] & (most[day] > 0)
        state[day, chosen] = whole[day, chosen].argmax(axis=1)
    return state


def symbols(scene: Scene) -> dict[int, Ints]:
    """Give what was told of each named place by day, as a symbol, by position of the place.

    0 nothing, 1 and 2 for a side alone, 3 of fighting alone, 4 anything else.
    """
    told: dict[int, list[set[int]]] = defaultdict(lambda: [set() for _ in scene.days])
    for day, place, item in _tellings(scene):
        told[place][day].add(3 if item.contest else 1 + _side(scene, item))
    return {
        place: np.array(
            [SILENCE if not said else min(said) if len(said) == 1 else BOTH for said in days],
            dtype=np.intp,
        )
        for place, days in sorted(told.items())
    }


def markov(scene: Scene) -> npt.NDArray[np.float32]:
    """Filter each place by itself with a hidden Markov chain of `hmmlearn`: probabilities.

    Three hidden states (two sides, contested) and the symbols of a day. What each state shows is
    learned by expectation maximisation over all named places together, without the truth, with
    silence tied to say nothing and days that keep the state fixed at `STAY`: most places are never
    named, and a chain that learns either from silence leaves the starting map within months. Each
    place begins in its starting state. The nowcast of a day is the end of the chain's posterior
    over the days up to it.
    """
    from hmmlearn.hmm import CategoricalHMM

    told = symbols(scene)
    seen, lengths = np.concatenate(list(told.values()))[:, None], [len(scene.days)] * len(told)
    chain = CategoricalHMM(
        n_components=3, n_features=BOTH + 1, n_iter=1, params="e", init_params=""
    )
    chain.startprob_ = np.full(3, 1 / 3)
    chain.transmat_ = np.full((3, 3), (1 - STAY) / 2) + np.eye(3) * (STAY - (1 - STAY) / 2)
    chain.emissionprob_ = np.array(TELLS)
    for _ in range(STEPS):
        chain.fit(seen, lengths)
        chain.emissionprob_ = _silence_tied(chain.emissionprob_)
    probability = np.zeros((len(scene.days), len(scene.places), 3), dtype=np.float32)
    silent = np.full(len(scene.days), SILENCE, dtype=np.intp)
    quiet: Mapping[int, Floats] = {
        start: _filtered(chain, silent, start) for start in np.unique(scene.start)
    }
    for place, start in enumerate(scene.start):
        shown = told.get(place)
        probability[:, place] = quiet[start] if shown is None else _filtered(chain, shown, start)
    return probability


def _silence_tied(shows: Floats) -> Floats:
    """Make days without a word as frequent in each state, so that silence says nothing."""
    tied = shows.copy()
    tied[:, SILENCE] = shows[:, SILENCE].mean()
    told = tied[:, SILENCE + 1 :]
    told *= (1.0 - tied[:, [SILENCE]]) / told.sum(axis=1, keepdims=True)
    return tied


def _filtered(chain: Any, seen: Ints, start: int) -> Floats:
    """Posterior at the end of every beginning of one place's days."""
    chain.startprob_ = (
        np.full(3, 1 / 3)
        if start == UNKNOWN
        else np.full(3, (1 - FIRMNESS) / 2) + np.eye(3)[start] * (FIRMNESS - (1 - FIRMNESS) / 2)
    )
    lengths = np.arange(1, len(seen) + 1)
    prefixes = np.concatenate([seen[:n] for n in lengths])[:, None]
    posterior: Floats = chain.predict_proba(prefixes, lengths)
    return posterior[np.cumsum(lengths) - 1]


def _tellings(scene: Scene) -> Iterator[Telling]:
    """Give the evidence that names a scored place: day known, position of the place, evidence."""
    position = {place: i for i, place in enumerate(scene.places)}
    days = {day: i for i, day in enumerate(scene.days)}
    named = [e for e in scene.evidence if e.place_id in position and e.known in days]
    for item in sorted(named, key=lambda e: (e.known, e.observed, e.claim_id)):
        yield days[item.known], position[item.place_id], item


def _side(scene: Scene, item: Evidence) -> int:
    """Find whom evidence speaks for, of two sides."""
    side = scene.sites.sides.index(item.side)
    return side if item.supports else 1 - side
