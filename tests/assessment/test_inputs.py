from __future__ import annotations

import msgspec
import pytest
from assessment_factories import DAY, estimate, place_id
from assessment_scenes import kharkiv

from salient.assessment import compose
from salient.assessment.inputs import check_inputs
from salient.errors import UsageError


def test_inputs_that_fit_together_pass() -> None:
    check_inputs(kharkiv())


def test_an_estimate_of_an_unknown_place_is_named() -> None:
    stray = {"test:nowhere": estimate("test:nowhere", DAY, 0.9, 0.05, DAY)}
    wording = (
        r"the estimates of today hold 1 places that are not among the places given, the first "
        r"test:nowhere; give a Place for each estimate"
    )
    with pytest.raises(UsageError, match=wording):
        compose(kharkiv(today=stray))


def test_a_probability_for_an_unknown_side_is_named_with_what_is_allowed() -> None:
    izium = place_id("Izium")
    odd = msgspec.structs.replace(
        kharkiv().today[izium], probabilities={"UA": 0.5, "XX": 0.5}, state="UA"
    )
    wording = r"has a probability for 'XX', which is no side .* its states are RU, UA, contested"
    with pytest.raises(UsageError, match=wording):
        compose(kharkiv(today={izium: odd}))


def test_a_window_of_no_days_is_refused() -> None:
    with pytest.raises(UsageError, match=r"window is 0 days long; give at least one day"):
        compose(kharkiv(window_days=0))
