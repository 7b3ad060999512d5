from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import CONTROL_EFFECTS, EVENT_TYPES, MOODS, RELATIONS, ROLES, Claim

ClaimsOf = Callable[..., list[Claim]]


def one(claims_of: ClaimsOf, text: str, event: str, **given: str) -> Claim:
    (claim,) = claims_of(text, event, **given)
    return claim


def control(claim: Claim) -> set[tuple[str, str, str]]:
    return {(c.place_id.removeprefix("made-up:"), c.side, c.effect) for c in claim.control}


# -- quote and predicate -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "event", "quote", "predicate"),
    [
        ("Russian forces took Orlivka.", "capture", "Russian forces took Orlivka", "took"),
        (
            "Russian forces took control of Orlivka.",
            "capture",
            "Russian forces took control of Orlivka",
            "took control of",
        ),
        (
            "The ministry said that Russian forces took Orlivka.",
            "capture",
            "Russian forces took Orlivka",
            "took",
        ),
        (
            "Russian forces took Orlivka, and Ukrainian forces shelled Zelene.",
            "shell",
            "Ukrainian forces shelled Zelene",
            "shelled",
        ),
    ],
)
def test_the_quote_is_the_clause_that_carries_the_event(
    claims_of: ClaimsOf, text: str, event: str, quote: str, predicate: str
) -> None:
    claim = one(claims_of, text, event)
    assert quote in claim.quote.text
    assert len(claim.quote.text) <= len(quote) + len("that ")
    assert claim.predicate.text == predicate


def test_the_predicates_lemma_is_the_entrys_words(claims_of: ClaimsOf) -> None:
    claim = one(claims_of, "Russian forces seized control of Orlivka.", "capture")
    assert claim.predicate.lemma == "seize control of"


# -- what the claim carries --------------------------------------------------------------------


def test_a_claim_of_a_flat_statement(claims_of: ClaimsOf) -> None:
    text = "Russian forces took Orlivka."
    claim = one(claims_of, text, "capture")
    assert (claim.polarity, claim.mood, claim.probability) == ("positive", "reported", (1.0, 1.0))
    assert claim.probability_term is None
    assert claim.plover is not None
    assert claim.acled is not None
    assert claim.document.published == "2022-05-14T12:00:00+00:00"
    assert (claim.document.document_id, claim.document.publisher) == ("case", "Example Post")
    assert claim.actor is not None
    assert (claim.actor.name, claim.actor.side) == ("Russian forces", "RU")
    assert claim.target is not None
    assert (claim.target.name, claim.target.side) == ("Orlivka", None)


def test_every_value_is_one_of_the_contracts(claims_of: ClaimsOf) -> None:
    text = (
        "Russian forces may have taken Orlivka. They will try to advance through Zelene toward "
        "Lypove. Ukrainian forces failed to hold half of Borivka, the General Staff said."
    )
    claims = claims_of(text)
    assert len(claims) >= 3
    for claim in claims:
        assert claim.event_type in EVENT_TYPES
        assert claim.mood in MOODS
        assert claim.polarity in {"positive", "negative"}
        low, high = claim.probability
        assert 0 <= low <= high <= 1
        assert all(p.relation in RELATIONS and p.role in ROLES for p in claim.places)
        assert all(c.effect in CONTROL_EFFECTS for c in claim.control)


def test_the_estimative_word_is_kept(claims_of: ClaimsOf) -> None:
    claim = one(claims_of, "Russian forces likely took Orlivka.", "capture")
    assert claim.probability_term == "likely"


# -- control -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "event", "effects"),
    [
        ("Russian forces took Orlivka.", "capture", {("Orlivka", "RU", "gains")}),
        ("Orlivka fell to Russian forces.", "capture", {("Orlivka", "RU", "gains")}),
        (
            "Ukrainian forces liberated Zelene and Lypove.",
            "capture",
            {("Zelene", "UA", "gains"), ("Lypove", "UA", "gains")},
        ),
        ("Russian forces took half of Orlivka.", "capture", {("Orlivka", "RU", "contests")}),
        ("Ukrainian forces withdrew from Orlivka.", "withdraw", {("Orlivka", "UA", "loses")}),
        (
            "Ukrainian forces withdrew from Orlivka to Lypove.",
            "withdraw",
            {("Orlivka", "UA", "loses")},
        ),
        ("Ukrainian forces hold Kamianka.", "hold", {("Kamianka", "UA", "holds")}),
        (
            "Ukrainian forces drove Russian troops out of Zelene.",
            "repel",
            {("Zelene", "RU", "loses")},
        ),
        ("Russian forces probably took Orlivka.", "capture", {("Orlivka", "RU", "gains")}),
        ("Russian forces did not take Orlivka.", "capture", set()),
        ("Russian forces took a hill near Orlivka.", "capture", set()),
        ("Russian forces withdrew from positions near Orlivka.", "withdraw", set()),
        ("Russian forces advanced toward Orlivka.", "advance", set()),
        ("Russian forces shelled Orlivka.", "shell", set()),
        ("Russian forces crossed the Bystra.", "cross", set()),
    ],
)
def test_what_a_claim_says_of_control(
    claims_of: ClaimsOf, text: str, event: str, effects: set[tuple[str, str, str]]
) -> None:
    assert control(one(claims_of, text, event)) == effects


