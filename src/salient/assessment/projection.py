"""Lambert's conformal conic projection, for maps on paper."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from salient.assessment.geography import Box

__all__ = ["Conic"]

_EARTH_KM = 6371.0088


class Conic:
    """Degrees to kilometres on a cone that cuts the box at a sixth of its height from each end.

    After J. P. Snyder, *Map Projections: A Working Manual* (USGS Professional Paper 1395, 1987),
    section 15, on the sphere. Scale errors within a box of Ukraine's size stay under 0.2 %. A box
    astride the equator is drawn on a cone about its middle latitude instead.
    """

    def __init__(self, box: Box) -> None:
        third = (box.north - box.south) / 6
        south, north = np.radians([box.south + third, box.north - third])
        self._meridian = float(np.radians((box.west + box.east) / 2))
        middle = (south + north) / 2
        if abs(middle) < np.radians(1.0):
            middle = np.radians(1.0) if middle >= 0 else np.radians(-1.0)
        if abs(south) < 1e-3 or abs(north) < 1e-3 or abs(north - south) < 1e-6 or south * north < 0:
            south = north = middle
        half = np.pi / 4
        if abs(north - south) < 1e-9:
            self._cone = float(np.sin(south))
        else:
            ratio = np.log(np.cos(south) / np.cos(north))
            self._cone = float(ratio / np.log(np.tan(half + north / 2) / np.tan(half + south / 2)))
        spread = np.cos(south) * np.tan(half + south / 2) ** self._cone / self._cone
        self._spread = float(spread) * _EARTH_KM
        self._origin = self._radius(middle)

    def _radius(self, latitude: Any) -> Any:
        limited = np.clip(latitude, -1.55, 1.55)
        return self._spread / np.tan(np.pi / 4 + limited / 2) ** self._cone

    def points(self, degrees: Any) -> npt.NDArray[np.float64]:
        """(longitude, latitude) pairs in degrees to (x, y) in kilometres, north up."""
        radians = np.radians(np.asarray(degrees, dtype=np.float64).reshape(-1, 2))
        radius = self._radius(radians[:, 1])
        angle = self._cone * (radians[:, 0] - self._meridian)
        return np.column_stack([radius * np.sin(angle), self._origin - radius * np.cos(angle)])

    def geometry(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry in degrees, in kilometres."""
        return shapely.transform(geometry, self.points)
