from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russian miners held a hunger strike in Orlivka.", "strike"),
        ("Ukraine welcomed the election victory in Orlivka.", "win"),
    ],
)
def test_words_of_war_said_of_something_else_tell_no_event(
    claims_of: ClaimsOf, text: str, event: str
) -> None:
    assert claims_of(text, event) == []


def test_the_same_words_of_a_war_tell_one(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Russian troops carried out an attack on Orlivka.", "attack")
    assert claim.polarity == "positive"
