from __future__ import annotations

import pytest

from salient.places import Gazetteer
from salient.places.candidates import CandidateStack
from salient.places.evidence import features_of, mention_weights
from salient.places.lexicon import english_lexicon
from salient.places.scan import Scanner, tokens_of
from salient.places.view import DocumentView


def features(world: Gazetteer, text: str, name: str) -> dict[str, float]:
    stack = CandidateStack([world], None)
    tokens = tokens_of(text)
    matches = list(Scanner(stack.indexes).matches(text, tokens))
    view = DocumentView(text, tokens, matches, english_lexicon())
    match = next(m for m in matches if text[m.start : m.end] == name)
    return features_of(view, match, stack.named(match.folded), theatre=False)


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("He lives in Paris now.", "Paris", "preposition"),
        ("Paris was quiet.", "Paris", "sentence_start"),
        ("We met Mr Houston.", "Houston", "title_before"),
        ("We met James Houston.", "Houston", "given_before"),
        ("We met James Houston. Then Houston left.", "Houston", "person_here"),
        ("The Boston Globe wrote so.", "Boston", "institution_after"),
        ("at the University of Boston", "Boston", "institution_of"),
        ("on Boston Avenue", "Boston", "street_after"),
        ("It cost US$5 million.", "US", "currency"),
        ("The Moscow authorities denied it.", "Moscow", "capital_as_power"),
        ("a London-based firm", "London", "hyphen_word_after"),
        ("ATLANTA (AP) - A man", "ATLANTA", "dateline"),
        ("from Paris, France", "Paris", "comma_match_after"),
        ("from Paris, France", "France", "comma_match_before"),
        ("from Paris, France", "France", "country"),
        ("in New York City", "New York City", "several_words"),
        ("Boston's mayor", "Boston", "possessive"),
    ],
)
def test_what_stands_around_a_name_becomes_a_feature(
    world: Gazetteer, text: str, name: str, feature: str
) -> None:
    assert features(world, text, name).get(feature)


def test_a_capital_that_only_begins_the_sentence_says_nothing(world: Gazetteer) -> None:
    found = features(world, "In Paris it rained.", "Paris")
    assert not {"capital_before", "match_before", "common_capital_before"} & found.keys()


def test_a_preposition_makes_a_place_likelier_and_a_title_does_not(world: Gazetteer) -> None:
    weights = mention_weights()
    inside = weights.probability(features(world, "He lived in Houston then.", "Houston"))
    person = weights.probability(features(world, "He saw Mr Houston then.", "Houston"))
    assert person < inside


def test_the_weights_tell_their_story_and_name_only_known_features(world: Gazetteer) -> None:
    weights = mention_weights()
    assert "GUM" in weights.story
    assert {"bias", "preposition", "population"} <= weights.fitted.keys()
    assert 0.0 <= weights.probability({}) <= 1.0
    assert weights.probability({"bias": 1e9}) in (0.0, pytest.approx(0.0, abs=1e-9))
