"""A claim as its reviews leave it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from ledger_factories import IZIUM, KHARKIV, claim, document

from salient.ledger.reviews_applying import apply_reviews
from salient.ledger.reviews_attaching import anchor_of
from salient.model import (
    EVENT_TYPES,
    MOODS,
    ActorChange,
    Change,
    ClaimReview,
    ControlChange,
    ControlEffect,
    DaysChange,
    EventChange,
    Holder,
    HolderChange,
    MoodChange,
    Place,
    PlaceChange,
    PolarityChange,
    Review,
)

ONE = claim(document(), control=(KHARKIV,))
PLACES = (
    None,
    Place(place_id=IZIUM, name="Izium", latitude=49.2, longitude=37.3),
    Place(place_id="region:donbas", name="Donbas", latitude=48.0, longitude=38.0, kind="region"),
)
HOLDERS = (None, Holder(name="the mayor", kind="official", start=None, end=None))
EFFECT = ControlEffect(place_id=IZIUM, side="RU", effect="contests")
DAYS = st.none() | st.dates(date(2022, 3, 1), date(2022, 6, 1))
CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.builds(PlaceChange, words=st.sampled_from(["the village", "the hill"]), offset=st.just(0),
              place=st.sampled_from(PLACES)),
    st.builds(PlaceChange, words=st.none(), offset=st.none(), place=st.sampled_from(PLACES)),
    st.builds(HolderChange, holder=st.sampled_from(HOLDERS)),
    st.builds(DaysChange, earliest=DAYS, latest=DAYS),
    st.builds(EventChange, event_type=st.sampled_from(EVENT_TYPES)),
    st.builds(PolarityChange, polarity=st.sampled_from(["positive", "negative"])),
    st.builds(MoodChange, mood=st.sampled_from(MOODS)),
    st.builds(ActorChange, side=st.sampled_from([None, "UA", "RU"])),
    st.builds(ControlChange, effects=st.sampled_from([(), (EFFECT,)])),
)  # fmt: skip


def made(*changes: Change, verdict: str = "correct") -> list[Review]:
    """One review for each change, a minute apart."""
    return [
        Review(
            review_id=f"review-{n}",
            by="Olena",
            reason="seen",
            recorded_at=datetime(2022, 5, 15, tzinfo=UTC) + timedelta(minutes=n),
            action=ClaimReview(anchor=anchor_of(ONE), verdict=verdict, changes=(change,)),
        )
        for n, change in enumerate(changes)
    ]


def content(one) -> dict[str, object]:
    return {name: getattr(one, name) for name in ONE.__struct_fields__}


@given(st.lists(CHANGES, max_size=6))
def test_who_said_what_in_which_words_is_never_changed(changes: list[Change]) -> None:
    found = apply_reviews(ONE, made(*changes))
    for fixed in ("claim_id", "document", "quote", "predicate", "reader", "quantities"):
        assert getattr(found, fixed) == getattr(ONE, fixed)
    assert found.holders[:1] == ONE.holders[:1]
    text = document().text
    added = found.places[len(ONE.places) :]
    assert all(text[m.start : m.end] == m.text for m in added)
    assert len(found.reviews) == len(changes)


@given(CHANGES, CHANGES, st.lists(CHANGES, max_size=3))
def test_the_latest_correction_of_one_thing_makes_the_earlier_ones_void(
    first: Change, last: Change, between: list[Change]
) -> None:
    same = type(first) is type(last) and getattr(first, "words", 0) == getattr(last, "words", 0)
    between = [one for one in between if not isinstance(one, PlaceChange)]
    if same:
        with_first = apply_reviews(ONE, made(first, *between, last))
        assert content(with_first) == content(apply_reviews(ONE, made(*between, last)))


@given(st.lists(CHANGES, max_size=5, unique_by=type), st.randoms())
def test_corrections_of_different_things_may_come_in_any_order(changes, order) -> None:
    mixed = list(changes)
    order.shuffle(mixed)
    assert content(apply_reviews(ONE, made(*changes))) == content(apply_reviews(ONE, made(*mixed)))


@given(st.lists(CHANGES, max_size=4))
def test_applying_twice_is_applying_once(changes: list[Change]) -> None:
    once = apply_reviews(ONE, made(*changes))
    assert once == apply_reviews(ONE, made(*changes))


def test_a_place_the_quote_names_without_a_mention_stands_at_its_words() -> None:
    change = PlaceChange(words="village", offset=None, place=PLACES[1])
    bare = claim(document(), places=())
    (mention,) = apply_reviews(bare, made(change)).places
    assert (mention.text, mention.place_id, mention.score) == ("village", IZIUM, 1.0)
    assert document().text[mention.start : mention.end] == "village"


def test_a_place_the_quote_does_not_name_stands_at_the_predicate() -> None:
    change = PlaceChange(words=None, offset=None, place=PLACES[1])
    bare = claim(document(), places=())
    found = apply_reviews(bare, made(change))
    assert [(m.text, m.place_id) for m in found.places] == [("hold", IZIUM)]
    assert found.control == (ControlEffect(place_id=IZIUM, side="UA", effect="holds"),)


def test_another_event_loses_the_codes_of_the_old_one() -> None:
    found = apply_reviews(ONE, made(EventChange(event_type="loss")))
    assert (found.plover, found.acled, found.control) == (None, None, ())
    assert found.reviews[0].changes[0].after == "loss"
