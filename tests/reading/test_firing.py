"""The type of fire, by the weapon beside an open verb or the label above it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russian forces struck Orlivka with mortars.", "shell"),
        ("Russian forces attacked Orlivka with missiles.", "strike"),
        ("Russian aircraft attacked Orlivka.", "airstrike"),
        ("Russian forces pounded Orlivka with planes.", "airstrike"),
        ("Russian forces hit Orlivka using howitzers.", "shell"),
        ("Russian forces attacked Orlivka.", "attack"),
        ("Russian forces struck Orlivka.", "strike"),
        ("Russian forces launched a tank attack on Orlivka.", "attack"),
        ("Russian forces conducted ground and artillery attacks on Orlivka.", "attack"),
    ],
)
def test_the_weapon_tells(claims_of: ClaimsOf, text: str, event: str) -> None:
    assert [c.event_type for c in claims_of(text)] == [event]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Explosions were heard in Orlivka.", "strike"),
        ("An explosion was heard in Orlivka.", "other"),
        ("Missiles exploded over Orlivka.", "strike"),
        ("A drone detonated in the port of Orlivka.", "strike"),
        ("Russian forces fired a rocket at Orlivka that exploded in the air.", "strike"),
        ("Shells exploded in Orlivka.", "shell"),
        ("A car bomb explosion was heard in Orlivka.", "sabotage"),
        ("A device exploded in Orlivka.", "sabotage"),
    ],
)
def test_what_went_off_tells(claims_of: ClaimsOf, text: str, event: str) -> None:
    assert {c.event_type for c in claims_of(text)} == {event}


def test_the_codes_are_those_of_the_type(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Russian forces attacked Orlivka with mortars.")
    assert (claim.plover, claim.acled) == ("FIGHT", "Shelling/artillery/missile attack")


def test_an_attack_under_a_label_of_shelling_is_shelling(claims_of: ClaimsOf) -> None:
    found = claims_of("Shelling of Orlivka: the occupiers attacked Orlivka.")
    assert [c.event_type for c in found] == ["shell"]
    (claim,) = claims_of("The occupiers attacked Orlivka.")
    assert claim.event_type == "attack"


def test_fire_of_several_kinds_keeps_its_own(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Russian forces bombarded Orlivka with artillery and planes.")
    assert claim.event_type == "shell"
