from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.places import Gazetteer
from salient.places.scan import Scanner, tokens_of


def found_in(gazetteer: Gazetteer, text: str) -> list[str]:
    return [text[m.start : m.end] for m in Scanner([gazetteer]).matches(text, tokens_of(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fighting in Izium's south", ["Izium"]),
        ("Fighting in Izium’s south", ["Izium"]),
        ("a Kharkiv-based unit", ["Kharkiv"]),
        ("the Izium-Lyman road", ["Izium", "Lyman"]),
        ("(Popasna), “Bakhmut”", ["Popasna", "Bakhmut"]),
        ("in izium", []),
        ("McIzium and IziumFest", []),
        ("KHARKIV", ["KHARKIV"]),
        ("в місті Ізюм сьогодні", ["Ізюм"]),
    ],
)
def test_names_are_found_with_their_exact_span(
    front: Gazetteer, text: str, names: list[str]
) -> None:
    assert found_in(front, text) == names


@pytest.mark.parametrize(
    "name",
    [
        "St. Petersburg", "Rostov-on-Don", "New York City", "Winston-Salem", "Frankfurt am Main",
        "Côte d’Ivoire", "Fort Worth", "Rio de Janeiro",
    ],
)  # fmt: skip
def test_names_of_several_words_are_one_match(world: Gazetteer, name: str) -> None:
    assert found_in(world, f"He left {name} today.") == [name]


def test_the_longest_name_wins(world: Gazetteer) -> None:
    assert found_in(world, "in New York City and in New York") == ["New York City", "New York"]


def test_a_sentence_end_parts_two_names(world: Gazetteer) -> None:
    assert "New. York" not in found_in(world, "He left New. York stayed.")
    assert found_in(world, "He left Izyum. Kharkiv stayed.") == ["Izyum", "Kharkiv"]


def test_apostrophes_within_a_name_belong_to_it() -> None:
    tokens = tokens_of("Mar'inka Marʼinka Mar’inka Izium's")
    assert [t.folded for t in tokens] == ["marinka", "marinka", "marinka", "izium"]


def test_initials_are_one_word() -> None:
    assert [t.folded for t in tokens_of("the U.S. and N.Y.")] == ["us", "ny"]


@given(st.text(max_size=200))
def test_any_text_is_scanned_and_spans_lie_in_order_within_it(text: str) -> None:
    end = 0
    for token in tokens_of(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end
