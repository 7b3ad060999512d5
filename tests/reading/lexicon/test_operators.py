from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from salient.errors import LexiconError
from salient.reading.lexicon import Operator, load_operators
from salient.reading.lexicon.operators import EFFECTS

Write = Callable[[str, str], Path]


def test_operators_are_found_by_form_and_lemma(write: Write) -> None:
    path = write("operators.txt", "# words\nverb manage assert\nadv likely hedge p=0.55-0.80\n")
    assert load_operators(path) == {
        ("verb", "manage"): Operator("verb", "manage", "assert"),
        ("adv", "likely"): Operator("adv", "likely", "hedge", (0.55, 0.80)),
    }


def test_the_last_line_of_a_word_counts(write: Write) -> None:
    path = write("operators.txt", "verb manage assert\nverb manage negate\n")
    assert load_operators(path)["verb", "manage"].effect == "negate"


@pytest.mark.parametrize("given", ["0-1", "0.5-.8", "1.0-1", "0-0.05", "0.2-0.2"])
def test_ranges_within_0_and_1_are_read(write: Write, given: str) -> None:
    path = write("operators.txt", f"adv likely hedge p={given}\n")
    low, high = map(float, given.split("-"))
    assert load_operators(path)["adv", "likely"].probability == (low, high)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("verb manage", "an operator is three words: form, lemma, effect; then p=low-high"),
        ("verb keep from negate", "an operator is three words: form, lemma, effect; then p="),
        ("particle not negate", "the form 'particle' is unknown; give one of "),
        ("verb manage happen", "the effect 'happen' is unknown; give one of assert, capable, "),
        ("adv likely hedge p=0.8-0.5", "p=0.8-0.5 is no range; give p=low-high within 0 and 1"),
        ("adv likely hedge p=0.8-1.5", "p=0.8-1.5 is no range; give p=low-high within 0 and 1"),
        ("adv likely hedge p=high", "p=high is no range; give p=low-high within 0 and 1"),
        ("adv likely hedge p=0.5", "p=0.5 is no range; give p=low-high within 0 and 1"),
        ("adv likely hedge p=", "the option 'p' has no value"),
    ],
)
def test_a_malformed_operator_is_refused_with_file_and_line(
    write: Write, text: str, problem: str
) -> None:
    path = write("operators.txt", f"verb manage assert\n\n{text}\n")
    with pytest.raises(LexiconError) as raised:
        load_operators(path)
    assert str(raised.value).startswith(f"operators.txt:3: {problem}")


def test_an_unknown_option_is_refused(write: Write) -> None:
    path = write("operators.txt", "adv likely hedge q=0.5-0.8\n")
    with pytest.raises(LexiconError, match=r"operators\.txt:1: .*q"):
        load_operators(path)


def test_the_allowed_effects_and_forms_are_named_in_order(write: Write) -> None:
    with pytest.raises(LexiconError) as raised:
        load_operators(write("operators.txt", "verb manage happen\n"))
    assert str(raised.value).endswith(", ".join(sorted(EFFECTS)))
    with pytest.raises(LexiconError) as raised:
        load_operators(write("operators.txt", "particle not negate\n"))
    assert str(raised.value).endswith("adj, adv, aux, mark, noun, verb")
