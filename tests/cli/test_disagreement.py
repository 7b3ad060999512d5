"""`salient disagreement`, and maps of some sources only."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

DAY = ("--on", "2022-05-14")


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_table_names_the_institutions_and_standard_error_what_they_rest_on(ask) -> None:
    result = ask("disagreement", *DAY)
    assert result.exit_code == 0, result.stderr
    head = result.stdout.splitlines()[0].split(",")
    assert head[:9] == [
        "date", "place_id", "name", "latitude", "longitude", "admin1", "state", "p", "conflict",
    ]  # fmt: skip
    assert {"claims_UA", "claims_RU", "state_side UA", "p_side RU"} <= set(head)
    assert result.stderr.startswith("compared, with how many pieces of evidence: ")


@pytest.fixture
def disputed(run, theatre: Path, tmp_path: Path):
    """Ask of a ledger in which two papers each give Popasna to another side."""
    ledger = tmp_path / "disputed.db"
    for publisher, words in (
        ("East Post", "Russian forces captured Popasna."),
        ("West Post", "Ukrainian forces recaptured Popasna. Ukrainian forces control Popasna."),
    ):
        for day in ("09", "11", "13"):
            report = tmp_path / f"{publisher} {day}.json"
            published = f"2022-05-{day}T10:00:00Z"
            report.write_text(
                json.dumps({"text": words, "publisher": publisher, "published": published})
            )
            added = run("add", report, "--ledger", ledger, "--theatre", theatre)
            assert added.exit_code == 0, added.stderr
    return lambda *arguments: run(
        "disagreement", "--ledger", ledger, "--theatre", theatre, *DAY, *arguments
    )


def test_the_formats_say_the_same(disputed) -> None:
    rows = table(disputed().stdout)
    lines = disputed("--format", "jsonl").stdout.splitlines()
    drawn = json.loads(disputed("--format", "geojson").stdout)["features"]
    assert rows[0]["name"] == "Popasna"
    assert (rows[0]["state_East Post"], rows[0]["state_West Post"]) == ("RU", "UA")
    assert rows[0]["claims_UA"]
    assert [json.loads(line)["place_id"] for line in lines] == [row["place_id"] for row in rows]
    assert [f["properties"]["place_id"] for f in drawn] == [row["place_id"] for row in rows]
    assert ["|".join(f["properties"]["claims_UA"]) for f in drawn] == [
        row["claims_UA"] for row in rows
    ]


def test_nobody_to_compare_is_said(ask) -> None:
    result = ask("disagreement", "--on", "2022-04-20", "--as-known")
    assert result.exit_code == 0, result.stderr
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == (
        "compared, with how many pieces of evidence: nobody, as no claim bears\n"
    )


@pytest.mark.parametrize("command", ["control", "fronts", "areas"])
def test_a_map_can_rest_on_some_sources_only_or_do_without(ask, command: str) -> None:
    whole = ask(command, *DAY).stdout
    parts = set()
    for option in ("--only-source", "--without-source"):
        part = ask(command, *DAY, option, "Institute for the Study of War")
        assert (part.exit_code, part.stderr) == (0, "")
        parts.add(part.stdout)
        refused = ask(command, *DAY, option, "Nobody")
        assert refused.exit_code == 2
        assert "'Nobody'" in refused.stderr
    # One source alone draws another map; without it, others may still tell the same.
    assert parts - {whole}
    assert command != "control" or whole not in parts
