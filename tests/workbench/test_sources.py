from __future__ import annotations

from datetime import date, timedelta

import msgspec
import numpy as np
import pytest

from salient.control import ControlSettings, Evidence, Sites
from salient.theatre import Source
from salient.workbench.sources import COLUMNS, HolderRecord, records_of

FIRST = date(2030, 3, 1)
SOURCES = (
    Source(name="Ministry", kind="organisation", side="A", reliability=0.7),
    Source(name="Wire", kind="media"),
)


def says(voice: str, on: int, side: str, *, in_favour: bool | None) -> Evidence:
    day = FIRST + timedelta(days=on)
    return Evidence(
        claim_id=f"{voice} {on} {side}",
        document_id=f"{voice} {on}",
        place_id="p0",
        side=side,
        supports=True,
        contest=False,
        precision=3.0,
        movement=0.0,
        observed=day,
        known=day,
        family="hold",
        story=f"{voice} {on}",
        voice=voice,
        in_favour=in_favour,
    )


EVIDENCE = [
    says("ministry", 1, "A", in_favour=True),
    says("wire", 2, "A", in_favour=None),
    says("somebody", 3, "A", in_favour=None),
    says("ministry", 14, "A", in_favour=True),
]


def records(on: int, *, least: int = 1, learn: bool = False) -> list[HolderRecord]:
    sites = Sites(
        place_ids=("p0", "p1"),
        latitude=np.full(2, 50.0),
        longitude=np.array([20.0, 21.5]),
        sides=("A", "B"),
        first_day=FIRST,
        start=("A", "B"),
        regions={},
    )
    day = FIRST + timedelta(days=on)
    known = [item for item in EVIDENCE if item.known <= day]
    settings = ControlSettings(learn_sources=learn)
    return records_of(known, sites, SOURCES, day, settings, least=least)


def test_holders_come_by_their_names_sides_and_number_of_claims() -> None:
    found = records(20)
    assert [(r.holder, r.side) for r in found] == [
        ("Ministry", "A"), ("somebody", None), ("Wire", None),
    ]  # fmt: skip
    assert [r.holder for r in records(20, least=2)] == ["Ministry"]


def test_a_record_has_a_row_for_all_and_one_for_each_kind() -> None:
    total, hold = records(20)[0].rows()
    assert tuple(total) == COLUMNS
    assert (total["kind"], total["stance"]) == ("all", "all")
    assert (hold["kind"], hold["stance"], hold["lean"]) == ("hold", "own", None)
    assert (total["claims"], total["borne_out"], total["open"]) == (2, 1, 1)
    assert total["reliability"] == pytest.approx((1 + 8 * 0.7) / 9, abs=0.001)


def test_a_record_as_json_has_what_the_rows_have() -> None:
    made = records(20)[0].as_json()
    assert (made["holder"], made["on"], made["claims"]) == ("Ministry", "2030-03-21", 2)
    assert [(k["kind"], k["stance"]) for k in made["kinds"]] == [("hold", "own")]
    assert msgspec.json.decode(msgspec.json.encode(made)) == made


def test_nothing_is_judged_before_its_time() -> None:
    assert [r.record.total.open for r in records(5)] == [1, 1, 1]


def test_records_are_the_same_whether_weights_are_learned_or_not() -> None:
    assert records(20) == records(20, learn=True)


def test_no_claims_make_no_records() -> None:
    assert records(0) == []
