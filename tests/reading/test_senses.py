"""Senses of a verb that its object tells apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Russia plans to capture Ukraine from Orlivka.", {"capture"}),
        ("Ukrainian soldiers captured three occupiers in Orlivka.", {"detain"}),
        ("Some 400 Ukrainians died in Orlivka.", {"harm_civilians"}),
        ("Some 400 Russians died in Orlivka.", {"loss"}),
        ("Some 400 Ukrainian soldiers died in Orlivka.", {"loss"}),
    ],
)
def test_the_object_tells(claims_of: ClaimsOf, text: str, events: set[str]) -> None:
    assert {c.event_type for c in claims_of(text)} == events


def test_a_country_taken_has_the_codes_of_ground_taken(claims_of: ClaimsOf) -> None:
    (country,) = claims_of("Russia plans to capture Ukraine from Orlivka.", "capture")
    (town,) = claims_of("Russian forces captured Orlivka.", "capture")
    assert (country.plover, country.acled) == (town.plover, town.acled)
    (soldiers,) = claims_of("Ukrainian soldiers captured three occupiers in Orlivka.", "detain")
    assert soldiers.acled != country.acled
