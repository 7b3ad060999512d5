from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from evals.scoring import confusion, figures, moves
from hypothesis import given
from hypothesis import strategies as st

A, B, CONTESTED, UNKNOWN = 0, 1, 2, -1


def columns(*places: list[int]) -> np.ndarray:
    return np.array(places).T


def test_shares_are_over_changing_and_steady_places_apart() -> None:
    truth = columns([A, A, B, B], [A, A, A, A], [A, CONTESTED, B, UNKNOWN])
    state = columns([A, A, A, B], [A, A, A, B], [A, A, B, A])
    found = figures(state, truth, 2)
    assert found.sided == pytest.approx(5 / 6)
    assert found.steady == pytest.approx(3 / 4)
    assert found.headline == pytest.approx((5 / 6 + 3 / 4) / 2)
    assert found.accuracy == pytest.approx(5 / 7)
    assert found.calibration_error is None


def test_calibration_error_is_the_gap_between_said_and_true_in_tenths() -> None:
    truth = columns([A, A, B, B], [A, A, A, A])
    probability = np.zeros((4, 2, 3), dtype=np.float32)
    probability[:, 0] = [0.8, 0.1, 0.1]
    probability[:, 1] = [1.0, 0.0, 0.0]
    # Said 0.8 on four days of the changing place, true on two of them.
    assert figures(probability.argmax(2), truth, 2, probability).calibration_error == pytest.approx(
        0.3
    )


def test_a_change_counts_as_seen_within_three_days_and_to_the_same_side() -> None:
    truth = columns([A] * 5 + [B] * 6, [A] * 5 + [B] * 6, [A] * 11)
    late = figures(columns([A] * 8 + [B] * 3, [A] * 9 + [B] * 2, [A] * 11), truth, 2)
    assert (late.recall, late.precision) == (0.5, 0.5)
    still = figures(columns([A] * 11, [A] * 11, [A] * 11), truth, 2)
    assert (still.recall, still.precision) == (0.0, None)


def test_contested_days_belong_to_the_side_before_and_short_stays_are_flicker() -> None:
    series = np.array([UNKNOWN, A, A, CONTESTED, CONTESTED, B, B, A, A, A, A, A, A, B])
    assert moves(series, 2, 1) == [(5, B), (7, A), (13, B)]
    # A first stay that is too short is no state to have come from.
    assert moves(series, 2, 5) == [(13, B)]
    assert moves(np.full(4, CONTESTED), 2, 1) == []


@given(st.lists(st.integers(-1, 2), min_size=1, max_size=40), st.integers(1, 6))
def test_moves_are_to_other_sides_in_order(series: list[int], lasting: int) -> None:
    found = moves(np.array(series), 2, lasting)
    assert [d for d, _ in found] == sorted({d for d, _ in found})
    sides = [s for _, s in found]
    assert all(a != b for a, b in pairwise(sides))


def test_confusion_counts_by_true_and_estimated_state() -> None:
    truth = columns([A, CONTESTED, B, UNKNOWN], [A, A, A, A])
    state = columns([A, A, CONTESTED, B], [B, B, B, B])
    assert confusion(state, truth, 2).tolist() == [[1, 0, 0], [0, 0, 1], [1, 0, 0]]
