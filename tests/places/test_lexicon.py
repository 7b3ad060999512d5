from __future__ import annotations

import pytest

from salient.places.lexicon import english_lexicon


@pytest.mark.parametrize("word", ["of", "many", "police", "human", "reading", "the"])
def test_everyday_words_are_common(word: str) -> None:
    assert word in english_lexicon().common


@pytest.mark.parametrize("word", ["kharkiv", "paris", "us", "ukraine"])
def test_names_of_places_are_not_common_words(word: str) -> None:
    assert word not in english_lexicon().common


def test_given_names_come_from_both_alphabets_worlds() -> None:
    given = english_lexicon().given
    assert {"james", "mary", "volodymyr", "yevgeny", "mohammed"} <= given.keys()
    assert given["james"] < given["volodymyr"]


def test_every_list_holds_lower_case_words_once() -> None:
    for kind, words in english_lexicon().context.items():
        assert words, kind
        assert all(word == word.casefold().strip() for word in words), kind


def test_months_and_days_are_the_calendar() -> None:
    lexicon = english_lexicon()
    assert all(lexicon.is_a(word, "calendar") for word in ("may", "march", "monday", "sun"))
