"""What `salient why` prints."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from salient.cli.telling import told
from salient.control import Explanation
from salient.model import Estimate, Place
from salient.workbench import Why

PLACE = Place(place_id="geonames:1", name="Aford", latitude=49.0, longitude=36.0)
DAY = date(2022, 5, 14)


def silent(log_odds: float = 1.434, prior: float = 1.234) -> Why:
    chances = {"NORTH": 0.7, "SOUTH": 0.2, "contested": 0.1}
    return Why(
        place=PLACE,
        namesakes=(),
        estimate=Estimate(
            place_id="geonames:1", day=DAY, probabilities=chances, state="NORTH",
            since=date(2022, 4, 20), evidence=0.25,
        ),
        explanation=Explanation(
            place_id="geonames:1", day=DAY, side="NORTH", log_odds=log_odds, prior=prior,
            tenure=0.2, mobility=0.0, weights=(),
        ),
        claims={},
    )  # fmt: skip


def test_a_place_without_claims_rests_on_the_start() -> None:
    assert told(silent(), 12) == (
        "Aford (geonames:1) on 2022-05-14: NORTH\n"
        "  probabilities   NORTH 0.70, SOUTH 0.20, contested 0.10\n"
        "  since           2022-04-20\n"
        "  certainty       25% from claims, the rest from what held before\n"
        "  log-odds of NORTH  +1.43 = +1.23 before any claim +0.20 held the day before "
        "+0.00 by claims\n"
        "\n"
        "No claim bears on it: the estimate rests on the starting control alone.\n"
    )


def test_since_is_told_with_its_interval_where_there_is_one() -> None:
    answer = silent()
    for earliest, latest, words in (
        (date(2022, 4, 18), date(2022, 4, 25), " (between 2022-04-18 and 2022-04-25)"),
        (date(2022, 4, 20), date(2022, 4, 20), ""),
    ):
        sure = msgspec.structs.replace(
            answer.estimate, since_earliest=earliest, since_latest=latest
        )
        text = told(msgspec.structs.replace(answer, estimate=sure), 12)
        assert f"  since           2022-04-20{words}\n" in text


@pytest.mark.parametrize(("log_odds", "prior"), [(1.006, 0.994), (-0.335, 0.125), (2.0, 2.004)])
def test_the_printed_sum_adds_up_to_the_last_decimal(log_odds: float, prior: float) -> None:
    line = next(x for x in told(silent(log_odds, prior), 12).splitlines() if "log-odds" in x)
    total, before, held, by = (float(w) for w in line.split() if w[0] in "+-" and w[1].isdigit())
    assert before + held + by == pytest.approx(total)
