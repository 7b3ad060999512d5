"""`salient control`, `salient why` and `salient assess` over a small ledger."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

CONTROL_COLUMNS = [
    "date", "place_id", "name", "latitude", "longitude", "admin1", "state", "p_UA", "p_RU",
    "p_contested", "since", "claims",
]  # fmt: skip
DAY = ("--on", "2022-05-14")


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# -- control -------------------------------------------------------------------------------


def test_control_has_the_columns_of_the_contract_and_sums_to_one(ask) -> None:
    result = ask("control", *DAY)
    assert (result.exit_code, result.stderr) == (0, "")
    rows = table(result.stdout)
    assert list(rows[0]) == CONTROL_COLUMNS
    assert len(rows) == 6
    for row in rows:
        chances = {s: float(row[f"p_{s}"]) for s in ("UA", "RU", "contested")}
        assert sum(chances.values()) == pytest.approx(1, abs=2e-5)
        assert chances[row["state"]] == max(chances.values())
        assert row["since"] <= row["date"] == "2022-05-14"
        assert all(claim.startswith("claim-") for claim in row["claims"].split("|") if claim)
    assert any(row["claims"] for row in rows)


def test_several_days_are_the_single_days_in_order(ask) -> None:
    several = table(ask("control", "--from", "2022-05-13", "--to", "2022-05-14").stdout)
    single = [table(ask("control", "--on", f"2022-05-{d}").stdout) for d in (13, 14)]
    assert several == single[0] + single[1]


def test_geojson_and_parquet_say_what_the_csv_says(ask, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    rows = table(ask("control", *DAY).stdout)
    features = json.loads(ask("control", *DAY, "--format", "geojson").stdout)["features"]
    assert [f["properties"]["place_id"] for f in features] == [r["place_id"] for r in rows]
    assert ["|".join(f["properties"]["claims"]) for f in features] == [r["claims"] for r in rows]
    out = tmp_path / "c.parquet"
    result = ask("control", *DAY, "--format", "parquet", "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    read = pq.read_table(out).to_pylist()
    assert [{k: str(v) for k, v in row.items()} for row in read] == rows


def test_places_limits_the_answer_in_the_order_of_the_file(ask, tmp_path: Path) -> None:
    file = tmp_path / "ids.txt"
    file.write_text("706483\ngeonames:707292\n\n706483\n", "utf-8-sig")
    result = ask("control", *DAY, "--places", file)
    assert result.exit_code == 0
    ids = [row["place_id"] for row in table(result.stdout)]
    assert ids == ["geonames:706483", "geonames:707292"]


def test_unknown_ids_are_named_and_the_others_answered(ask, tmp_path: Path) -> None:
    file = tmp_path / "ids.txt"
    file.write_text("706483\n5\nown:x\n")
    result = ask("control", *DAY, "--places", file)
    assert result.exit_code == 1
    assert len(table(result.stdout)) == 1
    assert result.stderr == (
        f"{file}: ids left out, as they are no settlements of the theatre: geonames:5, own:x\n"
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read (No such file or directory); give a text file with one place id"),
        (b"\xff\xfe\x00", "cannot be read (it is no UTF-8 text)"),
        (b"", "none of its ids is a settlement of the theatre; give ids such as"),
        (b"Izium\n", "none of its ids is a settlement of the theatre (the first: Izium)"),
    ],
)
def test_a_file_of_places_without_any_is_refused(ask, tmp_path, content, words: str) -> None:
    file = tmp_path / "ids.txt"
    if content is not None:
        file.write_bytes(content)
    result = ask("control", *DAY, "--places", file)
    assert result.exit_code == 2
    assert f"--places {file}" in result.stderr
    assert words in result.stderr


def test_what_is_published_later_is_left_out_as_asked(ask) -> None:
    """The reports of 13 and 14 May say nothing to who knew only those before."""
    early = table(ask("control", *DAY, "--known-by", "2022-05-12").stdout)
    assert early != table(ask("control", *DAY).stdout)
    as_known = ask("control", "--from", "2022-05-12", "--to", "2022-05-14", "--as-known")
    assert table(as_known.stdout)[:6] == table(
        ask("control", "--on", "2022-05-12", "--as-known", "--known-by", "2022-05-12").stdout
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "give one day as --on DATE, or several as --from DATE --to DATE"),
        (
            ("--from", "2022-05-01"),
            "give one day as --on DATE, or several as --from DATE --to DATE",
        ),
        ((*DAY, "--to", "2022-05-15"), "give one day as --on DATE, or several as --from"),
        (("--on", "2022-13-45"), "'--on': '2022-13-45' is no date; give a day as YYYY-MM-DD"),
        (("--from", "2022-05-02", "--to", "2022-05-01"), "run from 2022-05-02 back to 2022-05-01"),
        (("--on", "2022-01-01"), "2022-01-01 lies before 2022-04-20, the first day of the theatre"),
        ((*DAY, "--known-by", "soon"), "'--known-by': 'soon' is no date"),
        ((*DAY, "--format", "parquet"), "--format parquet needs --out FILE, as it is no text"),
        ((*DAY, "--format", "xlsx"), "'xlsx' is not one of 'csv', 'geojson', 'parquet'"),
        (
            (*DAY, "--out", "/none/of/these"),
            "cannot write /none/of/these (No such file or directory)",
        ),
        ((*DAY, "--gazetteer", "none.csv"), "there is no gazetteer at none.csv"),
    ],
)
def test_a_wrong_question_is_refused_with_the_mend(ask, arguments, words: str) -> None:
    result = ask("control", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in " ".join(result.stderr.split())


def test_asking_changes_nothing(ask, ledger: Path) -> None:
    before = ledger.read_bytes(), sorted(p.name for p in ledger.parent.iterdir())
    ask("control", *DAY)
    ask("why", "Izium", *DAY)
    assert (ledger.read_bytes(), sorted(p.name for p in ledger.parent.iterdir())) == before


def test_a_failed_answer_leaves_the_file_that_was_there(ask, tmp_path: Path) -> None:
    out = tmp_path / "control.csv"
    out.write_text("precious")
    assert ask("control", "--on", "2022-01-01", "--out", out).exit_code == 2
    assert out.read_text() == "precious"
    assert [p.name for p in tmp_path.iterdir()] == ["control.csv"]


# -- why -----------------------------------------------------------------------------------


def test_why_tells_the_estimate_and_the_words_it_rests_on(ask) -> None:
    result = ask("why", "Izium", *DAY)
    assert (result.exit_code, result.stderr) == (0, "")
    first = result.stdout.splitlines()[0]
    assert first.startswith("Izium (geonames:707292) on 2022-05-14: ")
    assert "Claims by their weight in the log-odds of" in result.stdout
    assert "“" in result.stdout
    assert "claim-" in result.stdout


def test_as_json_the_prior_and_the_weights_add_up(ask) -> None:
    (line,) = ask("why", "707292", *DAY, "--format", "json").stdout.splitlines()
    answer = json.loads(line)
    total = answer["prior"] + answer["tenure"] + sum(c["weight"] for c in answer["claims"])
    assert total == pytest.approx(answer["log_odds"], abs=1e-4)
    rows = ask("why", "707292", *DAY, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(row) for row in rows] == answer["claims"]
    assert {"claim_id", "weight", "quote", "holders"} <= set(answer["claims"][0])
    control = {row["place_id"]: row for row in table(ask("control", *DAY).stdout)}
    assert float(control["geonames:707292"]["p_RU"]) == answer["probabilities"]["RU"]


def test_of_namesakes_the_others_are_told_with_their_ids(ask) -> None:
    result = ask("why", "Lyman", *DAY)
    assert result.exit_code == 0
    assert result.stderr == (
        "Lyman: taken for geonames:704204 (admin1 07), the most populous; give an id for another: "
        "geonames:99 (admin1 07)\n"
    )


def test_an_unknown_place_is_refused_with_names_like_it(ask) -> None:
    result = ask("why", "Kharkow City", *DAY)
    assert result.exit_code == 2
    assert result.stderr.startswith("salient: 'Kharkow City' is no settlement of the theatre towns")


def test_a_limit_sums_up_the_rest(ask) -> None:
    result = ask("why", "Izium", *DAY, "--limit", "1")
    assert "further claims together; --limit shows more" in result.stdout
    assert result.stdout.count("“") == 1
    assert ask("why", "Izium", *DAY, "--limit", "-1").exit_code == 2


# -- assess --------------------------------------------------------------------------------


def test_assess_writes_the_five_files_and_prints_their_names(ask, tmp_path: Path) -> None:
    result = ask("assess", *DAY, "--out", tmp_path / "new" / "today")
    assert (result.exit_code, result.stderr) == (0, "")
    names = [Path(line).name for line in result.stdout.splitlines()]
    assert names == [
        "assessment.md", "assessment.html", "map.png", "control.geojson", "claims.jsonl",
    ]  # fmt: skip
    assert all(Path(line).stat().st_size for line in result.stdout.splitlines())


def test_an_assessment_that_cannot_be_written_is_refused(ask, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = ask("assess", *DAY, "--out", tmp_path / "file" / "today")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"salient: the folder {tmp_path / 'file' / 'today'} cannot be")
