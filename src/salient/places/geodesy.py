"""Distances and bearings on a sphere of the Earth's mean radius; degrees in, kilometres out.

The error against the ellipsoid stays under 0.6 %, far below that of any place read from text.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

__all__ = ["EARTH_RADIUS_KM", "bearing_degrees", "distance_km", "distances_km", "unit_vectors"]

EARTH_RADIUS_KM = 6371.0088


def unit_vectors(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, 2) latitudes and longitudes in degrees → (n, 3) vectors of length one."""
    latitude, longitude = np.radians(points).T
    return np.stack(
        [
            np.cos(latitude) * np.cos(longitude),
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude),
        ],
        axis=1,
    )


def distance_km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance by the haversine formula, right at the poles and the date line."""
    a, b = math.radians(a_lat), math.radians(b_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(b_lon - a_lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))


def distances_km(
    latitude: float, longitude: float, points: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Kilometres from one point to each of (n, 2) points in degrees."""
    b = np.radians(points)
    a_lat, a_lon = math.radians(latitude), math.radians(longitude)
    half = np.sin((b[:, 0] - a_lat) / 2) ** 2
    half += math.cos(a_lat) * np.cos(b[:, 0]) * np.sin((b[:, 1] - a_lon) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))))


def bearing_degrees(
    latitude: float, longitude: float, points: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Initial bearings from one point to each of (n, 2) points, degrees clockwise from north."""
    b = np.radians(points)
    a_lat, turn = math.radians(latitude), b[:, 1] - math.radians(longitude)
    x = np.cos(b[:, 0]) * np.sin(turn)
    y = math.cos(a_lat) * np.sin(b[:, 0]) - math.sin(a_lat) * np.cos(b[:, 0]) * np.cos(turn)
    return np.asarray(np.degrees(np.arctan2(x, y)) % 360.0)
