"""Whose losses a noun tells of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


def _sides(claims: list[Claim]) -> set[str | None]:
    parties = [p for c in claims if c.event_type == "loss" for p in (c.actor, c.target)]
    return {p.side for p in parties if p is not None}


@pytest.mark.parametrize(
    "text",
    [
        "Russian tank and infantry losses in Orlivka limit the army.",
        "Casualties among Russian officers near Orlivka will lower morale.",
        "Russian forces are recovering from heavy losses near Orlivka.",
        "Russian forces withdrew from Orlivka after heavy casualties.",
    ],
)
def test_a_side_before_among_or_making_up_for_losses_bore_them(
    claims_of: ClaimsOf, text: str
) -> None:
    assert _sides(claims_of(text)) == {"RU"}


def test_civilians_are_nobodys_losses(claims_of: ClaimsOf) -> None:
    assert not _sides(claims_of("Russian shelling led to casualties among civilians in Orlivka."))
