"""Which observations make an estimate of the filter for many named places, and how much of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from salient.control.likely import Likely
from salient.control.observations import Observations
from salient.control.settings import ControlSettings
from salient.control.sites import Sites
from salient.control.sweeping import Sweep
from salient.control.trails import Trail

__all__ = ["Traced", "trace"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


class Traced(NamedTuple):
    """Some places on the asked day, seen from all that was observed until then.

    `observed` are the sided observations, `moved` gives for each place what each of them adds to
    the latent value (observations × sides), `variance` that of each place, `tenure` (places ×
    sides) what having held
    the place and the ground around it adds to the log-odds, `mobility` (places) that of its sector.
    """

    observed: Observations
    moved: Iterator[Floats]
    variance: Floats
    tenure: Floats
    mobility: Floats


class _Update(NamedTuple):
    rows: Ints
    group: Ints
    shares: Floats
    values: Floats


def trace(
    sites: Sites, observed: Observations, settings: ControlSettings, places: Ints, asked: int
) -> Traced:
    """Run the filter to the `asked` day, and back again from the `places`.

    Takes room for the square of the number of anchors on each day with observations.
    """
    sided = observed.take((observed.sign != 0) & (observed.day <= asked))
    bounds = np.searchsorted(sided.day, np.arange(asked + 2))
    run, likely = Sweep(sites, settings), Likely(sites, settings, places)
    run.field.trail = trail = Trail()
    updates: list[_Update] = []
    variance, quiet = np.empty(len(places)), np.zeros(len(places))
    for day in range(asked + 1):
        begin = int(bounds[day])
        swept = run.step(sided.between(begin, int(bounds[day + 1])))
        if swept is not None:
            updates.append(_Update(begin + swept.rows, swept.group, swept.shares, swept.values))
        mean, everywhere = run.settle()
        variance = everywhere[places]
        likely.next_day(mean[likely.wanted], everywhere[likely.wanted], quiet)
    seen = list(trail.back(run.counts(places)))
    return Traced(
        sided,
        _moved(updates[::-1], seen, len(places), (len(sided), len(sites.sides))),
        variance,
        likely.tenure,
        run.mobility[run.cell_of_site[places]],
    )


def _moved(
    updates: list[_Update], seen: list[Floats], places: int, shape: tuple[int, int]
) -> Iterator[Floats]:
    for place in range(places):
        moved = np.zeros(shape)
        for update, weight in zip(updates, seen, strict=True):
            each = weight[update.group, place] * update.shares
            moved[update.rows] = each[:, None] * update.values
        yield moved
