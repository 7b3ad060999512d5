"""Claims about whole regions: words that add up, numbers that say how many."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from control_worlds import FIRST, day, line_of_sites, says
from hypothesis import given
from hypothesis import strategies as st

from salient.control import (
    AnchorSettings,
    ControlSettings,
    Evidence,
    Sites,
    StandingEstimate,
    estimate,
    explain,
)

ALL = {"region:all": [f"p{i}" for i in range(12)]}
STILL = [day(i) for i in range(8)]


def world() -> Sites:
    """Twelve places, thirteen kilometres apart, all in one region; the east is held by B."""
    return line_of_sites(regions=ALL, step_degrees=0.18)


def share_of_b(low: float, high: float | None = None, **changes: object) -> Evidence:
    wanted = {"claim": "share", "family": "hold", "precision": 1.0, **changes}
    return says("region:all", "B", 3, share=(low, low if high is None else high), **wanted)


def for_b(*evidence: Evidence) -> np.ndarray:
    probability: np.ndarray = estimate(evidence, world(), STILL, as_known=True).probability[
        -1, :, 1
    ]
    return probability


def test_a_share_speaks_for_the_places_that_the_side_most_likely_holds() -> None:
    moved = for_b(share_of_b(0.8)) - for_b()
    assert (moved[3:] > 0).all()
    assert for_b(share_of_b(0.8))[4] > 0.5 > for_b()[4]
    assert for_b(share_of_b(0.8))[0] < 0.5


def test_what_the_others_hold_of_it_says_the_same() -> None:
    told = [says("region:all", "A", 3, claim="share", family="hold", share=(0.2, 0.2))]
    np.testing.assert_allclose(for_b(*told), for_b(share_of_b(0.8)))


def test_the_lesser_share_says_nothing_of_its_own_ground() -> None:
    lesser = for_b(share_of_b(0.25))
    assert (lesser <= for_b() + 1e-9).all()


@pytest.mark.parametrize("in_favour", [None, False])
def test_the_share_of_the_majority_is_believed_of_others(in_favour: bool | None) -> None:
    assert (for_b(share_of_b(0.8, in_favour=in_favour)) != for_b()).any()


def test_the_share_of_the_majority_from_its_own_mouth_is_a_boast() -> None:
    assert (for_b(share_of_b(0.8, in_favour=True)) == for_b()).all()
    own = says("region:all", "A", 3, family="hold", share=(0.2, 0.2), in_favour=False)
    assert (for_b(own) == for_b()).all()


def test_the_same_number_is_heard_once() -> None:
    twice = [share_of_b(0.8), share_of_b(0.8, claim="again")]
    assert (for_b(*twice) == for_b(share_of_b(0.8))).all()


def losses(*, under_way: bool) -> list[Evidence]:
    return [
        says(
            "region:all", "B", 3, claim=f"c{i}", supports=False, family="loss", under_way=under_way
        )
        for i in range(2)
    ]


def on_days(evidence: list[Evidence]) -> np.ndarray:
    days = [day(i) for i in range(9)]
    state: np.ndarray = estimate(evidence, world(), days, as_known=True).state[:, 11]
    return state


def test_a_loss_under_way_counts_when_it_has_had_its_days() -> None:
    over, going_on = on_days(losses(under_way=False)), on_days(losses(under_way=True))
    assert (over[:3] == 1).all()
    assert (over[3:] == 0).all()
    assert (going_on[:6] == 1).all()
    assert (going_on[6:] == 0).all()


def test_a_standing_estimate_minds_the_days_of_a_loss_under_way_too() -> None:
    settings = msgspec.structs.replace(
        ControlSettings(), anchors=msgspec.structs.replace(AnchorSettings(), joint=0)
    )
    standing = StandingEstimate(world(), settings=settings)
    given = {3: losses(under_way=True)}
    last = [standing.advance(given.get(i, [])) for i in range(9)]
    whole = estimate(
        losses(under_way=True),
        world(),
        [day(i) for i in range(9)],
        as_known=True,
        settings=settings,
    )
    np.testing.assert_array_equal(
        np.concatenate([series.probability for series in last]), whole.probability
    )


def test_a_share_counts_in_why_as_it_does_in_the_estimate() -> None:
    evidence = [share_of_b(0.8)]
    why = explain(evidence, world(), "p4", STILL[-1], as_known=True)
    weights = {w.claim_id: w.weight for w in why.weights}
    assert weights.keys() == {"share"}
    assert why.prior + why.tenure + sum(weights.values()) == pytest.approx(why.log_odds)


@given(share=st.floats(0.0, 0.99), width=st.floats(0.0, 0.25))
def test_probabilities_stay_probabilities_whatever_the_share(share: float, width: float) -> None:
    evidence = [share_of_b(share, min(1.0, share + width))]
    probability = estimate(evidence, world(), [FIRST, STILL[-1]], as_known=True).probability
    np.testing.assert_allclose(probability.sum(axis=2), 1.0, atol=1e-5)


def test_an_old_event_moves_the_front_less_than_a_fresh_one() -> None:
    sites = line_of_sites(regions=ALL)
    days = [day(i) for i in range(41)]
    fresh = [says("p2", "B", 40, known=40)]
    stale = [says("p2", "B", 2, known=40)]
    beyond = [
        float(estimate(told, sites, days, as_known=True).probability[-1, 4, 1])
        for told in (fresh, stale)
    ]
    assert beyond[0] > beyond[1]
