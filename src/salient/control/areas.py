"""From settlements to ground: the cells they stand for, and how much of it each side holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
import numpy.typing as npt
import shapely
from scipy.special import ndtri
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from salient.control.settings import DEFAULT_SCALES, KernelScale
from salient.control.tessellation import Plane, Points, diagram, footprint

__all__ = ["Held", "Tessellation", "field_draws", "held_ground", "tessellate"]

Floats = npt.NDArray[np.float64]

LEVEL = 0.05
"""What is left out at either end of an interval of area or population."""

DRAWS = 400
WAVES = 256
"""Draws from the field behind the intervals, and plane waves that each scale of it is made of."""

_LAND_SHARE = 0.05


@dataclass(frozen=True)
class Tessellation:
    """The ground of a theatre, shared out among its n settlements.

    `points` (n × 2) are the settlements in the kilometres of `plane`; `cells` are theirs, cut to
    `ground`; `area_km2` are their true areas, of which settlements at one spot have equal shares.
    `pairs` (m × 2) are neighbours and `edges` (m × 2 × 2) the ends of the line at which they meet.
    """

    plane: Plane
    points: Points
    cells: npt.NDArray[np.object_]
    area_km2: Floats
    pairs: npt.NDArray[np.intp]
    edges: Points
    ground: BaseGeometry

    def __len__(self) -> int:
        """Return the number of settlements."""
        return len(self.cells)

    def area(self, members: npt.NDArray[np.intp]) -> BaseGeometry:
        """The cells of these settlements as one area in degrees; valid, maybe empty."""
        if not len(members):
            return MultiPolygon()
        merged = shapely.union_all(self.cells[np.unique(members)])
        return polygonal(shapely.make_valid(self.plane.unproject(polygonal(merged))))


def polygonal(geometry: BaseGeometry) -> BaseGeometry:
    """Only the polygons of a geometry."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return MultiPolygon([p for p in parts if isinstance(p, Polygon) and p.area > 0])


def tessellate(
    longitude: npt.ArrayLike,
    latitude: npt.ArrayLike,
    *,
    around: npt.ArrayLike = (),
    land: BaseGeometry | None = None,
) -> Tessellation:
    """Share ground out among settlements, each spot to the nearest.

    `longitude` and `latitude` are WGS 84 degrees, one a settlement; `around` (k × 2, longitude
    first) are settlements of others, which bound the ground; `land` is what is not sea, in
    degrees. Ground is what the settlements can speak for (`footprint`), less the sea.
    """
    own = np.column_stack((np.asarray(longitude, float), np.asarray(latitude, float)))
    others = np.asarray(around, dtype=np.float64).reshape(-1, 2)
    plane = Plane(own)
    if not len(own):
        nothing = np.empty((0, 2), dtype=np.intp)
        empty = np.empty(0, dtype=object)
        return Tessellation(
            plane, own, empty, np.empty(0), nothing, np.empty((0, 2, 2)), MultiPolygon()
        )
    at = plane.to_plane(own)
    drawn = diagram(np.vstack([at, plane.to_plane(others)]) if len(others) else at)
    ground = footprint(at)
    if land is not None:
        dry = ground.intersection(plane.project(land))
        # Where the coastline knows no land, its grain is coarser than the theatre.
        ground = dry if dry.area > _LAND_SHARE * ground.area else ground
    cells = _cut(np.array(drawn.cells[: len(own)], dtype=object), ground)
    _, which, shared = np.unique(np.round(at, 4), axis=0, return_inverse=True, return_counts=True)
    stretch = np.cos(np.radians(own[:, 1])) / plane.cosine
    area = shapely.area(cells) * stretch / shared[which.ravel()]
    between = (drawn.pairs < len(own)).all(axis=1)
    return Tessellation(plane, at, cells, area, drawn.pairs[between], drawn.edges[between], ground)


