"""Shares of draws that were judged by eye."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evals.judged import ASPECTS, last_draws


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
