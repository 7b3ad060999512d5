"""What each step of the anchored filter did, to be run back from an estimate to its observations.

The means of the filter are linear in what was observed. Beginning with how much a unit of each mean
counts for the value asked for, the steps are gone through backwards, each handing what its result
counts for on to what it was made from (an adjoint); an observation's weight is what is handed to
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Counts", "Trail"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Hangs = tuple[Ints, Floats]


@dataclass(slots=True)
class Counts:
    """How much a unit of each mean counts for the values asked for, one column a value.

    `long` is most anchors × values, `own` n places × values.
    """

    long: Floats
    own: Floats

    def hang(self, hangs: Hangs, amounts: Floats) -> None:
        """Add what weighted sums of anchors count for: `amounts`, rows × values."""
        index, weight = hangs
        for j in range(index.shape[1]):
            np.add.at(self.long, index[:, j], weight[:, j, None] * amounts)


class Trail:
    """The steps of a filter, in order."""

    def __init__(self) -> None:
        self._steps: list[Callable[[Counts], Floats | None]] = []

    def joined(self, added: int, weight: Floats) -> None:
        """The mean of a new anchor was made as a weighted sum of all those before."""

        def back(counts: Counts) -> None:
            counts.long[:added] += weight[:, None] * counts.long[added]
            counts.long[added] = 0.0

        self._steps.append(back)

    def loosened(self, places: Ints, freed: Floats, hangs: Hangs) -> None:
        """From the own parts of places, `freed` of a weighted sum of anchors was taken away."""

        def back(counts: Counts) -> None:
            counts.hang(hangs, -freed[:, None] * counts.own[places])

        self._steps.append(back)

    def updated(
        self, places: Ints, hangs: Hangs, noise: Floats, share: Floats, covariance: Floats
    ) -> None:
        """Observations of places were taken in, after which the anchors have `covariance`.

        Of the anchors they were observations with variance `noise`; `share` of each went to the own
        part of its place.
        """
        held = len(covariance)
        kept: Singles = covariance.astype(np.float32)

        def back(counts: Counts) -> Floats:
            index, weight = hangs
            pulled = kept @ counts.long[:held].astype(np.float32)
            gain = np.einsum("mk,mkv->mv", weight, pulled[index].astype(float)) / noise[:, None]
            seen: Floats = gain + share[:, None] * counts.own[places]
            counts.own[places] -= seen
            counts.hang((index, weight), -gain)
            return seen

        self._steps.append(back)

    def back(self, counts: Counts) -> Iterator[Floats]:
        """Weights of the observations of each update (m × values), the last update first."""
        for step in reversed(self._steps):
            seen = step(counts)
            if seen is not None:
                yield seen
