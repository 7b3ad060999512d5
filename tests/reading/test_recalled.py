from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


def names(claim: Claim) -> list[str | None]:
    return [p.name for p in claim.places]


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces stormed Zelene. Ukrainian forces repelled the attack.",
        "Russian forces stormed Zelene, and Ukrainian forces repelled this assault.",
        "Russian forces stormed Zelene from Orlivka. Ukrainian forces repelled both attacks.",
    ],
)
def test_a_deed_told_of_before_lends_its_place(claims_of: ClaimsOf, text: str) -> None:
    (claim,) = claims_of(text, "repel")
    assert "Zelene" in names(claim)


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces stormed Zelene and Borivka. Ukrainian forces repelled an attack.",
        "Russian forces shelled Zelene and Borivka. Ukrainian forces repelled the landing.",
        "Russian forces stormed Zelene and Borivka. Ukrainian forces repelled the second attack.",
        "Russian forces stormed Zelene and Borivka. "
        + "The weather was fair all that month. " * 20
        + "Ukrainian forces repelled the attack.",
    ],
)
def test_another_deed_does_not(claims_of: ClaimsOf, text: str) -> None:
    assert all(not claim.places for claim in claims_of(text, "repel"))


def test_where_missiles_were_fired_from_is_not_where_the_strike_was(claims_of: ClaimsOf) -> None:
    text = (
        "Russian forces fired missiles from Orlivka. The strike killed two people in the morning."
    )
    assert all("Orlivka" not in names(c) for c in claims_of(text, "harm_civilians"))


def test_what_was_struck_is_where_it_was_first_told(claims_of: ClaimsOf) -> None:
    text = (
        "Missiles hit a hospital in Zelene. Borivka and Orlivka are quiet. Russian missiles hit {}."
    )
    for words, place in (("the hospital", ["Zelene"]), ("a school", []), ("the fuel depot", [])):
        again = claims_of(text.format(words), "strike")[-1]
        assert names(again) == place


def test_an_explosion_may_be_that_of_an_attack(claims_of: ClaimsOf) -> None:
    text = (
        "Partisans attacked a car in Zelene. Borivka is quiet. The explosion killed two soldiers."
    )
    assert {n for c in claims_of(text, "other") for n in names(c)} == {"Zelene"}
