from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point

from salient.control.tessellation import Plane, dissolve, footprint, nearest_cells

POINTS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=3, max_size=40, unique=True
).map(lambda points: np.array(points, dtype=float))


@settings(max_examples=40, deadline=None)
@given(POINTS, st.tuples(st.floats(0, 400), st.floats(0, 400)))
def test_every_point_of_the_plane_lies_in_the_cell_of_its_nearest_settlement(
    points: np.ndarray, spot: tuple[float, float]
) -> None:
    cells = nearest_cells(points)
    distances = np.hypot(*(points - np.array(spot)).T)
    nearest = np.flatnonzero(distances <= distances.min() + 1e-6)
    assert any(cells[i].buffer(1e-3).contains(Point(spot)) for i in nearest)


@settings(max_examples=30, deadline=None)
@given(POINTS)
def test_cells_neither_overlap_nor_leave_gaps(points: np.ndarray) -> None:
    cells = nearest_cells(points)
    total = sum(cell.area for cell in cells)
    merged = dissolve(cells)
    assert merged.area == pytest.approx(total, rel=1e-6)
    assert merged.is_valid


def test_settlements_at_one_spot_share_a_cell() -> None:
    cells = nearest_cells(np.array([[0.0, 0.0], [0.0, 0.0], [9.0, 0.0]]))
    assert cells[0] is cells[1]
    assert cells[0] is not cells[2]


def test_one_settlement_or_none_is_no_trouble() -> None:
    assert nearest_cells(np.zeros((0, 2))) == []
    assert nearest_cells(np.array([[1.0, 2.0]]))[0].contains(Point(1, 2))
    assert footprint(np.array([[1.0, 2.0]])).contains(Point(1, 2))


def test_settlements_in_one_line_have_cells() -> None:
    cells = nearest_cells(np.array([[float(i), 0.0] for i in range(5)]))
    assert all(cell.is_valid and cell.area > 0 for cell in cells)


def test_the_footprint_holds_every_settlement_and_ends_near_the_outermost() -> None:
    points = np.array([[x * 8.0, y * 8.0] for x in range(20) for y in range(20)])
    ground = footprint(points)
    assert all(ground.contains(Point(point)) for point in points)
    assert not ground.contains(Point(-60.0, 50.0))
    assert len(shapely.get_parts(ground)) == 1


def test_the_plane_returns_what_it_was_given() -> None:
    degrees = np.array([[36.2, 50.0], [38.4, 48.9], [24.0, 49.8]])
    plane = Plane(degrees)
    assert plane.to_degrees(plane.to_plane(degrees)) == pytest.approx(degrees)
