"""What can be a target, in trees written by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parses import hand_parsed, word

from salient.model import PlaceMention
from salient.reading.parties import PartyFinder
from salient.reading.targets import can_be_target

FinderOf = Callable[..., PartyFinder]


@pytest.mark.parametrize(
    ("notation", "noun", "event", "fits"),
    [
        ("hit/VERB/ROOT a/DET/det>3 school/NOUN/obj>1", "school", "shell", True),
        ("hit/VERB/ROOT two/NUM/nummod>3 bases/NOUN/obj>1", "bases", "strike", True),
        ("made/VERB/ROOT marginal/ADJ/amod>3 progress/NOUN/obj>1", "progress", "advance", False),
        ("went/VERB/ROOT 4km/NOUN/obl>1", "4km", "advance", False),
        ("at/ADP/case>2 19:12/NUM/ROOT", "19:12", "harm_civilians", False),
        ("killed/VERB/ROOT 285/NUM/obj>1", "285", "harm_civilians", True),
        ("an/DET/det>2 offensive/NOUN/ROOT", "offensive", "concentrate", False),
        ("Russian/ADJ/amod>2 offensive/NOUN/ROOT", "offensive", "attack", True),
        ("an/DET/det>2 attack/NOUN/ROOT", "attack", "repel", True),
        ("to/PART/mark>2 threaten/VERB/ROOT", "threaten", "advance", False),
        ("civilian/ADJ/amod>2 casualties/NOUN/ROOT", "casualties", "harm_civilians", True),
        ("replenish/VERB/ROOT casualties/NOUN/obj>1", "casualties", "resupply", False),
    ],
)
def test_only_somebody_or_something_can_be_a_target(
    finder_of: FinderOf, notation: str, noun: str, event: str, fits: bool
) -> None:
    sentence = hand_parsed(notation)
    assert can_be_target(word(sentence, noun), event, finder_of(sentence), []) is fits


def test_a_word_of_a_places_name_is_a_place_whatever_it_means_else(finder_of: FinderOf) -> None:
    sentence = hand_parsed("took/VERB/ROOT Pobieda/PROPN/compound>3 Progress/PROPN/obj>1")
    noun = word(sentence, "Progress")
    start = sentence.start + noun.idx
    place = PlaceMention(
        text="Progress", start=start, end=start + 8, place_id="made-up:1", name="Progress",
        kind="settlement", latitude=49.0, longitude=37.0, admin1="01", country="UA",
        relation="at", role="location", score=1.0,
    )  # fmt: skip
    assert not can_be_target(noun, "capture", finder_of(sentence), [])
    assert can_be_target(noun, "capture", finder_of(sentence), [place])


def test_a_direction_is_a_target_only_as_the_object(finder_of: FinderOf) -> None:
    notation = "attack/VERB/ROOT in/ADP/case>4 the/DET/det>4 Zelene/PROPN/compound>5 axis/NOUN/{}>1"
    for dependency, fits in (("obl", False), ("obj", True)):
        sentence = hand_parsed(notation.format(dependency).replace("case>4", "case>5"))
        noun = word(sentence, "axis")
        start = sentence.start + noun.idx
        place = PlaceMention(
            text="Zelene axis", start=start - 7, end=start + 4, place_id="axis:made-up",
            name="Zelene axis", kind="axis", latitude=49.0, longitude=37.0, admin1=None,
            country=None, relation="at", role="location", score=1.0,
        )  # fmt: skip
        assert can_be_target(noun, "advance", finder_of(sentence), [place]) is fits


def test_so_much_of_a_thing_is_damaged_but_no_distance_is_taken(finder_of: FinderOf) -> None:
    sentence = hand_parsed("lost/VERB/ROOT hectares/NOUN/obj>1 of/ADP/case>4 forest/NOUN/nmod>2")
    noun = word(sentence, "hectares")
    assert can_be_target(noun, "damage", finder_of(sentence), [])
    sentence = hand_parsed("went/VERB/ROOT kilometres/NOUN/obj>1")
    assert not can_be_target(word(sentence, "kilometres"), "damage", finder_of(sentence), [])
