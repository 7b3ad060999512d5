from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.assessment.likelihood import LIKELIHOODS, likelihood, percent
from salient.errors import UsageError


@pytest.mark.parametrize(
    ("probability", "term"),
    [
        (0.0, "remote"),
        (0.03, "remote"),
        (0.05, "very unlikely"),
        (0.20, "unlikely"),
        (0.449, "unlikely"),
        (0.45, "roughly even"),
        (0.5499, "roughly even"),
        (0.55, "likely"),
        (0.7999, "likely"),
        (0.80, "very likely"),
        (0.95, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_each_range_of_icd_203_has_its_word(probability: float, term: str) -> None:
    assert likelihood(probability).term == term


def test_the_rows_cover_every_probability_without_gap_or_overlap() -> None:
    bounds = [(row.low, row.high) for row in LIKELIHOODS]
    assert bounds[0][0] == 0.0
    assert bounds[-1][1] == 1.0
    assert all(one[1] == other[0] for one, other in itertools.pairwise(bounds))


def test_ranges_are_printed_as_the_directive_prints_them() -> None:
    assert [row.range_text for row in LIKELIHOODS] == [
        "1–5 %", "5–20 %", "20–45 %", "45–55 %", "55–80 %", "80–95 %", "95–99 %",
    ]  # fmt: skip


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_chance_never_gets_a_lower_word(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert likelihood(low).rank <= likelihood(high).rank


@given(st.floats(0, 1))
def test_the_printed_figure_falls_into_the_range_of_its_word(probability: float) -> None:
    text = percent(probability)
    if text in {"under 1 %", "over 99 %"}:
        return
    assert likelihood(int(text.removesuffix(" %")) / 100) == likelihood(probability)


@pytest.mark.parametrize("probability", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_is_refused_with_what_is_allowed(probability: float) -> None:
    with pytest.raises(UsageError, match=r"is no probability: give a number from 0 to 1"):
        likelihood(probability)


def test_nothing_is_printed_as_certain() -> None:
    assert percent(1.0) == "over 99 %"
    assert percent(0.0) == "under 1 %"
