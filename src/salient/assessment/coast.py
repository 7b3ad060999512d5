"""The coastline that ships with salient: Natural Earth's land, public domain.

`training/basemap/land.py` cuts the file; no country's border is in it.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

__all__ = ["land_within"]


class _Land(msgspec.Struct, frozen=True):
    source: str
    licence: str
    polygons: tuple[tuple[tuple[int, ...], ...], ...]


@cache
def _polygons() -> tuple[Polygon, ...]:
    packed = files("salient.assessment").joinpath("assets/land.json.gz").read_bytes()
    data = msgspec.json.decode(gzip.decompress(packed), type=_Land)
    return tuple(
        Polygon(_ring(rings[0]), [_ring(hole) for hole in rings[1:]]) for rings in data.polygons
    )


def _ring(deltas: tuple[int, ...]) -> npt.NDArray[np.float64]:
    steps = np.array(deltas, dtype=np.float64).reshape(-1, 2)
    return np.cumsum(steps, axis=0) / 1000


def land_within(west: float, south: float, east: float, north: float) -> BaseGeometry:
    """The land in a box of degrees, as polygons; empty where the box is all sea."""
    window = box(west, south, east, north)
    parts = [p for p in _polygons() if p.intersects(window)]
    whole = shapely.union_all([shapely.make_valid(p) for p in parts]) if parts else MultiPolygon()
    return whole.intersection(window)
