"""What claims say of control, read from sentences with made-up places."""

from __future__ import annotations

import pytest
from reading_cases import document_of, made_up_reader

from salient.model import Claim

READER = made_up_reader()


def entries(text: str, event: str) -> list[tuple[str, str, str]]:
    claims = [c for c in READER.read(document_of(text)) if isinstance(c, Claim)]
    return [
        (e.place_id.removeprefix("made-up:"), e.side, e.effect)
        for c in claims
        if c.event_type == event
        for e in c.control
    ]


@pytest.mark.parametrize(
    ("text", "event", "wanted"),
    [
        ("Russian forces captured Orlivka.", "capture", [("Orlivka", "RU", "gains")]),
        (
            "Russian forces captured several villages, including Orlivka and Zelene.",
            "capture",
            [("Orlivka", "RU", "gains"), ("Zelene", "RU", "gains")],
        ),
        (
            "Russian forces captured the railway station in Lypove.",
            "capture",
            [("Lypove", "RU", "contests")],
        ),
        ("Russian forces did not capture Orlivka.", "capture", []),
        ("Russian troops withdrew from Orlivka.", "withdraw", [("Orlivka", "RU", "loses")]),
        ("Russian warships withdrew from Orlivka.", "withdraw", []),
        ("Russian units entered Stepove Oblast.", "advance", []),
        (
            "Street fighting goes on in Zelene.",
            "fight",
            [("Zelene", "UA", "contests"), ("Zelene", "RU", "contests")],
        ),
        ("Fighting goes on in Stepove Oblast.", "fight", []),
        ("Russian forces are fighting in Zelene.", "fight", [("Zelene", "RU", "contests")]),
        (
            "Ukrainian forces are resisting Russian assaults on Zelene.",
            "fight",
            [("Zelene", "UA", "contests")],
        ),
        (
            "Ukrainian forces only control the industrial sector of Zelene.",
            "hold",
            [("Zelene", "UA", "contests")],
        ),
        ("Russian sources claimed control of Borivka.", "hold", [("Borivka", "RU", "holds")]),
    ],
)
def test_what_an_event_says_of_control(
    text: str, event: str, wanted: list[tuple[str, str, str]]
) -> None:
    assert entries(text, event) == wanted


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russian forces withdrew equipment from Zelene.", "withdraw"),
        ("Russian forces are retreating in Stepove Oblast.", "withdraw"),
        ("The invaders are being pushed away from Zelene.", "repel"),
    ],
)
def test_a_side_that_gives_nothing_up_loses_nothing(text: str, event: str) -> None:
    assert entries(text, event) == []


def test_regions_of_a_list_are_taken_whole() -> None:
    text = "Ukraine will regain occupied territories, including Stepove Oblast."
    assert entries(text, "capture") == [("Stepove Oblast", "UA", "gains")]
