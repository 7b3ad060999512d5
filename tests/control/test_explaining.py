from __future__ import annotations

import numpy as np
import pytest
from control_worlds import day, line_of_sites, says, some_evidence
from hypothesis import given, settings
from hypothesis import strategies as st

from salient.control import Evidence, estimate, explain
from salient.errors import UsageError


@settings(max_examples=40, deadline=None)
@given(evidence=some_evidence(("A", "B", "C")), place=st.integers(0, 11), on=st.integers(0, 14))
def test_prior_and_weights_add_up_to_the_log_odds(
    evidence: list[Evidence], place: int, on: int
) -> None:
    sites = line_of_sites(sides=("A", "B", "C"))
    why = explain(evidence, sites, f"p{place}", day(on))
    assert why.prior + why.tenure + sum(w.weight for w in why.weights) == pytest.approx(
        why.log_odds, abs=1e-6
    )


@settings(max_examples=30, deadline=None)
@given(evidence=some_evidence(), place=st.integers(0, 11), as_known=st.booleans())
def test_the_log_odds_are_those_of_the_estimate(
    evidence: list[Evidence], place: int, as_known: bool
) -> None:
    sites = line_of_sites()
    why = explain(evidence, sites, f"p{place}", day(12), side="A", as_known=as_known)
    series = estimate(evidence, sites, [day(12)], as_known=as_known)
    a, b = series.probability[0, place, :2]
    assert np.log(a / b) == pytest.approx(why.log_odds, abs=1e-3)


def test_a_claim_for_the_side_weighs_more_the_nearer_it_is() -> None:
    evidence = [says("p4", "B", 5, claim="here"), says("p1", "B", 5, claim="there")]
    why = explain(evidence, line_of_sites(), "p4", day(8), side="B")
    weights = {w.claim_id: w for w in why.weights}
    assert weights["here"].weight > weights["there"].weight > 0
    assert weights["here"].distance_km == pytest.approx(0.0, abs=1e-3)
    assert weights["there"].distance_km == pytest.approx(21.4, abs=0.2)
    assert weights["here"].age_days == 3


def test_a_claim_against_the_side_weighs_below_zero() -> None:
    evidence = [says("p4", "A", 5, supports=False)]
    (weight,) = explain(evidence, line_of_sites(), "p4", day(5), side="A").weights
    assert weight.weight < 0


def test_a_repetition_by_another_voice_weighs_less_than_the_first() -> None:
    evidence = [says("p4", "B", 5, claim="one"), says("p4", "B", 6, claim="two")]
    why = explain(evidence, line_of_sites(), "p4", day(6), side="B")
    weights = {w.claim_id: w.weight for w in why.weights}
    assert weights["one"] > weights["two"] > 0


@pytest.mark.parametrize(
    ("place", "on", "side", "message"),
    [
        ("nowhere", 3, None, "nowhere is no place of the theatre's gazetteer"),
        ("p1", -2, None, "2030-02-27 lies before the theatre's first day, 2030-03-01"),
        ("p1", 3, "Z", "Z is no side of the theatre; use one of A, B"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(
    place: str, on: int, side: str | None, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        explain([], line_of_sites(), place, day(on), side=side)
