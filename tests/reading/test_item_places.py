from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from salient.model import Claim
from salient.reading.item_places import with_places_of_item

ClaimsOf = Callable[..., list[Claim]]


def where(claims: list[Claim]) -> list[tuple[list[str | None], str | None]]:
    return [
        ([p.name for p in c.places], c.places[0].relation if c.places else None) for c in claims
    ]


def test_a_headline_has_the_place_of_the_deed_that_the_text_tells_again(
    claims_of: ClaimsOf,
) -> None:
    text = (
        "Ukrainian army regains control over two settlements\n\n"
        "Ukrainian units have regained control over the settlements of Zelene and Borivka."
    )
    headline, told = claims_of(text, "capture")
    assert [p.name for p in headline.places] == ["Zelene", "Borivka"]
    assert headline.control == told.control != ()


def test_what_goes_on_is_where_all_else_of_the_item_is(claims_of: ClaimsOf) -> None:
    text = (
        "Ukrainian forces repelled an attack near Zelene in the direction of Borivka. "
        "Ukrainian soldiers inflicted losses on the invaders."
    )
    assert where(claims_of(text, "loss")) == [(["Zelene", "Borivka"], "near")]


def test_who_retreated_after_a_battle_was_near_the_place(claims_of: ClaimsOf) -> None:
    text = "Russian forces stormed Zelene. The invaders retreated with losses."
    (claim,) = claims_of(text, "withdraw")
    assert where([claim]) == [(["Zelene"], "near")]
    assert claim.control == ()


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit Zelene. Shells hit Borivka. Soldiers inflicted losses on Russian troops.",
        "Shells hit Zelene. Soldiers inflicted losses on Russian troops in other cities.",
        "Shells hit Zelene. Borivka is quiet. Soldiers inflicted losses on Russian troops.",
        "Shells hit Zelene. Over three weeks soldiers inflicted losses on Russian troops.",
    ],
)
def test_what_may_be_elsewhere_is_put_nowhere(claims_of: ClaimsOf, text: str) -> None:
    assert where(claims_of(text, "loss")) == [([], None)]


def test_another_number_is_another_deed(claims_of: ClaimsOf) -> None:
    text = "Ukrainian troops took four villages. Ukrainian troops took six villages near Zelene."
    four, six = claims_of(text, "capture")
    assert not four.places
    assert six.places


def test_a_name_between_them_keeps_a_place_from_what_follows(claims_of: ClaimsOf) -> None:
    text = "Russian forces shelled Zelene. Soldiers inflicted losses on the invaders."
    (fire,), (loss,) = claims_of(text, "shell"), claims_of(text, "loss")
    bare = msgspec.structs.replace(loss, places=())
    (place,) = fire.places
    other = msgspec.structs.replace(place, place_id="made-up:9", start=place.end + 2)
    assert with_places_of_item([fire, bare], [place])[1].places
    assert not with_places_of_item([fire, bare], [place, other])[1].places
