"""An event that names no place has the one of its sentence, if it is told beside what was there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[[str], list[Claim]]


def where(claims: list[Claim], event_type: str) -> set[str]:
    (claim,) = (c for c in claims if c.event_type == event_type)
    return {place.text for place in claim.places}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Russian units lack the capability to mount another assault near Zelene.", "capacity"),
        ("Russian artillery fire kept Ukrainian forces from landing near Zelene.", "shell"),
        ("The Russian army tries to seize Zelene, exhausting its men and tanks.", "capacity"),
    ],
)
def test_what_is_told_beside_a_placed_event_is_there(
    claims_of: ClaimsOf, text: str, event_type: str
) -> None:
    assert where(claims_of(text), event_type) == {"Zelene"}


def test_what_another_teller_says_is_not(claims_of: ClaimsOf) -> None:
    told = claims_of(
        "Russians stormed Zelene, and the staff said that troops hold their positions."
    )
    assert where(told, "hold") == set()
