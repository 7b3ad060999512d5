from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import msgspec
import pytest
from assessment_factories import place_id
from assessment_scenes import kharkiv, three_sides

from salient.assessment import Assessment, AssessmentInputs, Section, Sentence, compose
from salient.assessment.likelihood import LIKELIHOODS
from salient.assessment.report import SENTENCE_KINDS


def sentences(assessment: Assessment) -> list[Sentence]:
    return [
        sentence
        for section in assessment.sections
        for paragraph in section.paragraphs
        for sentence in paragraph
    ]


def section(assessment: Assessment, key: str) -> Section:
    return next(section for section in assessment.sections if section.key == key)


def text(assessment: Assessment, key: str) -> str:
    return " ".join(
        sentence.text for paragraph in section(assessment, key).paragraphs for sentence in paragraph
    )


def test_the_sections_answer_the_readers_questions_in_order(may_14: Assessment) -> None:
    assert [section.key for section in may_14.sections] == [
        "held", "changed", "voices", "lines", "losses", "expected", "unknown",
    ]  # fmt: skip


@pytest.mark.parametrize("scene", [kharkiv, three_sides])
def test_likelihood_and_confidence_are_never_in_one_sentence(
    scene: Callable[[], AssessmentInputs],
) -> None:
    words = {row.term for row in LIKELIHOODS} | {row.adverb for row in LIKELIHOODS if row.adverb}
    likely = re.compile(rf"\b({'|'.join(sorted(words))}|chance|possible)\b")
    for sentence in sentences(compose(scene())):
        own_words = re.sub(r"“[^”]*”", "", sentence.text)
        about_confidence = "onfidence" in own_words
        assert not (about_confidence and likely.search(own_words)), sentence.text
        assert about_confidence == (sentence.kind == "confidence")


def test_every_sentence_has_a_known_kind_and_ends_as_one(may_14: Assessment) -> None:
    for sentence in sentences(may_14):
        assert sentence.kind in SENTENCE_KINDS
        assert re.search(r"[.!?…]”?$", sentence.text), sentence.text
        assert "  " not in sentence.text
        assert sentence.text[0].isupper() or sentence.text[0].isdigit(), sentence.text


def test_every_cited_claim_is_in_the_inputs_and_has_a_number(may_14: Assessment) -> None:
    numbers = may_14.reference_numbers()
    known = {claim.claim_id for claim in may_14.inputs.claims}
    cited = [claim_id for sentence in sentences(may_14) for claim_id in sentence.claim_ids]
    assert set(cited) == set(numbers)
    assert set(cited) <= known


def test_references_are_numbered_in_the_order_of_first_citation(may_14: Assessment) -> None:
    cited = dict.fromkeys(i for sentence in sentences(may_14) for i in sentence.claim_ids)
    assert [reference.claim.claim_id for reference in may_14.references] == list(cited)
    assert [r.number for r in may_14.references] == list(range(1, len(cited) + 1))


def test_a_statement_carries_a_claim_and_its_quote(may_14: Assessment) -> None:
    told = [s for s in sentences(may_14) if s.kind == "statement" and "say the same" not in s.text]
    claims = {claim.claim_id: claim for claim in may_14.inputs.claims}
    assert told
    for sentence in told:
        lead = claims[sentence.claim_ids[0]]
        assert lead.quote.text[:40] in sentence.text


def test_what_is_held_is_told_with_its_likelihood_and_since_when(may_14: Assessment) -> None:
    held = text(may_14, "held")
    assert "Russia very likely holds Popasna (90 %), since 8 May 2022." in held
    assert "Russia very likely holds Izium (92 %), since 20 April 2022 or earlier." in held
    assert "Who holds Voevodivka is open (Ukraine 22 %, Russia 48 %, contested 30 %)." in held


def test_a_claim_about_elsewhere_does_not_make_a_place_named() -> None:
    inputs = kharkiv()
    dnipro = place_id("Dnipro")
    far = msgspec.structs.replace(inputs.today[dnipro], claims=(inputs.claims[0].claim_id,))
    made = compose(kharkiv(today={**inputs.today, dnipro: far}))
    assert dnipro not in made.named
    assert "Dnipropetrovsk" not in text(made, "held")
    assert made.place_claims[dnipro] == (inputs.claims[0].claim_id,)


def test_a_standing_that_changes_by_a_hair_is_no_news() -> None:
    inputs = kharkiv()
    town = place_id("Lyman")
    hair = {"UA": 0.54, "RU": 0.16, "contested": 0.30}
    before = {**inputs.today, town: msgspec.structs.replace(inputs.today[town], probabilities=hair)}
    today = {
        **inputs.today,
        town: msgspec.structs.replace(
            inputs.today[town], probabilities={"UA": 0.56, "RU": 0.14, "contested": 0.30}
        ),
    }
    made = compose(kharkiv(today=today, day_before=before, week_before=before))
    assert "No settlement stands otherwise than on 13 May 2022." in text(made, "changed")


def test_changes_name_both_days_in_full(may_14: Assessment) -> None:
    changed = text(may_14, "changed")
    assert "Since 13 May 2022, one settlement changed standing." in changed
    expected = "Ukraine very likely holds Tsyrkuny (90 %); on 7 May 2022 it was open, with Russia"
    assert expected in changed


