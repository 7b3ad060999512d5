"""Who is behind an event where the sentence tells of one side's doings only."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event", "actor"),
    [
        ("Russian forces lack the strength necessary to sustain an offensive near Orlivka.",
         "attack", ("Russian forces", "RU")),
        ("Invaders shell Lypove: two killed, five injured.",
         "harm_civilians", ("Invaders", "RU")),
        ("Russian missiles hit twenty houses near Lypove, leaving four people wounded.",
         "harm_civilians", ("Russia", "RU")),
        ("Zelene was recaptured from Russian troops.", "capture", ("Ukraine", "UA")),
    ],
)  # fmt: skip
def test_the_only_side_told_of_acts(
    claims_of: ClaimsOf, text: str, event: str, actor: tuple[str, str]
) -> None:
    found = [c.actor for c in claims_of(text) if c.event_type == event]
    assert [(a.name, a.side) for a in found if a is not None] == [actor]
    for party in found:
        if party is not None and party.start is not None:
            assert text[party.start : party.end] == party.name


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Explosions were heard in the Russian-occupied town of Vasylivka.", "strike"),
        ("War in Ukraine: shelling of Borivka went on at night.", "shell"),
        ("Police completed a raid near Borivka after Russian shelling.", "attack"),
        ("Russian troops rested, Ukrainian troops rested, and an offensive began near Orlivka.",
         "attack"),
    ],
)  # fmt: skip
def test_nobody_acts_where_both_or_none_are_told_of(
    claims_of: ClaimsOf, text: str, event: str
) -> None:
    found = [c for c in claims_of(text) if c.event_type == event]
    assert found
    assert all(c.actor is None or c.actor.side is None for c in found)
