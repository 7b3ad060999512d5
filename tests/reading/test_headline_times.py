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


def test_a_headline_repeated_beneath_has_its_day_too(claims_of: ClaimsOf) -> None:
    head = "Strike on Orlivka: Enemy struck Orlivka, a school is damaged"
    text = (
        f"{head} (14.05.22 10:52)\n\n14.05.22 10:52 - {head}. On May 12, Russian missiles hit a "
        "school in Orlivka."
    )
    days = [c.time.earliest for c in claims_of(text, "strike")]
    assert len(days) > 2
    assert set(days) == {date(2022, 5, 12)}


def test_harm_in_a_headline_is_of_the_day_of_the_fire_beneath(claims_of: ClaimsOf) -> None:
    text = "Two people killed in Lypove\n\nOn May 12, Russian forces shelled Lypove."
    (harm,) = claims_of(text, "harm_civilians")
    assert harm.time.earliest == date(2022, 5, 12)


def test_harm_in_a_headline_is_not_of_a_fire_long_ago(claims_of: ClaimsOf) -> None:
    text = "Two people killed in Lypove\n\nOn March 2, Russian forces shelled Lypove."
    (harm,) = claims_of(text, "harm_civilians")
    assert harm.time.text is None
