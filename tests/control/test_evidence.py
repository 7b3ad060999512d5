from __future__ import annotations

from datetime import date

import msgspec
import pytest
from control_worlds import a_claim, at

from salient.control import Evidence, evidence_from_claims
from salient.control.evidence import UNLISTED
from salient.control.likelihoods import (
    BY_AIM,
    BY_EFFECT,
    BY_EVENT,
    BY_MOOD,
    BY_ORIGIN,
    NEGATED_EVENT,
)
from salient.model import Claim, ControlEffect, Quantity, TimeMention
from salient.theatre import Source

SIDES = ("A", "B")


def drawn(*claims: Claim, sources: tuple[Source, ...] = ()) -> list[Evidence]:
    return evidence_from_claims(
        claims, sides=SIDES, timezone="Europe/Kyiv", sources=sources, regions={"region:r"}
    )


def gains(**changes: object) -> Claim:
    entry = ControlEffect(place_id="p1", side="A", effect="gains")
    return a_claim(**{"event_type": "capture", "control": (entry,), **changes})


def test_a_capture_speaks_for_its_side_with_the_precision_of_its_row() -> None:
    (evidence,) = drawn(gains())
    assert (evidence.place_id, evidence.side, evidence.supports) == ("p1", "A", True)
    assert evidence.precision == pytest.approx(UNLISTED / BY_EFFECT["gains"].sd ** 2)
    assert evidence.movement == 1.0


@pytest.mark.parametrize(
    ("earliest", "latest", "mood", "observed"),
    [
        (date(2030, 1, 1), date(2030, 12, 31), "reported", date(2030, 1, 31)),
        (date(2030, 2, 20), date(2030, 2, 21), "reported", date(2030, 2, 21)),
        (None, date(2030, 12, 31), "reported", date(2030, 3, 2)),
        (date(2030, 3, 3), None, "intended", date(2030, 3, 2)),
        (date(2030, 3, 2), date(2030, 3, 9), "forecast", date(2030, 3, 2)),
    ],
)
def test_no_claim_speaks_of_a_day_after_its_publication(
    earliest: date | None, latest: date | None, mood: str, observed: date
) -> None:
    time = TimeMention(text="then", start=0, end=4, earliest=earliest, latest=latest)
    claim = msgspec.structs.replace(gains(mood=mood), time=time)
    (evidence,) = drawn(claim)
    assert (evidence.observed, evidence.known) == (observed, date(2030, 3, 2))


def test_a_loss_speaks_against_its_side() -> None:
    entry = ControlEffect(place_id="p1", side="A", effect="loses")
    (evidence,) = drawn(a_claim(event_type="withdraw", control=(entry,)))
    assert (evidence.side, evidence.supports) == ("A", False)


def test_who_shells_a_place_does_not_hold_it() -> None:
    (evidence,) = drawn(a_claim(event_type="shell", actor="B"))
    assert (evidence.side, evidence.supports) == ("B", False)
    assert evidence.precision == pytest.approx(UNLISTED / BY_EVENT["shell"].sd ** 2)


def test_a_failed_capture_says_weakly_that_others_hold_the_place() -> None:
    (evidence,) = drawn(a_claim(event_type="capture", actor="B", polarity="negative"))
    assert (evidence.side, evidence.supports) == ("B", False)
    assert evidence.precision == pytest.approx(UNLISTED / NEGATED_EVENT["capture"].sd ** 2)


def test_the_defender_who_beats_off_an_attack_holds_the_place() -> None:
    (evidence,) = drawn(a_claim(event_type="repel", actor="A"))
    assert (evidence.side, evidence.supports) == ("A", True)


def test_fighting_is_evidence_of_contest_whoever_fights() -> None:
    (evidence,) = drawn(a_claim(event_type="fight", actor=None))
    assert evidence.contest


def test_a_place_contested_by_both_sides_of_one_claim_is_fighting_counted_once() -> None:
    both = tuple(ControlEffect(place_id="p1", side=s, effect="contests") for s in SIDES)
    unnamed = a_claim(event_type="fight", actor=None)
    (plain,) = drawn(unnamed)
    (evidence,) = drawn(msgspec.structs.replace(unnamed, control=both))
    assert evidence == plain
    assert evidence.contest
    (one,) = drawn(msgspec.structs.replace(unnamed, control=both[:1]))
    assert one.precision > plain.precision


