from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]

_OPENING = "Russian forces shelled Orlivka. "


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Belarusian forces are conducting exercises.", "other"),
        ("Belarusian units are deploying to the border.", "redeploy"),
    ],
)
def test_a_neighbours_forces_count_in_a_text_about_the_war(
    claims_of: ClaimsOf, text: str, event: str
) -> None:
    assert len(claims_of(_OPENING + text, event)) == 1


def test_nobodys_units_do_not(claims_of: ClaimsOf) -> None:
    assert not claims_of(_OPENING + "Units are deploying to the border.", "redeploy")
    assert not claims_of("Belarusian units are deploying to the border.", "redeploy")
