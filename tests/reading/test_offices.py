from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parses import hand_parsed, word

from salient.model import Claim
from salient.reading.offices import of_government

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "The governor of Stepove Oblast said that Russian forces shelled Zelene.",
        "Deputy Head of the Kamianka Regional Council Ivan Moroz said that shells hit Zelene.",
        "Russian forces shelled Zelene, according to exiled Kamianka mayoral advisor Ivan Moroz.",
        "Russian forces shelled Zelene despite the promises of the head of the Kamianka Council.",
    ],
)
def test_what_somebody_is_head_of_is_no_place_of_what_he_tells(
    claims_of: ClaimsOf, text: str
) -> None:
    claims = [c for kind in ("shell", "strike") for c in claims_of(text, kind)]
    assert [[p.name for p in c.places] for c in claims] == [["Zelene"]]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russian soldiers kidnapped the mayor of Zelene.", "detain"),
        ("The Russian army shelled the Zelene Regional Administration.", "shell"),
        ("Russian troops are withdrawing from Zelene - regional chief.", "withdraw"),
    ],
)
def test_an_office_that_the_event_befalls_is_where_it_is(
    claims_of: ClaimsOf, text: str, event: str
) -> None:
    (claim,) = claims_of(text, event)
    assert [p.name for p in claim.places] == ["Zelene"]


@pytest.mark.parametrize("church", ["Stepove Patriarchate", "Zelene Patriarchate"])
def test_a_body_that_bears_a_places_name_is_not_there(claims_of: ClaimsOf, church: str) -> None:
    text = f"Russian forces seized a church in Lypove for the {church}."
    assert {p.name for claim in claims_of(text) for p in claim.places} == {"Lypove"}


@pytest.mark.parametrize(
    ("notation", "capital", "governs"),
    [
        ("Moscow/PROPN/nsubj>2 launches/VERB/ROOT missiles/NOUN/obj>2", "Moscow", True),
        ("Kyiv/PROPN/nsubj>2 suffers/VERB/ROOT losses/NOUN/obj>2", "Kyiv", False),
        (
            "Kyiv/PROPN/nsubj>2 prepares/VERB/ROOT for/ADP/case>5 a/DET/det>5 siege/NOUN/obl>2",
            "Kyiv",
            False,
        ),
        ("They/PRON/nsubj>2 bombed/VERB/ROOT Kyiv/PROPN/obj>2", "Kyiv", False),
        ("towns/NOUN/ROOT held/VERB/acl>1 by/ADP/case>4 Kyiv/PROPN/obl:agent>2", "Kyiv", True),
        ("Kyiv/PROPN/nmod:poss>3 's/PART/case>1 army/NOUN/ROOT", "Kyiv", True),
        ("Kyiv/PROPN/nmod:poss>3 's/PART/case>1 suburbs/NOUN/ROOT", "Kyiv", False),
        ("Orlivka/PROPN/nsubj>2 launches/VERB/ROOT missiles/NOUN/obj>2", "Orlivka", False),
    ],
)
def test_a_capital_that_acts_is_a_government(notation: str, capital: str, governs: bool) -> None:
    assert of_government(word(hand_parsed(notation), capital)) is governs


def test_soldiers_are_not_where_they_were_raised(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Zelene paratroopers shelled a depot in Lypove.", "shell")
    assert [p.name for p in claim.places] == ["Lypove"]
