from __future__ import annotations

from collections.abc import Callable
from datetime import date

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


def actors(claims: list[Claim]) -> list[str | None]:
    return [c.actor.name if c.actor is not None else None for c in claims]


def test_harm_in_a_short_item_is_that_of_whose_fire_it_tells(claims_of: ClaimsOf) -> None:
    text = "Russian troops shelled Borivka. One person was injured."
    (claim,) = claims_of(text, "harm_civilians")
    assert claim.actor is not None
    assert (claim.actor.name, claim.actor.side) == ("Russian troops", "RU")
    assert text[claim.actor.start : claim.actor.end] == "Russian troops"


def test_harm_is_of_the_time_of_the_fire_right_before_it(claims_of: ClaimsOf) -> None:
    claims = claims_of(
        "On 12 May Russian troops shelled Borivka. A school was destroyed.", "damage"
    )
    assert {(c.time.earliest, c.time.latest) for c in claims} == {
        (date(2022, 5, 12), date(2022, 5, 12))
    }


def test_nobody_is_behind_it_where_both_sides_fire(claims_of: ClaimsOf) -> None:
    text = (
        "Russian troops shelled Borivka. Ukrainian troops shelled Zelene. One person was injured."
    )
    assert actors(claims_of(text, "harm_civilians")) == [None]


def test_fire_elsewhere_is_not_behind_it(claims_of: ClaimsOf) -> None:
    text = "Russian troops shelled Borivka. In Zelene, one person was injured."
    assert actors(claims_of(text, "harm_civilians")) == [None]


def test_explosions_are_nobodys(claims_of: ClaimsOf) -> None:
    text = "Russian troops shelled Borivka. Explosions rang out in Borivka."
    assert set(actors(claims_of(text, "strike"))) <= {None}


def test_a_long_text_may_tell_of_more_than_one_deed(claims_of: ClaimsOf) -> None:
    text = "Russian troops shelled Borivka. " + "It rained. " * 150 + "One person was injured."
    assert set(actors(claims_of(text, "harm_civilians"))) <= {None}
