from __future__ import annotations

import numpy as np
import pytest
from control_worlds import day, line_of_sites, says
from hypothesis import given
from hypothesis import strategies as st

from salient.control import ControlSettings, Evidence, PhaseSettings, explain
from salient.control.phase import Phase

NOWHERE = np.zeros((0, 3))
CELLS = np.array([[0.0, 0.0, 0.0], [400.0, 0.0, 0.0]])


def test_without_triggers_the_opening_fades_and_all_sectors_come_to_stand_still() -> None:
    phase = Phase(CELLS, PhaseSettings(opening=3.0))
    mobility = [phase.advance(d, NOWHERE, np.zeros(0)) for d in (0, 10, 40, 100)]
    assert (np.diff(np.array(mobility), axis=0) < 0).all()
    assert mobility[-1].max() < 0.01


def test_only_the_sector_around_the_triggers_turns_mobile() -> None:
    phase = Phase(CELLS, PhaseSettings(opening=0.0))
    mobility = phase.advance(3, np.zeros((4, 3)), np.ones(4))
    assert mobility[0] > 0.8
    assert mobility[1] < 0.01


@given(st.lists(st.floats(0, 1), max_size=30), st.integers(0, 50))
def test_mobility_lies_between_zero_and_one(triggers: list[float], later: int) -> None:
    phase = Phase(CELLS, PhaseSettings())
    for d in (0, later):
        mobility = phase.advance(d, np.zeros((len(triggers), 3)), np.array(triggers))
        assert ((mobility >= 0) & (mobility <= 1)).all()


def test_a_flood_of_triggers_is_forgotten_as_fast_as_a_few() -> None:
    few, flood = (Phase(CELLS[:1], PhaseSettings(opening=0.0)) for _ in range(2))
    few.advance(0, np.zeros((5, 3)), np.ones(5))
    flood.advance(0, np.zeros((5000, 3)), np.ones(5000))
    assert flood.advance(30, NOWHERE, np.zeros(0)) == pytest.approx(
        few.advance(30, NOWHERE, np.zeros(0))
    )


def mobility_at_p2(evidence: list[Evidence]) -> float:
    settings = ControlSettings(phase=PhaseSettings(opening=0.0))
    return explain(evidence, line_of_sites(), "p2", day(8), settings=settings).mobility


def test_claims_of_movement_that_contradict_the_picture_make_a_sector_mobile() -> None:
    surprising = [says(f"p{i}", "B", 6, claim=f"c{i}") for i in range(5)]
    expected = [says(f"p{i}", "A", 6, claim=f"c{i}") for i in range(5)]
    no_movement = [says(f"p{i}", "B", 6, claim=f"c{i}", movement=0.0) for i in range(5)]
    assert mobility_at_p2(surprising) > 0.3
    assert mobility_at_p2(expected) == mobility_at_p2(no_movement) == 0.0


def test_a_mobile_sector_lets_a_claim_reach_further_than_a_still_one() -> None:
    claim = [says("p4", "B", 6, movement=0.0)]
    settings = [
        ControlSettings(phase=PhaseSettings(opening=opening, half_life_days=100.0), spread=0.0)
        for opening in (0.0, 4.0)
    ]
    still, mobile = (
        explain(claim, line_of_sites(), "p1", day(6), side="B", settings=s) for s in settings
    )
    assert mobile.weights[0].weight > 2 * still.weights[0].weight > 0
