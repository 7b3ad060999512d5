from __future__ import annotations

import numpy as np
import pytest
from control_worlds import day, line_of_sites, says

from salient.control import ControlSettings, Truth, estimate, fit, score
from salient.errors import UsageError

DAYS = [day(i) for i in range(12)]
TRUTH = Truth(
    states={
        "p4": [(day(0), "A"), (day(3), "B")],
        "p5": [(day(0), "A"), (day(4), "contested"), (day(6), "B")],
        "p1": [(day(0), "A")],
        "p9": [(day(0), "B"), (day(8), None)],
        "elsewhere": [(day(0), "A")],
    }
)
REPORTS = [
    says("p4", "B", 3, claim="c1", precision=0.3),
    says("p5", "B", 6, claim="c2", precision=0.3),
]


def test_a_fit_is_no_worse_than_where_it_began_and_says_what_it_rests_on() -> None:
    found = fit(REPORTS, line_of_sites(), TRUTH, DAYS, blocks=2, evaluations=25, seed=3)
    assert found.scores.merit >= found.start.merit
    assert (found.first, found.last, found.places, found.claims) == (DAYS[0], DAYS[-1], 4, 2)
    assert found.blocks == ((day(0), day(5)), (day(6), day(11)))
    assert len(found.held_out) == len(found.held_out_start) == 2


def test_a_fit_finds_that_a_kind_of_claim_is_worth_more() -> None:
    deaf = ControlSettings(families={"gain": 0.1})
    found = fit(
        REPORTS, line_of_sites(), TRUTH, DAYS, settings=deaf, blocks=2, evaluations=40, seed=1
    )
    assert found.scores.merit > found.start.merit + 0.01


def test_the_same_seed_finds_the_same_and_tells_of_each_try() -> None:
    heard: list[tuple[int, int]] = []
    one, two = (
        fit(
            REPORTS, line_of_sites(), TRUTH, DAYS, blocks=2, evaluations=5, seed=7,
            heard=lambda done, of: heard.append((done, of)),
        )
        for _ in range(2)
    )  # fmt: skip
    assert one == two
    assert heard == [(i, 15) for i in range(1, 16)] * 2


def test_places_of_the_truth_must_be_settlements_and_days_enough_for_the_blocks() -> None:
    with pytest.raises(UsageError, match="no place of the truth is a settlement of the theatre"):
        fit([], line_of_sites(), Truth(states={"x": [(day(0), "A")]}), DAYS)
    with pytest.raises(UsageError, match="4 blocks cannot be made of 3 days"):
        fit([], line_of_sites(), TRUTH, DAYS[:3])


def test_scores_are_shares_of_place_days() -> None:
    probability = np.zeros((2, 3, 3), dtype=np.float32)
    probability[..., 0] = 0.8
    probability[..., 1] = 0.2
    held = np.array([[0, 0, 1], [1, 0, 2]])
    found = score(probability, held, np.array([True, False, True]))
    assert (found.sided, found.steady, found.headline) == (
        pytest.approx(1 / 3),
        1.0,
        pytest.approx(2 / 3),
    )
    assert found.calibration_error == pytest.approx(0.8 - 0.25)
    assert found.log_loss == pytest.approx(-np.log([0.8, 0.2, 0.2, 1e-3]).mean(), rel=1e-5)


def test_constants_by_kind_and_by_voice_weigh_what_they_name() -> None:
    claim = [says("p4", "B", 3, family="gain")]
    silent, plain, muted = (
        estimate(e, line_of_sites(), [day(3)], as_known=True, settings=s).probability[0, 4, 1]
        for e, s in (
            ([], None),
            (claim, None),
            (claim, ControlSettings(families={"gain": 1e-7})),
        )
    )
    assert plain > silent
    assert muted == pytest.approx(silent, abs=1e-4)
