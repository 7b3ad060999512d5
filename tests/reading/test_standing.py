from __future__ import annotations

import pytest

from salient.reading.attribution import SpeechAct
from salient.reading.effects import CERTAIN, Standing
from salient.reading.standing import joined_standing, taken_back


def act(attitude: str, *, cue: str = "utter", negated: bool = False, depth: int = 0) -> SpeechAct:
    return SpeechAct(
        source=((0, 4),),
        cue=((5, 9),),
        content=((10, 90),),
        source_name="ISW",
        cue_lemma=cue,
        attitude=attitude,
        negated=negated,
        depth=depth,
    )


def joined(standing: Standing, *acts: SpeechAct, superseded: bool = False) -> Standing:
    return joined_standing(standing, acts, superseded=superseded)


# -- what the acts say -------------------------------------------------------------------------


@pytest.mark.parametrize("attitude", ["assert", "confirm", "know", "perceive", "quote", "mention"])
def test_saying_leaves_the_standing_as_it_is(attitude: str) -> None:
    assert joined(Standing(), act(attitude)) == Standing()


def test_judging_makes_it_assessed_and_keeps_the_probability() -> None:
    found = joined(Standing(), act("assess"))
    assert (found.mood, found.probability) == ("assessed", CERTAIN)


def test_expecting_makes_it_a_forecast() -> None:
    found = joined(Standing(), act("forecast", cue="expect"))
    assert (found.mood, found.probability, found.term) == ("forecast", (0.55, 0.80), "expect")


def test_expecting_keeps_a_hedge_of_its_own() -> None:
    hedged = Standing(mood="assessed", probability=(0.2, 0.55), term="may")
    found = joined(hedged, act("forecast"))
    assert (found.mood, found.probability, found.term) == ("forecast", (0.2, 0.55), "may")


def test_doubting_makes_it_unlikely() -> None:
    found = joined(Standing(), act("doubt", cue="question"))
    assert (found.mood, found.probability, found.polarity) == ("assessed", (0.20, 0.45), "positive")


def test_denying_turns_it_round() -> None:
    found = joined(Standing(), act("deny"))
    assert (found.polarity, found.mood) == ("negative", "denied")


def test_an_intention_stays_one_though_somebody_judges_it() -> None:
    found = joined(Standing(mood="intended"), act("assess"))
    assert found.mood == "intended"


def test_what_the_parse_has_applied_is_not_applied_again() -> None:
    denied = Standing(positive=False, mood="denied", operators=("deny",))
    assert joined(denied, act("deny", cue="deny")) == denied


def test_acts_are_applied_from_the_innermost_outward() -> None:
    """ISW doubts that the ministry expects it: the doubt is about the forecast."""
    found = joined(Standing(), act("doubt", depth=0), act("forecast", depth=1))
    assert found.mood == "forecast"


# -- taking back -------------------------------------------------------------------------------


def test_what_is_taken_back_is_superseded_but_a_denial_stays_a_denial() -> None:
    assert joined(Standing(), superseded=True).mood == "superseded"
    assert joined(Standing(mood="denied"), superseded=True).mood == "denied"


@pytest.mark.parametrize(
    "sentence",
    [
        "Earlier, ISW judged that Zelene would fall, but it has held.",
        "ISW previously thought that Zelene would fall; however, it stands.",
        "ISW initially believed that Zelene had fallen and now says otherwise.",
    ],
)
def test_an_earlier_judgement_set_against_now_is_taken_back(sentence: str) -> None:
    assert taken_back([act("assess")], sentence, "")


@pytest.mark.parametrize(
    "following",
    [
        "This was incorrect.",
        "That report was wrong.",
        "The statement has since been withdrawn.",
        "Correction: the village is Lypove.",
        "We regret the error.",
    ],
)
def test_a_report_called_wrong_in_the_next_sentence_is_taken_back(following: str) -> None:
    assert taken_back([act("assert")], "The ministry said that Zelene had fallen.", following)


@pytest.mark.parametrize(
    ("acts", "sentence", "following"),
    [
        ([], "Zelene fell.", ""),
        ([], "Zelene fell.", "This was incorrect."),
        ([act("assert")], "The ministry said earlier that Zelene had fallen.", "It rained."),
        ([act("assess")], "ISW judges that Zelene fell, but it is not sure.", ""),
        ([act("assess")], "ISW judges that troops rested before they attacked, but lost.", ""),
        ([act("assess")], "But ISW judged earlier that Zelene had fallen.", ""),
    ],
)
def test_what_nobody_takes_back_stands(
    acts: list[SpeechAct], sentence: str, following: str
) -> None:
    assert not taken_back(acts, sentence, following)


def test_what_a_name_takes_as_known_stands_whatever_is_said_around_it() -> None:
    known = Standing(given=True)
    assert joined(known, act("deny"), act("forecast"), superseded=True) == known


def test_leaving_a_question_unanswered_says_nothing_of_it() -> None:
    assert joined(Standing(), act("assert", cue="respond", negated=True)) == Standing()
    assert joined(Standing(), act("assert", cue="confirm", negated=True)).mood == "assessed"
