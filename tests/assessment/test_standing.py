from __future__ import annotations

from datetime import date

import pytest
from assessment_factories import estimate
from hypothesis import given
from hypothesis import strategies as st

from salient.assessment.standing import standing_of, widely_uncertain

DAY = date(2022, 5, 14)


@pytest.mark.parametrize(
    ("ua", "contested", "key", "rank"),
    [
        (0.97, 0.01, "UA", 6),
        (0.85, 0.05, "UA", 5),
        (0.55, 0.10, "UA", 4),
        (0.54, 0.10, "uncertain", 3),
        (0.05, 0.05, "RU", 5),
        (0.20, 0.60, "contested", 4),
        (0.30, 0.40, "contested", 2),
    ],
)
def test_a_standing_needs_55_per_cent_for_a_side(
    ua: float, contested: float, key: str, rank: int
) -> None:
    standing = standing_of(estimate("x:1", DAY, ua, contested, DAY))
    assert (standing.key, standing.rank) == (key, rank)


@given(st.floats(0, 1), st.floats(0, 1))
def test_every_estimate_has_a_standing(ua: float, share: float) -> None:
    made = estimate("x:1", DAY, ua, (1 - ua) * share, DAY)
    assert standing_of(made).key in {"UA", "RU", "contested", "uncertain"}


def test_wide_means_that_no_state_reaches_55_per_cent() -> None:
    assert widely_uncertain(estimate("x:1", DAY, 0.5, 0.2, DAY))
    assert not widely_uncertain(estimate("x:1", DAY, 0.2, 0.6, DAY))
