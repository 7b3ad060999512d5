from __future__ import annotations

from typing import Any

import msgspec
import pytest
from assessment_factories import Report, place_id, places, theatre

from salient.assessment.naming import Names
from salient.assessment.phrasing import event_phrase, quoted, said
from salient.model import EVENT_TYPES, MOODS, Claim, Party

NAMES = Names(theatre(), places())
STAFF = [("General Staff", "organisation")]


def claim(event: str, quote: str = "Words of the report", **parts: Any) -> Claim:
    report = Report("Wire", "2022-05-14T10:00:00+03:00", "Title", f"{quote}.")
    return report.say(quote, event, **{"holders": STAFF, **parts}).claims[0]


def at(name: str, relation: str = "at", role: str = "location") -> tuple[str, str, str]:
    return (place_id(name), relation, role)


def test_a_flat_statement_has_no_likelihood_word() -> None:
    told = said(claim("capture", actor="RU", at=[at("Popasna")]), NAMES)
    assert told == "the General Staff says that Russian forces captured Popasna"


def test_a_negative_statement_says_did_not() -> None:
    told = said(claim("capture", actor="RU", at=[at("Izium")], polarity="negative"), NAMES)
    assert told == "the General Staff says that Russian forces did not capture Izium"


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        ((0.95, 0.99), "assesses that Russian forces almost certainly withdrew from Izium"),
        ((0.80, 0.95), "assesses that Russian forces very likely withdrew from Izium"),
        ((0.55, 0.80), "assesses that Russian forces likely withdrew from Izium"),
        ((0.45, 0.55), "sees a roughly even chance that Russian forces withdrew from Izium"),
        ((0.20, 0.45), "judges it unlikely that Russian forces withdrew from Izium"),
        ((0.05, 0.20), "judges it very unlikely that Russian forces withdrew from Izium"),
        ((0.01, 0.05), "sees only a remote chance that Russian forces withdrew from Izium"),
        ((0.20, 0.55), "holds it possible that Russian forces withdrew from Izium"),
    ],
)
def test_an_assessment_takes_its_word_from_the_stored_interval(
    probability: tuple[float, float], words: str
) -> None:
    made = claim(
        "withdraw", actor="RU", at=[at("Izium", role="origin")], mood="assessed",
        probability=probability,
    )  # fmt: skip
    assert said(made, NAMES) == f"the General Staff {words}"


def test_a_forecast_is_in_the_future_with_its_horizon() -> None:
    made = claim(
        "encircle", actor="RU", at=[at("Lysychansk")], mood="forecast", probability=(0.55, 0.8),
        when=("2022-05-14", "2022-05-31"),
    )  # fmt: skip
    expected = "expects that Russian forces will likely encircle Lysychansk by 31 May 2022"
    assert said(made, NAMES) == f"the General Staff {expected}"


def test_an_intention_a_condition_a_denial_and_a_view_given_up_are_told_apart() -> None:
    parts: dict[str, Any] = {"actor": "RU", "at": [at("Lyman")]}
    told = [
        said(claim("capture", mood=mood, polarity=polarity, **parts), NAMES)
        for mood, polarity in [
            ("intended", "positive"),
            ("intended", "negative"),
            ("conditional", "positive"),
            ("denied", "negative"),
            ("superseded", "positive"),
        ]
    ]
    assert told == [
        "the General Staff says that Russian forces intend to capture Lyman",
        "the General Staff says that Russian forces do not intend to capture Lyman",
        "the General Staff says that Russian forces would capture Lyman on a stated condition",
        "the General Staff denies that Russian forces captured Lyman",
        "the General Staff has given up the view that Russian forces would capture Lyman",
    ]


def test_a_single_actor_without_a_side_takes_the_singular() -> None:
    told = said(claim("advance", actor="the brigade", mood="intended"), NAMES)
    assert told == "the General Staff says that the brigade intends to advance"


