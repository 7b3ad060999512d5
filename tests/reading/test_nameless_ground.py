from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event", "place"),
    [
        ("Russian forces shelled settlements along the front line.", "shell",
         ("front line", "along", "path")),
        ("Russian forces continued their shelling along the entire line of contact.", "shell",
         ("line of contact", "along", "path")),
        ("Russian forces continued clashes near the international border.", "fight",
         ("international border", "near", "location")),
        ("Russian troops were redeployed to the frontline.", "redeploy",
         ("frontline", "at", "destination")),
        ("Russian troops advanced on an unspecified section of the front line.", "advance",
         ("front line", "at", "location")),
        ("Russian troops shelled 11 settlements in the TFO area over the past day.", "shell",
         ("TFO area", "at", "location")),
        ("Russian forces conducted assaults across the north-eastern axis.", "attack",
         ("north-eastern axis", "at", "location")),
    ],
)  # fmt: skip
def test_a_front_or_a_border_without_a_name_is_kept_as_told(
    claims_of: ClaimsOf, text: str, event: str, place: tuple[str, str, str]
) -> None:
    (claim,) = claims_of(text, event)
    assert [(p.text, p.relation, p.role) for p in claim.places] == [place]
    assert all(p.place_id is None for p in claim.places)
    assert all(text[p.start : p.end] == p.text for p in claim.places)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russian forces attacked along the front line in Stepove Oblast.", "attack"),
        ("Russian forces attacked on the front near Zelene.", "attack"),
        ("Russian forces attacked Zelene on the front line.", "attack"),
    ],
)
def test_a_name_beside_it_says_more(claims_of: ClaimsOf, text: str, event: str) -> None:
    (claim,) = claims_of(text, event)
    assert [p.name for p in claim.places] in (["Stepove Oblast"], ["Zelene"])


@pytest.mark.parametrize(
    "text",
    [
        "Russian frontline units suffered losses.",
        "Russian forces attacked along a broad front of issues.",
        "Russian forces shelled Ukrainian troops on another front.",
        "Russian soldiers shot two civilians in front of a house.",
    ],
)
def test_other_nouns_are_no_ground(claims_of: ClaimsOf, text: str) -> None:
    assert not any(c.places for c in claims_of(text))
