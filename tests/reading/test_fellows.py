"""Targets that several joined nouns name together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event", "target"),
    [
        ("A missile strike on Zelene killed two women and three children.", "harm_civilians",
         ("two women and three children", None)),
        ("Ukrainian forces struck Russian depots and positions near Zelene.", "strike",
         ("Russian depots and positions", "RU")),
        ("Russian forces struck Orlivka and Zelene.", "strike", ("Orlivka", None)),
        ("Russian forces struck the towns of Orlivka and Zelene.", "strike",
         ("towns of Orlivka and Zelene", None)),
        ("Russian forces struck a depot in Orlivka.", "strike", ("depot", None)),
    ],
)  # fmt: skip
def test_a_target_has_all_its_nouns_unless_they_are_places(
    claims_of: ClaimsOf, text: str, event: str, target: tuple[str, str | None]
) -> None:
    told = next(c for c in claims_of(text) if c.event_type == event)
    assert told.target is not None
    assert (told.target.name, told.target.side) == target
    assert told.target.start is not None
    assert text[told.target.start : told.target.end] == target[0]


def test_who_tells_of_a_deed_of_its_own_by_a_gerund_did_it(claims_of: ClaimsOf) -> None:
    text = "The 93rd Brigade reported destroying two tanks near Lypove."
    loss = next(c for c in claims_of(text) if c.event_type in {"loss", "damage"})
    assert loss.actor is not None
    assert loss.actor.name == "93rd Brigade"


def test_an_attempt_is_nobody(claims_of: ClaimsOf) -> None:
    told = claims_of("Another attempt to evacuate civilians from Zelene failed.")
    assert told
    assert all(c.actor is None for c in told)
