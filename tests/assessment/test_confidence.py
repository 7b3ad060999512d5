from __future__ import annotations

import msgspec
from assessment_factories import place_id
from assessment_scenes import kharkiv

from salient.assessment.compose import desk_for
from salient.assessment.confidence import confidence_level, confidence_sentences

DESK = desk_for(kharkiv())


def test_three_independent_sources_without_a_contradiction_make_it_high() -> None:
    assert confidence_level(DESK, place_id("Kharkiv")) == "high"


def test_copies_of_one_source_do_not_raise_it() -> None:
    inputs = kharkiv()
    tyshky = place_id("Ruski Tyshky")
    only = tuple(
        c for c in inputs.claims if any(m.place_id == tyshky for m in c.places)
        and c.document.publisher != "Harbour Radio"
    )  # fmt: skip
    assert len(only) == 2
    desk = desk_for(msgspec.structs.replace(inputs, claims=only))
    assert confidence_level(desk, tyshky) == "low"


def test_two_sources_that_disagree_make_it_low() -> None:
    town = place_id("Voevodivka")
    two = tuple(
        claim for claim in kharkiv().claims
        if claim.event_type in {"capture", "hold"}
        and any(mention.place_id == town for mention in claim.places)
    )  # fmt: skip
    desk = desk_for(kharkiv(claims=two))
    assert confidence_level(desk, town) == "low"


def test_a_place_that_nobody_names_is_said_to_be_carried_forward() -> None:
    (sentence,) = confidence_sentences(DESK, [place_id("Merefa")])
    assert sentence.text == (
        "Confidence is low for Merefa: no report of the last 7 days bears on it, so older "
        "knowledge is carried forward."
    )
    assert sentence.kind == "confidence"


def test_each_level_has_one_sentence_from_high_to_low() -> None:
    sentences = confidence_sentences(
        DESK, [place_id("Merefa"), place_id("Kharkiv"), place_id("Popasna"), place_id("Lozova")]
    )
    assert [sentence.text.split()[2] for sentence in sentences] == ["high", "moderate", "low"]
