from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event", "polarity", "mood"),
    [
        ("Russian forces will stop once they have taken Zelene.", "capture", "positive",
         "conditional"),
        ("Russian forces stopped after they had taken Zelene.", "capture", "positive", "reported"),
        ("Russian forces tried to take Zelene but failed.", "capture", "negative", "reported"),
        ("Russian forces tried to take Zelene.", "capture", "positive", "intended"),
        ("Russian forces used tanks to take Zelene.", "capture", "positive", "reported"),
        ("Russian forces resumed operations to take Zelene.", "capture", "positive", "intended"),
        ("Russia has to withdraw troops from Zelene.", "withdraw", "positive", "intended"),
        ("Russia had to withdraw troops from Zelene.", "withdraw", "positive", "reported"),
        ("They shelled Orlivka instead of storming Zelene.", "attack", "negative", "reported"),
        ("They shelled Orlivka rather than storming Zelene.", "attack", "negative", "reported"),
        ("They did not stop, instead storming Zelene.", "attack", "positive", "reported"),
        ("They are regrouping to permit an advance on Zelene.", "advance", "positive", "intended"),
    ],
)  # fmt: skip
def test_what_the_form_of_a_clause_says(
    claims_of: ClaimsOf, text: str, event: str, polarity: str, mood: str
) -> None:
    (claim,) = claims_of(text, event)
    assert (claim.polarity, claim.mood) == (polarity, mood)
