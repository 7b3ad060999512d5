from __future__ import annotations

from pathlib import Path

import pytest
from evals.headlines import Headline, Word, measure, read_headlines, scores


def test_every_headline_is_a_tree() -> None:
    headlines = list(read_headlines())
    assert len(headlines) == 120
    for headline in headlines:
        heads = [word.head for word in headline.words]
        assert [w.head == n for n, w in enumerate(headline.words)] == [
            w.relation == "ROOT" for w in headline.words
        ], headline.text
        for n in range(len(heads)):
            at = n
            for _ in heads:
                at = heads[at]
            assert at == heads[at], headline.text


def test_known_places_are_given_as_spans_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("# ours\nArmy/NOUN/nsubj>2 enters/VERB/ROOT Zelene/PROPN/obj>2\n")
    (headline,) = read_headlines(path)
    assert headline.text == "Army enters Zelene"
    assert headline.names() == [(12, 18)]


def test_scores_count_words_without_punctuation_and_whole_clauses() -> None:
    gold = Headline(
        (
            Word("Army", "NOUN", 1, "nsubj"),
            Word("shells", "VERB", 1, "ROOT"),
            Word("town", "NOUN", 1, "obj"),
            Word(".", "PUNCT", 1, "punct"),
        )
    )
    wrong = (
        Word("Army", "NOUN", 1, "compound"),
        Word("shells", "NOUN", 1, "ROOT"),
        Word("town", "NOUN", 1, "obj"),
        Word(".", "PUNCT", 0, "punct"),
    )
    assert scores([(gold, gold.words)]) == {"uas": 1, "las": 1, "upos": 1, "clause": 1}
    assert scores([(gold, wrong)]) == {
        "uas": 1,
        "las": pytest.approx(2 / 3),
        "upos": pytest.approx(2 / 3),
        "clause": 0,
    }


def test_the_pipeline_that_ships_parses_most_headlines() -> None:
    found = measure()
    assert found["uas"] > 0.81
    assert found["clause"] > 0.52
