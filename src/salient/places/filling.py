"""What a gazetteer's rows lack, filled in from another gazetteer."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from salient.places.gazetteer import Gazetteer
from salient.places.table import PlaceTable

__all__ = ["fill_in"]

# Votes of this many nearest known places decide a missing country or admin1; five steadies a
# border without reaching far across it.
_VOTERS = 5
_CHUNK = 50_000


def fill_in(table: PlaceTable, reference: Gazetteer) -> int:
    """Give the rows of a settled table what they lack: country, admin1, population.

    The same GeoNames id in `reference` knows it, or else a vote of the nearest settlements does.
    The number of rows whose country or admin1 was missing.
    """
    wanting = 0
    for start in range(0, len(table.order), _CHUNK):
        rows = table.order[start : start + _CHUNK]
        known = reference.rows_numbered(table.number[rows])
        people = table.population
        lacking = (people[rows] == 0) & (known >= 0)
        people[rows[lacking]] = reference.population[known[lacking]]
        nowhere = (table.country.numbers[rows] == 0) | (table.admin1.numbers[rows] == 0)
        if nowhere.any():
            _place(table, rows[nowhere], known[nowhere], reference)
            wanting += int(nowhere.sum())
    return wanting


def _place(
    table: PlaceTable, rows: NDArray[np.int64], known: NDArray[np.int64], reference: Gazetteer
) -> None:
    """Give rows their country and admin1; `known` are their rows in the reference, or -1."""
    km, nearest = reference.nearest_settlements(table.degrees(rows), _VOTERS)
    voters = zip(
        reference.country_of(nearest.ravel()), reference.admin1_of(nearest.ravel()), strict=True
    )
    areas = list(voters)
    count = nearest.shape[1]
    same = zip(reference.country_of(known), reference.admin1_of(known), strict=True)
    for n, (row, own) in enumerate(zip(rows.tolist(), same, strict=True)):
        country, admin1 = table.country.get(row), table.admin1.get(row)
        votes: dict[tuple[str, str], float] = defaultdict(float)
        for area, distance in zip(areas[n * count : (n + 1) * count], km[n].tolist(), strict=True):
            if country in ("", area[0]):
                votes[area] += 1.0 / (1.0 + distance)
        voted = max(sorted(votes), key=lambda area: votes[area]) if votes else ("", "")
        stated = own if known[n] >= 0 else ("", "")
        table.country.put(row, country or stated[0] or voted[0])
        table.admin1.put(row, admin1 or stated[1] or voted[1])
