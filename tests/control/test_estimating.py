from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest
from control_worlds import FIRST, day, line_of_sites, says, some_evidence
from hypothesis import given, settings
from hypothesis import strategies as st

from salient.control import (
    AnchorSettings,
    ControlSettings,
    Evidence,
    PhaseSettings,
    Sites,
    estimate,
)
from salient.errors import UsageError

DAYS = [day(i) for i in range(15)]
MANY = AnchorSettings(joint=0)
"""As where so many places are named that the anchored filter is used."""

QUIET = ControlSettings(phase=PhaseSettings(opening=0.0, threshold=50.0))
"""Constants under which no sector turns mobile, so claims do not change how far others reach."""


@settings(max_examples=30, deadline=None)
@given(evidence=some_evidence(("A", "B", "C")), as_known=st.booleans())
def test_probabilities_lie_in_zero_to_one_and_sum_to_one(
    evidence: list[Evidence], as_known: bool
) -> None:
    series = estimate(evidence, line_of_sites(sides=("A", "B", "C")), DAYS, as_known=as_known)
    assert (series.probability >= 0).all()
    assert (series.probability <= 1).all()
    np.testing.assert_allclose(series.probability.sum(axis=2), 1.0, atol=1e-5)


def test_without_claims_the_start_persists_and_its_certainty_widens() -> None:
    series = estimate([], line_of_sites(), DAYS)
    held = np.array([0] * 6 + [1] * 6)
    assert (series.state == held).all()
    certainty = np.take_along_axis(series.probability, held[None, :, None], axis=2)[..., 0]
    assert (np.diff(certainty, axis=0) < 0).all()
    assert (certainty > 0.5).all()
    assert (series.evidence == 0).all()
    assert (series.since == 0).all()


def test_a_place_behind_its_line_starts_surer_than_one_at_the_line() -> None:
    first = estimate([], line_of_sites(), DAYS[:1]).probability[0, :, 0]
    assert first[0] > first[3] > first[5] > first[6] > first[11]


def test_without_a_start_all_sides_are_as_likely_until_a_claim_comes() -> None:
    sites = line_of_sites(start=(None,) * 12)
    series = estimate([says("p3", "B", 5)], sites, DAYS, as_known=True)
    np.testing.assert_allclose(series.probability[4, :, 0], series.probability[4, :, 1])
    assert series.probability[5, 3, 1] > series.probability[5, 3, 0]


def test_a_start_of_contested_favours_no_side() -> None:
    sites = line_of_sites(start=("A",) * 5 + ("contested",) * 2 + ("B",) * 5)
    alone = ControlSettings(country=0.0)
    first = estimate([], sites, DAYS[:1], settings=alone).probability[0, 5]
    assert first[0] == pytest.approx(first[1])
    assert first[2] > 0


def test_a_place_that_nobody_names_goes_with_the_country_around_it() -> None:
    sites = line_of_sites(start=("A",) * 5 + ("contested",) * 2 + ("B",) * 5)
    enclosed = line_of_sites(start=("A",) * 5 + ("contested",) + ("A",) * 6)
    between = estimate([], sites, DAYS[:1]).probability[0, 5]
    within = estimate([], enclosed, DAYS[:1]).probability[0, 5]
    assert within[0] > between[0]
    assert within[0] > within[1]


def test_fighting_told_before_a_change_of_hands_is_over_after_it() -> None:
    fights = [says("p8", "A", 3, claim=f"fight {i}", contest=True) for i in range(3)]
    taken = says("p8", "B", 5, claim="taken", family="gain", movement=1.0, precision=1.0)
    held = says("p8", "B", 5, claim="taken", family="hold", movement=0.0, precision=1.0)
    for settled in (ControlSettings(), msgspec.structs.replace(ControlSettings(), anchors=MANY)):
        changed, same = (
            estimate(
                [*fights, last], line_of_sites(), DAYS, as_known=True, settings=settled
            ).probability[6, 8, 2]
            for last in (taken, held)
        )
        assert changed < same - 0.03


