from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "Objective: capture of Kamianka",
        "Main effort #2—Capture the remainder of Stepove Oblast",
        "Supporting effort (objective: defend Kamianka against counterattacks)",
        "Russian Subordinate Main Effort #1 – Capture Kamianka and encircle Zelene",
    ],
)
def test_a_heading_claims_nothing(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text) == []


def test_what_follows_a_heading_in_brackets_is_read(claims_of: ClaimsOf) -> None:
    text = "Southern axis (Russian objective: hold Kamianka) Russian forces shelled Zelene."
    assert {(c.event_type, p.name) for c in claims_of(text) for p in c.places} == {
        ("shell", "Zelene")
    }


def test_an_effort_that_somebody_makes_is_no_heading(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The main effort of Russian forces is to capture Kamianka.", "capture")
    assert claim.mood == "intended"
