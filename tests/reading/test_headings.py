from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "Objective: capture of Kamianka",
        "Main effort #2—Capture the remainder of Stepove Oblast",
        "Supporting effort (objective: defend Kamianka against counterattacks)",
        "Russian Subordinate Main Effort #1 – Capture Kamianka and encircle Zelene",
    ],
)
def test_a_heading_claims_nothing(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text) == []


def test_what_follows_a_heading_in_brackets_is_read(claims_of: ClaimsOf) -> None:
    text = "Southern axis (Russian objective: hold Kamianka) Russian forces shelled Zelene."
    assert {(c.event_type, p.name) for c in claims_of(text) for p in c.places} == {
        ("shell", "Zelene")
    }


def test_an_effort_that_somebody_makes_is_no_heading(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("The main effort of Russian forces is to capture Kamianka.", "capture")
    assert claim.mood == "intended"


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Defence of Kamianka: defenders play chess", set()),
        ("Shelling of Kamianka: two people wounded", {"shell", "harm_civilians"}),
        ("14.05.22 10:49 - Capture of Kamianka: life in the town", set()),
        ("Occupation of Kamianka: life in the town", set()),
        ("Occupied Kamianka: life in the town", {"hold"}),
        ("Russia's attack on Kamianka: three people wounded", {"attack", "harm_civilians"}),
        ("Shelling of Stepove Oblast: Russian troops shelled Zelene", {"shell"}),
    ],
)
def test_the_label_of_a_headline_tells_only_fire_and_what_is_occupied(
    claims_of: ClaimsOf, text: str, events: set[str]
) -> None:
    found = claims_of(text)
    assert {c.event_type for c in found} == events
    assert len(found) == len(events)


def test_a_label_of_fire_elsewhere_than_what_follows_is_told(claims_of: ClaimsOf) -> None:
    found = claims_of("Shelling of Kamianka: Russian troops struck two schools in Zelene")
    assert {(c.event_type, p.name) for c in found for p in c.places} == {
        ("shell", "Kamianka"), ("strike", "Zelene"),
    }  # fmt: skip


def test_a_bare_noun_after_a_label_is_what_a_series_of_items_is_about(claims_of: ClaimsOf) -> None:
    text = "Losses of Russian troops: Destruction of the occupiers (14.05.22 09:31)"
    assert claims_of(text) == []


def test_a_noun_after_a_label_is_told_where_it_says_who_or_what_town(claims_of: ClaimsOf) -> None:
    by_whom = "Fighting in Stepove Oblast: Offensive of Russian troops near Zelene (14.05.22 09:31)"
    where = "Offensive on Lypove: Assault on Zelene (14.05.22 09:31)"
    assert [c.predicate.text for c in claims_of(by_whom, "attack")] == ["Offensive"]
    assert [c.predicate.text for c in claims_of(where, "attack")] == ["Assault"]
