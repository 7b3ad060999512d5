from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from salient.cli.main import commands
from salient.ledger import DocumentReading, open_ledger
from salient.model import Document, Reader

POSTS = [
    (
        "Hill Gazette",
        "06:00",
        "The pontoon bridge near Kharkiv sank at dawn, the harbour office said",
    ),
    ("Morning News", "06:14", "Pontoon bridge near Kharkiv sank at dawn, the harbour office said."),
    ("Weekly", "07:05", "Grain prices rose by a tenth in a week on fears of a poor harvest abroad"),
]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stories") / "war.db"
    with open_ledger(path, create=True) as made:
        for number, (publisher, hour, text) in enumerate(POSTS):
            document = Document(
                document_id=f"doc-{number}",
                text=text,
                publisher=publisher,
                published=datetime.fromisoformat(f"2022-05-14T{hour}:00+03:00"),
                language="en",
                fingerprint=f"text-{number}",
            )
            reading = DocumentReading(document=document, reader=Reader(name="none", version="1"))
            made.add(reading, document.published)
    return path


def asked(ledger: Path, *options: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(commands, ["stories", "--ledger", str(ledger), *options])
    return done.exit_code, done.stdout, done.stderr


def test_a_story_is_told_with_its_first_and_who_passed_it_on(ledger: Path) -> None:
    code, out, err = asked(ledger, "--on", "2022-05-14")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "2022-05-14 06:00  2 documents, 1 witness: Hill Gazette",
        "  The pontoon bridge near Kharkiv sank at dawn, the harbour office said",
        "         +0:00  Hill Gazette: first",
        "         +0:14  Morning News: in the words of Hill Gazette",
        "",
    ]


def test_stories_as_json_lines(ledger: Path) -> None:
    code, out, _ = asked(
        ledger, "--from", "2022-05-14", "--to", "2022-05-15", "--least", "1", "--format", "jsonl"
    )
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["documents"] for row in rows] == [2, 1]
    assert rows[0]["independent"] == 1
    assert [m["how"] for m in rows[0]["members"]] == ["first", "copies"]


def test_a_place_limits_the_stories_to_those_that_name_it(ledger: Path) -> None:
    assert "pontoon" in asked(ledger, "--on", "2022-05-14", "--place", "Kharkiv")[1]
    code, out, err = asked(ledger, "--on", "2022-05-14", "--place", "Popasna")
    assert (code, out) == (0, "")
    assert err == "no story of 2 documents or more; --least 1 shows those told once\n"


def test_a_day_with_nothing_says_so(ledger: Path) -> None:
    code, out, err = asked(ledger, "--on", "2022-05-20")
    assert (code, out) == (0, "")
    assert err.startswith("no story of 2 documents or more")


def test_a_call_without_days_says_what_to_give(ledger: Path) -> None:
    code, _, err = asked(ledger)
    assert code == 2
    assert "give one day as --on DATE, or several as --from DATE --to DATE" in err


def test_days_in_the_wrong_order_are_refused(ledger: Path) -> None:
    code, _, err = asked(ledger, "--from", "2022-05-15", "--to", "2022-05-14")
    assert code == 2
    assert "the days run from 2022-05-15 back to 2022-05-14; give the earlier day first" in err
