"""Who only tells of an event is not who does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event", "actor"),
    [
        (("The Ukrainian General Staff reported that Russian units near Borivka are regrouping and "
         "will soon receive fresh reinforcements from Vasylivka."), "reinforce", "Russian units"),
        (("Ukrainian military sources shared footage of Ukrainian forces conducting "
         "counterattacks near Lypove."), "attack", "Ukrainian forces"),
        ("The Ukrainian Southern Operational Command reported destroying two depots near Borivka.",
         "loss", "Ukrainian Southern Operational Command"),
    ],
)  # fmt: skip
def test_who_does_it_is_whom_the_report_tells_of(
    claims_of: ClaimsOf, text: str, event: str, actor: str
) -> None:
    assert [c.actor.name for c in claims_of(text, event) if c.actor is not None] == [actor]


@pytest.mark.parametrize(
    "text",
    [
        "The Ukrainian Resistance Center also reported the two attacks in Vasylivka.",
        "Ivan Fedorov, the mayor of Vasylivka, reports about explosions in the town of Zelene.",
    ],
)
def test_who_only_reports_a_deed_has_not_done_it(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text)
    assert found
    assert [c.actor for c in found if c.event_type in {"attack", "strike"}] == [None]


def test_who_announces_an_own_deed_does_it(claims_of: ClaimsOf) -> None:
    found = claims_of("Putin may announce the annexation of Vasylivka.", "govern")
    assert [c.actor.name for c in found if c.actor is not None] == ["Putin"]
