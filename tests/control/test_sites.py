from __future__ import annotations

import numpy as np
import pytest
from control_worlds import FIRST, line_of_sites
from hypothesis import given
from hypothesis import strategies as st

from salient.control import Outside, Sites
from salient.control.kernels import distances_km
from salient.control.sites import thin
from salient.errors import UsageError


def two(**changes: object) -> Sites:
    given = {
        "place_ids": ("a", "b"),
        "latitude": np.array([50.0, 51.0]),
        "longitude": np.array([30.0, 30.0]),
        "sides": ("A", "B"),
        "first_day": FIRST,
        "start": ("A", None),
    }
    return Sites(**{**given, **changes})


def test_a_degree_of_latitude_is_111_km() -> None:
    sites = two()
    assert distances_km(sites.points[:1], sites.points[1:])[0, 0] == pytest.approx(111.2, abs=0.1)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"latitude": np.array([50.0])}, "2 place ids but 1 values of latitude"),
        ({"place_ids": ("a", "a")}, "the place a is listed twice"),
        ({"sides": ("A",)}, "the sides are A; name at least two different sides"),
        ({"start": ("A", "Z")}, "the place b starts under Z, which is no side of the theatre; use"),
        ({"latitude": np.array([50.0, 91.0])}, "the place b lies at latitude 91.0"),
        ({"longitude": np.array([np.nan, 30.0])}, "the place a lies at latitude 50.0"),
        ({"outside": (Outside("Z", (1.0,), (1.0,)),)}, "ground outside the sites is held by Z"),
    ],
)  # fmt: skip
def test_sites_that_contradict_themselves_are_refused(
    changes: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        two(**changes)


def test_the_line_is_as_far_as_the_nearest_ground_of_another_side() -> None:
    distance = line_of_sites(4).line_distance()
    assert distance[1] == pytest.approx(distance[2])
    assert distance[0] == pytest.approx(2 * distance[1], rel=1e-3)


def test_without_another_side_the_line_is_nowhere() -> None:
    assert np.isinf(two(start=("A", "A")).line_distance()).all()


def test_ground_outside_the_sites_brings_the_line_near() -> None:
    outside = (Outside("B", (52.0,), (30.0,)),)
    distance = two(start=("A", "A"), outside=outside).line_distance()
    assert distance[1] == pytest.approx(111.2, abs=0.2)


def test_members_that_are_no_sites_are_passed_over() -> None:
    sites = line_of_sites(4, regions={"region:r": ["p1", "elsewhere", "p3"]})
    assert sites.members("region:r", 0.1).tolist() == [1, 3]
    assert sites.members("region:unknown", 0.1).tolist() == []


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=40),
    st.floats(1.0, 50.0),
)
def test_thinning_keeps_a_point_near_every_point_and_none_too_near_another(
    pairs: list[tuple[float, float]], spacing: float
) -> None:
    points = np.column_stack((np.array(pairs), np.zeros(len(pairs))))
    kept = points[thin(points, spacing)]
    assert (distances_km(points, kept).min(axis=1) <= spacing + 1e-6).all()
    apart = distances_km(kept, kept) + np.diag(np.full(len(kept), np.inf))
    assert (apart > spacing - 1e-6).all()
