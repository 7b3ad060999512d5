"""The settlements an estimate is made for: where they lie, who held them first, which regions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from salient.control.rivers import River, banks
from salient.errors import UsageError

__all__ = ["EARTH_RADIUS_KM", "Outside", "Sites", "thin"]

EARTH_RADIUS_KM = 6371.0088
FEWEST = 30
"""Members of a region that stand for it, where it has as many."""
Floats = npt.NDArray[np.float64]


def unit_sphere_km(latitude: npt.ArrayLike, longitude: npt.ArrayLike) -> Floats:
    """Points in space (n × 3, kilometres) of WGS 84 degrees on a sphere of the mean radius.

    Straight distances between such points fall short of distances on the ground by less than
    0.1 % up to 600 km, and keep a kernel of distance positive definite.
    """
    phi, lam = np.radians(np.asarray(latitude, float)), np.radians(np.asarray(longitude, float))
    return EARTH_RADIUS_KM * np.column_stack(
        (np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi))
    )


@dataclass(frozen=True, slots=True)
class Outside:
    """Ground beyond the sites that a side held from the start, such as its own home territory.

    `side`, `latitude` and `longitude` (degrees) of points of it near the theatre; a site near
    them has a weaker prior, as one near a line has.
    """

    side: str
    latitude: tuple[float, ...]
    longitude: tuple[float, ...]


@dataclass(frozen=True)
class Sites:
    """Places with coordinates, their control on `first_day`, and the members of regions.

    `latitude` and `longitude` are WGS 84 degrees, one a place. `start` holds a side's id,
    `contested`, or None where nothing is known. `regions` maps a region's id to the ids of its
    member places; ids that are no site are passed over. `rivers` lie between places and make them
    further apart than they are (`salient.control.rivers`). UsageError: lengths differ, an id comes
    twice, a coordinate is no number of degrees, or a starting side is not among `sides`.
    """

    place_ids: tuple[str, ...]
    latitude: Floats
    longitude: Floats
    sides: tuple[str, ...]
    first_day: date
    start: tuple[str | None, ...]
    regions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    outside: tuple[Outside, ...] = ()
    rivers: tuple[River, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "latitude", np.asarray(self.latitude, dtype=float))
        object.__setattr__(self, "longitude", np.asarray(self.longitude, dtype=float))
        _check(self)
        object.__setattr__(self, "_index", {p: i for i, p in enumerate(self.place_ids)})
        object.__setattr__(self, "_points", self.embedded(self.latitude, self.longitude))

    @property
    def points(self) -> Floats:
        """Coordinates in space, kilometres: n × 3, and a further one for each river."""
        points: Floats = self.__dict__["_points"]
        return points

    def embedded(self, latitude: npt.ArrayLike, longitude: npt.ArrayLike) -> Floats:
        """Give any points (WGS 84 degrees) the coordinates that `points` are in."""
        ground = unit_sphere_km(latitude, longitude)
        across = banks(np.asarray(latitude, float), np.asarray(longitude, float), self.rivers)
        return np.hstack((ground, across))

    @property
    def index(self) -> Mapping[str, int]:
        """Position of each place id."""
        index: dict[str, int] = self.__dict__["_index"]
        return index

    def __len__(self) -> int:
        return len(self.place_ids)

    def members(self, region_id: str, spacing_km: float) -> npt.NDArray[np.intp]:
        """Positions of a region's members, thinned to one about every `spacing_km`.

        To half of that, and so on, where it leaves fewer than 30: what is said of a small region
        must reach all of it.
        """
        inside = [self.index[p] for p in self.regions.get(region_id, ()) if p in self.index]
        if not inside:
            return np.empty(0, dtype=np.intp)
        chosen = np.unique(np.array(inside, dtype=np.intp))
        while len(kept := thin(self.points[chosen], spacing_km)) < min(FEWEST, len(chosen)):
            spacing_km /= 2.0
        return chosen[kept]

    def line_distance(self) -> Floats:
        """Kilometres from each site to the nearest ground that another side held at the start.

        Infinite where no other side held any.
        """
        out = np.full(len(self), np.inf)
        start = np.array([s or "" for s in self.start], dtype=object)
        for side in self.sides:
            mine = np.flatnonzero(start == side)
            other = self.points[np.isin(start, [s for s in self.sides if s != side])]
            beyond = [
                self.embedded(o.latitude, o.longitude) for o in self.outside if o.side != side
            ]
            ground = np.concatenate([other, *beyond])
            if mine.size and len(ground):
                out[mine] = cKDTree(ground).query(self.points[mine])[0]
        return out


def thin(points: Floats, spacing_km: float) -> npt.NDArray[np.intp]:
    """Positions of a subset in which no two points lie nearer than `spacing_km`.

    Every point left out has a kept one within that distance. The answer does not depend on
    anything but the points and their order.
    """
    tree = cKDTree(points)
    covered = np.zeros(len(points), dtype=bool)
    kept = []
    for i in range(len(points)):
        if not covered[i]:
            kept.append(i)
            covered[tree.query_ball_point(points[i], spacing_km)] = True
    return np.array(kept, dtype=np.intp)


def _check(sites: Sites) -> None:
    n = len(sites.place_ids)
    lengths = {"latitude": len(sites.latitude), "longitude": len(sites.longitude)}
    lengths["start"] = len(sites.start)
    for name, length in lengths.items():
        if length != n:
            raise UsageError(
                f"{n} place ids but {length} values of {name}; give one {name} for each place"
            )
    if len(set(sites.place_ids)) != n:
        twice = next(p for p, n_times in Counter(sites.place_ids).items() if n_times > 1)
        raise UsageError(f"the place {twice} is listed twice; list each place once")
    if len(set(sites.sides)) != len(sites.sides) or len(sites.sides) < 2:
        raise UsageError(
            f"the sides are {', '.join(sites.sides) or 'none'}; name at least two different sides"
        )
    bad = ~((np.abs(sites.latitude) <= 90) & (np.abs(sites.longitude) <= 180))
    if bad.any():
        i = int(np.flatnonzero(bad)[0])
        raise UsageError(
            f"the place {sites.place_ids[i]} lies at latitude {sites.latitude[i]}, longitude "
            f"{sites.longitude[i]}; give degrees, -90 to 90 and -180 to 180"
        )
    _check_start(sites)


def _check_start(sites: Sites) -> None:
    allowed = {*sites.sides, "contested", None}
    for place_id, control in zip(sites.place_ids, sites.start, strict=True):
        if control not in allowed:
            raise UsageError(
                f"the place {place_id} starts under {control}, which is no side of the theatre; "
                f"use one of {', '.join(sites.sides)} or contested"
            )
    for ground in sites.outside:
        if ground.side not in sites.sides:
            raise UsageError(
                f"ground outside the sites is held by {ground.side}, which is no side of the "
                f"theatre; use one of {', '.join(sites.sides)}"
            )
