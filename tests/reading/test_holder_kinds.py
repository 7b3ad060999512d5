from __future__ import annotations

import pytest

from salient.reading.holder_kinds import kind_of, name_key


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Captured pilot Oleh Sydorov", "person"),
        ("Example Secretary-General Oleh Sydorov", "official"),
        ("local woman", "anonymous"),
        ("Example Ministry", "organisation"),
        ("Oleh Sydorov", "person"),
        ("Examplia Sydorov", "organisation"),
        ("", "unspecified"),
    ],
)
def test_the_words_of_a_name_tell_its_kind(name: str, kind: str) -> None:
    assert kind_of(name, {"examplia"}, set()) == kind


def test_people_of_a_side_are_nobody_in_particular() -> None:
    assert kind_of("Examplians", {"examplian"}, {"examplians"}) == "anonymous"


def test_a_name_is_looked_up_without_article_and_marks() -> None:
    assert name_key("the Example Post,") == name_key("Example Post") == "example post"
