"""Which claims moved each place most, where thousands of places are named.

Each anchor and each place observed keeps the few heaviest claims that spoke of it, and forgets them
as later evidence takes their place. A place is moved by its own and, through its weights, by those
of its anchors.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from salient.control.anchored import AnchoredField
from salient.control.compiled import COMPILED, WORTHWHILE
from salient.control.series import NO_CARRIER
from salient.control.sweeping import Swept

__all__ = ["Movers"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Claims = npt.NDArray[np.int32]

LEAST = 1e-4
"""Weight (latent units) below which a claim is not worth naming."""


class Movers:
    """The heaviest `kept` claims of n places, and of the anchors."""

    def __init__(self, n: int, most: int, kept: int) -> None:
        self._own = _Heaviest(n, kept)
        self._long = _Heaviest(most, kept)

    def hear(self, swept: Swept) -> None:
        """Take in what a day's observations did."""
        told, taken = swept.told, swept.taken
        firmest = np.lexsort((-swept.today.precision, swept.group))
        first = np.searchsorted(swept.group[firmest], np.arange(len(told.places)))
        claims = swept.today.source[firmest[first]]
        moved = np.abs(told.innovation).max(axis=1)
        self._own.fade(told.places, taken.kept)
        self._own.hear(told.places, claims, taken.share * moved)
        self._long.fade(np.arange(len(taken.anchor_kept)), taken.anchor_kept)
        pull = np.abs(taken.weight) * (moved / taken.seen)[:, None] * taken.variance[taken.anchors]
        each = np.repeat(claims, taken.anchors.shape[1])
        self._long.hear(taken.anchors.ravel(), each, pull.ravel())

    def of_places(self, field: AnchoredField, chosen: Ints, *, compiled: bool = COMPILED) -> Claims:
        """Claims that moved each of the `chosen` places most, the heaviest first, m × kept."""
        index = field.anchors.index[chosen]
        out = np.full((len(chosen), self._own.claims.shape[1]), NO_CARRIER, dtype=np.int32)
        share = np.abs(field.anchors.weight[chosen]) * np.abs(1.0 - field.tie[chosen])[:, None]
        if compiled and len(chosen) > WORTHWHILE:
            from salient.control import loops

            own = self._own.weight[chosen], self._own.claims[chosen]
            far = self._long.weight, self._long.claims
            loops.heaviest(own, far, (index, share), LEAST, out)
            return out
        far = self._long.weight[index] * share[:, :, None]
        weight = np.column_stack((self._own.weight[chosen], far.reshape(len(chosen), -1)))
        claims = np.column_stack(
            (self._own.claims[chosen], self._long.claims[index].reshape(len(chosen), -1))
        )
        everyone = np.arange(len(chosen))
        for column in range(out.shape[1]):
            best = np.argmax(weight, axis=1)
            found = claims[everyone, best]
            heavy = weight[everyone, best] >= LEAST
            out[heavy, column] = found[heavy]
            weight[claims == found[:, None]] = 0.0
        return out


class _Heaviest:
    """The heaviest claims of each row, heaviest first; weight 0 where there are fewer."""

    def __init__(self, n: int, kept: int) -> None:
        self.weight = np.zeros((n, kept), dtype=np.float32)
        self.claims = np.full((n, kept), NO_CARRIER, dtype=np.int32)

    def fade(self, rows: Ints, kept: Floats) -> None:
        """Leave the share `kept` (m) of what the `rows` were moved by."""
        self.weight[rows] *= kept[:, None].astype(np.float32)

    def hear(self, rows: Ints, claims: Ints, pull: Floats, *, compiled: bool = COMPILED) -> None:
        """Add claims (parallel to `rows`) that moved rows by `pull`; a row may come often."""
        if compiled and len(self.weight) > WORTHWHILE:
            from salient.control import loops

            told = claims.astype(np.int32), pull.astype(np.float32)
            loops.keep_heaviest(self.weight, self.claims, rows, *told)
            return
        kept = self.weight.shape[1]
        order = np.lexsort((-pull, rows))
        rows, claims, pull = rows[order], claims[order], pull[order]
        begins = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]]) if rows.size else rows
        rank = np.arange(rows.size) - np.repeat(begins, np.diff(np.r_[begins, rows.size]))
        heavy = rank < kept
        touched = rows[begins]
        where = np.searchsorted(touched, rows[heavy])
        weight = np.zeros((touched.size, kept), dtype=np.float32)
        found = np.full((touched.size, kept), NO_CARRIER, dtype=np.int32)
        weight[where, rank[heavy]] = pull[heavy]
        found[where, rank[heavy]] = claims[heavy]
        weight = np.hstack((self.weight[touched], weight))
        found = np.hstack((self.claims[touched], found))
        best = np.argsort(-weight, axis=1, kind="stable")[:, :kept]
        self.weight[touched] = np.take_along_axis(weight, best, axis=1)
        self.claims[touched] = np.take_along_axis(found, best, axis=1)
