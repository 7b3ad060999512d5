"""The plane shared out among settlements: every point belongs to the nearest one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from scipy.ndimage import distance_transform_edt
from scipy.spatial import Voronoi, cKDTree
from shapely.geometry import MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

__all__ = ["Diagram", "Plane", "Points", "diagram", "dissolve", "footprint", "nearest_cells"]

Points = npt.NDArray[np.float64]


class Plane:
    """A local plane in kilometres: equirectangular, true to scale at its middle latitude.

    `cosine` is that of the middle latitude.
    """

    def __init__(self, points: Points) -> None:
        middle = (points.min(axis=0) + points.max(axis=0)) / 2 if len(points) else np.zeros(2)
        self._origin = middle
        self.cosine = max(0.05, float(np.cos(np.radians(middle[1]))))
        self._scale = np.array([111.320 * self.cosine, 110.574])

    def to_plane(self, points: Any) -> Points:
        """(longitude, latitude) degrees to kilometres."""
        return np.asarray((np.asarray(points) - self._origin) * self._scale, dtype=np.float64)

    def to_degrees(self, points: Any) -> Points:
        """Kilometres to (longitude, latitude) degrees."""
        return np.asarray(np.asarray(points) / self._scale + self._origin, dtype=np.float64)

    def project(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry in degrees, in kilometres."""
        return shapely.transform(geometry, self.to_plane)

    def unproject(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry in kilometres, in degrees."""
        return shapely.transform(geometry, self.to_degrees)


class Diagram(NamedTuple):
    """The Voronoi diagram of n points, bounded far outside.

    `cells` has one polygon a point; points that coincide share one. `pairs` (m × 2) are points
    whose cells meet, the smaller position first, and `edges` (m × 2 × 2) the ends of the straight
    line along which they do; of points that coincide the first stands for all.
    """

    cells: list[Polygon]
    pairs: npt.NDArray[np.intp]
    edges: Points


def diagram(points: Points) -> Diagram:
    """Share the plane out among points: each spot goes to the nearest.

    Neighbouring cells share their vertices exactly, so that they dissolve without slivers.
    """
    if not len(points):
        return Diagram([], np.empty((0, 2), dtype=np.intp), np.empty((0, 2, 2)))
    unique, first, inverse = np.unique(
        np.round(points, 4), axis=0, return_index=True, return_inverse=True
    )
    low, high = unique.min(axis=0), unique.max(axis=0)
    reach = 10 * max(100.0, float((high - low).max()))
    middle = (low + high) / 2
    angles = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    ring = middle + reach * np.column_stack([np.cos(angles), np.sin(angles)])
    drawn = Voronoi(np.vstack([unique, ring]))
    cells = []
    for index in range(len(unique)):
        corners = drawn.regions[drawn.point_region[index]]
        cells.append(Polygon(drawn.vertices[corners]))
    inside = (drawn.ridge_points < len(unique)).all(axis=1)
    ends = np.array(drawn.ridge_vertices, dtype=np.intp)[inside]
    pairs = np.sort(first[drawn.ridge_points[inside]], axis=1)
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    return Diagram([cells[i] for i in inverse.ravel()], pairs[order], drawn.vertices[ends[order]])


def nearest_cells(points: Points) -> list[Polygon]:
    """The Voronoi cell of each point; see `diagram`."""
    return diagram(points).cells


def dissolve(cells: Sequence[Polygon]) -> BaseGeometry:
    """Cells of one tessellation as one area."""
    distinct = list({id(cell): cell for cell in cells}.values())
    merged = shapely.coverage_union_all(distinct)
    return merged if merged.is_valid else shapely.make_valid(merged)


def footprint(points: Points) -> BaseGeometry:
    """The ground that the points can speak for: within reach of one, gaps between them closed.

    The reach is two and a half times the distance to the next settlement that 95 in a hundred do
    not exceed, at least 10 and at most 60 kilometres, so that a sparse list of towns covers its
    country and a dense one keeps its shape. Everything within twice the reach of a point is taken
    and then the rim drawn back by 1.4 times the reach, on squares of a sixth of it.
    """
    if len(points) < 2:
        return MultiPoint(points).buffer(25.0)
    neighbours = np.asarray(cKDTree(points).query(points, k=2)[0])
    reach = float(np.clip(2.5 * np.quantile(neighbours[:, 1], 0.95), 10.0, 60.0))
    square = reach / 6
    margin = 15
    corner = points.min(axis=0) - margin * square
    columns, rows = np.floor((points - corner) / square).astype(int).T
    empty = np.ones((int(rows.max()) + margin + 1, int(columns.max()) + margin + 1), dtype=bool)
    empty[rows, columns] = False
    near = distance_transform_edt(empty) <= 2 * reach / square
    kept = distance_transform_edt(near) > 1.4 * reach / square
    covered = _outlined(kept, corner, square)
    return covered.buffer(2 * square).buffer(-2 * square).simplify(square / 3)


def _outlined(kept: npt.NDArray[np.bool_], corner: Points, square: float) -> BaseGeometry:
    """The squares that are kept, as polygons: runs along each row, dissolved."""
    padded = np.pad(kept, ((0, 0), (1, 1))).astype(np.int8)
    steps = np.diff(padded, axis=1)
    rows, starts = np.nonzero(steps == 1)
    ends = np.nonzero(steps == -1)[1]
    west, east = corner[0] + starts * square, corner[0] + ends * square
    south = corner[1] + rows * square
    return shapely.union_all(shapely.box(west, south, east, south + square))