def test_relations_and_roles_become_prepositions() -> None:
    made = claim(
        "redeploy", actor="RU",
        at=[at("Izium", role="origin"), at("Lyman", "toward", "destination"),
            at("Oskil", role="path")],
    )  # fmt: skip
    told = said(made, NAMES)
    assert told.endswith("Russian forces moved forces from Izium through Oskil toward Lyman")


def test_two_places_between_which_it_happens_are_named_together() -> None:
    made = claim("advance", actor="UA", at=[at("Popasna", "between"), at("Bakhmut", "between")])
    assert said(made, NAMES).endswith("advanced between Popasna and Bakhmut")


def test_a_capture_near_a_place_is_no_capture_of_it() -> None:
    told = said(claim("capture", actor="RU", at=[at("Lyman", "near")]), NAMES)
    assert told.endswith("captured ground near Lyman")


def test_what_lasts_is_told_in_the_present_unless_the_text_gives_a_time() -> None:
    now = claim("hold", actor="UA", at=[at("Lyman")])
    then = claim("hold", actor="UA", at=[at("Lyman")], when=("2022-05-10", "2022-05-10"))
    assert said(now, NAMES).endswith("Ukrainian forces hold Lyman")
    assert said(then, NAMES).endswith("Ukrainian forces held Lyman on 10 May 2022")


def test_the_side_that_control_goes_to_acts_where_the_text_names_nobody() -> None:
    town = place_id("Lyman")
    made = claim("hold", at=[at("Lyman")], control=[(town, "UA", "holds")])
    assert said(made, NAMES).endswith("Ukrainian forces hold Lyman")


def test_a_river_is_crossed_and_not_captured() -> None:
    river = ("river:siverskyi-donets", "at", "location")
    crossed = claim("cross", actor="RU", at=[river, at("Bilohorivka", "near")])
    assert said(crossed, NAMES).endswith("crossed the Siverskyi Donets near Bilohorivka")
    taken = claim("capture", actor="RU", at=[river, at("Bilohorivka")])
    assert said(taken, NAMES).endswith("captured Bilohorivka on the Siverskyi Donets")


def test_a_place_that_was_read_as_the_target_is_said_once() -> None:
    made = claim("encircle", actor="RU", target="Lyman", at=[at("Lyman", "around")])
    assert said(made, NAMES).endswith("Russian forces encircled Lyman")


def test_an_intention_without_an_actor_is_told_as_one() -> None:
    made = claim("withdraw", at=[at("Izium", role="origin")], mood="intended")
    assert said(made, NAMES).endswith("says that a withdrawal from Izium is intended")


def test_an_event_without_an_actor_is_told_as_one() -> None:
    told = said(claim("withdraw", at=[at("Izium", role="origin")]), NAMES)
    assert told == "the General Staff says that there was a withdrawal from Izium"
    none = said(claim("shell", at=[at("Izium")], polarity="negative"), NAMES)
    assert none == "the General Staff says that there was no shelling of Izium"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (70, 80, "70 to 80 pieces"),
        (70, 70, "70 pieces"),
        (70, None, "at least 70 pieces"),
        (1, 1, "1 piece"),
        (0, 150, "up to 150 pieces"),
    ],
)
def test_losses_are_told_with_their_range_and_the_side_that_suffered_them(
    low: float, high: float | None, words: str
) -> None:
    made = claim("loss", target="RU", quantities=[("equipment", "RU", low, high)])
    expected = f"says that Russian forces lost {words} of equipment"
    assert said(made, NAMES) == f"the General Staff {expected}"


def by(lemma: str, made: Claim) -> Claim:
    return msgspec.structs.replace(
        made, predicate=msgspec.structs.replace(made.predicate, lemma=lemma)
    )