@pytest.mark.parametrize("mood", ["conditional", "superseded"])
def test_moods_that_say_nothing_of_the_present_give_no_evidence(mood: str) -> None:
    assert drawn(gains(mood=mood)) == []
    assert drawn(a_claim(event_type="shell", actor="B", mood=mood)) == []


@pytest.mark.parametrize("mood", ["forecast", "intended"])
def test_a_capture_yet_to_come_says_weakly_that_the_place_is_not_held(mood: str) -> None:
    (evidence,) = drawn(gains(mood=mood))
    assert (evidence.side, evidence.supports, evidence.movement) == ("A", False, 0.0)
    assert evidence.precision == pytest.approx(UNLISTED / BY_MOOD[mood].sd ** 2)


def test_a_denied_loss_speaks_weakly_for_the_side() -> None:
    entry = ControlEffect(place_id="p1", side="A", effect="loses")
    claim = a_claim(event_type="lose", control=(entry,), mood="denied", polarity="negative")
    (evidence,) = drawn(claim)
    assert (evidence.side, evidence.supports) == ("A", True)
    assert evidence.precision < drawn(gains())[0].precision / 5


def test_a_hedged_claim_weighs_less_than_a_flat_one() -> None:
    flat, likely = drawn(gains(), gains(probability=(0.55, 0.8)))
    assert likely.precision == pytest.approx(0.35 * flat.precision)


def test_a_claim_called_unlikely_speaks_for_the_others() -> None:
    (evidence,) = drawn(gains(probability=(0.2, 0.45)))
    assert (evidence.side, evidence.supports) == ("A", False)


def test_a_claim_at_even_chances_says_nothing() -> None:
    assert drawn(gains(probability=(0.4, 0.6))) == []


def test_an_uncertain_place_takes_its_share_off() -> None:
    sure, unsure = drawn(gains(places=(at("p1"),)), gains(places=(at("p1", score=0.5),)))
    assert unsure.precision == pytest.approx(0.5 * sure.precision)


def test_an_ambiguous_place_is_left_to_the_review_queue() -> None:
    assert drawn(gains(places=(at("p1", score=0.49),))) == []
    assert len(drawn(gains(places=(at("p1", score=0.5),)))) == 1


@pytest.mark.parametrize(("relation", "most"), [("near", 0.5), ("toward", 0.0), ("north_of", 0.0)])
def test_what_happens_near_a_place_says_little_of_the_place(relation: str, most: float) -> None:
    (whole,) = drawn(gains(places=(at("p1"),)))
    near = drawn(gains(places=(at("p1", relation=relation),)))
    assert sum(e.precision for e in near) <= most * whole.precision


def test_an_admission_weighs_more_than_a_boast() -> None:
    ours = Source(name="Ministry of A", kind="organisation", side="A")
    theirs = Source(name="Ministry of B", kind="organisation", side="B")
    boast = drawn(gains(holder="Ministry of A"), sources=(ours, theirs))[0]
    admission = drawn(gains(holder="Ministry of B"), sources=(ours, theirs))[0]
    neutral = drawn(gains(holder="Someone"), sources=(ours, theirs))[0]
    assert boast.precision < neutral.precision < admission.precision


def test_a_source_that_is_right_half_the_time_says_nothing() -> None:
    coin = Source(name="Coin", kind="media", reliability=0.5, aliases=("The Coin",))
    assert drawn(gains(holder="the coin"), sources=(coin,)) == []


def test_an_advance_towards_or_a_forecast_of_shelling_moves_no_place() -> None:
    assert (
        drawn(a_claim(event_type="advance", actor="B", places=(at("p1", role="destination"),)))
        == []
    )
    assert drawn(a_claim(event_type="shell", actor="B", mood="forecast")) == []


