"""Words of war said of something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russian forces shelled villages surrounding Orlivka.", "encircle"),
        ("The siege of Leningrad by Nazi forces was recalled in Orlivka.", "encircle"),
        ("The Russian command is halting its forces near Orlivka.", "repel"),
        ("Russian airstrikes concentrated on airfields near Orlivka.", "concentrate"),
        ("The Russian army lacks official permission in Orlivka.", "capacity"),
        ("The Kremlin targets pensioners in Orlivka.", "strike"),
        ("Satellite imagery captured a Russian convoy near Orlivka.", "detain"),
        ("Two Russian bombers flew over Orlivka.", "hold"),
        ("The Russian governor lost control over his car in Orlivka.", "lose"),
        ("Russian propaganda has the potential to reach Orlivka.", "capacity"),
        ("Russian police arrested a journalist on suspicion of treason.", "detain"),
        ("The Russian minister arrived in Orlivka.", "evacuate"),
        ("Russia is preparing an information attack against Orlivka.", "attack"),
        ("The Russian minister is advancing an information operation on Orlivka.", "advance"),
        ("The Ukrainian evacuees are in Orlivka.", "hold"),
        ("Ukrainian shelling forced Russian troops to hide in Orlivka.", "repel"),
        ("Russian troops were forced to retreat from Orlivka.", "repel"),
        ("Ukrainian students held a rally in Orlivka.", "detain"),
        ("Ukraine will hold the officials accountable in Orlivka.", "detain"),
        ("The Russian ministry removed its commander in Orlivka.", "withdraw"),
        ("Ukrainian troops kept Russian forces from taking Orlivka.", "hold"),
        ("Most of the captured Ukrainian defenders are in Orlivka.", "hold"),
    ],
)
def test_is_no_event(claims_of: ClaimsOf, text: str, event: str) -> None:
    assert claims_of(text, event) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russian forces are surrounding Orlivka.", "encircle"),
        ("It was the worst Russian attack on Orlivka since World War II.", "attack"),
        ("Ukrainian troops halted Russian forces near Orlivka.", "repel"),
        ("Russian forces concentrated troops near Orlivka.", "concentrate"),
        ("The Russian army lacks ammunition in Orlivka.", "capacity"),
        ("Russian forces target civilians in Orlivka.", "strike"),
        ("Ukrainian troops captured a Russian convoy near Orlivka.", "detain"),
        ("A Russian flag flies over Orlivka.", "hold"),
        ("The Russian army lost control over the village of Orlivka.", "lose"),
        ("Russian troops have the potential to reach Orlivka.", "capacity"),
        ("Russian police arrested a journalist on suspicion of treason in Orlivka.", "detain"),
        ("Ukrainian police detained two suspected fighters.", "detain"),
        ("The Russian refugees arrived in Orlivka.", "evacuate"),
        ("Russian soldiers held villagers in Orlivka.", "detain"),
        ("The Russian army removed its troops from Orlivka.", "withdraw"),
        ("The Ukrainian army keeps troops in Orlivka.", "hold"),
        ("Most of the Ukrainian defenders are in Orlivka.", "hold"),
    ],
)
def test_is_the_event_that_it_seems(claims_of: ClaimsOf, text: str, event: str) -> None:
    assert [c.event_type for c in claims_of(text, event)] == [event]
