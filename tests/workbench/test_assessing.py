"""What an assessment is made from."""

from __future__ import annotations

from datetime import date

from salient.workbench import Workbench
from salient.workbench.assessing import gather

DAY = date(2022, 3, 12)


def test_an_assessment_rests_on_what_was_published_by_the_end_of_its_day(
    bench: Workbench, document
) -> None:
    bench.add_documents([
        document("SOUTH took Bridgeton on 2022-03-08.", "2022-03-09"),
        document("SOUTH took Aford on 2022-03-11.", "2022-03-13"),
    ])  # fmt: skip
    inputs = gather(bench.ledger, bench.ground, DAY, bench.evidence(DAY))
    assert [c.places[0].name for c in inputs.claims] == ["Bridgeton"]
    assert set(inputs.documents) == {c.document.document_id for c in inputs.claims}
    assert set(inputs.today) == set(inputs.week_before) == set(bench.ground.places)
    estimate = next(
        bench.control(on=DAY, as_known=True, places=["geonames:2"]).series.estimates(DAY)
    )
    assert inputs.today["geonames:2"] == estimate


def test_on_the_first_days_there_is_no_week_before(bench: Workbench) -> None:
    inputs = gather(bench.ledger, bench.ground, date(2022, 3, 2), [])
    assert inputs.week_before == {}
    assert set(inputs.day_before) == set(bench.ground.places)


def test_an_assessment_of_a_silent_day_says_so(bench: Workbench) -> None:
    made = bench.assess(DAY)
    assert made.day == DAY