@pytest.mark.parametrize(
    ("lemma", "parts", "words"),
    [
        (
            "shoot down",
            {"actor": "UA", "target": "RU"},
            "Russian forces lost {} to Ukrainian forces",
        ),
        ("destroy", {"actor": "UA"}, "Russian forces lost {} to Ukrainian forces"),
        ("inflict loss", {"actor": "UA"}, "Russian forces lost {} to Ukrainian forces"),
        ("suffer loss", {"actor": "RU"}, "Russian forces lost {}"),
        ("loss", {"actor": "RU"}, "Russian forces lost {}"),
        ("destroy", {"target": "RU"}, "Russian forces lost {}"),
        ("destroy", {}, "an unnamed side lost {}"),
    ],
)
def test_who_destroys_is_not_told_as_who_loses(
    lemma: str, parts: dict[str, Any], words: str
) -> None:
    told = said(by(lemma, claim("loss", **parts)), NAMES)
    assert told == f"the General Staff says that {words.format('people or equipment')}"


def test_a_region_is_not_captured_where_some_of_it_is() -> None:
    region = ("region:donetsk-oblast", "at", "location")
    made = claim("capture", actor="UA", at=[region], quantities=[("settlements", "", 3, 3)])
    part = msgspec.structs.replace(made, target=Party(name="three villages", side=None))
    told = said(part, NAMES)
    assert told.startswith("the General Staff says that Ukrainian forces captured 3 settlements in")
    some = msgspec.structs.replace(part, quantities=())
    assert "captured ground in" in said(some, NAMES)
    whole = msgspec.structs.replace(some, target=None)
    assert "captured ground" not in said(whole, NAMES)


def test_a_part_of_a_town_is_ground_there() -> None:
    made = claim(
        "capture", actor="RU", at=[at("Popasna")], control=[(place_id("Popasna"), "RU", "contests")]
    )
    assert said(made, NAMES).endswith("that Russian forces captured ground at Popasna")


def test_units_are_not_told_as_soldiers() -> None:
    made = claim("loss", target="RU", quantities=[("units", "RU", 2, 2)])
    told = said(made, NAMES)
    assert told.endswith("Russian forces lost 2 units")


def test_the_region_of_a_captured_town_is_where_it_lies() -> None:
    both = [at("Popasna"), ("region:donetsk-oblast", "at", "location")]
    told = said(claim("capture", actor="UA", at=both), NAMES)
    assert "captured Popasna in " in told


def test_a_claim_of_no_known_type_leaves_the_word_to_its_quote() -> None:
    assert said(claim("other", at=[at("Lyman")]), NAMES) == "the General Staff comments on Lyman"


def test_a_group_of_people_takes_the_plural() -> None:
    made = claim("fight", actor="UA", holders=[("Russian milbloggers", "person")])
    assert said(made, NAMES).startswith("Russian milbloggers say that")


def test_plural_unnamed_holders_take_the_plural() -> None:
    made = claim("fight", actor="UA", holders=[("Residents", "anonymous")])
    assert said(made, NAMES).startswith("Residents say that")


@pytest.mark.parametrize("event", EVENT_TYPES)
@pytest.mark.parametrize("mood", MOODS)
def test_every_event_type_and_mood_makes_a_sentence(event: str, mood: str) -> None:
    for parts in ({"actor": "RU", "target": "UA"}, {"actor": "RU"}, {"target": "UA"}, {}):
        for polarity in ("positive", "negative"):
            made = claim(event, mood=mood, polarity=polarity, at=[at("Lyman")], **parts)
            told = said(made, NAMES)
            assert "  " not in told
            assert not told.endswith(" ")
            assert "Lyman" in told


def test_every_event_type_but_other_has_a_phrase() -> None:
    missing = [event for event in EVENT_TYPES if event_phrase(event) is None]
    assert missing == ["other"]


def test_a_quote_stands_on_one_line_and_is_cut_only_between_words() -> None:
    made = claim("fight", quote="A line\nthat breaks")
    assert quoted(made) == "“A line that breaks”"
    long = claim("fight", quote="word " * 80 + "end")
    assert quoted(long).endswith(" …”")
    assert len(quoted(long)) <= 224
