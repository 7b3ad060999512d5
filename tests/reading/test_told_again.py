"""Deeds told again are done by whoever was named with them nearby."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]

HIT = "Russian cruise missiles struck a repair shop in Kamianka."


@pytest.mark.parametrize(
    ("text", "event", "actors"),
    [
        (f"{HIT} Users showed several missiles striking a warehouse in Kamianka.", "strike", 2),
        (f"{HIT} Users showed several missiles striking a warehouse in Lypove.", "strike", 1),
        (f"{HIT} Explosions rang out in Kamianka.", "strike", 1),
        (f"{HIT} Ukrainian drones struck a depot in Kamianka. Several missiles hit Kamianka too.",
         "strike", 2),
    ],
)  # fmt: skip
def test_a_deed_told_again_is_done_by_who_was_named_with_it(
    claims_of: ClaimsOf, text: str, event: str, actors: int
) -> None:
    found = claims_of(text, event)
    assert sum(c.actor is not None for c in found) == actors
    assert len(found) > 1


def test_the_doer_keeps_the_place_where_it_was_named(claims_of: ClaimsOf) -> None:
    text = f"{HIT} Users showed several missiles striking a warehouse in Kamianka."
    for claim in claims_of(text, "strike"):
        party = claim.actor
        assert party is not None
        assert party.start is not None
        assert text[party.start : party.end] == party.name == "Russian cruise missiles"
