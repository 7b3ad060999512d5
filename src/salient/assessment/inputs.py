"""What an assessment is made from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from salient.errors import UsageError
from salient.model import Claim, Document, Estimate, EvidenceWeight, Place, Rejected
from salient.theatre import Theatre

__all__ = ["AssessmentInputs", "check_inputs"]


class AssessmentInputs(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that one day's assessment rests on; nothing else is looked up.

    `claims` are those published in the `window_days` days that end with `day`, and any older ones
    that an estimate or a weight cites. `documents` (by id) give the text around a quote; those
    missing are done without. `today`, `day_before` and `week_before` are estimates by place id
    for `day`, one day earlier and seven days earlier; the latter two may be empty, and then the
    assessment says that there is nothing to compare with. `places` holds at least every place that
    has an estimate. `members` are the place ids of each region of the theatre. `weights` are the
    claims' weights by place id, for the places that changed or are shown. `rejections` is what
    could not be used of the documents of the window. `surroundings` are settlements of other
    countries near the theatre: they give the drawn outline its shape and carry no estimate.
    """

    day: date
    theatre: Theatre
    claims: tuple[Claim, ...]
    today: Mapping[str, Estimate]
    places: Mapping[str, Place]
    day_before: Mapping[str, Estimate] = {}
    week_before: Mapping[str, Estimate] = {}
    documents: Mapping[str, Document] = {}
    members: Mapping[str, tuple[str, ...]] = {}
    weights: Mapping[str, tuple[EvidenceWeight, ...]] = {}
    rejections: tuple[Rejected, ...] = ()
    surroundings: tuple[Place, ...] = ()
    window_days: int = 7


def check_inputs(inputs: AssessmentInputs) -> None:
    """Raise `UsageError` where the parts do not fit together; say which and what to give."""
    if inputs.window_days < 1:
        raise UsageError(
            f"the reporting window is {inputs.window_days} days long; give at least one day"
        )
    states = {*inputs.theatre.side_ids, "contested"}
    for label, estimates in (
        ("today", inputs.today),
        ("day_before", inputs.day_before),
        ("week_before", inputs.week_before),
    ):
        unknown = sorted(place_id for place_id in estimates if place_id not in inputs.places)
        if unknown:
            raise UsageError(
                f"the estimates of {label} hold {len(unknown)} places that are not among the "
                f"places given, the first {unknown[0]}; give a Place for each estimate"
            )
        for place_id, estimate in estimates.items():
            if not states.issuperset(estimate.probabilities):
                odd = sorted(set(estimate.probabilities) - states)[0]
                raise UsageError(
                    f"the estimate of {place_id} has a probability for {odd!r}, which is no side "
                    f"of the theatre {inputs.theatre.name}; its states are "
                    f"{', '.join(sorted(states))}"
                )
