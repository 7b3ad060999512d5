"""Since when a state has held, and between which days it may have begun."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from control_worlds import FIRST, day, line_of_sites, says, some_evidence
from hypothesis import given, settings
from hypothesis import strategies as st

from salient.control import ControlSeries, Evidence, estimate
from salient.control.series import SURE

DAYS = [day(i) for i in range(15)]


def interval(series: ControlSeries, d: int, i: int) -> tuple[int, int, int]:
    """Work out since, earliest and latest day from the probabilities of all days, plainly."""
    states = [int(k) for k in series.state[: d + 1, i]]
    since = d
    while since and states[since - 1] == states[d]:
        since -= 1
    others = [
        t
        for t in range(d + 1)
        if states[t] != states[d] and series.probability[t, i, states[t]] >= SURE
    ]
    sure = [t for t in range(since, d + 1) if series.probability[t, i, states[d]] >= SURE]
    return since, max(others, default=-1) + 1, min(sure, default=d)


@settings(max_examples=40, deadline=None)
@given(evidence=some_evidence(("A", "B", "C")), as_known=st.booleans())
def test_the_interval_is_that_of_the_plain_definition_and_holds_since(
    evidence: list[Evidence], as_known: bool
) -> None:
    series = estimate(evidence, line_of_sites(sides=("A", "B", "C")), DAYS, as_known=as_known)
    for d in (0, 7, 14):
        for i in range(12):
            since, earliest, latest = interval(series, d, i)
            assert series.since[d, i] == since
            assert (series.since_earliest[d, i], series.since_latest[d, i]) == (earliest, latest)
            assert earliest <= since <= latest <= d


def test_days_that_were_not_asked_for_count_too() -> None:
    evidence = [says("p4", "B", 6, precision=30.0), says("p4", "B", 7, claim="d", precision=30.0)]
    every = estimate(evidence, line_of_sites(), DAYS, as_known=True)
    last = estimate(evidence, line_of_sites(), DAYS[-1:], as_known=True)
    assert every.state[-1, 4] == 1
    np.testing.assert_array_equal(last.since_earliest[0], every.since_earliest[-1])
    np.testing.assert_array_equal(last.since_latest[0], every.since_latest[-1])


def test_an_estimate_gives_the_interval_as_days() -> None:
    evidence = [says("p4", "B", 6, precision=30.0)]
    series = estimate(evidence, line_of_sites(), DAYS, as_known=True)
    found = list(series.estimates(DAYS[-1]))[4]
    earliest, latest = series.since_earliest[-1, 4], series.since_latest[-1, 4]
    assert found.state == "B"
    assert found.since_earliest == FIRST + timedelta(days=int(earliest))
    assert found.since_latest == FIRST + timedelta(days=int(latest))
    assert earliest <= 6 <= latest
