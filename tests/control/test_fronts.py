"""Areas, front lines and what changed, as geometry."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point

from salient.control import changed_ground, control_map, tessellate

STATES = ("A", "B", "contested")
WIDTH, HEIGHT = 10, 8
X, Y = np.meshgrid(np.arange(WIDTH) / 10 + 0.05, np.arange(HEIGHT) / 10 - 0.35)
GROUND = tessellate(X.ravel(), Y.ravel())


def split(at: int, *, firm: float = 0.95) -> np.ndarray:
    """Side A in the columns before `at`, side B from there on."""
    west = (np.arange(WIDTH * HEIGHT) % WIDTH) < at
    p = np.empty((WIDTH * HEIGHT, 3))
    p[:, 0] = np.where(west, firm, 1 - firm - 0.01)
    p[:, 1] = np.where(west, 1 - firm - 0.01, firm)
    p[:, 2] = 0.01
    return p


def test_a_straight_front_is_one_line_of_its_true_length() -> None:
    drawn = control_map(GROUND, split(4), STATES)
    (front,) = drawn.fronts
    assert front.sides == ("A", "B")
    assert len(front.geometry.geoms) == 1
    west, south, east, north = front.geometry.bounds
    assert west == pytest.approx(east) == pytest.approx(0.4)
    assert front.length_km == pytest.approx((north - south) * 110.574, rel=1e-3)
    assert north - south > HEIGHT / 10 - 0.2
    assert drawn.band.is_empty
    assert drawn.band_km2 == 0


def test_one_side_alone_has_no_front() -> None:
    drawn = control_map(GROUND, split(WIDTH), STATES)
    assert drawn.fronts == ()
    assert [area.state for area in drawn.areas] == ["A"]


def test_a_pocket_has_a_front_all_around() -> None:
    p = split(WIDTH)
    pocket = 3 * WIDTH + 5
    p[pocket] = [0.04, 0.95, 0.01]
    (front,) = control_map(GROUND, p, STATES).fronts
    (ring,) = front.geometry.geoms
    assert ring.is_ring
    assert Point(X.ravel()[pocket], Y.ravel()[pocket]).within(ring.convex_hull)


def test_the_band_is_where_no_side_is_firm_or_ground_is_contested() -> None:
    p = split(4)
    unsure, contested = 3, 7
    p[unsure] = [0.6, 0.39, 0.01]
    p[contested] = [0.02, 0.38, 0.6]
    drawn = control_map(GROUND, p, STATES)
    assert drawn.band_km2 == pytest.approx(GROUND.area_km2[[unsure, contested]].sum())
    assert {a.state: a.settlements for a in drawn.areas} == {"A": 32, "B": 47, "contested": 1}
    (front,) = drawn.fronts
    assert front.geometry.bounds[0] == pytest.approx(0.4), "contested ground has a likelier side"


def test_three_sides_have_a_front_each_two() -> None:
    column = np.arange(WIDTH * HEIGHT) % WIDTH
    p = np.full((WIDTH * HEIGHT, 4), 0.01)
    p[np.arange(len(p)), np.digitize(column, [3, 6])] = 0.97
    drawn = control_map(GROUND, p, ("A", "B", "C", "contested"))
    assert [front.sides for front in drawn.fronts] == [("A", "B"), ("B", "C")]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=WIDTH * HEIGHT, max_size=WIDTH * HEIGHT))
def test_areas_are_valid_and_share_out_the_ground(states: list[int]) -> None:
    p = np.full((len(states), 3), 0.05)
    p[np.arange(len(states)), states] = 0.9
    drawn = control_map(GROUND, p, STATES)
    assert all(area.geometry.is_valid for area in drawn.areas)
    assert all(front.geometry.is_valid for front in drawn.fronts)
    assert sum(a.area_km2 for a in drawn.areas) == pytest.approx(GROUND.area_km2.sum())
    assert sum(a.settlements for a in drawn.areas) == len(states)


def test_what_changed_is_given_by_what_it_was_and_became() -> None:
    (change,) = changed_ground(GROUND, split(4), split(6), STATES)
    assert (change.before, change.after) == ("B", "A")
    assert len(change.members) == 2 * HEIGHT
    assert change.area_km2 == pytest.approx(GROUND.area_km2[list(change.members)].sum())
    assert change.geometry.is_valid


def test_nothing_changed_between_equal_days() -> None:
    assert changed_ground(GROUND, split(4), split(4), STATES) == []
