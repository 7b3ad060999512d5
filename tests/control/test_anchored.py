"""The anchored field against a plain Gaussian process with the same weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salient.control import AnchorSettings, ControlSettings
from salient.control.anchored import AnchoredField, Told
from salient.control.kernels import distances_km, moving_kernel

MODEL = ControlSettings(anchors=AnchorSettings(joint=0, most=5, spacing_km=20.0, neighbours=3))
N, SIDES = 9, 2


def a_field(model: ControlSettings = MODEL, seed: int = 3) -> AnchoredField:
    rng = np.random.default_rng(seed)
    points = np.column_stack((rng.uniform(0, 60, (N, 2)), np.zeros(N)))
    prior = np.column_stack((rng.normal(0, 0.3, N), np.zeros(N)))
    prior[:, 1] = -prior[:, 0]
    return AnchoredField(points, np.arange(N) % 3, prior, model)


def weights(field: AnchoredField) -> np.ndarray:
    """All weights laid out, places × anchors."""
    out = np.zeros((N, len(field.anchors)))
    for place in range(N):
        for anchor, weight in zip(
            field.anchors.index[place], field.anchors.weight[place], strict=True
        ):
            out[place, anchor] += weight
    return out


observed_days = st.lists(
    st.dictionaries(
        st.integers(0, N - 1),
        st.tuples(st.floats(0.05, 20.0), st.floats(-2.0, 2.0)),
        max_size=N,
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(days=observed_days)
def test_over_a_still_front_it_is_the_plain_gaussian_process(
    days: list[dict[int, tuple[float, float]]],
) -> None:
    field = a_field()
    field.name(np.arange(N))
    at_start = field.covariance.copy()
    spots: list[tuple[int, int]] = []
    values, noise = [], []
    for day, told in enumerate(days):
        if day:
            field.pass_day(np.zeros(3))
        places = np.array(sorted(told), dtype=np.intp)
        if not places.size:
            continue
        precision = np.array([told[p][0] for p in places])
        value = np.array([told[p][1] for p in places])
        innovation = np.column_stack((value, -value)) - field.expected(places)
        field.update(Told(places, precision, innovation))
        spots += [(int(p), day) for p in places]
        values += list(value - field.prior[places, 0])
        noise += list(1.0 / precision)

    long = weights(field) @ at_start @ weights(field).T
    own = MODEL.start_variance * (field.anchors.short_moving + field.anchors.loose_moving)
    still = MODEL.still_rate * (field.anchors.short_still + field.anchors.loose_still)
    own = own + MODEL.stood_days * still

    def covariance(a: tuple[int, int], b: tuple[int, int]) -> float:
        alone = own[a[0]] + still[a[0]] * min(a[1], b[1]) if a[0] == b[0] else 0.0
        return float(long[a[0], b[0]] + alone)

    among = np.array([[covariance(a, b) for b in spots] for a in spots]).reshape(
        len(spots), len(spots)
    )
    last = len(days) - 1
    for place in range(N):
        here = np.array([covariance((place, last), b) for b in spots])
        alone = covariance((place, last), (place, last))
        found = np.linalg.solve(among + np.diag(noise), here) if spots else here
        mean = field.prior[place, 0] + found @ np.array(values)
        np.testing.assert_allclose(field.expected(np.array([place]))[0, 0], mean, atol=1e-6)
        variance = (1 - field.tie[place]) ** 2 * field.long_variance[place]
        variance += field.own_variance[place]
        np.testing.assert_allclose(variance, alone - found @ here, atol=1e-6)


@settings(max_examples=40, deadline=None)
@given(days=observed_days, mobility=st.floats(0.0, 1.0))
def test_a_day_adds_its_drift_to_the_variance_and_moves_no_mean(
    days: list[dict[int, tuple[float, float]]], mobility: float
) -> None:
    field = a_field()
    for told in days:
        places = np.array(sorted(told), dtype=np.intp)
        field.name(places)
        if places.size:
            value = np.array([told[p][1] for p in places])
            precision = np.array([told[p][0] for p in places])
            innovation = np.column_stack((value, -value)) - field.expected(places)
            field.update(Told(places, precision, innovation))
        before, mean = variances(field), field.expected(np.arange(N))
        long = field.long_variance.copy()
        field.pass_day(np.full(3, mobility))
        np.testing.assert_allclose(field.expected(np.arange(N)), mean, atol=1e-9)
        # What a place has in common with its anchors carries less of the day's drift.
        shared = (1 - field.tie) * (field.long_variance - long)
        assert (variances(field) >= before + MODEL.still_rate - 1e-9).all()
        assert (shared >= -1e-9).all()


def variances(field: AnchoredField) -> np.ndarray:
    return (1 - field.tie) ** 2 * field.long_variance + field.own_variance


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(N)), mobility=st.floats(0.0, 1.0), days=st.integers(1, 5))
def test_without_observations_the_variance_is_that_of_silence(
    order: list[int], mobility: float, days: int
) -> None:
    field = a_field()
    for day in range(days):
        field.name(np.array(order[day::days]))
        field.pass_day(np.full(3, mobility))
    np.testing.assert_allclose(variances(field), field.silent, rtol=1e-6)


def test_few_and_many_observations_are_taken_in_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    told = Told(np.arange(N), rng.uniform(0.1, 5.0, N), rng.normal(size=(N, SIDES)))
    found = []
    for share in (0.0, np.inf):
        monkeypatch.setattr("salient.control.anchored.MANY", share)
        field = a_field()
        field.name(np.arange(N))
        field.pass_day(np.full(3, 0.4))
        field.update(told)
        found.append((field.covariance.copy(), field.mean.copy(), field.own.copy()))
    for one, other in zip(*found, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-9)


def test_a_new_anchor_leaves_what_is_known_of_observed_places_as_it_was() -> None:
    field = a_field()
    field.name(np.array([0]))
    near = np.array([0])
    field.update(Told(near, np.array([3.0]), np.array([[0.8, -0.8]])))
    field.pass_day(np.full(3, 0.7))
    before, variance = field.expected(near), variances(field)[near]
    field.name(np.arange(N))
    assert len(field.anchors) > 1
    np.testing.assert_allclose(field.expected(near), before, atol=1e-9)
    np.testing.assert_allclose(variances(field)[near], variance, rtol=1e-6)


def test_the_anchors_stay_within_their_number_and_apart() -> None:
    field = a_field()
    field.name(np.arange(N))
    sites = field.anchors.sites
    assert 1 < len(sites) <= MODEL.anchors.most
    points = field.anchors.points[sites]
    apart = distances_km(points, points)[~np.eye(len(sites), dtype=bool)]
    assert apart.min() > MODEL.anchors.spacing_km
    # An anchor hangs on itself alone.
    for i, site in enumerate(sites):
        np.testing.assert_allclose(weights(field)[site], np.eye(len(sites))[i], atol=1e-6)


def test_what_anchors_and_short_scales_leave_is_none_at_an_anchor_and_all_far_away() -> None:
    points = np.array([[0.0, 0, 0], [5.0, 0, 0], [500.0, 0, 0]])
    field = AnchoredField(points, np.zeros(3, dtype=np.intp), np.zeros((3, 2)), MODEL)
    field.name(np.array([0]))
    loose = field.anchors.loose_moving
    whole = 1.0 - field.anchors.short_moving
    assert loose[0] == pytest.approx(0.0, abs=1e-6)
    assert 0.0 < loose[1] < whole
    assert loose[2] == pytest.approx(whole)
    kept = moving_kernel(np.zeros(1), MODEL)[0]
    assert field.anchors.short_moving + whole == pytest.approx(kept)
