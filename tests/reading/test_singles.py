"""Single people and things that an event befell, each counted as one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


def counted(claims: list[Claim]) -> list[tuple[str, float, str | None]]:
    return sorted((q.kind, q.low, q.side) for claim in claims for q in claim.quantities)


def test_each_of_a_list_counts(claims_of: ClaimsOf) -> None:
    claims = claims_of("Ukrainian troops destroyed an enemy tank and three trucks near Lypove.")
    assert counted(claims) == [("equipment", 1.0, "RU"), ("equipment", 3.0, "RU")]


def test_another_is_one(claims_of: ClaimsOf) -> None:
    claims = claims_of("Ukrainian troops shot down another Russian helicopter near Lypove.")
    assert counted(claims) == [("equipment", 1.0, "RU")]


def test_people_are_killed_wounded_or_taken(claims_of: ClaimsOf) -> None:
    killed = claims_of("A woman and her two daughters were killed in Orlivka.")
    assert counted(killed) == [("killed", 3.0, None)]
    hurt = claims_of("A 40-year-old driver was wounded in Orlivka.")
    assert counted(hurt) == [("wounded", 1.0, None)]
    taken = claims_of("Ukrainian troops captured a Russian sniper near Orlivka.")
    assert counted(taken) == [("captured", 1.0, "RU")]


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian troops destroyed a Russian battalion near Lypove.",
        "Ukrainian troops destroyed a large number of vehicles near Lypove.",
        "Russian troops killed the people of Orlivka.",
        "Russian troops killed Orlivka's only teacher.",
        "Russian troops shelled a school in Orlivka.",
    ],
)
def test_what_is_many_or_not_told_as_one_is_not_one(claims_of: ClaimsOf, text: str) -> None:
    assert counted(claims_of(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops killed the mayor of Orlivka.",
        "Elderly woman killed in Orlivka.",
        "Another body of a woman was found in Orlivka.",
    ],
)
def test_one_is_told_without_an_article(claims_of: ClaimsOf, text: str) -> None:
    assert ("killed", 1.0, None) in counted(claims_of(text))
