"""How an event stands, on trees written by hand; whole sentences are in `evals/cases`."""

from __future__ import annotations

import pytest
from hand_parses import hand_parsed, word

from salient.reading.effects import CERTAIN, EXPECTED, POSSIBLE, Standing
from salient.reading.factuality import standing_of
from salient.reading.lexicon import Lexicon

LIKELY, UNLIKELY = (0.55, 0.80), (0.20, 0.45)


def standing(lexicon: Lexicon, notation: str, event: str, *, negative: bool = False) -> Standing:
    return standing_of(word(hand_parsed(notation), event), lexicon, negative=negative)


TOOK = "Troops/NOUN/nsubj>2 took/VERB/ROOT Zelene/PROPN/obj>2"


def test_a_flat_statement_is_reported_and_certain(lexicon: Lexicon) -> None:
    assert standing(lexicon, TOOK, "took") == Standing()
    assert Standing() == Standing(True, "reported", CERTAIN, None)
    assert Standing().polarity == "positive"


def test_an_entry_that_denies_its_event_starts_negative(lexicon: Lexicon) -> None:
    assert standing(lexicon, TOOK, "took", negative=True).polarity == "negative"


@pytest.mark.parametrize(
    ("notation", "event", "polarity", "mood", "probability"),
    [
        ("did/AUX/aux>3 not/PART/advmod>3 take/VERB/ROOT", "take", "negative", "reported", CERTAIN),
        ("never/ADV/advmod>2 took/VERB/ROOT", "took", "negative", "reported", CERTAIN),
        ("probably/ADV/advmod>2 took/VERB/ROOT", "took", "positive", "assessed", LIKELY),
        (
            "probably/ADV/advmod>4 did/AUX/aux>4 not/PART/advmod>4 take/VERB/ROOT",
            "take", "negative", "assessed", LIKELY,
        ),
        ("possibly/ADV/advmod>2 took/VERB/ROOT", "took", "positive", "assessed", POSSIBLE),
        (
            "almost/ADV/advmod>2 certainly/ADV/advmod>3 took/VERB/ROOT",
            "took", "positive", "assessed", (0.95, 0.99),
        ),
        (
            "very/ADV/advmod>2 likely/ADV/advmod>3 took/VERB/ROOT",
            "took", "positive", "assessed", (0.80, 0.95),
        ),
        (
            "will/AUX/aux>2 take/VERB/ROOT/VerbForm=Inf",
            "take", "positive", "forecast", EXPECTED,
        ),
        (
            "will/AUX/aux>3 likely/ADV/advmod>3 take/VERB/ROOT/VerbForm=Inf",
            "take", "positive", "forecast", LIKELY,
        ),
        (
            "may/AUX/aux>2 take/VERB/ROOT/VerbForm=Inf",
            "take", "positive", "forecast", POSSIBLE,
        ),
        (
            "may/AUX/aux>3 have/AUX/aux>3 taken/VERB/ROOT/VerbForm=Part",
            "taken", "positive", "assessed", POSSIBLE,
        ),
        ("nearly/ADV/advmod>2 took/VERB/ROOT", "took", "negative", "reported", CERTAIN),
        (
            "no/ADV/advmod>2 longer/ADV/advmod>3 attack/VERB/ROOT",
            "attack", "negative", "reported", CERTAIN,
        ),
        (
            "not/PART/advmod>3 only/ADV/advmod>3 took/VERB/ROOT",
            "took", "positive", "reported", CERTAIN,
        ),
    ],
)  # fmt: skip
def test_words_on_the_verb_itself(
    lexicon: Lexicon,
    notation: str,
    event: str,
    polarity: str,
    mood: str,
    probability: tuple[float, float],
) -> None:
    found = standing(lexicon, notation, event)
    assert (found.polarity, found.mood, found.probability) == (polarity, mood, probability)


def under(governor: str, negated: bool = False) -> str:
    """*Troops GOVERNOR to take Zelene*, the governor a verb."""
    if negated:
        return (
            f"Troops/NOUN/nsubj>4 did/AUX/aux>4 not/PART/advmod>4 {governor}/VERB/ROOT "
            "to/PART/mark>6 take/VERB/xcomp>4/VerbForm=Inf Zelene/PROPN/obj>6"
        )
    return (
        f"Troops/NOUN/nsubj>2 {governor}/VERB/ROOT to/PART/mark>4 take/VERB/xcomp>2/VerbForm=Inf "
        "Zelene/PROPN/obj>4"
    )


@pytest.mark.parametrize(
    ("governor", "negated", "polarity", "mood", "probability"),
    [
        ("managed", False, "positive", "reported", CERTAIN),
        ("manage", True, "negative", "reported", CERTAIN),
        ("failed", False, "negative", "reported", CERTAIN),
        ("fail", True, "positive", "reported", CERTAIN),
        ("refused", False, "negative", "reported", CERTAIN),
        ("continued", False, "positive", "reported", CERTAIN),
        ("want", False, "positive", "intended", CERTAIN),
        ("want", True, "negative", "intended", CERTAIN),
        ("tried", False, "positive", "intended", CERTAIN),
        ("seem", False, "positive", "forecast", LIKELY),
    ],
)
def test_a_verb_acts_on_the_infinitive_below_it(
    lexicon: Lexicon,
    governor: str,
    negated: bool,
    polarity: str,
    mood: str,
    probability: tuple[float, float],
) -> None:
    found = standing(lexicon, under(governor, negated), "take")
    assert (found.polarity, found.mood, found.probability) == (polarity, mood, probability)


