from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Shell shortages among Russian troops near Zelene are growing.", "Russian troops"),
        ("Russian morale near Zelene is low.", "Russian"),
        ("Russian brigades lost a fight in Orlivka and are understrength.", "Russian brigades"),
        ("Ukrainian raids weakened the morale of Russian soldiers.", "Russian soldiers"),
        ("Russian units near Zelene rest to restore their combat readiness.", "Russian units"),
    ],
)
def test_an_ability_or_want_is_its_owners(claims_of: ClaimsOf, text: str, actor: str) -> None:
    (claim,) = claims_of(text, "capacity")
    assert claim.actor is not None
    assert claim.actor.name == actor


def test_an_event_that_somebody_is_unable_to_do_is_told_alone(claims_of: ClaimsOf) -> None:
    found = claims_of("Russian forces were unable to take Orlivka.")
    assert [(c.event_type, c.polarity) for c in found] == [("capture", "negative")]


def test_what_is_no_event_that_somebody_is_unable_to_do_is_an_ability(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Russian forces were unable to feed their guns near Orlivka.")
    assert claim.event_type == "capacity"


def test_a_lack_of_a_deed_is_no_want(claims_of: ClaimsOf) -> None:
    assert claims_of("A lack of advances has annoyed the Russian army.", "capacity") == []


def test_an_ability_is_told_once_in_place_of_its_deeds(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The ability of the Russian brigade to storm and hold Orlivka has grown.")
    assert (claim.event_type, claim.mood) == ("capacity", "reported")
    assert claim.actor is not None
    assert claim.actor.side == "RU"
    (lacking,) = claims_of("Russian forces do not have the ability to storm Orlivka.")
    assert (lacking.event_type, lacking.polarity) == ("capacity", "negative")
