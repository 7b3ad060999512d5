from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event", "name", "relation"),
    [
        ("Russian forces shelled the settlement of Quorivka.", "shell", "Quorivka", "at"),
        ("Russian forces took the village of Quorivka near Zelene.", "capture", "Quorivka", "at"),
        (
            "They repelled a Russian assault near Quorivka.",
            "attack",
            "Quorivka",
            "near",
        ),
        ("Russian forces advanced toward Quorivka.", "advance", "Quorivka", "toward"),
    ],
)
def test_a_name_that_the_words_mark_as_a_place_is_kept_unresolved(
    claims_of: ClaimsOf, text: str, event: str, name: str, relation: str
) -> None:
    (claim,) = claims_of(text, event)
    place = next(p for p in claim.places if p.place_id is None)
    assert (place.text, place.relation, place.name, place.latitude) == (name, relation, None, None)
    assert text[place.start : place.end] == name
    assert all(effect.place_id != "made-up:Quorivka" for effect in claim.control)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Ukrainian forces launched a counterattack near Zelene in late Aug.", "attack"),
        ("Russian forces shelled Zelene in March.", "shell"),
        ("Quorivka said that Russian forces shelled Zelene.", "shell"),
    ],
)
def test_names_of_months_and_of_who_speaks_are_no_places(
    claims_of: ClaimsOf, text: str, event: str
) -> None:
    (claim,) = claims_of(text, event)
    assert [p.name for p in claim.places] == ["Zelene"]


def test_what_lies_near_an_unknown_place_is_not_taken_for_it(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Russian forces took the village of Quorivka near Zelene.", "capture")
    assert {p.text: p.relation for p in claim.places} == {"Quorivka": "at", "Zelene": "near"}
    assert claim.control == ()


def test_unknown_names_are_joined_and_works_are_known_by_their_grounds(
    claims_of: ClaimsOf,
) -> None:
    (claim,) = claims_of("Russian forces shelled near Quorivka and Norivske.", "shell")
    assert {p.text: p.relation for p in claim.places} == {"Quorivka": "near", "Norivske": "near"}
    (claim,) = claims_of("Russian troops seized the territory of the Quorska TPP.", "capture")
    assert [(p.text, p.place_id) for p in claim.places] == [("Quorska TPP", None)]
    assert claim.control == ()
