"""Where data goes: whole files or none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from salient.cli.writing import output_file, text_output
from salient.errors import OutputError


def test_a_file_takes_its_place_when_it_is_complete(tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    out.write_text("old")
    with text_output(out) as stream:
        stream.write("nový\n")
        assert out.read_text() == "old"
    assert out.read_bytes() == "nový\n".encode()
    assert list(tmp_path.iterdir()) == [out]


def test_a_run_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    out.write_text("old")

    def broken() -> None:
        with text_output(out) as stream:
            stream.write("new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    with text_output(tmp_path / "link.csv") as stream:
        stream.write("new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "new"


def test_what_is_no_regular_file_is_written_directly() -> None:
    with text_output(Path("/dev/null")) as stream:
        stream.write("gone")
    assert Path("/dev/null").is_char_device()


def test_an_error_of_the_work_is_not_taken_for_one_of_writing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), output_file(tmp_path / "a"):
        raise FileNotFoundError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["none/a.csv", "file/a.csv"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(
            OutputError, match=r"cannot write .*; give --out a file in a folder that you"
        ),
        text_output(tmp_path / name),
    ):
        raise AssertionError


def test_a_closed_standard_output_asks_for_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with (
        pytest.raises(OutputError, match="standard output is closed; give --out a file"),
        text_output(None),
    ):
        raise AssertionError