def _cut(cells: npt.NDArray[np.object_], ground: BaseGeometry) -> npt.NDArray[np.object_]:
    """Cells cut to the ground; those wholly inside are left as they are."""
    shapely.prepare(ground)
    out = cells.copy()
    rim = ~shapely.contains_properly(ground, cells)
    out[rim] = shapely.intersection(cells[rim], ground)
    return out


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What is held in one state within one group of settlements.

    `settlements` counts those whose likeliest state it is. `area_km2` and `population` are
    expected values, each with a low and a high end.
    """

    group: str
    state: str
    settlements: int
    area_km2: float
    area_low: float
    area_high: float
    population: float
    population_low: float
    population_high: float


def field_draws(
    points: Points, scales: Sequence[KernelScale] = DEFAULT_SCALES, *, seed: int = 0
) -> Floats:
    """Draw `DRAWS` standard normal fields over n points (kilometres), correlated as the kernel is.

    Each scale is a sum of random plane waves (Rahimi and Recht, Random Features for Large-Scale
    Kernel Machines, 2007): wave numbers are normal for a Gaussian kernel, and Cauchy in the plane
    for an exponential one. The answer is n × `DRAWS`.
    """
    random = np.random.default_rng(seed)
    out = np.zeros((len(points), DRAWS))
    for scale in scales:
        waves = random.normal(size=(2, WAVES)) / scale.length_km
        if scale.shape == "exponential":
            waves /= np.abs(random.normal(size=WAVES))
        phase = points @ waves
        weights = random.normal(size=(2 * WAVES, DRAWS)) * np.sqrt(scale.weight / WAVES)
        out += np.cos(phase) @ weights[:WAVES] + np.sin(phase) @ weights[WAVES:]
    return out


def held_ground(
    probability: npt.ArrayLike,
    states: Sequence[str],
    tessellation: Tessellation,
    population: npt.ArrayLike,
    groups: Mapping[str, npt.NDArray[np.intp]],
    field: Floats,
) -> list[Held]:
    """Area and population by group and state, with intervals of 90 %.

    `probability` is n × K over `states` (the last is contested), `population` n values, `groups`
    name positions, `field` is of `field_draws`. Expected values are sums weighted by probability.
    Neighbours are held or lost together, so the intervals come from draws of the whole map: a
    Gaussian copula, whose correlation is the model's kernel before any claim, over each place's
    own probabilities. Claims loosen the tie between neighbours, so the intervals err on the wide
    side.
    """
    p = np.asarray(probability, dtype=float)
    weights = (tessellation.area_km2, np.asarray(population, dtype=float))
    likeliest = np.argmax(p, axis=1)
    drawn = _states_drawn(p, field)
    rows = []
    for group, members in groups.items():
        for k, state in enumerate(states):
            inside = drawn[members] == k
            mean, low, high = zip(
                *(_interval(p[members, k], inside, amount[members]) for amount in weights),
                strict=True,
            )
            rows.append(
                Held(
                    group=group,
                    state=state,
                    settlements=int((likeliest[members] == k).sum()),
                    area_km2=mean[0],
                    area_low=low[0],
                    area_high=high[0],
                    population=mean[1],
                    population_low=low[1],
                    population_high=high[1],
                )
            )
    return rows


def _states_drawn(p: Floats, field: Floats) -> npt.NDArray[np.int8]:
    """The state of each place in each draw: contested lies between the first side and the rest."""
    order = [0, p.shape[1] - 1, *range(1, p.shape[1] - 1)]
    edges = ndtri(np.clip(np.cumsum(p[:, order], axis=1)[:, :-1], 0.0, 1.0))
    rank = (field[:, :, None] > edges[:, None, :]).sum(axis=2)
    states: npt.NDArray[np.int8] = np.array(order, dtype=np.int8)[rank]
    return states


def _interval(
    chance: Floats, inside: npt.NDArray[np.bool_], amount: Floats
) -> tuple[float, float, float]:
    mean = float(chance @ amount)
    low, high = np.quantile(amount @ inside, (LEVEL, 1 - LEVEL))
    return mean, min(mean, float(low)), max(mean, float(high))
