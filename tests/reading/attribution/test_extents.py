from __future__ import annotations

import pytest

from salient.reading.attribution import SpeechAct, find_speech_acts
from salient.reading.pipeline import load_pipeline
from salient.reading.sentences import parse_sentences, split_sentences


def acts_of(text: str) -> list[SpeechAct]:
    return find_speech_acts(
        list(parse_sentences(text, split_sentences(text), load_pipeline(None), [])), text
    )


def said(text: str) -> list[tuple[str | None, str]]:
    """Who says what; of a content in parts all of them."""
    return [
        (act.source_name, " … ".join(text[start:end] for start, end in act.content))
        for act in acts_of(text)
    ]


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        (
            ("The Example Staff confirmed on Friday that Northern troops killed 50 soldiers "
            "belonging to the Southern 3rd Brigade near Lypove."),
            "Example Staff",
            ("that Northern troops killed 50 soldiers belonging to the Southern 3rd Brigade near "
            "Lypove"),
        ),
        (
            ("The mayor confirmed that no troops remain in the town and that \"for the flag to "
            'fly" he negotiated several conditions with the invaders.'),
            "mayor",
            ("that no troops remain in the town and that \"for the flag to fly\" he negotiated "
            "several conditions with the invaders"),
        ),
        (
            ("The minister stated that the army is focusing on Lypove, which likely means more "
            "attacks on Zelene."),
            "minister",
            "that the army is focusing on Lypove",
        ),
        (
            "The colonel said that the call-up is going according to plan.",
            "colonel",
            "that the call-up is going according to plan",
        ),
    ],
)  # fmt: skip
def test_what_is_said_reaches_to_its_end_and_no_further(text: str, who: str, what: str) -> None:
    assert (who, what) in said(text)
    assert len(said(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        (
            "Example Channel claimed that the assault was successful, but Petrov stated that the "
            "defenders repelled it."
        ),
        "Example Channel claimed that the town fell, while Petrov said that the defenders hold.",
        "Example Channel claimed that the town fell, and Petrov added that the bridge is gone.",
    ],
)
def test_another_speaker_ends_what_the_first_one_says(text: str) -> None:
    first, second = acts_of(text)
    assert (first.source_name, second.source_name) == ("Example Channel", "Petrov")
    assert second.parent is None
    assert first.content[-1][1] <= second.source[0][0]


def test_one_who_speaks_within_a_speech_stays_within() -> None:
    text = "Petrov said that the governor claimed that the town fell."
    outer, inner = acts_of(text)
    assert (outer.source_name, inner.source_name) == ("Petrov", "governor")
    assert inner.parent == 0


def test_a_word_with_a_hyphen_is_no_speech() -> None:
    assert not [
        act for act in acts_of('The self-proclaimed "authorities" hold a vote.') if act.quoted
    ]
