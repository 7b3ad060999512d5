"""Who is behind an event that names nobody, told by its cause, its clause or its fight."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event", "side"),
    [
        ("Two villagers died because of shelling by Russian troops in Zelene.",
         "harm_civilians", "RU"),
        ("Two villagers died as a result of the flood in Zelene.", "harm_civilians", None),
        ("Russian forces withdrew after failed assaults near Zelene.", "attack", "RU"),
        ("Residents were evacuated after failed assaults near Zelene.", "attack", None),
    ],
)  # fmt: skip
def test_the_cause_or_the_clause_tells_who_acts(
    claims_of: ClaimsOf, text: str, event: str, side: str | None
) -> None:
    sides = {
        None if c.actor is None else c.actor.side for c in claims_of(text) if c.event_type == event
    }
    assert sides <= {side}
    assert side is None or sides == {side}
