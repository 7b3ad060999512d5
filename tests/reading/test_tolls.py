"""Tolls told beside an event: whom fire killed and wounded, what a death toll rose to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


def toll(claims: list[Claim], event_type: str) -> list[tuple[str, float]]:
    return sorted(
        (q.kind, q.low) for c in claims if c.event_type == event_type for q in c.quantities
    )


@pytest.mark.parametrize(
    "text",
    [
        "Three people were killed and seven were wounded in the shelling of Orlivka.",
        "Three villagers killed, seven wounded by enemy shelling of Orlivka.",
        "As a result of the shelling of Orlivka, three people died and seven were injured.",
        "Shelling of Orlivka killed three people and wounded seven.",
        "Russian forces shelled Orlivka, killing three people and wounding seven.",
    ],
)
def test_fire_has_its_victims(claims_of: ClaimsOf, text: str) -> None:
    assert toll(claims_of(text), "shell") == [("killed", 3.0), ("wounded", 7.0)]


@pytest.mark.parametrize(
    "text",
    [
        "Three killed, seven injured in Russian shelling of Orlivka.",
        "Three civilians killed, seven wounded as result of shelling of Orlivka by occupiers.",
        "At least three died and seven people were hurt as a result of shelling in Orlivka.",
    ],
)
def test_a_toll_told_before_fire_or_as_its_result(claims_of: ClaimsOf, text: str) -> None:
    assert toll(claims_of(text), "shell") == [("killed", 3.0), ("wounded", 7.0)]


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops fired on Orlivka and Zelene, leaving three people dead.",
        "The enemy fired on Orlivka, as a result of which three residents were killed.",
        "Russian troops shelled Orlivka, resulting in three people being killed.",
    ],
)
def test_a_toll_told_as_what_came_of_fire(claims_of: ClaimsOf, text: str) -> None:
    assert toll(claims_of(text), "shell") == [("killed", 3.0)]


def test_one_victim_counts(claims_of: ClaimsOf) -> None:
    claims = claims_of("A woman was killed in an airstrike on Zelene.")
    assert toll(claims, "airstrike") == [("killed", 1.0)]


def test_what_another_fire_or_time_did_is_apart(claims_of: ClaimsOf) -> None:
    claims = claims_of(
        "Two people were killed in Zelene and one was wounded in the shelling of Orlivka."
    )
    assert toll(claims, "shell") == [("wounded", 1.0)]
    later = claims_of("Two people were killed by a mine in Zelene after the shelling of Orlivka.")
    assert toll(later, "shell") == []


def test_what_a_toll_rose_to(claims_of: ClaimsOf) -> None:
    claims = claims_of("The death toll from the shelling of Orlivka rose to nine.")
    assert toll(claims, "harm_civilians") == [("killed", 9.0)]
    assert toll(claims, "shell") == [("killed", 9.0)]


def test_wounded_counted_beside_the_killed(claims_of: ClaimsOf) -> None:
    claims = claims_of("1,200 Russian soldiers have been killed and 3,100 wounded since May 1.")
    assert toll(claims, "loss") == [("killed", 1200.0), ("wounded", 3100.0)]
