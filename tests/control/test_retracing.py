"""Hindsight where many places are named, against a plain Gaussian process and exact smoothing."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from control_worlds import day, line_of_sites, says, some_evidence, ten_tellings
from hypothesis import given, settings
from hypothesis import strategies as st

from salient.control import (
    AnchorSettings,
    ControlSettings,
    Evidence,
    HinterlandSettings,
    KernelScale,
    PhaseSettings,
    estimate,
)
from salient.control.observations import observations
from salient.control.retracing import FieldThen, retrace
from salient.control.sweeping import Sweep, Swept

LAST = 14
MANY = ControlSettings(anchors=AnchorSettings(joint=0))
STILL = ControlSettings(
    anchors=AnchorSettings(joint=0, spacing_km=15.0),
    phase=PhaseSettings(opening=0.0),
    hinterland=HinterlandSettings(share=0.0),
)
ALL_ANCHORS = ControlSettings(
    scales=(KernelScale(length_km=30.0, shape="exponential", weight=1.0, still=1.0),),
    anchors=AnchorSettings(joint=0, spacing_km=1.0, neighbours=12),
    hinterland=HinterlandSettings(share=0.0),
    knot_days=1,
)
EVERYWHERE = [says(f"p{i}", "A", i, claim=f"weak {i}", precision=0.1) for i in range(12)]


class Heard:
    """What the filter took in, and the filter itself."""

    def __init__(self) -> None:
        self.days: list[Swept] = []

    def __call__(self, sweep: Sweep, swept: Swept | None) -> None:
        self.sweep = sweep
        if swept is not None:
            self.days.append(swept)


def retraced(
    evidence: list[Evidence], model: ControlSettings, sides: tuple[str, ...] = ("A", "B", "C")
) -> tuple[list[FieldThen], Heard]:
    sites, heard = line_of_sites(sides=sides), Heard()
    observed = observations(evidence, sites, model, as_known=False)
    return list(retrace(sites, observed, model, np.arange(12), LAST, heard)), heard


def still(evidence: list[Evidence]) -> list[Evidence]:
    return [msgspec.structs.replace(item, movement=0.0) for item in evidence]


@settings(max_examples=25, deadline=None)
@given(evidence=some_evidence(("A", "B", "C")), asked=st.integers(0, LAST))
def test_over_a_still_front_it_is_the_plain_gaussian_process(
    evidence: list[Evidence], asked: int
) -> None:
    then, heard = retraced(still(evidence), STILL)
    field = heard.sweep.field
    held = len(field.anchors)
    weights = np.zeros((12, held))
    for place in range(12):
        if held:
            np.add.at(weights[place], field.anchors.index[place], field.anchors.weight[place])
    long = STILL.start_variance * weights @ field.anchors.moving[:held, :held] @ weights.T
    own = STILL.start_variance * (field.anchors.short_moving + field.anchors.loose_moving)
    drift = STILL.still_rate * (field.anchors.short_still + field.anchors.loose_still)
    own = own + STILL.stood_days * drift

    def covariance(a: tuple[int, int], b: tuple[int, int]) -> float:
        alone = own[a[0]] + drift[a[0]] * min(a[1], b[1]) if a[0] == b[0] else 0.0
        return float(long[a[0], b[0]] + alone)

    spots, values, noise = [], [], []
    for swept in heard.days:
        pooled = np.zeros_like(swept.told.innovation)
        np.add.at(pooled, swept.group, swept.shares[:, None] * swept.values)
        spots += [(int(place), swept.day) for place in swept.told.places]
        values += list(pooled)
        noise += list(1.0 / swept.told.precision)
    among = np.array([[covariance(a, b) for b in spots] for a in spots]).reshape(2 * [len(spots)])
    for place in range(12):
        mean, variance = field.prior[place], covariance((place, asked), (place, asked))
        if spots:
            here = np.array([covariance((place, asked), spot) for spot in spots])
            found = np.linalg.solve(among + np.diag(noise), here)
            mean, variance = mean + found @ np.array(values), variance - found @ here
        np.testing.assert_allclose(then[asked].mean[place], mean, atol=1e-5)
        np.testing.assert_allclose(then[asked].variance[place], variance, atol=1e-5)


@settings(max_examples=25, deadline=None)
@given(evidence=some_evidence(("A", "B", "C")))
def test_where_every_place_is_an_anchor_it_is_the_exact_smoother(evidence: list[Evidence]) -> None:
    sites, days = line_of_sites(sides=("A", "B", "C")), [day(i) for i in range(LAST + 1)]
    told = [*evidence, *EVERYWHERE]
    exact = msgspec.structs.replace(ALL_ANCHORS, anchors=AnchorSettings())
    one = estimate(told, sites, days, settings=ALL_ANCHORS).probability
    two = estimate(told, sites, days, settings=exact).probability
    np.testing.assert_allclose(one, two, atol=2e-3)


def test_it_stays_near_the_exact_smoother_and_nearer_than_the_nowcast() -> None:
    rng = np.random.default_rng(4)
    days = [day(i) for i in range(LAST + 1)]
    apart, nowcast = [], []
    for _ in range(12):
        told = ten_tellings(rng)
        exact = estimate(told, line_of_sites(), days).probability
        many, now = (
            estimate(told, line_of_sites(), days, settings=MANY, as_known=known).probability
            for known in (False, True)
        )
        apart.append(np.abs(many - exact).mean())
        nowcast.append(np.abs(now - exact).mean())
    assert np.mean(apart) < 0.02
    assert np.mean(nowcast) > 2 * np.mean(apart)


@settings(max_examples=15, deadline=None)
@given(evidence=some_evidence())
def test_the_day_of_the_last_claim_looks_as_the_filter_left_it(evidence: list[Evidence]) -> None:
    then, heard = retraced(still(evidence), MANY, ("A", "B"))
    mean, variance = heard.sweep.settle()
    np.testing.assert_allclose(then[-1].mean, mean, atol=1e-6)
    np.testing.assert_allclose(then[-1].variance, variance, atol=1e-6)
    np.testing.assert_allclose(then[-1].silent, heard.sweep.field.silent)


@settings(max_examples=15, deadline=None)
@given(evidence=some_evidence())
def test_hindsight_knows_more_than_silence_and_sides_sum_to_nothing(
    evidence: list[Evidence],
) -> None:
    for then in retraced(evidence, MANY, ("A", "B", "C"))[0]:
        assert (then.variance > 0).all()
        assert (then.variance <= 1.01 * then.silent).all()
        np.testing.assert_allclose(then.mean.sum(axis=1), 0.0, atol=1e-6)


def test_what_a_later_claim_of_a_change_says_does_not_look_back() -> None:
    sites, days = line_of_sites(), [day(i) for i in range(11)]
    taken = says("p3", "B", 10, precision=9.0)
    held = msgspec.structs.replace(taken, movement=0.0, family="hold")
    silent, after_taken, after_held = (
        estimate(told, sites, days, settings=MANY).probability[:10, 3, 1]
        for told in ([], [taken], [held])
    )
    np.testing.assert_allclose(after_taken, silent, atol=1e-5)
    assert after_held[9] > silent[9] + 0.05


@settings(max_examples=15, deadline=None)
@given(evidence=some_evidence())
def test_a_day_looks_alike_asked_alone_and_among_others(evidence: list[Evidence]) -> None:
    sites = line_of_sites()
    alone = estimate(evidence, sites, [day(5)], settings=MANY)
    among = estimate(evidence, sites, [day(2), day(5), day(11)], settings=MANY)
    for name in ("probability", "since", "evidence", "carriers"):
        np.testing.assert_allclose(getattr(alone, name)[0], getattr(among, name)[1], atol=1e-6)


def test_only_the_places_asked_for_are_given() -> None:
    told = [says("p3", "B", 4, precision=4.0, movement=0.0)]
    some = estimate(told, line_of_sites(), [day(3)], settings=MANY, places=["p4", "p3"])
    every = estimate(told, line_of_sites(), [day(3)], settings=MANY)
    np.testing.assert_array_equal(some.probability[0], every.probability[0, [4, 3]])


def test_a_filter_goes_on_from_a_snapshot_as_if_it_had_never_stopped() -> None:
    sites, told = line_of_sites(), [says(f"p{i}", "B", i, claim=f"c{i}") for i in range(10)]
    observed = observations(told, sites, MANY, as_known=False)
    bounds = np.searchsorted(observed.day, np.arange(12))
    sweep = Sweep(sites, MANY)
    sweep.name([np.unique(observed.site)])
    kept = sweep.snapshot()
    for run in (sweep, kept):
        for i in range(11):
            run.step(observed.between(int(bounds[i]), int(bounds[i + 1])))
    for one, other in zip(sweep.settle(), kept.settle(), strict=True):
        assert one.tobytes() == other.tobytes()


@pytest.mark.parametrize("sides", [("A", "B"), ("A", "B", "C")])
def test_without_claims_hindsight_is_silence(sides: tuple[str, ...]) -> None:
    then, _ = retraced([], MANY, sides)
    np.testing.assert_allclose(then[9].variance, then[9].silent, rtol=1e-6)
