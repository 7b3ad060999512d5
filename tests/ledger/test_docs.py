"""What docs/ledger.md shows can be done."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from ledger_factories import PUBLISHED, RECORDED, document, reading, rejected

from salient.ledger import Ledger, open_ledger
from salient.ledger.schema import batch

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "ledger.md").read_text(encoding="utf-8")
PAGES = "".join(page.read_text("utf-8") for page in sorted(DOCS.glob("*.md")))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "war.db"
    with open_ledger(made, create=True) as ledger:
        edited = document(wording=" (edited)")
        ledger.add_many([reading(document()), reading(edited), rejected()], RECORDED)
    return made


def _block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found.group(1)


def test_every_query_shown_runs_and_finds_something(path: Path) -> None:
    driver = sqlite3.connect(path)
    queries = [one for one in _block("sql").split(";") if one.strip()]
    found = [driver.execute(one).fetchall() for one in queries]
    driver.close()
    assert len(found) == 5
    assert found[0] == [("2022-05-13", "hold", 2)]
    assert found[1][0] == ("2022-05-14 08:00:00", "The Example Courier", "Troops hold the village.")
    assert found[2] == [("doc-0001", 2)]
    assert found[3] == [("documents", "empty", 1)]
    assert found[4][0][0] == "2022-05-14 20:00:00"


def test_the_python_shown_runs(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(path.parent)
    exec(compile(_block("python"), "docs/ledger.md", "exec"), {})
    assert capsys.readouterr().out.splitlines()[1:] == [
        f"{PUBLISHED.isoformat()} Troops hold the village."
    ]


def test_every_table_is_described() -> None:
    for table in batch.metadata.tables:
        assert f"| `{table}` |" in PAGES


def test_every_question_the_page_names_exists() -> None:
    for name in ("published_by", "published_from", "known_by"):
        assert f"`{name}`" in PAGE
        assert name in (Ledger.claims.__kwdefaults__ or {})
