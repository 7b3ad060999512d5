from __future__ import annotations

import os
from pathlib import Path

import pytest

from salient.documents import STANDARD_INPUT, expand_inputs, find_inputs
from salient.errors import DocumentError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt", "a.html", "week/c.jsonl.gz", "week/day/d.txt", ".hidden.txt", ".git/config",
        "a_files/style.css", "a_files/photo.jpg", "a_files/note.txt",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")
    return tmp_path


def names(paths: list[Path], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_a_folder_stands_for_its_files_at_any_depth_but_not_hidden_ones(folder: Path) -> None:
    assert names(expand_inputs([str(folder)]), folder) == [
        "a.html", "a_files/note.txt", "b.txt", "week/c.jsonl.gz", "week/day/d.txt",
    ]  # fmt: skip


def test_globs_reach_files_and_folders(folder: Path) -> None:
    assert names(expand_inputs([f"{folder}/*.txt"]), folder) == ["b.txt"]
    assert names(expand_inputs([f"{folder}/**/*.txt"]), folder) == [
        "a_files/note.txt", "b.txt", "week/day/d.txt",
    ]  # fmt: skip
    assert names(expand_inputs([f"{folder}/w*"]), folder) == ["week/c.jsonl.gz", "week/day/d.txt"]


def test_every_file_comes_once_and_in_order_however_it_was_named(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "b.txt")
    given = [f"{folder}/week/../b.txt", f"{folder}/a.html", f"{folder}/*.txt", f"{folder}/link.txt"]
    assert [path.name for path in expand_inputs(given)] == ["a.html", "b.txt"]


def test_a_file_named_by_itself_is_taken_whatever_it_is(folder: Path) -> None:
    given = [f"{folder}/.hidden.txt", f"{folder}/a_files/photo.jpg"]
    assert names(expand_inputs(given), folder) == [".hidden.txt", "a_files/photo.jpg"]


def test_a_name_with_the_characters_of_a_pattern_is_a_name_first(folder: Path) -> None:
    (folder / "report [1].txt").write_text("words")
    assert [path.name for path in expand_inputs([f"{folder}/report [1].txt"])] == ["report [1].txt"]


def test_standard_input_stays_what_it_is() -> None:
    assert expand_inputs(["-"]) == [STANDARD_INPUT]


def test_what_leads_to_no_file_is_named_and_the_rest_is_found(folder: Path) -> None:
    (folder / "empty").mkdir()
    missing, pattern, empty = f"{folder}/none.txt", f"{folder}/*.pdf", f"{folder}/empty"
    found = find_inputs([missing, pattern, empty, f"{folder}/b.txt"])
    assert names(found.paths, folder) == ["b.txt"]
    assert [rejected.detail for rejected in found.rejected] == [
        f"{missing}: there is no such file or folder; check the name",
        f"{pattern}: no file matches this pattern; check it, and quote it if the shell changes it",
        f"{empty}: the folder holds no files to read; hidden files and pictures are passed over",
    ]
    assert {rejected.reason for rejected in found.rejected} == {"not-found"}


def test_expanding_names_everything_that_leads_nowhere_in_one_error(folder: Path) -> None:
    with pytest.raises(
        DocumentError, match=r"(?s)none\.txt: there is no such.*\*\.pdf: no file ma"
    ):
        expand_inputs([f"{folder}/none.txt", f"{folder}/*.pdf", f"{folder}/b.txt"])


def test_a_folder_that_may_not_be_listed_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = os.scandir

    def forbidding(path: str) -> object:
        if Path(path).name == "week":
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", forbidding)
    found = find_inputs([f"{folder}/week", f"{folder}/b.txt"])
    assert names(found.paths, folder) == ["b.txt"]
    assert [rejected.reason for rejected in found.rejected] == ["unreadable"]
    assert found.rejected[0].detail == (
        f"{folder}/week: cannot be listed (Permission denied); check its permissions"
    )


def test_pipes_and_sockets_within_a_folder_are_passed_over(folder: Path) -> None:
    os.mkfifo(folder / "week" / "pipe.txt")
    assert "week/pipe.txt" not in names(expand_inputs([str(folder)]), folder)
