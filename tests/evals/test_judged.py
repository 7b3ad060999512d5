"""Shares of draws that were judged by eye."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evals.judged import ASPECTS, found_share, last_draws


def _write(path: Path, *, right: int, wrong: int) -> None:
    verdicts = [dict.fromkeys(ASPECTS, True)] * right + [dict.fromkeys(ASPECTS, False)] * wrong
    path.write_text("".join(json.dumps(v) + "\n" for v in verdicts), "utf-8")


def test_the_last_large_draws_are_taken_together(tmp_path: Path) -> None:
    _write(tmp_path / "a.jsonl", right=4, wrong=0)
    _write(tmp_path / "b.jsonl", right=1, wrong=3)
    _write(tmp_path / "c.jsonl", right=4, wrong=2)
    _write(tmp_path / "d.jsonl", right=0, wrong=3)
    assert last_draws(tmp_path, draws=2, least=4) == dict.fromkeys(ASPECTS, 0.5)
    assert last_draws(tmp_path, least=4) == dict.fromkeys(ASPECTS, 9 / 14)
    assert last_draws(tmp_path, draws=1, least=4) == dict.fromkeys(ASPECTS, 4 / 6)


def test_without_a_large_draw_there_is_no_share(tmp_path: Path) -> None:
    _write(tmp_path / "a.jsonl", right=1, wrong=0)
    with pytest.raises(ValueError, match="holds no draw of 300 verdicts"):
        last_draws(tmp_path)


def test_what_is_found_is_told_of_the_last_rounds_together(tmp_path: Path) -> None:
    for name, wanted, found in (("a", 4, 4), ("b", 2, 1), ("c", 3, 2)):
        lines = [{"wanted": wanted, "found": found}, {"wanted": 1, "found": 0}]
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (tmp_path / f"{name}.jsonl").write_text(text, "utf-8")
    assert found_share(tmp_path, rounds=1) == 2 / 4
    assert found_share(tmp_path, rounds=2) == 3 / 7
    assert found_share(tmp_path) == 7 / 12


def test_without_a_wanted_claim_nothing_is_found(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no sentence with a claim"):
        found_share(tmp_path)
    (tmp_path / "a.jsonl").write_text('{"wanted": 0, "found": 0}\n', "utf-8")
    with pytest.raises(ValueError, match="holds no sentence with a claim"):
        found_share(tmp_path)
