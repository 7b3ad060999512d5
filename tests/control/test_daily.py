"""A standing estimate, and the properties of the filter for many named places."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import numpy as np
import pytest
from control_worlds import FIRST, day, line_of_sites, says, some_evidence, ten_tellings
from hypothesis import given, settings
from hypothesis import strategies as st

from salient.control import (
    AnchorSettings,
    ControlSeries,
    ControlSettings,
    Evidence,
    StandingEstimate,
    estimate,
    explain_all,
)
from salient.errors import UsageError

MANY = ControlSettings(anchors=AnchorSettings(joint=0))
DAYS = [day(i) for i in range(15)]
ARRAYS = ("probability", "since", "evidence", "since_earliest", "since_latest")


def swept(evidence: list[Evidence], sides: tuple[str, ...] = ("A", "B")) -> ControlSeries:
    return estimate(evidence, line_of_sites(sides=sides), DAYS, as_known=True, settings=MANY)


@settings(max_examples=25, deadline=None)
@given(evidence=some_evidence(("A", "B", "C")))
def test_probabilities_lie_in_zero_to_one_and_sum_to_one(evidence: list[Evidence]) -> None:
    series = swept(evidence, ("A", "B", "C"))
    assert (series.probability >= 0).all()
    np.testing.assert_allclose(series.probability.sum(axis=2), 1.0, atol=1e-5)


def test_without_claims_the_start_persists_and_its_certainty_widens() -> None:
    sites = line_of_sites()
    series = estimate([], sites, DAYS, settings=MANY, as_known=True)
    exact = estimate([], sites, DAYS, as_known=True)
    np.testing.assert_allclose(series.probability, exact.probability, atol=1e-6)
    assert (np.diff(series.probability[:, 0, 0]) < 0).all()


@settings(max_examples=25, deadline=None)
@given(evidence=some_evidence(), seed=st.integers(0, 99))
def test_the_order_in_which_evidence_is_given_does_not_matter(
    evidence: list[Evidence], seed: int
) -> None:
    shuffled = [evidence[i] for i in np.random.default_rng(seed).permutation(len(evidence))]
    for name in ARRAYS:
        np.testing.assert_array_equal(
            getattr(swept(evidence), name), getattr(swept(shuffled), name)
        )


@settings(max_examples=25, deadline=None)
@given(evidence=some_evidence())
def test_relabelling_the_sides_relabels_the_answer(evidence: list[Evidence]) -> None:
    other = {"A": "B", "B": "A"}
    mirrored = [msgspec.structs.replace(e, side=other[e.side]) for e in evidence]
    start = tuple(other[str(s)] for s in line_of_sites().start)
    answer = estimate(
        mirrored, line_of_sites(start=start), DAYS, as_known=True, settings=MANY
    ).probability
    np.testing.assert_allclose(answer[:, :, [1, 0, 2]], swept(evidence).probability, atol=1e-5)


@settings(max_examples=25, deadline=None)
@given(evidence=some_evidence())
def test_up_to_the_most_that_is_held_jointly_nothing_changes(evidence: list[Evidence]) -> None:
    sites = line_of_sites()
    named = len({e.place_id for e in evidence})
    held = ControlSettings(anchors=AnchorSettings(joint=12 + named, most=1))
    one = estimate(evidence, sites, DAYS, as_known=True)
    two = estimate(evidence, sites, DAYS, as_known=True, settings=held)
    np.testing.assert_array_equal(one.probability, two.probability)


def test_it_stays_near_the_exact_filter_and_nearer_than_silence() -> None:
    rng = np.random.default_rng(4)
    apart, moved = [], []
    for _ in range(12):
        told = ten_tellings(rng)
        exact = estimate(told, line_of_sites(), DAYS, as_known=True).probability
        apart.append(np.abs(swept(told).probability - exact).mean())
        moved.append(np.abs(swept([]).probability - exact).mean())
    assert np.mean(apart) < 0.02
    assert np.mean(moved) > 5 * np.mean(apart)


@settings(max_examples=25, deadline=None)
@given(evidence=some_evidence(), later=st.integers(0, 11))
def test_what_a_day_knows_does_not_depend_on_what_later_days_name(
    evidence: list[Evidence], later: int
) -> None:
    more = [*evidence, says(f"p{later}", "B", 13, claim="late", precision=3.0)]
    np.testing.assert_array_equal(swept(evidence).probability[:13], swept(more).probability[:13])


@settings(max_examples=25, deadline=None)
@given(evidence=some_evidence(("A", "B", "C")))
def test_day_by_day_is_byte_for_byte_the_same_as_all_at_once(evidence: list[Evidence]) -> None:
    late = [
        msgspec.structs.replace(e, known=e.known + timedelta(days=i % 3))
        for i, e in enumerate(evidence)
    ]
    sites = line_of_sites(sides=("A", "B", "C"))
    whole = estimate(late, sites, DAYS, as_known=True, settings=MANY)
    standing = StandingEstimate(sites, settings=MANY)
    for i, today in enumerate(DAYS):
        one = standing.advance(e for e in late if max(e.known, e.observed) == today)
        assert standing.day == today
        for name in ARRAYS:
            assert getattr(one, name)[0].tobytes() == getattr(whole, name)[i].tobytes()
        assert list(one.estimates(today)) == list(whole.estimates(today))


def test_what_is_given_ahead_waits_for_its_day() -> None:
    claim = says("p3", "B", 4, precision=4.0)
    ahead, then = (StandingEstimate(line_of_sites(), settings=MANY) for _ in range(2))
    for i in range(6):
        one = ahead.advance([claim] if i == 0 else [])
        two = then.advance([claim] if i == 4 else [])
        np.testing.assert_array_equal(one.probability, two.probability)


def test_regions_are_heard_from_day_to_day_as_all_at_once() -> None:
    sites = line_of_sites(regions={"east": [f"p{i}" for i in range(6, 12)]})
    told = [
        says("east", "B", on, claim=f"c{on}", family="loss", supports=False, known=on)
        for on in (2, 3, 5)
    ]
    whole = estimate(told, sites, DAYS, as_known=True, settings=MANY)
    assert whole.probability[6, 9, 0] > whole.probability[1, 9, 0] + 0.05
    standing = StandingEstimate(sites, settings=MANY)
    for i, today in enumerate(DAYS):
        one = standing.advance(e for e in told if e.known == today)
        np.testing.assert_array_equal(one.probability[0], whole.probability[i])


def test_only_the_places_asked_for_are_given() -> None:
    claim = [says("p3", "B", 0, precision=4.0)]
    some = StandingEstimate(line_of_sites(), places=["p4", "p3"], settings=MANY).advance(claim)
    every = StandingEstimate(line_of_sites(), settings=MANY).advance(claim)
    assert some.place_ids == ("p4", "p3")
    np.testing.assert_array_equal(some.probability[0], every.probability[0, [4, 3]])


def test_a_place_names_the_claims_that_moved_it_and_its_neighbours_move_it_too() -> None:
    told = [
        says("p3", "B", 2, claim="firm", precision=6.0),
        says("p3", "B", 2, claim="weak", precision=0.2),
        says("p9", "A", 4, claim="far", precision=6.0),
    ]
    series = swept(told)
    estimates = {e.place_id: e for e in series.estimates(day(5))}
    assert estimates["p3"].claims[0] == "firm"
    assert estimates["p4"].claims[0] == "firm"
    assert estimates["p9"].claims[0] == "far"
    assert not any(e.claims for e in series.estimates(day(1)))


def test_evidence_of_a_day_that_has_passed_is_refused_by_name() -> None:
    standing = StandingEstimate(line_of_sites(), settings=MANY)
    assert standing.day is None
    for _ in range(3):
        standing.advance([])
    with pytest.raises(UsageError) as told:
        standing.advance([says("p3", "B", 1, claim="late")])
    assert str(told.value) == (
        f"claim late counts from {day(1)}, but the estimate stands at {day(2)}; give each day's "
        "claims with that day, or begin anew"
    )


def test_a_standing_estimate_refuses_to_learn_sources() -> None:
    with pytest.raises(UsageError, match="turn learn_sources off"):
        StandingEstimate(line_of_sites(), settings=ControlSettings(learn_sources=True))


def test_days_are_counted_from_the_first() -> None:
    series = StandingEstimate(line_of_sites(), settings=MANY).advance([])
    assert series.days == (FIRST,)


@settings(max_examples=25, deadline=None)
@given(
    evidence=some_evidence(("A", "B", "C")),
    places=st.lists(st.integers(0, 11), min_size=1, max_size=3, unique=True),
    asked=st.integers(0, 14),
)
def test_the_weights_of_claims_add_up_to_the_estimate(
    evidence: list[Evidence], places: list[int], asked: int
) -> None:
    sites = line_of_sites(sides=("A", "B", "C"))
    ids = [f"p{i}" for i in places]
    told = explain_all(evidence, sites, ids, day(asked), as_known=True, side="B", settings=MANY)
    sided = estimate(evidence, sites, [day(asked)], as_known=True, settings=MANY).probability[0]
    for place, one in zip(places, told, strict=True):
        summed = one.prior + one.tenure + sum(w.weight for w in one.weights)
        assert one.log_odds == pytest.approx(summed, abs=1e-9)
        odds = np.log(sided[place, :3].astype(float))
        against = odds[1] - (odds[0] + odds[2]) / 2
        assert one.log_odds == pytest.approx(against, abs=5e-3)


def test_why_names_the_claim_and_what_it_did_to_the_place_beside_it() -> None:
    told = [says("p3", "B", 2, claim="near"), says("p8", "A", 4, claim="far", precision=4.0)]
    at, beside = explain_all(
        told, line_of_sites(), ["p3", "p4"], day(6), as_known=True, side="B", settings=MANY
    )
    here, there = ({w.claim_id: w.weight for w in told.weights} for told in (at, beside))
    assert here["near"] > there["near"] > 0
    assert here["far"] < 0
    assert there["far"] < 0
