from __future__ import annotations

from collections.abc import Callable
from datetime import date

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]

_ITEM = "12.05.22 10:52 - News of Zelene: Last day, Russian forces shelled Zelene."


def test_the_day_of_a_clause_beside_is_taken_where_no_other_is_named(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("They destroyed Russian tanks advancing from Zelene on May 12.", "loss")
    assert claim.time.earliest == date(2022, 5, 12)


def test_an_age_is_not_the_time_of_an_event(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The siege of Kamianka is a tragedy of the 21st century.", "encircle")
    assert (claim.time.earliest, claim.time.latest) == (date(2022, 5, 14), date(2022, 5, 14))


def test_the_hour_of_an_item_is_not_the_time_of_its_events(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of(_ITEM, "shell")
    assert (claim.time.earliest, claim.time.latest) == (date(2022, 5, 13), date(2022, 5, 14))


def test_a_coming_time_is_not_that_of_what_is_told_by_the_way(claims_of: ClaimsOf) -> None:
    text = "Russian forces may storm within the next two days Zelene, which they are besieging."
    (siege,) = claims_of(text, "encircle")
    assert (siege.time.earliest, siege.time.latest) == (date(2022, 5, 14), date(2022, 5, 14))


def test_a_coming_time_is_not_that_of_who_somebody_is(claims_of: ClaimsOf) -> None:
    text = "Forces besieging Zelene will storm Orlivka in the coming days."
    (siege,) = claims_of(text, "encircle")
    assert (siege.time.earliest, siege.time.latest) == (date(2022, 5, 14), date(2022, 5, 14))


def test_a_clause_set_against_another_has_not_its_date(claims_of: ClaimsOf) -> None:
    text = (
        "The staff claimed on May 3 that they took Orlivka, although footage shows that "
        "Ukrainian forces hold Zelene."
    )
    (held,) = claims_of(text, "hold")
    assert held.time.text is None


def test_the_age_of_a_thing_is_not_the_time_of_an_event(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Russian forces are mining Zelene with mines from the 1950s.", "mine")
    assert claim.time.text is None


def test_a_coming_time_of_what_follows_is_not_that_of_what_was_done(claims_of: ClaimsOf) -> None:
    text = "Russian forces advanced near Zelene and will likely storm Orlivka in the coming days."
    (advance,) = claims_of(text, "advance")
    assert (advance.mood, advance.time.text) == ("reported", None)
    (storm,) = claims_of(text, "attack")
    assert (storm.mood, storm.time.earliest) == ("forecast", date(2022, 5, 14))


def test_the_year_of_the_like_is_not_that_of_an_event(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Zelene will be liberated, as in 2014.", "capture")
    assert claim.time.text is None


def test_what_is_said_to_come_begins_on_the_day_it_was_said(claims_of: ClaimsOf) -> None:
    text = "The minister said on May 9 that Ukrainian forces will take Zelene."
    (claim,) = claims_of(text, "capture")
    assert (claim.time.earliest, claim.time.latest) == (date(2022, 5, 9), None)


def test_what_is_to_come_has_no_day_gone_by(claims_of: ClaimsOf) -> None:
    text = "After the shelling of May 2 Russian forces will likely attack Zelene."
    (claim,) = claims_of(text, "attack")
    assert (claim.time.earliest, claim.time.latest) == (date(2022, 5, 14), None)


def test_a_coming_time_is_that_of_what_an_attack_will_do(claims_of: ClaimsOf) -> None:
    text = "Ukrainian counterattacks near Zelene will draw off Russian units in the coming days."
    (claim,) = claims_of(text, "attack")
    assert claim.time.text is None
    assert claim.mood == "reported"


def test_a_time_of_what_is_conceded_is_its_own(claims_of: ClaimsOf) -> None:
    text = "Russian forces shelled Zelene despite losing their guns near Orlivka on May 3."
    (claim,) = claims_of(text, "shell")
    assert claim.time.text is None
    text = "Commanders sent soldiers to storm Zelene despite the governor's May 3 promise of rest."
    (claim,) = claims_of(text, "attack")
    assert claim.time.text is None


def test_what_went_on_previously_began_at_no_known_time(claims_of: ClaimsOf) -> None:
    (fight,) = claims_of("Units that have previously fought in Zelene moved to Orlivka.", "fight")
    assert (fight.time.text, fight.time.earliest) == ("previously", None)
    assert fight.time.latest == date(2022, 5, 14)


def test_not_previously_is_until_now(claims_of: ClaimsOf) -> None:
    (attack,) = claims_of("Russian forces have not previously attacked Zelene.", "attack")
    assert attack.time.earliest == date(2022, 5, 14)


def test_what_is_killed_last_night_beside_a_shot_is_so_too(claims_of: ClaimsOf) -> None:
    claims = claims_of("Russian forces fired missiles at Orlivka last night, three hit Zelene.")
    assert {c.time.earliest for c in claims} == {date(2022, 5, 13)}


def test_what_goes_on_beside_what_was_done_has_not_its_day(claims_of: ClaimsOf) -> None:
    text = "Russian forces took Orlivka on May 3 and are shelling Zelene."
    (taken,) = claims_of(text, "capture")
    assert taken.time.earliest == date(2022, 5, 3)
    (shelled,) = claims_of(text, "shell")
    assert (shelled.time.text, shelled.time.earliest) == (None, date(2022, 5, 14))


def test_a_recent_deed_was_before_today(claims_of: ClaimsOf) -> None:
    text = "Russian forces are shelling Zelene in response to recent Ukrainian attacks on Orlivka."
    (attack,) = claims_of(text, "attack")
    assert (attack.time.text, attack.time.latest) == ("recent", date(2022, 5, 14))
    assert attack.time.earliest == date(2022, 4, 16)


def test_the_hour_of_an_item_after_a_day_is_not_the_day(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Russians shelled Zelene during the day (14.05.22 10:36)", "shell")
    assert (claim.time.earliest, claim.time.latest) == (date(2022, 5, 13), date(2022, 5, 14))


def test_what_was_done_earlier_is_open_to_the_past(claims_of: ClaimsOf) -> None:
    text = "Russian troops are shelling Kamianka, which they earlier captured."
    (taken,) = claims_of(text, "capture")
    assert (taken.time.earliest, taken.time.latest) == (None, date(2022, 5, 14))


def test_who_was_mobilised_in_a_season_fights_now(claims_of: ClaimsOf) -> None:
    text = "Russian forces attacked Zelene with reservists mobilised in fall 2021."
    (attack,) = claims_of(text, "attack")
    assert attack.time.earliest == date(2022, 5, 14)


def test_what_was_done_before_something_else_is_until_then(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Lypove: captured by Russia before the 2021 Ukrainian offensive.")
    assert claim.time.earliest is None
    assert claim.time.latest == date(2021, 1, 1)


def test_what_was_done_earlier_has_not_the_day_of_what_is_done_now(claims_of: ClaimsOf) -> None:
    text = "As of May 11, Russian troops are mining the town of Zelene they earlier captured."
    (capture,) = claims_of(text, "capture")
    assert (capture.time.earliest, capture.time.latest) == (None, date(2022, 5, 14))


def test_what_was_ordered_by_a_day_to_come_was_ordered_before(claims_of: ClaimsOf) -> None:
    text = "The occupation authorities ordered residents to leave Zelene by May 20."
    assert all(c.time.text is None for c in claims_of(text) if c.mood == "reported")
