from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from salient.model import Claim
from salient.reading.bearings import without_bearings

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russia is preparing for a new offensive.", "attack"),
        ("Russian forces may soon attack.", "attack"),
        ("Russia plans to redeploy troops.", "redeploy"),
        ("Russian forces may shell civilians.", "shell"),
        ("Soldiers will inflict losses on Russian troops.", "loss"),
        ("Russian forces want to hold the front line.", "hold"),
        ("Ukrainian troops have not advanced.", "advance"),
    ],
)
def test_a_deed_that_is_only_meant_is_a_claim_where_it_has_a_place(
    claims_of: ClaimsOf, text: str, event: str
) -> None:
    assert not claims_of(text, event)
    assert claims_of(f"{text.rstrip('.')} near Orlivka.", event)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("A missile strike is possible near Orlivka.", "strike"),
        ("The arrest of residents is possible in Orlivka.", "detain"),
    ],
)
def test_what_is_only_feared_of_nobody_is_no_claim(
    claims_of: ClaimsOf, text: str, event: str
) -> None:
    assert not claims_of(text, event)


def test_a_toll_that_may_be_so_high_is_told_by_its_number(claims_of: ClaimsOf) -> None:
    assert claims_of("Up to 20 civilians may have died in Orlivka.", "harm_civilians")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The fighting continues.", False),
        ("The fighting continues near Orlivka.", True),
    ],
)
def test_what_happens_to_nobody_nowhere_is_no_claim(
    claims_of: ClaimsOf, text: str, kept: bool
) -> None:
    assert bool(claims_of(text, "fight")) == kept


def test_what_happened_needs_no_place(claims_of: ClaimsOf) -> None:
    assert claims_of("Russian forces attacked Ukrainian troops.", "attack")


def test_what_did_not_happen_on_a_day_is_told_of_the_whole_front(claims_of: ClaimsOf) -> None:
    assert claims_of("The Russian army gained no new ground on May 9.", "advance")


def test_what_has_a_day_of_its_own_is_told_though_nobody_is_named(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Russian troops shelled Orlivka on May 9.", "shell")
    dated = replace(claim, actor=None, target=None, places=())
    assert not without_bearings(dated)
    assert without_bearings(replace(dated, time=replace(claim.time, text=None)))
