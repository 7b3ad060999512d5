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
        ("Ukrainian soldiers captured two fighters in Orlivka.", {"detain"}),
        ("Some 400 Ukrainians died in Orlivka.", {"harm_civilians"}),
        ("Some 400 Russians died in Orlivka.", {"loss"}),
        ("Some 400 Ukrainian soldiers died in Orlivka.", {"loss"}),
        ("An explosion in a shop rang out in Orlivka.", {"other"}),
        ("There was a car explosion in Orlivka.", {"sabotage"}),
        ("Villagers are resisting the Russian soldiers in Orlivka.", {"other"}),
        ("Ukrainian soldiers are resisting the Russian soldiers in Orlivka.", {"fight"}),
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


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The bodies of six villagers were found in Orlivka.", {"harm_civilians"}),
        ("The bodies of six Russian soldiers were found in Orlivka.", {"loss"}),
        ("A body of water was found in Orlivka.", set()),
        ("Relatives came to Orlivka to find the bodies of six villagers.", set()),
    ],
)
def test_the_dead_are_of_a_force_or_of_the_people(
    claims_of: ClaimsOf, text: str, events: set[str]
) -> None:
    assert {c.event_type for c in claims_of(text)} == events


def test_the_dead_are_told_once_and_belong_to_nobody_else(claims_of: ClaimsOf) -> None:
    (killed,) = claims_of("Bodies of six villagers killed by Russian troops were found in Orlivka.")
    assert killed.predicate.text == "killed"
    (found,) = claims_of("Russian troops shot villagers. Their bodies were found in Orlivka.")[-1:]
    assert (found.predicate.text, found.target) == ("found", None)


def test_two_verbs_of_one_object_tell_one_event(claims_of: ClaimsOf) -> None:
    assert len(claims_of("Russian troops killed and wounded residents of Orlivka.")) == 1


def test_who_is_brought_away_by_force_is_deported(claims_of: ClaimsOf) -> None:
    (away,) = claims_of("Russian troops forcibly removed residents from Orlivka.")
    assert away.event_type == "detain"


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Russian troops are focusing their efforts on taking Orlivka.", {"capture"}),
        ("Russian troops are focusing their efforts on Orlivka.", {"concentrate"}),
        (
            "Russian troops are concentrating near Zelene to storm Orlivka.",
            {"concentrate", "attack"},
        ),
    ],
)
def test_an_effort_is_told_by_its_deed(claims_of: ClaimsOf, text: str, events: set[str]) -> None:
    assert {c.event_type for c in claims_of(text)} == events


def test_people_made_to_go_are_carried_off_by_whoever_made_them(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of(
        "The forced relocation of villagers from Zelene by Russian soldiers went on."
    )
    assert claim.event_type == "detain"
    assert claim.actor is not None
    assert claim.actor.name == "Russian soldiers"
    assert claim.target is not None
    assert claim.target.name == "villagers"
