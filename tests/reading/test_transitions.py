from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

from salient.reading.transitions import Transitions

Arcs = list[list[tuple[int, str]]]

TEXTS = [
    "The troops that had held the village since March left it on Friday, the mayor said.",
    "Shelling",
    "",
    "Neither the bridge nor, as the governor put it, what stood beside it was ever theirs.",
    "1) North: fighting (in and around Lypove) went on; 2) South: none.",
    "He said. She said. They all said what they had said before and would say again.",
]
WORDS = (
    "troops left the village of Lypove , which said who had not been held ( by night ) and ."
).split()


@pytest.fixture(scope="module")
def shipped() -> Language:
    with use_ops("numpy", use_blis=False):
        return spacy.load(str(files("salient.reading") / "data" / "english"))


@pytest.fixture(scope="module")
def transitions(shipped: Language) -> Transitions:
    example: Any = shipped.make_doc("Lypove")
    example.tensor = np.zeros((1, 128), np.float32)
    return Transitions(shipped.get_pipe("parser"), example)


def arcs(
    shipped: Language, texts: Sequence[str], predict: Callable[[list[Doc]], Any] | None = None
) -> Arcs:
    """Heads and relations; a document parsed once would keep its sentences, so each is new."""
    parser: Any = shipped.get_pipe("parser")
    docs = [shipped.get_pipe("tok2vec")(shipped.make_doc(text)) for text in texts]
    parser.set_annotations(docs, (predict or parser.predict)(docs))
    return [[(word.head.i, word.dep_) for word in doc] for doc in docs]


def test_sentences_are_parsed_as_spacy_parses_them(
    shipped: Language, transitions: Transitions
) -> None:
    expected = arcs(shipped, TEXTS)
    assert arcs(shipped, TEXTS, transitions.states) == expected
    assert len({label for sentence in expected for _, label in sentence}) > 15


@given(
    st.lists(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), min_size=1, max_size=6)
)
@settings(max_examples=60, deadline=None)
def test_any_words_are_parsed_as_spacy_parses_them(
    shipped: Language, transitions: Transitions, texts: list[str]
) -> None:
    assert arcs(shipped, texts, transitions.states) == arcs(shipped, texts)


def test_sentences_beside_it_change_nothing(shipped: Language, transitions: Transitions) -> None:
    alone = [arcs(shipped, [text], transitions.states)[0] for text in TEXTS]
    assert arcs(shipped, TEXTS, transitions.states) == alone


def test_nothing_gives_nothing(shipped: Language, transitions: Transitions) -> None:
    assert arcs(shipped, ["", ""], transitions.states) == [[], []]
    assert transitions.states([]) == []
