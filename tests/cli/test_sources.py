"""`salient sources`."""

from __future__ import annotations

import csv
import io
import json


def test_records_are_told_with_their_total_first(ask) -> None:
    result = ask("sources", "--least", "1")
    assert result.exit_code == 0
    first, head, *_ = result.stdout.splitlines()
    assert first.startswith("Records at the end of 2022-05-14")
    assert head.split()[:4] == ["claims", "borne", "out", "contradicted"]


def test_as_csv_the_kinds_add_up_to_the_total(ask) -> None:
    rows = list(
        csv.DictReader(io.StringIO(ask("sources", "--least", "1", "--format", "csv").stdout))
    )
    holders = {row["holder"] for row in rows}
    for holder in holders:
        mine = [row for row in rows if row["holder"] == holder]
        total, kinds = mine[0], mine[1:]
        assert (total["kind"], total["stance"]) == ("all", "all")
        assert int(total["claims"]) == sum(int(row["claims"]) for row in kinds)


def test_as_json_lines_each_holder_is_one_object(ask) -> None:
    lines = ask("sources", "--least", "1", "--format", "jsonl").stdout.splitlines()
    for line in lines:
        record = json.loads(line)
        parts = ("borne_out", "contradicted", "undecided", "open")
        assert record["claims"] == sum(record[part] for part in parts)
        assert record["on"] == "2022-05-14"
        assert 0 <= record["low"] <= record["reliability"] <= record["high"] <= 1


def test_where_nobody_said_enough_that_is_said(ask) -> None:
    result = ask("sources", "--least", "1000")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "no holder has 1000 claims about who holds a place; --least 1 shows those with fewer\n"
    )


def test_a_day_before_the_theatre_is_refused(ask) -> None:
    result = ask("sources", "--on", "2022-01-01")
    assert result.exit_code == 2
    assert "2022-01-01 lies before 2022-04-20" in result.stderr
