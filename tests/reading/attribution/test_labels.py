from __future__ import annotations

import pytest

from salient.reading.attribution import find_speech_acts
from salient.reading.pipeline import load_pipeline
from salient.reading.sentences import parse_sentences, split_sentences


def sources(text: str, *, places: tuple[str, ...] = (), known: tuple[str, ...] = ()) -> list[str]:
    """Who speaks by a colon or a dash, in order."""
    spans = [(text.index(name), text.index(name) + len(name)) for name in places]
    sentences = list(parse_sentences(text, split_sentences(text), load_pipeline(None), spans))
    acts = find_speech_acts(sentences, text, known=known.__contains__, places=spans)
    return [act.source_name or "" for act in acts if act.rule == "colon-source"]


@pytest.mark.parametrize(
    ("text", "places", "who"),
    [
        ("Troops hold the town, - local deputy Petrov", (), "local deputy Petrov"),
        ("Retreat shows the ability to fight back – UK PM Smith", ("UK",), "UK PM Smith"),
        ("Invaders fired at the village of Lypove - mayor Petrenko", ("Petrenko",),
         "mayor Petrenko"),
        ("Advance in the east may slow down – Petrenko", ("Petrenko",), "Petrenko"),
        ("The army resorts to terror – Northland at OSCE", ("Northland",), "Northland"),
        ("Northland at UN: Troops continue to shell the plant", ("Northland",), "Northland"),
        ("Northland about the war: The invaders want to take Lypove", ("Northland",), "Northland"),
        ("Losses will grow, the referendum will not help - Northern intel", (), "Northern intel"),
    ],
)  # fmt: skip
def test_labels_that_name_who_speaks(text: str, places: tuple[str, ...], who: str) -> None:
    assert sources(text, places=places) == [who]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Invaders fired at the road from Lypove - Zelene", ("Lypove", "Zelene")),
        ("Invaders fired at houses in Lypove - there are dead", ("Lypove",)),
        ("Northland at war: Troops continue to shell the plant", ("Northland",)),
        ("Fighting at Lypove: Troops continue to shell the plant", ("Lypove",)),
    ],
)
def test_labels_that_name_a_topic(text: str, places: tuple[str, ...]) -> None:
    assert sources(text, places=places) == []


def test_who_tells_about_something_in_a_headline_tells_what_stands_under_it() -> None:
    text = "Battle for Lypove: Petrov about the battle. The defenders hold the town."
    sentences = list(parse_sentences(text, split_sentences(text), load_pipeline(None), []))
    (act,) = find_speech_acts(sentences, text, known=lambda name: name == "Petrov")
    assert act.source_name == "Petrov"
    assert [text[start:end] for start, end in act.beyond] == ["The defenders hold the town."]