@pytest.mark.parametrize("as_known", [True, False])
def test_a_start_of_contested_ends_once_told_with_few_named_places_or_many(
    *, as_known: bool
) -> None:
    sites = line_of_sites(start=("A",) * 8 + ("contested",) + ("B",) * 3)
    taken = says("p8", "B", 5, family="gain", movement=1.0)
    for anchors in (AnchorSettings(), MANY):
        settled = ControlSettings(anchors=anchors)
        told = estimate([taken], sites, DAYS, as_known=as_known, settings=settled)
        contested = told.probability[:, 8, 2]
        assert contested[5] < contested[4] - 0.1


@settings(max_examples=40, deadline=None)
@given(
    evidence=some_evidence(),
    place=st.integers(0, 11),
    on=st.integers(0, 14),
    precision=st.floats(0.01, 20.0),
)
def test_one_more_claim_for_a_side_never_lowers_it_there_on_that_day(
    evidence: list[Evidence], place: int, on: int, precision: float
) -> None:
    earlier = [e for e in evidence if e.observed < day(on) and not e.contest]
    sites = line_of_sites()
    claim = says(f"p{place}", "B", on, claim="new", precision=precision)
    before = estimate(earlier, sites, [day(on)], settings=QUIET).probability[0, place]
    after = estimate([*earlier, claim], sites, [day(on)], settings=QUIET).probability[0, place]
    assert after[1] / after[0] >= before[1] / before[0] * (1 - 1e-4)


@settings(max_examples=30, deadline=None)
@given(data=st.data(), evidence=some_evidence())
def test_the_order_of_the_evidence_does_not_matter(
    data: st.DataObject, evidence: list[Evidence]
) -> None:
    shuffled = data.draw(st.permutations(evidence))
    sites = line_of_sites()
    one = estimate(evidence, sites, DAYS)
    two = estimate(shuffled, sites, DAYS)
    assert (one.probability == two.probability).all()
    assert (one.carriers == two.carriers).all()


@settings(max_examples=30, deadline=None)
@given(evidence=some_evidence())
def test_relabelling_the_sides_relabels_the_answer(evidence: list[Evidence]) -> None:
    other = {"A": "B", "B": "A"}
    sites = line_of_sites()
    mirrored = line_of_sites(start=tuple(other[s] for s in sites.start if s))
    swapped = [says_again(e, side=other[e.side]) for e in evidence]
    one = estimate(evidence, sites, DAYS).probability
    two = estimate(swapped, mirrored, DAYS).probability
    np.testing.assert_allclose(one[..., [1, 0, 2]], two, atol=2e-5)


def says_again(evidence: Evidence, *, side: str) -> Evidence:
    return msgspec.structs.replace(evidence, side=side)


@settings(max_examples=30, deadline=None)
@given(evidence=some_evidence(), copies=st.integers(1, 4))
def test_copies_within_a_story_change_nothing(evidence: list[Evidence], copies: int) -> None:
    again = [
        msgspec.structs.replace(e, claim_id=f"{e.claim_id}/{k}")
        for e in evidence
        for k in range(1, copies + 1)
    ]
    sites = line_of_sites()
    one = estimate(evidence, sites, DAYS).probability
    two = estimate([*evidence, *again], sites, DAYS).probability
    np.testing.assert_allclose(one, two, atol=1e-6)


def test_ten_thousand_witnesses_of_one_happening_count_for_less_than_three() -> None:
    sites = line_of_sites()
    crowd = [says("p2", "B", 3, claim=f"c{i}") for i in range(10_000)]
    many = estimate(crowd, sites, [day(3)], as_known=True).probability[0, 2, 1]
    strong = estimate(
        [says("p2", "B", 3, precision=3.0)], sites, [day(3)], as_known=True
    ).probability[0, 2, 1]
    one = estimate(crowd[:1], sites, [day(3)], as_known=True).probability[0, 2, 1]
    assert one < many < strong


def test_certain_claims_that_contradict_each_other_leave_it_open() -> None:
    sites = line_of_sites(start=(None,) * 12)
    evidence = [
        says("p4", side, 2, claim=side, precision=1e6, family=f"gain {side}") for side in "AB"
    ]
    probability = estimate(evidence, sites, [day(2)]).probability[0, 4]
    assert probability[0] == pytest.approx(probability[1], abs=1e-4)
    assert probability[2] > 0.1


