from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event", "places"),
    [
        (
            "Russian forces are fighting in Zelene, Borivka, and Quorivka.",
            "fight",
            {"Zelene": "at", "Borivka": "at", "Quorivka": "at"},
        ),
        (
            "Russian forces struck Zelene, Quorivske, and Borivka overnight.",
            "strike",
            {"Zelene": "at", "Quorivske": "at", "Borivka": "at"},
        ),
        (
            "Russian troops fought near Quorivka and Zelene on May 3.",
            "fight",
            {"Quorivka": "near", "Zelene": "near"},
        ),
        (
            "Battles took place near Zelene and the Quorska forest area (10km south of Borivka).",
            "fight",
            {"Zelene": "near", "Quorska forest area": "near"},
        ),
        (
            "Russian forces captured the outskirts of Quorivka (just northwest of Zelene).",
            "capture",
            {"Quorivka": "near"},
        ),
    ],
)
def test_a_name_listed_with_places_is_one_though_nobody_could_resolve_it(
    claims_of: ClaimsOf, text: str, event: str, places: dict[str, str]
) -> None:
    (claim,) = claims_of(text, event)
    assert {p.text: p.relation for p in claim.places} == places
    for place in claim.places:
        assert text[place.start : place.end] == place.text
        assert (place.place_id is None) == place.text.startswith("Quor")
    assert all(effect.place_id is not None for effect in claim.control)


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces shelled Zelene, and Quorivka said nothing.",
        "Russian forces shelled Zelene and March brought no rest.",
        "Russian forces shelled Zelene, Ukraine, and Lypove.",
        "Russian forces shelled Zelene, Quorbert said.",
    ],
)
def test_a_clause_a_time_and_a_speaker_are_no_members_of_a_list(
    claims_of: ClaimsOf, text: str
) -> None:
    (claim,) = claims_of(text, "shell")
    assert all(p.place_id is not None for p in claim.places)
