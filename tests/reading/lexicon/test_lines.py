from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from salient.errors import LexiconError
from salient.reading.lexicon.lines import Line, lexicon_lines

Write = Callable[[str, str], Path]


def line(*words: str) -> Line:
    return Line(words, "words.txt", 7)


def test_comments_and_empty_lines_are_left_out_and_numbers_kept(write: Write) -> None:
    path = write("words.txt", "# a comment\n\n  verb seize  # said of ground\n\t\nverb take\n")
    assert [(found.words, found.path, found.number) for found in lexicon_lines(path)] == [
        (("verb", "seize"), "words.txt", 3),
        (("verb", "take"), "words.txt", 5),
    ]


def test_an_empty_file_has_no_lines(write: Write) -> None:
    assert list(lexicon_lines(write("words.txt", ""))) == []


def test_words_and_options_are_told_apart() -> None:
    assert line("verb", "fall", "actor=to", "target=subject").options() == (
        ("verb", "fall"),
        {"actor": "to", "target": "subject"},
    )


def test_a_value_may_hold_an_equals_sign() -> None:
    assert line("verb", "fall", "acled=a=b").options()[1] == {"acled": "a=b"}


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (
            ("verb", "actor=to", "fall"),
            "'fall' stands after an option; words come first, then key=value",
        ),
        (("verb", "fall", "actor=to", "actor=by"), "the option 'actor' is given twice"),
        (("verb", "fall", "actor="), "the option 'actor' has no value"),
    ],
)
def test_options_out_of_order_are_refused(words: tuple[str, ...], problem: str) -> None:
    with pytest.raises(LexiconError) as raised:
        line(*words).options()
    assert str(raised.value) == f"words.txt:7: {problem}"


def test_an_error_names_file_and_line() -> None:
    error = line("verb").error("something is wrong")
    assert (error.path, error.line) == ("words.txt", 7)
    assert str(error) == "words.txt:7: something is wrong"
