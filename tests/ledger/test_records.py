"""Reports of several batches add up."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from ledger_factories import RECORDED, rejected

from salient.ledger import AddReport

counts = st.integers(0, 9)
reports = st.builds(
    AddReport,
    added=counts,
    unchanged=counts,
    new_versions=counts,
    reread=counts,
    claims=counts,
    rejections=counts,
    refused=st.lists(st.integers(1, 3).map(rejected), max_size=2).map(tuple),
    recorded_at=st.none() | st.integers(0, 9).map(lambda h: RECORDED + timedelta(hours=h)),
)


@given(reports, reports, reports)
def test_reports_add_up_in_any_grouping(one: AddReport, two: AddReport, three: AddReport) -> None:
    assert (one + two) + three == one + (two + three)
    assert sum([one, two], AddReport()) == one + two
    assert (one + two).claims == one.claims + two.claims
    assert (one + two).refused == one.refused + two.refused


def test_nothing_added_changes_no_report() -> None:
    report = AddReport(added=2, claims=5, refused=(rejected(),), recorded_at=RECORDED)
    assert report + AddReport() == report
    assert AddReport() + report == report
