from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russia is preparing for a new offensive.", "attack"),
        ("Russian forces may soon attack.", "attack"),
        ("Russia plans to redeploy troops.", "redeploy"),
    ],
)
def test_a_deed_that_is_only_meant_is_a_claim_where_it_has_a_place(
    claims_of: ClaimsOf, text: str, event: str
) -> None:
    assert not claims_of(text, event)
    assert claims_of(f"{text.rstrip('.')} near Orlivka.", event)


def test_what_happened_needs_no_place(claims_of: ClaimsOf) -> None:
    assert claims_of("Russian forces attacked Ukrainian troops.", "attack")
