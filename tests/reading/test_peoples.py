"""Words of nationality, whoever's war it is."""

from __future__ import annotations

import pytest

from salient.reading.peoples import is_national, is_people


@pytest.mark.parametrize("word", ["syrian", "ukrainian", "turkish", "russian-occupied", "saudi"])
def test_words_of_nationality_say_whose_something_is(word: str) -> None:
    assert is_national(word)


@pytest.mark.parametrize("word", ["civilian", "guardian", "these", "occupied", "foolish", "asian-"])
def test_other_words_do_not(word: str) -> None:
    assert not is_national(word)


def test_a_people_is_named_in_the_plural() -> None:
    assert is_people("armenians")
    assert not is_people("civilians")
    assert not is_people("armenian")
