"""Participles before a noun that tell what befell a thing, and those that only say which it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]

_WRECKS = {"damage", "loss", "interdict"}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The footage shows a destroyed Russian radar in Orlivka.", "loss"),
        ("Rescuers dug under the rubble of a ruined house in Orlivka.", "damage"),
        ("The remains of a downed helicopter were found near Orlivka.", "loss"),
        ("Russian missiles struck the previously damaged bridge in Orlivka.", "interdict"),
    ],
)
def test_what_is_shown_or_left_of_a_thing_tells_of_its_end(
    claims_of: ClaimsOf, text: str, event: str
) -> None:
    assert event in {c.event_type for c in claims_of(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Workers sold damaged vehicles in Orlivka.",
        "The footage shows a destroyed reputation in Orlivka.",
    ],
)
def test_which_thing_is_meant_tells_nothing(claims_of: ClaimsOf, text: str) -> None:
    assert not _WRECKS & {c.event_type for c in claims_of(text)}
