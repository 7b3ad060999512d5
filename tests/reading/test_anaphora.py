from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from reading_cases import MadeUpPlaces

from salient.model import PlaceMention
from salient.reading.anaphora import definite_places
from salient.reading.antecedents import PlaceContext
from salient.reading.sentences import ParsedSentence
from salient.reading.ways import mention_tokens

Parse = Callable[[str], ParsedSentence]

PLANT = PlaceMention(
    text="Zelene Power Plant", start=0, end=18, place_id="made-up:plant", name="Zelene Power Plant",
    kind="feature", latitude=49.0, longitude=37.0, admin1=None, country=None, score=1.0,
)  # fmt: skip
AXIS = msgspec.structs.replace(
    PLANT, text="Zelene direction", end=16, place_id="axis:z", name="Zelene axis", kind="axis"
)


def meant(parse: Parse, before: str, text: str) -> list[tuple[str, str | None, str]]:
    """The definite nouns of `text`, what each stands for after `before`, and the relation."""
    context = PlaceContext()
    first = parse(before)
    context.note(first, MadeUpPlaces().mentions(before))
    parsed = parse(text)
    sentence = ParsedSentence(parsed.doc, len(before) + 1, 1, parsed.text)
    here = [
        msgspec.structs.replace(m, start=m.start + sentence.start, end=m.end + sentence.start)
        for m in MadeUpPlaces().mentions(text)
    ]
    tokens = {t.i for m in here for t in mention_tokens(sentence.doc, sentence.start, m)}
    found = definite_places(sentence, here, context, tokens)
    return [(noun.low, mention.name, mention.relation) for noun, mention in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left the city.", [("city", "Zelene", "at")]),
        ("They are in the center of the town.", [("town", "Zelene", "at")]),
        ("They fight in the city center.", [("city", "Zelene", "at")]),
        ("They moved north of the village.", [("village", "Zelene", "north_of")]),
        ("They shelled residential areas there.", [("there", "Zelene", "at")]),
        ("They left the city of Orlivka.", []),
        ("They left a city.", []),
        ("They left the neighbouring city.", []),
        ("They left the villages.", []),
        ("They left the city in Orlivka.", [("city", "Zelene", "at")]),
    ],
)
def test_a_definite_noun_stands_for_the_town_before(
    parse: Parse, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert meant(parse, "They are in Zelene.", text) == expected


def test_several_towns_stand_behind_a_plural(parse: Parse) -> None:
    found = meant(parse, "They are in Zelene and Lypove.", "They left the settlements.")
    assert found == [("settlements", "Zelene", "at"), ("settlements", "Lypove", "at")]


def test_the_town_of_the_same_sentence_comes_first(parse: Parse) -> None:
    found = meant(parse, "They are in Zelene.", "They shelled Orlivka and entered the city.")
    assert found == [("city", "Orlivka", "at")]


def test_a_village_south_of_a_town_is_not_that_town(parse: Parse) -> None:
    assert meant(parse, "It was quiet.", "South of Orlivka they entered the village.") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They mined the plant.", "Zelene Power Plant"),
        ("They mined the NPP.", "Zelene Power Plant"),
        ("They mined the bridge.", None),
        ("They attacked from this direction.", "Zelene axis"),
        ("They attacked from another direction.", None),
    ],
)
def test_plants_and_directions_are_taken_up(parse: Parse, text: str, name: str | None) -> None:
    parsed = parse(text)
    sentence = ParsedSentence(parsed.doc, 100, 1, parsed.text)
    context = PlaceContext(features=(PLANT,), axes=(AXIS,))
    found = [m.name for _, m in definite_places(sentence, [], context, ())]
    assert found == ([name] if name else [])


def test_a_plant_named_long_ago_is_not(parse: Parse) -> None:
    parsed = parse("They mined the plant.")
    sentence = ParsedSentence(parsed.doc, 2_000, 1, parsed.text)
    assert not list(definite_places(sentence, [], PlaceContext(features=(PLANT,)), ()))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("They attacked on these axes.", 2),
        ("They attacked in both directions.", 2),
        ("They attacked in the two directions.", 0),
        ("They attacked on other axes.", 0),
    ],
)
def test_several_directions_are_taken_up_by_a_pointing_plural(
    parse: Parse, text: str, count: int
) -> None:
    parsed = parse(text)
    sentence = ParsedSentence(parsed.doc, 100, 1, parsed.text)
    other = msgspec.structs.replace(AXIS, place_id="axis:b")
    context = PlaceContext(axes=(AXIS, other))
    assert len(list(definite_places(sentence, [], context, ()))) == count


def test_those_towns_are_the_ones_named_last(parse: Parse) -> None:
    found = meant(parse, "They are in Zelene and Lypove.", "They bypassed those towns.")
    assert [name for _, name, _ in found] == ["Zelene", "Lypove"]
