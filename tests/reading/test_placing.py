from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hand_parses import hand_parsed
from reading_cases import MadeUpPlaces

from salient.model import Claim, PlaceMention
from salient.reading.antecedents import PlaceContext
from salient.reading.sentences import ParsedSentence
from salient.reading.ways import mention_tokens

ClaimsOf = Callable[..., list[Claim]]


def places(claim: Claim) -> dict[str | None, tuple[str, str]]:
    return {p.name: (p.relation, p.role) for p in claim.places}


@pytest.mark.parametrize(
    ("text", "event", "place", "relation", "role"),
    [
        ("Russian forces shelled Zelene.", "shell", "Zelene", "at", "location"),
        ("Russian forces shelled positions near Zelene.", "shell", "Zelene", "near", "location"),
        ("Russian forces shelled villages around Zelene.", "shell", "Zelene", "around", "location"),
        ("They attacked in the direction of Zelene.", "attack", "Zelene", "toward", "destination"),
        ("Russian forces advanced toward Zelene.", "advance", "Zelene", "toward", "destination"),
        ("Russian forces advanced towards Zelene.", "advance", "Zelene", "toward", "destination"),
        ("Russian forces withdrew from Zelene.", "withdraw", "Zelene", "at", "origin"),
        ("Russian forces withdrew to Zelene.", "withdraw", "Zelene", "at", "destination"),
        ("They withdrew from positions around Zelene.", "withdraw", "Zelene", "around", "origin"),
        ("Fighting went on in the outskirts of Zelene.", "fight", "Zelene", "near", "location"),
        ("Ukrainian forces advanced through Zelene.", "advance", "Zelene", "at", "path"),
    ],
)  # fmt: skip
def test_prepositions_say_how_an_event_stands_to_a_place(
    claims_of: ClaimsOf, text: str, event: str, place: str, relation: str, role: str
) -> None:
    (claim,) = claims_of(text, event)
    assert places(claim)[place] == (relation, role)


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("Russian forces attacked near Zelene and Orlivka.", ["near", "near"]),
        ("Russian forces attacked near Zelene and in Orlivka.", ["near", "at"]),
        ("They attacked on the outskirts of Zelene, in the village of Orlivka.", ["near", "at"]),
        ("They attacked around Zelene and in Orlivka and Lypove.", ["around", "at", "at"]),
        ("Russian forces attacked in the Zelene and Orlivka areas.", ["near", "near"]),
    ],
)
def test_a_place_that_something_is_in_is_not_near_as_the_one_before_it(
    claims_of: ClaimsOf, text: str, relations: list[str]
) -> None:
    (claim,) = claims_of(text, "attack")
    assert [p.relation for p in claim.places] == relations


def test_an_area_measured_is_no_distance(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Shelling destroyed 50 square metres of the walls of Zelene.", "damage")
    assert places(claim)["Zelene"] == ("at", "location")


def test_each_event_has_the_places_of_its_own_clause(claims_of: ClaimsOf) -> None:
    text = "Russian forces shelled Zelene, and Ukrainian forces withdrew from Orlivka."
    (shelled,), (left,) = claims_of(text, "shell"), claims_of(text, "withdraw")
    assert set(places(shelled)) == {"Zelene"}
    assert set(places(left)) == {"Orlivka"}


def test_joined_places_all_belong(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Russian forces shelled Zelene, Borivka and Lypove.", "shell")
    assert list(places(claim)) == ["Zelene", "Borivka", "Lypove"]


def test_the_city_stands_for_the_last_settlement_named(claims_of: ClaimsOf) -> None:
    text = "The road to Kamianka is open. Russian forces shelled the city."
    (claim,) = claims_of(text, "shell")
    (mention,) = claim.places
    assert (mention.name, mention.role) == ("Kamianka", "location")
    assert text[mention.start : mention.end] == "Kamianka"


def test_where_the_speaker_stood_is_no_place_of_the_event(claims_of: ClaimsOf) -> None:
    text = "The mayor of Lypove said that Russian forces had shelled Zelene."
    (claim,) = claims_of(text, "shell")
    assert set(places(claim)) == {"Zelene"}


# -- times -----------------------------------------------------------------------------------


def days(claim: Claim) -> tuple[date | None, date | None]:
    return claim.time.earliest, claim.time.latest


REPORT = date(2022, 5, 14)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Russian forces took Zelene.", REPORT, REPORT),
        ("Russian forces took Zelene on 12 May.", date(2022, 5, 12), date(2022, 5, 12)),
        ("Russian forces took Zelene yesterday.", date(2022, 5, 13), date(2022, 5, 13)),
        ("In the last 24 hours, Russian forces took Zelene.", date(2022, 5, 13), REPORT),
        ("Russian forces took Zelene in 2014.", date(2014, 1, 1), date(2014, 12, 31)),
    ],
)
def test_an_events_day_is_the_one_named_or_else_the_reports(
    claims_of: ClaimsOf, text: str, earliest: date, latest: date
) -> None:
    (claim,) = claims_of(text, "capture")
    assert days(claim) == (earliest, latest)


