"""Progress: a bar for a person, a line now and then for a log, nothing for short work."""

from __future__ import annotations

import sys
import time

import pytest

from salient.cli.progress import Progress


def test_short_work_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("adding", "documents") as progress:
        for _ in range(100):
            progress.step()
    assert capsys.readouterr() == ("", "")


def test_long_unwatched_work_gives_a_line_every_half_minute(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter(range(0, 1000, 10))
    monkeypatch.setattr(time, "monotonic", lambda: float(next(moments)))
    with Progress("adding", "documents") as progress:
        for _ in range(7):
            progress.step()
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "adding: 3 documents\nadding: 6 documents\n"


def test_a_person_who_watches_gets_a_bar_that_goes_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("salient.cli.progress._DELAY_S", 0.0)
    with Progress("adding", "documents") as progress:
        progress.step(3)
    out, err = capsys.readouterr()
    assert out == ""
    assert "adding: 0 documents" in err
    assert err.rstrip(" ").endswith("\r")
