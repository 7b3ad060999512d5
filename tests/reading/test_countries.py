from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from reading_cases import MadeUpPlaces

from salient.model import Claim
from salient.reading.countries import is_country, with_countries

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event", "role"),
    [
        ("Russian forces are moving a regiment to Norland.", "redeploy", "destination"),
        ("Russian troops withdrew into Norland.", "withdraw", "destination"),
        ("Russian troops withdrew from the territory of Norland.", "withdraw", "origin"),
        ("Russian forces fired missiles from Norland at Orlivka.", "strike", "origin"),
        ("Russia launched new attacks across Norland.", "attack", "location"),
        ("Russian volunteers fought in the operation in Norland.", "fight", "location"),
        ("Russia withdrew forces from the southern axis into Norland.", "withdraw", "destination"),
        (
            "Russian troops committed atrocities in the occupied territories of Norland.",
            "harm_civilians",
            "location",
        ),
        (
            "Russia moved a regiment from bases in the occupied territories of Norland to Orlivka.",
            "redeploy",
            "origin",
        ),
    ],
)
def test_a_country_that_is_entered_left_or_fired_from_is_a_place(
    claims_of: ClaimsOf, text: str, event: str, role: str
) -> None:
    (claim,) = claims_of(text, event)
    assert {p.name: p.role for p in claim.places}["Norland"] == role
    assert claim.control == ()


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russian forces shelled Orlivka to frighten Norland.", "shell"),
        ("Norland sent a regiment to Orlivka.", "redeploy"),
        ("Russian troops moved to Orlivka in response to a threat from Norland.", "advance"),
        ("Russian troops were killed in Norland and in Orlivka.", "loss"),
    ],
)
def test_a_country_that_is_an_actor_or_a_backdrop_is_none(
    claims_of: ClaimsOf, text: str, event: str
) -> None:
    (claim,) = claims_of(text, event)
    assert "Norland" not in [p.name for p in claim.places]


def test_a_country_is_known_by_its_kind_or_as_a_region_without_a_region_of_its_own() -> None:
    country, oblast = MadeUpPlaces().mentions("Norland and Stepove Oblast")
    assert is_country(country)
    assert not is_country(oblast)
    whole = msgspec.structs.replace(oblast, place_id="geonames:1", admin1=None)
    assert is_country(whole)


def test_places_stay_in_the_order_of_the_text(claims_of: ClaimsOf) -> None:
    text = "Russian forces are moving a regiment from Orlivka to Norland."
    (claim,) = claims_of(text, "redeploy")
    assert [p.name for p in claim.places] == ["Orlivka", "Norland"]
    assert with_countries(claim, ()) is claim