def test_a_time_that_was_named_keeps_its_words(claims_of: ClaimsOf) -> None:
    text = "Russian forces took Zelene on 12 May."
    (claim,) = claims_of(text, "capture")
    assert claim.time.text is not None
    assert text[claim.time.start : claim.time.end] == claim.time.text
    (flat,) = claims_of("Russian forces took Zelene.", "capture")
    assert (flat.time.text, flat.time.start, flat.time.end) == (None, None, None)


def test_a_forecast_without_a_time_begins_now_and_has_no_end(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Russian forces will take Zelene.", "capture")
    assert days(claim) == (REPORT, None)


def test_background_carries_its_own_date_and_the_news_the_reports(claims_of: ClaimsOf) -> None:
    text = "Russian forces, which seized Vasylivka in 2014, shelled Zelene."
    (background,), (news,) = claims_of(text, "capture"), claims_of(text, "shell")
    assert days(background) == (date(2014, 1, 1), date(2014, 12, 31))
    assert days(news) == (REPORT, REPORT)


def test_two_events_with_a_day_each_keep_them_apart(claims_of: ClaimsOf) -> None:
    text = "Russian forces took Zelene on 10 May and left Orlivka on 12 May."
    (took,), (left,) = claims_of(text, "capture"), claims_of(text, "withdraw")
    assert days(took) == (date(2022, 5, 10), date(2022, 5, 10))
    assert days(left) == (date(2022, 5, 12), date(2022, 5, 12))


# -- parts -----------------------------------------------------------------------------------


def mention(text: str, name: str) -> PlaceMention:
    return next(m for m in MadeUpPlaces().mentions(text) if m.name == name)


def test_the_tokens_of_a_mention_are_those_it_covers() -> None:
    sentence = hand_parsed(
        "left/VERB/ROOT Stepove/PROPN/compound>3 Oblast/PROPN/obj>1", start=1_000
    )
    found = mention("left Stepove Oblast", "Stepove Oblast")
    shifted = PlaceMention(
        **{f: getattr(found, f) for f in found.__struct_fields__}
        | {"start": found.start + 1_000, "end": found.end + 1_000}
    )
    tokens = mention_tokens(sentence.doc, sentence.start, shifted)
    assert [t.text for t in tokens] == ["Stepove", "Oblast"]


def test_the_last_settlement_and_the_last_region_are_remembered(
    parse: Callable[[str], ParsedSentence],
) -> None:
    context = PlaceContext()
    text = "They are in Zelene, Lypove, Stepove Oblast and on the Bystra."
    context.note(parse(text), MadeUpPlaces().mentions(text))
    assert context.settlement == mention(text, "Lypove")
    assert context.settlements == (mention(text, "Zelene"), mention(text, "Lypove"))
    assert context.region == mention(text, "Stepove Oblast")
    assert context.features == (mention(text, "Bystra"),)


def test_a_place_that_only_tells_where_another_lies_is_not_remembered(
    parse: Callable[[str], ParsedSentence],
) -> None:
    context = PlaceContext()
    text = "They are in the town of Zelene, near Borivka."
    context.note(parse(text), MadeUpPlaces().mentions(text))
    assert context.settlement == mention(text, "Zelene")


def test_a_place_that_speaks_is_not_remembered(parse: Callable[[str], ParsedSentence]) -> None:
    context = PlaceContext()
    text = "Orlivka expects an attack."
    context.note(parse(text), MadeUpPlaces().mentions(text))
    assert context.settlement is None


def test_places_of_sentences_that_tell_of_no_event_are_remembered(claims_of: ClaimsOf) -> None:
    text = "She was born in Kamianka. It is quiet. Russian forces shelled the city."
    (claim,) = claims_of(text, "shell")
    assert list(places(claim)) == ["Kamianka"]