def test_an_island_is_moved_by_nothing_said_of_the_mainland() -> None:
    sites = Sites(
        place_ids=("island", "town", "village"),
        latitude=np.array([0.0, 50.0, 50.0]),
        longitude=np.array([-140.0, 30.0, 30.1]),
        sides=("A", "B"),
        first_day=FIRST,
        start=("A", "A", "A"),
    )
    silent = estimate([], sites, DAYS, settings=QUIET).probability
    spoken = estimate([says("town", "B", 3)], sites, DAYS, settings=QUIET).probability
    np.testing.assert_allclose(spoken[:, 0], silent[:, 0], atol=1e-6)
    assert spoken[3, 2, 1] > silent[3, 2, 1]


def test_as_known_a_claim_counts_from_its_publication() -> None:
    sites = line_of_sites()
    late = [says("p4", "B", 3, known=9)]
    series = estimate(late, sites, DAYS, as_known=True)
    silent = estimate([], sites, DAYS, as_known=True)
    assert (series.probability[:9] == silent.probability[:9]).all()
    assert series.probability[9, 4, 1] > silent.probability[9, 4, 1]


def test_in_hindsight_a_claim_counts_from_its_event() -> None:
    sites = line_of_sites()
    late = [says("p4", "B", 3, known=9)]
    silent = estimate([], sites, DAYS)
    assert (estimate(late, sites, DAYS).probability[3] != silent.probability[3]).any()
    blind = estimate(late, sites, DAYS, known_by=day(8))
    assert (blind.probability == silent.probability).all()


def test_a_claim_about_the_future_waits_for_its_day() -> None:
    sites = line_of_sites()
    ahead = [says("p4", "B", 10, known=2)]
    series = estimate(ahead, sites, DAYS, as_known=True)
    silent = estimate([], sites, DAYS, as_known=True)
    assert (series.probability[:10] == silent.probability[:10]).all()
    assert (series.probability[10] != silent.probability[10]).any()


def test_claims_about_days_before_the_first_do_not_move_estimates() -> None:
    sites = line_of_sites()
    old = [says("p4", "B", -3, known=2)]
    assert (
        estimate(old, sites, DAYS, as_known=True).probability
        == estimate([], sites, DAYS, as_known=True).probability
    ).all()


def test_a_late_report_counts_for_less_where_the_sector_moved_since() -> None:
    sites = line_of_sites()
    mobile = ControlSettings(phase=PhaseSettings(opening=4.0, half_life_days=100.0))
    fresh = estimate([says("p4", "B", 12)], sites, DAYS, as_known=True, settings=mobile)
    stale = estimate([says("p4", "B", 1, known=12)], sites, DAYS, as_known=True, settings=mobile)
    assert fresh.probability[12, 4, 1] > stale.probability[12, 4, 1]


def test_reports_of_fighting_make_a_place_contested_for_some_days() -> None:
    sites = line_of_sites()
    fights = [says("p6", "A", 4, claim=f"f{i}", contest=True, precision=2.0) for i in range(3)]
    contested = estimate(fights, sites, DAYS).probability[:, 6, 2]
    quiet = estimate([], sites, DAYS).probability[:, 6, 2]
    assert contested[3] == quiet[3]
    assert contested[4] > quiet[4] + 0.2
    assert contested[4] > contested[9] > quiet[9]


def test_a_change_of_hands_counts_no_more_once_a_later_one_is_known() -> None:
    sites = line_of_sites()
    later = [says("p4", "A", 8, claim="back")]
    history = [*later, says("p4", "B", 3, claim="lost", known=8)]
    one = estimate(later, sites, DAYS, as_known=True).probability
    two = estimate(history, sites, DAYS, as_known=True).probability
    assert (one == two).all()


WEST = {"region:west": [f"p{i}" for i in range(6)]}


def of_the_west(n: int, **words: object) -> list[Evidence]:
    return [says("region:west", "B", 3, claim=f"c{i}", **words) for i in range(n)]


