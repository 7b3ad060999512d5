from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.assessment.geography import Box
from salient.assessment.projection import Conic

UKRAINE = Box(22.0, 44.0, 40.5, 52.5)


def great_circle_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    lon1, lat1, lon2, lat2 = np.radians([*one, *other])
    inner = np.sin((lat2 - lat1) / 2) ** 2
    inner += np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return float(2 * 6371.0088 * np.arcsin(np.sqrt(inner)))


@given(st.floats(22, 40), st.floats(44, 52))
def test_short_distances_are_true_to_within_half_a_per_cent(
    longitude: float, latitude: float
) -> None:
    one, other = (longitude, latitude), (longitude + 0.1, latitude + 0.1)
    (x1, y1), (x2, y2) = Conic(UKRAINE).points([one, other])
    assert float(np.hypot(x2 - x1, y2 - y1)) == pytest.approx(great_circle_km(one, other), rel=5e-3)


def test_north_is_up_in_the_middle() -> None:
    middle = (UKRAINE.west + UKRAINE.east) / 2
    (x1, y1), (x2, y2) = Conic(UKRAINE).points([(middle, 48.0), (middle, 49.0)])
    assert x1 == pytest.approx(x2, abs=1e-9)
    assert y2 > y1


@pytest.mark.parametrize(
    "box",
    [Box(10, -3, 14, 3), Box(-72, -40, -68, -35), Box(10, 0, 11, 0.5), Box(30, 50, 30.1, 50.1)],
)
def test_boxes_anywhere_can_be_drawn(box: Box) -> None:
    points = Conic(box).points([(box.west, box.south), (box.east, box.north)])
    assert np.isfinite(points).all()
    assert points[1, 0] > points[0, 0]
    assert points[1, 1] > points[0, 1]
