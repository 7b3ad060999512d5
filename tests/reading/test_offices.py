from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

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
