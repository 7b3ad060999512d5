from __future__ import annotations

import pytest
from hand_parses import hand_parsed, word

from salient.reading.effects import (
    CERTAIN,
    EXPECTED,
    POSSIBLE,
    Standing,
    applied,
    is_ahead,
    meant,
    missed,
)
from salient.reading.lexicon import Operator
from salient.reading.lexicon.operators import EFFECTS

WORD = word(hand_parsed("uttered/VERB/ROOT"), "uttered")
LIKELY = (0.55, 0.80)


def after(
    effect: str,
    standing: Standing | None = None,
    *,
    p: tuple[float, float] | None = None,
    ahead: bool = False,
    negated: bool = False,
) -> Standing:
    operator = Operator("verb", "utter", effect, p)
    return applied(standing or Standing(), operator, WORD, ahead, negated)


@pytest.mark.parametrize(
    ("effect", "polarity", "mood", "probability"),
    [
        ("assert", "positive", "reported", CERTAIN),
        ("negate", "negative", "reported", CERTAIN),
        ("cease", "negative", "reported", CERTAIN),
        ("near", "negative", "reported", CERTAIN),
        ("intend", "positive", "intended", CERTAIN),
        ("order", "positive", "intended", CERTAIN),
        ("hedge", "positive", "assessed", LIKELY),
        ("possible", "positive", "assessed", POSSIBLE),
        ("forecast", "positive", "forecast", EXPECTED),
        ("capable", "positive", "conditional", POSSIBLE),
        ("conditional", "positive", "conditional", CERTAIN),
        ("deny", "negative", "denied", CERTAIN),
        ("retract", "positive", "superseded", CERTAIN),
        ("unsourced", "positive", "reported", CERTAIN),
        ("unsuccessful", "positive", "reported", CERTAIN),
    ],
)
def test_each_effect_on_a_flat_statement(
    effect: str, polarity: str, mood: str, probability: tuple[float, float]
) -> None:
    found = after(effect)
    assert (found.polarity, found.mood, found.probability) == (polarity, mood, probability)
    assert found.operators == ("utter",)


@pytest.mark.parametrize(
    ("effect", "polarity", "mood", "probability"),
    [
        ("assert", "negative", "reported", CERTAIN),
        ("negate", "positive", "reported", CERTAIN),
        ("deny", "positive", "reported", CERTAIN),
        ("intend", "negative", "intended", CERTAIN),
        ("possible", "negative", "reported", CERTAIN),
        ("hedge", "positive", "assessed", (0.20, 0.45)),
    ],
)
def test_each_effect_whose_own_word_is_negated(
    effect: str, polarity: str, mood: str, probability: tuple[float, float]
) -> None:
    found = after(effect, p=LIKELY if effect == "hedge" else None, negated=True)
    assert (found.polarity, found.mood, found.probability) == (polarity, mood, probability)


def test_a_hedge_on_what_lies_ahead_is_a_forecast() -> None:
    found = after("hedge", p=LIKELY, ahead=True)
    assert (found.mood, found.probability, found.term) == ("forecast", LIKELY, "uttered")
    assert after("hedge", Standing(mood="intended"), p=LIKELY, ahead=True).mood == "forecast"


def test_two_hedges_leave_the_lower_bounds() -> None:
    first = after("possible")
    assert after("hedge", first, p=LIKELY).probability == POSSIBLE


def test_a_hedge_replaces_the_certainty_of_a_plain_future() -> None:
    future = Standing(mood="forecast", probability=EXPECTED, term="will")
    assert after("hedge", future, p=LIKELY).probability == LIKELY


def test_an_operators_own_range_wins_over_the_usual_one() -> None:
    assert after("forecast", p=LIKELY).probability == LIKELY
    assert after("possible", p=(0.1, 0.2)).probability == (0.1, 0.2)


def test_an_intention_that_came_to_nothing_is_a_report_of_that() -> None:
    found = after("negate", Standing(mood="intended"))
    assert (found.polarity, found.mood) == ("negative", "reported")


def test_an_attempt_that_missed_its_goal() -> None:
    assert missed(Standing()) == Standing(failed=True)
    assert missed(Standing(mood="intended")) == Standing(positive=False, failed=True)


def test_only_what_was_reported_or_assessed_turns_into_an_intention() -> None:
    assert meant(Standing(mood="assessed")).mood == "intended"
    assert meant(Standing(mood="forecast")).mood == "forecast"


def test_the_word_that_passes_it_on_unsourced_is_kept() -> None:
    assert after("unsourced").unsourced == WORD


@pytest.mark.parametrize("effect", sorted(EFFECTS))
@pytest.mark.parametrize("negated", [False, True])
def test_no_effect_leaves_the_bounds_of_a_probability(effect: str, negated: bool) -> None:
    for before in (Standing(), Standing(mood="forecast", probability=POSSIBLE, term="may")):
        low, high = after(effect, before, negated=negated).probability
        assert 0 <= low <= high <= 1


@pytest.mark.parametrize(
    ("notation", "event", "ahead"),
    [
        ("take/VERB/ROOT/VerbForm=Inf", "take", True),
        ("to/PART/mark>2 take/VERB/ROOT", "take", True),
        ("have/AUX/aux>2 taken/VERB/ROOT/VerbForm=Inf", "taken", False),
        ("be/AUX/aux>2 taking/VERB/ROOT/VerbForm=Inf", "taking", False),
        ("be/AUX/cop>2 ready/ADJ/ROOT/VerbForm=Inf", "ready", False),
        ("hold/VERB/ROOT/VerbForm=Inf", "hold", False),
        ("took/VERB/ROOT/VerbForm=Fin", "took", False),
    ],
)
def test_which_forms_look_ahead(notation: str, event: str, ahead: bool) -> None:
    assert is_ahead(word(hand_parsed(notation), event)) is ahead
