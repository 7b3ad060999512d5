"""A process killed at any moment leaves a ledger that opens and holds all it had reported."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from ledger_factories import RECORDED, claim, document, reading

from salient.errors import LedgerError
from salient.ledger import export_archive, import_archive, open_ledger

CHILD = Path(__file__).parent / "adding_until_killed.py"
IMPORTING = Path(__file__).parent / "importing_until_killed.py"


def _add_until_killed(target: str, seed: int, batches: int, seconds: float) -> int:
    """Kill a child `seconds` after it reported `batches`; the number of documents it reported."""
    child = subprocess.Popen(
        [sys.executable, str(CHILD), target, str(seed)], stdout=subprocess.PIPE, text=True
    )
    reported = 0
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        for _ in range(batches):
            reported = int(child.stdout.readline())
        time.sleep(seconds)
    finally:
        child.kill()
        rest, _ = child.communicate()
    # A line cut off by the kill has not been reported.
    lines = [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    return int(lines[-1]) if lines else reported


def _check(target: str, reported: int) -> int:
    """The ledger opens, is sound and whole; the number of documents in it."""
    with open_ledger(target, create=True) as ledger:
        documents = list(ledger.documents())
        claims = list(ledger.claims())
        stats = ledger.stats()
        assert len(documents) >= reported
        expected = [document(number) for number in range(1, len(documents) + 1)]
        assert sorted(documents, key=lambda one: one.document_id) == sorted(
            expected, key=lambda one: one.document_id
        )
        assert sorted(claims, key=lambda one: one.claim_id) == sorted(
            (claim(one) for one in expected), key=lambda one: one.claim_id
        )
        assert stats.claims == stats.current_claims == stats.readings == len(documents)
        assert ledger.add_many(map(reading, expected), RECORDED).unchanged == len(expected)
        assert list(ledger.check()) == []
    return len(documents)


def _kill_often(target: str, times: int, seed: int) -> None:
    rng = random.Random(seed)
    held = 0
    for round_number in range(times):
        # Without a batch to wait for, the kill falls into making or opening the ledger.
        batches = rng.randrange(5) if round_number else 0
        reported = _add_until_killed(
            target, rng.randrange(2**31), batches, seconds=rng.random() * 0.05
        )
        assert reported == 0 or reported > held
        held = _check(target, max(reported, held))
    assert held > 0


def test_killed_at_random_moments_it_keeps_what_it_reported(target: str) -> None:
    _kill_often(target, times=4, seed=20220514)


@pytest.mark.slow
def test_killed_many_times_it_keeps_what_it_reported(fresh_target: Callable[[], str]) -> None:
    """Forty kills on each backend, or as many as SALIENT_TEST_KILLS says, ten to a ledger."""
    kills = int(os.environ.get("SALIENT_TEST_KILLS", "40"))
    for seed in range(-(-kills // 10)):
        _kill_often(fresh_target(), times=10, seed=seed)


def test_killed_while_making_the_ledger_it_can_be_made_again(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    _add_until_killed(str(path), seed=1, batches=0, seconds=0.0)
    if not path.exists() or path.stat().st_size == 0:
        with pytest.raises(LedgerError, match=r"make (one|it one) with: salient add"):
            open_ledger(path)
    with open_ledger(path, create=True) as ledger:
        assert ledger.add(reading(document(9999)), RECORDED).added == 1


def test_killed_while_importing_it_holds_all_or_nothing(target: str, tmp_path: Path) -> None:
    archive = tmp_path / "war.jsonl.gz"
    with open_ledger(tmp_path / "first.db", create=True) as ledger:
        ledger.add_many([reading(document(number)) for number in range(1, 400)], RECORDED)
        with archive.open("wb") as out:
            export_archive(ledger, out)
    rng = random.Random(3)
    outcomes = []
    for _ in range(4):
        child = subprocess.Popen(
            [sys.executable, str(IMPORTING), str(archive), target],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(rng.random() * 0.15)
        child.kill()
        said, _ = child.communicate()
        with open_ledger(target, create=True) as ledger:
            held = ledger.stats().documents
            assert list(ledger.check()) == []
        assert held in (0, 399)
        assert held == 399 or "done" not in said
        outcomes.append(held)
        if held:
            break
    if not outcomes[-1]:
        with open_ledger(target) as ledger, archive.open("rb") as stream:
            import_archive(stream, str(archive), ledger)
            assert ledger.stats().documents == 399
