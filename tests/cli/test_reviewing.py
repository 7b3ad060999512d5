"""`salient review`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Say = Callable[..., Result]
SIGNED = ("--by", "Olena", "--reason", "saw the footage")


@pytest.fixture
def own(ledger: Path, tmp_path: Path) -> Path:
    """A ledger of its own, for a review cannot be undone."""
    return Path(shutil.copy(ledger, tmp_path / "own.db"))


@pytest.fixture
def say(run, own: Path, theatre: Path) -> Say:
    return lambda *words: run("review", *words, "--ledger", own, "--theatre", theatre)


@pytest.fixture
def claim_id(run, own: Path, theatre: Path) -> str:
    found = run("search", "--place", "Popasna", "--limit", 1, "--format", "jsonl",
                "--ledger", own, "--theatre", theatre)  # fmt: skip
    return json.loads(found.stdout.splitlines()[0])["claim"]["claim_id"]


def records(result: Result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_correction_is_told_kept_and_listed(say, claim_id) -> None:
    result = say("claim", claim_id, "--set", "place=Izyum", "--set", "date=2022-05-02", *SIGNED)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    first, *changes = result.stderr.splitlines()
    assert first.startswith("review-")
    assert changes[0] == "  place: geonames:696566 -> geonames:707292"
    assert changes[1].endswith("-> 2022-05-02/2022-05-02")
    (record,) = records(say("list", "--format", "jsonl"))
    assert (record["by"], record["reason"]) == ("Olena", "saw the footage")
    assert record["action"]["anchor"]["claim_id"] == claim_id
    told = say("list", "--place", "Popasna").stdout
    assert "Olena: corrected place" in told
    assert "to geonames:707292; date to 2022-05-02/2022-05-02" in told
    assert claim_id in told


def test_a_claims_id_alone_is_enough(say, claim_id) -> None:
    assert say(claim_id, "--reject", *SIGNED).exit_code == 0
    assert "Olena: rejected" in say("list").stdout


def test_taking_back(say, claim_id) -> None:
    review_id = say(claim_id, "--accept", *SIGNED).stderr.partition(":")[0]
    assert say("take-back", review_id, *SIGNED).exit_code == 0
    told = say("list").stdout
    assert "Olena: accepted  (taken back)" in told
    assert f"Olena: took back {review_id}" in told
    assert "accepted" not in say("list", "--standing").stdout


def test_merging_and_marking(run, say, own, theatre) -> None:
    found = run("search", "attack", "--documents", "--limit", 2, "--format", "jsonl",
                "--ledger", own, "--theatre", theatre)  # fmt: skip
    one, other = (record["document"]["document_id"] for record in records(found))
    assert say("merge", one, other, *SIGNED).exit_code == 0
    assert say("source", "An Outlet", "--mark", "not-a-witness", *SIGNED).exit_code == 0
    assert say("source", "An Office", "--reliability", "0.4", *SIGNED).exit_code == 0
    told = say("list").stdout
    assert f"Olena: merged {one}, {other}" in told
    assert "Olena: marked An Outlet as not-a-witness" in told
    assert "Olena: marked An Office as reliability 0.4" in told


def test_without_reviews(say) -> None:
    assert say("list").stdout == "No reviews.\n"
    assert say("list", "--unattached", "--format", "jsonl").stdout == ""


def test_the_queue_is_text_or_objects_and_can_be_cut(say) -> None:
    everything = records(say("queue", "--limit", 1000, "--format", "jsonl"))
    assert [r["priority"] for r in everything] == sorted(
        (r["priority"] for r in everything), reverse=True
    )
    told = say("queue", "--limit", 1)
    assert told.exit_code == 0
    if len(everything) > 1:
        assert f"{len(everything) - 1} further claims want a look" in told.stdout
    assert say("queue", "--to", "2020-01-01").stdout == "No claim wants a look.\n"


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("claim", "claim-x", *SIGNED), "give one of --accept, --reject and --set WHAT=VALUE"),
        (("claim", "claim-x", "--accept", "--set", "event=hold", *SIGNED), "give one of --accept"),
        (("claim", "claim-x", "--set", "event", *SIGNED), "--set 'event' has no value"),
        (("claim", "claim-x", "--accept", *SIGNED), "holds no claim 'claim-x'; copy an id from"),
        (("claim", "claim-x", "--accept", "--by", "Olena"), "Missing option '--reason'"),
        (("source", "x", *SIGNED), "give either --mark or --reliability"),
        (("source", "x", "--reliability", "2", *SIGNED), "2.0 is not in the range"),
        (("merge", "doc-1", *SIGNED), "merging needs two different documents"),
        (("merge", "doc-1", "doc-2", *SIGNED), "holds no document 'doc-1'"),
        (("take-back", "review-x", *SIGNED), "holds no review 'review-x'"),
        (("list", "--place", "Nowhere"), "'Nowhere' is no settlement"),
        (("frob",), "No such command 'frob'"),
    ],
)
def test_what_cannot_be_is_said_with_code_2(say, words, error) -> None:
    result = say(*words)
    assert result.exit_code == 2
    assert error in " ".join(result.stderr.split())


def test_a_ledger_that_is_not_there_is_not_made(run, tmp_path, theatre) -> None:
    result = run("review", "source", "x", "--mark", "reliable", *SIGNED,
                 "--ledger", tmp_path / "none.db", "--theatre", theatre)  # fmt: skip
    assert result.exit_code == 2
    assert "no ledger at" in result.stderr
    assert not (tmp_path / "none.db").exists()
