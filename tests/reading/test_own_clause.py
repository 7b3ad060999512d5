"""A claim that nothing near places is where the rest of its clause tells, or at an unknown name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event", "place"),
    [
        ("Russian forces entered the outskirts of Torhanivka.", "advance", ("Torhanivka", "near")),
        ("Russian troops fired at Torhanivka village.", "shell", ("Torhanivka", "at")),
        (
            "Russian troops resumed the shelling of Torhanchem Plant.",
            "shell",
            ("Torhanchem Plant", "at"),
        ),
    ],
)
def test_a_marked_name_that_nobody_knows_is_kept(
    claims_of: ClaimsOf, text: str, event: str, place: tuple[str, str]
) -> None:
    (claim,) = claims_of(text, event)
    assert [(p.text, p.relation) for p in claim.places] == [place]


def test_a_place_nearer_than_the_rest_of_the_clause_stays_alone(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Russian troops shelled Zelene to keep buses from Orlivka.", "shell")
    assert [p.name for p in claim.places] == ["Zelene"]
