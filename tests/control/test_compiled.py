"""Compiled loops against the plain ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from salient.control import ControlSettings, compiled
from salient.control.anchored import AnchoredField, Told
from salient.control.compiled import COMPILED, hanging, spread, within_reach
from salient.control.movers import Movers, _Heaviest
from salient.control.neighbours import Neighbours
from salient.control.runs import Runs

pytestmark = pytest.mark.skipif(not COMPILED, reason="numba is not installed")
ROWS = compiled.WORTHWHILE + 100


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6), k=st.integers(1, 6))
def test_sums_are_alike_compiled_and_plain(seed: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(30, 30))
    covariance, mean = root @ root.T, rng.normal(size=(30, 3))
    index, weight = rng.integers(0, 30, (ROWS, k)), rng.normal(size=(ROWS, k))
    np.testing.assert_allclose(
        spread(covariance, index, weight), spread(covariance, index, weight, compiled=False)
    )
    np.testing.assert_allclose(
        hanging(mean, index, weight), hanging(mean, index, weight, compiled=False), atol=1e-12
    )


def some_edges(seed: int, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    points = rng.uniform(0, 100, (n, 2))
    pairs = cKDTree(points).query_pairs(9.0, output_type="ndarray")
    both = np.concatenate((pairs, pairs[:, ::-1]))
    both = both[np.lexsort((both[:, 1], both[:, 0]))]
    lengths = np.linalg.norm(points[both[:, 0]] - points[both[:, 1]], axis=1)
    return np.searchsorted(both[:, 0], np.arange(n + 1)), both[:, 1], lengths


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6), longest=st.floats(5.0, 80.0))
def test_shortest_ways_are_alike_compiled_and_plain(seed: int, longest: float) -> None:
    edges = some_edges(seed, ROWS)
    start = np.full(ROWS, np.inf)
    start[::50] = np.linspace(0.0, 3.0, len(start[::50]))
    nowhere = np.zeros(ROWS)
    reached = within_reach(edges, start, nowhere, np.inf)
    np.testing.assert_allclose(
        reached, within_reach(edges, start, nowhere, np.inf, compiled=False), atol=1e-6
    )
    source = np.full(ROWS, np.inf)
    source[7] = 0.0
    back = within_reach(edges, source, reached, longest)
    plain = within_reach(edges, source, reached, longest, compiled=False)
    edge_of_reach = np.abs(plain + reached - longest) < 1e-6
    np.testing.assert_allclose(back[~edge_of_reach], plain[~edge_of_reach], atol=1e-6)
    assert np.isfinite(back).any() == (reached[7] <= longest)


def test_a_way_is_the_sum_of_its_steps() -> None:
    first, ends = np.array([0, 1, 3, 4]), np.array([1, 0, 2, 1])
    edges = first, ends, np.array([2.0, 2.0, 5.0, 5.0])
    start = np.array([0.5, np.inf, np.inf])
    reached = within_reach(edges, start, np.zeros(3), np.inf)
    np.testing.assert_allclose(reached, [0.5, 2.5, 7.5])
    short = within_reach(edges, start, np.zeros(3), 3.0)
    np.testing.assert_allclose(short, [0.5, 2.5, np.inf])


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6), sides=st.integers(2, 3))
def test_neighbours_lend_alike_compiled_and_plain(seed: int, sides: int) -> None:
    rng = np.random.default_rng(seed)
    points = np.column_stack((rng.uniform(0, 120, (ROWS, 2)), np.zeros(ROWS)))
    prior = rng.normal(size=(ROWS, sides))
    field = AnchoredField(points, np.arange(ROWS) % 5, prior, ControlSettings())
    neighbours = Neighbours(points, field.anchors.short)
    for _ in range(3):
        places = np.sort(rng.choice(ROWS, 60, replace=False))
        field.name(places)
        field.pass_day(rng.uniform(0, 1, 5))
        said = rng.normal(size=(60, sides))
        field.update(Told(places, rng.uniform(0.1, 9.0, 60), said))
        fast, plain = neighbours.settle(field), neighbours.settle(field, compiled=False)
        for one, other in zip(fast, plain, strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-12)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_runs_are_alike_compiled_and_plain(seed: int) -> None:
    rng = np.random.default_rng(seed)
    fast, plain = Runs(ROWS), Runs(ROWS)
    for day in range(12):
        probability = rng.dirichlet([0.2, 0.2, 0.1], ROWS)
        fast.hear(day, probability)
        plain.hear(day, probability, compiled=False)
        np.testing.assert_array_equal(fast.since, plain.since)
        np.testing.assert_array_equal(fast.earliest, plain.earliest)
        np.testing.assert_array_equal(fast.latest(day), plain.latest(day))


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_heaviest_claims_are_alike_compiled_and_plain(seed: int) -> None:
    rng = np.random.default_rng(seed)
    fast, plain = _Heaviest(ROWS, 3), _Heaviest(ROWS, 3)
    for day in range(4):
        rows = rng.integers(0, ROWS, 2 * ROWS)
        claims, pull = rng.integers(0, 90, 2 * ROWS) + 90 * day, rng.uniform(0.0, 2.0, 2 * ROWS)
        fast.hear(rows, claims, pull)
        plain.hear(rows, claims, pull, compiled=False)
        np.testing.assert_array_equal(fast.claims, plain.claims)
        np.testing.assert_array_equal(fast.weight, plain.weight)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_claims_that_moved_places_are_alike_compiled_and_plain(seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = np.column_stack((rng.uniform(0, 120, (ROWS, 2)), np.zeros(ROWS)))
    field = AnchoredField(points, np.zeros(ROWS, dtype=int), np.zeros((ROWS, 2)), ControlSettings())
    field.name(np.arange(0, ROWS, 7))
    movers = Movers(ROWS, ControlSettings().anchors.most, 3)
    for heaviest in (movers._own, movers._long):
        rows = rng.integers(0, len(heaviest.weight), 3000)
        heaviest.hear(rows, rng.integers(0, 40, 3000), rng.uniform(0.0, 0.01, 3000) ** 2)
    chosen = rng.permutation(ROWS)
    np.testing.assert_array_equal(
        movers.of_places(field, chosen), movers.of_places(field, chosen, compiled=False)
    )
