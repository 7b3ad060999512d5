"""`salient search`."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Find = Callable[..., Result]


@pytest.fixture
def find(run, ledger: Path, theatre: Path) -> Find:
    return lambda *words: run("search", *words, "--ledger", ledger, "--theatre", theatre)


def records(result: Result) -> list[dict]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_hits_as_text_name_who_says_what_and_where(find) -> None:
    result = find("attacked", "--place", "Popasna")
    assert result.exit_code == 0
    assert "Popasna" in result.stdout
    assert "“" in result.stdout
    assert "claim-" in result.stdout


def test_hits_as_objects_have_offsets_into_the_document(find) -> None:
    found = records(find("attack", "--limit", "5", "--format", "jsonl"))
    assert len(found) == 5
    for hit in found:
        assert set(hit) == {"kind", "score", "document", "snippet", "matches", "claim"}
        start, text = hit["snippet"]["start"], hit["snippet"]["text"]
        for first, last in hit["matches"]:
            assert text[first - start : last - start].lower().startswith("attack")


def test_words_may_come_as_one_argument_or_several(find) -> None:
    together = find("Russian troops", "--format", "jsonl").stdout
    assert find("Russian", "troops", "--format", "jsonl").stdout == together
    phrase = records(find('"Russian troops"', "--format", "jsonl", "--limit", "1000"))
    assert (
        0
        < len(phrase)
        <= len(records(find("Russian troops", "--limit", 1000, "--format", "jsonl")))
    )


def test_without(find) -> None:
    every = {
        h["claim"]["claim_id"]
        for h in records(find("troops", "--limit", 1000, "--format", "jsonl"))
    }
    less = records(find("troops", "--without", "Russian", "--limit", 1000, "--format", "jsonl"))
    assert {h["claim"]["claim_id"] for h in less} < every
    assert all("Russian" not in h["claim"]["quote"]["text"] for h in less)


def test_pages_are_pointed_to(find) -> None:
    first = find("--mood", "reported", "--limit", 3)
    assert "there is more; the next page: --offset 3" in first.stderr
    second = find("--mood", "reported", "--limit", 3, "--offset", 3)
    assert not set(first.stdout.splitlines()) & {
        line for line in second.stdout.splitlines() if "claim-" in line
    }


def test_documents(find) -> None:
    (hit, *_) = records(find("Izium", "--documents", "--format", "jsonl"))
    assert (hit["kind"], hit["claim"]) == ("document", None)
    assert hit["document"]["document_id"] in find("Izium", "--documents").stdout


def test_nothing_found_is_said(find) -> None:
    result = find("elephant")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing found" in result.stderr


def test_a_file(find, tmp_path) -> None:
    out = tmp_path / "hits.jsonl"
    assert find("attack", "--format", "jsonl", "--out", out).stdout == ""
    assert len(out.read_text("utf-8").splitlines()) > 1


def test_a_ledger_without_an_index_is_indexed_first(run, ledger, theatre, tmp_path) -> None:
    own = shutil.copy(ledger, tmp_path / "own.db")
    driver = sqlite3.connect(own)
    for table in ("search_claim", "search_version", "search_progress"):
        driver.execute(f"DELETE FROM {table}")
    for index in ("search_claim_words", "search_version_words"):
        driver.execute(f"INSERT INTO {index}({index}) VALUES ('delete-all')")
    driver.commit()
    driver.close()
    result = run("search", "attack", "--ledger", own, "--theatre", theatre)
    assert "claim-" in result.stdout
    assert "index" not in result.stderr


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ((), "a search needs words or a limit, such as a place, days or an event"),
        (('"attack',), "has a quotation mark without its pair"),
        (("attack", "--event", "dance"), "'dance' is no event type; give one of: capture"),
        (("attack", "--km", "5"), "goes with a place to be near to"),
        (("attack", "--near", "Nowhere"), "'Nowhere' is no settlement"),
        (("attack", "--region", "Khark"), "give the name of one, such as Kharkiv"),
        (("attack", "--limit", "0"), "0 is not in the range"),
        (("attack", "--documents", "--mood", "denied"), "a mood is a limit on claims"),
    ],
)
def test_what_cannot_be_asked_is_said_with_code_2(find, words, error) -> None:
    result = find(*words)
    assert result.exit_code == 2
    assert error in " ".join(result.stderr.split())