def test_two_claims_about_the_whole_of_a_region_reach_its_members() -> None:
    evidence = of_the_west(2, whole=True)
    assert (estimate(evidence, line_of_sites(regions=WEST), [day(3)]).state == 1).all()


@pytest.mark.parametrize("words", [{"whole": True}, {"supports": False}, {}])
def test_one_claim_alone_never_flips_a_region(words: dict[str, object]) -> None:
    sites = line_of_sites(regions=WEST)
    silent = estimate([], sites, [day(3)]).probability
    alone = estimate(of_the_west(1, **words), sites, [day(3)]).probability
    assert (alone == silent).all()


def test_leaving_a_region_is_believed_sooner_than_taking_it() -> None:
    sites = line_of_sites(regions=WEST)
    left = [says("region:west", "A", 3, claim=f"c{i}", supports=False) for i in range(2)]
    taken = of_the_west(2)
    assert (estimate(left, sites, [day(3)]).state[0, :6] == 1).all()
    assert (estimate(taken, sites, [day(3)]).state[0, :6] == 0).all()


def test_sentences_of_one_document_count_for_less_than_as_many_documents() -> None:
    sites = line_of_sites(regions=WEST)
    left = [
        says("region:west", "A", 3, claim=f"c{i}", supports=False, document="one") for i in range(2)
    ]
    assert (estimate(left, sites, [day(3)]).state[0, :6] == 0).all()


def test_a_headline_and_its_article_are_one_witness() -> None:
    sites = line_of_sites()
    article = [says("p4", "B", 3, claim=f"c{i}", document="one") for i in range(3)]
    one = estimate(article[:1], sites, DAYS).probability
    np.testing.assert_allclose(estimate(article, sites, DAYS).probability, one, atol=1e-6)


def test_since_is_the_first_day_of_the_present_state() -> None:
    sites = line_of_sites()
    taken = [says("p4", "B", 6, precision=20.0)]
    series = estimate(taken, sites, [day(5), day(6), day(9)], as_known=True)
    assert [series.states[s] for s in series.state[:, 4]] == ["A", "B", "B"]
    assert series.since[:, 4].tolist() == [0, 6, 6]


def test_the_claims_that_moved_a_place_are_named_heaviest_first() -> None:
    sites = line_of_sites(30)
    evidence = [
        says("p4", "B", 5, claim="far"),
        says("p8", "B", 6, claim="near", precision=5.0),
        says("p29", "A", 6, claim="elsewhere", precision=0.1),
    ]
    series = estimate(evidence, sites, [day(2), day(7)])
    by_day = [next(e for e in series.estimates(d) if e.place_id == "p8") for d in series.days]
    assert by_day[0].claims == ()
    assert by_day[1].claims[:2] == ("near", "far")


def test_limiting_the_places_changes_no_estimate() -> None:
    sites = line_of_sites()
    evidence = [says("p4", "B", 5), says("p9", "A", 7, claim="d")]
    full = estimate(evidence, sites, DAYS)
    part = estimate(evidence, sites, DAYS, places=["p7", "p2"])
    assert part.place_ids == ("p7", "p2")
    np.testing.assert_allclose(part.probability, full.probability[:, [7, 2]], atol=1e-6)


def test_no_later_claim_moves_an_earlier_day() -> None:
    sites = line_of_sites()
    early, late = [says("p4", "B", 3)], [says("p4", "A", 9, claim="d")]
    one = estimate(early, sites, DAYS, as_known=True).probability
    two = estimate([*early, *late], sites, DAYS, as_known=True).probability
    np.testing.assert_allclose(one[:9], two[:9], atol=1e-6)


