"""Looking in the last blocks first gives what looking everywhere gives, with less read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_factories import RECORDED, claim, document, reading
from sqlalchemy import select

from salient.ledger import Ledger, SearchQuestion, open_ledger, search, search_blocks
from salient.ledger.schema_search import search_claim
from salient.ledger.search_blocks import block_marks, last_hits


class Index:
    """Some claims that hold the word; counts the hits that it was made to read."""

    def __init__(self, keys: set[int], wanted: int) -> None:
        self._marks = {key: set(block_marks(key).split()) for key in sorted(keys, reverse=True)}
        self._wanted = wanted
        self.asked: list[str] = []
        self.read = 0

    def find(self, match: str) -> list[tuple[int]]:
        self.asked.append(match)
        blocks = set(re.findall(r"'(zzblock\w+)':C", match))
        assert match.startswith("word" if not blocks else "(word) & (")
        hits = [key for key, marks in self._marks.items() if not blocks or marks & blocks]
        self.read += len(hits)
        return [(key,) for key in hits[: self._wanted]]


@given(
    last=st.integers(0, 1 << 18),
    every=st.integers(1, 60_000),
    first=st.integers(0, 60_000),
    beyond=st.integers(0, 5_000),
    wanted=st.integers(1, 300),
    several=st.booleans(),
)
def test_the_last_hits_are_those_of_all(
    last: int, every: int, first: int, beyond: int, wanted: int, several: bool
) -> None:
    keys = set(range(last, first, -every)[:2000])
    index = Index(keys, wanted)
    found = last_hits(index.find, "word", last + beyond, wanted, several=several)
    assert [key for (key,) in found] == sorted(keys, reverse=True)[:wanted]
    assert len(index.asked) <= 9


@pytest.mark.parametrize(
    ("every", "several", "asked", "most"),
    [
        (10, False, 1, 410),
        (100, False, 2, 1100),
        (100, True, 1, 660),
        (1000, True, 2, 450),
        (5000, False, 2, 210),
    ],
)
def test_no_more_is_read_than_it_takes(every: int, several: bool, asked: int, most: int) -> None:
    index = Index(set(range(1_000_000, 0, -every)), 150)
    found = last_hits(index.find, "word", 1_000_000, 150, several=several)
    assert [key for (key,) in found] == list(range(1_000_000, 0, -every))[:150]
    assert len(index.asked) == asked
    assert index.read <= most


def test_an_index_without_blocks_gives_all_that_it_has() -> None:
    def find(match: str) -> list[tuple[int]]:
        return [] if "zzblock" in match else [(7,), (3,)]

    assert last_hits(find, "word", 9999, 150) == [(7,), (3,)]


WORDS = {"bridge": 2, "river": 3, "ferry": 17, "pontoon": 60, "shell": 299}
"""Each stands in every so many-th of the claims."""


def _stocked(target: str | Path) -> Ledger:
    ledger = open_ledger(target, create=True)
    readings = []
    for number in range(1, 401):
        text = " ".join(["men", *(word for word, every in WORDS.items() if number % every == 0)])
        whole = document(number, text=text)
        readings.append(reading(whole, claim(whole, text, claim_id=f"claim-{number}")))
    ledger.add_many(readings, RECORDED)
    ledger.search.index()
    return ledger


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "text", [*WORDS, "men", "bridge river", "bridge ferry", "ferry OR shell", "river -bridge"]
)
def test_pages_are_those_of_sqlite(
    fresh_schema: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(search_blocks, "_SMALL", 2)
    monkeypatch.setattr(search_blocks, "_LARGE", 5)
    monkeypatch.setattr(search, "RANKED_TOGETHER", 7)
    with _stocked(tmp_path / "war.db") as plain, _stocked(fresh_schema()) as served:
        for offset in (0, 5, 20):
            question = SearchQuestion(text=text, limit=5, offset=offset)
            assert served.search.find(question) == plain.search.find(question)


@pytest.mark.postgresql
def test_an_index_made_without_blocks_is_made_anew(fresh_schema: Callable[[], str]) -> None:
    with _stocked(fresh_schema()) as ledger:
        with ledger.backend.writing("testing") as connection:
            marks = connection.execute(select(search_claim.c.marks)).scalars().all()
            assert all(one.endswith(" zzblock11zz0 zzblock15zz0") for one in marks)
            connection.exec_driver_sql("UPDATE search_progress SET method = '1'")
        assert ledger.search.index().claim_key == len(marks) == 400
        assert ledger.search.index().claim_key == 0
