"""What fire is aimed at, where another word than the event's own has it in the parse."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("A nurse was injured in the airstrike on a hospital in Orlivka.", "hospital"),
        ("Russian forces refused to stop shelling on Easter near Orlivka.", None),
    ],
)
def test_the_noun_right_after_fire_is_aimed_at(
    claims_of: ClaimsOf, text: str, target: str | None
) -> None:
    fire = [c for c in claims_of(text) if c.event_type in {"airstrike", "shell"}]
    assert [c.target.name if c.target else None for c in fire] == [target]
