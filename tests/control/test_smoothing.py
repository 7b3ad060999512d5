"""The smoother against a plain Gaussian process over all observations, earlier and later."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from control_worlds import day, line_of_sites, says, some_evidence
from hypothesis import given, settings
from hypothesis import strategies as st
from test_fusing import LAST, plain_process

from salient.control import ControlSettings, Evidence, estimate, explain
from salient.control.fusing import fuse
from salient.control.observations import observations
from salient.control.smoothing import hindsight, look_back

EVERY_DAY = ControlSettings(knot_days=1)


@settings(max_examples=25, deadline=None)
@given(
    evidence=some_evidence(("A", "B", "C")), place=st.integers(0, 11), asked=st.integers(0, LAST)
)
def test_the_smoother_agrees_with_the_plain_gaussian_process(
    evidence: list[Evidence], place: int, asked: int
) -> None:
    sites, model = line_of_sites(sides=("A", "B", "C")), EVERY_DAY
    evidence = [msgspec.structs.replace(item, movement=0.0) for item in evidence]
    observed = observations(evidence, sites, model, as_known=False)
    fused = fuse(sites, observed, model, LAST)
    chosen = np.array([place], dtype=np.intp)
    later = look_back(fused, 3, 1)
    answer = list(hindsight(sites, fused, later, chosen, model, LAST))[asked]

    mean, variance = plain_process(sites, fused, model, (place, asked))
    np.testing.assert_allclose(answer.mean[0], mean, atol=2e-5)
    np.testing.assert_allclose(answer.variance[0], variance, atol=2e-4)


def test_a_later_claim_bears_on_the_days_before_it_only_in_hindsight() -> None:
    claim = [says("p3", "B", 10, precision=4.0, movement=0.0, family="fire")]
    sites = line_of_sites()
    silent, known, looking_back = (
        estimate(evidence, sites, [day(9)], as_known=as_known).probability[0, 3, 1]
        for evidence, as_known in (([], True), (claim, True), (claim, False))
    )
    assert known == silent
    assert looking_back > known + 0.05


def test_a_claim_that_ground_changed_hands_says_nothing_of_the_days_before() -> None:
    sites, taken = line_of_sites(), [says("p3", "B", 10, precision=9.0)]
    silent = estimate([], sites, [day(i) for i in range(10)], as_known=True)
    series = estimate(taken, sites, [day(i) for i in range(11)], settings=EVERY_DAY)
    np.testing.assert_allclose(series.probability[:10], silent.probability, atol=1e-6)
    assert series.probability[10, 3, 1] > silent.probability[9, 3, 1] + 0.3


def test_what_follows_a_change_of_hands_does_not_draw_it_back() -> None:
    taken = says("p3", "B", 10, claim="c1", precision=9.0)
    held = says("p3", "B", 12, claim="c2", precision=9.0, movement=0.0, family="hold")
    before = [day(9)]
    alone, with_taken = (
        estimate(evidence, line_of_sites(), before).probability[0, 3, 1]
        for evidence in ([held], [taken, held])
    )
    assert with_taken < alone - 0.2


def test_the_day_of_the_last_claim_looks_alike_with_and_without_hindsight() -> None:
    evidence = [says("p3", "B", 4, claim="c1"), says("p8", "A", 10, claim="c2")]
    sites = line_of_sites()
    one, two = (
        estimate(evidence, sites, [day(10)], as_known=as_known).probability
        for as_known in (True, False)
    )
    np.testing.assert_allclose(one, two, atol=1e-5)


@settings(max_examples=15, deadline=None)
@given(evidence=some_evidence())
def test_the_same_day_looks_alike_asked_alone_and_among_others(evidence: list[Evidence]) -> None:
    sites = line_of_sites()
    alone = estimate(evidence, sites, [day(5)])
    among = estimate(evidence, sites, [day(2), day(5), day(11)])
    np.testing.assert_allclose(alone.probability[0], among.probability[1], atol=1e-5)


@settings(max_examples=15, deadline=None)
@given(evidence=some_evidence(), place=st.integers(0, 11), asked=st.integers(0, 14))
def test_the_weights_add_up_to_the_estimate_in_hindsight(
    evidence: list[Evidence], place: int, asked: int
) -> None:
    sites = line_of_sites()
    told = explain(evidence, sites, f"p{place}", day(asked), side="B")
    assert told.log_odds == pytest.approx(
        told.prior + told.tenure + sum(w.weight for w in told.weights)
    )
    p = estimate(evidence, sites, [day(asked)]).probability[0, place]
    assert told.log_odds == pytest.approx(np.log(p[1] / p[0]), abs=2e-3)


def test_why_gives_later_claims_a_weight_and_a_negative_age() -> None:
    claim = [says("p3", "B", 10, precision=4.0, movement=0.0, family="fire")]
    (weight,) = explain(claim, line_of_sites(), "p3", day(7), side="B").weights
    assert weight.weight > 0
    assert weight.age_days == -3
