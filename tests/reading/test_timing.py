from __future__ import annotations

from collections.abc import Callable
from datetime import date

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


def test_the_day_of_a_clause_beside_is_taken_where_no_other_is_named(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("They destroyed Russian tanks advancing from Zelene on May 12.", "loss")
    assert claim.time.earliest == date(2022, 5, 12)


def test_an_age_is_not_the_time_of_an_event(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The siege of Kamianka is a tragedy of the 21st century.", "encircle")
    assert (claim.time.earliest, claim.time.latest) == (date(2022, 5, 14), date(2022, 5, 14))
