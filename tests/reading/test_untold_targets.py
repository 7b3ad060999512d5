"""Whom or what an event befalls, where the parse hangs it on another word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


def _target(claims: list[Claim], event_type: str) -> str | None:
    told = [c for c in claims if c.event_type == event_type]
    assert told
    return told[0].target.name if told[0].target else None


@pytest.mark.parametrize(
    ("text", "event_type", "target"),
    [
        (
            "The occupiers took hostage several villagers in Orlivka.",
            "detain",
            "several villagers",
        ),
        ("Russian troops have taken 30 people hostage in Zelene.", "detain", "30 people"),
        ("Five Ukrainians released from Russian captivity in Zelene", "detain", "Five Ukrainians"),
        (
            "Russian forces deployed fresh reserve elements to Orlivka.",
            "reinforce",
            "fresh reserve elements",
        ),
        ("Russia is sending reinforcements to Zelene.", "reinforce", "reinforcements"),
        (
            "Russian forces fired 20 rockets from Grad systems at coastal hamlets near Zelene.",
            "shell",
            "coastal hamlets",
        ),
        (
            "Russians used thermobaric artillery systems against a Ukrainian position in Orlivka.",
            "shell",
            "Ukrainian position",
        ),
        (
            "The enemy kept up shelling and air strikes on residential buildings in Orlivka.",
            "shell",
            "residential buildings",
        ),
        (
            "Russian troops launched missile and artillery strikes on crowded suburbs.",
            "strike",
            "crowded suburbs",
        ),
        ("Russia refused to stop shelling on Easter in Orlivka.", "shell", None),
        (
            "Russian forces have secured most of Orlivka city.",
            "capture",
            "most of Orlivka city",
        ),
        (
            "Russian troops shelled some of the villages near Zelene.",
            "shell",
            "some of the villages",
        ),
        ("A fire broke out in a school in Orlivka after the shelling.", "damage", "school"),
        (
            "Russian officials in Zelene distributed summonses to students and civilian men.",
            "mobilise",
            "students and civilian men",
        ),
        (
            "Russia launched missile strikes on warehouses and residential buildings in Orlivka.",
            "strike",
            "warehouses and residential buildings",
        ),
    ],
)
def test_the_words_beside_an_event_tell_whom_it_befell(
    claims_of: ClaimsOf, text: str, event_type: str, target: str | None
) -> None:
    assert _target(claims_of(text), event_type) == target


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("20 houses damaged in Orlivka - Regional Council", "damage"),
        ("Russian troops suffered losses and retreated from Zelene - General Staff", "withdraw"),
    ],
)
def test_a_headlines_source_is_no_target(claims_of: ClaimsOf, text: str, event_type: str) -> None:
    assert _target(claims_of(text), event_type) in {"20 houses", None}


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces continued offensive operations in the Zelene area.",
        "Russian troops launched no ground attacks in northern Stepove Oblast.",
    ],
)
def test_an_area_is_where_an_attack_takes_place(claims_of: ClaimsOf, text: str) -> None:
    assert _target(claims_of(text), "attack") is None


def test_it_stands_for_the_place_attacked(claims_of: ClaimsOf) -> None:
    claims = claims_of("Russian forces surrounded Orlivka and are shelling it.")
    assert _target(claims, "shell") == "Orlivka"


@pytest.mark.parametrize(
    "text",
    ["About 200 people have left Orlivka by car.", "The UN opened a corridor from Orlivka."],
)
def test_a_place_that_people_leave_is_no_target(claims_of: ClaimsOf, text: str) -> None:
    assert all(c.target is None for c in claims_of(text) if c.event_type == "evacuate")
