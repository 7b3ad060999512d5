"""Ground shared out among settlements, and how much of it each side holds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, box

from salient.control import Tessellation, field_draws, held_ground, tessellate
from salient.control.settings import DEFAULT_SCALES

STATES = ("A", "B", "contested")


def grid(width: int = 10, height: int = 10) -> Tessellation:
    """Settlements a tenth of a degree apart about the equator, the plane's true scale."""
    x, y = np.meshgrid(np.arange(width) / 10 + 0.05, np.arange(height) / 10 - height / 20 + 0.05)
    return tessellate(x.ravel(), y.ravel())


def groups(tessellation: Tessellation) -> dict[str, np.ndarray]:
    return {"all": np.arange(len(tessellation))}


def sure(n: int, state: int) -> np.ndarray:
    p = np.zeros((n, 3))
    p[:, state] = 1.0
    return p


def test_inner_cells_have_their_true_area() -> None:
    land = tessellate(np.arange(9) / 10.0, np.full(9, 60.0))
    tropics = grid()
    assert tropics.area_km2[55] == pytest.approx(11.132 * 11.0574, rel=1e-3)
    assert len(land) == 9
    assert (land.area_km2 > 0).all()


def test_settlements_at_one_spot_share_its_area() -> None:
    alone = tessellate([0.0, 1.0, 0.5], [0.0, 0.0, 1.0])
    shared = tessellate([0.0, 1.0, 0.5, 0.5], [0.0, 0.0, 1.0, 1.0])
    assert shared.area_km2[2] == shared.area_km2[3]
    assert shared.area_km2.sum() == pytest.approx(alone.area_km2.sum(), rel=0.2)


def test_sea_is_nobody_s_ground() -> None:
    x, y = np.meshgrid(np.arange(10) / 10, np.arange(10) / 10)
    everywhere = tessellate(x.ravel(), y.ravel())
    dry = tessellate(x.ravel(), y.ravel(), land=box(-5, -5, 0.55, 5))
    assert dry.area_km2.sum() < 0.8 * everywhere.area_km2.sum()
    assert dry.area_km2.min() == 0


def test_ground_far_from_any_coastline_known_is_kept() -> None:
    x, y = np.meshgrid(np.arange(10) / 10, np.arange(10) / 10)
    kept = tessellate(x.ravel(), y.ravel(), land=box(50, 50, 51, 51))
    assert kept.area_km2.sum() > 10_000


def test_settlements_of_others_bound_the_ground() -> None:
    alone = tessellate([0.0, 0.1], [0.0, 0.0])
    bounded = tessellate([0.0, 0.1], [0.0, 0.0], around=[(0.2, 0.0), (-0.1, 0.0)])
    assert bounded.area_km2.sum() < alone.area_km2.sum()
    assert len(bounded) == 2


def test_no_settlements_have_no_ground() -> None:
    nothing = tessellate([], [])
    assert len(nothing) == 0
    assert nothing.area(np.array([], dtype=np.intp)).is_empty


def test_the_area_of_settlements_is_valid_and_holds_them() -> None:
    ground = grid()
    members = np.array([0, 1, 10, 55, 99])
    shape = ground.area(members)
    degrees = ground.plane.to_degrees(ground.points[members])
    assert shape.is_valid
    assert all(shape.buffer(1e-9).contains(Point(*spot)) for spot in degrees)


def test_what_is_sure_has_an_interval_of_no_width() -> None:
    ground = grid()
    rows = held_ground(
        sure(100, 0), STATES, ground, np.full(100, 7), groups(ground), field_draws(ground.points)
    )
    held, *rest = rows
    assert held.settlements == 100
    assert held.area_low == pytest.approx(held.area_high) == pytest.approx(held.area_km2)
    assert held.population == pytest.approx(700)
    assert [(r.settlements, r.area_high, r.population_high) for r in rest] == [(0, 0, 0)] * 2


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(*[st.floats(0.01, 1.0)] * 3), min_size=16, max_size=16))
def test_states_share_out_the_ground_and_intervals_hold_the_mean(
    weights: list[tuple[float, float, float]],
) -> None:
    ground = grid(4, 4)
    p = np.array(weights)
    p /= p.sum(axis=1, keepdims=True)
    rows = held_ground(p, STATES, ground, np.ones(16), groups(ground), field_draws(ground.points))
    assert sum(r.area_km2 for r in rows) == pytest.approx(ground.area_km2.sum())
    assert sum(r.population for r in rows) == pytest.approx(16)
    assert sum(r.settlements for r in rows) == 16
    for row in rows:
        assert 0 <= row.area_low <= row.area_km2 <= row.area_high
        assert row.area_high <= ground.area_km2.sum() * (1 + 1e-9)


def test_neighbours_that_fall_together_widen_the_interval() -> None:
    ground = grid()
    p = np.tile([0.5, 0.5, 0.0], (100, 1))
    tied = field_draws(ground.points)
    random = np.random.default_rng(0)
    loose = random.normal(size=tied.shape)
    wide, narrow = (
        held_ground(p, STATES, ground, np.ones(100), groups(ground), field)[0]
        for field in (tied, loose)
    )
    assert wide.area_high - wide.area_low > 2 * (narrow.area_high - narrow.area_low)


def test_draws_are_standard_normal_and_correlated_as_the_kernel_is() -> None:
    spots = np.array([[0.0, 0.0], [10.0, 0.0], [30.0, 0.0], [200.0, 0.0]])
    fields = [field_draws(spots, seed=seed) for seed in range(12)]
    drawn = np.concatenate(fields, axis=1)
    found = np.corrcoef(drawn)[0]
    expected = [
        sum(
            s.weight
            * (
                np.exp(-0.5 * (d / s.length_km) ** 2)
                if s.shape == "gaussian"
                else np.exp(-d / s.length_km)
            )
            for s in DEFAULT_SCALES
        )
        for d in (0, 10, 30, 200)
    ]
    assert drawn.std(axis=1) == pytest.approx(np.ones(4), abs=0.1)
    assert found == pytest.approx(expected, abs=0.1)


def test_the_same_seed_draws_the_same() -> None:
    spots = np.array([[0.0, 0.0], [10.0, 0.0]])
    assert np.array_equal(field_draws(spots, seed=3), field_draws(spots, seed=3))
    assert not np.array_equal(field_draws(spots, seed=3), field_draws(spots, seed=4))
