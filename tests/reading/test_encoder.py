from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest
import spacy
from spacy.language import Language

from salient.reading.encoder import Encoder

TEXTS = [
    "The troops left the city on Friday.",
    "Shelling",
    "The troops left the village; the village was empty, the mayor said.",
    "N.",
]


@pytest.fixture(scope="module")
def shipped() -> Language:
    return spacy.load(str(files("salient.reading") / "data" / "english"))


@pytest.fixture(scope="module")
def encoder(shipped: Language) -> Encoder:
    return Encoder(shipped.get_pipe("tok2vec").model)


def features(shipped: Language, texts: list[str]) -> list[np.ndarray]:
    columns = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
    return [shipped.make_doc(text).to_array(columns) for text in texts]


def test_vectors_are_those_of_spacy(shipped: Language, encoder: Encoder) -> None:
    expected = shipped.get_pipe("tok2vec").predict([shipped.make_doc(text) for text in TEXTS])
    found = encoder.vectors(features(shipped, TEXTS))
    assert [len(f) for f in found] == [len(e) for e in expected]
    for own, theirs in zip(found, expected, strict=True):
        np.testing.assert_allclose(own, theirs, atol=1e-4)


def test_a_sentence_is_not_touched_by_its_neighbours(shipped: Language, encoder: Encoder) -> None:
    (alone,) = encoder.vectors(features(shipped, TEXTS[:1]))
    crowd = encoder.vectors(features(shipped, [TEXTS[2], TEXTS[0], *TEXTS[1:] * 300]))
    np.testing.assert_allclose(crowd[1], alone, atol=1e-4)


def test_the_same_sentences_give_the_same_bytes(shipped: Language, encoder: Encoder) -> None:
    first, second = (encoder.vectors(features(shipped, TEXTS)) for _ in range(2))
    assert [f.tobytes() for f in first] == [s.tobytes() for s in second]
