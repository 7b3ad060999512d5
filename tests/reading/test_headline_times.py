"""A headline's deed is of the day that the sentence under it tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event", "day"),
    [
        ("Nine killed in Zelene\n\nOn May 12, nine people were killed in Zelene.",
         "harm_civilians", date(2022, 5, 12)),
        ("Enemy strikes Orlivka\n\nRussian missiles hit Orlivka on the evening of May 11.",
         "strike", date(2022, 5, 11)),
        ("School destroyed in Lypove\n\nA school in Lypove was destroyed on May 10.",
         "damage", date(2022, 5, 10)),
    ],
)  # fmt: skip
def test_a_headline_takes_the_day_told_beneath(
    claims_of: ClaimsOf, text: str, event: str, day: date
) -> None:
    head, *under = claims_of(text, event)
    assert head.predicate.end < text.index("\n")
    assert head.time.earliest == day
    assert all(c.time == head.time for c in under)


@pytest.mark.parametrize(
    "text",
    [
        "Enemy strikes Orlivka\n\nRussian missiles hit Zelene on May 11.",
        "Enemy strikes Orlivka\n\nMissiles hit Orlivka on May 9. Missiles hit Orlivka on May 11.",
        "Enemy strikes Orlivka\n\nRussian missiles will hit Orlivka again on May 20.",
    ],
)
def test_another_deed_gives_no_day(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, "strike")[0].time.text is None