def test_three_sides_are_recovered_from_noisy_claims_with_known_parameters() -> None:
    rng = np.random.default_rng(7)
    n, sides = 60, ("A", "B", "C")
    sites = line_of_sites(n, sides=sides, start=(None,) * n)
    truth = np.repeat([0, 1, 2], n // 3)
    evidence = []
    votes = np.zeros((n, 3))
    for i in range(150):
        place = int(rng.integers(n))
        right = rng.random() < 0.8
        side = truth[place] if right else (truth[place] + rng.integers(1, 3)) % 3
        votes[place, side] += 1
        evidence.append(
            says(f"p{place}", sides[side], int(rng.integers(15)), claim=f"c{i}", movement=0.0)
        )
    last = estimate(evidence, sites, [day(14)]).probability[0, :, :3]
    recovered = (last.argmax(axis=1) == truth).mean()
    assert recovered >= 0.85
    assert recovered > (votes.argmax(axis=1) == truth).mean()
    believed = last[np.arange(n), truth] / last.sum(axis=1)
    assert believed.mean() > 0.5


def test_estimates_of_a_day_that_was_not_asked_for_are_refused() -> None:
    series = estimate([], line_of_sites(), DAYS[:3])
    with pytest.raises(UsageError, match=r"there is no estimate for 2030-03-09; the series has 3"):
        list(series.estimates(day(8)))


@pytest.mark.parametrize(
    ("days", "places", "message"),
    [
        ([], None, "no days are asked for; give at least one"),
        ([day(-1)], None, "2030-02-28 lies before the theatre's first day, 2030-03-01"),
        ([day(2), day(2)], None, "2030-03-03 follows 2030-03-03; give the days in order"),
        ([day(2)], ["nowhere"], "nowhere is no place of the theatre's gazetteer"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(
    days: list, places: list[str] | None, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        estimate([], line_of_sites(), days, places=places)


def test_no_places_give_an_empty_answer() -> None:
    series = estimate([says("p1", "A", 2)], line_of_sites(), DAYS, places=[])
    assert series.probability.shape == (15, 0, 3)


def test_estimates_carry_finite_numbers_for_extreme_precisions() -> None:
    evidence = [says("p4", "B", 5, precision=1e12), says("p5", "A", 5, claim="d", precision=1e-9)]
    series = estimate(evidence, line_of_sites(), DAYS)
    assert math.isfinite(float(series.probability.sum()))


def test_what_was_contested_at_the_start_is_so_no_more_once_it_is_told_to_be_taken() -> None:
    sites = line_of_sites(start=("A", "contested") + ("B",) * 10)
    silent = estimate([], sites, DAYS, as_known=True).probability[:, 1, 2]
    taken = [says("p1", "A", 4)]
    told = estimate(taken, sites, DAYS, as_known=True).probability[:, 1, 2]
    assert told[3] == silent[3]
    assert told[4] < silent[4] - 0.1


def test_a_place_contested_at_the_start_stays_so_for_a_while_without_reports() -> None:
    sites = line_of_sites(start=("A", "contested") + ("B",) * 10)
    contested = estimate([], sites, DAYS).probability[:, 1, 2]
    assert contested[0] > 0.4
    assert (np.diff(contested) < 0).all()


def flips(tenure: float) -> int:
    """How often the places change hands while two sides contradict each other day by day."""
    told = [
        says("p5", "B" if i % 2 else "A", i, claim=f"c{i}", family="hold", movement=0.0)
        for i in range(1, 13)
    ]
    settings = msgspec.structs.replace(ControlSettings(), tenure=tenure)
    state = estimate(
        told, line_of_sites(start=(None,) * 12), DAYS, as_known=True, settings=settings
    ).state
    return int((np.diff(state, axis=0) != 0).sum())


def test_who_holds_a_place_keeps_it_where_claims_leave_it_even() -> None:
    assert flips(1.0) < flips(0.0)


def test_a_town_that_two_voices_say_was_taken_changes_hands_and_its_neighbours_do_not() -> None:
    sites = line_of_sites(step_degrees=0.2)
    taken = [says("p3", "B", 5, claim=f"c{i}", precision=0.6) for i in range(2)]
    held = says("p3", "B", 7, claim="held", precision=0.4, movement=0.0, family="hold")
    series = estimate([*taken, held], sites, DAYS, as_known=True)
    assert (series.state[:5, 3] == 0).all()
    assert (series.state[8:, 3] == 1).all()
    assert (series.state[:, [0, 1, 2]] == 0).all()


def test_near_a_line_a_place_may_be_contested_and_far_behind_it_hardly() -> None:
    contested = estimate([], line_of_sites(24), DAYS).probability[0, :, 2]
    assert contested[11] > 3 * contested[0]
    assert contested[11] > contested[9] > contested[6]