def test_a_change_told_for_the_day_is_not_told_again_for_the_week(may_14: Assessment) -> None:
    changed = text(may_14, "changed")
    assert changed.count("Dovhenke is open") == 1
    assert "Changed within that time, and told above: Dovhenke." in changed


def test_without_earlier_estimates_the_text_says_so() -> None:
    made = compose(kharkiv(day_before={}, week_before={}))
    assert text(made, "changed") == (
        "There is no estimate for 13 May 2022 to compare with. "
        "There is no estimate for 7 May 2022 to compare with."
    )


def test_nothing_changed_is_a_finding_too() -> None:
    inputs = kharkiv()
    made = compose(kharkiv(day_before=inputs.today, week_before=inputs.today))
    assert "No settlement stands otherwise than on 13 May 2022." in text(made, "changed")


def test_both_voices_of_a_disagreement_are_told_before_the_estimate(may_14: Assessment) -> None:
    paragraphs = section(may_14, "voices").paragraphs
    (voevodivka,) = [p for p in paragraphs if "about Voevodivka" in p[0].text]
    assert [sentence.kind for sentence in voevodivka] == [
        "note", "statement", "statement", "likelihood",
    ]  # fmt: skip
    assert "Russian forces captured Voevodivka" in voevodivka[1].text
    assert "Ukrainian forces hold Voevodivka" in voevodivka[2].text


def test_a_repeated_story_is_told_once_with_those_who_passed_it_on(may_14: Assessment) -> None:
    voices = text(may_14, "voices")
    assert voices.count("captured Cherkaski Tyshky and Ruski Tyshky") == 1
    assert "passed on by Kharkiv Desk, Northern Post and Harbour Radio" in voices


def test_expectations_carry_their_horizon(may_14: Assessment) -> None:
    expected = text(may_14, "expected")
    assert (
        "judges it unlikely that Russian forces will encircle Sievierodonetsk and Lysychansk by "
        "31 May 2022" in expected
    )
    assert "has given up the view that Russian forces would withdraw from Izium" in expected


def test_losses_keep_their_range_and_their_denial(may_14: Assessment) -> None:
    losses = text(may_14, "losses")
    assert "lost 70 to 80 pieces of equipment near Bilohorivka" in losses
    assert "denies that Russian forces lost" in losses


def test_the_unknown_names_open_places_silence_and_refusals(may_14: Assessment) -> None:
    unknown = text(may_14, "unknown")
    assert "no state with a chance of 55 % or more" in unknown
    assert "not named by any report since 8 May 2022" in unknown
    assert "a place name that fits several places (1) and no text (1)" in unknown


def test_a_claim_published_after_the_day_or_before_the_window_is_not_told() -> None:
    inputs = kharkiv()
    early = msgspec.structs.replace(inputs, day=date(2022, 5, 10), weights={})
    told = {r.claim.document.published[:10] for r in compose(early).references}
    assert max(told) <= "2022-05-10"
    late = kharkiv(day=inputs.day + timedelta(days=30), weights={})
    made = compose(late)
    assert made.reports == 0
    assert made.standfirst.startswith("No report was published between")


def test_the_day_of_a_report_is_that_of_the_theatres_clock() -> None:
    inputs = kharkiv()
    late = msgspec.structs.replace(
        inputs.claims[0],
        document=msgspec.structs.replace(
            inputs.claims[0].document, published="2022-05-14T21:30:00+00:00"
        ),
    )
    assert compose(kharkiv(claims=(late,), weights={})).reports == 0


def test_three_sides_and_no_reports_make_an_assessment(island: Assessment) -> None:
    held = text(island, "held")
    assert held.startswith("Of 30 settlements with an estimate for 2 March 2015, the Government")
    assert island.references == ()


def test_a_theatre_without_estimates_makes_an_assessment() -> None:
    made = compose(kharkiv(today={}, day_before={}, week_before={}, weights={}))
    assert text(made, "held") == "There is no estimate of control for 14 May 2022."
    assert made.geography.days[0].areas == ()


def test_the_same_inputs_in_another_order_make_the_same_text() -> None:
    inputs = kharkiv()
    turned = kharkiv(
        claims=tuple(reversed(inputs.claims)),
        today=dict(reversed(list(inputs.today.items()))),
    )
    assert compose(turned).sections == compose(inputs).sections


def test_the_words_around_a_quote_come_from_its_document(may_14: Assessment) -> None:
    popasna = next(r for r in may_14.references if r.claim.quote.text.startswith("Our troops have"))
    assert popasna.before == "The head of Luhansk Oblast spoke on Sunday. "
    assert popasna.after.startswith(", Serhii Haidai said.")


def test_a_quote_that_its_document_lacks_gets_no_words_around_it() -> None:
    inputs = kharkiv()
    changed = {
        i: msgspec.structs.replace(document, text=f"Edited. {document.text}")
        for i, document in inputs.documents.items()
    }
    made = compose(kharkiv(documents=changed))
    assert {(r.before, r.after) for r in made.references} == {("", "")}


def test_the_weightiest_claim_of_a_place_comes_first(may_14: Assessment) -> None:
    town = place_id("Popasna")
    weights = {w.claim_id: abs(w.weight) for w in may_14.inputs.weights[town]}
    listed = [i for i in may_14.place_claims[town] if i in weights]
    assert listed == sorted(weights, key=lambda i: -weights[i])
