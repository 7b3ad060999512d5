from __future__ import annotations

import msgspec
import numpy as np
import pytest
from control_worlds import a_claim, day, line_of_sites, says
from hypothesis import given
from hypothesis import strategies as st

from salient.control import (
    ControlSeries,
    ControlSettings,
    Evidence,
    Judgement,
    RecordSettings,
    Tally,
    estimate,
    evidence_from_claims,
    explain,
    judge,
    source_records,
)
from salient.control.records import judged_places, weighed_by_records
from salient.theatre import Source

SETTINGS = RecordSettings(wait_days=5)
PLACES = {"p1": 0}


def series_of(probability_of_a: list[float]) -> ControlSeries:
    """The daily estimates of one place, p1, of two sides."""
    n = len(probability_of_a)
    a = np.array(probability_of_a, dtype=np.float32)[:, None]
    none = np.zeros((n, 1), dtype=np.int32)
    made = estimate([], line_of_sites(2), [day(i) for i in range(n)], as_known=True, places=["p1"])
    made.probability[:, :, 0], made.probability[:, :, 1] = a, 1.0 - a
    made.probability[:, :, 2] = none
    return made


def told(voice: str, on: int = 0, **changes: object) -> Evidence:
    made = says("p1", "A", on, claim=f"{voice} {on}")
    return msgspec.structs.replace(made, **{"voice": voice, **changes})


def verdicts(*evidence: Evidence, series: ControlSeries) -> dict[str, str]:
    return {j.voice: j.verdict for j in judge(evidence, series, SETTINGS)}


TAKEN = series_of([0.1, 0.1, 0.6, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9])


def test_a_claim_that_the_estimate_and_another_voice_bear_out() -> None:
    (first, second) = judge([told("x"), told("y", 1)], TAKEN, SETTINGS)
    assert (first.verdict, first.days, first.due) == ("borne out", 3, day(5))
    assert (second.verdict, second.days) == ("borne out", 2)


def test_nobody_vouches_for_himself() -> None:
    again = told("x", 2, claim_id="again")
    assert verdicts(told("x"), again, series=TAKEN) == {"x": "undecided"}


def test_who_said_the_contrary_is_contradicted() -> None:
    contrary = told("z", supports=False)
    found = verdicts(told("x"), told("y"), contrary, series=TAKEN)
    assert found == {"x": "borne out", "y": "borne out", "z": "contradicted"}


def test_what_is_not_sure_is_undecided_and_what_is_not_due_is_open() -> None:
    unsure = series_of([0.7] * 10)
    assert verdicts(told("x"), told("y"), series=unsure) == {"x": "undecided", "y": "undecided"}
    assert verdicts(told("x", 5), told("y", 5), series=TAKEN) == {"x": "open", "y": "open"}


def test_a_voice_that_vouches_too_late_or_too_long_before_does_not_count() -> None:
    assert verdicts(told("x"), told("y", 6), series=series_of([0.9] * 9))["x"] == "undecided"
    long = series_of([0.9] * 60)
    assert verdicts(told("y"), told("x", 40), series=long)["x"] == "undecided"


def test_fighting_and_forecasts_are_not_judged_nor_claims_of_earlier_days() -> None:
    items = [
        told("x", contest=True),
        told("y", family="pending"),
        told("z", observed=day(-1)),
        told("v", known=day(-1)),
    ]
    assert judge(items, TAKEN, SETTINGS) == []
    assert judged_places(items[:2], PLACES) == []
    assert judged_places([told("x"), says("elsewhere", "A", 0)], PLACES) == ["p1"]


def test_what_is_said_again_within_the_wait_counts_once() -> None:
    found = judge([told("x"), told("x", 4), told("x", 5)], TAKEN, SETTINGS)
    assert [j.known for j in found] == [day(0), day(5)]


def judged(voice: str, verdict: str, *, stance: str = "own", due: int = 5) -> Judgement:
    return Judgement(
        claim_id="c",
        place_id="p1",
        voice=voice,
        family="gain",
        stance=stance,
        known=day(due - 5),
        due=day(due),
        verdict=verdict,
        days=2 if verdict == "borne out" else None,
    )


def test_a_record_counts_and_starts_from_what_is_stated() -> None:
    given_ = [
        judged("x", v) for v in ("borne out", "borne out", "contradicted", "undecided", "open")
    ]
    (record,) = source_records(given_, RecordSettings(strength=10.0), stated={"x": 0.6})
    total = record.total
    assert (total.claims, total.borne_out, total.contradicted) == (5, 2, 1)
    assert (total.undecided, total.open, total.delay) == (1, 1, 2.0)
    assert total.reliability == pytest.approx((2 + 6) / (3 + 10))
    assert total.low < total.reliability < total.high
    assert list(record.kinds) == [("gain", "own")]


