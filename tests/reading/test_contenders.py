"""The parties of a claim: two sides in one phrase, whole names, whose arms are lost or moved."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event", "actor", "target"),
    [
        ("Russian and Ukrainian forces clashed near Zelene.", "fight",
         ("Russian", "RU"), ("Ukrainian forces", "UA")),
        ("Russian forces clashed near Zelene.", "fight", ("Russian forces", "RU"), None),
        ("Ukrainian forces destroyed two tanks near Zelene.", "loss",
         ("Ukrainian forces", "UA"), ("two tanks", "RU")),
        ("Russia withdrew troops from Orlivka.", "withdraw", ("Russia", "RU"), ("troops", "RU")),
    ],
)  # fmt: skip
def test_parties_have_their_sides_and_names(
    claims_of: ClaimsOf,
    text: str,
    event: str,
    actor: tuple[str, str],
    target: tuple[str, str] | None,
) -> None:
    (claim,) = [c for c in claims_of(text) if c.event_type == event]
    assert claim.actor is not None
    assert (claim.actor.name, claim.actor.side) == actor
    found = None if claim.target is None else (claim.target.name, claim.target.side)
    assert found == target
    for party in (claim.actor, claim.target):
        if party is not None and party.start is not None:
            assert text[party.start : party.end] == party.name


def test_what_is_somebodys_own_stays_his(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The Russian forces blew up part of their own ammunition near Lypove.")
    assert claim.target is not None
    assert claim.target.side == "RU"


def test_arms_named_by_two_words_are_the_other_sides(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Ukrainian artillery destroyed an artillery installation near Lypove.")
    assert claim.target is not None
    assert claim.target.side == "RU"
