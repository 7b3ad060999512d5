"""Rivers make places on opposite banks further apart than they lie."""

from __future__ import annotations

import numpy as np
import pytest
from control_worlds import FIRST, day, says
from hypothesis import given
from hypothesis import strategies as st

from salient.control import ControlSettings, River, Sites, estimate
from salient.control.kernels import distances_km, moving_kernel

NORTH_TO_SOUTH = River(line=((20.0, 51.0), (20.0, 50.0), (20.0, 49.0)), barrier_km=20.0)


def world(*rivers: River, longitude: tuple[float, ...] = (19.9, 19.99, 20.01, 20.1)) -> Sites:
    """Places along the fiftieth parallel; the first two lie west of the river."""
    return Sites(
        place_ids=tuple(f"p{i}" for i in range(len(longitude))),
        latitude=np.full(len(longitude), 50.0),
        longitude=np.array(longitude),
        sides=("A", "B"),
        first_day=FIRST,
        start=("A",) * len(longitude),
        rivers=rivers,
    )


def test_the_banks_of_a_river_lie_its_barrier_further_apart() -> None:
    apart = distances_km(*(world(NORTH_TO_SOUTH).points[[i]] for i in (1, 2)))[0, 0]
    assert apart == pytest.approx(20.0, rel=0.05)
    assert distances_km(*(world().points[[i]] for i in (1, 2)))[0, 0] == pytest.approx(
        1.43, rel=0.01
    )


def test_places_on_one_bank_lie_as_far_apart_as_before() -> None:
    with_river, without = world(NORTH_TO_SOUTH).points, world().points
    here = distances_km(with_river[[2]], with_river[[3]])[0, 0]
    assert here == pytest.approx(distances_km(without[[2]], without[[3]])[0, 0], rel=0.1)


def test_a_river_says_little_of_places_far_from_it() -> None:
    far = (17.0, 23.0)
    apart = [
        distances_km(*(w.points[[i]] for i in (0, 1)))[0, 0]
        for w in (world(longitude=far), world(NORTH_TO_SOUTH, longitude=far))
    ]
    assert apart[1] == pytest.approx(apart[0], rel=1e-3)


def test_a_capture_reaches_less_far_across_a_river() -> None:
    told = [says("p1", "B", 2, precision=4.0)]
    across = [
        float(estimate(told, w, [day(3)], as_known=True).probability[0, 2, 1])
        for w in (world(), world(NORTH_TO_SOUTH))
    ]
    assert across[1] < across[0] - 0.1


@given(
    longitude=st.lists(st.floats(19.0, 21.0), min_size=2, max_size=12, unique=True),
    barrier=st.floats(0.5, 200.0),
)
def test_kernels_stay_positive_definite_whatever_the_river(
    longitude: list[float], barrier: float
) -> None:
    points = world(River(NORTH_TO_SOUTH.line, barrier), longitude=tuple(longitude)).points
    kernel = moving_kernel(distances_km(points, points), ControlSettings())
    assert np.linalg.eigvalsh(kernel).min() > -1e-6
