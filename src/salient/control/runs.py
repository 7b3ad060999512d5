"""Since when each place has been in its present state."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from salient.control.compiled import COMPILED, WORTHWHILE
from salient.control.series import SURE

__all__ = ["Runs"]

Ints = npt.NDArray[np.intp]

_NEVER = -1
NOBODY = -1


class Runs:
    """Since when each place has been in its present state, and how late or early that may be."""

    def __init__(self, n: int) -> None:
        self.since = np.zeros(n, dtype=np.int32)
        self.earliest = np.zeros(n, dtype=np.int32)
        self._sure = np.full(n, _NEVER, dtype=np.int32)
        self._last_sure = np.zeros(0, dtype=np.int32)
        self._state: Ints | None = None

    def hear(
        self, day: int, probability: npt.NDArray[np.float64], *, compiled: bool = COMPILED
    ) -> None:
        """Take the probabilities (n × states) of the next day."""
        if compiled and len(probability) > WORTHWHILE:
            self._hear_compiled(day, probability)
            return
        everyone = np.arange(len(probability))
        now = np.argmax(probability, axis=1)
        if self._state is None:
            self._last_sure = np.full(probability.shape, _NEVER, dtype=np.int32)
        else:
            changed = now != self._state
            self.since[changed] = day
            self._sure[changed] = _NEVER
        self._state = now
        sure = probability[everyone, now] >= SURE
        self._sure[sure & (self._sure == _NEVER)] = day
        self._last_sure[everyone[sure], now[sure]] = day
        others = self._last_sure.copy()
        others[everyone, now] = -1
        self.earliest = others.max(axis=1) + 1

    def _hear_compiled(self, day: int, probability: npt.NDArray[np.float64]) -> None:
        from salient.control import loops

        if self._state is None:
            self._last_sure = np.full(probability.shape, _NEVER, dtype=np.int32)
            self._state = np.full(len(probability), NOBODY, dtype=np.intp)
        runs = self.since, self._sure, self._last_sure, self.earliest
        loops.hear_runs(probability, day, SURE, self._state, runs)

    def latest(self, day: int) -> npt.NDArray[np.int32]:
        """First day of the present run that was sure, `day` where none has been."""
        return np.where(self._sure == _NEVER, np.int32(day), self._sure)
