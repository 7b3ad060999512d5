from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim, Quantity

ClaimsOf = Callable[..., list[Claim]]


def quantities(claims: list[Claim]) -> set[tuple[str, float, float | None]]:
    return {(q.kind, q.low, q.high) for claim in claims for q in claim.quantities}


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        (
            "Ukrainian forces destroyed at least 40 Russian tanks near Lypove.",
            "equipment",
            40,
            None,
        ),
        (
            "Ukrainian forces destroyed more than ten Russian tanks near Lypove.",
            "equipment",
            10,
            None,
        ),
        ("Ukrainian forces destroyed about 40 Russian tanks near Lypove.", "equipment", 36, 44),
        ("Ukrainian forces destroyed 12 Russian tanks near Lypove.", "equipment", 12, 12),
        ("The shelling of Borivka killed three civilians.", "killed", 3, 3),
        ("The shelling of Borivka killed dozens of civilians.", "killed", 24, 99),
        ("The shelling of Borivka wounded 1,200 civilians.", "wounded", 1_200, 1_200),
        ("Russian troops advanced 3 km toward Lypove.", "distance", 3, 3),
        ("Ukrainian forces liberated two villages near Lypove.", "settlements", 2, 2),
        ("Russian forces redeployed 400 soldiers to Lypove.", "personnel", 400, 400),
        ("Russian forces redeployed up to two battalions to Lypove.", "units", 0, 2),
        ("Russia massed nineteen battalion tactical groups in Lypove.", "units", 19, 19),
        ("Russian forces killed 200 Ukrainians in Orlivka.", "killed", 200, 200),
        ("The shelling of Borivka wounded 70 to 80 civilians.", "wounded", 70, 80),
        ("About 200-300 residents of Borivka were killed.", "killed", 200, 300),
        ("Tens of thousands of civilians were killed in Borivka.", "killed", 20_000, 99_999),
        ("Tens of thousands were killed in Borivka.", "killed", 20_000, 99_999),
        ("Russian forces sustained 4,000 losses near Borivka.", "personnel", 4_000, 4_000),
        ("Russian forces lost 40 to 50 percent of their troops in Borivka.", "share", 0.4, 0.5),
        ("Russian forces arrested two beekeepers in Borivka.", "captured", 2, 2),
        ("About 15,000 were deported from Borivka.", "captured", 13_500, 16_500),
        ("Three soldiers were killed and wounded in Borivka.", "personnel", 3, 3),
    ],
)
def test_numbers_are_read_with_what_they_count(
    claims_of: ClaimsOf, text: str, kind: str, low: float, high: float | None
) -> None:
    assert (kind, low, high) in quantities(claims_of(text))


def test_a_quantity_carries_its_words_and_whose_it_is(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Ukrainian forces destroyed 12 Russian tanks near Lypove.", "loss")
    assert claim.quantities == (
        Quantity(kind="equipment", side="RU", low=12.0, high=12.0, text="12 Russian tanks"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces took Orlivka on 12 May.",
        "Russian forces took Orlivka at 5 a.m.",
        "The 24th Mechanized Brigade took Orlivka.",
        "The two sides are fighting for Orlivka.",
    ],
)
def test_dates_hours_and_names_are_no_quantities(claims_of: ClaimsOf, text: str) -> None:
    assert quantities(claims_of(text)) == set()


def test_a_number_in_another_clause_belongs_to_that_clause(claims_of: ClaimsOf) -> None:
    text = "Russian forces took Orlivka and shelled Zelene, where three civilians were killed."
    (capture,) = claims_of(text, "capture")
    assert capture.quantities == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Russian forces control 90 percent of Stepove Oblast.", 0.9, 0.9),
        ("Russian forces control at least 60% of Stepove Oblast.", 0.6, 1.0),
        ("Russian forces control about 60% of Stepove Oblast.", 0.55, 0.65),
        ("Russian forces control half of Stepove Oblast.", 0.5, 0.5),
        ("Russian forces control nearly all of Stepove Oblast.", 0.9, 1.0),
        ("Russian forces control part of Stepove Oblast.", 0.05, 0.95),
    ],
)
def test_a_share_of_a_region_is_a_range_of_one(
    claims_of: ClaimsOf, text: str, low: float, high: float
) -> None:
    (claim,) = claims_of(text, "hold")
    (share,) = (q for q in claim.quantities if q.kind == "share")
    assert (share.low, share.high) == (low, high)
    (effect,) = claim.control
    held = "holds" if low >= 0.9 else "contests"
    assert (effect.place_id, effect.effect) == ("made-up:Stepove Oblast", held)


def test_a_whole_without_a_share_is_no_quantity(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Russian forces control Stepove Oblast.", "hold")
    assert claim.quantities == ()


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces conducted several assaults on Kamianka.",
        "Russian forces attacked Kamianka on March 13.",
        "Russian forces attacked Zelene, 9 km south of Kamianka.",
        "Russian forces attacked in two directions near Kamianka.",
    ],
)
def test_deeds_days_and_locations_are_not_counted(claims_of: ClaimsOf, text: str) -> None:
    (claim,) = claims_of(text, "attack")
    assert claim.quantities == ()


def test_people_taken_out_are_no_captives(claims_of: ClaimsOf) -> None:
    claims = claims_of("On Monday, 245 people were taken out of Vasylivka.")
    assert quantities(claims) == {("personnel", 245.0, 245.0)}


def test_all_that_is_listed_as_lost_is_of_who_lost_it(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Near Lypove, 17 occupiers and 5 armored vehicles were destroyed.", "loss")
    assert {q.side for q in claim.quantities} == {"RU"}


@pytest.mark.parametrize(
    "text",
    [
        "Five buses came under fire near Lypove.",
        "Russian forces will take Orlivka while keeping as many soldiers alive as possible.",
        "Russian forces repelled three Ukrainian reconnaissance groups near Lypove.",
        "Ukrainian forces repelled several enemy attempted advances near Lypove.",
    ],
)
def test_what_is_no_count_of_troops_or_arms_gives_no_quantity(
    claims_of: ClaimsOf, text: str
) -> None:
    assert {kind for kind, _, _ in quantities(claims_of(text))} <= {"distance"}