@pytest.mark.parametrize("event", ["attack", "advance"])
@pytest.mark.parametrize(
    ("mood", "polarity"), [("reported", "positive"), ("reported", "negative"),
                           ("intended", "positive")]
)  # fmt: skip
def test_what_is_moved_on_is_not_yet_held(event: str, mood: str, polarity: str) -> None:
    aim = at("p1", relation="toward", role="destination")
    claim = a_claim(event_type=event, actor="B", mood=mood, polarity=polarity, places=(aim,))
    (evidence,) = drawn(claim)
    assert (evidence.side, evidence.supports, evidence.family) == ("B", False, "aim")
    assert evidence.movement == 0.0
    assert evidence.precision == pytest.approx(UNLISTED / BY_AIM.sd**2)


def test_where_an_attack_comes_from_or_what_nobody_moves_on_is_no_aim() -> None:
    toward = at("p1", relation="toward", role="destination")
    assert drawn(a_claim(event_type="advance", places=(toward,))) == []
    assert drawn(a_claim(event_type="redeploy", actor="B", places=(toward,))) == []
    assert drawn(a_claim(event_type="attack", actor="B", mood="denied", places=(toward,))) == []
    region = at("region:r", relation="toward", role="destination")
    assert drawn(a_claim(event_type="attack", actor="B", places=(region,))) == []
    origin = at("p1", relation="toward", role="origin")
    assert all(e.family != "aim" for e in drawn(
        a_claim(event_type="attack", actor="B", places=(origin,))
    ))  # fmt: skip


def test_events_in_a_region_say_nothing_of_all_its_places_without_a_control_entry() -> None:
    assert drawn(a_claim(event_type="shell", actor="B", places=(at("region:r"),))) == []


def test_beside_the_place_that_was_taken_the_others_named_are_only_where_it_lies() -> None:
    (evidence,) = drawn(gains(actor="A", places=(at("p1"), at("p2"))))
    assert evidence.place_id == "p1"


def test_a_capture_without_an_effect_drawn_speaks_for_the_place_it_happened_at() -> None:
    (evidence,) = drawn(a_claim(event_type="capture", actor="A"))
    assert (evidence.place_id, evidence.family) == ("p1", "gain")


@pytest.mark.parametrize("place", ["axis:east", "river:wide"])
def test_what_happens_on_an_axis_or_a_river_says_nothing_of_its_places(place: str) -> None:
    entry = ControlEffect(place_id=place, side="A", effect="gains")
    assert drawn(gains(control=(entry,), places=(at(place),))) == []


def test_a_withdrawal_bears_on_where_it_started_from() -> None:
    places = (at("p1", role="origin"), at("p2", role="destination"))
    (evidence,) = drawn(a_claim(event_type="withdraw", actor="A", places=places))
    assert (evidence.place_id, evidence.side, evidence.supports) == ("p1", "A", False)


def test_a_side_that_is_not_of_the_theatre_gives_no_evidence() -> None:
    entry = ControlEffect(place_id="p1", side="Z", effect="gains")
    assert drawn(a_claim(control=(entry,), event_type="capture", actor="Z")) == []


def test_a_claim_about_the_whole_of_a_region_is_marked() -> None:
    entry = ControlEffect(place_id="region:r", side="A", effect="gains")
    whole = gains(control=(entry,), quote="The entire region was freed.")
    part = gains(control=(entry,), quote="Villages in the region were freed.")
    assert [e.whole for e in drawn(whole, part)] == [True, False]


def test_the_day_of_publication_is_the_theatres() -> None:
    (evidence,) = drawn(gains(published="2030-03-02T23:30:00+00:00"))
    assert evidence.known == date(2030, 3, 3)


def test_the_same_statement_by_the_same_voice_is_one_story() -> None:
    one, again, other = drawn(
        gains(claim_id="1"), gains(claim_id="2"), gains(claim_id="3", holder="Someone else")
    )
    assert one.story == again.story != other.story


def test_a_repeated_control_entry_gives_one_piece_of_evidence_a_place() -> None:
    claim = gains(places=(at("p1"),), actor="A")
    assert len(drawn(claim)) == 1


def test_every_row_of_the_table_has_a_positive_spread_and_a_story() -> None:
    for row in (
        *BY_EFFECT.values(),
        *BY_EVENT.values(),
        *NEGATED_EVENT.values(),
        *BY_MOOD.values(),
    ):
        assert row.sd > 0
        assert 0 <= row.movement <= 1
        assert row.story
        assert msgspec.structs.asdict(row)["favours"] in {"side", "others", "fighting"}


