from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


def names(claim: Claim) -> list[str | None]:
    return [p.name for p in claim.places]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Ukrainian forces repelled a Russian assault near Zelene on the Kamianka axis.", "repel"),
        ("Ukrainian forces repelled a Russian assault near Zelene on the Kamianka axis.", "attack"),
        ("Ukrainian forces resisted attacks near Zelene along the Kamianka axis.", "fight"),
    ],
)
def test_a_deed_and_its_being_met_have_the_places_of_both(
    claims_of: ClaimsOf, text: str, event: str
) -> None:
    (claim,) = claims_of(text, event)
    assert names(claim) == ["Zelene", "Kamianka axis"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russian forces continued an offensive to take Orlivka.", "attack"),
        ("Ukrainian troops carried out a raid that burnt a depot in Orlivka.", "attack"),
        ("Ukrainian forces repelled Russian troops that tried to storm Orlivka.", "repel"),
        ("Explosion at the station: Russian forces hit a school in Orlivka.", "strike"),
    ],
)
def test_an_event_without_a_place_is_where_its_goal_or_its_outcome_is(
    claims_of: ClaimsOf, text: str, event: str
) -> None:
    assert all(names(claim) == ["Orlivka"] for claim in claims_of(text, event))
    assert claims_of(text, event)


def test_who_left_after_an_attack_was_near_it_and_lost_nothing_there(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of(
        "Russian forces withdrew after conducting an assault on Orlivka.", "withdraw"
    )
    assert [(p.name, p.relation) for p in claim.places] == [("Orlivka", "near")]
    assert claim.control == ()


def test_troops_sent_somewhere_for_a_goal_are_not_at_the_goal(claims_of: ClaimsOf) -> None:
    text = "Russian forces moved a tank regiment to Zelene to take Orlivka."
    (claim,) = claims_of(text, "redeploy")
    assert names(claim) == ["Zelene"]
