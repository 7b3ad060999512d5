from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.places.geodesy import bearing_degrees, distance_km, distances_km

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


def test_a_degree_of_a_meridian_is_111_kilometres() -> None:
    assert distance_km(49, 36, 50, 36) == pytest.approx(111.195, abs=0.01)


def test_the_date_line_parts_nothing() -> None:
    assert distance_km(-17, 179.9, -17, -179.9) == pytest.approx(21.27, abs=0.05)


def test_all_meridians_meet_at_the_pole() -> None:
    assert distance_km(90, 0, 90, 137) == pytest.approx(0, abs=1e-6)


@given(latitudes, longitudes, latitudes, longitudes)
def test_distance_is_the_same_both_ways_and_at_most_half_the_globe(
    a: float, b: float, c: float, d: float
) -> None:
    there = distance_km(a, b, c, d)
    assert there == pytest.approx(distance_km(c, d, a, b), abs=1e-6)
    assert 0 <= there <= 20016
    assert distances_km(a, b, np.array([[c, d]]))[0] == pytest.approx(there, abs=1e-6)


def test_bearings_run_clockwise_from_north() -> None:
    points = np.array([[50.0, 36.0], [49.0, 37.0], [48.0, 36.0], [49.0, 35.0]])
    assert bearing_degrees(49, 36, points) == pytest.approx([0, 90, 180, 270], abs=0.5)