@pytest.mark.parametrize("event", sorted(BY_ORIGIN))
def test_who_comes_from_a_place_holds_it(event: str) -> None:
    places = (at("p1", role="origin"), at("p2", role="destination"))
    found = drawn(a_claim(event_type=event, actor="A", places=places))
    (base,) = (e for e in found if e.place_id == "p1")
    assert (base.side, base.supports, base.family) == ("A", True, "base")
    assert base.precision == pytest.approx(UNLISTED / BY_ORIGIN[event].sd ** 2)


def test_who_did_not_attack_from_a_place_or_is_unknown_says_nothing_of_it() -> None:
    places = (at("p1", role="origin"),)
    assert drawn(a_claim(event_type="attack", actor="A", places=places, polarity="negative")) == []
    assert drawn(a_claim(event_type="attack", actor=None, places=places)) == []
    assert drawn(a_claim(event_type="attack", actor="A", places=places, mood="forecast")) == []


@pytest.mark.parametrize("event", ["detain", "mobilise", "redeploy"])
def test_who_arrests_drafts_or_moves_forces_in_a_place_holds_it(event: str) -> None:
    (evidence,) = drawn(a_claim(event_type=event, actor="B"))
    assert (evidence.side, evidence.supports, evidence.family) == ("B", True, "presence")


def region_held(*quantities: Quantity, **changes: object) -> Claim:
    entry = ControlEffect(place_id="region:r", side="A", effect="holds")
    return a_claim(event_type="hold", places=(), control=(entry,), quantities=quantities, **changes)


def share(low: float, high: float | None) -> Quantity:
    return Quantity(kind="share", side=None, low=low, high=high, text="a share")


@pytest.mark.parametrize(
    ("quantity", "heard"),
    [
        (share(0.7, 0.7), (0.7, 0.7)),
        (share(0.9, None), (0.9, 1.0)),
        (share(0.05, 0.95), None),
        (share(1.0, 1.0), None),
    ],
)
def test_a_number_for_part_of_a_region_is_heard_unless_it_says_little(
    quantity: Quantity, heard: tuple[float, float] | None
) -> None:
    (evidence,) = drawn(region_held(quantity))
    assert evidence.share == heard


def test_a_share_of_a_town_is_no_share_of_a_region() -> None:
    entry = ControlEffect(place_id="p1", side="A", effect="holds")
    claim = a_claim(event_type="hold", control=(entry,), quantities=(share(0.7, 0.7),))
    assert [e.share for e in drawn(claim)] == [None]


@pytest.mark.parametrize(
    ("words", "going_on"),
    [
        ("withdrawing", True),
        ("withdraws from", True),
        ("withdrew", False),
        ("withdrawn", False),
        ("withdrawal", False),
    ],
)
def test_a_loss_told_in_the_present_is_under_way(words: str, going_on: bool) -> None:
    entry = ControlEffect(place_id="p1", side="A", effect="loses")
    (evidence,) = drawn(
        a_claim(
            event_type="withdraw",
            control=(entry,),
            predicate=words,
            lemma=words if words == "withdrawal" else None,
        )
    )
    assert evidence.under_way == going_on


def test_a_region_that_is_only_called_occupied_tells_nothing_of_its_ground() -> None:
    entry = ControlEffect(place_id="region:r", side="A", effect="holds")
    named = msgspec.structs.replace(at("region:r"), kind="region", start=9, end=14)
    told = msgspec.structs.replace(named, start=0, end=3)
    claim = a_claim(event_type="hold", predicate="occupied", places=(named,), control=(entry,))
    assert drawn(claim) == []
    assert len(drawn(msgspec.structs.replace(claim, places=(told,)))) == 1


def test_a_share_of_a_region_that_a_side_contests_is_so_much_held() -> None:
    entry = ControlEffect(place_id="region:r", side="A", effect="contests")
    share = Quantity(kind="share", side=None, low=0.8, high=0.8, text="80%")
    place = msgspec.structs.replace(at("region:r"), kind="region")
    claim = a_claim(event_type="hold", places=(place,), control=(entry,), quantities=(share,))
    (evidence,) = drawn(claim)
    assert (evidence.family, evidence.share) == ("hold", (0.8, 0.8))