def test_the_lean_is_how_much_less_often_good_news_holds_up() -> None:
    boasts = [judged("x", "contradicted") for _ in range(8)]
    admits = [judged("x", "borne out", stance="against") for _ in range(8)]
    neutral = [judged("y", "borne out", stance="none")]
    x, y = source_records([*boasts, *admits, *neutral], SETTINGS)
    assert x.lean == pytest.approx((8 + 6.4) / 16 - 6.4 / 16)
    assert y.lean is None


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_interval_holds_the_mean_and_narrows_with_claims(right: int, wrong: int) -> None:
    def tally(times: int) -> Tally:
        found = [judged("x", "borne out")] * (right * times)
        found += [judged("x", "contradicted")] * (wrong * times)
        return source_records([*found, judged("x", "open")], SETTINGS)[0].total

    few, many = tally(1), tally(4)
    assert 0.0 <= few.low < few.reliability < few.high <= 1.0
    if right and wrong:
        assert many.high - many.low < few.high - few.low


def weights(*judgements: Judgement, on: int = 6) -> dict[str, float]:
    items = [told(voice, on) for voice in ("x", "y", "new")]
    done = weighed_by_records(items, judgements, SETTINGS)
    return {e.voice: e.precision for e in done}


def test_who_was_right_weighs_more_than_who_was_wrong_and_the_unknown_the_same() -> None:
    record = [judged("x", "borne out")] * 6 + [judged("y", "contradicted")] * 3
    found = weights(*record)
    assert found["y"] < 1.0 < found["x"] <= 2.0
    assert found["new"] == 1.0


def test_a_record_counts_only_after_the_day_of_judgement() -> None:
    record = [judged("x", "borne out")] * 6 + [judged("y", "contradicted")] * 3
    assert weights(*record, on=5) == {"x": 1.0, "y": 1.0, "new": 1.0}


def test_where_all_were_equally_right_weights_stay_close_to_one() -> None:
    record = [judged(voice, "borne out") for voice in ("x", "y") for _ in range(20)]
    found = weights(*record)
    assert found["x"] == found["y"] == pytest.approx(1.0, abs=0.1)


def a_month(liar: str = "liar") -> list[Evidence]:
    """Two honest voices and one that claims each of A's places for B."""
    found = []
    for on in range(0, 30, 3):
        found += [told(voice, on, precision=2.0) for voice in ("one", "two")]
        found.append(told(liar, on, side="B", precision=0.5))
    return [msgspec.structs.replace(e, story=f"{e.voice} {e.known}") for e in found]


LEARN = ControlSettings(learn_sources=True, records=RecordSettings(wait_days=5, strength=2.0))


def test_learned_weights_pull_away_from_the_voice_that_was_wrong() -> None:
    sites, days = line_of_sites(4), [day(29)]
    plain = estimate(a_month(), sites, days, as_known=True)
    learned = estimate(a_month(), sites, days, as_known=True, settings=LEARN)
    assert learned.probability[0, 1, 1] < plain.probability[0, 1, 1]


def test_learned_weights_know_nothing_of_later_days() -> None:
    sites, days = line_of_sites(4), [day(i) for i in range(20)]
    so_far = [e for e in a_month() if e.known <= days[-1]]
    whole = estimate(a_month(), sites, days, as_known=True, settings=LEARN)
    part = estimate(so_far, sites, days, as_known=True, settings=LEARN)
    assert np.array_equal(whole.probability, part.probability)


def test_explanations_add_up_under_learned_weights() -> None:
    sites = line_of_sites(4)
    found = explain(a_month(), sites, "p1", day(29), as_known=True, settings=LEARN)
    total = found.prior + found.tenure + sum(w.weight for w in found.weights)
    assert total == pytest.approx(found.log_odds)
    plain = explain(a_month(), sites, "p1", day(29), as_known=True)
    assert found.log_odds != pytest.approx(plain.log_odds)


def test_a_voice_goes_by_the_theatres_name_and_knows_its_own_side() -> None:
    source = Source(name="Ministry", kind="organisation", side="B", aliases=("MoB",))
    claims = [
        a_claim(event_type="shell", actor="B", holder=name, claim_id=name)
        for name in ("MoB", "Ministry", "Herald")
    ]
    mob, ministry, herald = evidence_from_claims(
        claims, sides=("A", "B"), timezone="Europe/Kyiv", sources=[source]
    )
    assert (mob.voice, mob.story) == (ministry.voice, ministry.story)
    assert (mob.voice, mob.in_favour) == ("ministry", False)
    assert (herald.voice, herald.in_favour) == ("herald", None)


def test_who_vouches_in_the_end_makes_claims_one_story() -> None:
    claims = [
        a_claim(event_type="shell", actor="B", holder=name, claim_id=name) for name in ("x", "y")
    ]
    asked = {"sides": ("A", "B"), "timezone": "Europe/Kyiv"}
    apart = evidence_from_claims(claims, **asked)
    same = evidence_from_claims(claims, **asked, voices={"x": "Ministry", "y": "Ministry"})
    assert apart[0].story != apart[1].story
    assert same[0].story == same[1].story
    assert [e.voice for e in same] == ["x", "y"]
