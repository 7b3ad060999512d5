from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from reading_cases import MadeUpPlaces

from salient.model import Claim
from salient.reading.topics import topic_of

ClaimsOf = Callable[..., list[Claim]]


def topic(text: str) -> str | None:
    found = topic_of(text, MadeUpPlaces().mentions(text))
    return None if found is None else found.place.name


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Shelling of Zelene: two killed. Zelene is burning.", "Zelene"),
        ("Zelene in Stepove Oblast was shelled.", "Zelene"),
        ("Stepove Oblast was shelled.", "Stepove Oblast"),
        ("Zelene and Orlivka were shelled.", None),
        ("The Zelene city council met.", None),
        ("North of Zelene shells fell.", None),
        ("It was quiet.", None),
    ],
)
def test_a_short_text_is_about_the_one_place_that_it_names(text: str, place: str | None) -> None:
    assert topic(text) == place


def test_a_dateline_is_no_topic() -> None:
    text = "ORLIVKA, May 4 - It was quiet."
    (found,) = MadeUpPlaces().mentions("Orlivka")
    assert topic_of(text, [msgspec.structs.replace(found, text="ORLIVKA")]) is None
    assert topic_of("Orlivka, May 4 - It was quiet.", [found]) is not None


def test_a_seat_that_acts_is_no_topic() -> None:
    (found,) = MadeUpPlaces().mentions("Orlivka")

    def is_topic(text: str, name: str) -> bool:
        start = text.index(name)
        named = msgspec.structs.replace(found, text=name, start=start, end=start + len(name))
        return topic_of(text, [named]) is not None

    assert not is_topic("Moscow steps up its attacks.", "Moscow")
    assert is_topic("Drones fell on Moscow.", "Moscow")
    assert is_topic("Kyiv is burning.", "Kyiv")
    assert not is_topic("Towns held by Kyiv were shelled.", "Kyiv")


def test_a_region_elsewhere_makes_a_text_be_about_several_places() -> None:
    text = "Zelene and Stepove Oblast"
    town, region = MadeUpPlaces().mentions(text)
    assert topic_of(text, [town, region]) is not None
    assert topic_of(text, [town, msgspec.structs.replace(region, admin1="02")]) is None


def test_a_long_text_is_about_no_single_place() -> None:
    assert topic("Zelene was shelled. " + "It was quiet. " * 200) is None


def test_what_is_told_before_the_place_is_named_is_not_put_there(claims_of: ClaimsOf) -> None:
    text = "Missiles hit a school. The mayor went to Zelene."
    assert not any(claim.places for claim in claims_of(text, "strike"))


def test_an_event_at_an_unknown_place_is_not_put_at_the_topic(claims_of: ClaimsOf) -> None:
    text = "It is quiet in Zelene. Russian forces shelled a school in Novomyske."
    (claim,) = claims_of(text, "shell")
    assert [(p.text, p.place_id) for p in claim.places] == [("Novomyske", None)]
