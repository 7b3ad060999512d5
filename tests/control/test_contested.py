"""Tenure: what having held a place adds to the log-odds of holding it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from salient.control.contested import Tenure


def test_the_holder_keeps_the_advantage_over_every_other_side() -> None:
    tenure = Tenure(0.3)
    tenure.hold(np.array([[1.0, -0.5, -0.5]]))
    added = tenure.of_holders(np.zeros((1, 3)))
    utility = added * 2 / 3
    np.testing.assert_allclose(utility[0, 0] - utility[0, 1:], 0.3)


def test_nobody_holds_what_all_are_equally_likely_to_hold() -> None:
    tenure = Tenure(0.3)
    assert (tenure.hold(np.zeros((2, 2))) == 0).all()
    assert (tenure.of_holders(np.array([[0.1, -0.1], [0.0, 0.0]])) == 0).all()


@given(odds=arrays(float, (5, 2, 3), elements=st.floats(-4, 4)))
def test_renaming_the_sides_renames_the_answer(odds: np.ndarray) -> None:
    one, other = Tenure(0.3), Tenure(0.3)
    for day in odds:
        np.testing.assert_array_equal(one.hold(day)[:, ::-1], other.hold(day[:, ::-1]))


@given(ahead=st.lists(st.floats(-1, 1), min_size=1, max_size=6))
def test_a_holder_gives_way_only_to_what_outweighs_its_tenure(ahead: list[float]) -> None:
    tenure, holder = Tenure(0.3), None
    for odds in ahead:
        held = tenure.hold(np.array([[odds, -odds]]))[0]
        if holder is not None and held[1 - holder] > held[holder]:
            assert abs(odds) >= 0.3 - 1e-9
        holder = None if held[0] == held[1] else int(np.argmax(held))
