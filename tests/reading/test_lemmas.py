from __future__ import annotations

import pytest
from hand_parses import hand_parsed
from hypothesis import given
from hypothesis import strategies as st

from salient.reading.lemmas import candidates, lemma, lemma_of


@pytest.mark.parametrize(
    ("form", "pos", "wanted"),
    [
        ("captured", "VERB", "capture"),
        ("captures", "VERB", "capture"),
        ("capturing", "VERB", "capture"),
        ("took", "VERB", "take"),
        ("taken", "VERB", "take"),
        ("retaken", "VERB", "retake"),
        ("overran", "VERB", "overrun"),
        ("withdrew", "VERB", "withdraw"),
        ("fell", "VERB", "fall"),
        ("held", "VERB", "hold"),
        ("shelled", "VERB", "shell"),
        ("shelling", "VERB", "shell"),
        ("repelled", "VERB", "repel"),
        ("occupied", "VERB", "occupy"),
        ("crossing", "VERB", "cross"),
        ("stopped", "VERB", "stop"),
        ("besieged", "VERB", "besiege"),
        ("redeployed", "VERB", "redeploy"),
        ("resumed", "VERB", "resume"),
        ("degrading", "VERB", "degrade"),
        ("recaptured", "VERB", "recapture"),
        ("rebuffed", "VERB", "rebuff"),
        ("masses", "VERB", "mass"),
        ("fighting", "NOUN", "fighting"),
        ("troops", "NOUN", "troop"),
        ("battles", "NOUN", "battle"),
        ("cities", "NOUN", "city"),
        ("hostilities", "NOUN", "hostility"),
        ("forces", "NOUN", "force"),
        ("men", "NOUN", "man"),
        ("larger", "ADJ", "large"),
        ("n't", "PART", "not"),
        ("'ll", "AUX", "will"),
        ("wo", "AUX", "will"),
        ("Was", "AUX", "be"),
    ],
)
def test_forms_lead_to_their_lemma(form: str, pos: str, wanted: str) -> None:
    assert lemma_of(form, pos) == wanted


@pytest.mark.parametrize(
    ("form", "pos", "wanted"),
    [
        ("zorbed", "VERB", "zorb"),
        ("zorbing", "VERB", "zorb"),
        ("gribbles", "NOUN", "gribble"),
        ("gribbies", "NOUN", "gribby"),
        ("gribbus", "NOUN", "gribbus"),
    ],
)
def test_unknown_words_lose_only_their_ending(form: str, pos: str, wanted: str) -> None:
    assert lemma_of(form, pos) == wanted


@pytest.mark.parametrize("pos", ["PRON", "ADP", "NUM", "PUNCT", ""])
def test_words_of_other_kinds_keep_their_form_in_lower_case(pos: str) -> None:
    assert lemma_of("Forces", pos) == "forces"


def test_what_is_no_word_keeps_its_form() -> None:
    assert lemma_of("T-72s", "NOUN") == "t-72s"


def test_a_tokens_lemma_is_that_of_its_text_and_part_of_speech() -> None:
    doc = hand_parsed("Troops/NOUN/nsubj>2 withdrew/VERB/ROOT").doc
    assert [lemma(t) for t in doc] == ["troop", "withdraw"]


def test_candidates_begin_with_the_form_itself() -> None:
    assert candidates("stopped", "v")[:2] == ("stopped", "stop")
    assert candidates("knives", "n") == ("knives", "knive", "kniv", "knif", "knife")
    assert candidates("happier", "a")[-1] == "happy"


WORDS = st.one_of(
    st.text(max_size=12),
    st.builds(
        lambda stem, end: stem + end,
        st.text("abcdefgilmnoprstuvyz", max_size=8),
        st.sampled_from(["s", "es", "ies", "ed", "ied", "ing", "er", "est", "ves", "ss", ""]),
    ),
)


@given(WORDS, st.sampled_from(["VERB", "NOUN", "PROPN", "ADJ", "ADV", "AUX", "PART", "X"]))
def test_every_word_has_a_lemma_in_lower_case(form: str, pos: str) -> None:
    found = lemma_of(form, pos)
    assert found == found.lower()
    assert bool(found) == bool(form)


@pytest.mark.parametrize(
    ("form", "found"), [("intensified", "intensify"), ("fortifies", "fortify")]
)
def test_verbs_in_ify_end_in_y(form: str, found: str) -> None:
    assert lemma_of(form, "VERB") == found


@given(WORDS, st.sampled_from("vna"))
def test_the_form_is_always_a_candidate(form: str, kind: str) -> None:
    assert candidates(form, kind)[0] == form
