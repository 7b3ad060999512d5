"""Searching by names of places and days."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from salient.errors import UsageError
from salient.workbench import Workbench

NOW = datetime(2022, 3, 20, tzinfo=UTC)


@pytest.fixture
def stocked(bench: Workbench, document) -> Workbench:
    texts = (
        "SOUTH took Bridgeton on 2022-03-05.",
        "NORTH took Aford on 2022-03-08.",
        "SOUTH took Castle Hill on 2022-03-09.",
    )
    bench.add_documents([document(text) for text in texts], now=NOW)
    return bench


def towns(bench: Workbench, text: str | None = None, **limits) -> list[str]:
    page = bench.search(text, order="oldest", **limits)
    return sorted(hit.claim.places[0].text for hit in page.hits)


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ({"place": "Bridgeton"}, ["Bridgeton"]),
        ({"place": "geonames:1"}, ["Aford"]),
        ({"near": "Bridgeton", "km": 40}, ["Aford", "Bridgeton", "Castle Hill"]),
        ({"near": "Bridgeton", "km": 20}, ["Bridgeton"]),
        ({"near": "Bridgeton"}, ["Bridgeton"]),
        ({"first": "2022-03-08", "last": "2022-03-08"}, ["Aford"]),
        ({"sides": ["SOUTH"]}, ["Bridgeton", "Castle Hill"]),
        ({"events": ["withdraw"]}, []),
        ({"polarity": "positive", "moods": ["reported"]}, ["Aford", "Bridgeton", "Castle Hill"]),
        ({"holders": ["gazette"], "published_from": "2022-03-10"}, None),
        ({"known_by": "2022-03-09"}, []),
    ],
)
def test_limits(stocked, limits, found) -> None:
    everything = ["Aford", "Bridgeton", "Castle Hill"]
    assert towns(stocked, "took", **limits) == (everything if found is None else found)


def test_adding_indexes_so_that_a_reader_finds_at_once(stocked, ground) -> None:
    page = stocked.search("castle")
    assert (page.unindexed, len(page.hits)) == (0, 1)


def test_documents(stocked) -> None:
    (hit,) = stocked.search("castle", documents=True, place="Castle Hill").hits
    assert hit.snippet.text == "SOUTH took Castle Hill on 2022-03-09."


@pytest.mark.parametrize(
    ("text", "limits", "words"),
    [
        (None, {}, "a search needs words or a limit"),
        ("x", {"place": "Aford"}, "is the name of 2 places; give the id of one"),
        ("x", {"place": "Nowhere"}, "is no settlement of the theatre"),
        ("x", {"place": "1", "near": "2"}, "give one of a place, what is near a place, and a reg"),
        ("x", {"km": 5.0}, "goes with a place to be near to"),
        ("x", {"near": "1", "km": -1.0}, "a number of kilometres above 0, and -1 is none"),
        ("x", {"region": "Donbas"}, "'Donbas' is no region of the theatre border"),
        ("x", {"events": ["dance"]}, "'dance' is no event type; give one of: capture"),
        ("x", {"moods": ["angry"]}, "'angry' is no mood"),
        ("x", {"sides": ["EAST"]}, "'EAST' is no side; give one of: NORTH, SOUTH"),
        ("x", {"first": "May"}, "'May' is no date"),
        ('"x', {}, "quotation mark without its pair"),
    ],
)
def test_what_cannot_be_asked_is_said(stocked, text, limits, words) -> None:
    with pytest.raises(UsageError, match=words):
        stocked.search(text, **limits)
