from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from control_worlds import FIRST, day, line_of_sites, says
from hypothesis import given
from hypothesis import strategies as st

from salient.control import ControlSettings, Evidence, PhaseSettings, Sites, explain
from salient.control.phase import Phase, opening_share, raggedness

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
    assert mobility[0] > 0.6
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
        ControlSettings(
            phase=PhaseSettings(opening=opening, half_life_days=100.0, smooth=0.0, ragged=0.01),
            spread=0.0,
        )
        for opening in (0.0, 4.0)
    ]
    still, mobile = (
        explain(claim, line_of_sites(), "p1", day(6), side="B", settings=s) for s in settings
    )
    assert mobile.weights[0].weight > 2 * still.weights[0].weight > 0


def grid_of_sites(columns: int, held_by_b: Callable[[int, int], bool]) -> Sites:
    """Places about 5 km apart; B holds those that `held_by_b` says of row and column."""
    cells = [(row, column) for row in range(columns) for column in range(columns)]
    return Sites(
        place_ids=tuple(f"p{row}-{column}" for row, column in cells),
        latitude=np.array([48.0 + 0.045 * row for row, _ in cells]),
        longitude=np.array([20.0 + 0.067 * column for _, column in cells]),
        sides=("A", "B"),
        first_day=FIRST,
        start=tuple("B" if held_by_b(row, column) else "A" for row, column in cells),
    )


def test_columns_on_the_march_leave_a_more_ragged_line_than_a_front_that_stands() -> None:
    smooth = raggedness(grid_of_sites(30, lambda _, column: column >= 15))
    ragged = raggedness(grid_of_sites(30, lambda row, column: column >= 15 or row % 10 == 5))
    assert smooth is not None
    assert ragged is not None
    assert ragged > 1.3 * smooth


def test_without_a_line_nothing_is_known_of_its_shape() -> None:
    sites = line_of_sites(start=("A",) * 12)
    assert raggedness(sites) is None
    assert 0.0 < opening_share(sites, PhaseSettings()) < 1.0


@pytest.mark.parametrize(("smooth", "ragged", "share"), [(0.9, 1.0, 0.0), (0.0, 0.01, 1.0)])
def test_the_opening_score_follows_the_shape_of_the_line(
    smooth: float, ragged: float, share: float
) -> None:
    settings = PhaseSettings(smooth=smooth, ragged=ragged)
    assert opening_share(line_of_sites(30), settings) == share