def test_operators_compose_from_the_event_outward(lexicon: Lexicon) -> None:
    """ISW doubts that troops managed to hold Zelene."""
    notation = (
        "ISW/PROPN/nsubj>2 doubts/VERB/ROOT that/SCONJ/mark>5 troops/NOUN/nsubj>5 "
        "managed/VERB/ccomp>2 to/PART/mark>7 hold/VERB/xcomp>5/VerbForm=Inf Zelene/PROPN/obj>7"
    )
    found = standing(lexicon, notation, "hold")
    assert (found.polarity, found.mood, found.probability) == ("positive", "assessed", UNLIKELY)
    assert found.operators == ("manage", "doubt")
    assert found.term == "doubts"


def test_two_negations_cancel(lexicon: Lexicon) -> None:
    """Nobody refused to leave Zelene."""
    notation = (
        "Nobody/PRON/nsubj>2 refused/VERB/ROOT to/PART/mark>4 leave/VERB/xcomp>2/VerbForm=Inf"
    )
    assert standing(lexicon, notation, "leave").polarity == "positive"


def test_prevented_from_did_not_happen(lexicon: Lexicon) -> None:
    notation = (
        "Fire/NOUN/nsubj>2 prevented/VERB/ROOT troops/NOUN/obj>2 from/SCONJ/mark>5 "
        "crossing/VERB/advcl>2/VerbForm=Ger"
    )
    assert standing(lexicon, notation, "crossing").polarity == "negative"


def test_a_purpose_is_an_intention(lexicon: Lexicon) -> None:
    notation = (
        "Troops/NOUN/nsubj>2 shelled/VERB/ROOT Lypove/PROPN/obj>2 to/PART/mark>5 "
        "take/VERB/advcl>2/VerbForm=Inf Zelene/PROPN/obj>5"
    )
    assert standing(lexicon, notation, "take").mood == "intended"
    assert standing(lexicon, notation, "shelled").mood == "reported"


def test_what_stands_under_if_is_conditional(lexicon: Lexicon) -> None:
    notation = (
        "If/SCONJ/mark>3 troops/NOUN/nsubj>3 take/VERB/advcl>6 Zelene/PROPN/obj>3 "
        "they/PRON/nsubj>6 win/VERB/ROOT"
    )
    assert standing(lexicon, notation, "take").mood == "conditional"
    assert standing(lexicon, notation, "win").mood == "reported"


def test_a_hedge_on_one_clause_does_not_reach_a_clause_beside_it(lexicon: Lexicon) -> None:
    notation = (
        "Troops/NOUN/nsubj>3 probably/ADV/advmod>3 left/VERB/ROOT because/SCONJ/mark>6 "
        "guns/NOUN/nsubj>6 shelled/VERB/advcl>3 Zelene/PROPN/obj>6"
    )
    assert standing(lexicon, notation, "left").mood == "assessed"
    assert standing(lexicon, notation, "shelled").mood == "reported"


def test_a_second_verb_shares_the_firsts_modal_and_after_or_its_negation(lexicon: Lexicon) -> None:
    will = (
        "Troops/NOUN/nsubj>3 will/AUX/aux>3 take/VERB/ROOT/VerbForm=Inf and/CCONJ/cc>5 "
        "hold/VERB/conj>3/VerbForm=Inf Zelene/PROPN/obj>5"
    )
    assert standing(lexicon, will, "hold").mood == "forecast"
    neither = (
        "Troops/NOUN/nsubj>4 did/AUX/aux>4 not/PART/advmod>4 take/VERB/ROOT/VerbForm=Inf "
        "or/CCONJ/cc>6 hold/VERB/conj>4/VerbForm=Inf Zelene/PROPN/obj>6"
    )
    assert standing(lexicon, neither, "hold").polarity == "negative"


def test_an_unsuccessful_attempt_took_place_and_failed(lexicon: Lexicon) -> None:
    notation = (
        "Troops/NOUN/nsubj>3 unsuccessfully/ADV/advmod>3 attacked/VERB/ROOT Zelene/PROPN/obj>3"
    )
    found = standing(lexicon, notation, "attacked")
    assert (found.polarity, found.failed) == ("positive", True)


def test_reportedly_keeps_the_mood_and_marks_the_source(lexicon: Lexicon) -> None:
    found = standing(lexicon, "reportedly/ADV/advmod>2 took/VERB/ROOT", "took")
    assert (found.mood, found.probability) == ("reported", CERTAIN)
    assert found.unsourced is not None
    assert found.unsourced.text == "reportedly"


def test_a_chain_without_end_is_walked_for_a_while_only(lexicon: Lexicon) -> None:
    chain = " ".join(f"want/VERB/xcomp>{n}/VerbForm=Inf" for n in range(1, 300))
    found = standing_of(hand_parsed(f"want/VERB/ROOT {chain}").doc[299], lexicon)
    assert found.mood == "intended"