def test_fighting_makes_a_place_contested_by_whoever_is_said_to_fight(claims_of: ClaimsOf) -> None:
    claim = one(claims_of, "Russian troops are fighting in Orlivka.", "fight")
    assert control(claim) == {("Orlivka", "RU", "contests")}
    unnamed = one(claims_of, "Fighting continues in Orlivka.", "fight")
    assert control(unnamed) == {("Orlivka", "UA", "contests"), ("Orlivka", "RU", "contests")}


def test_what_is_taken_from_a_side_is_lost_by_it(claims_of: ClaimsOf) -> None:
    claim = one(claims_of, "Ukrainian troops recaptured Orlivka from Russian forces.", "capture")
    assert control(claim) == {("Orlivka", "UA", "gains"), ("Orlivka", "RU", "loses")}
    cleared = one(claims_of, "Ukrainian troops cleared Zelene of Russian forces.", "capture")
    assert control(cleared) == {("Zelene", "UA", "gains"), ("Zelene", "RU", "loses")}


def test_control_names_the_place_by_its_id(claims_of: ClaimsOf) -> None:
    (effect,) = one(claims_of, "Russian forces took Orlivka.", "capture").control
    assert effect.place_id == "made-up:Orlivka"


# -- failed attempts ---------------------------------------------------------------------------


def test_a_failed_attack_happened_and_its_goal_did_not(claims_of: ClaimsOf) -> None:
    text = "Russian troops unsuccessfully attacked Zelene."
    attack, goal = one(claims_of, text, "attack"), one(claims_of, text, "advance")
    assert (attack.polarity, goal.polarity) == ("positive", "negative")
    assert attack.predicate == goal.predicate
    assert (goal.control, goal.quantities) == ((), ())
    assert attack.claim_id != goal.claim_id


# -- ids ---------------------------------------------------------------------------------------


def test_ids_are_the_same_at_each_reading_and_differ_between_claims(claims_of: ClaimsOf) -> None:
    text = "Russian forces took Orlivka, shelled Zelene and shelled Lypove."
    first, second = claims_of(text), claims_of(text)
    ids = [c.claim_id for c in first]
    assert ids == [c.claim_id for c in second]
    assert len(set(ids)) == len(ids) == 3


def test_an_event_without_a_side_and_a_place_is_no_claim(claims_of: ClaimsOf) -> None:
    assert claims_of("The company took over its rival.") == []
    assert claims_of("The team won the battle.") == []


def test_a_quote_ends_before_the_hour_at_which_an_item_went_out(claims_of: ClaimsOf) -> None:
    text = (
        "Russian troops shelled Orlivka (14.05.22 10:31) « War | Example\n\n"
        "14.05.22 10:31 - Russian troops shelled Orlivka. View news."
    )
    assert [c.quote.text for c in claims_of(text)] == ["Russian troops shelled Orlivka"] * 2


def test_losses_on_the_way_out_of_a_place_are_suffered_there(claims_of: ClaimsOf) -> None:
    claim = one(claims_of, "Russian troops suffer losses, withdraw from Orlivka.", "loss")
    assert [(p.name, p.role) for p in claim.places] == [("Orlivka", "location")]


def test_what_shook_an_occupied_place_does_not_occupy_it(claims_of: ClaimsOf) -> None:
    claim = one(claims_of, "Nearly 10 explosions rock occupied Orlivka - mayor", "hold")
    assert claim.actor is not None
    assert claim.actor.side == "RU"


def test_the_date_of_a_clause_is_not_that_of_the_occupied_place_in_it(claims_of: ClaimsOf) -> None:
    claim = one(claims_of, "On 2 May a blast shook occupied Orlivka.", "hold")
    assert claim.time.text is None
    since = one(claims_of, "Orlivka, occupied by Russian troops since 2 May, was shelled.", "hold")
    assert since.time.text is not None


def test_prisoners_are_taken_where_they_are_taken(claims_of: ClaimsOf) -> None:
    text = "Ukrainian forces took prisoners from the Russian 2nd Division around Orlivka."
    claim = one(claims_of, text, "detain")
    assert [(p.name, p.role) for p in claim.places] == [("Orlivka", "location")]


@pytest.mark.parametrize(
    "text",
    [
        "Satellite imagery captured a Russian convoy near Orlivka.",
        "The command assumed control over a Russian battalion near Orlivka.",
    ],
)
def test_what_is_filmed_or_commanded_is_not_taken(claims_of: ClaimsOf, text: str) -> None:
    assert not {"capture", "detain", "loss"} & {c.event_type for c in claims_of(text)}


def test_control_by_fire_takes_nothing(claims_of: ClaimsOf) -> None:
    text = "Russian forces established fire control over the highway near Orlivka."
    assert not one(claims_of, text, "interdict").control


def test_what_a_place_is_said_to_be_is_that_place(claims_of: ClaimsOf) -> None:
    text = "Posters were put up in Orlivka, a southern port city temporarily occupied by Russia."
    claim = one(claims_of, text, "hold")
    assert control(claim) == {("Orlivka", "RU", "holds")}


def test_the_centre_of_a_city_is_a_part_of_it(claims_of: ClaimsOf) -> None:
    claim = one(claims_of, "Ukrainian forces control the city center in Orlivka.", "hold")
    assert control(claim) == {("Orlivka", "UA", "contests")}
