"""Event nouns that are told, and those only spoken of inside another statement."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The shelling of Orlivka continued.", "shell"),
        ("Russian forces suffered losses in Orlivka.", "loss"),
        ("Residents left Orlivka during the Russian attack on the town.", "attack"),
        ("Two houses burned down as a result of the shelling of Orlivka.", "shell"),
        ("Fierce fighting near Orlivka", "fight"),
        ("Russian forces launched a series of attacks on Orlivka.", "attack"),
        ("The commander spoke of the capture of Orlivka by Russian forces.", "capture"),
        ("The commander spoke of the capture of Orlivka on May 2.", "capture"),
        ("The Russian advance toward Orlivka has stalled.", "advance"),
        ("Analysts saw no sign of an offensive by Russian forces near Orlivka.", "attack"),
        ("Russian forces are preparing for an attack on Orlivka.", "attack"),
        ("The occupiers are engaged in looting in Orlivka.", "harm_civilians"),
        ("The process of evacuation from Orlivka is under way.", "evacuate"),
        ("Russian forces conducted limited and unsuccessful assaults on Orlivka.", "attack"),
        ("The brigade was tired after months of attacks on Orlivka.", "attack"),
        ("The army pours men into the battle of Orlivka.", "fight"),
        ("Russian forces may build on recent advances near Orlivka.", "advance"),
        ("Russian forces created conditions for an offensive on Orlivka.", "attack"),
        ("Russian forces committed a battalion to operations against Orlivka.", "attack"),
        ("Troops fortified positions in Orlivka in the face of Ukrainian attacks.", "attack"),
    ],
)
def test_what_is_said_to_take_place_or_is_full_is_told(
    claims_of: ClaimsOf, text: str, event: str
) -> None:
    assert [c.event_type for c in claims_of(text, event)] == [event]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Medals were presented for the capture of Orlivka.", "capture"),
        ("Russian forces mined roads in Orlivka to hinder Ukrainian counterattacks.", "attack"),
        ("Russian forces built trenches in Orlivka against Ukrainian advances.", "advance"),
        ("Residents of Orlivka hoped for a Ukrainian counteroffensive.", "attack"),
        ("Life was hard in Orlivka before the liberation.", "capture"),
        ("Russian forces shelled Orlivka to facilitate the encirclement.", "encircle"),
        ("Troops in Orlivka lack faith in the effectiveness of the offensive.", "attack"),
        ("Analysts wrote about a possible attack on Orlivka.", "attack"),
    ],
)
def test_what_is_only_an_argument_of_another_statement_is_not(
    claims_of: ClaimsOf, text: str, event: str
) -> None:
    assert claims_of(text, event) == []


def test_a_verb_always_tells(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Medals were presented to those who captured Orlivka.", "capture")
    assert claim.predicate.text == "captured"
