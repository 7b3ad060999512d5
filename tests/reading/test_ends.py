from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops withdrew from positions near Zelene on May 3.", "origin"),
        ("Troops withdrew to positions near Zelene on May 3.", "destination"),
        ("Troops redeployed to southern Zelene on May 3.", "destination"),
        ("Troops are fighting close to positions in Zelene.", "location"),
    ],
)
def test_the_words_before_a_name_tell_where_a_way_begins_or_ends(
    text: str, expected: str, claims_of: ClaimsOf
) -> None:
    roles = [p.role for c in claims_of(f"Russian {text}") for p in c.places]
    assert set(roles) == {expected}
